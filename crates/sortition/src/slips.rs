//! From exact chances to numbered panels: everybody is on their share of the slips, rounded up or
//! down.
//!
//! Whole multiples of the panels found come first. The rest is chosen slip by slip, each time a
//! legal panel of whoever is furthest behind; a repair by exchanges follows. Persons of a cell then
//! take its seats in turn, in an order that depends on a hash and not on the alphabet.

#![expect(
    clippy::indexing_slicing,
    reason = "positions of persons and cells come from the arrays they index"
)]

use crate::canon;
use crate::cells::Cells;
use crate::marginals::int;
use crate::packing::{Face, Weighted};
use crate::price::Pricer;
use crate::problem::Problem;
use rand_chacha::ChaCha8Rng;

/// Slips that may be chosen again.
const TRIES: usize = 400;

/// The panels of all slips over cells. With `whole`, the chances lie on a face that only whole
/// panels know, and all slips come from the panels given.
pub(crate) fn round(
    cells: &Cells,
    panels: &Weighted,
    expected: &[f64],
    m: u32,
    whole: bool,
) -> Vec<Vec<usize>> {
    let total = f64::from(m);
    let size = usize::try_from(m).unwrap_or(0);
    let mut rest: Vec<f64> = expected.iter().map(|expected| expected * total).collect();
    let mut slips: Vec<Vec<usize>> = Vec::new();
    for (panel, weight) in panels {
        let mut times = (weight * total + 1e-9).floor();
        while times > 0.5 && slips.len() < size {
            slips.push(panel.clone());
            for cell in panel {
                rest[*cell] -= 1.0;
            }
            times -= 1.0;
        }
    }
    while slips.len() < size {
        let left = f64::from(u32::try_from(size - slips.len()).unwrap_or(1));
        let face = || Face::new(cells, &rest, left);
        let found = if whole {
            None
        } else {
            face().panel().or_else(|| face().short_sighted().panel())
        };
        let Some(panel) = found.or_else(|| heaviest(panels, &rest)) else {
            break;
        };
        for cell in &panel {
            rest[*cell] -= 1.0;
        }
        slips.push(panel);
    }
    let mut repair = Repair::new(cells, slips, expected, total);
    if !whole {
        repair.run();
    }
    repair.widen(expected, total);
    repair.run();
    repair.choose_again(panels, whole);
    repair.slips
}

/// Of the panels given, the one whose members are furthest behind.
fn heaviest(panels: &Weighted, rest: &[f64]) -> Option<Vec<usize>> {
    let weight =
        |panel: &[usize]| -> f64 { panel.iter().map(|cell| rest[*cell].clamp(-2.0, 2.0)).sum() };
    panels
        .iter()
        .map(|(panel, _)| (weight(panel), panel))
        .reduce(|best, next| if next.0 > best.0 + 1e-9 { next } else { best })
        .map(|(_, panel)| panel.clone())
}

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

struct Repair<'a> {
    dice: ChaCha8Rng,
    cells: &'a Cells,
    slips: Vec<Vec<usize>>,
    count: Vec<i64>,
    low: Vec<i64>,
    high: Vec<i64>,
}

impl<'a> Repair<'a> {
    fn new(cells: &'a Cells, slips: Vec<Vec<usize>>, expected: &[f64], total: f64) -> Self {
        let mut count = vec![0; cells.cells.len()];
        for cell in slips.iter().flatten() {
            count[*cell] += 1;
        }
        let share = |at: usize, up: bool| {
            let persons = i64::try_from(cells.cells[at].persons.len()).unwrap_or(1);
            let each = expected[at] * total / int(persons);
            let each = if up {
                (each - 1e-7).ceil()
            } else {
                (each + 1e-7).floor()
            };
            persons * whole(each)
        };
        Self {
            dice: crate::dice::rng("repair"),
            cells,
            count,
            low: (0..cells.cells.len()).map(|at| share(at, false)).collect(),
            high: (0..cells.cells.len()).map(|at| share(at, true)).collect(),
            slips,
        }
    }

    /// Allows everybody one slip more or less than their share, if nobody falls below the share of
    /// the lowest.
    fn widen(&mut self, expected: &[f64], total: f64) {
        let each = |cell: usize| {
            let persons = i64::try_from(self.cells.cells[cell].persons.len()).unwrap_or(1);
            (persons, expected[cell] * total / int(persons))
        };
        let least = (0..expected.len())
            .map(|cell| each(cell).1)
            .fold(f64::INFINITY, f64::min);
        for cell in 0..expected.len() {
            let (persons, share) = each(cell);
            let low = (share - 1.0 - 1e-7)
                .ceil()
                .max((least + 1e-7).floor())
                .max(0.0);
            self.low[cell] = persons * whole(low);
            self.high[cell] = persons * whole((share + 1.0 + 1e-7).floor());
        }
    }

    fn off(&self, cell: usize, change: i64) -> i64 {
        let count = self.count[cell] + change;
        (self.low[cell] - count).max(0) + (count - self.high[cell]).max(0)
    }

