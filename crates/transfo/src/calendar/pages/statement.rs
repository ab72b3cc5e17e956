//! The days of one month, ambassador by ambassador: a page to print and a file for spreadsheets.

use askama::Template;
use axum::{extract::Query, http::header, response::IntoResponse};
use jiff::civil::Date;
use serde::Deserialize;

use super::{sentence, site_path, time::cell, visible};
use crate::{
    calendar::{
        absence::{Half, plus, plus_months},
        account::in_days,
        store::attendance::{self, Of, Presence},
    },
    platform::{
        error::{Error, Page},
        frame::Frame,
        gate::{Circles, Seen},
        visit::Visit,
        words::Words,
    },
};

/// A day of an ambassador: the day, in the morning, in the afternoon.
type Line = (Date, bool, bool);

struct Day {
    when: String,
    what: String,
}

struct Person {
    name: String,
    days: Vec<Day>,
    total: String,
}

#[derive(Template)]
#[template(path = "calendar/pages/statement.html")]
struct StatementPage {
    frame: Frame,
    lead: String,
    here: String,
    month: String,
    before: String,
    after: Option<String>,
    people: Vec<Person>,
    audience: Option<String>,
}

/// Which month.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    mois: String,
}

/// The first day of the month asked for; of the current one when none can be read.
fn first(visit: &Visit, asked: &Asked) -> Date {
    let day: Option<Date> = format!("{}-01", asked.mois).parse().ok();
    let past = day.filter(|day| *day <= visit.today);
    past.unwrap_or_else(|| visit.today.first_of_month())
}

async fn presences(visit: &Visit, own: bool, from: Date) -> Result<Vec<Seen<Presence>>, Error> {
    let mut conn = visit.read().await?;
    let of = if own {
        Of::Person(&visit.person()?.id)
    } else {
        Of::Site(&visit.site()?.id)
    };
    let days = (from, from.last_of_month());
    Ok(attendance::presences(&mut conn, &visit.gate(), of, days).await?)
}

/// By ambassador (and site, for one's own): each day with its halves.
fn gathered(list: &[Seen<Presence>], own: bool) -> Vec<(String, Vec<Line>)> {
    let mut people: Vec<(&str, String, Vec<Line>)> = Vec::new();
    for one in list {
        if people
            .last()
            .is_none_or(|(member, ..)| *member != one.member)
        {
            let name = if own { &one.site_name } else { &one.name };
            people.push((&one.member, name.clone(), Vec::new()));
        }
        let Some((_, _, days)) = people.last_mut() else {
            continue;
        };
        if days.last().is_none_or(|(day, ..)| *day != one.day) {
            days.push((one.day, false, false));
        }
        if let Some((_, morning, afternoon)) = days.last_mut() {
            *morning |= one.half != Half::Afternoon;
            *afternoon |= one.half != Half::Morning;
        }
    }
    people
        .into_iter()
        .map(|(_, name, days)| (name, days))
        .collect()
}

fn halves(days: &[Line]) -> u32 {
    days.iter()
        .map(|(_, a, b)| u32::from(*a) + u32::from(*b))
        .sum()
}

fn person(words: Words, (name, days): (String, Vec<Line>)) -> Person {
    let what = |line: &Line| match line {
        (_, true, false) => "calendar-morning",
        (_, false, true) => "calendar-afternoon",
        _ => "calendar-whole-day",
    };
    let count = halves(&days);
    let total = words.t2(
        "calendar-statement-total",
        ("halves", count),
        ("days", in_days(words, count)),
    );
    Person {
        name,
        total,
        days: days
            .iter()
            .map(|line| Day {
                when: sentence(&words.date(line.0)),
                what: words.t(what(line)),
            })
            .collect(),
    }
}

async fn page(visit: &Visit, own: bool, asked: &Asked) -> Page {
    let from = first(visit, asked);
    let list = presences(visit, own, from).await?;
    let words = visit.words;
    let title = visit.t("calendar-statement-title");
    let here = here(visit, own)?;
    let frame = if own {
        Frame::bare(visit, title).under("/mon-temps", visit.t("calendar-own-time-title"))
    } else {
        let above = format!("{}/temps", site_path(visit)?);
        Frame::of(visit, title).under(above, visit.t("calendar-tab-time"))
    };
    let month = |day: Date| format!("{:04}-{:02}", day.year(), day.month());
    let next = plus_months(from, 1);
    visit.page(&StatementPage {
        frame,
        lead: format!("{} {}", sentence(words.month(from)), from.year()),
        month: month(from),
        before: month(plus(from, -1)),
        after: (next <= visit.today).then(|| month(next)),
        people: gathered(&list, own)
            .into_iter()
            .map(|one| person(words, one))
            .collect(),
        audience: (!own).then(|| visible(visit, Circles::TEAM)),
        here,
    })
}

fn here(visit: &Visit, own: bool) -> Result<String, Error> {
    Ok(if own {
        "/mon-temps/releve".to_owned()
    } else {
        format!("{}/temps/releve", site_path(visit)?)
    })
}

/// With a byte order mark, semicolons and the decimal sign of the language, as spreadsheets like it.
async fn file(visit: &Visit, own: bool, asked: &Asked) -> Page {
    let from = first(visit, asked);
    let list = presences(visit, own, from).await?;
    let words = visit.words;
    let who = if own { "site" } else { "ambassador" };
    let heads = [
        format!("calendar-col-{who}"),
        "calendar-col-day".to_owned(),
        "calendar-morning".to_owned(),
        "calendar-afternoon".to_owned(),
        "calendar-col-days".to_owned(),
    ]
    .map(|key| cell(&visit.t(&key)));
    let mut out = format!("\u{feff}{}\r\n", heads.join(";"));
    for (name, days) in gathered(&list, own) {
        for line in days {
            let (day, morning, afternoon) = line;
            let row = [
                cell(&name),
                day.to_string(),
                u32::from(morning).to_string(),
                u32::from(afternoon).to_string(),
                in_days(words, halves(&[line])),
            ];
            out.push_str(&row.join(";"));
            out.push_str("\r\n");
        }
    }
    let name = format!(
        "attachment; filename=\"releve-{:04}-{:02}.csv\"",
        from.year(),
        from.month()
    );
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, out).into_response())
}

/// `GET …/{site}/temps/releve`
pub async fn of_site(visit: Visit, Query(asked): Query<Asked>) -> Page {
    page(&visit, false, &asked).await
}

/// `GET …/{site}/temps/releve.csv`
pub async fn file_of_site(visit: Visit, Query(asked): Query<Asked>) -> Page {
    file(&visit, false, &asked).await
}

/// `GET /mon-temps/releve`
pub async fn own(visit: Visit, Query(asked): Query<Asked>) -> Page {
    page(&visit, true, &asked).await
}

/// `GET /mon-temps/releve.csv`
pub async fn own_file(visit: Visit, Query(asked): Query<Asked>) -> Page {
    file(&visit, true, &asked).await
}
