//! Freezing the pool that was shown, and thawing it again: each names its consequence first.

use askama::Template;

use super::{ConfirmPage, either};
use crate::{
    cohort::{
        Here,
        application::Application,
        draw_input::problem_of,
        freeze::{self, Refusal},
        store::{self, application as rows},
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        gate::Seen,
        visit::Visit,
    },
};

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

/// What thawing does.
pub async fn thaw_page(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut conn = visit.read().await?;
    let drawn = store::drawing(&mut conn, &here.site.id).await?.is_some();
    let pool = store::pool(&mut conn, &here.site.id).await?;
    let at = format!("{}/tirage", here.path());
    let Some(pool) = pool.filter(|_| !drawn) else {
        let key = if drawn {
            "pool-drawn"
        } else {
            "pool-not-frozen"
        };
        return Ok(see_other(&format!("{at}?dit={key}")));
    };
    let standing = store::commitment::published(&mut conn, &visit.gate(), &here.site.id).await?;
    let mut effects = vec![
        (
            "shield",
            visit.words.t1("cohort-thaw-pool", "hash", pool.hash),
        ),
        ("users", visit.t("cohort-thaw-open")),
    ];
    if let Some(k) = standing.iter().find(|k| k.voided_at.is_none()) {
        let hash = k.hash.clone();
        effects.push(("eye", visit.words.t1("cohort-thaw-void", "hash", hash)));
        effects.push(("history", visit.t("cohort-thaw-again")));
    }
    visit.page(&ConfirmPage {
        frame: Frame::of(&visit, visit.t("cohort-thaw-title"))
            .under(&at, visit.t("cohort-tab-draw")),
        lead: visit.t("cohort-thaw-lead"),
        effects,
        visible: String::new(),
        action: format!("{at}/degeler"),
        hidden: Vec::new(),
        verb: visit.t("cohort-thaw-verb"),
        back: at,
        back_verb: visit.t("cohort-thaw-not"),
        danger: true,
    })
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
