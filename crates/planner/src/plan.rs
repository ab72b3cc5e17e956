//! A plan: which runs are held, where, by whom, and when the meetings are.
//!
//! Owns: the types of the plan file and their reading and writing. A plan may be illegal: only [`crate::check`] says.

use crate::day::Day;
use crate::instance::RunDates;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A run that is planned.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Run {
    /// First day.
    pub start: Day,
    /// Consecutive days.
    pub len: u32,
    /// Id of the room, for all days.
    #[serde(default)]
    pub room: Option<String>,
    /// Ids of the residents who attend all days.
    #[serde(default)]
    pub residents: Vec<String>,
}

impl Run {
    /// Its dates.
    #[must_use]
    pub const fn dates(&self) -> RunDates {
        RunDates::new(self.start, self.len)
    }
}

/// The plan of a season.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Runs by authority.
    #[serde(default)]
    pub runs: BTreeMap<String, Vec<Run>>,
    /// First day of each meeting.
    #[serde(default)]
    pub meetings: BTreeMap<String, Day>,
}

impl Plan {
    /// Reads the JSON form.
    ///
    /// # Errors
    /// When the text is not the JSON of a plan.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// Writes the JSON form, on one line.
    ///
    /// # Errors
    /// Never in practice: every value of the type has a JSON form.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// The runs of an authority, in the order of the plan.
    #[must_use]
    pub fn of(&self, authority: &str) -> &[Run] {
        self.runs.get(authority).map_or(&[], Vec::as_slice)
    }
}
