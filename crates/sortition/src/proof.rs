//! Why no lottery can be fairer, in whole numbers that anyone can check without a solver.
//!
//! A level says: take each quota times its multiplier, the seats times theirs, the groups times
//! theirs. Added up over a volunteer this gives their weight `g`. Whatever the lottery, the chances
//! times the weights add up to at most `R`, the sum of the larger ends; volunteers with a negative
//! weight add it to `R`. If all earlier levels are reached, everybody of this and later levels
//! can have at most `(R - earlier weights x earlier chances) / remaining weights` at once.

#![expect(
    clippy::indexing_slicing,
    reason = "positions of cells, rows and persons come from the arrays they index"
)]

use crate::cells::Cells;
use crate::marginals::{Cut, Level, Marginals, Row, int};
use crate::problem::Problem;
use std::collections::BTreeMap;

/// Chances in the record are whole numbers of this part of one.
pub const UNIT: u64 = 1_000_000_000_000;

/// One level of the proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The chance that nobody of the level can exceed, in parts of [`UNIT`].
    pub chance: u64,
    /// Multiplier of the number of seats.
    pub seats: i64,
    /// Multipliers of quotas, by position in [`Problem::quotas`].
    pub quotas: Vec<(usize, i64)>,
    /// Multipliers of groups.
    pub groups: Vec<(String, i64)>,
    /// Multipliers of cuts, by position in [`crate::Lottery::cuts`].
    pub cuts: Vec<(usize, i64)>,
}

/// The proofs of all levels.
pub(crate) fn proofs(
    problem: &Problem,
    cells: &Cells,
    found: &Marginals,
    cuts: &[Cut],
) -> Vec<Proof> {
    found
        .levels
        .iter()
        .map(|level| proof(problem, cells, level, cuts))
        .collect()
}

/// A chance in parts of [`UNIT`].
pub(crate) fn units(chance: f64) -> u64 {
    u64::try_from(crate::slips::whole((chance * 1e12).round())).unwrap_or(0)
}

fn proof(problem: &Problem, cells: &Cells, level: &Level, known: &[Cut]) -> Proof {
    let mut seats = 0;
    let mut quotas: BTreeMap<usize, i64> = BTreeMap::new();
    let mut classes: BTreeMap<usize, i64> = BTreeMap::new();
    let mut cuts = Vec::new();
    for ((row, _), value) in level.multipliers.iter().zip(integers(level)) {
        match row {
            Row::Seats => seats += value,
            // No more than the seats can have a value: where the quota admits more, the seats are the rule.
            Row::Quota(quota) if value > 0 && cells.bounds[*quota].max > cells.k => seats += value,
            Row::Quota(quota) => {
                quotas.insert(*quota, value);
            }
            Row::Class(class) => {
                classes.insert(*class, value);
            }
            Row::Cut(cut) => cuts.push((*cut, value)),
        }
    }
    // A cell held down by its own group alone has a negative weight: the group takes it over.
    for (at, cell) in cells.cells.iter().enumerate() {
        let cut: i64 = cuts
            .iter()
            .map(|(cut, times)| known[*cut].weights[at] * times)
            .sum();
        let sum: i64 = cell
            .values
            .iter()
            .filter_map(|value| quotas.get(value))
            .sum();
        let weight = seats + sum + cut + classes.get(&cell.class).copied().unwrap_or(0);
        let shared = u32::try_from(cell.persons.len()).is_ok_and(|n| n > cells.places[cell.class]);
        if weight < 0 && shared {
            *classes.entry(cell.class).or_default() -= weight;
        }
    }
    let mut groups = BTreeMap::new();
    for cell in &cells.cells {
        if let Some(value) = classes.get(&cell.class).filter(|value| **value != 0) {
            for at in &cell.persons {
                if let Some(group) = problem.group(*at) {
                    groups.insert(group.to_owned(), *value);
                }
            }
        }
    }
    Proof {
        chance: units(level.chance),
        seats,
        quotas: quotas
            .into_iter()
            .filter(|(_, value)| *value != 0)
            .collect(),
        groups: groups.into_iter().collect(),
        cuts,
    }
}

/// Multiplies the multipliers up to whole numbers: by the smallest factor that makes them whole,
/// or else by one so large that rounding is lost in the twelfth decimal.
fn integers(level: &Level) -> Vec<i64> {
    let values: Vec<f64> = level.multipliers.iter().map(|(_, value)| *value).collect();
    whole_numbers(&values, 400).unwrap_or_else(|| {
        values
            .iter()
            .map(|value| signed(value * 1_099_511_627_776.0))
            .collect()
    })
}

fn signed(value: f64) -> i64 {
    let size = crate::slips::whole(value.abs().round());
    if value < 0.0 { -size } else { size }
}

/// The values times the smallest factor, up to `limit` over the least of them, that makes them
/// whole.
pub(crate) fn whole_numbers(values: &[f64], limit: i64) -> Option<Vec<i64>> {
    let parts = values
        .iter()
        .map(|value| value.abs())
        .filter(|value| *value > 1e-9);
    let least = parts.fold(f64::INFINITY, f64::min);
    (1..=limit).find_map(|factor| {
        let scale = int(factor) / least;
        let fits = values
            .iter()
            .all(|value| (value * scale - (value * scale).round()).abs() < 1e-6);
        fits.then(|| values.iter().map(|value| signed(value * scale)).collect())
    })
}

/// Volunteers by weight, and the most that the members of any panel weigh together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonCut {
    /// Weight of each volunteer.
    pub weights: Vec<i64>,
    /// No panel weighs more.
    pub most: i64,
}

pub(crate) fn person_cuts(cells: &Cells, cuts: &[Cut]) -> Vec<PersonCut> {
    cuts.iter()
        .map(|cut| PersonCut {
            weights: cells
                .cell_of
                .iter()
                .map(|cell| cut.weights[*cell])
                .collect(),
            most: cut.most,
        })
        .collect()
}
