//! The half-days on which a person's own calendar is taken, read from its iCalendar text (RFC 5545).
//!
//! Pure. Only days and halves come out: titles, places, people and descriptions are never kept, not even for the
//! length of the reading beyond the line they stand on. Invariants: what is free, cancelled or declared transparent takes nothing; a
//! half-day is taken when an hour of it is; one exception of a repeated event replaces that one day and no other.

mod lines;
mod moments;
mod repeat;
#[cfg(test)]
mod tests;
mod zones;

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use jiff::{
    Span, ToSpan,
    civil::{Date, DateTime, Weekday},
};

use super::absence::Half;
use lines::{Component, Line};
use moments::Moment;
use zones::Zones;

/// The largest file that is read.
pub const MOST_OCTETS: usize = 1024 * 1024;

/// Minutes of the day: the morning ends and the afternoon begins at one o'clock.
const MORNING: (i32, i32) = (8 * 60, 13 * 60);
const AFTERNOON: (i32, i32) = (13 * 60, 19 * 60);
/// A half-day is taken from this many minutes on.
const TAKEN_MINUTES: i32 = 60;
/// A calendar that takes longer is not read: rules can be written that never end.
const PATIENCE: Duration = Duration::from_secs(3);

/// Why a calendar could not be read, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub why: Why,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The text is not a calendar.
    NotACalendar,
    /// A line is not `NAME:VALUE`.
    NoColon,
    /// Something begins and does not end, or ends and has not begun.
    Unclosed,
    /// An event has no beginning.
    NoStart,
    /// A date, an hour or a length cannot be read.
    BadMoment,
    /// An event ends before it begins.
    Backwards,
    /// A rule of repetition cannot be read.
    BadRule,
    /// A time zone is neither known nor described.
    NoZone,
    /// There is too much to read.
    TooMuch,
}

impl Why {
    /// The end of the key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Why::NotACalendar => "not-a-calendar",
            Why::NoColon => "no-colon",
            Why::Unclosed => "unclosed",
            Why::NoStart => "no-start",
            Why::BadMoment => "bad-moment",
            Why::Backwards => "backwards",
            Why::BadRule => "bad-rule",
            Why::NoZone => "no-zone",
            Why::TooMuch => "too-much",
        }
    }
}

/// The half-days of working days from `first` to `last` that the calendar takes; both halves are the whole day.
///
/// # Errors
/// [`Fault`], at the first line that cannot be understood.
pub fn busy(text: &str, span: (Date, Date)) -> Result<BTreeSet<(Date, Half)>, Fault> {
    let calendar = lines::read(text)?;
    let zones = Zones::of(&calendar)?;
    let mut taken = Taken::new(span);
    let replaced = replaced(&calendar, &zones)?;
    for part in &calendar.parts {
        match part.name.as_str() {
            "VEVENT" if !is_free(part) => event(part, &zones, &replaced, &mut taken)?,
            "VFREEBUSY" => free_busy(part, &zones, &mut taken)?,
            _ => {}
        }
    }
    Ok(taken.halves())
}

/// One day of a repeated event, by the event's identity and its beginning in Paris.
type Replaced = BTreeSet<(String, DateTime)>;

/// The days of repeated events that have an event of their own.
fn replaced(calendar: &Component, zones: &Zones) -> Result<Replaced, Fault> {
    let mut all = Replaced::new();
    for part in calendar.parts.iter().filter(|p| p.name == "VEVENT") {
        if let Some(line) = part.line("RECURRENCE-ID") {
            let at = moments::moment(line, zones)?;
            all.insert((part.value("UID").to_owned(), at.in_paris(line)?));
        }
    }
    Ok(all)
}

