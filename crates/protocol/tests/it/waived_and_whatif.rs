//! Waivers stay visible; what-if says only what changes.

use jiff::ToSpan;
use jiff::civil::date;
use protocol::{Change, Draft, Finding, Status, Waiver, WaiverError, check, whatif};

use crate::world::{EVE, FIRST, healthy, shipped};

fn draft() -> Draft {
    Draft {
        rule: "season.sites".into(),
        author: "le conseil d'administration".into(),
        reason: "la onzième rejoint en cours de saison".into(),
        on: date(2027, 1, 4),
        until: date(2027, 6, 30),
    }
}

#[test]
fn s12_a_waiver_has_a_reason_an_end_and_shows() {
    let mut facts = healthy();
    facts.season.sites = 11;
    let waiver = Waiver::new(draft()).unwrap();
    let on = |day| check(&shipped(), &facts, std::slice::from_ref(&waiver), day).remove(0);
    let waived = on(date(2027, 6, 30));
    assert_eq!(
        (waived.status, waived.waiver.as_ref()),
        (Status::Waived, Some(&waiver))
    );
    assert_eq!(waived.distance.unwrap().amount, 1, "the fact itself stays");
    assert_eq!(on(date(2027, 7, 1)).status, Status::Broken);
    assert_eq!(on(date(2027, 1, 3)).status, Status::Broken);
    // A rule that holds is met, with or without a waiver.
    facts.season.sites = 10;
    assert_eq!(
        check(&shipped(), &facts, &[waiver], EVE)[0].status,
        Status::Met
    );
}

#[test]
fn a_waiver_that_is_not_valid_cannot_be_made() {
    for (wrong, expected) in [
        (
            Draft {
                rule: "days.sum".into(),
                ..draft()
            },
            WaiverError::UnknownRule,
        ),
        (
            Draft {
                rule: "cohort.volunteers".into(),
                ..draft()
            },
            WaiverError::HardStop,
        ),
        (
            Draft {
                rule: "site.convention".into(),
                ..draft()
            },
            WaiverError::HardStop,
        ),
        (
            Draft {
                author: " ".into(),
                ..draft()
            },
            WaiverError::NoAuthor,
        ),
        (
            Draft {
                reason: String::new(),
                ..draft()
            },
            WaiverError::NoReason,
        ),
        (
            Draft {
                until: date(2027, 1, 3),
                ..draft()
            },
            WaiverError::EndsBeforeItBegins,
        ),
    ] {
        assert_eq!(Waiver::new(wrong), Err(expected));
    }
}

fn ask(changes: &[Change]) -> Vec<(String, Status, Status)> {
    let short = |(before, after): (Finding, Finding)| (before.rule, before.status, after.status);
    whatif(&shipped(), &healthy(), &[], changes, EVE)
        .unwrap()
        .into_iter()
        .map(short)
        .collect()
}

#[test]
fn only_what_changes_is_answered() {
    assert_eq!(ask(&[]), []);
    assert_eq!(
        ask(&[Change::WeeksLost {
            from: date(2026, 1, 5),
            to: date(2026, 1, 9)
        }]),
        []
    );
    let leaves = Change::AmbassadorLeaves {
        id: "amb-00".into(),
    };
    let size = ("cohort.size".to_owned(), Status::Met, Status::AtRisk);
    let answered = ask(std::slice::from_ref(&leaves));
    assert!(answered.contains(&size), "{answered:?}");
    assert!(answered.contains(&("cohort.diverse".to_owned(), Status::Met, Status::AtRisk)));
    let resident = ask(&[Change::ResidentLeaves { id: "r2".into() }]);
    assert!(resident.contains(&("team.size".to_owned(), Status::Met, Status::Broken)));
    assert!(resident.contains(&("team.disciplines".to_owned(), Status::Met, Status::Broken)));
    let lost = ask(&[Change::WeeksLost {
        from: FIRST,
        to: FIRST + 13.days(),
    }]);
    assert!(
        lost.contains(&("days.total".to_owned(), Status::OnTrack, Status::AtRisk)),
        "{lost:?}"
    );
    let cancelled = ask(&[Change::RunCancelled {
        id: "run-03".into(),
    }]);
    assert!(cancelled.contains(&("days.total".to_owned(), Status::OnTrack, Status::AtRisk)));
    let four = vec![Change::AuthorityAdded; 4];
    assert_eq!(
        ask(&four),
        [("season.sites".to_owned(), Status::Met, Status::Broken)]
    );
}

#[test]
fn an_unknown_subject_is_said() {
    for change in [
        Change::AmbassadorLeaves {
            id: "nobody".into(),
        },
        Change::ResidentLeaves {
            id: "nobody".into(),
        },
        Change::RunCancelled {
            id: "nowhere".into(),
        },
        Change::WeeksLost {
            from: date(2027, 2, 2),
            to: date(2027, 2, 1),
        },
    ] {
        let error = whatif(
            &shipped(),
            &healthy(),
            &[],
            std::slice::from_ref(&change),
            EVE,
        )
        .unwrap_err();
        assert_eq!(error.0, change);
    }
    // The same person cannot leave twice.
    let twice = vec![
        Change::AmbassadorLeaves {
            id: "amb-00".into()
        };
        2
    ];
    assert!(whatif(&shipped(), &healthy(), &[], &twice, EVE).is_err());
}
