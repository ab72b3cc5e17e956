//! The call, candidacies, the frozen pool, the draw, the cohort and its mission letters.

use crate::platform::{access::Routes, app::App};

/// The routes of the slice.
pub fn routes(app: &App) -> Routes {
    Routes::new(app)
}
