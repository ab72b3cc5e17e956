//! What each ambassador can still attend, against the mission letter.

use askama::Template;

use super::{site_path, visible};
use crate::{
    calendar::{account::in_days, load, store::facts, time_accounts},
    platform::{error::Page, frame::Frame, gate::Circles, visit::Visit},
};

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
pub async fn of_site(visit: Visit) -> Page {
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
