//! Quotas compared with themselves, with the seats and with the volunteers.
//!
//! Only what is wrong whoever volunteers is refused here. Whether a panel exists is the draw's
//! question, and the draw explains its answer.

use std::collections::BTreeMap;

use crate::authority::Authority;
use crate::draft::{Draft, Placed};
use crate::fault::{Expected, Faults, Place, Wrong};
use crate::person::Volunteer;
use crate::quota::Quota;
use crate::terms::Feature;
use crate::text::{Slug, nearest};

/// Quotas of one authority on one feature, or general ones.
type Groups<'d> = BTreeMap<(Option<&'d Slug>, Feature), Vec<&'d Placed<Quota>>>;

impl Draft {
    pub(crate) fn check_quotas(&self, faults: &mut Faults) {
        let mut seen = BTreeMap::new();
        let mut groups: Groups<'_> = BTreeMap::new();
        for placed in &self.quotas {
            let quota = &placed.item;
            self.check_bounds(placed, faults);
            let key = (quota.authority.as_ref(), quota.feature, &quota.value);
            let place = self.quota_place(placed.row, "valeur");
            crate::check::unique(&mut seen, key, place, quota.value.as_str(), faults);
            groups.entry((key.0, key.1)).or_default().push(placed);
        }
        if self.quotas_incomplete {
            return;
        }
        for ((slug, feature), quotas) in &groups {
            let own = |authority: &Slug| groups.contains_key(&(Some(authority), *feature));
            for Placed { item, .. } in &self.authorities {
                if slug.map_or(!own(&item.slug), |slug| *slug == item.slug) {
                    self.check_sums(item, quotas, faults);
                    self.check_values(item, *feature, quotas, faults);
                }
            }
        }
    }

    fn quota_place(&self, row: u32, column: &'static str) -> Place<'_> {
        Place {
            file: "quotas.csv",
            row,
            column: self.header("quotas.csv", column),
        }
    }

    fn check_bounds(&self, placed: &Placed<Quota>, faults: &mut Faults) {
        let Quota {
            min,
            max,
            min_flex,
            max_flex,
            ..
        } = placed.item;
        let mut refuse = |column, number: u32, expected| {
            let place = self.quota_place(placed.row, column);
            faults.refuse(place, &number.to_string(), Wrong::new(expected));
        };
        if max < min {
            refuse(
                "max",
                max,
                Expected::AtLeast {
                    other: "min",
                    number: min,
                },
            );
        }
        if let Some(flex) = min_flex.filter(|flex| *flex > min) {
            refuse(
                "min_souple",
                flex,
                Expected::AtMost {
                    other: "min",
                    number: min,
                },
            );
        }
        if let Some(flex) = max_flex.filter(|flex| *flex < max) {
            refuse(
                "max_souple",
                flex,
                Expected::AtLeast {
                    other: "max",
                    number: max,
                },
            );
        }
    }

    /// The fault stands on the last row of the feature, where a sum would be written.
    fn check_sums(&self, authority: &Authority, quotas: &[&Placed<Quota>], faults: &mut Faults) {
        let Some(last) = quotas.last() else { return };
        let sum = |bound: fn(&Quota) -> u32| {
            quotas
                .iter()
                .fold(0_u32, |sum, quota| sum.saturating_add(bound(&quota.item)))
        };
        let (seats, feature) = (authority.seats, last.item.feature);
        let name = || authority.name.to_string();
        let mut refuse = |column, expected| {
            let place = self.quota_place(last.row, column);
            faults.refuse(place, "", Wrong::new(expected));
        };
        let minimums = sum(|quota| quota.min);
        if minimums > seats {
            refuse(
                "min",
                Expected::MinimumsWithin {
                    authority: name(),
                    feature,
                    sum: minimums,
                    seats,
                },
            );
        }
        let maximums = sum(|quota| quota.max);
        if maximums < seats {
            refuse(
                "max",
                Expected::MaximumsReaching {
                    authority: name(),
                    feature,
                    sum: maximums,
                    seats,
                },
            );
        }
    }

    /// A volunteer whose value no quota names could be in no panel: nearly always a slip.
    fn check_values(
        &self,
        authority: &Authority,
        feature: Feature,
        quotas: &[&Placed<Quota>],
        faults: &mut Faults,
    ) {
        let known: Vec<&str> = quotas
            .iter()
            .map(|quota| quota.item.value.as_str())
            .collect();
        let here = self
            .volunteers
            .iter()
            .filter(|one| one.item.authority == authority.slug);
        for Placed { row, item } in here {
            let value = item.value(feature).unwrap_or_default();
            if !known.contains(&value) {
                let column = self.header("volunteers.csv", column_of(feature));
                let place = Place {
                    file: "volunteers.csv",
                    row: *row,
                    column,
                };
                let proposal = propose(item, feature, &known).map(str::to_owned);
                let expected = Expected::OneOf(known.iter().map(|&one| one.to_owned()).collect());
                faults.refuse(place, value, Wrong::with(expected, proposal));
            }
        }
    }
}

fn propose<'k>(volunteer: &Volunteer, feature: Feature, known: &[&'k str]) -> Option<&'k str> {
    let blank = "non renseigné";
    let typed = volunteer.value(feature).unwrap_or(blank);
    nearest(typed, known.iter().copied())
}

const fn column_of(feature: Feature) -> &'static str {
    match feature {
        Feature::Directorate => "direction",
        Feature::PolicyField => "champ",
        Feature::Category => "categorie",
        Feature::Site => "site",
        Feature::Seniority => "anciennete",
        Feature::Gender => "genre",
        Feature::Team => "equipe",
    }
}
