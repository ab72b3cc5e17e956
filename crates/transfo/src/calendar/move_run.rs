//! Changes one run by hand: moves it, calls it off, changes who accompanies it, locks it.
//!
//! Invariants: what the law, the walls and the bodies of people forbid is refused (holidays, closures, a room or a
//! resident taken twice); what the programme asks (distance, quorum, number of days) is told and may be overruled by
//! who moves the run; a run keeps its identity; of two who change the same run, the second is told.

use jiff::civil::Date;
use planner::{Move, Plan, RunDates, Violation, check, check_move, openings};

use super::{
    act::{ALL_HERE, By, Stop},
    plan_input::{self, Facts, Known, PlannedRun, to_date, to_day},
    publish::{Difference, carry_out},
    store::{
        facts,
        facts::{Away, Loaded},
        runs,
    },
};
use crate::platform::{
    db::Tx,
    error::Error,
    fault,
    journal::{self, Act},
};

/// Where a run should go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct To {
    /// First day.
    pub starts_on: Date,
    /// Consecutive days.
    pub days: u32,
    /// Reference of the room; none lets the planner choose.
    pub room: Option<String>,
}

/// What moving a run would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The run as it would be.
    pub run: PlannedRun,
    /// Rules that nobody may break: named groups.
    pub forbidden: Vec<String>,
    /// Rules of the programme that would be broken.
    pub warned: Vec<String>,
    /// Points more (or fewer, when negative) than today.
    pub price: i64,
}

/// Why a run was not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotChanged {
    /// Somebody changed it in between.
    Meanwhile,
    /// It is past, called off or locked.
    Settled,
    /// Rules that nobody may break.
    Forbidden(Vec<String>),
    /// Rules of the programme: may be overruled.
    Warned(Vec<String>),
}

/// One place for a run, as the page offers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// First day.
    pub starts_on: Date,
    /// Points more (or fewer) than today.
    pub price: i64,
    /// Ambassadors who can come on the day when the fewest can.
    pub present: usize,
}

/// What moving `run` of `site` would do; none when there is no such run to come.
pub fn look(facts: &Facts, site: &str, run: &str, to: &To) -> Option<Checked> {
    let known = coming(facts, site, run)?;
    let (instance, plan) = ground(facts, site, &known);
    let dates = RunDates::new(to_day(to.starts_on), to.days);
    let shift = Move::Shift {
        authority: site.to_owned(),
        start: to_day(known.starts_on),
        to: dates,
    };
    let found = check_move(&instance, &plan, &shift);
    let mut after = found.plan;
    let runs = after.runs.get_mut(site)?;
    let moved = runs.iter_mut().find(|r| r.dates() == dates)?;
    if to.room.is_some() {
        moved.room.clone_from(&to.room);
    }
    let moved = moved.clone();
    let before = check(&instance, &plan).violations;
    let broken = check(&instance, &after).violations;
    let groups = new_groups(site, &before, broken);
    let (forbidden, warned) = groups.into_iter().partition(|g| is_absolute(g));
    let mut only = Plan::default();
    only.runs.insert(site.to_owned(), vec![moved]);
    Some(Checked {
        run: plan_input::runs_of(&only).into_iter().next()?,
        forbidden,
        warned,
        price: found.price,
    })
}

/// Every other legal place of the run, the cheapest first.
pub fn offers(facts: &Facts, site: &str, run: &str) -> Vec<Offer> {
    let Some(known) = coming(facts, site, run) else {
        return Vec::new();
    };
    let (instance, plan) = ground(facts, site, &known);
    let members = facts
        .sites
        .iter()
        .find(|s| s.slug == site)
        .map(|s| s.members.as_slice())
        .unwrap_or_default();
    openings(&instance, &plan, site, to_day(known.starts_on))
        .into_iter()
        .map(|opening| {
            let here = |day| {
                members
                    .iter()
                    .filter(|m| !m.absences.iter().any(|a| a.covers(day)))
                    .count()
            };
            let days = opening.run.dates().days().map(to_date);
            Offer {
                starts_on: to_date(opening.run.start),
                price: opening.price,
                present: days.map(here).min().unwrap_or(0),
            }
        })
        .collect()
}

