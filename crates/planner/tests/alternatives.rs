//! Other answers to the same facts.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "test code"
)]

mod common;

use planner::{Aim, Budget, Flow, alternatives, changes, check, differences, travel};

#[test]
fn a_strike_has_several_answers() {
    let instance = common::instance("replan-strike");
    let list = alternatives(&instance, &Budget::of(2500), 1, &mut |_| Flow::Continue).unwrap();
    assert!(list.len() >= 2, "{} alternatives", list.len());
    let days = |aim| {
        let found = list.iter().find(|a| a.aim == aim);
        found.map(|a| (a.outcome.split.change, a.outcome.cost))
    };
    for one in &list {
        let verdict = check(&instance, &one.outcome.plan);
        assert!(verdict.feasible(), "{:?}", verdict.violations);
        assert_eq!(
            (verdict.cost, verdict.split),
            (one.outcome.cost, one.outcome.split)
        );
        assert!(one.outcome.bound <= one.outcome.cost);
        assert_eq!(one.changes, changes(&instance, &one.outcome.plan));
        assert!(!one.changes.is_empty(), "a strike moves something");
    }
    let balanced = days(Aim::Balanced).unwrap();
    if let Some(fewest) = days(Aim::FewestChanges) {
        assert!(fewest.0 <= balanced.0, "{fewest:?} {balanced:?}");
    }
}

#[test]
fn a_plan_differs_from_another_where_a_run_moved() {
    let (instance, plan) = (common::instance("k10-s1"), common::plan("k10-s1.plan"));
    assert!(differences(&instance, &plan, &plan).is_empty());
    let mut moved = plan.clone();
    let run = &mut moved.runs.get_mut("a002").unwrap()[3];
    let before = run.dates();
    run.start = run.start.plus(7);
    let after = run.dates();
    let list = differences(&instance, &plan, &moved);
    assert_eq!(list.len(), 1);
    assert_eq!((list[0].before, list[0].after), (Some(before), Some(after)));
}

#[test]
fn residents_travel_to_the_runs_they_attend() {
    let (instance, plan) = (common::instance("k10-s1"), common::plan("k10-s1.plan"));
    let list = travel(&instance, &plan);
    assert_eq!(
        list.iter().map(|t| t.cost).sum::<i64>(),
        check(&instance, &plan).split.trip
    );
    let attended: usize = plan
        .runs
        .values()
        .flatten()
        .map(|r| r.residents.len())
        .sum();
    assert_eq!(
        list.iter().map(|t| t.journeys as usize).sum::<usize>(),
        attended
    );
    assert!(list.iter().all(|t| t.nights + t.journeys == t.days));
}
