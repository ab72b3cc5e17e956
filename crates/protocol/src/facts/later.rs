//! Facts of cases, methods, sponsors, evaluation, the lab and what follows the close.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A practical case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Case {
    /// Opaque reference.
    pub id: String,
    /// It began.
    pub began_on: Option<Date>,
    /// It was shown to its owner.
    pub closed_on: Option<Date>,
    /// It comes from the authority and not from an exercise.
    pub real: bool,
    /// A service owns it.
    pub owned: bool,
    /// Users met so far.
    pub users_met: u32,
    /// Judged simple; `None` when nobody judged.
    pub simple: Option<bool>,
}

/// A method made or adapted here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Method {
    /// Opaque reference.
    pub id: String,
    /// It says what it comes from, or that it is new.
    pub lineage: bool,
}

/// A step of a case that took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// When.
    pub on: Date,
    /// Led by an ambassador.
    pub led_by_ambassador: bool,
}

/// Dated contacts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sponsors {
    /// Last contact with the general management.
    pub direction_on: Option<Date>,
    /// Last contact with elected officials.
    pub officials_on: Option<Date>,
}

/// One of the four values, or the optional fifth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublicValue {
    /// Transparency, accountability.
    Democracy,
    /// Experience of users.
    Quality,
    /// Effects.
    Impact,
    /// Results for the means.
    Productivity,
    /// What it does to agents: optional, and never counted among the four.
    Agents,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Opaque reference.
    pub id: String,
    /// What it measures.
    pub value: PublicValue,
    /// First measure.
    pub baseline_on: Option<Date>,
}

/// What is known of the lab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lab {
    /// The prefiguration began.
    pub prefiguration_on: Option<Date>,
    /// The form was fixed.
    pub form_fixed_on: Option<Date>,
    /// Fixing it early was logged with a reason.
    pub early_logged: bool,
    /// The decision was recorded.
    pub decided_on: Option<Date>,
    /// It says which posts.
    pub posts: bool,
    /// It says which place.
    pub place: bool,
    /// It says which budget.
    pub budget: bool,
    /// It says where the lab is attached.
    pub attachment: bool,
}

/// A proposal handed over to a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Opaque reference.
    pub id: String,
    /// Day it was handed over.
    pub handed_on: Date,
    /// Adopt, adapt or refuse, with a reason.
    pub answered_on: Option<Date>,
    /// Months after which a check was answered.
    pub checked_months: Vec<u32>,
}
