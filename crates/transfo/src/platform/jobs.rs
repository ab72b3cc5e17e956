//! Long work: asked for in a transaction, done one at a time off the request's path, with progress that is
//! stored, cancelled within a fifth of a second, and started again when a crash interrupted it.
//!
//! The work itself writes its effect and [`finish`]es its job in one transaction: after a crash either both are
//! there or neither.

use std::{
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use jiff::Timestamp;
use tokio::sync::Notify;

use super::{
    app::App,
    db::{Conn, DbError, Row, Tx},
    dice::Dice,
};
use crate::params;

/// A job that nobody has touched for this long belongs to a machine that is gone.
const ABANDONED_MS: i64 = 30_000;
/// How often a job is begun: one that takes the process down with it must not do so for ever.
const TRIES: i64 = 5;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Job {
    /// Row id.
    pub id: String,
    /// Which work.
    pub kind: String,
    /// Edition.
    pub edition: Option<String>,
    /// Site.
    pub site: Option<String>,
    /// What the work needs to know, in its own words.
    pub input: String,
    /// The person who asked.
    pub asked_by: Option<String>,
}

/// How far a job is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Key of the sentence that says what is being done.
    pub phase: String,
    /// Steps done.
    pub done: u32,
    /// Steps in all; 0 when nobody knows.
    pub total: u32,
    /// Figures worth showing.
    pub detail: String,
}

/// Held by the work while it runs; may be used from another thread.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    progress: Arc<Mutex<Progress>>,
    cancelled: Arc<AtomicBool>,
}

impl Watch {
    /// Says how far the work is. Cheap.
    pub fn report(&self, progress: Progress) {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = progress;
    }

    /// Whether somebody asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    fn snapshot(&self) -> Progress {
        self.progress
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// A work: does it, writes its effect and finishes the job. `Err` is a sentence for who asked.
pub type Work =
    fn(App, Job, Watch) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'static>>;

/// The works known, and the bell that says one is waiting.
#[derive(Default)]
pub struct Jobs {
    works: Mutex<BTreeMap<&'static str, Work>>,
    bell: Notify,
}

impl Jobs {
    /// Makes a kind of work known.
    pub fn learn(&self, kind: &'static str, work: Work) {
        self.works
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(kind, work);
    }

    /// Says that a job was asked for; call it after the commit.
    pub fn ring(&self) {
        self.bell.notify_one();
    }

    fn work(&self, kind: &str) -> Option<Work> {
        self.works
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(kind)
            .copied()
    }
}

/// Asks for a work; its id. Ring [`Jobs::ring`] after the commit.
///
/// # Errors
/// What the database says.
pub async fn ask(tx: &mut Tx, dice: &Dice, now: Timestamp, job: Job) -> Result<String, DbError> {
    let id = if job.id.is_empty() { dice.id() } else { job.id };
    tx.run(
        "insert into job (id, kind, edition_id, site_id, input, asked_at, asked_by) values ($1, $2, $3, $4, $5, $6, $7)",
        params![&id, job.kind, job.edition, job.site, job.input, now, job.asked_by],
    )
    .await?;
    Ok(id)
}

/// Notes the end of a job in the transaction of its effect. `false` when somebody else ended it first: then
/// the work must not commit.
///
/// # Errors
/// What the database says.
pub async fn finish(tx: &mut Tx, id: &str, now: Timestamp, outcome: &str) -> Result<bool, DbError> {
    let rows = tx
        .run(
            "update job set finished_at = $2, outcome = $3 where id = $1 and finished_at is null",
            params![id, now, outcome],
        )
        .await?;
    Ok(rows == 1)
}

/// Asks a job to stop.
///
/// # Errors
/// What the database says.
pub async fn cancel(tx: &mut Tx, id: &str, now: Timestamp) -> Result<(), DbError> {
    tx.run(
        "update job set cancelled_at = $2 where id = $1 and finished_at is null and cancelled_at is null",
        params![id, now],
    )
    .await?;
    Ok(())
}

/// A job as its page shows it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Row id.
    pub id: String,
    /// Kind.
    pub kind: String,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// How far it is.
    pub progress: Progress,
    /// Whether somebody asked to stop.
    pub cancelled: bool,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// Why it failed.
    pub error: Option<String>,
}

const COLUMNS: &str =
    "id, kind, asked_at, started_at, phase, done, total, detail, cancelled_at, finished_at, error";

fn shown(row: &Row) -> Result<Shown, DbError> {
    Ok(Shown {
        id: row.at(0)?,
        kind: row.at(1)?,
        asked_at: row.at(2)?,
        started_at: row.at(3)?,
        progress: Progress {
            phase: row.at(4)?,
            done: row.at(5)?,
            total: row.at(6)?,
            detail: row.at(7)?,
        },
        cancelled: row.at::<Option<i64>>(8)?.is_some(),
        finished_at: row.at(9)?,
        error: row.at(10)?,
    })
}

/// The newest job of a kind at a place: of the site when given, else of the edition.
///
/// # Errors
/// What the database says.
pub async fn latest(
    conn: &mut Conn,
    kind: &str,
    edition: &str,
    site: Option<&str>,
) -> Result<Option<Shown>, DbError> {
    let sql = format!(
        "select {COLUMNS} from job where kind = $1 and edition_id = $2 and coalesce(site_id, '') = $3
         order by asked_at desc, id desc limit 1"
    );
    let row = conn
        .first(
            sqlx::AssertSqlSafe(sql),
            params![kind, edition, site.unwrap_or_default()],
        )
        .await?;
    row.as_ref().map(shown).transpose()
}

