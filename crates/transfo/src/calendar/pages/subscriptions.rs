//! The calendars people subscribe to: made, closed, and fetched by their readers.

use askama::Template;
use axum::{
    extract::{Form, Path, Query},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::IntoResponse,
};
use serde::Deserialize;

use super::{Fields, site_path, value};
use crate::{
    calendar::{
        act::By,
        store::feeds::{self, Listed},
        subscribe,
    },
    platform::{
        error::{Error, Page, see_other},
        frame::Frame,
        gate::Role,
        visit::Visit,
    },
};

/// `?heures=1`: one event a day with hours.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    heures: String,
}

/// `GET /agenda/{file}`
pub async fn fetch(
    visit: Visit,
    Path(file): Path<String>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Page {
    let token = file.strip_suffix(".ics").ok_or(Error::Absent)?;
    let timed = wanted.heures == "1";
    let mut conn = visit.read().await?;
    let body = subscribe::feed(&mut conn, token, timed, (visit.now, visit.today))
        .await?
        .ok_or(Error::Absent)?;
    let hash = blake3::hash(body.as_bytes()).to_hex();
    let tag = format!("\"{}\"", hash.chars().take(32).collect::<String>());
    let known = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .any(|v| v.trim().trim_start_matches("W/") == tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        body.into_response()
    };
    let out = response.headers_mut();
    out.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/calendar; charset=utf-8"),
    );
    out.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
    out.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("inline; filename=\"transfo.ics\""),
    );
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        out.insert(header::ETAG, tag);
    }
    Ok(response)
}

struct Line {
    id: String,
    text: String,
}

#[derive(Template)]
#[template(path = "calendar/pages/subscriptions.html")]
struct FeedsPage {
    frame: Frame,
    here: String,
    title: String,
    lead: String,
    lines: Vec<Line>,
    editions: Vec<(String, String)>,
    may: bool,
    link: Option<String>,
}

fn line(visit: &Visit, feed: &Listed, own: bool) -> Line {
    let when = visit.words.day_of(feed.made_at);
    let text = if own {
        visit.words.t2(
            "calendar-feed-own-line",
            ("edition", feed.edition.as_str()),
            ("when", when),
        )
    } else {
        visit.words.t2(
            "calendar-feed-line",
            ("name", feed.made_by.as_str()),
            ("when", when),
        )
    };
    Line {
        id: feed.id.clone(),
        text,
    }
}

async fn site_page(visit: &Visit, link: Option<String>) -> Page {
    let site = visit.site()?;
    let mut conn = visit.read().await?;
    let may = visit.holds(&[Role::Coordinator, Role::Pilot, Role::Resident]);
    let list = if may {
        feeds::of_site(&mut conn, &site.id).await?
    } else {
        Vec::new()
    };
    let base = site_path(visit)?;
    visit.page(&FeedsPage {
        frame: Frame::of(visit, visit.t("calendar-subscribe"))
            .under(format!("{base}/calendrier"), visit.t("calendar-tab-site")),
        here: format!("{base}/calendrier/abonnements"),
        title: visit
            .words
            .t1("calendar-feeds-site-title", "name", site.name.as_str()),
        lead: visit.t("calendar-feeds-site-lead"),
        lines: list.iter().map(|f| line(visit, f, false)).collect(),
        editions: Vec::new(),
        may,
        link,
    })
}

/// `GET …/calendrier/abonnements`
pub async fn of_site(visit: Visit) -> Page {
    site_page(&visit, None).await
}

fn address(visit: &Visit, secret: &str) -> String {
    format!("{}/agenda/{secret}.ics", visit.app.config.url)
}

/// `POST …/calendrier/abonnements`: the address is on the page that answers, once.
pub async fn make_for_site(visit: Visit) -> Page {
    let (edition, site) = (visit.edition()?.id.clone(), visit.site()?.id.clone());
    let secret = subscribe::subscribe(&By::visitor(&visit), (&edition, Some(&site), None)).await?;
    let link = address(&visit, &secret);
    site_page(&visit, Some(link)).await
}

/// `POST …/calendrier/abonnements/fermer`
pub async fn revoke_of_site(visit: Visit, Form(fields): Fields) -> Page {
    let site = visit.site()?.id.clone();
    subscribe::revoke(
        &By::visitor(&visit),
        value(&fields, "id"),
        (Some(&site), None),
    )
    .await?;
    Ok(see_other(&format!(
        "{}/calendrier/abonnements?dit=feed-closed",
        site_path(&visit)?
    )))
}

async fn own_page(visit: &Visit, link: Option<String>) -> Page {
    let person = visit.person()?.id.clone();
    let mut conn = visit.read().await?;
    let list = feeds::of_person(&mut conn, &person).await?;
    let editions = feeds::editions_of(&mut conn, &person, visit.today).await?;
    visit.page(&FeedsPage {
        frame: Frame::bare(visit, visit.t("calendar-feeds-own-title")),
        here: "/mes-agendas".into(),
        title: visit.t("calendar-feeds-own-title"),
        lead: visit.t("calendar-feeds-own-lead"),
        lines: list.iter().map(|f| line(visit, f, true)).collect(),
        may: !editions.is_empty(),
        editions,
        link,
    })
}

/// `GET /mes-agendas`
pub async fn own(visit: Visit) -> Page {
    own_page(&visit, None).await
}

/// `POST /mes-agendas`
pub async fn make_own(visit: Visit, Form(fields): Fields) -> Page {
    let person = visit.person()?.id.clone();
    let wanted = value(&fields, "saison").to_owned();
    let mut conn = visit.read().await?;
    let editions = feeds::editions_of(&mut conn, &person, visit.today).await?;
    drop(conn);
    let edition = editions
        .iter()
        .map(|(id, _)| id)
        .find(|id| **id == wanted)
        .ok_or(Error::Absent)?;
    let secret = subscribe::subscribe(&By::visitor(&visit), (edition, None, Some(&person))).await?;
    let link = address(&visit, &secret);
    own_page(&visit, Some(link)).await
}

/// `POST /mes-agendas/fermer`
pub async fn revoke_own(visit: Visit, Form(fields): Fields) -> Page {
    let person = visit.person()?.id.clone();
    subscribe::revoke(
        &By::visitor(&visit),
        value(&fields, "id"),
        (None, Some(&person)),
    )
    .await?;
    Ok(see_other("/mes-agendas?dit=feed-closed"))
}
