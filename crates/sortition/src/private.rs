//! What can be shown to everybody, and the line of each volunteer that opens to them alone.
//!
//! The public text holds the commitment's hash, the counts per value, how many people have how many
//! slips, and one seal per volunteer in the order of the seals: BLAKE3 of a salt, the pseudonym and
//! what their line says. Whoever has the salt can open one line; nobody can guess another. Counts of
//! fewer than [`FEW`] people are not shown, nor what would tell them by subtraction, so that a small directorate is
//! never singled out.

use crate::canon;
use crate::lottery::Lottery;
use crate::problem::Problem;
use std::collections::{BTreeMap, BTreeSet};

/// Fewer people than this are not counted in public.
pub const FEW: usize = 5;

/// One volunteer's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateLine {
    /// The pseudonym.
    pub id: String,
    /// Opens the seal; to be given to this person alone.
    pub salt: String,
    /// Slips with this person.
    pub slips: u32,
    /// Of how many.
    pub of: usize,
    /// What stands in the public text.
    pub seal: String,
}

/// The public text and the private lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicRecord {
    /// To be published as it is.
    pub text: String,
    /// One line per volunteer, in the order of [`Problem::ids`].
    pub lines: Vec<PrivateLine>,
}

/// Makes the public text of a lottery. `secret` is kept by whoever keeps the pool, never published:
/// all salts follow from it, so that the same secret gives the same text.
///
/// ```
/// use sortition::{Flow, Options, Problem, Quota, Volunteer, commit, lottery, opens, public_record};
/// let quotas = vec![Quota::new("site", "Nord", 0, 2)];
/// let pool = ["a", "b", "c"].map(|id| Volunteer::new(id, &[("site", "Nord")]));
/// let problem = Problem::new(2, quotas, pool.to_vec()).unwrap();
/// let options = Options { panels: 3, ..Options::default() };
/// let lottery = lottery(&problem, &options, &mut |_| Flow::Continue).unwrap();
/// let hash = commit(&problem, &options, &lottery).hash;
/// let public = public_record(&problem, &lottery, &hash, "a long secret");
/// let mine = &public.lines[0];
/// assert!(opens(&public.text, &mine.id, &mine.salt, (mine.slips, mine.of)));
/// assert!(!opens(&public.text, "b", &mine.salt, (mine.slips, mine.of)));
/// assert!(!opens(&public.text, &mine.id, &mine.salt, (3, 3)));
/// ```
#[must_use]
pub fn public_record(
    problem: &Problem,
    lottery: &Lottery,
    commitment_hash: &str,
    secret: &str,
) -> PublicRecord {
    let key = blake3::derive_key("transfo private line 1", secret.as_bytes());
    let of = lottery.slips.len();
    let lines: Vec<PrivateLine> = problem
        .ids()
        .zip(&lottery.counts)
        .map(|(id, slips)| {
            let named = format!("{commitment_hash}\n{id}");
            let salt = blake3::keyed_hash(&key, named.as_bytes())
                .to_hex()
                .to_string();
            PrivateLine {
                id: id.to_owned(),
                seal: seal(id, &salt, (*slips, of)),
                salt,
                slips: *slips,
                of,
            }
        })
        .collect();
    let mut seals: Vec<&str> = lines.iter().map(|line| line.seal.as_str()).collect();
    seals.sort_unstable();
    let mut spread: BTreeMap<u32, usize> = BTreeMap::new();
    for slips in &lottery.counts {
        *spread.entry(*slips).or_default() += 1;
    }
    let spread = spread
        .iter()
        .map(|(slips, people)| format!("[{slips},{people}]"));
    let hidden = hidden(problem);
    let values = problem.quotas().iter().enumerate().map(|(at, quota)| {
        let shown = if hidden.contains(&at) {
            "null".to_owned()
        } else {
            problem.supply(at).to_string()
        };
        let (feature, value) = (canon::quoted(&quota.feature), canon::quoted(&quota.value));
        format!("\n[{feature},{value},{},{},{shown}]", quota.min, quota.max)
    });
    let text = format!(
        "{{\"format\":\"transfo-public\",\"version\":1,\"commitment_hash\":\"{commitment_hash}\",\"method\":\"{}\",\"k\":{},\"volunteers\":{},\"slips\":{of},\"quotas\":{},\"chances\":{},\"seals\":{}}}\n",
        lottery.method.name(),
        problem.k(),
        problem.len(),
        canon::list(values),
        canon::list(spread),
        canon::list(
            seals
                .iter()
                .map(|seal| format!("\n{}", canon::quoted(seal)))
        ),
    );
    PublicRecord { text, lines }
}

/// The values whose count is not shown: those of fewer than [`FEW`] people, and of the same feature as many others,
/// from the fewest, as it takes for nobody to find them by subtraction.
fn hidden(problem: &Problem) -> BTreeSet<usize> {
    let mut all = BTreeSet::new();
    for feature in problem.features() {
        let mut values: Vec<(usize, usize)> = problem
            .quotas()
            .iter()
            .enumerate()
            .filter(|(_, quota)| quota.feature == *feature)
            .map(|(at, _)| (problem.supply(at), at))
            .collect();
        values.sort_unstable();
        let (mut count, mut people) = (0, 0);
        for (supply, at) in values {
            let told_by_the_rest = count > 0 && (count < 2 || people < FEW);
            if supply >= FEW && !told_by_the_rest {
                break;
            }
            count += 1;
            people += supply;
            all.insert(at);
        }
    }
    all
}

/// Whether a line, with its salt, is one of those sealed in a public text.
#[must_use]
pub fn opens(public: &str, id: &str, salt: &str, chance: (u32, usize)) -> bool {
    let seal = seal(id, salt, chance);
    let json: Option<serde_json::Value> = serde_json::from_str(public).ok();
    let seals = json.as_ref().and_then(|json| json.get("seals")?.as_array());
    seals.is_some_and(|seals| seals.iter().any(|one| one.as_str() == Some(&seal)))
}

fn seal(id: &str, salt: &str, (slips, of): (u32, usize)) -> String {
    canon::hash(&format!("transfo line 1\n{salt}\n{id}\n{slips}/{of}"))
}

#[cfg(test)]
mod tests {
    use super::hidden;
    use crate::problem::{Problem, Quota, Volunteer};

    /// Which counts of a feature are hidden, from those of its values.
    fn check(supplies: &[usize], expected: &[usize]) {
        let names: Vec<String> = (0..supplies.len()).map(|n| format!("v{n}")).collect();
        let quotas = names.iter().map(|name| Quota::new("site", name, 0, 2));
        let people = names.iter().zip(supplies).flat_map(|(name, supply)| {
            (0..*supply).map(move |n| Volunteer::new(&format!("{name}-{n}"), &[("site", name)]))
        });
        let problem = Problem::new(2, quotas.collect(), people.collect()).unwrap();
        let found: Vec<usize> = hidden(&problem)
            .into_iter()
            .filter_map(|at| names.iter().position(|n| *n == problem.quotas()[at].value))
            .collect();
        assert_eq!(found, expected, "{supplies:?}");
    }

    #[test]
    fn nobody_finds_a_small_count_by_subtraction() {
        check(&[9, 5, 7], &[]);
        check(&[9, 3, 7], &[1, 2]);
        check(&[9, 3, 7, 4], &[1, 3]);
        check(&[9, 1, 7, 2], &[1, 2, 3]);
        check(&[9, 0, 6, 5], &[1, 3]);
        check(&[9, 3], &[0, 1]);
    }
}
