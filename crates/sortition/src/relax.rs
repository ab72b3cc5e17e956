//! The least that has to change for a panel to be possible.
//!
//! Branch and bound over cells with more columns at a cost: members missing below a minimum, members
//! above a maximum, volunteers who are still to be found.

#![expect(
    clippy::indexing_slicing,
    reason = "indices come from the cells and quotas that the arrays were sized by"
)]

use crate::cells::Cells;
use crate::price::Beat;
use crate::problem::Problem;
use crate::simplex::{End, Lp};
use std::collections::BTreeSet;

/// Pivots after which the best that was found has to do.
const PIVOTS: u64 = 40_000;

/// New minimum and maximum for each quota; `None` if the flex allows no panel or the steps ran out
/// before any was found.
pub(crate) fn cheapest(problem: &Problem, steps: u64, beat: Beat<'_>) -> Option<Vec<(u32, u32)>> {
    let cells = Cells::new(problem, true);
    let extras = problem.quotas().iter().enumerate().flat_map(|(at, quota)| {
        let above = quota.max_flex.min(cells.k).saturating_sub(quota.max);
        [
            Extra::new(vec![(at + 1, 1.0)], quota.min - quota.min_flex, 1.0),
            Extra::new(vec![(at + 1, -1.0)], above, 1.0),
        ]
    });
    let extras: Vec<Extra> = extras.collect();
    let x = least(&cells, &ranges(&cells), &extras, steps, beat)?;
    let changed = problem.quotas().iter().enumerate().map(|(at, quota)| {
        let missing = rounded(x[cells.cells.len() + 2 * at]);
        let above = rounded(x[cells.cells.len() + 2 * at + 1]);
        (quota.min.saturating_sub(missing), quota.max + above)
    });
    Some(changed.collect())
}

/// A whole number found by the search.
pub(crate) fn rounded(value: f64) -> u32 {
    u32::try_from(crate::slips::whole(value.round().max(0.0))).unwrap_or(0)
}

/// A column beside the cells.
pub(crate) struct Extra {
    column: Vec<(usize, f64)>,
    most: f64,
    cost: f64,
}

impl Extra {
    pub fn new(column: Vec<(usize, f64)>, most: u32, cost: f64) -> Self {
        Self {
            column,
            most: f64::from(most),
            cost,
        }
    }
}

/// The ranges of seats and quotas.
pub(crate) fn ranges(cells: &Cells) -> Vec<(f64, f64)> {
    let k = f64::from(cells.k);
    let quotas = cells.bounds.iter();
    std::iter::once((k, k))
        .chain(quotas.map(|b| (f64::from(b.min), f64::from(b.max.min(cells.k)))))
        .collect()
}

/// Whole members per cell and whole extras of least cost (whole numbers) with every row in its range:
/// the seats, the quotas, whatever rows follow, and all groups.
pub(crate) fn least(
    cells: &Cells,
    ranges: &[(f64, f64)],
    extras: &[Extra],
    steps: u64,
    beat: Beat<'_>,
) -> Option<Vec<f64>> {
    let mut columns: Vec<Vec<(usize, f64)>> = Vec::new();
    let mut boxes = Vec::new();
    let mut cost = Vec::new();
    for cell in &cells.cells {
        let mut column = vec![(0, 1.0)];
        column.extend(cell.values.iter().map(|quota| (quota + 1, 1.0)));
        columns.push(column);
        boxes.push((0.0, f64::from(cells.places[cell.class])));
        cost.push(0.0);
    }
    for extra in extras {
        columns.push(extra.column.clone());
        boxes.push((0.0, extra.most));
        cost.push(extra.cost);
    }
    let mut search = Search {
        columns: columns.len(),
        lp: Lp::new(columns, &boxes, ranges, &cost),
        cells,
        classes: BTreeSet::new(),
        best: None,
        nodes: steps.min(2_000),
    };
    search.node(beat);
    search.best.map(|(_, x)| x)
}

struct Search<'a> {
    lp: Lp,
    cells: &'a Cells,
    /// Classes with a row of their own; they join when a solution first breaks them.
    classes: BTreeSet<usize>,
    columns: usize,
    best: Option<(f64, Vec<f64>)>,
    nodes: u64,
}

impl Search<'_> {
    fn broken_classes(&mut self) -> bool {
        let before = self.classes.len();
        for class in self.cells.crowded(&self.lp.x) {
            if self.classes.insert(class) {
                let most = f64::from(self.cells.places[class]);
                let members: Vec<usize> = (0..self.cells.cells.len())
                    .filter(|cell| self.cells.cells[*cell].class == class)
                    .collect();
                self.lp.add_row(&members, (0.0, most));
            }
        }
        self.classes.len() > before
    }

    fn node(&mut self, beat: Beat<'_>) {
        let Some(nodes) = self.nodes.checked_sub(1).filter(|_| beat()) else {
            return;
        };
        self.nodes = nodes;
        loop {
            if self.lp.pivots > PIVOTS || self.lp.optimise(10_000) != End::Optimal {
                return;
            }
            if !self.broken_classes() {
                break;
            }
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
        for col in 0..self.columns {
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
            self.node(beat);
            (self.lp.lo[col], self.lp.hi[col]) = (lo, hi);
            self.lp.rest();
        }
    }
}