fn coming(facts: &Facts, site: &str, run: &str) -> Option<Known> {
    let today = facts.today.unwrap_or_default();
    facts
        .sites
        .iter()
        .find(|s| s.slug == site)?
        .runs
        .iter()
        .find(|r| r.id == run && r.starts_on >= today)
        .cloned()
}

/// The instance in which the run itself is free to move, and the plan of today.
fn ground(facts: &Facts, site: &str, known: &Known) -> (planner::Instance, Plan) {
    let mut instance = plan_input::instance(facts);
    let dates = RunDates::new(to_day(known.starts_on), known.days);
    for authority in &mut instance.authorities {
        if authority.id == site {
            authority.locks.retain(|lock| *lock != dates);
        }
    }
    (instance, plan_input::current_plan(facts))
}

/// What sites share, in the planner's names.
const SHARED: [&str; 3] = ["resident:", "room:", "meeting:"];

/// Groups broken after and not before, of this site or shared by it; each once.
fn new_groups(site: &str, before: &[Violation], after: Vec<Violation>) -> Vec<String> {
    let own = format!("{site}:");
    let mut groups: Vec<String> = after
        .into_iter()
        .filter(|v| !before.contains(v))
        .map(|v| v.group)
        .filter(|g| g.starts_with(&own) || SHARED.iter().any(|kind| g.starts_with(kind)))
        .collect();
    groups.sort();
    groups.dedup();
    groups
}

fn is_absolute(group: &str) -> bool {
    let mut parts = group.split(':');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("room"), _, _) | (Some("resident"), _, Some("overlap")) => true,
        (Some("resident" | "meeting"), _, _) => false,
        (_, Some(rule), _) => {
            matches!(rule, "calendar" | "lengths" | "blackout" | "rooms" | "team")
        }
        _ => false,
    }
}

/// Which run, as the person saw it.
#[derive(Clone, Debug)]
pub struct Which<'a> {
    /// Edition's row id.
    pub edition: &'a str,
    /// Site's slug.
    pub site: &'a str,
    /// Run's row id.
    pub run: &'a str,
    /// The revision on the person's screen.
    pub revision: u32,
}

/// Moves a run; how many mails were prepared.
///
/// # Errors
/// [`NotChanged`]; absence of the run; a fault of the database.
pub async fn move_run(
    by: &By,
    which: &Which<'_>,
    to: &To,
    overrule: bool,
) -> Result<usize, Stop<NotChanged>> {
    let mut tx = by.app.db.write().await?;
    let (loaded, known) = seize(&mut tx, by, which).await?;
    if known.locked {
        return Err(Stop::Refused(NotChanged::Settled));
    }
    let checked =
        look(&loaded.facts, which.site, which.run, to).ok_or(Stop::Refused(NotChanged::Settled))?;
    if !checked.forbidden.is_empty() {
        return Err(Stop::Refused(NotChanged::Forbidden(checked.forbidden)));
    }
    if !checked.warned.is_empty() && !overrule {
        return Err(Stop::Refused(NotChanged::Warned(checked.warned)));
    }
    let difference = Difference {
        site: which.site.to_owned(),
        moved: vec![(known, checked.run)],
        ..Difference::default()
    };
    finish(tx, by, which, (&loaded, difference), "act-run-moved").await
}

/// Calls a run off; how many mails were prepared.
///
/// # Errors
/// As [`move_run`].
pub async fn cancel_run(by: &By, which: &Which<'_>) -> Result<usize, Stop<NotChanged>> {
    let mut tx = by.app.db.write().await?;
    let (loaded, known) = seize(&mut tx, by, which).await?;
    if known.locked || known.starts_on < by.today {
        return Err(Stop::Refused(NotChanged::Settled));
    }
    let difference = Difference {
        site: which.site.to_owned(),
        dropped: vec![known],
        ..Difference::default()
    };
    finish(tx, by, which, (&loaded, difference), "act-run-cancelled").await
}

