//! [`solve`] and what it returns.
//!
//! Owns: the public face of the search. Invariants: every plan returned passes [`crate::check`]; the bound is never above the cost of any legal
//! plan; the same seed and the same number of iterations give the same plan, on one thread or two. Never: the clock, files.

use crate::certificate::{Basis, Case, Certificate};
use crate::check::{Split, check};
use crate::compile::{TRAVEL, one_a_week};
use crate::dual::Dual;
use crate::explain::{Conflict, explain};
use crate::instance::{Authority, Instance};
use crate::model::{Model, Relaxed};
use crate::moves::{RunReason, reasons};
use crate::oracle::{Bench, Effort};
use crate::plan::Plan;
use crate::search::Search;
use crate::tree::Node;

/// How long to search. The crate has no clock: the caller's callback stops it in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Re-insertions and price steps at most.
    pub iterations: u64,
    /// Threads at work, one or two: more than two are not used. The plan does not depend on it.
    pub threads: usize,
}

impl Budget {
    /// So many re-insertions and price steps on one thread.
    #[must_use]
    pub const fn of(iterations: u64) -> Self {
        Self {
            iterations,
            threads: 1,
        }
    }
}

/// Hears how the search stands and says whether it goes on; called from one thread at a time, which may be another each time.
pub type Tell<'a> = dyn FnMut(&Progress) -> Flow + Send + 'a;

/// What the search tells while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub phase: Phase,
    /// Cost of the best plan so far.
    pub cost: Option<i64>,
    /// No plan can cost less.
    pub bound: i64,
    /// Re-insertions and price steps so far.
    pub iterations: u64,
}

/// The parts of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Raising the bound.
    Pricing,
    /// Looking for a first plan.
    Building,
    /// Making the plan cheaper.
    Improving,
}

/// What the caller answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Continue,
    /// Stop and keep the best plan.
    Stop,
}

/// A plan and what is known about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The plan; it breaks no rule.
    pub plan: Plan,
    /// Its cost.
    pub cost: i64,
    /// The same by term.
    pub split: Split,
    /// No legal plan costs less.
    pub bound: i64,
    /// The prices the bound rests on; the crate `planner-verify` recomputes it from them.
    pub certificate: Certificate,
    /// `(cost - bound) / cost`, 0 when the plan is proved to be the best.
    pub gap: f64,
    /// Re-insertions and price steps made.
    pub iterations: u64,
    /// For each run, why it is where it is; only for a season of one authority, since it takes some 15 ms a run (see [`crate::reasons`]).
    pub reasons: Vec<RunReason>,
}

/// Looks for the cheapest plan. `tell` is called often (about every 20 ms of work, or sooner) and may stop the search; the best plan so far is kept.
///
/// # Errors
/// When no plan exists, or none was found: the [`Conflict`] says which rules clash and whether that is proved.
pub fn solve(
    instance: &Instance,
    budget: &Budget,
    seed: u64,
    tell: &mut Tell<'_>,
) -> Result<Outcome, Conflict> {
    let model = Model::new(instance, &Relaxed::new());
    let mut search = Search::new(&model, seed, tell);
    search.run(budget);
    loosen(instance, &mut search.cases);
    let (bound, iterations) = (search.bound(), search.iterations);
    let cases: Vec<Case> = search
        .cases
        .iter()
        .map(|n| case(instance, &model, n))
        .collect();
    let Some((_, best)) = search.best else {
        return Err(explain(instance));
    };
    let plan = best.plan(instance, &model);
    let verdict = check(instance, &plan);
    if !verdict.feasible() {
        return Err(Conflict::unproved(verdict.violations));
    }
    let (cost, split) = (verdict.cost, verdict.split);
    let reasons = if instance.authorities.len() == 1 {
        reasons(instance, &plan)
    } else {
        Vec::new()
    };
    Ok(Outcome {
        plan,
        cost,
        split,
        bound: bound.min(cost),
        certificate: Certificate::new(bound.min(cost), cases),
        gap: gap(cost, bound),
        iterations,
        reasons,
    })
}

/// Plans keep the travel buffer between all runs of an authority, and hold one run a week where two could be too much for somebody. Where residents can
/// alternate that is more than the rules ask: there the bound is taken again at the same prices without it.
fn loosen(instance: &Instance, cases: &mut [Node]) {
    let alternates = |a: &&Authority| {
        let half = usize::try_from(a.team_quorum.saturating_mul(2));
        let travels = a.travel_buffer > a.gap.min && half.is_ok_and(|n| n <= a.team.len());
        travels || one_a_week(instance, a)
    };
    let freed = instance.authorities.iter().filter(alternates);
    let freed: Relaxed = freed.map(|a| format!("{}:{TRAVEL}", a.id)).collect();
    if freed.is_empty() {
        return;
    }
    let model = Model::new(instance, &freed);
    let mut dual = Dual::new(&model);
    let effort = Effort {
        steps: 12,
        fuel: 300_000,
        tolerance: 1.0,
    };
    for case in cases {
        dual.enter(&case.leaf);
        if dual
            .evaluate(&model, effort, &mut Bench::default())
            .is_some()
        {
            case.leaf = dual.leaf();
        }
    }
}

fn case(instance: &Instance, model: &Model, node: &Node) -> Case {
    let basis = Basis {
        prices: &node.leaf.prices,
        rewards: &node.leaf.rewards,
        least: &node.leaf.least,
    };
    Case {
        suppose: node.suppositions(instance, model),
        ..Case::of(instance, model, &basis)
    }
}

/// `(cost - bound) / cost`, 0 when nothing is left.
pub(crate) fn gap(cost: i64, bound: i64) -> f64 {
    let exact = |n: i64| f64::from(i32::try_from(n).unwrap_or(i32::MAX));
    if cost > bound {
        exact(cost - bound) / exact(cost)
    } else {
        0.0
    }
}
