//! All SQL of the slice.

use jiff::{Timestamp, civil::Date};

use crate::{
    params,
    platform::{
        db::{Conn, DbError, Row, Tx},
        dialect,
        gate::Role,
        words::Lang,
    },
};

/// A person as the account pages need it.
#[derive(Clone, Debug)]
pub struct Person {
    /// Row id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Address, lower case; many agents have none.
    pub email: Option<String>,
    /// Language of mails.
    pub lang: Lang,
    /// Whether the person was invented for a demonstration.
    pub fictional: bool,
    /// Hash of the password, when one was set.
    pub password_hash: Option<String>,
    /// When it was set.
    pub password_set_at: Option<Timestamp>,
    /// Secret of the second factor, confirmed or not.
    pub totp_secret: Option<String>,
    /// When it was confirmed.
    pub totp_confirmed_at: Option<Timestamp>,
    /// The last step taken.
    pub totp_last_step: Option<i64>,
    /// Since when the account is closed.
    pub disabled_at: Option<Timestamp>,
}

const PERSON: &str = "p.id, p.name, p.email, p.lang, p.fictional, p.password_hash, p.password_set_at, p.totp_secret, p.totp_confirmed_at, p.totp_last_step, p.disabled_at";

fn person(row: &Row) -> Result<Person, DbError> {
    Ok(Person {
        id: row.at(0)?,
        name: row.at(1)?,
        email: row.at(2)?,
        lang: Lang::from_key(&row.at::<String>(3)?),
        fictional: row.at(4)?,
        password_hash: row.at(5)?,
        password_set_at: row.at(6)?,
        totp_secret: row.at(7)?,
        totp_confirmed_at: row.at(8)?,
        totp_last_step: row.at(9)?,
        disabled_at: row.at(10)?,
    })
}

impl Person {
    /// Whether they have a credential of their own: then invitations no longer let anybody in.
    pub fn has_credential(&self) -> bool {
        self.password_hash.is_some() || self.totp_confirmed_at.is_some()
    }
}

/// The person with row `id`.
///
/// # Errors
/// What the database says.
pub async fn by_id(conn: &mut Conn, id: &str) -> Result<Option<Person>, DbError> {
    let sql = format!("select {PERSON} from person p where p.id = $1");
    let row = conn.first(sqlx::AssertSqlSafe(sql), params![id]).await?;
    row.as_ref().map(person).transpose()
}

/// The open account at address `email`.
///
/// # Errors
/// What the database says.
pub async fn by_email(conn: &mut Conn, email: &str) -> Result<Option<Person>, DbError> {
    let sql = format!("select {PERSON} from person p where p.email = $1 and p.disabled_at is null");
    let row = conn.first(sqlx::AssertSqlSafe(sql), params![email]).await?;
    row.as_ref().map(person).transpose()
}

/// Whether somebody already runs the instance.
///
/// # Errors
/// What the database says.
pub async fn has_administrator(conn: &mut Conn) -> Result<bool, DbError> {
    let sql = "select 1 from role where role = 'administrator' and until_on is null limit 1";
    Ok(conn.first(sql, vec![]).await?.is_some())
}

/// A person to add.
#[derive(Clone, Debug, Default)]
pub struct NewPerson<'a> {
    /// Reference in the season's files, if any.
    pub reference: Option<&'a str>,
    /// Name.
    pub name: &'a str,
    /// Address, if any.
    pub email: Option<&'a str>,
    /// Language.
    pub lang: Lang,
    /// Invented for a demonstration.
    pub fictional: bool,
    /// What they practise: designer, sociologist…
    pub discipline: &'a str,
    /// Where they live.
    pub home: &'a str,
    /// Experience with public bodies, in their words.
    pub public_experience: &'a str,
}

/// Says where a person lives; their name, or none when there is no such person.
///
/// # Errors
/// What the database says.
pub async fn set_home(tx: &mut Tx, person: &str, home: &str) -> Result<Option<String>, DbError> {
    let sql = "update person set home = $2 where id = $1 returning name";
    let row = tx.first(sql, params![person, home]).await?;
    row.map(|row| row.at(0)).transpose()
}

