//! Time zones of an iCalendar text: known by name, or described in the text itself.
//!
//! Invariant: a zone that is neither known nor described is refused, because an hour too many can take a half-day.

use std::collections::BTreeMap;

use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{Offset, TimeZone},
};

use super::{
    Fault, Why,
    lines::{Component, Line},
    moments, repeat,
};

const PARIS: &str = "Europe/Paris";

/// A clock.
#[derive(Clone, Debug)]
pub enum Zone {
    /// Known by name.
    Named(TimeZone),
    /// Described: from which hour of its own clock on it has which offset.
    Described(Vec<(DateTime, Offset)>),
}

impl Zone {
    /// The clock of reference.
    pub const fn utc() -> Self {
        Zone::Named(TimeZone::UTC)
    }

    /// When the clock shows `wall`; the first of two times.
    pub fn instant(&self, wall: DateTime, line: &Line) -> Result<Timestamp, Fault> {
        let bad = || line.fault(Why::BadMoment);
        match self {
            Zone::Named(zone) => zone.to_timestamp(wall).map_err(|_| bad()),
            Zone::Described(turns) => {
                let past = turns.iter().rev().find(|(since, _)| *since <= wall);
                let (_, offset) = past.or(turns.first()).ok_or_else(bad)?;
                offset.to_timestamp(wall).map_err(|_| bad())
            }
        }
    }

    /// What the clock shows at an instant.
    pub fn wall_at(&self, at: Timestamp, line: &Line) -> Result<DateTime, Fault> {
        match self {
            Zone::Named(zone) => Ok(at.to_zoned(zone.clone()).datetime()),
            Zone::Described(turns) => {
                let past = turns.iter().rev().find(|(since, offset)| {
                    offset.to_timestamp(*since).is_ok_and(|turn| turn <= at)
                });
                let (_, offset) = past.or(turns.first()).ok_or(line.fault(Why::NoZone))?;
                Ok(offset.to_datetime(at))
            }
        }
    }

    /// What the clock of Paris shows when this one shows `wall`.
    pub fn to_paris(&self, wall: DateTime, line: &Line) -> Result<DateTime, Fault> {
        let paris = TimeZone::get(PARIS).map_err(|_| line.fault(Why::NoZone))?;
        let at = self.instant(wall, line)?;
        Ok(at.to_zoned(paris).datetime())
    }
}

/// The zones of one calendar.
#[derive(Clone, Debug, Default)]
pub struct Zones(BTreeMap<String, Zone>);

impl Zones {
    /// Those the calendar describes. A name that everybody knows wins over its description.
    pub fn of(calendar: &Component) -> Result<Self, Fault> {
        let mut zones = Self::default();
        for part in calendar.parts.iter().filter(|p| p.name == "VTIMEZONE") {
            let name = part.value("TZID").to_owned();
            if known(&name).is_none() {
                let zone = described(part)?;
                zones.0.insert(name, zone);
            }
        }
        Ok(zones)
    }

    /// The zone of a line's hours: that of `TZID`, or Paris.
    pub fn of_line(&self, line: &Line) -> Result<Zone, Fault> {
        let name = line.parameter("TZID").unwrap_or(PARIS);
        let zone = known(name).map(Zone::Named).or(self.0.get(name).cloned());
        zone.ok_or(line.fault(Why::NoZone))
    }
}

/// The zone everybody knows by this name; some programs write a path before it.
fn known(name: &str) -> Option<TimeZone> {
    let mut parts: Vec<&str> = name.rsplit('/').take(2).collect();
    parts.reverse();
    let short = parts.join("/");
    let name = if name.starts_with('/') {
        short.as_str()
    } else {
        name
    };
    TimeZone::get(name).ok()
}

fn described(zone: &Component) -> Result<Zone, Fault> {
    let mut turns = Vec::new();
    for part in &zone.parts {
        let nothing = |why| Fault { line: part.at, why };
        let start = part.line("DTSTART").ok_or(nothing(Why::NoStart))?;
        let to = part.line("TZOFFSETTO").ok_or(nothing(Why::NoZone))?;
        let offset = offset(&to.value).ok_or(to.fault(Why::BadMoment))?;
        // The hours of a description are those of its own clock: none asks for a zone.
        let first = moments::moment(start, &Zones::default())?.wall();
        let all = repeat::turns(part, first)?;
        turns.extend(all.into_iter().map(|wall| (wall, offset)));
    }
    turns.sort_by_key(|(since, _)| *since);
    Ok(Zone::Described(turns))
}

/// `+0100`, `-033000`.
fn offset(text: &str) -> Option<Offset> {
    let (sign, digits) = match text.trim().split_at_checked(1)? {
        ("-", digits) => (-1, digits),
        ("+", digits) => (1, digits),
        _ => return None,
    };
    let two = |at: usize| digits.get(at..at + 2)?.parse::<i32>().ok();
    let seconds = if digits.len() > 4 { two(4)? } else { 0 };
    Offset::from_seconds(sign * (two(0)? * 3600 + two(2)? * 60 + seconds)).ok()
}
