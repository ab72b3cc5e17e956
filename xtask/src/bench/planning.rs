//! The calendar solver on the instances that its tests keep: how good a plan is after how much processor time, beside the bars.
//!
//! Budgets are CPU seconds; the bars count two workers, so a bar of 10 seconds is a budget of 20. By default the short budget of each size, one
//! seed (some two minutes); `--full` adds the long budgets and ten seeds for ten authorities (an hour).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{cargo, root, target, watch};
use crate::scratch::Scratch;
use crate::stop::{Outcome, Stop, While};

use super::table::Table;

/// What is asked of a size: beginning of the instance's name, CPU seconds, largest gap in %, first plan within CPU seconds, memory in MB.
struct Bar {
    name: &'static str,
    seconds: &'static str,
    gap: f64,
    first: f64,
    memory: f64,
    /// Only with `--full`.
    long: bool,
}

const fn bar(name: &'static str, seconds: &'static str, limits: [f64; 3], long: bool) -> Bar {
    let [gap, first, memory] = limits;
    Bar {
        name,
        seconds,
        gap,
        first,
        memory,
        long,
    }
}

const BARS: [Bar; 7] = [
    bar("k1-", "0.04", [0.0, 0.02, 20.0], false),
    bar("k4-", "2", [0.3, 0.1, 50.0], false),
    bar("k4-", "46", [0.0, 0.1, 50.0], true),
    bar("k10-", "20", [2.0, 0.2, 50.0], false),
    bar("k10-", "120", [1.0, 0.2, 50.0], true),
    bar("k50-", "120", [2.0, 1.0, 80.0], true),
    bar("k100-", "240", [2.5, 3.0, 120.0], true),
];

/// Seeds for ten authorities with `--full`: their plans may not differ by more than this, in %.
const SEEDS: u32 = 10;
const SPREAD: f64 = 0.5;

/// What one run of the solver said.
struct Said {
    first: Option<f64>,
    cost: Option<f64>,
    bound: Option<f64>,
    gap: Option<f64>,
    cpu: Option<f64>,
    memory: Option<f64>,
    legal: bool,
}

/// Prints the table; `full` with the long budgets.
pub(super) fn run(full: bool) -> Outcome<()> {
    let advice = "look at crates/planner/examples/plan.rs.";
    let build = ["build", "--release", "--package", "planner", "--examples"];
    if !watch(cargo(&build))?.success {
        return Err(Stop::new("the solver does not build", advice));
    }
    let scratch = Scratch::new("planning")?;
    let mut table = Table::new(&[
        "instance", "seed", "budget", "first s", "cost", "bound", "gap %", "CPU s", "MB", "legal",
        "bar", "verdict",
    ]);
    let mut spreads = Vec::new();
    for (name, file) in instances(scratch.path())? {
        for bar in BARS.iter().filter(|b| name.starts_with(b.name)) {
            if bar.long && !full {
                continue;
            }
            let many = full && bar.name == "k10-" && bar.long;
            let mut costs = Vec::new();
            for seed in 1..=if many { SEEDS } else { 1 } {
                let said = solve(&file, bar, seed)?;
                costs.extend(said.cost);
                table.row(row(&name, seed, bar, &said));
            }
            if many {
                spreads.push(spread(&name, &costs));
            }
        }
    }
    println!("{}{}", table.text(), spreads.concat());
    Ok(())
}

fn solve(file: &Path, bar: &Bar, seed: u32) -> Outcome<Said> {
    let program = target()?.join("release/examples/plan");
    let output = Command::new(&program)
        .arg(file)
        .arg(bar.seconds)
        .arg(seed.to_string())
        .output()
        .while_doing(
            "start the solver",
            "look at crates/planner/examples/plan.rs.",
        )?;
    Ok(read(&String::from_utf8_lossy(&output.stderr)))
}

/// Reads what the solver says on its error stream.
fn read(said: &str) -> Said {
    let last = said.lines().last().unwrap_or_default();
    let first = said.lines().find(|line| line.contains("cost Some"));
    let figure = |name: &str| after(last, name)?.parse::<f64>().ok();
    Said {
        first: first.and_then(|line| line.split_whitespace().next()?.parse().ok()),
        cost: figure("cost"),
        bound: figure("bound"),
        gap: figure("gap").map(|gap| gap * 100.0),
        cpu: figure("cpu"),
        memory: figure("memory"),
        legal: after(last, "legal") == Some("true"),
    }
}

fn row(name: &str, seed: u32, bar: &Bar, said: &Said) -> Vec<String> {
    let shown = |figure: Option<f64>, digits: usize| {
        figure.map_or_else(|| "?".to_owned(), |figure| format!("{figure:.digits$}"))
    };
    vec![
        name.to_owned(),
        seed.to_string(),
        bar.seconds.to_owned(),
        shown(said.first, 2),
        shown(said.cost, 0),
        shown(said.bound, 0),
        shown(said.gap, 2),
        shown(said.cpu, 2),
        shown(said.memory, 0),
        said.legal.to_string(),
        format!(
            "gap {} %, first {} s, {} MB",
            bar.gap, bar.first, bar.memory
        ),
        verdict(bar, said),
    ]
}

