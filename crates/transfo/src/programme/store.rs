//! All SQL of the slice.

use jiff::{Timestamp, civil::Date};

use super::stage::Stage;
use crate::{
    params,
    platform::db::{Conn, DbError, Row, Tx},
};

/// An edition of the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Row id.
    pub id: String,
    /// As in addresses.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Which protocol.
    pub protocol_id: String,
    /// Which version of it.
    pub protocol_version: String,
    /// First day.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Date,
    /// Where its dice start.
    pub seed: String,
    /// Its persons are invented.
    pub fictional: bool,
    /// Free text.
    pub notes: String,
}

const EDITION: &str =
    "id, slug, name, protocol_id, protocol_version, starts_on, ends_on, seed, fictional, notes";

fn edition_row(row: &Row) -> Result<Edition, DbError> {
    Ok(Edition {
        id: row.at(0)?,
        slug: row.at(1)?,
        name: row.at(2)?,
        protocol_id: row.at(3)?,
        protocol_version: row.at(4)?,
        starts_on: row.at(5)?,
        ends_on: row.at(6)?,
        seed: row.at(7)?,
        fictional: row.at(8)?,
        notes: row.at(9)?,
    })
}

/// Every edition, newest first.
///
/// # Errors
/// What the database says.
pub async fn editions(conn: &mut Conn) -> Result<Vec<Edition>, DbError> {
    let sql = format!("select {EDITION} from edition order by starts_on desc, id");
    let rows = conn.all(sqlx::AssertSqlSafe(sql), vec![]).await?;
    rows.iter().map(edition_row).collect()
}

/// One edition, by row id or slug.
///
/// # Errors
/// What the database says.
pub async fn edition(conn: &mut Conn, key: &str) -> Result<Option<Edition>, DbError> {
    let sql = format!("select {EDITION} from edition where id = $1 or slug = $1");
    let row = conn.first(sqlx::AssertSqlSafe(sql), params![key]).await?;
    row.as_ref().map(edition_row).transpose()
}

/// Adds an edition.
///
/// # Errors
/// What the database says; `edition.slug` is unique.
pub async fn add_edition(tx: &mut Tx, e: &Edition, now: Timestamp) -> Result<(), DbError> {
    tx.run(
        "insert into edition (id, slug, name, protocol_id, protocol_version, starts_on, ends_on, seed, fictional, notes, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            &e.id,
            &e.slug,
            &e.name,
            &e.protocol_id,
            &e.protocol_version,
            e.starts_on,
            e.ends_on,
            &e.seed,
            e.fictional,
            &e.notes,
            now
        ],
    )
    .await?;
    Ok(())
}

/// An authority in an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Row id.
    pub id: String,
    /// Its edition.
    pub edition_id: String,
    /// As in addresses.
    pub slug: String,
    /// Nine digits.
    pub siren: String,
    /// Name.
    pub name: String,
    /// Key of a [`super::stage::Kind`].
    pub kind: String,
    /// Town where it sits, as typed; empty while its number and name say it.
    pub town: String,
    /// The one theme; empty while there is none.
    pub theme: String,
    /// Public facts.
    pub facts: String,
    /// School zone, as the season's files write it.
    pub school_zone: String,
    /// Law of public holidays, as the season's files write it.
    pub holidays: String,
    /// Ambassadors to draw.
    pub seats: u32,
    /// Substitutes to draw.
    pub substitutes: u32,
    /// Signature of the convention.
    pub convention_signed_on: Option<Date>,
    /// First day on which a session may take place.
    pub starts_on: Option<Date>,
    /// Last day on which one may.
    pub ends_on: Option<Date>,
    /// Order in the season's files.
    pub position: u32,
    /// The latest stage and since when.
    pub stage: Option<(Stage, Date)>,
}

const SITE: &str = "s.id, s.edition_id, s.slug, s.siren, s.name, s.kind, s.theme, s.facts, s.school_zone, s.holidays, s.seats,
  s.substitutes, s.convention_signed_on, s.starts_on, s.ends_on, s.position, t.stage, t.since_on, s.town";
