//! The last hair: weights of panels that reach given chances as nearly as numbers can tell.
//!
//! Column generation comes near at once and then creeps, because each of its steps is as long as its smallest weight.
//! Least squares does not: the weights that come nearest are found at once for all panels there are (Lawson and Hanson,
//! *Solving Least Squares Problems*, 1974, ch. 23), and what they still miss is the direction in which the next panel is
//! looked for (Wolfe, "Finding the nearest point in a polytope", Mathematical Programming 11, 1976). Weights are never
//! negative, and add up to one as soon as the chances are reached, for all panels have as many members.
//! Invariant: what is given back was measured against the chances themselves, not against sums kept along the way.

#![expect(
    clippy::indexing_slicing,
    reason = "dense numeric code; arrays are sized by cells and panels"
)]

use crate::cells::Cells;
use crate::packing::Weighted;
use crate::price::Pricer;
use std::collections::BTreeMap;

/// A chance missed by less is reached.
const REACHED: f64 = 1e-10;
/// A panel that depends on the others to less than this is no help.
const ALIKE: f64 = 1e-9;
/// So many panels are tried beside the one that was found: those one exchange away.
const NEAR: usize = 6;

/// Panels and their weights, nearest to the expected members per cell.
pub(crate) struct Fit<'a> {
    expected: &'a [f64],
    /// Cell and members, of each panel.
    pool: Vec<Vec<(usize, f64)>>,
    panels: Vec<Vec<usize>>,
    weights: Vec<f64>,
    /// Panels with weight, in the order of the factor's rows.
    active: Vec<usize>,
    /// Lower triangle `L` with `L·Lᵀ` = products of active panels.
    factor: Vec<Vec<f64>>,
}

impl<'a> Fit<'a> {
    /// Begins with these panels and weights.
    pub fn new(expected: &'a [f64], begin: &Weighted) -> Self {
        let mut fit = Self {
            expected,
            pool: Vec::new(),
            panels: Vec::new(),
            weights: Vec::new(),
            active: Vec::new(),
            factor: Vec::new(),
        };
        let mut sorted: Vec<&(Vec<usize>, f64)> = begin.iter().collect();
        sorted.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        for (panel, weight) in sorted {
            let at = fit.add(panel.clone());
            if fit.activate(at) {
                fit.weights[at] = *weight;
            }
        }
        fit
    }

    fn add(&mut self, panel: Vec<usize>) -> usize {
        let mut counts: BTreeMap<usize, f64> = BTreeMap::new();
        for cell in &panel {
            *counts.entry(*cell).or_default() += 1.0;
        }
        self.pool.push(counts.into_iter().collect());
        self.panels.push(panel);
        self.weights.push(0.0);
        self.pool.len() - 1
    }

    /// What the chances still miss.
    fn missing(&self) -> Vec<f64> {
        let mut missing = self.expected.to_vec();
        for (panel, weight) in self.pool.iter().zip(&self.weights) {
            for (cell, members) in panel {
                missing[*cell] -= members * weight;
            }
        }
        missing
    }

    fn product(&self, a: usize, b: usize) -> f64 {
        let (mut left, mut right) = (
            self.pool[a].iter().peekable(),
            self.pool[b].iter().peekable(),
        );
        let mut sum = 0.0;
        while let (Some((x, m)), Some((y, n))) = (left.peek(), right.peek()) {
            if x == y {
                sum += m * n;
            }
            let (less, more) = (x <= y, y <= x);
            if less {
                left.next();
            }
            if more {
                right.next();
            }
        }
        sum
    }

    /// Lets a panel have weight, unless it depends on those that have.
    fn activate(&mut self, at: usize) -> bool {
        let mut row = Vec::with_capacity(self.active.len() + 1);
        for (nth, other) in self.active.iter().enumerate() {
            let done: f64 = row
                .iter()
                .zip(&self.factor[nth])
                .map(|(a, b): (&f64, &f64)| a * b)
                .sum();
            row.push((self.product(at, *other) - done) / self.factor[nth][nth]);
        }
        let rest = self.product(at, at) - row.iter().map(|a| a * a).sum::<f64>();
        if rest < ALIKE {
            return false;
        }
        row.push(rest.sqrt());
        self.factor.push(row);
        self.active.push(at);
        true
    }

