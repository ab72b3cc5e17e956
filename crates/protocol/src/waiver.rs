//! A waiver: one rule set aside for one site, by somebody, for a reason, until a date.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalogue;

/// A waiver that can only be valid: made by [`Waiver::new`], also when it is read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Draft", into = "Draft")]
pub struct Waiver(Draft);

/// The words of a waiver before they are checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The rule set aside.
    pub rule: String,
    /// Who granted it.
    pub author: String,
    /// Why.
    pub reason: String,
    /// First day it holds.
    pub on: Date,
    /// Last day it holds.
    pub until: Date,
}

/// Why a waiver was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaiverError {
    /// No check has that name.
    UnknownRule,
    /// Law and consent are never waived.
    HardStop,
    /// The author is empty.
    NoAuthor,
    /// The reason is empty.
    NoReason,
    /// It would end before it begins.
    EndsBeforeItBegins,
}

impl fmt::Display for WaiverError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownRule => "no rule has this name",
            Self::HardStop => "this rule is one of law or consent and is never waived",
            Self::NoAuthor => "the author is empty",
            Self::NoReason => "the reason is empty",
            Self::EndsBeforeItBegins => "the end is before the beginning",
        })
    }
}

impl std::error::Error for WaiverError {}

impl Waiver {
    /// Checks a draft.
    ///
    /// # Errors
    ///
    /// See [`WaiverError`]; a convention, a theme and consent cannot be waived at all.
    pub fn new(draft: Draft) -> Result<Self, WaiverError> {
        let refused = if catalogue::known(&draft.rule).is_none() {
            WaiverError::UnknownRule
        } else if catalogue::is_hard_stop(&draft.rule) {
            WaiverError::HardStop
        } else if draft.author.trim().is_empty() {
            WaiverError::NoAuthor
        } else if draft.reason.trim().is_empty() {
            WaiverError::NoReason
        } else if draft.until < draft.on {
            WaiverError::EndsBeforeItBegins
        } else {
            return Ok(Self(draft));
        };
        Err(refused)
    }

    /// The words of the waiver.
    #[must_use]
    pub fn words(&self) -> &Draft {
        &self.0
    }

    /// Whether it sets this rule aside on that day, first and last day included.
    #[must_use]
    pub fn holds(&self, rule: &str, today: Date) -> bool {
        self.0.rule == rule && self.0.on <= today && today <= self.0.until
    }
}

impl TryFrom<Draft> for Waiver {
    type Error = WaiverError;

    fn try_from(draft: Draft) -> Result<Self, WaiverError> {
        Self::new(draft)
    }
}

impl From<Waiver> for Draft {
    fn from(waiver: Waiver) -> Self {
        waiver.0
    }
}
