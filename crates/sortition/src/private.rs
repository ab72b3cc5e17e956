//! What can be shown to everybody, and the line of each volunteer that opens to them alone.
//!
//! The public text holds the commitment's hash, the counts per value, how many people have how many
//! slips, and one seal per volunteer in the order of the seals: BLAKE3 of a salt, the pseudonym and
//! what their line says. Whoever has the salt can open one line; nobody can guess another. Counts of
//! fewer than [`FEW`] people are not shown, so that a small directorate is never singled out.

use crate::canon;
use crate::lottery::Lottery;
use crate::problem::Problem;
use std::collections::BTreeMap;

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
    let values = problem.quotas().iter().enumerate().map(|(at, quota)| {
        let supply = problem.supply(at);
        let shown = if supply < FEW {
            "null".to_owned()
        } else {
            supply.to_string()
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
