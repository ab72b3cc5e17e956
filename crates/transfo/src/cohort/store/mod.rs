//! All SQL of the slice: candidacies in [`application`], the lottery in [`lottery`] and [`commitment`], the cohort in
//! [`member`] and [`completion`], the rest here.

pub mod application;
pub mod commitment;
pub mod completion;
pub mod lottery;
pub mod member;

use jiff::{Timestamp, civil::Date};
use season::Feature;

use super::{call::Call, draw_input::QuotaRow};
use crate::{
    params,
    platform::{
        db::{Conn, DbError, Row, Tx},
        gate::{Person, Viewer},
        visit::Place,
    },
};

/// What the slice needs to know of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Theme.
    pub theme: String,
    /// Seats of the cohort.
    pub seats: u32,
    /// Substitutes wanted.
    pub substitutes: u32,
    /// First day of sessions.
    pub starts_on: Option<Date>,
    /// Last day of sessions.
    pub ends_on: Option<Date>,
    /// Days promised to each member.
    pub days: u32,
    /// Persons are invented.
    pub fictional: bool,
}

/// Days of the programme where the edition says nothing else (protocol, rule `days.total`).
const DAYS: u32 = 35;

/// A site as this slice sees it.
///
/// # Errors
/// What the database says.
pub async fn site(conn: &mut Conn, id: &str) -> Result<Option<Site>, DbError> {
    let row = conn
        .first(
            "select s.theme, s.seats, s.substitutes, s.starts_on, s.ends_on,
               (select o.value from protocol_override o where o.edition_id = s.edition_id and o.rule = 'days.total'
                and o.parameter = 'days' order by o.made_on desc, o.id limit 1), e.fictional
             from site s join edition e on e.id = s.edition_id where s.id = $1",
            params![id],
        )
        .await?;
    row.map(|row| {
        let days: Option<String> = row.at(5)?;
        Ok(Site {
            theme: row.at(0)?,
            seats: row.at(1)?,
            substitutes: row.at(2)?,
            starts_on: row.at(3)?,
            ends_on: row.at(4)?,
            days: days.and_then(|d| d.trim().parse().ok()).unwrap_or(DAYS),
            fictional: row.at(6)?,
        })
    })
    .transpose()
}

/// The edition and the site of a row of the slice, for pages whose path names neither.
///
/// # Errors
/// What the database says.
pub async fn place_of(conn: &mut Conn, site: &str) -> Result<Option<(Place, Place)>, DbError> {
    let row = conn
        .first(
            "select e.id, e.slug, e.name, s.id, s.slug, s.name from site s join edition e on e.id = s.edition_id
             where s.id = $1",
            params![site],
        )
        .await?;
    let place = |row: &Row, at: usize| {
        Ok::<_, DbError>(Place {
            id: row.at(at)?,
            slug: row.at(at + 1)?,
            name: row.at(at + 2)?,
        })
    };
    row.map(|row| Ok((place(&row, 0)?, place(&row, 3)?)))
        .transpose()
}

/// A person as the one who acts: for work that was asked for earlier.
///
/// # Errors
/// What the database says.
pub async fn actor(conn: &mut Conn, person: Option<&str>) -> Result<Viewer, DbError> {
    let Some(id) = person else {
        return Ok(Viewer::default());
    };
    let row = conn
        .first("select name from person where id = $1", params![id])
        .await?;
    let person = match row {
        Some(row) => Some(Person {
            id: id.to_owned(),
            name: row.at(0)?,
            session: String::new(),
        }),
        None => None,
    };
    Ok(Viewer {
        person,
        held: Vec::new(),
    })
}

/// The call of a site.
///
/// # Errors
/// What the database says.
pub async fn call(conn: &mut Conn, site: &str) -> Result<Option<Call>, DbError> {
    let row = conn
        .first(
            "select opens_on, closes_on, intro, contact from call where site_id = $1",
            params![site],
        )
        .await?;
    row.map(|row| {
        Ok(Call {
            opens_on: row.at(0)?,
            closes_on: row.at(1)?,
            intro: row.at(2)?,
            contact: row.at(3)?,
        })
    })
    .transpose()
}

/// Writes the call of a site.
///
/// # Errors
/// What the database says.
pub async fn put_call(tx: &mut Tx, site: &str, call: &Call) -> Result<(), DbError> {
    tx.run(
        "insert into call (site_id, opens_on, closes_on, intro, contact) values ($1, $2, $3, $4, $5)
         on conflict (site_id) do update set opens_on = excluded.opens_on, closes_on = excluded.closes_on,
           intro = excluded.intro, contact = excluded.contact",
        params![site, call.opens_on, call.closes_on, &call.intro, &call.contact],
    )
    .await?;
    Ok(())
}

/// The quotas of a site and of its edition, in the order of the table.
///
/// # Errors
/// What the database says.
pub async fn quotas(conn: &mut Conn, edition: &str, site: &str) -> Result<Vec<QuotaRow>, DbError> {
    conn.many::<7>(
        "select site_id, feature, value, low, high, low_flex, high_flex from quota
         where edition_id = $1 and (site_id is null or site_id = $2) order by position, feature, value",
        params![edition, site],
    )
    .await?
    .iter()
    .map(|row| {
        let feature: String = row.at(1)?;
        Ok(QuotaRow {
            own: row.at::<Option<String>>(0)?.is_some(),
            feature: Feature::parse(&feature)
                .map_err(|_| DbError::Decode(format!("unknown feature {feature}").into()))?,
            value: row.at(2)?,
            low: row.at(3)?,
            high: row.at(4)?,
            low_flex: row.at(5)?,
            high_flex: row.at(6)?,
        })
    })
    .collect()
}

