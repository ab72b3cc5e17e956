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

/// A closure to come: row id, name of its site when it is of one, words, first and last day.
pub type Ahead = (String, Option<String>, String, Date, Date);

/// The closures of an edition that are not over.
pub async fn ahead(conn: &mut Conn, edition: &str, today: Date) -> Result<Vec<Ahead>, DbError> {
    let rows = conn
        .all(
            "select c.id, s.name, c.label, c.from_on, c.to_on from closure c left join site s on s.id = c.site_id
             where c.edition_id = $1 and c.to_on >= $2 order by c.from_on, s.name, c.id limit 200",
            params![edition, today],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.at(0)?, row.at(1)?, row.at(2)?, row.at(3)?, row.at(4)?)))
        .collect()
}

/// Gives a closure of an edition other days; its site and its words, when there was one.
pub async fn shift(
    tx: &mut Tx,
    (edition, id): (&str, &str),
    (from, to): (Date, Date),
) -> Result<Option<(Option<String>, String)>, DbError> {
    let row = tx
        .first(
            "update closure set from_on = $3, to_on = $4 where id = $1 and edition_id = $2 returning site_id, label",
            params![id, edition, from, to],
        )
        .await?;
    row.map(|row| Ok((row.at(0)?, row.at(1)?))).transpose()
}

/// Slug, name and school zone of each site of an edition that has dates.
pub async fn zones(
    conn: &mut Conn,
    edition: &str,
) -> Result<Vec<(String, String, String)>, DbError> {
    let rows = conn
        .all(
            "select slug, name, school_zone from site where edition_id = $1 and starts_on is not null order by position, slug",
            params![edition],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.at(0)?, row.at(1)?, row.at(2)?)))
        .collect()
}
