//! Runs: what people see of the plan.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};

use crate::{
    calendar::run::{Attendee, Run},
    params,
    platform::db::{Conn, DbError, Row, Tx},
};

// One line per run, its residents packed into one column: $2 stands between id and name, $3 between residents.
const COLUMNS: &str =
    "r.id, s.slug, s.name, r.starts_on, r.days, m.name, r.revision, r.changed_at, r.locked_at,
    r.cancelled_at, r.most_days, m.reference, s.id,
    (select string_agg(p.id || $2 || p.name, $3 order by p.name, p.id) from run_resident w
       join person p on p.id = w.person_id where w.run_id = r.id)";
const FROM: &str =
    "from run r join site s on s.id = r.site_id left join room m on m.id = r.room_id";
const ORDER: &str = "order by s.position, s.slug, r.starts_on, r.id";
const IN_RESIDENT: &str = "\u{1f}";
const AFTER_RESIDENT: &str = "\u{1e}";

async fn select(conn: &mut Conn, of: &str, id: &str) -> Result<Vec<Run>, DbError> {
    let sql = format!("select {COLUMNS} {FROM} where {of} = $1 {ORDER}");
    let params = params![id, IN_RESIDENT, AFTER_RESIDENT];
    let rows = conn.many::<14>(&sql, params).await?;
    let mut list = rows.iter().map(run).collect::<Result<Vec<Run>, _>>()?;
    numbered(&mut list);
    Ok(list)
}

fn run(row: &Row) -> Result<Run, DbError> {
    let residents: Option<String> = row.at(13)?;
    let attendee = |(id, name): (&str, &str)| Attendee {
        id: id.to_owned(),
        name: name.to_owned(),
    };
    Ok(Run {
        id: row.at(0)?,
        site: row.at(1)?,
        site_name: row.at(2)?,
        starts_on: row.at(3)?,
        days: row.at(4)?,
        room: row.at(5)?,
        revision: row.at(6)?,
        changed_at: row.at(7)?,
        locked: row.at::<Option<i64>>(8)?.is_some(),
        cancelled_at: row.at(9)?,
        most_days: row.at(10)?,
        room_reference: row.at(11)?,
        residents: residents
            .iter()
            .flat_map(|all| all.split(AFTER_RESIDENT))
            .filter_map(|one| one.split_once(IN_RESIDENT))
            .map(attendee)
            .collect(),
        site_id: row.at(12)?,
        number: 0,
    })
}

/// Runs are numbered per site from 0, in order of date; what is called off has no number.
fn numbered(list: &mut [Run]) {
    let mut next: BTreeMap<String, u32> = BTreeMap::new();
    for run in list.iter_mut().filter(|run| run.cancelled_at.is_none()) {
        let number = next.entry(run.site_id.clone()).or_default();
        run.number = *number;
        *number += 1;
    }
}

/// Every run of a site, in order of date, those called off included.
pub async fn of_site(conn: &mut Conn, site: &str) -> Result<Vec<Run>, DbError> {
    select(conn, "r.site_id", site).await
}

/// Every run of an edition, by site and date.
pub async fn of_edition(conn: &mut Conn, edition: &str) -> Result<Vec<Run>, DbError> {
    select(conn, "s.edition_id", edition).await
}

/// One run by its id alone: for the page of the room, whose token names it.
pub async fn by_id(conn: &mut Conn, id: &str) -> Result<Option<Run>, DbError> {
    Ok(select(conn, "r.id", id).await?.into_iter().next())
}

/// What a run becomes.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// First day.
    pub starts_on: Date,
    /// Consecutive days.
    pub days: u32,
    /// Room's row id.
    pub room: Option<&'a str>,
    /// Ids of the residents.
    pub residents: &'a [String],
}

/// A new run.
pub async fn insert(
    tx: &mut Tx,
    (id, site): (&str, &str),
    change: &Change<'_>,
    now: Timestamp,
) -> Result<(), DbError> {
    tx.run(
        "insert into run (id, site_id, starts_on, days, most_days, room_id, revision, changed_at)
         values ($1, $2, $3, $4, $4, $5, 0, $6)",
        params![id, site, change.starts_on, change.days, change.room, now],
    )
    .await?;
    attended_by(tx, id, change.residents).await
}

