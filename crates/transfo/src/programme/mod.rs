//! Editions, authorities as a pipeline, the team, and the protocol they run under.
//!
//! Owns the tables `edition`, `protocol_override`, `site`, `site_stage`, `room` and `waiver`, and the built-in
//! directory of French authorities. Invariants: a stage is a dated fact; a site is a prospect that moved on, never a
//! copy; no site runs before its convention is signed. Never counts what other slices record: the findings of the
//! protocol are made where all facts are known.

pub mod acts;
pub mod directory;
pub mod pages;
pub mod rules;
mod shipped;
pub mod stage;
pub mod store;
pub mod towns;

use crate::platform::{
    access::{Access, Routes, Tab},
    app::App,
    gate::Role,
};

/// Who leads a site and who follows it.
pub const LEADS: &[Role] = &[Role::Pilot, Role::Coordinator];
/// Who works at a site and who follows it.
pub const WORKS: &[Role] = &[Role::Pilot, Role::Resident, Role::Coordinator];
/// Who coordinates.
pub const COORDINATES: &[Role] = &[Role::Coordinator];

/// The routes of the slice.
pub fn routes(app: &App) -> Routes {
    site_routes(edition_routes(Routes::new(app)))
}

fn edition_routes(routes: Routes) -> Routes {
    use pages::{editions, site, team};
    let coordinate = Access::EditionAs(COORDINATES);
    routes
        .tab(
            Tab::Main("programme-editions-title"),
            "/saisons",
            Access::SignedIn,
            editions::editions,
        )
        .post(
            "/saisons",
            Access::Anywhere(&[Role::Administrator, Role::Coordinator]),
            editions::open,
        )
        .tab(
            Tab::Edition("programme-tab-edition"),
            "/saisons/{edition}",
            Access::Edition,
            editions::edition,
        )
        .tab(
            Tab::Edition("programme-team"),
            "/saisons/{edition}/equipe",
            Access::Edition,
            team::team,
        )
        .post("/saisons/{edition}/equipe", coordinate, team::invite)
        .post(
            "/saisons/{edition}/equipe/{role}/fin",
            coordinate,
            team::end,
        )
        .get(
            "/saisons/{edition}/collectivites/nouvelle",
            coordinate,
            site::new,
        )
        .post("/saisons/{edition}/collectivites", coordinate, site::add)
}

fn site_routes(routes: Routes) -> Routes {
    use pages::{site, team};
    let lead = Access::SiteAs(LEADS);
    routes
        .tab(
            Tab::Site("programme-site-page"),
            "/saisons/{edition}/{site}/fiche",
            lead,
            site::site,
        )
        .post("/saisons/{edition}/{site}/fiche", lead, site::edit)
        .post(
            "/saisons/{edition}/{site}/etape",
            Access::SiteAs(COORDINATES),
            site::move_stage,
        )
        .post("/saisons/{edition}/{site}/salles", lead, site::add_room)
        .post(
            "/saisons/{edition}/{site}/salles/{id}/retirer",
            lead,
            site::remove_room,
        )
        .tab(
            Tab::Site("programme-team"),
            "/saisons/{edition}/{site}/equipe",
            Access::Site,
            team::team,
        )
        .post("/saisons/{edition}/{site}/equipe", lead, team::invite)
        .post(
            "/saisons/{edition}/{site}/equipe/{role}/ville",
            Access::SiteAs(WORKS),
            team::set_home,
        )
        .post(
            "/saisons/{edition}/{site}/equipe/{role}/fin",
            lead,
            team::end,
        )
}
