//! Facts compared with each other: known authorities and people, uniqueness, order of days.
//!
//! Every check looks at all rows; none stops at the first fault. Nothing is compared with a row
//! that was refused for another reason.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::draft::{Draft, Placed};
use crate::fault::{Expected, Fault, Faults, Place, Wrong};
use crate::terms::Role;
use crate::text::{Reference, Slug, nearest};

/// Faults after which no near reference is looked for: each costs a walk through all people.
const PROPOSALS: usize = 500;

impl Draft {
    /// Every fault that shows only when facts are put side by side.
    pub(crate) fn check(&self) -> Vec<Fault> {
        let mut faults = Faults::default();
        self.check_edition(&mut faults);
        self.check_authorities(&mut faults);
        self.check_slugs(&mut faults);
        self.check_team(&mut faults);
        self.check_volunteers(&mut faults);
        self.check_absences(&mut faults);
        self.check_quotas(&mut faults);
        faults.faults
    }

    fn check_edition(&self, faults: &mut Faults) {
        if let Some(Placed { row, item }) = &self.edition {
            let place = Place {
                file: "season.toml",
                row: *row,
                column: "edition.ends_on",
            };
            in_order(
                place,
                "starts_on",
                Some(item.starts_on),
                Some(item.ends_on),
                faults,
            );
        }
        let mut seen = BTreeMap::new();
        let overrides = self
            .protocol
            .iter()
            .flat_map(|protocol| &protocol.overrides);
        for (row, one) in self.override_lines.iter().zip(overrides) {
            let column = "protocol.override.parameter";
            let place = Place {
                file: "season.toml",
                row: *row,
                column,
            };
            let key = (&one.rule, &one.parameter, one.on);
            unique(&mut seen, key, place, one.parameter.as_str(), faults);
        }
    }

    fn check_authorities(&self, faults: &mut Faults) {
        let mut seen: BTreeMap<&Slug, u32> = BTreeMap::new();
        for Placed { row, item } in self.slugs.iter().flatten() {
            let place = Place {
                file: "season.toml",
                row: *row,
                column: "authority.slug",
            };
            unique(&mut seen, item, place, item.as_str(), faults);
        }
        for Placed { row, item } in &self.authorities {
            let place = |column| Place {
                file: "season.toml",
                row: *row,
                column,
            };
            in_order(
                place("authority.ends_on"),
                "starts_on",
                item.starts_on,
                item.ends_on,
                faults,
            );
            let call = place("authority.call_closes_on");
            in_order(
                call,
                "call_opens_on",
                item.call_opens_on,
                item.call_closes_on,
                faults,
            );
            let mut rooms = BTreeMap::new();
            for room in &item.rooms {
                let here = place("authority.room.id");
                unique(&mut rooms, &room.id, here, room.id.as_str(), faults);
            }
            if let Some(pilot) = &item.pilot {
                self.check_pilot(place("authority.pilot"), &item.slug, pilot, faults);
            }
        }
    }

    fn check_pilot(&self, place: Place<'_>, slug: &Slug, pilot: &Reference, faults: &mut Faults) {
        let pilots = || {
            let here = self.team.iter().map(|row| &row.item);
            here.filter(|one| one.role == Role::Pilot && one.authority.as_ref() == Some(slug))
        };
        if !self.people_incomplete && !pilots().any(|one| one.reference == *pilot) {
            let near = nearest(pilot.as_str(), pilots().map(|one| one.reference.as_str()));
            let wrong = Wrong::with(Expected::Pilot, near.map(str::to_owned));
            faults.refuse(place, pilot.as_str(), wrong);
        }
    }

