//! All SQL of the slice.

use jiff::{Timestamp, civil::Date};
use season::Feature;

use super::plan::{Grouping, Plan, Seat, Session, Wish};
use crate::{
    params,
    platform::{
        db::{Conn, DbError, Row, Tx},
        gate::{Circles, Gate, Seen},
    },
};

fn grouping(row: &Row) -> Result<Grouping, DbError> {
    let sizes: String = row.at(2)?;
    let spread: String = row.at(3)?;
    Ok(Grouping {
        made_at: row.at(0)?,
        seed: row.at(1)?,
        sizes: sizes.split(',').filter_map(|n| n.parse().ok()).collect(),
        spread: spread
            .split(',')
            .filter_map(|word| Feature::parse(word).ok())
            .collect(),
    })
}

fn session(row: &Row) -> Result<Session, DbError> {
    Ok(Session {
        number: row.at(0)?,
        run: row.at(1)?,
        held_on: row.at(2)?,
    })
}

fn seat(row: &Row) -> Result<Seat, DbError> {
    let left: Option<Date> = row.at(4)?;
    let kind: String = row.at(5)?;
    Ok(Seat {
        number: row.at(0)?,
        member: row.at(1)?,
        name: row.at(2)?,
        rank: row.at(3)?,
        sits: kind != "substitute" && left.is_none(),
        group: row.at(6)?,
        announced: row.at(7)?,
        away: row.at::<Option<i64>>(8)?.is_some(),
        given: row.at::<Option<i64>>(9)?.is_some(),
    })
}

fn pair(row: &Row) -> Result<(Wish, String, String), DbError> {
    let kind: String = row.at(0)?;
    let wish = Wish::from_key(&kind).unwrap_or(Wish::Apart);
    Ok((wish, row.at(1)?, row.at(2)?))
}

const GROUPING: &str =
    "select g.made_at, g.seed, g.sizes, g.spread from grouping g where g.site_id = $1";
const SESSIONS: &str = "select s.number, s.run_id, s.held_on from grouping_session s
 join grouping g on g.site_id = s.site_id where s.site_id = $1";
const SEATS: &str =
    "select s.number, s.member_id, a.name, m.rank, m.left_on, m.kind, s.seat, s.announced,
 s.away_at, s.given_at from grouping_seat s join grouping g on g.site_id = s.site_id join member m on m.id = s.member_id
 join application a on a.id = m.application_id where s.site_id = $1";
const PAIRS: &str = "select p.kind, p.one_id, p.other_id from grouping_pair p
 join grouping g on g.site_id = p.site_id where p.site_id = $1";
const BY_NUMBER: &str = "order by s.number";
const BY_SEAT: &str = "order by s.number, s.seat, m.rank, s.member_id";
const BY_PAIR: &str = "order by p.kind, p.one_id, p.other_id";

/// The groups of a site, if there are any that the viewer may see.
///
/// # Errors
/// What the database says.
pub async fn seen(conn: &mut Conn, gate: &Gate, site: &str) -> Result<Option<Plan>, DbError> {
    let sql = |text: &str, order: &str| format!("{text} and {{seen:g}} {order}");
    let head = gate
        .first(conn, &sql(GROUPING, ""), params![site], grouping)
        .await?;
    let Some(grouping) = head.map(Seen::into_inner) else {
        return Ok(None);
    };
    let sessions = gate
        .all(conn, &sql(SESSIONS, BY_NUMBER), params![site], session)
        .await?;
    let seats = gate
        .many::<10, _>(conn, &sql(SEATS, BY_SEAT), params![site], seat)
        .await?;
    let pairs = gate
        .all(conn, &sql(PAIRS, BY_PAIR), params![site], pair)
        .await?;
    Ok(Some(Plan {
        grouping,
        sessions: sessions.into_iter().map(Seen::into_inner).collect(),
        seats: seats.into_iter().map(Seen::into_inner).collect(),
        pairs: pairs.into_iter().map(Seen::into_inner).collect(),
    }))
}

/// The same for verbs: nothing of it is shown.
///
/// # Errors
/// What the database says.
pub async fn all(tx: &mut Tx, site: &str) -> Result<Option<Plan>, DbError> {
    let sql = |text: &str, order: &str| sqlx::AssertSqlSafe(format!("{text} {order}"));
    let Some(head) = tx.first(sql(GROUPING, ""), params![site]).await? else {
        return Ok(None);
    };
    let sessions = tx.all(sql(SESSIONS, BY_NUMBER), params![site]).await?;
    let seats = tx.all(sql(SEATS, BY_SEAT), params![site]).await?;
    let pairs = tx.all(sql(PAIRS, BY_PAIR), params![site]).await?;
    Ok(Some(Plan {
        grouping: grouping(&head)?,
        sessions: sessions.iter().map(session).collect::<Result<_, _>>()?,
        seats: seats.iter().map(seat).collect::<Result<_, _>>()?,
        pairs: pairs.iter().map(pair).collect::<Result<_, _>>()?,
    }))
}

