//! Where towns are: those of France, and the larger ones abroad from which residents come.
//!
//! Invariants: a name that several towns share is answered when the region is said beside it, or when one of them is
//! ten times the next; an unknown name has no place, never a wrong one. Distances are great circles between centres.
//! Read once, when first asked; never fetches anything.
//!
//! Source and licence: `data/README.md`.

mod seat;
#[cfg(test)]
mod tests;

use std::{cmp::Reverse, collections::HashMap, sync::OnceLock};

use super::{
    directory::words::{fold, whole},
    shipped,
};
pub use seat::{seat, seat_said};

/// A town.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Town {
    /// Its name.
    pub name: &'static str,
    /// Its region, or its country when that is not France.
    pub region: &'static str,
    /// Hundredths of a degree, to the north.
    latitude: i32,
    /// Hundredths of a degree, to the east.
    longitude: i32,
    /// Hundreds of inhabitants.
    hundreds: u32,
}

/// Mean radius of the earth, kilometres.
const EARTH_KM: f64 = 6371.0;

impl Town {
    /// Kilometres to another town along the great circle, rounded.
    #[must_use]
    pub fn km_to(&self, other: &Town) -> u32 {
        let radians = |hundredths: i32| (f64::from(hundredths) / 100.0).to_radians();
        let (here, there) = (radians(self.latitude), radians(other.latitude));
        let half = |a: i32, b: i32| (radians(b - a) / 2.0).sin().powi(2);
        let chord = half(self.latitude, other.latitude)
            + here.cos() * there.cos() * half(self.longitude, other.longitude);
        rounded(2.0 * EARTH_KM * chord.sqrt().min(1.0).asin())
    }
}

#[expect(
    clippy::as_conversions,
    reason = "no distance on earth is negative or above 20,038 km, and `as` saturates"
)]
fn rounded(km: f64) -> u32 {
    km.round() as u32
}

/// The towns, by name.
#[derive(Debug, Default)]
pub struct Towns {
    /// Under each folded name the most populated first.
    by_name: HashMap<String, Vec<Town>>,
}

const DATA: &[u8] = include_bytes!("../../data/towns.csv.br");
/// How many times the next of its name a town must be to be meant by the name alone.
const WELL_KNOWN: u32 = 10;
/// How many towns are proposed: enough for most, few enough for a page.
const PROPOSED: usize = 400;

impl Towns {
    /// The towns shipped with the programme, read on the first call.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Towns> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            // The bytes are compiled in and a test reads them: without them every town is unknown, and said to be.
            shipped::unpack(DATA).map_or_else(Self::default, Self::read)
        })
    }

    fn read(text: &'static str) -> Self {
        let (mut region, mut towns) = ("", Self::default());
        for line in text.lines() {
            match town(line, region) {
                Some(town) => towns.by_name.entry(fold(town.name)).or_default().push(town),
                None => region = line,
            }
        }
        for list in towns.by_name.values_mut() {
            list.sort_by_key(|town| Reverse(town.hundreds));
        }
        towns
    }

    /// The town that somebody means: its name, with its region or country in brackets or after a comma where several
    /// are called so. Postcodes and numbers of districts do not count, and "St" is also "Saint".
    #[must_use]
    pub fn find(&self, typed: &str) -> Option<&Town> {
        let cut = typed.find(['(', ',', ';', '/']).unwrap_or(typed.len());
        let (name, beside) = typed.split_at(cut);
        let (list, beside) = (self.named(&spoken(name)), fold(beside));
        let there = list.iter().find(|town| fold(town.region) == beside.trim());
        there.or(match list {
            [one] => Some(one),
            [one, next, ..] if one.hundreds >= WELL_KNOWN * next.hundreds.max(1) => Some(one),
            _ => None,
        })
    }

    /// The names to propose while somebody types: the most populated towns, each written so that [`Towns::find`] means it.
    #[must_use]
    pub fn proposals() -> &'static [String] {
        static PROPOSALS: OnceLock<Vec<String>> = OnceLock::new();
        PROPOSALS.get_or_init(|| {
            let towns = Self::builtin();
            let mut all: Vec<&Town> = towns.by_name.values().flatten().collect();
            all.sort_by_key(|town| (Reverse(town.hundreds), town.name));
            let written = |town: &Town| {
                let name = towns.written(town);
                towns
                    .find(&name)
                    .filter(|found| *found == town)
                    .map(|_| name)
            };
            let mut names: Vec<String> = all
                .iter()
                .filter_map(|town| written(town))
                .take(PROPOSED)
                .collect();
            names.sort();
            names
        })
    }

    fn written(&self, town: &Town) -> String {
        match self.find(town.name) {
            Some(found) if found == town => town.name.to_owned(),
            _ => format!("{} ({})", town.name, town.region),
        }
    }

    /// The towns of that folded name, the most populated first.
    fn named(&self, folded: &str) -> &[Town] {
        self.by_name.get(folded).map_or(&[], Vec::as_slice)
    }
}

/// A line of a town; none for the name of a region, above its towns.
fn town(line: &'static str, region: &'static str) -> Option<Town> {
    let mut fields = line.split(';');
    let name = fields.next()?;
    let mut number = || fields.next()?.parse::<i32>().ok();
    Some(Town {
        name,
        region,
        latitude: number()?,
        longitude: number()?,
        hundreds: number()?.unsigned_abs(),
    })
}

/// Folded, without what does not belong to the name.
fn spoken(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(' ').filter(|word| {
        !word.is_empty() && *word != "cedex" && !word.starts_with(|c: char| c.is_ascii_digit())
    });
    words.map(whole).collect::<Vec<_>>().join(" ")
}
