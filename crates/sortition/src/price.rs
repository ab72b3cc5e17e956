//! The legal panel of the greatest weight, with proof: branch and bound over cells.
//!
//! The bound at each node is the linear programme over cells, solved again from the last basis. Rules
//! that seldom bind (one member of a group, of a thin line) get a row when a solution first breaks them.
//! Bounded by nodes and pivots, and stopped between them by whoever asked. A panel is returned only
//! after [`Cells::legal`] accepted it.

#![expect(
    clippy::indexing_slicing,
    reason = "indices come from the cells and rows that the arrays were sized by"
)]

use crate::cells::{Cell, Cells};
use crate::marginals::{Row, programme};
use crate::simplex::{End, Lp};
use std::collections::{BTreeMap, BTreeSet};

/// Pivots between two looks at whether to go on, and how many such spells a node may take.
const SPELL: u64 = 500;
const SPELLS: u64 = 10;
/// Branches below one another: more than a simplex comes to that answers rightly.
const DEPTH: u64 = 1_000;

/// What is searched.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ask {
    /// Only panels above this weight count.
    pub floor: f64,
    /// Nodes that may be looked at.
    pub nodes: u64,
    /// A panel this close to the bound is good enough.
    pub gap: f64,
    /// So is one this far down from the first bound to the floor, as a share of the way.
    pub share: f64,
    /// Whether to branch on who nearly sits instead of on who is least decided: sooner at a panel, later at a proof.
    pub hasty: bool,
}

impl Ask {
    /// Any panel at all.
    pub fn any(nodes: u64) -> Self {
        Self::best(nodes, f64::INFINITY)
    }

    /// The heaviest panel within a gap.
    pub fn best(nodes: u64, gap: f64) -> Self {
        Self {
            floor: f64::NEG_INFINITY,
            nodes,
            gap,
            share: 0.0,
            hasty: false,
        }
    }
}

/// Asked between the steps of a search whether to go on.
pub(crate) type Beat<'a> = &'a mut dyn FnMut() -> bool;

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

/// Multipliers of rules that contradict one another; who adds to them helps.
struct Blocked {
    seats: f64,
    quotas: Vec<f64>,
    classes: BTreeMap<usize, f64>,
}

/// A reusable search over one pool.
pub(crate) struct Pricer<'a> {
    cells: &'a Cells,
    pub lp: Lp,
    /// What the rows of the programme stand for.
    rows: Vec<Row>,
    /// The range of each quota in this search, whether it has a row or not.
    ranges: Vec<(f64, f64)>,
    has_row: Vec<bool>,
    /// Classes that must give all they can.
    filled: BTreeSet<usize>,
    weights: Vec<f64>,
    ask: Ask,
    /// What the shifted costs leave out of the value.
    shift: f64,
    best: Option<(Vec<usize>, f64)>,
    pub nodes: u64,
    depth: u64,
    proved: bool,
    /// Of the rules that the last search began with.
    blocked: Option<Blocked>,
}

impl<'a> Pricer<'a> {
    pub fn new(cells: &'a Cells) -> Self {
        let weights = vec![0.0; cells.cells.len()];
        let (lp, rows) = programme(cells, &[], &BTreeSet::new(), &weights);
        let k = f64::from(cells.k);
        let range = |at: usize| {
            let bounds = cells.bounds[at];
            (f64::from(bounds.min), f64::from(bounds.max).min(k))
        };
        let mut pricer = Self {
            cells,
            lp,
            rows,
            ranges: (0..cells.bounds.len()).map(range).collect(),
            has_row: vec![true; cells.bounds.len()],
            filled: BTreeSet::new(),
            weights,
            ask: Ask::any(0),
            shift: 0.0,
            best: None,
            nodes: 0,
            depth: 0,
            proved: true,
            blocked: None,
        };
        pricer.slim();
        pricer
    }

    /// Whether a rule waits for a solution that breaks it before it gets a row.
    fn waits(&self, row: Row) -> bool {
        match row {
            Row::Quota(at) => {
                self.cells.bounds[at].min == 0
                    && self.cells.bounds[at].max <= 1
                    && self.ranges[at].0 <= 0.0
            }
            Row::Class(class) => !self.filled.contains(&class),
            Row::Seats | Row::Cut(_) => false,
        }
    }

