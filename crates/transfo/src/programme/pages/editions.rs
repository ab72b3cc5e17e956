//! The editions, and one edition as its pipeline of authorities.

use askama::Template;

use super::date;
use crate::{
    platform::{
        error::{Page, see_other},
        form::Form,
        frame::Frame,
        gate::Role,
        visit::{Place, Visit},
    },
    programme::{
        acts,
        stage::Stage,
        store::{self, Edition, Site},
    },
};

#[derive(Template)]
#[template(path = "programme/pages/editions.html")]
struct EditionsPage {
    frame: Frame,
    form: Form,
    editions: Vec<Edition>,
    may_open: bool,
}

#[derive(Template)]
#[template(path = "programme/pages/edition.html")]
struct EditionPage {
    frame: Frame,
    edition: Edition,
    sites: Vec<(Site, bool)>,
    stages: [Stage; 6],
    coordinates: bool,
    accompanied: usize,
    seats: u32,
}

async fn page(visit: &Visit, form: Form) -> Result<EditionsPage, crate::platform::error::Error> {
    let all = store::editions(&mut visit.read().await?).await?;
    Ok(EditionsPage {
        frame: Frame::bare(visit, visit.t("programme-editions-title")),
        form,
        editions: all
            .into_iter()
            .filter(|e| visit.viewer.belongs_to(&e.id))
            .collect(),
        may_open: may_open(visit),
    })
}

fn may_open(visit: &Visit) -> bool {
    visit
        .viewer
        .holds_anywhere(&[Role::Administrator, Role::Coordinator])
}

/// The editions that the visitor has a part in.
pub async fn editions(visit: Visit) -> Page {
    let page = page(&visit, Form::default()).await?;
    visit.page(&page)
}

/// Opens an edition.
pub async fn open(visit: Visit, mut form: Form) -> Page {
    let (first, last) = (
        date(&visit, &mut form, "starts_on"),
        date(&visit, &mut form, "ends_on"),
    );
    for (name, value) in [("starts_on", first), ("ends_on", last)] {
        if value.is_none() && form.e(name).is_none() {
            form.fault(name, visit.t("programme-date-missing"));
        }
    }
    if let (Some(first), Some(last)) = (first, last) {
        let name = form.v("name").to_owned();
        match acts::open_edition(&visit, &name, first, last).await? {
            Ok(slug) => return Ok(see_other(&format!("/saisons/{slug}?dit=edition-opened"))),
            Err(refusal) => form.fault(refusal.0, visit.t(refusal.1)),
        }
    }
    let page = page(&visit, form).await?;
    visit.refused(&page)
}

/// Whether the visitor may know that the authority is in the season: all who belong there, once it is accompanied;
/// before, the coordination and those of the authority itself.
fn knows(visit: &Visit, edition: &Place, site: &Site) -> bool {
    site.stage.is_some_and(|(stage, _)| stage.is_accompanied())
        || visit.holds(&[Role::Coordinator])
        || visit.viewer.held.iter().any(|held| {
            held.edition.as_deref() == Some(edition.id.as_str())
                && held.site.as_deref() == Some(site.id.as_str())
        })
}

/// One edition: its authorities and how far each has come.
pub async fn edition(visit: Visit) -> Page {
    let place = visit.edition()?.clone();
    let mut conn = visit.read().await?;
    let edition = store::edition(&mut conn, &place.id)
        .await?
        .ok_or(crate::platform::error::Error::Absent)?;
    let mut sites = store::sites(&mut conn, &place.id).await?;
    // Who is being talked with is for those who talk, until it is sure.
    sites.retain(|site| knows(&visit, &place, site));
    let accompanied = |s: &&Site| s.stage.is_some_and(|(stage, _)| stage.is_accompanied());
    visit.page(&EditionPage {
        frame: Frame::of(&visit, edition.name.clone()),
        accompanied: sites.iter().filter(accompanied).count(),
        seats: sites
            .iter()
            .filter(accompanied)
            .map(|s| s.seats)
            .sum::<u32>(),
        sites: sites
            .into_iter()
            .map(|s| {
                let opens = visit.viewer.belongs_to_site(&place.id, &s.id);
                (s, opens)
            })
            .collect(),
        stages: Stage::ALL,
        coordinates: visit.holds(&[Role::Coordinator]),
        edition,
    })
}
