//! The shipped calendar against dates of the decrees, and what happens at its end.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::{ACADEMIES, Academy, Break, Calendar, Unknown, Zone};

const ZONES: [Zone; 3] = [Zone::A, Zone::B, Zone::C];

#[test]
fn the_shipped_calendar_is_whole() {
    let calendar = Calendar::builtin();
    assert_eq!(
        (calendar.known_from(), calendar.known_until()),
        (date(2015, 1, 1), date(2028, 8, 31))
    );
    for zone in ZONES {
        let ranges: Vec<_> = calendar.ranges(zone).collect();
        assert!(ranges.len() > 65, "{zone:?} {}", ranges.len());
        assert!(
            ranges.windows(2).all(|pair| pair[0].last < pair[1].first),
            "{zone:?}"
        );
        for year in 2015..=2028 {
            for name in [Break::Winter, Break::Spring, Break::Summer] {
                let found = ranges
                    .iter()
                    .filter(|range| range.name == name && range.first.year() == year);
                assert_eq!(found.count(), 1, "{zone:?} {name:?} {year}");
            }
        }
        for year in 2015..=2027 {
            for name in [Break::Autumn, Break::Christmas] {
                let found = ranges
                    .iter()
                    .filter(|range| range.name == name && range.first.year() == year);
                assert_eq!(found.count(), 1, "{zone:?} {name:?} {year}");
            }
        }
    }
}

#[test]
fn days_around_a_break() {
    let calendar = Calendar::builtin();
    for (zone, day, expected) in [
        (Zone::B, date(2017, 2, 10), false),
        (Zone::B, date(2017, 2, 11), true),
        (Zone::B, date(2017, 2, 26), true),
        (Zone::B, date(2017, 2, 27), false),
        (Zone::C, date(2017, 2, 6), true),
        (Zone::A, date(2017, 2, 6), false),
        (Zone::A, date(2027, 2, 13), true),
        (Zone::C, date(2027, 5, 7), true),
        (Zone::A, date(2026, 11, 2), false),
        (Zone::A, date(2015, 1, 4), true),
    ] {
        assert_eq!(
            calendar.is_holiday(zone, day),
            Some(expected),
            "{zone:?} {day}"
        );
    }
}

#[test]
fn what_is_not_published_is_unknown_and_never_free() {
    let calendar = Calendar::builtin();
    let end = calendar.known_until();
    for zone in ZONES {
        assert_eq!(calendar.is_holiday(zone, end), Some(true));
        for day in [
            end + 1.day(),
            date(2028, 12, 25),
            date(2060, 1, 1),
            date(2014, 12, 31),
            Date::MAX,
            Date::MIN,
        ] {
            assert_eq!(calendar.is_holiday(zone, day), None, "{day}");
        }
    }
    assert_eq!(calendar.unknown(date(2027, 1, 4), end), None);
    let unknown = Unknown {
        first: end + 1.day(),
        last: date(2028, 12, 15),
        known_until: end,
    };
    assert_eq!(
        calendar.unknown(date(2027, 1, 4), date(2028, 12, 15)),
        Some(unknown)
    );
    let all = calendar
        .unknown(date(2030, 1, 1), date(2030, 2, 1))
        .unwrap();
    assert_eq!((all.first, all.last), (date(2030, 1, 1), date(2030, 2, 1)));
}

#[test]
fn a_period_gets_the_breaks_it_touches() {
    let found: Vec<_> = Calendar::builtin()
        .between(Zone::B, date(2017, 2, 26), date(2017, 4, 8))
        .map(|range| range.name)
        .collect();
    assert_eq!(found, [Break::Winter, Break::Spring]);
    assert_eq!(
        Calendar::builtin()
            .between(Zone::B, date(2017, 2, 27), date(2017, 4, 7))
            .count(),
        0
    );
}

#[test]
fn a_broken_file_is_not_read_in_part() {
    for (from, to) in [
        ("# known_until: 2028-08-31\n", ""),
        ("A,winter,", "D,winter,"),
        ("A,winter,", "A,ski,"),
        ("2015-02-22", "2015-02-30"),
        ("2015-02-22", "2015-01-22"),
    ] {
        assert!(super::DATA.contains(from));
        assert!(
            Calendar::parse(&super::DATA.replacen(from, to, 1)).is_none(),
            "{to}"
        );
    }
    assert_eq!(
        Calendar::NOTHING.is_holiday(Zone::A, date(2027, 1, 1)),
        None
    );
}

#[test]
fn academies_and_zones() {
    let mut departments = BTreeSet::new();
    for academy in &ACADEMIES {
        for code in academy.departments.split(' ') {
            assert!(departments.insert(code), "{code} stands twice");
        }
    }
    assert_eq!(departments.len(), 96);
    for (code, before, since) in [
        ("68", Some(Zone::B), Some(Zone::B)),
        ("31", Some(Zone::A), Some(Zone::C)),
        ("33", Some(Zone::C), Some(Zone::A)),
        ("50", Some(Zone::A), Some(Zone::B)),
        ("75", Some(Zone::C), Some(Zone::C)),
        ("2A", None, None),
        ("974", None, None),
        ("20", None, None),
    ] {
        assert_eq!(
            Zone::of_department(code, date(2015, 12, 31)),
            before,
            "{code}"
        );
        assert_eq!(Zone::of_department(code, date(2016, 1, 1)), since, "{code}");
    }
    assert_eq!(
        Academy::named("Normandie").unwrap().zone(date(2027, 1, 1)),
        Some(Zone::B)
    );
    let since = |zone| {
        ACADEMIES
            .iter()
            .filter(|academy| academy.zone(date(2027, 1, 1)) == Some(zone))
            .count()
    };
    assert_eq!((since(Zone::A), since(Zone::B), since(Zone::C)), (8, 12, 5));
    for zone in ZONES {
        assert_eq!(Zone::parse(&zone.letter().to_string()), Some(zone));
    }
}
