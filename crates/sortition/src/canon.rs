//! The canonical texts: one writer, fixed order, fixed line breaks, and their BLAKE3 hash.
//!
//! Invariant: a raw line break never occurs inside a JSON string, so that the nested texts can be
//! cut out by their first and last line and hashed as they stand.

use crate::problem::Problem;
use std::fmt::Write as _;

pub(crate) fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

pub(crate) fn list<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    format!("[{}]", items.join(","))
}

pub(crate) fn pool(problem: &Problem) -> String {
    let mut text = format!(
        "{{\"format\":\"transfo-pool\",\"version\":1,\"k\":{},\"features\":{},\"quotas\":[",
        problem.k(),
        list(problem.features().iter().map(|feature| quoted(feature))),
    );
    for (at, quota) in problem.quotas().iter().enumerate() {
        let _ = write!(
            text,
            "{}\n[{},{},{},{},{},{}]",
            if at == 0 { "" } else { "," },
            quoted(&quota.feature),
            quoted(&quota.value),
            quota.min,
            quota.max,
            quota.min_flex,
            quota.max_flex
        );
    }
    text.push_str("\n],\"volunteers\":[");
    for (at, person) in problem.persons().iter().enumerate() {
        let values = person
            .values
            .iter()
            .filter_map(|value| problem.quotas().get(*value))
            .map(|quota| quoted(&quota.value));
        let group = problem.group(at).map_or("null".to_owned(), quoted);
        let _ = write!(
            text,
            "{}\n[{},{},{group}]",
            if at == 0 { "" } else { "," },
            quoted(&person.id),
            list(values),
        );
    }
    text.push_str("\n]}");
    text
}
