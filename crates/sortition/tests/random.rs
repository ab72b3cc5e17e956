//! Random pools: how often whole panels cannot reach the chances that the sums allow.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::manual_is_multiple_of,
    clippy::indexing_slicing,
    reason = "a test stops where it fails"
)]

mod pools;

use pools::{Dice, feasible};
use sortition::{
    Flow, Options, Phase, Problem, Progress, Quota, Refusal, Relaxation, Rule, Volunteer, commit,
    lottery, reveal,
};

#[test]
fn every_random_feasible_pool_gets_a_verified_draw() {
    let options = Options {
        panels: 120,
        ..Options::default()
    };
    let mut cuts = 0;
    for seed in 0..250 {
        let problem = feasible(seed);
        let lottery = match lottery(&problem, &options, &mut |_| Flow::Continue) {
            Ok(lottery) => lottery,
            Err(Refusal::Impossible(why)) => panic!("{seed}: {}", why.en()),
            Err(refusal) => panic!("{seed}: {refusal:?}"),
        };
        let record = reveal(&commit(&problem, &options, &lottery).text, "7").unwrap();
        assert!(lottery.exact, "{seed}");
        let lowest = lottery.chances.iter().copied().fold(1.0, f64::min);
        assert!(
            lottery.bound - lowest < 1e-9,
            "{seed}: {lowest} of {}",
            lottery.bound
        );
        sortition_verify::verify(&record.text)
            .unwrap_or_else(|rejection| panic!("{seed}: {}", rejection.en()));
        cuts += lottery.cuts.len();
    }
    assert!(
        cuts > 50,
        "the pools should be nasty enough to need cuts: {cuts}"
    );
}

/// A pool that cannot be drawn: one rule of a feasible one is tightened until nothing fits.
fn infeasible(seed: u64) -> Option<Problem> {
    let mut dice = Dice(seed.wrapping_mul(77) + 1);
    let mut problem = feasible(seed + 10_000);
    let room = u32::try_from(dice.below(4)).unwrap();
    for _ in 0..60 {
        let at =
            usize::try_from(dice.below(u64::try_from(problem.quotas().len()).unwrap())).unwrap();
        let up = dice.below(2) == 0;
        let mut quotas = problem.quotas().to_vec();
        if seed % 3 == 1 {
            // Several rules at once, in different features.
            for quota in quotas.iter_mut().filter(|quota| quota.min < quota.max) {
                if dice.below(3) == 0 {
                    quota.min += 1;
                }
            }
        } else if seed % 3 == 0 && up && quotas[at].min < quotas[at].max {
            quotas[at].min += 1;
        } else if seed % 3 == 0 && quotas[at].max > quotas[at].min {
            quotas[at].max -= 1;
        } else if seed % 3 == 0 && up {
            quotas[at].min += 1;
            quotas[at].max += 1;
        }
        for quota in &mut quotas {
            quota.min_flex = quota.min.saturating_sub(room);
            quota.max_flex = quota.max + room;
        }
        let volunteers = (0..problem.len()).map(|at| {
            let values: Vec<(&str, &str)> = problem
                .values(at)
                .iter()
                .map(|value| {
                    (
                        problem.quotas()[*value].feature.as_str(),
                        problem.quotas()[*value].value.as_str(),
                    )
                })
                .collect();
            let mut one = Volunteer::new(problem.id(at), &values);
            one.group = problem.group(at).map(str::to_owned);
            if seed % 3 == 2 && dice.below(4) == 0 {
                one.group = Some(format!("t{}", dice.below(u64::from(problem.k()))));
            }
            one
        });
        problem = Problem::new(problem.k(), quotas, volunteers.collect()).unwrap();
        if !possible(&problem) {
            return Some(problem);
        }
    }
    None
}

fn possible(problem: &Problem) -> bool {
    let options = Options {
        panels: 1,
        ..Options::default()
    };
    // The first panel is enough to know.
    let mut settle = |progress: &Progress| {
        if progress.phase == Phase::Panels {
            Flow::Settle
        } else {
            Flow::Continue
        }
    };
    match lottery(problem, &options, &mut settle) {
        Ok(_) => true,
        Err(Refusal::Impossible(_)) => false,
        Err(refusal) => panic!("{refusal:?}"),
    }
}

/// The problem with some rules only, the others wide open.
fn with_rules(problem: &Problem, rules: &[Rule]) -> Problem {
    let has = |quota: &Quota, least: bool| {
        rules.iter().any(|rule| match rule {
            Rule::AtLeast { feature, value, .. } => {
                least && *feature == quota.feature && *value == quota.value
            }
            Rule::AtMost { feature, value, .. } => {
                !least && *feature == quota.feature && *value == quota.value
            }
            _ => false,
        })
    };
    let loose = problem.with_quotas(|_, quota| {
        (
            if has(quota, true) { quota.min } else { 0 },
            if has(quota, false) {
                quota.max
            } else {
                problem.k()
            },
        )
    });
    if rules
        .iter()
        .any(|rule| matches!(rule, Rule::OnePerGroup { .. }))
    {
        loose
    } else {
        loose.without_groups()
    }
}

#[test]
fn two_hundred_impossible_pools_are_explained_minimally() {
    let mut kinds = [0; 3];
    let mut made = 0;
    for seed in 0..600 {
        let Some(problem) = infeasible(seed) else {
            continue;
        };
        made += 1;
        let refusal = lottery(&problem, &Options::default(), &mut |_| Flow::Continue).unwrap_err();
        let Refusal::Impossible(why) = refusal else {
            panic!("{seed}: {refusal:?}")
        };
        assert!(why.minimal, "{seed}");
        assert!(
            !possible(&with_rules(&problem, &why.conflict)),
            "{seed}: {}",
            why.en()
        );
        for dropped in 0..why.conflict.len() {
            let mut rules = why.conflict.clone();
            rules.remove(dropped);
            assert!(
                possible(&with_rules(&problem, &rules)),
                "{seed}: {} {dropped}",
                why.en()
            );
        }
        for relaxation in &why.relaxations {
            assert!(works(&problem, relaxation), "{seed}: {}", relaxation.en());
        }
        kinds[0] += usize::from(why.relaxations.is_empty());
        kinds[1] += usize::from(why.relaxations.iter().any(|one| one.changes.len() > 1));
        kinds[2] += usize::from(
            why.conflict
                .iter()
                .any(|rule| matches!(rule, Rule::OnePerGroup { .. })),
        );
        if made == 200 {
            break;
        }
    }
    println!("{made} pools; without relaxation, with several changes, by teams: {kinds:?}");
    assert!(
        made == 200 && kinds.iter().all(|count| *count > 5),
        "{made} {kinds:?}"
    );
}

fn works(problem: &Problem, relaxation: &Relaxation) -> bool {
    let mut loose = problem.clone();
    for change in &relaxation.changes {
        loose = match &change.rule {
            Rule::OnePerGroup { .. } => loose.without_groups(),
            Rule::Seats { .. } => panic!("k is not relaxed"),
            Rule::AtLeast { feature, value, .. } => loose.with_quotas(|_, quota| {
                let same = quota.feature == *feature && quota.value == *value;
                assert!(!same || change.to >= quota.min_flex);
                (if same { change.to } else { quota.min }, quota.max)
            }),
            Rule::AtMost { feature, value, .. } => loose.with_quotas(|_, quota| {
                let same = quota.feature == *feature && quota.value == *value;
                assert!(!same || change.to <= quota.max_flex);
                (quota.min, if same { change.to } else { quota.max })
            }),
        };
    }
    possible(&loose)
}
