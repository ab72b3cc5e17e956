//! `cargo xtask test`: every check of the project in the order in which failures are cheapest to learn.
//!
//! Invariants: stops at the first part that fails; the last line printed is `N passed, N failed`; a part that fails counts at least one
//! failure whatever its runner printed, and a part that ran no test has failed.

use std::process::Command;
use std::time::Instant;

use crate::browser::{Browser, application};
use crate::demo::Demo;
use crate::install::{POSTGRES, tools};
use crate::postgres::Cluster;
use crate::run::{cargo, on_path, watch};
use crate::stop::{Outcome, Stop};
use crate::tally::Tally;

/// What the person asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    parts: Vec<Part>,
    quick: bool,
}

/// One part of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Format,
    Lints,
    Rust,
    Browser,
}

impl Choice {
    /// Reads the words after `test`.
    pub(crate) fn read(words: &[&str]) -> Outcome<Self> {
        let all = vec![Part::Format, Part::Lints, Part::Rust, Part::Browser];
        let (parts, quick) = match words {
            [] => (all, false),
            ["--quick"] => (vec![Part::Format, Part::Lints, Part::Rust], true),
            ["--only", part] => (vec![Part::named(part)?], false),
            ["--quick", "--only", part] | ["--only", part, "--quick"] => {
                (vec![Part::named(part)?], true)
            }
            _ => {
                return Err(Stop::new(
                    format!("`{}` is not understood", words.join(" ")),
                    "use --quick, --only fmt|clippy|rust|browser, or nothing.",
                ));
            }
        };
        Ok(Self { parts, quick })
    }
}

impl Part {
    fn named(name: &str) -> Outcome<Self> {
        match name {
            "fmt" => Ok(Self::Format),
            "clippy" => Ok(Self::Lints),
            "rust" => Ok(Self::Rust),
            "browser" => Ok(Self::Browser),
            _ => Err(Stop::new(
                format!("there is no part `{name}`"),
                "use fmt, clippy, rust or browser.",
            )),
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Format => "Format",
            Self::Lints => "Lints",
            Self::Rust => "Rust tests",
            Self::Browser => "Browser tests",
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Self::Format => "run `cargo fmt` and look at what it changed.",
            Self::Lints => "mend the lints above; an exception needs #[expect(…, reason = \"…\")].",
            Self::Rust => {
                "mend the tests above; `cargo xtask test --only rust` runs this part alone."
            }
            Self::Browser => {
                "mend the pages or tests above; `cargo xtask test --only browser` runs this part alone."
            }
        }
    }

    fn run(self, quick: bool) -> Outcome<Tally> {
        match self {
            Self::Format => check(cargo(&["fmt", "--check"])),
            Self::Lints => check(cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ])),
            Self::Rust => rust(quick),
            Self::Browser => browser(),
        }
    }
}

/// Runs the parts chosen and closes with the summary.
pub(crate) fn run(choice: &Choice) -> Outcome<()> {
    let mut lines = Vec::new();
    let mut total = Tally::default();
    let mut stop = None;
    for part in &choice.parts {
        println!("\n== {}", part.title());
        let start = Instant::now();
        let (mut tally, mut wrong) = match part.run(choice.quick) {
            Ok(tally) => (tally, None),
            Err(stop) => (Tally::default(), Some(stop)),
        };
        if wrong.is_none() && tally.failed > 0 {
            wrong = Some(Stop::new(format!("{} failed", part.title()), part.advice()));
        } else if wrong.is_none() && tally.passed == 0 {
            wrong = Some(Stop::new(
                format!("{}: no test ran", part.title()),
                part.advice(),
            ));
        }
        if wrong.is_some() {
            tally.failed = tally.failed.max(1);
        }
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "-- {}: {} in {seconds:.1} s",
            part.title(),
            if wrong.is_some() { "failed" } else { "passed" }
        );
        lines.push(format!(
            "{:<14} {:<36} {seconds:>7.1} s",
            part.title(),
            tally.line()
        ));
        total += tally;
        stop = wrong;
        if stop.is_some() {
            break;
        }
    }
    if let Some(stop) = &stop {
        stop.print();
    }
    println!("\n== Summary\n{}", lines.join("\n"));
    if choice.quick {
        println!("--quick: SQLite only, without PostgreSQL and without the browser.");
    }
    println!("{}", total.line());
    stop.map_or(Ok(()), |_| Err(Stop::said()))
}

fn check(command: Command) -> Outcome<Tally> {
    Ok(Tally::one(watch(command)?.success))
}

/// Unit, integration and documentation tests. The integration tests use SQLite and, where they are told of one, `PostgreSQL`.
fn rust(quick: bool) -> Outcome<Tally> {
    let cluster = if quick {
        None
    } else {
        let [bin] = tools([&POSTGRES])?;
        Some(Cluster::start(&bin)?)
    };
    let run = |arguments: &[&str], count: fn(&str) -> Tally| -> Outcome<Tally> {
        let mut command = cargo(arguments);
        match &cluster {
            Some(cluster) => command
                .env("TRANSFO_TEST_POSTGRES", cluster.url())
                .env("TRANSFO_TEST_REQUIRE_POSTGRES", "1"),
            None => command
                .env_remove("TRANSFO_TEST_POSTGRES")
                .env_remove("TRANSFO_TEST_REQUIRE_POSTGRES"),
        };
        // A snapshot that differs fails; it is never accepted on the way.
        command.env("INSTA_UPDATE", "no");
        let said = watch(command)?;
        let mut tally = count(&said.text);
        if !said.success {
            tally.failed = tally.failed.max(1);
        }
        Ok(tally)
    };
    if on_path("cargo-nextest").is_none() {
        return run(
            &["test", "--workspace", "--no-fail-fast"],
            Tally::of_cargo_test,
        );
    }
    let mut tally = run(
        &[
            "nextest",
            "run",
            "--workspace",
            "--no-fail-fast",
            "--no-tests=pass",
            "--show-progress=none",
            "--status-level=fail",
        ],
        Tally::of_nextest,
    )?;
    if tally.failed == 0 {
        tally += run(
            &["test", "--workspace", "--doc", "--no-fail-fast"],
            Tally::of_cargo_test,
        )?;
    }
    Ok(tally)
}

/// Every page of a demonstration in a headless Chromium.
fn browser() -> Outcome<Tally> {
    let browser = Browser::find()?;
    let binary = application(false)?;
    let demo = Demo::start(&binary)?;
    println!(
        "The demonstration serves at {} after {:.1} s.",
        demo.address(),
        demo.started_in().as_secs_f64()
    );
    let said = watch(browser.command(&["--test", "--test-reporter=spec"], &demo, &binary)?)?;
    let mut tally = Tally::of_node(&said.text);
    if !said.success {
        tally.failed = tally.failed.max(1);
    }
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::{Choice, Part};

    #[test]
    fn options() {
        let read = |words: &[&str]| Choice::read(words).ok();
        assert_eq!(read(&[]).map(|choice| choice.parts.len()), Some(4));
        assert_eq!(
            read(&["--quick"]),
            Some(Choice {
                parts: vec![Part::Format, Part::Lints, Part::Rust],
                quick: true
            })
        );
        assert_eq!(
            read(&["--only", "rust", "--quick"]),
            Some(Choice {
                parts: vec![Part::Rust],
                quick: true
            })
        );
        assert_eq!(read(&["--only", "rusty"]), None);
        assert_eq!(read(&["--fast"]), None);
    }
}
