//! Freezing the pool and asking for the draw; how far it is; why it is impossible.

use askama::Template;

use super::{
    ConfirmPage, Two,
    candidacies::download,
    chart::{self, Group},
    either,
};
use crate::{
    cohort::{
        Here, LEADS,
        application::Application,
        draw as act,
        draw_input::problem_of,
        freeze::{self, Refusal},
        store::{self, Pool, application as rows},
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        gate::Seen,
        jobs::{self, Shown},
        visit::Visit,
        words::Words,
    },
};

#[derive(Template)]
#[template(path = "cohort/pages/draw.html")]
struct DrawPage {
    frame: Frame,
    form: Form,
    at: String,
    leads: bool,
    pool: Option<Pool>,
    in_pool: usize,
    waiting: usize,
    job: Option<Progressing>,
    failed: Option<String>,
    drawn: bool,
    groups: Vec<Group>,
    chart_says: String,
    with_draw: bool,
}

/// A draw under way.
struct Progressing {
    id: String,
    phase: String,
    share: u32,
    seconds: i64,
    cancelled: bool,
}

fn under_way(visit: &Visit, job: &Shown) -> Option<Progressing> {
    if job.finished_at.is_some() {
        return None;
    }
    let phase = if job.progress.phase.is_empty() {
        "cohort-phase-waiting"
    } else {
        &job.progress.phase
    };
    Some(Progressing {
        id: job.id.clone(),
        phase: visit.t(phase),
        share: job.progress.done,
        seconds: visit
            .now
            .duration_since(job.started_at.unwrap_or(job.asked_at))
            .as_secs()
            .max(0),
        cancelled: job.cancelled,
    })
}

/// Why the last draw failed, in the reader's language, while it still matters.
fn failed(words: Words, job: &Shown, pool: Option<&Pool>) -> Option<String> {
    let why = job.error.as_ref()?;
    pool.filter(|p| p.frozen_at <= job.asked_at)?;
    Some(match why.split_once(act::BETWEEN_LANGUAGES) {
        Some((fr, en)) => either(words, fr.to_owned(), en.to_owned()),
        None => why.clone(),
    })
}

async fn load(visit: &Visit, form: Form) -> Result<DrawPage, Error> {
    let here = Here::of(visit)?;
    let mut conn = visit.read().await?;
    let all = rows::seen(&mut conn, &visit.gate(), &here.site.id).await?;
    let pool = store::pool(&mut conn, &here.site.id).await?;
    let drawing = store::drawing(&mut conn, &here.site.id).await?;
    let job = jobs::latest(&mut conn, "draw", &here.edition.id, Some(&here.site.id)).await?;
    let problem = pool
        .as_ref()
        .and_then(|p| sortition::Problem::from_text(&p.text));
    let ready = all.iter().filter(|a| a.may_be_drawn()).count();
    let waiting = all
        .iter()
        .filter(|a| a.withdrawn_at.is_none() && !a.may_be_drawn())
        .count();
    let in_pool = problem.as_ref().map_or(ready, sortition::Problem::len);
    Ok(DrawPage {
        frame: Frame::of(visit, visit.t("cohort-tab-draw")),
        form,
        at: here.path(),
        leads: visit.holds(LEADS),
        in_pool,
        waiting,
        job: job
            .as_ref()
            .filter(|_| drawing.is_none())
            .and_then(|j| under_way(visit, j)),
        failed: job
            .as_ref()
            .and_then(|j| failed(visit.words, j, pool.as_ref())),
        drawn: drawing.is_some(),
        groups: problem.map_or_else(Vec::new, |p| chart::of_problem(visit.words, &p, None)),
        chart_says: visit.words.t1("cohort-chart-frozen", "count", in_pool),
        with_draw: false,
        pool,
    })
}

/// How things stand, and the next step.
pub async fn page(visit: Visit) -> Page {
    let page = load(&visit, Form::default()).await?;
    visit.page(&page)
}

#[derive(Template)]
#[template(path = "cohort/pages/faults.html")]
struct FaultsPage {
    frame: Frame,
    faults: Vec<String>,
    at: String,
}

