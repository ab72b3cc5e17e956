//! The outbox as people responsible read it: through the gate for a site, without words for the instance.

use jiff::Timestamp;

use crate::{
    params,
    platform::{
        db::{Conn, DbError, Row},
        gate::{Gate, Seen},
    },
};

/// The state of a mail, as a word key: `home-mail-STATE`.
const STATE: &str =
    "case when o.dropped_at is not null then 'dropped' when o.sent_at is not null then 'sent'
  when o.released_at is null then 'prepared' when o.attempts > 0 then 'failing' else 'waiting' end";

/// A mail of a site.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Row id.
    pub id: String,
    /// What it is for.
    pub kind: String,
    /// `prepared`, `waiting`, `sent`, `failing` or `dropped`.
    pub state: String,
    /// When it was prepared.
    pub prepared_at: Timestamp,
    /// When it left.
    pub sent_at: Option<Timestamp>,
    /// Name or address of who receives it.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// Its language.
    pub lang: String,
}

fn read(row: &Row) -> Result<Letter, DbError> {
    let name: String = row.at(5)?;
    let address: String = row.at(6)?;
    Ok(Letter {
        id: row.at(0)?,
        kind: row.at(1)?,
        state: row.at(2)?,
        prepared_at: row.at(3)?,
        sent_at: row.at(4)?,
        to: if name.is_empty() { address } else { name },
        subject: row.at(7)?,
        body: row.at(8)?,
        lang: row.at(9)?,
    })
}

fn query(condition: &str) -> String {
    format!(
        "select o.id, o.kind, {STATE}, o.prepared_at, o.sent_at, o.to_name, o.to_address, o.subject, o.body, o.lang
         from outbox o where o.site_id = $1 and {{seen:o}} {condition}"
    )
}

/// The newest mails of a site that this gate admits, prepared ones first.
///
/// # Errors
/// What the database says.
pub async fn letters(
    conn: &mut Conn,
    gate: &Gate,
    site: &str,
) -> Result<Vec<Seen<Letter>>, DbError> {
    let sql = query(
        "order by case when o.released_at is null and o.dropped_at is null then 0 else 1 end, o.prepared_at desc, o.id limit 300",
    );
    gate.all(conn, &sql, params![site], read).await
}

/// One mail of a site.
///
/// # Errors
/// What the database says.
pub async fn letter(
    conn: &mut Conn,
    gate: &Gate,
    (site, id): (&str, &str),
) -> Result<Option<Seen<Letter>>, DbError> {
    gate.first(conn, &query("and o.id = $2"), params![site, id], read)
        .await
}

/// So many mails of one kind in one state.
#[derive(Clone, Debug)]
pub struct Kinds {
    /// The kind.
    pub kind: String,
    /// The state.
    pub state: String,
    /// How many.
    pub count: u32,
    /// The newest was prepared then.
    pub newest_at: Timestamp,
}

/// The mails that were let go, by kind and state: nothing of whom they are to nor what they say. One that is still
/// being read over is known to its circles alone.
///
/// # Errors
/// What the database says.
pub async fn kinds(conn: &mut Conn) -> Result<Vec<Kinds>, DbError> {
    let sql = format!(
        "select o.kind, {STATE}, count(*), max(o.prepared_at) from outbox o
         where o.released_at is not null group by 1, 2 order by 2, 1"
    );
    let rows = conn.all(sqlx::AssertSqlSafe(sql), params![]).await?;
    rows.iter()
        .map(|row| {
            Ok(Kinds {
                kind: row.at(0)?,
                state: row.at(1)?,
                count: row.at(2)?,
                newest_at: row.at(3)?,
            })
        })
        .collect()
}
