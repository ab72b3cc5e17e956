//! Completing the cohort: what it would come to, the public value, how far the draw is, and its record.

use askama::Template;

use super::{Two, candidacies::download, cohort::moves, either, why_failed};
use crate::{
    cohort::{
        Here,
        application::Application,
        complete::{self as act, KIND, Outlook, Refusal, Standing},
        store::{
            application as rows,
            completion::{self, Completed},
            member::{self, Member},
        },
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        gate::Seen,
        jobs::{self, Shown},
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "cohort/pages/complete.html")]
struct CompletePage {
    frame: Frame,
    form: Form,
    at: String,
    job: Option<Running>,
    failed: Option<String>,
    view: Option<View>,
    /// Why there is nothing to complete.
    none: String,
}

/// The work under way.
struct Running {
    id: String,
    phase: String,
    share: u32,
    cancelled: bool,
}

/// What completing would come to.
struct View {
    lead: String,
    effects: Vec<(&'static str, String)>,
    hash: String,
    deviates: bool,
    can: bool,
}

fn running(visit: &Visit, job: &Shown) -> Option<Running> {
    let phase = match job.progress.phase.as_str() {
        "" => "cohort-phase-waiting",
        phase => phase,
    };
    job.finished_at.is_none().then(|| Running {
        id: job.id.clone(),
        phase: visit.t(phase),
        share: job.progress.done,
        cancelled: job.cancelled,
    })
}

/// How things stand, or the refusal that says why nothing can be completed.
async fn standing(visit: &Visit) -> Result<Result<Standing, Refusal>, Error> {
    let here = Here::of(visit)?;
    let (site, gate) = (&here.site.id, visit.gate());
    let mut conn = visit.read().await?;
    let pool = act::drawn_pool(&mut conn, site).await?;
    let members = member::list(&mut conn, &gate, site).await?;
    let members: Vec<Member> = members.into_iter().map(Seen::into_inner).collect();
    let all = rows::seen(&mut conn, &gate, site).await?;
    let all: Vec<Application> = all.into_iter().map(Seen::into_inner).collect();
    act::standing(pool.as_deref(), &members, &all)
}

/// What completing would come to, looked at once for an answer; or why there is nothing to complete.
async fn look(visit: &Visit) -> Result<Result<View, Refusal>, Error> {
    match standing(visit).await? {
        Ok(standing) => Ok(Ok(view(visit, standing).await?)),
        Err(refusal) => Ok(Err(refusal)),
    }
}

async fn view(visit: &Visit, standing: Standing) -> Result<View, Error> {
    let w = visit.words;
    let looked = standing.clone();
    let outlook = tokio::task::spawn_blocking(move || act::outlook(&looked))
        .await
        .map_err(|e| Error::Fault(e.to_string()))?;
    let staying = standing.staying.len();
    let mut view = View {
        lead: w.t2(
            "cohort-complete-lead",
            ("missing", standing.missing),
            ("staying", staying),
        ),
        effects: Vec::new(),
        hash: standing.hash.clone(),
        deviates: false,
        can: standing.eligible > 0,
    };
    let mut tell = |icon, text| view.effects.push((icon, text));
    if !standing.leaving.is_empty() {
        let names: Vec<&str> = standing.leaving.iter().map(|m| m.name.as_str()).collect();
        tell(
            "out",
            w.t1("cohort-complete-leaving", "names", names.join(", ")),
        );
    }
    if standing.eligible == 0 {
        tell("risk", w.t("cohort-complete-nobody"));
        return Ok(view);
    }
    let eligible = w.t1("cohort-complete-eligible", "count", standing.eligible);
    tell("users", eligible);
    match outlook {
        Ok(Outlook::Draws) => tell("dice", w.t("cohort-complete-draws")),
        Ok(Outlook::Deviates(found)) => {
            let count = found.joining.len();
            tell("risk", w.t1("cohort-complete-joins", "count", count));
            for quota in act::shifts(&standing.problem, &found) {
                tell("risk", moves(w, &quota));
            }
            if found.empty > 0 {
                tell("risk", w.t1("cohort-complete-empty", "count", found.empty));
            }
            view.deviates = true;
        }
        Err(why) => {
            tell("risk", either(w, why.fr(), why.en()));
            view.can = false;
            return Ok(view);
        }
    }
    let hash = w.t1("cohort-complete-hash", "hash", standing.hash.as_str());
    view.effects.push(("shield", hash));
    view.effects.push(("mail", w.t("cohort-complete-told")));
    Ok(view)
}

/// The page; `looked` where that was done for the same answer.
async fn load(
    visit: &Visit,
    form: Form,
    looked: Option<Result<View, Refusal>>,
) -> Result<CompletePage, Error> {
    let here = Here::of(visit)?;
    let job = {
        let mut conn = visit.read().await?;
        jobs::latest(&mut conn, KIND, &here.edition.id, Some(&here.site.id)).await?
    };
    let running = job.as_ref().and_then(|job| running(visit, job));
    let (mut shown, mut none) = (None, String::new());
    if running.is_none() {
        let looked = match looked {
            Some(looked) => looked,
            None => look(visit).await?,
        };
        match looked {
            Ok(view) => shown = Some(view),
            Err(refusal) => none = visit.t(refusal.key()),
        }
    }
    let at = format!("{}/cohorte", here.path());
    Ok(CompletePage {
        frame: Frame::of(visit, visit.t("cohort-complete-title"))
            .under(&at, visit.t("cohort-tab-cohort")),
        form,
        failed: job
            .as_ref()
            .filter(|_| shown.is_some())
            .and_then(|job| job.error.as_deref())
            .map(|why| why_failed(visit.words, why)),
        job: running,
        view: shown,
        none,
        at,
    })
}

/// What it would come to.
pub async fn page(visit: Visit) -> Page {
    let page = load(&visit, Form::default(), None).await?;
    visit.page(&page)
}

/// Asks for the seats to be filled.
pub async fn ask(visit: Visit, mut form: Form) -> Page {
    let here = Here::of(&visit)?;
    // Nothing moves that was not accepted; the work checks it again when it is done.
    let looked = match form.ticked("accept") {
        true => None,
        false => Some(look(&visit).await?),
    };
    if looked
        .as_ref()
        .is_some_and(|l| l.as_ref().is_ok_and(|view| view.deviates))
    {
        form.fault("accept", visit.t("cohort-complete-accept-first"));
        let page = load(&visit, form, looked).await?;
        return visit.refused(&page);
    }
    let confirmed = (form.v("hash"), form.ticked("accept"));
    let refusal = match act::ask(&here, form.v("value"), confirmed).await? {
        Ok(_) => {
            let at = format!("{}/cohorte/completer", here.path());
            return Ok(see_other(&format!("{at}?dit=completion-asked")));
        }
        Err(refusal) => refusal,
    };
    form.fault("value", visit.t(refusal.key()));
    let page = load(&visit, form, looked).await?;
    visit.refused(&page)
}

/// Stops the work under way.
pub async fn stop(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut tx = visit.write().await?;
    let job = jobs::latest(&mut tx, KIND, &here.edition.id, Some(&here.site.id)).await?;
    if let Some(job) = job.filter(|job| job.finished_at.is_none()) {
        jobs::cancel(&mut tx, &job.id, visit.now).await?;
        tx.commit().await?;
    }
    Ok(see_other(&format!("{}/cohorte/completer", here.path())))
}

#[derive(Template)]
#[template(path = "cohort/pages/completed.html")]
struct CompletedPage {
    frame: Frame,
    at: String,
    completed: Vec<Completed>,
}

/// The completing draws of the site; with `?tirage=ID` the record of one, word for word.
pub async fn records(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut conn = visit.read().await?;
    let completed = completion::list(&mut conn, &here.site.id).await?;
    let wanted = visit.query("tirage");
    if !wanted.is_empty() {
        let one = completed.into_iter().find(|one| one.id == wanted);
        let one = one.filter(|one| !one.record.is_empty());
        let name = format!("complement-{}.json", here.site.slug);
        let text = one.ok_or(Error::Absent)?.record;
        return Ok(download(text, "application/json", &name));
    }
    let at = format!("{}/cohorte", here.path());
    visit.page(&CompletedPage {
        frame: Frame::of(&visit, visit.t("cohort-completed-title"))
            .under(&at, visit.t("cohort-tab-cohort")),
        at,
        completed,
    })
}
