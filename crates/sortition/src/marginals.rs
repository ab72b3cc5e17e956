//! The fairest chances that quotas, seats and groups leave possible, before any panel is formed.
//!
//! All chances rise together. When a combination of rules stops some of them, these keep their
//! level and the others go on: this is leximin, computed in one sweep of a parametric dual simplex.
//! Each stop leaves the combination of rules behind it, which proves the level. Panels may cheat
//! the sums (fractions of people); [`crate::packing`] finds out and sends back a cut.

#![expect(
    clippy::indexing_slicing,
    reason = "dense numeric code; arrays are sized by the cells and rows"
)]

use crate::cells::Cells;
use crate::dice;
use crate::simplex::{End, Lp, TOL};
use std::collections::{BTreeMap, BTreeSet};

/// What one row of the programme stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Row {
    Seats,
    Quota(usize),
    Class(usize),
    Cut(usize),
}

/// Every panel has `weights · panel ≤ most`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cut {
    /// Per cell.
    pub weights: Vec<i64>,
    pub most: i64,
}

/// Cells that stop at the same time, and the combination of rules that stops them.
#[derive(Debug, Clone)]
pub(crate) struct Level {
    pub chance: f64,
    pub cells: Vec<usize>,
    /// Multipliers with the sign with which they prove: sum of g·x ≤ sum of the larger ends.
    pub multipliers: Vec<(Row, f64)>,
}

/// The answer.
#[derive(Debug, Clone)]
pub(crate) struct Marginals {
    pub levels: Vec<Level>,
    /// Per cell.
    pub chance: Vec<f64>,
    /// Per cell, the number of its level.
    pub level_of: Vec<usize>,
}

impl Marginals {
    /// Per cell the expected number of members.
    pub fn expected(&self, cells: &Cells) -> Vec<f64> {
        cells
            .cells
            .iter()
            .zip(&self.chance)
            .map(|(cell, chance)| size(cell.persons.len()) * chance)
            .collect()
    }
}

/// Why there are no chances.
#[derive(Debug, Clone)]
pub(crate) enum Stop {
    /// Rows whose ranges contradict one another.
    Infeasible(Vec<Row>),
    /// A number went astray or the pivots ran out.
    Unsettled,
}

/// Rises all chances as far as the rules go.
pub(crate) fn marginals(cells: &Cells, cuts: &[Cut]) -> Result<Marginals, Stop> {
    let mut classes = BTreeSet::new();
    loop {
        let mut sweep = Sweep::new(cells, cuts, &classes);
        sweep.run()?;
        let before = classes.len();
        let mut sums = vec![0.0; cells.places.len()];
        for (cell, chance) in cells.cells.iter().zip(&sweep.fixed) {
            sums[cell.class] += chance.unwrap_or(0.0) * size(cell.persons.len());
        }
        for (class, sum) in sums.iter().enumerate() {
            if *sum > f64::from(cells.places[class]) + TOL {
                classes.insert(class);
            }
        }
        if classes.len() == before {
            return Ok(sweep.finish());
        }
    }
}

fn size(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// The programme over cells: expected members per cell, with the given class rows and cuts.
pub(crate) fn programme(
    cells: &Cells,
    cuts: &[Cut],
    classes: &BTreeSet<usize>,
    cost: &[f64],
) -> (Lp, Vec<Row>) {
    let mut rows = vec![Row::Seats];
    let mut ranges = vec![(f64::from(cells.k), f64::from(cells.k))];
    for (quota, bounds) in cells.bounds.iter().enumerate() {
        rows.push(Row::Quota(quota));
        ranges.push((f64::from(bounds.min), f64::from(bounds.max.min(cells.k))));
    }
    let mut row_of_class = BTreeMap::new();
    for class in classes {
        row_of_class.insert(*class, rows.len());
        rows.push(Row::Class(*class));
        ranges.push((0.0, f64::from(cells.places[*class])));
    }
    let first_cut = rows.len();
    for (at, cut) in cuts.iter().enumerate() {
        rows.push(Row::Cut(at));
        let least = cut.weights.iter().copied().min().unwrap_or(0).min(0);
        ranges.push((int(least) * f64::from(cells.k), int(cut.most)));
    }
    let columns = cells
        .cells
        .iter()
        .enumerate()
        .map(|(at, cell)| {
            let mut column: Vec<(usize, f64)> = vec![(0, 1.0)];
            column.extend(cell.values.iter().map(|quota| (quota + 1, 1.0)));
            column.extend(row_of_class.get(&cell.class).map(|row| (*row, 1.0)));
            for (nth, cut) in cuts.iter().enumerate() {
                if cut.weights[at] != 0 {
                    column.push((first_cut + nth, int(cut.weights[at])));
                }
            }
            column
        })
        .collect();
    let boxes: Vec<(f64, f64)> = cells
        .cells
        .iter()
        .map(|cell| (0.0, f64::from(cells.places[cell.class])))
        .collect();
    (Lp::new(columns, &boxes, &ranges, cost), rows)
}

/// A whole number as floating point; ours stay far below 2⁵³.
pub(crate) fn int(value: i64) -> f64 {
    let high = i32::try_from(value >> 24).map_or(f64::INFINITY, f64::from);
    let low = i32::try_from(value & 0xFF_FFFF).map_or(0.0, f64::from);
    high * 16_777_216.0 + low
}

struct Sweep<'a> {
    cells: &'a Cells,
    lp: Lp,
    rows: Vec<Row>,
    fixed: Vec<Option<f64>>,
    chance: f64,
    levels: Vec<Level>,
    /// Cells whose members sit in every panel.
    certain: Vec<usize>,
}

