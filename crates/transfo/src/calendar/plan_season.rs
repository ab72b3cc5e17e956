//! Calculates the calendar of an edition: a long work that leaves a draft plan, or says why there is none.
//!
//! Invariants: nothing people see changes before [`super::publish`]; the same facts, seed and number of iterations give
//! the same draft; the draft and the end of its job are written together.

use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

pub use super::search::{Limits, Standing};
use super::{
    act::{By, Stop},
    impossible::Impossible,
    plan_input::{self, Unready},
    search::{self, Made, Tell, phase_key},
    store::{
        availability,
        facts::{self, Away},
        plans,
    },
};
use crate::platform::{
    app::App,
    clock::day_in_paris,
    db::Tx,
    error::Error,
    fault,
    gate::{Circles, Viewer},
    jobs::{self, Job, Progress, Watch},
};

/// Who sees a draft: the association's coordination, and the teams.
pub const PLAN_AUDIENCE: Circles = Circles::COORDINATION.and(Circles::TEAM);

/// The job's kind.
pub const KIND: &str = "plan";

/// What the work was asked for.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Input {
    /// Seconds at most.
    pub seconds: u64,
    /// Several plans to choose from.
    #[serde(default)]
    pub choices: bool,
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
    let search = Search {
        limits,
        choices: false,
    };
    plan(by, edition, search, Box::new(tell), None).await
}

/// Calculates now two or three drafts to choose from; the row id of the first.
///
/// # Errors
/// As [`plan_now`].
pub async fn choices_now(by: &By, edition: &str, limits: Limits) -> Result<String, Stop<NoPlan>> {
    let search = Search {
        limits,
        choices: true,
    };
    plan(by, edition, search, Box::new(|_| true), None).await
}

/// What to look for.
#[derive(Clone, Copy, Debug)]
struct Search {
    limits: Limits,
    /// Several plans to choose from.
    choices: bool,
}

async fn plan(
    by: &By,
    edition: &str,
    search: Search,
    tell: Tell,
    job: Option<&str>,
) -> Result<String, Stop<NoPlan>> {
    let (loaded, asked) = {
        let mut conn = by.app.db.read(&Arc::default()).await?;
        let loaded = facts::load(&mut conn, (edition, by.today), Away::OfAll).await?;
        (loaded, availability::doubts(&mut conn, edition).await?)
    };
    plan_input::ready(&loaded.facts).map_err(|why| Stop::Refused(why.into()))?;
    let instance = plan_input::instance(&loaded.facts);
    let season = instance.to_json().map_err(unwritten)?;
    let seed = loaded.facts.seed;
    let made = tokio::task::spawn_blocking(move || {
        let found = match search.choices {
            true => search::several(&instance, search.limits, seed, tell),
            false => search::one(&instance, search.limits, seed, tell),
        };
        found.map_err(|conflict| Impossible::of(&instance, conflict))
    })
    .await
    .map_err(|e| Stop::Fault(Error::Fault(format!("the planner stopped: {e}"))))?
    .map_err(|why| Stop::Refused(NoPlan::Impossible(why)))?;
    let batch = if search.choices {
        by.app.dice.id()
    } else {
        String::new()
    };
    let mut tx = by.app.db.write().await?;
    let mut first = String::new();
    for mut one in made {
        for reason in &mut one.reasons {
            reason.count_unsure(&asked);
        }
        let draft = draft(by, &batch, one)?;
        let author = (edition, by.viewer.id());
        plans::insert(&mut tx, author, &draft, (&seed.to_string(), &season)).await?;
        if first.is_empty() {
            first = draft.stored.id;
        }
    }
    fault::point("plan");
    if let Some(job) = job
        && !jobs::finish(&mut tx, job, by.app.clock.now(), &first).await?
    {
        return Err(Stop::Fault(Error::Fault("the job ended elsewhere".into())));
    }
    tx.commit().await?;
    Ok(first)
}

fn unwritten<R>(error: serde_json::Error) -> Stop<R> {
    Stop::Fault(Error::Fault(error.to_string()))
}

fn draft(by: &By, batch: &str, made: Made) -> Result<plans::Draft, Stop<NoPlan>> {
    Ok(plans::Draft {
        certificate: made.outcome.certificate.to_json().map_err(unwritten)?,
        stored: plans::Stored {
            id: by.app.dice.id(),
            version: 0,
            solved_at: by.now,
            cost: made.outcome.cost,
            bound: made.outcome.bound,
            plan: made.outcome.plan.to_json().map_err(unwritten)?,
            published_at: None,
            reasons: made.reasons,
            batch: batch.to_owned(),
            aim: made.aim.to_owned(),
            proved: true,
        },
    })
}

/// Asks for a calculation; `false` when one is under way. Ring after the commit.
///
/// # Errors
/// A fault of the database.
pub async fn ask(tx: &mut Tx, by: &By, edition: &str, input: Input) -> Result<bool, Error> {
    let open = jobs::latest(tx, KIND, edition, None).await?;
    if open.is_some_and(|job| job.finished_at.is_none()) {
        return Ok(false);
    }
    let job = Job {
        id: String::new(),
        kind: KIND.into(),
        edition: Some(edition.to_owned()),
        site: None,
        input: serde_json::to_string(&input).map_err(|e| Error::Fault(e.to_string()))?,
        asked_by: by.viewer.id().map(str::to_owned),
    };
    jobs::ask(tx, &by.app.dice, by.now, job).await?;
    Ok(true)
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
        let search = Search {
            limits: Limits {
                iterations: u64::MAX,
                seconds: Some(input.seconds),
            },
            choices: input.choices,
        };
        let reported = Arc::new(Mutex::new(watch));
        let tell = Box::new(move |standing: Standing| {
            let watch = reported.lock().unwrap_or_else(PoisonError::into_inner);
            watch.report(progress(&standing, total));
            !watch.is_cancelled()
        });
        match plan(&by, &edition, search, tell, Some(&job.id)).await {
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
    let cost = standing
        .step
        .cost
        .map(|c| c.to_string())
        .unwrap_or_default();
    Progress {
        phase: phase_key(standing.step.phase).into(),
        done: u32::try_from(standing.seconds).unwrap_or(total).min(total),
        total,
        detail: format!("{cost}|{}|{}", standing.step.bound, standing.plan),
    }
}
