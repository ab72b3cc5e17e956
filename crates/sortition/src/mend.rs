//! Brings numbered panels closer to everybody's share, by exchanges of members and of whole panels.
//!
//! The share of a cell is a range: all its persons rounded down to all rounded up. When no search
//! finds slips within all ranges, a whole share may give way by one slip, in one direction for all
//! people of a profile; what is found last is never worse than what was given. Bounded by steps.

#![expect(
    clippy::indexing_slicing,
    reason = "positions of cells, slips and panels come from the arrays they index"
)]

mod chain;

use crate::cells::Cells;
use crate::dice;
use crate::marginals::int;
use crate::packing::Weighted;
use crate::price::{Ask, Beat, Pricer};
use crate::slips::{Exact, whole};
use rand_chacha::ChaCha8Rng;
use std::collections::{BTreeMap, BTreeSet};

/// Whole panels that may be tried in one go.
const TRIES: usize = 2_000;
/// Luck differs much from start to start: so many are begun, with so many tries each, before one goes on.
const STARTS: usize = 3;
/// Rounds of chains and tries at a start, and when it goes on.
const ROUNDS: usize = 6;
const MORE_ROUNDS: usize = 15;
/// Rounds without any gain after which no more are tried.
const STUCK: usize = 3;
/// Tries after which a new panel joins; later where there are many cells.
const FRESH: usize = 400;
/// Panels or slips of which the best is tried.
const LOOKS: usize = 12;
/// Rounding of chances that are whole but for the last decimals.
const GRAIN: f64 = 1e-7;

/// One member of one slip.
#[derive(Clone, Copy)]
struct Seat {
    slip: usize,
    seat: usize,
    out: usize,
}

struct Exchange {
    cost: i64,
    lot: u64,
    seat: Seat,
    to: usize,
}

/// Panels to choose from.
struct Pool {
    panels: Vec<Vec<usize>>,
    /// For each cell the panels with it.
    with: Vec<Vec<usize>>,
    known: BTreeSet<Vec<usize>>,
}

impl Pool {
    fn new(panels: &Weighted, slips: &[Vec<usize>], cells: usize) -> Self {
        let mut pool = Self {
            panels: Vec::new(),
            with: vec![Vec::new(); cells],
            known: BTreeSet::new(),
        };
        pool.extend(panels.iter().map(|(panel, _)| panel.clone()));
        pool.extend(slips.iter().cloned());
        pool
    }

    fn extend(&mut self, panels: impl IntoIterator<Item = Vec<usize>>) {
        for panel in panels {
            if self.known.insert(panel.clone()) {
                for cell in &panel {
                    self.with[*cell].push(self.panels.len());
                }
                self.panels.push(panel);
            }
        }
    }
}

/// The slips under repair.
pub(crate) struct Mend<'a> {
    dice: ChaCha8Rng,
    cells: &'a Cells,
    exact: &'a Exact<'a>,
    panels: Weighted,
    slips: Vec<Vec<usize>>,
    count: Vec<i64>,
    low: Vec<i64>,
    high: Vec<i64>,
}

impl<'a> Mend<'a> {
    pub fn new(
        cells: &'a Cells,
        slips: Vec<Vec<usize>>,
        (exact, panels): (&'a Exact<'a>, Weighted),
    ) -> Self {
        let mut mend = Self {
            dice: dice::rng("mend"),
            cells,
            exact,
            panels,
            slips,
            count: vec![0; cells.cells.len()],
            low: Vec::new(),
            high: Vec::new(),
        };
        for cell in mend.slips.iter().flatten() {
            mend.count[*cell] += 1;
        }
        let all = 0..cells.cells.len();
        mend.low = all
            .clone()
            .map(|cell| mend.persons(cell) * whole((mend.share(cell) + GRAIN).floor()))
            .collect();
        mend.high = all
            .map(|cell| mend.persons(cell) * whole((mend.share(cell) - GRAIN).ceil().max(0.0)))
            .collect();
        mend
    }

    /// All steps, each only as far as somebody is still off; `None` when the watcher stops the work.
    pub fn run(mut self, watch: &mut dyn FnMut(f64) -> bool) -> Option<Vec<Vec<usize>>> {
        for widen in [None, Some(true), Some(false)] {
            if self.sum() == 0 {
                break;
            }
            if let Some(one_way) = widen {
                self.widen(one_way);
            }
            if !self.settle(MORE_ROUNDS, watch) {
                return None;
            }
        }
        Some(self.slips)
    }

