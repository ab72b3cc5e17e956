//! Candidacies and the links that open them.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    cohort::application::{Application, Endorsement, Strata},
    params,
    platform::{
        db::{Conn, DbError, Row, Tx},
        gate::{Circles, Gate, Seen},
    },
};

const COLUMNS: &str = "a.id, a.reference, a.name, a.email, a.lang, a.directorate, a.policy_field, a.category, \
a.location, a.seniority, a.gender, a.team, a.motivation, a.manager_name, a.manager_email, a.source, a.applied_at, \
a.consented_on, a.released_at, a.withdrawn_at, a.endorsement, a.endorsed_at, a.endorsement_note, a.person_id, \
a.audience, a.site_id";

fn application(row: &Row) -> Result<Application, DbError> {
    Ok(Application {
        id: row.at(0)?,
        reference: row.at(1)?,
        name: row.at(2)?,
        email: row.at(3)?,
        lang: row.at(4)?,
        strata: Strata {
            directorate: row.at(5)?,
            policy_field: row.at(6)?,
            category: row.at(7)?,
            location: row.at(8)?,
            seniority: row.at(9)?,
            gender: row.at(10)?,
            team: row.at(11)?,
        },
        motivation: row.at(12)?,
        manager_name: row.at(13)?,
        manager_email: row.at(14)?,
        source: row.at(15)?,
        applied_at: row.at(16)?,
        consented_on: row.at(17)?,
        released_at: row.at(18)?,
        withdrawn_at: row.at(19)?,
        endorsement: Endorsement::from_key(&row.at::<String>(20)?),
        endorsed_at: row.at(21)?,
        endorsement_note: row.at(22)?,
        person_id: row.at(23)?,
        audience: row.at(24)?,
    })
}

/// The candidacies of a site that the viewer may see, by reference.
///
/// # Errors
/// What the database says.
pub async fn seen(
    conn: &mut Conn,
    gate: &Gate,
    site: &str,
) -> Result<Vec<Seen<Application>>, DbError> {
    let sql = format!(
        "select {COLUMNS} from application a where a.site_id = $1 and {{seen:a}} order by a.reference, a.id"
    );
    gate.many::<26, _>(conn, &sql, params![site], application)
        .await
}

/// One of them.
///
/// # Errors
/// What the database says.
pub async fn seen_one(
    conn: &mut Conn,
    gate: &Gate,
    site: &str,
    id: &str,
) -> Result<Option<Seen<Application>>, DbError> {
    let sql = format!(
        "select {COLUMNS} from application a where a.site_id = $1 and a.id = $2 and {{seen:a}}"
    );
    gate.first(conn, &sql, params![site, id], application).await
}

/// Every candidacy of a site, for verbs only: nothing of it is shown.
///
/// # Errors
/// What the database says.
pub async fn all(tx: &mut Tx, site: &str) -> Result<Vec<Application>, DbError> {
    let sql = format!(
        "select {COLUMNS} from application a where a.site_id = $1 order by a.reference, a.id"
    );
    let rows = tx.many::<26>(&sql, params![site]).await?;
    rows.iter().map(application).collect()
}

/// One candidacy of a site, for verbs only.
///
/// # Errors
/// What the database says.
pub async fn one(tx: &mut Tx, site: &str, id: &str) -> Result<Option<Application>, DbError> {
    let sql = format!("select {COLUMNS} from application a where a.site_id = $1 and a.id = $2");
    let row = tx
        .first(sqlx::AssertSqlSafe(sql), params![site, id])
        .await?;
    row.as_ref().map(application).transpose()
}

/// For whom a link opens a candidacy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The agent.
    Own,
    /// The manager.
    Manager,
}

impl Side {
    const fn key(self) -> &'static str {
        match self {
            Side::Own => "own",
            Side::Manager => "manager",
        }
    }
}

/// The candidacy that a link opens, with the row id of its site: holding the secret is the right to see it.
///
/// # Errors
/// What the database says.
pub async fn by_link(
    conn: &mut Conn,
    side: Side,
    token_hash: &str,
) -> Result<Option<(Application, String)>, DbError> {
    let sql = format!(
        "select {COLUMNS} from application_link l join application a on a.id = l.application_id
         where l.token_hash = $1 and l.side = $2"
    );
    let row = conn
        .first(sqlx::AssertSqlSafe(sql), params![token_hash, side.key()])
        .await?;
    row.map(|row| Ok((application(&row)?, row.at(25)?)))
        .transpose()
}

