//! Panels that realise given chances exactly, or a rule of whole panels that forbids them.
//!
//! First panels are peeled off: each takes as much of the remaining chances as it can while the
//! rest stays within all rules. What is left over is mended by [`crate::fit`]: least squares over
//! the panels known, whose residual finds the next panel. When no panel brings the chances nearer,
//! the packing programme `greatest sum of weights, each cell at most its chance` ends with prices that
//! every panel reaches and the chances do not: a cut, which proves that no lottery has these chances.

#![expect(
    clippy::indexing_slicing,
    reason = "dense numeric code; arrays are sized by cells and panels"
)]

use crate::cells::{Cell, Cells};
use crate::fit::{Fit, neighbours};
use crate::marginals::{Cut, int};
use crate::price::{Ask, Beat, Priced, Pricer};
use std::collections::BTreeMap;

const EPS: f64 = 1e-11;
const MASTER_CELLS: usize = 2_000;
/// Least squares grows with the cube of this: in larger pools peeling goes on however slow.
const FIT_CELLS: usize = 600;
const WIDTH: usize = 300;
/// Nodes after which the search for a panel of what is left begins anew, and how often it may.
const DIVE: u64 = 60;
const ATTEMPTS: usize = 3;
const SEEDS: usize = 12;
/// How much of the width the values take in proportion to their members.
const SHARE: f64 = 0.9;
const DONE: f64 = 1e-10;
/// Peeling has become slow when so many panels leave more than this share of what was left, and little is.
const SLOW_PANELS: usize = 10;
const SLOW_SHARE: f64 = 0.75;
const SLOW_FROM: f64 = 0.02;
/// Cells that are off by no more than this have what they should.
const REACHED: f64 = 2e-10;

/// So many panels one exchange away are tried beside one that was found.
const NEAR: usize = 6;

/// A panel that brings the chances a good deal nearer, and the one that does at all.
const QUICK: Ask = Ask {
    floor: 1e-3,
    nodes: 500,
    gap: 1e-3,
    share: 0.6,
    hasty: false,
};
/// The first looks for such a panel: short, since some take a hundred times as long as others, and another grain on the
/// weights is another way.
const HASTY: Ask = Ask {
    nodes: 20,
    hasty: true,
    ..QUICK
};
const LOOKS: usize = 16;
const GRAIN: f64 = 0.1;
const LONGER: Ask = Ask {
    nodes: 3_000,
    gap: 1e-4,
    ..QUICK
};
const THOROUGH: Ask = Ask {
    floor: 1e-5,
    nodes: 20_000,
    gap: 1e-6,
    share: 0.0,
    hasty: false,
};
/// A panel that costs clearly less than one, and one that costs less at all.
const CHEAP: Ask = Ask {
    floor: -1.0 + 1e-7,
    nodes: 60,
    gap: 0.02,
    share: 0.0,
    hasty: false,
};
const CHEAPEST: Ask = Ask {
    floor: -1.0 + 1e-9,
    nodes: 20_000,
    gap: 1e-9,
    share: 0.0,
    hasty: false,
};
pub(crate) const NEARLY: f64 = 1e-9;

/// Panels with their weights.
pub(crate) type Weighted = Vec<(Vec<usize>, f64)>;

/// The result for one vector of expected members per cell.
#[derive(Debug)]
pub(crate) enum Packed {
    /// Weights sum to one and reach every cell.
    Exact(Weighted),
    /// Prices (per cell) that every panel reaches, but the chances do not.
    Cut(Vec<f64>, Weighted),
    /// The steps allowed did not suffice; the weights sum to less than one.
    Short(Weighted),
}