    /// Exchanges members, chains of them and whole slips in turn; `false` when the watcher stops the work.
    fn settle(&mut self, rounds: usize, watch: &mut dyn FnMut(f64) -> bool) -> bool {
        if !self.exchange(watch) {
            return false;
        }
        let mut pool = Pool::new(&self.panels, &self.slips, self.count.len());
        let mut pricer = Pricer::new(self.cells);
        let mut stuck = 0;
        for _ in 0..rounds {
            if self.sum() == 0 || stuck == STUCK {
                break;
            }
            let before = self.sum();
            if !self.chains(watch) || !self.choose_again((&mut pool, &mut pricer), watch) {
                return false;
            }
            stuck = if self.sum() < before { 0 } else { stuck + 1 };
        }
        true
    }

    /// Begins some times over and keeps the best; by how much all are off then, `None` when the watcher stops the work.
    pub fn begin(&mut self, watch: &mut dyn FnMut(f64) -> bool) -> Option<i64> {
        let begun = self.slips.clone();
        let mut best = (self.sum(), begun.clone());
        for _ in 0..STARTS {
            if best.0 == 0 {
                break;
            }
            self.put(begun.clone());
            if !self.settle(ROUNDS, watch) {
                return None;
            }
            if self.sum() < best.0 {
                best = (self.sum(), self.slips.clone());
            }
        }
        self.put(best.1);
        Some(best.0)
    }

    /// Goes on from these slips.
    fn put(&mut self, slips: Vec<Vec<usize>>) {
        for slip in std::mem::replace(&mut self.slips, slips) {
            self.turn(&slip, -1);
        }
        for slip in 0..self.slips.len() {
            self.turn_in(slip, 1);
        }
    }

    fn persons(&self, cell: usize) -> i64 {
        i64::try_from(self.cells.cells[cell].persons.len()).unwrap_or(1)
    }

    /// Slips that one person of a cell should be on.
    fn share(&self, cell: usize) -> f64 {
        self.exact.expected[cell] * f64::from(self.exact.m) / int(self.persons(cell))
    }

    /// Allows people whose share is whole one slip less or more: with `one_way`, for each profile
    /// only the way it already leans. Nobody falls below the lowest share rounded down.
    fn widen(&mut self, one_way: bool) {
        let mut lean: BTreeMap<&[usize], i64> = BTreeMap::new();
        for (cell, at) in self.cells.cells.iter().zip(0..) {
            *lean.entry(&cell.values).or_default() += self.count[at] - self.low[at];
        }
        let all = 0..self.count.len();
        let least = all.map(|at| self.share(at)).fold(f64::INFINITY, f64::min);
        for (at, cell) in self.cells.cells.iter().enumerate() {
            let (share, persons) = (self.share(at), self.persons(at));
            let lean = lean.get(cell.values.as_slice()).copied().unwrap_or(0);
            let down = (share - 1.0 - GRAIN).ceil();
            let down = down.max((least + GRAIN).floor()).max(0.0);
            if !one_way || lean < 0 {
                self.low[at] = self.low[at].min(persons * whole(down));
            }
            if !one_way || lean > 0 {
                self.high[at] = persons * whole((share + 1.0 + GRAIN).floor());
            }
        }
    }

    fn sum(&self) -> i64 {
        (0..self.count.len()).map(|cell| self.off(cell, 0)).sum()
    }

    fn off(&self, cell: usize, change: i64) -> i64 {
        let count = self.count[cell] + change;
        let off = (self.low[cell] - count).max(0) + (count - self.high[cell]).max(0);
        // One by two slips is worse than two by one.
        off * off
    }

    fn astray(&self) -> Vec<usize> {
        (0..self.count.len())
            .filter(|cell| self.off(*cell, 0) > 0)
            .collect()
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(1);
        usize::try_from(dice::below(&mut self.dice, bound)).unwrap_or(0)
    }

    /// Exchanges one member of one slip as long as that brings cells closer to their share; a cell
    /// in the way may pass the surplus on.
    fn exchange(&mut self, watch: &mut dyn FnMut(f64) -> bool) -> bool {
        for _ in 0..12 {
            let mut worse = self.astray();
            worse.sort_by_key(|cell| -self.off(*cell, 0));
            for cell in worse {
                let mut tries = 0;
                while self.off(cell, 0) > 0 && tries < 50 {
                    if !watch(0.9) {
                        return false;
                    }
                    let up = self.count[cell] < self.low[cell];
                    if !self.mend(cell, up) {
                        break;
                    }
                    tries += 1;
                }
            }
        }
        true
    }