    /// Exchanges one member of one slip as long as that brings cells closer to their share; a cell
    /// in the way may pass the surplus on.
    fn run(&mut self) {
        for _ in 0..12 {
            let mut worse: Vec<usize> = (0..self.count.len())
                .filter(|cell| self.off(*cell, 0) > 0)
                .collect();
            if worse.is_empty() {
                return;
            }
            worse.sort_by_key(|cell| -self.off(*cell, 0));
            for cell in worse {
                let mut tries = 0;
                while self.off(cell, 0) > 0 && tries < 50 {
                    let up = self.count[cell] < self.low[cell];
                    if !self.mend(cell, up) {
                        break;
                    }
                    tries += 1;
                }
            }
        }
    }

    /// Takes one slip out and chooses it again, heavy where members are missing, light where there
    /// are too many, as long as somebody is off their share.
    fn choose_again(&mut self, panels: &Weighted, whole: bool) {
        let mut pricer = Pricer::new(self.cells);
        let mut rng = crate::dice::rng("choose again");
        let tries = if self.count.len() > 600 {
            TRIES / 10
        } else {
            TRIES
        };
        for _ in 0..tries {
            let off: Vec<usize> = (0..self.count.len())
                .filter(|cell| self.off(*cell, 0) > 0)
                .collect();
            let over: Vec<usize> = off
                .iter()
                .copied()
                .filter(|cell| self.count[*cell] > self.high[*cell])
                .collect();
            if off.is_empty() {
                return;
            }
            let fitting: Vec<usize> = (0..self.slips.len())
                .filter(|slip| {
                    over.is_empty() || self.slips[*slip].iter().any(|cell| over.contains(cell))
                })
                .collect();
            let Ok(size) = u64::try_from(fitting.len()) else {
                return;
            };
            let nth = usize::try_from(crate::dice::below(&mut rng, size)).unwrap_or(0);
            let Some(slip) = fitting.get(nth).copied() else {
                return;
            };
            for cell in &self.slips[slip] {
                self.count[*cell] -= 1;
            }
            let weights: Vec<f64> = (0..self.count.len())
                .map(|cell| {
                    let jitter =
                        int(i64::try_from(crate::dice::below(&mut rng, 1000)).unwrap_or(0));
                    int(self.off(cell, 0) - self.off(cell, 1)) + jitter * 1e-5
                })
                .collect();
            let weigh = |panel: &[usize]| -> f64 { panel.iter().map(|cell| weights[*cell]).sum() };
            let now = weigh(&self.slips[slip]);
            let known = panels
                .iter()
                .map(|(panel, _)| panel)
                .filter(|panel| weigh(panel) > now);
            let known = known.max_by(|a, b| weigh(a).total_cmp(&weigh(b))).cloned();
            let better = match known {
                Some(panel) if whole => Some(panel),
                None if whole => None,
                known => {
                    let floor = known.as_ref().map_or(now, |panel| weigh(panel));
                    pricer
                        .search(&weights, floor, 60, 0.01)
                        .best
                        .map(|(panel, _)| panel)
                        .or(known)
                }
            };
            if let Some(panel) = better {
                self.slips[slip] = panel;
            }
            for cell in &self.slips[slip] {
                self.count[*cell] += 1;
            }
        }
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
                for other in 0..self.cells.cells.len() {
                    self.weigh(
                        Seat {
                            slip,
                            seat,
                            out: cell,
                        },
                        other,
                        &have,
                        &mut best,
                    );
                }
            }
        }
        let Some(Exchange {
            seat: Seat { slip, seat, out },
            to,
            ..
        }) = best
        else {
            return false;
        };
        self.count[out] -= 1;
        self.count[to] += 1;
        self.slips[slip][seat] = to;
        self.slips[slip].sort_unstable();
        true
    }

    fn weigh(&mut self, seat: Seat, to: usize, have: &[u32], best: &mut Option<Exchange>) {
        let Seat { slip, out, .. } = seat;
        if out == to {
            return;
        }
        let cost = self.off(out, -1) - self.off(out, 0) + self.off(to, 1) - self.off(to, 0);
        // Ties fall by lot, or the trouble would go round in circles.
        let lot = crate::dice::below(&mut self.dice, 1 << 30);
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

/// A whole number kept as floating point.
pub(crate) fn whole(value: f64) -> i64 {
    let mut low = 0_i64;
    let mut high = 1_i64 << 53;
    while low < high {
        let middle = low + (high - low + 1) / 2;
        if int(middle) <= value + 0.25 {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

/// Gives persons to the cells of each slip, the least chosen of a cell first; slips are sorted.
pub(crate) fn seat(problem: &Problem, cells: &Cells, panels: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let hash = problem.hash();
    let tickets: Vec<String> = problem
        .ids()
        .map(|id| canon::hash(&format!("transfo order 1\n{hash}\n{id}")))
        .collect();
    let mut counts = vec![0_u32; problem.len()];
    let mut slips = Vec::new();
    for panel in panels {
        let mut taken: Vec<usize> = Vec::with_capacity(panel.len());
        for cell in panel {
            let cell = &cells.cells[*cell];
            let free = |at: &usize| {
                !taken.iter().any(|other| {
                    cells.cells[cells.cell_of[*other]].class == cell.class
                        && cells.place_of[*other] == cells.place_of[*at]
                })
            };
            let next = cell
                .persons
                .iter()
                .copied()
                .filter(free)
                .min_by(|a, b| (counts[*a], &tickets[*a]).cmp(&(counts[*b], &tickets[*b])));
            if let Some(at) = next {
                counts[at] += 1;
                taken.push(at);
            }
        }
        taken.sort_unstable();
        slips.push(taken);
    }
    slips.sort();
    slips
}
