//! Sites × rules: the coordinator's view. Trends of each site, never a person.

use std::collections::BTreeMap;

use askama::Template;
use protocol::{Finding, Scope, Status};

use super::asked;
use crate::{
    home::{
        standing::Standing,
        wording::{self, FAMILIES, STATUSES, Shown},
    },
    platform::{error::Page, frame::Frame, visit::Visit},
};

#[derive(Template)]
#[template(path = "home/pages/rules.html")]
struct RulesPage {
    frame: Frame,
    at: String,
    sites: Vec<(String, String)>,
    groups: Vec<(String, Vec<Row>)>,
    columns: usize,
    counts: Vec<(&'static str, String, usize)>,
    choices: Vec<(String, String, bool)>,
    waiting: usize,
}

struct Row {
    sentence: String,
    anchor: String,
    cells: Vec<Cell>,
    season: bool,
}

struct Cell {
    slug: String,
    site: String,
    /// None where too few persons are counted to show a trend.
    f: Option<Shown>,
}

impl Cell {
    fn is(&self, status: Status) -> bool {
        self.f.as_ref().is_some_and(|f| f.status == status)
    }
}

/// The page.
pub async fn rules(visit: Visit) -> Page {
    let standing = Standing::seen_by(&visit).await?;
    let place = visit.edition()?;
    let wanted = asked(&visit, "etat");
    let wanted = STATUSES
        .into_iter()
        .find(|s| wording::status_key(*s) == wanted);
    let all = &standing.parts.sites;
    let here: Vec<usize> = (0..all.len())
        .filter(|n| all.get(*n).is_some_and(|s| s.is_accompanied()))
        .collect();
    let findings: Vec<Vec<Finding>> = here
        .iter()
        .map(|n| standing.seen(&visit.gate(), *n).0)
        .collect();
    let names: Vec<(String, String)> = here
        .iter()
        .filter_map(|n| all.get(*n))
        .map(|s| (s.slug.clone(), s.name.clone()))
        .collect();
    let table = rows(&visit, &standing, (&names, &findings));
    let counts = STATUSES.map(|status| {
        let cells = table.iter().flat_map(|(_, row)| &row.cells);
        let found = cells.filter(|c| c.is(status)).count();
        (
            wording::status_key(status),
            wording::status(visit.words, status),
            found,
        )
    });
    visit.page(&RulesPage {
        frame: Frame::of(&visit, visit.t("home-rules-title")),
        at: format!("/saisons/{}", place.slug),
        sites: names,
        columns: here.len().saturating_add(1),
        groups: grouped(&visit, table, wanted),
        counts: counts.into_iter().filter(|(_, _, n)| *n > 0).collect(),
        choices: choices(&visit, wanted),
        waiting: all.len().saturating_sub(here.len()),
    })
}

fn choices(visit: &Visit, wanted: Option<Status>) -> Vec<(String, String, bool)> {
    let every = (
        String::new(),
        visit.t("home-every-status"),
        wanted.is_none(),
    );
    let one = |status: Status| {
        (
            wording::status_key(status).to_owned(),
            wording::status(visit.words, status),
            wanted == Some(status),
        )
    };
    std::iter::once(every).chain(STATUSES.map(one)).collect()
}

/// One row a rule that this visitor may see, under its family.
fn rows(
    visit: &Visit,
    standing: &Standing,
    (sites, findings): (&[(String, String)], &[Vec<Finding>]),
) -> Vec<(&'static str, Row)> {
    let nobody = BTreeMap::new();
    let rules = standing.protocol.rules.iter();
    rules
        .filter_map(|rule| {
            let season = rule.scope == Scope::Season;
            let cells: Vec<Cell> = sites
                .iter()
                .zip(findings)
                .take(if season { 1 } else { usize::MAX })
                .map(|((slug, site), list)| Cell {
                    slug: slug.clone(),
                    site: site.clone(),
                    f: list
                        .iter()
                        .find(|f| f.rule == rule.id)
                        .map(|f| wording::shown(visit.words, &standing.protocol, f, &nobody)),
                })
                .collect();
            let row = Row {
                sentence: cells.iter().find_map(|c| c.f.as_ref())?.sentence.clone(),
                anchor: wording::anchor(&rule.id),
                cells,
                season,
            };
            Some((wording::family(&rule.id), row))
        })
        .collect()
}

/// Rows by family; those in which no site has the wanted status are left out.
fn grouped(
    visit: &Visit,
    rows: Vec<(&'static str, Row)>,
    wanted: Option<Status>,
) -> Vec<(String, Vec<Row>)> {
    let mut families: Vec<(&str, Vec<Row>)> = FAMILIES.map(|f| (f, Vec::new())).into();
    for (family, row) in rows {
        let kept = wanted.is_none_or(|status| row.cells.iter().any(|c| c.is(status)));
        if let Some((_, list)) = families.iter_mut().find(|(f, _)| kept && *f == family) {
            list.push(row);
        }
    }
    families
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(f, list)| (visit.words.named("home-family", f), list))
        .collect()
}
