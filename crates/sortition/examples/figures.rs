//! Prints the figures of the lottery for folders of pools.
//!
//! `cargo run --release -p sortition --example figures -- crates/sortition/tests/data/transfo_*`

#![allow(
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::too_many_lines,
    reason = "a table for people, not published"
)]

use sortition::{Flow, Options, Phase, Problem, Refusal, UNIT, commit, lottery, reveal};
use std::fmt::Write as _;
use std::path::Path;

/// Nanoseconds that this thread spent on a processor, where the kernel tells.
fn cpu() -> f64 {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse::<f64>().ok())
        .unwrap_or(0.0)
        / 1e9
}

fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap_or_default();
    line.trim_start_matches("VmHWM:").trim().to_owned()
}

fn main() {
    println!(
        "pool | volunteers | CPU s | minimum | bound | levels | panels | exact | off slips | verify s | peak | longest silence s"
    );
    for folder in std::env::args().skip(1) {
        println!("{}", line(Path::new(&folder)));
    }
}

fn line(folder: &Path) -> String {
    let mut text = folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let file = |name: &str| std::fs::read(folder.join(name)).unwrap_or_default();
    let start = cpu();
    let read = Problem::read(
        &file("categories.csv"),
        &file("respondents.csv"),
        &file("meta.json"),
    );
    let problem = match read {
        Ok(problem) => problem,
        Err(faults) => {
            return format!(
                "{text} | {}",
                faults.first().map(sortition::Fault::en).unwrap_or_default()
            );
        }
    };
    let panels = std::env::var("PANELS")
        .ok()
        .and_then(|m| m.parse().ok())
        .unwrap_or(1000);
    let options = Options {
        panels,
        ..Options::default()
    };
    let mut slips_at = start;
    // A cancelled work ends at the next word of progress: the longest silence is the longest wait.
    let (mut heard, mut silence) = (start, 0.0_f64);
    let found = lottery(&problem, &options, &mut |progress| {
        if std::env::var_os("PROGRESS").is_some() && progress.panels % 100 == 0 {
            eprintln!(
                "{:?} {} {:.12} {:.1}",
                progress.phase,
                progress.panels,
                progress.share,
                cpu() - start
            );
        }
        silence = silence.max(cpu() - heard);
        heard = cpu();
        if progress.phase == Phase::Slips && slips_at <= start {
            slips_at = cpu();
        }
        Flow::Continue
    });
    let end = cpu();
    silence = silence.max(end - heard);
    let lottery = match found {
        Ok(lottery) => lottery,
        Err(Refusal::Impossible(why)) => {
            return format!(
                "{text} | {} | {:.3} | {}",
                problem.len(),
                end - start,
                why.en()
            );
        }
        Err(refusal) => return format!("{text} | {}", refusal.en()),
    };
    let minimum = lottery.chances.iter().copied().fold(1.0, f64::min);
    let mut off: f64 = 0.0;
    let mut gap: f64 = 0.0;
    for (at, count) in lottery.counts.iter().enumerate() {
        let level = lottery.proof[lottery.levels[at]].chance as f64 / UNIT as f64;
        off = off.max((f64::from(*count) - level * f64::from(panels)).abs());
        gap = gap.max((lottery.chances[at] - level).abs());
    }
    let record = reveal(&commit(&problem, &options, &lottery).text, "7")
        .map(|record| record.text)
        .unwrap_or_default();
    let checking = cpu();
    let verdict = sortition_verify::verify(&record);
    let _ = write!(
        text,
        " | {} | {:.3} + {:.3} | {minimum:.9} | {:.9} | {} | {} | {} {gap:.1e} | {off:.3} | {:.3} {} | {} | {silence:.3}",
        problem.len(),
        slips_at - start,
        end - slips_at,
        lottery.bound,
        lottery.proof.len(),
        lottery.panels,
        lottery.exact,
        cpu() - checking,
        verdict.map_or_else(|rejection| rejection.en(), |_| "accepted".to_owned()),
        peak(),
    );
    text
}
