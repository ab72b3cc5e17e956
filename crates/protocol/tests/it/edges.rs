//! The day itself, the last one and the one after.

use jiff::ToSpan;
use jiff::civil::date;
use protocol::{Case, Commitments, Evidence, Facts, Lab, Proposal, Sponsors, Status};

use crate::world::{AFTER, EVE, FIRST, finding, healthy, status};

#[test]
fn what_happens_today_counts_today() {
    let mut facts = healthy();
    facts.frame.theme_chosen_on = Some(EVE);
    assert_eq!(status(&facts, "site.theme", EVE), Status::Met);
    assert_eq!(status(&facts, "site.theme", EVE - 1.day()), Status::AtRisk);
    facts.sponsors = Some(Sponsors {
        direction_on: Some(AFTER),
        officials_on: None,
    });
    facts.runs.as_mut().unwrap()[13].last = AFTER;
    let found = finding(&facts, "sponsor.direction", AFTER);
    assert_eq!(found.status, Status::Met);
    assert!(matches!(
        found.evidence,
        Evidence::Contact { days: Some(0), .. }
    ));
    let mut left = healthy();
    left.cohort.as_mut().unwrap().ambassadors[0].left_on = Some(EVE);
    assert_eq!(finding(&left, "cohort.size", EVE).since, Some(EVE));
}

#[test]
fn a_day_that_is_missing_can_be_planned_while_the_span_lasts() {
    let mut facts = healthy();
    facts.runs.as_mut().unwrap().truncate(13);
    let end = FIRST + 18.months();
    for rule in ["days.total", "site.span"] {
        let before = status(&facts, rule, end - 1.day());
        assert!(
            matches!(before, Status::AtRisk | Status::OnTrack),
            "{rule} {before:?}"
        );
        assert_eq!(status(&facts, rule, end), Status::Broken, "{rule}");
    }
}

#[test]
fn the_last_day_of_the_last_run_is_not_over() {
    let mut facts = healthy();
    facts.lab = Some(Lab::default());
    let last = facts.last_day().unwrap();
    assert_eq!(status(&facts, "lab.decision", last), Status::OnTrack);
    assert_eq!(
        status(&facts, "lab.decision", last + 1.day()),
        Status::Broken
    );
}

#[test]
fn attendance_is_settled_at_the_end() {
    let with = |taken| {
        let mut facts = healthy();
        for run in facts.runs.as_mut().unwrap() {
            run.held = true;
        }
        for person in &mut facts.cohort.as_mut().unwrap().ambassadors {
            let account = person.account.as_mut().unwrap();
            (account.taken, account.held, account.planned) = (70, 70, 0);
        }
        let account = facts.cohort.as_mut().unwrap().ambassadors[4]
            .account
            .as_mut()
            .unwrap();
        account.taken = taken;
        finding(&facts, "days.attended", AFTER)
    };
    assert_eq!(with(56).status, Status::Met);
    let found = with(55);
    assert_eq!(
        (found.status, found.distance.unwrap().amount),
        (Status::Broken, -1)
    );
    assert_eq!(
        found.since,
        Some(date(2028, 5, 2) + 1.day()),
        "the last day held"
    );
    assert!(
        matches!(found.evidence, Evidence::Attendance { below, .. } if below == [("amb-04".into(), 78)])
    );
}

#[test]
fn distances_say_how_much() {
    let mut facts = healthy();
    let began_on = Some(date(2027, 3, 1));
    facts.cases = Some(vec![Case {
        id: "c".into(),
        began_on,
        users_met: 2,
        ..Case::default()
    }]);
    assert_eq!(
        finding(&facts, "case.users", AFTER)
            .distance
            .unwrap()
            .amount,
        -3
    );
    facts.cases.as_mut().unwrap()[0].closed_on = Some(date(2027, 5, 1));
    let found = finding(&facts, "case.users", AFTER);
    assert_eq!(
        (found.status, found.distance.unwrap().amount),
        (Status::Broken, -3)
    );
    let ambassadors = &mut facts.cohort.as_mut().unwrap().ambassadors;
    ambassadors[0].left_on = Some(EVE);
    ambassadors[2].left_on = Some(EVE);
    assert_eq!(
        finding(&facts, "cohort.diverse", EVE)
            .distance
            .unwrap()
            .amount,
        -2
    );
    for (authorities_cents, far) in [(0, -67), (100, 33)] {
        facts.season.commitments = Some(Commitments {
            authorities_cents,
            total_cents: 100,
        });
        assert_eq!(
            finding(&facts, "finance.share", EVE)
                .distance
                .unwrap()
                .amount,
            far
        );
    }
}

#[test]
fn the_form_may_be_fixed_on_the_first_day_of_the_prefiguration() {
    let with = |fixed| {
        let lab = Lab {
            form_fixed_on: Some(fixed),
            prefiguration_on: Some(FIRST),
            ..Lab::default()
        };
        status(
            &Facts {
                lab: Some(lab),
                ..healthy()
            },
            "lab.form_open",
            AFTER,
        )
    };
    assert_eq!(
        (with(FIRST), with(FIRST - 1.day())),
        (Status::Met, Status::Broken)
    );
}

#[test]
fn a_check_is_broken_after_thirty_days_and_dates_from_the_oldest() {
    let proposal = |id: &str, handed_on| Proposal {
        id: id.into(),
        handed_on,
        answered_on: None,
        checked_months: vec![],
    };
    let mut facts = healthy();
    facts.proposals = Some(vec![
        proposal("young", date(2027, 2, 15)),
        proposal("old", date(2027, 2, 1)),
    ]);
    let due = date(2027, 5, 1);
    assert_eq!(status(&facts, "follow.up", due + 30.days()), Status::AtRisk);
    let found = finding(&facts, "follow.up", due + 31.days());
    assert_eq!((found.status, found.since), (Status::Broken, Some(due)));
    assert!(
        matches!(found.evidence, Evidence::Lacking { subjects, of: 2, .. } if subjects == ["young", "old"])
    );
}
