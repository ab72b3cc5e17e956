//! A small linear programme solver: bounded dual simplex with a dense inverse.
//!
//! Rows are `sum of a_j x_j = s_r` with a range for each `s_r`; every variable is boxed, so that
//! any cost is dual feasible at the start. Made for some forty rows and up to ten thousand columns.
//! Bounded by pivots, never by a clock; nothing it says is believed without a check elsewhere.

#![expect(
    clippy::indexing_slicing,
    reason = "dense numeric code; all arrays are sized by rows and columns at the start"
)]

pub(crate) const TOL: f64 = 1e-9;
const PIVOT: f64 = 1e-7;
const CERTAIN: f64 = 1e-10;
/// A row of which only one part in so many is not nothing is walked part by part.
const SPARSE: usize = 4;

/// Column `j < cells` is a variable, column `cells + r` is the sum of row `r`.
#[derive(Debug, Clone)]
pub(crate) struct Lp {
    pub rows: usize,
    pub vars: usize,
    cols: Columns,
    /// The same by row, variables only.
    lines: Vec<Vec<(usize, f64)>>,
    pub lo: Vec<f64>,
    pub hi: Vec<f64>,
    cost: Vec<f64>,
    reduced: Vec<f64>,
    basis: Vec<usize>,
    /// Row in which a column is basic.
    at: Vec<Option<usize>>,
    pub x: Vec<f64>,
    inverse: Vec<f64>,
    /// Squared length of each row of the inverse that was asked for since it changed, else nothing.
    long: Vec<f64>,
    pub pivots: u64,
}

/// Columns one after the other, so that a row of the tableau is one walk through memory.
#[derive(Debug, Clone)]
struct Columns {
    ends: Vec<usize>,
    parts: Vec<(usize, f64)>,
}

impl Columns {
    fn new(columns: impl Iterator<Item = Vec<(usize, f64)>>) -> Self {
        let (mut ends, mut parts) = (Vec::new(), Vec::new());
        for column in columns {
            parts.extend(column);
            ends.push(parts.len());
        }
        Self { ends, parts }
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn of(&self, col: usize) -> &[(usize, f64)] {
        let start = if col == 0 { 0 } else { self.ends[col - 1] };
        &self.parts[start..self.ends[col]]
    }

    fn all(&self) -> impl Iterator<Item = &[(usize, f64)]> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let column = &self.parts[start..*end];
            start = *end;
            column
        })
    }
}

/// What the solver ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Optimal,
    /// The row that cannot be satisfied.
    Infeasible(usize),
    /// Too many pivots.
    Limit,
}

/// The sum of squares, four at a time: one after the other each would wait for the last.
fn squares(line: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (fours, rest) = line.as_chunks::<4>();
    for four in fours {
        for (sum, a) in sums.iter_mut().zip(four) {
            *sum += a * a;
        }
    }
    sums.iter().sum::<f64>() + rest.iter().map(|a| a * a).sum::<f64>()
}

impl Lp {
    /// Minimises `cost` over columns given as rows and coefficients.
    pub fn new(
        columns: Vec<Vec<(usize, f64)>>,
        boxes: &[(f64, f64)],
        ranges: &[(f64, f64)],
        cost: &[f64],
    ) -> Self {
        let rows = ranges.len();
        let vars = columns.len();
        let slacks = (0..rows).map(|row| vec![(row, -1.0)]);
        let mut lines = vec![Vec::new(); rows];
        for (col, column) in columns.iter().enumerate() {
            for (row, a) in column {
                lines[*row].push((col, *a));
            }
        }
        let cols = Columns::new(columns.into_iter().chain(slacks));
        let lo: Vec<f64> = boxes.iter().chain(ranges).map(|range| range.0).collect();
        let hi: Vec<f64> = boxes.iter().chain(ranges).map(|range| range.1).collect();
        let mut inverse = vec![0.0; rows * rows];
        for row in 0..rows {
            inverse[row * rows + row] = -1.0;
        }
        let mut lp = Self {
            rows,
            vars,
            cols,
            lines,
            lo,
            hi,
            cost: cost
                .iter()
                .copied()
                .chain(std::iter::repeat_n(0.0, rows))
                .collect(),
            reduced: Vec::new(),
            basis: (vars..vars + rows).collect(),
            at: (0..vars + rows).map(|col| col.checked_sub(vars)).collect(),
            x: vec![0.0; vars + rows],
            inverse,
            long: vec![0.0; rows],
            pivots: 0,
        };
        lp.set_cost(cost);
        lp
    }

