//! Who is who at a site, and at the level of the edition: residents, pilot, managers, direction, officials. Inviting
//! somebody grants a role and gives a link.

use askama::Template;
use axum::extract::Path;

use super::date;
use crate::{
    people::{
        invite::{self, Invitation},
        store as people_store,
    },
    platform::{
        error::{Error, Page, see_other},
        form::{Form, is_address},
        frame::Frame,
        gate::{Role, holds_on},
        visit::Visit,
    },
    programme::{
        LEADS, acts,
        store::{self, Teammate},
        towns::Towns,
    },
};

struct Mate {
    line: Teammate,
    holds: bool,
    /// Who looks may say where this one lives.
    says_home: bool,
    /// The home of somebody who travels is nowhere on the map: said to who may mend it.
    lost: bool,
}

#[derive(Template)]
#[template(path = "programme/pages/team.html")]
struct TeamPage {
    frame: Frame,
    form: Form,
    action: String,
    mates: Vec<Mate>,
    towns: &'static [String],
    roles: Vec<(String, String)>,
    may_invite: bool,
    link: Option<(String, bool)>,
}

/// Roles given at a site, and who may give them: its pilot and the coordination. Ambassadors are drawn, not invited.
const AT_SITE: [Role; 7] = [
    Role::Resident,
    Role::Pilot,
    Role::Relay,
    Role::Manager,
    Role::Direction,
    Role::Official,
    Role::CaseOwner,
];
/// Roles of the whole edition, given by the coordination.
const AT_EDITION: [Role; 2] = [Role::Coordinator, Role::Partner];

async fn page(visit: &Visit, form: Form, link: Option<(String, bool)>) -> Result<TeamPage, Error> {
    let edition = visit.edition()?.clone();
    let mut conn = visit.read().await?;
    let (action, mates, roles) = match &visit.site {
        Some(site) => (
            format!("/saisons/{}/{}/equipe", edition.slug, site.slug),
            store::team(&mut conn, &edition.id, Some(&site.id)).await?,
            AT_SITE.as_slice(),
        ),
        None => (
            format!("/saisons/{}/equipe", edition.slug),
            store::team(&mut conn, &edition.id, None)
                .await?
                .into_iter()
                .filter(|m| m.site_id.is_none())
                .collect(),
            AT_EDITION.as_slice(),
        ),
    };
    let mates: Vec<Mate> = mates.into_iter().map(|line| mate(visit, line)).collect();
    let types = may_invite(visit) || mates.iter().any(|mate| mate.says_home);
    Ok(TeamPage {
        frame: Frame::of(visit, visit.t("programme-team")),
        form,
        action,
        mates,
        towns: if types { Towns::proposals() } else { &[] },
        roles: roles
            .iter()
            .map(|r| (r.key().to_owned(), visit.words.named("role", r.key())))
            .collect(),
        may_invite: may_invite(visit),
        link,
    })
}

fn mate(visit: &Visit, line: Teammate) -> Mate {
    let holds = holds_on(visit.today, line.since, line.until);
    let travels = holds && line.role == Role::Resident.key();
    let says_home = travels && says_home(visit, &line.person_id);
    Mate {
        holds,
        says_home,
        lost: says_home && Towns::builtin().find(&line.home).is_none(),
        line,
    }
}

/// People say where they live themselves, or who leads the place does.
fn says_home(visit: &Visit, person: &str) -> bool {
    may_invite(visit) || visit.viewer.id() == Some(person)
}

fn may_invite(visit: &Visit) -> bool {
    if visit.site.is_some() {
        visit.holds(&[Role::Pilot, Role::Coordinator])
    } else {
        visit.holds(&[Role::Coordinator])
    }
}

/// The page.
pub async fn team(visit: Visit) -> Page {
    let page = page(
        &visit,
        Form::filled([("since", visit.today.to_string())]),
        None,
    )
    .await?;
    visit.page(&page)
}

/// Brings somebody in.
pub async fn invite(visit: Visit, mut form: Form) -> Page {
    let allowed: &[Role] = if visit.site.is_some() {
        &AT_SITE
    } else {
        &AT_EDITION
    };
    let role = Role::from_key(form.v("role")).filter(|r| allowed.contains(r));
    if role.is_none() {
        form.fault("role", visit.t("programme-role-fault"));
    }
    let since = date(&visit, &mut form, "since").unwrap_or(visit.today);
    if form.v("name").is_empty() {
        form.fault("name", visit.t("people-name-fault"));
    }
    if !form.v("email").is_empty() && !is_address(form.v("email")) {
        form.fault("email", visit.t("people-email-fault"));
    }
    let (Some(role), true) = (role, form.is_good()) else {
        let page = page(&visit, form, None).await?;
        return visit.refused(&page);
    };
    let edition = visit.edition()?.clone();
    let site = visit.site.clone();
    let who = Invitation {
        name: form.v("name"),
        email: Some(form.v("email")).filter(|e| !e.is_empty()),
        lang: visit.words.lang,
        discipline: form.v("discipline"),
        home: form.v("home"),
        public_experience: form.v("public_experience"),
        role,
        edition: Some((&edition.id, &edition.name)),
        site: site.as_ref().map(|s| (s.id.as_str(), s.name.as_str())),
        since,
    };
    let invited = invite::invite(&visit, &who).await?;
    let link = Some((invited.link, invited.by_mail));
    let page = page(
        &visit,
        Form::filled([("since", visit.today.to_string())]),
        link,
    )
    .await?;
    visit.page(&page)
}

/// A role of this place: its row id, and whose it is.
async fn role_here(visit: &Visit, parts: Vec<(String, String)>) -> Result<(String, String), Error> {
    let mut parts = parts.into_iter();
    let role = parts.find(|(name, _)| name == "role");
    let (_, id) = role.ok_or(Error::Absent)?;
    let mut conn = visit.read().await?;
    let (line, person) = people_store::role(&mut conn, &id)
        .await?
        .ok_or(Error::Absent)?;
    let here = line.edition_id.as_deref() == Some(visit.edition()?.id.as_str())
        && line.site_id.as_deref() == visit.site.as_ref().map(|s| s.id.as_str());
    match here {
        true => Ok((id, person)),
        false => Err(Error::Absent),
    }
}

fn back(visit: &Visit, said: &str) -> Page {
    let edition = &visit.edition()?.slug;
    let at = match &visit.site {
        Some(site) => format!("/saisons/{edition}/{}/equipe", site.slug),
        None => format!("/saisons/{edition}/equipe"),
    };
    Ok(see_other(&format!("{at}?dit={said}")))
}

/// Ends a role of this place today.
pub async fn end(visit: Visit, Path(parts): Path<Vec<(String, String)>>) -> Page {
    let (id, _) = role_here(&visit, parts).await?;
    invite::end_role(&visit, &id).await?;
    back(&visit, "role-ended")
}

/// Says where somebody of the team lives.
pub async fn set_home(visit: Visit, Path(parts): Path<Vec<(String, String)>>, form: Form) -> Page {
    let (_, person) = role_here(&visit, parts).await?;
    if !says_home(&visit, &person) {
        return Err(Error::NotAllowed(LEADS));
    }
    acts::set_home(&visit, &person, form.v("home")).await?;
    back(&visit, "home-said")
}
