//! The project's own commands: `cargo xtask test | bench | screenshots`.
//!
//! Owns: running the project's tools in the right order with what they need around them (a throw-away `PostgreSQL`, a demonstration
//! that serves, a browser), and saying plainly what happened.
//! Invariants: nothing started here outlives this process, however it ends (see `leash`); a failure always says what to do.
//! Never: measures by itself what a test must guarantee, changes a file of the project (screenshots apart), needs a crate to be downloaded.

mod bench;
mod browser;
mod demo;
mod install;
mod leash;
#[cfg(test)]
mod papers;
mod postgres;
mod run;
mod scratch;
mod screenshots;
mod stop;
mod tally;
mod test;

use std::process::ExitCode;

use stop::Stop;

const USAGE: &str = "\
The project's own commands.

  cargo xtask test [--quick] [--only fmt|clippy|rust|browser]
      Checks format and lints, runs all tests on SQLite and PostgreSQL, then the browser tests.
      Installs what is missing from the package registries when it may (root on Debian), else says what to install.
      --quick   format, lints and Rust tests on SQLite only; starts nothing, installs nothing
      --only    one part

  cargo xtask bench selection|planning [--full]|pages|feeds|demo|build
      Prints measures beside their bars; never fails because of a figure.

  cargo xtask screenshots [--all]
      Takes the twelve screenshots of docs/screenshots; with --all every page, size, language and scheme into target/screenshots.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test", rest @ ..] => test::Choice::read(rest).and_then(|choice| test::run(&choice)),
        ["bench", rest @ ..] => bench::run(rest),
        ["screenshots"] => screenshots::run(false),
        ["screenshots", "--all"] => screenshots::run(true),
        ["--help" | "-h" | "help"] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => Err(Stop::new(
            "this command is not known",
            format!("Use one of these:\n\n{USAGE}"),
        )),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            stop.print();
            ExitCode::FAILURE
        }
    }
}
