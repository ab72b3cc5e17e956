//! The bound of a plan, recomputed by a crate that shares no code with this one.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "test code"
)]

mod common;

use planner::{Budget, Certificate, Flow, Outcome, check, solve};
use planner_verify::{bound, verify};

fn run(name: &str, iterations: u64) -> (String, Outcome) {
    let instance = common::instance(name);
    let outcome = solve(&instance, &Budget::of(iterations), 1, &mut |_| {
        Flow::Continue
    })
    .unwrap();
    (instance.to_json().unwrap(), outcome)
}

#[test]
fn every_bound_is_recomputed_from_its_prices() {
    for (name, iterations) in [
        ("k1-s1", 400),
        ("k4-s1", 600),
        ("k10-s1", 300),
        ("replan-council-moved", 1000),
        ("replan-authority-leaves", 400),
        ("replan-lockdown", 300),
    ] {
        let (season, outcome) = run(name, iterations);
        let proof = outcome.certificate.to_json().unwrap();
        assert_eq!(outcome.certificate.bound, outcome.bound);
        assert_eq!(verify(&season, &proof), Ok(outcome.bound), "{name}");
        let more = Certificate {
            bound: outcome.bound + 1,
            ..outcome.certificate
        };
        let above = bound(&season, &more.to_json().unwrap()).unwrap();
        assert_eq!(
            verify(&season, &more.to_json().unwrap()).is_ok(),
            above > outcome.bound,
            "{name}"
        );
    }
}

#[test]
fn no_bound_is_above_what_is_known() {
    let known = check(&common::instance("k10-s1"), &common::plan("k10-s1.plan")).cost;
    for (name, cost) in [("k1-s2", 1739), ("k4-s1", 6964), ("k10-s1", known)] {
        let (season, outcome) = run(name, 300);
        assert!(bound(&season, &outcome.certificate.to_json().unwrap()).unwrap() <= cost);
    }
}

/// Where residents can alternate, runs may follow each other sooner than anybody travels: the bound counts with that, though plans do not use it.
#[test]
fn a_long_travel_buffer_does_not_raise_the_bound_too_far() {
    for (name, site) in [("k1-s1", 0), ("k4-s1", 2)] {
        let mut instance = common::instance(name);
        let town = &mut instance.authorities[site];
        (town.team_quorum, town.travel_buffer) = (1, 20);
        let budget = Budget::of(600);
        let made = solve(&instance, &budget, 1, &mut |_| Flow::Continue).unwrap();
        assert!(check(&instance, &made.plan).feasible());
        let (season, proof) = (instance.to_json().unwrap(), made.certificate.to_json());
        assert_eq!(verify(&season, &proof.unwrap()), Ok(made.bound), "{name}");
        // The residents of the plan without a buffer may well alternate.
        instance.authorities[site].travel_buffer = 0;
        let free = solve(&instance, &budget, 1, &mut |_| Flow::Continue).unwrap();
        instance.authorities[site].travel_buffer = 20;
        let verdict = check(&instance, &free.plan);
        assert!(!verdict.feasible() || made.bound <= verdict.cost, "{name}");
        assert!(made.bound < made.cost, "{name}: the buffer costs something");
    }
}

/// Whatever the prices and claims are, what is recomputed is never above the best plan.
#[test]
fn forged_prices_give_a_lower_bound_or_a_refusal() {
    let mut state = 7_u64;
    let (mut lower, mut refused) = (0, 0);
    let mut dice = move |most: i64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as i64 % most
    };
    for (name, best) in [("k1-s1", 1500), ("k4-s1", 6964), ("replan-resident", 9895)] {
        let (season, outcome) = run(name, 300);
        for round in 0..8 {
            let mut forged = outcome.certificate.clone();
            let case = &mut forged.cases[0];
            let capped = case
                .residents
                .values_mut()
                .chain(case.weeks.values_mut())
                .chain([&mut case.staff]);
            let least = if round % 4 == 3 { 400 } else { 0 };
            capped
                .flat_map(|l| l.values_mut())
                .for_each(|p| *p = dice(3000) - least);
            let free = case
                .meetings
                .values_mut()
                .flat_map(|m| m.values_mut())
                .flat_map(|l| l.values_mut());
            free.for_each(|p| *p += dice(800) - 400);
            case.rewards
                .values_mut()
                .flat_map(|m| m.values_mut())
                .for_each(|p| *p += dice(100));
            case.least.values_mut().for_each(|p| *p += dice(20_000));
            match bound(&season, &forged.to_json().unwrap()) {
                Ok(found) => {
                    assert!(found <= best, "{name}: {found} above {best}");
                    lower += 1;
                }
                Err(_) => refused += 1,
            }
        }
    }
    assert!(lower > 10 && refused > 0, "{lower} {refused}");
}
