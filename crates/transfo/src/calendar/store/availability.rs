//! Private pages of availability, and the absences written there.

use jiff::{Timestamp, civil::Date};

use super::facts::absence;
use crate::{
    calendar::{
        absence::Absence,
        answer::{Asked, Known, Noted, Subject},
    },
    params,
    platform::{
        db::{Conn, DbError, Row, Tx, Value},
        gate::{Circles, Gate, Seen},
    },
};

const SUBJECT: &str = "k.id, k.edition_id, k.site_id, k.application_id, k.person_id, k.name, k.author, k.email, k.lang,
    e.name, coalesce(s.starts_on, e.starts_on), coalesce(s.ends_on, e.ends_on), s.name, s.holidays";

fn subject(row: &Row) -> Result<Subject, DbError> {
    Ok(Subject {
        edition: row.at(1)?,
        site: row.at(2)?,
        application: row.at(3)?,
        person: row.at(4)?,
        name: row.at(5)?,
        author: row.at(6)?,
        email: row.at(7)?,
        lang: row.at(8)?,
        edition_name: row.at(9)?,
        from: row.at(10)?,
        to: row.at(11)?,
        site_name: row.at(12)?,
        law: row.at::<Option<String>>(13)?.unwrap_or_default(),
    })
}

/// Whose page the secret opens.
pub async fn by_token(conn: &mut Conn, hash: &str) -> Result<Option<Subject>, DbError> {
    let sql = format!(
        "select {SUBJECT} from (
           select l.token_hash as id, l.edition_id as edition_id, l.site_id as site_id, l.application_id as application_id,
             l.person_id as person_id, coalesce(a.name, p.name) as name, coalesce(l.person_id, a.person_id) as author,
             coalesce(a.email, p.email) as email, coalesce(a.lang, p.lang) as lang
           from availability_link l left join application a on a.id = l.application_id left join person p on p.id = l.person_id
           where l.token_hash = $1 and l.revoked_at is null and a.withdrawn_at is null) k
         join edition e on e.id = k.edition_id left join site s on s.id = k.site_id"
    );
    let row = conn.first(sqlx::AssertSqlSafe(sql), params![hash]).await?;
    row.as_ref().map(subject).transpose()
}

/// The agent or resident called `who` (`a-ID` or `p-ID`) at a site, for who may see that there is one.
pub async fn at_site(
    conn: &mut Conn,
    gate: &Gate,
    (site, who): (&str, &str),
    today: Date,
) -> Result<Option<Seen<Subject>>, DbError> {
    let Some((kind, id)) = who.split_once('-') else {
        return Ok(None);
    };
    let (from, mut values): (&str, Vec<Value>) = match kind {
        "a" => (
            "select a.id as id, t.edition_id as edition_id, a.site_id as site_id, a.id as application_id,
               cast(null as text) as person_id, a.name as name, a.person_id as author, a.email as email, a.lang as lang,
               a.audience as audience, a.author_id as author_id
             from application a join site t on t.id = a.site_id where a.site_id = $1 and a.id = $2 and a.withdrawn_at is null",
            Vec::new(),
        ),
        _ => (
            "select p.id as id, r.edition_id as edition_id, cast(null as text) as site_id, cast(null as text) as application_id,
               p.id as person_id, p.name as name, p.id as author, p.email as email, p.lang as lang,
               $3 as audience, p.id as author_id
             from role r join person p on p.id = r.person_id where r.site_id = $1 and p.id = $2 and r.role = 'resident'
               and (r.until_on is null or r.until_on > $4)",
            params![Circles::SELECTION, today],
        ),
    };
    let mut all = params![site, id];
    all.append(&mut values);
    let sql = format!(
        "select {SUBJECT} from ({from}) k join edition e on e.id = k.edition_id left join site s on s.id = k.site_id where {{seen:k}}"
    );
    gate.first(conn, &sql, all, subject).await
}