/// Peels panels off until nothing, or nothing that fits, is left; gives back what is left. Another
/// number, another way.
pub(crate) fn peel(
    cells: &Cells,
    expected: &[f64],
    other: usize,
    watch: &mut dyn FnMut(usize, f64) -> bool,
) -> (Weighted, f64) {
    let mut rest = expected.to_vec();
    let mut mass = 1.0;
    let mut panels: Weighted = Vec::new();
    let mut earlier = f64::INFINITY;
    for nth in 0..4 * cells.cells.len() + 100 {
        if mass < DONE || !watch(panels.len(), 1.0 - mass) {
            break;
        }
        if nth % SLOW_PANELS == 0 {
            // What is left goes slowly: others take over, where there is room for them.
            if mass < SLOW_FROM && mass > earlier * SLOW_SHARE && cells.cells.len() <= FIT_CELLS {
                break;
            }
            earlier = mass;
        }
        let face = Face::new(cells, &rest, mass).another(other);
        let found = panels.len();
        let Some(panel) = face.panel(&mut || watch(found, 1.0 - mass)) else {
            break;
        };
        let step = face.length(&panel);
        if step < 1e-12 {
            break;
        }
        for cell in &panel {
            rest[*cell] = (rest[*cell] - step).max(0.0);
        }
        mass -= step;
        panels.push((panel, step));
    }
    (panels, mass)
}

/// What is left of the chances, and the rules that it exhausts.
pub(crate) struct Face<'a> {
    cells: &'a Cells,
    rest: &'a [f64],
    mass: f64,
    /// Per quota and per class, members expected in what is left.
    sums: Vec<f64>,
    held: Vec<f64>,
    /// Whether rules that are exhausted bind each panel.
    strict: bool,
    other: usize,
}

impl<'a> Face<'a> {
    pub fn new(cells: &'a Cells, rest: &'a [f64], mass: f64) -> Self {
        let mut sums = vec![0.0; cells.bounds.len()];
        let mut held = vec![0.0; cells.places.len()];
        for (cell, rest) in cells.cells.iter().zip(rest) {
            held[cell.class] += rest;
            for value in &cell.values {
                sums[*value] += rest;
            }
        }
        Self {
            cells,
            rest,
            mass,
            sums,
            held,
            strict: true,
            other: 0,
        }
    }

    /// The same without looking ahead: any legal panel of whoever is still behind.
    pub fn short_sighted(mut self) -> Self {
        self.strict = false;
        self
    }

    /// The same in another order among those who weigh as much.
    pub fn another(mut self, other: usize) -> Self {
        self.other = other;
        self
    }

    fn places(&self, class: usize) -> f64 {
        f64::from(self.cells.places[class])
    }

    fn full(&self, class: usize) -> bool {
        self.strict && self.held[class] >= self.places(class) * self.mass - EPS
    }

    /// A panel within the rules that are left, heavy where much is left. Looks at `WIDTH` cells first;
    /// when their rules contradict one another, at those who help as well, else at three times as many.
    pub fn panel(&self, beat: Beat<'_>) -> Option<Vec<usize>> {
        let order = self.order();
        let mut width = WIDTH;
        let mut chosen = self.choose(&order, width);
        loop {
            let helpers = match self.dive(&chosen, beat) {
                Dive::Panel(panel) => return Some(panel),
                _ if chosen.len() == order.len() || !beat() => return None,
                Dive::Blocked(helps) => {
                    let more = order
                        .iter()
                        .copied()
                        .filter(|at| helps[*at] && chosen.binary_search(at).is_err());
                    more.take(width / 3).collect()
                }
                Dive::Lost => Vec::new(),
            };
            if helpers.is_empty() {
                width *= 3;
                chosen = self.choose(&order, width);
            } else {
                chosen.extend(helpers);
                chosen.sort_unstable();
            }
        }
    }

    /// All cells of which something is left, the heaviest first.
    fn order(&self) -> Vec<usize> {
        // Where many weigh the same, neighbours are alike: a scattered order has some of every value.
        let weight = |at: usize| self.rest[at] * (1.0 + int(scattered(at)) * 1e-6);
        let mut order: Vec<(f64, usize)> = (0..self.rest.len())
            .filter(|cell| self.rest[*cell] > EPS)
            .map(|cell| (weight(cell), cell))
            .collect();
        order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        order.into_iter().map(|(_, cell)| cell).collect()
    }

