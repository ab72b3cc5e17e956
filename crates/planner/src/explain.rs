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
use crate::instance::{Authority, Instance, Meeting, RunDates};
use crate::joint;
use crate::model::{Candidate, Model, Relaxed};
use crate::moves::broken_by;
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

/// Says why no plan is possible. Each authority is examined alone (exactly); when all have a plan alone, they are examined together: a set is
/// then proved by prices under which even a plan that costs nothing would cost something.
///
/// The answer has no set when a plan exists, and `proved` is false when neither a plan nor a proof was found.
#[must_use]
pub fn explain(instance: &Instance) -> Conflict {
    let mut conflict = Conflict::default();
    let mut broken = Vec::new();
    for (place, authority) in instance.authorities.iter().enumerate() {
        let small = single(instance, authority);
        if feasible(&small, &Relaxed::new()) {
            continue;
        }
        broken.push(place);
        let rules = rules(authority);
        let possible = |relaxed: &Relaxed| feasible(&small, relaxed);
        let found = disjoint(&rules, &possible);
        if found.is_empty() {
            // Nothing negotiable stands in the way: the number of days, the lengths or the working days themselves do.
            let groups = vec![format!("{}:days", authority.id)];
            conflict.sets.push(Clash {
                groups,
                authorities: vec![authority.id.clone()],
                holes: Vec::new(),
            });
        }
        for groups in &found {
            let holes = holes(instance, &small, groups, &found);
            conflict.sets.push(Clash {
                groups: groups.clone(),
                authorities: vec![authority.id.clone()],
                holes,
            });
        }
        conflict.missing.push(missing(&small, authority));
        conflict.remedies.extend(remedies(&found, &possible));
    }
    // What mends the sequence of one authority must also leave a plan for all, with residents' weeks and everything shared.
    let all = |remedy: &Remedy| joint::works(instance, &remedy.relax.iter().cloned().collect());
    conflict.remedies.retain(all);
    if broken.len() > 1 {
        // Mending one authority leaves the others: no remedy of one of them is enough.
        conflict.remedies.clear();
    }
    let closed = |m: &&Meeting| {
        Model::new(&without_runs(instance, m), &Relaxed::new()).gatherings[0]
            .dates
            .is_empty()
    };
    for meeting in instance.meetings.iter().filter(closed) {
        let groups = vec![format!("meeting:{}", meeting.id)];
        if broken.is_empty() {
            conflict.remedies.push(Remedy {
                relax: groups.clone(),
            });
        }
        conflict.sets.push(Clash {
            groups,
            authorities: meeting.participants.clone(),
            holes: Vec::new(),
        });
    }
    conflict.proved = !conflict.sets.is_empty();
    if conflict.sets.is_empty() {
        return joint::explain(instance);
    }
    conflict
}

fn without_runs(instance: &Instance, meeting: &Meeting) -> Instance {
    let mut small = instance.clone();
    small.meetings = vec![meeting.clone()];
    small
}

/// Minimal sets, each free of the rules of those before, until what is left is possible.
pub(crate) fn disjoint(rules: &[String], possible: &dyn Fn(&Relaxed) -> bool) -> Vec<Vec<String>> {
    let mut given_up = Relaxed::new();
    let mut sets = Vec::new();
    while !possible(&given_up) {
        let groups = minimal(rules, &given_up, possible);
        if groups.is_empty() {
            break;
        }
        given_up.extend(groups.iter().cloned());
        sets.push(groups);
    }
    sets
}

/// A minimal set of rules, none of `given_up`, that cannot hold together. Rules at the front of the list are given up first.
pub(crate) fn minimal(
    rules: &[String],
    given_up: &Relaxed,
    possible: &dyn Fn(&Relaxed) -> bool,
) -> Vec<String> {
    let mut out = given_up.clone();
    let mut kept = Vec::new();
    let open: Vec<String> = rules
        .iter()
        .filter(|r| !given_up.contains(*r))
        .cloned()
        .collect();
    let mut stack: Vec<&[String]> = open.chunks(8).rev().collect();
    while let Some(chunk) = stack.pop() {
        let mut trial = out.clone();
        trial.extend(chunk.iter().cloned());
        if !possible(&trial) {
            out = trial;
        } else if chunk.len() == 1 {
            kept.extend(chunk.iter().cloned());
        } else {
            let (left, right) = chunk.split_at(chunk.len() / 2);
            stack.push(right);
            stack.push(left);
        }
    }
    kept.reverse();
    kept
}

