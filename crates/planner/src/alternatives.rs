//! Other ways to answer one new fact, what tells two plans apart, and what a plan asks of each resident.
//!
//! Owns: [`alternatives`], [`differences`] and [`travel`]. Invariants: every plan is legal and its cost is that of the season as given. Never: a
//! choice between the alternatives.

use crate::check::check;
use crate::explain::Conflict;
use crate::instance::Instance;
use crate::moves::{Change, changes};
use crate::plan::{Plan, Run};
use crate::solve::{Budget, Outcome, Tell, solve};
use serde::Serialize;

/// What an alternative cares for most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// Changes and everything else, as the season weighs them.
    Balanced,
    /// Diaries: a change weighs twenty times as much.
    FewestChanges,
    /// The best calendar: a change weighs a fifth.
    BestCalendar,
}

/// One way to answer the facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// What it cares for.
    pub aim: Aim,
    /// The plan; cost and split are those of the season as given, and no bound is claimed but for [`Aim::Balanced`].
    pub outcome: Outcome,
    /// What moves, for whom and why.
    pub changes: Vec<Change>,
}

/// Two or three different plans for the same facts; plans that are the same are given once. The budget is that of each.
///
/// # Errors
/// As [`solve`], when the season has no plan.
pub fn alternatives(
    instance: &Instance,
    budget: &Budget,
    seed: u64,
    tell: &mut Tell<'_>,
) -> Result<Vec<Alternative>, Conflict> {
    let mut list: Vec<Alternative> = Vec::new();
    for aim in [Aim::Balanced, Aim::FewestChanges, Aim::BestCalendar] {
        let mut season = instance.clone();
        let (more, less) = match aim {
            Aim::Balanced => (1, 1),
            Aim::FewestChanges => (20, 1),
            Aim::BestCalendar => (1, 5),
        };
        season.weights.change = season.weights.change * more / less;
        season.weights.meeting_move = season.weights.meeting_move * more / less;
        let mut outcome = solve(&season, budget, seed, tell)?;
        if aim != Aim::Balanced {
            let verdict = check(instance, &outcome.plan);
            let known = list.first().map_or(0, |a| a.outcome.bound);
            (outcome.cost, outcome.split) = (verdict.cost, verdict.split);
            outcome.bound = known.min(verdict.cost);
            if let Some(balanced) = list.first() {
                outcome.certificate = balanced.outcome.certificate.clone();
                outcome.gap = crate::solve::gap(outcome.cost, outcome.bound);
            }
        }
        let changes = changes(instance, &outcome.plan);
        let new = list.iter().all(|a| !same(&a.outcome.plan, &outcome.plan));
        if new {
            list.push(Alternative {
                aim,
                outcome,
                changes,
            });
        }
    }
    Ok(list)
}

/// Whether two plans are held on the same days.
fn same(one: &Plan, other: &Plan) -> bool {
    let dates = |plan: &Plan| -> Vec<_> {
        let runs = plan.runs.iter();
        runs.map(|(id, list)| (id.clone(), list.iter().map(Run::dates).collect::<Vec<_>>()))
            .collect()
    };
    one.meetings == other.meetings && dates(one) == dates(other)
}

/// What moves between two plans of the same season, from `now` on.
#[must_use]
pub fn differences(instance: &Instance, before: &Plan, after: &Plan) -> Vec<Change> {
    let mut season = instance.clone();
    for authority in &mut season.authorities {
        authority.previous = Some(before.of(&authority.id).iter().map(Run::dates).collect());
    }
    changes(&season, after)
}

/// What a plan asks of a resident.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Travel {
    /// Id of the resident.
    pub resident: String,
    /// Where the journeys start.
    pub home: String,
    /// Runs attended, each a journey there and back.
    pub journeys: u32,
    /// Run days.
    pub days: u32,
    /// Nights between the days of one run.
    pub nights: u32,
    /// Trip costs as the season weighs them.
    pub cost: i64,
}

/// Journeys, days and nights of each resident. The season knows no distances: kilometres are for who knows the places.
#[must_use]
pub fn travel(instance: &Instance, plan: &Plan) -> Vec<Travel> {
    let one = |resident: &crate::instance::Resident| {
        let mut sum = Travel {
            resident: resident.id.clone(),
            home: resident.home.clone(),
            ..Travel::default()
        };
        for authority in &instance.authorities {
            let attended = plan
                .of(&authority.id)
                .iter()
                .filter(|r| r.residents.contains(&resident.id));
            for run in attended {
                sum.journeys += 1;
                sum.days += run.len;
                sum.nights += run.len.saturating_sub(1);
                sum.cost += instance.weights.trip
                    * authority.trip_cost.get(&resident.id).copied().unwrap_or(0);
            }
        }
        sum
    };
    instance.residents.iter().map(one).collect()
}
