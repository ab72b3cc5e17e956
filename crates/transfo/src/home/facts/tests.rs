//! Facts counted from plain parts.

use jiff::civil::date;

use super::*;

fn member(id: &str) -> MemberParts {
    MemberParts {
        id: id.into(),
        promised_days: Some(35),
        ..MemberParts::default()
    }
}

fn run(id: &str, first: Date, days: u32) -> RunParts {
    RunParts {
        id: id.into(),
        first,
        days,
        came: Vec::new(),
    }
}

fn site() -> SiteParts {
    SiteParts {
        stages: vec![
            (Stage::Engaged, date(2027, 1, 4)),
            (Stage::Running, date(2027, 2, 1)),
        ],
        drawn_on: Some(date(2027, 1, 20)),
        members: vec![member("a"), member("b")],
        runs: Some(vec![
            run("one", date(2027, 2, 2), 3),
            run("two", date(2027, 3, 2), 2),
            run("three", date(2027, 4, 6), 3),
        ]),
        ..SiteParts::default()
    }
}

fn tick(site: &mut SiteParts, run: usize, came: [u32; 2]) {
    site.runs.as_mut().unwrap()[run].came = came.to_vec();
}

fn facts(site: SiteParts, today: Date) -> Facts {
    let parts = Parts {
        season: None,
        sites: vec![site],
    };
    parts.facts(today).remove(0)
}

fn account(facts: &Facts, n: usize) -> TimeAccount {
    facts.cohort.as_ref().unwrap().ambassadors[n]
        .account
        .unwrap()
}

#[test]
fn an_account_counts_what_was_ticked_what_is_to_come_and_what_was_missed() {
    let mut site = site();
    tick(&mut site, 0, [6, 2]);
    tick(&mut site, 1, [4, 0]);
    let facts = facts(site, date(2027, 3, 15));
    let a = account(&facts, 0);
    assert_eq!(
        (a.promised, a.held, a.taken, a.planned, a.owed),
        (70, 10, 10, 6, 0)
    );
    assert_eq!(a.owed_since, None);
    let b = account(&facts, 1);
    assert_eq!((b.held, b.taken, b.owed), (10, 2, 8));
    assert_eq!(b.owed_since, Some(date(2027, 2, 2)));
}

#[test]
fn a_run_that_nobody_ticked_is_not_held_against_anybody() {
    let facts = facts(site(), date(2027, 3, 15));
    let a = account(&facts, 0);
    assert_eq!((a.held, a.taken, a.owed), (0, 0, 0));
}

#[test]
fn who_joined_later_owes_nothing_of_before() {
    let mut site = site();
    site.members[1].joined_on = Some(date(2027, 2, 20));
    tick(&mut site, 0, [6, 0]);
    tick(&mut site, 1, [4, 4]);
    let b = account(&facts(site, date(2027, 3, 15)), 1);
    assert_eq!((b.held, b.taken, b.owed), (4, 4, 0));
}

#[test]
fn nothing_is_counted_where_nothing_is_recorded() {
    let facts = facts(SiteParts::default(), date(2027, 3, 15));
    assert_eq!(facts, Facts::default());
}

#[test]
fn substitutes_wait_and_are_not_of_the_cohort() {
    let mut site = site();
    site.members[1].waits = true;
    let cohort = facts(site, date(2027, 3, 15)).cohort.unwrap();
    assert_eq!((cohort.ambassadors.len(), cohort.substitutes), (1, 1));
}

#[test]
fn own_bounds_replace_those_of_the_season_feature_by_feature() {
    let quota = |feature: &str, own| QuotaParts {
        feature: feature.into(),
        own,
        ..QuotaParts::default()
    };
    let site = SiteParts {
        quotas: vec![
            quota("direction", false),
            quota("genre", false),
            quota("direction", true),
        ],
        ..site()
    };
    let quotas = facts(site, date(2027, 3, 15)).cohort.unwrap().quotas;
    let features: Vec<_> = quotas.iter().map(|q| q.feature.as_str()).collect();
    assert_eq!(features, ["gender", "directorate"]);
}

#[test]
fn a_run_over_a_holiday_is_not_of_consecutive_working_days() {
    let site = SiteParts {
        holidays: "métropole".into(),
        // 8 May 2028 is a Monday.
        runs: Some(vec![
            run("x", date(2028, 5, 8), 2),
            run("y", date(2028, 5, 9), 2),
        ]),
        ..site()
    };
    let runs = facts(site, date(2027, 3, 15)).runs.unwrap();
    assert_eq!(
        (runs[0].consecutive_working, runs[1].consecutive_working),
        (false, true)
    );
}

#[test]
fn a_pilot_who_left_counts_only_while_nobody_followed() {
    let mut site = site();
    site.pilots = vec![(date(2027, 1, 4), Some(date(2027, 3, 1)))];
    let left = facts(site.clone(), date(2027, 3, 15)).frame;
    assert_eq!(left.pilot_left_on, Some(date(2027, 3, 1)));
    site.pilots.push((date(2027, 3, 1), None));
    assert_eq!(facts(site, date(2027, 3, 15)).frame.pilot_left_on, None);
}

#[test]
fn several_disciplines_may_stand_in_one_field() {
    assert_eq!(
        disciplines("Design, sociologie et architecture"),
        ["Design", "sociologie", "architecture"]
    );
    assert!(disciplines(" ").is_empty());
}

#[test]
fn the_season_counts_authorities_from_engaged_on() {
    let prospect = SiteParts {
        stages: vec![(Stage::Prospect, date(2027, 1, 4))],
        ..SiteParts::default()
    };
    let parts = Parts {
        season: None,
        sites: vec![prospect, site()],
    };
    let season = parts.facts(date(2027, 3, 15)).remove(0).season;
    assert_eq!(
        (season.sites, season.last_engaged_on),
        (1, Some(date(2027, 1, 4)))
    );
}
