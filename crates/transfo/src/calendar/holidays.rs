//! Public holidays, computed: fixed dates and those that follow Easter.
//!
//! Owns the law of each part of the country (Code du travail, L3133-1 and L3422-2; for Alsace-Moselle L3134-13). A custom
//! that closes offices without being law (mid-Lent or Victor Schœlcher's day in the Antilles) is told apart,
//! so that a plan may avoid it without calling it a holiday. Never read from a file or the network: any year works.

#[cfg(test)]
mod tests;

use jiff::ToSpan;
use jiff::civil::Date;

/// A part of the country with its own list of public holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Region {
    /// The mainland and Corsica, without Alsace and Moselle.
    Metropole,
    /// Bas-Rhin, Haut-Rhin and Moselle.
    AlsaceMoselle,
    /// Guadeloupe.
    Guadeloupe,
    /// Martinique.
    Martinique,
    /// French Guiana.
    Guyane,
    /// Réunion.
    LaReunion,
    /// Mayotte.
    Mayotte,
    /// Saint-Barthélemy.
    SaintBarthelemy,
    /// Saint-Martin.
    SaintMartin,
    /// Saint-Pierre-et-Miquelon.
    SaintPierreEtMiquelon,
}

/// Why a day is off; the words are with the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each name says the day")]
pub enum Holiday {
    NewYear,
    GoodFriday,
    EasterMonday,
    LabourDay,
    Victory1945,
    Ascension,
    WhitMonday,
    NationalDay,
    Assumption,
    AllSaints,
    Armistice1918,
    Christmas,
    SaintStephen,
    AbolitionOfSlavery,
    MidLent,
    VictorSchoelcher,
}

/// Every region, in the order people are used to.
pub const REGIONS: [Region; 10] = [
    Region::Metropole,
    Region::AlsaceMoselle,
    Region::Guadeloupe,
    Region::Martinique,
    Region::Guyane,
    Region::LaReunion,
    Region::Mayotte,
    Region::SaintBarthelemy,
    Region::SaintMartin,
    Region::SaintPierreEtMiquelon,
];

impl Region {
    /// The name used in files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Metropole => "metropole",
            Self::AlsaceMoselle => "alsace-moselle",
            Self::Guadeloupe => "guadeloupe",
            Self::Martinique => "martinique",
            Self::Guyane => "guyane",
            Self::LaReunion => "la-reunion",
            Self::Mayotte => "mayotte",
            Self::SaintBarthelemy => "saint-barthelemy",
            Self::SaintMartin => "saint-martin",
            Self::SaintPierreEtMiquelon => "saint-pierre-et-miquelon",
        }
    }

    /// Reads a name used in files.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        REGIONS.into_iter().find(|region| region.code() == code)
    }

    /// The region of a department, by its code. `None` for an unknown code and for the Pacific territories,
    /// whose labour law is their own.
    #[must_use]
    pub fn of_department(code: &str) -> Option<Self> {
        Some(match code {
            "57" | "67" | "68" => Self::AlsaceMoselle,
            "971" => Self::Guadeloupe,
            "972" => Self::Martinique,
            "973" => Self::Guyane,
            "974" => Self::LaReunion,
            "975" => Self::SaintPierreEtMiquelon,
            "976" => Self::Mayotte,
            "977" => Self::SaintBarthelemy,
            "978" => Self::SaintMartin,
            "2A" | "2B" => Self::Metropole,
            _ => {
                let number: u8 = code.parse().ok().filter(|_| code.len() == 2)?;
                ((1..=95).contains(&number) && number != 20).then_some(Self::Metropole)?
            }
        })
    }

    fn abolition(self, year: i16) -> Option<(i8, i8)> {
        Some(match self {
            Self::Mayotte => (4, 27),
            Self::Martinique => (5, 22),
            Self::Guadeloupe => (5, 27),
            // The day of Guadeloupe until Saint-Martin had its own.
            Self::SaintMartin => (5, if year < 2018 { 27 } else { 28 }),
            Self::Guyane => (6, 10),
            Self::SaintBarthelemy => (10, 9),
            Self::LaReunion => (12, 20),
            Self::Metropole | Self::AlsaceMoselle | Self::SaintPierreEtMiquelon => return None,
        })
    }
}

