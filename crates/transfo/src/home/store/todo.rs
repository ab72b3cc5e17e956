//! What waits for one person, in six statements whatever they are.

use jiff::{Timestamp, civil::Date};

use crate::{
    params,
    platform::{
        db::{Conn, DbError},
        gate::Gate,
    },
};

/// A call that is open, for the front page.
#[derive(Clone, Debug)]
pub struct OpenCall {
    /// Slug of the edition.
    pub edition: String,
    /// Slug of the site.
    pub site: String,
    /// Name of the site.
    pub name: String,
    /// Its theme.
    pub theme: String,
    /// Last day.
    pub closes_on: Date,
}

/// The calls that anybody may answer today, those that close first on top.
///
/// # Errors
/// What the database says.
pub async fn open_calls(conn: &mut Conn, today: Date) -> Result<Vec<OpenCall>, DbError> {
    let rows = conn
        .all(
            "select e.slug, s.slug, s.name, s.theme, c.closes_on from call c join site s on s.id = c.site_id
             join edition e on e.id = s.edition_id
             where c.opens_on <= $1 and c.closes_on >= $1 and not exists (select 1 from pool p where p.site_id = s.id)
             order by c.closes_on, s.name limit 40",
            params![today],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(OpenCall {
                edition: row.at(0)?,
                site: row.at(1)?,
                name: row.at(2)?,
                theme: row.at(3)?,
                closes_on: row.at(4)?,
            })
        })
        .collect()
}

/// An edition, or one site of it, and the dates that everybody there may know.
#[derive(Clone, Debug, Default)]
pub struct Spot {
    /// Row id of the edition.
    pub edition: String,
    /// Its slug.
    pub edition_slug: String,
    /// Its name.
    pub edition_name: String,
    /// Its first and last day.
    pub season: Option<(Date, Date)>,
    /// Row id of the site; empty for an edition without any.
    pub site: String,
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The convention is signed.
    pub signed: bool,
    /// First day on which a session may take place.
    pub starts_on: Option<Date>,
    /// First and last day of the call.
    pub call: Option<(Date, Date)>,
    /// The pool is frozen.
    pub frozen_at: Option<Timestamp>,
    /// The cohort is drawn.
    pub drawn_at: Option<Timestamp>,
    /// The result is known to those it concerns.
    pub result_published: bool,
}

/// Every site of the editions in which a person has a role today; of all editions for who runs the instance.
///
/// # Errors
/// What the database says.
pub async fn spots(conn: &mut Conn, person: &str, today: Date) -> Result<Vec<Spot>, DbError> {
    let rows = conn
        .all(
            "select e.id, e.slug, e.name, e.starts_on, e.ends_on, s.id, s.slug, s.name, s.convention_signed_on, s.starts_on,
               c.opens_on, c.closes_on, p.frozen_at, d.drawn_at, d.published_at
             from edition e left join site s on s.edition_id = e.id left join call c on c.site_id = s.id
               left join pool p on p.site_id = s.id left join drawing d on d.site_id = s.id
             where exists (select 1 from role r where r.person_id = $1 and r.since_on <= $2
               and (r.until_on is null or r.until_on > $2) and (r.edition_id = e.id or r.edition_id is null)
               and (r.site_id is null or r.site_id = s.id))
             order by e.starts_on desc, e.id, s.position, s.name, s.id",
            params![person, today],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let opens: Option<Date> = row.at(10)?;
            Ok(Spot {
                edition: row.at(0)?,
                edition_slug: row.at(1)?,
                edition_name: row.at(2)?,
                season: Some((row.at(3)?, row.at(4)?)),
                site: row.at::<Option<String>>(5)?.unwrap_or_default(),
                slug: row.at::<Option<String>>(6)?.unwrap_or_default(),
                name: row.at::<Option<String>>(7)?.unwrap_or_default(),
                signed: row.at::<Option<Date>>(8)?.is_some(),
                starts_on: row.at(9)?,
                call: opens.zip(row.at(11)?),
                frozen_at: row.at(12)?,
                drawn_at: row.at(13)?,
                result_published: row.at::<Option<Timestamp>>(14)?.is_some(),
            })
        })
        .collect()
}

/// So many things of one kind that wait at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// `mail`, `failing`, `plan`, `endorsement`, `letter` or `availability`.
    pub kind: String,
    /// Row id of the edition; empty for the instance.
    pub edition: String,
    /// Row id of the site; empty for a whole edition.
    pub site: String,
    /// How many.
    pub count: u32,
}

