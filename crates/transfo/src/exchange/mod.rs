//! The season folder against the database: import, export, the demonstration.

use crate::platform::{access::Routes, app::App};

/// The routes of the slice.
pub fn routes(app: &App) -> Routes {
    Routes::new(app)
}