    /// Exchanges whole slips against other panels as long as somebody is off their share: downhill,
    /// at times uphill, and with new panels that are heavy where members are missing.
    fn choose_again(
        &mut self,
        (pool, pricer): (&mut Pool, &mut Pricer<'_>),
        watch: &mut dyn FnMut(f64) -> bool,
    ) -> bool {
        let mut astray = self.astray();
        let mut sum = self.sum();
        let mut best = (sum, self.slips.clone());
        let seldom = FRESH * (1 + self.count.len() / 64);
        for step in 0..TRIES {
            if best.0 == 0 {
                break;
            }
            if step % FRESH == 0 && !watch(0.95) {
                return false;
            }
            if step % seldom == 0 {
                let fresh = self.fresh(pricer, &mut || watch(0.95));
                pool.extend(fresh);
            }
            let cell = match self.below(astray.len()) {
                nth if nth < astray.len() => astray[nth],
                _ => break,
            };
            let Some((slip, new)) = self.propose(pool, cell) else {
                continue;
            };
            let old = std::mem::replace(&mut self.slips[slip], new);
            let change = self.turn(&old, -1) + self.turn_in(slip, 1);
            // One step uphill in thirty-two is taken, two steps in a thousand, and so on.
            let shift = change.clamp(0, 10) * 5;
            if change > 0 && self.below(1 << shift) > 0 {
                self.turn_in(slip, -1);
                self.turn(&old, 1);
                self.slips[slip] = old;
                continue;
            }
            sum += change;
            astray.retain(|cell| self.off(*cell, 0) > 0);
            for cell in old.iter().chain(&self.slips[slip]) {
                if self.off(*cell, 0) > 0 && !astray.contains(cell) {
                    astray.push(*cell);
                }
            }
            if sum < best.0 {
                best = (sum, self.slips.clone());
            }
        }
        // Those who are as well off as the best may stay: others may follow from them.
        if sum > best.0 {
            self.put(best.1);
        }
        true
    }

    /// A slip and what could stand in its place: for who is behind a panel with them, for who is ahead
    /// a slip without them.
    fn propose(&mut self, pool: &Pool, cell: usize) -> Option<(usize, Vec<usize>)> {
        let up = self.count[cell] < self.low[cell];
        let first = self.below(self.slips.len());
        let slips = (first..self.slips.len()).chain(0..first);
        let slip = if up {
            first
        } else {
            let mut with = slips.filter(|slip| self.slips[*slip].contains(&cell));
            with.next()?
        };
        if self.below(2) == 0 {
            return Some((slip, self.neighbour(slip, cell, up)?));
        }
        if up {
            let with = &pool.with[cell];
            let nth = *with.get(self.below(with.len()))?;
            let slips: Vec<usize> = (0..LOOKS).map(|_| self.below(self.slips.len())).collect();
            let best = slips
                .into_iter()
                .min_by_key(|slip| self.cost(*slip, &pool.panels[nth]))?;
            return Some((best, pool.panels[nth].clone()));
        }
        let panels: Vec<usize> = (0..LOOKS).map(|_| self.below(pool.panels.len())).collect();
        let best = panels
            .into_iter()
            .min_by_key(|nth| self.cost(slip, &pool.panels[*nth]))?;
        Some((slip, pool.panels[best].clone()))
    }

    /// By how much more all would be off, nearly: members of both panels are weighed twice.
    fn cost(&self, slip: usize, new: &[usize]) -> i64 {
        let change = |cell: &usize, sign| self.off(*cell, sign) - self.off(*cell, 0);
        let old = self.slips[slip].iter().filter(|cell| !new.contains(cell));
        let coming = new.iter().filter(|cell| !self.slips[slip].contains(cell));
        old.map(|cell| change(cell, -1)).sum::<i64>()
            + coming.map(|cell| change(cell, 1)).sum::<i64>()
    }

    /// Counts a panel in or out; returns by how much more all are off.
    fn turn(&mut self, panel: &[usize], sign: i64) -> i64 {
        let mut change = 0;
        for cell in panel {
            change += self.off(*cell, sign) - self.off(*cell, 0);
            self.count[*cell] += sign;
        }
        change
    }

    fn turn_in(&mut self, slip: usize, sign: i64) -> i64 {
        let panel = std::mem::take(&mut self.slips[slip]);
        let change = self.turn(&panel, sign);
        self.slips[slip] = panel;
        change
    }

    /// The slip with one member exchanged, the cell itself if it can be, where the rules let it.
    fn neighbour(&mut self, slip: usize, cell: usize, up: bool) -> Option<Vec<usize>> {
        let any = self.below(self.count.len());
        let mut panel = self.slips[slip].clone();
        let seat = match panel.iter().position(|member| *member == cell) {
            Some(seat) if !up => seat,
            _ => self.below(panel.len()),
        };
        let to = if up { cell } else { any };
        let out = panel[seat];
        let have = self.cells.tally(&panel);
        if out == to || !self.fits(slip, out, to, &have) {
            return None;
        }
        panel[seat] = to;
        panel.sort_unstable();
        Some(panel)
    }

    /// A panel that is not on any slip yet, perhaps.
    fn fresh(&mut self, pricer: &mut Pricer<'_>, beat: Beat<'_>) -> Option<Vec<usize>> {
        let weights: Vec<f64> = (0..self.count.len())
            .map(|cell| {
                let grain = int(i64::try_from(self.below(1000)).unwrap_or(0)) * 1e-3;
                let (now, more, less) = (self.off(cell, 0), self.off(cell, 1), self.off(cell, -1));
                int((now - more).signum() + (less - now).signum()) + grain
            })
            .collect();
        let found = pricer.search(&weights, Ask::best(60, 0.5), beat);
        found.best.map(|(panel, _)| panel)
    }

    /// One exchange that takes the cell one step towards its share at no cost to others, or else
    /// one that moves the trouble to a cell with as little of it.
    fn mend(&mut self, cell: usize, up: bool) -> bool {
        let mut best: Option<Exchange> = None;
        for slip in 0..self.slips.len() {
            let has = self.slips[slip].contains(&cell);
            if has == up && (up || !has) {
                continue;
            }
            let have = self.cells.tally(&self.slips[slip]);
            if up {
                for seat in 0..self.slips[slip].len() {
                    let out = self.slips[slip][seat];
                    self.weigh(Seat { slip, seat, out }, cell, &have, &mut best);
                }
            } else if let Some(seat) = self.slips[slip].iter().position(|other| *other == cell) {
                let out = cell;
                for other in 0..self.cells.cells.len() {
                    self.weigh(Seat { slip, seat, out }, other, &have, &mut best);
                }
            }
        }
        let Some(Exchange { seat, to, .. }) = best else {
            return false;
        };
        self.count[seat.out] -= 1;
        self.count[to] += 1;
        self.slips[seat.slip][seat.seat] = to;
        self.slips[seat.slip].sort_unstable();
        true
    }

    fn weigh(&mut self, seat: Seat, to: usize, have: &[u32], best: &mut Option<Exchange>) {
        let Seat { slip, out, .. } = seat;
        if out == to {
            return;
        }
        let cost = self.off(out, -1) - self.off(out, 0) + self.off(to, 1) - self.off(to, 0);
        // Ties fall by lot, or the trouble would go round in circles.
        let lot = dice::below(&mut self.dice, 1 << 30);
        let better = best
            .as_ref()
            .is_none_or(|best| (cost, lot) < (best.cost, best.lot));
        if cost <= 0 && better && self.fits(slip, out, to, have) {
            *best = Some(Exchange {
                cost,
                lot,
                seat,
                to,
            });
        }
    }

    fn fits(&self, slip: usize, out: usize, to: usize, have: &[u32]) -> bool {
        let (leaving, coming) = (&self.cells.cells[out], &self.cells.cells[to]);
        let quotas = leaving.values.iter().zip(&coming.values).all(|(old, new)| {
            old == new
                || (have[*old] > self.cells.bounds[*old].min
                    && have[*new] < self.cells.bounds[*new].max)
        });
        if !quotas {
            return false;
        }
        let used = self.slips[slip]
            .iter()
            .filter(|at| self.cells.cells[**at].class == coming.class);
        let used = used.count() - usize::from(leaving.class == coming.class);
        usize::try_from(self.cells.places[coming.class]).is_ok_and(|places| used < places)
    }
}
