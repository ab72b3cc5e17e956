//! One test per obligation, named by its number.

use jiff::ToSpan;
use jiff::civil::date;
use protocol::{Action, Distance, Evidence, Facts, Status, Unit, Who, launch_refusals};

use crate::world::{AFTER, EVE, FIRST, ambassador, finding, healthy, plan, runs, shipped, status};

#[test]
fn s17_two_or_four_residents() {
    assert_eq!(status(&healthy(), "team.size", EVE), Status::Met);
    let mut two = healthy();
    two.team.as_mut().unwrap()[0].left_on = Some(date(2027, 1, 11));
    let found = finding(&two, "team.size", EVE);
    assert_eq!(
        (found.status, found.since),
        (Status::Broken, Some(date(2027, 1, 11)))
    );
    assert_eq!(
        found.distance,
        Some(Distance {
            amount: -1,
            unit: Unit::People
        })
    );
    assert_eq!(
        (found.what_to_do, found.who),
        (Some(Action::CompleteTeam), Some(Who::Coordinator))
    );
    let mut four = healthy();
    let extra = four.team.as_ref().unwrap()[0].clone();
    four.team.as_mut().unwrap().push(extra);
    let found = finding(&four, "team.size", EVE);
    assert_eq!(
        (found.status, found.distance.unwrap().amount),
        (Status::Broken, 1)
    );
}

#[test]
fn s18_three_identical_disciplines() {
    assert_eq!(status(&healthy(), "team.disciplines", EVE), Status::Met);
    let mut same = healthy();
    for (resident, word) in same
        .team
        .as_mut()
        .unwrap()
        .iter_mut()
        .zip(["Design", " design", "DESIGN"])
    {
        resident.disciplines = vec![word.into()];
    }
    assert_eq!(status(&same, "team.disciplines", EVE), Status::Broken);
    let mut silent = healthy();
    silent.team.as_mut().unwrap()[1].public_experience = false;
    let found = finding(&silent, "team.disciplines", EVE);
    assert_eq!(found.status, Status::AtRisk);
    assert!(matches!(found.evidence, Evidence::Lacking { subjects, .. } if subjects == ["r2"]));
}

#[test]
fn s20_twenty_ambassadors() {
    assert_eq!(status(&healthy(), "cohort.size", EVE), Status::Met);
    let mut nineteen = healthy();
    nineteen.cohort.as_mut().unwrap().ambassadors[3].left_on = Some(EVE);
    let found = finding(&nineteen, "cohort.size", EVE);
    assert_eq!(
        (found.status, found.what_to_do),
        (Status::AtRisk, Some(Action::CallSubstitute))
    );
    nineteen.cohort.as_mut().unwrap().substitutes = 0;
    let found = finding(&nineteen, "cohort.size", EVE);
    assert_eq!(
        (found.status, found.what_to_do),
        (Status::Broken, Some(Action::OpenCallAgain))
    );
    let mut many = healthy();
    many.cohort
        .as_mut()
        .unwrap()
        .ambassadors
        .push(ambassador(20));
    assert_eq!(status(&many, "cohort.size", EVE), Status::Broken);
    // Before the draw there is nothing wrong; after the first run there is.
    let mut none = healthy();
    none.cohort = None;
    assert_eq!(status(&none, "cohort.size", EVE), Status::OnTrack);
    assert_eq!(status(&none, "cohort.size", FIRST), Status::Broken);
}

#[test]
fn s21_quotas_of_the_call() {
    assert_eq!(status(&healthy(), "cohort.diverse", EVE), Status::Met);
    let mut one_left = healthy();
    one_left.cohort.as_mut().unwrap().ambassadors[0].left_on = Some(EVE);
    let found = finding(&one_left, "cohort.diverse", EVE);
    assert_eq!(found.status, Status::AtRisk);
    let Evidence::Quotas { missed, of: 2 } = found.evidence else {
        panic!("{found:?}")
    };
    assert_eq!(
        (missed.len(), missed[0].value.as_str(), missed[0].found),
        (1, "Culture", 9)
    );
}

