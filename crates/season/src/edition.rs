//! The season itself and the protocol it follows.

use jiff::civil::Date;

use crate::text::{Label, Prose, Reference, Slug};

/// The protocol that this version of the format knows.
pub const PROTOCOL_ID: &str = "transfo-saison-2";

/// One season of the programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Name shown to people.
    pub name: Label,
    /// Name in addresses and files.
    pub slug: Slug,
    /// First day of the season.
    pub starts_on: Date,
    /// Last day of the season, included.
    pub ends_on: Date,
    /// Seed of every draw that no public source seeds.
    pub seed: u64,
    /// The persons are invented and must be shown as such.
    pub fictional: bool,
    /// What readers of the folder should know.
    pub notes: Option<Prose>,
}

/// The protocol pinned by a season, with what the season changes in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Protocol {
    /// Identifier of the protocol.
    pub id: Reference,
    /// Version of the protocol document.
    pub version: u32,
    /// Parameters that the season sets otherwise.
    pub overrides: Vec<Override>,
}

/// A parameter of a rule that the season sets otherwise, signed and reasoned.
#[derive(Debug, Clone, PartialEq)]
pub struct Override {
    /// Rule, for instance `days.total`.
    pub rule: Reference,
    /// Parameter of the rule.
    pub parameter: Reference,
    /// Its value in this season.
    pub value: OverrideValue,
    /// Who decided.
    pub author: Label,
    /// Why.
    pub reason: Prose,
    /// Day of the decision.
    pub on: Date,
}

/// Value of a parameter, in the unit that the rule states.
#[derive(Debug, Clone, PartialEq)]
pub enum OverrideValue {
    /// A whole number.
    Whole(i64),
    /// A number with decimals; always finite.
    Decimal(f64),
    /// Yes or no.
    Switch(bool),
    /// One line of text.
    Word(Label),
    /// Whole numbers, in order.
    Wholes(Vec<i64>),
}
