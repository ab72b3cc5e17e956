//! The pages of the slice: form, page struct and handler, with the template beside.

pub(super) mod agenda;
pub(super) mod availability;
pub(super) mod change;
mod chart;
pub(super) mod choice;
pub(super) mod closures;
pub(super) mod conflict;
pub(super) mod forecast;
pub(super) mod load;
pub(super) mod meeting_escort;
pub(super) mod meeting_form;
pub(super) mod meetings;
pub(super) mod messages;
mod months;
mod moves;
mod open_days;
pub(super) mod presence;
pub(super) mod run;
pub(super) mod season;
pub(super) mod site;
pub(super) mod statement;
pub(super) mod subscriptions;
pub(super) mod time;
pub(super) mod versions;
mod why;

use std::sync::Arc;

use jiff::civil::Date;

use crate::{
    calendar::{
        meeting::Meeting,
        run::Run,
        store::{self, facts, runs},
        unpublished::Unpublished,
    },
    platform::{db::Conn, error::Error, gate::Circles, visit::Visit, words::Words},
};

/// A form whose names depend on data.
pub type Fields = axum::Form<Vec<(String, String)>>;

/// The first value called `name`, without blanks around.
pub fn value<'f>(fields: &'f [(String, String)], name: &str) -> &'f str {
    fields
        .iter()
        .find(|(key, _)| key == name)
        .map_or("", |(_, value)| value.trim())
}

/// A day as browsers send it, or as people type it: `2027-03-15`, `15/03/2027`.
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    text.parse()
        .ok()
        .or_else(|| Date::strptime("%d/%m/%Y", text).ok())
}

/// "Visible par : …".
pub fn visible(visit: &Visit, circles: Circles) -> String {
    let names: Vec<String> = circles.names().iter().map(|key| visit.t(key)).collect();
    visit
        .words
        .t1("frame-visible-to", "circles", names.join(", "))
}

/// The facts of the edition, kept until the database changes.
pub async fn facts(
    visit: &Visit,
    conn: &mut Conn,
    away: facts::Away<'_>,
) -> Result<Arc<facts::Loaded>, Error> {
    let (edition, today) = (&visit.edition()?.id, visit.today);
    let key = format!("facts {edition} {today} {away:?}");
    if let Some(kept) = visit.kept(&key) {
        return Ok(kept);
    }
    let loaded = facts::load(conn, (edition, today), away).await?;
    Ok(visit.keep(key, loaded))
}

/// Every run of the edition, kept until the database changes.
pub async fn runs_of_edition(visit: &Visit, conn: &mut Conn) -> Result<Arc<Vec<Run>>, Error> {
    let edition = &visit.edition()?.id;
    let key = format!("runs {edition}");
    if let Some(kept) = visit.kept(&key) {
        return Ok(kept);
    }
    let list = runs::of_edition(conn, edition).await?;
    Ok(visit.keep(key, list))
}

/// Every run of the site, kept until the database changes.
pub async fn runs_of_site(visit: &Visit, conn: &mut Conn) -> Result<Arc<Vec<Run>>, Error> {
    let site = &visit.site()?.id;
    let key = format!("runs {site}");
    if let Some(kept) = visit.kept(&key) {
        return Ok(kept);
    }
    let list = runs::of_site(conn, site).await?;
    Ok(visit.keep(key, list))
}

/// The meetings of the edition that are not called off, kept until the database changes.
pub async fn meetings_of_edition(
    visit: &Visit,
    conn: &mut Conn,
) -> Result<Arc<Vec<Meeting>>, Error> {
    let edition = &visit.edition()?.id;
    let key = format!("meetings {edition}");
    if let Some(kept) = visit.kept(&key) {
        return Ok(kept);
    }
    let list = store::meetings::of_edition(conn, edition).await?;
    Ok(visit.keep(key, list))
}

/// What is not published of the school holidays in these seasons, a sentence an authority.
pub fn unpublished(words: Words, list: &[Unpublished]) -> Vec<String> {
    let one = |u: &Unpublished| {
        let mut said = vec![
            ("site", u.site.as_str().into()),
            ("from", words.day(u.from).into()),
            ("to", words.day(u.to).into()),
        ];
        match u.known_until {
            Some(until) => {
                said.push(("until", words.day(until).into()));
                words.tn("calendar-unpublished", said)
            }
            None => words.tn("calendar-unpublished-zone", said),
        }
    };
    list.iter().map(one).collect()
}

/// Address of the edition's pages.
pub fn edition_path(visit: &Visit) -> Result<String, Error> {
    Ok(format!("/saisons/{}", visit.edition()?.slug))
}

/// Address of the site's pages.
pub fn site_path(visit: &Visit) -> Result<String, Error> {
    Ok(format!("{}/{}", edition_path(visit)?, visit.site()?.slug))
}

/// A sentence with its first letter large.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
