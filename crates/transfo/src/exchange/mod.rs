//! Folders in and out, the command line's work, and the demonstration.
//!
//! Owns the tables `season_person`, `season_role` and `season_site`: what the files of a season say and nothing else
//! keeps. Invariants: a folder is imported whole or not at all; what is exported is what was imported, with what
//! people changed since; the demonstration is made by the same verbs as a real season. Never draws or plans by itself.

pub mod export;
pub mod import;
pub mod keys;
pub mod store;

use crate::platform::{access::Routes, app::App};

/// The routes of the slice.
pub fn routes(app: &App) -> Routes {
    Routes::new(app)
}