/// Replaces the quotas of a site, or (without a site) those of the whole edition.
///
/// # Errors
/// What the database says.
pub async fn put_quotas(
    tx: &mut Tx,
    dice: &crate::platform::dice::Dice,
    edition: &str,
    site: Option<&str>,
    rows: &[QuotaRow],
) -> Result<(), DbError> {
    tx.run(
        "delete from quota where edition_id = $1 and coalesce(site_id, '') = $2",
        params![edition, site.unwrap_or_default()],
    )
    .await?;
    for (position, row) in (0_i64..).zip(rows) {
        tx.run(
            "insert into quota (id, edition_id, site_id, feature, value, low, high, low_flex, high_flex, position)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            params![
                dice.id(),
                edition,
                site,
                row.feature.word(),
                &row.value,
                row.low,
                row.high,
                row.low_flex,
                row.high_flex,
                position
            ],
        )
        .await?;
    }
    Ok(())
}

/// The frozen pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// When it was frozen.
    pub frozen_at: Timestamp,
    /// Canonical text.
    pub text: String,
    /// Its BLAKE3 hash.
    pub hash: String,
}

/// The frozen pool of a site.
///
/// # Errors
/// What the database says.
pub async fn pool(conn: &mut Conn, site: &str) -> Result<Option<Pool>, DbError> {
    let row = conn
        .first(
            "select frozen_at, text, hash from pool where site_id = $1",
            params![site],
        )
        .await?;
    row.map(|row| {
        Ok(Pool {
            frozen_at: row.at(0)?,
            text: row.at(1)?,
            hash: row.at(2)?,
        })
    })
    .transpose()
}

/// Keeps a frozen pool; unique per site.
///
/// # Errors
/// What the database says.
pub async fn put_pool(
    tx: &mut Tx,
    site: &str,
    by: Option<&str>,
    pool: &Pool,
) -> Result<(), DbError> {
    tx.run(
        "insert into pool (site_id, frozen_at, frozen_by, text, hash) values ($1, $2, $3, $4, $5)",
        params![site, pool.frozen_at, by, &pool.text, &pool.hash],
    )
    .await?;
    Ok(())
}

/// Forgets the frozen pool of a site.
///
/// # Errors
/// What the database says.
pub async fn drop_pool(tx: &mut Tx, site: &str) -> Result<bool, DbError> {
    Ok(tx
        .run("delete from pool where site_id = $1", params![site])
        .await?
        == 1)
}

/// A draw that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// When.
    pub drawn_at: Timestamp,
    /// The public value.
    pub public_value: String,
    /// BLAKE3 hash of the record.
    pub hash: String,
    /// When the result was published to the cohort.
    pub published_at: Option<Timestamp>,
}

/// The draw of a site.
///
/// # Errors
/// What the database says.
pub async fn drawing(conn: &mut Conn, site: &str) -> Result<Option<Drawing>, DbError> {
    let row = conn
        .first(
            "select drawn_at, public_value, record_hash, published_at from drawing where site_id = $1",
            params![site],
        )
        .await?;
    row.map(|row| {
        Ok(Drawing {
            drawn_at: row.at(0)?,
            public_value: row.at(1)?,
            hash: row.at(2)?,
            published_at: row.at(3)?,
        })
    })
    .transpose()
}

/// The record of the draw of a site, word for word.
///
/// # Errors
/// What the database says.
pub async fn record(conn: &mut Conn, site: &str) -> Result<Option<String>, DbError> {
    let sql = "select record from drawing where site_id = $1";
    let row = conn.first(sql, params![site]).await?;
    row.map(|row| row.at(0)).transpose()
}

/// Keeps a draw; unique per site.
///
/// # Errors
/// What the database says.
pub async fn put_drawing(
    tx: &mut Tx,
    site: &str,
    by: Option<&str>,
    (drawing, record): (&Drawing, &str),
) -> Result<(), DbError> {
    tx.run(
        "insert into drawing (site_id, drawn_at, drawn_by, public_value, record, record_hash)
         values ($1, $2, $3, $4, $5, $6)",
        params![
            site,
            drawing.drawn_at,
            by,
            &drawing.public_value,
            record,
            &drawing.hash
        ],
    )
    .await?;
    Ok(())
}

/// Notes that the result is published; `false` when it already was.
///
/// # Errors
/// What the database says.
pub async fn publish_drawing(
    tx: &mut Tx,
    site: &str,
    by: Option<&str>,
    now: Timestamp,
) -> Result<bool, DbError> {
    let sql = "update drawing set published_at = $2, published_by = $3 where site_id = $1 and published_at is null";
    Ok(tx.run(sql, params![site, now, by]).await? == 1)
}

/// Whether long work of a kind was asked for at a site and has not ended.
///
/// # Errors
/// What the database says.
pub async fn is_under_way(conn: &mut Conn, kind: &str, site: &str) -> Result<bool, DbError> {
    let sql = "select 1 from job where kind = $1 and site_id = $2 and finished_at is null limit 1";
    Ok(conn.first(sql, params![kind, site]).await?.is_some())
}
