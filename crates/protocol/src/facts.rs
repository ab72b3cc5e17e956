//! What can be counted from the records of the other slices: never typed in twice.
//!
//! A family that is `None` is not counted yet; its rules answer "not applicable", never "met".
//! References to persons are opaque texts: this crate knows no names.

mod later;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use later::{Case, Indicator, Lab, Method, Proposal, PublicValue, Sponsors, Step};

/// Everything known of one site on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// What concerns the whole season.
    pub season: Season,
    /// Convention, theme, pilot.
    pub frame: Frame,
    /// Residents, past ones included; `None` as long as nobody was mandated.
    pub team: Option<Vec<Resident>>,
    /// `None` before the draw.
    pub cohort: Option<Cohort>,
    /// Planned and held runs; `None` before a first plan exists.
    pub runs: Option<Vec<Run>>,
    /// Practical cases.
    pub cases: Option<Vec<Case>>,
    /// Methods made or adapted by this site.
    pub methods: Option<Vec<Method>>,
    /// Steps of the cases, for who led them.
    pub steps: Option<Vec<Step>>,
    /// Dated contacts with direction, officials and managers.
    pub sponsors: Option<Sponsors>,
    /// Items this site shared with the others.
    pub shared_items: Option<u32>,
    /// Indicators by value.
    pub indicators: Option<Vec<Indicator>>,
    /// The lab's form and the final decision.
    pub lab: Option<Lab>,
    /// Proposals handed over to services.
    pub proposals: Option<Vec<Proposal>>,
}

/// What concerns the whole season.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Season {
    /// Authorities engaged in the edition.
    pub sites: u32,
    /// The day the latest of them engaged.
    pub last_engaged_on: Option<Date>,
    /// First day of the season.
    pub begins_on: Option<Date>,
    /// Last day of the season.
    pub ends_on: Option<Date>,
    /// Meetings between authorities, past and planned.
    pub meetings: Option<Vec<Date>>,
    /// Commitments of all funders.
    pub commitments: Option<Commitments>,
}

/// Money promised, in cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitments {
    /// By the authorities.
    pub authorities_cents: u64,
    /// By everybody.
    pub total_cents: u64,
}

/// What must stand before the first run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Frame {
    /// Signature of the convention.
    pub convention_signed_on: Option<Date>,
    /// Choice of the theme.
    pub theme_chosen_on: Option<Date>,
    /// Naming of the first pilot.
    pub pilot_named_on: Option<Date>,
    /// The pilot left and nobody followed.
    pub pilot_left_on: Option<Date>,
    /// The accompaniment ended.
    pub closed_on: Option<Date>,
}

/// A resident of the team.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Resident {
    /// Opaque reference.
    pub id: String,
    /// Disciplines, in any case and order.
    pub disciplines: Vec<String>,
    /// Experience with public bodies was stated.
    pub public_experience: bool,
    /// Day of the mandate.
    pub joined_on: Option<Date>,
    /// First day out of the team.
    pub left_on: Option<Date>,
}

/// The drawn cohort.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cohort {
    /// Day of the draw.
    pub drawn_on: Option<Date>,
    /// Those who left included.
    pub ambassadors: Vec<Ambassador>,
    /// Substitutes who can still be called.
    pub substitutes: u32,
    /// The quotas of the call.
    pub quotas: Vec<Quota>,
}

/// An ambassador.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Ambassador {
    /// Opaque reference.
    pub id: String,
    /// Own consent.
    pub consented_on: Option<Date>,
    /// The hierarchy's agreement, another fact than consent.
    pub endorsed_on: Option<Date>,
    /// First day they are no longer there; no reason is needed, so none is kept.
    pub left_on: Option<Date>,
    /// Feature and value, such as `directorate` and `Culture`.
    pub features: Vec<(String, String)>,
    /// The line manager was told what the programme is and what it brings.
    pub manager_briefed_on: Option<Date>,
    /// Days of the mission letter; `None` before it is signed.
    pub account: Option<TimeAccount>,
}

/// A time account, in half-days so that sums stay exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TimeAccount {
    /// In the mission letter.
    pub promised: u32,
    /// In runs still to come.
    pub planned: u32,
    /// Attended.
    pub taken: u32,
    /// Session half-days held so far while a member.
    pub held: u32,
    /// Spent on the programme and not yet given back by the service.
    pub owed: u32,
    /// Since when something is owed.
    pub owed_since: Option<Date>,
}

/// Bounds on how many ambassadors share a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Quota {
    /// Such as `directorate`.
    pub feature: String,
    /// Such as `Culture`.
    pub value: String,
    /// At least so many.
    pub least: u32,
    /// At most so many.
    pub most: u32,
}

/// A run of consecutive session days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// Opaque reference.
    pub id: String,
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// Session days.
    pub days: u32,
    /// All its days are working days of the authority and follow each other.
    pub consecutive_working: bool,
    /// It took place.
    pub held: bool,
}

impl Facts {
    /// First day of the first run.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        self.runs.as_ref()?.iter().map(|run| run.first).min()
    }

    /// Last day of the last run.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.runs.as_ref()?.iter().map(|run| run.last).max()
    }
}

/// Whether somebody is still there today.
pub(crate) fn present(left_on: Option<Date>, today: Date) -> bool {
    left_on.is_none_or(|left| left > today)
}
