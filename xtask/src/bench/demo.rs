//! How long a demonstration takes from nothing to serving, and from its own folder to serving.

use crate::browser::application;
use crate::demo::Demo;
use crate::stop::Outcome;

use super::process::{cpu, memory};
use super::table::Table;

/// Prints the table.
pub(super) fn run() -> Outcome<()> {
    let binary = application(true)?;
    let mut table = Table::new(&[
        "start of the demonstration",
        "seconds",
        "CPU seconds",
        "memory at most, MiB",
        "bar",
    ]);
    let mut row = |what: &str, demo: &Demo, bar: &str| {
        let seconds = format!("{:.2}", demo.started_in().as_secs_f64());
        table.row(vec![
            what.to_owned(),
            seconds,
            format!("{:.2}", cpu(demo.pid()).as_secs_f64()),
            format!("{:.1}", memory(demo.pid(), "VmHWM")),
            bar.to_owned(),
        ]);
    };
    let demo = Demo::start(&binary)?;
    row("in a new folder", &demo, "15 s");
    let demo = demo.again(&binary)?;
    row("in its folder", &demo, "1 s");
    println!("{}", table.text());
    Ok(())
}
