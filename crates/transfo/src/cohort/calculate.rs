//! The calculation of a lottery off the request's path, with its stopwatch, and what is kept of it. Pure but for the
//! dice that make the secret behind the salts: it is forgotten, and each salt goes with the candidacy it is of.

use std::time::Instant;

use sortition::{Flow, Options, Phase, Problem, UNIT};

use super::{
    Here,
    chances::{self, units},
    lottery::{BETWEEN_LANGUAGES, ready},
    store::lottery::{Chance, Lottery, Ratio},
};
use crate::platform::jobs::{Progress, Watch};

/// How many numbered panels a lottery has.
const PANELS: u32 = 1000;

/// A lottery that was calculated and is not kept yet.
pub(super) struct Made {
    /// The text of the pool.
    pub(super) pool: String,
    /// Facts and texts.
    pub(super) row: Lottery,
    /// Chance of each volunteer, by reference.
    pub(super) lines: Vec<(String, Chance)>,
}

/// Calculates the lottery of the frozen pool; after so many seconds the best one found until then.
pub(super) async fn calculate(
    here: &Here<'_>,
    watch: &Watch,
    seconds: Option<u64>,
) -> Result<Made, String> {
    let (pool, substitutes) = ready(here).await?;
    let (id, secret) = (here.app.dice.id(), here.app.dice.secret());
    let (watch, now) = (watch.clone(), here.now);
    let job = move || {
        let options = Options {
            panels: PANELS,
            substitutes,
            ..Options::default()
        };
        let problem = Problem::from_text(&pool).ok_or("a pool that cannot be read")?;
        let found = search(&problem, &options, &watch, seconds)
            .map_err(|why| format!("{}{BETWEEN_LANGUAGES}{}", why.fr(), why.en()))?;
        let commitment = sortition::commit(&problem, &options, &found);
        let public = sortition::public_record(&problem, &found, &commitment.hash, &secret);
        let row = Lottery {
            public_text: public.text,
            text: commitment.text,
            hash: commitment.hash,
            made_at: now,
            pool_hash: problem.hash(),
            ..row(&problem, &found, id)
        };
        let lines = lines(&problem, &found, public.lines);
        Ok(Made { pool, row, lines })
    };
    tokio::task::spawn_blocking(job)
        .await
        .map_err(|e| e.to_string())?
}

/// The lottery itself, off the request's path: pure but for the stopwatch of the limit.
fn search(
    problem: &Problem,
    options: &Options,
    watch: &Watch,
    seconds: Option<u64>,
) -> Result<sortition::Lottery, sortition::Refusal> {
    let began = Instant::now();
    let mut watched = |progress: &sortition::Progress| {
        watch.report(shown(progress));
        if watch.is_cancelled() {
            Flow::Cancel
        } else if seconds.is_some_and(|most| began.elapsed().as_secs() >= most) {
            Flow::Settle
        } else {
            Flow::Continue
        }
    };
    sortition::lottery(problem, options, &mut watched)
}

/// As a page shows it: panels found, lowest chance so far and its bound, with blanks between them.
pub(super) fn shown(progress: &sortition::Progress) -> Progress {
    let phase = match progress.phase {
        Phase::Feasibility => "cohort-phase-feasibility",
        Phase::Chances => "cohort-phase-chances",
        Phase::Panels => "cohort-phase-panels",
        Phase::Slips => "cohort-phase-slips",
    };
    // The share is between 0 and 1: counting the hundredths below it needs no conversion that can fail.
    let done = (1..=100_u32)
        .take_while(|n| f64::from(*n) <= progress.share * 100.0)
        .count();
    Progress {
        phase: phase.into(),
        done: u32::try_from(done).unwrap_or(0),
        total: 100,
        detail: format!(
            "{} {} {}",
            progress.panels,
            units(progress.minimum),
            units(progress.bound)
        ),
    }
}

/// The facts of a lottery, without its texts.
fn row(problem: &Problem, found: &sortition::Lottery, id: String) -> Lottery {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (seats, people, quota) = found.ratio;
    let quota = quota.and_then(|q| problem.quotas().get(q));
    let lowest = found.chances.iter().copied().fold(1.0, f64::min);
    Lottery {
        id,
        made_at: jiff::Timestamp::UNIX_EPOCH,
        pool_hash: String::new(),
        text: String::new(),
        hash: String::new(),
        public_text: String::new(),
        volunteers: count(problem.len()),
        slips: count(found.slips.len()),
        lowest: found.minimum().0,
        minimum: units(lowest),
        bound: units(found.bound).min(i64::try_from(UNIT).unwrap_or(i64::MAX)),
        exact: found.exact,
        panels: count(found.panels),
        ratio: Ratio {
            seats,
            people: count(people),
            feature: quota.map(|q| q.feature.clone()).unwrap_or_default(),
            value: quota.map(|q| q.value.clone()).unwrap_or_default(),
        },
    }
}

fn lines(
    problem: &Problem,
    found: &sortition::Lottery,
    lines: Vec<sortition::PrivateLine>,
) -> Vec<(String, Chance)> {
    lines
        .into_iter()
        .zip(chances::all(problem, found))
        .map(|(line, limits)| {
            let chance = Chance {
                slips: line.slips,
                limits: serde_json::to_string(&limits).unwrap_or_default(),
                salt: line.salt,
                seal: line.seal,
            };
            (line.id, chance)
        })
        .collect()
}
