//! Takes an edition away before it is imported again.

use crate::{
    params,
    platform::db::{DbError, Tx},
};

/// Whether something of the edition cannot be had back from a folder: a frozen pool, a draw, a plan, a run, a
/// meeting that has changed since it was announced: calendars may know it.
///
/// # Errors
/// What the database says.
pub async fn has_history(tx: &mut Tx, edition: &str) -> Result<bool, DbError> {
    let row = tx
        .first(
            "select (select count(*) from pool p join site s on s.id = p.site_id where s.edition_id = $1)
               + (select count(*) from lottery l join site s on s.id = l.site_id where s.edition_id = $1)
               + (select count(*) from drawing d join site s on s.id = d.site_id where s.edition_id = $1)
               + (select count(*) from member m join site s on s.id = m.site_id where s.edition_id = $1)
               + (select count(*) from plan where edition_id = $1)
               + (select count(*) from run r join site s on s.id = r.site_id where s.edition_id = $1)
               + (select count(*) from meeting where edition_id = $1 and (revision > 0 or cancelled_at is not null))",
            params![edition],
        )
        .await?;
    Ok(row.map_or(Ok(0), |row| row.at::<i64>(0))? > 0)
}

/// Children first. What other slices add to an edition without history has its line here.
const LINES: [&str; 23] = [
    "delete from meeting_resident where meeting_id in (select id from meeting where edition_id = $1)",
    "delete from meeting_site where meeting_id in (select id from meeting where edition_id = $1)",
    "delete from meeting where edition_id = $1",
    "delete from waived_rule where edition_id = $1",
    "delete from availability_link where edition_id = $1",
    "delete from unavailable where edition_id = $1",
    "delete from closure where edition_id = $1",
    "delete from feed where edition_id = $1",
    "delete from quota where edition_id = $1",
    "delete from season_application where application_id in
       (select a.id from application a join site s on s.id = a.site_id where s.edition_id = $1)",
    "delete from application_link where application_id in
       (select a.id from application a join site s on s.id = a.site_id where s.edition_id = $1)",
    "delete from application where site_id in (select id from site where edition_id = $1)",
    "delete from call where site_id in (select id from site where edition_id = $1)",
    "delete from room where site_id in (select id from site where edition_id = $1)",
    "delete from site_stage where site_id in (select id from site where edition_id = $1)",
    "delete from season_site where site_id in (select id from site where edition_id = $1)",
    "delete from season_role where role_id in (select id from role where edition_id = $1)",
    "delete from season_person where edition_id = $1",
    "delete from role where edition_id = $1",
    "delete from waiver where edition_id = $1",
    "delete from protocol_override where edition_id = $1",
    "delete from site where edition_id = $1",
    "delete from edition where id = $1",
];

/// Takes the edition away; people and the journal stay.
///
/// # Errors
/// What the database says.
pub async fn edition(tx: &mut Tx, edition: &str) -> Result<(), DbError> {
    for line in LINES {
        tx.run(line, params![edition]).await?;
    }
    Ok(())
}
