//! Random pools: how often whole panels cannot reach the chances that the sums allow.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where it fails"
)]

use sortition::{Flow, Options, Problem, Quota, Refusal, Volunteer, commit, lottery, reveal};

/// A small generator, so that pools are the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// A pool whose quotas hold for one panel chosen in secret, as tight as `slack` says.
fn feasible(seed: u64) -> Problem {
    let mut dice = Dice(seed);
    let n = 8 + dice.below(40);
    let k = 3 + dice.below((n / 2).min(18));
    let slack = dice.below(3);
    let features = 2 + dice.below(5);
    let teams = dice.below(2) == 0;
    let sizes: Vec<u64> = (0..features).map(|_| 2 + dice.below(4)).collect();
    let volunteers: Vec<Volunteer> = (0..n)
        .map(|nth| {
            let values: Vec<(String, String)> = sizes
                .iter()
                .enumerate()
                .map(|(f, size)| {
                    (
                        format!("f{f}"),
                        format!("v{}", dice.below(*size).min(dice.below(*size))),
                    )
                })
                .collect();
            let values: Vec<(&str, &str)> = values
                .iter()
                .map(|(f, v)| (f.as_str(), v.as_str()))
                .collect();
            let mut one = Volunteer::new(&format!("p{nth:02}"), &values);
            one.group = (teams && nth >= k && dice.below(2) == 0)
                .then(|| format!("t{}", dice.below(n / 3 + 1)));
            one
        })
        .collect();
    let mut quotas = Vec::new();
    for (f, size) in sizes.iter().enumerate() {
        for v in 0..*size {
            let value = format!("v{v}");
            let name = format!("f{f}");
            let have = volunteers
                .iter()
                .take(usize::try_from(k).unwrap())
                .filter(|one| one.features[&name] == value)
                .count();
            let have = u32::try_from(have).unwrap();
            let slack = u32::try_from(dice.below(slack + 1)).unwrap();
            quotas.push(Quota::new(
                &name,
                &value,
                have.saturating_sub(slack),
                have + slack,
            ));
        }
    }
    Problem::new(u32::try_from(k).unwrap(), quotas, volunteers).unwrap()
}

#[test]
fn every_random_feasible_pool_gets_a_verified_draw() {
    let options = Options {
        panels: 120,
        ..Options::default()
    };
    let mut inexact = 0;
    for seed in 0..400 {
        let problem = feasible(seed);
        let lottery = match lottery(&problem, &options, &mut |_| Flow::Continue) {
            Ok(lottery) => lottery,
            Err(Refusal::Impossible(why)) => panic!("{seed}: {}", why.en()),
            Err(refusal) => panic!("{seed}: {refusal:?}"),
        };
        let record = reveal(&commit(&problem, &options, &lottery).text, "7").unwrap();
        if !lottery.exact {
            inexact += 1;
            println!(
                "{seed}: not exact, {} of {}",
                lottery.chances.iter().copied().fold(1.0, f64::min),
                lottery.bound
            );
        }
        if let Err(rejection) = sortition_verify::verify(&record.text) {
            println!("{seed}: {}", rejection.en());
        }
    }
    println!("{inexact} not exact");
}
