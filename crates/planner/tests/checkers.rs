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

/// The definition in Python cannot put two runs of the same dates in order when one of them has no room: that one gets a room nobody has.
fn name_rooms_of_twins(plan: &mut Plan) {
    for runs in plan.runs.values_mut() {
        let dates: Vec<_> = runs.iter().map(|r| (r.start, r.len)).collect();
        let alone = |at: &(planner::Day, u32)| dates.iter().filter(|d| *d == at).count() == 1;
        for run in runs.iter_mut().filter(|r| r.room.is_none()) {
            if !alone(&(run.start, run.len)) {
                run.room = Some("nowhere".to_owned());
            }
        }
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

fn spoiled(name: &str, start: &Plan, count: usize) -> Vec<Plan> {
    let instance = common::instance(name);
    let mut throw = dice(count as u64 + 7);
    (0..count)
        .map(|turn| {
            let mut plan = start.clone();
            for _ in 0..turn % 6 {
                spoil(&mut plan, &instance, &mut throw);
            }
            name_rooms_of_twins(&mut plan);
            plan
        })
        .collect()
}

fn solved(name: &str) -> Plan {
    solve(&common::instance(name), &Budget::of(40), 3, &mut |_| {
        Flow::Continue
    })
    .unwrap()
    .plan
}

#[test]
fn both_checkers_accept_the_reference_plan() {
    let (groups, cost) = agree(&common::instance("k10-s1"), &common::plan("k10-s1.plan"));
    assert!(groups.is_empty(), "{groups:?}");
    assert!(cost > 0);
}

/// A thousand plans of several seasons, most of them spoiled.
fn thousand() -> Vec<(&'static str, Instance, Vec<Plan>)> {
    let share = [
        ("k1-s1", 780),
        ("k4-s1", 160),
        ("k10-s1", 20),
        ("replan-council-moved", 20),
        ("replan-strike", 20),
    ];
    let season = |(name, count): (&'static str, usize)| {
        let plans = spoiled(name, &solved(name), count);
        (name, common::instance(name), plans)
    };
    share.into_iter().map(season).collect()
}

#[test]
fn both_checkers_agree_on_a_thousand_plans() {
    let (mut illegal, mut count) = (0, 0);
    for (_, instance, plans) in thousand() {
        for plan in &plans {
            let (groups, _) = agree(&instance, plan);
            illegal += usize::from(!groups.is_empty());
            count += 1;
        }
    }
    assert_eq!(count, 1000);
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
        let outcome = solve(&instance, &Budget::of(150), 5, &mut |_| Flow::Continue).unwrap();
        let (groups, cost) = agree(&instance, &outcome.plan);
        assert!(groups.is_empty(), "{name}: {groups:?}");
        assert_eq!(cost, outcome.cost, "{name}");
        assert!(outcome.bound <= outcome.cost, "{name}");
    }
}

/// Reads a season and its plans, one a line; says of each what the definition in Python finds.
const JUDGE: &str = "
import json, sys
sys.path.insert(0, sys.argv[1])
from check import check
season = json.loads(open(sys.argv[2]).readline())
for line in open(sys.argv[3]):
    broken, split, _ = check(season, json.loads(line))
    print(json.dumps(dict(groups=sorted(group for group, _ in broken), cost=sum(split.values()), split=split)))
";

/// Compares with `check.py` on the same thousand plans, when a Python interpreter is present; says so when not.
#[test]
fn the_python_definition_agrees_on_a_thousand_plans() {
    use std::process::Command;
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("python3 is missing: not compared");
        return;
    }
    let folder = std::env::temp_dir().join(format!("planner-check-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (facts, made) = (folder.join("instance.json"), folder.join("plans.json"));
    let one_line = |text: String| {
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        format!("{value}\n")
    };
    let mut count = 0;
    for (name, instance, plans) in thousand() {
        let lines = plans.iter().map(|plan| one_line(plan.to_json().unwrap()));
        std::fs::write(&facts, one_line(instance.to_json().unwrap())).unwrap();
        std::fs::write(&made, lines.collect::<String>()).unwrap();
        let scripts = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        let out = Command::new("python3")
            .args(["-B", "-c", JUDGE])
            .args([&scripts, &facts, &made])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&out.stdout);
        let problem = String::from_utf8_lossy(&out.stderr);
        assert_eq!(said.lines().count(), plans.len(), "{name}: {problem}");
        for (plan, line) in plans.iter().zip(said.lines()) {
            let said: serde_json::Value = serde_json::from_str(line).unwrap();
            let (groups, cost) = ours(&instance, plan);
            assert_eq!(said["groups"], serde_json::json!(groups), "{name}");
            assert_eq!(said["cost"], cost, "{name}");
            let split = serde_json::to_value(check(&instance, plan).split).unwrap();
            assert_eq!(said["split"], split, "{name}");
            count += 1;
        }
    }
    assert_eq!(count, 1000);
    std::fs::remove_dir_all(&folder).unwrap();
}
