//! The first page of each persona, and the protocol as pages.
//!
//! Owns no table: it reads what all other slices record, counts it against the protocol, and says what to do next. Its
//! only writings are those that change the rules themselves (overrides, waivers) and let prepared mails go.
//! Invariants: nothing is counted that its viewer may not see; no finding blocks anything; a question ("what if")
//! stores nothing. Never types in twice what is recorded elsewhere.

pub mod facts;
pub mod folder;
pub mod pages;
pub mod standing;
pub mod store;
pub mod todo;
pub mod wording;

use crate::{
    platform::{
        access::{Access, Routes, Tab},
        app::App,
    },
    programme::COORDINATES,
};

/// The pages that come first in each bar: what to do, and how a site stands.
pub fn first_routes(app: &App) -> Routes {
    Routes::new(app)
        .tab(
            Tab::Main("frame-home"),
            "/",
            Access::Anyone,
            pages::front::front,
        )
        .tab(
            Tab::Site("home-tab-site"),
            "/saisons/{edition}/{site}",
            Access::Site,
            pages::site::site,
        )
}

/// The other routes of the slice.
pub fn routes(app: &App) -> Routes {
    use pages::rules;
    let coordinate = Access::EditionAs(COORDINATES);
    Routes::new(app).tab(
        Tab::Edition("home-tab-rules"),
        "/saisons/{edition}/regles",
        coordinate,
        rules::rules,
    )
}
