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

/// Two who must be apart, or together, weigh more than all meetings.
const MUST: i64 = 100_000;
/// Two absent from one group, which then is small.
const GAP: i64 = 300;

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
    /// Pairs that must always be in one group, such as a person and their interpreter.
    pub together: Vec<(usize, usize)>,
    /// Seats that are given: session (from 0), person, group.
    pub fixed: Vec<(usize, usize, usize)>,
    /// Who is known to be away: session (from 0), person. Their seats stay empty.
    pub absent: Vec<(usize, usize)>,
    /// Cost of one feature shared by two members of a group; a second meeting costs 30.
    pub likeness: i64,
}

impl Default for Cohort {
    /// Nobody yet, and the usual weight of likeness: meetings come first, and the values of each
    /// feature spread evenly over the groups.
    fn default() -> Self {
        Self {
            features: Vec::new(),
            sizes: Vec::new(),
            sessions: 1,
            held: Vec::new(),
            apart: Vec::new(),
            together: Vec::new(),
            fixed: Vec::new(),
            absent: Vec::new(),
            likeness: 40,
        }
    }
}

/// Makes the groups of each session, as positions in rising order.
///
/// Returns `None` when the sizes do not add up to the number of persons, or when the seats that are
/// given, the pairs apart and the pairs together cannot be had at once in any way that was found.
///
/// ```
/// use sortition::{Cohort, assign_groups};
/// let cohort = Cohort {
///     features: vec![Vec::new(); 9], sizes: vec![3, 3, 3], sessions: 4, ..Cohort::default()
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
    let mut plan = Plan::new(cohort, seed)?;
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
    plan.seats = best;
    plan.keeps(cohort).then(|| {
        let sessions = 0..plan.seats.len();
        sessions.map(|session| plan.present(session)).collect()
    })
}

/// The groups of one session again when more people turn out to be away: as many move as it takes for
/// the sizes to differ by at most one, or for pairs that must be apart or together, and no more.
///
/// `groups` are the groups as they were announced; `away` who is missing from them. Where the sizes of
/// the cohort were meant to differ by two or more, the empty seats are what is spread evenly. Seats that
/// are given for session 0 of the cohort are those of this one: who has one stays.
///
/// ```
/// use sortition::{Cohort, regroup};
/// let cohort = Cohort { features: vec![Vec::new(); 9], sizes: vec![3, 3, 3], ..Cohort::default() };
/// let groups = vec![vec![0, 1, 2], vec![3, 4, 5], vec![6, 7, 8]];
/// assert_eq!(regroup(&cohort, &groups, &[4])[1], [3, 5], "nobody has to move for one");
/// let moved = regroup(&cohort, &groups, &[4, 5]);
/// assert_eq!(moved[1].len(), 2, "one comes over, or the group would be alone");
/// ```
#[must_use]
pub fn regroup(cohort: &Cohort, groups: &[Vec<usize>], away: &[usize]) -> Vec<Vec<usize>> {
    let costs = Costs::new(cohort);
    let there = |person: &usize| !away.contains(person) && *person < costs.n;
    let mut groups: Vec<Vec<usize>> = groups
        .iter()
        .map(|group| group.iter().copied().filter(there).collect())
        .collect();
    let seats = cohort.fixed.iter().filter(|(session, ..)| *session == 0);
    let given: Vec<usize> = seats.map(|(_, person, _)| *person).collect();
    let sizes = || cohort.sizes.iter().copied();
    let (largest, smallest) = (sizes().max().unwrap_or(0), sizes().min().unwrap_or(0));
    // A group that was meant to be smaller than the largest counts as if the difference sat in it.
    let lacking: Vec<usize> = match largest - smallest {
        2.. if cohort.sizes.len() == groups.len() => sizes().map(|size| largest - size).collect(),
        _ => vec![0; groups.len()],
    };
    // Each move makes the sum of squares of the sizes smaller, so that this ends.
    loop {
        let size = |nth: usize, group: &Vec<usize>| group.len() + lacking[nth];
        let sizes = || {
            groups
                .iter()
                .enumerate()
                .map(|(nth, group)| size(nth, group))
        };
        let (most, least) = (sizes().max().unwrap_or(0), sizes().min().unwrap_or(0));
        if most - least < 2 {
            break;
        }
        let mut best: Option<(i64, usize, usize, usize)> = None;
        for (from, leaving) in groups
            .iter()
            .enumerate()
            .filter(|(nth, g)| size(*nth, g) == most)
        {
            for (to, coming) in groups
                .iter()
                .enumerate()
                .filter(|(nth, g)| size(*nth, g) == least)
            {
                for person in leaving.iter().filter(|one| !given.contains(one)) {
                    let cost = costs.of(*person, coming) - costs.of(*person, leaving);
                    if best.is_none_or(|(other, ..)| cost < other) {
                        best = Some((cost, *person, from, to));
                    }
                }
            }
        }
        let Some((_, person, from, to)) = best else {
            break;
        };
        groups[from].retain(|other| *other != person);
        groups[to].push(person);
        groups[to].sort_unstable();
    }
    groups
}

