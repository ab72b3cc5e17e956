//! How well groups mix people: who met whom how often, and how evenly features are spread.

use std::collections::BTreeSet;

/// What a plan of groups achieves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mixing {
    /// For each person how often they were in one group with each other one.
    pub times: Vec<Vec<u32>>,
    /// Pairs of people that met at least once.
    pub met: usize,
    /// All pairs of people.
    pub pairs: usize,
    /// How often the pair met that met most.
    pub most: u32,
    /// For each feature the most by which two groups of one session differ in members of one value.
    pub imbalance: Vec<usize>,
}

/// Measures the sessions of groups of people, who are positions in `features`.
///
/// ```
/// use sortition::mixing;
/// let people = [["A"], ["A"], ["B"], ["B"]].map(|row| row.map(str::to_owned).to_vec());
/// let sessions = vec![vec![vec![0, 1], vec![2, 3]], vec![vec![0, 2], vec![1, 3]]];
/// let mixing = mixing(&people, &sessions);
/// assert_eq!((mixing.met, mixing.pairs, mixing.most), (4, 6, 1));
/// assert_eq!(mixing.imbalance, [2], "the first session has both A in one group");
/// assert_eq!(mixing.times[0], [0, 1, 1, 0]);
/// ```
#[must_use]
pub fn mixing(features: &[Vec<String>], sessions: &[Vec<Vec<usize>>]) -> Mixing {
    let n = features.len();
    let mut times = vec![vec![0_u32; n]; n];
    for group in sessions.iter().flatten() {
        for one in group {
            for other in group.iter().filter(|other| *other != one) {
                if let Some(count) = times.get_mut(*one).and_then(|row| row.get_mut(*other)) {
                    *count += 1;
                }
            }
        }
    }
    let all = || {
        times
            .iter()
            .enumerate()
            .flat_map(|(at, row)| row.iter().skip(at + 1))
    };
    let wide = features.iter().map(Vec::len).max().unwrap_or(0);
    Mixing {
        met: all().filter(|times| **times > 0).count(),
        pairs: all().count(),
        most: all().copied().max().unwrap_or(0),
        imbalance: (0..wide)
            .map(|nth| apart(features, nth, sessions))
            .collect(),
        times,
    }
}

/// The most by which two groups of one session differ in members of one value of a feature.
fn apart(features: &[Vec<String>], nth: usize, sessions: &[Vec<Vec<usize>>]) -> usize {
    let value = |at: &usize| features.get(*at).and_then(|row| row.get(nth));
    let values: BTreeSet<&String> = features.iter().filter_map(|row| row.get(nth)).collect();
    let mut worst = 0;
    for groups in sessions {
        for wanted in &values {
            let has = |at: &&usize| value(at) == Some(*wanted);
            let counts = || groups.iter().map(|group| group.iter().filter(has).count());
            let most = counts().max().unwrap_or(0);
            worst = worst.max(most - counts().min().unwrap_or(0));
        }
    }
    worst
}
