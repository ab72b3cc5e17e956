//! Requirements that the coordination gives up for the calculation, when everything together is impossible.
//!
//! Invariants: what is given up is a dated fact with an author, shown and taken back at any time; the rule stays as it
//! is for people who change runs by hand only as far as the planner's instance says. Never gives up what the law asks:
//! working days and the lengths of runs are no rule of ours.

use planner::{Blackout, Day, Instance, Room, Span};

use super::{
    act::{ALL_HERE, By, Stop},
    plan_input::unnamed_room,
    plan_season,
    store::waived,
};
use crate::platform::{
    db::Tx,
    error::Error,
    frame::urlencode,
    journal::{self, Act},
};

/// The rules that can be given up: the planner's names without their site. So can days, down to those that fit
/// (`SITE:days:33`).
pub const WAIVABLE: [&str; 10] = [
    "blackout", "lock", "quorum", "gap_min", "gap_max", "first", "last", "notice", "team", "rooms",
];

/// Rules to give up together, as the query of the page that asks. `None` when one of them cannot be.
pub fn query(rules: &[String]) -> Option<String> {
    let one = |rule: &String| can(rule).then(|| format!("regle={}", urlencode(rule)));
    let all: Option<Vec<String>> = rules.iter().map(one).collect();
    all.map(|all| all.join("&"))
}

/// Whether a rule can be given up, by the planner's name.
pub fn can(rule: &str) -> bool {
    let mut parts = rule.split(':');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("resident"), _, Some(what)) => what == "week",
        (Some("operator"), Some("capacity"), _) => true,
        (Some("meeting"), Some(_), None) => true,
        (Some("room"), ..) => false,
        // Not the number itself, but the fewer days that fit.
        (_, Some("days"), fewer) => fewer.is_some_and(|days| days.parse::<u32>().is_ok()),
        (_, Some(what), _) => WAIVABLE.contains(&what),
        _ => false,
    }
}

/// Takes the rules out of the instance.
pub fn apply<'r>(instance: &mut Instance, rules: impl IntoIterator<Item = &'r String>) {
    let whole = Span::new(instance.horizon.start, instance.horizon.end);
    for rule in rules {
        let mut parts = rule.splitn(3, ':');
        let (first, what, which) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        match first {
            "operator" => {
                instance.operator.capacity_default = u32::MAX;
                instance.operator.capacity.clear();
            }
            "meeting" => instance.meetings.retain(|meeting| meeting.id != what),
            "resident" => {
                let named = instance.residents.iter_mut().filter(|r| r.id == what);
                named.for_each(|resident| resident.week_cap = 7);
            }
            _ => {
                let named = instance.authorities.iter_mut().filter(|a| a.id == first);
                named.for_each(|authority| of_site(authority, (what, which), whole));
            }
        }
    }
}

/// A day that nobody had to keep free costs as much as the worst day to avoid.
const WEIGHT: i64 = 40;

fn of_site(authority: &mut planner::Authority, (what, which): (&str, &str), whole: Span) {
    match what {
        "blackout" => {
            let soften = |b: &mut Blackout| (b.hard, b.weight) = (false, WEIGHT);
            let named = authority.blackouts.iter_mut().filter(|b| b.id == which);
            named.for_each(soften);
        }
        "lock" => {
            let day: Option<Day> = which.parse().ok();
            authority.locks.retain(|lock| Some(lock.start) != day);
        }
        "days" => authority.days = which.parse().unwrap_or(authority.days),
        "quorum" => authority.quorum = 0,
        "gap_min" => authority.gap.min = 0,
        "gap_max" => authority.gap.max = whole.to.since(whole.from).max(0),
        "first" => authority.first = whole,
        "last" => authority.last = whole,
        "notice" => authority.notice_days = 0,
        "team" => authority.team_quorum = 0,
        "rooms" => authority.rooms.push(Room {
            id: unnamed_room(&authority.id),
            capacity: 0,
            cost: 0,
            off: Vec::new(),
        }),
        _ => {}
    }
}

/// Why nothing was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotWaived {
    /// A rule that nobody may give up, or none at all.
    Firm,
    /// A calculation is under way.
    Busy,
}

/// Gives the rules up and asks for another calculation, in one transaction.
///
/// # Errors
/// [`NotWaived`]; a fault of the database.
pub async fn waive(
    by: &By,
    edition: &str,
    rules: &[String],
    input: plan_season::Input,
) -> Result<(), Stop<NotWaived>> {
    if rules.is_empty() || !rules.iter().all(|rule| can(rule)) {
        return Err(Stop::Refused(NotWaived::Firm));
    }
    let mut tx = by.app.db.write().await?;
    for rule in rules {
        waived::insert(&mut tx, (edition, rule), (by.now, by.viewer.id())).await?;
    }
    note(&mut tx, by, edition, ("act-rule-waived", rules.join(", "))).await?;
    if !plan_season::ask(&mut tx, by, edition, input).await? {
        return Err(Stop::Refused(NotWaived::Busy));
    }
    tx.commit().await?;
    by.app.jobs.ring();
    Ok(())
}

/// Asks for the rule again: the next calculation keeps it.
///
/// # Errors
/// Absence, when it was not given up; a fault of the database.
pub async fn restore(by: &By, edition: &str, rule: &str) -> Result<(), Error> {
    let mut tx = by.app.db.write().await?;
    if !waived::delete(&mut tx, edition, rule).await? {
        return Err(Error::Absent);
    }
    note(&mut tx, by, edition, ("act-rule-restored", rule.to_owned())).await?;
    tx.commit().await?;
    Ok(())
}

async fn note(
    tx: &mut Tx,
    by: &By,
    edition: &str,
    (act, detail): (&'static str, String),
) -> Result<(), Error> {
    let act = Act {
        act,
        edition: Some(edition),
        site: None,
        subject: "",
        detail,
        audience: ALL_HERE,
    };
    Ok(journal::write(tx, &by.app.dice, &by.viewer, by.now, act).await?)
}
