//! Waivers: which rule is set aside, by whom, why and until when. Shown to everybody whom the rules concern.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use protocol::Scope;

use super::site::circles;
use crate::{
    home::{
        acts,
        standing::{OPEN, waiver},
        wording,
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        visit::Visit,
    },
    programme::{
        COORDINATES, LEADS, rules,
        store::{self, WaiverLine},
    },
};

#[derive(Template)]
#[template(path = "home/pages/waivers.html")]
struct WaiversPage {
    frame: Frame,
    form: Form,
    at: String,
    lines: Vec<ShownWaiver>,
    rules: Vec<(String, String)>,
    grants: bool,
    visible: String,
}

struct ShownWaiver {
    line: WaiverLine,
    sentence: String,
    dates: String,
    holds: bool,
    ends_here: bool,
    whole_season: bool,
}

fn at(visit: &Visit) -> Result<String, Error> {
    let edition = visit.edition()?;
    Ok(match &visit.site {
        Some(site) => format!("/saisons/{}/{}/derogations", edition.slug, site.slug),
        None => format!("/saisons/{}/derogations", edition.slug),
    })
}

async fn page(visit: &Visit, form: Form) -> Result<WaiversPage, Error> {
    let mut conn = visit.read().await?;
    let all = store::waivers(&mut conn, &visit.edition()?.id).await?;
    let site = visit.site.as_ref().map(|s| s.id.as_str());
    let grants = match site {
        Some(_) => visit.holds(LEADS),
        None => visit.holds(COORDINATES),
    };
    let protocol = rules::shipped()?;
    let wanted = if site.is_some() {
        Scope::Site
    } else {
        Scope::Season
    };
    let mut lines: Vec<ShownWaiver> = all
        .into_iter()
        .filter(|w| w.site_id.is_none() || w.site_id.as_deref() == site)
        .map(|line| {
            let holds = waiver(&line).is_ok_and(|w| w.holds(&line.rule, visit.today));
            let last = line.ended_on.map_or(line.until, |on| on.min(line.until));
            ShownWaiver {
                sentence: wording::rule(visit.words, protocol, &line.rule),
                dates: visit.words.span(line.from, last),
                holds,
                ends_here: holds && grants && line.site_id.as_deref() == site,
                whole_season: line.site_id.is_none(),
                line,
            }
        })
        .collect();
    lines.sort_by_key(|w| !w.holds);
    Ok(WaiversPage {
        frame: Frame::of(visit, visit.t("home-tab-waivers")),
        form,
        at: at(visit)?,
        lines,
        rules: protocol
            .rules
            .iter()
            .filter(|r| r.scope == wanted)
            .map(|r| (r.id.clone(), wording::rule(visit.words, protocol, &r.id)))
            .collect(),
        grants,
        visible: circles(visit, OPEN),
    })
}

/// Those of a site, and of the whole season.
pub async fn of_site(visit: Visit) -> Page {
    let page = page(&visit, Form::default()).await?;
    visit.page(&page)
}

/// Those of the whole season.
pub async fn of_edition(visit: Visit) -> Page {
    of_site(visit).await
}

fn until(form: &Form) -> Option<Date> {
    let typed = form.v("until");
    typed.parse().ok().or_else(|| {
        let mut parts = typed.split('/');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    })
}

/// Sets a rule aside for a site.
pub async fn grant_site(visit: Visit, mut form: Form) -> Page {
    let (rule, reason) = (form.v("rule").to_owned(), form.v("reason").to_owned());
    match acts::grant_waiver(&visit, &rule, (&reason, until(&form))).await? {
        Ok(()) => Ok(see_other(&format!("{}?dit=waiver-granted", at(&visit)?))),
        Err(refusal) => {
            form.fault(refusal.0, visit.t(refusal.1));
            let page = page(&visit, form).await?;
            visit.refused(&page)
        }
    }
}

/// Sets a rule of the season aside.
pub async fn grant_edition(visit: Visit, form: Form) -> Page {
    grant_site(visit, form).await
}

/// Ends one before its time.
pub async fn end(visit: Visit, Path(parts): Path<Vec<(String, String)>>) -> Page {
    let id = parts.iter().find(|(name, _)| name == "id");
    let (_, id) = id.ok_or(Error::Absent)?;
    acts::end_waiver(&visit, id).await?;
    Ok(see_other(&format!("{}?dit=waiver-ended", at(&visit)?)))
}
