//! Why no plan keeps every rule, as data that is kept with the job and said by the pages.
//!
//! Pure. Invariants: every way out was tried and works, and the one whose calendar costs least comes first; when several
//! sites have no plan, what frees one site alone is told apart from what frees them all.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use planner::{Budget, Conflict, Flow, Instance, explain, solve};
use serde::{Deserialize, Serialize};

use super::{plan_input::to_date, plan_season::NoPlan, waive};

/// Re-insertions an authority to see what a way out costs.
const LOOKS: u64 = 30;

/// What cannot hold together, as data; the pages say it in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impossible {
    /// Whether it is proved.
    pub proved: bool,
    /// Sets of rules that clash.
    pub clashes: Vec<Clash>,
    /// What to give up, one of these.
    pub remedies: Vec<Vec<String>>,
    /// By site, what would free that site, when no single thing frees them all.
    #[serde(default)]
    pub steps: Vec<(String, Vec<Vec<String>>)>,
    /// Days that fit, by site: site, fit, wanted.
    pub missing: Vec<(String, u32, u32)>,
}

/// Rules that cannot hold together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clash {
    /// The planner's names of the rules.
    pub rules: Vec<String>,
    /// Where a run is needed and none fits.
    pub holes: Vec<Hole>,
}

/// A run is needed in these days and none fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hole {
    /// Slug of the site.
    pub site: String,
    /// It would start on this day or later.
    pub from: Date,
    /// It would start on this day or before.
    pub to: Date,
    /// First and last day of a stretch, and the rules that forbid a run that starts there.
    pub days: Vec<(Date, Date, Vec<String>)>,
}

impl Impossible {
    /// What the planner says of the instance, with what frees each site when several have no plan.
    pub fn of(instance: &Instance, conflict: Conflict) -> Self {
        let mut out = Self::from(conflict);
        if out.remedies.is_empty() && out.missing.len() > 1 {
            for (site, fit, _) in &out.missing {
                let mut alone = instance.clone();
                alone.authorities.retain(|a| a.id == *site);
                let known = explain(&alone).remedies.into_iter();
                let mut ways: Vec<Vec<String>> = known.map(|r| r.relax).collect();
                ways.extend(fewer(site, *fit).map(|rule| vec![rule]));
                out.steps.push((site.clone(), by_cost(&alone, ways)));
            }
            out.remedies = together(instance, &out.steps);
        }
        let all: Option<BTreeSet<String>> =
            out.missing.iter().map(|(s, f, _)| fewer(s, *f)).collect();
        let all: Vec<String> = all.into_iter().flatten().collect();
        // Sites of which as many days fit were tried together already.
        if !all.is_empty() && !out.remedies.contains(&all) && frees(instance, &all) {
            out.remedies.push(all);
        }
        out.remedies = by_cost(instance, out.remedies);
        out
    }

    /// What a failed calculation left, when it is a conflict of rules.
    pub fn kept(error: &str) -> Option<Self> {
        match serde_json::from_str(error) {
            Ok(NoPlan::Impossible(why)) => Some(why),
            _ => None,
        }
    }

    /// Every way out: rules to give up together.
    pub fn ways(&self) -> impl Iterator<Item = &[String]> {
        let of_steps = self.steps.iter().flat_map(|(_, ways)| ways);
        self.remedies.iter().chain(of_steps).map(Vec::as_slice)
    }

    /// Whether the page offers to give these rules up together.
    pub fn offers(&self, rules: &[String]) -> bool {
        self.ways().any(|way| way == rules)
    }
}

/// The same rule given up at each site that has no plan: a closure of the whole season, say. Tried before it is offered.
fn together(instance: &Instance, steps: &[(String, Vec<Vec<String>>)]) -> Vec<Vec<String>> {
    let mut of_rule: BTreeMap<&str, BTreeSet<&String>> = BTreeMap::new();
    for (site, ways) in steps {
        for rule in ways.iter().filter(|way| way.len() == 1).flatten() {
            let short = rule.strip_prefix(&format!("{site}:")).unwrap_or(rule);
            of_rule.entry(short).or_default().insert(rule);
        }
    }
    let common = of_rule.into_values().filter(|all| all.len() == steps.len());
    common
        .map(|all| all.into_iter().cloned().collect::<Vec<String>>())
        .filter(|all| frees(instance, all))
        .collect()
}

/// The rule of a site that asks for no more days than fit; none when no day does.
fn fewer(site: &str, fit: u32) -> Option<String> {
    (fit > 0).then(|| format!("{site}:days:{fit}"))
}

fn without(instance: &Instance, rules: &[String]) -> Instance {
    let mut freed = instance.clone();
    waive::apply(&mut freed, rules);
    freed
}

fn frees(instance: &Instance, rules: &[String]) -> bool {
    explain(&without(instance, rules)).sets.is_empty()
}

/// The ways out by what their first calendars cost, those whose calendar is not found at once last.
fn by_cost(instance: &Instance, mut ways: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let authorities = u64::try_from(instance.authorities.len()).unwrap_or(1);
    let budget = Budget::of(LOOKS * authorities);
    let cost = |way: &Vec<String>| {
        let free = without(instance, way);
        let found = solve(&free, &budget, 1, &mut |_| Flow::Continue);
        found.map_or(i64::MAX, |outcome| outcome.cost)
    };
    ways.sort_by_cached_key(cost);
    ways
}

impl From<Conflict> for Impossible {
    fn from(conflict: Conflict) -> Self {
        let clash = |clash: planner::Clash| Clash {
            holes: clash
                .holes
                .into_iter()
                .map(|hole| Hole::of(hole, &clash.groups))
                .collect(),
            rules: clash.groups,
        };
        Self {
            proved: conflict.proved,
            clashes: conflict.sets.into_iter().map(clash).collect(),
            remedies: conflict.remedies.into_iter().map(|r| r.relax).collect(),
            steps: Vec::new(),
            missing: conflict
                .missing
                .into_iter()
                .map(|m| (m.authority, m.fit, m.days))
                .collect(),
        }
    }
}

impl Hole {
    /// Where one of the clashing rules forbids a day it is the reason; the others would have kept it free.
    fn of(hole: planner::Hole, clash: &[String]) -> Self {
        let mut days: Vec<(Date, Date, Vec<String>)> = Vec::new();
        for (day, mut rules) in hole.days {
            if rules.iter().any(|rule| clash.contains(rule)) {
                rules.retain(|rule| clash.contains(rule));
            }
            let day = to_date(day);
            match days.last_mut() {
                // A week-end between two days with the same reasons does not part them.
                Some((_, last, same)) if *same == rules && (day - *last).get_days() <= 3 => {
                    *last = day;
                }
                _ => days.push((day, day, rules)),
            }
        }
        Self {
            site: hole.authority,
            from: to_date(hole.from),
            to: to_date(hole.to),
            days,
        }
    }
}