/// Keeps a link; its hash is unique.
///
/// # Errors
/// What the database says.
pub async fn put_link(
    tx: &mut Tx,
    side: Side,
    token_hash: &str,
    application: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    tx.run(
        "insert into application_link (token_hash, application_id, side, made_at) values ($1, $2, $3, $4)",
        params![token_hash, application, side.key(), now],
    )
    .await?;
    Ok(())
}

/// Adds a candidacy.
///
/// # Errors
/// What the database says; the reference is unique at the site.
pub async fn add(
    tx: &mut Tx,
    site: &str,
    by: Option<&str>,
    a: &Application,
) -> Result<(), DbError> {
    tx.run(
        "insert into application (id, site_id, reference, name, email, lang, directorate, policy_field, category,
           location, seniority, gender, team, motivation, manager_name, manager_email, source, entered_by, applied_at,
           consented_on, released_at, withdrawn_at, endorsement, endorsed_at, endorsement_note, audience)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
           $23, $24, $25, $26)",
        params![
            &a.id,
            site,
            &a.reference,
            &a.name,
            &a.email,
            &a.lang,
            &a.strata.directorate,
            &a.strata.policy_field,
            &a.strata.category,
            &a.strata.location,
            &a.strata.seniority,
            &a.strata.gender,
            &a.strata.team,
            &a.motivation,
            &a.manager_name,
            &a.manager_email,
            &a.source,
            by,
            a.applied_at,
            a.consented_on,
            a.released_at,
            a.withdrawn_at,
            a.endorsement.key(),
            a.endorsed_at,
            &a.endorsement_note,
            a.audience
        ],
    )
    .await?;
    Ok(())
}

/// Writes what may be corrected: identity, features, manager, consent.
///
/// # Errors
/// What the database says.
pub async fn correct(tx: &mut Tx, a: &Application) -> Result<(), DbError> {
    tx.run(
        "update application set name = $2, email = $3, directorate = $4, policy_field = $5, category = $6,
           location = $7, seniority = $8, gender = $9, team = $10, manager_name = $11, manager_email = $12,
           consented_on = $13 where id = $1",
        params![
            &a.id,
            &a.name,
            &a.email,
            &a.strata.directorate,
            &a.strata.policy_field,
            &a.strata.category,
            &a.strata.location,
            &a.strata.seniority,
            &a.strata.gender,
            &a.strata.team,
            &a.manager_name,
            &a.manager_email,
            a.consented_on
        ],
    )
    .await?;
    Ok(())
}

/// Notes that the agent lets the hierarchy know, with the wider audience.
///
/// # Errors
/// What the database says.
pub async fn release(
    tx: &mut Tx,
    id: &str,
    now: Timestamp,
    audience: Circles,
) -> Result<(), DbError> {
    let sql = "update application set released_at = coalesce(released_at, $2), audience = $3 where id = $1";
    tx.run(sql, params![id, now, audience]).await?;
    Ok(())
}

/// Notes a withdrawal, or with `None` its end.
///
/// # Errors
/// What the database says.
pub async fn withdraw(tx: &mut Tx, id: &str, at: Option<Timestamp>) -> Result<(), DbError> {
    let sql = "update application set withdrawn_at = $2 where id = $1";
    tx.run(sql, params![id, at]).await?;
    Ok(())
}

/// Notes what the hierarchy says.
///
/// # Errors
/// What the database says.
pub async fn endorse(
    tx: &mut Tx,
    id: &str,
    now: Timestamp,
    says: Endorsement,
    note: &str,
) -> Result<(), DbError> {
    let sql = "update application set endorsement = $2, endorsed_at = $3, endorsement_note = $4 where id = $1";
    tx.run(sql, params![id, says.key(), now, note]).await?;
    Ok(())
}

/// Ties a candidacy to the person's account.
///
/// # Errors
/// What the database says.
pub async fn tie(tx: &mut Tx, id: &str, person: &str) -> Result<(), DbError> {
    let sql = "update application set person_id = $2, author_id = $2 where id = $1";
    tx.run(sql, params![id, person]).await?;
    let sql = "update member set author_id = $2 where application_id = $1";
    tx.run(sql, params![id, person]).await?;
    Ok(())
}

/// Row ids of a site's candidacies by their references.
///
/// # Errors
/// What the database says.
pub async fn by_reference(tx: &mut Tx, site: &str) -> Result<BTreeMap<String, String>, DbError> {
    let all = all(tx, site).await?;
    Ok(all.into_iter().map(|a| (a.reference, a.id)).collect())
}