    /// Adds a row that sums some columns, without losing the basis.
    pub fn add_row(&mut self, members: &[usize], range: (f64, f64)) {
        let m = self.rows;
        let mut last = vec![0.0; m + 1];
        let mut cols: Vec<Vec<(usize, f64)>> = self.cols.all().map(<[_]>::to_vec).collect();
        for col in members {
            cols[*col].push((m, 1.0));
            if let Some(row) = self.at[*col] {
                for (sum, a) in last.iter_mut().zip(&self.inverse[row * m..(row + 1) * m]) {
                    *sum += a;
                }
            }
        }
        last[m] = -1.0;
        let mut inverse = Vec::with_capacity((m + 1) * (m + 1));
        for row in 0..m {
            inverse.extend_from_slice(&self.inverse[row * m..(row + 1) * m]);
            inverse.push(0.0);
        }
        inverse.extend(last);
        self.inverse = inverse;
        self.long.push(0.0);
        self.rows += 1;
        self.lines
            .push(members.iter().map(|col| (*col, 1.0)).collect());
        self.at.push(Some(m));
        self.basis.push(cols.len());
        cols.push(vec![(m, -1.0)]);
        self.cols = Columns::new(cols.into_iter());
        self.lo.push(range.0);
        self.hi.push(range.1);
        self.cost.push(0.0);
        self.reduced.push(0.0);
        self.x.push(members.iter().map(|col| self.x[*col]).sum());
    }

    /// Takes rows out whose sum is basic, as it is when they bind nothing; the rest of the basis stays.
    /// Answers which rows are left.
    pub fn drop_rows(&mut self, out: impl Fn(usize) -> bool) -> Vec<usize> {
        let m = self.rows;
        let place = |row: usize| self.at[self.vars + row];
        let kept: Vec<usize> = (0..m)
            .filter(|row| !(out(*row) && place(*row).is_some()))
            .collect();
        if kept.len() == m {
            return kept;
        }
        let mut fresh: Vec<Option<usize>> = vec![None; m];
        for (nth, row) in kept.iter().enumerate() {
            fresh[*row] = Some(nth);
        }
        let stays = |col: usize| col < self.vars || fresh[col - self.vars].is_some();
        let all = 0..self.cols.len();
        let columns: Vec<usize> = all.filter(|col| stays(*col)).collect();
        let places: Vec<usize> = (0..m).filter(|at| stays(self.basis[*at])).collect();
        let mut inverse = Vec::with_capacity(kept.len() * kept.len());
        for place in &places {
            let line = &self.inverse[place * m..(place + 1) * m];
            inverse.extend(kept.iter().map(|row| line[*row]));
        }
        let basis: Vec<usize> = places.iter().map(|at| self.basis[*at]).collect();
        let renumbered = |col: usize| columns.binary_search(&col).unwrap_or(col);
        let short = columns.iter().map(|col| {
            let parts = self.cols.of(*col).iter();
            parts
                .filter_map(|(row, a)| fresh[*row].map(|row| (row, *a)))
                .collect()
        });
        let cols = Columns::new(short);
        self.lines = kept
            .iter()
            .map(|row| std::mem::take(&mut self.lines[*row]))
            .collect();
        let pick = |values: &[f64]| columns.iter().map(|col| values[*col]).collect::<Vec<f64>>();
        self.lo = pick(&self.lo);
        self.hi = pick(&self.hi);
        self.cost = pick(&self.cost);
        self.reduced = pick(&self.reduced);
        self.x = pick(&self.x);
        self.basis = basis.into_iter().map(renumbered).collect();
        self.at = vec![None; columns.len()];
        for (place, col) in self.basis.iter().enumerate() {
            self.at[*col] = Some(place);
        }
        self.rows = kept.len();
        self.long = vec![0.0; kept.len()];
        self.inverse = inverse;
        self.cols = cols;
        kept
    }

