//! The frozen pool: who volunteers, with which features, under which quotas, for how many seats.
//!
//! Owns the canonical order (quotas by feature and value, volunteers by id) and the canonical text
//! that is hashed. A [`Problem`] that exists is well formed: every volunteer has one known value
//! per feature, ids are unique, every minimum is at most its maximum. Whether its quotas can hold
//! together is another question, answered by [`crate::lottery()`].
//! Never reads a file; [`crate::read`] turns bytes into the parts given here.

use crate::canon;
use crate::fault::{Fault, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// How many members a panel has with one value of one feature.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quota {
    /// The feature, for instance `direction`.
    pub feature: String,
    /// The value, for instance `Mobilités et voirie`.
    pub value: String,
    /// Fewest members with this value.
    pub min: u32,
    /// Most members with this value.
    pub max: u32,
    /// How far down `min` may be relaxed by decision of the coordinator.
    pub min_flex: u32,
    /// How far up `max` may be relaxed by decision of the coordinator.
    pub max_flex: u32,
}

impl Quota {
    /// A quota that leaves no room for relaxation.
    #[must_use]
    pub fn new(feature: &str, value: &str, min: u32, max: u32) -> Self {
        Self {
            feature: feature.to_owned(),
            value: value.to_owned(),
            min,
            max,
            min_flex: min,
            max_flex: max,
        }
    }
}

/// One person who may be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volunteer {
    /// The reference under which the person appears in the record; a pseudonym, never a name.
    pub id: String,
    /// The value of each feature.
    pub features: BTreeMap<String, String>,
    /// Team, household or hierarchical line of which at most one member may sit; `None` is no group.
    pub group: Option<String>,
}

impl Volunteer {
    /// A volunteer without group.
    #[must_use]
    pub fn new(id: &str, features: &[(&str, &str)]) -> Self {
        Self {
            id: id.to_owned(),
            features: features
                .iter()
                .map(|(feature, value)| ((*feature).to_owned(), (*value).to_owned()))
                .collect(),
            group: None,
        }
    }
}

/// A volunteer as the solver sees them: one quota index per feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub id: String,
    /// Index into `Problem::quotas`, one per feature, in the order of the features.
    pub values: Vec<usize>,
    /// Index into `Problem::groups`.
    pub group: Option<usize>,
}

/// A well-formed pool with its quotas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    k: u32,
    features: Vec<String>,
    quotas: Vec<Quota>,
    groups: Vec<String>,
    persons: Vec<Person>,
    notes: Vec<Fault>,
}

impl Problem {
    /// Checks the parts and puts them into canonical order.
    ///
    /// A volunteer given twice with the same features is kept once and told in [`Problem::notes`].
    ///
    /// # Errors
    /// All faults found, in one pass: no seat, an impossible quota line, a quota given twice, an id
    /// that is blank or belongs to two different volunteers, a value that no quota knows.
    ///
    /// ```
    /// use sortition::{Problem, Quota, Volunteer};
    /// let quotas = vec![Quota::new("site", "Nord", 0, 1), Quota::new("site", "Sud", 0, 1)];
    /// let pool = vec![Volunteer::new("a", &[("site", "Nord")]), Volunteer::new("b", &[("site", "Sud")])];
    /// assert!(Problem::new(2, quotas.clone(), pool.clone()).is_ok());
    /// let faults = Problem::new(0, quotas, pool).unwrap_err();
    /// assert_eq!(faults[0].en(), "The panel has no seat: k must be at least 1.");
    /// ```
    pub fn new(k: u32, quotas: Vec<Quota>, volunteers: Vec<Volunteer>) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        if k == 0 {
            faults.push(Fault::of(Kind::NoSeat));
        }
        if quotas.is_empty() {
            faults.push(Fault::of(Kind::NoQuota));
        }
        let quotas = sorted_quotas(quotas, &mut faults);
        let features: Vec<String> = quotas
            .iter()
            .map(|quota| quota.feature.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let mut notes = Vec::new();
        let volunteers = unique(volunteers, &mut faults, &mut notes);
        let groups: Vec<String> = volunteers
            .values()
            .filter_map(|volunteer| volunteer.group.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let index: BTreeMap<(&str, &str), usize> = quotas
            .iter()
            .enumerate()
            .map(|(at, quota)| ((quota.feature.as_str(), quota.value.as_str()), at))
            .collect();
        let mut persons = Vec::with_capacity(volunteers.len());
        for (id, volunteer) in &volunteers {
            let mut values = Vec::with_capacity(features.len());
            for feature in &features {
                let value = volunteer.features.get(feature).map_or("", String::as_str);
                match index.get(&(feature.as_str(), value)) {
                    Some(at) => values.push(*at),
                    None => faults.push(Fault::unknown_value(id, feature, value, &quotas)),
                }
            }
            let group = volunteer
                .group
                .as_ref()
                .and_then(|group| groups.binary_search(group).ok());
            persons.push(Person {
                id: id.clone(),
                values,
                group,
            });
        }
        if faults.is_empty() {
            Ok(Self {
                k,
                features,
                quotas,
                groups,
                persons,
                notes,
            })
        } else {
            Err(faults)
        }
    }

    /// Number of seats.
    #[must_use]
    pub fn k(&self) -> u32 {
        self.k
    }

    /// Number of volunteers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.persons.len()
    }

