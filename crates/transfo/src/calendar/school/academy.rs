//! Academies, their departments and their zone before and since the reform of 2016.

use jiff::civil::{Date, date};

use super::Zone;

/// An academy: the school authority of some departments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Academy {
    /// Its usual name.
    pub name: &'static str,
    /// Codes of its departments, separated by spaces.
    pub departments: &'static str,
    before: Option<Zone>,
    since: Option<Zone>,
}

const REFORM: Date = date(2016, 1, 1);

const fn academy(
    name: &'static str,
    departments: &'static str,
    before: Zone,
    since: Zone,
) -> Academy {
    Academy {
        name,
        departments,
        before: Some(before),
        since: Some(since),
    }
}

use Zone::{A, B, C};

/// The academies of the mainland and of Corsica. Caen and Rouen, one academy since 2020, were apart before 2016.
pub static ACADEMIES: [Academy; 26] = [
    academy("Aix-Marseille", "04 05 13 84", B, B),
    academy("Amiens", "02 60 80", B, B),
    academy("Besançon", "25 39 70 90", B, A),
    academy("Bordeaux", "24 33 40 47 64", C, A),
    academy("Caen", "14 50 61", A, B),
    academy("Clermont-Ferrand", "03 15 43 63", A, A),
    Academy {
        name: "Corse",
        departments: "2A 2B",
        before: None,
        since: None,
    },
    academy("Créteil", "77 93 94", C, C),
    academy("Dijon", "21 58 71 89", B, A),
    academy("Grenoble", "07 26 38 73 74", A, A),
    academy("Lille", "59 62", B, B),
    academy("Limoges", "19 23 87", B, A),
    academy("Lyon", "01 42 69", A, A),
    academy("Montpellier", "11 30 34 48 66", A, C),
    academy("Nancy-Metz", "54 55 57 88", A, B),
    academy("Nantes", "44 49 53 72 85", A, B),
    academy("Nice", "06 83", B, B),
    academy("Orléans-Tours", "18 28 36 37 41 45", B, B),
    academy("Paris", "75", C, C),
    academy("Poitiers", "16 17 79 86", B, A),
    academy("Reims", "08 10 51 52", B, B),
    academy("Rennes", "22 29 35 56", A, B),
    academy("Rouen", "27 76", B, B),
    academy("Strasbourg", "67 68", B, B),
    academy("Toulouse", "09 12 31 32 46 65 81 82", A, C),
    academy("Versailles", "78 91 92 95", C, C),
];

impl Academy {
    /// The academy of a department.
    #[must_use]
    pub fn of_department(code: &str) -> Option<&'static Self> {
        let mut academies = ACADEMIES.iter();
        academies.find(|academy| academy.departments.split(' ').any(|own| own == code))
    }

    /// The academy of that name; Normandie answers as the two it joins, which share their zone.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        let name = if name == "Normandie" { "Caen" } else { name };
        ACADEMIES.iter().find(|academy| academy.name == name)
    }

    /// Its zone on a day. `None` for Corsica.
    #[must_use]
    pub fn zone(&self, on: Date) -> Option<Zone> {
        if on < REFORM { self.before } else { self.since }
    }
}
