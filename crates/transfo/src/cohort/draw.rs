//! The draw: asked for by a person who types the public value, done as long work, written once.
//!
//! A site is drawn once: `drawing.site_id` is unique, asking twice is told, and the record, the members and the end
//! of the work are one transaction.

use std::{future::Future, pin::Pin};

use sortition::{Flow, Options, Phase, Problem, Record};

use super::{
    Here,
    store::{
        self, Drawing, application as rows,
        member::{self, Kind, NewMember},
    },
};
use crate::platform::{
    app::App,
    clock::day_in_paris,
    db::Tx,
    error::Error,
    fault,
    gate::{Circles, Viewer},
    jobs::{self, Job, Progress, Watch},
    journal::{self, Act},
    visit::Place,
};

/// Why there is no draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The pool is not frozen.
    NotFrozen,
    /// It is drawn already.
    AlreadyDrawn,
    /// Somebody has just asked for it.
    UnderWay,
    /// These volunteers of the frozen pool withdrew since: thaw and freeze again.
    Withdrawn(Vec<String>),
    /// No public value.
    BlankValue,
}

impl Refusal {
    /// Its sentence in the word files.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotFrozen => "cohort-draw-not-frozen",
            Self::AlreadyDrawn => "cohort-draw-already",
            Self::UnderWay => "cohort-draw-under-way",
            Self::Withdrawn(_) => "cohort-draw-withdrawn",
            Self::BlankValue => "cohort-draw-blank-value",
        }
    }
}

/// Between the two languages of the reason of a job that failed.
pub const BETWEEN_LANGUAGES: &str = "\n\u{2014}\n";

/// How many numbered panels a lottery has.
const PANELS: u32 = 1000;

async fn refusal(tx: &mut Tx, here: &Here<'_>, value: &str) -> Result<Option<Refusal>, Error> {
    if value.trim().is_empty() {
        return Ok(Some(Refusal::BlankValue));
    }
    if store::drawing(tx, &here.site.id).await?.is_some() {
        return Ok(Some(Refusal::AlreadyDrawn));
    }
    let Some(pool) = store::pool(tx, &here.site.id).await? else {
        return Ok(Some(Refusal::NotFrozen));
    };
    let gone = gone(tx, here, &pool.text).await?;
    Ok((!gone.is_empty()).then_some(Refusal::Withdrawn(gone)))
}

/// References of the frozen pool that may no longer be drawn.
async fn gone(tx: &mut Tx, here: &Here<'_>, pool: &str) -> Result<Vec<String>, Error> {
    let problem = Problem::from_text(pool)
        .ok_or_else(|| Error::Fault("a pool that cannot be read".into()))?;
    let ready: std::collections::BTreeSet<String> = rows::all(tx, &here.site.id)
        .await?
        .into_iter()
        .filter(|a| a.may_be_drawn())
        .map(|a| a.reference)
        .collect();
    Ok(problem
        .ids()
        .filter(|id| !ready.contains(*id))
        .map(str::to_owned)
        .collect())
}

/// Asks for the draw as long work; its id.
///
/// # Errors
/// A fault of ours; a [`Refusal`] inside.
pub async fn ask(here: &Here<'_>, public_value: &str) -> Result<Result<String, Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    if store::draw_is_under_way(&mut tx, &here.site.id).await? {
        return Ok(Err(Refusal::UnderWay));
    }
    if let Some(refusal) = refusal(&mut tx, here, public_value).await? {
        return Ok(Err(refusal));
    }
    let job = Job {
        id: String::new(),
        kind: "draw".into(),
        edition: Some(here.edition.id.clone()),
        site: Some(here.site.id.clone()),
        input: public_value.trim().to_owned(),
        asked_by: here.viewer.id().map(str::to_owned),
    };
    let id = jobs::ask(&mut tx, &here.app.dice, here.now, job).await?;
    let line = line(here, "act-draw-asked", public_value.trim().to_owned());
    journal::write(&mut tx, &here.app.dice, here.viewer, here.now, line).await?;
    tx.commit().await?;
    here.app.jobs.ring();
    Ok(Ok(id))
}

fn line<'h>(here: &'h Here<'_>, act: &'static str, detail: String) -> Act<'h> {
    Act {
        act,
        edition: Some(&here.edition.id),
        site: Some(&here.site.id),
        subject: &here.site.name,
        detail,
        audience: Circles::SELECTION,
    }
}

/// The long work of kind `draw`.
pub fn work(
    app: App,
    job: Job,
    watch: Watch,
) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'static>> {
    Box::pin(async move {
        let (viewer, edition, site) = asked(&app, &job).await.map_err(told)?;
        let now = app.clock.now();
        let here = Here {
            app: &app,
            viewer: &viewer,
            now,
            today: day_in_paris(now),
            edition: &edition,
            site: &site,
        };
        draw(&here, &job.input, &watch, Some(&job.id))
            .await
            .map(drop)
    })
}

fn told(error: Error) -> String {
    format!("{error:?}")
}

async fn asked(app: &App, job: &Job) -> Result<(Viewer, Place, Place), Error> {
    let counter = std::sync::Arc::default();
    let mut conn = app.db.read(&counter).await?;
    let site = job.site.as_deref().unwrap_or_default();
    let (edition, site) = store::place_of(&mut conn, site)
        .await?
        .ok_or(Error::Absent)?;
    let viewer = store::actor(&mut conn, job.asked_by.as_deref()).await?;
    Ok((viewer, edition, site))
}

/// Draws at once: the command line and the demonstration. The record.
///
/// # Errors
/// A sentence in French and, after [`BETWEEN_LANGUAGES`], in English.
pub async fn draw_now(
    here: &Here<'_>,
    public_value: &str,
    watch: &Watch,
) -> Result<Record, String> {
    draw(here, public_value, watch, None).await
}

