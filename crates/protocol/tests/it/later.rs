//! Rules whose slices come later: their checks already answer as soon as facts exist.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use protocol::{
    Action, Case, Commitments, DecisionPart, Evidence, Facts, Indicator, Lab, Method, Proposal,
    PublicValue, Sponsors, Status, Step, Who,
};

use crate::world::{AFTER, EVE, FIRST, finding, healthy, status};

/// In the middle of the programme, when 7 of 14 runs are held.
const MIDDLE: Date = date(2027, 9, 27);

fn held(count: usize) -> Facts {
    let mut facts = healthy();
    facts
        .runs
        .as_mut()
        .unwrap()
        .iter_mut()
        .take(count)
        .for_each(|run| run.held = true);
    facts
}

fn case(id: &str, users_met: u32) -> Case {
    Case {
        id: id.into(),
        began_on: Some(date(2027, 3, 1)),
        real: true,
        owned: true,
        users_met,
        ..Case::default()
    }
}

#[test]
fn s26_real_cases_with_an_owner() {
    let with = |count: usize, runs: usize, today| {
        let mut facts = held(runs);
        facts.cases = Some(
            (0..count)
                .map(|index| case(&index.to_string(), 5))
                .collect(),
        );
        status(&facts, "case.real", today)
    };
    assert_eq!(
        (with(2, 7, MIDDLE), with(2, 10, MIDDLE), with(2, 14, AFTER)),
        (Status::OnTrack, Status::AtRisk, Status::Broken)
    );
    assert_eq!(
        (with(3, 7, MIDDLE), with(5, 7, MIDDLE), with(6, 7, MIDDLE)),
        (Status::Met, Status::Met, Status::Broken)
    );
    let mut facts = healthy();
    facts.cases = Some(vec![
        case("a", 5),
        Case {
            real: false,
            ..case("exercise", 5)
        },
    ]);
    assert!(matches!(
        finding(&facts, "case.real", MIDDLE).evidence,
        Evidence::Counted { found: 1, .. }
    ));
    assert_eq!(status(&facts, "case.owner", MIDDLE), Status::Met);
    facts.cases.as_mut().unwrap()[0].owned = false;
    let found = finding(&facts, "case.owner", MIDDLE);
    assert_eq!(
        (found.status, found.since),
        (Status::Broken, Some(date(2027, 3, 1)))
    );
    facts.cases.as_mut().unwrap()[0].began_on = None;
    assert_eq!(status(&facts, "case.owner", MIDDLE), Status::AtRisk);
}

#[test]
fn s5_a_case_without_users_is_flagged() {
    let with = |users, closed: Option<Date>| {
        let mut facts = healthy();
        facts.cases = Some(vec![Case {
            closed_on: closed,
            ..case("a", users)
        }]);
        finding(&facts, "case.users", MIDDLE).status
    };
    assert_eq!(
        (with(0, None), with(4, None), with(5, None)),
        (Status::AtRisk, Status::OnTrack, Status::Met)
    );
    assert_eq!(
        (
            with(4, Some(date(2027, 8, 1))),
            with(5, Some(date(2027, 8, 1)))
        ),
        (Status::Broken, Status::Met)
    );
}

#[test]
fn s33_a_hard_first_case_warns() {
    let with = |simple| {
        let mut facts = healthy();
        let later = Case {
            began_on: Some(date(2027, 6, 1)),
            simple: Some(true),
            ..case("second", 5)
        };
        facts.cases = Some(vec![
            later,
            Case {
                simple,
                ..case("first", 5)
            },
        ]);
        finding(&facts, "case.first_simple", MIDDLE).status
    };
    assert_eq!(
        (with(Some(false)), with(Some(true)), with(None)),
        (Status::AtRisk, Status::Met, Status::OnTrack)
    );
}

#[test]
fn s30_methods_say_where_they_come_from() {
    let with = |lineages: &[bool]| {
        let mut facts = held(7);
        let methods = lineages.iter().map(|lineage| Method {
            id: "m".into(),
            lineage: *lineage,
        });
        facts.methods = Some(methods.collect());
        let found = finding(&facts, "method.own", MIDDLE);
        (found.status, found.what_to_do)
    };
    assert_eq!(with(&[true; 5]), (Status::Met, None));
    assert_eq!(
        with(&[true; 4]),
        (Status::OnTrack, Some(Action::MakeMethods))
    );
    assert_eq!(
        with(&[true, true, true, true, false]),
        (Status::AtRisk, Some(Action::RecordLineage))
    );
}

