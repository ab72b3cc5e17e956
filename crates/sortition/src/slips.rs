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

/// Slips that may be chosen again.
const TRIES: usize = 400;

/// The panels of all slips over cells, and how far from their share the worst cell is.
pub(crate) fn round(cells: &Cells, panels: &Weighted, expected: &[f64], m: u32) -> Vec<Vec<usize>> {
    let total = f64::from(m);
    let mut rest: Vec<f64> = expected.iter().map(|expected| expected * total).collect();
    let mut slips = Vec::new();
    let mut by_rest: Vec<(f64, &Vec<usize>)> = Vec::new();
    for (panel, weight) in panels {
        let share = weight * total + 1e-9;
        let mut whole = share.floor();
        by_rest.push((share - whole, panel));
        while whole > 0.5 && slips.len() < usize::try_from(m).unwrap_or(0) {
            slips.push(panel.clone());
            for cell in panel {
                rest[*cell] -= 1.0;
            }
            whole -= 1.0;
        }
    }
    by_rest.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let mut spare = by_rest.into_iter();
    while slips.len() < usize::try_from(m).unwrap_or(0) {
        let left = u32::try_from(usize::try_from(m).unwrap_or(0) - slips.len()).unwrap_or(1);
        let found = Face::new(cells, &rest, f64::from(left)).panel(300);
        let panel = match (found, spare.next()) {
            (Some(panel), _) => panel,
            (None, Some((_, panel))) => panel.clone(),
            (None, None) => break,
        };
        for cell in &panel {
            rest[*cell] -= 1.0;
        }
        slips.push(panel);
    }
    let mut repair = Repair::new(cells, slips, expected, total);
    repair.run();
    repair.choose_again();
    repair.slips
}

struct Repair<'a> {
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
            cells,
            count,
            low: (0..cells.cells.len()).map(|at| share(at, false)).collect(),
            high: (0..cells.cells.len()).map(|at| share(at, true)).collect(),
            slips,
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
    fn choose_again(&mut self) {
        let mut pricer = Pricer::new(self.cells);
        let mut rng = crate::local::rng("choose again");
        for _ in 0..TRIES {
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
            let nth = usize::try_from(crate::local::below(&mut rng, size)).unwrap_or(0);
            let Some(slip) = fitting.get(nth).copied() else {
                return;
            };
            for cell in &self.slips[slip] {
                self.count[*cell] -= 1;
            }
            let weights: Vec<f64> = (0..self.count.len())
                .map(|cell| {
                    let jitter =
                        int(i64::try_from(crate::local::below(&mut rng, 1000)).unwrap_or(0));
                    int(self.off(cell, 0) - self.off(cell, 1)) + jitter * 1e-5
                })
                .collect();
            let now: f64 = self.slips[slip].iter().map(|cell| weights[*cell]).sum();
            if let Some((panel, _)) = pricer.search(&weights, now, 60, 0.01).best {
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
        let mut best: Option<(i64, i64, usize, usize, usize)> = None;
        for slip in 0..self.slips.len() {
            let has = self.slips[slip].contains(&cell);
            if has == up && (up || !has) {
                continue;
            }
            let have = self.cells.tally(&self.slips[slip]);
            if up {
                for seat in 0..self.slips[slip].len() {
                    let out = self.slips[slip][seat];
                    self.weigh(slip, seat, out, cell, &have, &mut best);
                }
            } else if let Some(seat) = self.slips[slip].iter().position(|other| *other == cell) {
                for other in 0..self.cells.cells.len() {
                    self.weigh(slip, seat, cell, other, &have, &mut best);
                }
            }
        }
        let Some((_, _, slip, seat, to)) = best else {
            return false;
        };
        let out = self.slips[slip][seat];
        self.count[out] -= 1;
        self.count[to] += 1;
        self.slips[slip][seat] = to;
        self.slips[slip].sort_unstable();
        true
    }

    fn weigh(
        &self,
        slip: usize,
        seat: usize,
        out: usize,
        to: usize,
        have: &[u32],
        best: &mut Option<(i64, i64, usize, usize, usize)>,
    ) {
        if out == to {
            return;
        }
        let cost = self.off(out, -1) - self.off(out, 0) + self.off(to, 1) - self.off(to, 0);
        let room = self.count[to] - self.high[to] - (self.count[out] - self.low[out]);
        let better = best.is_none_or(|(other, other_room, ..)| (cost, room) < (other, other_room));
        if cost > 0 || !better || !self.fits(slip, out, to, have) {
            return;
        }
        *best = Some((cost, room, slip, seat, to));
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
