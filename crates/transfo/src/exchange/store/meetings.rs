//! Meetings between authorities as a folder brings them.

use jiff::Timestamp;

use crate::{
    params,
    platform::db::{DbError, Tx},
};

/// The rows that a meeting names.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// Its own.
    pub id: &'a str,
    /// Edition.
    pub edition: &'a str,
    /// Site that receives.
    pub host: &'a str,
    /// Sites that take part.
    pub sites: Vec<&'a str>,
    /// People who go, once somebody has said.
    pub residents: Option<Vec<&'a str>>,
}

/// Adds a meeting.
///
/// # Errors
/// What the database says.
pub async fn add(
    tx: &mut Tx,
    row: &Row<'_>,
    m: &season::Meeting,
    now: Timestamp,
) -> Result<(), DbError> {
    tx.run(
        "insert into meeting (id, edition_id, name, days, most_days, from_on, to_on, host_id, place, delegation, starts_on,
           fixed_at, escorted_at, revision, changed_at)
         values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13)",
        params![
            row.id,
            row.edition,
            m.name.as_str(),
            m.days,
            m.from,
            m.to,
            row.host,
            m.place.as_ref().map_or("", season::Label::as_str),
            m.delegation,
            m.starts_on,
            m.fixed.then_some(now),
            row.residents.as_ref().map(|_| now),
            now
        ],
    )
    .await?;
    for site in &row.sites {
        tx.run(
            "insert into meeting_site (meeting_id, site_id) values ($1, $2)",
            params![row.id, *site],
        )
        .await?;
    }
    for person in row.residents.iter().flatten() {
        tx.run(
            "insert into meeting_resident (meeting_id, person_id) values ($1, $2) on conflict do nothing",
            params![row.id, *person],
        )
        .await?;
    }
    Ok(())
}
