//! Meetings without a database: what the planner is asked, and how days suit.

use jiff::civil::{Date, date};

use super::*;
use crate::calendar::{
    absence::{Absence, Half},
    plan_input::{current_plan, instance},
};

fn party(slug: &str) -> Party {
    Party {
        id: format!("site-{slug}"),
        slug: slug.into(),
        name: slug.to_uppercase(),
    }
}

fn meeting(starts_on: Option<Date>) -> Meeting {
    Meeting {
        id: "m".into(),
        name: "Inter-Transfo".into(),
        days: 2,
        from: date(2027, 5, 3),
        to: date(2027, 5, 28),
        host: party("a"),
        place: String::new(),
        delegation: None,
        sites: vec![party("a"), party("b")],
        starts_on,
        fixed: false,
        revision: 0,
        escort: None,
    }
}

fn site(slug: &str, members: u32) -> Site {
    let away = Absence {
        from: date(2027, 5, 4),
        to: date(2027, 5, 4),
        half: Half::Morning,
        weekday: None,
    };
    let member = |n| Member {
        id: format!("{slug}{n}"),
        absences: if n == 0 {
            vec![away.clone()]
        } else {
            Vec::new()
        },
        promised_days: None,
        taken_halves: 0,
    };
    Site {
        slug: slug.into(),
        name: slug.to_uppercase(),
        zone: "B".into(),
        law: "metropole".into(),
        starts_on: date(2027, 1, 4),
        ends_on: None,
        rooms: Vec::new(),
        closures: Vec::new(),
        team: Vec::new(),
        members: (0..members).map(member).collect(),
        runs: Vec::new(),
    }
}

fn facts(meetings: Vec<Meeting>) -> Facts {
    Facts {
        today: Some(date(2027, 1, 4)),
        sites: vec![site("a", 20), site("b", 10)],
        meetings,
        ..Facts::default()
    }
}

fn run(starts_on: Date) -> Known {
    Known {
        id: starts_on.to_string(),
        starts_on,
        days: 2,
        room: None,
        residents: Vec::new(),
        locked: false,
    }
}

#[test]
fn a_meeting_without_a_date_is_asked_in_its_window() {
    let facts = facts(vec![meeting(None)]);
    let asked = asked(&facts);
    let [one] = asked.as_slice() else {
        panic!("{asked:?}");
    };
    assert_eq!(
        (one.from, one.to),
        (to_day(date(2027, 5, 3)), to_day(date(2027, 5, 28)))
    );
    assert_eq!(one.participants, ["a", "b"]);
    // Of the smallest cohort: ten.
    assert_eq!((one.delegation, one.delegation_min), (6, 3));
    assert_eq!((one.lock, one.previous), (None, None));
    assert!(current_plan(&facts).meetings.is_empty());
    assert_eq!(instance(&facts).meetings, asked);
}

#[test]
fn as_many_are_hoped_for_as_were_asked_and_no_more_than_there_are() {
    for (asked_for, hoped) in [(5, (5, 2)), (1, (1, 0)), (50, (10, 5))] {
        let one = Meeting {
            delegation: Some(asked_for),
            ..meeting(None)
        };
        let one = &asked(&facts(vec![one]))[0];
        assert_eq!((one.delegation, one.delegation_min), hoped, "{asked_for}");
    }
}

#[test]
fn a_date_that_is_near_or_fixed_stays_and_the_past_is_not_asked() {
    let far = date(2027, 5, 11);
    let placed = facts(vec![meeting(Some(far))]);
    let one = &asked(&placed)[0];
    assert_eq!((one.lock, one.previous), (None, Some(to_day(far))));
    assert_eq!(current_plan(&placed).meetings["m"], to_day(far));
    let fixed = Meeting {
        fixed: true,
        ..meeting(Some(far))
    };
    let one = &asked(&facts(vec![fixed.clone()]))[0];
    assert_eq!(
        (one.lock, one.from, one.delegation_min),
        (Some(to_day(far)), to_day(far), 0)
    );
    for (today, locked) in [(date(2027, 4, 26), false), (date(2027, 4, 28), true)] {
        let late = Facts {
            today: Some(today),
            ..placed.clone()
        };
        assert_eq!(asked(&late)[0].lock.is_some(), locked, "{today}");
    }
    let begun = Facts {
        today: Some(far),
        ..placed
    };
    assert!(
        asked(&begun).is_empty(),
        "what has begun is nobody's question"
    );
}

#[test]
fn a_window_that_closes_is_missed_and_one_that_runs_is_cut() {
    let open = meeting(None);
    assert_eq!(open.state(date(2027, 5, 26)), State::Open);
    assert_eq!(
        open.state(date(2027, 5, 27)),
        State::Missed,
        "two days fit no more"
    );
    let late = Facts {
        today: Some(date(2027, 5, 20)),
        ..facts(vec![open])
    };
    assert_eq!(asked(&late)[0].from, to_day(date(2027, 5, 21)));
    assert_eq!(
        meeting(Some(date(2027, 5, 11))).state(date(2027, 5, 12)),
        State::Placed
    );
    assert_eq!(
        meeting(Some(date(2027, 5, 11))).state(date(2027, 5, 13)),
        State::Held
    );
}

#[test]
fn days_are_told_with_what_stands_against_them() {
    let mut facts = facts(vec![meeting(None)]);
    let at = |facts: &Facts, day| fit(facts, &facts.meetings[0], day);
    let free = at(&facts, date(2027, 5, 11));
    assert!(free.is_possible());
    assert_eq!((free.present, free.of), (30, 30));
    // One of each cohort is away for half of one of the days.
    assert_eq!(at(&facts, date(2027, 5, 3)).present, 28);
    // Ascension Day is of all.
    assert_eq!(at(&facts, date(2027, 5, 5)).closed, ["A", "B"]);
    facts.sites[1].runs.push(run(date(2027, 5, 13)));
    assert_eq!(
        at(&facts, date(2027, 5, 11)).busy,
        ["B"],
        "the day before is too near"
    );
    assert!(at(&facts, date(2027, 5, 10)).busy.is_empty());
    let offers = offers(&facts, &facts.meetings[0]);
    assert!(
        offers
            .iter()
            .all(|(day, fit)| is_weekday(*day, 2) && fit.is_possible())
    );
    assert_eq!(
        offers[0].0,
        date(2027, 5, 10),
        "the soonest of those that gather all"
    );
    assert!(offers.windows(2).all(|w| w[0].1.present >= w[1].1.present));
}
