//! The crate's checker against a second one that shares no code, and against the Python definition where Python is present.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "test code"
)]

mod common;

use planner::{Budget, Flow, Instance, Plan, check, solve};

/// The names of broken rules with repetition, and the cost, by the crate's checker.
fn ours(instance: &Instance, plan: &Plan) -> (Vec<String>, i64) {
    let verdict = check(instance, plan);
    assert_eq!(verdict.cost, verdict.split.total());
    let mut groups: Vec<String> = verdict.violations.into_iter().map(|v| v.group).collect();
    groups.sort();
    (groups, verdict.cost)
}

fn agree(instance: &Instance, plan: &Plan) -> (Vec<String>, i64) {
    let found = ours(instance, plan);
    let second = common::judge(&instance.to_json().unwrap(), &plan.to_json().unwrap());
    assert_eq!(found, second);
    found
}

/// Spoils a plan in a way chosen by `dice`.
fn spoil(plan: &mut Plan, instance: &Instance, dice: &mut impl FnMut(usize) -> usize) {
    let place = dice(instance.authorities.len());
    let authority = &instance.authorities[place];
    let runs = plan.runs.entry(authority.id.clone()).or_default();
    match dice(8) {
        0 if !runs.is_empty() => {
            runs.remove(dice(runs.len()));
        }
        1 if !runs.is_empty() => {
            let at = dice(runs.len());
            runs[at].len = 1 + dice(4) as u32;
        }
        2 if !runs.is_empty() => {
            let at = dice(runs.len());
            let ids: Vec<String> = authority
                .team
                .iter()
                .filter(|_| dice(2) == 0)
                .cloned()
                .collect();
            runs[at].residents = ids;
        }
        3 if !runs.is_empty() => {
            let at = dice(runs.len());
            runs[at].room = authority
                .rooms
                .get(dice(authority.rooms.len() + 1))
                .map(|r| r.id.clone());
        }
        4 if !runs.is_empty() => {
            let copy = runs[dice(runs.len())].clone();
            runs.push(copy);
        }
        5 if !plan.meetings.is_empty() => {
            let id = plan
                .meetings
                .keys()
                .nth(dice(plan.meetings.len()))
                .unwrap()
                .clone();
            if dice(4) == 0 {
                plan.meetings.remove(&id);
            } else {
                let day = plan.meetings[&id];
                plan.meetings.insert(id, day.plus(dice(40) as i32 - 20));
            }
        }
        _ if !runs.is_empty() => {
            let at = dice(runs.len());
            runs[at].start = runs[at].start.plus(dice(30) as i32 - 15);
        }
        _ => {}
    }
}

fn dice(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed | 1;
    move |bound| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as usize) % bound.max(1)
    }
}

fn spoiled(name: &str, start: &Plan, count: usize) -> Vec<(Instance, Plan)> {
    let instance = common::instance(name);
    let mut throw = dice(count as u64 + 7);
    (0..count)
        .map(|turn| {
            let mut plan = start.clone();
            for _ in 0..turn % 6 {
                spoil(&mut plan, &instance, &mut throw);
            }
            (instance.clone(), plan)
        })
        .collect()
}

fn solved(name: &str) -> Plan {
    solve(
        &common::instance(name),
        &Budget { iterations: 40 },
        3,
        &mut |_| Flow::Continue,
    )
    .unwrap()
    .plan
}

#[test]
fn both_checkers_accept_the_reference_plan() {
    let (groups, cost) = agree(&common::instance("k10-s1"), &common::plan("k10-s1.plan"));
    assert!(groups.is_empty(), "{groups:?}");
    assert!(cost > 0);
}

#[test]
fn both_checkers_agree_on_a_thousand_plans() {
    let mut illegal = 0;
    let share = [
        ("k1-s1", 780),
        ("k4-s1", 160),
        ("k10-s1", 20),
        ("replan-council-moved", 20),
        ("replan-strike", 20),
    ];
    for (name, count) in share {
        for (instance, plan) in spoiled(name, &solved(name), count) {
            let (groups, _) = agree(&instance, &plan);
            illegal += usize::from(!groups.is_empty());
        }
    }
    assert!(
        (300..950).contains(&illegal),
        "{illegal} of 1000 are illegal: too few of one kind"
    );
}

#[test]
fn every_plan_made_is_legal_for_the_second_checker() {
    for name in [
        "k1-s1",
        "k1-s2",
        "k4-s1",
        "k10-s1",
        "k10-s2",
        "replan-nothing",
        "replan-lockdown",
        "replan-authority-leaves",
    ] {
        let instance = common::instance(name);
        let outcome = solve(&instance, &Budget { iterations: 150 }, 5, &mut |_| {
            Flow::Continue
        })
        .unwrap();
        let (groups, cost) = agree(&instance, &outcome.plan);
        assert!(groups.is_empty(), "{name}: {groups:?}");
        assert_eq!(cost, outcome.cost, "{name}");
        assert!(outcome.bound <= outcome.cost, "{name}");
    }
}

/// Compares with `check.py` when a Python interpreter is present; says so when not.
#[test]
fn the_python_definition_agrees() {
    use std::process::Command;
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("python3 is missing: not compared");
        return;
    }
    let folder = std::env::temp_dir().join(format!("planner-check-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (facts, made) = (folder.join("instance.json"), folder.join("plan.json"));
    for name in ["k4-s1", "replan-strike"] {
        for (instance, plan) in spoiled(name, &solved(name), 12) {
            std::fs::write(&facts, instance.to_json().unwrap()).unwrap();
            std::fs::write(&made, plan.to_json().unwrap()).unwrap();
            let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check.py");
            let out = Command::new("python3")
                .arg(script)
                .args([&facts, &made])
                .output()
                .unwrap();
            let said: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
            let verdict = check(&instance, &plan);
            assert_eq!(said["cost"], verdict.cost, "{name}");
            assert_eq!(said["n_violations"], verdict.violations.len(), "{name}");
            assert_eq!(
                said["split"],
                serde_json::to_value(verdict.split).unwrap(),
                "{name}"
            );
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
