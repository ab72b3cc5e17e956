//! Accounts of time: the site's for the team, everybody's own for themselves, and a file for spreadsheets.

use askama::Template;
use axum::{http::header, response::IntoResponse};

use super::{site_path, visible};
use crate::{
    calendar::{
        account::{Account, in_days},
        time_accounts, time_accounts_of,
    },
    platform::{
        error::Page,
        frame::Frame,
        gate::{Circles, Seen},
        visit::Visit,
        words::Words,
    },
};

struct Bar {
    name: String,
    promised: String,
    taken: String,
    planned: String,
    owed: String,
    has_letter: bool,
    owes: bool,
    taken_width: String,
    owed_at: String,
    owed_width: String,
    planned_at: String,
    planned_width: String,
    promised_at: String,
}

#[derive(Template)]
#[template(path = "calendar/pages/time.html")]
struct TimePage {
    frame: Frame,
    title: String,
    lead: String,
    bars: Vec<Bar>,
    csv: Option<String>,
    statement: String,
    forecast: String,
    audience: Option<String>,
    finding: String,
}

/// Half-days as percent of the scale, with two decimals: numbers of an SVG never follow the language.
fn percent(halves: u32, scale: u32) -> String {
    let hundredths = (u64::from(halves) * 10_000)
        .checked_div(u64::from(scale))
        .unwrap_or(0);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn bar(words: Words, account: &Account, scale: u32, own: bool) -> Bar {
    let (taken, planned, owed) = (
        account.taken_halves,
        account.planned_halves,
        account.owed_halves(),
    );
    Bar {
        name: if own {
            account.site_name.clone()
        } else {
            account.name.clone()
        },
        promised: account
            .promised_halves
            .map_or_else(|| "–".into(), |h| in_days(words, h)),
        taken: in_days(words, taken),
        planned: in_days(words, planned),
        owed: in_days(words, owed),
        has_letter: account.promised_halves.is_some(),
        owes: owed > 0,
        taken_width: percent(taken, scale),
        owed_at: percent(taken, scale),
        owed_width: percent(owed, scale),
        planned_at: percent(taken + owed, scale),
        planned_width: percent(planned, scale),
        promised_at: percent(account.promised_halves.unwrap_or(0), scale),
    }
}

fn bars(words: Words, list: &[Seen<Account>], own: bool) -> Vec<Bar> {
    let scale = list.iter().map(|a| a.scale()).max().unwrap_or(0) + 6;
    list.iter().map(|a| bar(words, a, scale, own)).collect()
}

fn finding(words: Words, list: &[Seen<Account>]) -> String {
    let owed: u32 = list.iter().map(|a| a.owed_halves()).sum();
    let people = list.iter().filter(|a| a.owed_halves() > 0).count();
    if owed == 0 {
        return words.t("calendar-time-nothing-owed");
    }
    words.t2(
        "calendar-time-owed",
        ("days", in_days(words, owed)),
        ("people", people),
    )
}

/// `GET …/{site}/temps`
pub async fn of_site(visit: Visit) -> Page {
    let site = visit.site()?.clone();
    let mut conn = visit.read().await?;
    let list = time_accounts(&mut conn, &visit.gate(), &site.id, visit.today).await?;
    visit.page(&TimePage {
        frame: Frame::of(&visit, visit.t("calendar-tab-time")),
        title: visit.t("calendar-time-title"),
        lead: visit.t("calendar-time-lead"),
        bars: bars(visit.words, &list, false),
        statement: format!("{}/temps/releve", site_path(&visit)?),
        forecast: format!("{}/temps/prevision", site_path(&visit)?),
        csv: (!list.is_empty()).then_some(format!("{}/temps.csv", site_path(&visit)?)),
        audience: Some(visible(&visit, Circles::TEAM)),
        finding: finding(visit.words, &list),
    })
}

/// `GET /mon-temps`
pub async fn own(visit: Visit) -> Page {
    let person = visit.person()?.id.clone();
    let mut conn = visit.read().await?;
    let list = time_accounts_of(&mut conn, &visit.gate(), &person, visit.today).await?;
    visit.page(&TimePage {
        frame: Frame::bare(&visit, visit.t("calendar-own-time-title")),
        title: visit.t("calendar-own-time-title"),
        lead: visit.t("calendar-own-time-lead"),
        bars: bars(visit.words, &list, true),
        csv: None,
        statement: "/mon-temps/releve".to_owned(),
        forecast: String::new(),
        audience: None,
        finding: finding(visit.words, &list),
    })
}

/// `GET …/{site}/temps.csv`: with a byte order mark, semicolons and the decimal sign of the language, as spreadsheets like it.
pub async fn spreadsheet(visit: Visit) -> Page {
    let site = visit.site()?.clone();
    let mut conn = visit.read().await?;
    let list = time_accounts(&mut conn, &visit.gate(), &site.id, visit.today).await?;
    let words = visit.words;
    let heads = ["ambassador", "promised", "taken", "planned", "owed"]
        .map(|key| cell(&visit.t(&format!("calendar-col-{key}"))));
    let mut out = format!("\u{feff}{}\r\n", heads.join(";"));
    for account in &list {
        let promised = account
            .promised_halves
            .map_or_else(String::new, |h| in_days(words, h));
        let row = [
            cell(&account.name),
            promised,
            in_days(words, account.taken_halves),
            in_days(words, account.planned_halves),
            in_days(words, account.owed_halves()),
        ];
        out.push_str(&row.join(";"));
        out.push_str("\r\n");
    }
    let name = format!("attachment; filename=\"temps-{}.csv\"", site.slug);
    Ok((
        [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, name),
        ],
        out,
    )
        .into_response())
}

/// A cell of text: quoted, and never a formula.
pub(super) fn cell(text: &str) -> String {
    let defused = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    format!("\"{}\"", defused.replace('"', "\"\""))
}
