//! The calendar people subscribe to, written octet by octet: RFC 5545 and 7986.
//!
//! Pure. Invariants: lines end with CR LF and have at most 75 octets, never cutting a character; the same events give
//! the same bytes, because every stamp comes from the revision and none from the time of writing; a DATE is never
//! taken through a time zone; the end day of an all-day event is the day after its last.

use std::fmt::Write as _;

use jiff::{Timestamp, civil::Date};

use super::absence::plus;

/// What is written of a run or a meeting.
#[derive(Clone, Debug)]
pub struct Event {
    /// What it is and its identity, never its date: `run-…`, `meeting-…`.
    pub uid: String,
    /// First day.
    pub starts_on: Date,
    /// Consecutive days.
    pub days: u32,
    /// The most days it has ever had: days given up come back cancelled.
    pub most_days: u32,
    /// How often it was changed since it was published.
    pub revision: u32,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// Whether it is called off.
    pub cancelled: bool,
    /// Whether the time of the subscriber is taken.
    pub opaque: bool,
    /// Title.
    pub summary: String,
    /// Where.
    pub location: String,
    /// More.
    pub description: String,
}

/// A feed.
#[derive(Clone, Debug)]
pub struct Feed {
    /// What the subscriber's calendar is called.
    pub name: String,
    /// `fr` or `en`.
    pub lang: &'static str,
    /// What is put before the title of what is called off.
    pub cancelled_word: String,
    /// One event a day with hours, instead of one all-day event a run or meeting.
    pub timed: bool,
    /// The runs and meetings.
    pub events: Vec<Event>,
}

/// Both offsets of Europe/Paris since 1996.
const ZONE: &str = "BEGIN:VTIMEZONE\nTZID:Europe/Paris\nBEGIN:DAYLIGHT\nDTSTART:19960331T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\nEND:DAYLIGHT\nBEGIN:STANDARD\nDTSTART:19961027T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\nEND:STANDARD\nEND:VTIMEZONE";

impl Feed {
    /// The feed's octets.
    pub fn write(&self) -> String {
        let mut out = Out(String::new());
        out.line("BEGIN:VCALENDAR");
        out.line("VERSION:2.0");
        out.line("PRODID:-//Transfo//Transfo 1//FR");
        out.line("CALSCALE:GREGORIAN");
        out.line("METHOD:PUBLISH");
        out.text("NAME", &self.name);
        out.text("X-WR-CALNAME", &self.name);
        out.line("X-WR-TIMEZONE:Europe/Paris");
        out.line("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
        out.line("X-PUBLISHED-TTL:PT6H");
        ZONE.lines().for_each(|line| out.line(line));
        for event in &self.events {
            if self.timed {
                (0..event.days.max(event.most_days))
                    .for_each(|n| self.timed_day(&mut out, event, n));
            } else {
                self.all_day(&mut out, event);
            }
        }
        out.line("END:VCALENDAR");
        out.0
    }

    fn all_day(&self, out: &mut Out, event: &Event) {
        out.line("BEGIN:VEVENT");
        out.line(&format!("UID:{}@transfo.invalid", event.uid));
        out.line(&format!("DTSTART;VALUE=DATE:{}", compact(event.starts_on)));
        let end = plus(event.starts_on, i64::from(event.days.max(1)));
        out.line(&format!("DTEND;VALUE=DATE:{}", compact(end)));
        out.line("X-MICROSOFT-CDO-ALLDAYEVENT:TRUE");
        self.rest(out, event, event.cancelled);
    }

    fn timed_day(&self, out: &mut Out, event: &Event, number: u32) {
        let day = compact(plus(event.starts_on, i64::from(number)));
        out.line("BEGIN:VEVENT");
        out.line(&format!("UID:{}-{}@transfo.invalid", event.uid, number + 1));
        out.line(&format!("DTSTART;TZID=Europe/Paris:{day}T090000"));
        out.line(&format!("DTEND;TZID=Europe/Paris:{day}T170000"));
        self.rest(out, event, event.cancelled || number >= event.days);
    }

    fn rest(&self, out: &mut Out, event: &Event, cancelled: bool) {
        let stamp = stamp(event.changed_at);
        out.line(&format!("DTSTAMP:{stamp}"));
        out.line(&format!("LAST-MODIFIED:{stamp}"));
        out.line(&format!("SEQUENCE:{}", event.revision));
        let (state, summary) = if cancelled {
            (
                "CANCELLED",
                format!("{}{}", self.cancelled_word, event.summary),
            )
        } else {
            ("CONFIRMED", event.summary.clone())
        };
        out.line(&format!("STATUS:{state}"));
        let taken = event.opaque && !cancelled;
        out.line(if taken {
            "TRANSP:OPAQUE"
        } else {
            "TRANSP:TRANSPARENT"
        });
        out.line("CLASS:PUBLIC");
        out.text(&format!("SUMMARY;LANGUAGE={}", self.lang), &summary);
        if !event.location.is_empty() {
            out.text("LOCATION", &event.location);
        }
        if !event.description.is_empty() {
            out.text(
                &format!("DESCRIPTION;LANGUAGE={}", self.lang),
                &event.description,
            );
        }
        out.line("END:VEVENT");
    }
}

struct Out(String);

impl Out {
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for c in value.replace("\r\n", "\n").chars() {
            match c {
                '\\' | ';' | ',' => {
                    escaped.push('\\');
                    escaped.push(c);
                }
                '\n' => escaped.push_str("\\n"),
                c if c.is_control() => {}
                c => escaped.push(c),
            }
        }
        self.line(&format!("{name}:{escaped}"));
    }

    fn line(&mut self, line: &str) {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > 75 {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

fn compact(day: Date) -> String {
    let mut out = String::new();
    let _ = write!(out, "{:04}{:02}{:02}", day.year(), day.month(), day.day());
    out
}

fn stamp(at: Timestamp) -> String {
    let utc = at.to_zoned(jiff::tz::TimeZone::UTC);
    format!(
        "{}T{:02}{:02}{:02}Z",
        compact(utc.date()),
        utc.hour(),
        utc.minute(),
        utc.second()
    )
}
