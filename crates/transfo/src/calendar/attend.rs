//! Notes who came: a list ticked by the team, or each ambassador by the code of the room.
//!
//! Invariants: only a half-day of a run that is not called off, and not before its day; saying it twice changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};

use super::{
    absence::Half,
    act::{By, Stop},
    run::Run,
    store::{attendance, runs},
};
use crate::platform::{
    clock,
    db::Tx,
    error::Error,
    gate::Circles,
    journal::{self, Act},
};

/// What is noted of a run: day, member and half.
pub type Sheet = BTreeSet<(Date, String, Half)>;

/// Why nothing was noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNoted {
    /// The day is to come, or not a day of the run.
    NotThatDay,
    /// The run is called off.
    Cancelled,
    /// Nobody of that name is expected.
    Unknown,
}

/// Morning until one o'clock in Paris.
pub fn half_at(now: Timestamp) -> Half {
    if now.to_zoned(clock::paris()).hour() < 13 {
        Half::Morning
    } else {
        Half::Afternoon
    }
}

fn open(run: &Run, day: Date, today: Date) -> Result<(), NotNoted> {
    if run.cancelled_at.is_some() {
        return Err(NotNoted::Cancelled);
    }
    if day > today || !run.each_day().any(|d| d == day) {
        return Err(NotNoted::NotThatDay);
    }
    Ok(())
}

/// Half-days to note (`true`) or to take back, by member.
pub type Changes = BTreeMap<(String, Half), bool>;

/// Saves the list of one day: what is ticked is noted, the rest is taken back.
///
/// # Errors
/// [`NotNoted`]; absence of the run; a fault of the database.
pub async fn save_list(
    by: &By,
    run: &str,
    day: Date,
    ticked: &BTreeSet<(String, Half)>,
) -> Result<(), Stop<NotNoted>> {
    let mut tx = by.app.db.write().await?;
    let run = found(&mut tx, run).await?;
    let members = attendance::members(&mut tx, &run.site_id).await?;
    let halves = members.into_iter().flat_map(|(member, _)| {
        [Half::Morning, Half::Afternoon].map(|half| (member.clone(), half))
    });
    let changes = halves.map(|one| (one.clone(), ticked.contains(&one)));
    write(tx, by, (&run, day), changes.collect()).await
}

/// Saves what was changed on the list of one day, maybe without network and some days ago; the rest stays as it is.
///
/// # Errors
/// As [`save_list`]; somebody who is not on the list.
pub async fn change_list(
    by: &By,
    run: &str,
    day: Date,
    changes: Changes,
) -> Result<(), Stop<NotNoted>> {
    let mut tx = by.app.db.write().await?;
    let run = found(&mut tx, run).await?;
    let members = attendance::members(&mut tx, &run.site_id).await?;
    let known = |member: &String| members.iter().any(|(id, _)| id == member);
    if !changes.keys().all(|(member, _)| known(member)) {
        return Err(Stop::Refused(NotNoted::Unknown));
    }
    write(tx, by, (&run, day), changes).await
}

async fn write(
    mut tx: Tx,
    by: &By,
    (run, day): (&Run, Date),
    changes: Changes,
) -> Result<(), Stop<NotNoted>> {
    open(run, day, by.today).map_err(Stop::Refused)?;
    let before = attendance::sheet(&mut tx, &run.id).await?;
    for ((member, half), has) in changes {
        let had = before.contains(&(day, member.clone(), half));
        let (who, when) = ((run.id.as_str(), member.as_str()), (day, half));
        if has && !had {
            attendance::note(&mut tx, who, when, (by.now, by.viewer.id(), "list")).await?;
        }
        if had && !has {
            attendance::unnote(&mut tx, who, when).await?;
        }
    }
    let act = Act {
        act: "act-attendance-noted",
        edition: None,
        site: Some(&run.site_id),
        subject: &run.site_name,
        detail: day.to_string(),
        audience: Circles::TEAM,
    };
    journal::write(&mut tx, &by.app.dice, &by.viewer, by.now, act).await?;
    tx.commit().await?;
    Ok(())
}

/// How many days a check-in made without network may arrive late.
const LATE_DAYS: i32 = 7;

/// "I am here": one member, on the day of the code. `noted` is the half-day that a device wrote down while it had no
/// network: it may arrive some days later, and is marked as such; a half-day to come is never taken.
///
/// # Errors
/// As [`save_list`].
pub async fn say_here(
    by: &By,
    run: &str,
    day: Date,
    (member, noted): (&str, Option<Half>),
) -> Result<Half, Stop<NotNoted>> {
    let mut tx = by.app.db.write().await?;
    let run = found(&mut tx, run).await?;
    open(&run, day, by.today).map_err(Stop::Refused)?;
    let (half, method) = match noted {
        _ if day == by.today => (begun(noted, half_at(by.now)), "code"),
        Some(half) if (by.today - day).get_days() <= LATE_DAYS => (half, "code-late"),
        _ => return Err(Stop::Refused(NotNoted::NotThatDay)),
    };
    let members = attendance::members(&mut tx, &run.site_id).await?;
    if !members.iter().any(|(id, _)| id == member) {
        return Err(Stop::Refused(NotNoted::Unknown));
    }
    attendance::note(
        &mut tx,
        (&run.id, member),
        (day, half),
        (by.now, None, method),
    )
    .await?;
    tx.commit().await?;
    Ok(half)
}

/// The half-day a device wrote down, unless it is still to come.
fn begun(noted: Option<Half>, now: Half) -> Half {
    match noted {
        Some(Half::Morning) => Half::Morning,
        _ => now,
    }
}

async fn found(tx: &mut Tx, run: &str) -> Result<Run, Stop<NotNoted>> {
    runs::by_id(tx, run)
        .await?
        .ok_or(Stop::Fault(Error::Absent))
}
