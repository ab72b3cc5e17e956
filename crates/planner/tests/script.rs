//! `docs/verify_bound.py` agrees with the verifier, on genuine and on forged certificates.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code")]

mod common;

use planner::{Budget, Certificate, Flow, solve};
use std::path::{Path, PathBuf};
use std::process::Command;

fn base() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn certificate(name: &str, iterations: u64) -> Certificate {
    let budget = Budget::of(iterations);
    let made = solve(&common::instance(name), &budget, 1, &mut |_| Flow::Continue);
    made.unwrap().certificate
}

/// What the script finds, or why it refuses; `None` where there is no Python.
fn script(name: &str, kind: &str, proof: &str) -> Option<Result<i64, String>> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bound-{name}-{kind}.json"));
    std::fs::write(&path, proof).unwrap();
    let data = base().join("crates/planner/tests/data");
    let out = Command::new("python3")
        .arg("-B")
        .arg(base().join("docs/verify_bound.py"))
        .arg(data.join(format!("{name}.json.gz")))
        .arg(path)
        .output()
        .ok()?;
    let said = String::from_utf8(out.stdout).unwrap();
    let bound = said
        .trim_end()
        .rsplit(' ')
        .next()
        .and_then(|n| n.parse().ok());
    assert_eq!(bound.is_some(), out.status.success(), "{said}");
    Some(bound.ok_or_else(|| String::from_utf8(out.stderr).unwrap()))
}

/// Both find the same number, or both refuse for the reason given.
fn agree(name: &str, kind: &str, proof: &Certificate) -> Option<Result<i64, String>> {
    let text = proof.to_json().unwrap();
    let season = common::instance(name).to_json().unwrap();
    let ours =
        planner_verify::verify(&season, &text).and_then(|_| planner_verify::bound(&season, &text));
    let other = script(name, kind, &text)?;
    match (&ours, &other) {
        (Ok(ours), Ok(other)) => assert_eq!(ours, other, "{name} {kind}"),
        (Err(ours), Err(other)) => {
            let why = ours.trim_end_matches(" or too large");
            assert!(other.contains(why), "{name} {kind}: {ours}, {other}");
        }
        _ => assert_eq!(ours, other, "{name} {kind}"),
    }
    Some(other)
}

#[test]
fn the_script_finds_what_the_verifier_finds() {
    for (name, iterations) in [
        ("k1-s1", 400),
        ("k4-s1", 600),
        ("k10-s1", 300),
        ("replan-council-moved", 1000),
        ("replan-lockdown", 300),
    ] {
        let genuine = certificate(name, iterations);
        let Some(found) = agree(name, "genuine", &genuine) else {
            return;
        };
        assert!(found.unwrap() >= genuine.bound, "{name}");
    }
}

#[test]
fn the_script_refuses_what_the_verifier_refuses() {
    let name = "replan-lockdown";
    let genuine = certificate(name, 300);
    assert!(genuine.cases.len() > 1, "nothing is divided");
    let mut negative = genuine.clone();
    let day = genuine.cases[0].meetings.values().next().unwrap();
    let day = *day.values().next().unwrap().keys().next().unwrap();
    negative.cases[0].staff.insert(day, -64);
    let mut left_out = genuine.clone();
    left_out.cases.pop();
    let mut twice = genuine.clone();
    twice.cases.push(twice.cases[0].clone());
    let mut raised = genuine.clone();
    raised.bound += 100;
    let mut inflated = genuine.clone();
    for case in &mut inflated.cases {
        case.least.values_mut().for_each(|least| *least += 640);
    }
    inflated.bound += 100;
    for (kind, forged, why) in [
        ("negative", negative, "negative"),
        ("left-out", left_out, "a case is missing"),
        ("twice", twice, "the same"),
        ("raised", raised, "the prices give"),
        ("inflated", inflated, "the prices give"),
    ] {
        let Some(said) = agree(name, kind, &forged) else {
            return;
        };
        let said = said.unwrap_err();
        assert!(said.contains(why), "{kind}: {said}");
    }
}

/// Prices drawn at random give a low bound, the same for both.
#[test]
fn prices_drawn_at_random_give_the_same_number() {
    let mut state = 11_u64;
    let mut dice = move |most: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((state >> 33) % most).unwrap()
    };
    for (name, iterations) in [("k1-s2", 400), ("k4-s1", 100), ("replan-strike", 300)] {
        for round in 0..2 {
            let mut drawn = certificate(name, iterations);
            drawn.bound = i64::MIN / 2;
            for case in &mut drawn.cases {
                let limited = case.residents.values_mut().chain(case.weeks.values_mut());
                let prices = limited
                    .chain([&mut case.staff])
                    .flat_map(|l| l.values_mut());
                prices.for_each(|p| *p += dice(300));
                let paid = case.meetings.values_mut().flat_map(|m| m.values_mut());
                paid.flat_map(|l| l.values_mut())
                    .for_each(|p| *p += dice(800) - 400);
                let rewards = case.rewards.values_mut().flat_map(|m| m.values_mut());
                rewards.for_each(|p| *p += dice(100));
                case.least
                    .values_mut()
                    .for_each(|p| *p += dice(2000) - 1500);
            }
            if agree(name, &format!("drawn-{round}"), &drawn).is_none() {
                return;
            }
        }
    }
}
