//! What would change: the same pure functions on changed facts.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::check::check;
use crate::document::Protocol;
use crate::facts::{Ambassador, Facts, Run};
use crate::finding::Finding;
use crate::waiver::Waiver;

/// Something that might happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Change {
    /// An ambassador leaves today.
    AmbassadorLeaves {
        /// Who.
        id: String,
    },
    /// A resident leaves today.
    ResidentLeaves {
        /// Who.
        id: String,
    },
    /// Runs not yet held that touch these days are lost.
    WeeksLost {
        /// First day lost.
        from: Date,
        /// Last day lost.
        to: Date,
    },
    /// A run not yet held is cancelled.
    RunCancelled {
        /// Which.
        id: String,
    },
    /// One more authority joins the edition.
    AuthorityAdded,
}

/// A change that cannot be imagined, because the facts do not know its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownSubject(pub Change);

impl fmt::Display for UnknownSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Change::AmbassadorLeaves { id } => write!(f, "no ambassador `{id}` is in the cohort"),
            Change::ResidentLeaves { id } => write!(f, "no resident `{id}` is in the team"),
            Change::RunCancelled { id } => write!(f, "no run `{id}` is still to come"),
            Change::WeeksLost { from, to } => write!(f, "{to} is before {from}"),
            Change::AuthorityAdded => f.write_str("no authority can be added"),
        }
    }
}

impl std::error::Error for UnknownSubject {}

/// The findings that change, before and after; all changes happen together.
///
/// A finding changes when its status, its distance or its evidence does: from 20 to 19 ambassadors counts, even
/// when the rule was already broken.
///
/// # Errors
///
/// The first change whose subject the facts do not know.
pub fn whatif(
    protocol: &Protocol,
    facts: &Facts,
    waivers: &[Waiver],
    changes: &[Change],
    today: Date,
) -> Result<Vec<(Finding, Finding)>, UnknownSubject> {
    let mut changed = facts.clone();
    for change in changes {
        happen(&mut changed, change, today).ok_or_else(|| UnknownSubject(change.clone()))?;
    }
    let before = check(protocol, facts, waivers, today);
    let after = check(protocol, &changed, waivers, today);
    Ok(before
        .into_iter()
        .zip(after)
        .filter(|(before, after)| before != after)
        .collect())
}

fn happen(facts: &mut Facts, change: &Change, today: Date) -> Option<()> {
    match change {
        Change::AmbassadorLeaves { id } => {
            let here = |person: &&mut Ambassador| {
                person.id == *id && person.left_on.is_none_or(|on| on > today)
            };
            facts
                .cohort
                .as_mut()?
                .ambassadors
                .iter_mut()
                .find(here)?
                .left_on = Some(today);
        }
        Change::ResidentLeaves { id } => {
            let mut team = facts.team.as_mut()?.iter_mut();
            let here =
                team.find(|person| person.id == *id && person.left_on.is_none_or(|on| on > today));
            here?.left_on = Some(today);
        }
        Change::WeeksLost { from, to } if from <= to => {
            lose(facts, |run| run.first <= *to && run.last >= *from);
        }
        Change::WeeksLost { .. } => return None,
        Change::RunCancelled { id } => {
            facts
                .runs
                .as_ref()?
                .iter()
                .find(|run| run.id == *id && !run.held)?;
            lose(facts, |run| run.id == *id);
        }
        Change::AuthorityAdded => {
            facts.season.sites = facts.season.sites.saturating_add(1);
            facts.season.last_engaged_on = Some(today);
        }
    }
    Some(())
}

/// Takes planned runs away, and with them the time planned in each account.
fn lose(facts: &mut Facts, lost: impl Fn(&Run) -> bool) {
    let Some(runs) = facts.runs.as_mut() else {
        return;
    };
    let days: u32 = runs
        .iter()
        .filter(|run| !run.held && lost(run))
        .map(|run| run.days)
        .sum();
    runs.retain(|run| run.held || !lost(run));
    for person in facts
        .cohort
        .iter_mut()
        .flat_map(|cohort| cohort.ambassadors.iter_mut())
    {
        if let Some(account) = person.account.as_mut() {
            account.planned = account.planned.saturating_sub(days.saturating_mul(2));
        }
    }
}
