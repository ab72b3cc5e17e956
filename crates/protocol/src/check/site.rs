//! Rules on the season's size and on what frames a site: convention, theme, pilot, span.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Given, Verdict, days_between};
use crate::evidence::{Evidence, Noun};
use crate::finding::{Action, Status};
use crate::value::Unit;

pub(crate) fn sites(given: &Given<'_>) -> Option<Verdict> {
    let most = given.whole("most")?;
    let season = &given.facts.season;
    let evidence = Evidence::Counted {
        what: Noun::Sites,
        found: season.sites,
        least: None,
        most: Some(most),
    };
    Some(if season.sites > most {
        Verdict::new(Status::Broken, evidence)
            .since(season.last_engaged_on)
            .far(i64::from(season.sites) - i64::from(most), Unit::Authorities)
            .act(Action::GrantOrWithdrawAuthority)
    } else {
        Verdict::new(Status::Met, evidence)
    })
}

pub(crate) fn convention(given: &Given<'_>) -> Option<Verdict> {
    before_first_run(
        given,
        Noun::Convention,
        given.facts.frame.convention_signed_on,
        Action::SignConvention,
    )
}

pub(crate) fn theme(given: &Given<'_>) -> Option<Verdict> {
    before_first_run(
        given,
        Noun::Theme,
        given.facts.frame.theme_chosen_on,
        Action::ChooseTheme,
    )
}

pub(crate) fn pilot(given: &Given<'_>) -> Option<Verdict> {
    let frame = &given.facts.frame;
    // A successor may be slow to come: in Paris the pilot changed half-way.
    if let Some(left) = frame.pilot_left_on.filter(|left| *left <= given.today)
        && !given.over()
    {
        let first = given.facts.first_day();
        let evidence = Evidence::BeforeFirstRun {
            what: Noun::Pilot,
            on: None,
            first_run_on: first,
        };
        return Some(
            Verdict::new(Status::Broken, evidence)
                .since(Some(left))
                .act(Action::NamePilot),
        );
    }
    before_first_run(given, Noun::Pilot, frame.pilot_named_on, Action::NamePilot)
}

/// Something dated that must stand before the first run; a date still to come does not stand yet.
fn before_first_run(
    given: &Given<'_>,
    what: Noun,
    on: Option<Date>,
    act: Action,
) -> Option<Verdict> {
    let warn = i64::from(given.whole("warn")?);
    let first = given.facts.first_day();
    let evidence = Evidence::BeforeFirstRun {
        what,
        on,
        first_run_on: first,
    };
    let late = on.filter(|on| *on <= given.today);
    Some(match (late, first) {
        (Some(on), Some(first)) if on >= first => Verdict::new(Status::Broken, evidence)
            .since(Some(first))
            .far(days_between(first, on).max(1), Unit::Days),
        (Some(_), _) => Verdict::new(Status::Met, evidence),
        (None, Some(first)) if first <= given.today => Verdict::new(Status::Broken, evidence)
            .since(Some(first))
            .far(-days_between(first, given.today).max(1), Unit::Days)
            .act(act),
        (None, Some(first)) if days_between(given.today, first) <= warn => {
            Verdict::new(Status::AtRisk, evidence)
                .since(alarm(first, warn))
                .act(act)
        }
        (None, _) => Verdict::new(Status::OnTrack, evidence).act(act),
    })
}

fn alarm(first: Date, warn: i64) -> Option<Date> {
    first.checked_sub(warn.days()).ok()
}

/// Both days count: from 1 February to 31 January are twelve months.
pub(crate) fn span(given: &Given<'_>) -> Option<Verdict> {
    let (least, most) = (given.whole("least")?, given.whole("most")?);
    let (Some(first), Some(last)) = (given.facts.first_day(), given.facts.last_day()) else {
        let evidence = Evidence::Span {
            first: None,
            last: None,
            months: 0,
            days: 0,
        };
        return Some(Verdict::new(Status::OnTrack, evidence).act(Action::PlanRuns));
    };
    let after = last.tomorrow().ok()?;
    let length = first.until((jiff::Unit::Month, after)).ok()?;
    let months = u32::try_from(length.get_months()).ok()?;
    let days = u32::try_from(length.get_days()).ok()?;
    let evidence = Evidence::Span {
        first: Some(first),
        last: Some(last),
        months,
        days,
    };
    let earliest = first.checked_add(i64::from(least).months()).ok()?;
    let latest = first.checked_add(i64::from(most).months()).ok()?;
    let complete = given.days_planned() >= given.days_total() || given.over();
    Some(if after > latest {
        Verdict::new(Status::Broken, evidence)
            .since(Some(latest.min(given.today)))
            .far(days_between(latest, after), Unit::Days)
            .act(Action::MoveRunsIntoSpan)
    } else if complete && after < earliest {
        Verdict::new(Status::Broken, evidence)
            .far(-days_between(after, earliest), Unit::Days)
            .act(Action::MoveRunsIntoSpan)
    } else if complete && last < given.today {
        Verdict::new(Status::Met, evidence)
    } else if !complete && given.today >= latest {
        Verdict::new(Status::Broken, evidence)
            .since(Some(latest))
            .act(Action::PlanRuns)
    } else {
        Verdict::new(Status::OnTrack, evidence)
    })
}
