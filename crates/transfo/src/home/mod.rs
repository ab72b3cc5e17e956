//! The first page of each persona, and the protocol as pages.
//!
//! Owns no table: it reads what all other slices record, counts it against the protocol, and says what to do next. Its
//! only writings are those that change the rules themselves (overrides, waivers) and let prepared mails go.
//! Invariants: nothing is counted that its viewer may not see; no finding blocks anything; a question ("what if")
//! stores nothing. Never types in twice what is recorded elsewhere.

pub mod acts;
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
    programme::{COORDINATES, LEADS},
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
    use pages::{protocol, rules};
    let coordinate = Access::EditionAs(COORDINATES);
    Routes::new(app)
        .tab(
            Tab::Edition("home-tab-rules"),
            "/saisons/{edition}/regles",
            coordinate,
            rules::rules,
        )
        .tab(
            Tab::Edition("home-tab-protocol"),
            "/saisons/{edition}/protocole",
            Access::Edition,
            protocol::protocol,
        )
        .get(
            "/saisons/{edition}/protocole/{rule}/{parameter}",
            coordinate,
            protocol::parameter,
        )
        .post(
            "/saisons/{edition}/protocole/{rule}/{parameter}",
            coordinate,
            protocol::change,
        )
        .post(
            "/saisons/{edition}/protocole/{rule}/{parameter}/retirer",
            coordinate,
            protocol::remove,
        )
        .merge(exceptions(app))
        .merge(letters(app))
}

fn exceptions(app: &App) -> Routes {
    use pages::{waivers, what_if};
    let coordinate = Access::EditionAs(COORDINATES);
    let lead = Access::SiteAs(LEADS);
    Routes::new(app)
        .get(
            "/saisons/{edition}/derogations",
            Access::Edition,
            waivers::of_edition,
        )
        .post(
            "/saisons/{edition}/derogations",
            coordinate,
            waivers::grant_edition,
        )
        .post(
            "/saisons/{edition}/derogations/{id}/fin",
            coordinate,
            waivers::end,
        )
        .tab(
            Tab::Site("home-tab-what-if"),
            "/saisons/{edition}/{site}/et-si",
            lead,
            what_if::what_if,
        )
        .tab(
            Tab::Site("home-tab-waivers"),
            "/saisons/{edition}/{site}/derogations",
            Access::Site,
            waivers::of_site,
        )
        .post(
            "/saisons/{edition}/{site}/derogations",
            lead,
            waivers::grant_site,
        )
        .post(
            "/saisons/{edition}/{site}/derogations/{id}/fin",
            lead,
            waivers::end,
        )
}

fn letters(app: &App) -> Routes {
    use pages::{journal, mails};
    let lead = Access::SiteAs(LEADS);
    Routes::new(app)
        .tab(
            Tab::Site("home-tab-mails"),
            "/saisons/{edition}/{site}/courriers",
            lead,
            mails::of_site,
        )
        .get(
            "/saisons/{edition}/{site}/courriers/envoyer",
            lead,
            mails::confirm,
        )
        .post(
            "/saisons/{edition}/{site}/courriers/envoyer",
            lead,
            mails::release,
        )
        .get(
            "/saisons/{edition}/{site}/courriers/{id}",
            lead,
            mails::letter,
        )
        .post(
            "/saisons/{edition}/{site}/courriers/{id}/abandonner",
            lead,
            mails::drop_one,
        )
        .tab(
            Tab::Main("home-tab-instance-mails"),
            "/courriers",
            Access::Instance,
            mails::of_instance,
        )
        .tab(
            Tab::Site("home-tab-journal"),
            "/saisons/{edition}/{site}/journal",
            Access::Site,
            journal::journal,
        )
}
