//! One pure function per rule, from facts to a verdict.
//!
//! Clock and files are never read: `today` is an argument. A rule informs and never blocks; the few hard stops
//! are asked for by name with [`launch_refusals`].

pub(crate) mod cases;
pub(crate) mod cohort;
pub(crate) mod days;
pub(crate) mod later;
pub(crate) mod people;
pub(crate) mod site;

use jiff::civil::Date;

use crate::catalogue;
use crate::document::{Protocol, Rule};
use crate::evidence::{Absent, Evidence};
use crate::facts::Facts;
use crate::finding::{Action, Distance, Finding, Status};
use crate::value::Unit;
use crate::waiver::Waiver;

/// What a check is given. `None` as an answer stands for a parameter that is not there, which a parsed
/// protocol cannot lack.
pub(crate) type Check = fn(&Given<'_>) -> Option<Verdict>;

pub(crate) struct Given<'a> {
    pub protocol: &'a Protocol,
    pub rule: &'a Rule,
    pub facts: &'a Facts,
    pub today: Date,
}

pub(crate) struct Verdict {
    status: Status,
    since: Option<Date>,
    evidence: Evidence,
    distance: Option<Distance>,
    action: Option<Action>,
}

impl Verdict {
    pub fn new(status: Status, evidence: Evidence) -> Self {
        Self {
            status,
            since: None,
            evidence,
            distance: None,
            action: None,
        }
    }

    pub fn nothing(why: Absent) -> Self {
        Self::new(Status::NotApplicable, Evidence::Nothing { why })
    }

    pub fn since(self, since: Option<Date>) -> Self {
        Self { since, ..self }
    }

    pub fn far(self, amount: i64, unit: Unit) -> Self {
        Self {
            distance: (amount != 0).then_some(Distance { amount, unit }),
            ..self
        }
    }

    pub fn act(self, action: Action) -> Self {
        Self {
            action: Some(action),
            ..self
        }
    }
}

impl Given<'_> {
    pub fn whole(&self, name: &str) -> Option<u32> {
        self.rule.whole(name)
    }

    /// Whether the first run has begun.
    pub fn begun(&self) -> bool {
        self.facts
            .first_day()
            .is_some_and(|first| first <= self.today)
    }

    /// Whether nothing is left to come: the last run is over and the plan complete, or the site is closed.
    pub fn over(&self) -> bool {
        self.facts
            .frame
            .closed_on
            .is_some_and(|closed| closed <= self.today)
            || self.days_planned() >= self.days_total()
                && self.facts.last_day().is_some_and(|last| last < self.today)
    }

    /// Session days of the protocol; zero when the protocol has no such rule.
    pub fn days_total(&self) -> u32 {
        self.protocol
            .rule("days.total")
            .and_then(|rule| rule.whole("days"))
            .unwrap_or(0)
    }

    /// Session days held or planned.
    pub fn days_planned(&self) -> u32 {
        self.facts.runs.iter().flatten().map(|run| run.days).sum()
    }
}

/// A count that fits, saturating: facts never have four thousand million items.
pub(crate) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Days from one date to another, negative when the second comes first.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// The findings of every rule, in the order of the document.
///
/// ```
/// use protocol::{check, Facts, Protocol, Status};
/// let protocol = Protocol::parse(Protocol::SHIPPED).unwrap();
/// let mut facts = Facts::default();
/// facts.season.sites = 11;
/// let findings = check(&protocol, &facts, &[], jiff::civil::date(2027, 1, 4));
/// assert_eq!(findings[0].status, Status::Broken); // the eleventh needs a waiver
/// ```
#[must_use]
pub fn check(protocol: &Protocol, facts: &Facts, waivers: &[Waiver], today: Date) -> Vec<Finding> {
    protocol
        .rules
        .iter()
        .map(|rule| answer(protocol, rule, facts, waivers, today))
        .collect()
}

fn answer(
    protocol: &Protocol,
    rule: &Rule,
    facts: &Facts,
    waivers: &[Waiver],
    today: Date,
) -> Finding {
    let given = Given {
        protocol,
        rule,
        facts,
        today,
    };
    let verdict = catalogue::known(&rule.id)
        .and_then(|known| (known.check)(&given))
        .unwrap_or_else(|| Verdict::nothing(Absent::Unrecorded));
    let alert = matches!(verdict.status, Status::AtRisk | Status::Broken);
    let waiver = waivers
        .iter()
        .find(|waiver| alert && waiver.holds(&rule.id, today));
    Finding {
        rule: rule.id.clone(),
        strength: rule.strength,
        scope: rule.scope,
        status: if waiver.is_some() {
            Status::Waived
        } else {
            verdict.status
        },
        since: verdict.since.filter(|_| alert),
        evidence: verdict.evidence,
        distance: verdict.distance,
        what_to_do: verdict.action,
        who: verdict.action.map(Action::who),
        waiver: waiver.cloned(),
    }
}

/// Why no run may begin yet: the convention is not signed, or no theme is chosen. Empty when one may.
///
/// These are the only findings a page may turn into a refusal; everything else informs.
#[must_use]
pub fn launch_refusals(protocol: &Protocol, facts: &Facts, today: Date) -> Vec<Finding> {
    let frame = &facts.frame;
    let missing = [
        (
            "site.convention",
            frame.convention_signed_on.is_none_or(|on| on > today),
        ),
        (
            "site.theme",
            frame.theme_chosen_on.is_none_or(|on| on > today),
        ),
    ];
    let missing = missing.iter().filter(|(_, missing)| *missing);
    let rules = missing.filter_map(|(id, _)| protocol.rule(id));
    rules
        .map(|rule| answer(protocol, rule, facts, &[], today))
        .collect()
}
