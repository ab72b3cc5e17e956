//! The first page of each persona: at most five things to do, each with a deadline and one verb.

use crate::platform::{access::Routes, app::App};

/// The routes of the slice.
pub fn routes(app: &App) -> Routes {
    Routes::new(app)
}
