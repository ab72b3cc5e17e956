//! Working groups for each session: everybody meets everybody as evenly as possible, and features
//! spread over the groups.
//!
//! Annealing by exchanges of two persons of one session, reproducible and bounded by steps. The
//! cost of a pair grows with the square of its meetings; two alike people in one group cost a
//! little for each feature that they share. Sessions already held are given and stay.

#![expect(
    clippy::indexing_slicing,
    reason = "dense numeric code; positions of persons, sessions and groups are made here"
)]

use crate::dice;
use rand_chacha::ChaCha8Rng;

/// What the groups are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// For each person their value of each feature; may be empty.
    pub features: Vec<Vec<String>>,
    /// Number of members of each group; they sum to the number of persons.
    pub sizes: Vec<usize>,
    /// Number of sessions to make.
    pub sessions: usize,
    /// Sessions already held: for each the groups of positions. They count as meetings.
    pub held: Vec<Vec<Vec<usize>>>,
    /// Pairs that must never be in one group, such as a person and their manager.
    pub apart: Vec<(usize, usize)>,
    /// Cost of one feature shared by two members of a group; a second meeting costs 30.
    pub likeness: i64,
}

/// Makes the groups of each session, as positions in rising order.
///
/// Returns `None` when the sizes do not add up to the number of persons.
///
/// ```
/// use sortition::{Cohort, assign_groups};
/// let cohort = Cohort {
///     features: vec![Vec::new(); 9], sizes: vec![3, 3, 3], sessions: 4,
///     held: Vec::new(), apart: Vec::new(), likeness: 0,
/// };
/// let sessions = assign_groups(&cohort, 1, 200_000).unwrap();
/// let mut pairs = std::collections::BTreeSet::new();
/// for group in sessions.iter().flatten() {
///     for a in group { for b in group { if a < b { pairs.insert((*a, *b)); } } }
/// }
/// assert_eq!(pairs.len(), 36, "nine people meet all others in four sessions of threes");
/// ```
#[must_use]
pub fn assign_groups(cohort: &Cohort, seed: u64, steps: u64) -> Option<Vec<Vec<Vec<usize>>>> {
    let n = cohort.features.len();
    if cohort.sizes.iter().sum::<usize>() != n || cohort.sessions == 0 || n < 2 {
        return (n > 0 && cohort.sizes.iter().sum::<usize>() == n).then(Vec::new);
    }
    let mut plan = Plan::new(cohort, seed);
    let mut best = plan.seats.clone();
    let (mut cost, mut least) = (0_i64, 0_i64);
    for step in 0..steps {
        let Some((session, a, b)) = plan.propose() else {
            continue;
        };
        let change = plan.change(session, a, b);
        // The heat falls in a straight line, four times over.
        let heat =
            40 - 40 * i64::try_from(step * 4 % steps.max(1) * 100 / steps.max(1)).ok()? / 100;
        let lot = i64::try_from(dice::below(&mut plan.dice, 1 << 20)).ok()?;
        if change <= 0 || (heat > 0 && lot < (1 << 20) * heat / (heat + change * change) / 4) {
            plan.swap(session, a, b);
            cost += change;
            if cost < least {
                least = cost;
                best.clone_from(&plan.seats);
            }
        }
    }
    Some(best.iter().map(|seats| plan.groups(seats)).collect())
}

struct Plan {
    n: usize,
    /// For each session the group of each person.
    seats: Vec<Vec<usize>>,
    count: usize,
    meetings: Vec<i64>,
    likeness: Vec<i64>,
    dice: ChaCha8Rng,
}

