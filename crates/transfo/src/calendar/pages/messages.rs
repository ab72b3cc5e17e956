//! Mails to many are read before they leave: the list, the text, and one decision.

use std::sync::Arc;

use askama::Template;
use axum::extract::Form;
use jiff::Timestamp;

use super::{Fields, edition_path, site_path, value};
use crate::{
    calendar::store::messages::{self, Waiting},
    platform::{
        error::{Error, Page, see_other},
        frame::Frame,
        gate::Seen,
        visit::Visit,
    },
};

pub(super) use messages::count;

struct Line {
    to: String,
    subject: String,
    body: String,
}

/// The list as it was read, and the instant of its latest mail, in milliseconds.
struct Read {
    lines: Vec<Line>,
    seen: i64,
}

#[derive(Template)]
#[template(path = "calendar/pages/messages.html")]
struct MessagesPage {
    frame: Frame,
    here: String,
    back: String,
    read: Arc<Read>,
    no_server: bool,
}

async fn page(visit: &Visit, of: (&str, &str, Option<&str>), back: String) -> Page {
    let (kind, edition, site) = of;
    let gate = visit.gate();
    let place = site.unwrap_or_default();
    let key = format!("messages {kind} {edition} {place} {}", gate.eyes());
    let read = match visit.kept(&key) {
        Some(read) => read,
        None => {
            let mut conn = visit.read().await?;
            visit.keep(key, read(&messages::waiting(&mut conn, &gate, of).await?))
        }
    };
    visit.page(&MessagesPage {
        frame: Frame::of(visit, visit.t("calendar-messages-title")),
        here: format!("{back}/messages"),
        read,
        no_server: visit.app.config.mail.smtp.is_empty(),
        back,
    })
}

fn read(list: &[Seen<Waiting>]) -> Read {
    let latest = list.iter().map(|m| m.prepared_at.as_millisecond()).max();
    Read {
        lines: list.iter().map(|m| line(m)).collect(),
        seen: latest.unwrap_or(0),
    }
}

/// A personal link is the person's own: who reads the mail over before it leaves does not need it.
fn line(mail: &Waiting) -> Line {
    let body = mail
        .body
        .split_inclusive('\n')
        .map(|text| match text.split_once("/disponibilites/") {
            Some((before, _)) => format!("{before}/disponibilites/…\n"),
            None => text.to_owned(),
        })
        .collect();
    Line {
        to: mail.to.clone(),
        subject: mail.subject.clone(),
        body,
    }
}

async fn decide(
    visit: &Visit,
    of: (&str, &str, Option<&str>),
    fields: &[(String, String)],
) -> Result<(), Error> {
    let seen: i64 = value(fields, "vus").parse().unwrap_or(0);
    let seen = Timestamp::from_millisecond(seen).map_err(|_| Error::Absent)?;
    let send = value(fields, "acte") == "envoyer";
    let mut tx = visit.write().await?;
    messages::decide(&mut tx, of, seen, (visit.now, visit.viewer.id(), send)).await?;
    tx.commit().await?;
    visit.app.mail.notify_one();
    Ok(())
}

fn said(fields: &[(String, String)]) -> &'static str {
    if value(fields, "acte") == "envoyer" {
        "messages-sent"
    } else {
        "messages-dropped"
    }
}

/// `GET /saisons/{edition}/calendrier/messages`
pub async fn of_season(visit: Visit) -> Page {
    let edition = visit.edition()?.id.clone();
    let back = format!("{}/calendrier", edition_path(&visit)?);
    page(&visit, ("calendar", &edition, None), back).await
}

/// `POST /saisons/{edition}/calendrier/messages`
pub async fn decide_season(visit: Visit, Form(fields): Fields) -> Page {
    let edition = visit.edition()?.id.clone();
    decide(&visit, ("calendar", &edition, None), &fields).await?;
    Ok(see_other(&format!(
        "{}/calendrier?dit={}",
        edition_path(&visit)?,
        said(&fields)
    )))
}

/// `GET …/{site}/disponibilites/messages`
pub async fn of_site(visit: Visit) -> Page {
    let (edition, site) = (visit.edition()?.id.clone(), visit.site()?.id.clone());
    let back = format!("{}/disponibilites", site_path(&visit)?);
    page(&visit, ("availability", &edition, Some(&site)), back).await
}

/// `POST …/{site}/disponibilites/messages`
pub async fn decide_site(visit: Visit, Form(fields): Fields) -> Page {
    let (edition, site) = (visit.edition()?.id.clone(), visit.site()?.id.clone());
    decide(&visit, ("availability", &edition, Some(&site)), &fields).await?;
    Ok(see_other(&format!(
        "{}/disponibilites?dit={}",
        site_path(&visit)?,
        said(&fields)
    )))
}
