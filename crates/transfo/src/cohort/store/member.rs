//! The cohort, its substitutes, and the mission letters.

use jiff::{Timestamp, civil::Date};

use crate::{
    params,
    platform::{
        db::{Conn, DbError, Row, Tx},
        gate::{Circles, Gate, Seen},
    },
};

/// A place in the cohort or on the list of substitutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Row id.
    pub id: String,
    /// The candidacy it comes from.
    pub application: String,
    /// Reference of that candidacy.
    pub reference: String,
    /// Name.
    pub name: String,
    /// The person, once there is an account.
    pub person: Option<String>,
    /// Whether drawn (or called in), or still a substitute.
    pub kind: Kind,
    /// Order: of the record for the drawn, of the call for substitutes.
    pub rank: u32,
    /// First day in the cohort.
    pub joined_on: Option<Date>,
    /// First day out of it.
    pub left_on: Option<Date>,
    /// Whom this member replaces.
    pub replaces: Option<String>,
    /// Directorate: shown to those who may see strata only.
    pub directorate: String,
    /// When the agent withdrew the candidacy, if they did.
    pub withdrawn_at: Option<Timestamp>,
    /// Day the mission letter was issued.
    pub letter_on: Option<Date>,
    /// Day it was signed.
    pub signed_on: Option<Date>,
    /// Days it promises.
    pub days: Option<u32>,
}

/// See [`Member::kind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Sits in the cohort, or sat.
    Member,
    /// May be called.
    Substitute,
}

impl Kind {
    /// As stored.
    pub const fn key(self) -> &'static str {
        match self {
            Kind::Member => "member",
            Kind::Substitute => "substitute",
        }
    }

    fn from_key(key: &str) -> Self {
        if key == "substitute" {
            Kind::Substitute
        } else {
            Kind::Member
        }
    }
}

impl Member {
    /// Whether they sit in the cohort today.
    pub fn sits(&self) -> bool {
        self.kind == Kind::Member && self.left_on.is_none()
    }

    /// Whether they may still be called.
    pub fn waits(&self) -> bool {
        self.kind == Kind::Substitute && self.left_on.is_none() && self.withdrawn_at.is_none()
    }
}

const COLUMNS: &str = "m.id, m.application_id, a.reference, a.name, a.person_id, m.kind, m.rank, m.joined_on, m.left_on, \
m.replaces_id, a.directorate, a.withdrawn_at, l.issued_on, l.signed_on, l.days_promised";
const FROM: &str = "from member m join application a on a.id = m.application_id
 left join mission_letter l on l.member_id = m.id";

fn member(row: &Row) -> Result<Member, DbError> {
    Ok(Member {
        id: row.at(0)?,
        application: row.at(1)?,
        reference: row.at(2)?,
        name: row.at(3)?,
        person: row.at(4)?,
        kind: Kind::from_key(&row.at::<String>(5)?),
        rank: row.at(6)?,
        joined_on: row.at(7)?,
        left_on: row.at(8)?,
        replaces: row.at(9)?,
        directorate: row.at(10)?,
        withdrawn_at: row.at(11)?,
        letter_on: row.at(12)?,
        signed_on: row.at(13)?,
        days: row.at(14)?,
    })
}

/// The members and substitutes of a site that the viewer may see: members first, each by rank.
///
/// # Errors
/// What the database says.
pub async fn list(conn: &mut Conn, gate: &Gate, site: &str) -> Result<Vec<Seen<Member>>, DbError> {
    let sql = format!(
        "select {COLUMNS} {FROM} where m.site_id = $1 and {{seen:m}} order by m.kind, m.rank, m.id"
    );
    gate.many::<15, _>(conn, &sql, params![site], member).await
}

/// All of them, for verbs only: nothing of it is shown.
///
/// # Errors
/// What the database says.
pub async fn all(tx: &mut Tx, site: &str) -> Result<Vec<Member>, DbError> {
    let sql = format!("select {COLUMNS} {FROM} where m.site_id = $1 order by m.kind, m.rank, m.id");
    let rows = tx.many::<15>(&sql, params![site]).await?;
    rows.iter().map(member).collect()
}

/// The place that came of one candidacy, for the page of the agent.
///
/// # Errors
/// What the database says.
pub async fn of_application(conn: &mut Conn, application: &str) -> Result<Option<Member>, DbError> {
    let sql = format!("select {COLUMNS} {FROM} where m.application_id = $1");
    let row = conn
        .first(sqlx::AssertSqlSafe(sql), params![application])
        .await?;
    row.as_ref().map(member).transpose()
}

/// A place to add.
#[derive(Clone, Debug)]
pub struct NewMember<'a> {
    /// Row id.
    pub id: &'a str,
    /// The candidacy.
    pub application: &'a str,
    /// Drawn or substitute.
    pub kind: Kind,
    /// Order.
    pub rank: u32,
    /// First day in the cohort.
    pub joined_on: Option<Date>,
    /// Who may see it.
    pub audience: Circles,
}

