//! Why no plan is possible: the smallest sets of named rules that cannot hold together, and the ways out.
//!
//! Owns: [`explain`] and [`Conflict`]. Invariants: a proved set is infeasible by itself and every proper part of it is feasible; every remedy
//! was tried and works. Never: a guess presented as a proof.
#![expect(
    clippy::indexing_slicing,
    reason = "dense tables indexed by site and candidate numbers of the model"
)]

use crate::check::Violation;
use crate::day::Day;
use crate::graph::{Toll, Work};
use crate::instance::{Authority, Instance};
use crate::model::{Model, Relaxed};
use serde::Serialize;

/// Why there is no plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// Whether the sets are proved to be impossible. When not, the search merely found no plan.
    pub proved: bool,
    /// Minimal sets of rules that cannot hold together; no rule is in two of them.
    pub sets: Vec<Clash>,
    /// Rules to give up, one alone or two together, such that a plan exists; best known first.
    pub remedies: Vec<Remedy>,
    /// How many days fit in each authority that has no plan by itself.
    pub missing: Vec<Missing>,
}

/// Rules that cannot hold together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Clash {
    /// Names of the rules, those that people recognise first.
    pub groups: Vec<String>,
    /// Ids of the authorities concerned.
    pub authorities: Vec<String>,
    /// Where in the calendar nothing fits.
    pub holes: Vec<Hole>,
}

/// A stretch of days in which a run is needed and none can be held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hole {
    /// Id of the authority.
    pub authority: String,
    /// The run would start on this day or later.
    pub from: Day,
    /// The run would start on this day or before.
    pub to: Day,
    /// For each day of the stretch, the rules that forbid a run that starts there.
    pub days: Vec<(Day, Vec<String>)>,
}

/// Rules that, given up together, make a plan possible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remedy {
    /// Names of the rules.
    pub relax: Vec<String>,
}

/// What fits of an authority's days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// Id of the authority.
    pub authority: String,
    /// Days that fit, past ones included.
    pub fit: u32,
    /// Days wanted.
    pub days: u32,
}

impl Conflict {
    /// Nothing was found, and nothing is proved: the rules that stood in the way.
    pub(crate) fn unproved(violations: Vec<Violation>) -> Self {
        let mut groups: Vec<String> = violations.into_iter().map(|v| v.group).collect();
        groups.sort();
        groups.dedup();
        let clash = Clash {
            groups,
            authorities: Vec::new(),
            holes: Vec::new(),
        };
        Self {
            proved: false,
            sets: vec![clash],
            remedies: Vec::new(),
            missing: Vec::new(),
        }
    }
}

/// Says why no plan is possible. When each authority has a plan by itself and only together they have none, the answer is not a proof
/// (`proved` is false).
#[must_use]
pub fn explain(instance: &Instance) -> Conflict {
    let mut conflict = Conflict::default();
    let mut broken = 0;
    let mut alone: Vec<Vec<String>> = Vec::new();
    for authority in &instance.authorities {
        let small = single(instance, authority);
        if feasible(&small, &Relaxed::new()) {
            continue;
        }
        broken += 1;
        let rules = rules(authority, instance);
        let mut given_up = Relaxed::new();
        // Disjoint conflicts: once a set is found, all of it is given up and the rest is examined again.
        while let Some(groups) = minimal(&small, &rules, &given_up) {
            given_up.extend(groups.iter().cloned());
            if groups.is_empty() {
                break;
            }
            let clash = Clash {
                groups,
                authorities: vec![authority.id.clone()],
                holes: Vec::new(),
            };
            conflict.sets.push(clash);
        }
        conflict.proved = true;
        conflict.missing.push(missing(&small, authority));
        alone.push(
            rules
                .into_iter()
                .filter(|rule| feasible(&small, &Relaxed::from([rule.clone()])))
                .collect(),
        );
    }
    for meeting in &instance.meetings {
        let model = Model::new(instance, &Relaxed::new());
        let place = instance
            .meetings
            .iter()
            .position(|m| m.id == meeting.id)
            .unwrap_or(0);
        if model.gatherings[place].dates.is_empty() {
            let clash = Clash {
                groups: vec![format!("meeting:{}", meeting.id)],
                authorities: meeting.participants.clone(),
                holes: Vec::new(),
            };
            conflict.sets.push(clash);
            conflict.proved = true;
        }
    }
    if broken == 1 {
        conflict.remedies = alone
            .into_iter()
            .flatten()
            .map(|rule| Remedy { relax: vec![rule] })
            .collect();
    }
    if conflict.sets.is_empty() {
        conflict.sets.push(together(instance));
    }
    conflict
}

