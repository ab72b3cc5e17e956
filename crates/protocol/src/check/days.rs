//! Rules on session days, runs, attendance and protected time.

use super::{Given, Verdict, count};
use crate::evidence::{Absent, Evidence};
use crate::facts::{Ambassador, Run, TimeAccount, present};
use crate::finding::{Action, Status};
use crate::value::Unit;

pub(crate) fn total(given: &Given<'_>) -> Option<Verdict> {
    let total = given.whole("days")?;
    let runs = given.facts.runs.as_deref().unwrap_or_default();
    let held: u32 = runs.iter().filter(|run| run.held).map(|run| run.days).sum();
    let planned: u32 = runs
        .iter()
        .filter(|run| !run.held)
        .map(|run| run.days)
        .sum();
    let found = held.saturating_add(planned);
    let far = i64::from(found) - i64::from(total);
    let evidence = Evidence::Days {
        held,
        planned,
        total,
    };
    Some(if held == total && planned == 0 {
        Verdict::new(Status::Met, evidence)
    } else if far == 0 || found == 0 && !given.over() {
        let verdict = Verdict::new(Status::OnTrack, evidence).far(far, Unit::Days);
        if far == 0 {
            verdict
        } else {
            verdict.act(Action::PlanRuns)
        }
    } else if far > 0 {
        Verdict::new(Status::Broken, evidence)
            .far(far, Unit::Days)
            .act(Action::RemoveDays)
    } else {
        // A day that is missing can still be planned while the span lasts.
        let late = given.over() || !room_left(given);
        let status = if late { Status::Broken } else { Status::AtRisk };
        Verdict::new(status, evidence)
            .far(far, Unit::Days)
            .act(Action::AddDays)
    })
}

/// Whether a day can still be held within the span of the protocol.
fn room_left(given: &Given<'_>) -> bool {
    let most = given
        .protocol
        .rule("site.span")
        .and_then(|rule| rule.whole("most"));
    let (Some(first), Some(most)) = (given.facts.first_day(), most) else {
        return true;
    };
    let end = jiff::Span::new()
        .try_months(most)
        .and_then(|months| first.checked_add(months));
    end.map_or(true, |end| given.today < end)
}

pub(crate) fn run(given: &Given<'_>) -> Option<Verdict> {
    let (least, most) = (given.whole("least")?, given.whole("most")?);
    let Some(runs) = given.facts.runs.as_deref().filter(|runs| !runs.is_empty()) else {
        return Some(Verdict::nothing(Absent::TooEarly));
    };
    let fits = |run: &Run| run.consecutive_working && (least..=most).contains(&run.days);
    let wrong: Vec<&Run> = runs.iter().filter(|run| !fits(run)).collect();
    let evidence = Evidence::Runs {
        found: count(runs.len()),
        wrong: wrong.iter().map(|run| (run.first, run.days)).collect(),
    };
    Some(if wrong.is_empty() {
        Verdict::new(Status::Met, evidence)
    } else {
        let since = wrong
            .iter()
            .map(|run| run.first)
            .filter(|first| *first <= given.today)
            .min();
        Verdict::new(Status::Broken, evidence)
            .since(since)
            .far(i64::from(count(wrong.len())), Unit::Runs)
            .act(Action::ReshapeRun)
    })
}

pub(crate) fn runs(given: &Given<'_>) -> Option<Verdict> {
    let (least, most) = given.protocol.runs()?;
    let Some(runs) = given.facts.runs.as_deref().filter(|runs| !runs.is_empty()) else {
        return Some(Verdict::nothing(Absent::TooEarly));
    };
    let found = count(runs.len());
    let days_left = given.days_total().saturating_sub(given.days_planned());
    let evidence = Evidence::RunCount {
        found,
        least,
        most,
        days_left,
    };
    Some(if found > most {
        Verdict::new(Status::Broken, evidence)
            .far(i64::from(found) - i64::from(most), Unit::Runs)
            .act(Action::ReshapeRun)
    } else if found >= least {
        Verdict::new(Status::Met, evidence)
    } else {
        let far = i64::from(found) - i64::from(least);
        let late = given.over() || days_left == 0;
        let status = if late { Status::Broken } else { Status::AtRisk };
        Verdict::new(status, evidence)
            .far(far, Unit::Runs)
            .act(Action::PlanRuns)
    })
}

