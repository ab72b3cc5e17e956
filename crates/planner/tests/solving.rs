//! What the search promises: plans, bounds, refusals, the same answer twice.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "test code"
)]

mod common;

use planner::{
    Ambassador, Budget, Conflict, Day, Flow, Instance, Outcome, Phase, Progress, Span, changes,
    check, explain, replan, solve,
};
use std::collections::BTreeSet;

fn run(instance: &Instance, iterations: u64, seed: u64) -> Result<Outcome, Conflict> {
    solve(instance, &Budget::of(iterations), seed, &mut |_| {
        Flow::Continue
    })
}

/// Whether a plan is found: the first one will do.
fn possible(instance: &Instance, iterations: u64) -> bool {
    let first = solve(instance, &Budget::of(iterations), 1, &mut |progress| {
        if progress.cost.is_some() {
            Flow::Stop
        } else {
            Flow::Continue
        }
    });
    first.is_ok()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn one_authority_is_proved() {
    for (name, cost) in [("k1-s1", 1500), ("k1-s2", 1739)] {
        let outcome = run(&common::instance(name), 400, 1).unwrap();
        assert_eq!((outcome.cost, outcome.bound), (cost, cost), "{name}");
        assert_eq!(outcome.reasons.len(), outcome.plan.of("a001").len());
    }
}

#[test]
fn four_authorities_come_near_the_known_optimum() {
    let outcome = run(&common::instance("k4-s1"), 1500, 1).unwrap();
    assert!(
        outcome.bound <= 6964 && 6964 <= outcome.cost,
        "{} {}",
        outcome.bound,
        outcome.cost
    );
    assert!(outcome.gap < 0.02, "{}", outcome.gap);
}

#[test]
fn no_bound_is_above_a_known_plan() {
    let instance = common::instance("k10-s1");
    let known = check(&instance, &common::plan("k10-s1.plan")).cost;
    let outcome = run(&instance, 600, 2).unwrap();
    assert!(outcome.bound <= known, "{} above {known}", outcome.bound);
}

#[test]
fn changed_facts_are_replanned_with_proof() {
    for (name, cost) in [
        ("replan-nothing", 9781),
        ("replan-resident", 9895),
        ("replan-council-moved", 10543),
        ("replan-authority-leaves", 8880),
    ] {
        let instance = common::instance(name);
        let made = replan(&instance, &Budget::of(3000), 1, &mut |_| Flow::Continue).unwrap();
        assert_eq!(
            (made.outcome.cost, made.outcome.bound),
            (cost, cost),
            "{name}"
        );
        assert_eq!(made.changes, changes(&instance, &made.outcome.plan));
        if name == "replan-nothing" {
            assert!(made.changes.is_empty(), "{:?}", made.changes);
        }
    }
}

#[test]
fn the_same_seed_and_budget_give_the_same_plan() {
    let instance = common::instance("k4-s1");
    let (one, two) = (
        run(&instance, 900, 7).unwrap(),
        run(&instance, 900, 7).unwrap(),
    );
    assert_eq!(one, two);
}

#[test]
fn threads_do_not_change_the_plan() {
    for (name, iterations) in [("k4-s1", 900), ("k10-s1", 6000), ("k50-s1", 1500)] {
        let instance = common::instance(name);
        let on = |threads| {
            let budget = Budget {
                threads,
                ..Budget::of(iterations)
            };
            let mut steps = 0;
            let mut rising = true;
            let made = solve(&instance, &budget, 11, &mut |progress| {
                rising &= progress.iterations >= steps;
                steps = progress.iterations;
                Flow::Continue
            });
            assert!(rising, "{name}: what is told goes back");
            made.unwrap()
        };
        assert_eq!(on(1), on(2), "{name}");
    }
}

#[test]
fn searches_beside_each_other_make_the_same_plan() {
    for (name, iterations) in [("k4-s1", 900), ("k10-s1", 400)] {
        let instance = common::instance(name);
        let alone = run(&instance, iterations, 11).unwrap();
        let other = common::instance("k4-s1");
        let (one, two, _) = std::thread::scope(|scope| {
            let one = scope.spawn(|| run(&instance, iterations, 11).unwrap());
            let two = scope.spawn(|| run(&instance, iterations, 11).unwrap());
            let noise = scope.spawn(|| run(&other, 300, 3).is_ok());
            (
                one.join().unwrap(),
                two.join().unwrap(),
                noise.join().unwrap(),
            )
        });
        assert_eq!(alone, one, "{name}");
        assert_eq!(alone, two, "{name}");
    }
}

#[test]
fn runs_close_together_are_planned() {
    let mut instance = common::instance("k4-s1");
    for (gap, buffer) in [(0, 1), (1, 0), (0, 15)] {
        let town = &mut instance.authorities[2];
        (town.gap.min, town.travel_buffer) = (gap, buffer);
        let made = run(&instance, 600, 1).unwrap();
        assert!(check(&instance, &made.plan).feasible(), "{gap} {buffer}");
    }
}

#[test]
fn what_no_season_has_is_refused_with_its_place() {
    let mut instance = common::instance("k1-s1");
    instance.authorities[0].travel_buffer = 2_000_000_000;
    let refused = Instance::from_json(&instance.to_json().unwrap()).unwrap_err();
    let said = "`authorities[0].travel_buffer`: 2000000000 is not a whole number from 0 to 100000";
    assert!(refused.to_string().starts_with(said), "{refused}");
    let mut instance = common::instance("k4-s1");
    instance.authorities[3].id = "a001".to_owned();
    let refused = Instance::from_json(&instance.to_json().unwrap()).unwrap_err();
    let said = "`authorities`: two of them have the id `a001`";
    assert!(refused.to_string().starts_with(said), "{refused}");
}

#[test]
fn two_threads_stop_when_asked() {
    let instance = common::instance("k10-s1");
    let budget = Budget {
        threads: 2,
        ..Budget::of(u64::MAX)
    };
    let mut after = 0;
    let made = solve(&instance, &budget, 1, &mut |progress| {
        let enough = progress.phase == Phase::Improving && progress.iterations > 3000;
        after += u32::from(enough);
        if enough { Flow::Stop } else { Flow::Continue }
    });
    // Each worker may be told once.
    assert!(after <= 3, "asked {after} times");
    assert!(check(&instance, &made.unwrap().plan).feasible());
}

#[test]
fn no_budget_is_exceeded_by_more_than_a_tenth() {
    for name in ["k4-s1", "k10-s1", "k10-s2", "k50-s1"] {
        let instance = common::instance(name);
        for iterations in [1000, 2000] {
            let spent = run(&instance, iterations, 1).unwrap().iterations;
            assert!(spent <= iterations + iterations / 10, "{name}: {spent}");
        }
    }
}

/// Stops as soon as there is a plan.
fn at_first_plan(progress: &Progress) -> Flow {
    match progress.cost {
        Some(_) => Flow::Stop,
        None => Flow::Continue,
    }
}

#[test]
fn the_caller_can_stop_at_any_time() {
    let instance = common::instance("k10-s2");
    let mut calls = 0;
    let outcome = solve(&instance, &Budget::of(u64::MAX), 1, &mut |progress| {
        calls += 1;
        at_first_plan(progress)
    });
    assert!(check(&instance, &outcome.unwrap().plan).feasible());
    assert!(calls > 0);
}

#[test]
fn a_first_plan_is_there_soon_whatever_the_seed() {
    // With seed 2 a meeting of the season of fifty begins on a date that clashes with an authority whose path does not choose dates.
    for (name, most) in [("k10-s1", 400), ("k10-s2", 400), ("k50-s1", 3000)] {
        let instance = common::instance(name);
        for seed in 1..=12 {
            let budget = Budget::of(most);
            let outcome = solve(&instance, &budget, seed, &mut at_first_plan);
            assert!(outcome.is_ok(), "{name}, seed {seed}");
        }
    }
}

#[test]
fn the_caller_can_stop_midway_through_a_dive() {
    let instance = common::instance("k50-s1");
    let (mut last, mut dived) = (0, None);
    let budget = Budget::of(u64::MAX);
    let outcome = solve(&instance, &budget, 1, &mut |progress| {
        // Elsewhere each insertion is told; many authorities solved together tell of one in sixty-four.
        let diving = progress.phase == Phase::Pricing && progress.iterations == last + 64;
        last = progress.iterations;
        if diving {
            assert_eq!(dived, None, "asked again after it was told to stop");
            dived = Some(last);
            return Flow::Stop;
        }
        if last > 100_000 {
            Flow::Stop
        } else {
            Flow::Continue
        }
    });
    let outcome = outcome.unwrap();
    let spent = dived.expect("a season of fifty is dived into");
    assert!(outcome.iterations <= spent + 1, "{}", outcome.iterations);
    assert!(check(&instance, &outcome.plan).feasible());
}

#[test]
fn relaxing_never_raises_the_optimum() {
    let strict = common::instance("k1-s1");
    let optimum = run(&strict, 400, 1).unwrap().cost;
    let mut easier = Vec::new();
    for change in 0..5 {
        let mut loose = strict.clone();
        let town = &mut loose.authorities[0];
        match change {
            0 => town.gap.max += 14,
            1 => town.blackouts.retain(|b| !b.hard),
            2 => town.quorum = 0,
            3 => town.milestones.clear(),
            _ => town.ambassadors[0].lead = false,
        }
        let relaxed = run(&loose, 400, 1).unwrap();
        assert_eq!(relaxed.cost, relaxed.bound, "change {change}");
        assert!(
            relaxed.cost <= optimum,
            "change {change}: {} above {optimum}",
            relaxed.cost
        );
        easier.push(relaxed.cost);
    }
    assert!(
        easier.iter().any(|cost| *cost < optimum),
        "no change had an effect"
    );
}

/// The instance without one rule, by changing its facts rather than through the crate.
fn without(instance: &Instance, rule: &str) -> Instance {
    let mut made = instance.clone();
    let (id, name) = rule.split_once(':').unwrap();
    if id == "operator" {
        made.operator.capacity_default = 1000;
        made.operator.capacity.clear();
        return made;
    }
    let wide = Span::new(day("2000-01-01"), day("2100-01-01"));
    let site = made.authorities.iter_mut().find(|a| a.id == id).unwrap();
    let (kind, what) = name.split_once(':').unwrap_or((name, ""));
    match kind {
        "first" => site.first = wide,
        "last" => site.last = wide,
        "gap_min" => site.gap.min = site.travel_buffer,
        "gap_max" => site.gap.max = 10_000,
        "notice" => site.notice_days = -100_000,
        "quorum" => site.quorum = 0,
        "rooms" => site.rooms.iter_mut().for_each(|r| r.off.clear()),
        "team" => site.team_quorum = 0,
        "lead" => site
            .ambassadors
            .iter_mut()
            .filter(|i| i.id == what)
            .for_each(|i| i.lead = false),
        "milestone" => site.milestones.retain(|m| m.id != what),
        "blackout" => site.blackouts.retain(|b| b.id != what),
        "lock" => site.locks.retain(|l| l.start != day(what)),
        other => unreachable!("{other}"),
    }
    made
}

#[test]
fn refusals_name_rules_that_matter() {
    for name in [
        "election",
        "lead-away",
        "lock-council",
        "nobody",
        "strike",
        "too-short",
        "staff",
        "strike-joint",
        "strike-1day-joint",
    ] {
        let instance = common::instance(&format!("infeasible-{name}"));
        let conflict = explain(&instance);
        assert!(conflict.proved && !conflict.sets.is_empty(), "{name}");
        let mut seen = BTreeSet::new();
        for set in &conflict.sets {
            assert!(
                set.groups.iter().all(|g| seen.insert(g.clone())),
                "{name}: a rule is in two sets"
            );
        }
        for remedy in &conflict.remedies {
            let mended = remedy
                .relax
                .iter()
                .fold(instance.clone(), |made, rule| without(&made, rule));
            assert!(
                possible(&mended, 2000),
                "{name}: {:?} is no remedy",
                remedy.relax
            );
        }
        for set in &conflict.sets {
            alone(&instance, set);
        }
    }
}

/// The rules of a set cannot hold even when nothing else is asked, and any one less can.
fn alone(instance: &Instance, set: &planner::Clash) {
    let mut small = instance.clone();
    small
        .authorities
        .retain(|a| set.authorities.contains(&a.id));
    let mut others: BTreeSet<String> = BTreeSet::from(["operator:capacity".to_owned()]);
    for a in &small.authorities {
        let plain = [
            "first", "last", "gap_min", "gap_max", "notice", "quorum", "rooms", "team",
        ];
        others.extend(plain.map(|rule| format!("{}:{rule}", a.id)));
        others.extend(
            a.blackouts
                .iter()
                .map(|b| format!("{}:blackout:{}", a.id, b.id)),
        );
        others.extend(
            a.milestones
                .iter()
                .map(|m| format!("{}:milestone:{}", a.id, m.id)),
        );
        others.extend(
            a.ambassadors
                .iter()
                .map(|i| format!("{}:lead:{}", a.id, i.id)),
        );
        others.extend(a.locks.iter().map(|l| format!("{}:lock:{}", a.id, l.start)));
    }
    small.residents.iter_mut().for_each(|r| r.week_cap = 7);
    small.meetings.clear();
    let rest = others.iter().filter(|rule| !set.groups.contains(rule));
    let small = rest.fold(small, |made, rule| without(&made, rule));
    assert!(!possible(&small, 200), "{:?} is possible", set.groups);
    for rule in &set.groups {
        assert!(
            possible(&without(&small, rule), 400),
            "{rule} is not needed in {:?}",
            set.groups
        );
    }
}

#[test]
fn a_lock_on_a_council_day_is_said_in_its_date() {
    let conflict = explain(&common::instance("infeasible-lock-council"));
    let groups: BTreeSet<&str> = conflict.sets[0].groups.iter().map(String::as_str).collect();
    assert_eq!(
        groups,
        BTreeSet::from(["a001:lock:2027-09-21", "a001:blackout:conseil-2027-09-21"])
    );
    let hole = &conflict.sets[0].holes[0];
    assert_eq!((hole.from, hole.to), (day("2027-09-21"), day("2027-09-21")));
    assert!(
        hole.days[0]
            .1
            .contains(&"a001:blackout:conseil-2027-09-21".to_owned())
    );
    assert_eq!(conflict.missing[0].days, 35);
}

#[test]
fn what_exists_has_no_conflict() {
    assert_eq!(explain(&common::instance("k4-s1")), Conflict::default());
}

/// A plan or a refusal, never a panic.
fn survives(instance: &Instance) {
    match run(instance, 60, 1) {
        Ok(outcome) => {
            let (bad, cost) = common::judge(
                &instance.to_json().unwrap(),
                &outcome.plan.to_json().unwrap(),
            );
            assert!(bad.is_empty(), "{bad:?}");
            assert_eq!(cost, outcome.cost);
            assert!(outcome.bound <= outcome.cost);
        }
        Err(conflict) => assert!(!conflict.sets.is_empty()),
    }
}

#[test]
fn nasty_facts_end_in_a_plan_or_a_refusal() {
    let base = common::instance("k1-s1");
    let change = |edit: &dyn Fn(&mut Instance)| {
        let mut made = base.clone();
        edit(&mut made);
        survives(&made);
    };
    change(&|i| {
        i.authorities[0]
            .ambassadors
            .iter_mut()
            .for_each(|a| a.off.clear())
    });
    change(&|i| {
        let always = Span::new(day("2026-01-01"), day("2029-12-31"));
        i.authorities[0]
            .ambassadors
            .iter_mut()
            .for_each(|a| a.off = vec![always]);
    });
    change(&|i| i.authorities[0].ambassadors.clear());
    change(&|i| i.authorities[0].rooms.clear());
    change(&|i| i.residents.clear());
    change(&|i| i.authorities.clear());
    change(&|i| i.authorities[0].lengths.clear());
    change(&|i| i.authorities[0].lengths = vec![0, 1, 40]);
    // 29 February, the days around both changes of the clock, and a bridge day.
    for date in ["2028-02-29", "2027-03-30", "2027-11-02", "2027-05-07"] {
        change(&|i| {
            i.authorities[0].locks = vec![planner::RunDates::new(day(date), 2)];
        });
        change(&|i| {
            let closed = Span::new(day(date), day(date));
            i.residents.iter_mut().for_each(|r| r.off.push(closed));
        });
    }
    change(&|i| i.authorities[0].days = 0);
    change(&|i| i.horizon.end = i.horizon.start.plus(10));
    change(&|i| i.horizon.end = i.horizon.start.plus(-10));
    change(&|i| i.now = i.horizon.end.plus(30));
    change(&|i| i.authorities[0].first = Span::new(day("2028-02-28"), day("2028-03-01")));
    change(&|i| i.authorities[0].gap.min = -3);
    change(&|i| i.weights.change = 100_000);
    change(&|i| {
        let one = i.authorities[0].ambassadors[3].clone();
        let many = (0..480).map(|n| Ambassador {
            id: format!("x{n}"),
            ..one.clone()
        });
        i.authorities[0].ambassadors.extend(many);
    });
    change(&|i| {
        let started = planner::RunDates::new(day("2027-02-02"), 3);
        i.authorities[0].done = vec![started];
        i.now = day("2027-02-03");
    });
    change(&|i| {
        i.calendars.clear();
        i.authorities[0].law = "nowhere".into();
    });
}