/// Writes what the groups are made from, in place of what was there.
///
/// # Errors
/// What the database says.
pub async fn put_grouping(
    tx: &mut Tx,
    site: &str,
    by: Option<&str>,
    grouping: &Grouping,
    audience: Circles,
) -> Result<(), DbError> {
    let sizes: Vec<String> = grouping.sizes.iter().map(ToString::to_string).collect();
    let spread: Vec<&str> = grouping.spread.iter().map(|f| f.word()).collect();
    tx.run(
        "insert into grouping (site_id, made_at, made_by, seed, sizes, spread, audience) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (site_id) do update set made_at = excluded.made_at, made_by = excluded.made_by,
           seed = excluded.seed, sizes = excluded.sizes, spread = excluded.spread, audience = excluded.audience",
        params![site, grouping.made_at, by, &grouping.seed, sizes.join(","), spread.join(","), audience],
    )
    .await?;
    Ok(())
}

/// Writes the pairs, in place of those that were there.
///
/// # Errors
/// What the database says.
pub async fn put_pairs(
    tx: &mut Tx,
    site: &str,
    pairs: &[(Wish, String, String)],
) -> Result<(), DbError> {
    tx.run(
        "delete from grouping_pair where site_id = $1",
        params![site],
    )
    .await?;
    for (wish, one, other) in pairs {
        tx.run(
            "insert into grouping_pair (site_id, kind, one_id, other_id) values ($1, $2, $3, $4) on conflict do nothing",
            params![site, wish.key(), one, other],
        )
        .await?;
    }
    Ok(())
}

/// Forgets the sessions above `last`, with their seats.
///
/// # Errors
/// What the database says.
pub async fn drop_session(tx: &mut Tx, site: &str, number: u32) -> Result<(), DbError> {
    for sql in [
        "delete from grouping_seat where site_id = $1 and number = $2",
        "delete from grouping_session where site_id = $1 and number = $2",
    ] {
        tx.run(sql, params![site, number]).await?;
    }
    Ok(())
}

/// Adds a session.
///
/// # Errors
/// What the database says; a number is unique at a site.
pub async fn add_session(tx: &mut Tx, site: &str, session: &Session) -> Result<(), DbError> {
    tx.run(
        "insert into grouping_session (site_id, number, run_id, held_on) values ($1, $2, $3, $4)",
        params![site, session.number, &session.run, session.held_on],
    )
    .await?;
    Ok(())
}

/// Notes that a session was held; `false` when it is unknown or noted already.
///
/// # Errors
/// What the database says.
pub async fn hold(tx: &mut Tx, site: &str, number: u32, day: Date) -> Result<bool, DbError> {
    let sql = "update grouping_session set held_on = $3 where site_id = $1 and number = $2 and held_on is null";
    Ok(tx.run(sql, params![site, number, day]).await? == 1)
}

/// Where somebody sits.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Session.
    pub number: u32,
    /// Member.
    pub member: &'a str,
    /// Group, from 1.
    pub group: u32,
    /// The group before anybody had to move.
    pub announced: u32,
    /// Since when they are known to be away.
    pub away_at: Option<Timestamp>,
    /// When the place was given.
    pub given_at: Option<Timestamp>,
}

/// Writes a seat, in place of the one of that member in that session.
///
/// # Errors
/// What the database says.
pub async fn put_seat(tx: &mut Tx, site: &str, place: Place<'_>) -> Result<(), DbError> {
    tx.run(
        "insert into grouping_seat (site_id, number, member_id, seat, announced, away_at, given_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (site_id, number, member_id) do update set seat = excluded.seat, announced = excluded.announced,
           away_at = excluded.away_at, given_at = excluded.given_at",
        params![site, place.number, place.member, place.group, place.announced, place.away_at, place.given_at],
    )
    .await?;
    Ok(())
}

/// Takes the seat of somebody who left.
///
/// # Errors
/// What the database says.
pub async fn drop_seat(tx: &mut Tx, site: &str, number: u32, member: &str) -> Result<(), DbError> {
    let sql = "delete from grouping_seat where site_id = $1 and number = $2 and member_id = $3";
    tx.run(sql, params![site, number, member]).await?;
    Ok(())
}
