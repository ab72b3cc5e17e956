//! Rows that an export reads, beside those of the programme slice.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::write::OwnWords;
use crate::{
    params,
    platform::db::{Conn, DbError},
};

/// What the file says of a site beside its page.
#[derive(Clone, Debug, Default)]
pub struct SeasonSite {
    /// The pilot named.
    pub pilot: Option<String>,
    /// First and last day of the call.
    pub call: (Option<Date>, Option<Date>),
}

/// By row id of the site; the call's own page wins over the file.
///
/// # Errors
/// What the database says.
pub async fn season_sites(
    conn: &mut Conn,
    edition: &str,
) -> Result<BTreeMap<String, SeasonSite>, DbError> {
    let rows = conn
        .all(
            "select s.id, x.pilot, coalesce(c.opens_on, x.call_opens_on), coalesce(c.closes_on, x.call_closes_on)
             from site s left join season_site x on x.site_id = s.id left join call c on c.site_id = s.id
             where s.edition_id = $1",
            params![edition],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let site = SeasonSite {
                pilot: row.at(1)?,
                call: (row.at(2)?, row.at(3)?),
            };
            Ok((row.at(0)?, site))
        })
        .collect()
}

/// The reference of each person in an edition, by row id of the person.
///
/// # Errors
/// What the database says.
pub async fn references(
    conn: &mut Conn,
    edition: &str,
) -> Result<BTreeMap<String, String>, DbError> {
    let sql = "select person_id, reference from season_person where edition_id = $1";
    let rows = conn.all(sql, params![edition]).await?;
    rows.iter()
        .map(|row| Ok((row.at(0)?, row.at(1)?)))
        .collect()
}

/// The words of rows of the team that differ from the person's, by row id of the role.
///
/// # Errors
/// What the database says.
pub async fn own_words(
    conn: &mut Conn,
    edition: &str,
) -> Result<BTreeMap<String, OwnWords>, DbError> {
    let rows = conn
        .all(
            "select x.role_id, x.without_first_day, x.name, x.email, x.discipline, x.home, x.public_experience
             from season_role x join role r on r.id = x.role_id where r.edition_id = $1",
            params![edition],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let words = OwnWords {
                without_first_day: row.at(1)?,
                name: row.at(2)?,
                email: row.at(3)?,
                discipline: row.at(4)?,
                home: row.at(5)?,
                public_experience: row.at(6)?,
            };
            Ok((row.at(0)?, words))
        })
        .collect()
}

/// A candidacy as stored.
#[derive(Clone, Debug)]
pub struct Candidacy {
    /// Row id.
    pub id: String,
    /// Row id of the site.
    pub site: String,
    /// Reference.
    pub reference: String,
    /// Name, or nothing.
    pub name: String,
    /// Address.
    pub email: Option<String>,
    /// Directorate, policy field, category, location, seniority, gender, team: in the order of [`FEATURES`].
    pub features: [String; 7],
    /// The N+1.
    pub manager: (String, Option<String>),
    /// What the hierarchy says.
    pub endorsement: String,
    /// The agent's own consent.
    pub consented_on: Option<Date>,
}

/// The columns of a candidacy that quotas may bear on.
pub const FEATURES: [&str; 7] = [
    "directorate",
    "policy_field",
    "category",
    "location",
    "seniority",
    "gender",
    "team",
];

/// The candidacies of an edition that were not withdrawn.
///
/// # Errors
/// What the database says.
pub async fn candidacies(conn: &mut Conn, edition: &str) -> Result<Vec<Candidacy>, DbError> {
    let rows = conn
        .all(
            "select a.id, a.site_id, a.reference,
               case when x.without_name = 1 and a.name = a.reference then '' else a.name end,
               a.email,
               a.directorate, a.policy_field, a.category, a.location, a.seniority, a.gender, a.team, a.manager_name,
               a.manager_email, a.endorsement, a.consented_on, x.email, x.manager_email
             from application a join site s on s.id = a.site_id left join season_application x on x.application_id = a.id
             where s.edition_id = $1 and a.withdrawn_at is null order by a.site_id, a.reference",
            params![edition],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Candidacy {
                id: row.at(0)?,
                site: row.at(1)?,
                reference: row.at(2)?,
                name: row.at(3)?,
                email: as_typed(row.at(4)?, row.at(16)?),
                features: [
                    row.at(5)?,
                    row.at(6)?,
                    row.at(7)?,
                    row.at(8)?,
                    row.at(9)?,
                    row.at(10)?,
                    row.at(11)?,
                ],
                manager: (row.at(12)?, as_typed(row.at(13)?, row.at(17)?)),
                endorsement: row.at(14)?,
                consented_on: row.at(15)?,
            })
        })
        .collect()
}