    /// Changes the cost and rests every non-basic column on the bound that is dual feasible.
    pub fn set_cost(&mut self, cost: &[f64]) {
        self.cost[..cost.len()].copy_from_slice(cost);
        let mut dual = vec![0.0; self.rows];
        for (row, col) in self.basis.iter().enumerate() {
            let weight = self.cost[*col];
            if weight != 0.0 {
                for (at, value) in dual.iter_mut().enumerate() {
                    *value += weight * self.inverse[row * self.rows + at];
                }
            }
        }
        self.reduced = (0..self.cols.len())
            .map(|col| {
                if self.at[col].is_some() {
                    return 0.0;
                }
                let product: f64 = self
                    .cols
                    .of(col)
                    .iter()
                    .map(|(row, a)| dual[*row] * a)
                    .sum();
                self.cost[col] - product
            })
            .collect();
        self.rest();
    }

    /// Puts non-basic columns on their bounds and computes the basic ones.
    pub fn rest(&mut self) {
        for col in 0..self.cols.len() {
            if self.at[col].is_none() {
                self.x[col] = if self.reduced[col] >= 0.0 {
                    self.lo[col]
                } else {
                    self.hi[col]
                };
            }
        }
        self.refresh();
    }

    /// Computes the basic columns from the others.
    pub fn refresh(&mut self) {
        let mut right = vec![0.0; self.rows];
        for col in 0..self.cols.len() {
            if self.at[col].is_none() && self.x[col] != 0.0 {
                for (row, a) in self.cols.of(col) {
                    right[*row] -= a * self.x[col];
                }
            }
        }
        for row in 0..self.rows {
            let line = &self.inverse[row * self.rows..(row + 1) * self.rows];
            self.x[self.basis[row]] = line.iter().zip(&right).map(|(a, b)| a * b).sum();
        }
    }

    /// The column that is basic in a row.
    pub fn basic(&self, row: usize) -> usize {
        self.basis[row]
    }

    /// Whether the column rests on its lower bound.
    #[inline]
    pub fn is_low(&self, col: usize) -> bool {
        self.at[col].is_none() && self.x[col] <= self.lo[col] + (self.hi[col] - self.lo[col]) / 2.0
    }

    /// The multiplier of each row at the current basis: cost less the sum of multipliers times
    /// coefficients is the reduced cost of a column.
    pub fn duals(&self) -> Vec<f64> {
        let mut dual = vec![0.0; self.rows];
        for (row, col) in self.basis.iter().enumerate() {
            let weight = self.cost[*col];
            for (at, value) in dual.iter_mut().enumerate() {
                *value += weight * self.inverse[row * self.rows + at];
            }
        }
        dual
    }

    /// Multipliers on the rows that make up a row of the tableau.
    pub fn multipliers(&self, row: usize) -> &[f64] {
        &self.inverse[row * self.rows..(row + 1) * self.rows]
    }

