//! The chances whose product is as high as quotas, seats and groups allow.
//!
//! The logarithm of the product is concave and the rules are linear: Newton's method on a barrier,
//! started between vertices of the programme that keep away from every rule that can be kept away
//! from. What it finds is judged apart: the linear programme with the slopes as weights bounds from
//! above what any chances could reach, and its multipliers are the proof. Whoever can be on no panel
//! has no part in the product.

#![expect(
    clippy::indexing_slicing,
    reason = "dense numeric code; arrays are sized by the cells and rows"
)]

use crate::cells::Cells;
use crate::marginals::{Cut, Level, Marginals, Row, Stop, programme};
use crate::simplex::{End, Lp};
use std::collections::BTreeSet;

/// Closer than this to a rule is on it.
const ON: f64 = 1e-7;
const PIVOTS: u64 = 40_000;

/// Lower and upper end of each row.
type Ranges = Vec<(f64, f64)>;

/// Chances with the gap of the mean logarithm to its proven bound.
pub(crate) struct Nash {
    pub found: Marginals,
    pub gap: f64,
}

/// Raises the product, from the leximin chances under the same cuts.
pub(crate) fn nash(cells: &Cells, cuts: &[Cut], start: &Marginals) -> Result<Nash, Stop> {
    let mut classes = BTreeSet::new();
    loop {
        let zero = vec![0.0; cells.cells.len()];
        let (mut lp, rows) = programme(cells, cuts, &classes, &zero);
        for cell in 0..lp.vars {
            if classes.contains(&cells.cells[cell].class) {
                lp.hi[cell] += 1.0;
            }
        }
        let mut barrier = Barrier::new(cells, &mut lp, start.expected(cells))?;
        let x = barrier.climb()?;
        let before = classes.len();
        let mut sums = vec![0.0; cells.places.len()];
        for (cell, x) in cells.cells.iter().zip(&x) {
            sums[cell.class] += x;
        }
        for (at, cell) in cells.cells.iter().enumerate() {
            let places = f64::from(cells.places[cell.class]);
            // A group that holds its own members down has to say so by a row of its own.
            let held = x[at] > places - 1e-4 && persons(cells, at) > places + 0.5;
            if sums[cell.class] > places + 1e-9 || held {
                classes.insert(cell.class);
            }
        }
        if classes.len() == before {
            return judge(cells, &mut lp, &rows, &x, start);
        }
    }
}

fn persons(cells: &Cells, cell: usize) -> f64 {
    u32::try_from(cells.cells[cell].persons.len()).map_or(f64::INFINITY, f64::from)
}

/// The proven gap, and the levels: whoever has no chance, all others, whoever is certain.
fn judge(
    cells: &Cells,
    lp: &mut Lp,
    rows: &[Row],
    x: &[f64],
    start: &Marginals,
) -> Result<Nash, Stop> {
    let chance: Vec<f64> = (0..x.len()).map(|at| x[at] / persons(cells, at)).collect();
    let never = |cell: usize| start.chance[cell] < 1e-12;
    let cost: Vec<f64> = chance
        .iter()
        .enumerate()
        .map(|(cell, chance)| if never(cell) { 0.0 } else { -1.0 / chance })
        .collect();
    lp.set_cost(&cost);
    if lp.optimise(PIVOTS) != End::Optimal {
        return Err(Stop::Unsettled);
    }
    let counted: f64 = (0..x.len())
        .filter(|cell| !never(*cell))
        .map(|cell| persons(cells, cell))
        .sum();
    let gap = ((-lp.value() - counted) / counted).max(0.0);
    let multipliers = lp
        .duals()
        .into_iter()
        .zip(rows)
        .filter(|(value, _)| value.abs() > 1e-9)
        .map(|(value, row)| (*row, -value))
        .collect();
    let (certain, others): (Vec<usize>, Vec<usize>) = (0..x.len())
        .filter(|cell| !never(*cell))
        .partition(|cell| chance[*cell] > 1.0 - ON);
    let log: f64 = others
        .iter()
        .map(|cell| persons(cells, *cell) * chance[*cell].ln())
        .sum();
    let people: f64 = others.iter().map(|cell| persons(cells, *cell)).sum();
    let mut levels: Vec<Level> = start
        .levels
        .iter()
        .filter(|level| level.chance < 1e-12)
        .cloned()
        .collect();
    if !others.is_empty() {
        levels.push(Level {
            chance: (log / people).exp(),
            cells: others,
            multipliers,
        });
    }
    if !certain.is_empty() {
        levels.push(Level {
            chance: 1.0,
            cells: certain,
            multipliers: Vec::new(),
        });
    }
    let mut level_of = vec![0; x.len()];
    for (nth, level) in levels.iter().enumerate() {
        for cell in &level.cells {
            level_of[*cell] = nth;
        }
    }
    let found = Marginals {
        levels,
        chance,
        level_of,
    };
    Ok(Nash { found, gap })
}

