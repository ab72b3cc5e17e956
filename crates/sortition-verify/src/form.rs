//! Cuts the record into its nested texts, line by line, and reads them strictly.
//!
//! A JSON string holds no raw line break, so the lines that frame a nested text cannot occur inside
//! one. Unknown, missing and repeated members are rejected, and the lines around the commitment
//! must be written exactly as they would be written again.

use crate::words::{Part, Rejection};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PoolText {
    pub format: String,
    pub version: u32,
    pub k: u32,
    pub features: Vec<String>,
    pub quotas: Vec<(String, String, u32, u32, u32, u32)>,
    pub volunteers: Vec<(String, Vec<String>, Option<String>)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LotteryText {
    pub format: String,
    pub version: u32,
    pub method: String,
    pub pool_hash: String,
    pub pool: PoolText,
    pub substitutes: usize,
    pub counts: Vec<u32>,
    pub exact: bool,
    /// How many slips a count may be away from its share; 1 unless the commitment says otherwise.
    #[serde(default = "one")]
    pub drift: u32,
    pub levels: Vec<usize>,
    pub cuts: Vec<CutText>,
    pub proof: Vec<LevelText>,
    pub slips: Vec<Vec<usize>>,
}

fn one() -> u32 {
    1
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LevelText {
    pub chance: u64,
    pub seats: i64,
    pub quotas: Vec<(usize, i64)>,
    pub groups: Vec<(String, i64)>,
    pub cuts: Vec<(usize, i64)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CutText {
    pub weights: Vec<i64>,
    pub most: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tail {
    pub public_value: String,
    pub index: usize,
    pub panel: Vec<String>,
    pub substitutes: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Form {
    pub hash: String,
    pub lottery: LotteryText,
    pub tail: Tail,
}

pub(crate) fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().as_str().to_owned()
}

impl Form {
    pub fn cut(text: &str) -> Result<Self, Rejection> {
        let wrong = |detail: &str| Rejection::new(Part::Form, detail);
        let opening = "{\"format\":\"transfo-draw\",\"version\":1,\"commitment_hash\":\"";
        let rest = text.strip_prefix(opening).ok_or_else(|| wrong(""))?;
        let (announced, rest) = rest
            .split_once("\",\"commitment\":\n")
            .ok_or_else(|| wrong("commitment"))?;
        let (commitment, tail) = rest
            .rsplit_once("\n,\"public_value\":")
            .ok_or_else(|| wrong("public_value"))?;
        let tail_text = format!("{{\"public_value\":{tail}");
        let tail: Tail = serde_json::from_str(&tail_text).map_err(|e| wrong(&e.to_string()))?;
        if tail_text != tail.written() {
            return Err(wrong("public_value"));
        }
        let found = hash(commitment);
        if found != announced {
            return Err(Rejection::new(Part::Commitment, found));
        }
        let lottery: LotteryText =
            serde_json::from_str(commitment).map_err(|e| wrong(&e.to_string()))?;
        if lottery.format != "transfo-lottery" || lottery.version != 1 {
            return Err(wrong("transfo-lottery"));
        }
        if lottery.pool.format != "transfo-pool" || lottery.pool.version != 1 {
            return Err(wrong("transfo-pool"));
        }
        if !["leximin", "maximin", "nash"].contains(&lottery.method.as_str()) {
            return Err(wrong(&lottery.method));
        }
        let pool = commitment
            .split_once("\",\"pool\":\n")
            .and_then(|(_, rest)| rest.split_once("\n,\"substitutes\":"))
            .map(|(pool, _)| pool)
            .ok_or_else(|| wrong("pool"))?;
        if hash(pool) != lottery.pool_hash {
            return Err(Rejection::new(Part::PoolHash, hash(pool)));
        }
        Ok(Self {
            hash: found,
            lottery,
            tail,
        })
    }
}

impl Tail {
    fn written(&self) -> String {
        let quoted = |text: &String| serde_json::Value::from(text.as_str()).to_string();
        let list = |ids: &[String]| ids.iter().map(quoted).collect::<Vec<_>>().join(",");
        format!(
            "{{\"public_value\":{},\"index\":{},\"panel\":[{}],\"substitutes\":[{}]}}\n",
            quoted(&self.public_value),
            self.index,
            list(&self.panel),
            list(&self.substitutes),
        )
    }
}