#[test]
fn s32_ambassadors_lead_more_and_more() {
    let with = |led: &[bool]| {
        let mut facts = healthy();
        let steps = led.iter().zip(0_i64..).map(|(led, week)| Step {
            on: FIRST + (week * 7).days(),
            led_by_ambassador: *led,
        });
        // The order of the records does not count, their dates do.
        facts.steps = Some(steps.collect::<Vec<_>>().into_iter().rev().collect());
        status(&facts, "training.led", MIDDLE)
    };
    assert_eq!(
        with(&[false, false, true, false, true, true]),
        Status::OnTrack
    );
    assert_eq!(
        with(&[true, true, true, false, false, true]),
        Status::AtRisk
    );
    assert_eq!(
        with(&[true; 6]),
        Status::AtRisk,
        "a share that stays is no growth"
    );
    assert_eq!(with(&[true; 5]), Status::NotApplicable);
}

#[test]
fn s35_s36_contacts_grow_old() {
    let with = |days: i64| {
        let mut facts = healthy();
        let on = Some(MIDDLE - days.days());
        facts.sponsors = Some(Sponsors {
            direction_on: on,
            officials_on: on,
        });
        (
            status(&facts, "sponsor.direction", MIDDLE),
            status(&facts, "sponsor.officials", MIDDLE),
        )
    };
    assert_eq!(with(42), (Status::Met, Status::Met));
    assert_eq!(with(43), (Status::AtRisk, Status::Met));
    assert_eq!(with(56), (Status::AtRisk, Status::Met));
    assert_eq!(with(57), (Status::Broken, Status::Met));
    assert_eq!(with(84), (Status::Broken, Status::AtRisk));
    assert_eq!(with(85), (Status::Broken, Status::Broken));
    let mut never = healthy();
    never.sponsors = Some(Sponsors::default());
    let found = finding(&never, "sponsor.direction", MIDDLE);
    assert_eq!(
        (found.status, found.who),
        (Status::Broken, Some(Who::Pilot))
    );
    assert_eq!(
        found.since,
        Some(date(2026, 10, 5) + 56.days()),
        "the delay ran from the signature"
    );
}

#[test]
fn s37_every_manager_is_briefed() {
    let mut facts = healthy();
    assert_eq!(status(&facts, "sponsor.managers", EVE), Status::Met);
    facts.cohort.as_mut().unwrap().ambassadors[2].manager_briefed_on = None;
    assert_eq!(status(&facts, "sponsor.managers", EVE), Status::OnTrack);
    assert_eq!(status(&facts, "sponsor.managers", FIRST), Status::AtRisk);
}

#[test]
fn s44_authorities_meet_and_share() {
    let with = |meetings: &[Date], today| {
        let mut facts = healthy();
        facts.season.begins_on = Some(date(2027, 1, 1));
        facts.season.ends_on = Some(date(2028, 6, 30));
        facts.season.meetings = Some(meetings.to_vec());
        status(&facts, "exchange.meetings", today)
    };
    let (may, november, march) = (date(2027, 5, 4), date(2027, 11, 3), date(2028, 3, 8));
    assert_eq!(with(&[], date(2027, 5, 1)), Status::OnTrack);
    assert_eq!(with(&[], date(2027, 8, 1)), Status::AtRisk);
    assert_eq!(with(&[may], date(2027, 8, 1)), Status::OnTrack);
    // Eighteen months at two a year ask for two whole meetings, and a planned one has not been held.
    assert_eq!(with(&[may, november], date(2027, 10, 1)), Status::OnTrack);
    assert_eq!(with(&[may, november, march], date(2028, 4, 1)), Status::Met);
    assert_eq!(with(&[may], date(2028, 7, 1)), Status::Broken);
    let mut facts = held(7);
    facts.shared_items = Some(0);
    assert_eq!(status(&facts, "exchange.shared", MIDDLE), Status::OnTrack);
    facts.shared_items = Some(1);
    assert_eq!(status(&facts, "exchange.shared", MIDDLE), Status::Met);
}

#[test]
fn s42_two_thirds_within_five_points() {
    let with = |authorities_cents, total_cents| {
        let mut facts = healthy();
        facts.season.commitments = Some(Commitments {
            authorities_cents,
            total_cents,
        });
        let found = finding(&facts, "finance.share", EVE);
        (found.status, found.distance.map(|far| far.amount))
    };
    assert_eq!(with(2, 3), (Status::Met, None));
    // 55 / 45, as season 2 really was, is reported as a deviation.
    assert_eq!(with(55, 100), (Status::Broken, Some(-12)));
    assert_eq!(with(75, 100), (Status::Broken, Some(8)));
    // Exactly five points under two thirds is 185/300: the bound itself holds, a cent less does not.
    assert_eq!(with(185_000, 300_000).0, Status::Met);
    assert_eq!(with(184_999, 300_000).0, Status::Broken);
    assert_eq!(with(u64::MAX, u64::MAX).0, Status::Broken);
    assert_eq!(with(0, 0).0, Status::NotApplicable);
}

