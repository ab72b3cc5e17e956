//! What only the demonstration asks of the database.

use jiff::{Timestamp, civil::Date};

use crate::{
    params,
    people::store::{Grant, NewPerson, add_person, grant},
    platform::{
        db::{Conn, DbError, Tx},
        dice::Dice,
        gate::Role,
    },
};

/// Candidacies that wait to be released, in order of reference.
///
/// # Errors
/// What the database says.
pub async fn hidden_candidacies(conn: &mut Conn, site: &str) -> Result<Vec<String>, DbError> {
    let rows = conn
        .all(
            "select id from application where site_id = $1 and released_at is null and withdrawn_at is null
             and consented_on is not null order by reference",
            params![site],
        )
        .await?;
    rows.iter().map(|row| row.at(0)).collect()
}

/// A member of a cohort.
#[derive(Clone, Debug)]
pub struct Seated {
    /// Row id of the candidacy.
    pub application: String,
    /// Name.
    pub name: String,
    /// Address.
    pub email: Option<String>,
}

/// The first two members of a cohort.
///
/// # Errors
/// What the database says.
pub async fn two_members(conn: &mut Conn, site: &str) -> Result<Vec<Seated>, DbError> {
    let rows = conn
        .all(
            "select a.id, a.name, a.email from member m join application a on a.id = m.application_id
             where m.site_id = $1 and m.kind = 'member' and m.left_on is null order by m.rank limit 2",
            params![site],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Seated {
                application: row.at(0)?,
                name: row.at(1)?,
                email: row.at(2)?,
            })
        })
        .collect()
}

/// Mails prepared before an instant have been read, and have left.
///
/// # Errors
/// What the database says.
pub async fn send_until(tx: &mut Tx, edition: &str, until: Timestamp) -> Result<(), DbError> {
    tx.run(
        "update outbox set released_at = prepared_at + 3600000, sent_at = prepared_at + 3660000
         where edition_id = $1 and prepared_at < $2 and sent_at is null",
        params![edition, until],
    )
    .await?;
    Ok(())
}

/// A job has ended with what went against it.
///
/// # Errors
/// What the database says.
pub async fn failed(tx: &mut Tx, job: &str, (at, why): (Timestamp, &str)) -> Result<(), DbError> {
    tx.run(
        "update job set started_at = $2, finished_at = $2, error = $3 where id = $1",
        params![job, at, why],
    )
    .await?;
    Ok(())
}

/// Gives the manager of the first member of a cohort an account with that role.
///
/// # Errors
/// What the database says.
pub async fn manager(
    tx: &mut Tx,
    dice: &Dice,
    (edition, site): (&str, &str),
    (today, now): (Date, Timestamp),
) -> Result<(), DbError> {
    let row = tx
        .first(
            "select a.manager_name, a.manager_email from member m join application a on a.id = m.application_id
             where m.site_id = $1 and m.kind = 'member' and m.left_on is null and a.manager_name <> ''
               and not exists (select 1 from person p where p.email = a.manager_email) order by m.rank limit 1",
            params![site],
        )
        .await?;
    let Some(row) = row else { return Ok(()) };
    let (name, email): (String, Option<String>) = (row.at(0)?, row.at(1)?);
    let id = dice.id();
    let new = NewPerson {
        name: &name,
        email: email.as_deref(),
        fictional: true,
        ..NewPerson::default()
    };
    add_person(tx, &id, now, &new).await?;
    let role = Grant {
        person: &id,
        role: Role::Manager,
        edition: Some(edition),
        site: Some(site),
        since: today,
        until: None,
    };
    grant(tx, &dice.id(), now, None, role).await
}
