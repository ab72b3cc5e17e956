//! The mission letter: a sheet to print and sign.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;

use super::candidacy::Below;
use crate::{
    cohort::{
        Here, LEADS,
        application::Application,
        letter::{self, MOST, Refusal},
        store::{
            self, Site,
            member::{self, Letter},
        },
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        gate::{Circles, Seen},
        visit::{Place, Visit},
    },
};

/// What a letter says.
pub struct Sheet {
    edition: String,
    site: String,
    theme: String,
    starts_on: Option<Date>,
    ends_on: Option<Date>,
    name: String,
    directorate: String,
    manager: String,
    days: u32,
    letter: Option<Letter>,
}

impl Sheet {
    /// The letter of a candidate who was drawn; without one, as it would be.
    pub fn of(
        edition: &Place,
        site: &Place,
        facts: &Site,
        a: &Application,
        letter: Option<&Letter>,
    ) -> Self {
        Self {
            edition: edition.name.clone(),
            site: site.name.clone(),
            theme: facts.theme.clone(),
            starts_on: facts.starts_on,
            ends_on: facts.ends_on,
            name: a.name.clone(),
            directorate: a.strata.directorate.clone(),
            manager: a.manager_name.clone(),
            days: letter.map_or(facts.days, |l| l.days),
            letter: letter.cloned(),
        }
    }
}

#[derive(Template)]
#[template(path = "cohort/pages/letter.html")]
struct LetterPage {
    frame: Frame,
    sheet: Sheet,
    form: Form,
    /// Where the days are set, for who leads.
    issue: Option<String>,
    /// Where it is signed, for the ambassador or who leads.
    sign: Option<String>,
    visible: String,
}

/// The letter of the holder of a personal link.
pub(super) fn show(visit: &Visit, frame: Frame, sheet: Sheet, sign: Option<String>) -> Page {
    visit.page(&LetterPage {
        frame,
        sheet,
        form: Form::default(),
        issue: None,
        sign,
        visible: super::visible_to(visit.words, letter::AUDIENCE),
    })
}

async fn load(visit: &Visit, id: &str, form: Option<Form>) -> Result<LetterPage, Error> {
    let here = Here::of(visit)?;
    let gate = visit.gate();
    let selects = gate.circles().meets(Circles::SELECTION);
    let mut conn = visit.read().await?;
    let members = member::list(&mut conn, &gate, &here.site.id).await?;
    let m = members
        .into_iter()
        .find(|m| m.id == id && m.sits())
        .ok_or(Error::Absent)?;
    let a = store::application::seen_one(&mut conn, &gate, &here.site.id, &m.application).await?;
    let a = a.ok_or(Error::Absent)?;
    let written = member::seen_letter(&mut conn, &gate, id)
        .await?
        .map(Seen::into_inner);
    if !selects && written.is_none() {
        return Err(Error::Absent);
    }
    let facts = store::site(&mut conn, &here.site.id)
        .await?
        .ok_or(Error::Absent)?;
    let sheet = Sheet::of(here.edition, here.site, &facts, &a, written.as_ref());
    let at = format!("{}/cohorte/{id}/lettre", here.path());
    let mine = visit.viewer.id().is_some() && m.person.as_deref() == visit.viewer.id();
    let leads = visit.holds(LEADS);
    let open = written.as_ref().is_some_and(|l| l.signed_on.is_none());
    Ok(LetterPage {
        frame: Frame::of(
            visit,
            visit.words.t1("cohort-letter-of", "name", a.name.as_str()),
        )
        .under(
            format!("{}/cohorte", here.path()),
            visit.t("cohort-tab-cohort"),
        ),
        form: form.unwrap_or_else(|| Form::filled([("days", sheet.days.to_string())])),
        sheet,
        issue: leads.then(|| at.clone()),
        sign: (open && (leads || mine)).then(|| format!("{at}/signature")),
        visible: super::visible_to(visit.words, letter::AUDIENCE),
    })
}

/// The letter of a member: to the team, the coordination and the ambassador.
pub async fn page(visit: Visit, Path((_, _, id)): Below) -> Page {
    let page = load(&visit, &id, None).await?;
    visit.page(&page)
}

/// Issues it, with the days promised.
pub async fn issue(visit: Visit, Path((_, _, id)): Below, mut form: Form) -> Page {
    let here = Here::of(&visit)?;
    let days = form.v("days").parse().unwrap_or(0);
    match letter::issue(&here, &id, days).await? {
        Ok(()) => Ok(see_other(&format!(
            "{}/cohorte/{id}/lettre?dit=letter-issued",
            here.path()
        ))),
        Err(Refusal::Days | Refusal::NotOpen) => {
            form.fault("days", visit.words.t1("cohort-fault-days", "most", MOST));
            let page = load(&visit, &id, Some(form)).await?;
            visit.refused(&page)
        }
    }
}

/// Notes that it is signed: by the ambassador, or from paper by who leads.
pub async fn sign(visit: Visit, Path((_, _, id)): Below) -> Page {
    let here = Here::of(&visit)?;
    let page = load(&visit, &id, None).await?;
    if page.sign.is_none() {
        return Err(Error::Absent);
    }
    let key = match letter::sign(&here, &id).await? {
        Ok(()) => "letter-signed",
        Err(_) => "letter-not-open",
    };
    Ok(see_other(&format!(
        "{}/cohorte/{id}/lettre?dit={key}",
        here.path()
    )))
}
