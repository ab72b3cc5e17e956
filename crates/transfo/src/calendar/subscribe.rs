//! Makes, revokes and writes the calendars people subscribe to.
//!
//! Invariants: the secret is shown once and only its fingerprint kept; an unknown and a revoked secret answer alike; a feed
//! is computed when fetched and is the same to the byte while nothing changed; what was called off stays 60 days.

use jiff::{Timestamp, civil::Date};

use super::{
    act::By,
    ics::{Event, Feed},
    run::Run,
    store::{
        feeds,
        meetings::{self, Told},
        runs,
    },
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
    let kept = |run: &&Run| is_kept(run.cancelled_at, now);
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
    let mut events: Vec<Event> = list
        .iter()
        .filter(kept)
        .map(|run| event(words, run, opaque(run)))
        .collect();
    let reader = match (&roles, &opened.site) {
        (Some((_, roles)), _) => Reader::Person(roles),
        (None, site) => Reader::Site(site.as_ref().map_or("", |(id, _)| id)),
    };
    let told = meetings::told(conn, &opened.edition).await?;
    let heard = told
        .iter()
        .filter_map(|told| meeting(words, told, &reader, now));
    events.extend(heard);
    let feed = Feed {
        name,
        lang: opened.lang.key(),
        cancelled_word: words.t("calendar-feed-cancelled"),
        timed,
        events,
    };
    Ok(Some(feed.write()))
}

fn is_kept(cancelled_at: Option<Timestamp>, now: Timestamp) -> bool {
    cancelled_at.is_none_or(|at| now.as_millisecond() - at.as_millisecond() < KEPT_MS)
}

/// Whose meetings are told.
enum Reader<'r> {
    /// A site's, by its row id.
    Site(&'r str),
    /// Those of the sites where somebody has a role.
    Person(&'r [(String, String)]),
}

impl Reader<'_> {
    fn is_of(&self, site: &str) -> bool {
        match self {
            Reader::Site(own) => *own == site,
            Reader::Person(roles) => roles.iter().any(|(own, _)| own == site),
        }
    }

    /// Who coordinates hears of every meeting and goes where they please.
    fn goes(&self, site: &str) -> bool {
        match self {
            Reader::Site(_) => self.is_of(site),
            Reader::Person(roles) => {
                let takes_part = |role: &str| role != "coordinator";
                roles
                    .iter()
                    .any(|(own, role)| own == site && takes_part(role))
            }
        }
    }
}

/// A meeting as this reader knows it; none when it is none of theirs, or was called off long ago.
fn meeting(words: Words, told: &Told, reader: &Reader<'_>, now: Timestamp) -> Option<Event> {
    let parties = || told.parties.iter().filter(|(site, _)| reader.is_of(site));
    // Called off for this reader when the last of their sites has left it.
    let left = parties()
        .map(|(_, left)| *left)
        .min_by_key(|at| (at.is_some(), *at))?;
    let cancelled_at = told.cancelled_at.or(left);
    if !is_kept(cancelled_at, now) {
        return None;
    }
    let place = [told.place.as_str(), told.host.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|p| !p.is_empty()).collect();
    Some(Event {
        uid: format!("meeting-{}", told.id),
        starts_on: told.starts_on,
        days: told.days,
        most_days: told.most_days,
        revision: told.revision,
        changed_at: told.changed_at,
        cancelled: cancelled_at.is_some(),
        opaque: parties().any(|(site, left)| left.is_none() && reader.goes(site)),
        summary: words.t1("calendar-feed-meeting", "name", told.name.as_str()),
        location: place.join(", "),
        description: String::new(),
    })
}

fn event(words: Words, run: &Run, opaque: bool) -> Event {
    let names: Vec<&str> = run.residents.iter().map(|r| r.name.as_str()).collect();
    let description = if names.is_empty() {
        String::new()
    } else {
        words.t1("calendar-feed-with", "names", names.join(", "))
    };
    Event {
        uid: format!("run-{}", run.id),
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
