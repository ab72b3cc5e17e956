//! SQL of what was published of a lottery, and of the public value that decides the draw.

use jiff::Timestamp;

use crate::{
    params,
    platform::{
        db::{Conn, DbError, Row, Tx},
        gate::{Circles, Gate, Seen},
    },
};

/// What was published of a lottery, without its text, which may be long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// The lottery.
    pub lottery: String,
    /// When.
    pub published_at: Timestamp,
    /// Hash of the commitment.
    pub hash: String,
    /// Numbered panels.
    pub slips: u32,
    /// The public source, named in advance; empty when it was drawn at once.
    pub source: String,
    /// How many persons must agree on the public value.
    pub officers: u32,
    /// When it became void.
    pub voided_at: Option<Timestamp>,
}

const PUBLISHED: &str =
    "select k.lottery_id, k.published_at, k.hash, l.slips, k.source, k.officers, k.voided_at
 from commitment k join lottery l on l.id = k.lottery_id";

fn commitment(row: &Row) -> Result<Commitment, DbError> {
    Ok(Commitment {
        lottery: row.at(0)?,
        published_at: row.at(1)?,
        hash: row.at(2)?,
        slips: row.at(3)?,
        source: row.at(4)?,
        officers: row.at(5)?,
        voided_at: row.at(6)?,
    })
}

/// What the viewer may see of what was published at a site, the newest first.
///
/// # Errors
/// What the database says.
pub async fn published(
    conn: &mut Conn,
    gate: &Gate,
    site: &str,
) -> Result<Vec<Seen<Commitment>>, DbError> {
    let sql = format!(
        "{PUBLISHED} where k.site_id = $1 and {{seen:k}}
         order by case when k.voided_at is null then 0 else 1 end, k.published_at desc, k.lottery_id desc"
    );
    gate.all(conn, &sql, params![site], commitment).await
}

/// What everybody may read of a lottery, word for word, if the viewer may see it.
///
/// # Errors
/// What the database says.
pub async fn text(
    conn: &mut Conn,
    gate: &Gate,
    lottery: &str,
) -> Result<Option<Seen<String>>, DbError> {
    let sql = "select k.public_text from commitment k where k.lottery_id = $1 and {seen:k}";
    gate.first(conn, sql, params![lottery], |row| row.at(0))
        .await
}

/// What stands published at a site, for verbs only.
///
/// # Errors
/// What the database says.
pub async fn standing(tx: &mut Tx, site: &str) -> Result<Option<Commitment>, DbError> {
    let sql = format!("{PUBLISHED} where k.site_id = $1 and k.voided_at is null");
    let row = tx.first(sqlx::AssertSqlSafe(sql), params![site]).await?;
    row.as_ref().map(commitment).transpose()
}

/// Publishes a lottery; once.
///
/// # Errors
/// What the database says.
pub async fn publish(
    tx: &mut Tx,
    site: &str,
    by: Option<&str>,
    (c, public_text): (&Commitment, &str),
) -> Result<(), DbError> {
    tx.run(
        "insert into commitment (lottery_id, site_id, published_at, published_by, hash, public_text, source, officers,
           audience, author_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $4)",
        params![
            &c.lottery,
            site,
            c.published_at,
            by,
            &c.hash,
            public_text,
            &c.source,
            c.officers,
            Circles::SELECTION | Circles::PUBLIC
        ],
    )
    .await?;
    Ok(())
}

/// Notes that a published lottery is void, with the value that was proposed for it.
///
/// # Errors
/// What the database says.
pub async fn void(
    tx: &mut Tx,
    lottery: &str,
    by: Option<&str>,
    now: Timestamp,
) -> Result<(), DbError> {
    take_back(tx, lottery).await?;
    tx.run(
        "update commitment set voided_at = $2, voided_by = $3 where lottery_id = $1",
        params![lottery, now, by],
    )
    .await?;
    tx.run(
        "update lottery set voided_at = $2 where id = $1",
        params![lottery, now],
    )
    .await?;
    Ok(())
}

/// The public value, and the number once it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reveal {
    /// The value.
    pub value: String,
    /// Who proposed it.
    pub proposed_by: Option<String>,
    /// When it decided.
    pub drawn_at: Option<Timestamp>,
    /// The number, from 0.
    pub number: Option<u32>,
}

const REVEALED: &str = "r.public_value, r.proposed_by, r.drawn_at, r.number";

fn reveal(row: &Row) -> Result<Reveal, DbError> {
    Ok(Reveal {
        value: row.at(0)?,
        proposed_by: row.at(1)?,
        drawn_at: row.at(2)?,
        number: row.at(3)?,
    })
}

/// The public value of a lottery, if the viewer may see it: everybody once it is drawn.
///
/// # Errors
/// What the database says.
pub async fn seen_reveal(
    conn: &mut Conn,
    gate: &Gate,
    lottery: &str,
) -> Result<Option<Seen<Reveal>>, DbError> {
    let sql = format!("select {REVEALED} from reveal r where r.lottery_id = $1 and {{seen:r}}");
    gate.first(conn, &sql, params![lottery], reveal).await
}

/// The same, for verbs only.
///
/// # Errors
/// What the database says.
pub async fn reveal_of(tx: &mut Tx, lottery: &str) -> Result<Option<Reveal>, DbError> {
    let sql = format!("select {REVEALED} from reveal r where r.lottery_id = $1");
    let row = tx.first(sqlx::AssertSqlSafe(sql), params![lottery]).await?;
    row.as_ref().map(reveal).transpose()
}

/// Proposes a public value, or another one in its place.
///
/// # Errors
/// What the database says.
pub async fn propose(
    tx: &mut Tx,
    lottery: &str,
    by: Option<&str>,
    (value, now): (&str, Timestamp),
) -> Result<(), DbError> {
    tx.run(
        "insert into reveal (lottery_id, public_value, proposed_at, proposed_by, audience, author_id)
         values ($1, $2, $3, $4, $5, $4) on conflict (lottery_id) do update set public_value = excluded.public_value,
           proposed_at = excluded.proposed_at, proposed_by = excluded.proposed_by",
        params![lottery, value, now, by, Circles::SELECTION],
    )
    .await?;
    Ok(())
}

/// Forgets a value that decided nothing.
///
/// # Errors
/// What the database says.
pub async fn take_back(tx: &mut Tx, lottery: &str) -> Result<(), DbError> {
    tx.run(
        "delete from reveal where lottery_id = $1 and drawn_at is null",
        params![lottery],
    )
    .await?;
    Ok(())
}

/// Notes the number that the value gave: from now on everybody may see both.
///
/// # Errors
/// What the database says.
pub async fn reveal_number(
    tx: &mut Tx,
    lottery: &str,
    by: Option<&str>,
    (number, now): (u32, Timestamp),
) -> Result<(), DbError> {
    tx.run(
        "update reveal set number = $2, drawn_at = $3, drawn_by = $4, audience = $5 where lottery_id = $1",
        params![
            lottery,
            number,
            now,
            by,
            Circles::SELECTION | Circles::PUBLIC
        ],
    )
    .await?;
    Ok(())
}
