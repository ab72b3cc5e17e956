//! The protocol as a versioned document: rules, their source, their strength and their parameters.
//!
//! Invariant: a [`Protocol`] exists only when every rule is known to this crate, every parameter is there with
//! the form and the unit its check needs, and every number a sentence names has a value. Nothing is ignored:
//! an unknown key is an error that names it.

mod read;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

pub(crate) use read::fit;

use crate::catalogue::{self, Scope};
use crate::value::{Ratio, Unit, Value};

/// Where a rule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "String")]
pub enum Source {
    /// An obligation of the programme, numbered from 1 to 48.
    Obligation(u8),
    /// What practice taught.
    House,
}

impl Source {
    fn parse(text: &str) -> Option<Self> {
        if text == "house" {
            return Some(Self::House);
        }
        let number: u8 = text.strip_prefix('S')?.parse().ok()?;
        (1..=48)
            .contains(&number)
            .then_some(Self::Obligation(number))
    }
}

impl From<Source> for String {
    fn from(source: Source) -> Self {
        source.to_string()
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Obligation(number) => write!(f, "S{number}"),
            Self::House => f.write_str("house"),
        }
    }
}

/// How much a rule weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// What the parties signed.
    Required,
    /// What experience recommends.
    Advised,
    /// Shown, never pressed.
    Free,
}

/// A parameter: a value and what it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Parameter {
    /// The value.
    pub value: Value,
    /// What it counts.
    pub unit: Unit,
}

/// One rule of the protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Stable name such as `days.total`.
    pub id: String,
    /// Where it comes from.
    pub source: Source,
    /// How much it weighs.
    pub strength: Strength,
    /// Season or site.
    pub scope: Scope,
    /// By name.
    pub parameters: BTreeMap<String, Parameter>,
    pub(crate) fr: String,
    pub(crate) en: String,
}

/// A versioned protocol. Read it with [`Protocol::parse`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Protocol {
    /// Stable name such as `transfo-saison-2`.
    pub id: String,
    /// The version an edition pins.
    pub version: String,
    /// Title in French.
    pub title_fr: String,
    /// Title in English.
    pub title_en: String,
    /// In the order of the document, which is the order of reading.
    pub rules: Vec<Rule>,
}

/// Why a document was refused: the place, then what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtocolError(pub(crate) String);

impl fmt::Display for ProtocolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ProtocolError {}

impl Protocol {
    /// The document shipped with the programme.
    pub const SHIPPED: &'static str = include_str!("../../../protocols/transfo-saison-2.toml");

    /// Reads a document.
    ///
    /// # Errors
    ///
    /// A key that is not known, a rule that is not known or stands twice, a source other than S1 to S48 or
    /// `house`, a parameter that is missing, too many, of the wrong form or unit, or out of reach (three days
    /// that no run of four can make), and a sentence that is empty or names a parameter which does not exist.
    ///
    /// ```
    /// let protocol = protocol::Protocol::parse(protocol::Protocol::SHIPPED).unwrap();
    /// assert_eq!(protocol.id, "transfo-saison-2");
    /// let error = protocol::Protocol::parse("id = 'x'\nfoo = 1").unwrap_err();
    /// assert!(error.to_string().contains("foo"));
    /// ```
    pub fn parse(text: &str) -> Result<Self, ProtocolError> {
        let protocol = read::protocol(text)?;
        protocol.consistent()?;
        Ok(protocol)
    }

    /// The rule of that name, if this protocol has it.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The least and the greatest number of runs: it follows from the days and from the length of a run.
    ///
    /// With 35 days in runs of 2 or 3: 12 to 17. `None` when the protocol lacks one of the two rules.
    #[must_use]
    pub fn runs(&self) -> Option<(u32, u32)> {
        let days = self.rule("days.total")?.whole("days")?;
        let run = self.rule("days.run")?;
        let (least, most) = (run.whole("least")?, run.whole("most")?);
        Some((days.div_ceil(most.max(1)), days / least.max(1)))
    }

    /// The value of a name in a rule's sentence: a parameter, or a number that follows from other rules.
    pub(crate) fn named(&self, rule: &Rule, name: &str) -> Option<String> {
        if let Some(parameter) = rule.parameters.get(name) {
            return Some(parameter.value.to_string());
        }
        let derived = catalogue::known(&rule.id)?.derived.contains(&name);
        let (least, most) = self.runs().filter(|_| derived)?;
        Some(if name == "least" { least } else { most }.to_string())
    }

    /// What no single rule can see: ranges that are empty, sentences that name nothing.
    pub(crate) fn consistent(&self) -> Result<(), ProtocolError> {
        for rule in &self.rules {
            if let (Some(least), Some(most)) = (rule.whole("least"), rule.whole("most"))
                && least > most
            {
                return Err(ProtocolError(format!(
                    "rule `{}`: least {least} is above most {most}",
                    rule.id
                )));
            }
        }
        if let Some((least, most)) = self.runs()
            && (least > most || self.rule("days.run").and_then(|run| run.whole("least")) == Some(0))
        {
            let said = "rules `days.total` and `days.run`: no number of runs makes these days";
            return Err(ProtocolError(said.into()));
        }
        for rule in &self.rules {
            for sentence in [&rule.fr, &rule.en] {
                self.sentence_holds(rule, sentence)?;
            }
        }
        Ok(())
    }

    fn sentence_holds(&self, rule: &Rule, sentence: &str) -> Result<(), ProtocolError> {
        if sentence.trim().is_empty() {
            return Err(ProtocolError(format!(
                "rule `{}`: a sentence is empty",
                rule.id
            )));
        }
        for name in names(sentence) {
            if self.named(rule, name).is_none() {
                return Err(ProtocolError(format!(
                    "rule `{}`: the sentence \"{sentence}\" names `{name}`, which has no value",
                    rule.id
                )));
            }
        }
        Ok(())
    }
}

/// The names between braces in a sentence.
pub(crate) fn names(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

impl Rule {
    /// A whole number among the parameters.
    #[must_use]
    pub fn whole(&self, name: &str) -> Option<u32> {
        match self.parameters.get(name)?.value {
            Value::Whole(number) => Some(number),
            _ => None,
        }
    }

    pub(crate) fn ratio(&self, name: &str) -> Option<Ratio> {
        match self.parameters.get(name)?.value {
            Value::Ratio(ratio) => Some(ratio),
            _ => None,
        }
    }

    pub(crate) fn list(&self, name: &str) -> Option<&[u32]> {
        match &self.parameters.get(name)?.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }
}