    /// The first cells of the order, some of every value, and all that must sit.
    fn choose(&self, order: &[usize], width: usize) -> Vec<usize> {
        let mut seen = vec![0_usize; self.cells.bounds.len()];
        let mut chosen = Vec::new();
        // Of each value as many as a panel would like, or the heaviest may all be alike.
        let seats = f64::from(self.cells.k) * self.mass;
        let wide = u32::try_from(width).map_or(f64::INFINITY, f64::from);
        let share = |sum: &f64| (SHARE * wide * sum / seats).max(wide / 25.0);
        let wanted: Vec<usize> = self
            .sums
            .iter()
            .map(|sum| usize::try_from(crate::slips::whole(share(sum))).unwrap_or(0))
            .collect();
        for at in order {
            let cell = &self.cells.cells[*at];
            let full = self.full(cell.class);
            let rare = cell
                .values
                .iter()
                .any(|value| seen[*value] < wanted[*value]);
            if full || chosen.len() < width || rare {
                chosen.push(*at);
                for value in &cell.values {
                    seen[*value] += 1;
                }
            }
        }
        chosen.sort_unstable();
        chosen
    }

    fn dive(&self, chosen: &[usize], beat: Beat<'_>) -> Dive {
        let part = Cells {
            cells: chosen
                .iter()
                .map(|at| Cell {
                    class: self.cells.cells[*at].class,
                    values: self.cells.cells[*at].values.clone(),
                    persons: Vec::new(),
                })
                .collect(),
            places: self.cells.places.clone(),
            bounds: self.cells.bounds.clone(),
            cell_of: Vec::new(),
            place_of: Vec::new(),
            k: self.cells.k,
        };
        let mut pricer = Pricer::new(&part);
        let mut full: Vec<usize> = part
            .cells
            .iter()
            .map(|cell| cell.class)
            .filter(|class| self.full(*class))
            .collect();
        full.dedup();
        let quota = |at: usize| {
            let bounds = self.cells.bounds[at];
            let k = f64::from(self.cells.k);
            let (min, max) = (f64::from(bounds.min), f64::from(bounds.max).min(k));
            let low = if self.strict && self.sums[at] >= max * self.mass - EPS {
                max
            } else {
                min
            };
            let high = if self.strict && self.sums[at] <= min * self.mass + EPS {
                min
            } else {
                max
            };
            (low.min(high), high)
        };
        let most = |nth: usize| {
            let at = chosen[nth];
            let places = self.places(self.cells.cells[at].class);
            let certain = self.strict && self.rest[at] >= places * self.mass - EPS;
            (if certain { places } else { 0.0 }, places)
        };
        pricer.restrict(&full, most, quota);
        // Equal weights would let the simplex turn on the spot: a grain each tells them apart. A search
        // that loses its way begins anew with a coarser one.
        let mut found = None;
        for attempt in 0..ATTEMPTS {
            let first = 1e-3 * int(i64::try_from(1 + 300 * self.other).unwrap_or(1));
            let coarse = if attempt == 0 { first } else { 1.0 };
            let seed = ATTEMPTS * self.other + attempt;
            let grain = |at: usize| int(scattered(at * SEEDS + seed)) * 2e-6 * coarse;
            let weights: Vec<f64> = chosen
                .iter()
                .map(|at| self.rest[*at] / self.mass * (1.0 + grain(*at)))
                .collect();
            // Any panel will do: the first one is nearly the heaviest.
            let tried = pricer.search(&weights, Ask::any(DIVE), beat);
            let lost = tried.best.is_none() && !tried.proved;
            found = tried.best;
            if !lost {
                break;
            }
        }
        if let Some((panel, _)) = found {
            return Dive::Panel(panel.into_iter().map(|nth| chosen[nth]).collect());
        }
        let helps: Option<Vec<bool>> = (self.cells.cells.iter())
            .map(|cell| pricer.helps(cell))
            .collect();
        helps.map_or(Dive::Lost, Dive::Blocked)
    }

    /// How much weight a panel can take so that the rest keeps every rule.
    fn length(&self, panel: &[usize]) -> f64 {
        let mass = self.mass;
        let mut step = mass;
        let mut taken: BTreeMap<usize, f64> = BTreeMap::new();
        let mut class_taken: BTreeMap<usize, f64> = BTreeMap::new();
        for cell in panel {
            *taken.entry(*cell).or_default() += 1.0;
            *class_taken
                .entry(self.cells.cells[*cell].class)
                .or_default() += 1.0;
        }
        for (cell, taken) in &taken {
            step = step.min(self.rest[*cell] / taken);
        }
        for class in 0..self.held.len() {
            let places = self.places(class);
            let free = places - class_taken.get(&class).copied().unwrap_or(0.0);
            if free > 0.0 {
                step = step.min(((places * mass - self.held[class]) / free).max(0.0));
            }
        }
        let tally = self.cells.tally(panel);
        for (have, (bounds, sum)) in tally.iter().zip(self.cells.bounds.iter().zip(&self.sums)) {
            let (min, max) = (f64::from(bounds.min), f64::from(bounds.max));
            let have = f64::from(*have);
            if have < max {
                step = step.min(((max * mass - sum) / (max - have)).max(0.0));
            }
            if have > min {
                step = step.min(((sum - min * mass) / (have - min)).max(0.0));
            }
        }
        step
    }
}

