//! The commands. Each works on an instance's data folder, or on files given to it without any database.
//!
//! Exit codes: 0 done, 1 refused or not genuine, 2 wrong usage, 3 impossible, with the explanation on the standard
//! output. Sentences come in the language of `LANG`, French unless it is English; help is in English.

mod commands;

use std::process::ExitCode;

fn main() -> ExitCode {
    commands::run()
}