/// The same run with other dates, room or residents: its revision grows, its identity stays.
pub async fn change(
    tx: &mut Tx,
    id: &str,
    change: &Change<'_>,
    now: Timestamp,
) -> Result<(), DbError> {
    tx.run(
        "update run set starts_on = $2, days = $3, most_days = case when most_days > $3 then most_days else $3 end,
           room_id = $4, revision = revision + 1, changed_at = $5 where id = $1",
        params![id, change.starts_on, change.days, change.room, now],
    )
    .await?;
    tx.run("delete from run_resident where run_id = $1", params![id])
        .await?;
    attended_by(tx, id, change.residents).await
}

async fn attended_by(tx: &mut Tx, id: &str, residents: &[String]) -> Result<(), DbError> {
    for person in residents {
        tx.run(
            "insert into run_resident (run_id, person_id) values ($1, $2) on conflict do nothing",
            params![id, person],
        )
        .await?;
    }
    Ok(())
}

/// Calls a run off: the row stays, so that every subscribed calendar hears of it.
pub async fn cancel(tx: &mut Tx, id: &str, now: Timestamp) -> Result<(), DbError> {
    tx.run(
        "update run set cancelled_at = $2, changed_at = $2, revision = revision + 1, locked_at = null, locked_by = null
         where id = $1 and cancelled_at is null",
        params![id, now],
    )
    .await?;
    Ok(())
}

/// Locks a run, or unlocks it when `at` is none. What subscribers see does not change.
pub async fn lock(
    tx: &mut Tx,
    id: &str,
    at: Option<Timestamp>,
    by: Option<&str>,
) -> Result<(), DbError> {
    tx.run(
        "update run set locked_at = $2, locked_by = $3 where id = $1 and cancelled_at is null",
        params![id, at, by],
    )
    .await?;
    Ok(())
}

/// Somebody who is told when the calendar of a site changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// Site's row id.
    pub site: String,
    /// Address.
    pub email: String,
    /// Name.
    pub name: String,
    /// `fr` or `en`.
    pub lang: String,
    /// Row id of a resident, who hears of the runs they accompany only.
    pub resident: Option<String>,
}

/// Who is told in an edition: ambassadors, residents and pilots with an address, once a site.
pub async fn told(conn: &mut Conn, edition: &str, today: Date) -> Result<Vec<Told>, DbError> {
    let rows = conn
        .many::<5>(
            "select site_id, email, name, lang, resident from (
               select m.site_id as site_id, coalesce(p.email, a.email) as email, a.name as name, coalesce(p.lang, a.lang) as lang,
                   '' as resident from member m join site s on s.id = m.site_id join application a on a.id = m.application_id
                 left join person p on p.id = a.person_id
                 where s.edition_id = $1 and m.left_on is null and (m.audience & 2) <> 0 and (m.kind <> 'substitute' or m.joined_on is not null)
               union
               select r.site_id, p.email, p.name, p.lang, case when r.role = 'resident' then p.id else '' end from role r join person p on p.id = r.person_id
                 where r.edition_id = $1 and r.site_id is not null and r.role in ('resident', 'pilot')
                   and r.since_on <= $2 and (r.until_on is null or r.until_on > $2)
             ) t where email is not null order by email, site_id, resident, name",
            params![edition, today],
        )
        .await?;
    let mut list = rows
        .iter()
        .map(|row| {
            Ok(Told {
                site: row.at(0)?,
                email: row.at(1)?,
                name: row.at(2)?,
                lang: row.at(3)?,
                resident: Some(row.at(4)?).filter(|id: &String| !id.is_empty()),
            })
        })
        .collect::<Result<Vec<_>, DbError>>()?;
    list.dedup_by(|a, b| a.email == b.email && a.site == b.site);
    Ok(list)
}

/// How often a run was changed, and whether it is called off.
pub async fn revision(tx: &mut Tx, id: &str) -> Result<Option<(u32, bool)>, DbError> {
    let row = tx
        .first(
            "select revision, cancelled_at from run where id = $1",
            params![id],
        )
        .await?;
    row.map(|row| Ok((row.at(0)?, row.at::<Option<i64>>(1)?.is_some())))
        .transpose()
}
