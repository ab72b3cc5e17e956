//! Calculates the calendar of an edition: a long work that leaves a draft plan, or says why there is none.
//!
//! Invariants: nothing people see changes before [`super::publish`]; the same facts, seed and number of iterations give
//! the same draft; the draft and the end of its job are written together.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use jiff::civil::Date;
use planner::{Budget, Flow, Instance, Phase, Progress as Step, solve};
use serde::{Deserialize, Serialize};

use super::{
    act::{By, Stop},
    plan_input::{self, Unready, to_date},
    reason::Reason,
    store::{
        facts::{self, Away},
        plans,
    },
};
use crate::platform::{
    app::App,
    clock::day_in_paris,
    error::Error,
    fault,
    gate::{Circles, Viewer},
    jobs::{self, Job, Progress, Watch},
};

/// Who sees a draft: the association's coordination, and the teams.
pub const PLAN_AUDIENCE: Circles = Circles::COORDINATION.and(Circles::TEAM);

/// The job's kind.
pub const KIND: &str = "plan";

/// How long to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Re-insertions at most. With no limit of time, the same number gives the same plan.
    pub iterations: u64,
    /// Seconds at most.
    pub seconds: Option<u64>,
}

/// What the work was asked for.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Input {
    /// Seconds at most.
    pub seconds: u64,
}

/// How the search stands.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Seconds since it began.
    pub seconds: u64,
    /// The planner's own figures.
    pub step: Step,
}

/// Why there is no draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoPlan {
    /// No site of the edition has dates.
    NoSite,
    /// These sites have fewer months than the programme asks.
    TooShort(Vec<String>),
    /// No plan keeps every rule.
    Impossible(Impossible),
}

/// Rules that clash, and the stretches of days where nothing fits: site, first, last.
pub type Clash = (Vec<String>, Vec<(String, Date, Date)>);

/// What cannot hold together, as data; the pages say it in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impossible {
    /// Whether it is proved.
    pub proved: bool,
    /// Sets of rules that clash, each with the stretches of days where nothing fits: site, first, last.
    pub clashes: Vec<Clash>,
    /// What to give up, one of these.
    pub remedies: Vec<Vec<String>>,
    /// Days that fit, by site: site, fit, wanted.
    pub missing: Vec<(String, u32, u32)>,
}

impl From<planner::Conflict> for Impossible {
    fn from(conflict: planner::Conflict) -> Self {
        let holes = |list: Vec<planner::Hole>| {
            list.into_iter()
                .map(|h| (h.authority, to_date(h.from), to_date(h.to)))
                .collect()
        };
        Self {
            proved: conflict.proved,
            clashes: conflict
                .sets
                .into_iter()
                .map(|clash| (clash.groups, holes(clash.holes)))
                .collect(),
            remedies: conflict.remedies.into_iter().map(|r| r.relax).collect(),
            missing: conflict
                .missing
                .into_iter()
                .map(|m| (m.authority, m.fit, m.days))
                .collect(),
        }
    }
}

impl From<Unready> for NoPlan {
    fn from(unready: Unready) -> Self {
        match unready {
            Unready::NoSite => NoPlan::NoSite,
            Unready::TooShort(names) => NoPlan::TooShort(names),
        }
    }
}

/// Calculates now and writes a draft; its row id. `tell` hears how it goes and stops the search by answering `false`.
///
/// # Errors
/// [`NoPlan`] when there is no plan; a fault of the database.
pub async fn plan_now(
    by: &By,
    edition: &str,
    limits: Limits,
    tell: impl FnMut(Standing) -> bool + Send + 'static,
) -> Result<String, Stop<NoPlan>> {
    plan(by, edition, limits, Box::new(tell), None).await
}

type Tell = Box<dyn FnMut(Standing) -> bool + Send>;

