//! The facts of a season: what the planner is given (format `transfo-plan/1`).
//!
//! Owns: the types of the file format and their reading and writing. Every type can be built in memory by naming its fields; `Default` and the
//! `new` constructors give the usual values. Never: any derived value, any decision.

use crate::day::Day;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The name of the format this crate reads and writes.
pub const FORMAT: &str = "transfo-plan/1";

/// Days `from` to `to`, both included; written `["2027-02-01","2027-03-05"]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(Day, Day)", into = "(Day, Day)")]
pub struct Span {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

impl Span {
    /// Days `from` to `to`, both included. A span whose end comes before its start holds no day.
    #[must_use]
    pub const fn new(from: Day, to: Day) -> Self {
        Self { from, to }
    }

    /// Whether `day` is one of the days.
    #[must_use]
    pub fn holds(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}

impl From<(Day, Day)> for Span {
    fn from((from, to): (Day, Day)) -> Self {
        Self { from, to }
    }
}

impl From<Span> for (Day, Day) {
    fn from(span: Span) -> Self {
        (span.from, span.to)
    }
}

/// First and last day of the calendar looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Horizon {
    /// First day.
    pub start: Day,
    /// Last day.
    pub end: Day,
}

/// What each term of the objective weighs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Weights {
    /// One ambassador missing one day.
    pub absence: i64,
    /// One day under an ambassador's target.
    pub short: i64,
    /// One day under an ambassador's floor, on top of `short`.
    pub floor: i64,
    /// One day away from the pace, beyond the tolerance.
    pub pace: i64,
    /// Days away from the pace that cost nothing.
    pub pace_tol: i64,
    /// One unit of a resident's trip cost.
    pub trip: i64,
    /// One day of a run that a member of the team does not attend.
    pub resident: i64,
    /// One unit of a room's cost a day.
    pub room: i64,
    /// One day that differs from the previous plan, times the notice factor.
    pub change: i64,
    /// One delegate missing at a meeting.
    pub meeting: i64,
    /// A meeting that moves, times the notice factor.
    pub meeting_move: i64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            absence: 10,
            short: 15,
            floor: 30,
            pace: 6,
            pace_tol: 2,
            trip: 1,
            resident: 25,
            room: 1,
            change: 30,
            meeting: 4,
            meeting_move: 120,
        }
    }
}

/// An exception to the operator's usual capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Runs that may be in progress on each of these days.
    pub cap: u32,
}

/// How many runs the operator's staff can accompany at once. Later exceptions override earlier ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operator {
    /// On an ordinary day.
    pub capacity_default: u32,
    /// Exceptions, the last that holds a day wins.
    #[serde(default)]
    pub capacity: Vec<Capacity>,
}

impl Operator {
    /// Runs that may be in progress on `day`.
    #[must_use]
    pub fn on(&self, day: Day) -> u32 {
        self.capacity
            .iter()
            .rev()
            .find(|x| x.from <= day && day <= x.to)
            .map_or(self.capacity_default, |x| x.cap)
    }
}

/// A resident: somebody who accompanies authorities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resident {
    /// Stable name.
    pub id: String,
    /// Where the resident lives (only shown).
    #[serde(default)]
    pub home: String,
    /// Days when the resident cannot come.
    #[serde(default)]
    pub off: Vec<Span>,
    /// Days a week over all authorities.
    pub week_cap: u32,
}

/// An ambassador, with what is promised and what was already attended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ambassador {
    /// Stable name.
    pub id: String,
    /// Whether this person must be there on all days.
    #[serde(default)]
    pub lead: bool,
    /// Days when the person cannot come. What is unknown counts as free.
    #[serde(default)]
    pub off: Vec<Span>,
    /// Days hoped for over the whole programme.
    pub target: u32,
    /// Days below which attendance is a problem.
    pub floor: u32,
    /// Days attended in the past.
    #[serde(default)]
    pub attended: u32,
}

/// A room. The same id in two authorities is one physical room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Stable name.
    pub id: String,
    /// Seats (only shown).
    #[serde(default)]
    pub capacity: u32,
    /// Cost a day.
    #[serde(default)]
    pub cost: i64,
    /// Days when it is taken.
    #[serde(default)]
    pub off: Vec<Span>,
}

/// Days that are better avoided, or must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blackout {
    /// Stable name, part of the rule's name.
    pub id: String,
    /// Words for people.
    #[serde(default)]
    pub label: String,
    /// council, closure, school, bridge, event, election…
    #[serde(default)]
    pub kind: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Whether no run may touch it.
    pub hard: bool,
    /// Cost of each run day inside, when it is not hard.
    #[serde(default)]
    pub weight: i64,
}

