//! The last look before anything is published, apart from whatever made it.
//!
//! A solver may stop too early, answer wrongly or answer with no number at all. What leaves this
//! crate is counted again here: so many slips, each of `k` people, all different, within every quota
//! and with one of a group at most; and a proof of which every level follows, in whole numbers, from the
//! quotas. Anything else is refused.

use crate::lottery::{Lottery, Method};
use crate::problem::Problem;
use crate::proof::{Proof, UNIT};
use std::collections::{BTreeMap, BTreeSet};

/// What the floating point of the draw may be off, in parts of [`UNIT`].
const SLACK: i128 = 1_000;

/// Whether these slips may be published as `m` panels.
pub(crate) fn publishable(problem: &Problem, slips: &[Vec<usize>], m: u32) -> bool {
    u32::try_from(slips.len()) == Ok(m) && slips.iter().all(|slip| legal(problem, slip))
}

/// Whether the levels of a lottery follow from the quotas, and no slip breaks a cut.
pub(crate) fn proven(problem: &Problem, lottery: &Lottery) -> bool {
    let chance = |level: &usize| {
        lottery
            .proof
            .get(*level)
            .map(|level| i128::from(level.chance))
    };
    let chances: Option<Vec<i128>> = lottery.levels.iter().map(chance).collect();
    let Some(chances) = chances.filter(|chances| chances.len() == problem.len()) else {
        return false;
    };
    let weight = |slip: &Vec<usize>, weights: &[i64]| -> i64 {
        slip.iter().filter_map(|at| weights.get(*at)).sum()
    };
    let uncut = lottery.cuts.iter().all(|cut| {
        let mut slips = lottery.slips.iter();
        slips.all(|slip| weight(slip, &cut.weights) <= cut.most)
    });
    let mut levels = lottery.proof.iter().enumerate();
    uncut
        && levels.all(|(number, level)| {
            // The product is a matter of its own, which the gap speaks of.
            (lottery.method == Method::Nash && level.chance > 0)
                || i128::from(level.chance) == i128::from(UNIT)
                || follows(problem, lottery, &chances, (number, level)).is_some()
        })
}

/// That nobody of a level can have more than it says when all earlier levels are reached.
fn follows(
    problem: &Problem,
    lottery: &Lottery,
    chances: &[i128],
    (number, level): (usize, &Proof),
) -> Option<()> {
    let quotas: BTreeMap<usize, i64> = level.quotas.iter().copied().collect();
    let groups: BTreeMap<&str, i64> = (level.groups.iter())
        .map(|(group, times)| (group.as_str(), *times))
        .collect();
    let mut end = i128::from(level.seats) * i128::from(problem.k());
    for (quota, times) in &quotas {
        let quota = problem.quotas().get(*quota)?;
        let bound = if *times < 0 { quota.min } else { quota.max };
        end += i128::from(*times) * i128::from(bound);
    }
    end += groups
        .values()
        .map(|times| i128::from(*times).max(0))
        .sum::<i128>();
    for (cut, times) in &level.cuts {
        end += i128::from(lottery.cuts.get(*cut)?.most) * i128::from(*times);
    }
    let (mut earlier, mut early, mut late) = (0, 0, 0);
    for (at, chance) in chances.iter().enumerate() {
        let own = *lottery.levels.get(at)?;
        let mut weight = i128::from(level.seats);
        let values = problem.values(at).iter();
        weight += values
            .filter_map(|value| quotas.get(value))
            .map(|times| i128::from(*times))
            .sum::<i128>();
        let group = problem.group(at).and_then(|group| groups.get(group));
        weight += i128::from(group.copied().unwrap_or(0));
        for (cut, times) in &level.cuts {
            let cut = lottery.cuts.get(*cut)?;
            weight += i128::from(*cut.weights.get(at)?) * i128::from(*times);
        }
        match weight {
            ..=0 if own == number => return None,
            ..0 => end -= weight,
            _ if own < number => (earlier, early) = (earlier + weight * chance, early + weight),
            _ => late += weight,
        }
    }
    let most = (end * i128::from(UNIT) - earlier).checked_div(late)?;
    let honest = level.cuts.iter().all(|(_, times)| *times >= 0);
    (honest && (most - i128::from(level.chance)).abs() <= SLACK + early / late).then_some(())
}

fn legal(problem: &Problem, slip: &[usize]) -> bool {
    let people: BTreeSet<usize> = slip.iter().copied().collect();
    let mut have = vec![0_u32; problem.quotas().len()];
    let mut groups = BTreeSet::new();
    let mut apart = true;
    for at in &people {
        if let Some(group) = problem.group(*at) {
            apart &= groups.insert(group);
        }
        for value in problem.values(*at) {
            if let Some(count) = have.get_mut(*value) {
                *count += 1;
            }
        }
    }
    let within = |(count, quota): (&u32, &crate::Quota)| quota.min <= *count && *count <= quota.max;
    apart
        && people.len() == slip.len()
        && u32::try_from(slip.len()) == Ok(problem.k())
        && people.iter().all(|at| *at < problem.len())
        && have.iter().zip(problem.quotas()).all(within)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Quota, Volunteer};

    #[test]
    fn what_a_faulty_solver_says_is_not_published() {
        let quotas = vec![
            Quota::new("site", "Nord", 1, 2),
            Quota::new("site", "Sud", 0, 1),
        ];
        let mut pool = ["a", "b", "c"]
            .map(|id| Volunteer::new(id, &[("site", "Nord")]))
            .to_vec();
        pool.push(Volunteer::new("d", &[("site", "Sud")]));
        pool.push(Volunteer::new("e", &[("site", "Sud")]));
        pool[0].group = Some("t".to_owned());
        pool[1].group = Some("t".to_owned());
        let problem = Problem::new(2, quotas, pool).unwrap();
        let says = |slips: &[&[usize]], m| {
            let slips: Vec<Vec<usize>> = slips.iter().map(|slip| slip.to_vec()).collect();
            publishable(&problem, &slips, m)
        };
        assert!(says(&[&[0, 2], &[1, 3]], 2));
        assert!(!says(&[&[0, 2]], 2), "a slip is missing");
        assert!(!says(&[&[0, 1]], 1), "two of one team");
        assert!(!says(&[&[3, 4]], 1), "nobody from Nord");
        assert!(!says(&[&[0]], 1), "a seat is empty");
        assert!(!says(&[&[2, 2]], 1), "one person twice");
        assert!(!says(&[&[2, 9]], 1), "somebody unknown");
    }
}
