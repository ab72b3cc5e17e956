//! The least total change of quotas, inside their flex, that makes a panel possible.
//!
//! Branch and bound over cells with two more columns per quota: members missing below the minimum
//! and members above the maximum, at a cost of one each.

#![expect(
    clippy::indexing_slicing,
    reason = "indices come from the cells and quotas that the arrays were sized by"
)]

use crate::cells::Cells;
use crate::problem::Problem;
use crate::simplex::{End, Lp};
use std::collections::BTreeMap;

/// New minimum and maximum for each quota; `None` if the flex allows no panel or the steps ran out
/// before any was found.
pub(crate) fn cheapest(problem: &Problem, steps: u64) -> Option<Vec<(u32, u32)>> {
    let cells = Cells::new(problem, true);
    let mut search = Search {
        lp: programme(problem, &cells),
        quotas: problem.quotas().len(),
        cells: cells.cells.len(),
        best: None,
        nodes: steps.min(2_000),
    };
    search.node();
    let (_, x) = search.best?;
    let whole = |value: f64| u32::try_from(crate::slips::whole(value)).unwrap_or(0);
    let changed = problem.quotas().iter().enumerate().map(|(at, quota)| {
        let missing = whole(x[search.cells + 2 * at].round());
        let above = whole(x[search.cells + 2 * at + 1].round());
        (quota.min.saturating_sub(missing), quota.max + above)
    });
    Some(changed.collect())
}

fn programme(problem: &Problem, cells: &Cells) -> Lp {
    let k = f64::from(cells.k);
    let mut ranges = vec![(k, k)];
    ranges.extend(
        cells
            .bounds
            .iter()
            .map(|b| (f64::from(b.min), f64::from(b.max.min(cells.k)))),
    );
    let mut grouped: BTreeMap<usize, usize> = BTreeMap::new();
    for pair in cells.cells.windows(2) {
        if pair[0].class == pair[1].class && !grouped.contains_key(&pair[0].class) {
            grouped.insert(pair[0].class, ranges.len());
            ranges.push((0.0, f64::from(cells.places[pair[0].class])));
        }
    }
    let mut columns: Vec<Vec<(usize, f64)>> = Vec::new();
    let mut boxes = Vec::new();
    let mut cost = Vec::new();
    for cell in &cells.cells {
        let mut column = vec![(0, 1.0)];
        column.extend(cell.values.iter().map(|quota| (quota + 1, 1.0)));
        column.extend(grouped.get(&cell.class).map(|row| (*row, 1.0)));
        columns.push(column);
        boxes.push((0.0, f64::from(cells.places[cell.class])));
        cost.push(0.0);
    }
    for (at, quota) in problem.quotas().iter().enumerate() {
        columns.push(vec![(at + 1, 1.0)]);
        boxes.push((0.0, f64::from(quota.min - quota.min_flex)));
        columns.push(vec![(at + 1, -1.0)]);
        boxes.push((
            0.0,
            f64::from(quota.max_flex.min(cells.k).saturating_sub(quota.max)),
        ));
        cost.extend([1.0, 1.0]);
    }
    Lp::new(columns, &boxes, &ranges, &cost)
}

struct Search {
    lp: Lp,
    quotas: usize,
    cells: usize,
    best: Option<(f64, Vec<f64>)>,
    nodes: u64,
}

impl Search {
    fn node(&mut self) {
        let Some(nodes) = self.nodes.checked_sub(1) else {
            return;
        };
        self.nodes = nodes;
        if self.lp.optimise(10_000) != End::Optimal {
            return;
        }
        let value = self.lp.value();
        // Costs are whole numbers: a branch must save at least one.
        if self
            .best
            .as_ref()
            .is_some_and(|(best, _)| value > best - 1.0 + 1e-6)
        {
            return;
        }
        let mut worst: Option<(f64, usize)> = None;
        for col in 0..self.cells + 2 * self.quotas {
            let off = (self.lp.x[col] - self.lp.x[col].round()).abs();
            if off > 1e-6 && worst.is_none_or(|(other, _)| off > other + 1e-9) {
                worst = Some((off, col));
            }
        }
        let Some((_, col)) = worst else {
            self.best = Some((value, self.lp.x.clone()));
            return;
        };
        let (lo, hi, x) = (self.lp.lo[col], self.lp.hi[col], self.lp.x[col]);
        for up in [true, false] {
            if up {
                self.lp.lo[col] = x.ceil();
            } else {
                self.lp.hi[col] = x.floor();
            }
            self.lp.rest();
            self.node();
            (self.lp.lo[col], self.lp.hi[col]) = (lo, hi);
            self.lp.rest();
        }
    }
}
