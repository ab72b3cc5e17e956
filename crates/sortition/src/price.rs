//! The legal panel of the greatest weight, with proof: branch and bound over cells.
//!
//! The bound at each node is the linear programme over cells, solved again from the last basis.
//! Bounded by nodes and pivots. A panel is returned only after [`Cells::legal`] accepted it.

#![expect(
    clippy::indexing_slicing,
    reason = "indices come from the cells and rows that the arrays were sized by"
)]

use crate::cells::{Cell, Cells};
use crate::marginals::programme;
use crate::simplex::{End, Lp};
use std::collections::BTreeSet;

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Priced {
    /// The best panel found, as cells in rising order, with its weight.
    pub best: Option<(Vec<usize>, f64)>,
    /// No panel weighs more than this.
    pub bound: f64,
    /// Whether every branch was closed.
    pub proved: bool,
}

/// A reusable search over one pool.
pub(crate) struct Pricer<'a> {
    cells: &'a Cells,
    classes: Vec<usize>,
    /// Classes that must give all they can.
    filled: BTreeSet<usize>,
    pub lp: Lp,
    weights: Vec<f64>,
    floor: f64,
    /// What the shifted costs leave out of the value.
    shift: f64,
    best: Option<(Vec<usize>, f64)>,
    pub nodes: u64,
    limit: u64,
    gap: f64,
    /// Any panel above the floor will do.
    eager: bool,
    proved: bool,
    /// Multipliers of the rows that contradict one another before any branching; who adds to them helps.
    blocked: Option<Vec<f64>>,
}

impl<'a> Pricer<'a> {
    pub fn new(cells: &'a Cells) -> Self {
        // Class rows join when a panel first breaks them.
        let weights = vec![0.0; cells.cells.len()];
        let (lp, _) = programme(cells, &[], &BTreeSet::new(), &weights);
        Self {
            cells,
            classes: Vec::new(),
            filled: BTreeSet::new(),
            lp,
            weights,
            floor: f64::NEG_INFINITY,
            shift: 0.0,
            best: None,
            nodes: 0,
            limit: 0,
            gap: 1e-9,
            eager: false,
            proved: true,
            blocked: None,
        }
    }

    /// Whether one more cell would help against the contradiction that the last search began with;
    /// `None` when it began with none.
    pub fn helps(&self, cell: &Cell) -> Option<bool> {
        let blocked = self.blocked.as_ref()?;
        let first = 1 + self.cells.bounds.len();
        let class = self.classes.iter().position(|class| *class == cell.class);
        let values: f64 = cell.values.iter().map(|value| blocked[value + 1]).sum();
        Some(blocked[0] + values + class.map_or(0.0, |nth| blocked[first + nth]) > 1e-7)
    }

    /// Keeps the row that no column can satisfy, signed so that help is positive.
    fn block(&mut self, row: usize) {
        let col = self.lp.basic(row);
        let sign = if self.lp.x[col] < self.lp.lo[col] {
            -1.0
        } else {
            1.0
        };
        let row = self.lp.multipliers(row);
        self.blocked = Some(row.iter().map(|a| a * sign).collect());
    }

    fn add_class(&mut self, class: usize) {
        let members: Vec<usize> = (0..self.lp.vars)
            .filter(|cell| self.cells.cells[*cell].class == class)
            .collect();
        self.lp
            .add_row(&members, (0.0, f64::from(self.cells.places[class])));
        self.classes.push(class);
    }

    /// Demands that these classes give all the members they can.
    pub fn fill(&mut self, classes: &[usize]) {
        self.filled = classes
            .iter()
            .copied()
            .filter(|class| self.cells.places[*class] > 0)
            .collect();
        for class in self.filled.clone() {
            if !self.classes.contains(&class) {
                self.add_class(class);
            }
        }
        self.bind();
    }

    fn bind(&mut self) {
        let first = self.lp.vars + 1 + self.cells.bounds.len();
        for (nth, class) in self.classes.iter().enumerate() {
            let places = f64::from(self.cells.places[*class]);
            self.lp.lo[first + nth] = if self.filled.contains(class) {
                places
            } else {
                0.0
            };
        }
    }

    /// Restricts cells (`most` each) and quotas for the next searches.
    pub fn restrict(
        &mut self,
        most: impl Fn(usize) -> (f64, f64),
        quota: impl Fn(usize) -> (f64, f64),
    ) {
        for cell in 0..self.lp.vars {
            (self.lp.lo[cell], self.lp.hi[cell]) = most(cell);
        }
        for at in 0..self.cells.bounds.len() {
            let col = self.lp.vars + 1 + at;
            (self.lp.lo[col], self.lp.hi[col]) = quota(at);
        }
        self.lp.rest();
    }