/// Adds a place; one per candidacy.
///
/// # Errors
/// What the database says.
pub async fn add(tx: &mut Tx, site: &str, new: &NewMember<'_>) -> Result<(), DbError> {
    tx.run(
        "insert into member (id, site_id, application_id, kind, rank, joined_on, audience, author_id)
         values ($1, $2, $3, $4, $5, $6, $7, (select person_id from application where id = $3))",
        params![new.id, site, new.application, new.kind.key(), new.rank, new.joined_on, new.audience],
    )
    .await?;
    Ok(())
}

/// Opens the members (not the substitutes) of a site to a wider audience.
///
/// # Errors
/// What the database says.
pub async fn open_members(tx: &mut Tx, site: &str, audience: Circles) -> Result<(), DbError> {
    let sql = "update member set audience = $2 where site_id = $1 and kind = 'member'";
    tx.run(sql, params![site, audience]).await?;
    Ok(())
}

/// Notes that somebody leaves the cohort or the list of substitutes.
///
/// # Errors
/// What the database says.
pub async fn leave(tx: &mut Tx, id: &str, day: Date, reason: &str) -> Result<bool, DbError> {
    let sql = "update member set left_on = $2, left_reason = $3 where id = $1 and left_on is null";
    Ok(tx.run(sql, params![id, day, reason]).await? == 1)
}

/// Calls a substitute into the cohort.
///
/// # Errors
/// What the database says.
pub async fn call_in(
    tx: &mut Tx,
    id: &str,
    replaces: &str,
    day: Date,
    audience: Circles,
) -> Result<(), DbError> {
    let sql = "update member set kind = 'member', joined_on = $3, replaces_id = $2, audience = $4 where id = $1";
    tx.run(sql, params![id, replaces, day, audience]).await?;
    Ok(())
}

/// Gives a substitute a seat of their own, in nobody's place.
///
/// # Errors
/// What the database says.
pub async fn seat(tx: &mut Tx, id: &str, day: Date, audience: Circles) -> Result<(), DbError> {
    let sql = "update member set kind = 'member', joined_on = $2, audience = $3 where id = $1";
    tx.run(sql, params![id, day, audience]).await?;
    Ok(())
}

/// A mission letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Days promised.
    pub days: u32,
    /// Day it was issued.
    pub issued_on: Date,
    /// Day it was signed.
    pub signed_on: Option<Date>,
}

fn letter(row: &Row) -> Result<Letter, DbError> {
    Ok(Letter {
        days: row.at(0)?,
        issued_on: row.at(1)?,
        signed_on: row.at(2)?,
    })
}

/// The letter of a member, if the viewer may see it.
///
/// # Errors
/// What the database says.
pub async fn seen_letter(
    conn: &mut Conn,
    gate: &Gate,
    member: &str,
) -> Result<Option<Seen<Letter>>, DbError> {
    let sql = "select l.days_promised, l.issued_on, l.signed_on from mission_letter l where l.member_id = $1 and {seen:l}";
    gate.first(conn, sql, params![member], letter).await
}

/// The letter of the member behind a candidacy: for the holder of its link.
///
/// # Errors
/// What the database says.
pub async fn letter_of(conn: &mut Conn, member: &str) -> Result<Option<Letter>, DbError> {
    let sql = "select days_promised, issued_on, signed_on from mission_letter where member_id = $1";
    let row = conn.first(sql, params![member]).await?;
    row.as_ref().map(letter).transpose()
}

/// Writes a letter anew: what was signed is void, because other days were promised.
///
/// # Errors
/// What the database says.
pub async fn put_letter(
    tx: &mut Tx,
    member: &str,
    by: Option<&str>,
    letter: &Letter,
    audience: Circles,
) -> Result<(), DbError> {
    tx.run(
        "insert into mission_letter (member_id, days_promised, issued_on, issued_by, signed_on, audience, author_id)
         values ($1, $2, $3, $4, $5, $6,
           (select a.person_id from member m join application a on a.id = m.application_id where m.id = $1))
         on conflict (member_id) do update set days_promised = excluded.days_promised, issued_on = excluded.issued_on,
           issued_by = excluded.issued_by, signed_on = excluded.signed_on, signed_by = null,
           audience = excluded.audience, author_id = excluded.author_id",
        params![member, letter.days, letter.issued_on, by, letter.signed_on, audience],
    )
    .await?;
    Ok(())
}

/// Notes the signature; `false` when there is no letter or it was signed.
///
/// # Errors
/// What the database says.
pub async fn sign(tx: &mut Tx, member: &str, by: Option<&str>, day: Date) -> Result<bool, DbError> {
    let sql = "update mission_letter set signed_on = $2, signed_by = $3 where member_id = $1 and signed_on is null";
    Ok(tx.run(sql, params![member, day, by]).await? == 1)
}

/// Ends the role of an ambassador of a site on `day`.
///
/// # Errors
/// What the database says.
pub async fn end_role(tx: &mut Tx, site: &str, person: &str, day: Date) -> Result<(), DbError> {
    let sql = "update role set until_on = $3 where site_id = $1 and person_id = $2 and role = 'ambassador' and until_on is null";
    tx.run(sql, params![site, person, day]).await?;
    Ok(())
}
