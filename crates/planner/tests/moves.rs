//! Moving runs by hand.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "test code"
)]

mod common;

use planner::{Move, RunDates, check, check_move, openings, why};

#[test]
fn the_price_of_a_move_is_the_difference_the_checker_sees() {
    let (instance, plan) = (common::instance("k10-s1"), common::plan("k10-s1.plan"));
    let before = check(&instance, &plan);
    for shift in [-21, -3, 1, 4, 7, 200] {
        for run in plan.of("a003") {
            let to = RunDates::new(run.start.plus(shift), run.len);
            let found = check_move(
                &instance,
                &plan,
                &Move::Shift {
                    authority: "a003".into(),
                    start: run.start,
                    to,
                },
            );
            let after = check(&instance, &found.plan);
            assert_eq!(found.price, after.cost - before.cost);
            assert_eq!(
                found.violations.is_empty(),
                after.feasible(),
                "{:?}",
                after.violations
            );
        }
    }
}

#[test]
fn openings_are_legal_and_the_cheapest_comes_first() {
    let (instance, plan) = (common::instance("k10-s1"), common::plan("k10-s1.plan"));
    let before = check(&instance, &plan).cost;
    let mut seen = 0;
    for run in plan.of("a001") {
        let list = openings(&instance, &plan, "a001", run.start);
        assert!(list.is_sorted_by_key(|o| o.price));
        for opening in &list {
            let mut moved = plan.clone();
            let runs = moved.runs.get_mut("a001").unwrap();
            runs.retain(|r| r.start != run.start);
            runs.push(opening.run.clone());
            let verdict = check(&instance, &moved);
            assert!(verdict.feasible(), "{:?}", verdict.violations);
            assert_eq!(verdict.cost - before, opening.price);
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen} openings only");
}

#[test]
fn reasons_say_who_is_there_and_what_the_next_date_costs() {
    let (instance, plan) = (common::instance("k10-s1"), common::plan("k10-s1.plan"));
    let run = &plan.of("a002")[3];
    let reason = why(&instance, &plan, "a002", run.start).unwrap();
    assert_eq!(reason.ambassadors, 20);
    assert!(reason.french().contains("sur 20"), "{}", reason.french());
    assert!(
        reason.english().contains("of 20 present"),
        "{}",
        reason.english()
    );
    assert!(why(&instance, &plan, "a002", run.start.plus(1)).is_none());
}
