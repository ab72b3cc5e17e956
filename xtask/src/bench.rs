//! `cargo xtask bench`: measures beside their bars.
//!
//! Never asserts: a figure depends on the machine, and what must hold everywhere is a test. Each bench is one table with the command
//! that made it, so that a figure in a document can be made again.

mod build;
mod demo;
mod http;
mod json;
mod pages;
mod process;
mod routes;
mod table;

use crate::run::{cargo, watch};
use crate::stop::{Outcome, Stop};

/// Runs the bench that the words name.
pub(crate) fn run(words: &[&str]) -> Outcome<()> {
    match words {
        ["selection"] => library("sortition", "bench-selection"),
        ["planning"] => library("planner", "bench-planning"),
        ["pages"] => pages::run(),
        ["demo"] => demo::run(),
        ["build"] => build::run(),
        _ => Err(Stop::new(
            format!("there is no bench `{}`", words.join(" ")),
            "use selection, planning, pages, demo or build.",
        )),
    }
}

/// The algorithm crates bring their own bench, as an example program that prints its table.
fn library(package: &str, example: &str) -> Outcome<()> {
    if watch(cargo(&[
        "run",
        "--release",
        "--package",
        package,
        "--example",
        example,
    ]))?
    .success
    {
        Ok(())
    } else {
        Err(Stop::new(
            format!("the bench of {package} did not run to its end"),
            format!("look at crates/{package}/examples/{example}.rs."),
        ))
    }
}