/// The concave programme, seen from inside.
struct Barrier<'a> {
    cells: &'a Cells,
    lp: &'a Lp,
    x: Vec<f64>,
    /// Whether the amount of a cell can change at all.
    free: Vec<bool>,
    /// Range of each row; equal ends for rows that hold with equality on all panels.
    range: Ranges,
}

impl<'a> Barrier<'a> {
    fn new(cells: &'a Cells, lp: &'a mut Lp, start: Vec<f64>) -> Result<Self, Stop> {
        let (x, range) = Inside::new(lp, start).reach()?;
        let lp: &Lp = lp;
        let free = (0..lp.vars)
            .map(|cell| x[cell] > 1e-12 && x[cell] < lp.hi[cell] - ON)
            .collect();
        Ok(Self {
            cells,
            lp,
            x,
            free,
            range,
        })
    }

    fn climb(&mut self) -> Result<Vec<f64>, Stop> {
        let people: f64 = (0..self.x.len()).map(|at| persons(self.cells, at)).sum();
        let mut mu = 1.0;
        while mu > 1e-12 * people {
            for _ in 0..60 {
                if self.newton(mu)? < 1e-9 {
                    break;
                }
            }
            mu *= 0.2;
        }
        Ok(self.x.clone())
    }

    fn sums(&self, x: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.lp.rows];
        for (cell, x) in x.iter().enumerate() {
            for (row, a) in self.lp.column(cell) {
                sums[*row] += a * x;
            }
        }
        sums
    }

    fn fixed(&self, row: usize) -> bool {
        self.range[row].1 - self.range[row].0 < ON
    }

    /// One step; returns how far it was from the goal, squared.
    fn newton(&mut self, mu: f64) -> Result<f64, Stop> {
        let rows = self.lp.rows;
        let sums = self.sums(&self.x);
        // Per row the slope of its barrier and the inverse of its curvature.
        let mut slope = vec![0.0; rows];
        let mut slack = vec![0.0; rows];
        let mut missing = vec![0.0; rows];
        for row in 0..rows {
            let (low, high) = self.range[row];
            if self.fixed(row) {
                missing[row] = low - sums[row];
            } else {
                let (below, above) = (sums[row] - low, high - sums[row]);
                slope[row] = mu / below - mu / above;
                slack[row] = 1.0 / (mu / (below * below) + mu / (above * above));
            }
        }
        let mut gradient = vec![0.0; self.x.len()];
        let mut curve = vec![0.0; self.x.len()];
        let mut matrix = vec![0.0; rows * rows];
        let mut right = vec![0.0; rows];
        for cell in (0..self.x.len()).filter(|cell| self.free[*cell]) {
            let (x, n) = (self.x[cell], persons(self.cells, cell));
            let left = self.lp.hi[cell] - x;
            curve[cell] = n / (x * x) + mu / (left * left);
            let column = self.lp.column(cell);
            let pull: f64 = column.iter().map(|(row, a)| slope[*row] * a).sum();
            gradient[cell] = n / x - mu / left + pull;
            for (row, a) in column {
                right[*row] += a * gradient[cell] / curve[cell];
                for (other, b) in column {
                    matrix[row * rows + other] += a * b / curve[cell];
                }
            }
        }
        for row in 0..rows {
            matrix[row * rows + row] += slack[row];
            right[row] -= missing[row];
        }
        let force = solve(&mut matrix, right);
        let mut step = vec![0.0; self.x.len()];
        let mut size = 0.0;
        for cell in (0..self.x.len()).filter(|cell| self.free[*cell]) {
            let back: f64 = (self.lp.column(cell).iter())
                .map(|(row, a)| force[*row] * a)
                .sum();
            step[cell] = (gradient[cell] - back) / curve[cell];
            size += step[cell] * step[cell] * curve[cell];
        }
        if !size.is_finite() {
            return Err(Stop::Unsettled);
        }
        self.take(&step, &sums);
        Ok(size)
    }

    /// Goes along the step, but never through a wall.
    fn take(&mut self, step: &[f64], sums: &[f64]) {
        let moves = self.sums(step);
        let mut length: f64 = 1.0;
        let mut wall = |room: f64, speed: f64| {
            if speed > 0.0 {
                length = length.min(0.9 * room / speed);
            }
        };
        for cell in (0..step.len()).filter(|cell| self.free[*cell]) {
            wall(self.x[cell], -step[cell]);
            wall(self.lp.hi[cell] - self.x[cell], step[cell]);
        }
        for row in (0..moves.len()).filter(|row| !self.fixed(*row)) {
            wall(sums[row] - self.range[row].0, -moves[row]);
            wall(self.range[row].1 - sums[row], moves[row]);
        }
        for (x, step) in self.x.iter_mut().zip(step) {
            *x += length * step;
        }
    }
}

