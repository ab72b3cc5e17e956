//! One run: what it is, where else it could be, and every act on it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, Query};
use jiff::civil::Date;
use serde::Deserialize;

use super::{Fields, day, sentence, site::title, site_path, value, why};
use crate::{
    calendar::{
        absence::last_day,
        act::{By, Stop},
        move_run::{self, Checked, NotChanged, Offer, To, Which},
        run::{Run, State, period},
        store::{
            attendance,
            facts::{Away, Loaded},
            runs,
        },
    },
    platform::{
        error::{Error, Page, see_other},
        frame::Frame,
        gate::Role,
        visit::Visit,
    },
};

struct OfferLine {
    href: String,
    dates: String,
    present: usize,
    price: String,
}

#[derive(Template)]
#[template(path = "calendar/pages/run.html")]
struct RunPage {
    frame: Frame,
    base: String,
    here: String,
    team: bool,
    attends: bool,
    run: Run,
    title: String,
    dates: String,
    state: String,
    room: String,
    came: Vec<(String, usize)>,
    open: bool,
    residents: Vec<(String, String, bool)>,
    rooms: Vec<(String, String)>,
    offers: Vec<OfferLine>,
    others: usize,
}

/// `GET /saisons/{edition}/{site}/calendrier/{run}`
pub async fn show(visit: Visit, Path((_, _, id)): Path<(String, String, String)>) -> Page {
    let site = visit.site()?.clone();
    let mut conn = visit.read().await?;
    let list = super::runs_of_site(&visit, &mut conn).await?;
    let run = list.iter().find(|r| r.id == id).cloned();
    let run = run.ok_or(Error::Absent)?;
    let team = visit.holds(&[Role::Coordinator, Role::Pilot, Role::Resident]);
    let open = run.cancelled_at.is_none() && run.starts_on >= visit.today;
    let mut page = base_page(&visit, run, (team, open))?;
    if team {
        let sheet = attendance::sheet(&mut conn, &id).await?;
        page.came = came(&visit, &page.run, &sheet);
        let loaded = super::facts(&visit, &mut conn, Away::OfSite(&site.id)).await?;
        page.residents = residents(&loaded, &site.slug, &page.run);
        page.rooms = rooms(&loaded, &site.slug);
        if open && !page.run.locked {
            let offers = offers(&visit, &loaded, (&site.slug, &id))?;
            page.others = offers.len();
            page.offers = offers
                .iter()
                .take(8)
                .map(|o| offer(&visit, &page, o))
                .collect();
        }
    }
    visit.page(&page)
}

fn base_page(visit: &Visit, run: Run, (team, open): (bool, bool)) -> Result<RunPage, Error> {
    let base = site_path(visit)?;
    let words = visit.words;
    Ok(RunPage {
        frame: Frame::of(visit, title(words, &run))
            .under(format!("{base}/calendrier"), visit.t("calendar-tab-site")),
        here: format!("{base}/calendrier/{}", run.id),
        team,
        attends: visit.holds(&[Role::Pilot, Role::Resident]),
        title: title(words, &run),
        dates: sentence(&run.dates(words)),
        state: visit.t(run.state_key(visit.today)),
        room: run
            .room
            .clone()
            .unwrap_or_else(|| visit.t("calendar-no-room")),
        came: Vec::new(),
        open,
        residents: Vec::new(),
        rooms: Vec::new(),
        offers: Vec::new(),
        others: 0,
        run,
        base,
    })
}

/// How many came, for each day of the run that has begun.
fn came(visit: &Visit, run: &Run, sheet: &crate::calendar::attend::Sheet) -> Vec<(String, usize)> {
    run.each_day()
        .filter(|day| *day <= visit.today)
        .map(|day| {
            let mut names: Vec<&str> = sheet
                .iter()
                .filter(|(d, ..)| *d == day)
                .map(|(_, member, _)| member.as_str())
                .collect();
            names.sort_unstable();
            names.dedup();
            (sentence(&visit.words.date(day)), names.len())
        })
        .collect()
}

fn residents(loaded: &Loaded, slug: &str, run: &Run) -> Vec<(String, String, bool)> {
    let site = loaded.facts.sites.iter().find(|s| s.slug == slug);
    site.into_iter()
        .flat_map(|s| &s.team)
        .map(|id| {
            let name = loaded.people.get(id).cloned().unwrap_or_default();
            (id.clone(), name, run.residents.iter().any(|r| r.id == *id))
        })
        .collect()
}

