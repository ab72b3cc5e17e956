//! Moments of an iCalendar text: days, hours of some zone, lengths.

use jiff::{
    Span,
    civil::{Date, DateTime},
};

use super::{
    Fault, Why,
    lines::Line,
    zones::{Zone, Zones},
};

/// A day, or an hour on the clock of a zone.
#[derive(Clone, Debug)]
pub enum Moment {
    /// A whole day, of no zone.
    Day(Date),
    /// An hour.
    Hour(DateTime, Zone),
}

impl Moment {
    /// Whether it is a whole day.
    pub const fn is_day(&self) -> bool {
        matches!(self, Moment::Day(_))
    }

    /// What its own clock shows.
    pub fn wall(&self) -> DateTime {
        match self {
            Moment::Day(day) => day.to_datetime(jiff::civil::Time::midnight()),
            Moment::Hour(wall, _) => *wall,
        }
    }

    /// The same kind of moment, at another hour of its clock.
    pub fn at_wall(&self, wall: DateTime) -> Self {
        match self {
            Moment::Day(_) => Moment::Day(wall.date()),
            Moment::Hour(_, zone) => Moment::Hour(wall, zone.clone()),
        }
    }

    /// What the clock of Paris shows then. A day is never taken through a zone.
    pub fn in_paris(&self, line: &Line) -> Result<DateTime, Fault> {
        match self {
            Moment::Day(_) => Ok(self.wall()),
            Moment::Hour(wall, zone) => zone.to_paris(*wall, line),
        }
    }

    /// What the clock of this moment shows at another moment.
    pub fn wall_of(&self, other: &Moment, line: &Line) -> Result<DateTime, Fault> {
        match (self, other) {
            (Moment::Hour(_, mine), Moment::Hour(wall, zone)) => {
                mine.wall_at(zone.instant(*wall, line)?, line)
            }
            _ => Ok(other.wall()),
        }
    }
}

/// The moment a line gives.
pub fn moment(line: &Line, zones: &Zones) -> Result<Moment, Fault> {
    read(line, &line.value, zones)
}

/// One of the moments a line gives.
pub fn read(line: &Line, text: &str, zones: &Zones) -> Result<Moment, Fault> {
    let bad = || line.fault(Why::BadMoment);
    let text = text.trim();
    let Some((day, time)) = text.split_once(['T', 't']) else {
        return Ok(Moment::Day(date(text).ok_or_else(bad)?));
    };
    let (time, utc) = match time.strip_suffix(['Z', 'z']) {
        Some(time) => (time, true),
        None => (time, false),
    };
    let wall = date(day)
        .zip(hour(time))
        .map(|(day, time)| day.to_datetime(time))
        .ok_or_else(bad)?;
    let zone = if utc {
        Zone::utc()
    } else {
        zones.of_line(line)?
    };
    Ok(Moment::Hour(wall, zone))
}

fn digits(text: &str, length: usize) -> Option<&str> {
    (text.len() == length && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

fn date(text: &str) -> Option<Date> {
    Date::strptime("%Y%m%d", digits(text, 8)?).ok()
}

fn hour(text: &str) -> Option<jiff::civil::Time> {
    // Seconds may be a leap second; nobody's morning depends on it.
    let minutes = digits(text, 6)?.get(..4)?;
    jiff::civil::Time::strptime("%H%M", minutes).ok()
}

/// A length of time.
pub fn length(line: &Line, text: &str) -> Result<Span, Fault> {
    let bad = || line.fault(Why::BadMoment);
    let span: Span = text
        .trim()
        .trim_start_matches('+')
        .parse()
        .map_err(|_| bad())?;
    if span.is_negative() {
        return Err(line.fault(Why::Backwards));
    }
    Ok(span)
}
