//! Load and journeys of each resident, and what each ambassador can still attend against the mission letter.

use askama::Template;

use super::{edition_path, site_path, visible};
use crate::{
    calendar::{
        absence::plus,
        account::in_days,
        load::{self, Load},
        plan_input,
        run::period,
        store::facts::{self, Loaded},
        time_accounts,
    },
    platform::{error::Page, frame::Frame, gate::Circles, visit::Visit, words::Words},
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
}

/// `GET /saisons/{edition}/calendrier/charge`
pub async fn of_season(visit: Visit) -> Page {
    let mut conn = visit.read().await?;
    let loaded = super::facts(&visit, &mut conn, facts::Away::OfNobody).await?;
    let seats = seats(
        &loaded,
        &programme::sites(&mut conn, &visit.edition()?.id).await?,
    );
    let loads = load::loads(&loaded.facts, |home, site| {
        let there = seats.iter().find(|seat| seat.slug == site)?.town?;
        Some(Towns::builtin().find(home)?.km_to(there))
    });
    let unknown = unknown(&visit, &loaded, (&loads, &seats));
    let total = load::total(&loads);
    let words = visit.words;
    let base = edition_path(&visit)?;
    visit.page(&LoadPage {
        frame: Frame::of(&visit, visit.t("calendar-load-title"))
            .under(format!("{base}/calendrier"), visit.t("calendar-tab-season")),
        bars: bars(words, &loaded, loads),
        lead: words.tn(
            "calendar-load-lead",
            vec![
                ("journeys", total.journeys.into()),
                ("nights", total.nights.into()),
                ("km", words.number(total.km).into()),
            ],
        ),
        total_km: kilometres(words, &total),
        total,
        seats,
        unknown,
    })
}

/// The authorities that have residents' journeys, and where they sit.
fn seats(loaded: &Loaded, sites: &[Site]) -> Vec<Seat> {
    let one = |site: &plan_input::Site| {
        let known = sites.iter().find(|known| known.slug == site.slug);
        Seat {
            site: site.name.clone(),
            slug: site.slug.clone(),
            town: known.and_then(|known| towns::seat(&known.siren, &known.name)),
        }
    };
    loaded.facts.sites.iter().map(one).collect()
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

struct Line {
    name: String,
    promised: String,
    taken: String,
    possible: String,
    forecast: String,
    short: Option<String>,
}

#[derive(Template)]
#[template(path = "calendar/pages/forecast.html")]
struct ForecastPage {
    frame: Frame,
    lines: Vec<Line>,
    finding: String,
    audience: String,
}

/// `GET …/{site}/temps/prevision`
pub async fn forecast(visit: Visit) -> Page {
    let site = visit.site()?.clone();
    let mut conn = visit.read().await?;
    let accounts = time_accounts(&mut conn, &visit.gate(), &site.id, visit.today).await?;
    let loaded = super::facts(&visit, &mut conn, facts::Away::OfSite(&site.id)).await?;
    let here = loaded.facts.sites.iter().find(|s| s.slug == site.slug);
    let percent = loaded.facts.rules.attended_percent;
    let words = visit.words;
    let lines: Vec<Line> = accounts
        .iter()
        .filter_map(|account| {
            let site = here?;
            let member = site.members.iter().find(|m| m.id == account.member)?;
            let possible = load::possible_halves(member, &site.runs, visit.today);
            let forecast = account.taken_halves + possible;
            let floor = account.promised_halves.map(|h| h * percent / 100);
            let short = floor.filter(|floor| forecast < *floor);
            Some(Line {
                name: account.name.clone(),
                promised: account
                    .promised_halves
                    .map_or_else(|| "–".to_owned(), |h| in_days(words, h)),
                taken: in_days(words, account.taken_halves),
                possible: in_days(words, possible),
                forecast: in_days(words, forecast),
                short: short.map(|floor| in_days(words, floor - forecast)),
            })
        })
        .collect();
    let count = lines.iter().filter(|l| l.short.is_some()).count();
    let base = site_path(&visit)?;
    visit.page(&ForecastPage {
        frame: Frame::of(&visit, visit.t("calendar-forecast-title"))
            .under(format!("{base}/temps"), visit.t("calendar-tab-time")),
        lines,
        finding: words.t2(
            "calendar-forecast-finding",
            ("count", count),
            ("percent", percent),
        ),
        audience: visible(&visit, Circles::TEAM),
    })
}
