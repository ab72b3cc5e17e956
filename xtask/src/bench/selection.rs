//! The draw on the pools that its tests keep, on thin hierarchical lines and on ten thousand people.
//!
//! The example `figures` of the crate measures, one process per pool so that memory is told for each; here every figure is held
//! against its bar.

use std::fs;
use std::path::Path;

use crate::run::{ask, cargo, root, target, watch};
use crate::stop::{Outcome, Stop, While};

use super::table::Table;

const ADVICE: &str = "look at crates/sortition/examples/figures.rs.";

/// Pools made from those on disk: so many lines of which one member each may sit, or so many people.
const MADE: [&str; 7] = [
    "transfo_120_20:31",
    "transfo_120_20_equipe:31",
    "transfo_400_20:31",
    "transfo_400_20:100",
    "transfo_400_60:100",
    "transfo_2000_20*10000",
    "transfo_2000_20_equipe*10000",
];

/// Column, fewest and most volunteers it speaks of, and what it may be at most.
const BARS: [(&str, f64, f64, f64); 13] = [
    ("lottery s", 0.0, 150.0, 0.5),
    ("lottery s", 151.0, 400.0, 3.0),
    ("lottery s", 401.0, 2_000.0, 30.0),
    ("lottery s", 2_001.0, 10_000.0, 120.0),
    ("maximin s", 2_001.0, 10_000.0, 10.0),
    ("slips s", 0.0, 10_000.0, 5.0),
    ("off chance", 0.0, 10_000.0, 1e-9),
    ("off slips", 0.0, 10_000.0, 1.0),
    ("equals apart", 0.0, 10_000.0, 0.0),
    ("silence ms", 0.0, 10_000.0, 500.0),
    ("cancel ms", 0.0, 10_000.0, 200.0),
    ("verify s", 0.0, 400.0, 1.0),
    ("memory MB", 0.0, 10_000.0, 150.0),
];

/// Seconds in which a pool of 400 is said to be impossible.
const IMPOSSIBLE: f64 = 1.0;

/// Prints the table for our pools, or for those that were named.
pub(super) fn run(given: &[&str]) -> Outcome<()> {
    let build = [
        "build",
        "--release",
        "-p",
        "sortition",
        "--example",
        "figures",
    ];
    if !watch(cargo(&build))?.success {
        return Err(Stop::new("the draw does not build", ADVICE));
    }
    let program = target()?.join("release/examples/figures");
    let mut table: Option<Table> = None;
    for name in names(given)? {
        let text = ask(&program, &[&name])
            .ok_or_else(|| Stop::new(format!("{name} was not measured"), ADVICE))?;
        let mut lines = text.lines().map(cells);
        let (Some(head), Some(row)) = (lines.next(), lines.next()) else {
            return Err(Stop::new(format!("{name} has no figures"), ADVICE));
        };
        let mut columns: Vec<&str> = head.iter().map(String::as_str).collect();
        columns.push("bars");
        let table = table.get_or_insert_with(|| Table::new(&columns));
        let verdict = verdict(&head, &row);
        table.row(wide(row, head.len(), verdict));
    }
    println!("{}", table.map_or_else(String::new, |table| table.text()));
    for (column, least, most, bar) in BARS {
        println!("{column}: at most {bar} from {least} to {most} volunteers");
    }
    println!("impossible: said with its reason within {IMPOSSIBLE} s up to 400 volunteers");
    Ok(())
}

/// The folders, ours unless some are given.
fn names(given: &[&str]) -> Outcome<Vec<String>> {
    if !given.is_empty() {
        return Ok(given.iter().map(ToString::to_string).collect());
    }
    let folder = root().join("crates/sortition/tests/data");
    let entries = fs::read_dir(&folder).while_doing(
        "read the pools",
        "restore crates/sortition/tests/data from the repository.",
    )?;
    let paths = entries.flatten().map(|entry| entry.path());
    let mut names: Vec<String> = paths
        .filter(|path| path.join("meta.json").is_file())
        .map(|path| path.display().to_string())
        .collect();
    names.sort_unstable();
    let made = MADE.iter().map(|name| Path::new(&folder).join(name));
    names.extend(made.map(|path| path.display().to_string()));
    Ok(names)
}

fn cells(line: &str) -> Vec<String> {
    line.split('|').map(|cell| cell.trim().to_owned()).collect()
}

/// A row with as many cells as there are titles, and what the bars say of it.
fn wide(mut row: Vec<String>, titles: usize, verdict: String) -> Vec<String> {
    row.resize(titles, String::new());
    row.push(verdict);
    row
}

fn verdict(titles: &[String], row: &[String]) -> String {
    let people = number(row.get(1));
    if row.len() < titles.len() {
        let said = number(row.get(2));
        let silence = number(row.get(4));
        let cancel = number(row.get(5));
        let met = (people > 400.0 || said <= IMPOSSIBLE) && silence <= 500.0 && cancel <= 200.0;
        return if met { "met" } else { "missed: impossible" }.to_owned();
    }
    let mut missed = Vec::new();
    for (column, least, most, bar) in BARS {
        let at = titles.iter().position(|title| title == column);
        let figure = number(at.and_then(|at| row.get(at)));
        // What is no number is no figure that meets its bar.
        if (least..=most).contains(&people) && (figure.is_nan() || figure > bar) {
            missed.push(format!("{column} > {bar}"));
        }
    }
    let exact = titles.iter().position(|title| title == "exact");
    if exact
        .and_then(|at| row.get(at))
        .is_none_or(|exact| exact != "true")
    {
        missed.push("not exact".to_owned());
    }
    if missed.is_empty() {
        "met".to_owned()
    } else {
        format!("missed: {}", missed.join(", "))
    }
}

fn number(cell: Option<&String>) -> f64 {
    let first = cell.and_then(|cell| cell.split_whitespace().next());
    first.and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_above_its_bar_is_named_and_so_is_one_that_is_none() {
        let titles = cells(
            "pool | volunteers | lottery s | maximin s | slips s | off chance | off slips | equals apart | silence ms | exact | cancel ms | verify s | memory MB",
        );
        let row = |lottery: &str| {
            cells(&format!(
                "a | 120 | {lottery} | 0.1 | 0.1 | 1e-12 | 0.9 | 0.0e0 | 3 | true | 4 | 0.1 | 6"
            ))
        };
        assert_eq!(verdict(&titles, &row("0.49")), "met");
        assert_eq!(verdict(&titles, &row("0.51")), "missed: lottery s > 0.5");
        assert_eq!(verdict(&titles, &row("?")), "missed: lottery s > 0.5");
        let impossible = cells("b | 400 | 1.2 | impossible: 3 rules, 1 ways out | 3 | 4");
        assert_eq!(verdict(&titles, &impossible), "missed: impossible");
    }
}
