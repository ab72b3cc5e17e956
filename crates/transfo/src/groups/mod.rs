//! Working groups: who works with whom in each session of a site.
//!
//! Owns the tables `grouping`, `grouping_pair`, `grouping_session` and `grouping_seat`. Invariants: a session that was
//! held is never changed; an absence moves as few people as it can; names are those of the candidacies, so that who is
//! erased there is unnamed here. Never tells the cohort who is away or why a pair is kept apart, and never decides who
//! is in the cohort. Others may call [`compose::compose`].

pub mod compose;
pub mod pages;
pub mod plan;
pub mod replan;
pub mod store;

use crate::{
    cohort::SELECTS,
    platform::{
        access::{Access, Routes},
        app::App,
        gate::Circles,
    },
};

/// Who sees the groups of a site: its team, its cohort and the coordination.
pub const AUDIENCE: Circles = Circles::from_bits(1 | 2 | 1024);

/// The routes of the slice.
pub fn routes(app: &App) -> Routes {
    use pages::{compose, plan, session};
    let edit = Access::SiteAs(SELECTS);
    Routes::new(app)
        .get(
            "/saisons/{edition}/{site}/cohorte/groupes",
            Access::Site,
            plan::page,
        )
        .post(
            "/saisons/{edition}/{site}/cohorte/groupes",
            edit,
            session::follow,
        )
        .get(
            "/saisons/{edition}/{site}/cohorte/groupes/composer",
            edit,
            compose::page,
        )
        .post(
            "/saisons/{edition}/{site}/cohorte/groupes/composer",
            edit,
            compose::save,
        )
        .get(
            "/saisons/{edition}/{site}/cohorte/groupes/cartes",
            Access::Site,
            plan::cards,
        )
        .get(
            "/saisons/{edition}/{site}/cohorte/groupes/{session}",
            edit,
            session::page,
        )
        .post(
            "/saisons/{edition}/{site}/cohorte/groupes/{session}",
            edit,
            session::save,
        )
        .post(
            "/saisons/{edition}/{site}/cohorte/groupes/{session}/tenue",
            edit,
            session::hold,
        )
}
