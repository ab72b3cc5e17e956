//! Feeds: who may fetch which calendar, by the fingerprint of a secret.

use jiff::{Timestamp, civil::Date};

use crate::{
    params,
    platform::{
        db::{Conn, DbError, Tx},
        words::Lang,
    },
};

/// A feed in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Row id.
    pub id: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// Who made it.
    pub made_by: String,
    /// Name of its edition.
    pub edition: String,
}

/// What a secret opens.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Edition's row id.
    pub edition: String,
    /// Name of the edition.
    pub edition_name: String,
    /// Site's row id and name, for a site's feed.
    pub site: Option<(String, String)>,
    /// The person, for a personal feed.
    pub person: Option<String>,
    /// Language of the person.
    pub lang: Lang,
}

/// What the secret opens; nothing for an unknown or revoked one.
pub async fn opened(conn: &mut Conn, hash: &str) -> Result<Option<Opened>, DbError> {
    let row = conn
        .first(
            "select f.edition_id, e.name, f.site_id, s.name, f.person_id, p.lang from feed f
             join edition e on e.id = f.edition_id left join site s on s.id = f.site_id left join person p on p.id = f.person_id
             where f.token_hash = $1 and f.revoked_at is null and p.disabled_at is null",
            params![hash],
        )
        .await?;
    row.map(|row| {
        let site = match row.at::<Option<String>>(2)? {
            Some(id) => Some((id, row.at::<Option<String>>(3)?.unwrap_or_default())),
            None => None,
        };
        Ok(Opened {
            edition: row.at(0)?,
            edition_name: row.at(1)?,
            site,
            person: row.at(4)?,
            lang: Lang::from_key(&row.at::<Option<String>>(5)?.unwrap_or_default()),
        })
    })
    .transpose()
}

/// The sites of the edition whose runs are this person's, each with whether the person is a resident there.
/// Who coordinates the edition has every site, and no time taken by any.
pub async fn sites_of(
    conn: &mut Conn,
    (person, edition): (&str, &str),
    today: Date,
) -> Result<Vec<(String, String)>, DbError> {
    let rows = conn
        .all(
            "select s.id, q.role from site s join (
               select r.site_id as site_id, r.role as role from role r where r.person_id = $1 and r.edition_id = $2
                 and r.role in ('resident', 'pilot', 'ambassador', 'coordinator')
                 and r.since_on <= $3 and (r.until_on is null or r.until_on > $3)
               union select m.site_id, 'ambassador' from member m join application a on a.id = m.application_id
                 where a.person_id = $1 and m.left_on is null and (m.audience & 2) <> 0 and (m.kind <> 'substitute' or m.joined_on is not null)
             ) q on q.site_id = s.id or q.site_id is null
             where s.edition_id = $2 order by s.id, q.role",
            params![person, edition, today],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.at(0)?, row.at(1)?)))
        .collect()
}

/// The open feeds of a site.
pub async fn of_site(conn: &mut Conn, site: &str) -> Result<Vec<Listed>, DbError> {
    listed(conn, "f.site_id = $1 and f.person_id is null", site).await
}

/// The open feeds of a person.
pub async fn of_person(conn: &mut Conn, person: &str) -> Result<Vec<Listed>, DbError> {
    listed(conn, "f.person_id = $1", person).await
}

async fn listed(conn: &mut Conn, which: &'static str, id: &str) -> Result<Vec<Listed>, DbError> {
    let sql = format!(
        "select f.id, f.made_at, coalesce(p.name, ''), e.name from feed f join edition e on e.id = f.edition_id
         left join person p on p.id = f.made_by where {which} and f.revoked_at is null order by f.made_at, f.id"
    );
    let rows = conn.all(sqlx::AssertSqlSafe(sql), params![id]).await?;
    rows.iter()
        .map(|row| {
            Ok(Listed {
                id: row.at(0)?,
                made_at: row.at(1)?,
                made_by: row.at(2)?,
                edition: row.at(3)?,
            })
        })
        .collect()
}

/// Opens a feed.
pub async fn insert(
    tx: &mut Tx,
    (id, hash): (&str, &str),
    (edition, site, person): (&str, Option<&str>, Option<&str>),
    (now, by): (Timestamp, Option<&str>),
) -> Result<(), DbError> {
    tx.run(
        "insert into feed (id, token_hash, edition_id, site_id, person_id, made_at, made_by) values ($1, $2, $3, $4, $5, $6, $7)",
        params![id, hash, edition, site, person, now, by],
    )
    .await?;
    Ok(())
}

/// Closes a feed of this site or this person; how many.
pub async fn revoke(
    tx: &mut Tx,
    id: &str,
    (site, person): (Option<&str>, Option<&str>),
    now: Timestamp,
) -> Result<u64, DbError> {
    tx.run(
        "update feed set revoked_at = $4 where id = $1 and revoked_at is null and coalesce(site_id, '') = $2
           and coalesce(person_id, '') = $3",
        params![id, site.unwrap_or_default(), person.unwrap_or_default(), now],
    )
    .await
}

/// The editions in which a person has runs of their own: row id and name.
pub async fn editions_of(
    conn: &mut Conn,
    person: &str,
    today: Date,
) -> Result<Vec<(String, String)>, DbError> {
    let rows = conn
        .all(
            "select distinct e.id, e.name, e.starts_on from edition e join role r on r.edition_id = e.id
             where r.person_id = $1 and r.role in ('resident', 'pilot', 'ambassador', 'coordinator')
               and r.since_on <= $2 and (r.until_on is null or r.until_on > $2) order by e.starts_on, e.id",
            params![person, today],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.at(0)?, row.at(1)?)))
        .collect()
}
