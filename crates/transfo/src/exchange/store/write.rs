//! Rows that an import writes, beside those of the people and programme slices.

use jiff::{Timestamp, civil::Date};

use crate::{
    cohort::application::audience,
    exchange::keys::Keyed,
    params,
    platform::{
        db::{DbError, Tx},
        gate::Circles,
    },
    programme::store::OverrideLine,
};

/// Keeps an override beside earlier ones of the same parameter: the file may hold several, dated.
///
/// # Errors
/// What the database says.
pub async fn add_override(tx: &mut Tx, edition: &str, o: &OverrideLine) -> Result<(), DbError> {
    tx.run(
        "insert into protocol_override (id, edition_id, rule, parameter, value, author, reason, made_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![&o.id, edition, &o.rule, &o.parameter, &o.value, &o.author, &o.reason, o.on],
    )
    .await?;
    Ok(())
}

/// The row id of whoever has this address, account open or closed.
///
/// # Errors
/// What the database says.
pub async fn person_at(tx: &mut Tx, email: &str) -> Result<Option<Known>, DbError> {
    let row = tx
        .first(
            "select id, name, email, discipline, home, public_experience from person where email = $1",
            params![email],
        )
        .await?;
    row.map(|row| {
        Ok(Known {
            id: row.at(0)?,
            name: row.at(1)?,
            email: row.at(2)?,
            discipline: row.at(3)?,
            home: row.at(4)?,
            public_experience: row.at(5)?,
        })
    })
    .transpose()
}

/// What is kept about a person.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Row id.
    pub id: String,
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
}

/// Whether somebody has this reference already.
///
/// # Errors
/// What the database says.
pub async fn is_reference_taken(tx: &mut Tx, reference: &str) -> Result<bool, DbError> {
    let sql = "select 1 from person where reference = $1";
    Ok(tx.first(sql, params![reference]).await?.is_some())
}

/// Notes under which reference somebody is known in an edition.
///
/// # Errors
/// What the database says.
pub async fn add_season_person(
    tx: &mut Tx,
    edition: &str,
    reference: &str,
    person: &str,
) -> Result<(), DbError> {
    tx.run(
        "insert into season_person (edition_id, reference, person_id) values ($1, $2, $3)",
        params![edition, reference, person],
    )
    .await?;
    Ok(())
}

/// The words of a row of the team that differ from what is kept elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnWords {
    /// The file gives no first day.
    pub without_first_day: bool,
    /// Name.
    pub name: Option<String>,
    /// Address; empty where the file gives none.
    pub email: Option<String>,
    /// What they practise; empty where the file does not say.
    pub discipline: Option<String>,
    /// Where they live; empty where the file does not say.
    pub home: Option<String>,
    /// Experience with public bodies; empty where the file does not say.
    pub public_experience: Option<String>,
}

/// Keeps them.
///
/// # Errors
/// What the database says.
pub async fn add_own_words(tx: &mut Tx, role: &str, w: &OwnWords) -> Result<(), DbError> {
    tx.run(
        "insert into season_role (role_id, without_first_day, name, email, discipline, home, public_experience)
         values ($1, $2, $3, $4, $5, $6, $7)",
        params![role, w.without_first_day, &w.name, &w.email, &w.discipline, &w.home, &w.public_experience],
    )
    .await?;
    Ok(())
}

/// Keeps what the file says of a site beside its page: the pilot, and a call of which only one day is known.
///
/// # Errors
/// What the database says.
pub async fn add_season_site(
    tx: &mut Tx,
    site: &str,
    pilot: Option<&str>,
    (opens, closes): (Option<Date>, Option<Date>),
) -> Result<(), DbError> {
    tx.run(
        "insert into season_site (site_id, pilot, call_opens_on, call_closes_on) values ($1, $2, $3, $4)",
        params![site, pilot, opens, closes],
    )
    .await?;
    Ok(())
}

/// Opens the call of a site.
///
/// # Errors
/// What the database says.
pub async fn add_call(tx: &mut Tx, site: &str, opens: Date, closes: Date) -> Result<(), DbError> {
    let sql = "insert into call (site_id, opens_on, closes_on) values ($1, $2, $3)";
    tx.run(sql, params![site, opens, closes]).await?;
    Ok(())
}

/// A quota as stored.
#[derive(Clone, Debug)]
pub struct QuotaRow<'a> {
    /// Row id of the site; none for every site.
    pub site: Option<&'a str>,
    /// Key of the feature.
    pub feature: &'static str,
    /// Value.
    pub value: &'a str,
    /// At least and at most.
    pub bounds: (u32, u32),
    /// How far they give.
    pub flex: (Option<u32>, Option<u32>),
    /// Order in the file.
    pub position: u32,
}

