//! Folders in and out, the command line's work, and the demonstration.
//!
//! Owns the tables `season_person`, `season_role` and `season_site`: what the files of a season say and nothing else
//! keeps. Invariants: a folder is imported whole or not at all; what is exported is what was imported, with what
//! people changed since; the demonstration is made by the same verbs as a real season. Never draws or plans by itself.

pub mod archive;
pub mod demo;
pub mod export;
pub mod import;
pub mod keys;
pub mod pages;
pub mod samples;
pub mod store;

use crate::{
    platform::{
        access::{Access, Routes, Tab},
        app::App,
        gate::Role,
        words::Words,
    },
    programme::COORDINATES,
};

/// The routes of the slice.
pub fn routes(app: &App) -> Routes {
    use pages::folder;
    let coordinate = Access::EditionAs(COORDINATES);
    let open = Access::Anywhere(&[Role::Coordinator, Role::Administrator]);
    Routes::new(app)
        .get("/saisons/importer", open, folder::show)
        .post("/saisons/importer", open, folder::receive)
        .tab(
            Tab::Edition("exchange-tab-folder"),
            "/saisons/{edition}/dossier",
            coordinate,
            folder::show,
        )
        .post("/saisons/{edition}/dossier", coordinate, folder::receive)
        .get(
            "/saisons/{edition}/dossier/telecharger",
            coordinate,
            folder::download,
        )
}

/// Why nothing was imported, in sentences.
pub fn refusal_lines(refusal: &import::Refusal, words: Words) -> Vec<String> {
    use import::Refusal;
    match refusal {
        Refusal::Exists(season) => {
            vec![words.t1("exchange-import-exists", "season", season.as_str())]
        }
        Refusal::HasHistory(season) => {
            vec![words.t1("exchange-import-history", "season", season.as_str())]
        }
        Refusal::OneSiren(pairs) => pairs
            .iter()
            .map(|(first, second, siren)| {
                words.tn(
                    "exchange-import-siren",
                    vec![
                        ("first", first.as_str().into()),
                        ("second", second.as_str().into()),
                        ("siren", siren.as_str().into()),
                    ],
                )
            })
            .collect(),
        Refusal::FixedSlugs(slugs) => {
            vec![words.t1("exchange-import-fixed", "slugs", slugs.join(", "))]
        }
    }
}
