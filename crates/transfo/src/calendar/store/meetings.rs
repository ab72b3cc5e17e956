//! Meetings between authorities.

use jiff::{Timestamp, civil::Date};

use crate::{
    calendar::{
        meet::Announced,
        meeting::{Meeting, Party},
    },
    params,
    platform::db::{Conn, DbError, Row, Tx},
};

/// The meetings of edition `$1` that are not called off, one row an authority that takes part, by date.
pub const OF_EDITION: &str =
    "select m.id, m.name, m.days, m.from_on, m.to_on, m.place, h.id, h.slug, h.name,
     case when m.undated_at is null then m.starts_on end, m.fixed_at, m.revision, s.id, s.slug, s.name, m.delegation,
     case when m.escorted_at is not null then
       coalesce((select string_agg(g.person_id, ',' order by g.person_id) from meeting_resident g where g.meeting_id = m.id), '') end
   from meeting m join site h on h.id = m.host_id join meeting_site w on w.meeting_id = m.id join site s on s.id = w.site_id
   where m.edition_id = $1 and m.cancelled_at is null and w.left_at is null
   order by coalesce(m.starts_on, m.from_on), m.name, m.id, s.position, s.slug";

/// The meetings of those rows.
///
/// # Errors
/// What the database says.
pub fn gather(rows: &[Row]) -> Result<Vec<Meeting>, DbError> {
    let mut list: Vec<Meeting> = Vec::new();
    for row in rows {
        let id: String = row.at(0)?;
        if list.last().is_none_or(|last| last.id != id) {
            list.push(meeting(row)?);
        }
        if let Some(meeting) = list.last_mut() {
            meeting.sites.push(party(row, 12)?);
        }
    }
    Ok(list)
}

fn meeting(row: &Row) -> Result<Meeting, DbError> {
    Ok(Meeting {
        id: row.at(0)?,
        name: row.at(1)?,
        days: row.at(2)?,
        from: row.at(3)?,
        to: row.at(4)?,
        place: row.at(5)?,
        host: party(row, 6)?,
        starts_on: row.at(9)?,
        fixed: row.at::<Option<i64>>(10)?.is_some(),
        revision: row.at(11)?,
        delegation: row.at(15)?,
        escort: row.at::<Option<String>>(16)?.map(|ids| split(&ids)),
        sites: Vec::new(),
    })
}

fn split(ids: &str) -> Vec<String> {
    let ids = ids.split(',').filter(|id| !id.is_empty());
    ids.map(str::to_owned).collect()
}

fn party(row: &Row, at: usize) -> Result<Party, DbError> {
    Ok(Party {
        id: row.at(at)?,
        slug: row.at(at + 1)?,
        name: row.at(at + 2)?,
    })
}

/// The meetings of an edition that are not called off, by date.
///
/// # Errors
/// What the database says.
pub async fn of_edition(conn: &mut Conn, edition: &str) -> Result<Vec<Meeting>, DbError> {
    gather(&conn.many::<17>(OF_EDITION, params![edition]).await?)
}

/// Every meeting of an edition, those called off included: what an old plan may speak of.
///
/// # Errors
/// What the database says.
pub async fn ever(conn: &mut Conn, edition: &str) -> Result<Vec<Meeting>, DbError> {
    let sql = OF_EDITION.replace(" and m.cancelled_at is null and w.left_at is null", "");
    gather(&conn.many::<17>(&sql, params![edition]).await?)
}

/// What a subscribed calendar says of a meeting.
#[derive(Clone, Debug)]
pub struct Told {
    /// Row id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// First day, the last one told.
    pub starts_on: Date,
    /// Consecutive days.
    pub days: u32,
    /// The most days it has ever had.
    pub most_days: u32,
    /// Where exactly.
    pub place: String,
    /// Name of the authority that receives.
    pub host: String,
    /// How often it changed.
    pub revision: u32,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// When it was called off, or its date taken back.
    pub cancelled_at: Option<Timestamp>,
    /// Row id of each site that takes part or did, and when it left.
    pub parties: Vec<(String, Option<Timestamp>)>,
}

/// The meetings of an edition that have had a date, those called off included.
///
/// # Errors
/// What the database says.
pub async fn told(conn: &mut Conn, edition: &str) -> Result<Vec<Told>, DbError> {
    let sql = "select m.id, m.name, m.starts_on, m.days, m.most_days, m.place, h.name, m.revision, m.changed_at,
           coalesce(m.cancelled_at, m.undated_at), w.site_id, w.left_at
         from meeting m join site h on h.id = m.host_id join meeting_site w on w.meeting_id = m.id
         where m.edition_id = $1 and m.starts_on is not null order by m.starts_on, m.id, w.site_id";
    let mut list: Vec<Told> = Vec::new();
    for row in &conn.many::<12>(sql, params![edition]).await? {
        let id: String = row.at(0)?;
        if list.last().is_none_or(|last| last.id != id) {
            list.push(told_of(id, row)?);
        }
        if let Some(told) = list.last_mut() {
            told.parties.push((row.at(10)?, row.at(11)?));
        }
    }
    Ok(list)
}

