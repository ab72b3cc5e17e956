//! Substitutes, and who replaces one who leaves.
//!
//! The list is made one by one: each time the volunteer who could step in, within every quota, for
//! the most members, where a member counts half as much for every substitute that they already
//! have. Ties go to the smaller sum of deviations, then to the lower ticket (a hash of commitment,
//! public value and id). Whole numbers only: anyone can recompute it.

#![expect(
    clippy::indexing_slicing,
    reason = "positions come from the problem that the arrays were sized by"
)]

use crate::problem::Problem;

const WEIGHTS: u32 = 20;

/// A quota that a replacement would leave, and by how much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// Position in [`Problem::quotas`].
    pub quota: usize,
    /// Members with the value afterwards.
    pub count: u32,
}

/// Who replaces one who leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replacement {
    /// The first substitute with whom every quota holds.
    Keeps(String),
    /// Nobody keeps every quota: the substitute who moves them least, and which move.
    Shifts(String, Vec<Shift>),
    /// No substitute is left.
    Nobody,
}

/// The substitute for a member who leaves.
///
/// `panel` are the ids of the current members, the leaver included; `substitutes` those not yet
/// called nor gone, in order. Quotas broken before count as broken afterwards.
#[must_use]
pub fn replacement(
    problem: &Problem,
    panel: &[String],
    substitutes: &[String],
    leaver: &str,
) -> Replacement {
    let staying: Vec<usize> = panel
        .iter()
        .filter(|id| *id != leaver)
        .filter_map(|id| problem.position(id))
        .collect();
    let mut best: Option<(usize, Vec<Shift>, &String)> = None;
    for id in substitutes {
        let Some(at) = problem.position(id) else {
            continue;
        };
        let clash = problem.group(at).is_some()
            && staying
                .iter()
                .any(|other| problem.group(*other) == problem.group(at));
        if clash || staying.contains(&at) {
            continue;
        }
        let shifts = shifts(problem, &staying, at);
        if shifts.is_empty() {
            return Replacement::Keeps(id.clone());
        }
        let size = shifts
            .iter()
            .map(|shift| {
                let quota = &problem.quotas()[shift.quota];
                let gap =
                    quota.min.saturating_sub(shift.count) + shift.count.saturating_sub(quota.max);
                usize::try_from(gap).unwrap_or(usize::MAX)
            })
            .sum();
        if best.as_ref().is_none_or(|(other, _, _)| size < *other) {
            best = Some((size, shifts, id));
        }
    }
    best.map_or(Replacement::Nobody, |(_, shifts, id)| {
        Replacement::Shifts(id.clone(), shifts)
    })
}

fn shifts(problem: &Problem, staying: &[usize], newcomer: usize) -> Vec<Shift> {
    let mut have = vec![0_u32; problem.quotas().len()];
    for at in staying.iter().chain([&newcomer]) {
        for value in problem.values(*at) {
            have[*value] += 1;
        }
    }
    have.iter()
        .zip(problem.quotas())
        .enumerate()
        .filter(|(_, (have, quota))| **have < quota.min || **have > quota.max)
        .map(|(quota, (count, _))| Shift {
            quota,
            count: *count,
        })
        .collect()
}

/// The list of substitutes for a panel, as positions.
pub(crate) fn substitutes(
    problem: &Problem,
    panel: &[usize],
    tickets: &[String],
    wanted: usize,
) -> Vec<usize> {
    let mut have = vec![0_u32; problem.quotas().len()];
    for at in panel {
        for value in problem.values(*at) {
            have[*value] += 1;
        }
    }
    let rest: Vec<usize> = (0..problem.len())
        .filter(|at| !panel.contains(at))
        .collect();
    // For each candidate the seats that they can take, and the deviation over all seats.
    let fits: Vec<(Vec<usize>, u32)> = rest
        .iter()
        .map(|at| fit(problem, panel, &have, *at))
        .collect();
    let mut covered = vec![0_u32; panel.len()];
    let mut open: Vec<usize> = (0..rest.len()).collect();
    let mut chosen = Vec::new();
    while chosen.len() < wanted && !open.is_empty() {
        let key = |nth: &usize| {
            let (seats, deviation) = &fits[*nth];
            let score: u64 = seats
                .iter()
                .map(|seat| 1_u64 << (WEIGHTS - covered[*seat].min(WEIGHTS)))
                .sum();
            (std::cmp::Reverse(score), *deviation, &tickets[rest[*nth]])
        };
        let Some(best) = open.iter().copied().min_by(|a, b| key(a).cmp(&key(b))) else {
            break;
        };
        for seat in &fits[best].0 {
            covered[*seat] += 1;
        }
        open.retain(|nth| *nth != best);
        chosen.push(rest[best]);
    }
    chosen
}

/// The seats of the panel that a candidate can take within every quota, and the sum over all seats
/// of how far the quotas would be broken.
fn fit(problem: &Problem, panel: &[usize], have: &[u32], candidate: usize) -> (Vec<usize>, u32) {
    let group = problem.group(candidate);
    let mut seats = Vec::new();
    let mut total = 0;
    for (seat, leaver) in panel.iter().enumerate() {
        let clash = group.is_some()
            && panel
                .iter()
                .any(|other| other != leaver && problem.group(*other) == group);
        let (leaving, coming) = (problem.values(*leaver), problem.values(candidate));
        let mut deviation = 0;
        for (old, new) in leaving.iter().zip(coming) {
            if old != new {
                let (from, to) = (&problem.quotas()[*old], &problem.quotas()[*new]);
                deviation += u32::from(have[*old] <= from.min) + u32::from(have[*new] >= to.max);
            }
        }
        total += deviation;
        if deviation == 0 && !clash {
            seats.push(seat);
        }
    }
    (seats, total)
}
