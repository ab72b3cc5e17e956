//! Prints the figures of the lottery for folders of pools, one row each.
//!
//! `cargo run --release -p sortition --example figures -- crates/sortition/tests/data/transfo_*`
//!
//! `FOLDER:31` adds a column of 31 hierarchical lines, given in turn, of which at most one member each
//! may sit; `FOLDER*10000` mixes the features of the volunteers anew into so many.
//! Seconds are those of the processor, for this thread. Memory is the peak of the whole process: one
//! folder per process tells it for one pool. `PANELS=100` changes the number of slips, `PLAIN=1` leaves
//! out maximin and the stops.

#![allow(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a table for people, not published"
)]

use sortition::{
    Flow, Lottery, Method, Options, Phase, Problem, Progress, Refusal, Rules, UNIT, Volunteer,
    commit, lottery, reveal,
};
use std::collections::BTreeMap;
use std::path::Path;

const TITLES: &str = "pool | volunteers | lottery s | maximin s | slips s | minimum | bound | levels | panels | exact | off chance | off slips | equals apart | silence ms | cancel ms | verify s | memory MB";

/// Seconds that this thread spent on a processor, where the kernel tells.
fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let first = text.split(' ').next();
    first
        .and_then(|text| text.parse::<f64>().ok())
        .unwrap_or(0.0)
        / 1e9
}

fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}

fn plain() -> bool {
    std::env::var_os("PLAIN").is_some()
}

fn main() {
    println!("{TITLES}");
    for name in std::env::args().skip(1) {
        println!("{}", row(&name));
    }
}

fn row(name: &str) -> String {
    let short = Path::new(name)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let problem = match pool(name) {
        Ok(problem) => problem,
        Err(why) => return format!("{short} | {why}"),
    };
    let panels = std::env::var("PANELS").ok().and_then(|m| m.parse().ok());
    let options = Options {
        panels: panels.unwrap_or(1000),
        ..Options::default()
    };
    let start = cpu();
    let (found, told) = watched(&problem, &options, usize::MAX);
    let end = cpu();
    let lottery = match found {
        Ok(lottery) => lottery,
        Err(Refusal::Impossible(why)) => {
            let silence = told.silence * 1e3;
            let cancel = silence + 1e3 * worst_stop(&problem, &options, &told);
            return format!(
                "{short} | {} | {:.3} | impossible: {} rules, {} ways out | {silence:.0} | {cancel:.0}",
                problem.len(),
                end - start,
                why.conflict.len(),
                why.relaxations.len(),
            );
        }
        Err(refusal) => return format!("{short} | {}", refusal.en()),
    };
    // The memory of the lottery, not of what follows.
    let memory = peak();
    let maximin = maximin(&problem, &options);
    let silence = told.silence * 1e3;
    let cancel = silence + 1e3 * worst_stop(&problem, &options, &told);
    let record = reveal(&commit(&problem, &options, &lottery).text, "7")
        .map(|record| record.text)
        .unwrap_or_default();
    let checking = cpu();
    let verdict = sortition_verify::verify(&record);
    let verify = cpu() - checking;
    let verdict = verdict.map_or_else(|no| format!(" {}", no.en()), |_| String::new());
    let Judged {
        minimum,
        chance,
        slips,
        apart,
    } = judged(&problem, &options, &lottery);
    format!(
        "{short} | {} | {:.3} | {maximin:.3} | {:.3} | {minimum:.10} | {:.10} | {} | {} | {} | {chance:.1e} | {slips:.2} | {apart:.1e} | {silence:.0} | {cancel:.0} | {verify:.3}{verdict} | {memory:.0}",
        problem.len(),
        told.slips_at - start,
        end - told.slips_at,
        lottery.bound,
        lottery.proof.len(),
        lottery.panels,
        lottery.exact,
    )
}

/// What the watcher heard.
struct Told {
    /// Times that it was told anything.
    times: usize,
    /// When the rounding began.
    slips_at: f64,
    /// The longest time between two reports, or before the first, or after the last.
    silence: f64,
    /// When it said stop.
    stopped_at: f64,
}

/// Runs the lottery and stops it at a report.
fn watched(
    problem: &Problem,
    options: &Options,
    stop_at: usize,
) -> (Result<Lottery, Refusal>, Told) {
    let start = cpu();
    let mut last = start;
    let mut told = Told {
        times: 0,
        slips_at: 0.0,
        silence: 0.0,
        stopped_at: 0.0,
    };
    let found = lottery(problem, options, &mut |progress: &Progress| {
        let now = cpu();
        told.silence = told.silence.max(now - last);
        last = now;
        told.times += 1;
        if progress.phase == Phase::Slips && told.slips_at <= 0.0 {
            told.slips_at = now;
        }
        if told.times >= stop_at {
            if told.stopped_at <= 0.0 {
                told.stopped_at = now;
            }
            return Flow::Cancel;
        }
        Flow::Continue
    });
    told.silence = told.silence.max(cpu() - last);
    (found, told)
}