fn told_of(id: String, row: &Row) -> Result<Told, DbError> {
    Ok(Told {
        id,
        name: row.at(1)?,
        starts_on: row.at(2)?,
        days: row.at(3)?,
        most_days: row.at(4)?,
        place: row.at(5)?,
        host: row.at(6)?,
        revision: row.at(7)?,
        changed_at: row.at(8)?,
        cancelled_at: row.at(9)?,
        parties: Vec::new(),
    })
}

/// Writes a meeting without a date; `host` and `sites` are row ids.
///
/// # Errors
/// What the database says.
pub async fn insert(
    tx: &mut Tx,
    (id, edition): (&str, &str),
    (what, host, sites): (&Announced, &str, &[String]),
    now: Timestamp,
) -> Result<(), DbError> {
    tx.run(
        "insert into meeting (id, edition_id, name, days, most_days, from_on, to_on, host_id, place, delegation, revision, changed_at)
         values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, 0, $10)",
        params![id, edition, &what.name, what.days, what.from, what.to, host, &what.place, what.delegation, now],
    )
    .await?;
    take_part(tx, id, sites, now).await
}

/// Writes what a meeting is now; its date stays.
///
/// # Errors
/// What the database says.
pub async fn change(
    tx: &mut Tx,
    id: &str,
    (what, host, sites): (&Announced, &str, &[String]),
    now: Timestamp,
) -> Result<(), DbError> {
    tx.run(
        "update meeting set name = $2, days = $3, most_days = case when most_days > $3 then most_days else $3 end, from_on = $4,
           to_on = $5, host_id = $6, place = $7, delegation = $8, revision = revision + 1, changed_at = $9 where id = $1",
        params![id, &what.name, what.days, what.from, what.to, host, &what.place, what.delegation, now],
    )
    .await?;
    take_part(tx, id, sites, now).await
}

/// These sites take part; the others have left.
async fn take_part(tx: &mut Tx, id: &str, sites: &[String], now: Timestamp) -> Result<(), DbError> {
    tx.run(
        "update meeting_site set left_at = $2 where meeting_id = $1 and left_at is null",
        params![id, now],
    )
    .await?;
    for site in sites {
        tx.run(
            "insert into meeting_site (meeting_id, site_id) values ($1, $2)
             on conflict (meeting_id, site_id) do update set left_at = null",
            params![id, site],
        )
        .await?;
    }
    Ok(())
}

/// Gives a meeting a date, or takes it back.
///
/// # Errors
/// What the database says.
pub async fn place(
    tx: &mut Tx,
    id: &str,
    day: Option<Date>,
    now: Timestamp,
) -> Result<(), DbError> {
    match day {
        Some(day) => {
            tx.run(
                "update meeting set starts_on = $2, undated_at = null, revision = revision + 1, changed_at = $3 where id = $1",
                params![id, day, now],
            )
            .await?
        }
        None => {
            tx.run(
                "update meeting set undated_at = $2, fixed_at = null, revision = revision + 1, changed_at = $2
                 where id = $1 and starts_on is not null and undated_at is null",
                params![id, now],
            )
            .await?
        }
    };
    Ok(())
}

/// The date stays where it is, or may be chosen again. What subscribers see does not change.
///
/// # Errors
/// What the database says.
pub async fn fix(tx: &mut Tx, id: &str, at: Option<Timestamp>) -> Result<(), DbError> {
    tx.run(
        "update meeting set fixed_at = $2 where id = $1",
        params![id, at],
    )
    .await?;
    Ok(())
}

/// These residents go, and nobody else. What subscribers see does not change.
///
/// # Errors
/// What the database says.
pub async fn escort(
    tx: &mut Tx,
    id: &str,
    residents: &[&str],
    now: Timestamp,
) -> Result<(), DbError> {
    tx.run(
        "update meeting set escorted_at = $2 where id = $1",
        params![id, now],
    )
    .await?;
    tx.run(
        "delete from meeting_resident where meeting_id = $1",
        params![id],
    )
    .await?;
    for person in residents {
        tx.run(
            "insert into meeting_resident (meeting_id, person_id) values ($1, $2)",
            params![id, *person],
        )
        .await?;
    }
    Ok(())
}

/// Calls a meeting off: the row stays, so that every subscribed calendar hears of it. Nothing is given up for it any more.
///
/// # Errors
/// What the database says.
pub async fn call_off(tx: &mut Tx, id: &str, now: Timestamp) -> Result<(), DbError> {
    tx.run(
        "update meeting set cancelled_at = $2, changed_at = $2, revision = revision + 1
         where id = $1 and cancelled_at is null",
        params![id, now],
    )
    .await?;
    tx.run(
        "delete from waived_rule where rule = 'meeting:' || $1",
        params![id],
    )
    .await?;
    Ok(())
}
