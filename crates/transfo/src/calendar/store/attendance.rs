//! Who came: half-days noted, and the accounts of time that follow.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};

use crate::{
    calendar::{absence::Half, account::Account, attend::Sheet},
    params,
    platform::{
        db::{Conn, DbError, Row, Tx},
        gate::{Circles, Gate, Seen},
    },
};

/// Ambassadors of a site in order of name: row id and name. For the day sheet and for the code of the room.
pub async fn members(conn: &mut Conn, site: &str) -> Result<Vec<(String, String)>, DbError> {
    let rows = conn
        .all(
            "select m.id, a.name from member m join application a on a.id = m.application_id
             where m.site_id = $1 and m.left_on is null and (m.kind <> 'substitute' or m.joined_on is not null)
             order by a.name, m.id",
            params![site],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.at(0)?, row.at(1)?)))
        .collect()
}

/// What is noted of a run: day, member and half.
pub async fn sheet(conn: &mut Conn, run: &str) -> Result<Sheet, DbError> {
    let rows = conn
        .many::<3>(
            "select day_on, member_id, half from attendance where run_id = $1",
            params![run],
        )
        .await?;
    let mut list = BTreeSet::new();
    for row in &rows {
        let half = Half::parse(&row.at::<String>(2)?).unwrap_or(Half::Day);
        list.insert((row.at(0)?, row.at(1)?, half));
    }
    Ok(list)
}

/// Notes that a member is there; whether it was not noted before.
pub async fn note(
    tx: &mut Tx,
    (run, member): (&str, &str),
    (day, half): (Date, Half),
    (now, by, method): (Timestamp, Option<&str>, &str),
) -> Result<bool, DbError> {
    let rows = tx
        .run(
            "insert into attendance (run_id, member_id, day_on, half, noted_at, noted_by, method)
             values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
            params![run, member, day, half.key(), now, by, method],
        )
        .await?;
    Ok(rows == 1)
}

/// Takes a note back.
pub async fn unnote(
    tx: &mut Tx,
    (run, member): (&str, &str),
    (day, half): (Date, Half),
) -> Result<(), DbError> {
    tx.run(
        "delete from attendance where run_id = $1 and member_id = $2 and day_on = $3 and half = $4",
        params![run, member, day, half.key()],
    )
    .await?;
    Ok(())
}

// An account is seen by the team and, once the draw is published, by its owner: the derived table carries that audience into the gate.
const ACCOUNTS: &str = "select q.member, q.name, q.site_id, q.site, q.promised, q.taken, q.taken_today from (
    select m.id as member, a.name as name, m.site_id as site_id, s.name as site, l.days_promised as promised,
      (select count(*) from attendance t where t.member_id = m.id) as taken,
      (select count(*) from attendance t where t.member_id = m.id and t.day_on = $2) as taken_today,
      $3 as audience, case when (m.audience & 2) <> 0 then a.person_id end as author_id, a.person_id as person_id
    from member m join application a on a.id = m.application_id join site s on s.id = m.site_id
    left join mission_letter l on l.member_id = m.id
    where m.left_on is null and (m.kind <> 'substitute' or m.joined_on is not null)) q";

fn account(row: &Row, later: &impl Fn(&str) -> (u32, u32)) -> Result<Account, DbError> {
    let site: String = row.at(2)?;
    let (coming, today) = later(&site);
    Ok(Account {
        member: row.at(0)?,
        name: row.at(1)?,
        site_name: row.at(3)?,
        promised_halves: row.at::<Option<u32>>(4)?.map(|days| days * 2),
        taken_halves: row.at(5)?,
        planned_halves: coming * 2 + (today * 2).saturating_sub(row.at(6)?),
    })
}

/// The accounts at a site that the viewer may see. `later` tells the session days of a site after today, and today.
pub async fn accounts(
    conn: &mut Conn,
    gate: &Gate,
    (site, today): (&str, Date),
    later: impl Fn(&str) -> (u32, u32),
) -> Result<Vec<Seen<Account>>, DbError> {
    let sql = query("q.site_id = $1");
    gate.all(conn, &sql, params![site, today, Circles::TEAM], |row| {
        account(row, &later)
    })
    .await
}

/// The accounts of one person, at every site.
pub async fn accounts_of(
    conn: &mut Conn,
    gate: &Gate,
    (person, today): (&str, Date),
    later: impl Fn(&str) -> (u32, u32),
) -> Result<Vec<Seen<Account>>, DbError> {
    let sql = query("q.person_id = $1");
    gate.all(conn, &sql, params![person, today, Circles::TEAM], |row| {
        account(row, &later)
    })
    .await
}

/// A half-day somebody was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// Row id of the member.
    pub member: String,
    /// Name of the ambassador.
    pub name: String,
    /// Name of the site.
    pub site_name: String,
    /// The day.
    pub day: Date,
    /// The half.
    pub half: Half,
}

/// Whose presences.
#[derive(Clone, Copy, Debug)]
pub enum Of<'a> {
    /// Everybody's at a site: its row id.
    Site(&'a str),
    /// One person's, at every site: the row id.
    Person(&'a str),
}

/// The presences from one day to another that the viewer may see, by name and day.
pub async fn presences(
    conn: &mut Conn,
    gate: &Gate,
    of: Of<'_>,
    (from, to): (Date, Date),
) -> Result<Vec<Seen<Presence>>, DbError> {
    let (which, id) = match of {
        Of::Site(id) => ("q.site_id = $1", id),
        Of::Person(id) => ("q.person_id = $1", id),
    };
    let sql = format!(
        "select q.member, q.name, q.site, q.day_on, q.half from (
           select m.id as member, a.name as name, m.site_id as site_id, s.name as site, t.day_on as day_on, t.half as half,
             $2 as audience, case when (m.audience & 2) <> 0 then a.person_id end as author_id, a.person_id as person_id
           from attendance t join member m on m.id = t.member_id join application a on a.id = m.application_id
           join site s on s.id = m.site_id where t.day_on >= $3 and t.day_on <= $4) q
         where {which} and {{seen:q}} order by q.name, q.member, q.day_on, q.half desc"
    );
    gate.all(conn, &sql, params![id, Circles::TEAM, from, to], |row| {
        Ok(Presence {
            member: row.at(0)?,
            name: row.at(1)?,
            site_name: row.at(2)?,
            day: row.at(3)?,
            half: Half::parse(&row.at::<String>(4)?).unwrap_or(Half::Day),
        })
    })
    .await
}

fn query(which: &str) -> String {
    format!("{ACCOUNTS} where {which} and {{seen:q}} order by q.name, q.member")
}

/// Session days after `today`, and today, at each of the sites of these runs.
pub async fn days_ahead(conn: &mut Conn, today: Date) -> Result<Vec<(String, Date, u32)>, DbError> {
    let rows = conn
        .all(
            "select site_id, starts_on, days from run where cancelled_at is null and starts_on > $1 order by starts_on, id",
            params![crate::calendar::absence::plus(today, -7)],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.at(0)?, row.at(1)?, row.at(2)?)))
        .collect()
}