/// Who is asked at a site, and who has answered.
pub async fn asked(
    conn: &mut Conn,
    gate: &Gate,
    site: &str,
    today: Date,
) -> Result<Vec<Seen<Asked>>, DbError> {
    let sql = "select q.kind, q.id, q.name, q.email, q.lang, q.drawn, q.answered_at, q.links, q.known_until, q.months from (
        select 'a' as kind, a.id as id, a.name as name, a.email as email, a.lang as lang,
          (select count(*) from member m where m.application_id = a.id and m.left_on is null) as drawn,
          (select max(l.answered_at) from availability_link l where l.application_id = a.id) as answered_at,
          (select count(*) from availability_link l where l.application_id = a.id and l.revoked_at is null) as links,
          (select max(l.known_until) from availability_link l where l.application_id = a.id and l.revoked_at is null) as known_until,
          (select max(l.unknown_months) from availability_link l where l.application_id = a.id and l.revoked_at is null) as months,
          a.audience as audience, a.author_id as author_id
        from application a where a.site_id = $1 and a.withdrawn_at is null
        union all
        select distinct 'p', p.id, p.name, p.email, p.lang, cast(1 as bigint),
          (select max(l.answered_at) from availability_link l where l.person_id = p.id and l.edition_id = r.edition_id),
          (select count(*) from availability_link l where l.person_id = p.id and l.edition_id = r.edition_id and l.revoked_at is null),
          (select max(l.known_until) from availability_link l where l.person_id = p.id and l.edition_id = r.edition_id and l.revoked_at is null),
          (select max(l.unknown_months) from availability_link l where l.person_id = p.id and l.edition_id = r.edition_id and l.revoked_at is null),
          $2, p.id
        from role r join person p on p.id = r.person_id where r.site_id = $1 and r.role = 'resident'
          and (r.until_on is null or r.until_on > $3)) q
      where {seen:q} order by q.kind desc, q.name, q.id";
    let mut list = gate
        .all(conn, sql, params![site, Circles::SELECTION, today], |row| {
            Ok(Asked {
                who: format!("{}-{}", row.at::<String>(0)?, row.at::<String>(1)?),
                resident: row.at::<String>(0)? == "p",
                name: row.at(2)?,
                email: row.at(3)?,
                lang: row.at(4)?,
                drawn: row.at(5)?,
                answered_at: row.at(6)?,
                has_link: row.at(7)?,
                known: known(row, 8)?,
            })
        })
        .await?;
    // Once the cohort is drawn, the others are left in peace.
    if list.iter().any(|one| one.drawn && !one.resident) {
        list.retain(|one| one.drawn);
    }
    Ok(list)
}

/// The absences a person noted, in order of date. Only for that person, or past [`at_site`].
pub async fn noted(conn: &mut Conn, of: &Subject) -> Result<Vec<Noted>, DbError> {
    let rows = conn
        .all(
            // A cross join keeps the order: the person's few lines first, not the thousands of the edition.
            "select u.from_on, u.to_on, u.half, u.weekday, u.id, u.reason
             from (select id as own from unavailable where application_id = $2
               union all select id from unavailable where person_id = $3) o cross join unavailable u
             where u.id = o.own and u.edition_id = $1 order by u.from_on, u.to_on, u.half, u.id",
            params![&of.edition, &of.application, &of.person],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Noted {
                absence: absence(row, 0)?,
                id: row.at(4)?,
                reason: row.at(5)?,
            })
        })
        .collect()
}

/// The absences of the members who sit at a site, from `today` on, with the row id of the member: as far as the
/// viewer may see.
pub async fn of_cohort(
    conn: &mut Conn,
    gate: &Gate,
    site: &str,
    today: Date,
) -> Result<Vec<Seen<(String, Absence)>>, DbError> {
    let sql = "select u.from_on, u.to_on, u.half, u.weekday, m.id from member m
       join unavailable u on u.application_id = m.application_id
       where m.site_id = $1 and m.kind <> 'substitute' and m.left_on is null and u.to_on >= $2 and {seen:u}
       order by m.rank, u.from_on, u.to_on, u.id";
    gate.all(conn, sql, params![site, today], |row| {
        Ok((row.at(4)?, absence(row, 0)?))
    })
    .await
}

/// How far an answer goes, from two columns beginning at `at`.
fn known(row: &Row, at: usize) -> Result<Known, DbError> {
    let months: Option<String> = row.at(at + 1)?;
    Ok(Known::read(row.at(at)?, &months.unwrap_or_default()))
}

