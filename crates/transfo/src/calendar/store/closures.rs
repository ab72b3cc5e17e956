//! Closures of a site and of a whole season.

use jiff::civil::Date;

use crate::{
    params,
    platform::db::{Conn, DbError, Tx},
};

/// A closure as people read it.
#[derive(Clone, Debug)]
pub struct Closure {
    /// Row id.
    pub id: String,
    /// Whether it holds for every site of the season.
    pub of_season: bool,
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
    /// Words for people.
    pub label: String,
    /// Stored kind.
    pub kind: String,
    /// No session at all.
    pub hard: bool,
}

/// The closures that hold at a site (or, without a site, those of the whole season).
pub async fn at(
    conn: &mut Conn,
    edition: &str,
    site: Option<&str>,
) -> Result<Vec<Closure>, DbError> {
    let rows = conn
        .all(
            "select id, site_id, from_on, to_on, label, kind, hard from closure
             where edition_id = $1 and (site_id is null or site_id = $2) order by from_on, id",
            params![edition, site],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Closure {
                id: row.at(0)?,
                of_season: row.at::<Option<String>>(1)?.is_none(),
                from: row.at(2)?,
                to: row.at(3)?,
                label: row.at(4)?,
                kind: row.at(5)?,
                hard: row.at(6)?,
            })
        })
        .collect()
}

/// Dates, public holidays' law and school zone of a site.
pub async fn law(
    conn: &mut Conn,
    site: &str,
) -> Result<Option<(String, String, Option<Date>, Option<Date>)>, DbError> {
    let row = conn
        .first(
            "select holidays, school_zone, starts_on, ends_on from site where id = $1",
            params![site],
        )
        .await?;
    row.map(|row| Ok((row.at(0)?, row.at(1)?, row.at(2)?, row.at(3)?)))
        .transpose()
}

/// Writes a closure.
pub async fn insert(
    tx: &mut Tx,
    (edition, site): (&str, Option<&str>),
    closure: &Closure,
    weight: i64,
) -> Result<(), DbError> {
    tx.run(
        "insert into closure (id, edition_id, site_id, from_on, to_on, label, kind, hard, weight)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            &closure.id,
            edition,
            site,
            closure.from,
            closure.to,
            &closure.label,
            &closure.kind,
            closure.hard,
            weight
        ],
    )
    .await?;
    Ok(())
}

/// Takes away a closure of this very place; its words, when there was one.
pub async fn delete(
    tx: &mut Tx,
    (edition, site): (&str, Option<&str>),
    id: &str,
) -> Result<Option<String>, DbError> {
    let row = tx
        .first(
            "delete from closure where id = $1 and edition_id = $2 and coalesce(site_id, '') = $3 returning label",
            params![id, edition, site.unwrap_or_default()],
        )
        .await?;
    row.map(|row| row.at(0)).transpose()
}
