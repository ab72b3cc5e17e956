//! Rules on exchange between authorities, funding, evaluation, the lab and what follows the close.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::cases::growing;
use super::{Given, Verdict, count, days_between};
use crate::evidence::{Absent, DecisionPart, Evidence, Noun};
use crate::facts::{Proposal, PublicValue};
use crate::finding::{Action, Status};
use crate::value::Unit;

/// Meetings are counted over the season so far, past and planned, against its length in years.
pub(crate) fn meetings(given: &Given<'_>) -> Option<Verdict> {
    let per_year = given.whole("least")?;
    let season = &given.facts.season;
    let (Some(meetings), Some(begins), Some(ends)) =
        (&season.meetings, season.begins_on, season.ends_on)
    else {
        return Some(Verdict::nothing(Absent::Unrecorded));
    };
    let due = |until: Date| {
        let days = days_between(begins, until).max(0);
        u32::try_from(days * i64::from(per_year) / 365).unwrap_or(u32::MAX)
    };
    let inside = |on: &&Date| **on >= begins && **on <= ends;
    let found = count(meetings.iter().filter(inside).count());
    let past = count(
        meetings
            .iter()
            .filter(inside)
            .filter(|on| **on <= given.today)
            .count(),
    );
    let whole = due(ends).max(1);
    let so_far = due(given.today.min(ends));
    let evidence = Evidence::Counted {
        what: Noun::Meetings,
        found,
        least: Some(whole),
        most: None,
    };
    let over = given.today > ends;
    Some(if past >= whole {
        Verdict::new(Status::Met, evidence)
    } else if over {
        let far = i64::from(past) - i64::from(whole);
        Verdict::new(Status::Broken, evidence)
            .since(Some(ends))
            .far(far, Unit::Items)
    } else if past < so_far {
        let far = i64::from(past) - i64::from(so_far);
        Verdict::new(Status::AtRisk, evidence)
            .far(far, Unit::Items)
            .act(Action::PlanMeeting)
    } else {
        Verdict::new(Status::OnTrack, evidence)
    })
}

pub(crate) fn shared(given: &Given<'_>) -> Option<Verdict> {
    let least = given.whole("least")?;
    let Some(found) = given.facts.shared_items else {
        return Some(Verdict::nothing(Absent::Unrecorded));
    };
    Some(growing(
        given,
        Noun::SharedItems,
        found,
        least,
        Action::ShareItem,
    ))
}

/// The share is compared without rounding; only what is shown is rounded.
pub(crate) fn share(given: &Given<'_>) -> Option<Verdict> {
    let (ratio, tolerance) = (given.rule.ratio("share")?, given.whole("tolerance")?);
    let Some(money) = given
        .facts
        .season
        .commitments
        .filter(|money| money.total_cents > 0)
    else {
        return Some(Verdict::nothing(Absent::Unrecorded));
    };
    let (above, below) = (i128::from(ratio.numerator), i128::from(ratio.denominator));
    let (part, total) = (
        i128::from(money.authorities_cents),
        i128::from(money.total_cents),
    );
    // part / total - above / below, as one fraction.
    let gap = part * below - above * total;
    let whole = total * below;
    let hundredths =
        |part: i128, whole: i128| u32::try_from((part * 10_000 + whole / 2) / whole).ok();
    let evidence = Evidence::Share {
        found: hundredths(part, total)?,
        expected: hundredths(above, below)?,
        tolerance,
        authorities_cents: money.authorities_cents,
        total_cents: money.total_cents,
    };
    let points = i64::try_from((gap.abs() * 100 + whole / 2) / whole).ok()?;
    Some(if gap.abs() * 100 <= whole * i128::from(tolerance) {
        Verdict::new(Status::Met, evidence)
    } else {
        let far = if gap < 0 { -points } else { points };
        Verdict::new(Status::Broken, evidence)
            .far(far, Unit::Points)
            .act(Action::RebalanceFunding)
    })
}

const FOUR: [PublicValue; 4] = [
    PublicValue::Democracy,
    PublicValue::Quality,
    PublicValue::Impact,
    PublicValue::Productivity,
];

pub(crate) fn values(given: &Given<'_>) -> Option<Verdict> {
    let least = given.whole("values")?;
    let Some(indicators) = given.facts.indicators.as_ref() else {
        return Some(Verdict::nothing(Absent::Unrecorded));
    };
    let seen: BTreeSet<PublicValue> = indicators.iter().map(|indicator| indicator.value).collect();
    let missing: Vec<PublicValue> = FOUR
        .into_iter()
        .filter(|value| !seen.contains(value))
        .collect();
    let found = 4_u32.saturating_sub(count(missing.len()));
    let evidence = Evidence::Values { missing, of: 4 };
    let least = least.min(4);
    Some(if found >= least {
        Verdict::new(Status::Met, evidence)
    } else {
        let far = i64::from(found) - i64::from(least);
        let status = if given.begun() {
            Status::Broken
        } else {
            Status::OnTrack
        };
        let verdict = Verdict::new(status, evidence).since(given.facts.first_day());
        verdict.far(far, Unit::Items).act(Action::AddIndicator)
    })
}

