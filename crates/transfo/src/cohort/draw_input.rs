//! From candidacies and quotas to the problem of the draw: the one place where both meet, for the pages and for a
//! season folder without database alike.
//!
//! Pure. Quotas of the site replace those of the edition feature by feature; a feature not given counts as
//! [`BLANK`](super::application::BLANK); people of one team never sit together.

use std::collections::{BTreeMap, BTreeSet};

use season::Feature;
use sortition::{Fault, Problem, Quota, Volunteer};

use super::application::Strata;

/// One volunteer as the draw sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolRow {
    /// Reference; never a name.
    pub reference: String,
    /// What the draw balances.
    pub strata: Strata,
}

/// One line of the table of quotas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaRow {
    /// Whether it is of the site itself and not of the whole edition.
    pub own: bool,
    /// Feature.
    pub feature: Feature,
    /// Value.
    pub value: String,
    /// Fewest.
    pub low: u32,
    /// Most.
    pub high: u32,
    /// How low `low` may go if nothing is possible.
    pub low_flex: Option<u32>,
    /// How high `high` may go if nothing is possible.
    pub high_flex: Option<u32>,
}

/// The quotas that hold at a site, in the order given: its own, and the edition's for features it has none of.
pub fn in_force(rows: &[QuotaRow]) -> Vec<QuotaRow> {
    let own: BTreeSet<Feature> = rows.iter().filter(|q| q.own).map(|q| q.feature).collect();
    rows.iter()
        .filter(|q| q.own || !own.contains(&q.feature))
        .cloned()
        .collect()
}

/// The problem of a draw of `seats` from `pool` under `quotas`.
///
/// # Errors
/// Every fault found, each with its sentence: a value that no quota knows, a minimum above its maximum…
pub fn problem_of(
    pool: &[PoolRow],
    quotas: &[QuotaRow],
    seats: u32,
) -> Result<Problem, Vec<Fault>> {
    let quotas = in_force(quotas);
    let features: BTreeSet<Feature> = quotas.iter().map(|q| q.feature).collect();
    let volunteers = pool
        .iter()
        .map(|row| Volunteer {
            id: row.reference.clone(),
            features: features
                .iter()
                .map(|f| (f.word().to_owned(), row.strata.value(*f).to_owned()))
                .collect(),
            group: Some(row.strata.team.clone()).filter(|team| !team.is_empty()),
        })
        .collect();
    let quotas = quotas
        .iter()
        .map(|q| Quota {
            feature: q.feature.word().to_owned(),
            value: q.value.clone(),
            min: q.low,
            max: q.high,
            min_flex: q.low_flex.unwrap_or(q.low),
            max_flex: q.high_flex.unwrap_or(q.high),
        })
        .collect();
    Problem::new(seats, quotas, volunteers)
}

/// How many volunteers have each value of a feature.
pub fn supply(pool: &[PoolRow], feature: Feature) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for row in pool {
        let count: &mut u32 = counts
            .entry(row.strata.value(feature).to_owned())
            .or_default();
        *count = count.saturating_add(1);
    }
    counts
}

/// The key of a feature in addresses, forms and word files: `cohort-feature-directorate`.
pub const fn feature_key(feature: Feature) -> &'static str {
    match feature {
        Feature::Directorate => "directorate",
        Feature::PolicyField => "policy-field",
        Feature::Category => "category",
        Feature::Site => "location",
        Feature::Seniority => "seniority",
        Feature::Gender => "gender",
        Feature::Team => "team",
    }
}

/// The pool of an authority of a season folder: who consented and whose hierarchy agreed.
pub fn pool_of_season(season: &season::Season, authority: &season::Slug) -> Vec<PoolRow> {
    let text = |label: &Option<season::Label>| {
        label
            .as_ref()
            .map_or_else(String::new, |l| l.as_str().to_owned())
    };
    season
        .volunteers
        .iter()
        .filter(|v| v.authority == *authority)
        .filter(|v| v.consented_on.is_some() && v.endorsement == season::Endorsement::Granted)
        .map(|v| PoolRow {
            reference: v.reference.as_str().to_owned(),
            strata: Strata {
                directorate: v.directorate.as_str().to_owned(),
                policy_field: v.policy_field.as_str().to_owned(),
                category: v.category.word().to_owned(),
                location: v.site.as_str().to_owned(),
                seniority: text(&v.seniority),
                gender: v.gender.map_or("", season::Gender::word).to_owned(),
                team: text(&v.team),
            },
        })
        .collect()
}

/// The quotas that a season folder gives for an authority: its own and the general ones.
pub fn quotas_of_season(season: &season::Season, authority: &season::Slug) -> Vec<QuotaRow> {
    season
        .quotas
        .iter()
        .filter(|q| q.authority.as_ref().is_none_or(|a| a == authority))
        .map(|q| QuotaRow {
            own: q.authority.is_some(),
            feature: q.feature,
            value: q.value.as_str().to_owned(),
            low: q.min,
            high: q.max,
            low_flex: q.min_flex,
            high_flex: q.max_flex,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quota(own: bool, feature: Feature, value: &str, low: u32, high: u32) -> QuotaRow {
        let value = value.to_owned();
        QuotaRow {
            own,
            feature,
            value,
            low,
            high,
            low_flex: None,
            high_flex: None,
        }
    }

    fn row(reference: &str, gender: &str, category: &str) -> PoolRow {
        PoolRow {
            reference: reference.into(),
            strata: Strata {
                gender: gender.into(),
                category: category.into(),
                ..Strata::default()
            },
        }
    }

    #[test]
    fn own_quotas_replace_the_general_ones_feature_by_feature() {
        let rows = [
            quota(false, Feature::Gender, "femme", 1, 1),
            quota(false, Feature::Category, "A", 0, 2),
            quota(true, Feature::Gender, "homme", 0, 1),
        ];
        let kept: Vec<_> = in_force(&rows).into_iter().map(|q| q.value).collect();
        assert_eq!(kept, ["A", "homme"]);
    }

    #[test]
    fn what_was_not_given_is_a_value_that_a_quota_must_know() {
        let quotas = [quota(false, Feature::Gender, "femme", 0, 2)];
        let faults = problem_of(&[row("1", "", "A")], &quotas, 1).unwrap_err();
        assert!(
            faults[0].fr().contains("non renseigné"),
            "{}",
            faults[0].fr()
        );
        let quotas = [
            quotas[0].clone(),
            quota(false, Feature::Gender, BLANK, 0, 1),
        ];
        assert_eq!(
            problem_of(&[row("1", "", "A")], &quotas, 1).unwrap().len(),
            1
        );
    }

    use crate::cohort::application::BLANK;
}
