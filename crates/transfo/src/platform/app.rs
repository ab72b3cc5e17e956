//! What a running instance holds: database, clock, dice, configuration, the long work and the mail that waits.

use std::sync::{Arc, OnceLock};

use super::{
    access::Route, clock::Clock, config::Config, db::Db, dice::Dice, jobs::Jobs, memo::Memo,
    metrics::Metrics,
};

/// Shared by every request; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// See [`App`].
pub struct Inner {
    /// The database.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// Randomness.
    pub dice: Dice,
    /// The configuration.
    pub config: Config,
    /// Long work.
    pub jobs: Jobs,
    /// Wakes the sender of mails.
    pub mail: tokio::sync::Notify,
    /// What holds until the next commit.
    pub memo: Memo,
    /// What the operator counts.
    pub metrics: Metrics,
    /// Every route with its access, once the router is built.
    pub routes: OnceLock<Vec<Route>>,
    /// Whether this is the demonstration: a banner says so on every page.
    pub demonstration: bool,
}

impl App {
    /// Holds these parts.
    pub fn new(db: Db, clock: Clock, dice: Dice, mut config: Config, demonstration: bool) -> Self {
        // Addresses are made by adding a path that begins with a slash.
        let plain = config.url.trim_end_matches('/').len();
        config.url.truncate(plain);
        Self(Arc::new(Inner {
            db,
            clock,
            dice,
            config,
            jobs: Jobs::default(),
            mail: tokio::sync::Notify::new(),
            memo: Memo::default(),
            metrics: Metrics::default(),
            routes: OnceLock::new(),
            demonstration,
        }))
    }
}

impl std::ops::Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}
