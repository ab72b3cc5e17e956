//! The records of a season's folder as the protocol counts them: what `transfo check FOLDER` looks at.
//!
//! Pure. A folder holds no draw, no plan and no attendance: their families are absent.

use season::{Role, Season, Stage as Written};

use super::facts::{Parts, QuotaParts, ResidentParts, SiteParts};
use crate::programme::stage::Stage;

/// The records that the folder holds.
pub fn parts(season: &Season) -> Parts {
    let first = season.edition.starts_on;
    let sites = season.authorities.iter().map(|a| {
        let of_role = |role: Role| season.team_of(&a.slug).filter(move |m| m.role == role);
        let stage = match a.stage {
            Written::Prospect => Stage::Prospect,
            Written::InTalks => Stage::Talks,
            Written::Engaged => Stage::Engaged,
            Written::Running => Stage::Running,
            Written::Closed => Stage::Closed,
            Written::Autonomous => Stage::Autonomous,
        };
        // The folder writes the last day in a role; records hold the first day without it.
        let ended = |until: Option<jiff::civil::Date>| until.and_then(|u| u.tomorrow().ok());
        SiteParts {
            id: a.slug.as_str().to_owned(),
            slug: a.slug.as_str().to_owned(),
            name: a.name.as_str().to_owned(),
            stages: vec![(stage, a.convention_signed_on.unwrap_or(first))],
            theme: a
                .theme
                .as_ref()
                .map(|t| t.as_str().to_owned())
                .unwrap_or_default(),
            convention_signed_on: a.convention_signed_on,
            holidays: a.holidays.word().to_owned(),
            pilots: of_role(Role::Pilot)
                .map(|m| (m.since.unwrap_or(first), ended(m.until)))
                .collect(),
            residents: of_role(Role::Resident)
                .map(|m| ResidentParts {
                    id: m.reference.as_str().to_owned(),
                    name: m.name.as_str().to_owned(),
                    discipline: m
                        .discipline
                        .as_ref()
                        .map(|d| d.as_str().to_owned())
                        .unwrap_or_default(),
                    experienced: m.public_experience.is_some(),
                    since: m.since,
                    until: ended(m.until),
                })
                .collect(),
            quotas: season
                .quotas_of(&a.slug)
                .into_iter()
                .map(|q| QuotaParts {
                    feature: q.feature.word().to_owned(),
                    value: q.value.as_str().to_owned(),
                    low: q.min,
                    high: q.max,
                    own: q.authority.is_some(),
                })
                .collect(),
            ..SiteParts::default()
        }
    });
    Parts {
        season: Some((first, season.edition.ends_on)),
        sites: sites.collect(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use season::folder;

    #[test]
    fn the_shipped_season_is_checked_without_a_database() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../seasons/saison-2");
        let season = folder::read_folder(path.as_ref()).unwrap().season;
        let parts = super::parts(&season);
        assert_eq!(parts.sites.len(), 7);
        let facts = parts.facts(date(2018, 1, 4));
        assert!(
            facts
                .iter()
                .all(|f| f.season.sites == 7 && f.cohort.is_none())
        );
        let signed = facts
            .iter()
            .filter(|f| f.frame.convention_signed_on.is_some());
        assert_eq!(signed.count(), 7);
        assert!(
            facts
                .iter()
                .all(|f| f.team.as_ref().is_some_and(|t| t.len() >= 3))
        );
    }
}