    /// The panel of the greatest weight above `floor`, within `limit` nodes; stops at the first
    /// panel within `gap` of the bound.
    pub fn search(&mut self, weights: &[f64], floor: f64, limit: u64, gap: f64) -> Priced {
        self.weights = weights.to_vec();
        // All panels have k members, so that a shift changes nothing but the start: with it only
        // about k cells rest on their upper bound instead of all.
        let mut sorted = weights.to_vec();
        sorted.sort_by(|a, b| b.total_cmp(a));
        let k = usize::try_from(self.cells.k).unwrap_or(usize::MAX);
        let shift = sorted.get(k).copied().unwrap_or(0.0);
        self.shift = shift * f64::from(self.cells.k);
        let cost: Vec<f64> = weights.iter().map(|weight| shift - weight).collect();
        self.lp.set_cost(&cost);
        self.floor = floor;
        self.best = None;
        self.nodes = 0;
        self.limit = limit;
        self.gap = gap;
        self.proved = true;
        self.blocked = None;
        let bound = self.node();
        let value = self.best.as_ref().map_or(self.floor, |(_, value)| *value);
        let bound = if self.proved { value + self.gap } else { bound };
        Priced {
            best: self.best.take(),
            bound,
            proved: self.proved,
        }
    }

    /// Some panel above `floor`, the first that a dive along the relaxation comes to, within `limit` nodes.
    pub fn any(&mut self, weights: &[f64], floor: f64, limit: u64) -> Priced {
        self.eager = true;
        let found = self.search(weights, floor, limit, 1e-9);
        self.eager = false;
        found
    }

    /// Explores below the current bounds; returns the bound of the relaxation here.
    fn node(&mut self) -> f64 {
        if self.nodes >= self.limit {
            self.proved = false;
            return f64::INFINITY;
        }
        self.nodes += 1;
        let bound = loop {
            match self.lp.optimise(5_000) {
                End::Infeasible(row) => {
                    if self.nodes == 1 {
                        self.block(row);
                    }
                    return f64::NEG_INFINITY;
                }
                End::Limit => {
                    self.proved = false;
                    return f64::INFINITY;
                }
                End::Optimal => {}
            }
            let bound = self.shift - self.lp.value();
            if self.floor.is_finite() && bound <= self.floor + self.gap {
                return bound;
            }
            if !self.broken_classes() {
                break bound;
            }
        };
        let Some(cell) = self.fractional() else {
            self.take();
            return bound;
        };
        let (lo, hi, x) = (self.lp.lo[cell], self.lp.hi[cell], self.lp.x[cell]);
        let up_first = self.eager || x - x.floor() > 0.3;
        for up in [up_first, !up_first] {
            if up {
                self.lp.lo[cell] = x.ceil();
            } else {
                self.lp.hi[cell] = x.floor();
            }
            self.lp.rest();
            self.node();
            self.lp.lo[cell] = lo;
            self.lp.hi[cell] = hi;
            self.lp.rest();
            if (self.floor.is_finite() && bound <= self.floor + self.gap)
                || ((self.eager || self.gap.is_infinite()) && self.best.is_some())
            {
                break;
            }
        }
        bound
    }

    fn broken_classes(&mut self) -> bool {
        let before = self.classes.len();
        for class in self.cells.crowded(&self.lp.x) {
            if !self.classes.contains(&class) {
                self.add_class(class);
            }
        }
        self.classes.len() > before
    }

    fn fractional(&self) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for cell in 0..self.lp.vars {
            let x = self.lp.x[cell];
            let mut off = (x - x.round()).abs();
            if off > 1e-6 && self.eager {
                off = x - x.floor();
            }
            if off > 1e-6 && best.is_none_or(|(other, _)| off > other + 1e-9) {
                best = Some((off, cell));
            }
        }
        best.map(|(_, cell)| cell)
    }

    fn take(&mut self) {
        let mut panel = Vec::new();
        for cell in 0..self.lp.vars {
            let mut x = self.lp.x[cell].round();
            while x > 0.5 {
                panel.push(cell);
                x -= 1.0;
            }
        }
        let value: f64 = panel.iter().map(|cell| self.weights[*cell]).sum();
        if !self.cells.legal(&panel) {
            self.proved = false;
        } else if value > self.floor {
            self.floor = value;
            self.best = Some((panel, value));
        }
    }
}
