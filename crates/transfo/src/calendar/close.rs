//! Adds and takes away closures: days without sessions, or better without.

use jiff::civil::Date;

use super::{
    act::{ALL_HERE, By, Stop},
    store::closures::{self, Closure},
};
use crate::platform::{
    db::Tx,
    error::Error,
    journal::{self, Act},
};

/// The kinds of closure, as stored; their words are `calendar-kind-…`.
pub const KINDS: [&str; 5] = ["council", "shut", "holidays", "bridge", "event"];

/// The stored kind of a word of a season's files, or of a stored kind.
pub fn kind(text: &str) -> &'static str {
    use season::ClosureKind as K;
    match season::ClosureKind::parse(text) {
        Ok(K::Council) => "council",
        Ok(K::Holidays) => "holidays",
        Ok(K::Bridge) => "bridge",
        Ok(K::Event) => "event",
        Ok(K::Shut) => "shut",
        Err(_) => KINDS.into_iter().find(|k| *k == text).unwrap_or("shut"),
    }
}

/// What is closed.
#[derive(Clone, Debug)]
pub struct Closing {
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
    /// Words for people.
    pub label: String,
    /// Stored kind.
    pub kind: &'static str,
    /// No session at all.
    pub hard: bool,
}

/// Why a closure was not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotClosed {
    /// It ends before it begins.
    Backwards,
    /// It is longer than a year.
    Endless,
    /// It has no words.
    Nameless,
}

/// Adds a closure of a site, or of the whole season.
///
/// # Errors
/// [`NotClosed`]; a fault of the database.
pub async fn close(
    by: &By,
    place: (&str, Option<&str>),
    closing: &Closing,
) -> Result<(), Stop<NotClosed>> {
    let mut tx = by.app.db.write().await?;
    add(&mut tx, by, place, closing).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether days can be a closure.
///
/// # Errors
/// [`NotClosed`].
pub fn proper(from: Date, to: Date, label: &str) -> Result<(), NotClosed> {
    if to < from {
        Err(NotClosed::Backwards)
    } else if (to - from).get_days() > 366 {
        Err(NotClosed::Endless)
    } else if label.trim().is_empty() {
        Err(NotClosed::Nameless)
    } else {
        Ok(())
    }
}

/// Adds a closure in a transaction of the caller.
///
/// # Errors
/// As [`close`].
pub async fn add(
    tx: &mut Tx,
    by: &By,
    (edition, site): (&str, Option<&str>),
    closing: &Closing,
) -> Result<(), Stop<NotClosed>> {
    proper(closing.from, closing.to, &closing.label).map_err(Stop::Refused)?;
    let closure = Closure {
        id: by.app.dice.id(),
        of_season: site.is_none(),
        from: closing.from,
        to: closing.to,
        label: closing.label.trim().chars().take(120).collect(),
        kind: closing.kind.to_owned(),
        hard: closing.hard,
    };
    let weight = if closing.hard { 0 } else { 12 };
    closures::insert(tx, (edition, site), &closure, weight).await?;
    let what = ("act-closure-added", closure.label.as_str());
    Ok(note(tx, by, (edition, site), what).await?)
}

/// Gives a closure other days, in a transaction of the caller.
///
/// # Errors
/// [`NotClosed`]; absence, when the edition has no such closure; a fault of the database.
pub async fn shift(
    tx: &mut Tx,
    by: &By,
    (edition, id): (&str, &str),
    (from, to): (Date, Date),
) -> Result<(), Stop<NotClosed>> {
    proper(from, to, "–").map_err(Stop::Refused)?;
    let moved = closures::shift(tx, (edition, id), (from, to)).await?;
    let (site, label) = moved.ok_or(Error::Absent)?;
    let what = ("act-closure-moved", label.as_str());
    Ok(note(tx, by, (edition, site.as_deref()), what).await?)
}

/// Takes a closure away.
///
/// # Errors
/// Absence, when it is not of this place; a fault of the database.
pub async fn reopen(by: &By, (edition, site): (&str, Option<&str>), id: &str) -> Result<(), Error> {
    let mut tx = by.app.db.write().await?;
    let label = closures::delete(&mut tx, (edition, site), id)
        .await?
        .ok_or(Error::Absent)?;
    note(
        &mut tx,
        by,
        (edition, site),
        ("act-closure-removed", &label),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

async fn note(
    tx: &mut Tx,
    by: &By,
    (edition, site): (&str, Option<&str>),
    (act, label): (&'static str, &str),
) -> Result<(), Error> {
    let act = Act {
        act,
        edition: Some(edition),
        site,
        subject: label,
        detail: String::new(),
        audience: ALL_HERE,
    };
    journal::write(tx, &by.app.dice, &by.viewer, by.now, act).await?;
    Ok(())
}
