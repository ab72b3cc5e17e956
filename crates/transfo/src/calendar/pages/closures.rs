//! Closures of a site and of a season, beside the days that are known by law.

use askama::Template;
use axum::extract::Form;
use jiff::civil::Date;

use super::{Fields, day, edition_path, sentence, site_path, value};
use crate::{
    calendar::{
        absence::plus_months,
        act::{By, Stop},
        close::{self, Closing, KINDS, NotClosed, kind},
        known_days,
        run::period,
        store::closures::{self, Closure},
    },
    platform::{
        error::{Error, Page, see_other},
        frame::Frame,
        visit::Visit,
    },
};

struct Line {
    id: String,
    label: String,
    dates: String,
    kind: String,
    effect: String,
    removable: bool,
}

struct KnownLine {
    dates: String,
    name: String,
}

#[derive(Template)]
#[template(path = "calendar/pages/closures.html")]
struct ClosuresPage {
    frame: Frame,
    here: String,
    of_season: bool,
    lines: Vec<Line>,
    holidays: Vec<KnownLine>,
    school: Vec<KnownLine>,
    known_until: Option<String>,
    kinds: Vec<(&'static str, String)>,
    error: Option<String>,
    typed: (String, String, String, String),
}

async fn page(
    visit: &Visit,
    of_site: bool,
    fields: &[(String, String)],
    error: Option<String>,
) -> Result<ClosuresPage, Error> {
    let edition = visit.edition()?;
    let site = if of_site {
        Some(visit.site()?.id.as_str())
    } else {
        None
    };
    let mut conn = visit.read().await?;
    let list = closures::at(&mut conn, &edition.id, site).await?;
    let law = match site {
        Some(site) => closures::law(&mut conn, site).await?,
        None => None,
    };
    let base = if of_site {
        site_path(visit)?
    } else {
        edition_path(visit)?
    };
    let mut out = ClosuresPage {
        frame: Frame::of(visit, visit.t("calendar-closures-title")).under(
            format!("{base}/calendrier"),
            visit.t(if of_site {
                "calendar-tab-site"
            } else {
                "calendar-tab-season"
            }),
        ),
        here: format!("{base}/fermetures"),
        of_season: !of_site,
        lines: list.iter().map(|c| line(visit, c, !of_site)).collect(),
        holidays: Vec::new(),
        school: Vec::new(),
        known_until: None,
        kinds: KINDS
            .iter()
            .map(|k| (*k, visit.t(&format!("calendar-kind-{k}"))))
            .collect(),
        error,
        typed: (
            value(fields, "du").to_owned(),
            value(fields, "au").to_owned(),
            value(fields, "nom").to_owned(),
            value(fields, "genre").to_owned(),
        ),
    };
    if let Some((law, zone, from, to)) = law {
        let from = from.unwrap_or(visit.today);
        known(
            visit,
            &mut out,
            (&law, &zone),
            (from, to.unwrap_or_else(|| plus_months(from, 18))),
        );
    }
    Ok(out)
}

fn line(visit: &Visit, closure: &Closure, at_season: bool) -> Line {
    let effect = if closure.hard {
        "calendar-hard"
    } else {
        "calendar-soft"
    };
    Line {
        id: closure.id.clone(),
        label: closure.label.clone(),
        dates: sentence(&period(visit.words, closure.from, closure.to)),
        kind: visit.t(&format!("calendar-kind-{}", kind(&closure.kind))),
        effect: visit.t(effect),
        removable: closure.of_season == at_season,
    }
}

fn known(
    visit: &Visit,
    out: &mut ClosuresPage,
    (law, zone): (&str, &str),
    (from, to): (Date, Date),
) {
    out.holidays = known_days::public_holidays(law, from, to)
        .into_iter()
        .map(|(day, name)| KnownLine {
            dates: sentence(&visit.words.date(day)),
            name: visit.t(known_days::holiday_key(name)),
        })
        .collect();
    out.school = known_days::school_holidays(zone, from, to)
        .into_iter()
        .map(|range| KnownLine {
            dates: sentence(&period(visit.words, range.first, range.last)),
            name: visit.t(known_days::break_key(range.name)),
        })
        .collect();
    out.known_until = known_days::school_known_until(zone).map(|day| visit.words.day(day));
}

/// `GET /saisons/{edition}/fermetures`
pub async fn of_season(visit: Visit) -> Page {
    visit.page(&page(&visit, false, &[], None).await?)
}

/// `GET …/{site}/fermetures`
pub async fn of_site(visit: Visit) -> Page {
    visit.page(&page(&visit, true, &[], None).await?)
}

/// `POST /saisons/{edition}/fermetures`
pub async fn add_to_season(visit: Visit, Form(fields): Fields) -> Page {
    add(&visit, false, &fields).await
}

/// `POST …/{site}/fermetures`
pub async fn add_to_site(visit: Visit, Form(fields): Fields) -> Page {
    add(&visit, true, &fields).await
}

fn place(visit: &Visit, of_site: bool) -> Result<(String, Option<String>, String), Error> {
    let edition = visit.edition()?.id.clone();
    Ok(if of_site {
        (
            edition,
            Some(visit.site()?.id.clone()),
            format!("{}/fermetures", site_path(visit)?),
        )
    } else {
        (
            edition,
            None,
            format!("{}/fermetures", edition_path(visit)?),
        )
    })
}

async fn add(visit: &Visit, of_site: bool, fields: &[(String, String)]) -> Page {
    let (edition, site, here) = place(visit, of_site)?;
    let from = day(value(fields, "du"));
    let to = match value(fields, "au") {
        "" => from,
        text => day(text),
    };
    let done = match (from, to) {
        (Some(from), Some(to)) => {
            let closing = Closing {
                from,
                to,
                label: value(fields, "nom").to_owned(),
                kind: kind(value(fields, "genre")),
                hard: value(fields, "effet") != "eviter",
            };
            let done =
                close::close(&By::visitor(visit), (&edition, site.as_deref()), &closing).await;
            done.map_err(|stop| match stop {
                Stop::Refused(NotClosed::Backwards) => Stop::Refused("calendar-period-backwards"),
                Stop::Refused(NotClosed::Endless) => Stop::Refused("calendar-period-endless"),
                Stop::Refused(NotClosed::Nameless) => Stop::Refused("calendar-closure-nameless"),
                Stop::Fault(error) => Stop::Fault(error),
            })
        }
        _ => Err(Stop::Refused("calendar-period-unreadable")),
    };
    match done {
        Ok(()) => Ok(see_other(&format!("{here}?dit=closure-added"))),
        Err(Stop::Fault(error)) => Err(error),
        Err(Stop::Refused(key)) => {
            visit.refused(&page(visit, of_site, fields, Some(visit.t(key))).await?)
        }
    }
}

/// `POST /saisons/{edition}/fermetures/retirer`
pub async fn remove_from_season(visit: Visit, Form(fields): Fields) -> Page {
    remove(&visit, false, &fields).await
}

/// `POST …/{site}/fermetures/retirer`
pub async fn remove_from_site(visit: Visit, Form(fields): Fields) -> Page {
    remove(&visit, true, &fields).await
}

async fn remove(visit: &Visit, of_site: bool, fields: &[(String, String)]) -> Page {
    let (edition, site, here) = place(visit, of_site)?;
    close::reopen(
        &By::visitor(visit),
        (&edition, site.as_deref()),
        value(fields, "id"),
    )
    .await?;
    Ok(see_other(&format!("{here}?dit=closure-removed")))
}
