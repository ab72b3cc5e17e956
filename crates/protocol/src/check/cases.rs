//! Rules on cases, methods and who leads the steps.

use super::days::percent;
use super::{Given, Verdict, count};
use crate::evidence::{Absent, Evidence, Noun};
use crate::facts::{Case, Step};
use crate::finding::{Action, Status};
use crate::value::Unit;

/// The alert on what must be there at the end comes when two thirds of the days are held.
fn late(given: &Given<'_>) -> bool {
    let held: u32 = given
        .facts
        .runs
        .iter()
        .flatten()
        .filter(|run| run.held)
        .map(|run| run.days)
        .sum();
    let total = given.days_total();
    total > 0 && u64::from(held) * 3 >= u64::from(total) * 2
}

/// A count that grows until the end: on its way, late, missed or reached.
pub(crate) fn growing(
    given: &Given<'_>,
    what: Noun,
    found: u32,
    least: u32,
    act: Action,
) -> Verdict {
    let evidence = Evidence::Counted {
        what,
        found,
        least: Some(least),
        most: None,
    };
    if found >= least {
        return Verdict::new(Status::Met, evidence);
    }
    let status = match (given.over(), late(given)) {
        (true, _) => Status::Broken,
        (false, true) => Status::AtRisk,
        (false, false) => Status::OnTrack,
    };
    Verdict::new(status, evidence)
        .far(i64::from(found) - i64::from(least), Unit::Items)
        .act(act)
}

pub(crate) fn real(given: &Given<'_>) -> Option<Verdict> {
    let (least, most) = (given.whole("least")?, given.whole("most")?);
    let Some(cases) = given.facts.cases.as_ref() else {
        return Some(Verdict::nothing(Absent::Unrecorded));
    };
    let found = count(cases.iter().filter(|case| case.real).count());
    if found > most {
        let evidence = Evidence::Counted {
            what: Noun::Cases,
            found,
            least: Some(least),
            most: Some(most),
        };
        let far = i64::from(found) - i64::from(most);
        let verdict = Verdict::new(Status::Broken, evidence).far(far, Unit::Items);
        return Some(verdict.act(Action::CloseCaseSearch));
    }
    Some(growing(given, Noun::Cases, found, least, Action::FindCases))
}

fn cases<'a>(given: &Given<'a>) -> Option<&'a [Case]> {
    given
        .facts
        .cases
        .as_deref()
        .filter(|cases| !cases.is_empty())
}

pub(crate) fn owner(given: &Given<'_>) -> Option<Verdict> {
    let Some(cases) = cases(given) else {
        return Some(Verdict::nothing(Absent::Unrecorded));
    };
    let orphans: Vec<&Case> = cases.iter().filter(|case| !case.owned).collect();
    let begun = |case: &&&Case| case.began_on.is_some_and(|on| on <= given.today);
    let since = orphans
        .iter()
        .filter(begun)
        .filter_map(|case| case.began_on)
        .min();
    let subjects: Vec<String> = orphans.iter().map(|case| case.id.clone()).collect();
    let far = -i64::from(count(subjects.len()));
    let evidence = Evidence::Lacking {
        what: Noun::CaseOwners,
        subjects,
        of: count(cases.len()),
    };
    Some(if far == 0 {
        Verdict::new(Status::Met, evidence)
    } else {
        let status = if since.is_some() {
            Status::Broken
        } else {
            Status::AtRisk
        };
        Verdict::new(status, evidence)
            .since(since)
            .far(far, Unit::Items)
            .act(Action::NameCaseOwner)
    })
}