    /// Takes out the rows that wait and bind nothing.
    fn slim(&mut self) {
        let waits: Vec<bool> = self.rows.iter().map(|row| self.waits(*row)).collect();
        let kept = self.lp.drop_rows(|row| waits[row]);
        self.rows = kept.into_iter().map(|row| self.rows[row]).collect();
        self.has_row = vec![false; self.cells.bounds.len()];
        for row in &self.rows {
            if let Row::Quota(at) = row {
                self.has_row[*at] = true;
            }
        }
    }

    /// Whether one more cell would help against the contradiction that the last search began with;
    /// `None` when it began with none.
    pub fn helps(&self, cell: &Cell) -> Option<bool> {
        let blocked = self.blocked.as_ref()?;
        let values: f64 = cell.values.iter().map(|value| blocked.quotas[*value]).sum();
        let class = blocked.classes.get(&cell.class).copied().unwrap_or(0.0);
        Some(blocked.seats + values + class > 1e-7)
    }

    /// Keeps the row that no column can satisfy, signed so that help is positive.
    fn block(&mut self, row: usize) {
        let col = self.lp.basic(row);
        let sign = if self.lp.x[col] < self.lp.lo[col] {
            -1.0
        } else {
            1.0
        };
        let mut blocked = Blocked {
            seats: 0.0,
            quotas: vec![0.0; self.cells.bounds.len()],
            classes: BTreeMap::new(),
        };
        for (row, a) in self.rows.iter().zip(self.lp.multipliers(row)) {
            match row {
                Row::Quota(at) => blocked.quotas[*at] = a * sign,
                Row::Class(class) => {
                    blocked.classes.insert(*class, a * sign);
                }
                Row::Seats | Row::Cut(_) => blocked.seats += a * sign,
            }
        }
        self.blocked = Some(blocked);
    }

    fn add(&mut self, row: Row) {
        let range = match row {
            Row::Quota(quota) => {
                self.has_row[quota] = true;
                self.ranges[quota]
            }
            Row::Class(class) => {
                let places = f64::from(self.cells.places[class]);
                let all = self.filled.contains(&class);
                (if all { places } else { 0.0 }, places)
            }
            Row::Seats | Row::Cut(_) => return,
        };
        let part = |cell: &Cell| match row {
            Row::Quota(quota) => cell.values.contains(&quota),
            Row::Class(class) => cell.class == class,
            Row::Seats | Row::Cut(_) => false,
        };
        let members: Vec<usize> = (0..self.lp.vars)
            .filter(|at| part(&self.cells.cells[*at]))
            .collect();
        self.lp.add_row(&members, range);
        self.rows.push(row);
    }

    /// Restricts cells (`most` each), quotas and classes (`full` ones must give all they can) for the
    /// next searches.
    pub fn restrict(
        &mut self,
        full: &[usize],
        most: impl Fn(usize) -> (f64, f64),
        quota: impl Fn(usize) -> (f64, f64),
    ) {
        let some = full.iter().filter(|class| self.cells.places[**class] > 0);
        self.filled = some.copied().collect();
        self.ranges = (0..self.cells.bounds.len()).map(quota).collect();
        for cell in 0..self.lp.vars {
            (self.lp.lo[cell], self.lp.hi[cell]) = most(cell);
        }
        for (row, kind) in self.rows.iter().enumerate() {
            let col = self.lp.vars + row;
            match kind {
                Row::Quota(at) => (self.lp.lo[col], self.lp.hi[col]) = self.ranges[*at],
                Row::Class(class) if self.filled.contains(class) => {
                    self.lp.lo[col] = f64::from(self.cells.places[*class]);
                }
                Row::Class(_) => self.lp.lo[col] = 0.0,
                Row::Seats | Row::Cut(_) => {}
            }
        }
        for class in self.filled.clone() {
            if !self.rows.contains(&Row::Class(class)) {
                self.add(Row::Class(class));
            }
        }
        for at in 0..self.ranges.len() {
            if !self.has_row[at] && self.ranges[at].0 > 0.0 {
                self.add(Row::Quota(at));
            }
        }
        self.lp.rest();
    }

