//! SQL of the lottery: what was calculated, and everybody's chance.

use jiff::Timestamp;

use crate::{
    params,
    platform::{
        db::{Conn, DbError, Row, Tx, Value},
        gate::{Circles, Gate, Seen},
    },
};

/// A lottery that was calculated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lottery {
    /// Row id.
    pub id: String,
    /// When.
    pub made_at: Timestamp,
    /// Hash of the pool that it is of.
    pub pool_hash: String,
    /// The commitment: canonical text.
    pub text: String,
    /// Its hash.
    pub hash: String,
    /// What everybody may read.
    pub public_text: String,
    /// Volunteers in the pool.
    pub volunteers: u32,
    /// Numbered panels.
    pub slips: u32,
    /// Slips of whoever is on the fewest.
    pub lowest: u32,
    /// Lowest chance before rounding, in parts of a million of millions.
    pub minimum: i64,
    /// What no lottery can promise everybody to exceed, likewise.
    pub bound: i64,
    /// Whether it was calculated to the end.
    pub exact: bool,
    /// Panels that realise the chances.
    pub panels: u32,
    /// The division that anybody can do again.
    pub ratio: Ratio,
}

/// So many seats for so many volunteers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ratio {
    /// Seats.
    pub seats: u32,
    /// Volunteers.
    pub people: u32,
    /// Feature of the quota; empty: all seats, all volunteers.
    pub feature: String,
    /// Its value.
    pub value: String,
}

const COLUMNS: &str = "l.id, l.made_at, l.pool_hash, l.text, l.hash, l.public_text, l.volunteers, l.slips, l.lowest, l.minimum, \
l.bound, l.exact, l.panels, l.ratio_seats, l.ratio_people, l.ratio_feature, l.ratio_value";

fn lottery(row: &Row) -> Result<Lottery, DbError> {
    Ok(Lottery {
        id: row.at(0)?,
        made_at: row.at(1)?,
        pool_hash: row.at(2)?,
        text: row.at(3)?,
        hash: row.at(4)?,
        public_text: row.at(5)?,
        volunteers: row.at(6)?,
        slips: row.at(7)?,
        lowest: row.at(8)?,
        minimum: row.at(9)?,
        bound: row.at(10)?,
        exact: row.at(11)?,
        panels: row.at(12)?,
        ratio: Ratio {
            seats: row.at(13)?,
            people: row.at(14)?,
            feature: row.at(15)?,
            value: row.at(16)?,
        },
    })
}

/// The facts of the lottery that is open at a site, without its texts, if the viewer may see it.
///
/// # Errors
/// What the database says.
pub async fn seen(
    conn: &mut Conn,
    gate: &Gate,
    site: &str,
) -> Result<Option<Seen<Lottery>>, DbError> {
    let facts = COLUMNS
        .replace("l.text", "''")
        .replace("l.public_text", "''");
    let sql = format!(
        "select {facts} from lottery l where l.site_id = $1 and l.voided_at is null and {{seen:l}}"
    );
    gate.first(conn, &sql, params![site], lottery).await
}

/// The commitment of a lottery, if the viewer may see it.
///
/// # Errors
/// What the database says.
pub async fn text(conn: &mut Conn, gate: &Gate, id: &str) -> Result<Option<Seen<String>>, DbError> {
    let sql = "select l.text from lottery l where l.id = $1 and {seen:l}";
    gate.first(conn, sql, params![id], |row| row.at(0)).await
}

/// The lottery that is open at a site, for verbs only.
///
/// # Errors
/// What the database says.
pub async fn open(tx: &mut Tx, site: &str) -> Result<Option<Lottery>, DbError> {
    let sql =
        format!("select {COLUMNS} from lottery l where l.site_id = $1 and l.voided_at is null");
    let row = tx.first(sqlx::AssertSqlSafe(sql), params![site]).await?;
    row.as_ref().map(lottery).transpose()
}

/// Keeps a lottery; one is open at a site.
///
/// # Errors
/// What the database says.
pub async fn put(tx: &mut Tx, site: &str, by: Option<&str>, l: &Lottery) -> Result<(), DbError> {
    tx.run(
        "insert into lottery (id, site_id, made_at, made_by, pool_hash, text, hash, public_text, volunteers, slips, lowest,
           minimum, bound, exact, panels, ratio_seats, ratio_people, ratio_feature, ratio_value, audience, author_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $4)",
        params![
            &l.id,
            site,
            l.made_at,
            by,
            &l.pool_hash,
            &l.text,
            &l.hash,
            &l.public_text,
            l.volunteers,
            l.slips,
            l.lowest,
            l.minimum,
            l.bound,
            l.exact,
            l.panels,
            l.ratio.seats,
            l.ratio.people,
            &l.ratio.feature,
            &l.ratio.value,
            Circles::SELECTION
        ],
    )
    .await?;
    Ok(())
}

/// Forgets a lottery that nobody published.
///
/// # Errors
/// What the database says.
pub async fn forget(tx: &mut Tx, id: &str) -> Result<(), DbError> {
    tx.run("delete from chance where lottery_id = $1", params![id])
        .await?;
    tx.run("delete from lottery where id = $1", params![id])
        .await?;
    Ok(())
}

/// A volunteer's chance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    /// Slips with them.
    pub slips: u32,
    /// What limits it, as [`crate::cohort::chances::Limit`]s in JSON.
    pub limits: String,
    /// Opens their line of the public text.
    pub salt: String,
    /// That line.
    pub seal: String,
}

/// Keeps the chances of a lottery: row id of the candidacy and chance. Some at a time, for there may be thousands.
///
/// # Errors
/// What the database says.
pub async fn put_chances(
    tx: &mut Tx,
    lottery: &str,
    chances: &[(String, Chance)],
) -> Result<(), DbError> {
    const AT_ONCE: usize = 100;
    for some in chances.chunks(AT_ONCE) {
        let mut values: Vec<Value> = params![lottery];
        let mut rows = Vec::new();
        for (application, chance) in some {
            let at = values.len();
            rows.push(format!(
                "($1, ${}, ${}, ${}, ${}, ${})",
                at + 1,
                at + 2,
                at + 3,
                at + 4,
                at + 5
            ));
            values.extend(params![
                application,
                chance.slips,
                &chance.limits,
                &chance.salt,
                &chance.seal
            ]);
        }
        let sql = format!(
            "insert into chance (lottery_id, application_id, slips, limits, salt, seal) values {}",
            rows.join(", ")
        );
        tx.run(sqlx::AssertSqlSafe(sql), values).await?;
    }
    Ok(())
}

/// What a volunteer may know of their own chance: in the lottery that stands published, else in the newest that is void, with the number of its
/// slips and whether it is void. For the holder of the personal link alone.
///
/// # Errors
/// What the database says.
pub async fn chance_of(
    conn: &mut Conn,
    application: &str,
) -> Result<Option<(Chance, u32, bool)>, DbError> {
    let row = conn
        .first(
            "select c.slips, c.limits, c.salt, c.seal, l.slips, k.voided_at from chance c
             join lottery l on l.id = c.lottery_id join commitment k on k.lottery_id = c.lottery_id
             where c.application_id = $1
             order by case when k.voided_at is null then 0 else 1 end, k.published_at desc limit 1",
            params![application],
        )
        .await?;
    row.map(|row| {
        let chance = Chance {
            slips: row.at(0)?,
            limits: row.at(1)?,
            salt: row.at(2)?,
            seal: row.at(3)?,
        };
        Ok((chance, row.at(4)?, row.at::<Option<i64>>(5)?.is_some()))
    })
    .transpose()
}
