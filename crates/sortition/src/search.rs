//! Finds a legal panel or proves that there is none.
//!
//! Depth first over cells: take the value whose minimum is hardest to reach, try each cell that
//! has it, and after a cell failed never take it again below the same choice. Every step checks
//! what is still needed against what is still there. Bounded by a number of steps, never by a
//! clock, so that every machine gives the same answer.

#![expect(
    clippy::indexing_slicing,
    reason = "indices come from the cells that the arrays were sized by"
)]

use crate::cells::Cells;

/// What a search can answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// A legal panel, as cells in rising order.
    Panel(Vec<usize>),
    /// There is none: every branch was closed.
    Nothing,
    /// The steps allowed were used up.
    Unsettled,
}

/// Searches for a legal panel within `steps`; cells earlier in `order` are tried first.
pub(crate) fn panel(cells: &Cells, order: &[usize], steps: u64) -> Found {
    let mut search = Search {
        cells,
        order,
        have: vec![0; cells.bounds.len()],
        left: cells
            .cells
            .iter()
            .map(|cell| cells.places[cell.class])
            .collect(),
        class_left: cells.places.clone(),
        picked: Vec::new(),
        steps,
    };
    match search.descend() {
        Some(true) => {
            let mut panel = search.picked;
            panel.sort_unstable();
            if cells.legal(&panel) {
                Found::Panel(panel)
            } else {
                Found::Unsettled
            }
        }
        Some(false) => Found::Nothing,
        None => Found::Unsettled,
    }
}

struct Search<'a> {
    cells: &'a Cells,
    order: &'a [usize],
    have: Vec<u32>,
    /// How often each cell may still be taken; zero once it failed.
    left: Vec<u32>,
    class_left: Vec<u32>,
    picked: Vec<usize>,
    steps: u64,
}

impl Search<'_> {
    /// `Some(true)`: `picked` is a panel. `Some(false)`: none below. `None`: out of steps.
    fn descend(&mut self) -> Option<bool> {
        self.steps = self.steps.checked_sub(1)?;
        let rest = self
            .cells
            .k
            .checked_sub(u32::try_from(self.picked.len()).ok()?)?;
        let open = self.open();
        let supply = self.supply(&open);
        if !self.hopeful(rest, &supply) {
            return Some(false);
        }
        if rest == 0 {
            return Some(true);
        }
        let candidates = self.candidates(&open, &supply);
        let mut closed = Vec::new();
        let mut answer = Some(false);
        for cell in candidates {
            self.take(cell);
            answer = self.descend();
            if answer != Some(false) {
                break;
            }
            self.untake(cell);
            closed.push((cell, self.left[cell]));
            self.left[cell] = 0;
            let open = self.open();
            let supply = self.supply(&open);
            if !self.hopeful(rest, &supply) {
                break;
            }
        }
        for (cell, left) in closed {
            self.left[cell] = left;
        }
        answer
    }

    fn take(&mut self, cell: usize) {
        self.picked.push(cell);
        self.left[cell] -= 1;
        self.class_left[self.cells.cells[cell].class] -= 1;
        for value in &self.cells.cells[cell].values {
            self.have[*value] += 1;
        }
    }

    fn untake(&mut self, cell: usize) {
        self.picked.pop();
        self.left[cell] += 1;
        self.class_left[self.cells.cells[cell].class] += 1;
        for value in &self.cells.cells[cell].values {
            self.have[*value] -= 1;
        }
    }

    fn open(&self) -> Vec<usize> {
        let full = |value: &usize| self.have[*value] >= self.cells.bounds[*value].max;
        self.order
            .iter()
            .copied()
            .filter(|at| {
                let cell = &self.cells.cells[*at];
                self.left[*at] > 0
                    && self.class_left[cell.class] > 0
                    && !cell.values.iter().any(full)
            })
            .collect()
    }

    /// For each value the most members that can still be added; an upper bound that counts a
    /// class once even if several of its cells have the value.
    fn supply(&self, open: &[usize]) -> Vec<u32> {
        let mut supply = vec![0_u32; self.have.len()];
        let mut given: std::collections::BTreeMap<(usize, usize), u32> =
            std::collections::BTreeMap::new();
        for at in open {
            let cell = &self.cells.cells[*at];
            let class_left = self.class_left[cell.class];
            for value in &cell.values {
                let before = given.entry((cell.class, *value)).or_insert(0);
                let add = self.left[*at].min(class_left - *before);
                *before += add;
                supply[*value] += add;
            }
        }
        supply
    }

    fn hopeful(&self, rest: u32, supply: &[u32]) -> bool {
        let mut needed = vec![0_u32; self.cells.features];
        let mut possible = vec![0_u32; self.cells.features];
        for (value, bounds) in self.cells.bounds.iter().enumerate() {
            let need = bounds.min.saturating_sub(self.have[value]);
            let room = bounds.max.saturating_sub(self.have[value]);
            if supply[value] < need {
                return false;
            }
            let feature = self.cells.feature_of[value];
            needed[feature] += need;
            possible[feature] = possible[feature].saturating_add(room.min(supply[value]));
        }
        needed.iter().all(|needed| *needed <= rest) && possible.iter().all(|room| *room >= rest)
    }

    /// The cells with the value whose minimum is hardest to reach; all of them when no minimum
    /// is open.
    fn candidates(&self, open: &[usize], supply: &[u32]) -> Vec<usize> {
        let hardest = (0..self.have.len())
            .filter(|value| self.have[*value] < self.cells.bounds[*value].min)
            .min_by_key(|value| {
                let need = self.cells.bounds[*value].min - self.have[*value];
                (supply[*value] - need, supply[*value])
            });
        open.iter()
            .copied()
            .filter(|at| hardest.is_none_or(|value| self.cells.cells[*at].values.contains(&value)))
            .collect()
    }
}