/// Adds a person under row id `id`.
///
/// # Errors
/// What the database says; `person.email` and `person.reference` are unique.
pub async fn add_person(
    tx: &mut Tx,
    id: &str,
    now: Timestamp,
    new: &NewPerson<'_>,
) -> Result<(), DbError> {
    tx.run(
        "insert into person (id, reference, name, email, lang, fictional, discipline, home, public_experience, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            id,
            new.reference,
            new.name,
            new.email.map(str::to_lowercase),
            new.lang.key(),
            new.fictional,
            new.discipline,
            new.home,
            new.public_experience,
            now
        ],
    )
    .await?;
    Ok(())
}

/// A role to grant.
#[derive(Clone, Copy, Debug)]
pub struct Grant<'a> {
    /// To whom.
    pub person: &'a str,
    /// Which.
    pub role: Role,
    /// For which edition; `None` for the instance.
    pub edition: Option<&'a str>,
    /// For which site; `None` for the whole edition.
    pub site: Option<&'a str>,
    /// First day.
    pub since: Date,
    /// First day without it.
    pub until: Option<Date>,
}

/// Grants a role.
///
/// # Errors
/// What the database says.
pub async fn grant(
    tx: &mut Tx,
    id: &str,
    now: Timestamp,
    by: Option<&str>,
    g: Grant<'_>,
) -> Result<(), DbError> {
    tx.run(
        "insert into role (id, person_id, role, edition_id, site_id, since_on, until_on, granted_at, granted_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![id, g.person, g.role.key(), g.edition, g.site, g.since, g.until, now, by],
    )
    .await?;
    Ok(())
}

/// Whether the same role is held already, from that day or before, without an end.
///
/// # Errors
/// What the database says.
pub async fn holds(conn: &mut Conn, g: Grant<'_>) -> Result<bool, DbError> {
    let sql =
        "select 1 from role where person_id = $1 and role = $2 and coalesce(edition_id, '') = $3
       and coalesce(site_id, '') = $4 and since_on <= $5 and until_on is null limit 1";
    let (edition, site) = (g.edition.unwrap_or_default(), g.site.unwrap_or_default());
    let values = params![g.person, g.role.key(), edition, site, g.since];
    Ok(conn.first(sql, values).await?.is_some())
}

/// How many people run the instance on `day`.
///
/// # Errors
/// What the database says.
pub async fn administrators(conn: &mut Conn, day: Date) -> Result<i64, DbError> {
    let sql = "select count(distinct r.person_id) from role r join person p on p.id = r.person_id
       where r.role = 'administrator' and r.since_on <= $1 and (r.until_on is null or r.until_on > $1)
         and p.disabled_at is null";
    let row = conn.first(sql, params![day]).await?;
    row.map_or(Ok(0), |r| r.at(0))
}

/// Ends a role on `day`: that day is the first without it.
///
/// # Errors
/// What the database says.
pub async fn end_role(tx: &mut Tx, id: &str, day: Date) -> Result<bool, DbError> {
    let sql = "update role set until_on = $2 where id = $1 and (until_on is null or until_on > $2)";
    Ok(tx.run(sql, params![id, day]).await? == 1)
}

/// A role with the names of its place, as the pages list it.
#[derive(Clone, Debug)]
pub struct RoleLine {
    /// Row id.
    pub id: String,
    /// Which.
    pub role: String,
    /// Edition row id, when of one.
    pub edition_id: Option<String>,
    /// Site row id, when of one.
    pub site_id: Option<String>,
    /// Name of the site, or of the edition, or nothing for the instance.
    pub place: String,
    /// First day.
    pub since: Date,
    /// First day without it.
    pub until: Option<Date>,
}

fn role_line(row: &Row) -> Result<RoleLine, DbError> {
    Ok(RoleLine {
        id: row.at(0)?,
        role: row.at(1)?,
        edition_id: row.at(2)?,
        site_id: row.at(3)?,
        place: row.at(4)?,
        since: row.at(5)?,
        until: row.at(6)?,
    })
}

