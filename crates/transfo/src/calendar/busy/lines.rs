//! Lines of an iCalendar text and what they are parts of.
//!
//! Invariants: a folded line counts as the line it begins on; nothing nests deeper than calendars do.

use super::{Fault, Why};

/// `NAME;PARAMETER=…:VALUE`.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Where it begins, from 1.
    pub at: usize,
    /// In capitals.
    pub name: String,
    /// Names in capitals.
    pub parameters: Vec<(String, String)>,
    /// What follows the colon.
    pub value: String,
}

impl Line {
    /// The value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// What is wrong here.
    pub fn fault(&self, why: Why) -> Fault {
        Fault { line: self.at, why }
    }
}

/// What stands between `BEGIN` and `END`.
#[derive(Clone, Debug, Default)]
pub struct Component {
    /// Where it begins.
    pub at: usize,
    /// In capitals.
    pub name: String,
    /// Its own lines.
    pub lines: Vec<Line>,
    /// What it contains.
    pub parts: Vec<Component>,
}

impl Component {
    /// The first line of this name.
    pub fn line(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    /// The value of the first line of this name, or nothing.
    pub fn value(&self, name: &str) -> &str {
        self.line(name).map_or("", |line| line.value.trim())
    }
}

const DEEPEST: usize = 5;

/// What is read of an event and of a time zone; the rest is of no use here and is not kept.
const KEPT: [&str; 15] = [
    "UID",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "TRANSP",
    "STATUS",
    "X-MICROSOFT-CDO-BUSYSTATUS",
    "FREEBUSY",
    "TZID",
    "TZOFFSETFROM",
    "TZOFFSETTO",
];

/// The calendar in the text.
///
/// # Errors
/// [`Fault`].
pub fn read(text: &str) -> Result<Component, Fault> {
    let mut open: Vec<Component> = Vec::new();
    let mut whole = Component::default();
    for (at, raw) in unfolded(text) {
        let line = line(at, &raw)?;
        match line.name.as_str() {
            "BEGIN" if open.len() >= DEEPEST => return Err(line.fault(Why::TooMuch)),
            "BEGIN" => open.push(Component {
                at,
                name: line.value.trim().to_uppercase(),
                ..Component::default()
            }),
            "END" => {
                let named = line.value.trim().to_uppercase();
                let ended = open.pop().filter(|part| part.name == named);
                let ended = ended.ok_or(line.fault(Why::Unclosed))?;
                match open.last_mut() {
                    Some(outer) => outer.parts.push(ended),
                    // A file may hold several calendars: they are one person's time.
                    None if ended.name == "VCALENDAR" => whole.parts.extend(ended.parts),
                    None => return Err(line.fault(Why::NotACalendar)),
                }
                whole.name = "VCALENDAR".to_owned();
            }
            name => {
                let part = open.last_mut().ok_or(line.fault(Why::NotACalendar))?;
                if KEPT.contains(&name) {
                    part.lines.push(line);
                }
            }
        }
    }
    match open.last() {
        Some(part) => Err(Fault {
            line: part.at,
            why: Why::Unclosed,
        }),
        None if whole.name.is_empty() => Err(Fault {
            line: 1,
            why: Why::NotACalendar,
        }),
        None => Ok(whole),
    }
}

/// Lines put together again, with the number of the line each begins on.
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut list: Vec<(usize, String)> = Vec::new();
    for (n, raw) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        match (raw.strip_prefix([' ', '\t']), list.last_mut()) {
            (Some(more), Some((_, line))) => line.push_str(more),
            _ if raw.trim().is_empty() => {}
            _ => list.push((n + 1, raw.to_owned())),
        }
    }
    list
}

fn line(at: usize, raw: &str) -> Result<Line, Fault> {
    let mut quoted = false;
    let colon = raw.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == ':' && !quoted
    });
    let (head, value) = colon
        .and_then(|(n, _)| Some((raw.get(..n)?, raw.get(n + 1..)?)))
        .ok_or(Fault {
            line: at,
            // What has no colon at the very beginning is another kind of file.
            why: if at == 1 {
                Why::NotACalendar
            } else {
                Why::NoColon
            },
        })?;
    let mut parts = head.split(';');
    Ok(Line {
        at,
        name: parts.next().unwrap_or_default().trim().to_uppercase(),
        parameters: parts
            .filter_map(|part| part.split_once('='))
            .map(|(key, value)| (key.to_uppercase(), value.trim_matches('"').to_owned()))
            .collect(),
        value: value.to_owned(),
    })
}
