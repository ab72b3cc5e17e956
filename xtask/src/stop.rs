//! Why a command cannot go on, and what the reader can do about it.
//!
//! Invariant: there is no stop without advice. Never carries a backtrace or a code.

use std::fmt::Display;

/// A failure told to the person at the terminal.
#[derive(Debug)]
pub(crate) struct Stop {
    /// What happened.
    what: String,
    /// What to do next; empty when it has been said already.
    advice: String,
}

/// What every fallible step returns.
pub(crate) type Outcome<T> = Result<T, Stop>;

impl Stop {
    pub(crate) fn new(what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            advice: advice.into(),
        }
    }

    /// The command failed and has already said everything, down to its last line.
    pub(crate) fn said() -> Self {
        Self::new("", "")
    }

    pub(crate) fn print(&self) {
        if !self.what.is_empty() {
            eprintln!("\nStopped: {}", self.what);
        }
        if !self.advice.is_empty() {
            eprintln!("What to do: {}", self.advice);
        }
    }
}

/// Adds to a system error what was being done and what to try.
pub(crate) trait While<T> {
    /// `doing` reads after "could not": "start postgres".
    fn while_doing(self, doing: &str, advice: &str) -> Outcome<T>;
}

impl<T, E: Display> While<T> for Result<T, E> {
    fn while_doing(self, doing: &str, advice: &str) -> Outcome<T> {
        self.map_err(|error| Stop::new(format!("could not {doing}: {error}"), advice))
    }
}
