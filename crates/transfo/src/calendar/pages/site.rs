//! The calendar of a site: months as on a kitchen wall, and the list of runs.

use askama::Template;
use axum::extract::Query;
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    edition_path, meetings,
    months::{Kitchen, Month, heads, months},
    open_days::{Lit, lit, movable},
    sentence, site_path,
};
use crate::{
    calendar::{
        absence::{days, plus},
        known_days,
        meeting::Meeting,
        run::Run,
        store::{closures, facts::Away},
        unpublished,
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
    unpublished: Vec<String>,
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
        unpublished: match team {
            true => unpublished(&visit, &mut conn).await?,
            false => Vec::new(),
        },
        base,
    })
}

/// What is not published of the school holidays in the season of the site.
async fn unpublished(visit: &Visit, conn: &mut Conn) -> Result<Vec<String>, Error> {
    let slug = &visit.site()?.slug;
    let loaded = super::facts(visit, conn, Away::OfNobody).await?;
    let mut list = unpublished::of(&loaded.facts);
    list.retain(|unpublished| unpublished.slug == *slug);
    Ok(super::unpublished(visit.words, &list))
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
