//! Announces a meeting between authorities, changes it, fixes its date, lets go of it, calls it off.
//!
//! Invariants: a date fixed by hand touches no session, closure or public holiday of those who take part; what has begun
//! is never changed; each person concerned is prepared one mail, and nobody is told of what they would not see; of two
//! who change the same meeting, the second is told.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    absence::{days, last_day},
    act::{ALL_HERE, By, Stop},
    digest,
    meeting::{self, MOST_DAYS, Meeting, Party, Placing, is_weekday},
    plan_input::Facts,
    publish::Difference,
    store::{
        facts::{self, Away, Loaded},
        meetings,
    },
};
use crate::platform::{
    db::Tx,
    error::Error,
    fault,
    journal::{self, Act},
};

/// What is announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// What it is called.
    pub name: String,
    /// Consecutive days.
    pub days: u32,
    /// First day on which it may begin.
    pub from: Date,
    /// Last day on which it may end.
    pub to: Date,
    /// Slug of the authority that receives.
    pub host: String,
    /// Where exactly, when that is known.
    pub place: String,
    /// How many people of each authority; none leaves it to [`meeting::hoped`].
    pub delegation: Option<u32>,
    /// Slugs of those that take part.
    pub sites: Vec<String>,
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotHeld {
    /// It has no name.
    Nameless,
    /// It has no day, or more than [`MOST_DAYS`].
    BadLength,
    /// The window ends before it begins.
    Backwards,
    /// The window is past.
    Past,
    /// The window is longer than a year.
    Endless,
    /// The window has no working days in a row for the meeting.
    Narrow,
    /// Fewer than two authorities take part.
    Alone,
    /// Another season's authority, or none at all.
    Unknown,
    /// The authority that receives does not take part.
    HostAway,
    /// The date that people know is outside the window.
    Outside(Date),
    /// The days touch a week-end.
    Weekend,
    /// The day is not to come.
    Late,
    /// These authorities have a public holiday or are closed.
    Closed(Vec<String>),
    /// These authorities have a session then, or on the day before or after.
    Busy(Vec<String>),
    /// Somebody changed it in between.
    Meanwhile,
    /// It has begun, or is over.
    Begun,
}

/// Announces a meeting: the next plan finds its date. Its row id.
///
/// # Errors
/// [`NotHeld`]; a fault of the database.
pub async fn announce(by: &By, edition: &str, what: &Announced) -> Result<String, Stop<NotHeld>> {
    let what = proper(what, by.today, None).map_err(Stop::Refused)?;
    let mut tx = by.app.db.write().await?;
    let loaded = facts::load(&mut tx, (edition, by.today), Away::OfNobody).await?;
    let (host, sites) = rows(&loaded, &[], &what)?;
    let id = by.app.dice.id();
    meetings::insert(&mut tx, (&id, edition), (&what, &host, &sites), by.now).await?;
    note(&mut tx, by, edition, ("act-meeting-announced", &what.name)).await?;
    tx.commit().await?;
    Ok(id)
}

/// What can be a meeting, tidied.
fn proper(what: &Announced, today: Date, dated: Option<Date>) -> Result<Announced, NotHeld> {
    let short = |text: &str| text.trim().chars().take(120).collect::<String>();
    let sites: BTreeSet<&String> = what.sites.iter().collect();
    let what = Announced {
        name: short(&what.name),
        place: short(&what.place),
        sites: sites.into_iter().cloned().collect(),
        ..what.clone()
    };
    let fits = |day: &Date| last_day(*day, what.days) <= what.to && is_weekday(*day, what.days);
    let refusal = if what.name.is_empty() {
        NotHeld::Nameless
    } else if !(1..=MOST_DAYS).contains(&what.days) {
        NotHeld::BadLength
    } else if what.to < what.from {
        NotHeld::Backwards
    } else if what.to <= today && dated.is_none() {
        NotHeld::Past
    } else if (what.to - what.from).get_days() > 366 {
        NotHeld::Endless
    } else if !days(what.from, what.to).any(|day| fits(&day)) {
        NotHeld::Narrow
    } else if what.sites.len() < 2 {
        NotHeld::Alone
    } else if !what.sites.contains(&what.host) {
        NotHeld::HostAway
    } else {
        return Ok(what);
    };
    Err(refusal)
}