const STAGE: &str = "left join site_stage t on t.site_id = s.id and not exists (select 1 from site_stage u
  where u.site_id = s.id and (u.noted_at > t.noted_at or (u.noted_at = t.noted_at and u.id > t.id)))";

fn site_row(row: &Row) -> Result<Site, DbError> {
    let stage = row
        .at::<Option<String>>(16)?
        .and_then(|key| Stage::from_key(&key));
    let since: Option<Date> = row.at(17)?;
    Ok(Site {
        id: row.at(0)?,
        edition_id: row.at(1)?,
        slug: row.at(2)?,
        siren: row.at(3)?,
        name: row.at(4)?,
        kind: row.at(5)?,
        theme: row.at(6)?,
        facts: row.at(7)?,
        school_zone: row.at(8)?,
        holidays: row.at(9)?,
        seats: row.at(10)?,
        substitutes: row.at(11)?,
        convention_signed_on: row.at(12)?,
        starts_on: row.at(13)?,
        ends_on: row.at(14)?,
        position: row.at(15)?,
        stage: stage.zip(since),
        town: row.at(18)?,
    })
}

/// The authorities of an edition, in its order.
///
/// # Errors
/// What the database says.
pub async fn sites(conn: &mut Conn, edition: &str) -> Result<Vec<Site>, DbError> {
    let sql = format!(
        "select {SITE} from site s {STAGE} where s.edition_id = $1 order by s.position, s.name, s.id"
    );
    let rows = conn.all(sqlx::AssertSqlSafe(sql), params![edition]).await?;
    rows.iter().map(site_row).collect()
}

/// One authority.
///
/// # Errors
/// What the database says.
pub async fn site(conn: &mut Conn, id: &str) -> Result<Option<Site>, DbError> {
    let sql = format!("select {SITE} from site s {STAGE} where s.id = $1");
    let row = conn.first(sqlx::AssertSqlSafe(sql), params![id]).await?;
    row.as_ref().map(site_row).transpose()
}

/// Adds an authority.
///
/// # Errors
/// What the database says; slug and SIREN are unique in the edition.
pub async fn add_site(tx: &mut Tx, s: &Site, now: Timestamp) -> Result<(), DbError> {
    tx.run(
        "insert into site (id, edition_id, slug, siren, name, kind, theme, facts, school_zone, holidays, seats, substitutes,
           convention_signed_on, starts_on, ends_on, position, created_at, town)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        params![
            &s.id,
            &s.edition_id,
            &s.slug,
            &s.siren,
            &s.name,
            &s.kind,
            &s.theme,
            &s.facts,
            &s.school_zone,
            &s.holidays,
            s.seats,
            s.substitutes,
            s.convention_signed_on,
            s.starts_on,
            s.ends_on,
            s.position,
            now,
            &s.town
        ],
    )
    .await?;
    Ok(())
}

/// Changes what the page of an authority changes.
///
/// # Errors
/// What the database says.
pub async fn set_site(tx: &mut Tx, s: &Site) -> Result<(), DbError> {
    tx.run(
        "update site set name = $2, theme = $3, facts = $4, school_zone = $5, holidays = $6, seats = $7, substitutes = $8,
           convention_signed_on = $9, starts_on = $10, ends_on = $11, town = $12 where id = $1",
        params![
            &s.id,
            &s.name,
            &s.theme,
            &s.facts,
            &s.school_zone,
            &s.holidays,
            s.seats,
            s.substitutes,
            s.convention_signed_on,
            s.starts_on,
            s.ends_on,
            &s.town
        ],
    )
    .await?;
    Ok(())
}

/// Notes that an authority reached a stage.
///
/// # Errors
/// What the database says.
pub async fn add_stage(
    tx: &mut Tx,
    id: &str,
    site: &str,
    (stage, since): (Stage, Date),
    (now, author): (Timestamp, Option<&str>),
) -> Result<(), DbError> {
    tx.run(
        "insert into site_stage (id, site_id, stage, since_on, noted_at, author_id) values ($1, $2, $3, $4, $5, $6)",
        params![id, site, stage.key(), since, now, author],
    )
    .await?;
    Ok(())
}