#[test]
fn s22_a_volunteer_is_a_volunteer() {
    let mut facts = healthy();
    facts.cohort.as_mut().unwrap().ambassadors[7].consented_on = None;
    assert_eq!(status(&facts, "cohort.volunteers", EVE), Status::Broken);
    // One who withdrew is no longer counted, and gives no reason.
    facts.cohort.as_mut().unwrap().ambassadors[7].left_on = Some(EVE);
    assert_eq!(status(&facts, "cohort.volunteers", EVE), Status::Met);
    // Consent of tomorrow is not consent of today.
    facts.cohort.as_mut().unwrap().ambassadors[8].consented_on = Some(EVE + 1.day());
    assert_eq!(status(&facts, "cohort.volunteers", EVE), Status::Broken);
}

#[test]
fn s23_agreement_is_apart_from_consent() {
    let mut facts = healthy();
    facts.cohort.as_mut().unwrap().ambassadors[7].endorsed_on = None;
    assert_eq!(status(&facts, "cohort.volunteers", EVE), Status::Met);
    let found = finding(&facts, "cohort.endorsed", EVE);
    assert_eq!(
        (found.status, found.who),
        (Status::AtRisk, Some(Who::Manager))
    );
    assert_eq!(status(&facts, "cohort.endorsed", FIRST), Status::Broken);
}

#[test]
fn s27_thirty_four_and_thirty_six_are_both_reported() {
    assert_eq!(status(&healthy(), "days.total", EVE), Status::OnTrack);
    for (last, far, expected) in [(1, -1, Status::AtRisk), (3, 1, Status::Broken)] {
        let mut facts = healthy();
        facts.runs.as_mut().unwrap()[13].days = last;
        let found = finding(&facts, "days.total", EVE);
        assert_eq!(found.status, expected);
        assert_eq!(
            found.distance,
            Some(Distance {
                amount: far,
                unit: Unit::Days
            })
        );
    }
    let mut held = healthy();
    held.runs
        .as_mut()
        .unwrap()
        .iter_mut()
        .for_each(|run| run.held = true);
    assert_eq!(status(&held, "days.total", AFTER), Status::Met);
    held.runs.as_mut().unwrap().pop();
    let found = finding(&held, "days.total", date(2028, 9, 1));
    assert_eq!(
        (found.status, found.distance.unwrap().amount),
        (Status::Broken, -2)
    );
}

#[test]
fn s28_one_or_four_days_are_refused() {
    assert_eq!(status(&healthy(), "days.run", EVE), Status::Met);
    for length in [1, 4] {
        let mut facts = healthy();
        facts.runs.as_mut().unwrap()[5].days = length;
        let found = finding(&facts, "days.run", EVE);
        assert_eq!(found.status, Status::Broken, "{length}");
        assert!(matches!(found.evidence, Evidence::Runs { wrong, .. } if wrong[0].1 == length));
    }
    let mut across_a_holiday = healthy();
    across_a_holiday.runs.as_mut().unwrap()[0].consecutive_working = false;
    assert_eq!(status(&across_a_holiday, "days.run", EVE), Status::Broken);
}

#[test]
fn s28_twelve_to_seventeen_runs() {
    assert_eq!(shipped().runs(), Some((12, 17)));
    let with = |lengths: &[u32]| {
        let mut facts = healthy();
        facts.runs = Some(runs(lengths, 28));
        status(&facts, "days.runs", EVE)
    };
    let mut twelve = [3; 12];
    twelve[0] = 2;
    let mut seventeen = [2; 17];
    seventeen[0] = 3;
    assert_eq!(
        (with(&twelve), with(&seventeen)),
        (Status::Met, Status::Met)
    );
    assert_eq!(
        (with(&[3; 11]), with(&[2; 18])),
        (Status::AtRisk, Status::Broken)
    );
    let mut eleven_full = [3; 11];
    eleven_full[0] = 5;
    assert_eq!(
        with(&eleven_full),
        Status::Broken,
        "no day is left to make a twelfth"
    );
}