fn rooms(loaded: &Loaded, slug: &str) -> Vec<(String, String)> {
    loaded
        .rooms
        .iter()
        .filter(|((site, _), _)| site == slug)
        .map(|((_, reference), (_, name))| (reference.clone(), name.clone()))
        .collect()
}

fn offer(visit: &Visit, page: &RunPage, offer: &Offer) -> OfferLine {
    let end = last_day(offer.starts_on, page.run.days);
    OfferLine {
        href: format!(
            "{}/calendrier/deplacer?run={}&start={}",
            page.base, page.run.id, offer.starts_on
        ),
        dates: sentence(&period(visit.words, offer.starts_on, end)),
        present: offer.present,
        price: price(visit, offer.price),
    }
}

/// Every other legal day of a run to come, the cheapest first.
pub(super) fn offers(
    visit: &Visit,
    loaded: &Loaded,
    (site, run): (&str, &str),
) -> Result<Arc<Vec<Offer>>, Error> {
    let key = format!("offers {run} {}", visit.today);
    visit.once(key, || Ok(move_run::offers(&loaded.facts, site, run)))
}

/// What a day costs more or less than that of now.
pub(super) fn price(visit: &Visit, points: i64) -> String {
    let (key, points) = match points {
        0 => ("calendar-price-same", 0),
        more if more > 0 => ("calendar-price-more", more),
        fewer => ("calendar-price-less", -fewer),
    };
    visit.words.t1(key, "points", points)
}

/// Where to.
#[derive(Deserialize)]
pub struct Wanted {
    run: String,
    start: String,
    #[serde(default)]
    jours: String,
    #[serde(default)]
    salle: String,
}

#[derive(Template)]
#[template(path = "calendar/pages/move.html")]
struct MovePage {
    frame: Frame,
    base: String,
    here: String,
    run: Run,
    title: String,
    lead: String,
    start: String,
    days: u32,
    salle: String,
    after: String,
    price: String,
    fit: String,
    unreadable: bool,
    refusal: Option<String>,
    forbidden: Vec<String>,
    warned: Vec<String>,
    possible: bool,
    told: usize,
}

/// `GET /saisons/{edition}/{site}/calendrier/deplacer`
pub async fn look(visit: Visit, Query(wanted): Query<Wanted>) -> Page {
    let page = move_page(&visit, &wanted, None).await?;
    if page.unreadable {
        return visit.refused(&page);
    }
    visit.page(&page)
}

fn to(wanted: &Wanted, run: &Run) -> Option<To> {
    Some(To {
        starts_on: day(&wanted.start)?,
        days: wanted.jours.parse().unwrap_or(run.days),
        room: (!wanted.salle.is_empty()).then(|| wanted.salle.clone()),
    })
}

async fn move_page(
    visit: &Visit,
    wanted: &Wanted,
    refusal: Option<&str>,
) -> Result<MovePage, Error> {
    let (edition, site) = (visit.edition()?, visit.site()?);
    let mut conn = visit.read().await?;
    let list = super::runs_of_site(visit, &mut conn).await?;
    let run = list
        .iter()
        .find(|r| r.id == wanted.run)
        .cloned()
        .ok_or(Error::Absent)?;
    let loaded = super::facts(visit, &mut conn, Away::OfSite(&site.id)).await?;
    let told = runs::told(&mut conn, &edition.id, visit.today).await?;
    let base = site_path(visit)?;
    let words = visit.words;
    let target = to(wanted, &run);
    let key = format!("look {} {} {target:?}", run.id, visit.today);
    let checked = visit.once(key, || {
        let to = target.as_ref();
        Ok(to.and_then(|to| move_run::look(&loaded.facts, &site.slug, &run.id, to)))
    })?;
    let mut page = MovePage {
        frame: Frame::of(visit, visit.t("calendar-move-title"))
            .under(format!("{base}/calendrier"), visit.t("calendar-tab-site"))
            .under(format!("{base}/calendrier/{}", run.id), title(words, &run)),
        here: format!("{base}/calendrier/{}", run.id),
        title: title(words, &run),
        lead: String::new(),
        start: wanted.start.clone(),
        days: target.as_ref().map_or(run.days, |t| t.days),
        salle: wanted.salle.clone(),
        after: String::new(),
        price: String::new(),
        fit: String::new(),
        unreadable: target.is_none(),
        refusal: refusal.map(|key| visit.t(key)),
        forbidden: Vec::new(),
        warned: Vec::new(),
        possible: false,
        told: told.iter().filter(|t| t.site == site.id).count(),
        run,
        base,
    };
    match checked.as_ref() {
        Some(checked) => fill(visit, &mut page, &loaded, checked),
        None if page.unreadable => page.refusal = Some(visit.t("calendar-move-unreadable")),
        None => page.refusal = Some(visit.t("calendar-change-settled")),
    }
    if page.run.locked {
        page.possible = false;
        page.refusal = Some(visit.t("calendar-change-settled"));
    }
    Ok(page)
}

