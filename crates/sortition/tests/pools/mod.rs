//! Pools for several tests: those of the data folder and generated ones.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(
    clippy::unwrap_used,
    clippy::manual_is_multiple_of,
    clippy::indexing_slicing,
    reason = "a test stops where it fails"
)]

use sortition::{Problem, Quota, Rules, Volunteer};
use std::collections::BTreeMap;
use std::path::Path;

/// Seconds that this thread spent on a processor, where the kernel tells; else nothing.
pub fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text
        .split(' ')
        .next()
        .and_then(|first| first.parse::<f64>().ok());
    nanoseconds.unwrap_or(0.0) / 1e9
}

/// The pools of the data folder that can be drawn, the largest but those of ten thousand.
pub const FEASIBLE: [&str; 10] = [
    "transfo_45_20",
    "transfo_120_20",
    "transfo_120_20_equipe",
    "transfo_400_20",
    "transfo_400_20_equipe",
    "transfo_400_60",
    "transfo_2000_20",
    "transfo_2000_20_equipe",
    "alternate_200_20",
    "alternate_2000_200",
];

/// A pool of the data folder.
pub fn data(name: &str) -> Problem {
    let base = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name);
    let [categories, respondents, meta] = ["categories.csv", "respondents.csv", "meta.json"]
        .map(|file| std::fs::read(base.join(file)).unwrap());
    Problem::read(&categories, &respondents, &meta).unwrap()
}

/// A pool of the data folder with so many hierarchical lines, given in turn, of which one member each
/// may sit.
pub fn lines(name: &str, lines: usize) -> Problem {
    let problem = data(name);
    let volunteers = (0..problem.len()).map(|at| {
        let quotas = problem
            .values(at)
            .iter()
            .map(|value| &problem.quotas()[*value]);
        let mut features: BTreeMap<String, String> = quotas
            .map(|quota| (quota.feature.clone(), quota.value.clone()))
            .collect();
        features.insert("ligne".to_owned(), format!("L{:03}", at % lines));
        Volunteer {
            id: problem.id(at).to_owned(),
            features,
            group: problem.group(at).map(str::to_owned),
        }
    });
    let rules = Rules {
        at_most: vec![("ligne".to_owned(), 1)],
        ..Rules::default()
    };
    let quotas = problem.quotas().to_vec();
    Problem::with_rules(problem.k(), quotas, volunteers.collect(), &rules).unwrap()
}

/// A small generator, so that pools are the same everywhere.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// A pool whose quotas hold for one panel chosen in secret, as tight as `slack` says.
pub fn feasible(seed: u64) -> Problem {
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