/// Row ids of the authority that receives and of those that take part: authorities that are planned, or took part before.
fn rows(
    loaded: &Loaded,
    before: &[Party],
    what: &Announced,
) -> Result<(String, Vec<String>), Stop<NotHeld>> {
    let id = |slug: &String| {
        let took_part = || before.iter().find(|p| p.slug == *slug).map(|p| &p.id);
        let known = loaded.sites.get(slug).or_else(took_part);
        known.cloned().ok_or(Stop::Refused(NotHeld::Unknown))
    };
    let sites = what.sites.iter().map(id).collect::<Result<_, _>>()?;
    Ok((id(&what.host)?, sites))
}

/// Which meeting, as the person saw it.
#[derive(Clone, Copy, Debug)]
pub struct Which<'a> {
    /// Edition's row id.
    pub edition: &'a str,
    /// Meeting's row id.
    pub meeting: &'a str,
    /// The revision on the person's screen.
    pub revision: u32,
}

/// Changes what a meeting is; a date it has stays, when it still suits. How many mails were prepared.
///
/// # Errors
/// [`NotHeld`]; absence of the meeting; a fault of the database.
pub async fn edit(by: &By, which: Which<'_>, what: &Announced) -> Result<usize, Stop<NotHeld>> {
    let mut tx = by.app.db.write().await?;
    let (loaded, before) = seize(&mut tx, by, which).await?;
    let what = proper(what, by.today, before.starts_on).map_err(Stop::Refused)?;
    let (host, sites) = rows(&loaded, &before.sites, &what)?;
    if let Some(day) = before.starts_on {
        still_suits(&loaded.facts, (&before, &what), day).map_err(Stop::Refused)?;
    }
    meetings::change(&mut tx, &before.id, (&what, &host, &sites), by.now).await?;
    let act = ("act-meeting-changed", what.name.as_str());
    note(&mut tx, by, which.edition, act).await?;
    let known = meetings::of_edition(&mut tx, which.edition).await?;
    let after = known.into_iter().find(|m| m.id == before.id);
    let mails = match (before.starts_on, after) {
        (Some(day), Some(after)) => {
            let told = edited(&before, &after, day);
            tell(&mut tx, by, which.edition, (&loaded, told)).await?
        }
        _ => 0,
    };
    fault::point("meeting");
    tx.commit().await?;
    Ok(mails)
}

/// Whether the date that people know suits the meeting as it becomes.
fn still_suits(
    facts: &Facts,
    (before, what): (&Meeting, &Announced),
    day: Date,
) -> Result<(), NotHeld> {
    let party = |slug: &String| Party {
        id: String::new(),
        slug: slug.clone(),
        name: String::new(),
    };
    let after = Meeting {
        days: what.days,
        sites: what.sites.iter().map(party).collect(),
        ..before.clone()
    };
    if !before.fixed && (day < what.from || what.to < after.ends(day)) {
        return Err(NotHeld::Outside(day));
    }
    suits(facts, &after, day)
}

/// What those who took part, take part or both are told of a meeting that keeps its date.
fn edited(before: &Meeting, after: &Meeting, day: Date) -> Vec<(String, Placing)> {
    let seen = |m: &Meeting| (m.name.clone(), m.days, m.host.clone(), m.place.clone());
    let changed = seen(before) != seen(after);
    let slugs: BTreeSet<&String> = before
        .sites
        .iter()
        .chain(&after.sites)
        .map(|s| &s.slug)
        .collect();
    let one = |slug: &String| {
        let (was, is) = (before.is_of(slug), after.is_of(slug));
        let placing = Placing {
            meeting: if is { after.clone() } else { before.clone() },
            before: was.then_some(day),
            after: is.then_some(day),
            quiet: was == is && !changed,
        };
        (slug.clone(), placing)
    };
    slugs.into_iter().map(one).collect()
}

/// Fixes the date of a meeting by hand; how many mails were prepared.
///
/// # Errors
/// As [`edit`].
pub async fn fix(by: &By, which: Which<'_>, day: Date) -> Result<usize, Stop<NotHeld>> {
    let mut tx = by.app.db.write().await?;
    let (loaded, meeting) = seize(&mut tx, by, which).await?;
    if day <= by.today {
        return Err(Stop::Refused(NotHeld::Late));
    }
    suits(&loaded.facts, &meeting, day).map_err(Stop::Refused)?;
    meetings::fix(&mut tx, &meeting.id, Some(by.now)).await?;
    let act = ("act-meeting-fixed", meeting.name.as_str());
    note(&mut tx, by, which.edition, act).await?;
    if meeting.starts_on == Some(day) {
        tx.commit().await?;
        return Ok(0);
    }
    meetings::place(&mut tx, &meeting.id, Some(day), by.now).await?;
    let told = moved(&meeting, Some(day));
    let mails = tell(&mut tx, by, which.edition, (&loaded, told)).await?;
    fault::point("meeting");
    tx.commit().await?;
    Ok(mails)
}

