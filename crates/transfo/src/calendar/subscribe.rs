//! Makes, revokes and writes the calendars people subscribe to.
//!
//! Invariants: the secret is shown once and only its fingerprint kept; an unknown and a revoked secret answer alike; a feed
//! is computed when fetched and is the same to the byte while nothing changed; what was called off stays 60 days.

use jiff::{Timestamp, civil::Date};

use super::{
    act::By,
    ics::{Event, Feed},
    run::Run,
    store::{feeds, runs},
};
use crate::platform::{
    db::{Conn, DbError},
    dice::fingerprint,
    error::Error,
    words::Words,
};

const KEPT_MS: i64 = 60 * 86_400_000;

/// Opens a feed of a site, or of a person in an edition; its secret.
///
/// # Errors
/// A fault of the database.
pub async fn subscribe(by: &By, of: (&str, Option<&str>, Option<&str>)) -> Result<String, Error> {
    let secret = by.app.dice.secret();
    let mut tx = by.app.db.write().await?;
    let id = by.app.dice.id();
    feeds::insert(
        &mut tx,
        (&id, &fingerprint(&secret)),
        of,
        (by.now, by.viewer.id()),
    )
    .await?;
    tx.commit().await?;
    Ok(secret)
}

/// Closes a feed of this site or this person: from now on its address answers as if it had never been.
///
/// # Errors
/// Absence; a fault of the database.
pub async fn revoke(by: &By, id: &str, of: (Option<&str>, Option<&str>)) -> Result<(), Error> {
    let mut tx = by.app.db.write().await?;
    if feeds::revoke(&mut tx, id, of, by.now).await? == 0 {
        return Err(Error::Absent);
    }
    tx.commit().await?;
    Ok(())
}

/// The feed a secret opens; none for an unknown or revoked one.
///
/// # Errors
/// A fault of the database.
pub async fn feed(
    conn: &mut Conn,
    secret: &str,
    timed: bool,
    (now, today): (Timestamp, Date),
) -> Result<Option<String>, DbError> {
    let Some(opened) = feeds::opened(conn, &fingerprint(secret)).await? else {
        return Ok(None);
    };
    let words = Words::of(opened.lang);
    let (name, list, roles) = match (&opened.person, &opened.site) {
        (None, Some((site, site_name))) => {
            let name = words.t1("calendar-feed-name", "name", site_name.as_str());
            (name, runs::of_site(conn, site).await?, None)
        }
        (Some(person), _) => {
            let roles = feeds::sites_of(conn, (person, &opened.edition), today).await?;
            let mut list = runs::of_edition(conn, &opened.edition).await?;
            list.retain(|run| roles.iter().any(|(site, _)| *site == run.site_id));
            let name = words.t1("calendar-feed-name", "name", opened.edition_name.as_str());
            (name, list, Some((person.clone(), roles)))
        }
        (None, None) => return Ok(None),
    };
    let kept = |run: &&Run| {
        run.cancelled_at
            .is_none_or(|at| now.as_millisecond() - at.as_millisecond() < KEPT_MS)
    };
    let opaque = |run: &Run| {
        roles.as_ref().is_none_or(|(person, roles)| {
            let has = |role: &str| {
                roles
                    .iter()
                    .any(|(site, r)| *site == run.site_id && r == role)
            };
            run.residents.iter().any(|one| one.id == *person)
                || has("ambassador")
                || (has("pilot") && !has("resident"))
        })
    };
    let feed = Feed {
        name,
        lang: opened.lang.key(),
        cancelled_word: words.t("calendar-feed-cancelled"),
        timed,
        events: list
            .iter()
            .filter(kept)
            .map(|run| event(words, run, opaque(run)))
            .collect(),
    };
    Ok(Some(feed.write()))
}

fn event(words: Words, run: &Run, opaque: bool) -> Event {
    let names: Vec<&str> = run.residents.iter().map(|r| r.name.as_str()).collect();
    let description = if names.is_empty() {
        String::new()
    } else {
        words.t1("calendar-feed-with", "names", names.join(", "))
    };
    Event {
        id: run.id.clone(),
        starts_on: run.starts_on,
        days: run.days,
        most_days: run.most_days,
        revision: run.revision,
        changed_at: run.changed_at,
        cancelled: run.cancelled_at.is_some(),
        opaque,
        summary: words.t2(
            "calendar-feed-summary",
            ("site", run.site_name.as_str()),
            ("days", run.days),
        ),
        location: run.room.clone().unwrap_or_default(),
        description,
    }
}
