//! "Et si…": which findings would change. A question asked by a GET: nothing is stored, nobody is told.

use std::collections::BTreeMap;

use askama::Template;
use jiff::civil::Date;
use protocol::{Change, whatif};

use super::asked;
use crate::{
    home::{
        standing::{Standing, audience},
        wording::{self, Shown},
    },
    platform::{
        error::{Error, Page},
        form::Form,
        frame::Frame,
        gate::Circles,
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "home/pages/what_if.html")]
struct WhatIfPage {
    frame: Frame,
    form: Form,
    at: String,
    ambassadors: Vec<(String, String)>,
    residents: Vec<(String, String)>,
    question: Option<String>,
    changes: Vec<(Shown, Shown)>,
}

/// The page.
pub async fn what_if(visit: Visit) -> Page {
    let standing = Standing::seen_by(&visit).await?;
    let (edition, place) = (visit.edition()?, visit.site()?);
    let index = standing.index(&place.id).ok_or(Error::Absent)?;
    let site = standing.parts.sites.get(index).ok_or(Error::Absent)?;
    let team = visit.gate().circles().meets(Circles::TEAM);
    let here = |left: Option<Date>| left.is_none_or(|left| left > visit.today);
    // What changes when one person leaves says how they stand: it is asked by their team alone.
    let ambassadors: Vec<(String, String)> = site
        .members
        .iter()
        .filter(|m| team && !m.waits && here(m.left_on) && !m.name.is_empty())
        .map(|m| (m.id.clone(), m.name.clone()))
        .collect();
    let residents: Vec<(String, String)> = site
        .residents
        .iter()
        .filter(|r| here(r.until))
        .map(|r| (r.id.clone(), r.name.clone()))
        .collect();
    let mut form = Form::filled([
        ("quoi", asked(&visit, "quoi")),
        ("qui", asked(&visit, "qui")),
        ("du", asked(&visit, "du")),
        ("au", asked(&visit, "au")),
    ]);
    let imagined = imagine(&visit, &mut form, (&ambassadors, &residents));
    let (question, changes) = match imagined {
        Some((change, question)) => match changes(&visit, &standing, (index, &site.id), change) {
            Some(list) => (Some(question), list),
            None => {
                form.fault("du", visit.t("home-what-if-unknown"));
                (None, Vec::new())
            }
        },
        None => (None, Vec::new()),
    };
    let page = WhatIfPage {
        frame: Frame::of(&visit, visit.t("home-tab-what-if")),
        at: format!("/saisons/{}/{}/et-si", edition.slug, place.slug),
        ambassadors,
        residents,
        question,
        changes,
        form,
    };
    if page.form.is_good() {
        visit.page(&page)
    } else {
        visit.refused(&page)
    }
}

type People<'a> = (&'a [(String, String)], &'a [(String, String)]);

/// The change asked about, and the question in words.
fn imagine(
    visit: &Visit,
    form: &mut Form,
    (ambassadors, residents): People<'_>,
) -> Option<(Change, String)> {
    let words = visit.words;
    let id = form.v("qui").to_owned();
    let named = |people: &[(String, String)]| {
        let found = people.iter().find(|(of, _)| *of == id);
        found.map(|(_, name)| name.clone())
    };
    match form.v("quoi") {
        "ambassadeur" => {
            let name = named(ambassadors)?;
            let question = words.t1("home-what-if-leaves", "name", name);
            Some((Change::AmbassadorLeaves { id }, question))
        }
        "resident" => {
            let name = named(residents)?;
            let question = words.t1("home-what-if-leaves", "name", name);
            Some((Change::ResidentLeaves { id }, question))
        }
        "semaines" => {
            let (from, to): (Option<Date>, Option<Date>) =
                (form.v("du").parse().ok(), form.v("au").parse().ok());
            let (Some(from), Some(to)) = (from, to) else {
                form.fault("du", words.t("home-what-if-dates"));
                return None;
            };
            let question = words.t1("home-what-if-lost", "span", words.span(from, to));
            Some((Change::WeeksLost { from, to }, question))
        }
        "collectivite" => Some((Change::AuthorityAdded, words.t("home-what-if-added"))),
        _ => None,
    }
}

/// The findings that change, as far as this visitor may see them.
fn changes(
    visit: &Visit,
    standing: &Standing,
    (index, site): (usize, &str),
    change: Change,
) -> Option<Vec<(Shown, Shown)>> {
    let gate = visit.gate();
    let (seen, _) = standing.seen(&gate, index);
    let names = if gate.circles().meets(Circles::TEAM) {
        standing.parts.names()
    } else {
        BTreeMap::new()
    };
    let facts = standing.facts.get(index)?;
    let waivers = standing.waivers_of(site);
    let list = whatif(
        &standing.protocol,
        facts,
        &waivers,
        &[change],
        standing.today,
    )
    .ok()?;
    let shown = |f| wording::shown(visit.words, &standing.protocol, f, &names);
    Some(
        list.iter()
            .filter(|(before, _)| gate.admits(audience(&before.rule), None))
            .filter(|(before, _)| seen.iter().any(|f| f.rule == before.rule))
            .map(|(before, after)| (shown(before), shown(after)))
            .collect(),
    )
}
