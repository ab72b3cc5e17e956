//! The published texts: the commitment, made before the public value is known, and the record.
//!
//! The record holds the commitment word for word and the commitment holds the pool word for word,
//! so that each hash is taken over lines as they stand. Texts are made once and never
//! re-serialised; [`reveal`] works on a stored commitment. Format version 1:
//!
//! ```text
//! {"format":"transfo-draw","version":1,"commitment_hash":"…","commitment":
//! {"format":"transfo-lottery","version":1,"method":"leximin","pool_hash":"…","pool":
//! {"format":"transfo-pool","version":1,"k":…,"features":[…],"quotas":[…],"volunteers":[…]}
//! ,"substitutes":20,"counts":[…],"exact":…,"levels":[…],"cuts":[…],"proof":[…],"slips":[…]}
//! ,"public_value":"…","index":…,"panel":[…],"substitutes":[…]}
//! ```
//!
//! After `exact`, a member `"drift":2` stands in the rare commitments whose slips could not be brought
//! within one of everybody's share.
//!
//! The index comes from BLAKE3 of `transfo draw 1`, commitment hash, public value and attempt, one
//! per line: the first eight bytes, big-endian, refused while they would favour low numbers.

use crate::canon;
use crate::fault::{Fault, File, Kind};
use crate::lottery::{Flow, Lottery, Options, Progress, Refusal, lottery};
use crate::problem::{Problem, Quota, Volunteer};
use crate::reserve;
use crate::table::word;
use std::fmt::Write as _;

/// What is published before the draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// The canonical text, to be stored and shown as it is.
    pub text: String,
    /// BLAKE3 of the text, in hexadecimal.
    pub hash: String,
}

/// What is published after the draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The canonical text, to be stored and shown as it is.
    pub text: String,
    /// Number of the slip that was drawn, from 0.
    pub index: usize,
    /// Ids of the panel, sorted.
    pub panel: Vec<String>,
    /// Ids of the substitutes, in the order in which they are called.
    pub substitutes: Vec<String>,
    /// The public value as it entered the draw.
    pub public_value: String,
    /// Hash of the commitment.
    pub commitment_hash: String,
}

/// Freezes a lottery into the text whose hash is published before the public value is known.
#[must_use]
pub fn commit(problem: &Problem, options: &Options, lottery: &Lottery) -> Commitment {
    let pool = problem.text();
    let drift = match lottery.drift {
        0 | 1 => String::new(),
        drift => format!("\"drift\":{drift},"),
    };
    let mut text = format!(
        "{{\"format\":\"transfo-lottery\",\"version\":1,\"method\":\"{}\",\"pool_hash\":\"{}\",\"pool\":\n{pool}\n,\"substitutes\":{},\"counts\":{},\"exact\":{},{drift}\"levels\":{},\"cuts\":[",
        lottery.method.name(),
        canon::hash(&pool),
        options.substitutes,
        canon::list(&lottery.counts),
        lottery.exact,
        canon::list(&lottery.levels),
    );
    for (at, cut) in lottery.cuts.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let weights = canon::list(&cut.weights);
        let _ = write!(
            text,
            "{comma}\n{{\"weights\":{weights},\"most\":{}}}",
            cut.most
        );
    }
    text.push_str("\n],\"proof\":[");
    for (at, level) in lottery.proof.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let quotas = level
            .quotas
            .iter()
            .map(|(quota, value)| format!("[{quota},{value}]"));
        let groups = level
            .groups
            .iter()
            .map(|(group, value)| format!("[{},{value}]", canon::quoted(group)));
        let _ = write!(
            text,
            "{comma}\n{{\"chance\":{},\"seats\":{},\"quotas\":{},\"groups\":{},\"cuts\":{}}}",
            level.chance,
            level.seats,
            canon::list(quotas),
            canon::list(groups),
            canon::list(
                level
                    .cuts
                    .iter()
                    .map(|(cut, value)| format!("[{cut},{value}]"))
            ),
        );
    }
    text.push_str("\n],\"slips\":[");
    for (at, slip) in lottery.slips.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(text, "{comma}\n{}", canon::list(slip));
    }
    text.push_str("\n]}");
    let hash = canon::hash(&text);
    Commitment { text, hash }
}

