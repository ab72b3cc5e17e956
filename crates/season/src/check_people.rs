//! Rows about people compared with each other: one reference, one person.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

use crate::check::{in_order, unique, used_in};
use crate::draft::{Draft, Placed};
use crate::fault::{Expected, Faults, Place, Wrong};
use crate::person::TeamMember;
use crate::terms::Role;
use crate::text::Reference;

impl Draft {
    /// Keeps once the rows that say exactly the same, and tells.
    pub(crate) fn drop_repeats(&mut self, faults: &mut Faults) {
        keep_once("team.csv", &mut self.team, faults);
        keep_once("volunteers.csv", &mut self.volunteers, faults);
        keep_once("quotas.csv", &mut self.quotas, faults);
        keep_once("unavailable.csv", &mut self.unavailable, faults);
        keep_once("closures.csv", &mut self.closures, faults);
        keep_once("meetings.csv", &mut self.meetings, faults);
    }

    /// Tells what is unusual and not wrong.
    pub(crate) fn flag(&self, faults: &mut Faults) {
        for (file, rows) in [
            ("team.csv", self.team.len()),
            ("volunteers.csv", self.volunteers.len()),
        ] {
            if rows == 0 {
                faults.tell(
                    Place {
                        file,
                        row: 1,
                        column: "",
                    },
                    "",
                    Expected::Rows,
                );
            }
        }
        let mut addresses = BTreeMap::new();
        for Placed { row, item } in &self.volunteers {
            let Some(email) = &item.email else { continue };
            let key = email.as_str().to_lowercase();
            let first = *addresses
                .entry(key)
                .or_insert((*row, &item.authority, &item.reference));
            if (first.1, first.2) != (&item.authority, &item.reference) {
                let column = self.header("volunteers.csv", "courriel");
                let place = Place {
                    file: "volunteers.csv",
                    row: *row,
                    column,
                };
                let expected = Expected::AnotherPerson { first_row: first.0 };
                faults.tell(place, email.as_str(), expected);
            }
        }
    }

    pub(crate) fn check_team(&self, faults: &mut Faults) {
        let mut persons: BTreeMap<&Reference, &Placed<TeamMember>> = BTreeMap::new();
        let mut periods: BTreeMap<_, Vec<&Placed<TeamMember>>> = BTreeMap::new();
        for placed in &self.team {
            let Placed { row, item } = placed;
            let column = |column| self.header("team.csv", column);
            let place = |name| Place {
                file: "team.csv",
                row: *row,
                column: column(name),
            };
            in_order(place("jusqu_au"), "depuis", item.since, item.until, faults);
            if item.authority.is_none() && !matches!(item.role, Role::Coordinator | Role::Partner) {
                let wrong = Wrong::new(Expected::AuthorityForRole);
                faults.refuse(place("collectivite"), "", wrong);
            }
            let first = *persons.entry(&item.reference).or_insert(placed);
            if first.item.name != item.name {
                let name = first.item.name.to_string();
                let said = Expected::SameAs {
                    first_row: first.row,
                    value: name.clone(),
                };
                faults.refuse(
                    place("nom"),
                    item.name.as_str(),
                    Wrong::with(said, Some(name)),
                );
            }
            if let (Some(known), Some(email)) = (&first.item.email, &item.email)
                && known != email
            {
                let value = known.to_string();
                let said = Expected::SameAs {
                    first_row: first.row,
                    value: value.clone(),
                };
                faults.refuse(
                    place("courriel"),
                    email.as_str(),
                    Wrong::with(said, Some(value)),
                );
            }
            let others = periods
                .entry((&item.authority, &item.reference, item.role))
                .or_default();
            if let Some(other) = others.iter().find(|other| overlap(&other.item, item)) {
                let wrong = Wrong::new(Expected::NoOverlap {
                    first_row: other.row,
                });
                faults.refuse(place("reference"), item.reference.as_str(), wrong);
            }
            others.push(placed);
        }
    }

    pub(crate) fn check_volunteers(&self, faults: &mut Faults) {
        let mut seen = BTreeMap::new();
        let mut team = BTreeMap::new();
        for Placed { row, item } in &self.team {
            team.entry((item.authority.as_ref(), &item.reference))
                .or_insert(*row);
        }
        for Placed { row, item } in &self.volunteers {
            let column = self.header("volunteers.csv", "reference");
            let place = Place {
                file: "volunteers.csv",
                row: *row,
                column,
            };
            let reference = item.reference.as_str();
            let key = (&item.authority, &item.reference);
            let new = unique(&mut seen, key, place, reference, faults);
            let member = team.get(&(Some(&item.authority), &item.reference));
            if let Some(first_row) = member.copied().filter(|_| new) {
                faults.refuse(place, reference, Wrong::new(used_in("team.csv", first_row)));
            }
        }
    }
}

fn overlap(one: &TeamMember, other: &TeamMember) -> bool {
    let before = |one: &TeamMember, other: &TeamMember| match (one.until, other.since) {
        (Some(until), Some(since)) => until < since,
        _ => false,
    };
    !before(one, other) && !before(other, one)
}

fn keep_once<T: Eq + Hash>(file: &str, rows: &mut Vec<Placed<T>>, faults: &mut Faults) {
    let mut seen: HashMap<&T, u32> = HashMap::new();
    let mut repeats = BTreeSet::new();
    for placed in rows.iter() {
        let first_row = *seen.entry(&placed.item).or_insert(placed.row);
        if first_row != placed.row {
            let place = Place {
                file,
                row: placed.row,
                column: "",
            };
            faults.tell(place, "", Expected::KeptOnce { first_row });
            repeats.insert(placed.row);
        }
    }
    rows.retain(|placed| !repeats.contains(&placed.row));
}
