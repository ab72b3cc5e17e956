//! Something to look at for each page: read past the gate, for those who run the instance and its tests.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    params,
    platform::db::{Conn, DbError},
};

/// What the query of a source is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The instance: no value.
    Instance,
    /// The edition's row id.
    Edition,
    /// The site's row id.
    Site,
}

/// Where the value of a parameter comes from.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The end of the pattern up to the parameter.
    pub pattern: &'static str,
    /// What the query is about.
    pub of: Of,
    /// Its text, with the value as `$1`.
    pub sql: &'static str,
}

const fn of_site(pattern: &'static str, sql: &'static str) -> Source {
    Source {
        pattern,
        of: Of::Site,
        sql,
    }
}

const NEXT_RUN: &str = "select id from run where site_id = $1 and cancelled_at is null order by starts_on desc limit 1";

/// The sources, first match first.
pub const SOURCES: [Source; 13] = [
    Source {
        pattern: "/personnes/{id}",
        of: Of::Instance,
        sql: "select person_id from role where role = 'administrator' order by granted_at, id limit 1",
    },
    Source {
        pattern: "/calendrier/plans/{plan}",
        of: Of::Edition,
        sql: "select id from plan where edition_id = $1 order by version desc limit 1",
    },
    Source {
        pattern: "/calendrier/choix/{batch}",
        of: Of::Edition,
        sql: "select batch from plan where edition_id = $1 and batch <> '' order by version desc limit 1",
    },
    Source {
        pattern: "/rencontres/{meeting}",
        of: Of::Edition,
        sql: "select id from meeting where edition_id = $1 and cancelled_at is null order by coalesce(starts_on, to_on) desc, id limit 1",
    },
    of_site("/calendrier/{run}", NEXT_RUN),
    of_site(
        "/candidatures/{id}",
        "select id from application where site_id = $1 and withdrawn_at is null order by reference limit 1",
    ),
    of_site(
        "/cohorte/{member}",
        "select id from member where site_id = $1 and kind = 'member' and left_on is null order by rank limit 1",
    ),
    of_site(
        "/groupes/{session}",
        "select number from (select cast(number as text) as number from grouping_seat where site_id = $1) s
           order by length(number) desc, number desc limit 1",
    ),
    of_site(
        "/disponibilites/{who}",
        "select 'a-' || id from application where site_id = $1 and withdrawn_at is null and exists
           (select 1 from member m where m.application_id = application.id and m.kind = 'member') order by reference limit 1",
    ),
    of_site(
        "/courriers/{id}",
        "select id from outbox where site_id = $1 and sent_at is null and dropped_at is null order by prepared_at, id limit 1",
    ),
    of_site("/derogations/{id}", "select id from waiver where site_id = $1 order by from_on, id limit 1"),
    of_site("/salles/{id}", "select id from room where site_id = $1 order by reference limit 1"),
    of_site("/equipe/{role}", "select id from role where site_id = $1 order by granted_at, id limit 1"),
];

/// The first value that a source gives.
///
/// # Errors
/// What the database says.
pub async fn first(
    conn: &mut Conn,
    source: &Source,
    about: Option<&str>,
) -> Result<Option<String>, DbError> {
    let values = match (source.of, about) {
        (Of::Instance, _) => vec![],
        (_, Some(id)) => params![id],
        (_, None) => return Ok(None),
    };
    let row = conn.first(source.sql, values).await?;
    row.map(|row| row.at(0)).transpose()
}

/// Whether the plan a sample shows carries its proof.
///
/// # Errors
/// What the database says.
pub async fn is_proved(conn: &mut Conn, plan: &str) -> Result<bool, DbError> {
    let sql = "select id from plan where id = $1 and certificate <> ''";
    Ok(conn.first(sql, params![plan]).await?.is_some())
}

/// Row id and slug.
pub type Place = (String, String);

