//! Facts compared with each other: known authorities and people, uniqueness, order of days.
//!
//! Every check looks at all rows; none stops at the first fault. Nothing is compared with a row
//! that was refused for another reason.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::draft::{Draft, Placed};
use crate::fault::{Expected, Fault, Faults, Place, Wrong};
use crate::text::{Reference, Slug, fold, nearest};

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
        self.check_meetings(&mut faults);
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
        let tables = team
            .chain(volunteers)
            .chain(quotas)
            .chain(absences)
            .chain(closures)
            .map(|(file, row, slug)| (file, "collectivite", row, slug));
        let meetings = self.meetings.iter().flat_map(|one| {
            let parties = one.item.authorities.iter();
            let column = |slug: &Slug| match *slug == one.item.host {
                true => "accueil",
                false => "collectivites",
            };
            parties.map(move |slug| ("meetings.csv", column(slug), one.row, Some(slug)))
        });
        for (file, column, row, slug) in tables.chain(meetings) {
            let Some(slug) = slug.filter(|slug| !known.contains(&slug.as_str())) else {
                continue;
            };
            let place = Place {
                file,
                row,
                column: self.header(file, column),
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
                let few = faults.faults.len() < PROPOSALS;
                let mut here = people.iter().filter(|(slug, _)| few && *slug == key.0);
                let meant = bare(item.reference.as_str());
                let near = here.find(|(_, known)| bare(known.as_str()) == meant);
                let near = near.map(|(_, known)| known.to_string());
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

/// A reference without case, signs and leading zeros. Nothing looser is proposed for people: the
/// reference next to a wrong one is somebody else's.
fn bare(reference: &str) -> String {
    let folded = fold(reference);
    let parts = folded.split(|letter: char| !letter.is_ascii_digit());
    let mut bare: String = folded
        .chars()
        .filter(|letter| !letter.is_ascii_digit())
        .collect();
    bare.retain(|letter| letter != '_');
    for number in parts
        .map(|digits| digits.trim_start_matches('0'))
        .filter(|one| !one.is_empty())
    {
        bare.push(' ');
        bare.push_str(number);
    }
    bare
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