    /// Authorities named by the tables are those of `season.toml`.
    fn check_slugs(&self, faults: &mut Faults) {
        let Some(slugs) = &self.slugs else { return };
        let known: Vec<&str> = slugs.iter().map(|slug| slug.item.as_str()).collect();
        let team = self
            .team
            .iter()
            .map(|one| ("team.csv", one.row, one.item.authority.as_ref()));
        let volunteers = self
            .volunteers
            .iter()
            .map(|one| ("volunteers.csv", one.row, Some(&one.item.authority)));
        let quotas = self
            .quotas
            .iter()
            .map(|one| ("quotas.csv", one.row, one.item.authority.as_ref()));
        let absences = self
            .unavailable
            .iter()
            .map(|one| ("unavailable.csv", one.row, one.item.authority.as_ref()));
        let closures = self
            .closures
            .iter()
            .map(|one| ("closures.csv", one.row, one.item.authority.as_ref()));
        for (file, row, slug) in team
            .chain(volunteers)
            .chain(quotas)
            .chain(absences)
            .chain(closures)
        {
            let Some(slug) = slug.filter(|slug| !known.contains(&slug.as_str())) else {
                continue;
            };
            let place = Place {
                file,
                row,
                column: self.header(file, "collectivite"),
            };
            let proposal = nearest(slug.as_str(), known.iter().copied()).map(str::to_owned);
            let expected = Expected::OneOf(known.iter().map(|&slug| slug.to_owned()).collect());
            faults.refuse(place, slug.as_str(), Wrong::with(expected, proposal));
        }
    }

    fn check_absences(&self, faults: &mut Faults) {
        let people = self.people();
        for Placed { row, item } in &self.unavailable {
            let column = |column| self.header("unavailable.csv", column);
            let place = |name| Place {
                file: "unavailable.csv",
                row: *row,
                column: column(name),
            };
            in_order(place("au"), "du", Some(item.from), Some(item.to), faults);
            let key = (item.authority.as_ref(), &item.reference);
            if !self.people_incomplete && !people.contains(&key) {
                let here = people.iter().filter(|(slug, _)| *slug == key.0);
                let few = faults.faults.len() < PROPOSALS;
                let known = here
                    .map(|(_, reference)| reference.as_str())
                    .filter(|_| few);
                let near = nearest(item.reference.as_str(), known).map(str::to_owned);
                let wrong = Wrong::with(Expected::KnownPerson, near);
                faults.refuse(place("reference"), item.reference.as_str(), wrong);
            }
        }
        for Placed { row, item } in &self.closures {
            let column = self.header("closures.csv", "au");
            let place = Place {
                file: "closures.csv",
                row: *row,
                column,
            };
            in_order(place, "du", Some(item.from), Some(item.to), faults);
        }
    }

    /// Who may be absent: people of each authority, and the team without authority.
    fn people(&self) -> BTreeSet<(Option<&Slug>, &Reference)> {
        let team = self.team.iter().map(|row| &row.item);
        let anywhere = team.clone().map(|one| (None, &one.reference));
        let somewhere = team.map(|one| (one.authority.as_ref(), &one.reference));
        let volunteers = self.volunteers.iter().map(|row| &row.item);
        let volunteers = volunteers.map(|one| (Some(&one.authority), &one.reference));
        anywhere.chain(somewhere).chain(volunteers).collect()
    }
}

/// Refuses a last day that comes before the first.
pub(crate) fn in_order(
    place: Place<'_>,
    other: &'static str,
    first: Option<Date>,
    last: Option<Date>,
    faults: &mut Faults,
) {
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        let expected = Expected::NotBefore { other, day: first };
        faults.refuse(place, &last.to_string(), Wrong::new(expected));
    }
}

/// Refuses a key that an earlier row has; true when it is new.
pub(crate) fn unique<K: Ord>(
    seen: &mut BTreeMap<K, u32>,
    key: K,
    place: Place<'_>,
    value: &str,
    faults: &mut Faults,
) -> bool {
    if let Some(first_row) = seen.get(&key).copied() {
        faults.refuse(place, value, Wrong::new(used_in(place.file, first_row)));
        return false;
    }
    seen.insert(key, place.row);
    true
}

/// The refusal of a key that another row has.
pub(crate) fn used_in(file: &str, first_row: u32) -> Expected {
    Expected::Unique {
        file: file.to_owned(),
        first_row,
    }
}
