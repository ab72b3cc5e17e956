//! What limits a chance, said without mathematics: the quotas on which the proof of a lottery rests.
//!
//! Pure. Never counts people: a small directorate is not singled out by the page of one of its members.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sortition::{Lottery, Problem, Proof, UNIT};

/// One reason why a chance is not higher.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Limit {
    /// So many seats at most for a value of one's own.
    Most(String, String, u32),
    /// So many seats at least for a value of others.
    Least(String, String, u32),
    /// At most one of a team.
    Team,
    /// Which whole panels exist.
    Whole,
    /// The number of seats alone.
    Seats(u32),
}

/// What limits the chance of the volunteer at `at`, whose level has this proof.
pub fn limits(problem: &Problem, proof: &Proof, at: usize) -> Vec<Limit> {
    let own = problem.values(at);
    let quota = |q: &usize| problem.quotas().get(*q);
    let mut found: Vec<Limit> = proof
        .quotas
        .iter()
        .filter(|(q, times)| *times > 0 && own.contains(q))
        .filter_map(|(q, _)| quota(q))
        .map(|q| Limit::Most(q.feature.clone(), q.value.clone(), q.max))
        .collect();
    let team = problem.group(at);
    if proof
        .groups
        .iter()
        .any(|(group, times)| *times > 0 && team == Some(group.as_str()))
    {
        found.push(Limit::Team);
    }
    if found.is_empty() {
        found = proof
            .quotas
            .iter()
            .filter(|(q, times)| *times < 0 && !own.contains(q))
            .filter_map(|(q, _)| quota(q))
            .map(|q| Limit::Least(q.feature.clone(), q.value.clone(), q.min))
            .collect();
    }
    if found.is_empty() {
        found.push(if proof.cuts.is_empty() {
            Limit::Seats(problem.k())
        } else {
            Limit::Whole
        });
    }
    found
}

/// The limits of every volunteer, in the order of [`Problem::ids`].
pub fn all(problem: &Problem, lottery: &Lottery) -> Vec<Vec<Limit>> {
    lottery
        .levels
        .iter()
        .enumerate()
        .map(|(at, level)| match lottery.proof.get(*level) {
            Some(proof) => limits(problem, proof, at),
            None => vec![Limit::Seats(problem.k())],
        })
        .collect()
}

/// A chance in whole parts of [`UNIT`].
pub fn units(chance: f64) -> i64 {
    // Printing rounds without a conversion that can overflow; the number printed is whole.
    format!("{:.0}", chance * 1e12).parse().unwrap_or(0)
}

/// A chance as a percentage of two decimals, rounded down: "2,79".
pub fn percent(units: i64, decimal: char) -> String {
    let whole = i64::try_from(UNIT).unwrap_or(i64::MAX);
    // A chance a hair below a hundredth is that hundredth: the arithmetic behind it has twelve places.
    let hundredths = units.saturating_add(100).saturating_mul(10_000) / whole;
    format!("{}{decimal}{:02}", hundredths / 100, hundredths % 100)
}

/// How many volunteers are on how many slips.
pub fn spread(counts: impl IntoIterator<Item = u32>) -> BTreeMap<u32, u32> {
    let mut spread = BTreeMap::new();
    for slips in counts {
        *spread.entry(slips).or_default() += 1;
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::*;
    use sortition::{Flow, Options, Quota, Volunteer, lottery};

    fn pool(north: u32, south: u32, quotas: Vec<Quota>, k: u32) -> (Problem, Lottery) {
        let of = |site: &'static str, n: u32| {
            (0..n).map(move |i| Volunteer::new(&format!("{site}{i}"), &[("site", site)]))
        };
        let people = of("Nord", north).chain(of("Sud", south)).collect();
        let problem = Problem::new(k, quotas, people).unwrap();
        let options = Options {
            panels: 100,
            ..Options::default()
        };
        let lottery = lottery(&problem, &options, &mut |_| Flow::Continue).unwrap();
        (problem, lottery)
    }

    #[test]
    fn the_quota_that_binds_is_named_to_those_it_binds() {
        let quotas = vec![
            Quota::new("site", "Nord", 0, 2),
            Quota::new("site", "Sud", 0, 2),
        ];
        let (problem, lottery) = pool(10, 3, quotas, 4);
        let all = all(&problem, &lottery);
        let north = problem.position("Nord0").unwrap();
        assert_eq!(all[north], [Limit::Most("site".into(), "Nord".into(), 2)]);
    }

    #[test]
    fn seats_kept_for_others_are_named_when_no_own_quota_binds() {
        let quotas = vec![
            Quota::new("site", "Nord", 3, 4),
            Quota::new("site", "Sud", 0, 4),
        ];
        let (problem, lottery) = pool(3, 20, quotas, 4);
        let south = problem.position("Sud0").unwrap();
        let limits = &all(&problem, &lottery)[south];
        assert_eq!(limits, &[Limit::Least("site".into(), "Nord".into(), 3)]);
    }

    #[test]
    fn without_a_quota_that_binds_the_seats_do() {
        let quotas = vec![
            Quota::new("site", "Nord", 0, 4),
            Quota::new("site", "Sud", 0, 4),
        ];
        let (problem, lottery) = pool(5, 5, quotas, 4);
        assert_eq!(all(&problem, &lottery)[0], [Limit::Seats(4)]);
    }

    #[test]
    fn a_chance_is_written_with_two_decimals_and_never_made_higher() {
        assert_eq!(percent(units(10.0 / 358.0), ','), "2,79");
        assert_eq!(percent(units(0.027_999), '.'), "2.79");
        assert_eq!(percent(units(1.0 / 3.0), '.'), "33.33");
        assert_eq!(percent(units(0.2), '.'), "20.00");
    }
}
