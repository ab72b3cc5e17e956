//! The home of a site: the protocol as a page. What asks for an act first; what goes well is folded.

use std::collections::BTreeMap;

use askama::Template;

use super::open_address;
use crate::{
    home::{
        facts::SiteParts,
        standing::{DRAWN, OPEN, Standing},
        wording::{self, FAMILIES, Shown, calls},
    },
    platform::{
        error::{Error, Page},
        frame::Frame,
        gate::Circles,
        visit::Visit,
    },
    programme::LEADS,
};

#[derive(Template)]
#[template(path = "home/pages/site.html")]
struct SitePage {
    frame: Frame,
    at: String,
    edition: String,
    name: String,
    theme: String,
    stage: Option<&'static str>,
    lead: String,
    stats: Vec<Stat>,
    alerts: Vec<(String, Vec<Shown>)>,
    well: Vec<(String, Vec<Shown>)>,
    held_back: bool,
    visible: String,
    leads: bool,
}

/// A figure of the strip on top.
pub(super) struct Stat {
    name: String,
    value: String,
    of: String,
}

/// The page.
pub async fn site(visit: Visit) -> Page {
    let standing = Standing::seen_by(&visit).await?;
    let (edition, place) = (visit.edition()?, visit.site()?);
    let index = standing.index(&place.id).ok_or(Error::Absent)?;
    let parts = standing.parts.sites.get(index).ok_or(Error::Absent)?;
    let (list, held_back) = findings(&visit, &standing, index);
    let (alerts, well): (Vec<_>, Vec<_>) = list.into_iter().partition(|f| calls(f.status));
    let lead = match alerts.len() {
        0 => visit.t("home-site-calm"),
        n => visit.words.t1("home-site-alerts", "count", n),
    };
    visit.page(&SitePage {
        frame: Frame::of(&visit, place.name.clone()),
        at: format!("/saisons/{}/{}", edition.slug, place.slug),
        edition: edition.name.clone(),
        name: place.name.clone(),
        theme: parts.theme.clone(),
        stage: parts.stage().map(|s| s.key()),
        lead,
        stats: stats(&visit, &standing, parts, index),
        alerts: by_family(&visit, alerts),
        well: by_family(&visit, well),
        held_back,
        visible: circles(&visit, OPEN),
        leads: visit.holds(LEADS),
    })
}

/// The names of circles, as a sentence shows them.
pub(super) fn circles(visit: &Visit, audience: Circles) -> String {
    let names: Vec<String> = audience.names().into_iter().map(|n| visit.t(n)).collect();
    names.join(", ")
}

/// The findings of a site that this visitor may see, worst first, and whether some are kept for others.
pub(super) fn findings(visit: &Visit, standing: &Standing, index: usize) -> (Vec<Shown>, bool) {
    let gate = visit.gate();
    let names = if gate.circles().meets(Circles::TEAM) {
        standing.parts.names()
    } else {
        BTreeMap::new()
    };
    let (seen, held_back) = standing.seen(&gate, index);
    let mut list: Vec<Shown> = seen
        .iter()
        .map(|f| {
            let mut shown = wording::shown(visit.words, &standing.protocol, f, &names);
            if calls(f.status) {
                shown.link = where_to_act(visit, &f.rule);
            }
            shown
        })
        .collect();
    let rank = |f: &Shown| wording::STATUSES.iter().position(|s| *s == f.status);
    list.sort_by_key(rank);
    (list, held_back)
}

/// The page on which something can be done about a rule.
fn where_to_act(visit: &Visit, rule: &str) -> Option<(String, String)> {
    let (pages, verb): (&[&str], &str) = match rule {
        "site.convention" | "site.theme" => {
            (&["/saisons/{edition}/{site}/fiche"], "home-act-fiche")
        }
        "site.pilot" | "team.size" | "team.disciplines" => {
            (&["/saisons/{edition}/{site}/equipe"], "home-act-team")
        }
        "cohort.size" | "cohort.volunteers" | "cohort.endorsed" | "cohort.diverse"
        | "sponsor.managers" => (&["/saisons/{edition}/{site}/cohorte"], "home-act-cohort"),
        "site.span" | "days.total" | "days.run" | "days.runs" => (
            &["/saisons/{edition}/{site}/calendrier"],
            "home-act-calendar",
        ),
        "days.attended" | "time.protected" => {
            (&["/saisons/{edition}/{site}/temps"], "home-act-time")
        }
        _ => return None,
    };
    let href = open_address(visit, visit.edition.as_ref(), visit.site.as_ref(), pages)?;
    Some((href, visit.t(verb)))
}

/// Lists by family, in the order of families; families without anything are left out.
pub(super) fn by_family(visit: &Visit, list: Vec<Shown>) -> Vec<(String, Vec<Shown>)> {
    let mut families: Vec<(&str, Vec<Shown>)> = FAMILIES.map(|f| (f, Vec::new())).into();
    for shown in list {
        if let Some((_, of)) = families.iter_mut().find(|(f, _)| *f == shown.family) {
            of.push(shown);
        }
    }
    families
        .into_iter()
        .filter(|(_, of)| !of.is_empty())
        .map(|(f, of)| (visit.words.named("home-family", f), of))
        .collect()
}

fn stats(visit: &Visit, standing: &Standing, site: &SiteParts, index: usize) -> Vec<Stat> {
    let words = visit.words;
    let whole = |rule: &str, name: &str| standing.protocol.rule(rule).and_then(|r| r.whole(name));
    let of = |n: Option<u32>| n.map_or(String::new(), |n| words.t1("home-of", "count", n));
    let facts = standing.facts.get(index);
    let runs = || {
        facts
            .and_then(|f| f.runs.as_deref())
            .unwrap_or_default()
            .iter()
    };
    let held: u32 = runs().filter(|r| r.held).map(|r| r.days).sum();
    let planned: u32 = runs().map(|r| r.days).sum();
    let here = site
        .members
        .iter()
        .filter(|m| !m.waits && m.left_on.is_none_or(|left| left > visit.today));
    let mut stats = Vec::new();
    if visit.gate().circles().meets(DRAWN) {
        stats.push(Stat {
            name: words.t("home-stat-ambassadors"),
            value: here.count().to_string(),
            of: of(whole("cohort.size", "people")),
        });
    }
    stats.extend([
        Stat {
            name: words.t("home-stat-planned"),
            value: planned.to_string(),
            of: of(whole("days.total", "days")),
        },
        Stat {
            name: words.t("home-stat-held"),
            value: held.to_string(),
            of: of(Some(planned).filter(|p| *p > 0)),
        },
    ]);
    if let Some(next) = runs().find(|r| r.last >= visit.today) {
        stats.push(Stat {
            name: words.t("home-stat-next"),
            value: words.day(next.first),
            of: String::new(),
        });
    }
    stats
}
