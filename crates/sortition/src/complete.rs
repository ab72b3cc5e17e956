//! The panel made whole again after withdrawals, whoever left and however many.
//!
//! Confirmed members stay. If any legal panel keeps them, the missing seats are drawn by a lottery
//! among those who are still eligible, on what is left of seats and quotas, with a record of its own.
//! If none does, the members who move the quotas least are named with the quotas that move; ties go
//! to the lower ticket, a hash of pool, public value and id. Nothing is moved silently.

use crate::canon;
use crate::cells::Cells;
use crate::impossible::{Found, any_panel};
use crate::lottery::{Flow, Options, Phase, Progress, Refusal};
use crate::problem::Problem;
use crate::record::{Record, draw};
use crate::relax::{self, Extra};
use crate::reserve::Shift;
use std::collections::BTreeSet;

/// Steps times eligible people after which the lottery of the missing seats settles: with a few seats left, whole
/// people may be so far from fractions that the last decimals of leximin could take minutes. The record then
/// says that it is not exact; its panels, chances and draw are verified as ever.
const WORK: usize = 4_000_000;

/// How a panel was completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// Ids of the whole panel, sorted.
    pub panel: Vec<String>,
    /// Ids of who joins, sorted.
    pub joining: Vec<String>,
    /// Seats that nobody is left to take.
    pub empty: u32,
    /// Quotas that the panel leaves; none when it was drawn by lottery.
    pub shifts: Vec<Shift>,
    /// The record of the draw of the missing seats, when there was one.
    pub record: Option<Record>,
}

/// Completes a panel.
///
/// `staying` are the ids of the members who stay, `gone` those of everybody in the pool who may not
/// be called any more: who left, declined or withdrew. Ids that the pool does not know are ignored.
///
/// # Errors
/// As [`draw`], but never [`Refusal::Impossible`]: then the least deviation is given.
///
/// ```
/// use sortition::{Flow, Options, Problem, Quota, Volunteer, complete};
/// let quotas = vec![Quota::new("site", "Nord", 1, 1), Quota::new("site", "Sud", 1, 1)];
/// let pool = [("a", "Nord"), ("b", "Sud"), ("c", "Sud")].map(|(id, site)| Volunteer::new(id, &[("site", site)]));
/// let problem = Problem::new(2, quotas, pool.to_vec()).unwrap();
/// let options = Options { panels: 10, ..Options::default() };
/// let again = |staying: &str, gone: &str| {
///     complete(&problem, &[staying.to_owned()], &[gone.to_owned()], (&options, "7"), &mut |_| Flow::Continue).unwrap()
/// };
/// assert_eq!(again("a", "b").panel, ["a", "c"]);
/// assert_eq!(again("b", "a").shifts.len(), 2, "nobody from Nord is left");
/// ```
pub fn complete(
    problem: &Problem,
    staying: &[String],
    gone: &[String],
    (options, public_value): (&Options, &str),
    watch: &mut dyn FnMut(&Progress) -> Flow,
) -> Result<Completion, Refusal> {
    let known = |ids: &[String]| -> BTreeSet<usize> {
        ids.iter().filter_map(|id| problem.position(id)).collect()
    };
    let staying = known(staying);
    let gone: BTreeSet<usize> = known(gone).difference(&staying).copied().collect();
    let names: Vec<String> = staying
        .iter()
        .map(|at| problem.id(*at).to_owned())
        .collect();
    let eligible = problem.without(&gone);
    let seated = names
        .iter()
        .filter_map(|id| eligible.position(id))
        .collect();
    let rest = eligible.with_seated(&seated);
    // Why no panel is possible takes longer to say than that none is.
    let joining = match rest {
        Some(rest) if rest.k() == 0 => Some((Vec::new(), None)),
        Some(rest) => match any_panel(&rest, true, options.steps, &mut || true) {
            Found::Panel(_) => {
                let (mut told, most) = (0, WORK / rest.len().max(1));
                let mut hurried = |progress: &Progress| {
                    told += usize::from(progress.phase != Phase::Slips);
                    match watch(progress) {
                        Flow::Continue if told > most => Flow::Settle,
                        flow => flow,
                    }
                };
                let record = draw(&rest, options, public_value, &mut hurried)?;
                Some((record.panel.clone(), Some(record)))
            }
            Found::Nothing => None,
            Found::Unsettled => return Err(Refusal::Unsettled),
        },
        None => None,
    };
    let (joining, record) = match joining {
        Some((joining, record)) => (joining, record),
        None => (nearest(&eligible, &seated, public_value), None),
    };
    let mut panel: Vec<String> = names.into_iter().chain(joining.iter().cloned()).collect();
    panel.sort_unstable();
    let seats = usize::try_from(problem.k()).unwrap_or(usize::MAX);
    Ok(Completion {
        shifts: shifts(problem, &panel),
        empty: u32::try_from(seats.saturating_sub(panel.len())).unwrap_or(0),
        panel,
        joining,
        record,
    })
}

