//! The candidacies of a site, for who selects: where each stands, and a file for spreadsheets.

use askama::Template;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use super::{Two, query};
use crate::{
    cohort::{
        Here, LEADS,
        application::{Application, State},
        call::Call,
        store::{self, application as rows},
    },
    platform::{
        error::Page,
        frame::Frame,
        gate::{Circles, Seen},
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "cohort/pages/candidacies.html")]
struct ListPage {
    frame: Frame,
    shown: Vec<Seen<Application>>,
    counts: Vec<(&'static str, u32)>,
    filters: Vec<(String, String)>,
    directorates: Vec<(String, String)>,
    chosen: (String, String),
    doubles: Vec<String>,
    total: u32,
    ready: u32,
    call: Option<Call>,
    at: String,
    leads: bool,
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// References that share an address: one person, two candidacies.
fn doubles(all: &[Seen<Application>]) -> Vec<String> {
    let mut by: std::collections::BTreeMap<&str, Vec<&str>> = std::collections::BTreeMap::new();
    for a in all.iter().filter(|a| a.withdrawn_at.is_none()) {
        if let Some(email) = a.email.as_deref() {
            by.entry(email).or_default().push(&a.reference);
        }
    }
    by.into_values()
        .filter(|refs| refs.len() > 1)
        .map(|refs| refs.join(", "))
        .collect()
}

/// The list.
pub async fn page(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut conn = visit.read().await?;
    let all = rows::seen(&mut conn, &visit.gate(), &here.site.id).await?;
    let call = store::call(&mut conn, &here.site.id).await?;
    let chosen = (query(&visit, "etat"), query(&visit, "direction"));
    let of = |s: State| count(all.iter().filter(|a| a.state() == s).count());
    let counts: Vec<_> = State::ALL.into_iter().map(|s| (s.key(), of(s))).collect();
    let filters = std::iter::once((String::new(), visit.t("cohort-filter-all")))
        .chain(State::ALL.into_iter().map(|s| {
            let key = s.key();
            (key.to_owned(), visit.words.named("cohort-state", key))
        }))
        .collect();
    let names: std::collections::BTreeSet<String> =
        all.iter().map(|a| a.strata.directorate.clone()).collect();
    let directorates = std::iter::once((String::new(), visit.t("cohort-filter-all")))
        .chain(names.into_iter().map(|n| (n.clone(), n)))
        .collect();
    let (total, ready, doubles) = (count(all.len()), of(State::Ready), doubles(&all));
    let shown = all
        .into_iter()
        .filter(|a| chosen.0.is_empty() || a.state().key() == chosen.0)
        .filter(|a| chosen.1.is_empty() || a.strata.directorate == chosen.1)
        .collect();
    visit.page(&ListPage {
        frame: Frame::of(&visit, visit.t("cohort-tab-candidacies")),
        shown,
        counts,
        filters,
        directorates,
        chosen,
        doubles,
        total,
        ready,
        call,
        at: here.path(),
        leads: visit.holds(LEADS),
    })
}

/// A cell that no spreadsheet takes for a formula, quoted where needed.
pub(super) fn cell(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([';', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// The list as a file for spreadsheets: UTF-8 with its mark, `;`, formulas defused.
pub async fn spreadsheet(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut conn = visit.read().await?;
    let all = rows::seen(&mut conn, &visit.gate(), &here.site.id).await?;
    let strata = visit.gate().circles().meets(Circles::SELECTION);
    let head = [
        "cohort-reference",
        "cohort-name",
        "cohort-email",
        "cohort-feature-directorate",
        "cohort-feature-policy-field",
        "cohort-feature-category",
        "cohort-feature-location",
        "cohort-feature-seniority",
        "cohort-feature-gender",
        "cohort-feature-team",
        "cohort-manager-name",
        "cohort-manager-email",
        "cohort-state",
        "cohort-received-on",
    ];
    let line = |cells: Vec<String>| cells.iter().map(|c| cell(c)).collect::<Vec<_>>().join(";");
    let mut text = format!(
        "\u{feff}{}\r\n",
        line(head.iter().map(|k| visit.t(k)).collect())
    );
    for a in all.iter().filter(|_| strata) {
        let day = crate::platform::clock::day_in_paris(a.applied_at);
        text.push_str(&line(vec![
            a.reference.clone(),
            a.name.clone(),
            a.email.clone().unwrap_or_default(),
            a.strata.directorate.clone(),
            a.strata.policy_field.clone(),
            a.strata.category.clone(),
            a.strata.location.clone(),
            a.strata.seniority.clone(),
            a.strata.gender.clone(),
            a.strata.team.clone(),
            a.manager_name.clone(),
            a.manager_email.clone().unwrap_or_default(),
            visit.words.named("cohort-state", a.state().key()),
            day.strftime("%d/%m/%Y").to_string(),
        ]));
        text.push_str("\r\n");
    }
    Ok(download(
        text,
        "text/csv; charset=utf-8",
        &format!("candidatures-{}.csv", here.site.slug),
    ))
}

/// A text as a file to keep.
pub(super) fn download(text: String, kind: &'static str, name: &str) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, text).into_response()
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn formulas_are_defused_and_quotes_doubled() {
        for start in ["=1+1", "+33", "-2", "@a", "\tx"] {
            assert!(cell(start).starts_with('\''), "{start:?}");
        }
        assert_eq!(cell("a;\"b\""), "\"a;\"\"b\"\"\"");
        assert_eq!(cell("Direction de l’eau"), "Direction de l’eau");
    }
}
