//! The product of chances: as high as it can be, proved, and another lottery than leximin.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where it fails"
)]

mod pools;

use sortition::{Flow, Lottery, Method, Options, Problem, commit, lottery, reveal};

fn of(problem: &Problem, method: Method) -> Lottery {
    let options = Options {
        method,
        ..Options::default()
    };
    lottery(problem, &options, &mut |_| Flow::Continue).unwrap_or_else(|r| panic!("{}", r.en()))
}

fn product(lottery: &Lottery) -> f64 {
    let chances = lottery.chances.iter().filter(|chance| **chance > 1e-11);
    chances.map(|chance| chance.ln()).sum()
}

fn verified(problem: &Problem, found: &Lottery) {
    let options = Options {
        method: Method::Nash,
        ..Options::default()
    };
    let record = reveal(&commit(problem, &options, found).text, "7").unwrap();
    sortition_verify::verify(&record.text).unwrap_or_else(|no| panic!("{}", no.en()));
}

#[test]
fn the_product_is_the_highest_on_the_data_folder() {
    for name in pools::FEASIBLE {
        let problem = pools::data(name);
        let (nash, leximin) = (of(&problem, Method::Nash), of(&problem, Method::Leximin));
        let (ours, theirs) = (product(&nash), product(&leximin));
        println!(
            "{name}: {ours:.6} against {theirs:.6}, gap {:.1e}",
            nash.gap
        );
        assert!(nash.exact && nash.gap < 1e-7, "{name}");
        let same = name.starts_with("alternate");
        assert!(
            if same {
                ours > theirs - 1e-6
            } else {
                ours > theirs + 0.1
            },
            "{name}"
        );
        verified(&problem, &nash);
    }
}

/// All legal panels of a small pool, one by one.
fn panels(problem: &Problem) -> Vec<Vec<usize>> {
    let k = usize::try_from(problem.k()).unwrap();
    (0_u32..1 << problem.len())
        .filter(|set| set.count_ones() == problem.k())
        .map(|set| (0..problem.len()).filter(|at| set >> at & 1 == 1).collect())
        .filter(|panel: &Vec<usize>| {
            let mut groups: Vec<&str> = panel.iter().filter_map(|at| problem.group(*at)).collect();
            let before = groups.len();
            groups.sort_unstable();
            groups.dedup();
            let quotas = problem.quotas().iter().enumerate();
            panel.len() == k
                && groups.len() == before
                && quotas.into_iter().all(|(nth, quota)| {
                    let have = panel
                        .iter()
                        .filter(|at| problem.values(**at).contains(&nth));
                    let have = u32::try_from(have.count()).unwrap();
                    quota.min <= have && have <= quota.max
                })
        })
        .collect()
}

/// The plainest way: raise the weight of each panel by what it brings, again and again.
fn plainly(problem: &Problem) -> Vec<f64> {
    let panels = panels(problem);
    let count = f64::from(u32::try_from(panels.len()).unwrap());
    let mut weights = vec![1.0 / count; panels.len()];
    let chances = |weights: &[f64]| {
        let mut chances = vec![0.0; problem.len()];
        for (panel, weight) in panels.iter().zip(weights) {
            for at in panel {
                chances[*at] += weight;
            }
        }
        chances
    };
    for _ in 0..20_000 {
        let now = chances(&weights);
        for (panel, weight) in panels.iter().zip(&mut weights) {
            let worth: f64 = panel.iter().map(|at| 1.0 / now[*at]).sum();
            let people = now.iter().filter(|chance| **chance > 0.0).count();
            *weight *= worth / f64::from(u32::try_from(people).unwrap());
        }
    }
    chances(&weights)
}

#[test]
fn small_pools_agree_with_all_panels_written_out() {
    let mut seen = 0;
    for seed in 0..400 {
        let problem = pools::feasible(seed);
        if problem.len() > 13 {
            continue;
        }
        seen += 1;
        let found = of(&problem, Method::Nash);
        let plain = plainly(&problem);
        for (at, (ours, theirs)) in found.chances.iter().zip(&plain).enumerate() {
            assert!(
                (ours - theirs).abs() < 2e-3,
                "{seed}: {at}: {ours} or {theirs}"
            );
        }
        let log = |chances: &[f64]| -> f64 {
            let some = chances.iter().filter(|chance| **chance > 1e-9);
            some.map(|chance| chance.ln()).sum()
        };
        assert!(log(&found.chances) > log(&plain) - 1e-6, "{seed}");
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn generated_pools_are_proved_and_verified() {
    for seed in 0..150 {
        let problem = pools::feasible(seed);
        let found = of(&problem, Method::Nash);
        assert!(found.exact, "{seed}: gap {:.1e}", found.gap);
        verified(&problem, &found);
    }
}