/// Every stage an authority went through.
///
/// # Errors
/// What the database says.
pub async fn stages(conn: &mut Conn, site: &str) -> Result<Vec<(Stage, Date)>, DbError> {
    let sql = "select stage, since_on from site_stage where site_id = $1 order by noted_at, id";
    let rows = conn.all(sql, params![site]).await?;
    let mut stages = Vec::new();
    for row in &rows {
        if let Some(stage) = Stage::from_key(&row.at::<String>(0)?) {
            stages.push((stage, row.at(1)?));
        }
    }
    Ok(stages)
}

/// A room lent to a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Row id.
    pub id: String,
    /// As the season's files call it.
    pub reference: String,
    /// Name.
    pub name: String,
    /// People it holds.
    pub capacity: u32,
}

/// The rooms of every site of an edition, with the site's row id.
///
/// # Errors
/// What the database says.
pub async fn rooms(conn: &mut Conn, edition: &str) -> Result<Vec<(String, Room)>, DbError> {
    let rows = conn
        .all(
            "select r.site_id, r.id, r.reference, r.name, r.capacity from room r join site s on s.id = r.site_id
             where s.edition_id = $1 order by r.site_id, r.reference",
            params![edition],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let room = Room {
                id: row.at(1)?,
                reference: row.at(2)?,
                name: row.at(3)?,
                capacity: row.at(4)?,
            };
            Ok((row.at(0)?, room))
        })
        .collect()
}

/// Adds a room.
///
/// # Errors
/// What the database says; the reference is unique at the site.
pub async fn add_room(tx: &mut Tx, site: &str, room: &Room) -> Result<(), DbError> {
    tx.run(
        "insert into room (id, site_id, reference, name, capacity) values ($1, $2, $3, $4, $5)",
        params![&room.id, site, &room.reference, &room.name, room.capacity],
    )
    .await?;
    Ok(())
}

/// Takes a room away, unless a run uses it.
///
/// # Errors
/// What the database says.
pub async fn remove_room(tx: &mut Tx, site: &str, id: &str) -> Result<bool, DbError> {
    let rows = tx
        .run(
            "delete from room where id = $2 and site_id = $1 and not exists (select 1 from run where run.room_id = $2)",
            params![site, id],
        )
        .await?;
    Ok(rows == 1)
}

/// Somebody of a site or of the whole edition, by dated role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teammate {
    /// Row id of the role.
    pub role_id: String,
    /// Row id of the person.
    pub person_id: String,
    /// Row id of the site; `None` for the whole edition.
    pub site_id: Option<String>,
    /// Key of the role.
    pub role: String,
    /// Reference in the season's files.
    pub reference: Option<String>,
    /// Name.
    pub name: String,
    /// Address.
    pub email: Option<String>,
    /// What they practise.
    pub discipline: String,
    /// Where they live.
    pub home: String,
    /// Experience with public bodies.
    pub public_experience: String,
    /// First day.
    pub since: Date,
    /// First day without the role.
    pub until: Option<Date>,
}

/// Everybody with a role in an edition but ambassadors; of one site (and the whole edition) when `site` is given.
///
/// # Errors
/// What the database says.
pub async fn team(
    conn: &mut Conn,
    edition: &str,
    site: Option<&str>,
) -> Result<Vec<Teammate>, DbError> {
    let rows = conn
        .all(
            "select r.id, p.id, r.site_id, r.role, p.reference, p.name, p.email, p.discipline, p.home, p.public_experience,
               r.since_on, r.until_on
             from role r join person p on p.id = r.person_id
             where r.edition_id = $1 and r.role <> 'ambassador' and ($2 = '' or r.site_id = $2)
             order by r.granted_at, r.id",
            params![edition, site.unwrap_or_default()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Teammate {
                role_id: row.at(0)?,
                person_id: row.at(1)?,
                site_id: row.at(2)?,
                role: row.at(3)?,
                reference: row.at(4)?,
                name: row.at(5)?,
                email: row.at(6)?,
                discipline: row.at(7)?,
                home: row.at(8)?,
                public_experience: row.at(9)?,
                since: row.at(10)?,
                until: row.at(11)?,
            })
        })
        .collect()
}