const ROLE: &str = "select r.id, r.role, r.edition_id, r.site_id, coalesce(s.name, e.name, ''), r.since_on, r.until_on
   from role r left join site s on s.id = r.site_id left join edition e on e.id = r.edition_id";

/// Every role a person holds or held.
///
/// # Errors
/// What the database says.
pub async fn roles_of(conn: &mut Conn, person: &str) -> Result<Vec<RoleLine>, DbError> {
    let sql = format!("{ROLE} where r.person_id = $1 order by r.since_on, r.id");
    conn.all(sqlx::AssertSqlSafe(sql), params![person])
        .await?
        .iter()
        .map(role_line)
        .collect()
}

/// One role.
///
/// # Errors
/// What the database says.
pub async fn role(conn: &mut Conn, id: &str) -> Result<Option<(RoleLine, String)>, DbError> {
    let sql = format!("{ROLE} where r.id = $1");
    let Some(row) = conn.first(sqlx::AssertSqlSafe(sql), params![id]).await? else {
        return Ok(None);
    };
    let line = role_line(&row)?;
    let owner = conn
        .first("select person_id from role where id = $1", params![id])
        .await?;
    let owner = owner.map(|r| r.at(0)).transpose()?.unwrap_or_default();
    Ok(Some((line, owner)))
}

/// A person in a list.
#[derive(Clone, Debug)]
pub struct PersonLine {
    /// Row id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Address.
    pub email: Option<String>,
    /// Keys of the roles held on the day, each with its place.
    pub roles: Vec<(String, String)>,
}

/// People whose name or address holds `like`, in the editions listed (all when none is), `limit` from `offset`.
///
/// # Errors
/// What the database says.
pub async fn list(
    conn: &mut Conn,
    edition: Option<&str>,
    like: &str,
    today: Date,
    (limit, offset): (u32, u32),
) -> Result<Vec<PersonLine>, DbError> {
    let pattern = format!("%{}%", dialect::fold(like).replace(['%', '_'], ""));
    let sql = format!(
        "select p.id, p.name, p.email from person p
         where ($1 = '%%' or {} like $1 or {} like $1)
           and ($2 = '' or exists (select 1 from role r where r.person_id = p.id and r.edition_id = $2))
         order by p.name, p.id limit $3 offset $4",
        dialect::folded("p.name"),
        dialect::folded("coalesce(p.email, '')")
    );
    let rows = conn
        .many::<3>(
            &sql,
            params![pattern, edition.unwrap_or_default(), limit, offset],
        )
        .await?;
    let mut people = rows
        .iter()
        .map(|row| {
            Ok(PersonLine {
                id: row.at(0)?,
                name: row.at(1)?,
                email: row.at(2)?,
                roles: Vec::new(),
            })
        })
        .collect::<Result<Vec<_>, DbError>>()?;
    let (Some(first), Some(last)) = (people.first(), people.last()) else {
        return Ok(people);
    };
    let held = conn
        .many::<3>(
            "select p.id, r.role, coalesce(s.name, e.name, '') from person p join role r on r.person_id = p.id
             left join site s on s.id = r.site_id left join edition e on e.id = r.edition_id
             where p.name >= $1 and p.name <= $2 and r.since_on <= $3 and (r.until_on is null or r.until_on > $3)
             order by r.since_on, r.id",
            params![&first.name, &last.name, today],
        )
        .await?;
    let mut by_person: std::collections::BTreeMap<String, Vec<(String, String)>> =
        std::collections::BTreeMap::new();
    for row in &held {
        by_person
            .entry(row.at(0)?)
            .or_default()
            .push((row.at(1)?, row.at(2)?));
    }
    for person in &mut people {
        person.roles = by_person.remove(&person.id).unwrap_or_default();
    }
    Ok(people)
}

