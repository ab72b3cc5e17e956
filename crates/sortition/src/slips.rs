//! From exact chances to numbered panels: everybody is on their share of the slips, rounded up or
//! down.
//!
//! Whole multiples of the panels found come first. The rest is chosen slip by slip, each time a
//! legal panel of whoever is furthest behind; [`crate::mend`] then repairs what is still off.
//! Which person takes which seat is said by [`crate::seats`].

#![expect(
    clippy::indexing_slicing,
    reason = "positions of cells come from the arrays they index"
)]

use crate::cells::Cells;
use crate::marginals::int;
use crate::mend::Mend;
use crate::packing::{Face, NEARLY, Weighted, peel};
use crate::price::Beat;

/// When nobody finds slips for the panels given, so many other ways to reach the chances are tried, in pools of so
/// many cells.
const OTHERS: usize = 3;
const MOST_CELLS: usize = 600;

/// What is to be rounded.
pub(crate) struct Exact<'a> {
    pub panels: &'a Weighted,
    /// Expected members per cell.
    pub expected: &'a [f64],
    /// Number of slips.
    pub m: u32,
    /// Whether the chances lie on a face that only whole panels know: the panels given then serve
    /// better than new ones.
    pub whole: bool,
}

/// The panels of all slips over cells; `None` when the watcher, told the share done, stops the work.
pub(crate) fn round(
    cells: &Cells,
    exact: &Exact<'_>,
    watch: &mut dyn FnMut(f64) -> bool,
) -> Option<Vec<Vec<usize>>> {
    let mut best: Option<(i64, Mend<'_>)> = None;
    for other in 0..=OTHERS {
        let panels = match other {
            0 => exact.panels.clone(),
            _ if exact.whole || cells.cells.len() > MOST_CELLS => break,
            _ => match peel(cells, exact.expected, other, &mut |_, _| watch(0.9)) {
                (panels, left) if left < NEARLY => panels,
                _ => exact.panels.clone(),
            },
        };
        let slips = multiples(cells, (exact, &panels, other), watch)?;
        let mut mend = Mend::new(cells, slips, (exact, panels));
        let off = mend.begin(watch)?;
        if best.as_ref().is_none_or(|(least, _)| off < *least) {
            best = Some((off, mend));
        }
        if off == 0 {
            break;
        }
    }
    best?.1.run(watch)
}

/// Whole multiples of the panels, then panels of whoever is behind.
fn multiples(
    cells: &Cells,
    (exact, panels, other): (&Exact<'_>, &Weighted, usize),
    watch: &mut dyn FnMut(f64) -> bool,
) -> Option<Vec<Vec<usize>>> {
    let total = f64::from(exact.m);
    let size = usize::try_from(exact.m).unwrap_or(0);
    let mut rest: Vec<f64> = exact.expected.iter().map(|x| x * total).collect();
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
        let done = (1.0 - left / total) * 0.8;
        if !watch(done) {
            return None;
        }
        let beat: Beat<'_> = &mut || watch(done);
        let face = || Face::new(cells, &rest, left).another(other);
        let found = if exact.whole {
            None
        } else {
            let strict = face().panel(beat);
            strict.or_else(|| face().short_sighted().panel(beat))
        };
        let Some(panel) = found.or_else(|| heaviest(panels, &rest)) else {
            break;
        };
        for cell in &panel {
            rest[*cell] -= 1.0;
        }
        slips.push(panel);
    }
    Some(slips)
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