/// The address in the case it was typed in, unless it was changed since.
fn as_typed(kept: Option<String>, typed: Option<String>) -> Option<String> {
    match (&kept, typed) {
        (Some(kept), Some(typed)) if typed.to_lowercase() == *kept => Some(typed),
        _ => kept,
    }
}

/// A quota as stored.
#[derive(Clone, Debug)]
pub struct QuotaLine {
    /// Row id of the site; none for every site.
    pub site: Option<String>,
    /// Key of the feature.
    pub feature: String,
    /// Value.
    pub value: String,
    /// At least and at most.
    pub bounds: (u32, u32),
    /// How far they give.
    pub flex: (Option<u32>, Option<u32>),
}

/// The quotas of an edition.
///
/// # Errors
/// What the database says.
pub async fn quotas(conn: &mut Conn, edition: &str) -> Result<Vec<QuotaLine>, DbError> {
    let rows = conn
        .all(
            "select site_id, feature, value, low, high, low_flex, high_flex from quota
             where edition_id = $1 order by position, id",
            params![edition],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(QuotaLine {
                site: row.at(0)?,
                feature: row.at(1)?,
                value: row.at(2)?,
                bounds: (row.at(3)?, row.at(4)?),
                flex: (row.at(5)?, row.at(6)?),
            })
        })
        .collect()
}

/// An absence as stored.
#[derive(Clone, Debug)]
pub struct AbsenceLine {
    /// Row id of the site.
    pub site: Option<String>,
    /// Row id of the candidacy, for a volunteer.
    pub application: Option<String>,
    /// Row id of the person, for a member of the team.
    pub person: Option<String>,
    /// First and last day.
    pub days: (Date, Date),
    /// Key of the part of each day.
    pub half: String,
    /// Key of the weekday, or nothing.
    pub weekday: String,
    /// Private reason.
    pub reason: String,
}

/// The absences of an edition.
///
/// # Errors
/// What the database says.
pub async fn absences(conn: &mut Conn, edition: &str) -> Result<Vec<AbsenceLine>, DbError> {
    let rows = conn
        .all(
            "select site_id, application_id, person_id, from_on, to_on, half, weekday, reason from unavailable
             where edition_id = $1 order by from_on, id",
            params![edition],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(AbsenceLine {
                site: row.at(0)?,
                application: row.at(1)?,
                person: row.at(2)?,
                days: (row.at(3)?, row.at(4)?),
                half: row.at(5)?,
                weekday: row.at(6)?,
                reason: row.at(7)?,
            })
        })
        .collect()
}

/// A closure as stored.
#[derive(Clone, Debug)]
pub struct ClosureLine {
    /// Row id of the site; none for every site.
    pub site: Option<String>,
    /// First and last day.
    pub days: (Date, Date),
    /// Words.
    pub label: String,
    /// Key of the kind.
    pub kind: String,
    /// No session at all.
    pub hard: bool,
    /// Cost of a day when not hard.
    pub weight: u32,
}

/// The closures of an edition.
///
/// # Errors
/// What the database says.
pub async fn closures(conn: &mut Conn, edition: &str) -> Result<Vec<ClosureLine>, DbError> {
    let rows = conn
        .all(
            "select site_id, from_on, to_on, label, kind, hard, weight from closure
             where edition_id = $1 order by from_on, id",
            params![edition],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(ClosureLine {
                site: row.at(0)?,
                days: (row.at(1)?, row.at(2)?),
                label: row.at(3)?,
                kind: row.at(4)?,
                hard: row.at(5)?,
                weight: row.at(6)?,
            })
        })
        .collect()
}

/// The slugs of the sites whose pool is frozen and not drawn.
///
/// # Errors
/// What the database says.
pub async fn frozen_pools(conn: &mut Conn, edition: &str) -> Result<Vec<String>, DbError> {
    let rows = conn
        .all(
            "select s.slug from pool p join site s on s.id = p.site_id where s.edition_id = $1
             and not exists (select 1 from drawing d where d.site_id = p.site_id) order by s.position, s.slug",
            params![edition],
        )
        .await?;
    rows.iter().map(|row| row.at(0)).collect()
}
