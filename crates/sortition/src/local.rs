//! Fast but incomplete: repairs a random choice by exchanges until every quota holds.
//!
//! Used before the exact search because it nearly always succeeds; a failure proves nothing.

#![expect(
    clippy::indexing_slicing,
    reason = "indices come from the cells that the arrays were sized by"
)]

use crate::cells::Cells;
use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};

/// A number in `0..bound`, without bias.
pub(crate) fn below(rng: &mut ChaCha8Rng, bound: u64) -> u64 {
    if bound == 0 {
        return 0;
    }
    let limit = u64::MAX - u64::MAX % bound;
    loop {
        let value = rng.next_u64();
        if value < limit {
            return value % bound;
        }
    }
}

pub(crate) fn rng(seed: &str) -> ChaCha8Rng {
    ChaCha8Rng::from_seed(*blake3::hash(seed.as_bytes()).as_bytes())
}

/// Tries to find a legal panel in which cells with a low `cost` are preferred.
pub(crate) fn panel(
    cells: &Cells,
    cost: &[i64],
    rounds: u32,
    rng: &mut ChaCha8Rng,
) -> Option<Vec<usize>> {
    let mut state = State::start(cells, rng)?;
    let mut tabu = vec![0_u32; cells.cells.len()];
    for round in 1..=rounds {
        if state.broken() == 0 {
            state.panel.sort_unstable();
            return cells.legal(&state.panel).then_some(state.panel);
        }
        let (from, to) = state.best_exchange(cost, &tabu, round, rng)?;
        tabu[state.panel[from]] = round + 4;
        state.exchange(from, to);
    }
    None
}

struct State<'a> {
    cells: &'a Cells,
    panel: Vec<usize>,
    have: Vec<u32>,
    class_used: Vec<u32>,
}

impl<'a> State<'a> {
    fn start(cells: &'a Cells, rng: &mut ChaCha8Rng) -> Option<Self> {
        let mut seats: Vec<usize> = cells
            .places
            .iter()
            .enumerate()
            .flat_map(|(class, places)| {
                std::iter::repeat_n(class, usize::try_from((*places).min(cells.k)).unwrap_or(0))
            })
            .collect();
        let k = usize::try_from(cells.k).ok()?;
        if seats.len() < k {
            return None;
        }
        let mut first = vec![usize::MAX; cells.places.len()];
        let mut count = vec![0_u64; cells.places.len()];
        for (at, cell) in cells.cells.iter().enumerate() {
            first[cell.class] = first[cell.class].min(at);
            count[cell.class] += 1;
        }
        let mut panel = Vec::with_capacity(k);
        let mut class_used = vec![0; cells.places.len()];
        for nth in 0..k {
            let rest = u64::try_from(seats.len() - nth).ok()?;
            let pick = nth + usize::try_from(below(rng, rest)).ok()?;
            seats.swap(nth, pick);
            let class = seats[nth];
            class_used[class] += 1;
            panel.push(first[class] + usize::try_from(below(rng, count[class])).ok()?);
        }
        Some(Self {
            cells,
            have: cells.tally(&panel),
            panel,
            class_used,
        })
    }

    fn broken(&self) -> u32 {
        self.have
            .iter()
            .zip(&self.cells.bounds)
            .map(|(have, bounds)| {
                bounds.min.saturating_sub(*have) + have.saturating_sub(bounds.max)
            })
            .sum()
    }

    /// The exchange that mends most, cheapest first; ties fall by lot.
    fn best_exchange(
        &self,
        cost: &[i64],
        tabu: &[u32],
        round: u32,
        rng: &mut ChaCha8Rng,
    ) -> Option<(usize, usize)> {
        let offset =
            usize::try_from(below(rng, u64::try_from(self.cells.cells.len()).ok()?)).ok()?;
        let mut best: Option<((i64, i64), (usize, usize))> = None;
        for from in 0..self.panel.len() {
            let out = self.panel[from];
            let mut loss = vec![0_i64; self.have.len()];
            let mut gain = vec![0_i64; self.have.len()];
            for (value, bounds) in self.cells.bounds.iter().enumerate() {
                let have = self.have[value];
                loss[value] = if have > bounds.max {
                    -1
                } else {
                    i64::from(have <= bounds.min)
                };
                gain[value] = if have < bounds.min {
                    -1
                } else {
                    i64::from(have >= bounds.max)
                };
            }
            let leave: i64 = self.cells.cells[out]
                .values
                .iter()
                .map(|value| loss[*value])
                .sum();
            for nth in 0..self.cells.cells.len() {
                let to = (nth + offset) % self.cells.cells.len();
                let cell = &self.cells.cells[to];
                let class_free = self.class_used[cell.class] < self.cells.places[cell.class]
                    || cell.class == self.cells.cells[out].class;
                if to == out || !class_free || tabu[to] >= round {
                    continue;
                }
                let mut delta = leave;
                for (mine, theirs) in cell.values.iter().zip(&self.cells.cells[out].values) {
                    if mine == theirs {
                        delta -= loss[*mine];
                    } else {
                        delta += gain[*mine];
                    }
                }
                let key = (delta, cost[to] - cost[out]);
                if best.is_none_or(|(other, _)| key < other) {
                    best = Some((key, (from, to)));
                }
            }
        }
        best.map(|(_, exchange)| exchange)
    }

    fn exchange(&mut self, from: usize, to: usize) {
        let out = self.panel[from];
        for value in &self.cells.cells[out].values {
            self.have[*value] -= 1;
        }
        for value in &self.cells.cells[to].values {
            self.have[*value] += 1;
        }
        self.class_used[self.cells.cells[out].class] -= 1;
        self.class_used[self.cells.cells[to].class] += 1;
        self.panel[from] = to;
    }
}