impl<'a> Sweep<'a> {
    fn new(cells: &'a Cells, cuts: &[Cut], classes: &BTreeSet<usize>) -> Self {
        // Random costs keep the dual simplex from turning in circles; they decide nothing.
        let mut rng = dice::rng("costs");
        let cost: Vec<f64> = cells
            .cells
            .iter()
            .map(|_| 1.0 + int(i64::try_from(dice::below(&mut rng, 1 << 20)).unwrap_or(0)) / 1e6)
            .collect();
        let (lp, rows) = programme(cells, cuts, classes, &cost);
        Self {
            cells,
            lp,
            rows,
            fixed: vec![None; cells.cells.len()],
            chance: 0.0,
            levels: Vec::new(),
            certain: Vec::new(),
        }
    }

    fn run(&mut self) -> Result<(), Stop> {
        match self.lp.optimise(20_000) {
            End::Optimal => {}
            End::Infeasible(row) if self.lp.contradicts(row) => {
                return Err(Stop::Infeasible(
                    self.signed(row, 1.0)
                        .into_iter()
                        .map(|(row, _)| row)
                        .collect(),
                ));
            }
            End::Infeasible(_) | End::Limit => return Err(Stop::Unsettled),
        }
        let limit = 20_000 + 40 * self.cells.cells.len();
        for _ in 0..limit {
            if self.fixed.iter().all(Option::is_some) {
                self.fix_capped();
                return Ok(());
            }
            let (step, row, rise) = self.next_stop();
            if !step.is_finite() {
                return Err(Stop::Unsettled);
            }
            self.advance(step);
            let Some(row) = row else {
                self.fix_capped();
                continue;
            };
            let tableau = self.lp.tableau(row);
            match self.lp.entering(&tableau, rise) {
                Some(enter) => {
                    let col = self.lp.basic(row);
                    let value = if rise {
                        self.lp.lo[col]
                    } else {
                        self.lp.hi[col]
                    };
                    self.lp.pivot(row, enter, &tableau, value);
                }
                None => self.fix(row, &tableau, rise)?,
            }
        }
        Err(Stop::Unsettled)
    }

    fn persons(&self, cell: usize) -> f64 {
        size(self.cells.cells[cell].persons.len())
    }

    fn rising(&self, col: usize) -> bool {
        col < self.lp.vars && self.fixed[col].is_none()
    }

    /// How far all chances can rise before a basic column meets a bound; which row, and whether
    /// its column must rise.
    fn next_stop(&self) -> (f64, Option<usize>, bool) {
        let mut right = vec![0.0; self.lp.rows];
        for col in 0..self.lp.vars {
            if self.rising(col) && self.lp.is_low(col) {
                for (row, a) in self.lp.column(col) {
                    right[*row] -= a * self.persons(col);
                }
            }
        }
        let speed = self.lp.solve(&right);
        let caps = (0..self.lp.vars)
            .filter(|col| self.rising(*col))
            .map(|col| self.cap(col));
        let cap = caps.fold(1.0, f64::min);
        let mut best = ((cap - self.chance).max(0.0), None, false);
        for (row, speed) in speed.iter().enumerate() {
            let col = self.lp.basic(row);
            let floor = if self.rising(col) {
                self.persons(col)
            } else {
                0.0
            };
            let (sink, climb) = (floor - speed, *speed);
            let low = (self.lp.x[col] - self.lp.lo[col]).max(0.0);
            let high = (self.lp.hi[col] - self.lp.x[col]).max(0.0);
            if sink > TOL && low / sink < best.0 {
                best = (low / sink, Some(row), true);
            }
            if climb > TOL && high / climb < best.0 {
                best = (high / climb, Some(row), false);
            }
        }
        best
    }

    fn advance(&mut self, step: f64) {
        self.chance += step;
        for col in 0..self.lp.vars {
            if self.rising(col) {
                let low = self.lp.is_low(col);
                self.lp.lo[col] = self.chance * self.persons(col);
                if low {
                    self.lp.x[col] = self.lp.lo[col];
                }
            }
        }
        self.lp.refresh();
    }

