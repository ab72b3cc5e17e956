//! A run: two or three consecutive days of session at one site.
//!
//! Pure. Invariant: a run keeps its identity when it moves; what changes is its revision.

use jiff::{Timestamp, civil::Date};

use super::absence::{days, last_day};
use crate::platform::words::{Lang, Words};

/// Somebody who accompanies a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// Row id of the person.
    pub id: String,
    /// Name.
    pub name: String,
}

/// A run people see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Row id.
    pub id: String,
    /// Row id of its site.
    pub site_id: String,
    /// Slug of its site.
    pub site: String,
    /// Name of its site.
    pub site_name: String,
    /// Number at its site, from 0.
    pub number: u32,
    /// First day.
    pub starts_on: Date,
    /// Consecutive days.
    pub days: u32,
    /// The most days it has ever had.
    pub most_days: u32,
    /// Name of its room.
    pub room: Option<String>,
    /// Reference of its room.
    pub room_reference: Option<String>,
    /// How often it changed since it was published.
    pub revision: u32,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// Whether the planner must leave it where it is.
    pub locked: bool,
    /// When it was called off.
    pub cancelled_at: Option<Timestamp>,
    /// Who accompanies it.
    pub residents: Vec<Attendee>,
}

/// How a run stands on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its last day is past.
    Held,
    /// It is to come, or under way.
    Planned,
    /// To come, and the planner must leave it.
    Locked,
    /// Called off.
    Cancelled,
}

impl Run {
    /// Its last day.
    pub fn ends_on(&self) -> Date {
        last_day(self.starts_on, self.days)
    }

    /// Its days, in order.
    pub fn each_day(&self) -> impl Iterator<Item = Date> {
        days(self.starts_on, self.ends_on())
    }

    /// How it stands on `today`.
    pub fn state(&self, today: Date) -> State {
        if self.cancelled_at.is_some() {
            State::Cancelled
        } else if self.ends_on() < today {
            State::Held
        } else if self.locked {
            State::Locked
        } else {
            State::Planned
        }
    }

    /// Key of the word for its state.
    pub fn state_key(&self, today: Date) -> &'static str {
        match self.state(today) {
            State::Held => "calendar-state-held",
            State::Planned => "calendar-state-planned",
            State::Locked => "calendar-state-locked",
            State::Cancelled => "calendar-state-cancelled",
        }
    }

    /// "du mardi 12 au jeudi 14 janvier 2027".
    pub fn dates(&self, words: Words) -> String {
        period(words, self.starts_on, self.ends_on())
    }
}

/// A period as people write it, without repeating what both ends share.
pub fn period(words: Words, from: Date, to: Date) -> String {
    if from == to {
        return words.date(from);
    }
    let start = if from.year() != to.year() {
        words.date(from)
    } else {
        let whole = words.date(from);
        let drop = if from.month() == to.month() { 2 } else { 1 };
        let kept = whole.split(' ').count().saturating_sub(drop);
        whole.split(' ').take(kept).collect::<Vec<_>>().join(" ")
    };
    let (before, between) = match words.lang {
        Lang::Fr => ("du ", " au "),
        Lang::En => ("", " to "),
    };
    format!("{before}{start}{between}{}", words.date(to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_repeats_nothing() {
        let fr = Words::of(Lang::Fr);
        assert_eq!(
            period(fr, date(2027, 1, 12), date(2027, 1, 14)),
            "du mardi 12 au jeudi 14 janvier 2027"
        );
        assert_eq!(
            period(fr, date(2027, 3, 31), date(2027, 4, 1)),
            "du mercredi 31 mars au jeudi 1er avril 2027"
        );
        let en = Words::of(Lang::En);
        assert_eq!(
            period(en, date(2027, 1, 12), date(2027, 1, 14)),
            "Tuesday 12 to Thursday 14 January 2027"
        );
    }
}