/// Single rules that are enough to give up; else pairs, one of each of the first two sets.
pub(crate) fn remedies(sets: &[Vec<String>], possible: &dyn Fn(&Relaxed) -> bool) -> Vec<Remedy> {
    let Some(first) = sets.first() else {
        return Vec::new();
    };
    let works = |relax: Vec<String>| {
        let relaxed: Relaxed = relax.iter().cloned().collect();
        possible(&relaxed).then_some(Remedy { relax })
    };
    let single: Vec<Remedy> = first
        .iter()
        .filter_map(|rule| works(vec![rule.clone()]))
        .collect();
    if !single.is_empty() {
        return single;
    }
    let Some(second) = sets.get(1) else {
        return Vec::new();
    };
    let pairs = first.iter().flat_map(|one| {
        second
            .iter()
            .map(move |other| vec![one.clone(), other.clone()])
    });
    pairs.filter_map(works).take(20).collect()
}

fn single(instance: &Instance, authority: &Authority) -> Instance {
    let mut small = instance.clone();
    small.authorities = vec![authority.clone()];
    small.meetings.clear();
    small.residents.retain(|r| authority.team.contains(&r.id));
    small
}

/// The rules of one authority. Those at the front are given up first, so that what remains is what people recognise.
pub(crate) fn rules(authority: &Authority) -> Vec<String> {
    let id = &authority.id;
    let mut list = vec!["operator:capacity".to_owned()];
    list.extend(authority.team.iter().map(|r| format!("resident:{r}:week")));
    list.extend(["rooms", "gap_min", "team"].map(|rule| format!("{id}:{rule}")));
    list.extend(
        authority
            .milestones
            .iter()
            .map(|m| format!("{id}:milestone:{}", m.id)),
    );
    list.extend(["first", "last", "gap_max", "quorum"].map(|rule| format!("{id}:{rule}")));
    list.extend(
        authority
            .blackouts
            .iter()
            .filter(|b| b.hard)
            .map(|b| format!("{id}:blackout:{}", b.id)),
    );
    list.extend(
        authority
            .ambassadors
            .iter()
            .filter(|i| i.lead)
            .map(|i| format!("{id}:lead:{}", i.id)),
    );
    list.push(format!("{id}:notice"));
    list.extend(
        authority
            .locks
            .iter()
            .map(|l| format!("{id}:lock:{}", l.start)),
    );
    list
}

pub(crate) fn feasible(small: &Instance, relaxed: &Relaxed) -> bool {
    let model = Model::new(small, relaxed);
    model.sites.iter().all(|site| {
        let node = vec![0.0; site.candidates.len()];
        let toll = Toll {
            node: &node,
            dates: &[],
        };
        let mut work = Work::default();
        site.graph.forward(&toll, &mut work);
        site.need.is_some() && site.graph.cheapest(&toll, &work).is_some()
    })
}

/// The stretch after the last run that can be reached where nothing may start, with the rules that forbid each day.
fn holes(
    instance: &Instance,
    small: &Instance,
    groups: &[String],
    all: &[Vec<String>],
) -> Vec<Hole> {
    let relaxed: Relaxed = all
        .iter()
        .flatten()
        .filter(|g| !groups.contains(g))
        .cloned()
        .collect();
    let Some(authority) = small.authorities.first() else {
        return Vec::new();
    };
    let done = authority.done.iter().map(|r| r.end()).max();
    // The last day up to which runs can follow each other, when the end of the programme is left open.
    let mut open = small.clone();
    let mut reached = done;
    let total: u32 = authority.done.iter().map(|r| r.len).sum();
    for days in (total + 1)..authority.days {
        open.authorities[0].days = days;
        open.authorities[0].last.from = open.horizon.start;
        let model = Model::new(&open, &relaxed);
        let site = &model.sites[0];
        // Some totals cannot be made of the allowed lengths at all: larger ones may.
        if let Some(end) = site.candidates.iter().map(Candidate::end).max() {
            reached = Some(model.day(end)).max(reached);
        }
    }
    let locked = authority
        .locks
        .iter()
        .find(|l| groups.contains(&format!("{}:lock:{}", authority.id, l.start)));
    let (from, to) = match reached.filter(|_| locked.is_none()) {
        Some(end) => {
            let mut counted = 0;
            let mut day = end;
            while counted <= authority.gap.max && day < small.horizon.end {
                day = day.plus(1);
                counted += i32::from(!authority.gap.pauses.iter().any(|s| s.holds(day)));
            }
            (end.plus(1 + authority.gap.min), day)
        }
        None => locked.map_or((authority.first.from, authority.first.to), |l| {
            (l.start, l.start)
        }),
    };
    let len = authority.lengths.iter().copied().min().unwrap_or(1);
    let from = from.max(small.now);
    let days: Vec<(Day, Vec<String>)> = (from.number()..=to.number())
        .map(Day::from_number)
        .filter(|d| d.weekday() < 5)
        .map(|d| (d, broken_by(instance, authority, RunDates::new(d, len))))
        .filter(|(_, rules)| !rules.is_empty())
        .collect();
    if days.is_empty() {
        Vec::new()
    } else {
        vec![Hole {
            authority: authority.id.clone(),
            from,
            to,
            days,
        }]
    }
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