    /// The panel of the greatest weight that the question allows.
    pub fn search(&mut self, weights: &[f64], ask: Ask, beat: Beat<'_>) -> Priced {
        self.slim();
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
        self.ask = ask;
        self.best = None;
        self.nodes = 0;
        self.proved = true;
        self.blocked = None;
        let bound = self.node(beat);
        let value = self
            .best
            .as_ref()
            .map_or(self.ask.floor, |(_, value)| *value);
        let bound = if self.proved {
            value + self.ask.gap
        } else {
            bound
        };
        Priced {
            best: self.best.take(),
            bound,
            proved: self.proved,
        }
    }

    fn optimise(&mut self, beat: Beat<'_>) -> End {
        for _ in 0..SPELLS {
            if !beat() {
                break;
            }
            match self.lp.optimise(SPELL) {
                End::Limit => {}
                end => return end,
            }
        }
        End::Limit
    }

    /// Explores below the current bounds; returns the bound of the relaxation here.
    fn node(&mut self, beat: Beat<'_>) -> f64 {
        if self.nodes >= self.ask.nodes || self.depth >= DEPTH {
            self.proved = false;
            return f64::INFINITY;
        }
        self.nodes += 1;
        let bound = loop {
            match self.optimise(beat) {
                End::Infeasible(row) => {
                    if !self.lp.contradicts(row) {
                        self.proved = false;
                        return f64::INFINITY;
                    }
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
            if self.closed(bound) {
                return bound;
            }
            if !self.broken() {
                break bound;
            }
        };
        if self.nodes == 1 && self.ask.share > 0.0 {
            let way = self.ask.share * (bound - self.ask.floor);
            self.ask.gap = self.ask.gap.max(way);
        }
        let Some(cell) = self.fractional() else {
            self.take();
            return bound;
        };
        let (lo, hi, x) = (self.lp.lo[cell], self.lp.hi[cell], self.lp.x[cell]);
        let up_first = x - x.floor() > 0.3;
        for up in [up_first, !up_first] {
            if up {
                self.lp.lo[cell] = x.ceil();
            } else {
                self.lp.hi[cell] = x.floor();
            }
            self.lp.rest();
            self.depth += 1;
            self.node(beat);
            self.depth -= 1;
            self.lp.lo[cell] = lo;
            self.lp.hi[cell] = hi;
            self.lp.rest();
            if self.closed(bound) || (self.ask.gap.is_infinite() && self.best.is_some()) {
                break;
            }
        }
        bound
    }

    fn closed(&self, bound: f64) -> bool {
        self.ask.floor.is_finite() && bound <= self.ask.floor + self.ask.gap
    }

    /// Gives a row to each rule that the solution breaks; whether there was one.
    fn broken(&mut self) -> bool {
        let before = self.rows.len();
        for class in self.cells.crowded(&self.lp.x) {
            if !self.rows.contains(&Row::Class(class)) {
                self.add(Row::Class(class));
            }
        }
        if self.has_row.iter().any(|has| !has) {
            let mut sums = vec![0.0; self.ranges.len()];
            for (cell, x) in self.cells.cells.iter().zip(&self.lp.x) {
                for value in &cell.values {
                    sums[*value] += x;
                }
            }
            for (at, sum) in sums.into_iter().enumerate() {
                if !self.has_row[at] && sum > self.ranges[at].1 + 1e-7 {
                    self.add(Row::Quota(at));
                }
            }
        }
        self.rows.len() > before
    }

    fn fractional(&self) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for cell in 0..self.lp.vars {
            let x = self.lp.x[cell];
            let off = (x - x.round()).abs();
            let open = if self.ask.hasty { x - x.floor() } else { off };
            if off > 1e-6 && best.is_none_or(|(other, _)| open > other + 1e-9) {
                best = Some((open, cell));
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
        } else if value > self.ask.floor {
            self.ask.floor = value;
            self.best = Some((panel, value));
        }
    }
}