/// What freezing does: how many people, and the hash that it gives.
pub async fn freeze_page(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut conn = visit.read().await?;
    let all: Vec<Application> = rows::seen(&mut conn, &visit.gate(), &here.site.id)
        .await?
        .into_iter()
        .map(Seen::into_inner)
        .collect();
    let quotas = store::quotas(&mut conn, &here.edition.id, &here.site.id).await?;
    let site = store::site(&mut conn, &here.site.id)
        .await?
        .ok_or(Error::Absent)?;
    let problem = problem_of(&freeze::pool_rows(&all), &quotas, site.seats);
    let frame = Frame::of(&visit, visit.t("cohort-freeze-title")).under(
        format!("{}/tirage", here.path()),
        visit.t("cohort-tab-draw"),
    );
    let problem = match problem {
        Ok(problem) => problem,
        Err(faults) => return faults_page(&visit, frame, &faults),
    };
    let left = all
        .iter()
        .filter(|a| a.withdrawn_at.is_none())
        .count()
        .saturating_sub(problem.len());
    visit.page(&ConfirmPage {
        frame,
        lead: visit.t("cohort-freeze-lead"),
        effects: vec![
            (
                "users",
                visit.words.t1("cohort-freeze-in", "count", problem.len()),
            ),
            ("out", visit.words.t1("cohort-freeze-left", "count", left)),
            ("lock", visit.t("cohort-freeze-closed")),
            (
                "shield",
                visit.words.t1("cohort-freeze-hash", "hash", problem.hash()),
            ),
        ],
        visible: visit.t("cohort-list-visible"),
        action: format!("{}/tirage/geler", here.path()),
        hidden: vec![("hash", problem.hash())],
        verb: visit.t("cohort-freeze-verb"),
        back: format!("{}/tirage", here.path()),
        back_verb: visit.t("cohort-freeze-not"),
        danger: false,
    })
}

fn faults_page(visit: &Visit, frame: Frame, faults: &[sortition::Fault]) -> Page {
    let mut told: Vec<String> = faults
        .iter()
        .map(|f| either(visit.words, f.fr(), f.en()))
        .collect();
    told.sort();
    told.dedup();
    visit.page(&FaultsPage {
        frame,
        faults: told,
        at: Here::of(visit)?.path(),
    })
}

/// Freezes the pool that was confirmed.
pub async fn freeze(visit: Visit, form: Form) -> Page {
    let here = Here::of(&visit)?;
    let hash = Some(form.v("hash")).filter(|h| !h.is_empty());
    let at = format!("{}/tirage", here.path());
    Ok(see_other(&match freeze::freeze(&here, hash).await? {
        Ok(_) => format!("{at}?dit=pool-frozen"),
        Err(Refusal::Changed) => format!("{at}/geler?dit=pool-changed"),
        Err(Refusal::Faults(_)) => format!("{at}/geler"),
        Err(_) => format!("{at}?dit=pool-already"),
    }))
}

/// Thaws it.
pub async fn thaw(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let key = match freeze::thaw(&here).await? {
        Ok(()) => "pool-thawed",
        Err(Refusal::NotFrozen) => "pool-not-frozen",
        Err(_) => "pool-drawn",
    };
    Ok(see_other(&format!("{}/tirage?dit={key}", here.path())))
}

/// Asks for the draw.
pub async fn ask(visit: Visit, mut form: Form) -> Page {
    let here = Here::of(&visit)?;
    let at = format!("{}/tirage", here.path());
    if form.v("value").chars().count() > 500 {
        form.fault("value", visit.t("cohort-fault-long"));
        let page = load(&visit, form).await?;
        return visit.refused(&page);
    }
    match act::ask(&here, form.v("value")).await? {
        Ok(_) => Ok(see_other(&format!("{at}?dit=draw-asked"))),
        Err(refusal) => {
            let names = match &refusal {
                act::Refusal::Withdrawn(names) => names.join(", "),
                _ => String::new(),
            };
            form.fault("value", visit.words.t1(refusal.key(), "names", names));
            let page = load(&visit, form).await?;
            visit.refused(&page)
        }
    }
}

/// Stops the draw under way.
pub async fn stop(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut tx = visit.write().await?;
    let job = jobs::latest(&mut tx, "draw", &here.edition.id, Some(&here.site.id)).await?;
    if let Some(job) = job.filter(|j| j.finished_at.is_none()) {
        jobs::cancel(&mut tx, &job.id, visit.now).await?;
        tx.commit().await?;
    }
    Ok(see_other(&format!("{}/tirage", here.path())))
}

/// The canonical text of the frozen pool, word for word.
pub async fn pool(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut conn = visit.read().await?;
    let pool = store::pool(&mut conn, &here.site.id)
        .await?
        .ok_or(Error::Absent)?;
    let name = format!("vivier-{}.json", here.site.slug);
    Ok(download(
        pool.text,
        "application/json; charset=utf-8",
        &name,
    ))
}
