//! The season as a picture: weeks across, authorities down, one mark a run. The table under it says the same.

use jiff::civil::{Date, Weekday};

use crate::{
    calendar::{
        absence::{days, last_day, plus},
        known_days,
        run::period,
    },
    platform::words::Words,
};

const WEEK: i64 = 12;
const ROW: i64 = 48;
const HEAD: i64 = 48;

/// One rectangle.
pub struct Mark {
    pub class: &'static str,
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
    pub title: String,
}

/// A month's line and words.
pub struct Month {
    pub x: i64,
    pub top: i64,
    pub text: i64,
    pub name: String,
    pub year: String,
}

/// A run or a meeting to draw.
pub struct Bar {
    pub starts_on: Date,
    pub days: u32,
    pub class: &'static str,
    pub state: String,
    pub name: String,
    pub href: String,
}

impl Bar {
    fn is_meeting(&self) -> bool {
        self.class == MEETING
    }
}

/// The class of what is drawn for a meeting.
pub const MEETING: &str = "c-run-meet";

/// An authority's row.
pub struct Row {
    pub name: String,
    pub zone: String,
    pub bars: Vec<Bar>,
}

/// A line of the table.
pub struct Line {
    pub site: String,
    pub name: String,
    pub href: String,
    pub dates: String,
    pub state: String,
}

/// The picture and its table.
pub struct Chart {
    pub names: Vec<String>,
    pub width: i64,
    pub height: i64,
    pub rem_width: String,
    pub rem_height: String,
    pub offs: Vec<Mark>,
    pub months: Vec<Month>,
    pub rows: Vec<i64>,
    pub marks: Vec<Mark>,
    pub today: Option<i64>,
    pub lines: Vec<Line>,
    pub desc: String,
    /// Whether a meeting is drawn.
    pub meets: bool,
}

impl Chart {
    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// Draws the rows.
    pub fn of(words: Words, today: Date, rows: &[Row]) -> Self {
        let bars = || rows.iter().flat_map(|row| &row.bars);
        let first = bars().map(|b| b.starts_on).min().unwrap_or(today);
        let last = bars().map(|b| plus(b.starts_on, 3)).max().unwrap_or(today);
        let start = monday(first.first_of_month());
        let weeks = days_between(start, last.last_of_month()) / 7 + 1;
        let (width, height) = (weeks * WEEK, HEAD + ROW * count(rows.len()));
        let mut chart = Self {
            names: rows.iter().map(|row| row.name.clone()).collect(),
            width,
            height,
            rem_width: rem(width),
            rem_height: rem(height),
            offs: Vec::new(),
            months: months(words, start, plus(start, weeks * 7 - 1)),
            rows: (0..count(rows.len())).map(|n| HEAD + n * ROW).collect(),
            marks: Vec::new(),
            today: None,
            lines: Vec::new(),
            meets: bars().any(Bar::is_meeting),
            desc: words.t2(
                "calendar-chart-desc",
                ("sites", rows.len()),
                ("runs", bars().filter(|bar| !bar.is_meeting()).count()),
            ),
        };
        if start <= today && today <= last {
            chart.today = Some(days_between(start, today) * WEEK / 7);
        }
        for (n, row) in rows.iter().enumerate() {
            chart.row(words, row, (start, last, HEAD + count(n) * ROW));
        }
        chart
    }

    fn row(&mut self, words: Words, row: &Row, (start, last, top): (Date, Date, i64)) {
        for range in known_days::school_holidays(&row.zone, start, last) {
            let x = days_between(start, range.first.max(start)) * WEEK / 7;
            let end = (days_between(start, range.last) + 1) * WEEK / 7;
            self.offs.push(Mark {
                class: "c-off",
                x,
                y: top,
                width: (end.min(self.width) - x).max(0),
                height: ROW,
                title: String::new(),
            });
        }
        for bar in &row.bars {
            let week = days_between(start, bar.starts_on) / 7;
            let end = last_day(bar.starts_on, bar.days);
            let dates = period(words, bar.starts_on, end);
            // A meeting stands under the runs: a week may have both.
            let (y, height) = if bar.is_meeting() { (37, 8) } else { (13, 22) };
            self.marks.push(Mark {
                class: bar.class,
                x: week * WEEK + 1,
                y: top + y,
                width: if bar.days > 2 { 10 } else { 7 },
                height,
                title: format!("{}, {} : {dates}", row.name, bar.name),
            });
            self.lines.push(Line {
                site: row.name.clone(),
                name: bar.name.clone(),
                href: bar.href.clone(),
                dates,
                state: bar.state.clone(),
            });
        }
    }
}

fn months(words: Words, start: Date, end: Date) -> Vec<Month> {
    days(start, end)
        .filter(|day| day.day() == 1)
        .map(|day| {
            let x = days_between(start, day) * WEEK / 7;
            let year = if day.month() == 1 || day <= plus(start, 31) {
                day.year().to_string()
            } else {
                String::new()
            };
            let name = words.month(day);
            let short: String = name.chars().take(4).collect();
            Month {
                x,
                top: if day.month() == 1 { 0 } else { 24 },
                text: x + 6,
                name: if name.chars().count() > 5 {
                    format!("{short}.")
                } else {
                    name.to_owned()
                },
                year,
            }
        })
        .collect()
}

fn monday(day: Date) -> Date {
    plus(day, -i64::from(day.weekday().since(Weekday::Monday)))
}

fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(0)
}

fn rem(units: i64) -> String {
    format!("{}.{:02}rem", units / 16, (units % 16) * 100 / 16)
}