impl Plan {
    fn new(cohort: &Cohort, seed: u64) -> Self {
        let n = cohort.features.len();
        let mut plan = Self {
            n,
            seats: Vec::new(),
            count: cohort.sizes.len(),
            meetings: vec![0; n * n],
            likeness: vec![0; n * n],
            dice: dice::rng(&format!("groups {seed}")),
        };
        for a in 0..n {
            for b in 0..n {
                let pairs = cohort.features[a].iter().zip(&cohort.features[b]);
                let alike = pairs.filter(|(a, b)| a == b).count();
                plan.likeness[a * n + b] = cohort.likeness * i64::try_from(alike).unwrap_or(0);
            }
        }
        for (a, b) in cohort.apart.iter().filter(|(a, b)| *a < n && *b < n) {
            plan.likeness[a * n + b] = 100_000;
            plan.likeness[b * n + a] = 100_000;
        }
        for group in cohort.held.iter().flatten() {
            plan.meet(group);
        }
        for _ in 0..cohort.sessions {
            let mut order: Vec<usize> = (0..n).collect();
            for at in (1..n).rev() {
                let other = plan.below(at + 1);
                order.swap(at, other);
            }
            let mut seats = vec![0; n];
            let mut next = order.into_iter();
            for (group, size) in cohort.sizes.iter().enumerate() {
                for person in next.by_ref().take(*size) {
                    seats[person] = group;
                }
            }
            for group in plan.groups(&seats) {
                plan.meet(&group);
            }
            plan.seats.push(seats);
        }
        plan
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(1);
        usize::try_from(dice::below(&mut self.dice, bound)).unwrap_or(0)
    }

    fn groups(&self, seats: &[usize]) -> Vec<Vec<usize>> {
        let member = |group: usize| (0..self.n).filter(|at| seats[*at] == group).collect();
        (0..self.count).map(member).collect()
    }

    fn meet(&mut self, group: &[usize]) {
        for a in group {
            for b in group {
                if a != b && *a < self.n && *b < self.n {
                    self.meetings[a * self.n + b] += 1;
                }
            }
        }
    }

    fn propose(&mut self) -> Option<(usize, usize, usize)> {
        let session = self.below(self.seats.len());
        let (a, b) = (self.below(self.n), self.below(self.n));
        (self.seats[session][a] != self.seats[session][b]).then_some((session, a, b))
    }

    /// What the exchange of two persons costs: the square of meetings, 15 each, and likeness.
    fn change(&self, session: usize, a: usize, b: usize) -> i64 {
        let seats = &self.seats[session];
        let mut change = 0;
        for other in (0..self.n).filter(|other| *other != a && *other != b) {
            let (with_a, with_b) = (
                self.meetings[a * self.n + other],
                self.meetings[b * self.n + other],
            );
            let (like_a, like_b) = (
                self.likeness[a * self.n + other],
                self.likeness[b * self.n + other],
            );
            if seats[other] == seats[a] {
                change += 15 * (2 * with_b + 1 - (2 * with_a - 1)) + like_b - like_a;
            } else if seats[other] == seats[b] {
                change += 15 * (2 * with_a + 1 - (2 * with_b - 1)) + like_a - like_b;
            }
        }
        change
    }

    fn swap(&mut self, session: usize, a: usize, b: usize) {
        let (from, to) = (self.seats[session][a], self.seats[session][b]);
        for other in (0..self.n).filter(|other| *other != a && *other != b) {
            let seat = self.seats[session][other];
            let sign = i64::from(seat == to) - i64::from(seat == from);
            for (person, sign) in [(a, sign), (b, -sign)] {
                self.meetings[person * self.n + other] += sign;
                self.meetings[other * self.n + person] += sign;
            }
        }
        self.seats[session][a] = to;
        self.seats[session][b] = from;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meetings(cohort: &Cohort, seed: u64, steps: u64) -> (usize, i64) {
        let sessions = assign_groups(cohort, seed, steps).unwrap();
        let n = cohort.features.len();
        let mut met = vec![0; n * n];
        for groups in &sessions {
            assert_eq!(
                groups.iter().map(Vec::len).collect::<Vec<_>>(),
                cohort.sizes
            );
            for group in groups {
                for a in group {
                    for b in group {
                        met[a * n + b] += i64::from(a < b);
                    }
                }
            }
        }
        (
            met.iter().filter(|met| **met > 0).count(),
            met.iter().copied().max().unwrap_or(0),
        )
    }

    #[test]
    fn everybody_meets_everybody() {
        for seed in 0..3 {
            let mut cohort = Cohort {
                features: vec![Vec::new(); 20],
                sizes: vec![4; 5],
                sessions: 5,
                held: Vec::new(),
                apart: vec![(0, 1)],
                likeness: 0,
            };
            let (five, _) = meetings(&cohort, seed, 400_000);
            cohort.sizes = vec![5; 4];
            cohort.sessions = 14;
            let (fourteen, most) = meetings(&cohort, seed, 400_000);
            assert_eq!((five, fourteen), (150, 189), "all but the pair kept apart");
            assert!(most <= 5);
        }
    }
}
