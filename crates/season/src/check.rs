//! Facts compared with each other: known authorities and people, uniqueness, order of days.
//!
//! Every check looks at all rows; none stops at the first fault. Nothing is compared with a row
//! that was refused for another reason.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::draft::{Draft, Placed};
use crate::fault::{Expected, Fault, Faults, Place, Wrong};
use crate::terms::Role;
use crate::text::{Reference, Slug, nearest};

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
        let Some(protocol) = &self.protocol else {
            return;
        };
        let mut seen = BTreeMap::new();
        for one in &protocol.overrides {
            let key = (&one.rule, &one.parameter, one.on);
            if seen.insert(key, ()).is_some() {
                let column = "protocol.override.parameter";
                let place = Place {
                    file: "season.toml",
                    row: 1,
                    column,
                };
                let wrong = Wrong::new(Expected::Unique { first_row: 1 });
                faults.refuse(place, one.parameter.as_str(), wrong);
            }
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
        for Placed { row, item } in &self.unavailable {
            let column = |column| self.header("unavailable.csv", column);
            let place = |name| Place {
                file: "unavailable.csv",
                row: *row,
                column: column(name),
            };
            in_order(place("au"), "du", Some(item.from), Some(item.to), faults);
            if !self.people_incomplete && !self.knows(item.authority.as_ref(), &item.reference) {
                let near = self.nearest_person(item.authority.as_ref(), &item.reference);
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

    /// References of an authority; without authority, those of the team of the whole season.
    fn people<'s>(&'s self, slug: Option<&'s Slug>) -> impl Iterator<Item = &'s Reference> {
        let team = self.team.iter().map(|row| &row.item);
        let team = team.filter(move |one| slug.is_none() || one.authority.as_ref() == slug);
        let volunteers = self.volunteers.iter().map(|row| &row.item);
        let volunteers = volunteers.filter(move |one| Some(&one.authority) == slug);
        team.map(|one| &one.reference)
            .chain(volunteers.map(|one| &one.reference))
    }

    fn knows(&self, slug: Option<&Slug>, reference: &Reference) -> bool {
        self.people(slug).any(|known| known == reference)
    }

    fn nearest_person(&self, slug: Option<&Slug>, reference: &Reference) -> Option<String> {
        let known = self.people(slug).map(Reference::as_str);
        nearest(reference.as_str(), known).map(str::to_owned)
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
        faults.refuse(place, value, Wrong::new(Expected::Unique { first_row }));
        return false;
    }
    seen.insert(key, place.row);
    true
}