async fn plan(
    by: &By,
    edition: &str,
    limits: Limits,
    tell: Tell,
    job: Option<&str>,
) -> Result<String, Stop<NoPlan>> {
    let loaded = {
        let mut conn = by.app.db.read(&Arc::default()).await?;
        facts::load(&mut conn, (edition, by.today), Away::OfAll).await?
    };
    plan_input::ready(&loaded.facts).map_err(|why| Stop::Refused(why.into()))?;
    let instance = plan_input::instance(&loaded.facts);
    let seed = loaded.facts.seed;
    let (outcome, reasons) =
        tokio::task::spawn_blocking(move || search(&instance, limits, seed, tell))
            .await
            .map_err(|e| Stop::Fault(Error::Fault(format!("the planner stopped: {e}"))))?
            .map_err(|conflict| Stop::Refused(NoPlan::Impossible(conflict.into())))?;
    let text = outcome
        .plan
        .to_json()
        .map_err(|e| Stop::Fault(Error::Fault(e.to_string())))?;
    let draft = plans::Stored {
        id: by.app.dice.id(),
        version: 0,
        solved_at: by.now,
        cost: outcome.cost,
        bound: outcome.bound,
        plan: text,
        published_at: None,
        reasons,
    };
    let mut tx = by.app.db.write().await?;
    plans::insert(
        &mut tx,
        (edition, by.viewer.id()),
        &draft,
        &seed.to_string(),
    )
    .await?;
    fault::point("plan");
    if let Some(job) = job
        && !jobs::finish(&mut tx, job, by.app.clock.now(), &draft.id).await?
    {
        return Err(Stop::Fault(Error::Fault("the job ended elsewhere".into())));
    }
    tx.commit().await?;
    Ok(draft.id)
}

/// Why each run is where it is: some 15 milliseconds a run.
fn reasons(instance: &Instance, plan: &planner::Plan) -> Vec<Reason> {
    plan.runs
        .iter()
        .flat_map(|(site, runs)| runs.iter().map(move |run| (site, run.start)))
        .filter_map(|(site, start)| planner::why(instance, plan, site, start))
        .map(Reason::from)
        .collect()
}

fn search(
    instance: &Instance,
    limits: Limits,
    seed: u64,
    mut tell: Tell,
) -> Result<(planner::Outcome, Vec<Reason>), planner::Conflict> {
    let began = Instant::now();
    let budget = Budget {
        iterations: limits.iterations,
    };
    let outcome = solve(instance, &budget, seed, &mut |step| {
        let seconds = began.elapsed().as_secs();
        let goes_on = tell(Standing {
            seconds,
            step: *step,
        });
        let in_time = limits.seconds.is_none_or(|most| seconds < most);
        // A search that is out of time goes on until it has a first plan: a plan late is better than none.
        if goes_on && (in_time || step.cost.is_none()) {
            Flow::Continue
        } else {
            Flow::Stop
        }
    })?;
    let reasons = reasons(instance, &outcome.plan);
    Ok((outcome, reasons))
}

/// The work of a job of kind [`KIND`].
pub fn work(
    app: App,
    job: Job,
    watch: Watch,
) -> std::pin::Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'static>> {
    Box::pin(async move {
        let input: Input = serde_json::from_str(&job.input).map_err(|e| e.to_string())?;
        let edition = job.edition.clone().unwrap_or_default();
        let now = app.clock.now();
        let by = By {
            viewer: asked_by(job.asked_by.clone()),
            app,
            now,
            today: day_in_paris(now),
        };
        let total = u32::try_from(input.seconds).unwrap_or(u32::MAX);
        let limits = Limits {
            iterations: u64::MAX,
            seconds: Some(input.seconds),
        };
        let reported = Arc::new(Mutex::new(watch));
        let tell = Box::new(move |standing: Standing| {
            let watch = reported.lock().unwrap_or_else(PoisonError::into_inner);
            watch.report(progress(&standing, total));
            !watch.is_cancelled()
        });
        match plan(&by, &edition, limits, tell, Some(&job.id)).await {
            Ok(_) => Ok(()),
            Err(Stop::Refused(why)) => {
                Err(serde_json::to_string(&why).unwrap_or_else(|e| e.to_string()))
            }
            Err(Stop::Fault(error)) => Err(format!("{error:?}")),
        }
    })
}

/// Only the id of who asked is kept with a job: enough for the plan's author.
fn asked_by(id: Option<String>) -> Viewer {
    Viewer {
        person: id.map(|id| crate::platform::gate::Person {
            id,
            name: String::new(),
            session: String::new(),
        }),
        held: Vec::new(),
    }
}

fn progress(standing: &Standing, total: u32) -> Progress {
    let phase = match standing.step.phase {
        Phase::Pricing => "calendar-phase-pricing",
        Phase::Building => "calendar-phase-building",
        Phase::Improving => "calendar-phase-improving",
    };
    let cost = standing
        .step
        .cost
        .map(|c| c.to_string())
        .unwrap_or_default();
    Progress {
        phase: phase.into(),
        done: u32::try_from(standing.seconds).unwrap_or(total).min(total),
        total,
        detail: format!("{cost}|{}", standing.step.bound),
    }
}
