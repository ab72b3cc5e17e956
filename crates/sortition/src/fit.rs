//! Weights for panels that come as near as possible to given chances: least squares without negatives.
//!
//! The residual (what the chances still miss) is the price at which the next panel is wanted: any panel
//! that weighs more than nothing under it brings the sum nearer, and when none does the residual is the
//! rule of whole panels that the chances break. Lawson and Hanson's active set, on a triangular
//! factor of the products of the panels, corrected by the true residual.

#![expect(
    clippy::indexing_slicing,
    reason = "dense numeric code; arrays are sized by cells and panels"
)]

use crate::cells::Cells;
use crate::packing::Weighted;
use std::collections::BTreeSet;

/// A column that depends on the others adds less than this to the factor.
const DEPENDENT: f64 = 1e-7;
/// A known panel is taken before a new one is searched when it gains this much of what is missing.
const LEAST: f64 = 1e-3;

/// Panels, and the weights of those in use.
pub(crate) struct Fit<'a> {
    wanted: &'a [f64],
    pool: Vec<Vec<usize>>,
    known: BTreeSet<Vec<usize>>,
    /// Panels in use; `factor` has a row for each.
    used: Vec<usize>,
    is_used: Vec<bool>,
    weight: Vec<f64>,
    /// Upper triangle by columns: column `j` has `j + 1` entries.
    factor: Vec<Vec<f64>>,
    /// Chances less what the weights give, per cell.
    pub residual: Vec<f64>,
}

impl<'a> Fit<'a> {
    pub fn new(wanted: &'a [f64]) -> Self {
        Self {
            wanted,
            pool: Vec::new(),
            known: BTreeSet::new(),
            used: Vec::new(),
            is_used: Vec::new(),
            weight: Vec::new(),
            factor: Vec::new(),
            residual: wanted.to_vec(),
        }
    }

    /// Offers a panel.
    pub fn add(&mut self, panel: Vec<usize>) {
        if self.known.insert(panel.clone()) {
            self.pool.push(panel);
            self.is_used.push(false);
        }
    }

    /// Takes a panel into use; `false` when that brings nothing.
    pub fn take(&mut self, panel: Vec<usize>) -> bool {
        self.add(panel.clone());
        let at = self.pool.iter().rposition(|one| *one == panel);
        at.is_some_and(|at| !self.is_used[at] && self.enter(at))
    }

    /// All panels offered.
    pub fn pool(&self) -> &[Vec<usize>] {
        &self.pool
    }

    pub fn weighted(&self) -> Weighted {
        let parts = self.used.iter().zip(&self.weight);
        parts
            .filter(|(_, weight)| **weight > 0.0)
            .map(|(at, weight)| (self.pool[*at].clone(), *weight))
            .collect()
    }

    fn gain(&self, at: usize) -> f64 {
        self.pool[at].iter().map(|cell| self.residual[*cell]).sum()
    }

    /// By how much the cell is off that is furthest from what it should have.
    pub fn off(&self) -> f64 {
        self.residual.iter().fold(0.0, |off, r| r.abs().max(off))
    }

    /// The least share of what it should have that any cell has.
    pub fn share(&self) -> f64 {
        let parts = self.residual.iter().zip(self.wanted);
        let some = parts.filter(|(_, wanted)| **wanted > 0.0);
        some.fold(1.0, |least, (left, wanted)| least.min(1.0 - left / wanted))
    }

    /// Takes panels of the pool into use as long as one gains more than `LEAST` times what is missing.
    pub fn settle(&mut self) {
        let mut refused: BTreeSet<usize> = BTreeSet::new();
        for _ in 0..10 * self.pool.len() + 100 {
            let floor = LEAST * dot(&self.residual, &self.residual).sqrt();
            let open = (0..self.pool.len()).filter(|at| !self.is_used[*at]);
            let gains = open
                .filter(|at| !refused.contains(at))
                .map(|at| (self.gain(at), at))
                .filter(|(gain, _)| *gain > floor);
            let Some((_, at)) =
                gains.reduce(|best, next| if next.0 > best.0 { next } else { best })
            else {
                return;
            };
            if !self.enter(at) {
                refused.insert(at);
            }
        }
    }

    /// Takes one panel into use and lets others go; `false` if it depends on those in use.
    fn enter(&mut self, at: usize) -> bool {
        let mut times = vec![0.0; self.wanted.len()];
        for cell in &self.pool[at] {
            times[*cell] += 1.0;
        }
        let mut column = self.forward(&self.sums(&times));
        let left = dot(&times, &times) - dot(&column, &column);
        // Not a number is no answer either.
        if left.is_nan() || left <= DEPENDENT {
            return false;
        }
        column.push(left.sqrt());
        self.factor.push(column);
        self.used.push(at);
        self.is_used[at] = true;
        self.weight.push(0.0);
        while let Some((nth, step, best)) = self.obstacle() {
            for (now, best) in self.weight.iter_mut().zip(&best) {
                *now = (*now + step * (best - *now)).max(0.0);
            }
            self.leave(nth);
        }
        self.residual = self.residual_of(&self.weight);
        self.is_used[at]
    }

