//! `cargo xtask bench`: measures beside their bars.
//!
//! Never asserts: a figure depends on the machine, and what must hold everywhere is a test. Each bench is one table with the command
//! that made it, so that a figure in a document can be made again.

mod build;
mod demo;
mod feeds;
mod http;
mod json;
mod pages;
mod planning;
mod process;
mod routes;
mod table;

use std::fs;

use crate::run::{cargo, command, root, target, watch};
use crate::stop::{Outcome, Stop, While};

/// Runs the bench that the words name.
pub(crate) fn run(words: &[&str]) -> Outcome<()> {
    match words {
        ["selection", pools @ ..] => selection(pools),
        ["planning"] => planning::run(false),
        ["planning", "--full"] => planning::run(true),
        ["pages"] => pages::run(),
        ["feeds"] => feeds::run(),
        ["demo"] => demo::run(),
        ["build"] => build::run(),
        _ => Err(Stop::new(
            format!("there is no bench `{}`", words.join(" ")),
            "use selection, planning, pages, feeds, demo or build.",
        )),
    }
}

/// The draw brings its own table: we name the pools, ours unless folders are given.
fn selection(given: &[&str]) -> Outcome<()> {
    let advice = "look at crates/sortition/examples/figures.rs.";
    if !watch(cargo(&["build", "--release", "--workspace", "--examples"]))?.success {
        return Err(Stop::new("the draw does not build", advice));
    }
    let folder = root().join("crates/sortition/tests/data");
    let entries = fs::read_dir(&folder).while_doing(
        "read the pools",
        "restore crates/sortition/tests/data from the repository.",
    )?;
    let mut pools: Vec<String> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .map(|path| path.display().to_string())
        .collect();
    pools.sort_unstable();
    let mut names: Vec<&str> = pools.iter().map(String::as_str).collect();
    if !given.is_empty() {
        names = given.to_vec();
    }
    if watch(command(target()?.join("release/examples/figures"), &names))?.success {
        Ok(())
    } else {
        Err(Stop::new(
            "the figures of the draw did not come to their end",
            advice,
        ))
    }
}