    /// Takes a panel out of the factor, by rotations of the columns behind it.
    fn retire(&mut self, at: usize) {
        let Some(gone) = self.active.iter().position(|other| *other == at) else {
            return;
        };
        self.weights[at] = 0.0;
        self.active.remove(gone);
        self.factor.remove(gone);
        for nth in gone..self.active.len() {
            let (a, b) = (self.factor[nth][nth], self.factor[nth][nth + 1]);
            let long = a.hypot(b);
            let (cos, sin) = (a / long, b / long);
            for row in &mut self.factor[nth..] {
                let (left, right) = (row[nth], row[nth + 1]);
                row[nth] = cos * left + sin * right;
                row[nth + 1] = cos * right - sin * left;
            }
            self.factor[nth].truncate(nth + 1);
        }
    }

    /// The change of active weights that would come nearest, were they free to be negative.
    fn change(&self, missing: &[f64]) -> Vec<f64> {
        let mut y: Vec<f64> = Vec::with_capacity(self.active.len());
        for (nth, at) in self.active.iter().enumerate() {
            let pull: f64 = self.pool[*at]
                .iter()
                .map(|(cell, m)| m * missing[*cell])
                .sum();
            let row = &self.factor[nth];
            let done: f64 = row.iter().zip(&y).map(|(a, b)| a * b).sum();
            y.push((pull - done) / row[nth]);
        }
        for nth in (0..y.len()).rev() {
            y[nth] /= self.factor[nth][nth];
            let value = y[nth];
            for (earlier, factor) in y.iter_mut().zip(&self.factor[nth][..nth]) {
                *earlier -= factor * value;
            }
        }
        y
    }

    /// The nearest weights for the panels there are.
    fn settle(&mut self) -> Vec<f64> {
        for _ in 0..3 * self.pool.len() + 30 {
            let missing = self.missing();
            let change = self.change(&missing);
            let mut step = 1.0_f64;
            for (at, by) in self.active.iter().zip(&change) {
                if self.weights[*at] + by < 0.0 {
                    step = step.min(self.weights[*at] / -by);
                }
            }
            for (at, by) in self.active.iter().zip(&change) {
                self.weights[*at] += step * by;
            }
            let gone: Vec<usize> = match step < 1.0 {
                true => (self.active.iter().copied())
                    .filter(|at| self.weights[*at] <= 1e-16)
                    .collect(),
                false => Vec::new(),
            };
            if !gone.is_empty() {
                for at in gone {
                    self.retire(at);
                }
                continue;
            }
            let missing = self.missing();
            let norm = missing.iter().map(|m| m * m).sum::<f64>().sqrt();
            let pull = |at: usize| -> f64 {
                self.pool[at]
                    .iter()
                    .map(|(cell, m)| m * missing[*cell])
                    .sum()
            };
            let next = (0..self.pool.len())
                .filter(|at| self.weights[*at] == 0.0 && !self.active.contains(at))
                .map(|at| (pull(at), at))
                .filter(|(pull, _)| *pull > norm * 1e-6)
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            match next {
                Some((_, at)) if self.activate(at) => {}
                _ => return missing,
            }
        }
        self.missing()
    }

    /// Looks for panels in the direction of what is missing until nothing is; whether that was reached.
    pub fn run(
        &mut self,
        cells: &Cells,
        rounds: usize,
        watch: &mut dyn FnMut(usize, f64) -> bool,
    ) -> bool {
        let mut pricer = Pricer::new(cells);
        for _ in 0..rounds {
            let missing = self.settle();
            let most = missing.iter().fold(0.0_f64, |most, m| most.max(m.abs()));
            if most < REACHED {
                return true;
            }
            if !watch(self.pool.len(), 1.0 - most) {
                return false;
            }
            let weights: Vec<f64> = missing.iter().map(|m| m / most).collect();
            let mut found = pricer.any(&weights, 1e-9, 60);
            if found.best.is_none() {
                found = pricer.search(&weights, 1e-9, 600, 1e-9);
            }
            let Some((panel, _)) = found.best else {
                return false;
            };
            let near = neighbours(cells, &panel, &weights, NEAR);
            let at = self.add(panel);
            if !self.activate(at) {
                return false;
            }
            for panel in near {
                self.add(panel);
            }
        }
        false
    }

    /// Every panel looked at.
    pub fn panels(self) -> Vec<Vec<usize>> {
        self.panels
    }

    /// The panels with weight.
    pub fn weighted(&self) -> Weighted {
        let all = self.panels.iter().zip(&self.weights);
        all.filter(|(_, weight)| **weight > 1e-13)
            .map(|(panel, weight)| (panel.clone(), *weight))
            .collect()
    }
}

/// Up to `most` panels that differ from `panel` by one member, of the greatest weight, no two by the same.
fn neighbours(cells: &Cells, panel: &[usize], weights: &[f64], most: usize) -> Vec<Vec<usize>> {
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
