//! The best sequence of runs of one authority for given prices: an exact shortest path.
//!
//! Owns: the dynamic programme over states (last run, planned days done). Invariants: the value returned is the least over every legal
//! sequence, not an estimate. Never: what authorities share, except through the prices given.
#![expect(
    clippy::indexing_slicing,
    reason = "dense tables indexed by candidate and lane numbers of the same site"
)]

use crate::model::Site;

/// Larger than any sum of costs, small enough to be added twice.
pub(crate) const INFINITE: i64 = i64::MAX / 8;
const NONE: u32 = u32::MAX;

/// A sequence of candidates and its price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path {
    pub(crate) value: i64,
    pub(crate) runs: Vec<usize>,
}

/// What each candidate costs, and which ones are excluded after how many days.
pub(crate) struct Toll<'a> {
    /// Price of each candidate; [`INFINITE`] excludes it.
    pub(crate) node: &'a [i64],
    /// Multiplies the pace, to bring it to the unit of `node`.
    pub(crate) scale: i64,
    /// `(day, planned days, price)`: a run that starts on or after the day with fewer planned days before it pays the price.
    pub(crate) needs: &'a [(usize, i64, i64)],
}

/// The cheapest legal sequence, or `None` when there is none.
pub(crate) fn shortest(site: &Site, toll: &Toll<'_>) -> Option<Path> {
    let need = site.need;
    let base = toll.scale * site.base();
    if need == 0 {
        return Some(Path {
            value: base,
            runs: Vec::new(),
        });
    }
    let count = site.candidates.len();
    let width = need + 1;
    let mut best = vec![INFINITE; count * width];
    let mut parent = vec![NONE; count * width];
    // Candidates by end, so that the possible predecessors of a start are a contiguous stretch.
    let mut by_end: Vec<usize> = (0..count).collect();
    by_end.sort_by_key(|c| (site.candidates[*c].end(), *c));
    let mut row = vec![INFINITE; width];
    let mut from = vec![NONE; width];
    let mut row_start = usize::MAX;
    for c in 0..count {
        let candidate = &site.candidates[c];
        if toll.node[c] >= INFINITE {
            continue;
        }
        if candidate.start != row_start {
            row_start = candidate.start;
            predecessors(
                site,
                candidate.start,
                (&by_end, &best),
                (&mut row, &mut from),
            );
        }
        for lane in 0..need {
            let after = lane + candidate.len;
            if row[lane] >= INFINITE || after > need || !site.allowed[c * need + lane] {
                continue;
            }
            let late: i64 = toll
                .needs
                .iter()
                .filter(|(day, days, _)| candidate.start >= *day && days_of(lane) < *days)
                .map(|(_, _, p)| *p)
                .sum();
            let value =
                row[lane] + toll.node[c] + toll.scale * site.pace_step(candidate, lane) + late;
            if value < best[c * width + after] {
                best[c * width + after] = value;
                parent[c * width + after] = from[lane];
            }
        }
    }
    let last = (0..count)
        .filter(|c| site.closes[site.candidates[*c].end()] && best[c * width + need] < INFINITE)
        .min_by_key(|c| best[c * width + need])?;
    Some(Path {
        value: best[last * width + need] + base,
        runs: walk_back(site, &parent, last),
    })
}

fn days_of(lane: usize) -> i64 {
    i64::try_from(lane).unwrap_or(i64::MAX)
}

/// For each lane, the cheapest way to arrive before a run that starts on `start`.
fn predecessors(
    site: &Site,
    start: usize,
    done: (&[usize], &[i64]),
    into: (&mut [i64], &mut [u32]),
) {
    let ((by_end, best), (row, from)) = (done, into);
    let width = row.len();
    row.fill(INFINITE);
    from.fill(NONE);
    if site.opens[start] {
        row[0] = 0;
    }
    let (low, high) = site.before[start];
    let end_of = |c: &usize| i32::try_from(site.candidates[*c].end()).unwrap_or(i32::MAX);
    let first = by_end.partition_point(|c| end_of(c) < low);
    let stop = by_end.partition_point(|c| end_of(c) <= high);
    for p in by_end.get(first..stop).unwrap_or(&[]) {
        let values = &best[p * width..(p + 1) * width];
        let name = u32::try_from(*p).unwrap_or(NONE);
        for lane in 0..width {
            if values[lane] < row[lane] {
                row[lane] = values[lane];
                from[lane] = name;
            }
        }
    }
}

fn walk_back(site: &Site, parent: &[u32], last: usize) -> Vec<usize> {
    let width = site.need + 1;
    let (mut at, mut lane) = (last, site.need);
    let mut runs = vec![last];
    while let Some(before) = usize::try_from(parent[at * width + lane])
        .ok()
        .filter(|p| *p < site.candidates.len())
    {
        lane -= site.candidates[at].len;
        at = before;
        runs.push(at);
    }
    runs.reverse();
    runs
}
