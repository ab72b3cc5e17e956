//! The calendar of a site: months as on a kitchen wall, and the list of runs.

use askama::Template;
use jiff::civil::Date;

use super::{sentence, site_path};
use crate::{
    calendar::{
        absence::{days, plus},
        known_days,
        run::{Run, State},
        store::closures,
    },
    platform::{error::Page, frame::Frame, gate::Role, visit::Visit, words::Words},
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
}

/// One month.
pub struct Month {
    pub caption: String,
    pub weeks: Vec<Vec<Cell>>,
}

pub struct Line {
    pub href: String,
    pub name: String,
    pub dates: String,
    pub room: String,
    pub residents: String,
    pub state: String,
}

#[derive(Template)]
#[template(path = "calendar/pages/site.html")]
struct SitePage {
    frame: Frame,
    base: String,
    team: bool,
    lead: String,
    months: Vec<Month>,
    heads: Vec<(String, String)>,
    lines: Vec<Line>,
    movable: Vec<(String, String)>,
}

/// `GET /saisons/{edition}/{site}/calendrier`
pub async fn show(visit: Visit) -> Page {
    let (edition, site) = (visit.edition()?.clone(), visit.site()?.clone());
    let mut conn = visit.read().await?;
    let list = super::runs_of_site(&visit, &mut conn).await?;
    let closed = closures::at(&mut conn, &edition.id, Some(&site.id)).await?;
    let law = closures::law(&mut conn, &site.id).await?;
    let base = site_path(&visit)?;
    let (law, ..) = law.unwrap_or_default();
    let held: Vec<&Run> = list.iter().filter(|r| r.cancelled_at.is_none()).collect();
    let ends = (
        held.first().map(|r| r.starts_on),
        held.last().map(|r| r.ends_on()),
    );
    let mut off: Vec<Date> = Vec::new();
    if let (Some(from), Some(to)) = ends {
        off.extend(
            known_days::public_holidays(&law, from, to)
                .into_iter()
                .map(|(day, _)| day),
        );
        for closure in closed.iter().filter(|c| c.hard) {
            off.extend(days(closure.from, closure.to.min(plus(closure.from, 400))));
        }
    }
    let words = visit.words;
    let lines: Vec<Line> = list.iter().map(|r| line(&visit, &base, r)).collect();
    let movable = held
        .iter()
        .filter(|r| r.starts_on >= visit.today && !r.locked)
        .map(|r| {
            (
                r.id.clone(),
                format!(
                    "{} : {}",
                    words.t1("calendar-run-number", "number", r.number),
                    r.dates(words)
                ),
            )
        })
        .collect();
    visit.page(&SitePage {
        frame: Frame::of(&visit, visit.t("calendar-tab-site")),
        team: visit.holds(&[Role::Pilot, Role::Resident, Role::Coordinator]),
        lead: lead(&visit, &held),
        months: months(words, &held, &off, (&base, visit.today)),
        heads: heads(words),
        lines,
        movable,
        base,
    })
}

fn lead(visit: &Visit, held: &[&Run]) -> String {
    let total: u32 = held.iter().map(|r| r.days).sum();
    let next = held.iter().find(|r| r.ends_on() >= visit.today);
    let whole = visit
        .words
        .t2("calendar-site-lead", ("runs", held.len()), ("days", total));
    match next {
        Some(run) => format!(
            "{whole} {}",
            visit
                .words
                .t1("calendar-site-next", "when", run.dates(visit.words))
        ),
        None => whole,
    }
}

fn line(visit: &Visit, base: &str, run: &Run) -> Line {
    let names: Vec<&str> = run.residents.iter().map(|r| r.name.as_str()).collect();
    Line {
        href: format!("{base}/calendrier/{}", run.id),
        name: title(visit.words, run),
        dates: sentence(&run.dates(visit.words)),
        room: run
            .room
            .clone()
            .unwrap_or_else(|| visit.t("calendar-no-room")),
        residents: names.join(", "),
        state: visit.t(run.state_key(visit.today)),
    }
}

/// "Séquence 3", or "Séquence annulée".
pub fn title(words: Words, run: &Run) -> String {
    if run.cancelled_at.is_some() {
        words.t("calendar-run-cancelled")
    } else {
        words.t1("calendar-run-number", "number", run.number)
    }
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

fn months(words: Words, held: &[&Run], off: &[Date], (base, today): (&str, Date)) -> Vec<Month> {
    let (Some(first), Some(last)) = (held.first(), held.last()) else {
        return Vec::new();
    };
    let mut list = Vec::new();
    let mut month = first.starts_on.first_of_month();
    while month <= last.ends_on() {
        let end = month.last_of_month();
        if held
            .iter()
            .any(|r| r.starts_on <= end && r.ends_on() >= month)
        {
            list.push(Month {
                caption: sentence(&format!("{} {}", words.month(month), month.year())),
                weeks: weeks(month, |day| cell(words, held, off, (base, today), day)),
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

fn cell(words: Words, held: &[&Run], off: &[Date], (base, today): (&str, Date), day: Date) -> Cell {
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
        cell.spoken = words.t1("calendar-run-number", "number", run.number);
    }
    if day == today {
        classes.push("day-today");
    }
    cell.class = classes.join(" ");
    cell
}