/// Looks for a point that keeps away from all rules that do not hold with equality everywhere.
struct Inside<'a> {
    lp: &'a mut Lp,
    sum: Vec<f64>,
    count: f64,
}

impl<'a> Inside<'a> {
    fn new(lp: &'a mut Lp, start: Vec<f64>) -> Self {
        Self {
            lp,
            sum: start,
            count: 1.0,
        }
    }

    fn mean(&self) -> Vec<f64> {
        self.sum.iter().map(|sum| sum / self.count).collect()
    }

    fn row_sum(&self, row: usize) -> f64 {
        (0..self.lp.vars)
            .flat_map(|cell| self.lp.column(cell).iter().map(move |part| (cell, part)))
            .filter(|(_, (at, _))| *at == row)
            .map(|(cell, (_, a))| a * self.sum[cell] / self.count)
            .sum()
    }

    /// The point, and the ranges with equal ends where no panel can move.
    fn reach(mut self) -> Result<(Vec<f64>, Ranges), Stop> {
        let mut range: Ranges = (0..self.lp.rows)
            .map(|row| {
                let col = self.lp.vars + row;
                (self.lp.lo[col], self.lp.hi[col])
            })
            .collect();
        for (row, range) in range.iter_mut().enumerate() {
            for up in [true, false] {
                let (low, high) = *range;
                let now = self.row_sum(row);
                let near = if up { now - low } else { high - now };
                if high - low < ON || near > 1e-3 {
                    continue;
                }
                self.away(|lp, cost| {
                    for (cell, cost) in cost.iter_mut().enumerate() {
                        for (at, a) in lp.column(cell) {
                            if *at == row {
                                *cost = if up { -a } else { *a };
                            }
                        }
                    }
                })?;
                let now = self.row_sum(row);
                if up && now - low < ON {
                    range.1 = low;
                } else if !up && high - now < ON {
                    range.0 = high;
                }
            }
        }
        for cell in 0..self.lp.vars {
            let room = self.lp.hi[cell] - self.sum[cell] / self.count;
            if self.sum[cell] > 1e-12 && room < ON {
                self.away(|_, cost| cost[cell] = 1.0)?;
            }
        }
        Ok((self.mean(), range))
    }

    /// Adds the vertex of least cost.
    fn away(&mut self, set: impl Fn(&Lp, &mut [f64])) -> Result<(), Stop> {
        let mut cost = vec![0.0; self.lp.vars];
        set(self.lp, &mut cost);
        self.lp.set_cost(&cost);
        if self.lp.optimise(PIVOTS) != End::Optimal {
            return Err(Stop::Unsettled);
        }
        for (sum, x) in self.sum.iter_mut().zip(&self.lp.x) {
            *sum += x.max(0.0);
        }
        self.count += 1.0;
        Ok(())
    }
}

/// Solves a symmetric system with a positive diagonal; rows that depend on others get zero.
fn solve(matrix: &mut [f64], mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    let first: Vec<f64> = (0..n).map(|row| matrix[row * n + row]).collect();
    let mut used = vec![false; n];
    for row in 0..n {
        let pivot = matrix[row * n + row];
        used[row] = pivot > 1e-12 * first[row] && pivot > 0.0;
        if !used[row] {
            continue;
        }
        for below in row + 1..n {
            let factor = matrix[below * n + row] / pivot;
            if factor != 0.0 {
                for col in row..n {
                    matrix[below * n + col] -= factor * matrix[row * n + col];
                }
                right[below] -= factor * right[row];
            }
        }
    }
    let mut answer = vec![0.0; n];
    for row in (0..n).rev().filter(|row| used[*row]) {
        let later: f64 = (row + 1..n)
            .map(|col| matrix[row * n + col] * answer[col])
            .sum();
        answer[row] = (right[row] - later) / matrix[row * n + row];
    }
    answer
}