/// What an edition changes in its protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverrideLine {
    /// Row id.
    pub id: String,
    /// Rule.
    pub rule: String,
    /// Parameter.
    pub parameter: String,
    /// Value, as the protocol's document writes it.
    pub value: String,
    /// Who signed it.
    pub author: String,
    /// Why.
    pub reason: String,
    /// When.
    pub on: Date,
}

/// The overrides of an edition, oldest first.
///
/// # Errors
/// What the database says.
pub async fn overrides(conn: &mut Conn, edition: &str) -> Result<Vec<OverrideLine>, DbError> {
    let rows = conn
        .all(
            "select id, rule, parameter, value, author, reason, made_on from protocol_override
             where edition_id = $1 order by made_on, rule, parameter, id",
            params![edition],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(OverrideLine {
                id: row.at(0)?,
                rule: row.at(1)?,
                parameter: row.at(2)?,
                value: row.at(3)?,
                author: row.at(4)?,
                reason: row.at(5)?,
                on: row.at(6)?,
            })
        })
        .collect()
}

/// Adds an override; it replaces an earlier one of the same parameter.
///
/// # Errors
/// What the database says.
pub async fn add_override(tx: &mut Tx, edition: &str, o: &OverrideLine) -> Result<(), DbError> {
    tx.run(
        "delete from protocol_override where edition_id = $1 and rule = $2 and parameter = $3",
        params![edition, &o.rule, &o.parameter],
    )
    .await?;
    tx.run(
        "insert into protocol_override (id, edition_id, rule, parameter, value, author, reason, made_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![&o.id, edition, &o.rule, &o.parameter, &o.value, &o.author, &o.reason, o.on],
    )
    .await?;
    Ok(())
}

/// A waiver as kept: of one site, or of the whole edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiverLine {
    /// Row id.
    pub id: String,
    /// Row id of the site.
    pub site_id: Option<String>,
    /// Rule.
    pub rule: String,
    /// Who signed it.
    pub author: String,
    /// Why.
    pub reason: String,
    /// From when.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// The day it was ended before its time.
    pub ended_on: Option<Date>,
}

/// The waivers of an edition.
///
/// # Errors
/// What the database says.
pub async fn waivers(conn: &mut Conn, edition: &str) -> Result<Vec<WaiverLine>, DbError> {
    let rows = conn
        .all(
            "select id, site_id, rule, author_name, reason, from_on, until_on, ended_on from waiver
             where edition_id = $1 order by from_on, id",
            params![edition],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(WaiverLine {
                id: row.at(0)?,
                site_id: row.at(1)?,
                rule: row.at(2)?,
                author: row.at(3)?,
                reason: row.at(4)?,
                from: row.at(5)?,
                until: row.at(6)?,
                ended_on: row.at(7)?,
            })
        })
        .collect()
}

/// Adds a waiver.
///
/// # Errors
/// What the database says.
pub async fn add_waiver(
    tx: &mut Tx,
    edition: &str,
    w: &WaiverLine,
    (now, author): (Timestamp, Option<&str>),
) -> Result<(), DbError> {
    tx.run(
        "insert into waiver (id, edition_id, site_id, rule, author_id, author_name, reason, from_on, until_on, noted_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![&w.id, edition, &w.site_id, &w.rule, author, &w.author, &w.reason, w.from, w.until, now],
    )
    .await?;
    Ok(())
}

/// Ends a waiver before its time.
///
/// # Errors
/// What the database says.
pub async fn end_waiver(tx: &mut Tx, edition: &str, id: &str, day: Date) -> Result<bool, DbError> {
    let sql =
        "update waiver set ended_on = $3 where id = $2 and edition_id = $1 and ended_on is null";
    Ok(tx.run(sql, params![edition, id, day]).await? == 1)
}