    /// Takes the best weights if none is negative; otherwise which panel goes first on the way there,
    /// how much of the way that is, and where it leads.
    fn obstacle(&mut self) -> Option<(usize, f64, Vec<f64>)> {
        let best = self.best();
        let parts = self.weight.iter().zip(&best).enumerate();
        let first = parts
            .filter(|(_, (_, best))| **best <= 0.0)
            .map(|(nth, (now, best))| (now / (now - best).max(f64::MIN_POSITIVE), nth))
            .reduce(|first, next| if next.0 < first.0 { next } else { first });
        match first {
            Some((step, nth)) => Some((nth, step.min(1.0), best)),
            None => {
                self.weight = best;
                None
            }
        }
    }

    /// Lets a panel go: its column leaves the factor, rotations make it a triangle again.
    fn leave(&mut self, nth: usize) {
        self.is_used[self.used[nth]] = false;
        self.used.remove(nth);
        self.weight.remove(nth);
        self.factor.remove(nth);
        for at in nth..self.factor.len() {
            let (a, b) = (self.factor[at][at], self.factor[at][at + 1]);
            // Not `hypot`, which every system computes in its own way.
            let long = (a * a + b * b).sqrt();
            let (c, s) = (a / long, b / long);
            for column in &mut self.factor[at..] {
                let (x, y) = (column[at], column[at + 1]);
                column[at] = c * x + s * y;
                column[at + 1] = c * y - s * x;
            }
            self.factor[at].truncate(at + 1);
        }
    }

    /// For each panel in use the sum of a vector over its members.
    fn sums(&self, over: &[f64]) -> Vec<f64> {
        let panels = self.used.iter().map(|at| &self.pool[*at]);
        panels
            .map(|panel| panel.iter().map(|cell| over[*cell]).sum())
            .collect()
    }

    fn forward(&self, right: &[f64]) -> Vec<f64> {
        let mut out: Vec<f64> = Vec::with_capacity(right.len() + 1);
        for (column, right) in self.factor.iter().zip(right) {
            let n = out.len();
            out.push((right - dot(&column[..n], &out)) / column[n]);
        }
        out
    }

    fn backward(&self, mut right: Vec<f64>) -> Vec<f64> {
        for (nth, column) in self.factor.iter().enumerate().rev() {
            right[nth] /= column[nth];
            let value = right[nth];
            for (part, a) in right[..nth].iter_mut().zip(column) {
                *part -= a * value;
            }
        }
        right
    }

    fn solve(&self, right: &[f64]) -> Vec<f64> {
        self.backward(self.forward(right))
    }

    /// The best weights for the panels in use, negative ones included.
    fn best(&self) -> Vec<f64> {
        let mut weight = self.weight.clone();
        for _ in 0..2 {
            let residual = self.residual_of(&weight);
            let change = self.solve(&self.sums(&residual));
            for (weight, change) in weight.iter_mut().zip(change) {
                *weight += change;
            }
        }
        weight
    }

    fn residual_of(&self, weight: &[f64]) -> Vec<f64> {
        let mut residual = self.wanted.to_vec();
        for (at, weight) in self.used.iter().zip(weight) {
            for cell in &self.pool[*at] {
                residual[*cell] -= weight;
            }
        }
        residual
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Up to `most` panels that differ from `panel` by one member, of the greatest weight, no two by the same.
pub(crate) fn neighbours(
    cells: &Cells,
    panel: &[usize],
    weights: &[f64],
    most: usize,
) -> Vec<Vec<usize>> {
    let tally = cells.tally(panel);
    let mut used = vec![0; cells.places.len()];
    for cell in panel {
        used[cells.cells[*cell].class] += 1;
    }
    let fits =
        |out: usize, new: usize| {
            let (old, new) = (&cells.cells[out], &cells.cells[new]);
            let class = old.class == new.class || used[new.class] < cells.places[new.class];
            class
                && new.values.iter().all(|value| {
                    old.values.contains(value) || tally[*value] < cells.bounds[*value].max
                })
                && old.values.iter().all(|value| {
                    new.values.contains(value) || tally[*value] > cells.bounds[*value].min
                })
        };
    let mut swaps: Vec<(f64, usize, usize)> = Vec::new();
    for (nth, out) in panel.iter().enumerate() {
        for new in 0..cells.cells.len() {
            if new != *out && fits(*out, new) {
                swaps.push((weights[new] - weights[*out], nth, new));
            }
        }
    }
    swaps.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (_, nth, new) in swaps {
        if found.len() < most && found.iter().all(|(n, c)| *n != nth && *c != new) {
            found.push((nth, new));
        }
    }
    let swapped = |(nth, new): &(usize, usize)| {
        let mut other = panel.to_vec();
        other[*nth] = *new;
        other.sort_unstable();
        other
    };
    found.iter().map(swapped).collect()
}
