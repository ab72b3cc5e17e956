//! Folders in and out, the command line's work, and the demonstration.
//!
//! Owns the tables `season_person`, `season_role` and `season_site`: what the files of a season say and nothing else
//! keeps. Invariants: a folder is imported whole or not at all; what is exported is what was imported, with what
//! people changed since; the demonstration is made by the same verbs as a real season. Never draws or plans by itself.

pub mod demo;
pub mod export;
pub mod import;
pub mod keys;
pub mod samples;
pub mod store;

use crate::platform::{access::Routes, app::App, words::Words};

/// The routes of the slice.
pub fn routes(app: &App) -> Routes {
    Routes::new(app)
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
    }
}
