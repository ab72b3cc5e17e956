//! One authority: found in the directory, added as a prospect, moved along the pipeline, described.

use std::cmp::Ordering::{self, Equal, Less};

use askama::Template;
use axum::extract::Path;

use super::date;
use crate::{
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        gate::Role,
        visit::Visit,
    },
    programme::{
        acts::{self, NewSite},
        directory::Directory,
        stage::{Kind, LAWS, Stage, ZONES},
        store::{self, Room, Site},
        towns::{self, Towns},
    },
};

#[derive(Template)]
#[template(path = "programme/pages/new_site.html")]
struct NewSitePage {
    frame: Frame,
    form: Form,
    slug: String,
    address: String,
    q: String,
    found: Vec<Found>,
    kinds: Vec<(String, String)>,
}

struct Found {
    siren: String,
    name: String,
    kind: String,
    detail: String,
}

#[derive(Template)]
#[template(path = "programme/pages/site.html")]
struct SitePage {
    frame: Frame,
    form: Form,
    at: String,
    site: Site,
    stages: Vec<(Stage, jiff::civil::Date)>,
    steps: Vec<(Stage, Ordering)>,
    choices: Vec<(String, String)>,
    zones: Vec<(String, String)>,
    laws: Vec<(String, String)>,
    rooms: Vec<Room>,
    coordinates: bool,
    towns: &'static [String],
    /// Where it is taken to sit; none when nobody knows.
    seat: Option<String>,
}

fn query(visit: &Visit) -> String {
    visit.query("q").trim().to_owned()
}

fn new_page(visit: &Visit, form: Form) -> Result<NewSitePage, Error> {
    let q = query(visit);
    let found = if q.chars().count() < 2 {
        Vec::new()
    } else {
        Directory::builtin()
            .search(&q, 12)
            .into_iter()
            .map(|e| Found {
                siren: e.siren.map(|s| s.to_string()).unwrap_or_default(),
                name: e.name.to_owned(),
                kind: Kind::from(e.kind).key().to_owned(),
                detail: visit.words.t2(
                    "programme-found-detail",
                    ("departments", e.departments),
                    ("population", visit.words.number(e.population)),
                ),
            })
            .collect()
    };
    Ok(NewSitePage {
        frame: Frame::of(visit, visit.t("programme-add-site")),
        slug: visit.edition()?.slug.clone(),
        address: format!("/saisons/{}/collectivites/nouvelle", visit.edition()?.slug),
        form,
        q,
        found,
        kinds: Kind::ALL
            .iter()
            .map(|k| (k.key().to_owned(), visit.words.named("kind", k.key())))
            .collect(),
    })
}

/// Looks for an authority in the directory, or types one in.
pub async fn new(visit: Visit) -> Page {
    let page = new_page(&visit, Form::default())?;
    visit.page(&page)
}

/// Adds it as a prospect.
pub async fn add(visit: Visit, mut form: Form) -> Page {
    let slug = visit.edition()?.slug.clone();
    let new = NewSite {
        siren: form.v("siren"),
        name: form.v("name"),
        kind: Kind::from_key(form.v("kind")).unwrap_or(Kind::Other).key(),
    };
    match acts::add_site(&visit, &new).await? {
        Ok(site) => Ok(see_other(&format!(
            "/saisons/{slug}/{site}/fiche?dit=site-added"
        ))),
        Err(refusal) => {
            form.fault(refusal.0, visit.t(refusal.1));
            let page = new_page(&visit, form)?;
            visit.refused(&page)
        }
    }
}

async fn site_page(visit: &Visit, form: Option<Form>) -> Result<SitePage, Error> {
    let (edition, place) = (visit.edition()?.clone(), visit.site()?.clone());
    let mut conn = visit.read().await?;
    let site = store::site(&mut conn, &place.id)
        .await?
        .ok_or(Error::Absent)?;
    let rooms = store::rooms(&mut conn, &edition.id).await?;
    let form = form.unwrap_or_else(|| filled(visit, &site));
    let same = |all: &[&str]| {
        all.iter()
            .map(|k| ((*k).to_owned(), (*k).to_owned()))
            .collect()
    };
    Ok(SitePage {
        frame: Frame::of(visit, visit.t("programme-site-page")),
        form,
        at: format!("/saisons/{}/{}", edition.slug, place.slug),
        stages: store::stages(&mut conn, &place.id).await?,
        steps: Stage::ALL
            .into_iter()
            .map(|s| {
                (
                    s,
                    site.stage.map_or(Ordering::Greater, |(now, _)| s.cmp(&now)),
                )
            })
            .collect(),
        choices: Stage::ALL
            .iter()
            .map(|s| (s.key().to_owned(), visit.words.named("stage", s.key())))
            .collect(),
        zones: same(&ZONES),
        laws: same(&LAWS),
        rooms: rooms
            .into_iter()
            .filter(|(of, _)| *of == place.id)
            .map(|(_, r)| r)
            .collect(),
        coordinates: visit.holds(&[Role::Coordinator]),
        towns: Towns::proposals(),
        seat: towns::seat_said(&site.town, &site.siren, &site.name).map(|t| t.name.to_owned()),
        site,
    })
}

