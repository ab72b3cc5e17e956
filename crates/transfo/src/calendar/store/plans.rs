//! Plans: drafts and what became of them.

use jiff::Timestamp;

use crate::{
    calendar::{plan_season::PLAN_AUDIENCE, reason::Reason},
    params,
    platform::{
        db::{Conn, DbError, Row, Tx},
        gate::{Gate, Seen},
    },
};

/// A plan as stored.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Row id.
    pub id: String,
    /// Number within the edition.
    pub version: u32,
    /// When the facts it was made from were read.
    pub solved_at: Timestamp,
    /// What it costs.
    pub cost: i64,
    /// No plan costs less.
    pub bound: i64,
    /// The planner's text.
    pub plan: String,
    /// When it became the calendar.
    pub published_at: Option<Timestamp>,
    /// Why its runs are where they are.
    pub reasons: Vec<Reason>,
    /// What those it was made with share, when one of several is to be chosen; empty otherwise.
    pub batch: String,
    /// What it cares for most, when it is one of several.
    pub aim: String,
    /// Whether what proves its bound is kept.
    pub proved: bool,
}

/// A plan to store, with what proves its bound.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The plan.
    pub stored: Stored,
    /// The prices the bound rests on.
    pub certificate: String,
}

impl Stored {
    /// How far from the bound it may be, in percent.
    pub fn gap_percent(&self) -> i64 {
        if self.cost <= 0 {
            return 0;
        }
        ((self.cost - self.bound) * 100 + self.cost - 1) / self.cost
    }
}

const COLUMNS: &str =
    "p.id, p.version, p.solved_at, p.cost, p.bound, p.plan, p.published_at, p.reasons, p.batch, p.aim,
    cast(case when p.certificate <> '' then 1 else 0 end as bigint)";

fn stored(row: &Row) -> Result<Stored, DbError> {
    Ok(Stored {
        id: row.at(0)?,
        version: row.at(1)?,
        solved_at: row.at(2)?,
        cost: row.at(3)?,
        bound: row.at(4)?,
        plan: row.at(5)?,
        published_at: row.at(6)?,
        reasons: serde_json::from_str(&row.at::<String>(7)?)
            .map_err(|e| DbError::Decode(Box::new(e)))?,
        batch: row.at(8)?,
        aim: row.at(9)?,
        proved: row.at::<i64>(10)? > 0,
    })
}

/// The newest plans of an edition that the viewer may see, without their texts.
pub async fn newest(
    conn: &mut Conn,
    gate: &Gate,
    edition: &str,
) -> Result<Vec<Seen<Stored>>, DbError> {
    let facts = COLUMNS.replace("p.plan", "''").replace("p.reasons", "'[]'");
    let sql = format!(
        "select {facts} from plan p where p.edition_id = $1 and {{seen:p}} order by p.version desc limit 6"
    );
    gate.all(conn, &sql, params![edition], stored).await
}

/// One plan of an edition, if the viewer may see it.
pub async fn one(
    conn: &mut Conn,
    gate: &Gate,
    (edition, id): (&str, &str),
) -> Result<Option<Seen<Stored>>, DbError> {
    let sql = format!(
        "select {COLUMNS} from plan p where p.edition_id = $1 and p.id = $2 and {{seen:p}}"
    );
    gate.first(conn, &sql, params![edition, id], stored).await
}

/// Two plans of an edition, as far as the viewer may see.
pub async fn two(
    conn: &mut Conn,
    gate: &Gate,
    edition: &str,
    (one, other): (&str, &str),
) -> Result<Vec<Seen<Stored>>, DbError> {
    let sql = format!(
        "select {COLUMNS} from plan p where p.edition_id = $1 and (p.id = $2 or p.id = $3) and {{seen:p}}"
    );
    gate.all(conn, &sql, params![edition, one, other], stored)
        .await
}

