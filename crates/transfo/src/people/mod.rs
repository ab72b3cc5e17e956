//! Persons, what they may do and since when, and how they prove who they are.

use crate::platform::{access::Routes, app::App};

/// The routes of the slice.
pub fn routes(app: &App) -> Routes {
    Routes::new(app)
}