/// Draws from a stored commitment once the public value is known.
///
/// # Errors
/// [`Refusal::Input`] when the public value is blank or the text is not a commitment of ours.
pub fn reveal(commitment: &str, public_value: &str) -> Result<Record, Refusal> {
    let public_value = word(public_value);
    let refuse = |column: &str| {
        let fault = Fault {
            file: Some(File::Meta),
            ..Fault::of(Kind::NotJson).column(column, "")
        };
        Refusal::Input(vec![Fault {
            file: None,
            ..fault
        }])
    };
    if public_value.is_empty() {
        return Err(refuse("public_value"));
    }
    let frozen = parse(commitment).ok_or_else(|| refuse("commitment"))?;
    let commitment_hash = canon::hash(commitment);
    let index = index(&commitment_hash, &public_value, frozen.slips.len());
    let slip = frozen.slips.get(index).ok_or_else(|| refuse("slips"))?;
    let tickets: Vec<String> = frozen
        .problem
        .ids()
        .map(|id| {
            canon::hash(&format!(
                "transfo ticket 1\n{commitment_hash}\n{public_value}\n{id}"
            ))
        })
        .collect();
    let substitutes = reserve::substitutes(&frozen.problem, slip, &tickets, frozen.substitutes);
    let name = |at: &usize| frozen.problem.id(*at).to_owned();
    let panel: Vec<String> = slip.iter().map(name).collect();
    let substitutes: Vec<String> = substitutes.iter().map(name).collect();
    let names = |ids: &[String]| canon::list(ids.iter().map(|id| canon::quoted(id)));
    let text = format!(
        "{{\"format\":\"transfo-draw\",\"version\":1,\"commitment_hash\":\"{commitment_hash}\",\"commitment\":\n{commitment}\n,\"public_value\":{},\"index\":{index},\"panel\":{},\"substitutes\":{}}}\n",
        canon::quoted(&public_value),
        names(&panel),
        names(&substitutes),
    );
    Ok(Record {
        text,
        index,
        panel,
        substitutes,
        public_value,
        commitment_hash,
    })
}

/// Lottery, commitment and draw at once, for the command line and for tests.
///
/// # Errors
/// As [`lottery`](crate::lottery()) and [`reveal`].
pub fn draw(
    problem: &Problem,
    options: &Options,
    public_value: &str,
    watch: &mut dyn FnMut(&Progress) -> Flow,
) -> Result<Record, Refusal> {
    let lottery = lottery(problem, options, watch)?;
    reveal(&commit(problem, options, &lottery).text, public_value)
}

/// A number in `0..slips` that nobody could know before the public value.
fn index(commitment_hash: &str, public_value: &str, slips: usize) -> usize {
    let m = u64::try_from(slips).unwrap_or(1).max(1);
    let limit = u64::MAX - u64::MAX % m;
    let mut attempt = 0_u64;
    loop {
        let text = format!("transfo draw 1\n{commitment_hash}\n{public_value}\n{attempt}");
        let hash = blake3::hash(text.as_bytes());
        let value = hash
            .as_bytes()
            .iter()
            .take(8)
            .fold(0_u64, |value, byte| (value << 8) | u64::from(*byte));
        if value < limit {
            return usize::try_from(value % m).unwrap_or(0);
        }
        attempt += 1;
    }
}

struct Frozen {
    problem: Problem,
    slips: Vec<Vec<usize>>,
    substitutes: usize,
}

impl Problem {
    /// The pool of a stored text: a pool, a commitment or a whole record.
    ///
    /// Returns `None` when there is none in it, or none of format version 1.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let json: serde_json::Value = serde_json::from_str(text).ok()?;
        let inner = json.get("commitment").unwrap_or(&json);
        pool(inner.get("pool").unwrap_or(inner))
    }
}

fn pool(json: &serde_json::Value) -> Option<Problem> {
    if json.get("format")?.as_str()? != "transfo-pool" || json.get("version")?.as_u64()? != 1 {
        return None;
    }
    let number = |json: &serde_json::Value| u32::try_from(json.as_u64()?).ok();
    let text = |json: &serde_json::Value| json.as_str().map(str::to_owned);
    let features: Vec<String> = json
        .get("features")?
        .as_array()?
        .iter()
        .filter_map(text)
        .collect();
    let quotas = json.get("quotas")?.as_array()?.iter().map(|row| {
        Some(Quota {
            feature: text(row.get(0)?)?,
            value: text(row.get(1)?)?,
            min: number(row.get(2)?)?,
            max: number(row.get(3)?)?,
            min_flex: number(row.get(4)?)?,
            max_flex: number(row.get(5)?)?,
        })
    });
    let volunteers = json.get("volunteers")?.as_array()?.iter().map(|row| {
        let values = row.get(1)?.as_array()?.iter().filter_map(text);
        Some(Volunteer {
            id: text(row.get(0)?)?,
            features: features.iter().cloned().zip(values).collect(),
            group: row.get(2).and_then(text),
        })
    });
    let quotas: Option<Vec<Quota>> = quotas.collect();
    let volunteers: Option<Vec<Volunteer>> = volunteers.collect();
    Problem::new(number(json.get("k")?)?, quotas?, volunteers?).ok()
}

fn parse(commitment: &str) -> Option<Frozen> {
    let json: serde_json::Value = serde_json::from_str(commitment).ok()?;
    if json.get("format")?.as_str()? != "transfo-lottery" || json.get("version")?.as_u64()? != 1 {
        return None;
    }
    let problem = pool(json.get("pool")?)?;
    let slips: Option<Vec<Vec<usize>>> = json
        .get("slips")?
        .as_array()?
        .iter()
        .map(|slip| {
            slip.as_array()?
                .iter()
                .map(|at| {
                    usize::try_from(at.as_u64()?)
                        .ok()
                        .filter(|at| *at < problem.len())
                })
                .collect()
        })
        .collect();
    let slips = slips.filter(|slips| !slips.is_empty())?;
    let substitutes = usize::try_from(json.get("substitutes")?.as_u64()?).ok()?;
    Some(Frozen {
        problem,
        slips,
        substitutes,
    })
}