/// Adds a quota.
///
/// # Errors
/// What the database says.
pub async fn add_quota(
    tx: &mut Tx,
    id: &str,
    edition: &str,
    q: &QuotaRow<'_>,
) -> Result<(), DbError> {
    tx.run(
        "insert into quota (id, edition_id, site_id, feature, value, low, high, low_flex, high_flex, position)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            id, edition, q.site, q.feature, q.value, q.bounds.0, q.bounds.1, q.flex.0, q.flex.1, q.position
        ],
    )
    .await?;
    Ok(())
}

fn text(value: Option<&impl AsRef<str>>) -> &str {
    value.map_or("", AsRef::as_ref)
}

/// Adds a candidacy. An answer of the hierarchy means that the agent had let it know; without one it stays hidden.
///
/// # Errors
/// What the database says; the reference is unique at the site.
pub async fn add_application(
    tx: &mut Tx,
    (id, site): (&str, &str),
    v: &season::Volunteer,
    now: Timestamp,
) -> Result<(), DbError> {
    let endorsement = v.endorsement.key();
    let answered_at = (v.endorsement != season::Endorsement::Pending).then_some(now);
    let lower = |email: &season::Email| email.as_str().to_lowercase();
    tx.run(
        "insert into application (id, site_id, reference, name, email, lang, directorate, policy_field, category, location,
           seniority, gender, team, manager_name, manager_email, source, applied_at, consented_on, endorsement, endorsed_at,
           released_at, audience)
         values ($1, $2, $3, $4, $5, 'fr', $6, $7, $8, $9, $10, $11, $12, $13, $14, 'import', $15, $16, $17, $18, $18, $19)",
        params![
            id,
            site,
            v.reference.as_str(),
            v.name.as_ref().map_or(v.reference.as_str(), AsRef::as_ref),
            v.email.as_ref().map(lower),
            v.directorate.as_str(),
            v.policy_field.as_str(),
            v.category.word(),
            v.site.as_str(),
            text(v.seniority.as_ref()),
            v.gender.map_or("", season::Gender::word),
            text(v.team.as_ref()),
            text(v.manager_name.as_ref()),
            v.manager_email.as_ref().map(lower),
            now,
            v.consented_on,
            endorsement,
            answered_at,
            audience(answered_at.is_some())
        ],
    )
    .await?;
    own_case(tx, id, v).await
}

async fn own_case(tx: &mut Tx, id: &str, v: &season::Volunteer) -> Result<(), DbError> {
    let typed = |email: &Option<season::Email>| {
        let email = email.as_ref().map(season::Email::as_str)?;
        (email != email.to_lowercase()).then(|| email.to_owned())
    };
    let (email, manager) = (typed(&v.email), typed(&v.manager_email));
    if v.name.is_some() && email.is_none() && manager.is_none() {
        return Ok(());
    }
    tx.run(
        "insert into season_application (application_id, without_name, email, manager_email) values ($1, $2, $3, $4)",
        params![id, v.name.is_none(), email, manager],
    )
    .await?;
    Ok(())
}

/// Whose absence it is: row ids of the site, of the candidacy, of the person.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    /// Site; none for a member of the team wherever they work.
    pub site: Option<&'a str>,
    /// A volunteer's.
    pub application: Option<&'a str>,
    /// A member of the team's.
    pub person: Option<&'a str>,
}

/// Adds an absence.
///
/// # Errors
/// What the database says.
pub async fn add_absence(
    tx: &mut Tx,
    (id, edition): (&str, &str),
    whose: Whose<'_>,
    u: &season::Unavailability,
    now: Timestamp,
) -> Result<(), DbError> {
    tx.run(
        "insert into unavailable (id, edition_id, site_id, application_id, person_id, from_on, to_on, half, weekday, reason,
           noted_at, audience, author_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $5)",
        params![
            id,
            edition,
            whose.site,
            whose.application,
            whose.person,
            u.from,
            u.to,
            u.half.key(),
            u.weekday.map_or("", Keyed::key),
            text(u.reason.as_ref()),
            now,
            Circles::SELECTION
        ],
    )
    .await?;
    Ok(())
}

/// Adds a closure.
///
/// # Errors
/// What the database says.
pub async fn add_closure(
    tx: &mut Tx,
    (id, edition): (&str, &str),
    site: Option<&str>,
    c: &season::Closure,
) -> Result<(), DbError> {
    tx.run(
        "insert into closure (id, edition_id, site_id, from_on, to_on, label, kind, hard, weight)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            id,
            edition,
            site,
            c.from,
            c.to,
            c.label.as_str(),
            c.kind.key(),
            c.hard,
            c.weight
        ],
    )
    .await?;
    Ok(())
}
