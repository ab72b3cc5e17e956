//! Calendars of instance files and of season folders.

use std::{
    io::Read,
    num::NonZeroUsize,
    path::{Path, PathBuf},
};

use clap::Args;
use planner::{Budget, Conflict, Flow, Instance, Outcome as Solved, Plan as Calendar};
use serde_json::{Value, json};
use transfo::calendar::unpublished::Unpublished;

use super::{
    measure::{Measure, cpu_seconds, memory_mb},
    season_plan,
};
use crate::commands::{Ended, Json, Outcome, Setting, say, setting::words};

/// How long to search.
#[derive(Args, Clone, Copy)]
pub struct Search {
    /// Seconds at most
    #[arg(long, default_value_t = 10.0, value_name = "N")]
    seconds: f64,
    /// Steps at most: with no limit of time, the same number gives the same calendar
    #[arg(long, value_name = "N")]
    iterations: Option<u64>,
    /// Threads at work, one or two: the calendar of so many steps does not depend on it [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Seed of the search [default: what the file says]
    #[arg(long)]
    seed: Option<u64>,
}

impl Search {
    /// Steps at most.
    pub fn iterations(&self) -> u64 {
        self.iterations.unwrap_or(u64::MAX)
    }

    /// Threads at work.
    fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        self.threads.unwrap_or_else(cores).get()
    }

    /// Seconds at most; none when steps were asked for.
    pub fn limit(&self) -> Option<f64> {
        self.iterations.is_none().then_some(self.seconds)
    }
}

/// What is written.
#[derive(Args)]
struct Keep {
    /// Where the calendar goes
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Where the proof of an instance file's bound goes, for planner-verify and docs/verify_bound.py
    #[arg(long, value_name = "FILE")]
    proof: Option<PathBuf>,
}

/// Asks for a calendar.
#[derive(Args)]
pub struct Plan {
    /// An instance file (.json, .json.gz) or a season's folder; without one, a draft is made in the instance
    input: Option<PathBuf>,
    #[command(flatten)]
    search: Search,
    /// Season of the instance, when there are several
    #[arg(long, value_name = "SLUG")]
    season: Option<String>,
    #[command(flatten)]
    keep: Keep,
    #[command(flatten)]
    json: Json,
}

/// Asks why there is none.
#[derive(Args)]
pub struct Explain {
    /// An instance file
    input: PathBuf,
    #[command(flatten)]
    json: Json,
}

/// Asks for another calendar that changes as little as possible.
#[derive(Args)]
pub struct Replan {
    /// An instance file with what was held, locked and planned
    input: PathBuf,
    #[command(flatten)]
    search: Search,
    #[command(flatten)]
    keep: Keep,
    #[command(flatten)]
    json: Json,
}

/// Asks for a check.
#[derive(Args)]
pub struct CheckPlan {
    /// An instance file
    input: PathBuf,
    /// The calendar
    plan: PathBuf,
    #[command(flatten)]
    json: Json,
}

fn text(path: &Path) -> Result<String, String> {
    let fault = |e: std::io::Error| format!("{}: {e}", path.display());
    let bytes = std::fs::read(path).map_err(fault)?;
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return String::from_utf8(bytes).map_err(|e| format!("{}: {e}", path.display()));
    }
    let mut text = String::new();
    flate2::read::GzDecoder::new(bytes.as_slice())
        .read_to_string(&mut text)
        .map_err(fault)?;
    Ok(text)
}

fn instance(path: &Path) -> Result<Instance, String> {
    Instance::from_json(&text(path)?).map_err(|e| format!("{}: {e}", path.display()))
}

/// What a search took.
struct Took {
    first: Option<f64>,
    measure: Measure,
}

