//! Meetings compared with the authorities and the team of the season.

use std::collections::BTreeSet;

use jiff::ToSpan;

use crate::check::in_order;
use crate::draft::{Draft, Placed};
use crate::fault::{Expected, Faults, Place, Wrong};
use crate::terms::Role;

const FILE: &str = "meetings.csv";

impl Draft {
    pub(crate) fn check_meetings(&self, faults: &mut Faults) {
        let residents: BTreeSet<_> = self
            .team
            .iter()
            .filter(|row| row.item.role == Role::Resident)
            .map(|row| &row.item.reference)
            .collect();
        for Placed { row, item } in &self.meetings {
            let place = |name| Place {
                file: FILE,
                row: *row,
                column: self.header(FILE, name),
            };
            in_order(place("au"), "du", Some(item.from), Some(item.to), faults);
            let last = item.to.saturating_sub(i64::from(item.days - 1).days());
            if item.from <= item.to && last < item.from {
                let expected = Expected::AtMost {
                    other: "au",
                    number: u32::try_from((item.to - item.from).get_days()).unwrap_or(0) + 1,
                };
                faults.refuse(place("jours"), &item.days.to_string(), Wrong::new(expected));
            }
            if item.authorities.len() < 2 {
                let wrong = Wrong::new(Expected::SeveralAuthorities);
                faults.refuse(place("collectivites"), item.host.as_str(), wrong);
            }
            if item.fixed && item.starts_on.is_none() {
                faults.refuse(place("date"), "", Wrong::new(Expected::Something));
            }
            for one in item.residents.iter().flatten() {
                if !self.people_incomplete && !residents.contains(one) {
                    let wrong = Wrong::new(Expected::Resident);
                    faults.refuse(place("residents"), one.as_str(), wrong);
                }
            }
        }
    }
}
