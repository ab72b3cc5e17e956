//! Rules on the cohort: its size, consent, the hierarchy's agreement, its diversity.

use jiff::civil::Date;

use super::{Given, Verdict, count};
use crate::evidence::{Absent, Evidence, Noun, QuotaMissed};
use crate::facts::{Ambassador, Cohort, Quota, present};
use crate::finding::{Action, Status};
use crate::value::Unit;

fn here(cohort: &Cohort, today: Date) -> Vec<&Ambassador> {
    cohort
        .ambassadors
        .iter()
        .filter(|person| present(person.left_on, today))
        .collect()
}

/// Since the draw, or since the last departure.
fn changed(cohort: &Cohort, today: Date) -> Option<Date> {
    let departures = cohort
        .ambassadors
        .iter()
        .filter_map(|person| person.left_on);
    departures
        .chain(cohort.drawn_on)
        .filter(|on| *on <= today)
        .max()
}

pub(crate) fn size(given: &Given<'_>) -> Option<Verdict> {
    let people = given.whole("people")?;
    let Some(cohort) = given.facts.cohort.as_ref() else {
        let evidence = Evidence::Counted {
            what: Noun::Ambassadors,
            found: 0,
            least: Some(people),
            most: Some(people),
        };
        let far = -i64::from(people);
        return Some(if given.begun() {
            let verdict = Verdict::new(Status::Broken, evidence).since(given.facts.first_day());
            verdict.far(far, Unit::People).act(Action::OpenCallAgain)
        } else {
            Verdict::new(Status::OnTrack, evidence).far(far, Unit::People)
        });
    };
    let found = count(here(cohort, given.today).len());
    let evidence = Evidence::Counted {
        what: Noun::Ambassadors,
        found,
        least: Some(people),
        most: Some(people),
    };
    let far = i64::from(found) - i64::from(people);
    // A substitute who can be called tomorrow makes a departure a risk, not a loss.
    let mendable = found < people && found.saturating_add(cohort.substitutes) >= people;
    let act = match (far, mendable) {
        (1.., _) => Action::ReduceCohort,
        (_, true) => Action::CallSubstitute,
        (_, false) => Action::OpenCallAgain,
    };
    Some(if far == 0 {
        Verdict::new(Status::Met, evidence)
    } else {
        let status = if mendable {
            Status::AtRisk
        } else {
            Status::Broken
        };
        Verdict::new(status, evidence)
            .since(changed(cohort, given.today))
            .far(far, Unit::People)
            .act(act)
    })
}

pub(crate) fn volunteers(given: &Given<'_>) -> Option<Verdict> {
    let alarm = Status::Broken;
    Some(said(
        given,
        Noun::Consent,
        |person| person.consented_on,
        (alarm, Action::AskConsent),
    ))
}

pub(crate) fn endorsed(given: &Given<'_>) -> Option<Verdict> {
    // The agreement may come after the draw, but not after the first run has taken people away.
    let alarm = if given.begun() {
        Status::Broken
    } else {
        Status::AtRisk
    };
    Some(said(
        given,
        Noun::Endorsement,
        |person| person.endorsed_on,
        (alarm, Action::AskHierarchy),
    ))
}

fn said(
    given: &Given<'_>,
    what: Noun,
    on: fn(&Ambassador) -> Option<Date>,
    (alarm, act): (Status, Action),
) -> Verdict {
    let Some(cohort) = given.facts.cohort.as_ref() else {
        return Verdict::nothing(Absent::TooEarly);
    };
    let here = here(cohort, given.today);
    if here.is_empty() {
        return Verdict::nothing(Absent::Unrecorded);
    }
    let silent = here
        .iter()
        .filter(|person| on(person).is_none_or(|on| on > given.today));
    let subjects: Vec<String> = silent.map(|person| person.id.clone()).collect();
    let missing = count(subjects.len());
    let evidence = Evidence::Lacking {
        what,
        subjects,
        of: count(here.len()),
    };
    if missing == 0 {
        return Verdict::new(Status::Met, evidence);
    }
    let verdict = Verdict::new(alarm, evidence).since(cohort.drawn_on);
    verdict.far(-i64::from(missing), Unit::People).act(act)
}

pub(crate) fn diverse(given: &Given<'_>) -> Option<Verdict> {
    let Some(cohort) = given.facts.cohort.as_ref() else {
        return Some(Verdict::nothing(Absent::TooEarly));
    };
    if cohort.quotas.is_empty() {
        return Some(Verdict::nothing(Absent::Unrecorded));
    }
    let here = here(cohort, given.today);
    let missed: Vec<QuotaMissed> = cohort
        .quotas
        .iter()
        .filter_map(|quota| missed(quota, &here))
        .collect();
    let far: i64 = missed
        .iter()
        .map(|quota| {
            if quota.found < quota.least {
                i64::from(quota.found) - i64::from(quota.least)
            } else {
                i64::from(quota.found) - i64::from(quota.most)
            }
        })
        .map(i64::abs)
        .sum();
    let holds = missed.is_empty();
    let evidence = Evidence::Quotas {
        missed,
        of: count(cohort.quotas.len()),
    };
    Some(if holds {
        Verdict::new(Status::Met, evidence)
    } else {
        let status = if cohort.substitutes > 0 {
            Status::AtRisk
        } else {
            Status::Broken
        };
        let verdict = Verdict::new(status, evidence).since(changed(cohort, given.today));
        verdict.far(-far, Unit::People).act(Action::RestoreQuota)
    })
}

fn missed(quota: &Quota, here: &[&Ambassador]) -> Option<QuotaMissed> {
    let with = |person: &&&Ambassador| {
        person
            .features
            .iter()
            .any(|(feature, value)| *feature == quota.feature && *value == quota.value)
    };
    let found = count(here.iter().filter(with).count());
    (found < quota.least || found > quota.most).then(|| QuotaMissed {
        feature: quota.feature.clone(),
        value: quota.value.clone(),
        found,
        least: quota.least,
        most: quota.most,
    })
}
