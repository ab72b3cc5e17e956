//! The draws that completed a cohort.

use jiff::Timestamp;

use crate::{
    params,
    platform::db::{Conn, DbError, Row, Tx},
};

/// A quota that moved: feature, value, members, minimum, maximum.
pub type Moved = (String, String, u32, u32, u32);

/// A completion as stored. It names references alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completed {
    /// Row id.
    pub id: String,
    /// When.
    pub drawn_at: Timestamp,
    /// The public value.
    pub public_value: String,
    /// Hash of the eligible pool, announced before.
    pub pool_hash: String,
    /// References of who joined.
    pub joining: Vec<String>,
    /// Quotas that moved; none when it was drawn by lot.
    pub shifts: Vec<Moved>,
    /// The record, word for word; empty where nothing could be drawn by lot.
    pub record: String,
    /// Its BLAKE3 hash.
    pub record_hash: String,
}

fn completed(row: &Row) -> Result<Completed, DbError> {
    let joining: String = row.at(4)?;
    let shifts: String = row.at(5)?;
    Ok(Completed {
        id: row.at(0)?,
        drawn_at: row.at(1)?,
        public_value: row.at(2)?,
        pool_hash: row.at(3)?,
        joining: joining.lines().map(str::to_owned).collect(),
        shifts: serde_json::from_str(&shifts).unwrap_or_default(),
        record: row.at(6)?,
        record_hash: row.at(7)?,
    })
}

/// The completions of a site, oldest first: for those who select.
///
/// # Errors
/// What the database says.
pub async fn list(conn: &mut Conn, site: &str) -> Result<Vec<Completed>, DbError> {
    let sql = "select id, drawn_at, public_value, pool_hash, joining, shifts, record, record_hash from completion
       where site_id = $1 order by drawn_at, id";
    conn.all(sql, params![site])
        .await?
        .iter()
        .map(completed)
        .collect()
}

/// Keeps a completion.
///
/// # Errors
/// What the database says.
pub async fn add(
    tx: &mut Tx,
    site: &str,
    by: Option<&str>,
    one: &Completed,
) -> Result<(), DbError> {
    let shifts = serde_json::to_string(&one.shifts).map_err(|e| DbError::Decode(e.into()))?;
    tx.run(
        "insert into completion (id, site_id, drawn_at, drawn_by, public_value, pool_hash, joining, shifts, record,
           record_hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            &one.id,
            site,
            one.drawn_at,
            by,
            &one.public_value,
            &one.pool_hash,
            one.joining.join("\n"),
            shifts,
            &one.record,
            &one.record_hash
        ],
    )
    .await?;
    Ok(())
}
