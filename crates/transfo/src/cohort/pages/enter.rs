//! A candidacy on paper, typed in by who leads the site.

use askama::Template;

use super::{
    handed,
    profile::{self, Choices},
};
use crate::{
    cohort::{
        Here,
        apply::{self, Applied},
        store,
    },
    platform::{
        error::{Error, Page},
        form::Form,
        frame::Frame,
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "cohort/pages/enter.html")]
struct EnterPage {
    frame: Frame,
    form: Form,
    choices: Choices,
    at: String,
}

async fn load(visit: &Visit, form: Option<Form>) -> Result<EnterPage, Error> {
    let here = Here::of(visit)?;
    let mut conn = visit.read().await?;
    let quotas = store::quotas(&mut conn, &here.edition.id, &here.site.id).await?;
    let form = form.unwrap_or_else(|| Form::filled([("ticket", visit.app.dice.secret())]));
    Ok(EnterPage {
        frame: Frame::of(visit, visit.t("cohort-enter-title")).under(
            format!("{}/candidatures", here.path()),
            visit.t("cohort-tab-candidacies"),
        ),
        form,
        choices: Choices::of(visit.words, &quotas),
        at: here.path(),
    })
}

/// The form.
pub async fn page(visit: Visit) -> Page {
    let page = load(&visit, None).await?;
    visit.page(&page)
}

/// Records it, and shows the personal link to hand over.
pub async fn save(visit: Visit, mut form: Form) -> Page {
    let here = Here::of(&visit)?;
    let choices = load(&visit, None).await?.choices;
    let mut typed = profile::read(&visit, &mut form, &choices);
    typed.paper = true;
    if typed.consented_on.is_none() {
        form.fault("consent", visit.t("cohort-fault-consent-paper"));
    }
    if form.is_good() {
        let answer = apply::apply(&here, &typed).await?;
        if let Ok(Applied::Link(token)) = answer {
            let link = format!("{}/candidature/{token}", visit.app.config.url);
            let back = format!("{}/candidatures", here.path());
            let frame = Frame::of(&visit, visit.t("cohort-entered-title"));
            return handed(&visit, frame, visit.t("cohort-entered-lead"), link, back);
        }
        form.fault("name", visit.t("cohort-fault-frozen"));
    }
    let page = load(&visit, Some(form)).await?;
    visit.refused(&page)
}
