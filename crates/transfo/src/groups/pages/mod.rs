//! The pages of the slice.

pub mod compose;
pub mod plan;
pub mod session;

use std::sync::Arc;

use super::plan::{Plan, Session};
use crate::{
    calendar::{self, run::Run},
    cohort::Here,
    platform::{db::Conn, error::Error, visit::Visit, words::Words},
};

/// The groups that the viewer may see, and the runs of the site.
async fn load(visit: &Visit, conn: &mut Conn) -> Result<Arc<(Option<Plan>, Vec<Run>)>, Error> {
    let here = Here::of(visit)?;
    let selects = visit.holds(crate::cohort::SELECTS);
    let key = format!("groups {} {} {selects}", here.site.id, visit.gate().eyes());
    if let Some(kept) = visit.kept(&key) {
        return Ok(kept);
    }
    let plan = super::store::seen(conn, &visit.gate(), &here.site.id).await?;
    let runs = match plan.is_some() || selects {
        true => calendar::runs_of_site(conn, &here.site.id).await?,
        false => Vec::new(),
    };
    Ok(visit.keep(key, (plan, runs)))
}

/// A person's name; who was erased is a number.
fn name_of(words: Words, name: &str, rank: u32) -> String {
    if name.is_empty() {
        words.t1("groups-unnamed", "rank", rank)
    } else {
        name.to_owned()
    }
}

/// "Séance 3", and its days when the calendar has them.
fn title(words: Words, plan: &Plan, session: &Session, runs: &[Run]) -> String {
    let name = words.t1("groups-session", "number", session.number);
    match plan.run(session, runs) {
        Some(run) => words.t2(
            "groups-session-when",
            ("session", name),
            ("when", run.dates(words)),
        ),
        None => name,
    }
}

/// A group of one session as pages show it.
struct Group {
    name: String,
    people: Vec<Person>,
}

/// Somebody in a group.
struct Person {
    name: String,
    initials: String,
    /// The group they came from, when they had to move.
    from: Option<String>,
}

/// The groups of a session, without who is away.
fn groups(words: Words, plan: &Plan, number: u32) -> Vec<Group> {
    let named = |group: u32| words.t1("groups-group", "number", group);
    let count = u32::try_from(plan.grouping.sizes.len()).unwrap_or(0);
    (1..=count)
        .map(|group| Group {
            name: named(group),
            people: plan
                .seats_of(number)
                .filter(|seat| seat.group == group && !seat.away)
                .map(|seat| {
                    let name = name_of(words, &seat.name, seat.rank);
                    Person {
                        initials: crate::cohort::application::initials(&name),
                        from: (seat.announced != seat.group)
                            .then(|| words.t1("groups-from", "group", named(seat.announced))),
                        name,
                    }
                })
                .collect(),
        })
        .collect()
}
