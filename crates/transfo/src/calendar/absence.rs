//! When somebody cannot come: half-days of a period, perhaps of one weekday only.
//!
//! Pure. Invariant: an absence never has more than it says; what nobody said is unknown and counts as free.

use jiff::civil::{Date, Weekday};

/// Which part of the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Half {
    /// Until one o'clock.
    Morning,
    /// From one o'clock.
    Afternoon,
    /// Both.
    Day,
}

impl Half {
    /// As stored.
    pub const fn key(self) -> &'static str {
        match self {
            Half::Morning => "morning",
            Half::Afternoon => "afternoon",
            Half::Day => "day",
        }
    }

    /// Reads the stored key, or the word of a season's files.
    pub fn parse(text: &str) -> Option<Self> {
        let stored = [Half::Morning, Half::Afternoon, Half::Day];
        if let Some(half) = stored.into_iter().find(|half| half.key() == text) {
            return Some(half);
        }
        Some(match season::Half::parse(text).ok()? {
            season::Half::Morning => Half::Morning,
            season::Half::Afternoon => Half::Afternoon,
            season::Half::Day => Half::Day,
        })
    }

    /// How many half-days it is.
    pub const fn halves(self) -> u32 {
        match self {
            Half::Day => 2,
            Half::Morning | Half::Afternoon => 1,
        }
    }

    /// Whether the other is part of it.
    pub fn holds(self, other: Self) -> bool {
        self == Half::Day || self == other
    }

    /// Whether the two share a half-day.
    pub fn meets(self, other: Self) -> bool {
        self == Half::Day || other == Half::Day || self == other
    }
}

/// The weekday called `text` in a season's files or as stored (`wednesday`).
pub fn weekday(text: &str) -> Option<Weekday> {
    if text.is_empty() {
        return None;
    }
    season::Weekday::parse(text)
        .ok()
        .map(season::Weekday::civil)
}

/// The key a weekday is stored under.
pub const fn weekday_key(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}

/// Half-days on which one person cannot come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
    /// Part of each day.
    pub half: Half,
    /// Only this day of each week.
    pub weekday: Option<Weekday>,
}

impl Absence {
    /// Whether the absence touches `day`.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && day <= self.to && self.weekday.is_none_or(|w| w == day.weekday())
    }

    /// Whether it is of one day alone, as the grid of the availability page writes them.
    pub fn is_single(&self) -> bool {
        self.from == self.to && self.weekday.is_none()
    }

    /// The stretches of days it touches between `first` and `last`.
    pub fn stretches(&self, first: Date, last: Date) -> Vec<(Date, Date)> {
        let (from, to) = (self.from.max(first), self.to.min(last));
        if self.weekday.is_none() {
            return if from <= to {
                vec![(from, to)]
            } else {
                Vec::new()
            };
        }
        days(from, to)
            .filter(|day| self.covers(*day))
            .map(|day| (day, day))
            .collect()
    }
}

/// The days `from` to `to`, both included.
pub fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    from.series(jiff::ToSpan::day(1))
        .take_while(move |day| *day <= to)
}

/// `day` and `count` days more.
pub fn plus(day: Date, count: i64) -> Date {
    day.checked_add(jiff::ToSpan::days(count)).unwrap_or(day)
}

/// The last of `days` consecutive days, at least one.
pub fn last_day(starts_on: Date, days: u32) -> Date {
    plus(starts_on, i64::from(days.max(1)) - 1)
}

/// `day` and `count` months more.
pub fn plus_months(day: Date, count: i64) -> Date {
    day.checked_add(jiff::ToSpan::months(count)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_weekday_repeats_inside_its_period_only() {
        let never_on_wednesday = Absence {
            from: date(2027, 3, 1),
            to: date(2027, 3, 17),
            half: Half::Day,
            weekday: Some(Weekday::Wednesday),
        };
        let found = never_on_wednesday.stretches(date(2027, 3, 4), date(2027, 12, 31));
        assert_eq!(
            found,
            vec![
                (date(2027, 3, 10), date(2027, 3, 10)),
                (date(2027, 3, 17), date(2027, 3, 17))
            ]
        );
    }

    #[test]
    fn stored_keys_and_the_words_of_files_read_alike() {
        for half in [Half::Morning, Half::Afternoon, Half::Day] {
            assert_eq!(Half::parse(half.key()), Some(half));
        }
        assert_eq!(Half::parse("après-midi"), Some(Half::Afternoon));
        assert_eq!(
            weekday("mercredi"),
            weekday(weekday_key(Weekday::Wednesday))
        );
    }
}
