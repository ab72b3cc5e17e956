//! Meetings between authorities of the season.

use jiff::civil::Date;

use crate::fault::{Expected, Wrong};
use crate::text::{Label, Reference, Slug, fold};

/// The word for "nobody goes", told apart from a blank cell: nobody has said.
const NOBODY: &str = "aucun";

/// A meeting, with its window and, once it has one, its date.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Meeting {
    /// First day on which it may begin.
    pub from: Date,
    /// Last day on which it may end.
    pub to: Date,
    /// What it is called.
    pub name: Label,
    /// Consecutive days.
    pub days: u32,
    /// The authority that receives.
    pub host: Slug,
    /// Those that take part, the host among them, in order.
    pub authorities: Vec<Slug>,
    /// Where exactly.
    pub place: Option<Label>,
    /// People asked for, of each authority.
    pub delegation: Option<u32>,
    /// First day, when it has a date.
    pub starts_on: Option<Date>,
    /// Somebody fixed the date: a calculation leaves it.
    pub fixed: bool,
    /// References of the residents who go, in order; none while nobody has said.
    pub residents: Option<Vec<Reference>>,
}

/// Reads slugs separated by commas, semicolons, blanks or line ends.
pub(crate) fn parse_slugs(typed: &str) -> Result<Vec<Slug>, Wrong> {
    let parts = typed.split(|c: char| matches!(c, ',' | ';') || c.is_whitespace());
    let slugs: Result<Vec<Slug>, Wrong> = parts
        .filter(|one| !one.is_empty())
        .map(Slug::parse)
        .collect();
    match slugs {
        Ok(list) if list.is_empty() => Err(Wrong::new(Expected::Something)),
        slugs => slugs,
    }
}

/// Writes them.
pub(crate) fn write_slugs(slugs: &[Slug]) -> String {
    let slugs: Vec<&str> = slugs.iter().map(Slug::as_str).collect();
    slugs.join(", ")
}

/// Reads references separated by commas; a comma within one is written twice.
pub(crate) fn parse_references(typed: &str) -> Result<Vec<Reference>, Wrong> {
    if typed.trim().is_empty() {
        return Err(Wrong::new(Expected::Something));
    }
    if fold(typed.trim()) == NOBODY && !typed.contains(',') {
        return Ok(Vec::new());
    }
    let (mut parts, mut part, mut letters) = (Vec::new(), String::new(), typed.chars().peekable());
    while let Some(letter) = letters.next() {
        if letter != ',' {
            part.push(letter);
        } else if letters.next_if_eq(&',').is_some() {
            part.push(',');
        } else {
            parts.push(std::mem::take(&mut part));
        }
    }
    parts.push(part);
    parts.retain(|part| !part.trim().is_empty());
    parts.iter().map(|part| Reference::parse(part)).collect()
}

/// Writes them; a list of nobody has its word.
pub(crate) fn write_references(references: &[Reference]) -> String {
    let parts: Vec<String> = references
        .iter()
        .map(|one| one.as_str().replace(',', ",,"))
        .collect();
    match parts.as_slice() {
        [] => NOBODY.to_owned(),
        // Somebody may be called like the word.
        [one] => format!("{one}, "),
        _ => parts.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(typed: &str) -> Vec<String> {
        let parsed = parse_references(typed).unwrap();
        parsed.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn references_with_commas_and_the_word_for_nobody_come_back() {
        assert_eq!(list("R-1, R-2"), ["R-1", "R-2"]);
        assert_eq!(list("a,,b,,,c"), ["a,b,", "c"]);
        assert!(list("Aucun").is_empty());
        for names in [vec![], vec!["aucun"], vec!["a,"], vec![",x", "y,,", "z"]] {
            let all: Vec<Reference> = names.iter().map(|n| Reference::parse(n).unwrap()).collect();
            assert_eq!(parse_references(&write_references(&all)).unwrap(), all);
        }
        assert!(parse_references(" ").is_err());
    }
}