fn fill(visit: &Visit, page: &mut MovePage, loaded: &Loaded, checked: &Checked) {
    let names = why::names(loaded);
    let say = |groups: &[String]| -> Vec<String> {
        groups
            .iter()
            .map(|g| why::rule(visit.words, &names, g))
            .collect()
    };
    let run = &checked.run;
    page.after = period(visit.words, run.starts_on, run.ends_on());
    page.start = run.starts_on.to_string();
    let room = run
        .room
        .as_ref()
        .and_then(|r| loaded.rooms.get(&(run.site.clone(), r.clone())))
        .map_or_else(|| visit.t("calendar-no-room"), |(_, name)| name.clone());
    let people: Vec<&str> = run
        .residents
        .iter()
        .filter_map(|id| loaded.people.get(id))
        .map(String::as_str)
        .collect();
    let before = page.run.dates(visit.words);
    page.lead = visit.words.t2(
        "calendar-move-lead",
        ("before", before),
        ("after", page.after.as_str()),
    );
    page.fit = visit.words.t2(
        "calendar-move-fit",
        ("room", room),
        ("residents", people.join(", ")),
    );
    page.price = price(visit, checked.price);
    page.forbidden = say(&checked.forbidden);
    page.warned = say(&checked.warned);
    page.possible = checked.forbidden.is_empty();
}

/// `POST /saisons/{edition}/{site}/calendrier/deplacer`
pub async fn move_it(visit: Visit, Form(fields): Fields) -> Page {
    let wanted = Wanted {
        run: value(&fields, "run").to_owned(),
        start: value(&fields, "start").to_owned(),
        jours: value(&fields, "jours").to_owned(),
        salle: value(&fields, "salle").to_owned(),
    };
    let (edition, site) = (visit.edition()?.id.clone(), visit.site()?.slug.clone());
    let which = Which {
        edition: &edition,
        site: &site,
        run: &wanted.run,
        revision: value(&fields, "revision").parse().unwrap_or(u32::MAX),
    };
    let days = wanted.jours.parse().unwrap_or(0);
    let done = match day(&wanted.start) {
        None => Err(Stop::Refused("calendar-move-unreadable")),
        Some(starts_on) => {
            let room = (!wanted.salle.is_empty()).then(|| wanted.salle.clone());
            let to = To {
                starts_on,
                days,
                room,
            };
            let overrule = value(&fields, "malgre") == "oui";
            move_run::move_run(&By::visitor(&visit), &which, &to, overrule)
                .await
                .map_err(worded)
        }
    };
    match done {
        Ok(_) => Ok(see_other(&format!(
            "{}/calendrier/{}?dit=run-moved",
            site_path(&visit)?,
            wanted.run
        ))),
        Err(Stop::Refused(key)) => {
            let page = move_page(&visit, &wanted, Some(key)).await?;
            visit.refused(&page)
        }
        Err(Stop::Fault(error)) => Err(error),
    }
}

fn worded(stop: Stop<NotChanged>) -> Stop<&'static str> {
    match stop {
        Stop::Fault(error) => Stop::Fault(error),
        Stop::Refused(NotChanged::Meanwhile) => Stop::Refused("calendar-change-meanwhile"),
        Stop::Refused(NotChanged::Settled) => Stop::Refused("calendar-change-settled"),
        Stop::Refused(NotChanged::Forbidden(_)) => Stop::Refused("calendar-change-forbidden"),
        Stop::Refused(NotChanged::Warned(_)) => Stop::Refused("calendar-change-warned"),
    }
}

fn which<'a>(
    edition: &'a str,
    site: &'a str,
    run: &'a str,
    fields: &[(String, String)],
) -> Which<'a> {
    Which {
        edition,
        site,
        run,
        revision: value(fields, "revision").parse().unwrap_or(u32::MAX),
    }
}

