//! The calendar solver on the instances that its tests keep: how good a plan is after how much processor time.
//!
//! Budgets are CPU seconds; the bars count two workers, so a bar of 10 seconds is a budget of 20.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{cargo, root, target, watch};
use crate::scratch::Scratch;
use crate::stop::{Outcome, Stop, While};

use super::table::Table;

/// Beginning of the instance's name, CPU seconds, bar.
const BUDGETS: [(&str, &str, &str); 5] = [
    ("k1-", "0.04", "proved"),
    ("k4-", "2", "gap 0.3 %"),
    ("k10-", "20", "gap 2 %"),
    ("k50-", "120", "gap 2 %"),
    ("k100-", "240", "gap 2.5 %"),
];

/// Prints the table.
pub(super) fn run() -> Outcome<()> {
    let advice = "look at crates/planner/examples/plan.rs.";
    if !watch(cargo(&["build", "--release", "--workspace", "--examples"]))?.success {
        return Err(Stop::new("the solver does not build", advice));
    }
    let program = target()?.join("release/examples/plan");
    let scratch = Scratch::new("planning")?;
    let mut table = Table::new(&[
        "instance",
        "CPU budget s",
        "first plan s",
        "cost",
        "bound",
        "gap %",
        "CPU s",
        "legal",
        "bar",
    ]);
    for (file, seconds, bar) in instances()? {
        let plain = unpacked(&file, scratch.path())?;
        let output = Command::new(&program)
            .arg(&plain)
            .arg(seconds)
            .output()
            .while_doing("start the solver", advice)?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let (last, first) = (
            said.lines().last().unwrap_or_default(),
            said.lines().find(|line| line.contains("cost Some")),
        );
        let figure = |name: &str| after(last, name).unwrap_or("?").to_owned();
        let gap = figure("gap")
            .parse::<f64>()
            .map_or_else(|_| "?".to_owned(), |gap| format!("{:.2}", gap * 100.0));
        let first = first
            .and_then(|line| line.split_whitespace().next())
            .unwrap_or("?")
            .to_owned();
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().replace(".json.gz", ""))
            .unwrap_or_default();
        table.row(vec![
            name,
            seconds.to_owned(),
            first,
            figure("cost"),
            figure("bound"),
            gap,
            figure("cpu"),
            figure("legal"),
            bar.to_owned(),
        ]);
    }
    println!("{}", table.text());
    Ok(())
}

fn instances() -> Outcome<Vec<(PathBuf, &'static str, &'static str)>> {
    let folder = root().join("crates/planner/tests/data");
    let files = fs::read_dir(&folder).while_doing(
        "read the instances",
        "restore crates/planner/tests/data from the repository.",
    )?;
    let budget = |file: PathBuf| {
        let name = file.file_name()?.to_str()?;
        if !name.ends_with(".json.gz") || name.contains(".plan.") {
            return None;
        }
        let (_, seconds, bar) = BUDGETS
            .into_iter()
            .find(|(start, ..)| name.starts_with(start))?;
        Some((file, seconds, bar))
    };
    let mut instances: Vec<_> = files
        .flatten()
        .filter_map(|entry| budget(entry.path()))
        .collect();
    instances.sort_by_key(|(file, seconds, _)| (seconds.len(), *seconds, file.clone()));
    Ok(instances)
}

fn unpacked(file: &Path, folder: &Path) -> Outcome<PathBuf> {
    let advice = "install gzip, or restore the file from the repository.";
    let output = Command::new("gzip")
        .arg("-dc")
        .arg(file)
        .output()
        .while_doing("start gzip", advice)?;
    let plain = folder.join("instance.json");
    fs::write(&plain, output.stdout).while_doing("store the instance", "free some space.")?;
    Ok(plain)
}

/// The word after a name: `cost 12 bound 10`.
fn after<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let mut words = line.split_whitespace();
    words.find(|word| *word == name)?;
    words.next()
}

#[cfg(test)]
mod tests {
    use super::after;

    #[test]
    fn figures_follow_their_names() {
        let line = "cost 9895 bound 9895 gap 0.0000 cpu 0.12 iterations 7 legal true";
        assert_eq!(after(line, "gap"), Some("0.0000"));
        assert_eq!(after(line, "legal"), Some("true"));
        assert_eq!(after(line, "memory"), None);
    }
}
