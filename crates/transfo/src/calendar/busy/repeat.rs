//! When a repeated event takes place, on its own clock.
//!
//! Rules are followed by the crate `rrule` on the event's own clock, called UTC for the purpose: nine o'clock stays
//! nine o'clock when the clocks change.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use rrule::RRuleSet;

use super::{
    Fault, Taken, Why,
    lines::{Component, Line},
    moments::{self, Moment},
    zones::Zones,
};

/// Days followed before a rule is called endless: every day of sixty years.
const MOST: usize = 22_000;

/// The hours of its own clock at which an event begins, those that count for `taken` at least, without its exceptions.
pub fn walls(
    event: &Component,
    (start, from): (&Line, &Moment),
    zones: &Zones,
    taken: &Taken,
) -> Result<Vec<DateTime>, Fault> {
    let first = from.wall();
    let mut list = vec![first];
    for rule in event.lines.iter().filter(|l| l.name == "RRULE") {
        taken.patience(rule)?;
        let until = until(rule, from, zones)?;
        list.extend(follow(rule, &until, first, taken.last)?);
    }
    for line in event.lines.iter().filter(|l| l.name == "RDATE") {
        for text in line.value.split(',') {
            let text = text.split('/').next().unwrap_or_default();
            let added = moments::read(line, text, zones)?;
            list.push(from.wall_of(&added, line)?);
        }
    }
    let gone = exceptions(event, from, zones)?;
    list.retain(|wall| {
        !gone
            .iter()
            .any(|(at, whole_day)| at == wall || (*whole_day && at.date() == wall.date()))
    });
    list.sort_unstable();
    list.dedup();
    if list.len() > MOST {
        return Err(start.fault(Why::TooMuch));
    }
    Ok(list)
}

/// When the clocks of a described zone turn, from `first` on.
pub fn turns(part: &Component, first: DateTime) -> Result<Vec<DateTime>, Fault> {
    let mut list = vec![first];
    for rule in part.lines.iter().filter(|l| l.name == "RRULE") {
        let horizon = Date::constant(2100, 1, 1);
        let until = until(
            rule,
            &Moment::Hour(first, super::zones::Zone::utc()),
            &Zones::default(),
        )?;
        list.extend(follow(rule, &until, first, horizon)?);
    }
    for line in part.lines.iter().filter(|l| l.name == "RDATE") {
        for text in line.value.split(',') {
            list.push(moments::read(line, text, &Zones::default())?.wall());
        }
    }
    Ok(list)
}

/// Moments taken away, and whether the whole day is.
fn exceptions(
    event: &Component,
    from: &Moment,
    zones: &Zones,
) -> Result<Vec<(DateTime, bool)>, Fault> {
    let mut gone = Vec::new();
    for line in event.lines.iter().filter(|l| l.name == "EXDATE") {
        for text in line.value.split(',') {
            let at = moments::read(line, text, zones)?;
            gone.push((from.wall_of(&at, line)?, at.is_day()));
        }
    }
    Ok(gone)
}

/// The rule with its end on the event's own clock.
fn until(rule: &Line, from: &Moment, zones: &Zones) -> Result<String, Fault> {
    let mut parts = Vec::new();
    for part in rule.value.trim().split(';').filter(|part| !part.is_empty()) {
        let (key, value) = part.split_once('=').ok_or(rule.fault(Why::BadRule))?;
        let (key, value) = (key.trim().to_uppercase(), value.trim());
        if key == "FREQ"
            && !["DAILY", "WEEKLY", "MONTHLY", "YEARLY"].contains(&value.to_uppercase().as_str())
        {
            return Err(rule.fault(Why::BadRule));
        }
        if key == "UNTIL" {
            let end = moments::read(rule, value, zones)?;
            let wall = match &end {
                Moment::Day(day) => day.to_datetime(jiff::civil::time(23, 59, 59, 0)),
                hour @ Moment::Hour(..) => from.wall_of(hour, rule)?,
            };
            parts.push(format!("UNTIL={}", wall.strftime("%Y%m%dT%H%M%SZ")));
        } else {
            parts.push(format!("{key}={value}"));
        }
    }
    Ok(parts.join(";"))
}

/// What a rule gives from `first` to the day `last`.
fn follow(rule: &Line, text: &str, first: DateTime, last: Date) -> Result<Vec<DateTime>, Fault> {
    let start = first.strftime("%Y%m%dT%H%M%SZ");
    let set: RRuleSet = format!("DTSTART:{start}\nRRULE:{text}")
        .parse()
        .map_err(|_| rule.fault(Why::BadRule))?;
    let mut list = Vec::new();
    for at in &set.limit() {
        let at = Timestamp::from_second(at.timestamp()).map_err(|_| rule.fault(Why::BadRule))?;
        let wall = at.to_zoned(TimeZone::UTC).datetime();
        if wall.date() > last {
            break;
        }
        if list.len() >= MOST {
            return Err(rule.fault(Why::TooMuch));
        }
        list.push(wall);
    }
    Ok(list)
}
