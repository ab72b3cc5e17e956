//! The demonstration: a season of invented people, made by the same verbs as a real one.
//!
//! Invariants: the same seed makes the same database, byte for byte; nothing is fetched; an interrupted making leaves
//! nothing behind that a later start would take for a demonstration. Never touches a folder that holds anything else.

mod cast;
mod cohorts;
mod draft;
mod life;
mod script;
mod season;
mod teams;

use std::path::Path;

use jiff::Timestamp;

use crate::{
    calendar::act,
    exchange::import::{self, By},
    people::store as people,
    platform::{
        app::App,
        clock::{Clock, day_in_paris},
        config::Config,
        dice::Dice,
        gate::Viewer,
    },
};

pub use cast::{Link, links};
pub use season::shipped;

/// The present of the demonstration: Mulhouse and Paris are over, Lille is half-way, Strasbourg begins, Metz is drawn.
pub const PRESENT: &str = "2018-10-15T08:00:00+02:00";
/// When the season is imported and first planned.
const BEGINNING: &str = "2016-04-04T09:00:00+02:00";
const FILE: &str = "transfo.db";
const SEED: &str = "demo-seed";

/// What is being done and how far it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Key of the words: `exchange-demo-…`.
    pub step: &'static str,
    /// Done of the step.
    pub done: u64,
    /// All of the step.
    pub total: u64,
    /// Figures worth showing.
    pub detail: String,
}

/// Hears how far the making is.
pub type Tell = std::sync::Arc<dyn Fn(Progress) + Send + Sync>;

/// What to make.
#[derive(Clone)]
pub struct Wish {
    /// The dice.
    pub seed: u64,
    /// The season.
    pub season: ::season::Season,
    /// Re-insertions of the planner: a count, not a time, so that every machine makes the same plan.
    pub iterations: u64,
}

/// An instant written in this file.
fn instant(text: &str) -> Timestamp {
    text.parse().unwrap_or_default()
}

/// Whether a folder holds a demonstration that can be served.
pub fn is_made(folder: &Path) -> bool {
    folder.join(FILE).is_file()
}

/// Empties a demonstration's folder of what a making left there.
///
/// # Errors
/// What the system says.
pub fn clear(folder: &Path) -> std::io::Result<()> {
    for name in [FILE, "building.db"] {
        for end in ["", "-wal", "-shm"] {
            match std::fs::remove_file(folder.join(format!("{name}{end}"))) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e),
                _ => {}
            }
        }
    }
    Ok(())
}

/// Makes the demonstration in the data folder of `config`, which exists.
///
/// # Errors
/// A sentence; the folder then holds nothing that [`is_made`] takes for one.
pub async fn make(config: &Config, wish: &Wish, tell: Tell) -> Result<(), String> {
    let folder = config.data.clone();
    clear(&folder).map_err(|e| e.to_string())?;
    let building = folder.join("building.db");
    let config = Config {
        database: format!("sqlite:{}", building.display()),
        ..config.clone()
    };
    let clock = Clock::fixed(instant(BEGINNING));
    let dice = Dice::seeded(&format!("transfo demonstration {}", wish.seed));
    let app = crate::open(config, clock, dice, true)
        .await
        .map_err(|e| e.to_string())?;
    let done = fill(&app, wish, &tell).await;
    app.db.close().await;
    done?;
    std::fs::rename(&building, folder.join(FILE)).map_err(|e| e.to_string())
}

async fn fill(app: &App, wish: &Wish, tell: &Tell) -> Result<(), String> {
    let viewer = Viewer::default();
    let by = By {
        app,
        viewer: &viewer,
        now: app.clock.now(),
    };
    let season = season::staged(&wish.season, wish.seed);
    tell(Progress {
        step: "exchange-demo-import",
        total: 1,
        ..Progress::default()
    });
    let imported = import::import(&by, &season, false)
        .await
        .map_err(|e| format!("{e:?}"))?
        .map_err(|refusal| format!("{refusal:?}"))?;
    keep_seed(app, wish.seed).await.map_err(|e| e.to_string())?;
    script::play(app, &imported.edition, &wish.season, wish, tell).await?;
    draft::add(app, &wish.season).await?;
    cast::invite(app, &imported.edition, wish.seed)
        .await
        .map_err(|e| format!("{e:?}"))
}

async fn keep_seed(app: &App, seed: u64) -> Result<(), sqlx::Error> {
    let mut tx = app.db.write().await?;
    people::set_setting(&mut tx, SEED, &seed.to_string()).await?;
    tx.commit().await
}

/// The clock that a demonstration is served with.
pub fn clock() -> Clock {
    Clock::since(instant(PRESENT))
}

/// The day it is in the demonstration.
/// The instance itself acts, on the demonstration's day.
fn this_day(app: &App) -> act::By {
    act::By {
        now: instant(PRESENT),
        today: present(),
        ..act::By::instance(app)
    }
}

fn said(error: impl std::fmt::Debug) -> String {
    format!("{error:?}")
}

fn present() -> jiff::civil::Date {
    day_in_paris(instant(PRESENT))
}