/// A moment of the programme defined by the number of days done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Stable name, part of the rule's name.
    pub id: String,
    /// Words for people.
    #[serde(default)]
    pub label: String,
    /// Cumulative days that define it.
    pub days: u32,
    /// The run that reaches it starts on this day or later.
    #[serde(default)]
    pub earliest: Option<Day>,
    /// The run that reaches it ends on this day or before.
    #[serde(default)]
    pub deadline: Option<Day>,
    /// The run that reaches it touches none of these days.
    #[serde(default)]
    pub avoid: Vec<Span>,
}

/// Distance between consecutive runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Calendar days strictly between two runs, at least.
    pub min: i32,
    /// Days strictly between two runs outside the pauses, at most.
    pub max: i32,
    /// Days that do not count towards the maximum.
    #[serde(default)]
    pub pauses: Vec<Span>,
}

/// A run by its dates: locks, past runs, previous plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RunDates {
    /// First day.
    pub start: Day,
    /// Consecutive days.
    pub len: u32,
}

impl RunDates {
    /// The run of `len` days that starts on `start`.
    #[must_use]
    pub const fn new(start: Day, len: u32) -> Self {
        Self { start, len }
    }

    /// Last day (the day before the start when `len` is 0).
    #[must_use]
    pub fn end(self) -> Day {
        self.start.plus(
            i32::try_from(self.len)
                .unwrap_or(i32::MAX)
                .saturating_sub(1),
        )
    }

    /// Its days.
    pub fn days(self) -> impl Iterator<Item = Day> {
        (self.start.number()..=self.end().number()).map(Day::from_number)
    }
}

/// One authority of the season.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// Stable name, first part of the names of its rules.
    pub id: String,
    /// Name for people.
    #[serde(default)]
    pub name: String,
    /// School zone (only shown: school holidays come as blackouts).
    #[serde(default)]
    pub zone: String,
    /// Key of its public holidays in [`Instance::calendars`].
    pub law: String,
    /// Session days of the whole programme.
    pub days: u32,
    /// Lengths of a run that are allowed.
    pub lengths: Vec<u32>,
    /// Nothing new starts before `now` plus this many days.
    #[serde(default)]
    pub notice_days: i32,
    /// When the first run starts.
    pub first: Span,
    /// When the last run ends.
    pub last: Span,
    /// Distance between runs.
    pub gap: Gap,
    /// Ids of its residents.
    pub team: Vec<String>,
    /// Residents needed for the whole of each run.
    pub team_quorum: u32,
    /// Days after a run during which a resident cannot be elsewhere.
    #[serde(default)]
    pub travel_buffer: i32,
    /// Cost of each resident's trip.
    #[serde(default)]
    pub trip_cost: BTreeMap<String, i64>,
    /// Its ambassadors.
    pub ambassadors: Vec<Ambassador>,
    /// Ambassadors needed on each day.
    pub quorum: u32,
    /// Its rooms.
    pub rooms: Vec<Room>,
    /// Days to avoid.
    #[serde(default)]
    pub blackouts: Vec<Blackout>,
    /// Milestones.
    #[serde(default)]
    pub milestones: Vec<Milestone>,
    /// Checkpoints: day, days that should be done.
    #[serde(default)]
    pub pace: Vec<(Day, i64)>,
    /// Runs that must be in the plan.
    #[serde(default)]
    pub locks: Vec<RunDates>,
    /// Runs of the past.
    #[serde(default)]
    pub done: Vec<RunDates>,
    /// What people have in their diaries.
    #[serde(default)]
    pub previous: Option<Vec<RunDates>>,
}

impl Authority {
    /// An authority without people or rooms yet: 35 days by runs of two or three, ten to 56 days apart.
    #[must_use]
    pub fn new(id: &str, law: &str, first: Span, last: Span) -> Self {
        Self {
            id: id.to_owned(),
            name: String::new(),
            zone: String::new(),
            law: law.to_owned(),
            days: 35,
            lengths: vec![2, 3],
            notice_days: 0,
            first,
            last,
            gap: Gap {
                min: 10,
                max: 56,
                pauses: Vec::new(),
            },
            team: Vec::new(),
            team_quorum: 0,
            travel_buffer: 1,
            trip_cost: BTreeMap::new(),
            ambassadors: Vec::new(),
            quorum: 0,
            rooms: Vec::new(),
            blackouts: Vec::new(),
            milestones: Vec::new(),
            pace: Vec::new(),
            locks: Vec::new(),
            done: Vec::new(),
            previous: None,
        }
    }
}

