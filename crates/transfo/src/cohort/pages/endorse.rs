//! The manager's page, opened by their link: who asks for what, and the answer. A GET changes nothing.

use askama::Template;
use axum::extract::Path;

use super::{here_at, places};
use crate::{
    cohort::{
        application::{Application, Endorsement},
        endorse::{self, Refusal},
        store::{
            self, Site,
            application::{Side, by_link},
            member::{self, Letter},
        },
    },
    platform::{
        dice::fingerprint,
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        visit::{Place, Visit},
    },
};

#[derive(Template)]
#[template(path = "cohort/pages/endorse.html")]
struct EndorsePage {
    frame: Frame,
    form: Form,
    a: Application,
    place: Place,
    site: Site,
    letter: Option<Letter>,
    at: String,
    closed: bool,
}

async fn load(
    visit: &Visit,
    token: &str,
    form: Option<Form>,
) -> Result<(EndorsePage, Place), Error> {
    let mut conn = visit.read().await?;
    let found = by_link(&mut conn, Side::Manager, &fingerprint(token)).await?;
    let (a, site) = found.ok_or(Error::Absent)?;
    let (edition, place) = places(&mut conn, &site).await?;
    let site = store::site(&mut conn, &site).await?.ok_or(Error::Absent)?;
    let closed = store::pool(&mut conn, &place.id).await?.is_some() || a.withdrawn_at.is_some();
    let letter = match member::of_application(&mut conn, &a.id).await? {
        Some(m) => member::letter_of(&mut conn, &m.id).await?,
        None => None,
    };
    let form = form.unwrap_or_else(|| Form::filled([("note", a.endorsement_note.clone())]));
    let page = EndorsePage {
        frame: Frame::bare(visit, visit.t("cohort-endorse-title")),
        form,
        at: format!("/accord/{token}"),
        letter,
        a,
        place,
        site,
        closed,
    };
    Ok((page, edition))
}

/// Who asks for what.
pub async fn page(visit: Visit, Path(token): Path<String>) -> Page {
    let (page, _) = load(&visit, &token, None).await?;
    visit.page(&page)
}

/// Gives or refuses agreement.
pub async fn answer(visit: Visit, Path(token): Path<String>, mut form: Form) -> Page {
    let says = match form.v("answer") {
        "yes" => Endorsement::Granted,
        "no" => Endorsement::Refused,
        _ => Endorsement::Waiting,
    };
    let (page, edition) = load(&visit, &token, Some(form.clone())).await?;
    if says == Endorsement::Waiting || form.v("note").chars().count() > 2000 {
        let field = if says == Endorsement::Waiting {
            "answer"
        } else {
            "note"
        };
        let key = if field == "answer" {
            "cohort-fault-answer"
        } else {
            "cohort-fault-long"
        };
        form.fault(field, visit.t(key));
        return visit.refused(&EndorsePage { form, ..page });
    }
    let here = here_at(&visit, &edition, &page.place);
    let key = match endorse::endorse(&here, &page.a.id, says, form.v("note")).await? {
        Ok(()) => "endorsement-noted",
        Err(Refusal::Hidden) => return Err(Error::Absent),
        Err(Refusal::Withdrawn | Refusal::Frozen) => "endorsement-closed",
    };
    Ok(see_other(&format!("/accord/{token}?dit={key}")))
}