/// The rules that join authorities.
fn together(instance: &Instance) -> Clash {
    let mut groups = vec!["operator:capacity".to_owned()];
    for resident in &instance.residents {
        if instance
            .authorities
            .iter()
            .filter(|a| a.team.contains(&resident.id))
            .count()
            > 1
        {
            groups.push(format!("resident:{}:overlap", resident.id));
        }
    }
    groups.extend(
        instance
            .meetings
            .iter()
            .map(|m| format!("meeting:{}", m.id)),
    );
    Clash {
        groups,
        authorities: instance.authorities.iter().map(|a| a.id.clone()).collect(),
        holes: Vec::new(),
    }
}

fn single(instance: &Instance, authority: &Authority) -> Instance {
    let mut small = instance.clone();
    small.authorities = vec![authority.clone()];
    small.meetings.clear();
    small
}

/// The rules of one authority, the least negotiable first: those are kept out of the explanation for as long as possible.
fn rules(authority: &Authority, instance: &Instance) -> Vec<String> {
    let id = &authority.id;
    let mut list = vec!["operator:capacity".to_owned()];
    list.extend(authority.team.iter().map(|r| format!("resident:{r}:week")));
    list.push(format!("{id}:rooms"));
    list.push(format!("{id}:gap_min"));
    list.push(format!("{id}:team"));
    list.push(format!("{id}:notice"));
    list.extend(
        authority
            .blackouts
            .iter()
            .filter(|b| b.hard)
            .map(|b| format!("{id}:blackout:{}", b.id)),
    );
    list.extend(
        authority
            .milestones
            .iter()
            .map(|m| format!("{id}:milestone:{}", m.id)),
    );
    list.push(format!("{id}:first"));
    list.push(format!("{id}:last"));
    list.push(format!("{id}:gap_max"));
    list.push(format!("{id}:quorum"));
    list.extend(
        authority
            .ambassadors
            .iter()
            .filter(|i| i.lead)
            .map(|i| format!("{id}:lead:{}", i.id)),
    );
    list.extend(
        authority
            .locks
            .iter()
            .map(|l| format!("{id}:lock:{}", l.start)),
    );
    let _ = instance;
    list
}

fn feasible(small: &Instance, relaxed: &Relaxed) -> bool {
    let model = Model::new(small, relaxed);
    let site = &model.sites[0];
    let node = vec![0.0; site.candidates.len()];
    let toll = Toll {
        node: &node,
        dates: &[],
    };
    let mut work = Work::default();
    site.graph.forward(&toll, &mut work);
    site.need.is_some() && site.graph.cheapest(&toll, &work).is_some()
}

/// A minimal set of rules, none of `given_up`, that cannot hold together; `None` when they can.
fn minimal(small: &Instance, rules: &[String], given_up: &Relaxed) -> Option<Vec<String>> {
    if feasible(small, given_up) {
        return None;
    }
    let mut out = given_up.clone();
    let mut kept = Vec::new();
    for rule in rules.iter().filter(|r| !given_up.contains(*r)) {
        let mut trial = out.clone();
        trial.insert(rule.clone());
        if feasible(small, &trial) {
            kept.push(rule.clone());
        } else {
            out = trial;
        }
    }
    Some(kept)
}

/// The most days that fit, by trying fewer and fewer.
fn missing(small: &Instance, authority: &Authority) -> Missing {
    let done: u32 = authority.done.iter().map(|r| r.len).sum();
    let mut less = small.clone();
    let fit = (done..authority.days).rev().find(|days| {
        less.authorities[0].days = *days;
        feasible(&less, &Relaxed::new())
    });
    Missing {
        authority: authority.id.clone(),
        fit: fit.unwrap_or(done.min(authority.days)),
        days: authority.days,
    }
}
