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
mod selection;
mod table;

use crate::stop::{Outcome, Stop};

/// Runs the bench that the words name.
pub(crate) fn run(words: &[&str]) -> Outcome<()> {
    match words {
        ["selection", pools @ ..] => selection::run(pools),
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
