//! What a fresh release build costs.

use std::fs;
use std::time::{Duration, Instant};

use crate::run::{cargo, target, watch};
use crate::stop::{Outcome, Stop};

use super::process::cpu_of_children;
use super::table::Table;

/// Builds into an empty folder, with the sources of the dependencies already downloaded, and prints the table.
pub(super) fn run() -> Outcome<()> {
    if !watch(cargo(&["fetch", "--locked"]))?.success {
        return Err(Stop::new(
            "the dependencies could not be downloaded",
            "try again with the network on.",
        ));
    }
    let folder = target()?.join("bench-build");
    let _ = fs::remove_dir_all(&folder);
    let (before, start) = (cpu_of_children(), Instant::now());
    let mut build = cargo(&["build", "--release", "--locked", "--timings"]);
    build.env("CARGO_TARGET_DIR", &folder);
    let built = watch(build)?.success;
    let (cpu, wall) = (cpu_of_children().saturating_sub(before), start.elapsed());
    if !built {
        return Err(Stop::new(
            "the release does not build",
            "mend the errors above.",
        ));
    }
    let megabytes = |name: &str| {
        fs::metadata(folder.join("release").join(name))
            .ok()
            .and_then(|file| u32::try_from(file.len() / 1024).ok())
            .map_or(f64::NAN, |size| f64::from(size) / 1024.0)
    };
    let seconds = |time: Duration| format!("{:.0}", time.as_secs_f64());
    let mut table = Table::new(&["fresh release build", "figure", "bar"]);
    table.row(vec![
        "CPU seconds".to_owned(),
        seconds(cpu),
        "960".to_owned(),
    ]);
    table.row(vec![
        "seconds".to_owned(),
        seconds(wall),
        "480 on 2 cores".to_owned(),
    ]);
    table.row(vec![
        "cores".to_owned(),
        std::thread::available_parallelism()
            .map_or(0, usize::from)
            .to_string(),
        String::new(),
    ]);
    table.row(vec![
        "size of the program, MiB".to_owned(),
        format!("{:.1}", megabytes("transfo")),
        "40".to_owned(),
    ]);
    println!(
        "{}\nDetails: {}",
        table.text(),
        folder.join("cargo-timings").display()
    );
    Ok(())
}
