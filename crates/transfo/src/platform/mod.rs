//! What every slice stands on: configuration, database, the gate, visits, words, the frame of pages, journal,
//! outbox and long work.
//!
//! Owns the tables `setting`, `revision`, `journal`, `outbox` and `job`. Knows nothing of the programme, but for the one place
//! in [`visit`] that reads who is asking. Invariants: a handler reaches the database by its `Visit` only; every
//! artefact that may be hidden is read through [`gate`]; the clock and the dice are values.

pub mod access;
pub mod app;
pub mod assets;
pub mod clock;
pub mod config;
pub mod data_map;
pub mod db;
pub mod dialect;
pub mod dice;
pub mod error;
pub mod fault;
pub mod form;
pub mod frame;
pub mod gate;
pub mod http;
pub mod jobs;
pub mod journal;
pub mod memo;
pub mod metrics;
pub mod migrate;
pub mod outbox;
pub mod pages;
pub mod row;
pub mod visit;
pub mod words;

use access::{Access, Routes};
use app::App;

/// The routes of the platform itself.
pub fn routes(app: &App) -> Routes {
    Routes::new(app)
        .post("/langue", Access::Anyone, pages::language::choose)
        .get("/aide", Access::Anyone, pages::info::help)
        .get("/plan-du-site", Access::Anyone, pages::info::site_map)
        .get("/accessibilite", Access::Anyone, pages::info::accessibility)
        .get("/mentions-legales", Access::Anyone, pages::info::legal)
        .get(
            "/donnees-personnelles",
            Access::Anyone,
            pages::info::privacy,
        )
}