#[test]
fn s45_no_value_is_empty_and_baselines_come_first() {
    use PublicValue::{Agents, Democracy, Impact, Productivity, Quality};
    let with = |values: &[PublicValue], baseline: Option<Date>, today| {
        let mut facts = healthy();
        let indicator = |value: &PublicValue| Indicator {
            id: "i".into(),
            value: *value,
            baseline_on: baseline,
        };
        facts.indicators = Some(values.iter().map(indicator).collect());
        (
            status(&facts, "evaluation.values", today),
            status(&facts, "evaluation.baseline", today),
        )
    };
    let four = [Democracy, Quality, Impact, Productivity];
    assert_eq!(with(&four, Some(EVE), EVE), (Status::Met, Status::Met));
    assert_eq!(with(&four, None, EVE), (Status::Met, Status::OnTrack));
    assert_eq!(
        with(&four, Some(FIRST), FIRST),
        (Status::Met, Status::Broken)
    );
    // The optional fifth value replaces none of the four.
    assert_eq!(
        with(&[Democracy, Quality, Impact, Agents], Some(EVE), FIRST),
        (Status::Broken, Status::Met)
    );
}

#[test]
fn s11_s1_the_form_stays_open_and_the_decision_is_whole() {
    let with = |lab: Lab, today| {
        let mut facts = held(14);
        facts.lab = Some(lab);
        (
            status(&facts, "lab.form_open", today),
            finding(&facts, "lab.decision", today),
        )
    };
    let early = Lab {
        form_fixed_on: Some(EVE),
        prefiguration_on: Some(MIDDLE),
        ..Lab::default()
    };
    assert_eq!(with(early, MIDDLE).0, Status::Broken);
    assert_eq!(
        with(
            Lab {
                early_logged: true,
                ..early
            },
            MIDDLE
        )
        .0,
        Status::Met
    );
    assert_eq!(
        with(
            Lab {
                form_fixed_on: Some(AFTER),
                ..early
            },
            AFTER
        )
        .0,
        Status::Met
    );
    let (_, open) = with(Lab::default(), MIDDLE);
    let (_, late) = with(Lab::default(), AFTER);
    assert_eq!(
        (open.status, late.status),
        (Status::OnTrack, Status::Broken)
    );
    let said = Lab {
        decided_on: Some(MIDDLE),
        posts: true,
        place: true,
        attachment: true,
        ..Lab::default()
    };
    let (_, partial) = with(said, AFTER);
    assert_eq!(partial.status, Status::AtRisk);
    assert!(
        matches!(partial.evidence, Evidence::Decision { lacks, .. } if lacks == [DecisionPart::Budget])
    );
    assert_eq!(
        with(
            Lab {
                budget: true,
                ..said
            },
            AFTER
        )
        .1
        .status,
        Status::Met
    );
}

#[test]
fn s48_checks_go_on_after_the_close() {
    let handed_on = date(2028, 1, 31);
    let with = |answered: bool, checked: &[u32], today| {
        let mut facts = held(14);
        let answered_on = answered.then_some(handed_on + 20.days());
        facts.proposals = Some(vec![Proposal {
            id: "p".into(),
            handed_on,
            answered_on,
            checked_months: checked.to_vec(),
        }]);
        let found = finding(&facts, "follow.up", today);
        (found.status, found.since)
    };
    // Three months after 31 January is 30 April.
    let due = date(2028, 4, 30);
    assert_eq!(with(false, &[], due), (Status::OnTrack, None));
    assert_eq!(with(false, &[], due + 1.day()), (Status::AtRisk, Some(due)));
    assert_eq!(
        with(false, &[], due + 31.days()),
        (Status::Broken, Some(due))
    );
    assert_eq!(with(true, &[3], due + 31.days()), (Status::OnTrack, None));
    assert_eq!(
        with(false, &[3], due + 1.day()).0,
        Status::AtRisk,
        "checked, but never answered"
    );
    assert_eq!(
        with(true, &[3, 6], date(2029, 2, 10)),
        (Status::AtRisk, Some(date(2029, 1, 31)))
    );
    assert_eq!(
        with(true, &[3, 6, 12, 24, 36], date(2040, 1, 1)),
        (Status::Met, None)
    );
}

#[test]
fn a_pilot_who_left_is_missed() {
    let mut facts = healthy();
    facts.frame.pilot_left_on = Some(date(2027, 5, 3));
    assert_eq!(status(&facts, "site.pilot", date(2027, 5, 2)), Status::Met);
    let found = finding(&facts, "site.pilot", MIDDLE);
    assert_eq!(
        (found.status, found.since),
        (Status::Broken, Some(date(2027, 5, 3)))
    );
}
