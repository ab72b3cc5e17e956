//! The facts a finding rests on, as data.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::facts::PublicValue;

/// What is counted or named in an evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "each name says the noun; the sentences are in `words`"
)]
pub enum Noun {
    Sites,
    Convention,
    Theme,
    Pilot,
    Residents,
    Disciplines,
    Experience,
    Ambassadors,
    Consent,
    Endorsement,
    Cases,
    CaseOwners,
    Users,
    Methods,
    Lineage,
    Managers,
    Direction,
    Officials,
    Meetings,
    SharedItems,
    Baselines,
    Proposals,
}

/// Why a rule has nothing to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Absent {
    /// Nothing of the kind has been recorded yet.
    Unrecorded,
    /// The phase has not come.
    TooEarly,
}

/// The facts a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "fields are named after what they hold")]
pub enum Evidence {
    /// Nothing to count.
    Nothing { why: Absent },
    /// So many found, for bounds.
    Counted {
        what: Noun,
        found: u32,
        least: Option<u32>,
        most: Option<u32>,
    },
    /// These lack something, out of so many.
    Lacking {
        what: Noun,
        subjects: Vec<String>,
        of: u32,
    },
    /// Something that must stand before the first run.
    BeforeFirstRun {
        what: Noun,
        on: Option<Date>,
        first_run_on: Option<Date>,
    },
    /// The days from first to last, in months begun and days.
    Span {
        first: Option<Date>,
        last: Option<Date>,
        months: u32,
        days: u32,
    },
    /// Session days held and planned, for a total.
    Days { held: u32, planned: u32, total: u32 },
    /// Runs with a wrong shape: first day and number of days.
    Runs { found: u32, wrong: Vec<(Date, u32)> },
    /// Number of runs, and days still without a run.
    RunCount {
        found: u32,
        least: u32,
        most: u32,
        days_left: u32,
    },
    /// Quotas missed: feature, value, found, least, most.
    Quotas { missed: Vec<QuotaMissed>, of: u32 },
    /// Ambassadors under a share of their promised days, in percent.
    Attendance {
        below: Vec<(String, u32)>,
        of: u32,
        least: u32,
    },
    /// Ambassadors to whom too many half-days are owed.
    Owed {
        over: Vec<(String, u32)>,
        of: u32,
        most_half_days: u32,
    },
    /// The last contact.
    Contact {
        what: Noun,
        last: Option<Date>,
        days: Option<u32>,
        most_weeks: u32,
    },
    /// Shares in hundredths of a percent.
    Share {
        found: u32,
        expected: u32,
        tolerance: u32,
        authorities_cents: u64,
        total_cents: u64,
    },
    /// Values with no indicator.
    Values { missing: Vec<PublicValue>, of: u32 },
    /// The lab's form.
    Form {
        fixed_on: Option<Date>,
        prefiguration_on: Option<Date>,
        logged: bool,
    },
    /// What the recorded decision lacks.
    Decision {
        decided_on: Option<Date>,
        lacks: Vec<DecisionPart>,
    },
    /// Share of steps led by ambassadors, in percent, first and last third.
    Led {
        steps: u32,
        first_third: u32,
        last_third: u32,
    },
    /// The first case.
    FirstCase { id: String, simple: Option<bool> },
}

/// A quota that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "fields are named after what they hold")]
pub struct QuotaMissed {
    pub feature: String,
    pub value: String,
    pub found: u32,
    pub least: u32,
    pub most: u32,
}

/// What a decision must say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each name says the part")]
pub enum DecisionPart {
    Posts,
    Place,
    Budget,
    Attachment,
}