async fn draw(
    here: &Here<'_>,
    public_value: &str,
    watch: &Watch,
    job: Option<&str>,
) -> Result<Record, String> {
    let (pool, substitutes) = ready(here, public_value).await?;
    let (text, value, watching) = (pool.clone(), public_value.to_owned(), watch.clone());
    let record =
        tokio::task::spawn_blocking(move || compute(&text, substitutes, &value, &watching))
            .await
            .map_err(|e| e.to_string())??;
    if let Err(refusal) = keep(here, &pool, &record, job).await.map_err(told)? {
        return Err(both(here, &refusal));
    }
    Ok(record)
}

/// The sentence of a refusal in both languages.
fn both(_here: &Here<'_>, refusal: &Refusal) -> String {
    use crate::platform::words::{Lang, Words};
    let of = |lang| {
        let names = match refusal {
            Refusal::Withdrawn(names) => names.join(", "),
            _ => String::new(),
        };
        Words::of(lang).t1(refusal.key(), "names", names)
    };
    format!("{}{BETWEEN_LANGUAGES}{}", of(Lang::Fr), of(Lang::En))
}

async fn ready(here: &Here<'_>, value: &str) -> Result<(String, u32), String> {
    let asked = async {
        let mut tx = here.app.db.write().await?;
        if let Some(refusal) = refusal(&mut tx, here, value).await? {
            return Ok(Err(refusal));
        }
        let pool = store::pool(&mut tx, &here.site.id)
            .await?
            .ok_or(Error::Absent)?;
        let site = store::site(&mut tx, &here.site.id)
            .await?
            .ok_or(Error::Absent)?;
        Ok::<_, Error>(Ok((pool.text, site.substitutes)))
    };
    asked
        .await
        .map_err(told)?
        .map_err(|refusal| both(here, &refusal))
}

/// The draw itself, off the request's path: pure, from the text of the pool to the record.
fn compute(pool: &str, substitutes: u32, value: &str, watch: &Watch) -> Result<Record, String> {
    let problem = Problem::from_text(pool).ok_or("a pool that cannot be read")?;
    let options = Options {
        panels: PANELS,
        substitutes,
        ..Options::default()
    };
    let mut watched = |progress: &sortition::Progress| {
        watch.report(shown(progress));
        if watch.is_cancelled() {
            Flow::Cancel
        } else {
            Flow::Continue
        }
    };
    sortition::draw(&problem, &options, value, &mut watched)
        .map_err(|why| format!("{}{BETWEEN_LANGUAGES}{}", why.fr(), why.en()))
}

fn shown(progress: &sortition::Progress) -> Progress {
    let phase = match progress.phase {
        Phase::Feasibility => "cohort-phase-feasibility",
        Phase::Chances => "cohort-phase-chances",
        Phase::Panels => "cohort-phase-panels",
        Phase::Slips => "cohort-phase-slips",
    };
    // The share is between 0 and 1: counting the hundredths below it needs no conversion that can fail.
    let done = (1..=100_u32)
        .take_while(|n| f64::from(*n) <= progress.share * 100.0)
        .count();
    Progress {
        phase: phase.into(),
        done: u32::try_from(done).unwrap_or(0),
        total: 100,
        detail: progress.panels.to_string(),
    }
}

/// Writes record, members and the end of the work: all or nothing.
async fn keep(
    here: &Here<'_>,
    pool: &str,
    record: &Record,
    job: Option<&str>,
) -> Result<Result<(), Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    if let Some(refusal) = refusal(&mut tx, here, &record.public_value).await? {
        return Ok(Err(refusal));
    }
    let frozen = store::pool(&mut tx, &here.site.id).await?;
    if frozen.is_none_or(|p| p.text != pool) {
        return Ok(Err(Refusal::NotFrozen));
    }
    let drawing = Drawing {
        drawn_at: here.now,
        public_value: record.public_value.clone(),
        record: record.text.clone(),
        hash: blake3::hash(record.text.as_bytes()).to_hex().to_string(),
        published_at: None,
    };
    store::put_drawing(&mut tx, &here.site.id, here.viewer.id(), &drawing).await?;
    fault::point("draw.middle");
    seat(&mut tx, here, record).await?;
    let line = line(here, "act-draw-made", drawing.hash.clone());
    journal::write(&mut tx, &here.app.dice, here.viewer, here.now, line).await?;
    if let Some(job) = job
        && !jobs::finish(&mut tx, job, here.now, &drawing.hash).await?
    {
        return Ok(Err(Refusal::UnderWay));
    }
    fault::point("draw.end");
    tx.commit().await?;
    Ok(Ok(()))
}

async fn seat(tx: &mut Tx, here: &Here<'_>, record: &Record) -> Result<(), Error> {
    let of: std::collections::BTreeMap<String, String> = rows::all(tx, &here.site.id)
        .await?
        .into_iter()
        .map(|a| (a.reference, a.id))
        .collect();
    for (kind, ids) in [
        (Kind::Member, &record.panel),
        (Kind::Substitute, &record.substitutes),
    ] {
        for (rank, reference) in (1_u32..).zip(ids) {
            let application = of.get(reference).ok_or_else(|| {
                Error::Fault(format!("{reference} was drawn and is not a candidacy"))
            })?;
            let new = NewMember {
                id: &here.app.dice.id(),
                application,
                kind,
                rank,
                joined_on: (kind == Kind::Member).then_some(here.today),
                audience: Circles::SELECTION,
            };
            member::add(tx, &here.site.id, &new).await?;
        }
    }
    Ok(())
}