/// The form as stored.
fn filled(visit: &Visit, site: &Site) -> Form {
    let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string()).unwrap_or_default();
    Form::filled([
        ("name", site.name.clone()),
        ("town", site.town.clone()),
        ("theme", site.theme.clone()),
        ("facts", site.facts.clone()),
        ("school_zone", site.school_zone.clone()),
        ("holidays", site.holidays.clone()),
        ("seats", site.seats.to_string()),
        ("substitutes", site.substitutes.to_string()),
        ("convention_signed_on", day(site.convention_signed_on)),
        ("starts_on", day(site.starts_on)),
        ("ends_on", day(site.ends_on)),
        ("stage", site.stage.map_or("", |(s, _)| s.key()).to_owned()),
        ("since", visit.today.to_string()),
    ])
}

/// What is known of one authority.
pub async fn site(visit: Visit) -> Page {
    let page = site_page(&visit, None).await?;
    visit.page(&page)
}

/// Changes it.
pub async fn edit(visit: Visit, mut form: Form) -> Page {
    let at = site_address(&visit)?;
    let convention = date(&visit, &mut form, "convention_signed_on");
    let first = date(&visit, &mut form, "starts_on");
    let last = date(&visit, &mut form, "ends_on");
    // What is not a number is refused as one out of bounds, never taken for another.
    let count = |name: &str| form.v(name).parse::<u32>().unwrap_or(u32::MAX);
    let (seats, substitutes) = (count("seats"), count("substitutes"));
    if form.is_good() {
        let typed = form.clone();
        let edited = acts::edit_site(&visit, |site| {
            site.name = typed.v("name").to_owned();
            site.town = typed.v("town").to_owned();
            site.theme = typed.v("theme").to_owned();
            site.facts = typed.v("facts").to_owned();
            site.school_zone = typed.v("school_zone").to_owned();
            site.holidays = typed.v("holidays").to_owned();
            site.convention_signed_on = convention;
            (site.starts_on, site.ends_on) = (first, last);
            (site.seats, site.substitutes) = (seats, substitutes);
        });
        match edited.await? {
            Ok(()) => return Ok(see_other(&format!("{at}/fiche?dit=site-edited"))),
            Err(refusal) => form.fault(refusal.0, visit.t(refusal.1)),
        }
    }
    let page = site_page(&visit, Some(form)).await?;
    visit.refused(&page)
}

fn site_address(visit: &Visit) -> Result<String, Error> {
    Ok(format!(
        "/saisons/{}/{}",
        visit.edition()?.slug,
        visit.site()?.slug
    ))
}

async fn back_with(visit: &Visit, form: Form) -> Page {
    // The other form of the page keeps what is stored.
    let mut page = site_page(visit, None).await?;
    for (name, sentence) in form.faults() {
        page.form.fault(name, sentence.clone());
    }
    for (name, value) in form.fields() {
        page.form.set(name, value);
    }
    visit.refused(&page)
}

/// Moves it along the pipeline.
pub async fn move_stage(visit: Visit, mut form: Form) -> Page {
    let at = site_address(&visit)?;
    let since = date(&visit, &mut form, "since").unwrap_or(visit.today);
    let Some(stage) = Stage::from_key(form.v("stage")) else {
        return Err(Error::Unreadable(visit.t("programme-stage")));
    };
    if form.is_good() {
        match acts::move_stage(&visit, stage, since).await? {
            Ok(()) => return Ok(see_other(&format!("{at}/fiche?dit=stage-moved"))),
            Err(refusal) => form.fault(refusal.0, visit.t(refusal.1)),
        }
    }
    back_with(&visit, form).await
}

/// Adds a room.
pub async fn add_room(visit: Visit, mut form: Form) -> Page {
    let at = site_address(&visit)?;
    let name = form.v("room").to_owned();
    let capacity = match form.v("capacity") {
        "" => 25,
        typed => typed.parse().unwrap_or(0),
    };
    match acts::add_room(&visit, &name, capacity).await? {
        Ok(()) => Ok(see_other(&format!("{at}/fiche?dit=room-added"))),
        Err(refusal) => {
            form.fault(refusal.0, visit.t(refusal.1));
            back_with(&visit, form).await
        }
    }
}

/// Takes a room away.
pub async fn remove_room(visit: Visit, Path((_, _, id)): Path<(String, String, String)>) -> Page {
    let at = site_address(&visit)?;
    let mut tx = visit.write().await?;
    let gone = store::remove_room(&mut tx, &visit.site()?.id, &id).await?;
    tx.commit().await?;
    let said = if gone { "room-removed" } else { "room-used" };
    Ok(see_other(&format!("{at}/fiche?dit={said}")))
}