/// The plans made together, in the order in which they were made, as far as the viewer may see.
pub async fn of_batch(
    conn: &mut Conn,
    gate: &Gate,
    (edition, batch): (&str, &str),
) -> Result<Vec<Seen<Stored>>, DbError> {
    let sql = format!(
        "select {COLUMNS} from plan p where p.edition_id = $1 and p.batch = $2 and p.batch <> '' and {{seen:p}} order by p.version"
    );
    gate.all(conn, &sql, params![edition, batch], stored).await
}

/// The two texts that prove a plan's bound: the season as it was solved, and the prices.
pub async fn proof(
    conn: &mut Conn,
    gate: &Gate,
    (edition, id): (&str, &str),
) -> Result<Option<Seen<(String, String)>>, DbError> {
    let sql = "select p.season, p.certificate from plan p
         where p.edition_id = $1 and p.id = $2 and p.certificate <> '' and {seen:p}";
    gate.first(conn, sql, params![edition, id], |row| {
        Ok((row.at(0)?, row.at(1)?))
    })
    .await
}

/// A version that was published: row id, number, when.
pub type Version = (String, u32, Timestamp);

/// The versions published in an edition, the newest first.
pub async fn published(
    conn: &mut Conn,
    gate: &Gate,
    edition: &str,
) -> Result<Vec<Seen<Version>>, DbError> {
    let sql = "select p.id, p.version, p.published_at from plan p
         where p.edition_id = $1 and p.published_at is not null and {seen:p} order by p.published_at desc, p.version desc limit 60";
    gate.all(conn, sql, params![edition], |row| {
        Ok((row.at(0)?, row.at(1)?, row.at(2)?))
    })
    .await
}

/// Writes a draft with the season it was solved for.
pub async fn insert(
    tx: &mut Tx,
    (edition, author): (&str, Option<&str>),
    draft: &Draft,
    (seed, season): (&str, &str),
) -> Result<(), DbError> {
    let plan = &draft.stored;
    let reasons = serde_json::to_string(&plan.reasons).map_err(|e| DbError::Encode(Box::new(e)))?;
    tx.run(
        "insert into plan (id, edition_id, version, solved_at, solved_by, seed, cost, bound, plan, audience, author_id, reasons,
           batch, aim, season, certificate)
         select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $4, $10, $11, $12, $13, $14
         from plan where edition_id = $2",
        params![
            &plan.id,
            edition,
            plan.solved_at,
            author,
            seed,
            plan.cost,
            plan.bound,
            &plan.plan,
            PLAN_AUDIENCE,
            reasons,
            &plan.batch,
            &plan.aim,
            season,
            &draft.certificate
        ],
    )
    .await?;
    Ok(())
}

/// What is read of a plan about to be published: edition, text, when its facts were read, whether it is published.
pub async fn to_publish(tx: &mut Tx, id: &str) -> Result<Option<(String, Stored)>, DbError> {
    let sql = format!("select {COLUMNS}, p.edition_id from plan p where p.id = $1");
    let row = tx.first(sqlx::AssertSqlSafe(sql), params![id]).await?;
    row.map(|row| Ok((row.at(11)?, stored(&row)?))).transpose()
}

/// Whether the calendar of the edition changed after `at`: a plan was published or a run changed.
pub async fn changed_since(tx: &mut Tx, edition: &str, at: Timestamp) -> Result<bool, DbError> {
    let row = tx
        .first(
            "select (select count(*) from plan where edition_id = $1 and published_at > $2)
               + (select count(*) from run r join site s on s.id = r.site_id where s.edition_id = $1 and r.changed_at > $2)",
            params![edition, at],
        )
        .await?;
    Ok(row.map_or(Ok(0), |row| row.at::<i64>(0))? > 0)
}

/// Notes that the plan is the calendar now.
pub async fn publish(
    tx: &mut Tx,
    id: &str,
    by: Option<&str>,
    now: Timestamp,
) -> Result<(), DbError> {
    tx.run(
        "update plan set published_at = $2, published_by = $3 where id = $1",
        params![id, now, by],
    )
    .await?;
    Ok(())
}