fn is_free(event: &Component) -> bool {
    let says = |name: &str, value: &str| event.value(name).eq_ignore_ascii_case(value);
    says("TRANSP", "TRANSPARENT")
        || says("STATUS", "CANCELLED")
        || says("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
}

fn event(
    event: &Component,
    zones: &Zones,
    replaced: &Replaced,
    taken: &mut Taken,
) -> Result<(), Fault> {
    let start = event.line("DTSTART").ok_or(Fault {
        line: event.at,
        why: Why::NoStart,
    })?;
    let from = moments::moment(start, zones)?;
    let length = length(event, start, &from, zones)?;
    let is_exception = event.line("RECURRENCE-ID").is_some();
    for wall in repeat::walls(event, (start, &from), zones, taken)? {
        let at = from.at_wall(wall).in_paris(start)?;
        if is_exception || !replaced.contains(&(event.value("UID").to_owned(), at)) {
            let end = at
                .checked_add(length)
                .map_err(|_| start.fault(Why::BadMoment))?;
            taken.take(at, end, start)?;
        }
    }
    Ok(())
}

/// How long the event lasts on the clock of Paris.
fn length(event: &Component, start: &Line, from: &Moment, zones: &Zones) -> Result<Span, Fault> {
    if let Some(line) = event.line("DTEND") {
        let (begin, end) = (
            from.in_paris(start)?,
            moments::moment(line, zones)?.in_paris(line)?,
        );
        if end < begin {
            return Err(line.fault(Why::Backwards));
        }
        // Some calendars write the last day of an all-day event where the day after belongs.
        if end > begin || !from.is_day() {
            return begin.until(end).map_err(|_| line.fault(Why::BadMoment));
        }
    } else if let Some(line) = event.line("DURATION") {
        return moments::length(line, &line.value);
    }
    Ok(if from.is_day() { 1.day() } else { Span::new() })
}

/// What a server says of a person's time without saying what it is for.
fn free_busy(part: &Component, zones: &Zones, taken: &mut Taken) -> Result<(), Fault> {
    let busy = |line: &&Line| {
        line.name == "FREEBUSY"
            && !line
                .parameter("FBTYPE")
                .is_some_and(|t| t.eq_ignore_ascii_case("FREE"))
    };
    for line in part.lines.iter().filter(busy) {
        for period in line.value.split(',') {
            let (from, to) = period.split_once('/').ok_or(line.fault(Why::BadMoment))?;
            let start = moments::read(line, from, zones)?.in_paris(line)?;
            let end = if to.starts_with(['P', '+']) {
                start
                    .checked_add(moments::length(line, to)?)
                    .map_err(|_| line.fault(Why::BadMoment))?
            } else {
                moments::read(line, to, zones)?.in_paris(line)?
            };
            if end < start {
                return Err(line.fault(Why::Backwards));
            }
            taken.take(start, end, line)?;
        }
    }
    Ok(())
}

/// The minutes taken of each half-day.
struct Taken {
    first: Date,
    last: Date,
    minutes: BTreeMap<(Date, Half), Vec<(i32, i32)>>,
    began: Instant,
}

impl Taken {
    fn new((first, last): (Date, Date)) -> Self {
        Self {
            first,
            last,
            minutes: BTreeMap::new(),
            began: Instant::now(),
        }
    }

    /// Refuses to go on for ever.
    fn patience(&self, line: &Line) -> Result<(), Fault> {
        if self.began.elapsed() > PATIENCE {
            return Err(line.fault(Why::TooMuch));
        }
        Ok(())
    }

    fn take(&mut self, from: DateTime, to: DateTime, line: &Line) -> Result<(), Fault> {
        self.patience(line)?;
        let (first, last) = (from.date().max(self.first), to.date().min(self.last));
        for day in super::absence::days(first, last) {
            if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
                continue;
            }
            let minute = |at: DateTime| i32::from(at.hour()) * 60 + i32::from(at.minute());
            let begin = if from.date() < day { 0 } else { minute(from) };
            let end = if to.date() > day { 24 * 60 } else { minute(to) };
            for (half, (opens, closes)) in [(Half::Morning, MORNING), (Half::Afternoon, AFTERNOON)]
            {
                let (a, b) = (begin.max(opens), end.min(closes));
                if a < b {
                    self.minutes.entry((day, half)).or_default().push((a, b));
                }
            }
        }
        Ok(())
    }

    fn halves(self) -> BTreeSet<(Date, Half)> {
        let taken: BTreeSet<(Date, Half)> = self
            .minutes
            .into_iter()
            .filter(|(_, parts)| union(parts) >= TAKEN_MINUTES)
            .map(|(half, _)| half)
            .collect();
        whole(&taken)
    }
}

/// Both halves of a day are the whole day.
pub fn whole(halves: &BTreeSet<(Date, Half)>) -> BTreeSet<(Date, Half)> {
    let both = |day: Date| {
        halves.contains(&(day, Half::Day))
            || (halves.contains(&(day, Half::Morning)) && halves.contains(&(day, Half::Afternoon)))
    };
    halves
        .iter()
        .map(|(day, half)| (*day, if both(*day) { Half::Day } else { *half }))
        .collect()
}

/// Minutes covered by parts that may overlap.
fn union(parts: &[(i32, i32)]) -> i32 {
    let mut sorted = parts.to_vec();
    sorted.sort_unstable();
    let (mut sum, mut reached) = (0, i32::MIN);
    for (from, to) in sorted {
        sum += (to - from.max(reached)).max(0);
        reached = reached.max(to);
    }
    sum
}