/// When the person last answered, and how far the answer goes.
pub async fn answered(
    conn: &mut Conn,
    of: &Subject,
) -> Result<(Option<Timestamp>, Known), DbError> {
    let row = conn
        .first(
            "select max(answered_at), max(known_until), max(unknown_months) from availability_link
             where edition_id = $1 and (application_id = $2 or person_id = $3) and revoked_at is null",
            params![&of.edition, &of.application, &of.person],
        )
        .await?;
    row.map_or(Ok((None, Known::default())), |row| {
        Ok((row.at(0)?, known(&row, 1)?))
    })
}

/// Notes one absence.
pub async fn insert(
    tx: &mut Tx,
    of: &Subject,
    noted: &Noted,
    now: Timestamp,
) -> Result<(), DbError> {
    let weekday = noted
        .absence
        .weekday
        .map_or("", crate::calendar::absence::weekday_key);
    tx.run(
        "insert into unavailable (id, edition_id, site_id, application_id, person_id, from_on, to_on, half, weekday, reason,
           noted_at, audience, author_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        params![
            &noted.id,
            &of.edition,
            &of.site,
            &of.application,
            &of.person,
            noted.absence.from,
            noted.absence.to,
            noted.absence.half.key(),
            weekday,
            &noted.reason,
            now,
            Circles::SELECTION,
            &of.author
        ],
    )
    .await?;
    Ok(())
}

/// Takes back one absence of this very person.
pub async fn delete(tx: &mut Tx, of: &Subject, id: &str) -> Result<u64, DbError> {
    tx.run(
        "delete from unavailable where id = $1 and edition_id = $2 and (application_id = $3 or person_id = $4)",
        params![id, &of.edition, &of.application, &of.person],
    )
    .await
}

/// Notes that the person answered, how far the answer goes, and on which page if it was a link.
pub async fn note_answer(
    tx: &mut Tx,
    of: &Subject,
    known: &Known,
    (now, spare): (Timestamp, &str),
) -> Result<(), DbError> {
    let touched = tx
        .run(
            "update availability_link set answered_at = $4, known_until = $5, unknown_months = $6
             where edition_id = $1 and (application_id = $2 or person_id = $3) and revoked_at is null",
            params![&of.edition, &of.application, &of.person, now, known.until, known.months()],
        )
        .await?;
    if touched == 0 {
        // Answered on paper: the answer is kept with a page whose secret nobody has.
        link(tx, of, spare, now).await?;
        Box::pin(note_answer(tx, of, known, (now, spare))).await?;
    }
    Ok(())
}

/// Opens a private page; the former ones of the same person stop working, their answer stays.
pub async fn link(tx: &mut Tx, of: &Subject, hash: &str, now: Timestamp) -> Result<(), DbError> {
    let (answered_at, known) = answered(tx, of).await?;
    tx.run(
        "update availability_link set revoked_at = $4
         where edition_id = $1 and (application_id = $2 or person_id = $3) and revoked_at is null",
        params![&of.edition, &of.application, &of.person, now],
    )
    .await?;
    tx.run(
        "insert into availability_link (token_hash, edition_id, site_id, application_id, person_id, made_at, answered_at, known_until,
           unknown_months) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            hash,
            &of.edition,
            &of.site,
            &of.application,
            &of.person,
            now,
            answered_at,
            known.until,
            known.months()
        ],
    )
    .await?;
    Ok(())
}

/// Which ambassadors have been asked and how far they know: the site's slug, and the answer when there is one.
///
/// Read past the gate on purpose: only counts come of it.
pub async fn doubts(
    conn: &mut Conn,
    edition: &str,
) -> Result<Vec<(String, Option<Known>)>, DbError> {
    let rows = conn
        .all(
            "select s.slug, l.answered_at, l.known_until, l.unknown_months from member m join site s on s.id = m.site_id
             join availability_link l on l.application_id = m.application_id and l.revoked_at is null
             where s.edition_id = $1 and m.left_on is null and (m.kind <> 'substitute' or m.joined_on is not null)",
            params![edition],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let answered: Option<Timestamp> = row.at(1)?;
            let known = known(row, 2)?;
            Ok((row.at(0)?, answered.map(|_| known)))
        })
        .collect()
}
