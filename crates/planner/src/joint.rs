//! Why authorities that each have a plan have none together.
//!
//! Owns: the proof by prices, and its reduction to few authorities and few rules. With every cost taken away a plan costs nothing, so prices
//! under which the bound is positive prove that there is none. Invariants: a set is only returned with such a proof. Never: an estimate.

use crate::dual::Dual;
use crate::explain::{Clash, Conflict, minimal, remedies, rules};
use crate::graph::SCALE;
use crate::instance::Instance;
use crate::model::{Model, Relaxed};
use crate::oracle::{Bench, Effort};
use crate::search::Search;
use crate::solve::{Budget, Flow};
use std::collections::BTreeSet;

/// What is known about an instance.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Possible,
    Impossible,
    Nothing,
}

/// The instance with some authorities only.
fn some(instance: &Instance, ids: &BTreeSet<&str>) -> Instance {
    let mut small = instance.clone();
    small.authorities.retain(|a| ids.contains(a.id.as_str()));
    let teams: BTreeSet<String> = small
        .authorities
        .iter()
        .flat_map(|a| a.team.iter().cloned())
        .collect();
    small.residents.retain(|r| teams.contains(&r.id));
    small.meetings.retain(|m| {
        small
            .authorities
            .iter()
            .any(|a| m.participants.contains(&a.id))
    });
    small
}

fn look(instance: &Instance, relaxed: &Relaxed, rounds: u64) -> Known {
    let mut model = Model::new(instance, relaxed);
    model.bare();
    let sites = u64::try_from(model.sites.len()).unwrap_or(1).max(1);
    let mut dual = Dual::bare(&model);
    let mut bench = Bench::default();
    let effort = Effort {
        steps: 1,
        fuel: 0,
        tolerance: 1.0,
    };
    for round in 0..rounds {
        let mut tell = |_: &crate::solve::Progress| Flow::Continue;
        let mut search = Search::new(&model, round + 1, &mut tell);
        if search.find(&Budget::of(sites * (8 + 30 * round))) {
            return Known::Possible;
        }
        for _ in 0..(40 + 80 * round) {
            let Some(made) = dual.evaluate(&model, effort, &mut bench) else {
                return Known::Impossible;
            };
            if dual.bound >= SCALE {
                return Known::Impossible;
            }
            dual.aim(&model, &made);
            if dual.settled(SCALE) {
                break;
            }
        }
    }
    Known::Nothing
}

/// Whether a plan of all authorities is found without these rules.
pub(crate) fn works(instance: &Instance, relaxed: &Relaxed) -> bool {
    look(instance, relaxed, 3) == Known::Possible
}

/// Why the authorities of an instance have no plan together.
pub(crate) fn explain(instance: &Instance) -> Conflict {
    let mut conflict = Conflict::default();
    match look(instance, &Relaxed::new(), 6) {
        Known::Possible => return conflict,
        Known::Nothing => {
            conflict.sets.push(suspects(instance));
            return conflict;
        }
        Known::Impossible => conflict.proved = true,
    }
    let mut ids: BTreeSet<&str> = instance.authorities.iter().map(|a| a.id.as_str()).collect();
    for authority in &instance.authorities {
        let mut fewer = ids.clone();
        fewer.remove(authority.id.as_str());
        if look(&some(instance, &fewer), &Relaxed::new(), 2) == Known::Impossible {
            ids = fewer;
        }
    }
    let small = some(instance, &ids);
    let possible = |relaxed: &Relaxed| look(&small, relaxed, 3) != Known::Impossible;
    let list = shared_rules(&small);
    let mut given_up = Relaxed::new();
    let mut sets = Vec::new();
    while !possible(&given_up) && sets.len() < 4 {
        let groups = minimal(&list, &given_up, &possible);
        if groups.is_empty() {
            break;
        }
        given_up.extend(groups.iter().cloned());
        sets.push(groups);
    }
    conflict.remedies = remedies(&sets, &|relaxed: &Relaxed| {
        look(instance, relaxed, 2) == Known::Possible
    });
    let authorities: Vec<String> = ids.into_iter().map(str::to_owned).collect();
    conflict.sets = sets
        .into_iter()
        .map(|groups| Clash {
            groups,
            authorities: authorities.clone(),
            holes: Vec::new(),
        })
        .collect();
    conflict
}

/// The rules of a few authorities and those that join them; what people recognise comes last.
fn shared_rules(small: &Instance) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    list.extend(
        small
            .residents
            .iter()
            .map(|r| format!("resident:{}:week", r.id)),
    );
    list.extend(
        small
            .authorities
            .iter()
            .flat_map(rules)
            .filter(|r| !r.contains(":lock:") && *r != "operator:capacity"),
    );
    let rooms: BTreeSet<&str> = small
        .authorities
        .iter()
        .flat_map(|a| a.rooms.iter().map(|r| r.id.as_str()))
        .collect();
    list.extend(rooms.into_iter().map(|r| format!("room:{r}")));
    list.extend(small.meetings.iter().map(|m| format!("meeting:{}", m.id)));
    list.extend(
        small
            .residents
            .iter()
            .map(|r| format!("resident:{}:overlap", r.id)),
    );
    list.extend(
        small
            .authorities
            .iter()
            .flat_map(rules)
            .filter(|r| r.contains(":lock:")),
    );
    list.push("operator:capacity".to_owned());
    let mut seen = BTreeSet::new();
    list.retain(|rule| seen.insert(rule.clone()));
    list
}

/// The rules that join authorities, when nothing could be proved.
fn suspects(instance: &Instance) -> Clash {
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
