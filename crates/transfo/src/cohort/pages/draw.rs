//! The steps of a draw: freezing the pool, asking for its lottery, and where the rest is done; how far it is; why it is
//! impossible.

use askama::Template;

use super::{
    Two,
    candidacies::download,
    chart::{self, Group},
    lottery::percent,
    why_failed,
};
use crate::{
    cohort::{
        Here, LEADS, lottery as act,
        store::{self, Pool, application as rows, commitment::Commitment},
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
    public: String,
    leads: bool,
    pool: Option<Pool>,
    in_pool: usize,
    waiting: usize,
    job: Option<Progressing>,
    failed: Option<String>,
    stage: Stage,
    steps: Vec<(&'static str, bool, bool)>,
    why: String,
    standing: Option<Commitment>,
    proposed: bool,
    gone: String,
    limits: Vec<(&'static str, String)>,
    groups: Vec<Group>,
    chart_says: String,
    with_draw: bool,
}

/// How far the draw of a site has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Open,
    Frozen,
    Calculated,
    Published,
    Drawn,
}

impl Stage {
    /// Each step: its words, whether it is done, whether it is the next one.
    fn steps(self) -> Vec<(&'static str, bool, bool)> {
        [
            ("cohort-step-freeze", Stage::Open),
            ("cohort-step-lottery", Stage::Frozen),
            ("cohort-step-commit", Stage::Calculated),
            ("cohort-step-draw", Stage::Published),
            ("cohort-step-result", Stage::Drawn),
        ]
        .into_iter()
        .map(|(key, stage)| (key, self > stage, self == stage))
        .collect()
    }
}

/// A calculation under way.
struct Progressing {
    id: String,
    phase: String,
    share: u32,
    seconds: i64,
    figures: String,
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
        figures: figures(visit.words, &job.progress.detail).unwrap_or_default(),
        cancelled: job.cancelled,
    })
}

/// Panels found, lowest chance so far and its bound, in words; nothing before there is a panel.
fn figures(words: Words, detail: &str) -> Option<String> {
    let mut numbers = detail.split(' ').map(str::parse::<i64>);
    let (panels, minimum, bound) = (
        numbers.next()?.ok()?,
        numbers.next()?.ok()?,
        numbers.next()?.ok()?,
    );
    (panels > 0).then(|| {
        words.tn(
            "cohort-job-figures",
            vec![
                ("panels", panels.into()),
                ("minimum", percent(words, minimum).into()),
                ("bound", percent(words, bound).into()),
            ],
        )
    })
}

/// Why the last calculation failed, in the reader's language, while it still matters.
fn failed(words: Words, job: &Shown, pool: Option<&Pool>) -> Option<String> {
    let why = job.error.as_ref()?;
    pool.filter(|p| p.frozen_at <= job.asked_at)?;
    Some(why_failed(words, why))
}

/// How long a calculation may last, as the form offers it.
fn time_limits(words: Words) -> Vec<(&'static str, String)> {
    let minutes = |n: &'static str| {
        let count = n.parse().unwrap_or(0_u32);
        (n, words.t1("cohort-lottery-minutes", "count", count))
    };
    vec![
        ("", words.t("cohort-lottery-no-limit")),
        minutes("1"),
        minutes("5"),
        minutes("15"),
        minutes("60"),
    ]
}

async fn load(visit: &Visit, form: Form) -> Result<DrawPage, Error> {
    let here = Here::of(visit)?;
    let (site, gate) = (&here.site.id, visit.gate());
    let mut conn = visit.read().await?;
    let all = rows::seen(&mut conn, &gate, site).await?;
    let pool = store::pool(&mut conn, site).await?;
    let drawing = store::drawing(&mut conn, site).await?;
    let job = jobs::latest(&mut conn, act::KIND, &here.edition.id, Some(site)).await?;
    let lottery = store::lottery::seen(&mut conn, &gate, site).await?;
    let lottery = lottery.map(Seen::into_inner);
    let standing = store::commitment::published(&mut conn, &gate, site).await?;
    let standing = standing.into_iter().map(Seen::into_inner);
    let standing = standing.into_iter().find(|k| k.voided_at.is_none());
    let of = standing.as_ref().map_or("", |k| k.lottery.as_str());
    let proposed = store::commitment::seen_reveal(&mut conn, &gate, of).await?;
    let stage = match (&drawing, &standing, &lottery, &pool) {
        (Some(_), ..) => Stage::Drawn,
        (_, Some(_), ..) => Stage::Published,
        (_, _, Some(_), _) => Stage::Calculated,
        (_, _, _, Some(_)) => Stage::Frozen,
        _ => Stage::Open,
    };
    let gone = match &pool {
        Some(pool) if stage < Stage::Drawn => {
            let ready = all.iter().filter(|a| a.may_be_drawn());
            act::absent(&pool.text, ready.map(|a| a.reference.as_str()))?.join(", ")
        }
        _ => String::new(),
    };
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
        public: super::public::path(&here),
        leads: visit.holds(LEADS),
        in_pool,
        waiting,
        job: job.as_ref().and_then(|j| under_way(visit, j)),
        failed: job
            .as_ref()
            .filter(|_| stage == Stage::Frozen)
            .and_then(|j| failed(visit.words, j, pool.as_ref())),
        steps: stage.steps(),
        why: lottery
            .as_ref()
            .map(|l| super::lottery::why(visit.words, l))
            .unwrap_or_default(),
        standing,
        proposed: proposed.is_some(),
        gone,
        limits: time_limits(visit.words),
        groups: problem.map_or_else(Vec::new, |p| chart::of_problem(visit.words, &p, None)),
        chart_says: visit.words.t1("cohort-chart-frozen", "count", in_pool),
        with_draw: false,
        stage,
        pool,
    })
}

/// How things stand, and the next step.
pub async fn page(visit: Visit) -> Page {
    let page = load(&visit, Form::default()).await?;
    visit.page(&page)
}

/// Asks for the lottery.
pub async fn ask(visit: Visit, mut form: Form) -> Page {
    let here = Here::of(&visit)?;
    let typed = form.v("minutes").to_owned();
    if time_limits(visit.words).iter().all(|(n, _)| *n != typed) {
        form.fault("minutes", visit.t("cohort-fault-choice"));
        let page = load(&visit, form).await?;
        return visit.refused(&page);
    }
    match act::ask(&here, typed.parse().ok()).await? {
        Ok(_) => Ok(see_other(&format!(
            "{}/tirage?dit=lottery-asked",
            here.path()
        ))),
        Err(refusal) => {
            let names = refusal.names();
            form.fault("minutes", visit.words.t1(refusal.key(), "names", names));
            let page = load(&visit, form).await?;
            visit.refused(&page)
        }
    }
}

/// Stops the calculation under way.
pub async fn stop(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut tx = visit.write().await?;
    let job = jobs::latest(&mut tx, act::KIND, &here.edition.id, Some(&here.site.id)).await?;
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
