//! Load and journeys of each resident: a page, and a file for spreadsheets.

use std::sync::Arc;

use askama::Template;
use axum::{http::header, response::IntoResponse};

use super::{edition_path, time::cell};
use crate::{
    calendar::{
        absence::plus,
        load::{self, Load},
        meeting::{self, Meeting},
        run::period,
        store::facts::{self, Loaded},
    },
    platform::{
        error::{Error, Page},
        frame::Frame,
        visit::Visit,
        words::Words,
    },
    programme::{
        store::{self as programme, Site},
        towns::{self, Town, Towns},
    },
};

struct Bar {
    name: String,
    home: String,
    load: Load,
    km: String,
    fullest: String,
    heavy: bool,
    held_width: u32,
    coming_width: u32,
}

/// The town that stands for an authority, as far as anybody knows.
struct Seat {
    site: String,
    slug: String,
    town: Option<&'static Town>,
}

#[derive(Template)]
#[template(path = "calendar/pages/load.html")]
struct LoadPage {
    frame: Frame,
    bars: Vec<Bar>,
    lead: String,
    total: Load,
    total_km: String,
    seats: Vec<Seat>,
    /// What has no place on the map: homes with whose they are, authorities.
    unknown: Vec<String>,
    /// Meetings that count as proposed: address and name.
    expected: Vec<(String, String)>,
    file: String,
}

/// What the page and the file are made from.
struct Sums {
    loaded: Arc<Loaded>,
    seats: Vec<Seat>,
    loads: Vec<Load>,
}

async fn sums(visit: &Visit) -> Result<Sums, Error> {
    let mut conn = visit.read().await?;
    let loaded = super::facts(visit, &mut conn, facts::Away::OfResidents).await?;
    let seats = seats(
        &loaded,
        &programme::sites(&mut conn, &visit.edition()?.id).await?,
    );
    let loads = load::loads(&loaded.facts, |home, site| {
        let there = seats.iter().find(|seat| seat.slug == site)?.town?;
        Some(Towns::builtin().find(home)?.km_to(there))
    });
    Ok(Sums {
        loaded,
        seats,
        loads,
    })
}

/// `GET /saisons/{edition}/calendrier/charge`
pub async fn of_season(visit: Visit) -> Page {
    let Sums {
        loaded,
        seats,
        loads,
    } = sums(&visit).await?;
    let unknown = unknown(&visit, &loaded, (&loads, &seats));
    let total = load::total(&loads);
    let words = visit.words;
    let base = edition_path(&visit)?;
    visit.page(&LoadPage {
        frame: Frame::of(&visit, visit.t("calendar-load-title"))
            .under(format!("{base}/calendrier"), visit.t("calendar-tab-season")),
        file: format!("{base}/calendrier/charge.csv"),
        bars: bars(words, &loaded, loads),
        lead: words.tn(
            "calendar-load-lead",
            vec![
                ("journeys", total.journeys.into()),
                ("meetings", total.meetings.into()),
                ("nights", total.nights.into()),
                ("km", words.number(total.km).into()),
            ],
        ),
        total_km: kilometres(words, &total),
        total,
        seats,
        unknown,
        expected: expected(&loaded, &format!("{base}/calendrier/rencontres")),
    })
}

/// The meetings that somebody of these teams may have travelled to.
fn travelled(loaded: &Loaded) -> impl Iterator<Item = &Meeting> {
    let dated = loaded
        .facts
        .meetings
        .iter()
        .filter(|m| m.starts_on.is_some());
    dated.filter(|m| !meeting::team(&loaded.facts, m).is_empty())
}

/// The meetings of which nobody has said who goes: their pages and names.
fn expected(loaded: &Loaded, base: &str) -> Vec<(String, String)> {
    let line = |m: &Meeting| (format!("{base}/{}", m.id), m.name.clone());
    let unsaid = travelled(loaded).filter(|m| m.escort.is_none());
    unsaid.map(line).collect()
}

