//! Failures that tests inject into the simplex, from which every other part computes.

use crate::simplex::End;
use std::cell::Cell;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The pivots run out.
    TimeOut,
    /// A point that is none is said to be the best.
    Wrong,
    /// There is no number.
    NoNumber,
    /// A programme is said to contradict itself.
    Denial,
}

/// What goes wrong, after how many good answers, and whether ever after.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub failure: Failure,
    pub after: u64,
    pub lasting: bool,
}

thread_local! {
    static PLAN: Cell<Option<Plan>> = const { Cell::new(None) };
}

/// How many answers something takes when nothing goes wrong.
pub(crate) fn answers(run: impl FnOnce()) -> u64 {
    let never = Plan {
        failure: Failure::TimeOut,
        after: u64::MAX,
        lasting: false,
    };
    PLAN.set(Some(never));
    run();
    PLAN.replace(None).map_or(0, |plan| u64::MAX - plan.after)
}

/// Runs something while a failure waits in this thread; also whether it came to pass.
pub(crate) fn with<T>(plan: Plan, run: impl FnOnce() -> T) -> (T, bool) {
    PLAN.set(Some(plan));
    let result = run();
    let struck = PLAN.replace(None).is_none_or(|plan| plan.after == 0);
    (result, struck)
}

/// The answer, or what is to go wrong with it.
pub(crate) fn strike(x: &mut [f64], end: End) -> End {
    let Some(mut plan) = PLAN.get() else {
        return end;
    };
    if plan.after > 0 {
        plan.after -= 1;
        PLAN.set(Some(plan));
        return end;
    }
    if !plan.lasting {
        PLAN.set(None);
    }
    match plan.failure {
        Failure::TimeOut => End::Limit,
        Failure::Denial => End::Infeasible(0),
        Failure::NoNumber => {
            x.fill(f64::NAN);
            End::Optimal
        }
        Failure::Wrong => {
            x.rotate_right(1);
            End::Optimal
        }
    }
}
