//! Authorities compared with themselves and with the team: days in order, one pilot who is there.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::authority::Authority;
use crate::check::{in_order, unique};
use crate::draft::{Draft, Lines};
use crate::fault::{Expected, Faults, Place, Wrong};
use crate::terms::Role;

const FILE: &str = "season.toml";

impl Draft {
    pub(crate) fn check_authorities(&self, faults: &mut Faults) {
        let mut seen = BTreeMap::new();
        for slug in self.slugs.iter().flatten() {
            let place = Place {
                file: FILE,
                row: slug.row,
                column: "authority.slug",
            };
            unique(&mut seen, &slug.item, place, slug.item.as_str(), faults);
        }
        for (authority, lines) in self.authorities.iter().zip(&self.authority_lines) {
            let authority = &authority.item;
            days(authority, lines, faults);
            rooms(authority, lines, faults);
            self.check_pilot(authority, lines, faults);
        }
    }

    fn check_pilot(&self, authority: &Authority, lines: &Lines, faults: &mut Faults) {
        let Some(pilot) = authority.pilot.as_ref().filter(|_| !self.people_incomplete) else {
            return;
        };
        let here = self.team.iter().map(|row| &row.item);
        let here = here.filter(|one| one.authority.as_ref() == Some(&authority.slug));
        let pilots = here
            .filter(|one| one.role == Role::Pilot)
            .map(|one| &one.reference);
        if !pilots.clone().any(|known| known == pilot) {
            // One pilot is the rule: when there is one, it is the one that was meant.
            let mut known = pilots.map(ToString::to_string);
            let only = known.next().filter(|_| known.next().is_none());
            let row = lines.of("pilot");
            let place = Place {
                file: FILE,
                row,
                column: "authority.pilot",
            };
            faults.refuse(place, pilot.as_str(), Wrong::with(Expected::Pilot, only));
        }
    }
}

fn days(authority: &Authority, lines: &Lines, faults: &mut Faults) {
    let mut check = |column, key, other, first: Option<Date>, last: Option<Date>| {
        let place = Place {
            file: FILE,
            row: lines.of(key),
            column,
        };
        in_order(place, other, first, last, faults);
    };
    let (starts, ends) = (authority.starts_on, authority.ends_on);
    check("authority.ends_on", "ends_on", "starts_on", starts, ends);
    let (opens, closes) = (authority.call_opens_on, authority.call_closes_on);
    check(
        "authority.call_closes_on",
        "call_closes_on",
        "call_opens_on",
        opens,
        closes,
    );
}

fn rooms(authority: &Authority, lines: &Lines, faults: &mut Faults) {
    let mut seen = BTreeMap::new();
    for (room, row) in authority.rooms.iter().zip(&lines.rooms) {
        let place = Place {
            file: FILE,
            row: *row,
            column: "authority.room.id",
        };
        unique(&mut seen, &room.id, place, room.id.as_str(), faults);
    }
}
