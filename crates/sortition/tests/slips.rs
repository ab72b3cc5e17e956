//! The numbered panels keep everybody's chance: nobody is a whole slip away from leximin.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test stops where it fails"
)]

mod pools;

use sortition::{Flow, Lottery, Options, Problem, Refusal, UNIT, lottery};

fn of(problem: &Problem, panels: u32) -> Lottery {
    let options = Options {
        panels,
        ..Options::default()
    };
    lottery(problem, &options, &mut |_| Flow::Continue).unwrap_or_else(|r| panic!("{}", r.en()))
}

/// How far the furthest person is from their exact share, in slips.
fn worst(lottery: &Lottery) -> f64 {
    let m = lottery.slips.len() as f64;
    let level = |at: usize| lottery.proof[lottery.levels[at]].chance as f64 / UNIT as f64;
    let off = |at: usize| (f64::from(lottery.counts[at]) - level(at) * m).abs();
    (0..lottery.counts.len()).map(off).fold(0.0, f64::max)
}

#[test]
fn a_thousand_slips_keep_every_chance_of_the_data_folder() {
    for name in pools::FEASIBLE {
        let found = of(&pools::data(name), 1000);
        let floor = (1000.0 * found.bound + 1e-6).floor();
        let off = worst(&found);
        assert!(off < 1.0 && found.drift == 1, "{name}: {off}");
        assert!(f64::from(found.minimum().0) >= floor, "{name}");
    }
}

#[test]
fn a_hundred_slips_keep_the_least_within_one() {
    for name in pools::FEASIBLE {
        let found = of(&pools::data(name), 100);
        let floor = (100.0 * found.bound + 1e-6).floor() - 1.0;
        assert!(worst(&found) < 2.0 && found.drift <= 2, "{name}");
        assert!(f64::from(found.minimum().0) >= floor, "{name}");
    }
}

/// Small pools of many kinds, half of them with teams: nobody further than a slip, equals within one
/// slip, save the very few whose record says two.
#[test]
fn generated_pools_keep_every_chance_within_one_slip() {
    let mut drifted = 0;
    for seed in 0..250 {
        let problem = pools::feasible(seed);
        for m in [100, 120, 1000] {
            let found = of(&problem, m);
            let off = worst(&found);
            assert!(off < f64::from(found.drift) + 1e-6, "{seed}: {off}");
            assert!(found.drift <= 2, "{seed}: {off}");
            drifted += u32::from(off > 1.0 + 1e-6 || found.drift > 1);
        }
    }
    println!("{drifted} of 750 roundings off by more than one slip");
    assert!(drifted <= 2, "{drifted} of 750 roundings");
}

/// The watcher is asked often enough for a person to see that the work goes on, and its answer is
/// heard as soon.
#[test]
fn progress_is_told_and_cancelling_is_heard_in_every_phase() {
    for name in ["transfo_400_60", "transfo_2000_20_equipe"] {
        let problem = pools::data(name);
        let options = Options {
            panels: 100,
            ..Options::default()
        };
        let mut calls = 0;
        let mut last = pools::cpu();
        let mut longest: f64 = 0.0;
        let mut phases = Vec::new();
        lottery(&problem, &options, &mut |progress| {
            calls += 1;
            let now = pools::cpu();
            longest = longest.max(now - last);
            last = now;
            if !phases.contains(&progress.phase) {
                phases.push(progress.phase);
            }
            Flow::Continue
        })
        .unwrap();
        println!("{name}: {calls} calls, at most {longest:.3} s apart");
        assert_eq!(phases.len(), 4);
        assert!(cfg!(debug_assertions) || longest < 0.2);
        // Cancelled at any of a few calls, the first and the last included, nothing comes out.
        for stop in [0, 1, calls / 3, calls - 2, calls - 1] {
            let mut nth = 0;
            let stopped = lottery(&problem, &options, &mut |_| {
                nth += 1;
                if nth > stop {
                    Flow::Cancel
                } else {
                    Flow::Continue
                }
            });
            assert_eq!(
                stopped,
                Err(Refusal::Cancelled),
                "{name} at {stop} of {calls}"
            );
        }
    }
}