/// What a look at some cells ends with.
enum Dive {
    Panel(Vec<usize>),
    /// Their rules contradict one another; for each cell whether it would help.
    Blocked(Vec<bool>),
    Lost,
}

/// A number below half a million that tells neighbours apart.
fn scattered(at: usize) -> i64 {
    i64::try_from(at.wrapping_mul(2_654_435_761) % 499_979).unwrap_or(0)
}

/// Realises the expected members per cell. `watch` hears panels found and the share done, and
/// stops the work by answering `false`. Weights that no panel brings nearer and that are off by no more
/// than `near` count as exact: the chances themselves are not known better.
pub(crate) fn pack(
    cells: &Cells,
    expected: &[f64],
    rounds: usize,
    near: f64,
    watch: &mut dyn FnMut(usize, f64) -> bool,
) -> Packed {
    let (peeled, mass) = peel(cells, expected, 0, watch);
    // Nobody's chance is short by more than the mass that is left.
    if mass < NEARLY {
        return Packed::Exact(peeled);
    }
    // The dense factor would not fit into memory beyond this.
    if cells.cells.len() > MASTER_CELLS {
        return Packed::Short(peeled);
    }
    let mut fit = Fit::new(expected);
    for (panel, _) in peeled {
        fit.add(panel);
    }
    match approach(cells, &mut fit, (rounds, near), watch) {
        Some(true) => Packed::Exact(fit.weighted()),
        Some(false) => separate(cells, expected, (rounds, near), fit.pool(), watch),
        None => Packed::Short(fit.weighted()),
    }
}

/// Adds panels until the chances are reached; `Some(false)` when no panel brings them nearer, `None`
/// when steps or patience ran out.
fn approach(
    cells: &Cells,
    fit: &mut Fit<'_>,
    (rounds, near): (usize, f64),
    watch: &mut dyn FnMut(usize, f64) -> bool,
) -> Option<bool> {
    let mut pricer = Pricer::new(cells);
    for _ in 0..rounds {
        fit.settle();
        let off = fit.off();
        if off < REACHED {
            return Some(true);
        }
        let (panels, share) = (fit.pool().len(), fit.share().max(0.0));
        if !watch(panels, share) {
            return None;
        }
        let weights: Vec<f64> = fit.residual.iter().map(|left| left / off).collect();
        let mut beat = || watch(panels, share);
        let mut found = glance(&mut pricer, &weights, fit.pool().len(), &mut beat);
        for ask in [QUICK, LONGER, THOROUGH] {
            if found.best.is_none() {
                found = pricer.search(&weights, ask, &mut beat);
            }
        }
        match found.best {
            Some((panel, _)) => {
                let near_by = neighbours(cells, &panel, &weights, NEAR);
                if !fit.take(panel) {
                    return (off < near).then_some(true);
                }
                for panel in near_by {
                    fit.add(panel);
                }
            }
            None if found.proved => return Some(off < near),
            None => return None,
        }
    }
    None
}

/// A panel that weighs more than nothing, by short looks in several ways; proves nothing.
fn glance(pricer: &mut Pricer<'_>, weights: &[f64], other: usize, beat: Beat<'_>) -> Priced {
    for look in 0..LOOKS {
        let coarse = GRAIN / 499_979.0 * int(i64::try_from(look).unwrap_or(0));
        let seed = look * 1_009 + other * 7_919;
        let grain = |at: usize| coarse * int(scattered(at * 37 + seed));
        let grained: Vec<f64> = (weights.iter().zip(0..))
            .map(|(weight, at)| weight + grain(at))
            .collect();
        let mut found = pricer.search(&grained, HASTY, beat);
        let closed = found.proved;
        if let Some((panel, value)) = &mut found.best {
            *value = panel.iter().map(|cell| weights[*cell]).sum();
            if *value > HASTY.floor {
                return found;
            }
        }
        if closed || !beat() {
            break;
        }
    }
    Priced {
        best: None,
        bound: f64::INFINITY,
        proved: false,
    }
}

