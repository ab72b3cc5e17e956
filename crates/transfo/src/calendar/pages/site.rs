//! The calendar of a site: months as on a kitchen wall, and the list of runs.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use jiff::civil::Date;
use serde::Deserialize;

use super::{edition_path, meetings, run, sentence, site_path};
use crate::{
    calendar::{
        absence::{days, plus},
        known_days,
        meeting::Meeting,
        move_run::Offer,
        run::{Run, State},
        store::{closures, facts::Away},
    },
    platform::{
        db::Conn,
        error::{Error, Page},
        frame::Frame,
        gate::Role,
        visit::Visit,
        words::Words,
    },
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
    meetings: Vec<meetings::Line>,
    movable: Vec<(String, String)>,
    lit: Lit,
}

/// Whose legal days are shown.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    run: String,
}

/// `GET /saisons/{edition}/{site}/calendrier`
pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Page {
    let site = visit.site()?.clone();
    let mut conn = visit.read().await?;
    let list = super::runs_of_site(&visit, &mut conn).await?;
    let met = super::meetings_of_edition(&visit, &mut conn).await?;
    let met: Vec<Meeting> = met
        .iter()
        .filter(|m| m.is_of(&site.slug))
        .cloned()
        .collect();
    let held: Vec<&Run> = list.iter().filter(|r| r.cancelled_at.is_none()).collect();
    let off = off(&visit, &mut conn, &held).await?;
    let team = visit.holds(&[Role::Pilot, Role::Resident, Role::Coordinator]);
    let movable = movable(&visit, &held);
    let lit = match held.iter().find(|run| team && run.id == asked.run) {
        Some(run) if movable.iter().any(|(id, _)| *id == run.id) => {
            lit(&visit, &mut conn, run).await?
        }
        _ => Lit::default(),
    };
    let base = site_path(&visit)?;
    let kitchen = Kitchen {
        words: visit.words,
        base: &base,
        today: visit.today,
        met: &met,
        meetings: edition_path(&visit)?,
        lit: &lit,
    };
    visit.page(&SitePage {
        frame: Frame::of(&visit, visit.t("calendar-tab-site")),
        team,
        lead: lead(&visit, &held),
        months: months(&held, &off, &kitchen),
        meetings: meetings::lines(&visit, &met),
        heads: heads(visit.words),
        lines: list.iter().map(|r| line(&visit, &base, r)).collect(),
        movable,
        lit,
        base,
    })
}

/// The holidays and closures among the days of the runs.
async fn off(visit: &Visit, conn: &mut Conn, held: &[&Run]) -> Result<Vec<Date>, Error> {
    let (edition, site) = (&visit.edition()?.id, &visit.site()?.id);
    let closed = closures::at(conn, edition, Some(site)).await?;
    let law = closures::law(conn, site).await?;
    let (Some(first), Some(last)) = (held.first(), held.last()) else {
        return Ok(Vec::new());
    };
    let (law, ..) = law.unwrap_or_default();
    let holidays = known_days::public_holidays(&law, first.starts_on, last.ends_on());
    let mut off: Vec<Date> = holidays.into_iter().map(|(day, _)| day).collect();
    for closure in closed.iter().filter(|c| c.hard) {
        off.extend(days(closure.from, closure.to.min(plus(closure.from, 400))));
    }
    Ok(off)
}

/// The runs that may be moved, and their names.
fn movable(visit: &Visit, held: &[&Run]) -> Vec<(String, String)> {
    let to_come = held
        .iter()
        .filter(|r| r.starts_on >= visit.today && !r.locked);
    let name = |run: &&Run| {
        let number = visit.words.t1("calendar-run-number", "number", run.number);
        let name = format!("{number} : {}", run.dates(visit.words));
        (run.id.clone(), name)
    };
    to_come.map(name).collect()
}

async fn lit(visit: &Visit, conn: &mut Conn, run: &Run) -> Result<Lit, Error> {
    let site = visit.site()?;
    let loaded = super::facts(visit, conn, Away::OfSite(&site.id)).await?;
    let open = open_days(visit, &run::offers(visit, &loaded, (&site.slug, &run.id))?);
    let name = title(visit.words, run);
    Ok(Lit {
        run: run.id.clone(),
        words: visit
            .words
            .t2("calendar-open-days", ("run", name), ("count", open.len())),
        open,
    })
}

/// A run and the days on which it may begin.
#[derive(Default)]
struct Lit {
    /// Row id; empty when no run was chosen.
    run: String,
    words: String,
    open: OpenDays,
}

/// The days on which a run may begin: the points more or fewer, short and in words.
type OpenDays = BTreeMap<Date, (String, String)>;

fn open_days(visit: &Visit, offers: &[Offer]) -> OpenDays {
    let one = |offer: &Offer| {
        let words = run::price(visit, offer.price);
        let points = match offer.price {
            0 => "0".to_owned(),
            points => format!("{points:+}").replace('-', "−"),
        };
        (offer.starts_on, (points, words))
    };
    offers.iter().map(one).collect()
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

/// What the cells of the months share.
struct Kitchen<'k> {
    words: Words,
    base: &'k str,
    today: Date,
    /// The meetings in which the site takes part, and where their pages are.
    met: &'k [Meeting],
    meetings: String,
    /// The run that is to be moved, and where it may go.
    lit: &'k Lit,
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

fn months(held: &[&Run], off: &[Date], kitchen: &Kitchen<'_>) -> Vec<Month> {
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
