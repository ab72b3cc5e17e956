//! The words of the two files that are read: a season (`transfo-plan/1`) and the prices of its bound (`transfo-bound/1`).
//!
//! Owns: the reading of both, of what matters to a bound only. A day is a number here, counted from 1970-01-01. Never: a rule.

use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Day(pub(crate) i64);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let number =
            |from: usize, to: usize| text.get(from..to).and_then(|t| t.parse::<i64>().ok());
        match (number(0, 4), number(5, 7), number(8, 10)) {
            (Some(year), Some(month @ 1..=12), Some(day @ 1..=31)) => {
                // Days of whole years, then of the months before, with March as the first month (Zeller).
                let (y, m) = if month > 2 {
                    (year, month - 3)
                } else {
                    (year - 1, month + 9)
                };
                let days = 365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400);
                Ok(Self(days + (153 * m + 2) / 5 + day - 1 - 719_468))
            }
            _ => Err(format!("`{text}` is not a day")),
        }
    }
}

/// First and last day.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct Span(pub(crate) Day, pub(crate) Day);

impl Span {
    pub(crate) fn holds(self, day: i64) -> bool {
        self.0.0 <= day && day <= self.1.0
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(crate) struct Dates {
    pub(crate) start: Day,
    pub(crate) len: i64,
}

impl Dates {
    pub(crate) const fn end(self) -> i64 {
        self.start.0 + self.len - 1
    }

    pub(crate) fn days(self) -> std::ops::RangeInclusive<i64> {
        self.start.0..=self.end()
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Season {
    pub(crate) horizon: Horizon,
    pub(crate) now: Day,
    pub(crate) weights: Weights,
    pub(crate) calendars: BTreeMap<String, Vec<Day>>,
    pub(crate) operator: Operator,
    pub(crate) residents: Vec<Resident>,
    pub(crate) authorities: Vec<Authority>,
    #[serde(default)]
    pub(crate) meetings: Vec<Meeting>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Horizon {
    pub(crate) start: Day,
    pub(crate) end: Day,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Weights {
    pub(crate) absence: i64,
    pub(crate) short: i64,
    pub(crate) floor: i64,
    pub(crate) pace: i64,
    pub(crate) pace_tol: i64,
    pub(crate) trip: i64,
    pub(crate) resident: i64,
    pub(crate) room: i64,
    pub(crate) change: i64,
    pub(crate) meeting: i64,
    pub(crate) meeting_move: i64,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Operator {
    capacity_default: i64,
    #[serde(default)]
    capacity: Vec<Capacity>,
}

#[derive(Debug, Deserialize)]
struct Capacity {
    from: Day,
    to: Day,
    cap: i64,
}

impl Operator {
    pub(crate) fn on(&self, day: i64) -> i64 {
        let mut known = self.capacity_default;
        for x in self
            .capacity
            .iter()
            .filter(|x| Span(x.from, x.to).holds(day))
        {
            known = x.cap;
        }
        known
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Resident {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) off: Vec<Span>,
    pub(crate) week_cap: i64,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Authority {
    pub(crate) id: String,
    pub(crate) law: String,
    pub(crate) days: i64,
    pub(crate) lengths: Vec<i64>,
    #[serde(default)]
    pub(crate) notice_days: i64,
    pub(crate) first: Span,
    pub(crate) last: Span,
    pub(crate) gap: Gap,
    pub(crate) team: Vec<String>,
    pub(crate) team_quorum: usize,
    #[serde(default)]
    pub(crate) travel_buffer: i64,
    #[serde(default)]
    pub(crate) trip_cost: BTreeMap<String, i64>,
    pub(crate) ambassadors: Vec<Ambassador>,
    pub(crate) quorum: i64,
    pub(crate) rooms: Vec<Room>,
    #[serde(default)]
    pub(crate) blackouts: Vec<Blackout>,
    #[serde(default)]
    pub(crate) milestones: Vec<Milestone>,
    #[serde(default)]
    pub(crate) pace: Vec<(Day, i64)>,
    #[serde(default)]
    pub(crate) locks: Vec<Dates>,
    #[serde(default)]
    pub(crate) done: Vec<Dates>,
    #[serde(default)]
    pub(crate) previous: Option<Vec<Dates>>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Gap {
    pub(crate) min: i64,
    pub(crate) max: i64,
    #[serde(default)]
    pub(crate) pauses: Vec<Span>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Ambassador {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) lead: bool,
    #[serde(default)]
    pub(crate) off: Vec<Span>,
    pub(crate) target: i64,
    pub(crate) floor: i64,
    #[serde(default)]
    pub(crate) attended: i64,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Room {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) cost: i64,
    #[serde(default)]
    pub(crate) off: Vec<Span>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Blackout {
    pub(crate) from: Day,
    pub(crate) to: Day,
    pub(crate) hard: bool,
    #[serde(default)]
    pub(crate) weight: i64,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Milestone {
    pub(crate) days: i64,
    #[serde(default)]
    pub(crate) earliest: Option<Day>,
    #[serde(default)]
    pub(crate) deadline: Option<Day>,
    #[serde(default)]
    pub(crate) avoid: Vec<Span>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Meeting {
    pub(crate) id: String,
    pub(crate) len: i64,
    pub(crate) from: Day,
    pub(crate) to: Day,
    pub(crate) participants: Vec<String>,
    pub(crate) host: String,
    #[serde(default)]
    pub(crate) min_days: i64,
    pub(crate) delegation: i64,
    pub(crate) delegation_min: i64,
    #[serde(default)]
    pub(crate) buffer: i64,
    #[serde(default)]
    pub(crate) lock: Option<Day>,
    #[serde(default)]
    pub(crate) previous: Option<Day>,
}

pub(crate) type ByDay = BTreeMap<Day, i64>;

/// Prices in whole parts of the season's unit; `scale` says how many parts.
#[derive(Debug, Deserialize)]
pub(crate) struct Certificate {
    pub(crate) format: String,
    pub(crate) scale: i64,
    pub(crate) bound: i64,
    pub(crate) cases: Vec<Case>,
}

/// One case of the proof: what is supposed, and the prices then.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Case {
    pub(crate) suppose: Vec<Supposition>,
    /// A run day, by day.
    pub(crate) staff: ByDay,
    /// A day of a shared resident, travel included.
    pub(crate) residents: BTreeMap<String, ByDay>,
    /// A run day of a shared resident, by Monday of the week.
    pub(crate) weeks: BTreeMap<String, ByDay>,
    pub(crate) rooms: BTreeMap<String, ByDay>,
    /// By meeting, authority and first day: what the authority pays towards that day.
    pub(crate) meetings: BTreeMap<String, BTreeMap<String, ByDay>>,
    /// By authority and ambassador: the reward for a day attended.
    pub(crate) rewards: BTreeMap<String, BTreeMap<String, i64>>,
    /// By authority: what its cheapest calendar is said to cost at these prices.
    pub(crate) least: BTreeMap<String, i64>,
}

/// A question answered yes or no; the proof has a case for either answer.
#[derive(Debug, Deserialize)]
pub(crate) struct Supposition {
    pub(crate) ask: Question,
    pub(crate) meeting: String,
    pub(crate) day: Day,
    pub(crate) yes: bool,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Question {
    /// Does the meeting start on this day or before?
    Until,
}