/// Searches within the limits; out of time it goes on until it has a first calendar, or a proof that there is none.
fn search<T>(asked: Search, solve: impl FnOnce(&Budget, &mut planner::Tell<'_>) -> T) -> (T, Took) {
    let mut took = Took {
        first: None,
        measure: Measure::begin(),
    };
    let budget = Budget {
        iterations: asked.iterations(),
        threads: asked.threads(),
    };
    let limit = asked.limit();
    let (measure, first) = (&took.measure, &mut took.first);
    let done = solve(&budget, &mut |step| {
        let now = measure.seconds();
        if step.cost.is_some() && first.is_none() {
            *first = Some(now);
        }
        match limit {
            Some(limit) if now >= limit && step.cost.is_some() => Flow::Stop,
            _ => Flow::Continue,
        }
    });
    (done, took)
}

/// Says from which day on school holidays are not known, for people; for programs it is in [`unknown`].
pub fn warn(list: &[Unpublished]) {
    let words = words();
    for u in list {
        let said = vec![
            ("place", u.site.as_str().into()),
            ("from", u.from.to_string().into()),
            ("to", u.to.to_string().into()),
        ];
        say(words.tn("exchange-cli-plan-unpublished", said));
    }
    if !list.is_empty() {
        say(words.t("exchange-cli-plan-unpublished-next"));
    }
}

fn unknown(list: &[Unpublished]) -> Value {
    let one = |u: &Unpublished| {
        json!({
            "authority": u.slug,
            "from": u.from.to_string(),
            "to": u.to.to_string(),
            "known_until": u.known_until.map(|day| day.to_string()),
        })
    };
    list.iter().map(one).collect()
}

fn figures(solved: &Solved, took: &Took) -> Value {
    json!({
        "cost": solved.cost,
        "bound": solved.bound,
        "gap": solved.gap,
        "split": solved.split,
        "first_plan_seconds": took.first,
        "seconds": took.measure.seconds(),
        "cpu_seconds": cpu_seconds(),
        "memory_mb": memory_mb(),
    })
}

fn refusal(conflict: &Conflict) -> Value {
    json!({
        "feasible": false,
        "proved": conflict.proved,
        "conflict": conflict.sets,
        "fixes": conflict.remedies,
        "missing": conflict.missing,
    })
}

/// Says why there is no calendar.
fn tell_refusal(conflict: &Conflict, json: bool) -> Ended {
    if json {
        say(refusal(conflict));
        return Ended::Impossible;
    }
    let words = words();
    say(words.t(if conflict.proved {
        "exchange-cli-plan-impossible"
    } else {
        "exchange-cli-plan-not-found"
    }));
    for clash in &conflict.sets {
        say(format_args!("  {}", clash.groups.join(" + ")));
        for hole in &clash.holes {
            say(words.tn(
                "exchange-cli-plan-hole",
                vec![
                    ("place", hole.authority.as_str().into()),
                    ("from", hole.from.to_string().into()),
                    ("to", hole.to.to_string().into()),
                ],
            ));
        }
    }
    for remedy in &conflict.remedies {
        say(words.t1(
            "exchange-cli-plan-remedy",
            "rules",
            remedy.relax.join(" + "),
        ));
    }
    for missing in &conflict.missing {
        say(words.tn(
            "exchange-cli-plan-missing",
            vec![
                ("place", missing.authority.as_str().into()),
                ("fit", missing.fit.into()),
                ("days", missing.days.into()),
            ],
        ));
    }
    Ended::Impossible
}

fn tell(solved: &Solved, took: &Took) {
    say(words().tn(
        "exchange-cli-planned",
        vec![
            ("cost", solved.cost.to_string().into()),
            ("bound", solved.bound.to_string().into()),
            ("gap", format!("{:.1} %", solved.gap * 100.0).into()),
            ("seconds", format!("{:.1}", took.measure.seconds()).into()),
        ],
    ));
}

fn keep(asked: &Keep, solved: &Solved) -> Result<(), String> {
    let plan = (&asked.out, solved.plan.to_json());
    for (path, text) in [plan, (&asked.proof, solved.certificate.to_json())] {
        if let Some(path) = path {
            let text = text.map_err(|e| e.to_string())?;
            std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))?;
        }
    }
    Ok(())
}

