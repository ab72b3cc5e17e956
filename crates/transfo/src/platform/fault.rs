//! Crash points for tests: `TRANSFO_FAULT=name` makes the process die at [`point`]`("name")`, as a cut of power would.
//!
//! Compiled always, so that what is tested is what is served; costs one look at a cached text. Never cleans up:
//! that is the point.

use std::sync::OnceLock;

static CHOSEN: OnceLock<Option<String>> = OnceLock::new();

/// Dies here when the environment says so.
pub fn point(name: &str) {
    let chosen = CHOSEN.get_or_init(|| std::env::var("TRANSFO_FAULT").ok());
    if chosen.as_deref() == Some(name) {
        std::process::abort();
    }
}