    /// The product of the inverse with a vector over rows.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        (0..self.rows)
            .map(|row| {
                self.multipliers(row)
                    .iter()
                    .zip(right)
                    .map(|(a, b)| a * b)
                    .sum()
            })
            .collect()
    }

    pub fn column(&self, col: usize) -> &[(usize, f64)] {
        self.cols.of(col)
    }

    /// A row of the tableau over the non-basic columns.
    pub fn tableau(&self, row: usize) -> Vec<f64> {
        let rho = self.multipliers(row);
        let mut tableau = vec![0.0; self.cols.len()];
        for (at, (rho, line)) in rho.iter().zip(&self.lines).enumerate() {
            if *rho != 0.0 {
                for (col, a) in line {
                    tableau[*col] += rho * a;
                }
                tableau[self.vars + at] = -rho;
            }
        }
        for basic in &self.basis {
            tableau[*basic] = 0.0;
        }
        tableau
    }

    /// The column to enter when the basic column of `row` must rise (or fall): the smallest ratio,
    /// the largest pivot among ties.
    pub fn entering(&self, tableau: &[f64], rise: bool) -> Option<usize> {
        let mut best: Option<(f64, f64, usize)> = None;
        for (col, alpha) in tableau.iter().enumerate() {
            // Basic columns have no part in the row.
            if alpha.abs() < PIVOT {
                continue;
            }
            let (lo, hi) = (self.lo[col], self.hi[col]);
            let upper = self.x[col] > lo + (hi - lo) / 2.0;
            // The basic column changes by -alpha times the change of this one.
            let signed = if rise { -alpha } else { *alpha };
            if (signed > 0.0) == upper || hi - lo < TOL {
                continue;
            }
            let ratio = self.reduced[col].abs() / alpha.abs();
            let better = best.is_none_or(|(other, pivot, _)| {
                ratio < other - 1e-12 || (ratio <= other + 1e-12 && alpha.abs() > pivot)
            });
            if better {
                best = Some((ratio, alpha.abs(), col));
            }
        }
        best.map(|(_, _, col)| col)
    }

    /// The column to enter as [`Lp::entering`] says, but as far away as the gap of the row allows, and the columns on
    /// the way: each of them goes over to its other bound instead of costing an exchange of its own (the long-step rule:
    /// Fourer, "Notes on the dual simplex method", 1994). None when all of them do not close the gap.
    fn far_entering(
        &self,
        tableau: &[f64],
        rise: bool,
        mut gap: f64,
    ) -> (Option<usize>, Vec<usize>) {
        let mut able: Vec<(f64, f64, usize)> = Vec::new();
        for (col, alpha) in tableau.iter().enumerate() {
            if alpha.abs() < PIVOT {
                continue;
            }
            let (lo, hi) = (self.lo[col], self.hi[col]);
            let upper = self.x[col] > lo + (hi - lo) / 2.0;
            let signed = if rise { -alpha } else { *alpha };
            if (signed > 0.0) != upper && hi - lo >= TOL {
                able.push((self.reduced[col].abs() / alpha.abs(), alpha.abs(), col));
            }
        }
        // Where nothing is gained, going far may turn on the spot.
        if able.iter().any(|(ratio, ..)| *ratio < 1e-12) {
            return (self.entering(tableau, rise), Vec::new());
        }
        let nearer =
            |a: &(f64, f64, usize), b: &(f64, f64, usize)| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2));
        let mut passed = Vec::new();
        let mut rest = able.as_mut_slice();
        let mut sorted = 0;
        while !rest.is_empty() {
            if sorted == 0 {
                // Mostly a few are passed: the others need no order.
                sorted = rest.len().min(12);
                if sorted < rest.len() {
                    rest.select_nth_unstable_by(sorted, nearer);
                }
                rest[..sorted].sort_unstable_by(nearer);
            }
            let ratio = rest[0].0;
            let ties = rest[..sorted].partition_point(|(other, ..)| *other <= ratio + 1e-12);
            sorted -= ties;
            let (group, more) = rest.split_at_mut(ties);
            let reach = group
                .iter()
                .map(|(_, alpha, col)| alpha * (self.hi[*col] - self.lo[*col]));
            gap -= reach.sum::<f64>();
            if gap < TOL {
                let widest = group
                    .iter()
                    .max_by(|a, b| a.1.total_cmp(&b.1).then(b.2.cmp(&a.2)));
                return (widest.map(|(.., col)| *col), passed);
            }
            passed.extend(group.iter().map(|(.., col)| *col));
            rest = more;
        }
        (None, passed)
    }

    /// Rests columns on their other bound.
    fn flip(&mut self, columns: &[usize]) {
        if columns.is_empty() {
            return;
        }
        let mut right = vec![0.0; self.rows];
        for col in columns {
            let (lo, hi) = (self.lo[*col], self.hi[*col]);
            let to = if self.x[*col] > lo + (hi - lo) / 2.0 {
                lo
            } else {
                hi
            };
            let by = to - self.x[*col];
            self.x[*col] = to;
            for (row, a) in self.cols.of(*col) {
                right[*row] -= a * by;
            }
        }
        let parts: Vec<(usize, f64)> = (right.into_iter().enumerate())
            .filter(|(_, b)| *b != 0.0)
            .collect();
        for row in 0..self.rows {
            let line = &self.inverse[row * self.rows..(row + 1) * self.rows];
            self.x[self.basis[row]] += parts.iter().map(|(at, b)| line[*at] * b).sum::<f64>();
        }
    }

    /// Exchanges the basic column of `row`, which comes to rest at `value`, against `enter`.
    pub fn pivot(&mut self, row: usize, enter: usize, tableau: &[f64], value: f64) {
        self.pivots += 1;
        let m = self.rows;
        let mut column = vec![0.0; m];
        for (at, line) in column.iter_mut().enumerate() {
            *line = (self.cols.of(enter).iter())
                .map(|(k, a)| self.inverse[at * m + k] * a)
                .sum();
        }
        let leave = self.basis[row];
        let step = (self.x[leave] - value) / column[row];
        for (at, part) in column.iter().enumerate() {
            self.x[self.basis[at]] -= step * part;
        }
        self.x[enter] += step;
        self.x[leave] = value;
        let dual = self.reduced[enter] / tableau[enter];
        for (col, alpha) in tableau.iter().enumerate() {
            if *alpha != 0.0 {
                self.reduced[col] -= dual * alpha;
            }
        }
        self.reduced[leave] = -dual;
        self.reduced[enter] = 0.0;
        let scale = 1.0 / column[row];
        let pivot_line: Vec<f64> = self.inverse[row * m..(row + 1) * m]
            .iter()
            .map(|a| a * scale)
            .collect();
        let parts: Vec<(usize, f64)> = (pivot_line.iter().copied().enumerate())
            .filter(|(_, a)| *a != 0.0)
            .collect();
        for (at, factor) in column.iter().copied().enumerate() {
            if at == row || factor == 0.0 {
                continue;
            }
            self.long[at] = 0.0;
            let line = &mut self.inverse[at * m..(at + 1) * m];
            if parts.len() * SPARSE < m {
                for (at, a) in &parts {
                    line[*at] -= factor * a;
                }
            } else {
                for (cell, a) in line.iter_mut().zip(&pivot_line) {
                    *cell -= factor * a;
                }
            }
        }
        self.long[row] = 0.0;
        self.inverse[row * m..(row + 1) * m].copy_from_slice(&pivot_line);
        self.basis[row] = enter;
        self.at[leave] = None;
        self.at[enter] = Some(row);
    }

    /// Dual simplex from the current basis.
    pub fn optimise(&mut self, limit: u64) -> End {
        let end = self.descend(limit);
        #[cfg(test)]
        let end = crate::injected::strike(&mut self.x, end);
        end
    }

    /// Whether a row that is said to contradict the bounds does so, from the columns as they were given:
    /// whatever the columns are within their bounds, they cannot add up to nothing.
    pub fn contradicts(&self, row: usize) -> bool {
        if self.lo.iter().zip(&self.hi).any(|(lo, hi)| lo > hi) {
            return true;
        }
        let rho = self.multipliers(row);
        let (mut least, mut most) = (0.0, 0.0);
        for (column, (lo, hi)) in self.cols.all().zip(self.lo.iter().zip(&self.hi)) {
            let a: f64 = column.iter().map(|(at, a)| rho[*at] * a).sum();
            least += (a * lo).min(a * hi);
            most += (a * lo).max(a * hi);
        }
        least > CERTAIN || most < -CERTAIN
    }

    fn descend(&mut self, limit: u64) -> End {
        for round in 0..limit {
            if round % 64 == 63 {
                self.refresh();
            }
            let mut worst: Option<(f64, f64, usize, bool)> = None;
            for row in 0..self.rows {
                let col = self.basis[row];
                let low = self.lo[col] - self.x[col];
                let high = self.x[col] - self.hi[col];
                let gap = low.max(high);
                if gap <= TOL {
                    continue;
                }
                // The steepest edge: how far the row is off, measured along itself.
                if self.long[row] <= 0.0 {
                    self.long[row] = squares(self.multipliers(row));
                }
                let worth = gap * gap / self.long[row];
                if worst.is_none_or(|(other, ..)| worth > other) {
                    worst = Some((worth, gap, row, low > high));
                }
            }
            let Some((_, gap, row, rise)) = worst else {
                return End::Optimal;
            };
            let tableau = self.tableau(row);
            let (enter, passed) = self.far_entering(&tableau, rise, gap);
            self.flip(&passed);
            let Some(enter) = enter else {
                return End::Infeasible(row);
            };
            let col = self.basis[row];
            let value = if rise { self.lo[col] } else { self.hi[col] };
            self.pivot(row, enter, &tableau, value);
        }
        End::Limit
    }

    /// The value of the current point.
    pub fn value(&self) -> f64 {
        self.cost
            .iter()
            .zip(&self.x)
            .map(|(cost, x)| cost * x)
            .sum()
    }
}