/// Does what is asked, one job at a time, until the process ends.
pub async fn run(app: App) {
    // After a restart on one machine, what was begun is begun again at once.
    let mut takeover = !app.db.is_postgres();
    loop {
        match claim(&app, takeover).await {
            Ok(Some(job)) => {
                take(&app, job).await;
                continue;
            }
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "jobs could not be read"),
        }
        takeover = false;
        let _ = tokio::time::timeout(Duration::from_secs(5), app.jobs.bell.notified()).await;
    }
}

/// Does everything that is asked now and returns: the command line and tests.
///
/// # Errors
/// The sentence of the first work that failed, or what the database says.
pub async fn drain(app: &App) -> Result<(), String> {
    loop {
        let job = claim(app, true).await.map_err(|e| e.to_string())?;
        let Some(job) = job else { return Ok(()) };
        let kind = job.kind.clone();
        if let Some(why) = take(app, job).await {
            return Err(format!("{kind}: {why}"));
        }
    }
}

async fn claim(app: &App, takeover: bool) -> Result<Option<Job>, DbError> {
    let now = app.clock.now();
    let stale = now.as_millisecond() - if takeover { -1 } else { ABANDONED_MS };
    let counter = Arc::default();
    let open = app
        .db
        .read(&counter)
        .await?
        .first(
            "select id from job where finished_at is null and (beat_at is null or beat_at < $1) limit 1",
            params![stale],
        )
        .await?;
    if open.is_none() {
        return Ok(None);
    }
    let mut tx = app.db.write().await?;
    let gave_up = super::words::Words::of(super::words::Lang::Fr).t("job-gave-up");
    tx.run(
        "update job set finished_at = $2, error = $3
         where finished_at is null and (beat_at is null or beat_at < $1) and tries >= $4",
        params![stale, now, gave_up, TRIES],
    )
    .await?;
    let row = tx
        .first(
            "select id, kind, edition_id, site_id, input, asked_by from job
             where finished_at is null and (beat_at is null or beat_at < $1) order by asked_at, id limit 1",
            params![stale],
        )
        .await?;
    let Some(row) = row else {
        tx.commit().await?;
        return Ok(None);
    };
    let job = Job {
        id: row.at(0)?,
        kind: row.at(1)?,
        edition: row.at(2)?,
        site: row.at(3)?,
        input: row.at(4)?,
        asked_by: row.at(5)?,
    };
    tx.run(
        "update job set started_at = coalesce(started_at, $2), beat_at = $2, tries = tries + 1 where id = $1",
        params![&job.id, now],
    )
    .await?;
    tx.commit().await?;
    Ok(Some(job))
}

/// Runs one job to its end; why it failed, if it did.
async fn take(app: &App, job: Job) -> Option<String> {
    let id = job.id.clone();
    let watch = Watch::default();
    let outcome = match app.jobs.work(&job.kind) {
        Some(work) => {
            let mut running = tokio::spawn(work(app.clone(), job, watch.clone()));
            loop {
                tokio::select! {
                    ended = &mut running => break ended.unwrap_or_else(|e| Err(e.to_string())),
                    () = tokio::time::sleep(Duration::from_millis(150)) => beat(app, &id, &watch).await,
                }
            }
        }
        None => Err(format!("no such work: {}", job.kind)),
    };
    // A work that says it is done without having noted its end would be begun again for ever.
    let (why, silent) = match outcome {
        Ok(()) => ("the work ended without noting it".to_owned(), true),
        Err(why) => (why, false),
    };
    match fail(app, &id, &why).await {
        Ok(false) if silent => return None,
        Ok(_) => tracing::warn!(id, why, "a job failed"),
        Err(error) => tracing::error!(%error, why, "a job's failure could not be noted"),
    }
    Some(why)
}

async fn beat(app: &App, id: &str, watch: &Watch) {
    let p = watch.snapshot();
    let now = app.clock.now();
    let noted = async {
        let mut tx = app.db.write().await?;
        let row = tx
            .first(
                "update job set beat_at = $2, phase = $3, done = $4, total = $5, detail = $6 where id = $1
                 returning cancelled_at",
                params![id, now, p.phase, p.done, p.total, p.detail],
            )
            .await?;
        tx.commit().await?;
        match row {
            Some(row) => row.at::<Option<i64>>(0),
            None => Ok(None),
        }
    };
    match noted.await {
        Ok(Some(_)) => watch.cancelled.store(true, Ordering::Relaxed),
        Ok(None) => {}
        Err(error) => tracing::warn!(%error, "progress could not be noted"),
    }
}

/// Notes that a job failed, unless its end is noted; whether it was not.
async fn fail(app: &App, id: &str, why: &str) -> Result<bool, DbError> {
    let mut tx = app.db.write().await?;
    let touched = tx
        .run(
            "update job set finished_at = $2, error = $3 where id = $1 and finished_at is null",
            params![id, app.clock.now(), why],
        )
        .await?;
    tx.commit().await?;
    Ok(touched > 0)
}