/// Opens a session.
///
/// # Errors
/// What the database says.
pub async fn open_session(
    tx: &mut Tx,
    (id, token_hash): (&str, &str),
    person: &str,
    agent: &str,
    (now, expires): (Timestamp, Timestamp),
) -> Result<(), DbError> {
    tx.run(
        "insert into session (id, token_hash, person_id, opened_at, seen_at, expires_at, agent)
         values ($1, $2, $3, $4, $4, $5, $6)",
        params![id, token_hash, person, now, expires, agent],
    )
    .await?;
    Ok(())
}

/// An open session as its owner sees it.
#[derive(Clone, Debug)]
pub struct SessionLine {
    /// Row id.
    pub id: String,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was last used, within ten minutes.
    pub seen_at: Timestamp,
    /// The browser, in its own words.
    pub agent: String,
    /// When it was opened by a link or a code sent to the person's address; `None` by other ways.
    pub by_mail_at: Option<Timestamp>,
}

/// The open sessions of a person, newest first.
///
/// # Errors
/// What the database says.
pub async fn sessions(
    conn: &mut Conn,
    person: &str,
    now: Timestamp,
) -> Result<Vec<SessionLine>, DbError> {
    conn.all(
        "select id, opened_at, seen_at, agent, by_mail_at from session
         where person_id = $1 and revoked_at is null and expires_at > $2 order by opened_at desc, id",
        params![person, now],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(SessionLine {
            id: row.at(0)?,
            opened_at: row.at(1)?,
            seen_at: row.at(2)?,
            agent: row.at(3)?,
            by_mail_at: row.at(4)?,
        })
    })
    .collect()
}

/// Ends sessions of a person: one, or all but one.
///
/// # Errors
/// What the database says.
pub async fn revoke_sessions(
    tx: &mut Tx,
    person: &str,
    only: Option<&str>,
    except: &str,
    now: Timestamp,
) -> Result<u64, DbError> {
    tx.run(
        "update session set revoked_at = $4 where person_id = $1 and revoked_at is null and id <> $3
           and ($2 = '' or id = $2)",
        params![person, only.unwrap_or_default(), except, now],
    )
    .await
}

/// Notes that a session was opened by mail.
///
/// # Errors
/// What the database says.
pub async fn note_mail(tx: &mut Tx, token_hash: &str, now: Timestamp) -> Result<(), DbError> {
    let sql = "update session set by_mail_at = $2 where token_hash = $1";
    tx.run(sql, params![token_hash, now]).await?;
    Ok(())
}

/// Sets the address.
///
/// # Errors
/// What the database says; `person.email` is unique.
pub async fn set_email(tx: &mut Tx, person: &str, email: &str) -> Result<(), DbError> {
    let sql = "update person set email = $2 where id = $1";
    tx.run(sql, params![person, email]).await?;
    Ok(())
}

/// Forgets the ways in and the tries of before `ms`.
///
/// # Errors
/// What the database says.
pub async fn forget_old(tx: &mut Tx, ms: i64) -> Result<(), DbError> {
    tx.run("delete from sign_in where expires_at < $1", params![ms])
        .await?;
    tx.run("delete from throttle where since_at < $1", params![ms])
        .await?;
    Ok(())
}

/// Sets the password.
///
/// # Errors
/// What the database says.
pub async fn set_password(
    tx: &mut Tx,
    person: &str,
    hash: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    let sql = "update person set password_hash = $2, password_set_at = $3 where id = $1";
    tx.run(sql, params![person, hash, now]).await?;
    Ok(())
}

/// Sets name, address and language.
///
/// # Errors
/// What the database says; `person.email` is unique.
pub async fn set_profile(tx: &mut Tx, person: &str, name: &str, lang: Lang) -> Result<(), DbError> {
    let sql = "update person set name = $2, lang = $3 where id = $1";
    tx.run(sql, params![person, name, lang.key()]).await?;
    Ok(())
}

