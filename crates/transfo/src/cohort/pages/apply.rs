//! The public page of a call: read it, apply, keep the link.

use askama::Template;

use super::profile::{self, Choices};
use crate::{
    cohort::{
        Here,
        apply::{self, Applied, Refusal},
        call::{Call, Stand},
        store::{self, Site},
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "cohort/pages/apply.html")]
struct ApplyPage {
    frame: Frame,
    form: Form,
    choices: Choices,
    call: Call,
    site: Site,
    name: String,
    at: String,
    open: bool,
    before: bool,
    wrong: bool,
    paragraphs: Vec<String>,
    /// The public page of the draw, once there is one.
    draw: Option<String>,
}

#[derive(Template)]
#[template(path = "cohort/pages/received.html")]
struct ReceivedPage {
    frame: Frame,
    name: String,
    contact: String,
}

/// A frame that names the site but shows no bar of it: the visitor is a passer-by.
fn bare(visit: &Visit, title: String) -> Frame {
    let mut frame = Frame::bare(visit, title);
    frame.crumbs.clear();
    frame
}

async fn load(visit: &Visit, form: Option<Form>) -> Result<ApplyPage, Error> {
    let here = Here::of(visit)?;
    let mut conn = visit.read().await?;
    let call = store::call(&mut conn, &here.site.id)
        .await?
        .ok_or(Error::Absent)?;
    let site = store::site(&mut conn, &here.site.id)
        .await?
        .ok_or(Error::Absent)?;
    let draw = super::public::published(&mut conn, visit, &here).await?;
    let stand = call.stand(visit.today);
    let quotas = if stand == Stand::Open {
        store::quotas(&mut conn, &here.edition.id, &here.site.id).await?
    } else {
        Vec::new()
    };
    let wrong = form.as_ref().is_some_and(|f| !f.is_good());
    let mut title = visit
        .words
        .t1("cohort-call-title", "site", here.site.name.as_str());
    if wrong {
        title = visit.words.t1("cohort-error-title", "title", title);
    }
    let form = form.unwrap_or_else(|| {
        Form::filled([
            ("ticket", visit.app.dice.secret()),
            ("release", "later".to_owned()),
        ])
    });
    Ok(ApplyPage {
        frame: bare(visit, title),
        form,
        choices: Choices::of(visit.words, &quotas),
        name: here.site.name.clone(),
        at: format!("/appel/{}/{}", here.edition.slug, here.site.slug),
        open: stand == Stand::Open,
        before: stand == Stand::Before,
        paragraphs: call
            .intro
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .map(str::to_owned)
            .collect(),
        call,
        site,
        wrong,
        draw,
    })
}

/// What is asked, and the form while the call is open.
pub async fn page(visit: Visit) -> Page {
    let page = load(&visit, None).await?;
    visit.page(&page)
}

/// Applies.
pub async fn send(visit: Visit, mut form: Form) -> Page {
    let here = Here::of(&visit)?;
    let quotas = {
        let mut conn = visit.read().await?;
        store::quotas(&mut conn, &here.edition.id, &here.site.id).await?
    };
    let choices = Choices::of(visit.words, &quotas);
    let typed = profile::read(&visit, &mut form, &choices);
    if typed.consented_on.is_none() {
        form.fault("consent", visit.t("cohort-fault-consent"));
    }
    if typed.release && typed.manager_name.is_empty() {
        form.fault("manager_name", visit.t("cohort-fault-manager"));
    }
    if !form.is_good() {
        let page = load(&visit, Some(form)).await?;
        return visit.refused(&page);
    }
    let at = format!("/appel/{}/{}", here.edition.slug, here.site.slug);
    match apply::apply(&here, &typed).await? {
        Ok(Applied::Link(token)) => Ok(see_other(&format!(
            "/candidature/{token}?dit=application-received"
        ))),
        Ok(Applied::ByMail) => Ok(see_other(&format!("{at}/recue"))),
        Err(Refusal::NotOpen | Refusal::Frozen) => {
            form.fault("name", visit.t("cohort-fault-closed"));
            let page = load(&visit, Some(form)).await?;
            visit.refused(&page)
        }
    }
}

/// The same words for a new address and a known one.
pub async fn received(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut conn = visit.read().await?;
    let call = store::call(&mut conn, &here.site.id)
        .await?
        .ok_or(Error::Absent)?;
    visit.page(&ReceivedPage {
        frame: bare(&visit, visit.t("cohort-received-title")),
        name: here.site.name.clone(),
        contact: call.contact,
    })
}
