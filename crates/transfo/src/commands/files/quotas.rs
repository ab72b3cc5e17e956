//! Quotas proposed from figures of the workforce: a `categories.csv` to read over and to change.

use std::path::PathBuf;

use clap::Args;
use transfo::cohort::workforce;

use crate::commands::{
    Ended, Outcome, say,
    setting::{french, words},
};

/// Asks for quotas.
#[derive(Args)]
pub struct Quotas {
    /// Figures of the workforce: columns feature, value, headcount
    table: PathBuf,
    /// Seats to fill
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    seats: u32,
}

/// Prints the proposal as the table of quotas of a pool's folder.
pub fn quotas(asked: &Quotas) -> Outcome {
    let path = asked.table.display();
    let bytes = std::fs::read(&asked.table).map_err(|e| format!("{path}: {e}"))?;
    let lines = match workforce::read(&bytes) {
        Ok(lines) => lines,
        Err(faults) => {
            for fault in faults {
                let said = if french() { fault.fr() } else { fault.en() };
                say(format_args!("{path}, {said}"));
            }
            return Ok(Ended::Refused);
        }
    };
    say("feature,value,min,max");
    for (line, (min, max)) in lines.iter().zip(sortition::proposed(&lines, asked.seats)) {
        let cell = |text: &str| workforce::cell(text);
        say(format_args!(
            "{},{},{min},{max}",
            cell(&line.feature),
            cell(&line.value)
        ));
    }
    crate::commands::say_error(words().t1("groups-cli-quotas", "seats", asked.seats));
    Ok(Ended::Done)
}
