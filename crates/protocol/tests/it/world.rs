//! A healthy site, to be broken one fact at a time.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use protocol::{
    Ambassador, Cohort, Facts, Finding, Frame, Protocol, Quota, Resident, Run, Season, Status,
    TimeAccount, check,
};

/// Before the first run.
pub const EVE: Date = date(2027, 1, 15);
pub const FIRST: Date = date(2027, 2, 2);
/// After the last run.
pub const AFTER: Date = date(2028, 7, 3);

pub fn shipped() -> Protocol {
    Protocol::parse(Protocol::SHIPPED).unwrap()
}

pub fn runs(lengths: &[u32], every_days: i64) -> Vec<Run> {
    let mut first = FIRST;
    let mut runs = Vec::new();
    for (index, length) in lengths.iter().enumerate() {
        let last = first + (i64::from(*length) - 1).days();
        runs.push(Run {
            id: format!("run-{index:02}"),
            first,
            last,
            days: *length,
            consecutive_working: true,
            held: false,
        });
        first += every_days.days();
    }
    runs
}

/// 35 days in 14 runs, every five weeks: 2 February 2027 to 2 May 2028.
pub fn plan() -> Vec<Run> {
    runs(&[3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2], 35)
}

pub fn ambassador(index: usize) -> Ambassador {
    let directorate = if index.is_multiple_of(2) {
        "Culture"
    } else {
        "Voirie"
    };
    Ambassador {
        id: format!("amb-{index:02}"),
        consented_on: Some(date(2026, 12, 1)),
        endorsed_on: Some(date(2026, 12, 8)),
        features: vec![("directorate".into(), directorate.into())],
        manager_briefed_on: Some(date(2026, 12, 8)),
        account: Some(TimeAccount {
            promised: 70,
            planned: 70,
            ..TimeAccount::default()
        }),
        ..Ambassador::default()
    }
}

fn resident(id: &str, discipline: &str) -> Resident {
    Resident {
        id: id.into(),
        disciplines: vec![discipline.into()],
        public_experience: true,
        joined_on: Some(date(2026, 11, 2)),
        left_on: None,
    }
}

pub fn healthy() -> Facts {
    let quota = |value: &str| Quota {
        feature: "directorate".into(),
        value: value.into(),
        least: 10,
        most: 12,
    };
    Facts {
        season: Season {
            sites: 7,
            ..Season::default()
        },
        frame: Frame {
            convention_signed_on: Some(date(2026, 10, 5)),
            theme_chosen_on: Some(date(2026, 10, 5)),
            pilot_named_on: Some(date(2026, 10, 5)),
            ..Frame::default()
        },
        team: Some(vec![
            resident("r1", "design"),
            resident("r2", "sociologie"),
            resident("r3", "Design "),
        ]),
        cohort: Some(Cohort {
            drawn_on: Some(date(2026, 12, 15)),
            ambassadors: (0..20).map(ambassador).collect(),
            substitutes: 5,
            quotas: vec![quota("Culture"), quota("Voirie")],
        }),
        runs: Some(plan()),
        ..Facts::default()
    }
}

pub fn finding(facts: &Facts, rule: &str, today: Date) -> Finding {
    let found = check(&shipped(), facts, &[], today);
    found
        .into_iter()
        .find(|finding| finding.rule == rule)
        .unwrap()
}

pub fn status(facts: &Facts, rule: &str, today: Date) -> Status {
    finding(facts, rule, today).status
}

#[test]
fn a_healthy_site_has_no_alert() {
    for finding in check(&shipped(), &healthy(), &[], EVE) {
        assert!(
            !matches!(finding.status, Status::AtRisk | Status::Broken),
            "{finding:?}"
        );
    }
}

/// Slices that do not exist yet must never look met.
#[test]
fn what_is_not_counted_is_not_applicable() {
    for rule in [
        "case.real",
        "case.owner",
        "case.users",
        "case.first_simple",
        "method.own",
        "training.led",
        "exchange.meetings",
        "exchange.shared",
        "finance.share",
        "evaluation.values",
        "evaluation.baseline",
        "lab.form_open",
        "lab.decision",
        "follow.up",
        "sponsor.direction",
        "sponsor.officials",
    ] {
        assert_eq!(
            status(&healthy(), rule, EVE),
            Status::NotApplicable,
            "{rule}"
        );
        assert_eq!(
            status(&Facts::default(), rule, EVE),
            Status::NotApplicable,
            "{rule}"
        );
    }
}