/// Says who accompanies a run; how many mails were prepared.
///
/// # Errors
/// As [`move_run`]; a resident who is elsewhere that day is refused.
pub async fn accompany(
    by: &By,
    which: &Which<'_>,
    residents: Vec<String>,
) -> Result<usize, Stop<NotChanged>> {
    let mut tx = by.app.db.write().await?;
    let (loaded, known) = seize(&mut tx, by, which).await?;
    let team = loaded.facts.sites.iter().find(|s| s.slug == which.site);
    let residents: Vec<String> = residents
        .into_iter()
        .filter(|id| team.is_some_and(|site| site.team.contains(id)))
        .collect();
    let mut facts = loaded.facts.clone();
    for run in facts
        .sites
        .iter_mut()
        .flat_map(|s| &mut s.runs)
        .filter(|r| r.id == which.run)
    {
        run.residents.clone_from(&residents);
    }
    let before = check(
        &plan_input::instance(&loaded.facts),
        &plan_input::current_plan(&loaded.facts),
    );
    let after = check(
        &plan_input::instance(&facts),
        &plan_input::current_plan(&facts),
    );
    let twice: Vec<String> = new_groups(which.site, &before.violations, after.violations)
        .into_iter()
        .filter(|group| group.ends_with(":overlap"))
        .collect();
    if !twice.is_empty() {
        return Err(Stop::Refused(NotChanged::Forbidden(twice)));
    }
    let planned = PlannedRun {
        site: which.site.to_owned(),
        starts_on: known.starts_on,
        days: known.days,
        room: known.room.clone(),
        residents,
    };
    let difference = Difference {
        site: which.site.to_owned(),
        refitted: vec![(known, planned)],
        ..Difference::default()
    };
    finish(tx, by, which, (&loaded, difference), "act-run-residents").await
}

/// Locks or unlocks a run: the next calculation leaves it, or may move it. Nobody is told, nothing moves.
///
/// # Errors
/// As [`move_run`].
pub async fn lock_run(by: &By, which: &Which<'_>, locked: bool) -> Result<(), Stop<NotChanged>> {
    let mut tx = by.app.db.write().await?;
    let (loaded, _) = seize(&mut tx, by, which).await?;
    runs::lock(&mut tx, which.run, locked.then_some(by.now), by.viewer.id()).await?;
    let act = Act {
        act: if locked {
            "act-run-locked"
        } else {
            "act-run-unlocked"
        },
        edition: Some(which.edition),
        site: loaded.sites.get(which.site).map(String::as_str),
        subject: &loaded.facts.name,
        detail: String::new(),
        audience: ALL_HERE,
    };
    journal::write(&mut tx, &by.app.dice, &by.viewer, by.now, act).await?;
    tx.commit().await?;
    Ok(())
}

/// The facts, and the run as the person saw it.
async fn seize(
    tx: &mut Tx,
    by: &By,
    which: &Which<'_>,
) -> Result<(Loaded, Known), Stop<NotChanged>> {
    let Some((revision, called_off)) = runs::revision(tx, which.run).await? else {
        return Err(Stop::Fault(Error::Absent));
    };
    if revision != which.revision {
        return Err(Stop::Refused(NotChanged::Meanwhile));
    }
    if called_off {
        return Err(Stop::Refused(NotChanged::Settled));
    }
    let loaded = facts::load(tx, (which.edition, by.today), Away::OfAll).await?;
    let known = loaded
        .facts
        .sites
        .iter()
        .find(|s| s.slug == which.site)
        .and_then(|s| s.runs.iter().find(|r| r.id == which.run))
        .cloned();
    match known {
        None => Err(Stop::Fault(Error::Absent)),
        Some(known) if known.ends_on() < by.today => Err(Stop::Refused(NotChanged::Settled)),
        Some(known) => Ok((loaded, known)),
    }
}

async fn finish(
    mut tx: Tx,
    by: &By,
    which: &Which<'_>,
    (loaded, difference): (&Loaded, Difference),
    act: &'static str,
) -> Result<usize, Stop<NotChanged>> {
    let mails = carry_out(&mut tx, by, which.edition, (loaded, &[difference]), act).await?;
    fault::point("move");
    tx.commit().await?;
    Ok(mails)
}
