//! The last look before anything is published, apart from whatever made it.
//!
//! A solver may stop too early, answer wrongly or answer with no number at all. What leaves this
//! crate is counted again here: so many slips, each of `k` people, all different, within every quota
//! and with one of a group at most. Anything else is refused.

use crate::problem::Problem;
use std::collections::BTreeSet;

/// Whether these slips may be published as `m` panels.
pub(crate) fn publishable(problem: &Problem, slips: &[Vec<usize>], m: u32) -> bool {
    u32::try_from(slips.len()) == Ok(m) && slips.iter().all(|slip| legal(problem, slip))
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
