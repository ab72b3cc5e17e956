//! The lottery of a frozen pool: calculated as long work, kept whole, calculated again only while nobody has published
//! it. It follows from the pool alone, so that calculating it again is no second chance.

use std::{future::Future, pin::Pin};

use sortition::Problem;

use super::{
    Here,
    calculate::{Made, calculate},
    store::{self, application as rows, commitment, lottery},
};
use crate::platform::{
    app::App,
    clock::day_in_paris,
    db::Tx,
    error::Error,
    fault,
    gate::{Circles, Viewer},
    jobs::{self, Job, Watch},
    visit::Place,
    words::{Lang, Words},
};

/// The kind of the job.
pub const KIND: &str = "lottery";
/// Between the two languages of the reason of a job that failed.
pub const BETWEEN_LANGUAGES: &str = "\n\u{2014}\n";

/// Why there is no lottery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The pool is not frozen.
    NotFrozen,
    /// It is published: what was promised stands.
    Published,
    /// Somebody has just asked for it.
    UnderWay,
    /// These volunteers of the frozen pool withdrew since: thaw and freeze again.
    Withdrawn(Vec<String>),
}

impl Refusal {
    /// Its sentence in the word files; it may name `$names`.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotFrozen => "cohort-draw-not-frozen",
            Self::Published => "cohort-lottery-published",
            Self::UnderWay => "cohort-lottery-under-way",
            Self::Withdrawn(_) => "cohort-draw-withdrawn",
        }
    }

    /// Who is named in it.
    pub fn names(&self) -> String {
        match self {
            Self::Withdrawn(names) => names.join(", "),
            _ => String::new(),
        }
    }
}

/// A sentence in French and, after [`BETWEEN_LANGUAGES`], in English.
pub(super) fn both(key: &str, names: &str) -> String {
    let of = |lang| Words::of(lang).t1(key, "names", names.to_owned());
    format!("{}{BETWEEN_LANGUAGES}{}", of(Lang::Fr), of(Lang::En))
}

async fn refusal(tx: &mut Tx, here: &Here<'_>) -> Result<Option<Refusal>, Error> {
    let Some(pool) = store::pool(tx, &here.site.id).await? else {
        return Ok(Some(Refusal::NotFrozen));
    };
    let drawn = store::drawing(tx, &here.site.id).await?.is_some();
    if drawn || commitment::standing(tx, &here.site.id).await?.is_some() {
        return Ok(Some(Refusal::Published));
    }
    let gone = gone(tx, here, &pool.text).await?;
    Ok((!gone.is_empty()).then_some(Refusal::Withdrawn(gone)))
}

/// References of the frozen pool that may no longer be drawn.
pub(super) async fn gone(tx: &mut Tx, here: &Here<'_>, pool: &str) -> Result<Vec<String>, Error> {
    let all = rows::all(tx, &here.site.id).await?;
    let ready = all.iter().filter(|a| a.may_be_drawn());
    absent(pool, ready.map(|a| a.reference.as_str()))
}

/// References of the text of a pool that are not among `ready`.
///
/// # Errors
/// A fault when the text cannot be read.
pub fn absent<'a>(pool: &str, ready: impl Iterator<Item = &'a str>) -> Result<Vec<String>, Error> {
    let problem = read(pool)?;
    let ready: std::collections::BTreeSet<&str> = ready.collect();
    Ok(problem
        .ids()
        .filter(|id| !ready.contains(id))
        .map(str::to_owned)
        .collect())
}

/// The problem in a stored text.
///
/// # Errors
/// A fault when there is none.
pub fn read(text: &str) -> Result<Problem, Error> {
    Problem::from_text(text).ok_or_else(|| Error::Fault("a pool that cannot be read".into()))
}