/// What waits at the places where this person works, coordinates or runs the machine: counted from the rows that
/// the gate admits, and only at places where the circles of that gate are theirs.
///
/// # Errors
/// What the database says.
pub async fn waiting(
    conn: &mut Conn,
    gate: &Gate,
    person: &str,
    today: Date,
) -> Result<Vec<Waiting>, DbError> {
    let seen = gate
        .all(
            conn,
            "select x.kind, x.edition_id, x.site_id, count(*) from (
               select 'mail' as kind, o.edition_id, o.site_id, o.audience, o.author_id from outbox o
                 where o.released_at is null and o.dropped_at is null
               union all
               select 'failing', null, null, 2048, null from outbox o
                 where o.released_at is not null and o.sent_at is null and o.dropped_at is null and o.attempts > 0
               union all
               select 'plan', p.edition_id, null, p.audience, p.author_id from plan p
                 where p.published_at is null and not exists (select 1 from plan q
                   where q.edition_id = p.edition_id and q.version > p.version)
               union all
               select 'endorsement', s.edition_id, a.site_id, a.audience, a.author_id from application a
                 join site s on s.id = a.site_id where a.withdrawn_at is null and a.endorsement = 'waiting'
                 and not exists (select 1 from pool f where f.site_id = a.site_id)
               union all
               select 'letter', s.edition_id, m.site_id, l.audience, l.author_id from mission_letter l
                 join member m on m.id = l.member_id join site s on s.id = m.site_id
                 where l.signed_on is null and m.left_on is null
               union all
               select 'availability', l.edition_id, l.site_id, 1 + 1024, null from availability_link l
                 where l.answered_at is null and l.revoked_at is null
             ) x where {seen:x} and (x.edition_id is null or exists (select 1 from role r
               where r.person_id = $1 and r.since_on <= $2 and (r.until_on is null or r.until_on > $2)
                 and r.role in ('pilot', 'resident', 'coordinator') and r.edition_id = x.edition_id
                 and (r.site_id is null or r.site_id = x.site_id)))
             group by x.kind, x.edition_id, x.site_id order by x.kind, x.site_id",
            params![person, today],
            |row| {
                Ok(Waiting {
                    kind: row.at(0)?,
                    edition: row.at::<Option<String>>(1)?.unwrap_or_default(),
                    site: row.at::<Option<String>>(2)?.unwrap_or_default(),
                    count: row.at(3)?,
                })
            },
        )
        .await?;
    Ok(seen.into_iter().map(|w| w.into_inner()).collect())
}

/// A run at one of the person's places.
#[derive(Clone, Debug)]
pub struct NearRun {
    /// Row id.
    pub id: String,
    /// Row id of the site.
    pub site: String,
    /// First day.
    pub starts_on: Date,
    /// Days.
    pub days: u32,
    /// Whether anybody's presence is noted.
    pub ticked: bool,
}

/// The published runs around today at the sites where a person has a role or is a member.
///
/// # Errors
/// What the database says.
pub async fn near_runs(
    conn: &mut Conn,
    person: &str,
    (today, from, to): (Date, Date, Date),
) -> Result<Vec<NearRun>, DbError> {
    let rows = conn
        .all(
            "select r.id, r.site_id, r.starts_on, r.days, (select count(*) from attendance t where t.run_id = r.id)
             from run r where r.cancelled_at is null and r.starts_on >= $3 and r.starts_on <= $4
               and exists (select 1 from role o where o.person_id = $1 and o.site_id = r.site_id and o.since_on <= $2
                 and (o.until_on is null or o.until_on > $2))
             order by r.starts_on, r.id limit 40",
            params![person, today, from, to],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(NearRun {
                id: row.at(0)?,
                site: row.at(1)?,
                starts_on: row.at(2)?,
                days: row.at(3)?,
                ticked: row.at::<u32>(4)? > 0,
            })
        })
        .collect()
}

/// What concerns a person as one of the twenty, as somebody's manager, or as somebody asked for their days. These
/// are rows about that person: they are found by who they are, not by a circle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// `letter` (to sign), `account`, `agreement` (to give) or `availability`.
    pub kind: String,
    /// Row id of the site; empty for availability asked by an edition.
    pub site: String,
    /// How many; half-days taken for an account.
    pub count: u32,
    /// Days promised, for an account.
    pub promised: u32,
    /// The member of a letter, the candidacy of an agreement.
    pub about: String,
}

/// What is asked of a person themselves.
///
/// # Errors
/// What the database says.
pub async fn own(conn: &mut Conn, person: &str) -> Result<Vec<Own>, DbError> {
    let rows = conn
        .all(
            "select 'letter', m.site_id, count(*), 0, min(m.id) from mission_letter l join member m on m.id = l.member_id
               join application a on a.id = m.application_id
               where a.person_id = $1 and l.signed_on is null and m.left_on is null group by m.site_id
             union all
             select 'account', m.site_id, (select count(*) from attendance t where t.member_id = m.id), l.days_promised, ''
               from mission_letter l join member m on m.id = l.member_id join application a on a.id = m.application_id
               where a.person_id = $1 and l.signed_on is not null and m.left_on is null
             union all
             select 'agreement', a.site_id, count(*), 0, min(a.id) from application a join person p on p.email = a.manager_email
               where p.id = $1 and a.released_at is not null and a.withdrawn_at is null and a.endorsement = 'waiting'
               group by a.site_id
             union all
             select 'availability', coalesce(l.site_id, ''), count(*), 0, '' from availability_link l
               left join application a on a.id = l.application_id
               where (l.person_id = $1 or a.person_id = $1) and l.answered_at is null and l.revoked_at is null
               group by coalesce(l.site_id, '')",
            params![person],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Own {
                kind: row.at(0)?,
                site: row.at(1)?,
                count: row.at(2)?,
                promised: row.at(3)?,
                about: row.at(4)?,
            })
        })
        .collect()
}