pub(crate) fn baseline(given: &Given<'_>) -> Option<Verdict> {
    let Some(indicators) = given
        .facts
        .indicators
        .as_ref()
        .filter(|list| !list.is_empty())
    else {
        return Some(Verdict::nothing(Absent::Unrecorded));
    };
    let first = given.facts.first_day();
    let in_time = |on: Option<Date>| {
        on.is_some_and(|on| on <= given.today && first.is_none_or(|first| on < first))
    };
    let late = indicators
        .iter()
        .filter(|indicator| !in_time(indicator.baseline_on));
    let subjects: Vec<String> = late.map(|indicator| indicator.id.clone()).collect();
    let far = -i64::from(count(subjects.len()));
    let evidence = Evidence::Lacking {
        what: Noun::Baselines,
        subjects,
        of: count(indicators.len()),
    };
    Some(if far == 0 {
        Verdict::new(Status::Met, evidence)
    } else {
        let status = if given.begun() {
            Status::Broken
        } else {
            Status::OnTrack
        };
        let verdict = Verdict::new(status, evidence)
            .since(first)
            .far(far, Unit::Items);
        verdict.act(Action::MeasureBaseline)
    })
}

pub(crate) fn form_open(given: &Given<'_>) -> Option<Verdict> {
    let Some(lab) = given.facts.lab.as_ref() else {
        return Some(Verdict::nothing(Absent::TooEarly));
    };
    let fixed = lab.form_fixed_on.filter(|on| *on <= given.today);
    let evidence = Evidence::Form {
        fixed_on: fixed,
        prefiguration_on: lab.prefiguration_on,
        logged: lab.early_logged,
    };
    let early = fixed.is_some_and(|fixed| lab.prefiguration_on.is_none_or(|began| fixed < began));
    Some(if early && !lab.early_logged {
        Verdict::new(Status::Broken, evidence)
            .since(fixed)
            .act(Action::LogEarlyForm)
    } else {
        Verdict::new(Status::Met, evidence)
    })
}

pub(crate) fn decision(given: &Given<'_>) -> Option<Verdict> {
    let Some(lab) = given.facts.lab.as_ref() else {
        return Some(Verdict::nothing(Absent::TooEarly));
    };
    let parts = [
        (lab.posts, DecisionPart::Posts),
        (lab.place, DecisionPart::Place),
        (lab.budget, DecisionPart::Budget),
        (lab.attachment, DecisionPart::Attachment),
    ];
    let lacks: Vec<DecisionPart> = parts
        .into_iter()
        .filter(|(said, _)| !said)
        .map(|(_, part)| part)
        .collect();
    let decided_on = lab.decided_on.filter(|on| *on <= given.today);
    let far = -i64::from(count(lacks.len()));
    let evidence = Evidence::Decision { decided_on, lacks };
    Some(match (decided_on, far) {
        (Some(_), 0) => Verdict::new(Status::Met, evidence),
        (Some(on), _) => Verdict::new(Status::AtRisk, evidence)
            .since(Some(on))
            .far(far, Unit::Items)
            .act(Action::RecordDecision),
        (None, _) if given.over() => Verdict::new(Status::Broken, evidence)
            .since(given.facts.frame.closed_on.or(given.facts.last_day()))
            .act(Action::RecordDecision),
        (None, _) => Verdict::new(Status::OnTrack, evidence),
    })
}

/// A check that is a month late is at risk of being forgotten; the first answer is due at the first check.
pub(crate) fn follow_up(given: &Given<'_>) -> Option<Verdict> {
    let months = given.rule.list("months")?;
    let Some(proposals) = given
        .facts
        .proposals
        .as_ref()
        .filter(|list| !list.is_empty())
    else {
        return Some(Verdict::nothing(Absent::TooEarly));
    };
    let late: Vec<(String, Date)> = proposals
        .iter()
        .filter_map(|proposal| Some((proposal.id.clone(), overdue(proposal, months, given.today)?)))
        .collect();
    let last = months.last().copied().unwrap_or(0);
    let all_done = proposals
        .iter()
        .all(|proposal| proposal.checked_months.contains(&last));
    let since = late.iter().map(|(_, due)| *due).min();
    let far = -i64::from(count(late.len()));
    let subjects = late.into_iter().map(|(id, _)| id).collect();
    let evidence = Evidence::Lacking {
        what: Noun::Proposals,
        subjects,
        of: count(proposals.len()),
    };
    Some(match since {
        None if all_done => Verdict::new(Status::Met, evidence),
        None => Verdict::new(Status::OnTrack, evidence),
        Some(due) => {
            let status = if days_between(due, given.today) > 30 {
                Status::Broken
            } else {
                Status::AtRisk
            };
            let verdict = Verdict::new(status, evidence).since(Some(due));
            verdict.far(far, Unit::Items).act(Action::AnswerProposals)
        }
    })
}

/// The first day since which an answer or a check of this proposal is missing.
fn overdue(proposal: &Proposal, months: &[u32], today: Date) -> Option<Date> {
    let due = |months: u32| {
        let span = jiff::Span::new().try_months(months).ok()?;
        proposal.handed_on.checked_add(span).ok()
    };
    let unanswered = proposal.answered_on.is_none_or(|on| on > today);
    let answer = months
        .first()
        .filter(|_| unanswered)
        .and_then(|first| due(*first));
    let checks = months
        .iter()
        .filter(|month| !proposal.checked_months.contains(month))
        .filter_map(|month| due(*month));
    checks.chain(answer).filter(|due| *due < today).min()
}