fn accounts<'a>(given: &Given<'a>) -> Option<Vec<(&'a Ambassador, TimeAccount)>> {
    let cohort = given.facts.cohort.as_ref()?;
    let here = cohort
        .ambassadors
        .iter()
        .filter(|person| present(person.left_on, given.today));
    let accounts: Vec<_> = here
        .filter_map(|person| person.account.map(|account| (person, account)))
        .collect();
    (!accounts.is_empty()).then_some(accounts)
}

pub(crate) fn attended(given: &Given<'_>) -> Option<Verdict> {
    let least = given.whole("least")?;
    let Some(accounts) = accounts(given) else {
        return Some(Verdict::nothing(Absent::Unrecorded));
    };
    if accounts.iter().all(|(_, account)| account.held == 0) {
        return Some(Verdict::nothing(Absent::TooEarly));
    }
    let mut lost = false;
    let mut below = Vec::new();
    for (person, account) in &accounts {
        // Out of reach even when every day to come is attended: missed for good.
        let reach = u64::from(account.taken) + u64::from(account.planned);
        let out = reach * 100 < u64::from(account.promised) * u64::from(least);
        let behind = u64::from(account.taken) * 100 < u64::from(account.held) * u64::from(least);
        lost |= out;
        if out || behind {
            below.push((person.id.clone(), percent(account.taken, account.held)));
        }
    }
    let far = i64::from(count(below.len()));
    let evidence = Evidence::Attendance {
        below,
        of: count(accounts.len()),
        least,
    };
    Some(if far == 0 {
        let status = if given.over() {
            Status::Met
        } else {
            Status::OnTrack
        };
        Verdict::new(status, evidence)
    } else {
        let status = if lost || given.over() {
            Status::Broken
        } else {
            Status::AtRisk
        };
        let last_held = given
            .facts
            .runs
            .iter()
            .flatten()
            .filter(|run| run.held)
            .map(|run| run.last)
            .max();
        Verdict::new(status, evidence)
            .since(last_held)
            .far(-far, Unit::People)
            .act(Action::ProtectAttendance)
    })
}

/// Rounded down: 79.9 % is not 80 %.
pub(crate) fn percent(part: u32, whole: u32) -> u32 {
    let share = (u64::from(part) * 100)
        .checked_div(u64::from(whole))
        .unwrap_or(0);
    u32::try_from(share).unwrap_or(u32::MAX)
}

pub(crate) fn protected(given: &Given<'_>) -> Option<Verdict> {
    let most = given.whole("most")?.saturating_mul(2);
    let Some(accounts) = accounts(given) else {
        return Some(Verdict::nothing(Absent::Unrecorded));
    };
    let owing: Vec<_> = accounts
        .iter()
        .filter(|(_, account)| account.owed > 0)
        .collect();
    let over: Vec<_> = owing
        .iter()
        .filter(|(_, account)| account.owed > most)
        .collect();
    let at_limit: Vec<_> = owing
        .iter()
        .filter(|(_, account)| account.owed == most && most > 0)
        .collect();
    let shown = if over.is_empty() { &at_limit } else { &over };
    let evidence = Evidence::Owed {
        over: shown
            .iter()
            .map(|(person, account)| (person.id.clone(), account.owed))
            .collect(),
        of: count(accounts.len()),
        most_half_days: most,
    };
    let since = shown
        .iter()
        .filter_map(|(_, account)| account.owed_since)
        .min();
    let worst = shown
        .iter()
        .map(|(_, account)| i64::from(account.owed))
        .max()
        .unwrap_or(0);
    Some(if !over.is_empty() {
        // Half a day over is a day of debt too many: round up.
        let far = (worst - i64::from(most) + 1) / 2;
        Verdict::new(Status::Broken, evidence)
            .since(since)
            .far(far, Unit::Days)
            .act(Action::GiveTimeBack)
    } else if !at_limit.is_empty() {
        Verdict::new(Status::AtRisk, evidence)
            .since(since)
            .act(Action::GiveTimeBack)
    } else {
        Verdict::new(Status::Met, evidence)
    })
}
