//! Closures, availability, the plan, the runs people see, attendance, time accounts and feeds.

pub mod holidays;

use crate::platform::{access::Routes, app::App};

/// The routes of the slice.
pub fn routes(app: &App) -> Routes {
    Routes::new(app)
}