/// Asks for the lottery as long work, for at most so many minutes; its id.
///
/// # Errors
/// A fault of ours; a [`Refusal`] inside.
pub async fn ask(here: &Here<'_>, minutes: Option<u32>) -> Result<Result<String, Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    if store::is_under_way(&mut tx, KIND, &here.site.id).await? {
        return Ok(Err(Refusal::UnderWay));
    }
    if let Some(refusal) = refusal(&mut tx, here).await? {
        return Ok(Err(refusal));
    }
    let job = Job {
        id: String::new(),
        kind: KIND.into(),
        edition: Some(here.edition.id.clone()),
        site: Some(here.site.id.clone()),
        input: minutes.map(|m| m.to_string()).unwrap_or_default(),
        asked_by: here.viewer.id().map(str::to_owned),
    };
    let id = jobs::ask(&mut tx, &here.app.dice, here.now, job).await?;
    here.note(&mut tx, ("act-lottery-asked", Circles::SELECTION), "")
        .await?;
    tx.commit().await?;
    here.app.jobs.ring();
    Ok(Ok(id))
}

/// The long work of kind [`KIND`].
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
        let seconds = job.input.parse().ok().map(|m: u64| m.saturating_mul(60));
        let made = calculate(&here, &watch, seconds).await?;
        let kept = keep(&here, &made, &job.id).await.map_err(told)?;
        kept.map_err(|refusal| both(refusal.key(), &refusal.names()))
    })
}

pub(super) fn told(error: Error) -> String {
    format!("{error:?}")
}

/// Who asked for a job, and where.
pub(super) async fn asked(app: &App, job: &Job) -> Result<(Viewer, Place, Place), Error> {
    let counter = std::sync::Arc::default();
    let mut conn = app.db.read(&counter).await?;
    let site = job.site.as_deref().unwrap_or_default();
    let (edition, site) = store::place_of(&mut conn, site)
        .await?
        .ok_or(Error::Absent)?;
    let viewer = store::actor(&mut conn, job.asked_by.as_deref()).await?;
    Ok((viewer, edition, site))
}

/// The text of the pool and the length of the list of substitutes, when a lottery may be calculated.
pub(super) async fn ready(here: &Here<'_>) -> Result<(String, u32), String> {
    let asked = async {
        let mut tx = here.app.db.write().await?;
        if let Some(refusal) = refusal(&mut tx, here).await? {
            return Ok(Err(refusal));
        }
        let site = &here.site.id;
        let pool = store::pool(&mut tx, site).await?.ok_or(Error::Absent)?;
        let facts = store::site(&mut tx, site).await?.ok_or(Error::Absent)?;
        Ok::<_, Error>(Ok((pool.text, facts.substitutes)))
    };
    let ready = asked.await.map_err(told)?;
    ready.map_err(|refusal| both(refusal.key(), &refusal.names()))
}

/// Writes the lottery and the end of the work: all or nothing.
async fn keep(here: &Here<'_>, made: &Made, job: &str) -> Result<Result<(), Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    if let Err(refusal) = keep_in(&mut tx, here, made).await? {
        return Ok(Err(refusal));
    }
    if !jobs::finish(&mut tx, job, here.now, &made.row.hash).await? {
        return Ok(Err(Refusal::UnderWay));
    }
    fault::point("lottery.end");
    tx.commit().await?;
    Ok(Ok(()))
}

/// Writes the lottery in the place of one that nobody published.
pub(super) async fn keep_in(
    tx: &mut Tx,
    here: &Here<'_>,
    made: &Made,
) -> Result<Result<(), Refusal>, Error> {
    if let Some(refusal) = refusal(tx, here).await? {
        return Ok(Err(refusal));
    }
    let frozen = store::pool(tx, &here.site.id).await?;
    if frozen.is_none_or(|p| p.text != made.pool) {
        return Ok(Err(Refusal::NotFrozen));
    }
    if let Some(old) = lottery::open(tx, &here.site.id).await? {
        lottery::forget(tx, &old.id).await?;
    }
    lottery::put(tx, &here.site.id, here.viewer.id(), &made.row).await?;
    fault::point("lottery.middle");
    let of = rows::by_reference(tx, &here.site.id).await?;
    let mut owned = Vec::with_capacity(made.lines.len());
    for (reference, chance) in &made.lines {
        let application = of
            .get(reference)
            .ok_or_else(|| Error::Fault(format!("{reference} is not a candidacy")))?;
        owned.push((application.clone(), chance.clone()));
    }
    lottery::put_chances(tx, &made.row.id, &owned).await?;
    here.note(tx, ("act-lottery-made", Circles::SELECTION), &made.row.hash)
        .await?;
    Ok(Ok(()))
}