/// `GET /saisons/{edition}/calendrier/charge.csv`: with a byte order mark and semicolons, as spreadsheets like it.
pub async fn spreadsheet(visit: Visit) -> Page {
    let Sums { loaded, loads, .. } = sums(&visit).await?;
    let heads = HEADS.map(|key| cell(&visit.t(&format!("calendar-{key}"))));
    let mut out = format!("\u{feff}{}\r\n", heads.join(";"));
    for load in &loads {
        let name = loaded.people.get(&load.resident);
        let week = load.fullest.map(|(monday, _)| monday.to_string());
        let row = [
            cell(name.map_or("", String::as_str)),
            cell(&load.home),
            load.held.to_string(),
            load.coming.to_string(),
            load.journeys.to_string(),
            load.meetings.to_string(),
            load.nights.to_string(),
            load.km.to_string(),
            load.unmeasured.to_string(),
            week.unwrap_or_default(),
            load.fullest.map_or(0, |(_, days)| days).to_string(),
        ];
        out.push_str(&row.join(";"));
        out.push_str("\r\n");
    }
    let name = format!(
        "attachment; filename=\"charge-{}.csv\"",
        visit.edition()?.slug
    );
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, out).into_response())
}

/// The words above the columns of the file.
const HEADS: [&str; 11] = [
    "news-who",
    "load-home",
    "load-held",
    "load-coming",
    "load-journeys",
    "load-meetings",
    "load-nights",
    "load-km",
    "load-unmeasured",
    "load-week-of",
    "load-week-days",
];

/// The authorities that have residents' journeys, runs or meetings, and where they sit.
fn seats(loaded: &Loaded, sites: &[Site]) -> Vec<Seat> {
    let hosts = travelled(loaded).map(|m| &m.host);
    let hosts = hosts.map(|host| (&host.slug, &host.name));
    let here = loaded.facts.sites.iter().map(|s| (&s.slug, &s.name));
    let mut list: Vec<Seat> = Vec::new();
    for (slug, name) in here.chain(hosts) {
        if list.iter().any(|seat| seat.slug == *slug) {
            continue;
        }
        let known = sites.iter().find(|known| known.slug == *slug);
        list.push(Seat {
            site: name.clone(),
            slug: slug.clone(),
            town: known.and_then(|known| towns::seat_said(&known.town, &known.siren, &known.name)),
        });
    }
    list
}

/// Towns that journeys need and nobody knows.
fn unknown(visit: &Visit, loaded: &Loaded, (loads, seats): (&[Load], &[Seat])) -> Vec<String> {
    let home = |load: &&Load| load.journeys > 0 && Towns::builtin().find(&load.home).is_none();
    let homes = loads.iter().filter(home).map(|load| {
        let who = loaded.people.get(&load.resident).cloned();
        let who = who.unwrap_or_default();
        match load.home.trim() {
            "" => visit.words.t1("calendar-load-no-home", "who", who),
            home => {
                let parts = (("home", home.to_owned()), ("who", who));
                visit
                    .words
                    .t2("calendar-load-unknown-home", parts.0, parts.1)
            }
        }
    });
    let sites = seats.iter().filter(|seat| seat.town.is_none());
    let sites = sites.map(|seat| {
        visit
            .words
            .t1("calendar-load-unknown-site", "site", seat.site.as_str())
    });
    homes.chain(sites).collect()
}

/// The kilometres, and how many journeys they leave out.
fn kilometres(words: Words, load: &Load) -> String {
    let km = words.t1("calendar-load-km-value", "km", words.number(load.km));
    match (load.km, load.unmeasured) {
        (_, 0) => km,
        (0, left) => words.t1("calendar-load-km-none", "count", left),
        (_, left) => format!(
            "{km} ({})",
            words.t1("calendar-load-km-left", "count", left)
        ),
    }
}

fn bars(words: Words, loaded: &Loaded, loads: Vec<Load>) -> Vec<Bar> {
    let most = loads.iter().map(|l| l.held + l.coming).max().unwrap_or(0);
    let width = |days: u32| (days * 100).checked_div(most.max(1)).unwrap_or(0);
    let cap = loaded.facts.rules.week_cap;
    let one = |load: Load| Bar {
        name: loaded
            .people
            .get(&load.resident)
            .cloned()
            .unwrap_or_default(),
        home: load.home.clone(),
        km: kilometres(words, &load),
        fullest: load.fullest.map_or_else(String::new, |(monday, days)| {
            let week = period(words, monday, plus(monday, 4));
            words.t2("calendar-load-week", ("days", days), ("week", week))
        }),
        heavy: load.fullest.is_some_and(|(_, days)| days > cap),
        held_width: width(load.held),
        coming_width: width(load.coming),
        load,
    };
    loads.into_iter().map(one).collect()
}