/// Users are met while a case runs: it is missed once the case is closed.
pub(crate) fn users(given: &Given<'_>) -> Option<Verdict> {
    let least = given.whole("least")?;
    let Some(cases) = cases(given) else {
        return Some(Verdict::nothing(Absent::Unrecorded));
    };
    let begun: Vec<&Case> = cases
        .iter()
        .filter(|case| case.began_on.is_some_and(|on| on <= given.today))
        .collect();
    if begun.is_empty() {
        return Some(Verdict::nothing(Absent::TooEarly));
    }
    let few: Vec<&&Case> = begun.iter().filter(|case| case.users_met < least).collect();
    let closed = few
        .iter()
        .filter_map(|case| case.closed_on)
        .filter(|on| *on <= given.today)
        .min();
    let missing: i64 = few
        .iter()
        .map(|case| i64::from(least) - i64::from(case.users_met))
        .sum();
    let nobody = few.iter().any(|case| case.users_met == 0);
    let subjects: Vec<String> = few.iter().map(|case| case.id.clone()).collect();
    let evidence = Evidence::Lacking {
        what: Noun::Users,
        subjects,
        of: count(begun.len()),
    };
    Some(if missing == 0 {
        Verdict::new(Status::Met, evidence)
    } else if closed.is_some() {
        Verdict::new(Status::Broken, evidence)
            .since(closed)
            .far(-missing, Unit::People)
            .act(Action::MeetUsers)
    } else {
        let status = if nobody {
            Status::AtRisk
        } else {
            Status::OnTrack
        };
        let began = few.iter().filter_map(|case| case.began_on).min();
        Verdict::new(status, evidence)
            .since(began)
            .far(-missing, Unit::People)
            .act(Action::MeetUsers)
    })
}

pub(crate) fn first_simple(given: &Given<'_>) -> Option<Verdict> {
    let Some(cases) = cases(given) else {
        return Some(Verdict::nothing(Absent::Unrecorded));
    };
    let begun = cases
        .iter()
        .filter(|case| case.began_on.is_some())
        .min_by_key(|case| case.began_on);
    let Some(first) = begun else {
        return Some(Verdict::nothing(Absent::TooEarly));
    };
    let evidence = Evidence::FirstCase {
        id: first.id.clone(),
        simple: first.simple,
    };
    Some(match first.simple {
        Some(true) => Verdict::new(Status::Met, evidence),
        Some(false) => {
            let verdict = Verdict::new(Status::AtRisk, evidence).since(first.began_on);
            verdict.act(Action::SimplifyFirstCase)
        }
        None => Verdict::new(Status::OnTrack, evidence).act(Action::JudgeFirstCase),
    })
}

pub(crate) fn methods(given: &Given<'_>) -> Option<Verdict> {
    let least = given.whole("least")?;
    let Some(methods) = given.facts.methods.as_ref() else {
        return Some(Verdict::nothing(Absent::Unrecorded));
    };
    let with = count(methods.iter().filter(|method| method.lineage).count());
    let without: Vec<String> = methods
        .iter()
        .filter(|method| !method.lineage)
        .map(|method| method.id.clone())
        .collect();
    // Enough methods, but some do not say where they come from: that is what to mend.
    if with < least && count(methods.len()) >= least {
        let far = i64::from(with) - i64::from(least);
        let evidence = Evidence::Lacking {
            what: Noun::Lineage,
            subjects: without,
            of: count(methods.len()),
        };
        let verdict = Verdict::new(Status::AtRisk, evidence).far(far, Unit::Items);
        return Some(verdict.act(Action::RecordLineage));
    }
    Some(growing(
        given,
        Noun::Methods,
        with,
        least,
        Action::MakeMethods,
    ))
}

pub(crate) fn led(given: &Given<'_>) -> Option<Verdict> {
    let Some(steps) = given.facts.steps.as_ref() else {
        return Some(Verdict::nothing(Absent::Unrecorded));
    };
    let mut held: Vec<Step> = steps
        .iter()
        .filter(|step| step.on <= given.today)
        .copied()
        .collect();
    held.sort_by_key(|step| step.on);
    let third = held.len() / 3;
    // Fewer than two steps in a third show no direction.
    if third < 2 {
        return Some(Verdict::nothing(Absent::TooEarly));
    }
    let share = |steps: &[Step]| {
        let led = steps.iter().filter(|step| step.led_by_ambassador).count();
        percent(count(led), count(steps.len()))
    };
    let first_third = share(held.get(..third)?);
    let last_third = share(held.get(held.len() - third..)?);
    let evidence = Evidence::Led {
        steps: count(held.len()),
        first_third,
        last_third,
    };
    Some(if last_third > first_third {
        let status = if given.over() {
            Status::Met
        } else {
            Status::OnTrack
        };
        Verdict::new(status, evidence)
    } else {
        let far = i64::from(last_third) - i64::from(first_third);
        let status = if given.over() {
            Status::Broken
        } else {
            Status::AtRisk
        };
        let since = held.get(held.len() - third).map(|step| step.on);
        Verdict::new(status, evidence)
            .since(since)
            .far(far, Unit::Points)
            .act(Action::HandOverSteps)
    })
}
