//! Sentences of faults and notices, in French and English.
//!
//! Each says where, what stands there, what was expected, and the correction when there is one.
//! Nothing here decides anything.

mod english;
mod french;

use crate::fault::{Expected, Fault};
use crate::terms::Language;

/// Values of a list that a sentence shows before it stops.
const SHOWN: usize = 12;

impl Fault {
    /// The whole sentence: place, value, expectation, proposal.
    ///
    /// ```
    /// use season::{Expected, Fault, Language};
    /// let fault = Fault {
    ///     file: "volunteers.csv".into(),
    ///     row: 12,
    ///     column: "categorie".into(),
    ///     value: "D".into(),
    ///     expected: Expected::OneOf(vec!["A".into(), "B".into()]),
    ///     proposal: None,
    /// };
    /// assert_eq!(
    ///     fault.sentence(Language::English),
    ///     "volunteers.csv, row 12, column “categorie”: “D” is not accepted; \
    ///      expected one of: A, B."
    /// );
    /// ```
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let french = language == Language::French;
        let mut sentence = self.place(french);
        sentence.push_str(if french { " : " } else { ": " });
        if !self.value.is_empty() && !self.expected.is_notice() {
            let value = quote(&short(&self.value), french);
            let refused = if french {
                "n'est pas accepté ; "
            } else {
                "is not accepted; "
            };
            sentence.push_str(&format!("{value} {refused}"));
        }
        sentence.push_str(&if french {
            french::words(&self.expected)
        } else {
            english::words(&self.expected)
        });
        sentence.push('.');
        if let Some(proposal) = &self.proposal {
            let lead = if french {
                "Proposition : "
            } else {
                "Suggestion: "
            };
            sentence.push_str(&format!(" {lead}{}.", quote(proposal, french)));
        }
        harmless(&sentence)
    }

    fn place(&self, french: bool) -> String {
        let (row, column) = match (self.file.ends_with(".toml"), french) {
            (true, true) => ("ligne", "clé"),
            (true, false) => ("line", "key"),
            (false, true) => ("ligne", "colonne"),
            (false, false) => ("row", "column"),
        };
        let mut place = format!("{}, {row} {}", self.file, self.row);
        if !self.column.is_empty() {
            place.push_str(&format!(", {column} {}", quote(&self.column, french)));
        }
        place
    }
}

impl Expected {
    /// Whether this is only worth knowing, and refuses nothing.
    #[must_use]
    pub const fn is_notice(&self) -> bool {
        matches!(
            self,
            Self::KeptOnce { .. } | Self::AnotherPerson { .. } | Self::IgnoredColumn | Self::Rows
        )
    }
}

fn quote(text: &str, french: bool) -> String {
    if french {
        format!("«\u{a0}{text}\u{a0}»")
    } else {
        format!("“{text}”")
    }
}

fn short(text: &str) -> String {
    if text.chars().count() <= 80 {
        return text.to_owned();
    }
    text.chars().take(79).chain(std::iter::once('…')).collect()
}

/// What is shown in a terminal must not command it.
fn harmless(sentence: &str) -> String {
    let visible = |letter: char| match letter {
        '\n' => ' ',
        _ if letter.is_control() => '\u{fffd}',
        _ => letter,
    };
    sentence.chars().map(visible).collect()
}

fn list(values: &[String]) -> String {
    let mut shown: Vec<&str> = values.iter().take(SHOWN).map(String::as_str).collect();
    if values.len() > SHOWN {
        shown.push("…");
    }
    shown.join(", ")
}