/// `met`, or what was missed.
fn verdict(bar: &Bar, said: &Said) -> String {
    let over = |figure: Option<f64>, most: f64| figure.is_none_or(|figure| figure > most);
    let seconds: f64 = bar.seconds.parse().unwrap_or(0.0);
    let missed: Vec<&str> = [
        ("gap", over(said.gap, bar.gap)),
        ("first plan", over(said.first, bar.first)),
        ("memory", over(said.memory, bar.memory)),
        ("time", over(said.cpu, seconds * 1.1)),
        ("legal", !said.legal),
    ]
    .into_iter()
    .filter_map(|(what, missed)| missed.then_some(what))
    .collect();
    if missed.is_empty() {
        "met".to_owned()
    } else {
        format!("missed: {}", missed.join(", "))
    }
}

/// How far the plans of several seeds are apart.
fn spread(name: &str, costs: &[f64]) -> String {
    let least = costs.iter().copied().fold(f64::INFINITY, f64::min);
    let most = costs.iter().copied().fold(0.0, f64::max);
    let percent = (most - least) / most.max(1.0) * 100.0;
    let verdict = if percent <= SPREAD { "met" } else { "missed" };
    format!(
        "{name}: spread over {} seeds {percent:.2} % (bar {SPREAD} %): {verdict}\n",
        costs.len()
    )
}

/// Instances of the tests that have a bar, unpacked, the small ones first; a hundred authorities are made of fifty.
fn instances(scratch: &Path) -> Outcome<Vec<(String, PathBuf)>> {
    let advice = "restore crates/planner/tests/data from the repository.";
    let folder = root().join("crates/planner/tests/data");
    let mut list = Vec::new();
    for entry in fs::read_dir(&folder)
        .while_doing("read the instances", advice)?
        .flatten()
    {
        let title = entry.file_name().to_string_lossy().into_owned();
        let Some(name) = title.strip_suffix(".json.gz") else {
            continue;
        };
        if name.ends_with(".plan") || !BARS.iter().any(|b| name.starts_with(b.name)) {
            continue;
        }
        let plain = unpacked(&entry.path(), &scratch.join(format!("{name}.json")))?;
        if let Some(seed) = name.strip_prefix("k50-") {
            let larger = scratch.join(format!("k100-of-k50-{seed}.json"));
            list.push((format!("k100-of-k50-{seed}"), doubled(&plain, &larger)?));
        }
        list.push((name.to_owned(), plain));
    }
    let size =
        |name: &str| -> Option<u32> { name.strip_prefix('k')?.split('-').next()?.parse().ok() };
    list.sort_by_key(|(name, _)| (size(name), name.clone()));
    Ok(list)
}

fn doubled(file: &Path, into: &Path) -> Outcome<PathBuf> {
    let program = target()?.join("release/examples/double");
    let output = Command::new(&program).arg(file).output().while_doing(
        "double a season",
        "look at crates/planner/examples/double.rs.",
    )?;
    store(into, &output.stdout)
}

fn unpacked(file: &Path, into: &Path) -> Outcome<PathBuf> {
    let advice = "install gzip, or restore the file from the repository.";
    let output = Command::new("gzip")
        .arg("-dc")
        .arg(file)
        .output()
        .while_doing("start gzip", advice)?;
    store(into, &output.stdout)
}

fn store(into: &Path, text: &[u8]) -> Outcome<PathBuf> {
    fs::write(into, text).while_doing("store the instance", "free some space.")?;
    Ok(into.to_owned())
}

/// The word after a name: `cost 12 bound 10`.
fn after<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let mut words = line.split_whitespace();
    words.find(|word| *word == name)?;
    words.next()
}

#[cfg(test)]
mod tests {
    use super::{BARS, after, read, spread, verdict};

    #[test]
    fn figures_follow_their_names() {
        let line = "cost 9895 bound 9895 gap 0.0000 cpu 0.12 iterations 7 legal true";
        assert_eq!(after(line, "gap"), Some("0.0000"));
        assert_eq!(after(line, "legal"), Some("true"));
        assert_eq!(after(line, "memory"), None);
    }

    #[test]
    fn what_is_missed_is_named() {
        let bar = BARS.iter().find(|b| b.name == "k4-").unwrap();
        let said = |last: &str| read(&format!("   0.05 Building cost Some(9) bound 0\n{last}\n"));
        let good = "cost 6964 bound 6964 gap 0.0000 cpu 0.21 iterations 7 legal true memory 8";
        assert_eq!(verdict(bar, &said(good)), "met");
        let poor = "cost 7100 bound 6964 gap 0.0192 cpu 2.50 iterations 7 legal true memory 8";
        assert_eq!(verdict(bar, &said(poor)), "missed: gap, time");
        assert_eq!(
            verdict(bar, &read("no plan")),
            "missed: gap, first plan, memory, time, legal"
        );
    }

    #[test]
    fn the_spread_is_between_the_best_and_the_worst_seed() {
        assert!(spread("k", &[995.0, 1000.0, 998.0]).contains("0.50 %"));
        assert!(spread("k", &[990.0, 1000.0]).contains("missed"));
    }
}
