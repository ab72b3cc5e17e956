//! The search for one calendar, or for several to choose from, within limits of time.
//!
//! Pure but for the clock that limits it. Invariants: a search that is out of time or stopped goes on until it has a
//! first plan; the same facts, seed and number of iterations give the same plans.

use std::{num::NonZeroUsize, time::Instant};

use planner::{
    Aim, Ambassador, Budget, Conflict, Day, Flow, Instance, Meeting, Move, Outcome, Phase, Plan,
    Progress, RunDates, check_move, solve,
};

use super::{
    meeting,
    plan_input::to_date,
    reason::{Next, Reason},
};

/// How long to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Re-insertions at most. With no limit of time, the same number gives the same plan.
    pub iterations: u64,
    /// Seconds at most.
    pub seconds: Option<u64>,
}

impl Limits {
    /// All cores but one, which is left to those who read pages meanwhile.
    fn budget(self) -> Budget {
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        Budget {
            iterations: self.iterations,
            threads: cores.saturating_sub(1).max(1),
        }
    }
}

/// How the search stands.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Seconds since it began.
    pub seconds: u64,
    /// Which of several plans is being looked for, from 0.
    pub plan: u32,
    /// The planner's own figures.
    pub step: Progress,
}

/// Hears how it goes; `false` stops the search.
pub type Tell = Box<dyn FnMut(Standing) -> bool + Send>;

/// A plan that was found.
pub struct Made {
    /// What it cares for most, when it is one of several: the end of the key of its words.
    pub aim: &'static str,
    /// The plan and its figures.
    pub outcome: Outcome,
    /// Why each of its runs is where it is.
    pub reasons: Vec<Reason>,
}

/// How many plans are looked for when one is to be chosen.
pub const CHOICES: u64 = 3;

/// The best plan found.
///
/// # Errors
/// The conflict, when there is none.
pub fn one(
    instance: &Instance,
    limits: Limits,
    seed: u64,
    mut tell: Tell,
) -> Result<Vec<Made>, Conflict> {
    let mut timer = Timer::new(limits.seconds);
    let outcome = solve(instance, &limits.budget(), seed, &mut |step| {
        timer.flow(step, &mut tell)
    })?;
    let reasons = reasons(instance, &outcome.plan);
    Ok(vec![Made {
        aim: "",
        outcome,
        reasons,
    }])
}

/// Two or three plans that answer the same facts differently; plans that are the same come once.
///
/// # Errors
/// The conflict, when there is none.
pub fn several(
    instance: &Instance,
    limits: Limits,
    seed: u64,
    mut tell: Tell,
) -> Result<Vec<Made>, Conflict> {
    let mut timer = Timer::new(limits.seconds.map(|s| (s / CHOICES).max(1)));
    let found = planner::alternatives(instance, &limits.budget(), seed, &mut |step| {
        timer.flow(step, &mut tell)
    })?;
    let made = |one: planner::Alternative| Made {
        aim: match one.aim {
            Aim::Balanced => "balanced",
            Aim::FewestChanges => "fewest",
            Aim::BestCalendar => "best",
        },
        reasons: reasons(instance, &one.outcome.plan),
        outcome: one.outcome,
    };
    Ok(found.into_iter().map(made).collect())
}

/// Why each run is where it is: some 15 milliseconds a run.
fn reasons(instance: &Instance, plan: &Plan) -> Vec<Reason> {
    plan.runs
        .iter()
        .flat_map(|(site, runs)| runs.iter().map(move |run| (site, run.start)))
        .filter_map(|(site, start)| planner::why(instance, plan, site, start))
        .map(Reason::from)
        .chain(instance.meetings.iter().filter_map(|meeting| {
            let start = plan.meetings.get(&meeting.id)?;
            Some(of_meeting(instance, plan, (meeting, *start)))
        }))
        .collect()
}

/// Why a meeting is when it is: those who can come of all who take part, and what the next best day would cost.
fn of_meeting(instance: &Instance, plan: &Plan, (met, start): (&Meeting, Day)) -> Reason {
    let dates = RunDates::new(start, met.len);
    let parties = instance.authorities.iter();
    let parties = parties.filter(|a| met.participants.contains(&a.id));
    let away = |a: &Ambassador, day: Day| a.off.iter().any(|span| span.holds(day));
    let people = parties.flat_map(|a| &a.ambassadors);
    let (present, ambassadors) = meeting::who_can_come(people, || dates.days(), away);
    let last = met.to.plus(1 - i32::try_from(met.len).unwrap_or(1));
    let others = (0..=last.since(met.from)).map(|n| met.from.plus(n));
    let moved = |to| Move::Meeting {
        id: met.id.clone(),
        to,
    };
    let next = others
        .filter(|day| *day != start && met.lock.is_none())
        .map(|day| (day, check_move(instance, plan, &moved(day))))
        .filter(|(_, found)| found.violations.is_empty())
        .min_by_key(|(day, found)| (found.price, *day));
    Reason {
        site: met.id.clone(),
        starts_on: to_date(start),
        days: met.len,
        present,
        ambassadors,
        unsure: 0,
        next: next.map(|(day, found)| Next::of(day, found.price, &found.split)),
    }
}

/// Counts the time of each search; the planner's steps begin again with each.
struct Timer {
    began: Instant,
    of_plan: Instant,
    most: Option<u64>,
    steps: u64,
    plan: u32,
    stopped: bool,
}

impl Timer {
    fn new(most: Option<u64>) -> Self {
        let now = Instant::now();
        Self {
            began: now,
            of_plan: now,
            most,
            steps: 0,
            plan: 0,
            stopped: false,
        }
    }

    fn flow(&mut self, step: &Progress, tell: &mut Tell) -> Flow {
        if step.iterations < self.steps {
            self.plan += 1;
            self.of_plan = Instant::now();
        }
        self.steps = step.iterations;
        let goes_on = tell(Standing {
            seconds: self.began.elapsed().as_secs(),
            plan: self.plan,
            step: *step,
        });
        self.stopped |= !goes_on;
        let in_time = self
            .most
            .is_none_or(|most| self.of_plan.elapsed().as_secs() < most);
        // A plan late is better than none: who stops the search wants the best so far, and there must be one.
        if (in_time && !self.stopped) || step.cost.is_none() {
            Flow::Continue
        } else {
            Flow::Stop
        }
    }
}

/// Key of the words for what the search is doing.
pub const fn phase_key(phase: Phase) -> &'static str {
    match phase {
        Phase::Pricing => "calendar-phase-pricing",
        Phase::Building => "calendar-phase-building",
        Phase::Improving => "calendar-phase-improving",
    }
}