/// `POST …/calendrier/{run}/verrou`
pub async fn lock(
    visit: Visit,
    Path((_, _, run)): Path<(String, String, String)>,
    Form(fields): Fields,
) -> Page {
    let (edition, site) = (visit.edition()?.id.clone(), visit.site()?.slug.clone());
    let locked = value(&fields, "verrou") == "oui";
    let which = which(&edition, &site, &run, &fields);
    let done = move_run::lock_run(&By::visitor(&visit), &which, locked).await;
    let said = if locked { "run-locked" } else { "run-unlocked" };
    ended(&visit, &run, said, done.map_err(worded)).await
}

async fn ended(visit: &Visit, run: &str, said: &str, done: Result<(), Stop<&'static str>>) -> Page {
    let here = format!("{}/calendrier/{run}", site_path(visit)?);
    match done {
        Ok(()) => Ok(see_other(&format!("{here}?dit={said}"))),
        Err(Stop::Fault(error)) => Err(error),
        Err(Stop::Refused(key)) => {
            let page = RefusedPage {
                frame: Frame::of(visit, visit.t("calendar-change-refused"))
                    .under(here.clone(), visit.t("calendar-col-run")),
                title: visit.t("calendar-change-refused"),
                meaning: visit.t(key),
                here,
            };
            visit.refused(&page)
        }
    }
}

#[derive(Template)]
#[template(path = "calendar/pages/refused.html")]
struct RefusedPage {
    frame: Frame,
    title: String,
    meaning: String,
    here: String,
}

#[derive(Template)]
#[template(path = "calendar/pages/cancel.html")]
struct CancelPage {
    frame: Frame,
    here: String,
    run: Run,
    title: String,
    dates: String,
    told: usize,
}

/// `GET …/calendrier/{run}/annuler`
pub async fn ask_cancel(visit: Visit, Path((_, _, id)): Path<(String, String, String)>) -> Page {
    let (edition, site) = (visit.edition()?.clone(), visit.site()?.clone());
    let mut conn = visit.read().await?;
    let list = super::runs_of_site(&visit, &mut conn).await?;
    let run = list.iter().find(|r| r.id == id).cloned();
    let run = run.ok_or(Error::Absent)?;
    if matches!(run.state(visit.today), State::Cancelled | State::Held) {
        return Err(Error::Absent);
    }
    let told = runs::told(&mut conn, &edition.id, visit.today).await?;
    let base = site_path(&visit)?;
    let words = visit.words;
    visit.page(&CancelPage {
        frame: Frame::of(&visit, visit.t("calendar-cancel-title"))
            .under(format!("{base}/calendrier"), visit.t("calendar-tab-site"))
            .under(format!("{base}/calendrier/{id}"), title(words, &run)),
        here: format!("{base}/calendrier/{id}"),
        title: title(words, &run),
        dates: run.dates(words),
        told: told.iter().filter(|t| t.site == site.id).count(),
        run,
    })
}

/// `POST …/calendrier/{run}/annuler`
pub async fn cancel(
    visit: Visit,
    Path((_, _, run)): Path<(String, String, String)>,
    Form(fields): Fields,
) -> Page {
    let (edition, site) = (visit.edition()?.id.clone(), visit.site()?.slug.clone());
    let which = which(&edition, &site, &run, &fields);
    let done = move_run::cancel_run(&By::visitor(&visit), &which).await;
    ended(
        &visit,
        &run,
        "run-cancelled",
        done.map(drop).map_err(worded),
    )
    .await
}

/// `POST …/calendrier/{run}/residents`
pub async fn accompany(
    visit: Visit,
    Path((_, _, run)): Path<(String, String, String)>,
    Form(fields): Fields,
) -> Page {
    let (edition, site) = (visit.edition()?.id.clone(), visit.site()?.slug.clone());
    let which = which(&edition, &site, &run, &fields);
    let chosen = fields
        .iter()
        .filter(|(k, _)| k == "resident")
        .map(|(_, v)| v.clone())
        .collect();
    let done = move_run::accompany(&By::visitor(&visit), &which, chosen).await;
    ended(
        &visit,
        &run,
        "run-residents",
        done.map(drop).map_err(worded),
    )
    .await
}

/// The first day of a run that can be noted on `today`: today when it is one of its days, else the last that is past.
pub fn day_to_note(run: &Run, today: Date) -> Date {
    run.each_day()
        .filter(|d| *d <= today)
        .last()
        .unwrap_or(run.starts_on)
}