/// Twelve runs of which the last ends on `last`.
fn spanning(last: jiff::civil::Date) -> Facts {
    let mut facts = healthy();
    let runs = facts.runs.as_mut().unwrap();
    runs[13].last = last;
    facts
}

#[test]
fn s29_eleven_or_nineteen_months_are_refused() {
    for (last, expected) in [
        (date(2028, 1, 1), Status::Broken),
        (date(2028, 1, 31), Status::Broken),
        (date(2028, 2, 1), Status::OnTrack),
        (date(2028, 8, 1), Status::OnTrack),
        (date(2028, 8, 2), Status::Broken),
        (date(2028, 9, 1), Status::Broken),
    ] {
        let mut facts = spanning(last);
        if last < plan()[12].last {
            let runs = facts.runs.as_mut().unwrap();
            for run in runs.iter_mut().filter(|run| run.last > last) {
                (run.first, run.last) = (last, last);
            }
        }
        assert_eq!(status(&facts, "site.span", EVE), expected, "{last}");
    }
    // A plan that is not complete may still grow into twelve months.
    let mut short = healthy();
    short.runs.as_mut().unwrap().truncate(3);
    assert_eq!(status(&short, "site.span", EVE), Status::OnTrack);
}

#[test]
fn s31_no_launch_without_a_theme_or_a_convention() {
    assert!(launch_refusals(&shipped(), &healthy(), EVE).is_empty());
    let mut facts = healthy();
    facts.frame.theme_chosen_on = None;
    let refused: Vec<String> = launch_refusals(&shipped(), &facts, EVE)
        .into_iter()
        .map(|finding| finding.rule)
        .collect();
    assert_eq!(refused, ["site.theme"]);
    let found = finding(&facts, "site.theme", EVE);
    assert_eq!(
        (found.status, found.since),
        (Status::AtRisk, Some(FIRST - 42.days()))
    );
    let found = finding(&facts, "site.theme", FIRST);
    assert_eq!((found.status, found.since), (Status::Broken, Some(FIRST)));
    facts.frame.convention_signed_on = Some(FIRST + 10.days());
    let found = finding(&facts, "site.convention", AFTER);
    assert_eq!(
        (found.status, found.distance.unwrap().amount),
        (Status::Broken, 10)
    );
}

#[test]
fn s40_the_eleventh_authority() {
    for (sites, expected) in [(10, Status::Met), (11, Status::Broken)] {
        let mut facts = healthy();
        facts.season.sites = sites;
        assert_eq!(status(&facts, "season.sites", EVE), expected);
    }
}

#[test]
fn s25_attendance_against_the_mission_letter() {
    let with = |taken, held, planned| {
        let mut facts = healthy();
        let account = facts.cohort.as_mut().unwrap().ambassadors[0]
            .account
            .as_mut()
            .unwrap();
        (account.taken, account.held, account.planned) = (taken, held, planned);
        status(&facts, "days.attended", date(2027, 6, 1))
    };
    assert_eq!(with(0, 0, 70), Status::NotApplicable);
    assert_eq!(with(8, 10, 60), Status::OnTrack);
    assert_eq!(with(7, 10, 60), Status::AtRisk);
    // 55 of 70 half-days is 78.6 %: out of reach even if everything to come is attended.
    assert_eq!(with(5, 20, 50), Status::Broken);
    assert_eq!(with(6, 20, 50), Status::AtRisk);
}

#[test]
fn time_owed_over_two_days() {
    let with = |owed| {
        let mut facts = healthy();
        facts.cohort.as_mut().unwrap().ambassadors[0]
            .account
            .as_mut()
            .unwrap()
            .owed = owed;
        finding(&facts, "time.protected", EVE)
    };
    assert_eq!(
        (with(3).status, with(4).status),
        (Status::Met, Status::AtRisk)
    );
    assert_eq!(
        (with(5).status, with(5).distance.unwrap().amount),
        (Status::Broken, 1)
    );
}