/// Solves a calendar.
pub async fn plan(setting: &Setting, asked: Plan) -> Outcome {
    let Some(input) = &asked.input else {
        return super::instance::plan(setting, asked.season, asked.search).await;
    };
    let (instance, far) = if input.is_dir() {
        match season_plan::instance(input)? {
            Some(found) => found,
            None => return Ok(Ended::Refused),
        }
    } else {
        // Who writes an instance says the holidays too.
        (instance(input)?, Vec::new())
    };
    if !asked.json.json {
        warn(&far);
    }
    let seed = asked.search.seed.unwrap_or(instance.seed);
    let (solved, took) = search(asked.search, |budget, hear| {
        planner::solve(&instance, budget, seed, hear)
    });
    match solved {
        Ok(solved) => {
            keep(&asked.keep, &solved)?;
            if asked.json.json {
                let mut answer = figures(&solved, &took);
                if let Some(map) = answer.as_object_mut() {
                    map.insert("unpublished_holidays".to_owned(), unknown(&far));
                }
                say(answer);
            } else {
                tell(&solved, &took);
            }
            Ok(Ended::Done)
        }
        Err(conflict) => Ok(tell_refusal(&conflict, asked.json.json)),
    }
}

/// Says why an instance has no calendar; nothing to say when it has one.
pub fn explain(asked: &Explain) -> Outcome {
    let instance = instance(&asked.input)?;
    let quick = Search {
        seconds: 60.0,
        iterations: Some(0),
        threads: None,
        seed: None,
    };
    let (solved, _) = search(quick, |budget, hear| {
        planner::solve(&instance, budget, instance.seed, hear)
    });
    match solved {
        Ok(_) => {
            say(if asked.json.json {
                json!({ "feasible": true }).to_string()
            } else {
                words().t("exchange-cli-plan-possible")
            });
            Ok(Ended::Done)
        }
        Err(conflict) => Ok(tell_refusal(&conflict, asked.json.json)),
    }
}

/// Solves again, changing as little as possible, and says what moves.
pub fn replan(asked: &Replan) -> Outcome {
    let instance = instance(&asked.input)?;
    let seed = asked.search.seed.unwrap_or(instance.seed);
    let (solved, took) = search(asked.search, |budget, hear| {
        planner::replan(&instance, budget, seed, hear)
    });
    match solved {
        Ok(again) => {
            keep(&asked.keep, &again.outcome)?;
            if asked.json.json {
                let mut answer = figures(&again.outcome, &took);
                if let Some(map) = answer.as_object_mut() {
                    map.insert("changes".to_owned(), json!(again.changes));
                }
                say(answer);
            } else {
                tell(&again.outcome, &took);
                say(words().t1("exchange-cli-replanned", "count", again.changes.len()));
            }
            Ok(Ended::Done)
        }
        Err(conflict) => Ok(tell_refusal(&conflict, asked.json.json)),
    }
}

/// Checks a calendar against its instance.
pub fn check_plan(asked: &CheckPlan) -> Outcome {
    let instance = instance(&asked.input)?;
    let plan = Calendar::from_json(&text(&asked.plan)?)
        .map_err(|e| format!("{}: {e}", asked.plan.display()))?;
    let verdict = planner::check(&instance, &plan);
    if asked.json.json {
        say(json!({
            "feasible": verdict.feasible(),
            "violations": verdict.violations,
            "cost": verdict.cost,
            "split": verdict.split,
        }));
    } else {
        for violation in &verdict.violations {
            say(format_args!("{}: {}", violation.group, violation.what));
        }
        say(words().t1("exchange-cli-plan-cost", "cost", verdict.cost.to_string()));
    }
    Ok(if verdict.feasible() {
        Ended::Done
    } else {
        Ended::Refused
    })
}