    /// Whether nobody volunteered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.persons.is_empty()
    }

    /// The features, sorted.
    #[must_use]
    pub fn features(&self) -> &[String] {
        &self.features
    }

    /// The quotas, sorted by feature and value.
    #[must_use]
    pub fn quotas(&self) -> &[Quota] {
        &self.quotas
    }

    /// The ids of the volunteers, sorted; positions in this order number them everywhere else.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.persons.iter().map(|person| person.id.as_str())
    }

    /// The id at a position.
    #[must_use]
    pub fn id(&self, position: usize) -> &str {
        self.persons
            .get(position)
            .map_or("", |person| person.id.as_str())
    }

    /// The position of an id.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.persons
            .binary_search_by(|person| person.id.as_str().cmp(id))
            .ok()
    }

    /// The positions (into [`Problem::quotas`]) of the values of one volunteer, one per feature.
    #[must_use]
    pub fn values(&self, position: usize) -> &[usize] {
        self.persons
            .get(position)
            .map_or(&[], |person| &person.values)
    }

    /// The group of one volunteer.
    #[must_use]
    pub fn group(&self, position: usize) -> Option<&str> {
        let group = self.persons.get(position)?.group?;
        self.groups.get(group).map(String::as_str)
    }

    /// Things worth telling that refuse nothing, such as a line given twice.
    #[must_use]
    pub fn notes(&self) -> &[Fault] {
        &self.notes
    }

    pub(crate) fn add_notes(&mut self, notes: Vec<Fault>) {
        self.notes.extend(notes);
    }

    pub(crate) fn persons(&self) -> &[Person] {
        &self.persons
    }

    pub(crate) fn group_count(&self) -> usize {
        self.groups.len()
    }

    /// How many volunteers have the value of the quota at this position.
    #[must_use]
    pub fn supply(&self, quota: usize) -> usize {
        self.persons
            .iter()
            .filter(|person| person.values.contains(&quota))
            .count()
    }

    /// The same pool under other quotas, in the order of [`Problem::quotas`].
    #[must_use]
    pub fn with_quotas(&self, change: impl Fn(usize, &Quota) -> (u32, u32)) -> Self {
        let mut other = self.clone();
        for (at, quota) in other.quotas.iter_mut().enumerate() {
            let (min, max) = change(at, quota);
            quota.min = min;
            quota.max = max;
            quota.min_flex = quota.min_flex.min(min);
            quota.max_flex = quota.max_flex.max(max);
        }
        other
    }

    /// The same pool without the rule of one member per group.
    #[must_use]
    pub fn without_groups(&self) -> Self {
        let mut other = self.clone();
        other.groups.clear();
        for person in &mut other.persons {
            person.group = None;
        }
        other
    }

    /// The pool without some volunteers: withdrawals, exclusions, members already replaced.
    #[must_use]
    pub fn without(&self, gone: &BTreeSet<usize>) -> Self {
        let mut other = self.clone();
        other.persons = self
            .persons
            .iter()
            .enumerate()
            .filter(|(at, _)| !gone.contains(at))
            .map(|(_, person)| person.clone())
            .collect();
        other
    }

    /// The pool with more volunteers, given by the values that they have; they are in no group.
    pub(crate) fn with_newcomers(&self, newcomers: &[Vec<usize>]) -> Self {
        let mut other = self.clone();
        let people = newcomers.iter().enumerate().map(|(nth, values)| Person {
            // No id of a volunteer sorts behind this one.
            id: format!("\u{10ffff}{nth:06}"),
            values: values.clone(),
            group: None,
        });
        other.persons.extend(people);
        other
    }

    /// The pool that remains to be drawn once some volunteers are seated: they, and whoever shares
    /// a group with them, leave the pool; seats and quotas shrink by what they fill.
    ///
    /// Returns `None` when they are more than the seats or already break a maximum.
    #[must_use]
    pub fn with_seated(&self, seated: &BTreeSet<usize>) -> Option<Self> {
        let mut filled = vec![0_u32; self.quotas.len()];
        let mut taken = BTreeSet::new();
        for at in seated {
            let person = self.persons.get(*at)?;
            for value in &person.values {
                *filled.get_mut(*value)? += 1;
            }
            if let Some(group) = person.group
                && !taken.insert(group)
            {
                return None;
            }
        }
        let mut other = self.clone();
        other.k = self.k.checked_sub(u32::try_from(seated.len()).ok()?)?;
        for (quota, fill) in other.quotas.iter_mut().zip(&filled) {
            quota.max = quota.max.checked_sub(*fill)?;
            quota.min = quota.min.saturating_sub(*fill);
            quota.min_flex = quota.min_flex.saturating_sub(*fill).min(quota.min);
            quota.max_flex = quota.max_flex.saturating_sub(*fill).max(quota.max);
        }
        other.persons = self
            .persons
            .iter()
            .enumerate()
            .filter(|(at, person)| {
                !seated.contains(at) && person.group.is_none_or(|group| !taken.contains(&group))
            })
            .map(|(_, person)| person.clone())
            .collect();
        Some(other)
    }

    /// The canonical text of the pool: the same for every order of the input.
    #[must_use]
    pub fn text(&self) -> String {
        canon::pool(self)
    }

    /// BLAKE3 of [`Problem::text`], in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        canon::hash(&self.text())
    }
}