/// The quotas that a panel leaves.
fn shifts(problem: &Problem, panel: &[String]) -> Vec<Shift> {
    let mut have = vec![0_u32; problem.quotas().len()];
    for at in panel.iter().filter_map(|id| problem.position(id)) {
        for value in problem.values(at) {
            if let Some(count) = have.get_mut(*value) {
                *count += 1;
            }
        }
    }
    let broken = problem.quotas().iter().zip(have).enumerate();
    broken
        .filter(|(_, (quota, have))| *have < quota.min || *have > quota.max)
        .map(|(quota, (_, count))| Shift { quota, count })
        .collect()
}

/// Who fills the seats with the least sum of deviations, as ids; fewer where too few are left.
fn nearest(eligible: &Problem, seated: &BTreeSet<usize>, public_value: &str) -> Vec<String> {
    let seats = usize::try_from(eligible.k()).unwrap_or(usize::MAX);
    let open = seats.saturating_sub(seated.len());
    let mut filled = vec![0_u32; eligible.quotas().len()];
    for value in seated.iter().flat_map(|at| eligible.values(*at)) {
        if let Some(count) = filled.get_mut(*value) {
            *count += 1;
        }
    }
    let teams: BTreeSet<&str> = seated.iter().filter_map(|at| eligible.group(*at)).collect();
    let out: BTreeSet<usize> = (0..eligible.len())
        .filter(|at| {
            seated.contains(at) || eligible.group(*at).is_some_and(|team| teams.contains(team))
        })
        .collect();
    let rest = eligible.without(&out);
    let cells = Cells::new(&rest, true);
    // As many as there are seats, or as there are places, when these are fewer.
    let places: u32 = cells.places.iter().sum();
    let open = u32::try_from(open).unwrap_or(u32::MAX).min(places);
    let mut ranges = vec![(f64::from(open), f64::from(open))];
    let mut extras = Vec::new();
    for (at, (quota, filled)) in eligible.quotas().iter().zip(&filled).enumerate() {
        let (min, max) = (f64::from(quota.min), f64::from(quota.max));
        ranges.push((min - f64::from(*filled), max - f64::from(*filled)));
        extras.push(Extra::new(vec![(at + 1, 1.0)], quota.min, 1.0));
        let above = open + filled.saturating_sub(quota.max);
        extras.push(Extra::new(vec![(at + 1, -1.0)], above, 1.0));
    }
    let Some(x) = relax::least(&cells, &ranges, &extras, 2_000, &mut || true) else {
        return Vec::new();
    };
    let pool = eligible.hash();
    let ticket = |at: usize| {
        let id = rest.id(at);
        canon::hash(&format!(
            "transfo completion 1\n{pool}\n{public_value}\n{id}"
        ))
    };
    let mut joining: Vec<String> = Vec::new();
    let mut places: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (cell, x) in cells.cells.iter().zip(x) {
        let mut queue: Vec<(String, usize)> =
            cell.persons.iter().map(|at| (ticket(*at), *at)).collect();
        queue.sort_unstable();
        let free = queue.into_iter().filter(|(_, at)| {
            let place = cells.place_of.get(*at).copied().unwrap_or(0);
            places.insert((cell.class, place))
        });
        let count = usize::try_from(relax::rounded(x)).unwrap_or(0);
        joining.extend(free.take(count).map(|(_, at)| rest.id(at).to_owned()));
    }
    joining.sort_unstable();
    joining
}
