//! The months of a site as on a kitchen wall: what each day is, where it leads, what a chosen run would cost there.

use jiff::civil::Date;

use super::{open_days::Lit, sentence};
use crate::{
    calendar::{
        absence::{days, plus},
        meeting::Meeting,
        run::{Run, State},
    },
    platform::words::Words,
};

/// One cell of a month: empty before the first and after the last day.
#[derive(Clone, Default)]
pub struct Cell {
    pub class: String,
    pub iso: String,
    pub number: i8,
    pub href: String,
    pub run: String,
    pub spoken: String,
    /// Points more or fewer, on a day where the chosen run may go.
    pub price: String,
}

/// One month.
pub struct Month {
    pub caption: String,
    /// The first in which the chosen run may begin.
    pub lit: bool,
    pub weeks: Vec<Vec<Cell>>,
}

/// First letter and name of each weekday, from Monday.
pub fn heads(words: Words) -> Vec<(String, String)> {
    days(jiff::civil::date(2027, 3, 1), jiff::civil::date(2027, 3, 7))
        .map(|day| {
            let date = words.date(day);
            let name = date.split(' ').next().unwrap_or_default().to_owned();
            (name.chars().take(1).collect(), name)
        })
        .collect()
}

/// What the cells of the months share.
pub struct Kitchen<'k> {
    pub words: Words,
    pub base: &'k str,
    pub today: Date,
    /// The meetings in which the site takes part, and where their pages are.
    pub met: &'k [Meeting],
    pub meetings: String,
    /// The run that is to be moved, and where it may go.
    pub lit: &'k Lit,
}

impl Kitchen<'_> {
    /// The meetings that have a date, with their first and last day.
    fn dated(&self) -> impl Iterator<Item = (&Meeting, Date, Date)> {
        let dated = |m: &'_ Meeting| Some((m.starts_on?, m.ends(m.starts_on?)));
        self.met
            .iter()
            .filter_map(move |m| dated(m).map(|(first, last)| (m, first, last)))
    }
}

/// The months in which the site has anything.
pub fn months(held: &[&Run], off: &[Date], kitchen: &Kitchen<'_>) -> Vec<Month> {
    let mut taken: Vec<(Date, Date)> = held.iter().map(|r| (r.starts_on, r.ends_on())).collect();
    taken.extend(kitchen.dated().map(|(_, first, last)| (first, last)));
    taken.extend(kitchen.lit.open.keys().map(|day| (*day, *day)));
    let first = taken.iter().map(|(first, _)| *first).min();
    let last = taken.iter().map(|(_, last)| *last).max();
    let (Some(first), Some(last)) = (first, last) else {
        return Vec::new();
    };
    let mut list = Vec::new();
    let mut month = first.first_of_month();
    while month <= last {
        let end = month.last_of_month();
        if taken.iter().any(|(a, b)| *a <= end && *b >= month) {
            let name = kitchen.words.month(month);
            list.push(Month {
                caption: sentence(&format!("{name} {}", month.year())),
                lit: kitchen
                    .lit
                    .open
                    .keys()
                    .next()
                    .is_some_and(|day| *day >= month && *day <= end),
                weeks: weeks(month, |day| cell(held, off, kitchen, day)),
            });
        }
        month = plus(end, 1);
    }
    list
}

/// The days of a month by week, Monday first, with empty cells around.
pub fn weeks<T: Clone + Default>(month: Date, mut cell: impl FnMut(Date) -> T) -> Vec<Vec<T>> {
    let first = month.first_of_month();
    let before = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or(0);
    let mut cells = vec![T::default(); before];
    cells.extend(days(first, month.last_of_month()).map(&mut cell));
    while cells.len() % 7 != 0 {
        cells.push(T::default());
    }
    cells.chunks(7).map(<[T]>::to_vec).collect()
}

fn cell(held: &[&Run], off: &[Date], kitchen: &Kitchen<'_>, day: Date) -> Cell {
    let (base, today) = (kitchen.base, kitchen.today);
    let mut cell = Cell {
        iso: day.to_string(),
        number: day.day(),
        ..Cell::default()
    };
    let mut classes: Vec<&str> = Vec::new();
    if day.weekday().to_monday_zero_offset() > 4 || off.contains(&day) {
        classes.push("day-off");
    }
    if let Some(run) = held
        .iter()
        .find(|r| r.starts_on <= day && day <= r.ends_on())
    {
        let state = run.state(today);
        classes = vec![if state == State::Held {
            "day-done"
        } else {
            "day-run"
        }];
        if day == run.starts_on {
            classes.push("run-start");
        }
        if day == run.ends_on() {
            classes.push("run-end");
        }
        if run.locked {
            classes.push("day-lock");
        }
        cell.href = format!("{base}/calendrier/{}", run.id);
        cell.run.clone_from(&run.id);
        cell.spoken = kitchen
            .words
            .t1("calendar-run-number", "number", run.number);
    } else if let Some((meeting, first, last)) = kitchen
        .dated()
        .find(|(_, first, last)| *first <= day && day <= *last)
    {
        classes = vec!["day-meet"];
        if day == first {
            classes.push("run-start");
        }
        if day == last {
            classes.push("run-end");
        }
        let list = &kitchen.meetings;
        cell.href = format!("{list}/calendrier/rencontres/{}", meeting.id);
        cell.spoken.clone_from(&meeting.name);
    }
    // No day of another run or of a meeting is ever open: here the run itself is at most a little moved.
    if let Some((price, words)) = kitchen.lit.open.get(&day) {
        classes.push("day-open");
        cell.href = format!(
            "{base}/calendrier/deplacer?run={}&start={day}",
            kitchen.lit.run
        );
        cell.price.clone_from(price);
        cell.spoken.clone_from(words);
    }
    if day == today {
        classes.push("day-today");
    }
    cell.class = classes.join(" ");
    cell
}
