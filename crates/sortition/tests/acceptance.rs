//! Small pools at the edges: nobody, too few, exactly as many as seats, quotas that make no sense together.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

use sortition::{Flow, Kind, Options, Problem, Quota, Refusal, Volunteer, draw};

fn quotas(low: u32, high: u32) -> Vec<Quota> {
    vec![
        Quota::new("site", "Nord", low, high),
        Quota::new("site", "Sud", 0, 50),
    ]
}

fn people(north: u32, south: u32) -> Vec<Volunteer> {
    let of = |site: &'static str, count: u32| {
        (0..count).map(move |n| Volunteer::new(&format!("{site}{n:05}"), &[("site", site)]))
    };
    of("Nord", north).chain(of("Sud", south)).collect()
}

fn try_out(k: u32, quotas: Vec<Quota>, people: Vec<Volunteer>) -> Result<usize, Refusal> {
    let problem = Problem::new(k, quotas, people).map_err(Refusal::Input)?;
    let options = Options {
        panels: 20,
        substitutes: 3,
        ..Options::default()
    };
    let record = draw(&problem, &options, "7", &mut |_| Flow::Continue)?;
    sortition_verify::verify(&record.text).unwrap_or_else(|no| panic!("{}", no.en()));
    assert_ne!(record.panel.len(), 0);
    Ok(record.panel.len())
}

/// A3.
#[test]
fn few_volunteers_are_drawn_or_told_apart() {
    assert_eq!(
        try_out(5, quotas(0, 5), people(3, 2)).unwrap(),
        5,
        "exactly k"
    );
    assert_eq!(
        try_out(1, quotas(0, 1), people(1, 0)).unwrap(),
        1,
        "one volunteer"
    );
    for (k, north, south) in [(5, 0, 0), (5, 2, 2), (9, 3, 2)] {
        let why = try_out(k, quotas(0, 9), people(north, south)).unwrap_err();
        let Refusal::Impossible(why) = why else {
            panic!("{k} of {north} and {south}: {}", why.en())
        };
        assert!(!why.conflict.is_empty());
        assert_ne!(why.fr(), why.en());
    }
    let Err(Refusal::Input(faults)) = try_out(0, quotas(0, 5), people(3, 2)) else {
        panic!("no seat is no draw")
    };
    assert_eq!(faults.first().unwrap().kind, Kind::NoSeat);
}

/// A6: what cannot hold by counting alone is named by its rule.
#[test]
fn quotas_that_cannot_hold_together_are_named() {
    let one = |value: &str, low, high| Quota::new("site", value, low, high);
    for (k, quotas, named) in [
        (4, vec![one("Nord", 3, 4), one("Sud", 3, 4)], "Nord"),
        (4, vec![one("Nord", 0, 1), one("Sud", 0, 2)], "Nord"),
        (
            4,
            vec![one("Nord", 0, 4), one("Sud", 0, 4), one("Est", 1, 4)],
            "Est",
        ),
        (4, vec![one("Nord", 0, 0), one("Sud", 0, 3)], "Sud"),
    ] {
        let Err(Refusal::Impossible(why)) = try_out(k, quotas.clone(), people(6, 6)) else {
            panic!("{quotas:?}")
        };
        let said: Vec<String> = why.conflict.iter().map(|rule| rule.en()).collect();
        assert!(said.iter().any(|rule| rule.contains(named)), "{said:?}");
        assert!(why.minimal, "{said:?}");
    }
    // A maximum of nought shuts a value out and nothing else; a feature with one value limits nobody.
    let shut = vec![one("Nord", 0, 0), one("Sud", 0, 4)];
    assert_eq!(try_out(4, shut, people(6, 6)).unwrap(), 4);
    let single = vec![one("Nord", 0, 4)];
    assert_eq!(try_out(4, single, people(6, 0)).unwrap(), 4);
}

/// A6: a margin that narrows is refused, whichever side.
#[test]
fn a_margin_must_widen() {
    for (low, high) in [(2, 4), (0, 3)] {
        let mut quota = Quota::new("site", "Nord", 1, 4);
        (quota.min_flex, quota.max_flex) = (low, high);
        let Err(faults) = Problem::new(4, vec![quota], people(6, 0)) else {
            panic!("{low} {high}")
        };
        assert_eq!(faults.first().unwrap().kind, Kind::FlexInside);
    }
}

/// A10: ten thousand people with one profile are one cell, and everybody has the same chance.
#[test]
fn ten_thousand_alike_have_the_same_chance() {
    let start = std::time::Instant::now();
    let problem = Problem::new(20, quotas(0, 20), people(10_000, 0)).unwrap();
    let options = Options {
        panels: 1000,
        substitutes: 0,
        ..Options::default()
    };
    let found = sortition::lottery(&problem, &options, &mut |_| Flow::Continue).unwrap();
    assert!(
        found.counts.iter().all(|count| *count == 2),
        "20 seats in 1,000 panels of 10,000"
    );
    assert!(cfg!(debug_assertions) || start.elapsed().as_secs() < 30);
}
