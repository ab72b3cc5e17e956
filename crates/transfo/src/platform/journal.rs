//! The journal: each act leaves one line in the same transaction. A line has the audience of what it is about.
//! Never holds a secret, and never a name that its audience may not see.

use jiff::Timestamp;

use super::{
    db::{Conn, DbError, Tx},
    dice::Dice,
    gate::{Circles, Gate, Seen, Viewer},
};
use crate::params;

/// One line to write.
#[derive(Clone, Debug)]
pub struct Act<'a> {
    /// Key of the sentence in the word files: `act-…`.
    pub act: &'static str,
    /// The edition it is about.
    pub edition: Option<&'a str>,
    /// The site it is about.
    pub site: Option<&'a str>,
    /// What it is about, in words for the line's audience.
    pub subject: &'a str,
    /// More, in words.
    pub detail: String,
    /// Who may read the line.
    pub audience: Circles,
}

/// Writes the line of an act done by `viewer` at `now`.
///
/// # Errors
/// What the database says.
pub async fn write(
    tx: &mut Tx,
    dice: &Dice,
    viewer: &Viewer,
    now: Timestamp,
    act: Act<'_>,
) -> Result<(), DbError> {
    let name = viewer
        .person
        .as_ref()
        .map_or("", |person| person.name.as_str());
    tx.run(
        "insert into journal (id, at, actor_id, actor_name, act, edition_id, site_id, subject, detail, audience, author_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $3)",
        params![
            dice.id(),
            now,
            viewer.id(),
            name,
            act.act,
            act.edition,
            act.site,
            act.subject,
            act.detail,
            act.audience
        ],
    )
    .await?;
    Ok(())
}

/// One line as read.
#[derive(Clone, Debug)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// Who; empty when nobody was signed in.
    pub actor: String,
    /// Key of the sentence.
    pub act: String,
    /// What it is about.
    pub subject: String,
    /// More.
    pub detail: String,
}

/// The newest `limit` lines around one site that this viewer may see, from `offset`.
///
/// # Errors
/// What the database says.
pub async fn of_site(
    conn: &mut Conn,
    gate: &Gate,
    site: &str,
    (limit, offset): (u32, u32),
) -> Result<Vec<Seen<Line>>, DbError> {
    gate.all(
        conn,
        "select j.at, j.actor_name, j.act, j.subject, j.detail from journal j
         where j.site_id = $1 and {seen:j} order by j.at desc, j.id limit $2 offset $3",
        params![site, limit, offset],
        |row| {
            Ok(Line {
                at: row.at(0)?,
                actor: row.at(1)?,
                act: row.at(2)?,
                subject: row.at(3)?,
                detail: row.at(4)?,
            })
        },
    )
    .await
}