/// What it costs that two people are in one group.
struct Costs {
    n: usize,
    meetings: Vec<i64>,
    likeness: Vec<i64>,
}

impl Costs {
    fn new(cohort: &Cohort) -> Self {
        let n = cohort.features.len();
        let mut costs = Self {
            n,
            meetings: vec![0; n * n],
            likeness: vec![0; n * n],
        };
        for a in 0..n {
            for b in 0..n {
                let pairs = cohort.features[a].iter().zip(&cohort.features[b]);
                let alike = pairs.filter(|(a, b)| a == b).count();
                costs.likeness[a * n + b] = cohort.likeness * i64::try_from(alike).unwrap_or(0);
            }
        }
        for (pairs, cost) in [(&cohort.apart, MUST), (&cohort.together, -MUST)] {
            for (a, b) in pairs.iter().filter(|(a, b)| *a < n && *b < n && a != b) {
                costs.likeness[a * n + b] = cost;
                costs.likeness[b * n + a] = cost;
            }
        }
        for group in cohort.held.iter().flatten() {
            costs.meet(group);
        }
        costs
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

    /// What one person costs among others.
    fn of(&self, person: usize, group: &[usize]) -> i64 {
        let others = group.iter().filter(|other| **other != person);
        others
            .map(|other| {
                let at = person * self.n + other;
                15 * (2 * self.meetings[at] + 1) + self.likeness[at]
            })
            .sum()
    }
}

struct Plan {
    /// For each session the group of each person.
    seats: Vec<Vec<usize>>,
    /// For each session and person whether they are away, and whether their seat is given.
    away: Vec<Vec<bool>>,
    fixed: Vec<Vec<bool>>,
    count: usize,
    costs: Costs,
    dice: ChaCha8Rng,
}

impl Plan {
    /// `None` when more seats of a group are given than it has.
    fn new(cohort: &Cohort, seed: u64) -> Option<Self> {
        let n = cohort.features.len();
        let flags = |marked: &mut dyn Iterator<Item = (usize, usize)>| {
            let mut flags = vec![vec![false; n]; cohort.sessions];
            for (session, person) in marked {
                if let Some(flag) = flags.get_mut(session).and_then(|row| row.get_mut(person)) {
                    *flag = true;
                }
            }
            flags
        };
        let mut plan = Self {
            seats: Vec::new(),
            away: flags(&mut cohort.absent.iter().copied()),
            fixed: flags(&mut cohort.fixed.iter().map(|(s, person, _)| (*s, *person))),
            count: cohort.sizes.len(),
            costs: Costs::new(cohort),
            dice: dice::rng(&format!("groups {seed}")),
        };
        for session in 0..cohort.sessions {
            let seats = plan.start(cohort, session)?;
            plan.seats.push(seats);
            for group in plan.present(session) {
                plan.costs.meet(&group);
            }
        }
        Some(plan)
    }