/// A meeting between authorities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Stable name, part of the rule's name.
    pub id: String,
    /// Days it lasts.
    pub len: u32,
    /// First day of the window.
    pub from: Day,
    /// Last day of the window.
    pub to: Day,
    /// Ids of the authorities that take part.
    pub participants: Vec<String>,
    /// Id of the authority that lends a room.
    pub host: String,
    /// Session days each participant has done before.
    #[serde(default)]
    pub min_days: i64,
    /// Delegates hoped for from each participant.
    pub delegation: i64,
    /// Delegates needed from each participant.
    pub delegation_min: i64,
    /// Days before and after without a run of a participant.
    #[serde(default)]
    pub buffer: i32,
    /// The day it must start.
    #[serde(default)]
    pub lock: Option<Day>,
    /// The day people have in their diaries.
    #[serde(default)]
    pub previous: Option<Day>,
}

/// The facts of a season.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// [`FORMAT`].
    pub format: String,
    /// Name for people.
    #[serde(default)]
    pub name: String,
    /// Seed of the generator, when there was one.
    #[serde(default)]
    pub seed: u64,
    /// Days looked at.
    pub horizon: Horizon,
    /// The day on which planning takes place.
    pub now: Day,
    /// What each term weighs.
    #[serde(default)]
    pub weights: Weights,
    /// Public holidays by law.
    pub calendars: BTreeMap<String, Vec<Day>>,
    /// Capacity of the staff.
    pub operator: Operator,
    /// Everybody who accompanies.
    pub residents: Vec<Resident>,
    /// The authorities.
    pub authorities: Vec<Authority>,
    /// The meetings.
    #[serde(default)]
    pub meetings: Vec<Meeting>,
}

impl Instance {
    /// A season without authorities yet.
    #[must_use]
    pub fn new(horizon: Horizon, now: Day) -> Self {
        Self {
            format: FORMAT.to_owned(),
            name: String::new(),
            seed: 0,
            horizon,
            now,
            weights: Weights::default(),
            calendars: BTreeMap::new(),
            operator: Operator {
                capacity_default: 1,
                capacity: Vec::new(),
            },
            residents: Vec::new(),
            authorities: Vec::new(),
            meetings: Vec::new(),
        }
    }

    /// Reads the JSON form.
    ///
    /// # Errors
    /// When the text is not JSON, lacks a field, holds another format's name, a name twice, or a number that no season needs (negative, or
    /// beyond a hundred thousand).
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        let read: Self = serde_json::from_str(text)?;
        let fault = beyond(&serde_json::from_str(text)?, "").or_else(|| read.twice());
        if let Some(fault) = fault {
            return Err(serde::de::Error::custom(fault));
        }
        if read.format == FORMAT {
            Ok(read)
        } else {
            Err(serde::de::Error::custom(format!(
                "format `{}` instead of `{FORMAT}`",
                read.format
            )))
        }
    }

    /// The first name that two authorities, residents or meetings have.
    fn twice(&self) -> Option<String> {
        let authorities: Vec<&String> = self.authorities.iter().map(|a| &a.id).collect();
        let residents = self.residents.iter().map(|r| &r.id).collect();
        let meetings = self.meetings.iter().map(|m| &m.id).collect();
        let lists = [
            ("authorities", authorities),
            ("residents", residents),
            ("meetings", meetings),
        ];
        lists.into_iter().find_map(|(kind, mut ids)| {
            ids.sort_unstable();
            let pair = ids.windows(2).find(|pair| pair.first() == pair.last())?;
            Some(format!(
                "`{kind}`: two of them have the id `{}`",
                pair.first()?
            ))
        })
    }

    /// Writes the JSON form, on one line.
    ///
    /// # Errors
    /// Never in practice: every value of the type has a JSON form.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// The authority with this id.
    #[must_use]
    pub fn authority(&self, id: &str) -> Option<&Authority> {
        self.authorities.iter().find(|a| a.id == id)
    }
}

/// No number of an instance but its seed is larger, and none is negative: sums of costs stay exact, and nothing is counted for ever.
const MOST: u64 = 100_000;

/// The first number that is negative, broken or too large, and where.
fn beyond(value: &Value, at: &str) -> Option<String> {
    match value {
        Value::Number(n) => n
            .as_u64()
            .is_none_or(|n| n > MOST)
            .then(|| format!("`{at}`: {n} is not a whole number from 0 to {MOST}")),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .find_map(|(place, one)| beyond(one, &format!("{at}[{place}]"))),
        Value::Object(fields) => {
            fields
                .iter()
                .filter(|(name, _)| *name != "seed")
                .find_map(|(name, one)| {
                    let dot = if at.is_empty() { "" } else { "." };
                    beyond(one, &format!("{at}{dot}{name}"))
                })
        }
        _ => None,
    }
}
