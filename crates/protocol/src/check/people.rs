//! Rules on the team of residents and on contacts with those who support the programme.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Given, Verdict, count, days_between};
use crate::evidence::{Absent, Evidence, Noun};
use crate::facts::{Resident, present};
use crate::finding::{Action, Status};
use crate::value::Unit;

fn team<'a>(given: &Given<'a>) -> Option<Vec<&'a Resident>> {
    let team = given.facts.team.as_ref()?;
    Some(
        team.iter()
            .filter(|resident| present(resident.left_on, given.today))
            .collect(),
    )
}

/// The last day somebody joined or left: since then the team is as it is.
fn changed(given: &Given<'_>) -> Option<Date> {
    let team = given.facts.team.iter().flatten();
    team.flat_map(|resident| [resident.joined_on, resident.left_on])
        .flatten()
        .filter(|on| *on <= given.today)
        .max()
}

pub(crate) fn team_size(given: &Given<'_>) -> Option<Verdict> {
    let people = given.whole("people")?;
    let found = count(team(given).unwrap_or_default().len());
    let evidence = Evidence::Counted {
        what: Noun::Residents,
        found,
        least: Some(people),
        most: Some(people),
    };
    let far = i64::from(found) - i64::from(people);
    // Before anybody is mandated and before the first run, the team is still being made.
    let forming = given.facts.team.as_ref().is_none_or(Vec::is_empty) && !given.begun();
    Some(if found == people {
        Verdict::new(Status::Met, evidence)
    } else if forming {
        Verdict::new(Status::OnTrack, evidence)
            .far(far, Unit::People)
            .act(Action::CompleteTeam)
    } else {
        let act = if far < 0 {
            Action::CompleteTeam
        } else {
            Action::ReduceTeam
        };
        Verdict::new(Status::Broken, evidence)
            .since(changed(given))
            .far(far, Unit::People)
            .act(act)
    })
}

pub(crate) fn disciplines(given: &Given<'_>) -> Option<Verdict> {
    let least = given.whole("least")?;
    let Some(team) = team(given).filter(|team| !team.is_empty()) else {
        return Some(Verdict::nothing(Absent::Unrecorded));
    };
    let distinct: BTreeSet<String> = team
        .iter()
        .flat_map(|resident| &resident.disciplines)
        .map(|name| name.trim().to_lowercase())
        .collect();
    let found = count(distinct.iter().filter(|name| !name.is_empty()).count());
    let silent: Vec<String> = team
        .iter()
        .filter(|resident| !resident.public_experience)
        .map(|resident| resident.id.clone())
        .collect();
    Some(if found < least {
        let evidence = Evidence::Counted {
            what: Noun::Disciplines,
            found,
            least: Some(least),
            most: None,
        };
        Verdict::new(Status::Broken, evidence)
            .since(changed(given))
            .far(i64::from(found) - i64::from(least), Unit::Items)
            .act(Action::WidenDisciplines)
    } else if silent.is_empty() {
        let evidence = Evidence::Counted {
            what: Noun::Disciplines,
            found,
            least: Some(least),
            most: None,
        };
        Verdict::new(Status::Met, evidence)
    } else {
        let far = -i64::from(count(silent.len()));
        let evidence = Evidence::Lacking {
            what: Noun::Experience,
            subjects: silent,
            of: count(team.len()),
        };
        Verdict::new(Status::AtRisk, evidence)
            .since(changed(given))
            .far(far, Unit::People)
            .act(Action::StateExperience)
    })
}

pub(crate) fn direction(given: &Given<'_>) -> Option<Verdict> {
    let last = given
        .facts
        .sponsors
        .as_ref()
        .map(|sponsors| sponsors.direction_on);
    contact(given, Noun::Direction, last, Action::MeetDirection)
}

pub(crate) fn officials(given: &Given<'_>) -> Option<Verdict> {
    let last = given
        .facts
        .sponsors
        .as_ref()
        .map(|sponsors| sponsors.officials_on);
    contact(given, Noun::Officials, last, Action::MeetOfficials)
}

/// A contact that must not grow old; the alert comes when a quarter of the delay is left.
fn contact(
    given: &Given<'_>,
    what: Noun,
    last: Option<Option<Date>>,
    act: Action,
) -> Option<Verdict> {
    let most_weeks = given.whole("most")?;
    let Some(last) = last else {
        return Some(Verdict::nothing(Absent::Unrecorded));
    };
    let last = last.filter(|last| *last <= given.today);
    // Without any contact the delay runs from the signature, then from the first run.
    let from = last
        .or(given.facts.frame.convention_signed_on)
        .or(given.facts.first_day());
    let Some(from) = from.filter(|from| *from <= given.today) else {
        return Some(Verdict::nothing(Absent::TooEarly));
    };
    let days = days_between(from, given.today);
    let limit = i64::from(most_weeks) * 7;
    let evidence = Evidence::Contact {
        what,
        last,
        days: last.and(u32::try_from(days).ok()),
        most_weeks,
    };
    let due = from
        .checked_add(jiff::Span::new().try_days(limit).ok()?)
        .ok();
    Some(if given.over() {
        Verdict::nothing(Absent::Unrecorded)
    } else if days > limit {
        Verdict::new(Status::Broken, evidence)
            .since(due)
            .far(days - limit, Unit::Days)
            .act(act)
    } else if days * 4 > limit * 3 {
        Verdict::new(Status::AtRisk, evidence)
            .since(Some(from))
            .act(act)
    } else if last.is_some() {
        Verdict::new(Status::Met, evidence)
    } else {
        Verdict::new(Status::OnTrack, evidence).act(act)
    })
}

pub(crate) fn managers(given: &Given<'_>) -> Option<Verdict> {
    let Some(cohort) = given.facts.cohort.as_ref() else {
        return Some(Verdict::nothing(Absent::Unrecorded));
    };
    let here: Vec<_> = cohort
        .ambassadors
        .iter()
        .filter(|person| present(person.left_on, given.today))
        .collect();
    let briefed = |on: Option<Date>| on.is_some_and(|on| on <= given.today);
    let subjects: Vec<String> = here
        .iter()
        .filter(|person| !briefed(person.manager_briefed_on))
        .map(|person| person.id.clone())
        .collect();
    let far = -i64::from(count(subjects.len()));
    let none_missing = subjects.is_empty();
    let evidence = Evidence::Lacking {
        what: Noun::Managers,
        subjects,
        of: count(here.len()),
    };
    Some(if here.is_empty() {
        Verdict::nothing(Absent::Unrecorded)
    } else if none_missing {
        Verdict::new(Status::Met, evidence)
    } else if given.begun() {
        Verdict::new(Status::AtRisk, evidence)
            .since(given.facts.first_day())
            .far(far, Unit::People)
            .act(Action::BriefManagers)
    } else {
        Verdict::new(Status::OnTrack, evidence)
            .far(far, Unit::People)
            .act(Action::BriefManagers)
    })
}
