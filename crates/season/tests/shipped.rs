//! The shipped season can be drawn and planned, and its quotas bite.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "a test that cannot go on should stop there"
)]

mod common;

#[path = "../examples/generate/absences.rs"]
mod absences;
#[path = "../examples/generate/build.rs"]
mod build;
#[path = "../examples/generate/dice.rs"]
mod dice;
#[path = "../examples/generate/names.rs"]
mod names;
#[path = "../examples/generate/people.rs"]
mod people;
#[path = "../examples/generate/places.rs"]
mod places;
#[path = "../examples/generate/quotas.rs"]
mod quotas;

use std::collections::BTreeMap;

use dice::Dice;
use jiff::ToSpan;
use jiff::civil::Date;
use season::{Authority, Endorsement, Half, Quota, Role, Season, Volunteer};

fn shipped() -> Season {
    Season::read(&common::shipped_files()).expect("the shipped season is accepted")
}

#[test]
fn the_generator_makes_the_shipped_folder() {
    assert_eq!(
        build::season().expect("a season").write(),
        common::shipped_files()
    );
}

#[test]
fn there_is_nothing_to_tell_about_it() {
    let reading = Season::read_with_notices(&common::shipped_files()).expect("accepted");
    assert_eq!(reading.notices, []);
    assert!(reading.season.edition.fictional);
    assert_eq!(reading.season.authorities.len(), 7);
    for authority in &reading.season.authorities {
        let count = reading.season.volunteers_of(&authority.slug).count();
        assert!((55..=65).contains(&count), "{}: {count}", authority.slug);
    }
}

/// People too many or too few over all quotas, and people who share a team.
fn faults(panel: &[&Volunteer], quotas: &[&Quota]) -> u32 {
    let outside = quotas.iter().map(|quota| {
        let has = |one: &&&Volunteer| one.value(quota.feature) == Some(quota.value.as_str());
        let count = u32::try_from(panel.iter().filter(has).count()).unwrap();
        quota.min.saturating_sub(count) + count.saturating_sub(quota.max)
    });
    let mut teams: BTreeMap<&str, u32> = BTreeMap::new();
    for team in panel.iter().filter_map(|one| one.team.as_ref()) {
        *teams.entry(team.as_str()).or_default() += 1;
    }
    outside.sum::<u32>() + teams.values().map(|count| count - 1).sum::<u32>()
}

/// Swaps people in and out as long as that does not make things worse.
fn search<'v>(
    pool: &[&'v Volunteer],
    quotas: &[&Quota],
    seats: usize,
    dice: &mut Dice,
) -> Option<Vec<&'v Volunteer>> {
    for _ in 0..40 {
        let mut all = pool.to_vec();
        dice.shuffle(&mut all);
        let mut cost = faults(&all[..seats], quotas);
        for _ in 0..4_000 {
            if cost == 0 {
                return Some(all[..seats].to_vec());
            }
            let (inside, outside) = (dice.below(seats), seats + dice.below(all.len() - seats));
            all.swap(inside, outside);
            let new = faults(&all[..seats], quotas);
            if new > cost && !dice.percent(1) {
                all.swap(inside, outside);
            } else {
                cost = new;
            }
        }
    }
    None
}

#[test]
fn every_authority_has_a_panel_that_chance_does_not_find() {
    let season = shipped();
    for authority in &season.authorities {
        let mut dice = Dice::new(7);
        let quotas = season.quotas_of(&authority.slug);
        let seats = usize::try_from(authority.seats).unwrap();
        let mut pool: Vec<&Volunteer> = season
            .volunteers_of(&authority.slug)
            .filter(|one| one.endorsement == Endorsement::Granted)
            .collect();
        assert!(
            pool.len() > 2 * seats,
            "{}: {} endorsed",
            authority.slug,
            pool.len()
        );
        let legal = (0..2_000).filter(|_| {
            dice.shuffle(&mut pool);
            faults(&pool[..seats], &quotas) == 0
        });
        assert_eq!(
            legal.count(),
            0,
            "{}: quotas that chance fulfils",
            authority.slug
        );
        let panel = search(&pool, &quotas, seats, &mut dice);
        assert!(panel.is_some(), "{}: no panel found", authority.slug);
    }
}

fn weekdays(from: Date, to: Date) -> impl Iterator<Item = Date> {
    from.series(1.day())
        .take_while(move |day| *day <= to)
        .filter(|day| {
            !matches!(
                day.weekday(),
                jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday
            )
        })
}

fn period(authority: &Authority) -> (Date, Date) {
    (
        authority.starts_on.expect("starts"),
        authority.ends_on.expect("ends"),
    )
}

#[test]
fn people_are_away_about_one_day_in_eight() {
    let season = shipped();
    let (mut away, mut all) = (0.0, 0.0);
    for authority in &season.authorities {
        let (from, to) = period(authority);
        for volunteer in season.volunteers_of(&authority.slug) {
            let absences = season.unavailable.iter().filter(|one| {
                one.authority.as_ref() == Some(&authority.slug)
                    && one.reference == volunteer.reference
            });
            let absences: Vec<_> = absences.collect();
            for day in weekdays(from, to) {
                all += 1.0;
                let parts = absences.iter().filter(|one| one.covers(day));
                let parts = parts.map(|one| if one.half == Half::Day { 1.0 } else { 0.5 });
                away += f64::min(parts.sum(), 1.0);
            }
        }
    }
    let share = away / all;
    assert!((0.10..0.14).contains(&share), "{share}");
}

/// Runs need 12 to 17 weeks out of these; gaps and people need the rest.
#[test]
fn enough_weeks_have_three_free_days_and_two_residents() {
    let season = shipped();
    for authority in &season.authorities {
        let (from, to) = period(authority);
        let residents: Vec<_> = season
            .team_of(&authority.slug)
            .filter(|one| one.role == Role::Resident)
            .collect();
        assert_eq!(residents.len(), 3, "{}", authority.slug);
        let free = |day: Date| {
            let closed = season
                .closures_of(&authority.slug)
                .any(|one| one.hard && one.from <= day && day <= one.to);
            let present = residents.iter().filter(|resident| {
                let mut absences = season
                    .unavailable
                    .iter()
                    .filter(|one| one.reference == resident.reference);
                !absences.any(|one| one.covers(day))
            });
            !closed && day >= from && day <= to && present.count() >= 2
        };
        let mondays =
            weekdays(from, to).filter(|day| day.weekday() == jiff::civil::Weekday::Monday);
        let runs = mondays.filter(|monday| {
            let day = |after: i64| free(*monday + after.days());
            (0..3).any(|start| day(start) && day(start + 1) && day(start + 2))
        });
        let count = runs.count();
        assert!(count >= 40, "{}: {count} weeks", authority.slug);
        let months = from.until((jiff::Unit::Month, to)).unwrap().get_months();
        assert!(
            (15..18).contains(&months),
            "{}: {months} months",
            authority.slug
        );
    }
}

#[test]
fn two_residents_are_shared_by_overlapping_authorities() {
    let season = shipped();
    let mut rows: BTreeMap<&str, Vec<&season::TeamMember>> = BTreeMap::new();
    for one in season.team.iter().filter(|one| one.role == Role::Resident) {
        rows.entry(one.reference.as_str()).or_default().push(one);
    }
    let shared: Vec<_> = rows.values().filter(|rows| rows.len() == 2).collect();
    assert_eq!(shared.len(), 2);
    for rows in shared {
        assert!(rows[0].since < rows[1].until && rows[1].since < rows[0].until);
    }
}