/// The edition and the site to take samples from: the site of slug `home` if there is one, else the first.
///
/// # Errors
/// What the database says.
pub async fn home(conn: &mut Conn, home: &str) -> Result<Option<(Place, Place)>, DbError> {
    let row = conn
        .first(
            "select e.id, e.slug, s.id, s.slug from site s join edition e on e.id = s.edition_id
             order by case when s.slug = $1 then 0 else 1 end, e.starts_on desc, s.position limit 1",
            params![home],
        )
        .await?;
    row.map(|row| Ok(((row.at(0)?, row.at(1)?), (row.at(2)?, row.at(3)?))))
        .transpose()
}

/// The slug of the season whose latest job of a kind failed, and what the job left.
///
/// # Errors
/// What the database says.
pub async fn blocked(conn: &mut Conn, kind: &str) -> Result<Option<(String, String)>, DbError> {
    let row = conn
        .first(
            "select e.slug, j.error from job j join edition e on e.id = j.edition_id where j.kind = $1 and j.error is not null
               and not exists (select 1 from job k where k.kind = j.kind and k.edition_id = j.edition_id and k.asked_at > j.asked_at)
             order by j.asked_at desc limit 1",
            params![kind],
        )
        .await?;
    row.map(|row| Ok((row.at(0)?, row.at(1)?))).transpose()
}

/// The slug of a site whose call is open, else of any that has a call.
///
/// # Errors
/// What the database says.
pub async fn open_call(
    conn: &mut Conn,
    edition: &str,
    today: Date,
) -> Result<Option<String>, DbError> {
    let row = conn
        .first(
            "select s.slug from call c join site s on s.id = c.site_id where s.edition_id = $1
             order by case when c.opens_on <= $2 and c.closes_on >= $2 then 0 else 1 end, s.position limit 1",
            params![edition, today],
        )
        .await?;
    row.map(|row| row.at(0)).transpose()
}

/// The slug of a site that is drawn and whose result nobody has published.
///
/// # Errors
/// What the database says.
pub async fn unpublished_draw(conn: &mut Conn, edition: &str) -> Result<Option<String>, DbError> {
    let row = conn
        .first(
            "select s.slug from drawing d join site s on s.id = d.site_id
             where s.edition_id = $1 and d.published_at is null order by s.position limit 1",
            params![edition],
        )
        .await?;
    row.map(|row| row.at(0)).transpose()
}

/// The secrets a demonstration keeps, by the beginning of the path they open.
///
/// # Errors
/// What the database says.
pub async fn secrets(conn: &mut Conn, prefix: &str) -> Result<BTreeMap<String, String>, DbError> {
    let rows = conn
        .all(
            "select key, value from setting where key like $1 order by key",
            params![format!("{prefix}%")],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let key: String = row.at(0)?;
            Ok((key.replacen(prefix, "", 1), row.at(1)?))
        })
        .collect()
}

/// The last run of a site and its first day.
///
/// # Errors
/// What the database says.
pub async fn last_run(conn: &mut Conn, site: &str) -> Result<Option<(String, Date)>, DbError> {
    let row = conn
        .first(
            "select id, starts_on from run where site_id = $1 and cancelled_at is null order by starts_on desc, id limit 1",
            params![site],
        )
        .await?;
    row.map(|row| Ok((row.at(0)?, row.at(1)?))).transpose()
}

/// A run that is not over and its first day from `today` on.
///
/// # Errors
/// What the database says.
pub async fn next_run(
    conn: &mut Conn,
    site: &str,
    today: Date,
) -> Result<Option<(String, Date)>, DbError> {
    let row = conn
        .first(
            "select id, starts_on from run where site_id = $1 and cancelled_at is null
             order by case when starts_on >= $2 then 0 else 1 end, starts_on limit 1",
            params![site, today],
        )
        .await?;
    row.map(|row| Ok((row.at(0)?, row.at(1)?))).transpose()
}
