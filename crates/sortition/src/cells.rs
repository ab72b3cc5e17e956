//! The pool without names: volunteers who are interchangeable share a cell.
//!
//! A *class* is a set of alike places of which each gives at most one member: persons without
//! group and with one profile, or groups with the same members' profiles. A *cell* is one profile
//! inside one class. Permuting persons of a cell (with their groups) maps panels to panels, so
//! that a fair lottery gives them the same chance, and whole numbers per cell describe a panel.
//! Invariant: cells are sorted by class, and their order depends on profiles only, never on ids.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are made here and stay inside the arrays made with them"
)]

use crate::problem::Problem;
use std::collections::BTreeMap;

/// Bounds of one quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub min: u32,
    pub max: u32,
}

/// One profile in one class.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub class: usize,
    /// One quota index per feature.
    pub values: Vec<usize>,
    /// Positions of the persons, place by place.
    pub persons: Vec<usize>,
}

/// The whole pool as cells.
#[derive(Debug, Clone)]
pub(crate) struct Cells {
    pub k: u32,
    pub bounds: Vec<Bounds>,
    pub cells: Vec<Cell>,
    /// How many members each class can give.
    pub places: Vec<u32>,
    /// For each person its cell.
    pub cell_of: Vec<usize>,
    /// For each person the place inside the class: members of one place exclude one another.
    pub place_of: Vec<usize>,
}

impl Cells {
    /// Puts the volunteers of a problem into cells; without `teams`, groups are ignored.
    pub fn new(problem: &Problem, teams: bool) -> Self {
        let persons = problem.persons();
        let mut grouped: Vec<Vec<usize>> = vec![Vec::new(); problem.group_count()];
        let mut by_pattern: BTreeMap<Vec<&[usize]>, Vec<Vec<usize>>> = BTreeMap::new();
        for (at, person) in persons.iter().enumerate() {
            match person.group {
                Some(group) if teams => grouped[group].push(at),
                _ => by_pattern
                    .entry(vec![&person.values])
                    .or_default()
                    .push(vec![at]),
            }
        }
        for mut members in grouped.into_iter().filter(|members| !members.is_empty()) {
            members.sort_by(|a, b| persons[*a].values.cmp(&persons[*b].values));
            let pattern = members
                .iter()
                .map(|at| persons[*at].values.as_slice())
                .collect();
            by_pattern.entry(pattern).or_default().push(members);
        }
        let mut cells = Vec::new();
        let mut places = Vec::new();
        let mut cell_of = vec![0; persons.len()];
        let mut place_of = vec![0; persons.len()];
        for (class, (pattern, groups)) in by_pattern.into_iter().enumerate() {
            places.push(u32::try_from(groups.len()).unwrap_or(u32::MAX));
            for (nth, values) in pattern.iter().enumerate() {
                let fresh = nth == 0 || pattern[nth - 1] != *values;
                if fresh {
                    cells.push(Cell {
                        class,
                        values: values.to_vec(),
                        persons: Vec::new(),
                    });
                }
                let at = cells.len() - 1;
                for (place, members) in groups.iter().enumerate() {
                    cells[at].persons.push(members[nth]);
                    cell_of[members[nth]] = at;
                    place_of[members[nth]] = place;
                }
            }
        }
        let quotas = problem.quotas();
        Self {
            k: problem.k(),
            bounds: quotas
                .iter()
                .map(|quota| Bounds {
                    min: quota.min,
                    max: quota.max,
                })
                .collect(),
            cells,
            places,
            cell_of,
            place_of,
        }
    }

    /// How many members of a panel have each value.
    pub fn tally(&self, panel: &[usize]) -> Vec<u32> {
        let mut have = vec![0; self.bounds.len()];
        for cell in panel {
            for value in &self.cells[*cell].values {
                have[*value] += 1;
            }
        }
        have
    }

    /// The classes of which a share of cells `x` takes more members than they can give.
    pub fn crowded(&self, x: &[f64]) -> Vec<usize> {
        let mut used = vec![0.0; self.places.len()];
        for (cell, x) in self.cells.iter().zip(x) {
            used[cell.class] += x;
        }
        (0..used.len())
            .filter(|class| used[*class] > f64::from(self.places[*class]) + 1e-7)
            .collect()
    }

    /// The independent check that every panel passes before it is used.
    pub fn legal(&self, panel: &[usize]) -> bool {
        let mut used = vec![0; self.places.len()];
        for cell in panel {
            used[self.cells[*cell].class] += 1;
        }
        u32::try_from(panel.len()) == Ok(self.k)
            && used
                .iter()
                .zip(&self.places)
                .all(|(used, places)| used <= places)
            && self
                .tally(panel)
                .iter()
                .zip(&self.bounds)
                .all(|(have, bounds)| bounds.min <= *have && *have <= bounds.max)
    }
}
