//! Mails of this slice that wait to be seen.

use jiff::Timestamp;

use crate::{
    params,
    platform::{
        db::{Conn, DbError, Tx},
        gate::{Gate, Seen},
    },
};

/// A mail that waits for somebody to let it go.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Name and address.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Text.
    pub body: String,
    /// When it was prepared.
    pub prepared_at: Timestamp,
}

/// The mails of a kind that wait at a place, as far as the viewer may see.
pub async fn waiting(
    conn: &mut Conn,
    gate: &Gate,
    (kind, edition, site): (&str, &str, Option<&str>),
) -> Result<Vec<Seen<Waiting>>, DbError> {
    let sql = "select o.to_name, o.to_address, o.subject, o.body, o.prepared_at from outbox o
         where o.kind = $1 and o.edition_id = $2 and coalesce(o.site_id, '') = $3 and o.released_at is null
           and o.dropped_at is null and {seen:o} order by o.prepared_at, o.to_name, o.id";
    gate.all(
        conn,
        sql,
        params![kind, edition, site.unwrap_or_default()],
        |row| {
            Ok(Waiting {
                to: format!("{} <{}>", row.at::<String>(0)?, row.at::<String>(1)?),
                subject: row.at(2)?,
                body: row.at(3)?,
                prepared_at: row.at(4)?,
            })
        },
    )
    .await
}

/// How many wait.
pub async fn count(
    conn: &mut Conn,
    gate: &Gate,
    (kind, edition, site): (&str, &str, Option<&str>),
) -> Result<u32, DbError> {
    let sql = "select count(*) from outbox o
         where o.kind = $1 and o.edition_id = $2 and coalesce(o.site_id, '') = $3 and o.released_at is null
           and o.dropped_at is null and {seen:o}";
    let params = params![kind, edition, site.unwrap_or_default()];
    let count = gate.first(conn, sql, params, |row| row.at(0)).await?;
    Ok(count.map_or(0, Seen::into_inner))
}

/// Lets go, or drops, the mails that were seen: those prepared up to `seen`.
pub async fn decide(
    tx: &mut Tx,
    (kind, edition, site): (&str, &str, Option<&str>),
    seen: Timestamp,
    (now, by, send): (Timestamp, Option<&str>, bool),
) -> Result<u64, DbError> {
    let released = send.then_some(now);
    let dropped = (!send).then_some(now);
    tx.run(
        "update outbox set released_at = $5, released_by = $6, dropped_at = $7
         where kind = $1 and edition_id = $2 and coalesce(site_id, '') = $3 and prepared_at <= $4
           and released_at is null and dropped_at is null",
        params![
            kind,
            edition,
            site.unwrap_or_default(),
            seen,
            released,
            by,
            dropped
        ],
    )
    .await
}
