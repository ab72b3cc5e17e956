//! The rules this crate knows how to check, and the parameters each of them needs.
//!
//! A document may leave a rule out; it may not invent one, because a rule without a check would always look met.

use crate::check::{Check, cases, cohort, days, later, people, site};
use crate::value::{Form, Unit};

/// Whether a rule looks at the whole season or at one authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// One finding for the whole season.
    Season,
    /// One finding per authority.
    Site,
}

pub(crate) struct Known {
    pub id: &'static str,
    pub scope: Scope,
    /// Law and consent: never waived.
    pub hard_stop: bool,
    pub parameters: &'static [(&'static str, Form, Unit)],
    /// Numbers a sentence may name although they are computed from other rules.
    pub derived: &'static [&'static str],
    pub check: Check,
}

const fn site(
    id: &'static str,
    parameters: &'static [(&'static str, Form, Unit)],
    check: Check,
) -> Known {
    Known {
        id,
        scope: Scope::Site,
        hard_stop: false,
        parameters,
        derived: &[],
        check,
    }
}

const fn hard(known: Known) -> Known {
    Known {
        hard_stop: true,
        ..known
    }
}

const WARN: &[(&str, Form, Unit)] = &[("warn", Form::Whole, Unit::Days)];
const PEOPLE: &[(&str, Form, Unit)] = &[("people", Form::Whole, Unit::People)];
const ITEMS: &[(&str, Form, Unit)] = &[("least", Form::Whole, Unit::Items)];
const WEEKS: &[(&str, Form, Unit)] = &[("most", Form::Whole, Unit::Weeks)];

pub(crate) static KNOWN: &[Known] = &[
    Known {
        scope: Scope::Season,
        ..site(
            "season.sites",
            &[("most", Form::Whole, Unit::Authorities)],
            site::sites,
        )
    },
    hard(site("site.convention", WARN, site::convention)),
    hard(site("site.theme", WARN, site::theme)),
    site("site.pilot", WARN, site::pilot),
    site(
        "site.span",
        &[
            ("least", Form::Whole, Unit::Months),
            ("most", Form::Whole, Unit::Months),
        ],
        site::span,
    ),
    site("team.size", PEOPLE, people::team_size),
    site("team.disciplines", ITEMS, people::disciplines),
    site("cohort.size", PEOPLE, cohort::size),
    hard(site("cohort.volunteers", &[], cohort::volunteers)),
    site("cohort.endorsed", &[], cohort::endorsed),
    site("cohort.diverse", &[], cohort::diverse),
    site(
        "days.total",
        &[("days", Form::Whole, Unit::Days)],
        days::total,
    ),
    site(
        "days.run",
        &[
            ("least", Form::Whole, Unit::WorkingDays),
            ("most", Form::Whole, Unit::WorkingDays),
        ],
        days::run,
    ),
    Known {
        derived: &["least", "most"],
        ..site("days.runs", &[], days::runs)
    },
    site(
        "days.attended",
        &[("least", Form::Whole, Unit::Percent)],
        days::attended,
    ),
    site(
        "time.protected",
        &[("most", Form::Whole, Unit::Days)],
        days::protected,
    ),
    site(
        "case.real",
        &[
            ("least", Form::Whole, Unit::Items),
            ("most", Form::Whole, Unit::Items),
        ],
        cases::real,
    ),
    site("case.owner", &[], cases::owner),
    site(
        "case.users",
        &[("least", Form::Whole, Unit::People)],
        cases::users,
    ),
    site("case.first_simple", &[], cases::first_simple),
    site("method.own", ITEMS, cases::methods),
    site("training.led", &[], cases::led),
    site("sponsor.direction", WEEKS, people::direction),
    site("sponsor.officials", WEEKS, people::officials),
    site("sponsor.managers", &[], people::managers),
    Known {
        scope: Scope::Season,
        ..site(
            "exchange.meetings",
            &[("least", Form::Whole, Unit::PerYear)],
            later::meetings,
        )
    },
    site("exchange.shared", ITEMS, later::shared),
    Known {
        scope: Scope::Season,
        ..site(
            "finance.share",
            &[
                ("share", Form::Ratio, Unit::Share),
                ("tolerance", Form::Whole, Unit::Points),
            ],
            later::share,
        )
    },
    site(
        "evaluation.values",
        &[("values", Form::Whole, Unit::Items)],
        later::values,
    ),
    site("evaluation.baseline", &[], later::baseline),
    site("lab.form_open", &[], later::form_open),
    site("lab.decision", &[], later::decision),
    site(
        "follow.up",
        &[("months", Form::List, Unit::Months)],
        later::follow_up,
    ),
];

pub(crate) fn known(id: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.id == id)
}

/// Whether a rule is one of law or consent, which nobody may waive.
#[must_use]
pub fn is_hard_stop(rule: &str) -> bool {
    known(rule).is_some_and(|known| known.hard_stop)
}
