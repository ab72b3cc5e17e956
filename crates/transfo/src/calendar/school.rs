//! School holidays of zones A, B and C, as published by decree, and which academy lies in which zone.
//!
//! Invariant: a day outside what has been published is *unknown*, never free. Corsica and overseas are in no
//! zone: they set their own calendars. Nothing is fetched; `data/README.md` says how to bring the file up to date.

mod academy;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use jiff::civil::Date;

pub use academy::{ACADEMIES, Academy};

/// A zone of school holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Zone {
    /// Zone A.
    A,
    /// Zone B.
    B,
    /// Zone C.
    C,
}

/// Which holidays; the words are with the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each name says the season")]
pub enum Break {
    Autumn,
    Christmas,
    Winter,
    Spring,
    Ascension,
    Summer,
}

/// Days off, first and last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Where.
    pub zone: Zone,
    /// Which.
    pub name: Break,
    /// First day off.
    pub first: Date,
    /// Last day off.
    pub last: Date,
}

/// Days of a period for which nothing has been published: what a plan must warn about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// First day nothing is known of.
    pub first: Date,
    /// Last such day of the period.
    pub last: Date,
    /// Last day that is known.
    pub known_until: Date,
}

/// The published calendar.
#[derive(Debug)]
pub struct Calendar {
    ranges: Vec<Range>,
    known_from: Date,
    known_until: Date,
}

const DATA: &str = include_str!("../../data/school-holidays.csv");

impl Calendar {
    /// The calendar shipped with the programme.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Calendar> = OnceLock::new();
        // The text is compiled in and a test reads it; were it broken, every day would be unknown.
        BUILTIN.get_or_init(|| Self::parse(DATA).unwrap_or(Self::NOTHING))
    }

    /// A calendar that knows no day: it would end before it begins.
    const NOTHING: Self = Self {
        ranges: Vec::new(),
        known_from: Date::MAX,
        known_until: Date::MIN,
    };

    fn parse(text: &str) -> Option<Self> {
        let (mut known_from, mut known_until, mut ranges) = (None, None, Vec::new());
        for line in text.lines() {
            if let Some(note) = line.strip_prefix("# ") {
                match note.split_once(": ")? {
                    ("known_from", day) => known_from = Some(day.parse().ok()?),
                    ("known_until", day) => known_until = Some(day.parse().ok()?),
                    _ => {}
                }
            } else if line != "zone,name,first,last" {
                ranges.push(Range::parse(line)?);
            }
        }
        Some(Self {
            ranges,
            known_from: known_from?,
            known_until: known_until?,
        })
    }

    /// The first day that is known.
    #[must_use]
    pub fn known_from(&self) -> Date {
        self.known_from
    }

    /// The last day that is known: the end of the last summer published.
    #[must_use]
    pub fn known_until(&self) -> Date {
        self.known_until
    }

    /// Whether pupils of the zone are on holiday; `None` when it is not known.
    #[must_use]
    pub fn is_holiday(&self, zone: Zone, day: Date) -> Option<bool> {
        let known = self.known_from <= day && day <= self.known_until;
        known.then(|| {
            self.ranges(zone)
                .any(|range| range.first <= day && day <= range.last)
        })
    }

    /// The holidays of a zone, in order.
    pub fn ranges(&self, zone: Zone) -> impl Iterator<Item = &Range> {
        self.ranges.iter().filter(move |range| range.zone == zone)
    }

    /// The holidays of a zone that touch a period, both days included.
    pub fn between(&self, zone: Zone, first: Date, last: Date) -> impl Iterator<Item = &Range> {
        self.ranges(zone)
            .filter(move |range| range.first <= last && first <= range.last)
    }

    /// The end of a period of which nothing is known yet, if there is one; a plan that crosses it says so.
    #[must_use]
    pub fn unknown(&self, first: Date, last: Date) -> Option<Unknown> {
        let begins = self.known_until.tomorrow().ok()?.max(first);
        (begins <= last).then_some(Unknown {
            first: begins,
            last,
            known_until: self.known_until,
        })
    }
}

impl Range {
    fn parse(line: &str) -> Option<Self> {
        let mut fields = line.split(',');
        let zone = Zone::parse(fields.next()?)?;
        let name = match fields.next()? {
            "autumn" => Break::Autumn,
            "christmas" => Break::Christmas,
            "winter" => Break::Winter,
            "spring" => Break::Spring,
            "ascension" => Break::Ascension,
            "summer" => Break::Summer,
            _ => return None,
        };
        let (first, last) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
        (first <= last && fields.next().is_none()).then_some(Self {
            zone,
            name,
            first,
            last,
        })
    }
}

impl Zone {
    /// Reads `A`, `B` or `C`, in either case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "A" | "a" => Some(Self::A),
            "B" | "b" => Some(Self::B),
            "C" | "c" => Some(Self::C),
            _ => None,
        }
    }

    /// The letter people know it by.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
        }
    }

    /// The zone of a department on a day. `None` for Corsica, overseas and unknown codes.
    #[must_use]
    pub fn of_department(code: &str, on: Date) -> Option<Self> {
        Academy::of_department(code)?.zone(on)
    }
}