fn sorted_quotas(mut quotas: Vec<Quota>, faults: &mut Vec<Fault>) -> Vec<Quota> {
    quotas.sort();
    for quota in &quotas {
        if quota.min > quota.max {
            faults.push(Fault::quota(quota, Kind::MinAboveMax));
        }
        if quota.min_flex > quota.min || quota.max_flex < quota.max {
            faults.push(Fault::quota(quota, Kind::FlexInside));
        }
    }
    for pair in quotas.windows(2) {
        if let [first, second] = pair
            && first.feature == second.feature
            && first.value == second.value
        {
            faults.push(Fault::quota(second, Kind::QuotaTwice));
        }
    }
    quotas
}

fn unique(
    volunteers: Vec<Volunteer>,
    faults: &mut Vec<Fault>,
    notes: &mut Vec<Fault>,
) -> BTreeMap<String, Volunteer> {
    let mut by_id: BTreeMap<String, Volunteer> = BTreeMap::new();
    for volunteer in volunteers {
        if volunteer.id.trim().is_empty() {
            faults.push(Fault::of(Kind::BlankId));
            continue;
        }
        match by_id.get(&volunteer.id) {
            Some(other) if *other == volunteer => {
                notes.push(Fault::person(&volunteer.id, Kind::SameTwice));
            }
            Some(_) => faults.push(Fault::person(&volunteer.id, Kind::IdTwice)),
            None => {
                by_id.insert(volunteer.id.clone(), volunteer);
            }
        }
    }
    by_id
}
