//! Erasing what is past its time, as the data map promises.
//!
//! Owns no table. Invariants: every table of the map that has a term has a rule here (a test says so); each rule is one
//! transaction that leaves one journal line with a count and no name; what was erased once counts nothing the next day;
//! the texts of frozen pools and of draws are never touched, so that a draw can be replayed for ever. Never runs in the
//! demonstration, whose people are invented, and never erases before the day it says.

pub mod erase;
mod store;

use std::time::Duration;

use crate::platform::app::App;

/// Makes the daily erasure known to the runner of long work.
pub fn learn_works(app: &App) {
    app.jobs.learn(erase::KIND, erase::work);
}

/// Asks for the erasure once a day until the process ends. Several machines ask once between them.
pub async fn run(app: App) {
    if app.demonstration {
        return;
    }
    loop {
        if let Err(error) = erase::ask_daily(&app).await {
            tracing::error!(?error, "the daily erasure could not be asked for");
        }
        tokio::time::sleep(Duration::from_secs(3600)).await;
    }
}