/// Puts a second factor in place, not yet confirmed; or takes it away with `None`.
///
/// # Errors
/// What the database says.
pub async fn set_second_factor(
    tx: &mut Tx,
    person: &str,
    secret: Option<&str>,
) -> Result<(), DbError> {
    let sql = "update person set totp_secret = $2, totp_confirmed_at = null, totp_last_step = null where id = $1";
    tx.run(sql, params![person, secret]).await?;
    tx.run(
        "delete from recovery_code where person_id = $1",
        params![person],
    )
    .await?;
    Ok(())
}

/// Notes that a code of `step` was taken; the first one confirms the factor.
///
/// # Errors
/// What the database says.
pub async fn take_step(
    tx: &mut Tx,
    person: &str,
    step: i64,
    now: Timestamp,
) -> Result<(), DbError> {
    let sql = "update person set totp_last_step = $2, totp_confirmed_at = coalesce(totp_confirmed_at, $3) where id = $1";
    tx.run(sql, params![person, step, now]).await?;
    Ok(())
}

/// Keeps the hash of a recovery code.
///
/// # Errors
/// What the database says.
pub async fn add_recovery_code(tx: &mut Tx, person: &str, hash: &str) -> Result<(), DbError> {
    let sql = "insert into recovery_code (person_id, code_hash) values ($1, $2)";
    tx.run(sql, params![person, hash]).await?;
    Ok(())
}

/// Uses a recovery code up; `false` when there is none such.
///
/// # Errors
/// What the database says.
pub async fn use_recovery_code(
    tx: &mut Tx,
    person: &str,
    hash: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    let sql = "update recovery_code set used_at = $3 where person_id = $1 and code_hash = $2 and used_at is null";
    Ok(tx.run(sql, params![person, hash, now]).await? == 1)
}

/// A way in that was asked for by mail.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Row id.
    pub id: String,
    /// For whom; `None` when nobody has that address.
    pub person: Option<String>,
    /// Hash of the six digits.
    pub code_hash: String,
    /// Until when.
    pub expires_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
    /// Wrong codes so far.
    pub attempts: i64,
    /// The address that was typed.
    pub email: String,
}

fn sign_in(row: &Row) -> Result<SignIn, DbError> {
    Ok(SignIn {
        id: row.at(0)?,
        person: row.at(1)?,
        code_hash: row.at(2)?,
        expires_at: row.at(3)?,
        used_at: row.at(4)?,
        attempts: row.at(5)?,
        email: row.at(6)?,
    })
}

/// A way in to keep.
#[derive(Clone, Copy, Debug)]
pub struct NewSignIn<'a> {
    /// Row id.
    pub id: &'a str,
    /// For whom; `None` when nobody has that address.
    pub person: Option<&'a str>,
    /// The address that was typed.
    pub email: &'a str,
    /// Hash of the link's secret.
    pub token_hash: &'a str,
    /// Hash of the six digits.
    pub code_hash: &'a str,
    /// Until when it holds.
    pub expires_at: Timestamp,
}

/// Keeps a way in.
///
/// # Errors
/// What the database says.
pub async fn add_sign_in(tx: &mut Tx, now: Timestamp, new: NewSignIn<'_>) -> Result<(), DbError> {
    tx.run(
        "insert into sign_in (id, person_id, email, token_hash, code_hash, asked_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        params![
            new.id,
            new.person,
            new.email,
            new.token_hash,
            new.code_hash,
            now,
            new.expires_at
        ],
    )
    .await?;
    Ok(())
}

/// The way in with this row id or token hash.
///
/// # Errors
/// What the database says.
pub async fn find_sign_in(conn: &mut Conn, key: &str) -> Result<Option<SignIn>, DbError> {
    let sql = "select id, person_id, code_hash, expires_at, used_at, attempts, email from sign_in where id = $1 or token_hash = $1";
    let row = conn.first(sql, params![key]).await?;
    row.as_ref().map(sign_in).transpose()
}

/// Notes a wrong code.
///
/// # Errors
/// What the database says.
pub async fn count_attempt(tx: &mut Tx, id: &str) -> Result<(), DbError> {
    let sql = "update sign_in set attempts = attempts + 1 where id = $1";
    tx.run(sql, params![id]).await?;
    Ok(())
}

