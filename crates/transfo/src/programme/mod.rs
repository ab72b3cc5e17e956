//! Editions, authorities as a pipeline, the team, and the protocol they run under.

use crate::platform::{access::Routes, app::App};

/// The routes of the slice.
pub fn routes(app: &App) -> Routes {
    Routes::new(app)
}
