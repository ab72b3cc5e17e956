//! The form of a meeting: announced, or changed.

use askama::Template;
use axum::extract::Path;

use super::{
    day,
    meetings::{ahead, base, frame, refusal, which},
};
use crate::{
    calendar::{
        act::{By, Stop},
        meet::{self, Announced},
        meeting::{MOST_DAYS, Meeting},
        store::facts::Away,
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "calendar/pages/meeting_form.html")]
struct FormPage {
    frame: Frame,
    title: String,
    action: String,
    back: String,
    form: Form,
    lengths: Vec<(String, String)>,
    sites: Vec<(String, String)>,
    /// People know its date: they are told of what changes.
    dated: bool,
    verb: String,
}

async fn page(visit: &Visit, form: Form, meeting: Option<&Meeting>) -> Result<FormPage, Error> {
    let mut conn = visit.read().await?;
    let loaded = super::facts(visit, &mut conn, Away::OfNobody).await?;
    let words = visit.words;
    let mut sites: Vec<(String, String)> = loaded
        .facts
        .sites
        .iter()
        .map(|site| (site.slug.clone(), site.name.clone()))
        .collect();
    // Those that took part and are planned no more.
    for party in meeting.iter().flat_map(|m| &m.sites) {
        if sites.iter().all(|(slug, _)| *slug != party.slug) {
            sites.push((party.slug.clone(), party.name.clone()));
        }
    }
    let base = base(visit)?;
    let (title, verb) = match meeting {
        None => ("calendar-meeting-add", "calendar-meeting-add"),
        Some(_) => ("calendar-meeting-edit", "calendar-meeting-save"),
    };
    Ok(FormPage {
        frame: frame(visit, words.t(title), meeting)?,
        title: words.t(title),
        action: match meeting {
            None => format!("{base}/ajouter"),
            Some(meeting) => format!("{base}/{}/modifier", meeting.id),
        },
        back: match meeting {
            None => base,
            Some(meeting) => format!("{base}/{}", meeting.id),
        },
        form,
        lengths: (1..=MOST_DAYS)
            .map(|n| (n.to_string(), words.t1("calendar-meeting-days", "days", n)))
            .collect(),
        sites,
        dated: meeting.is_some_and(|m| m.starts_on.is_some()),
        verb: words.t(verb),
    })
}

/// What the form says; none when a day cannot be read.
fn read(visit: &Visit, form: &mut Form) -> Option<Announced> {
    let (from, to) = (day(form.v("du")), day(form.v("au")));
    for (field, read) in [("du", from), ("au", to)] {
        if read.is_none() {
            form.fault(field, visit.t("calendar-period-unreadable"));
        }
    }
    let asked = form.v("delegation").trim();
    let delegation = asked.parse().ok().filter(|n| (1..=999).contains(n));
    if delegation.is_none() && !asked.is_empty() {
        form.fault("delegation", visit.t("calendar-meeting-bad-delegation"));
        return None;
    }
    let host = form.v("accueil").to_owned();
    let mut sites: Vec<String> = form.all("site").map(str::to_owned).collect();
    // Who receives is there.
    sites.push(host.clone());
    Some(Announced {
        name: form.v("nom").to_owned(),
        days: form.v("jours").parse().unwrap_or(0),
        from: from?,
        to: to?,
        host,
        place: form.v("lieu").to_owned(),
        delegation,
        sites,
    })
}

/// `GET /saisons/{edition}/calendrier/rencontres/ajouter`
pub async fn ask(visit: Visit) -> Page {
    let form = Form::filled([("jours", "2".to_owned())]);
    visit.page(&page(&visit, form, None).await?)
}

/// `POST /saisons/{edition}/calendrier/rencontres/ajouter`
pub async fn add(visit: Visit, mut form: Form) -> Page {
    let edition = visit.edition()?.id.clone();
    if let Some(what) = read(&visit, &mut form) {
        match meet::announce(&By::visitor(&visit), &edition, &what).await {
            Ok(id) => {
                let to = format!("{}/{id}?dit=meeting-announced", base(&visit)?);
                return Ok(see_other(&to));
            }
            Err(Stop::Fault(error)) => return Err(error),
            Err(Stop::Refused(why)) => {
                let (field, sentence) = refusal(visit.words, &why);
                form.fault(field, sentence);
            }
        }
    }
    visit.refused(&page(&visit, form, None).await?)
}

/// `GET /saisons/{edition}/calendrier/rencontres/{meeting}/modifier`
pub async fn ask_edit(visit: Visit, Path((_, id)): Path<(String, String)>) -> Page {
    let meeting = ahead(&visit, &id).await?;
    let form = Form::filled([
        ("nom", meeting.name.clone()),
        ("jours", meeting.days.to_string()),
        ("du", meeting.from.to_string()),
        ("au", meeting.to.to_string()),
        ("accueil", meeting.host.slug.clone()),
        ("lieu", meeting.place.clone()),
        (
            "delegation",
            meeting
                .delegation
                .map_or_else(String::new, |n| n.to_string()),
        ),
        ("revision", meeting.revision.to_string()),
    ]);
    let sites = meeting.sites.iter().map(|site| site.slug.clone());
    let form = sites.fold(form, |form, slug| form.and("site", slug));
    visit.page(&page(&visit, form, Some(&meeting)).await?)
}

/// `POST /saisons/{edition}/calendrier/rencontres/{meeting}/modifier`
pub async fn edit(visit: Visit, Path((_, id)): Path<(String, String)>, mut form: Form) -> Page {
    let edition = visit.edition()?.id.clone();
    let meeting = ahead(&visit, &id).await?;
    if let Some(what) = read(&visit, &mut form) {
        let which = which(&edition, &id, &form);
        match meet::edit(&By::visitor(&visit), which, &what).await {
            Ok(_) => {
                let to = format!("{}/{id}?dit=meeting-changed", base(&visit)?);
                return Ok(see_other(&to));
            }
            Err(Stop::Fault(error)) => return Err(error),
            Err(Stop::Refused(why)) => {
                let (field, sentence) = refusal(visit.words, &why);
                form.fault(field, sentence);
            }
        }
    }
    visit.refused(&page(&visit, form, Some(&meeting)).await?)
}