/// Column generation on the packing programme, from panels that are known: its prices are a rule that
/// all panels keep and the chances break.
fn separate(
    cells: &Cells,
    expected: &[f64],
    (rounds, near): (usize, f64),
    known: &[Vec<usize>],
    watch: &mut dyn FnMut(usize, f64) -> bool,
) -> Packed {
    let mut master = Master::new(cells, expected, known.to_vec());
    let mut pricer = Pricer::new(cells);
    for _ in 0..rounds {
        master.optimise();
        let total = master.total();
        if total > 1.0 - DONE {
            return Packed::Exact(master.weighted());
        }
        let panels = master.pool.len();
        if !watch(panels, total) {
            break;
        }
        let prices = master.prices();
        let weights: Vec<f64> = prices.iter().map(|price| -price).collect();
        let mut beat = || watch(panels, total);
        let mut found = pricer.search(&weights, CHEAP, &mut beat);
        if found.best.is_none() {
            found = pricer.search(&weights, CHEAPEST, &mut beat);
        }
        match found.best {
            Some((panel, _)) => master.add(panel),
            None if !found.proved => break,
            None if total > 1.0 - near => return Packed::Exact(master.weighted()),
            None => return Packed::Cut(prices, master.weighted()),
        }
    }
    Packed::Short(master.weighted())
}

impl Cut {
    /// Whole weights from prices, and the most that any panel weighs, found by exact search.
    /// `None` when that search gave no proof or the chances do not break the cut after rounding.
    pub fn from_prices(
        cells: &Cells,
        prices: &[f64],
        expected: &[f64],
        beat: Beat<'_>,
    ) -> Option<Self> {
        // Coarse weights are easier to prove, if they still tell the chances from panels.
        let missing = 1.0 - dot(prices, expected);
        let exact = crate::proof::whole_numbers(prices, 60).map(|weights| (weights, 0.0));
        let coarse = [100.0, 1_000.0, 10_000.0, 100_000.0]
            .map(|scale| (scaled(prices, scale), missing * scale / 3.0));
        for (weights, least) in exact.into_iter().chain(coarse) {
            let common = weights.iter().copied().fold(0, common_factor).max(1);
            let least = least / int(common);
            let weights: Vec<i64> = weights.iter().map(|weight| -weight / common).collect();
            let floats: Vec<f64> = weights.iter().map(|weight| int(*weight)).collect();
            let found = Pricer::new(cells).search(&floats, Ask::best(20_000, 0.5), beat);
            let (panel, _) = found.best.filter(|_| found.proved)?;
            let most: i64 = panel.iter().map(|cell| weights[*cell]).sum();
            if dot(&floats, expected) > int(most) + least.max(1e-7) {
                return Some(Self { weights, most });
            }
        }
        None
    }
}