    /// Seats by lot, but for those that are given.
    fn start(&mut self, cohort: &Cohort, session: usize) -> Option<Vec<usize>> {
        let n = self.costs.n;
        let mut left = cohort.sizes.clone();
        let mut seats = vec![0; n];
        let given = cohort.fixed.iter().filter(|(at, ..)| *at == session);
        for (_, person, group) in given.filter(|(_, person, _)| *person < n) {
            seats[*person] = *group;
            let seat = left.get_mut(*group)?;
            *seat = seat.checked_sub(1)?;
        }
        let mut order: Vec<usize> = (0..n).collect();
        for at in (1..n).rev() {
            let other = self.below(at + 1);
            order.swap(at, other);
        }
        let mut next = order
            .into_iter()
            .filter(|person| !self.fixed[session][*person]);
        for (group, size) in left.into_iter().enumerate() {
            for person in next.by_ref().take(size) {
                seats[person] = group;
            }
        }
        Some(seats)
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(1);
        usize::try_from(dice::below(&mut self.dice, bound)).unwrap_or(0)
    }

    /// The groups of a session, without who is away.
    fn present(&self, session: usize) -> Vec<Vec<usize>> {
        let there = |at: &usize| !self.away[session][*at];
        let member = |group: usize| {
            let all = (0..self.costs.n).filter(there);
            all.filter(|at| self.seats[session][*at] == group).collect()
        };
        (0..self.count).map(member).collect()
    }

    /// Whether all pairs that must be apart or together are, when both are there.
    fn keeps(&self, cohort: &Cohort) -> bool {
        let n = self.costs.n;
        let both = |session: usize, (a, b): (usize, usize)| {
            a < n && b < n && a != b && !self.away[session][a] && !self.away[session][b]
        };
        (0..self.seats.len()).all(|session| {
            let same = |(a, b): (usize, usize)| self.seats[session][a] == self.seats[session][b];
            let apart = cohort.apart.iter().copied();
            let together = cohort.together.iter().copied();
            apart
                .filter(|pair| both(session, *pair))
                .all(|pair| !same(pair))
                && together.filter(|pair| both(session, *pair)).all(same)
        })
    }

    fn propose(&mut self) -> Option<(usize, usize, usize)> {
        let session = self.below(self.seats.len());
        let (a, b) = (self.below(self.costs.n), self.below(self.costs.n));
        let free = !self.fixed[session][a] && !self.fixed[session][b];
        let other = self.seats[session][a] != self.seats[session][b];
        (free && other).then_some((session, a, b))
    }

    /// What it costs to seat a person with another in a session, `now` being 1 if they sit there.
    fn cost(&self, session: usize, person: usize, other: usize, now: i64) -> i64 {
        let at = person * self.costs.n + other;
        match (self.away[session][person], self.away[session][other]) {
            (false, false) => {
                15 * (2 * (self.costs.meetings[at] - now) + 1) + self.costs.likeness[at]
            }
            (true, true) => GAP,
            _ => 0,
        }
    }

    /// What the exchange of two persons costs: the square of meetings, 15 each, and likeness.
    fn change(&self, session: usize, a: usize, b: usize) -> i64 {
        let seats = &self.seats[session];
        let mut change = 0;
        for other in (0..self.costs.n).filter(|other| *other != a && *other != b) {
            if seats[other] == seats[a] {
                change += self.cost(session, b, other, 0) - self.cost(session, a, other, 1);
            } else if seats[other] == seats[b] {
                change += self.cost(session, a, other, 0) - self.cost(session, b, other, 1);
            }
        }
        change
    }

    fn swap(&mut self, session: usize, a: usize, b: usize) {
        let n = self.costs.n;
        let (from, to) = (self.seats[session][a], self.seats[session][b]);
        for other in (0..n).filter(|other| *other != a && *other != b) {
            let seat = self.seats[session][other];
            let sign = i64::from(seat == to) - i64::from(seat == from);
            for (person, sign) in [(a, sign), (b, -sign)] {
                if !self.away[session][person] && !self.away[session][other] {
                    self.costs.meetings[person * n + other] += sign;
                    self.costs.meetings[other * n + person] += sign;
                }
            }
        }
        self.seats[session][a] = to;
        self.seats[session][b] = from;
    }
}