/// The public holidays of a year, in order; two on one day are both listed.
///
/// In Alsace-Moselle Good Friday is listed for every commune, though the law keeps it to those with a Protestant
/// or shared church: the directory does not know which they are, and a run there would find closed doors.
#[must_use]
pub fn holidays(region: Region, year: i16) -> Vec<(Date, Holiday)> {
    let fixed = [
        (1, 1, Holiday::NewYear),
        (5, 1, Holiday::LabourDay),
        (5, 8, Holiday::Victory1945),
        (7, 14, Holiday::NationalDay),
        (8, 15, Holiday::Assumption),
        (11, 1, Holiday::AllSaints),
        (11, 11, Holiday::Armistice1918),
        (12, 25, Holiday::Christmas),
    ];
    let mut days: Vec<_> = fixed
        .into_iter()
        .filter_map(|(m, d, name)| on(year, m, d, name))
        .collect();
    let moving = [
        (1, Holiday::EasterMonday),
        (39, Holiday::Ascension),
        (50, Holiday::WhitMonday),
    ];
    days.extend(
        moving
            .into_iter()
            .filter_map(|(after, name)| from_easter(year, after, name)),
    );
    if region == Region::AlsaceMoselle {
        days.extend(from_easter(year, -2, Holiday::GoodFriday));
        days.extend(on(year, 12, 26, Holiday::SaintStephen));
    }
    let abolition = region.abolition(year);
    days.extend(
        abolition.and_then(|(month, day)| on(year, month, day, Holiday::AbolitionOfSlavery)),
    );
    days.sort_unstable();
    days
}

/// Days on which many services close by custom, in order: to be avoided, not holidays by law.
#[must_use]
pub fn customs(region: Region, year: i16) -> Vec<(Date, Holiday)> {
    let schoelcher = on(year, 7, 21, Holiday::VictorSchoelcher);
    let days = match region {
        Region::Guadeloupe => [
            from_easter(year, -24, Holiday::MidLent),
            from_easter(year, -2, Holiday::GoodFriday),
            schoelcher,
        ],
        Region::Martinique | Region::SaintMartin => [schoelcher, None, None],
        _ => [None; 3],
    };
    days.into_iter().flatten().collect()
}

/// The holiday of that day, if it is one.
#[must_use]
pub fn holiday(region: Region, day: Date) -> Option<Holiday> {
    holidays(region, day.year())
        .into_iter()
        .find(|(date, _)| *date == day)
        .map(|(_, name)| name)
}

/// Monday to Friday and no public holiday.
#[must_use]
pub fn is_working_day(region: Region, day: Date) -> bool {
    day.weekday().to_monday_zero_offset() < 5 && holiday(region, day).is_none()
}

fn on(year: i16, month: i8, day: i8, name: Holiday) -> Option<(Date, Holiday)> {
    Date::new(year, month, day).ok().map(|date| (date, name))
}

fn from_easter(year: i16, days: i64, name: Holiday) -> Option<(Date, Holiday)> {
    easter(year)?
        .checked_add(days.days())
        .ok()
        .map(|date| (date, name))
}

/// Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher (Nature, 1876).
#[must_use]
pub fn easter(year: i16) -> Option<Date> {
    let (golden, century, in_century) = (year % 19, year / 100, year % 100);
    let moon =
        (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - moon - in_century % 4) % 7;
    let correction = (golden + 11 * moon + 22 * sunday) / 451;
    let counted = moon + sunday - 7 * correction + 114;
    Date::new(
        year,
        i8::try_from(counted / 31).ok()?,
        i8::try_from(counted % 31 + 1).ok()?,
    )
    .ok()
}
