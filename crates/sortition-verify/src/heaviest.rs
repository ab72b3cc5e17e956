//! Is any legal panel heavier than a cut says? An exact search of its own.
//!
//! Branch and bound over volunteers. The bound puts a price on every value: with prices the best
//! choice of `k` is the `k` dearest (one per group), and prices are improved step by step. A branch
//! is closed when its bound falls below the next whole number. No library, bounded by steps.

use crate::form::CutText;
use crate::pool::Pool;
use std::collections::BTreeSet;

const NODES: u32 = 20_000;

/// Whether it is proved that no legal panel weighs more than the cut allows.
pub(crate) fn at_most(pool: &Pool, cut: &CutText) -> bool {
    let mut search = Search {
        pool,
        weights: cut.weights.iter().map(|weight| number(*weight)).collect(),
        limit: number(cut.most) + 1.0 - 1e-6,
        state: vec![State::Open; pool.ids.len()],
        nodes: NODES,
    };
    search.closed(vec![0.0; pool.limits.len()], 300)
}

fn number(value: i64) -> f64 {
    value.to_string().parse().unwrap_or(f64::INFINITY)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    In,
    Out,
}

struct Search<'a> {
    pool: &'a Pool,
    weights: Vec<f64>,
    /// A branch below this holds no heavier panel.
    limit: f64,
    state: Vec<State>,
    nodes: u32,
}

/// The `k` dearest under some prices.
struct Choice {
    members: Vec<usize>,
    bound: f64,
    /// The open volunteer nearest to being chosen otherwise.
    doubtful: Option<usize>,
}

impl Search<'_> {
    fn closed(&mut self, mut prices: Vec<f64>, rounds: u32) -> bool {
        let Some(left) = self.nodes.checked_sub(1) else {
            return false;
        };
        self.nodes = left;
        let mut doubtful = None;
        let mut best = f64::INFINITY;
        let mut stale = 0_u32;
        let mut pace = 1.0;
        for _ in 0..rounds {
            let Some(choice) = self.choose(&prices) else {
                return true;
            };
            if choice.bound < self.limit {
                return true;
            }
            doubtful = choice.doubtful;
            let slope = self.slope(&choice.members, &prices);
            let length: f64 = slope.iter().map(|part| part * part).sum();
            if length == 0.0 {
                // The choice is legal and as heavy as its bound: the cut is false.
                return false;
            }
            if choice.bound < best - 1e-9 {
                best = choice.bound;
                stale = 0;
            } else {
                stale += 1;
                if stale.is_multiple_of(8) {
                    pace *= 0.7;
                }
            }
            let step = pace * (choice.bound - self.limit + 0.5) / length;
            for (price, part) in prices.iter_mut().zip(&slope) {
                *price += step * part;
            }
        }
        let Some(person) = doubtful else { return false };
        for state in [State::Out, State::In] {
            self.set(person, state);
            let closed = self.closed(prices.clone(), 60);
            self.set(person, State::Open);
            if !closed {
                return false;
            }
        }
        true
    }

    fn set(&mut self, person: usize, state: State) {
        if let Some(place) = self.state.get_mut(person) {
            *place = state;
        }
    }

    /// `None` when the decisions leave no `k` volunteers.
    fn choose(&self, prices: &[f64]) -> Option<Choice> {
        let mut open: Vec<(f64, usize)> = Vec::new();
        let mut members = Vec::new();
        let mut bound = 0.0;
        let mut groups = BTreeSet::new();
        for (person, traits) in self.pool.traits.iter().enumerate() {
            let asked: f64 = traits.iter().filter_map(|quota| prices.get(*quota)).sum();
            let worth = self.weights.get(person)? - asked;
            match self.state.get(person)? {
                State::Out => {}
                State::Open => open.push((worth, person)),
                State::In => {
                    bound += worth;
                    members.push(person);
                    if let Some(group) = self.pool.groups.get(person)?
                        && !groups.insert(group)
                    {
                        return None;
                    }
                }
            }
        }
        if members.len() > self.pool.k {
            return None;
        }
        open.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut threshold: Option<(f64, usize)> = None;
        let mut last: Option<(f64, usize)> = None;
        for (worth, person) in open {
            if let Some(Some(group)) = self.pool.groups.get(person)
                && groups.contains(group)
            {
                continue;
            }
            if members.len() == self.pool.k {
                threshold = Some((worth, person));
                break;
            }
            if let Some(Some(group)) = self.pool.groups.get(person) {
                groups.insert(group);
            }
            bound += worth;
            members.push(person);
            last = Some((worth, person));
        }
        if members.len() < self.pool.k {
            return None;
        }
        for (price, (min, max)) in prices.iter().zip(&self.pool.limits) {
            bound += (price * f64::from(*min)).max(price * f64::from(*max));
        }
        let doubtful = last.or(threshold).map(|(_, person)| person);
        Some(Choice {
            members,
            bound,
            doubtful,
        })
    }

    /// Where the prices should go: up where the choice has too many of a value.
    fn slope(&self, members: &[usize], prices: &[f64]) -> Vec<f64> {
        let mut have = vec![0_u32; prices.len()];
        for traits in members
            .iter()
            .filter_map(|person| self.pool.traits.get(*person))
        {
            for quota in traits {
                if let Some(count) = have.get_mut(*quota) {
                    *count += 1;
                }
            }
        }
        have.iter()
            .zip(prices.iter().zip(&self.pool.limits))
            .map(|(have, (price, (min, max)))| {
                let (have, min, max) = (f64::from(*have), f64::from(*min), f64::from(*max));
                if *price > 0.0 {
                    have - max
                } else if *price < 0.0 {
                    have - min
                } else if have > max {
                    have - max
                } else if have < min {
                    have - min
                } else {
                    0.0
                }
            })
            .collect()
    }
}