fn common_factor(a: i64, b: i64) -> i64 {
    if b == 0 {
        a.abs()
    } else {
        common_factor(b, a % b)
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn scaled(prices: &[f64], scale: f64) -> Vec<i64> {
    let whole = |price: &f64| crate::slips::whole((price * scale).round());
    prices.iter().map(whole).collect()
}

/// Primal simplex over a growing pool of panels.
struct Master {
    m: usize,
    pool: Vec<Vec<usize>>,
    /// Columns below `m` are slacks of cells, then panels.
    basis: Vec<usize>,
    basic: Vec<bool>,
    x: Vec<f64>,
    prices: Vec<f64>,
    /// By column, so that a panel is a sum of few of them.
    inverse: Vec<f64>,
    pivots: u64,
}

impl Master {
    fn new(cells: &Cells, expected: &[f64], pool: Vec<Vec<usize>>) -> Self {
        let m = cells.cells.len();
        let mut inverse = vec![0.0; m * m];
        for row in 0..m {
            inverse[row * m + row] = 1.0;
        }
        Self {
            m,
            basis: (0..m).collect(),
            basic: (0..m + pool.len()).map(|col| col < m).collect(),
            x: expected.to_vec(),
            prices: vec![0.0; m],
            inverse,
            pool,
            pivots: 0,
        }
    }

    fn add(&mut self, panel: Vec<usize>) {
        self.pool.push(panel);
        self.basic.push(false);
    }

    fn total(&self) -> f64 {
        let panels = self
            .basis
            .iter()
            .zip(&self.x)
            .filter(|(col, _)| **col >= self.m);
        panels.map(|(_, x)| x.max(0.0)).sum()
    }

    fn prices(&self) -> Vec<f64> {
        self.prices.iter().map(|price| price.max(0.0)).collect()
    }

    fn weighted(&self) -> Weighted {
        self.basis
            .iter()
            .zip(&self.x)
            .filter(|(col, x)| **col >= self.m && **x > 1e-13)
            .map(|(col, x)| (self.pool[col - self.m].clone(), *x))
            .collect()
    }

    fn gain(&self, col: usize) -> f64 {
        if col < self.m {
            -self.prices[col]
        } else {
            1.0 - self.pool[col - self.m]
                .iter()
                .map(|cell| self.prices[*cell])
                .sum::<f64>()
        }
    }

    fn optimise(&mut self) {
        for _ in 0..20 * self.m + 200 {
            let mut best: Option<(f64, usize)> = None;
            for col in 0..self.m + self.pool.len() {
                if self.basic[col] {
                    continue;
                }
                let gain = self.gain(col);
                if gain > 1e-9 && best.is_none_or(|(other, _)| gain > other) {
                    best = Some((gain, col));
                }
            }
            let Some((gain, col)) = best else { return };
            if !self.pivot(col, gain) {
                return;
            }
        }
    }

    fn pivot(&mut self, enter: usize, gain: f64) -> bool {
        let m = self.m;
        let mut column = vec![0.0; m];
        let parts: Vec<usize> = if enter < m {
            vec![enter]
        } else {
            self.pool[enter - m].clone()
        };
        for part in parts {
            for (sum, a) in column
                .iter_mut()
                .zip(&self.inverse[part * m..(part + 1) * m])
            {
                *sum += a;
            }
        }
        let mut choice: Option<(f64, f64, usize)> = None;
        for (row, a) in column.iter().enumerate() {
            if *a > 1e-9 {
                let ratio = self.x[row].max(0.0) / a;
                let better = choice.is_none_or(|(other, size, _)| {
                    ratio < other - 1e-13 || (ratio <= other + 1e-13 && *a > size)
                });
                if better {
                    choice = Some((ratio, *a, row));
                }
            }
        }
        let Some((ratio, size, row)) = choice else {
            return false;
        };
        self.pivots += 1;
        for (x, a) in self.x.iter_mut().zip(&column) {
            *x -= ratio * a;
        }
        self.x[row] = ratio;
        let leave = self.basis[row];
        column[row] -= 1.0;
        let touched: Vec<usize> = (0..m).filter(|row| column[*row] != 0.0).collect();
        for part in 0..m {
            let line = &mut self.inverse[part * m..(part + 1) * m];
            let factor = line[row] / size;
            if factor != 0.0 {
                for at in &touched {
                    line[*at] -= factor * column[*at];
                }
                self.prices[part] += gain * factor;
            }
        }
        self.basis[row] = enter;
        self.basic[leave] = false;
        self.basic[enter] = true;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marginals::{marginals, tests::data};

    #[test]
    fn packed_panels_add_up_to_the_chances() {
        for name in ["transfo_45_20", "transfo_120_20_equipe"] {
            let cells = Cells::new(&data(name), true);
            let chances = marginals(&cells, &[]).unwrap();
            let expected = chances.expected(&cells);
            let Packed::Exact(panels) = pack(&cells, &expected, 3000, NEARLY, &mut |_, _| true)
            else {
                panic!("{name}");
            };
            let mut reached = vec![0.0; cells.cells.len()];
            for (panel, weight) in &panels {
                assert!(cells.legal(panel) && *weight > 0.0);
                for cell in panel {
                    reached[*cell] += weight;
                }
            }
            for (reached, expected) in reached.iter().zip(&expected) {
                assert!(
                    (reached - expected).abs() < 1e-9,
                    "{name}: {reached} {expected}"
                );
            }
        }
    }
}
