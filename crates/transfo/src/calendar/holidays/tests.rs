//! Against two independent lists, from 2016 to 2040, kept in `data/fixtures/public-holidays.csv`.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::{Holiday, REGIONS, Region, customs, easter, holiday, holidays, is_working_day};

const GOLDEN: &str = include_str!("../../../data/fixtures/public-holidays.csv");

/// The days of one of the two lists, or of both.
fn golden(region: Region, wanted: &[&str]) -> BTreeSet<Date> {
    let rows = GOLDEN
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>());
    let rows = rows.filter(|row| row[0] == region.code() && wanted.contains(&row[2]));
    rows.map(|row| row[1].parse().unwrap()).collect()
}

type List = fn(Region, i16) -> Vec<(Date, Holiday)>;

/// The days on one side only.
fn differences(region: Region, lists: &[List], expected: &BTreeSet<Date>) -> Vec<Date> {
    let years = 2016..=2040;
    let days = years.flat_map(|year| lists.iter().flat_map(move |list| list(region, year)));
    let days: BTreeSet<Date> = days.map(|(day, _)| day).collect();
    days.symmetric_difference(expected).copied().collect()
}

#[test]
fn the_law_is_what_both_lists_agree_on() {
    assert!(GOLDEN.lines().count() > 3000);
    for region in REGIONS {
        let mut both = golden(region, &["both"]);
        // Only one of the lists knows that Saint-Martin had another day before 2018.
        if region == Region::SaintMartin {
            both.extend([date(2016, 5, 27), date(2017, 5, 27)]);
        }
        assert_eq!(differences(region, &[holidays], &both), [], "{region:?}");
    }
}

#[test]
fn customs_are_what_one_list_adds() {
    for region in REGIONS {
        let days = [
            golden(region, &["both", "holidays"]),
            golden(region, &["jours-feries-france"]),
        ];
        let mut either: BTreeSet<Date> = days.into_iter().flatten().collect();
        for year in [2016, 2017] {
            either.remove(&date(year, 5, 28));
        }
        assert_eq!(
            differences(region, &[holidays, customs], &either),
            [],
            "{region:?}"
        );
    }
}

#[test]
fn easter_far_away() {
    for (year, month, day) in [
        (1818, 3, 22),
        (1943, 4, 25),
        (2000, 4, 23),
        (2008, 3, 23),
        (2027, 3, 28),
        (2038, 4, 25),
        (2285, 3, 22),
    ] {
        assert_eq!(easter(year), Some(date(year, month, day)));
    }
}

#[test]
fn days_people_ask_about() {
    let friday = date(2027, 3, 26);
    assert_eq!(
        holiday(Region::AlsaceMoselle, friday),
        Some(Holiday::GoodFriday)
    );
    assert_eq!(holiday(Region::Metropole, friday), None);
    assert!(
        is_working_day(Region::Metropole, friday) && !is_working_day(Region::AlsaceMoselle, friday)
    );
    assert!(
        !is_working_day(Region::Metropole, date(2027, 3, 27)),
        "a Saturday"
    );
    // In 2008 Ascension fell on 1 May, in 2031 it falls on the abolition day of Martinique.
    assert_eq!(
        holidays(Region::Metropole, 2008)
            .iter()
            .filter(|(day, _)| *day == date(2008, 5, 1))
            .count(),
        2
    );
    let both: Vec<Holiday> = holidays(Region::Martinique, 2031)
        .into_iter()
        .filter(|(day, _)| *day == date(2031, 5, 22))
        .map(|(_, name)| name)
        .collect();
    assert_eq!(both, [Holiday::Ascension, Holiday::AbolitionOfSlavery]);
}

#[test]
fn regions_by_code_and_department() {
    for region in REGIONS {
        assert_eq!(Region::parse(region.code()), Some(region));
    }
    for (code, expected) in [
        ("68", Some(Region::AlsaceMoselle)),
        ("57", Some(Region::AlsaceMoselle)),
        ("59", Some(Region::Metropole)),
        ("2A", Some(Region::Metropole)),
        ("974", Some(Region::LaReunion)),
        ("988", None),
        ("20", None),
        ("96", None),
        ("1", None),
        ("", None),
    ] {
        assert_eq!(Region::of_department(code), expected, "{code}");
    }
}
