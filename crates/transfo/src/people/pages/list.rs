//! The people of the instance, for who runs it: list, one person, new administrator, new link.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;

use crate::{
    people::{
        invite::{self, Invitation},
        store::{self, Person, PersonLine, RoleLine},
    },
    platform::{
        error::{Error, Page, see_other},
        form::{Form, is_address},
        frame::Frame,
        gate::Role,
        visit::Visit,
    },
};

/// People on one page of the list.
const PAGE: u32 = 50;

/// What the list is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: u32,
}

#[derive(Template)]
#[template(path = "people/pages/list.html")]
struct ListPage {
    frame: Frame,
    form: Form,
    q: String,
    people: Vec<PersonLine>,
    page: u32,
    more: bool,
}

#[derive(Template)]
#[template(path = "people/pages/person.html")]
struct PersonPage {
    frame: Frame,
    person: Person,
    roles: Vec<RoleLine>,
    today: jiff::civil::Date,
    link: Option<String>,
}

async fn page(visit: &Visit, asked: &Asked, form: Form) -> Result<ListPage, Error> {
    let mut conn = visit.read().await?;
    let window = (PAGE.saturating_add(1), asked.page.saturating_mul(PAGE));
    let mut people = store::list(&mut conn, None, &asked.q, visit.today, window).await?;
    let full = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = people.len() > full;
    people.truncate(full);
    Ok(ListPage {
        frame: Frame::bare(visit, visit.t("people-list-title")),
        form,
        q: asked.q.clone(),
        people,
        page: asked.page,
        more,
    })
}

/// The list.
pub async fn list(visit: Visit, Query(asked): Query<Asked>) -> Page {
    let page = page(&visit, &asked, Form::default()).await?;
    visit.page(&page)
}

/// Invites another administrator.
pub async fn invite_administrator(visit: Visit, mut form: Form) -> Page {
    if form.v("name").is_empty() {
        form.fault("name", visit.t("people-name-fault"));
    }
    if !is_address(form.v("email")) {
        form.fault("email", visit.t("people-email-fault"));
    }
    if !form.is_good() {
        let page = page(&visit, &Asked::default(), form).await?;
        return visit.refused(&page);
    }
    let who = Invitation {
        name: form.v("name"),
        email: Some(form.v("email")),
        lang: visit.words.lang,
        discipline: "",
        home: "",
        public_experience: "",
        role: Role::Administrator,
        edition: None,
        site: None,
        since: visit.today,
    };
    let invited = invite::invite(&visit, &who).await?;
    if invited.link.is_empty() {
        let to = format!("/personnes/{}?dit=link-mailed", invited.person);
        return Ok(see_other(&to));
    }
    person_page(&visit, &invited.person, Some(invited.link)).await
}

async fn person_page(visit: &Visit, id: &str, link: Option<String>) -> Page {
    let mut conn = visit.read().await?;
    let person = store::by_id(&mut conn, id).await?.ok_or(Error::Absent)?;
    visit.page(&PersonPage {
        frame: Frame::bare(visit, person.name.clone())
            .under("/personnes", visit.t("people-list-title")),
        roles: store::roles_of(&mut conn, id).await?,
        today: visit.today,
        person,
        link,
    })
}

/// One person.
pub async fn person(visit: Visit, Path(id): Path<String>) -> Page {
    person_page(&visit, &id, None).await
}

/// A new invitation link for one person: by mail, or shown once.
pub async fn new_link(visit: Visit, Path(id): Path<String>) -> Page {
    match invite::new_link(&visit, &id).await? {
        Some(link) => person_page(&visit, &id, Some(link)).await,
        None => Ok(see_other(&format!("/personnes/{id}?dit=link-mailed"))),
    }
}

/// Ends a role of one person today.
pub async fn end_role(visit: Visit, Path((id, role)): Path<(String, String)>) -> Page {
    let (_, owner) = store::role(&mut visit.read().await?, &role)
        .await?
        .ok_or(Error::Absent)?;
    if owner != id {
        return Err(Error::Absent);
    }
    invite::end_role(&visit, &role).await?;
    Ok(see_other(&format!("/personnes/{id}?dit=role-ended")))
}
