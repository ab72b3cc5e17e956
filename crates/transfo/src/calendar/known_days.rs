//! The days that are known without anybody saying them: public holidays by law, school holidays by zone.
//!
//! Pure. Codes are read with or without their accents. A zone without a published calendar is unknown, never free.

use jiff::civil::Date;

use super::{
    holidays::{self, Holiday, Region},
    school::{Calendar, Range, Zone},
};

/// The region whose law the code names; the mainland for a code nobody knows.
pub fn region(code: &str) -> Region {
    let plain: String = code
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'é' | 'è' => 'e',
            c => c,
        })
        .collect();
    match plain.as_str() {
        "reunion" => Region::LaReunion,
        plain => Region::parse(plain).unwrap_or(Region::Metropole),
    }
}

/// Public holidays from the year of `from` to the year of `to`.
pub fn public_holidays(law: &str, from: Date, to: Date) -> Vec<(Date, Holiday)> {
    let region = region(law);
    (from.year()..=to.year())
        .flat_map(|year| holidays::holidays(region, year))
        .filter(|(day, _)| from <= *day && *day <= to)
        .collect()
}

/// School holidays of a zone that touch the period; none for a zone without a published calendar.
pub fn school_holidays(zone: &str, from: Date, to: Date) -> Vec<Range> {
    Zone::parse(zone)
        .map(|zone| {
            Calendar::builtin()
                .between(zone, from, to)
                .copied()
                .collect()
        })
        .unwrap_or_default()
}

/// Until when the school holidays of the zone are known; `None` when they are not known at all.
pub fn school_known_until(zone: &str) -> Option<Date> {
    Zone::parse(zone).map(|_| Calendar::builtin().known_until())
}