/// The longest time from the answer that stops the work to its end, at eight places of the work.
fn worst_stop(problem: &Problem, options: &Options, told: &Told) -> f64 {
    if plain() {
        return f64::NAN;
    }
    let places = (1..=8).map(|eighth| (told.times * eighth / 8).max(1));
    let delays = places.map(|place| {
        let (_, told) = watched(problem, options, place);
        cpu() - told.stopped_at
    });
    delays.fold(0.0, f64::max)
}

/// Seconds until the chances of the fairest minimum are known with their panels.
fn maximin(problem: &Problem, options: &Options) -> f64 {
    if plain() {
        return f64::NAN;
    }
    let options = Options {
        method: Method::Maximin,
        ..options.clone()
    };
    let start = cpu();
    let (_, told) = watched(problem, &options, usize::MAX);
    told.slips_at - start
}

struct Judged {
    minimum: f64,
    /// Furthest that anybody's chance before rounding is from their level.
    chance: f64,
    /// Furthest that anybody's slips are from their share.
    slips: f64,
    /// Furthest that chances before rounding are apart between people of one profile without a team.
    apart: f64,
}

fn judged(problem: &Problem, options: &Options, lottery: &Lottery) -> Judged {
    let mut judged = Judged {
        minimum: 1.0,
        chance: 0.0,
        slips: 0.0,
        apart: 0.0,
    };
    let mut alike: BTreeMap<&[usize], (f64, f64)> = BTreeMap::new();
    for (at, count) in lottery.counts.iter().enumerate() {
        let level = lottery.proof[lottery.levels[at]].chance as f64 / UNIT as f64;
        let off = f64::from(*count) - level * f64::from(options.panels);
        let chance = lottery.chances[at];
        judged.minimum = judged.minimum.min(chance);
        judged.slips = judged.slips.max(off.abs());
        judged.chance = judged.chance.max((chance - level).abs());
        if problem.group(at).is_none() {
            let ends = alike.entry(problem.values(at)).or_insert((chance, chance));
            *ends = (ends.0.min(chance), ends.1.max(chance));
        }
    }
    judged.apart = alike
        .values()
        .map(|ends| ends.1 - ends.0)
        .fold(0.0, f64::max);
    judged
}

/// The pool that a name stands for.
fn pool(name: &str) -> Result<Problem, String> {
    let (folder, lines) = match name.rsplit_once(':') {
        Some((folder, lines)) => (folder, lines.parse::<usize>().ok()),
        None => (name, None),
    };
    let (folder, people) = match folder.rsplit_once('*') {
        Some((folder, people)) => (folder, people.parse::<usize>().ok()),
        None => (folder, None),
    };
    let file = |name: &str| std::fs::read(Path::new(folder).join(name)).unwrap_or_default();
    let (categories, respondents) = (file("categories.csv"), file("respondents.csv"));
    let first = |faults: Vec<sortition::Fault>| {
        faults.first().map(sortition::Fault::en).unwrap_or_default()
    };
    let read = Problem::read(&categories, &respondents, &file("meta.json")).map_err(first)?;
    if lines.is_none() && people.is_none() {
        return Ok(read);
    }
    let count = people.unwrap_or(read.len());
    let volunteers = (0..count).map(|at| volunteer(&read, at, people.is_some(), lines));
    let rules = Rules {
        at_most: lines.map(|_| ("ligne".to_owned(), 1)).into_iter().collect(),
        ..Rules::default()
    };
    let quotas = read.quotas().to_vec();
    Problem::with_rules(read.k(), quotas, volunteers.collect(), &rules).map_err(first)
}

/// A volunteer of the pool, or one whose features are taken from several of them, on a line.
fn volunteer(read: &Problem, at: usize, mixed: bool, lines: Option<usize>) -> Volunteer {
    let mut features = BTreeMap::new();
    // Strides without a common factor: each feature of another person, and all equally often.
    let strides = [1, 7, 11, 13, 17, 19, 23, 29];
    let whose = |nth: usize| {
        let stride = if mixed {
            strides[nth % strides.len()]
        } else {
            1
        };
        (at * stride + at / read.len() * nth) % read.len()
    };
    for (nth, feature) in read.features().iter().enumerate() {
        let values = read.values(whose(nth));
        let quota = values
            .iter()
            .map(|value| &read.quotas()[*value])
            .find(|quota| quota.feature == *feature);
        features.insert(
            feature.clone(),
            quota.map_or_else(String::new, |quota| quota.value.clone()),
        );
    }
    if let Some(lines) = lines {
        features.insert("ligne".to_owned(), format!("L{:03}", at % lines));
    }
    let group = read.group(at % read.len()).map(str::to_owned);
    let copy = at / read.len();
    Volunteer {
        id: format!("V{at:05}"),
        features,
        group: group.map(|group| format!("{group}/{copy}")),
    }
}
