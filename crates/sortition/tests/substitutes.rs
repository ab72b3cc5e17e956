//! Substitutes keep quotas better than a random choice among those who remain.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test stops where it fails"
)]

mod pools;

use sortition::{Flow, Options, Problem, Replacement, draw, replacement};

fn deviation(problem: &Problem, panel: &[String]) -> u32 {
    let mut have = vec![0; problem.quotas().len()];
    for id in panel {
        for value in problem.values(problem.position(id).unwrap()) {
            have[*value] += 1;
        }
    }
    let pairs = have.iter().zip(problem.quotas());
    pairs
        .map(|(have, quota)| quota.min.saturating_sub(*have) + have.saturating_sub(quota.max))
        .sum()
}

/// A thousand times one to four members leave, on five pools.
#[test]
fn quotas_suffer_at_least_45_percent_less_than_with_random_substitutes() {
    let mut state = 1_u64;
    let mut below = |bound: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound
    };
    for name in [
        "transfo_45_20",
        "transfo_120_20",
        "transfo_120_20_equipe",
        "transfo_400_20",
        "transfo_400_60",
    ] {
        let problem = pools::data(name);
        let options = Options {
            panels: 10,
            substitutes: problem.k(),
            ..Options::default()
        };
        let record = draw(&problem, &options, "7", &mut |_| Flow::Continue).unwrap();
        let others: Vec<String> = problem
            .ids()
            .filter(|id| !record.panel.iter().any(|one| one == id))
            .map(str::to_owned)
            .collect();
        let (mut ours, mut random) = (0, 0);
        for _ in 0..1000 {
            let mut panel = record.panel.clone();
            let mut reserve = record.substitutes.clone();
            let mut lots = record.panel.clone();
            let mut rest = others.clone();
            for _ in 0..1 + below(4) {
                let gone = below(panel.len());
                let leaver = panel[gone].clone();
                match replacement(&problem, &panel, &reserve, &leaver) {
                    Replacement::Keeps(id) | Replacement::Shifts(id, _) => {
                        reserve.retain(|other| *other != id);
                        panel[gone] = id;
                    }
                    Replacement::Nobody => panic!("{name}: the list is long enough"),
                }
                // The same seat falls vacant in both.
                lots[gone] = rest.swap_remove(below(rest.len()));
            }
            ours += deviation(&problem, &panel);
            random += deviation(&problem, &lots);
        }
        println!(
            "{name}: {ours} against {random}, {:.0} % lower",
            100.0 - 100.0 * f64::from(ours) / f64::from(random)
        );
        assert!(
            f64::from(ours) < 0.55 * f64::from(random),
            "{name}: {ours} against {random}"
        );
    }
}
