//! When people and authorities cannot take part.
//!
//! Public and school holidays are not here: the application knows them.

use jiff::civil::Date;

use crate::terms::{ClosureKind, Half, Weekday};
use crate::text::{Label, Prose, Reference, Slug};

/// Half-days on which one person cannot come.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unavailability {
    /// Authority of the person; none for a member of the team, wherever that person works.
    pub authority: Option<Slug>,
    /// The person.
    pub reference: Reference,
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
    /// Part of each day.
    pub half: Half,
    /// Only this day of each week of the period; none for every day.
    pub weekday: Option<Weekday>,
    /// Private reason: never shown to anyone but the person and the coordinator.
    pub reason: Option<Prose>,
}

impl Unavailability {
    /// Whether the absence touches this day.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        let repeated = self
            .weekday
            .is_none_or(|weekday| weekday.civil() == day.weekday());
        self.from <= day && day <= self.to && repeated
    }
}

/// Days on which an authority holds no session.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Closure {
    /// Authority; none for every authority.
    pub authority: Option<Slug>,
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
    /// Words shown to people.
    pub label: Label,
    /// Why it is closed.
    pub kind: ClosureKind,
    /// No session at all; otherwise the days only cost something.
    pub hard: bool,
    /// Cost of each session day when the closure is not hard, in points of the planner.
    pub weight: u32,
}
