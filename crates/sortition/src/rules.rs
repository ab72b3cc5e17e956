//! Rules about lines and persons, told to the draw as quotas.
//!
//! Owns no computation: each rule becomes a quota on a feature, so that it is frozen, published,
//! explained when impossible and checked by the verifier like any other. Persons who must sit, who
//! must not, or who were already selected carry a value of the feature [`PRESENCE`], whose quotas
//! are exactly their number; seats and quotas left to the others shrink by what they fill.

use crate::fault::{Fault, Kind};
use crate::problem::{Problem, Quota, Volunteer};
use std::collections::{BTreeMap, BTreeSet};

/// The feature that rules about persons add to the pool.
pub const PRESENCE: &str = "présence";
/// Its value for whoever no rule names.
pub const OPEN: &str = "libre";
/// Its value for whoever must sit.
pub const INCLUDED: &str = "imposée";
/// Its value for whoever must not sit.
pub const EXCLUDED: &str = "exclue";
/// Its value for whoever was selected before.
pub const SELECTED: &str = "déjà retenue";
/// The value of a feature that was left blank, which no rule limits.
pub const BLANK: &str = "non renseigné";

/// What the quotas do not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    /// At most so many members for each value of a feature, such as one per hierarchical line or
    /// three per directorate. The feature may have quotas already, or none.
    pub at_most: Vec<(String, u32)>,
    /// Ids of who must sit.
    pub include: BTreeSet<String>,
    /// Ids of who must not sit.
    pub exclude: BTreeSet<String>,
    /// Ids of who was already selected; they fill seats and quotas.
    pub selected: BTreeSet<String>,
}

impl Rules {
    fn presence(&self, id: &str) -> &'static str {
        if self.selected.contains(id) {
            SELECTED
        } else if self.include.contains(id) {
            INCLUDED
        } else if self.exclude.contains(id) {
            EXCLUDED
        } else {
            OPEN
        }
    }

    fn persons(&self) -> impl Iterator<Item = &String> {
        let all = self.include.iter().chain(&self.exclude);
        all.chain(&self.selected)
    }

    fn faults(&self, volunteers: &[Volunteer]) -> Vec<Fault> {
        let known: BTreeSet<&str> = volunteers.iter().map(|one| one.id.as_str()).collect();
        let mut seen = BTreeSet::new();
        let mut faults = Vec::new();
        for id in self.persons() {
            if !known.contains(id.as_str()) {
                faults.push(Fault::person(id, Kind::UnknownPerson));
            }
            if !seen.insert(id) {
                faults.push(Fault::person(id, Kind::RulesAtOdds));
            }
        }
        faults
    }
}

impl Problem {
    /// A pool under quotas and rules.
    ///
    /// # Errors
    /// As [`Problem::new`], and for a rule that names nobody known, or two rules about one person.
    ///
    /// ```
    /// use sortition::{Flow, Options, Problem, Quota, Rules, Volunteer, lottery};
    /// let quotas = vec![Quota::new("site", "Nord", 0, 3), Quota::new("site", "Sud", 0, 3)];
    /// let pool = ["a", "b", "c", "d"].map(|id| {
    ///     let line = if id < "c" { "DGS" } else { "DRH" };
    ///     Volunteer::new(id, &[("site", "Nord"), ("ligne", line)])
    /// });
    /// let rules = Rules {
    ///     at_most: vec![("ligne".to_owned(), 1)],
    ///     exclude: ["d".to_owned()].into(),
    ///     ..Rules::default()
    /// };
    /// let problem = Problem::with_rules(2, quotas, pool.to_vec(), &rules).unwrap();
    /// let lottery = lottery(&problem, &Options::default(), &mut |_| Flow::Continue).unwrap();
    /// assert_eq!(lottery.counts, [500, 500, 1000, 0]);
    /// ```
    pub fn with_rules(
        k: u32,
        mut quotas: Vec<Quota>,
        mut volunteers: Vec<Volunteer>,
        rules: &Rules,
    ) -> Result<Self, Vec<Fault>> {
        let mut faults = rules.faults(&volunteers);
        for (feature, most) in &rules.at_most {
            limit(feature, *most, k, &mut quotas, &mut volunteers);
        }
        if rules.persons().next().is_some() {
            if quotas.iter().any(|quota| quota.feature == PRESENCE) {
                faults.push(Fault::person(PRESENCE, Kind::RulesAtOdds));
            }
            let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
            for one in &mut volunteers {
                let presence = rules.presence(&one.id);
                *counts.entry(presence).or_default() += 1;
                one.features
                    .insert(PRESENCE.to_owned(), presence.to_owned());
            }
            for (value, count) in counts {
                let (min, max) = match value {
                    OPEN => (0, k),
                    EXCLUDED => (0, 0),
                    _ => (count, count),
                };
                quotas.push(Quota::new(PRESENCE, value, min, max));
            }
        }
        if faults.is_empty() {
            Self::new(k, quotas, volunteers)
        } else {
            Err(faults)
        }
    }
}

/// At most `most` for each value of a feature: a lower maximum where there is a quota, a new quota
/// where there is none.
fn limit(feature: &str, most: u32, k: u32, quotas: &mut Vec<Quota>, volunteers: &mut [Volunteer]) {
    if quotas.iter().any(|quota| quota.feature == feature) {
        for quota in quotas.iter_mut().filter(|quota| quota.feature == feature) {
            quota.max = quota.max.min(most);
            quota.max_flex = quota.max;
        }
        return;
    }
    let mut values = BTreeSet::new();
    for one in volunteers {
        let value = one.features.entry(feature.to_owned()).or_default();
        if value.trim().is_empty() {
            BLANK.clone_into(value);
        }
        values.insert(value.clone());
    }
    for value in values {
        let most = if value == BLANK { k } else { most };
        quotas.push(Quota::new(feature, &value, 0, most.min(k)));
    }
}
