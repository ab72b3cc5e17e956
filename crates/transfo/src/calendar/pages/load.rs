//! Load and journeys of each resident, and what each ambassador can still attend against the mission letter.

use askama::Template;

use super::{edition_path, site_path, visible};
use crate::{
    calendar::{
        absence::plus,
        account::in_days,
        load::{self, Load},
        run::period,
        store::facts,
        time_accounts,
    },
    platform::{error::Page, frame::Frame, gate::Circles, visit::Visit},
};

struct Bar {
    name: String,
    home: String,
    load: Load,
    fullest: String,
    heavy: bool,
    held_width: u32,
    coming_width: u32,
}

#[derive(Template)]
#[template(path = "calendar/pages/load.html")]
struct LoadPage {
    frame: Frame,
    bars: Vec<Bar>,
    lead: String,
}

/// `GET /saisons/{edition}/calendrier/charge`
pub async fn of_season(visit: Visit) -> Page {
    let mut conn = visit.read().await?;
    let loaded = super::facts(&visit, &mut conn, facts::Away::OfNobody).await?;
    let loads = load::loads(&loaded.facts);
    let most = loads.iter().map(|l| l.held + l.coming).max().unwrap_or(0);
    let width = |days: u32| (days * 100).checked_div(most.max(1)).unwrap_or(0);
    let cap = loaded.facts.rules.week_cap;
    let words = visit.words;
    let sum = |of: fn(&Load) -> u32| loads.iter().map(of).sum::<u32>();
    let lead = words.tn(
        "calendar-load-lead",
        vec![
            ("journeys", sum(|l| l.journeys).into()),
            ("nights", sum(|l| l.nights).into()),
        ],
    );
    let base = edition_path(&visit)?;
    let bars = loads
        .into_iter()
        .map(|load| Bar {
            name: loaded
                .people
                .get(&load.resident)
                .cloned()
                .unwrap_or_default(),
            home: load.home.clone(),
            fullest: load.fullest.map_or_else(String::new, |(monday, days)| {
                let week = period(words, monday, plus(monday, 4));
                words.t2("calendar-load-week", ("days", days), ("week", week))
            }),
            heavy: load.fullest.is_some_and(|(_, days)| days > cap),
            held_width: width(load.held),
            coming_width: width(load.coming),
            load,
        })
        .collect();
    visit.page(&LoadPage {
        frame: Frame::of(&visit, visit.t("calendar-load-title"))
            .under(format!("{base}/calendrier"), visit.t("calendar-tab-season")),
        bars,
        lead,
    })
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