    /// The row cannot give way: whoever has a part in it stays at this level.
    fn fix(&mut self, row: usize, tableau: &[f64], rise: bool) -> Result<(), Stop> {
        let part: Vec<usize> = (0..self.lp.vars)
            .filter(|col| self.rising(*col) && tableau[*col].abs() > 1e-8)
            .collect();
        // Whoever already sits for certain has to, for the others to stay at this level.
        let (mut stopped, certain): (Vec<usize>, Vec<usize>) =
            part.into_iter().partition(|col| self.lp.is_low(*col));
        let basic = self.lp.basic(row);
        if rise && self.rising(basic) {
            stopped.push(basic);
        }
        if stopped.is_empty() && certain.is_empty() {
            return Err(Stop::Unsettled);
        }
        for cell in certain {
            self.fixed[cell] = Some(self.cap(cell));
            self.certain.push(cell);
        }
        if stopped.is_empty() {
            return Ok(());
        }
        stopped.sort_unstable();
        for cell in &stopped {
            self.fixed[*cell] = Some(self.chance);
        }
        let sign = if rise { 1.0 } else { -1.0 };
        let multipliers = self.signed(row, sign);
        self.levels.push(Level {
            chance: self.chance,
            cells: stopped,
            multipliers,
        });
        Ok(())
    }

    /// The most that one person of a cell can have: their share of the places.
    fn cap(&self, cell: usize) -> f64 {
        f64::from(self.cells.places[self.cells.cells[cell].class]) / self.persons(cell)
    }

    /// Fixes whoever cannot have more because of their own group, or because they sit for certain.
    fn fix_capped(&mut self) {
        let mut capped: Vec<usize> = (0..self.fixed.len())
            .filter(|cell| self.fixed[*cell].is_none() && self.cap(*cell) <= self.chance + TOL)
            .collect();
        for cell in &capped {
            self.fixed[*cell] = Some(self.cap(*cell));
        }
        if self.fixed.iter().all(Option::is_some) {
            capped.append(&mut self.certain);
        }
        let mut by_cap: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for cell in capped {
            by_cap
                .entry(self.cap(cell).to_bits())
                .or_default()
                .push(cell);
        }
        for (cap, mut cells) in by_cap {
            cells.sort_unstable();
            let classes: BTreeSet<usize> = cells
                .iter()
                .map(|cell| self.cells.cells[*cell].class)
                .collect();
            let multipliers = classes
                .into_iter()
                .map(|class| (Row::Class(class), 1.0))
                .collect();
            self.levels.push(Level {
                chance: f64::from_bits(cap),
                cells,
                multipliers,
            });
        }
    }

    fn signed(&self, row: usize, sign: f64) -> Vec<(Row, f64)> {
        self.lp
            .multipliers(row)
            .iter()
            .zip(&self.rows)
            .filter(|(a, _)| a.abs() > 1e-9)
            .map(|(a, row)| (*row, a * sign))
            .collect()
    }

    fn finish(mut self) -> Marginals {
        self.levels.sort_by(|a, b| a.chance.total_cmp(&b.chance));
        let mut level_of = vec![0; self.fixed.len()];
        for (nth, level) in self.levels.iter().enumerate() {
            for cell in &level.cells {
                level_of[*cell] = nth;
            }
        }
        Marginals {
            chance: self
                .fixed
                .iter()
                .map(|chance| chance.unwrap_or(0.0))
                .collect(),
            levels: self.levels,
            level_of,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::problem::Problem;

    pub(crate) fn data(name: &str) -> Problem {
        let base = format!("{}/tests/data", env!("CARGO_MANIFEST_DIR"));
        let read = |file: &str| std::fs::read(format!("{base}/{name}/{file}")).unwrap();
        Problem::read(
            &read("categories.csv"),
            &read("respondents.csv"),
            &read("meta.json"),
        )
        .unwrap()
    }

    #[test]
    fn levels_rise_and_fill_the_seats() {
        for name in [
            "transfo_45_20",
            "transfo_120_20_equipe",
            "transfo_400_60",
            "transfo_2000_20",
        ] {
            let cells = Cells::new(&data(name), true);
            let found = marginals(&cells, &[]).unwrap();
            let sum: f64 = found.expected(&cells).iter().sum();
            assert!((sum - f64::from(cells.k)).abs() < 1e-9, "{name}: {sum}");
            assert!(
                found
                    .levels
                    .windows(2)
                    .all(|pair| pair[0].chance <= pair[1].chance + 1e-9)
            );
        }
    }

    #[test]
    fn the_stress_family_gives_everybody_the_same() {
        let cells = Cells::new(&data("alternate_200_20"), true);
        let found = marginals(&cells, &[]).unwrap();
        assert!(
            found
                .chance
                .iter()
                .all(|chance| (chance - 0.1).abs() < 1e-12)
        );
    }
}