/// Lets the next plan choose the date again. Nothing moves before it is published, and nobody is told.
///
/// # Errors
/// As [`edit`].
pub async fn release(by: &By, which: Which<'_>) -> Result<(), Stop<NotHeld>> {
    let mut tx = by.app.db.write().await?;
    let (_, meeting) = seize(&mut tx, by, which).await?;
    meetings::fix(&mut tx, &meeting.id, None).await?;
    let act = ("act-meeting-released", meeting.name.as_str());
    note(&mut tx, by, which.edition, act).await?;
    tx.commit().await?;
    Ok(())
}

/// Calls a meeting off; how many mails were prepared.
///
/// # Errors
/// As [`edit`].
pub async fn call_off(by: &By, which: Which<'_>) -> Result<usize, Stop<NotHeld>> {
    let mut tx = by.app.db.write().await?;
    let (loaded, meeting) = seize(&mut tx, by, which).await?;
    meetings::call_off(&mut tx, &meeting.id, by.now).await?;
    let act = ("act-meeting-called-off", meeting.name.as_str());
    note(&mut tx, by, which.edition, act).await?;
    let told = moved(&meeting, None);
    let mails = tell(&mut tx, by, which.edition, (&loaded, told)).await?;
    fault::point("meeting");
    tx.commit().await?;
    Ok(mails)
}

/// Those who take part, and what becomes of the date; nobody when there was none and is none.
fn moved(meeting: &Meeting, after: Option<Date>) -> Vec<(String, Placing)> {
    if meeting.starts_on == after {
        return Vec::new();
    }
    let placing = Placing {
        meeting: meeting.clone(),
        before: meeting.starts_on,
        after,
        quiet: false,
    };
    let all = meeting.sites.iter().map(|site| site.slug.clone());
    all.map(|slug| (slug, placing.clone())).collect()
}

/// The mails that calling a meeting off, or moving it, would prepare.
pub fn told_of(
    loaded: &Loaded,
    told: &[super::store::runs::Told],
    meeting: &Meeting,
    after: Option<Date>,
) -> usize {
    let differences = differences(moved(meeting, after));
    digest::digests(loaded, told, &differences).len()
}

/// The facts without absences, and the meeting as the person saw it, which has not begun.
async fn seize(tx: &mut Tx, by: &By, which: Which<'_>) -> Result<(Loaded, Meeting), Stop<NotHeld>> {
    let loaded = facts::load(tx, (which.edition, by.today), Away::OfNobody).await?;
    let all = meetings::of_edition(tx, which.edition).await?;
    let found = all.into_iter().find(|m| m.id == which.meeting);
    let meeting = found.ok_or(Stop::Fault(Error::Absent))?;
    if meeting.revision != which.revision {
        return Err(Stop::Refused(NotHeld::Meanwhile));
    }
    if !meeting.is_ahead(by.today) {
        return Err(Stop::Refused(NotHeld::Begun));
    }
    Ok((loaded, meeting))
}

/// Whether nothing forbids these days to those who take part.
fn suits(facts: &Facts, meeting: &Meeting, day: Date) -> Result<(), NotHeld> {
    if !is_weekday(day, meeting.days) {
        return Err(NotHeld::Weekend);
    }
    let fit = meeting::fit(facts, meeting, day);
    match (fit.closed.is_empty(), fit.busy.is_empty()) {
        (false, _) => Err(NotHeld::Closed(fit.closed)),
        (_, false) => Err(NotHeld::Busy(fit.busy)),
        _ => Ok(()),
    }
}

fn differences(told: Vec<(String, Placing)>) -> Vec<Difference> {
    let one = |(site, placing)| Difference {
        site,
        meetings: vec![placing],
        ..Difference::default()
    };
    told.into_iter().map(one).collect()
}

async fn tell(
    tx: &mut Tx,
    by: &By,
    edition: &str,
    (loaded, told): (&Loaded, Vec<(String, Placing)>),
) -> Result<usize, Error> {
    digest::prepare(tx, by, edition, (loaded, &differences(told))).await
}

async fn note(
    tx: &mut Tx,
    by: &By,
    edition: &str,
    (act, name): (&'static str, &str),
) -> Result<(), Error> {
    let act = Act {
        act,
        edition: Some(edition),
        site: None,
        subject: name,
        detail: String::new(),
        audience: ALL_HERE,
    };
    Ok(journal::write(tx, &by.app.dice, &by.viewer, by.now, act).await?)
}