/// Uses a way in up; `false` when somebody did before.
///
/// # Errors
/// What the database says.
pub async fn use_sign_in(tx: &mut Tx, id: &str, now: Timestamp) -> Result<bool, DbError> {
    let sql = "update sign_in set used_at = $2 where id = $1 and used_at is null";
    Ok(tx.run(sql, params![id, now]).await? == 1)
}

/// Keeps an invitation.
///
/// # Errors
/// What the database says.
pub async fn add_invitation(
    tx: &mut Tx,
    (id, token_hash): (&str, &str),
    person: &str,
    by: Option<&str>,
    (now, expires): (Timestamp, Timestamp),
) -> Result<(), DbError> {
    tx.run(
        "insert into invitation (id, token_hash, person_id, invited_at, invited_by, expires_at) values ($1, $2, $3, $4, $5, $6)",
        params![id, token_hash, person, now, by, expires],
    )
    .await?;
    Ok(())
}

/// The person an invitation is for and until when it holds.
///
/// # Errors
/// What the database says.
pub async fn invitation(
    conn: &mut Conn,
    token_hash: &str,
) -> Result<Option<(Person, Timestamp)>, DbError> {
    let sql = format!(
        "select {PERSON}, i.expires_at from invitation i join person p on p.id = i.person_id
         where i.token_hash = $1 and i.revoked_at is null and p.disabled_at is null"
    );
    let row = conn
        .first(sqlx::AssertSqlSafe(sql), params![token_hash])
        .await?;
    row.map(|row| Ok((person(&row)?, row.at(11)?))).transpose()
}

/// Ends every invitation of a person: they have their own way in.
///
/// # Errors
/// What the database says.
pub async fn revoke_invitations(tx: &mut Tx, person: &str, now: Timestamp) -> Result<(), DbError> {
    let sql = "update invitation set revoked_at = $2 where person_id = $1 and revoked_at is null";
    tx.run(sql, params![person, now]).await?;
    Ok(())
}

/// Counts one try at `key`; how many there were since the window began.
///
/// # Errors
/// What the database says.
pub async fn count_try(
    tx: &mut Tx,
    key: &str,
    now: Timestamp,
    window_ms: i64,
) -> Result<i64, DbError> {
    let begin = now.as_millisecond() - window_ms;
    let row = tx
        .first(
            "insert into throttle (key, since_at, count) values ($1, $2, 1)
             on conflict (key) do update set
               count = case when throttle.since_at < $3 then 1 else throttle.count + 1 end,
               since_at = case when throttle.since_at < $3 then $2 else throttle.since_at end
             returning count",
            params![key, now, begin],
        )
        .await?;
    row.map_or(Ok(0), |r| r.at(0))
}

/// Forgets the tries at `key`.
///
/// # Errors
/// What the database says.
pub async fn forget_tries(tx: &mut Tx, key: &str) -> Result<(), DbError> {
    tx.run("delete from throttle where key = $1", params![key])
        .await?;
    Ok(())
}

/// The value kept under `key`.
///
/// # Errors
/// What the database says.
pub async fn setting(conn: &mut Conn, key: &str) -> Result<Option<String>, DbError> {
    let row = conn
        .first("select value from setting where key = $1", params![key])
        .await?;
    row.map(|r| r.at(0)).transpose()
}

/// Forgets the value kept under `key`.
///
/// # Errors
/// What the database says.
pub async fn forget_setting(tx: &mut Tx, key: &str) -> Result<(), DbError> {
    tx.run("delete from setting where key = $1", params![key])
        .await?;
    Ok(())
}

/// Keeps a value under `key`.
///
/// # Errors
/// What the database says.
pub async fn set_setting(tx: &mut Tx, key: &str, value: &str) -> Result<(), DbError> {
    tx.run(
        "insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value",
        params![key, value],
    )
    .await?;
    Ok(())
}
