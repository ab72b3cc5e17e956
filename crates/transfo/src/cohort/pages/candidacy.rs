//! One candidacy, through the gate: those who select see all of it; the hierarchy, once it was told, sees who asks.

use askama::Template;
use axum::extract::Path;

use super::{
    handed,
    profile::{self, Choices},
    visible_to,
};
use crate::{
    cohort::{
        Here, LEADS,
        application::{Application, Endorsement, State},
        apply::{self, Refusal},
        endorse, own,
        store::{self, application as rows},
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        gate::{Circles, Seen},
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "cohort/pages/candidacy.html")]
struct CandidacyPage {
    frame: Frame,
    form: Form,
    choices: Choices,
    a: Seen<Application>,
    at: String,
    visible: String,
    selects: bool,
    leads: bool,
    frozen: bool,
}

/// The three names of a path below a candidacy.
pub type Below = Path<(String, String, String)>;

async fn load(visit: &Visit, id: &str, form: Option<Form>) -> Result<CandidacyPage, Error> {
    let here = Here::of(visit)?;
    let mut conn = visit.read().await?;
    let gate = visit.gate();
    let a = rows::seen_one(&mut conn, &gate, &here.site.id, id)
        .await?
        .ok_or(Error::Absent)?;
    let quotas = store::quotas(&mut conn, &here.edition.id, &here.site.id).await?;
    let selects = gate.circles().meets(Circles::SELECTION);
    let mut frame = Frame::of(visit, a.name.clone());
    if selects {
        frame = frame.under(
            format!("{}/candidatures", here.path()),
            visit.t("cohort-tab-candidacies"),
        );
    }
    Ok(CandidacyPage {
        frame,
        form: form.unwrap_or_else(|| profile::filled(&a)),
        choices: Choices::of(visit.words, &quotas),
        visible: visible_to(visit.words, a.audience),
        at: format!("{}/candidatures/{}", here.path(), a.id),
        a,
        selects,
        leads: visit.holds(LEADS),
        frozen: store::pool(&mut conn, &here.site.id).await?.is_some(),
    })
}

/// One candidacy.
pub async fn page(visit: Visit, Path((_, _, id)): Below) -> Page {
    let page = load(&visit, &id, None).await?;
    visit.page(&page)
}

/// Corrects it.
pub async fn correct(visit: Visit, Path((_, _, id)): Below, mut form: Form) -> Page {
    let here = Here::of(&visit)?;
    let now = load(&visit, &id, None).await?;
    let typed = profile::read(&visit, &mut form, &now.choices);
    if form.is_good() {
        match apply::correct(&here, &id, &typed).await? {
            Ok(()) => return Ok(see_other(&format!("{}?dit=application-corrected", now.at))),
            Err(Refusal::Frozen | Refusal::NotOpen) => {
                form.fault("name", visit.t("cohort-fault-frozen"))
            }
        }
    }
    let page = load(&visit, &id, Some(form)).await?;
    visit.refused(&page)
}

/// Notes the hierarchy's word from paper.
pub async fn note_agreement(visit: Visit, Path((_, _, id)): Below, form: Form) -> Page {
    let here = Here::of(&visit)?;
    let says = match form.v("answer") {
        "yes" => Endorsement::Granted,
        "no" => Endorsement::Refused,
        _ => Endorsement::Waiting,
    };
    let key = match endorse::endorse(&here, &id, says, form.v("note")).await? {
        Ok(()) => "endorsement-noted",
        Err(endorse::Refusal::Hidden) => "endorsement-hidden",
        Err(endorse::Refusal::Withdrawn | endorse::Refusal::Frozen) => "endorsement-closed",
    };
    Ok(see_other(&format!(
        "{}/candidatures/{id}?dit={key}",
        here.path()
    )))
}

/// Another personal link, for somebody who lost theirs.
pub async fn new_link(visit: Visit, Path((_, _, id)): Below) -> Page {
    let here = Here::of(&visit)?;
    let token = apply::new_link(&here, &id).await?;
    let back = format!("{}/candidatures/{id}", here.path());
    let link = format!("{}/candidature/{token}", visit.app.config.url);
    let frame = Frame::of(&visit, visit.t("cohort-new-link-title"));
    handed(&visit, frame, visit.t("cohort-new-link-lead"), link, back)
}

/// Asks the manager again.
pub async fn remind(visit: Visit, Path((_, _, id)): Below) -> Page {
    let here = Here::of(&visit)?;
    let token = own::remind(&here, &id).await?;
    let back = format!("{}/candidatures/{id}", here.path());
    let link = format!("{}/accord/{token}", visit.app.config.url);
    let frame = Frame::of(&visit, visit.t("cohort-manager-link-title"));
    handed(&visit, frame, visit.t("cohort-remind-lead"), link, back)
}
