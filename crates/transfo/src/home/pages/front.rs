//! The first page: for nobody signed in, what this is and what is open; for a person, what to do.

use askama::Template;
use jiff::{ToSpan, civil::Date};

use super::open_address;
use crate::{
    home::{
        standing::Standing,
        store::{self, Eyes, OpenCall, Spot},
        todo::{Card, Day, MOST},
    },
    platform::{
        error::{Error, Page},
        frame::Frame,
        gate::{Gate, Role},
        visit::{Place, Visit},
    },
    programme::stage::Stage,
};

#[derive(Template)]
#[template(path = "home/pages/public.html")]
struct PublicPage {
    frame: Frame,
    calls: Vec<(OpenCall, String)>,
}

#[derive(Template)]
#[template(path = "home/pages/todo.html")]
struct TodoPage {
    frame: Frame,
    name: String,
    cards: Vec<ShownCard>,
    places: Vec<ShownPlace>,
}

struct ShownCard {
    urgency: &'static str,
    when: Option<String>,
    title: String,
    why: String,
    verb: String,
    href: String,
    place: String,
}

struct ShownPlace {
    href: String,
    name: String,
    roles: String,
}

/// The page.
pub async fn front(visit: Visit) -> Page {
    if visit.viewer.person.is_none() {
        return public(&visit).await;
    }
    let day = Known::read(&visit).await?;
    let day = day.day(&visit);
    let cards: Vec<ShownCard> = day
        .cards()
        .iter()
        .filter_map(|card| shown(&visit, &day, card))
        .take(MOST)
        .collect();
    visit.page(&TodoPage {
        frame: Frame::bare(&visit, visit.t("frame-home")),
        name: visit.person()?.name.clone(),
        cards,
        places: places(&visit, day.spots),
    })
}

async fn public(visit: &Visit) -> Page {
    let calls = store::open_calls(&mut visit.read().await?, visit.today).await?;
    let mut frame = Frame::bare(visit, visit.t("home-public-title"));
    frame.crumbs.clear();
    visit.page(&PublicPage {
        frame,
        calls: calls
            .into_iter()
            .map(|call| {
                let day = visit.words.day(call.closes_on);
                (call, day)
            })
            .collect(),
    })
}

struct Known {
    spots: Vec<Spot>,
    waiting: Vec<store::Waiting>,
    runs: Vec<store::NearRun>,
    own: Vec<store::Own>,
    broken: Vec<(String, u32)>,
}

impl Known {
    /// Eleven statements at most: a coordinator's day is read from the rules of the edition that runs now, anybody
    /// else's from runs and from what is asked of them.
    async fn read(visit: &Visit) -> Result<Self, Error> {
        let me = visit.person()?.id.clone();
        let today = visit.today;
        let mut conn = visit.read().await?;
        let spots = store::spots(&mut conn, &me, today).await?;
        let coordinated = coordinated(visit, &spots);
        let gate = working_gate(visit, coordinated.as_deref());
        let waiting = store::waiting(&mut conn, &gate, &me, today).await?;
        let mut known = Self {
            spots,
            waiting,
            runs: Vec::new(),
            own: Vec::new(),
            broken: Vec::new(),
        };
        if let Some(edition) = coordinated {
            let gate = Gate::at(&visit.viewer, &edition, None);
            let loaded = store::load(&mut conn, Eyes::Of(&gate), &edition, None).await?;
            let standing = Standing::of(loaded, today)?;
            known.broken = broken(&standing, &gate);
        } else {
            let from = today.checked_sub(30.days()).unwrap_or(today);
            let to = today.checked_add(180.days()).unwrap_or(today);
            known.runs = store::near_runs(&mut conn, &me, (today, from, to)).await?;
            known.own = store::own(&mut conn, &me).await?;
        }
        Ok(known)
    }

    fn day<'a>(&'a self, visit: &'a Visit) -> Day<'a> {
        Day {
            viewer: &visit.viewer,
            today: visit.today,
            spots: &self.spots,
            waiting: &self.waiting,
            runs: &self.runs,
            own: &self.own,
            broken: &self.broken,
        }
    }
}

/// The edition that a coordinator follows now: the one that runs today, or the latest.
fn coordinated(visit: &Visit, spots: &[Spot]) -> Option<String> {
    let mine = |edition: &str| {
        visit
            .viewer
            .held
            .iter()
            .any(|h| h.role == Role::Coordinator && h.edition.as_deref() == Some(edition))
    };
    let runs = |s: &&Spot| {
        s.season
            .is_some_and(|(first, last)| first <= visit.today && visit.today <= last)
    };
    let of = || spots.iter().filter(|s| mine(&s.edition));
    let now = of().find(runs).or_else(|| of().next())?;
    Some(now.edition.clone())
}

/// The eyes with which work is counted: those of the coordination, or of the team where the person works.
fn working_gate(visit: &Visit, coordinated: Option<&str>) -> Gate {
    let held = visit.viewer.held.iter();
    let mut works = held.filter(|h| matches!(h.role, Role::Pilot | Role::Resident));
    match (coordinated, works.next()) {
        (Some(edition), _) => Gate::at(&visit.viewer, edition, None),
        (None, Some(h)) => Gate::at(
            &visit.viewer,
            h.edition.as_deref().unwrap_or_default(),
            h.site.as_deref(),
        ),
        (None, None) => Gate::at(&visit.viewer, "", None),
    }
}

/// How many rules are not held at each site that is still accompanied, among those this gate admits.
fn broken(standing: &Standing, gate: &Gate) -> Vec<(String, u32)> {
    let sites = standing.parts.sites.iter().enumerate();
    sites
        .filter(|(_, site)| site.is_accompanied() && site.stage() < Some(Stage::Closed))
        .map(|(n, site)| {
            let (seen, _) = standing.seen(gate, n);
            let broken = seen.iter().filter(|f| {
                f.status == protocol::Status::Broken && f.scope == protocol::Scope::Site
            });
            (
                site.id.clone(),
                u32::try_from(broken.count()).unwrap_or(u32::MAX),
            )
        })
        .filter(|(_, count)| *count > 0)
        .collect()
}

fn spot_places(spot: &Spot) -> (Place, Option<Place>) {
    let edition = Place {
        id: spot.edition.clone(),
        slug: spot.edition_slug.clone(),
        name: spot.edition_name.clone(),
    };
    let site = (!spot.site.is_empty()).then(|| Place {
        id: spot.site.clone(),
        slug: spot.slug.clone(),
        name: spot.name.clone(),
    });
    (edition, site)
}

/// The pages that a kind of card may lead to, the best first.
fn pages(kind: &str) -> &'static [&'static str] {
    match kind {
        "endorse" => &["/saisons/{edition}/{site}/candidatures"],
        "call" => &["/saisons/{edition}/{site}/appel"],
        "quotas" => &["/saisons/{edition}/{site}/quotas"],
        "freeze" => &["/saisons/{edition}/{site}/tirage/geler"],
        "draw" => &["/saisons/{edition}/{site}/tirage"],
        "publish-draw" => &["/saisons/{edition}/{site}/tirage/publier"],
        "letters" => &["/saisons/{edition}/{site}/cohorte"],
        "my-letter" => &["/saisons/{edition}/{site}/cohorte/{member}/lettre"],
        "availability-site" => &["/saisons/{edition}/{site}/disponibilites"],
        "my-availability" => &[
            "/saisons/{edition}/{site}/disponibilites",
            "/saisons/{edition}/{site}/calendrier",
        ],
        "attendance" => &["/saisons/{edition}/{site}/calendrier/{run}/presence"],
        "sheet" => &[
            "/saisons/{edition}/{site}/calendrier/{run}/presence",
            "/saisons/{edition}/{site}",
        ],
        "next-run" | "my-run" | "moment" => &[
            "/saisons/{edition}/{site}/calendrier/{run}",
            "/saisons/{edition}/{site}",
        ],
        "my-account" => &["/mon-temps"],
        "agreement" => &["/saisons/{edition}/{site}/candidatures/{id}"],
        "mails" => &["/saisons/{edition}/{site}/courriers"],
        "mails-season" | "plan" => &["/saisons/{edition}/calendrier"],
        "rules-season" => &["/saisons/{edition}/regles"],
        "first-site" => &["/saisons/{edition}/collectivites/nouvelle"],
        "season" => &["/saisons/{edition}"],
        "failing" => &["/courriers"],
        "set-up" => &["/saisons"],
        _ => &["/saisons/{edition}/{site}"],
    }
}

/// Cards about a whole season, whichever of its sites they were found at.
const SEASONS: [&str; 5] = [
    "plan",
    "mails-season",
    "season",
    "first-site",
    "rules-season",
];

fn shown(visit: &Visit, day: &Day<'_>, card: &Card) -> Option<ShownCard> {
    let words = visit.words;
    let spot = card.spot.and_then(|n| day.spots.get(n));
    let place = spot.map(spot_places);
    let (edition, site) = match &place {
        Some((edition, site)) => (Some(edition), site.as_ref()),
        None => (None, None),
    };
    let mut href = open_address(visit, edition, site, pages(card.kind))?;
    for name in ["{run}", "{member}", "{id}"] {
        href = href.replace(name, &card.about);
    }
    let key = format!("home-card-{}", card.kind);
    let name = if SEASONS.contains(&card.kind) {
        edition
    } else {
        site.or(edition)
    };
    let name = name.map(|p| p.name.clone()).unwrap_or_default();
    let values = |key: String| {
        words.tn(
            &key,
            vec![
                ("count", card.count.into()),
                ("place", name.clone().into()),
                ("about", card.about.clone().into()),
            ],
        )
    };
    let (urgency, when) = when(visit, card.by);
    Some(ShownCard {
        urgency,
        when,
        title: values(key.clone()),
        why: values(format!("{key}-why")),
        verb: values(format!("{key}-verb")),
        href,
        place: name.clone(),
    })
}

/// Late, soon or neither, and the deadline in words that say so.
fn when(visit: &Visit, by: Option<Date>) -> (&'static str, Option<String>) {
    let Some(by) = by else {
        return ("", None);
    };
    let days = (by - visit.today).get_days();
    let (urgency, key) = match days {
        ..0 => (" todo-late", "home-when-late"),
        0 => (" todo-soon", "home-when-today"),
        1..7 => (" todo-soon", "home-when-soon"),
        _ => ("", "home-when"),
    };
    (
        urgency,
        Some(visit.words.t1(key, "day", visit.words.date(by))),
    )
}

fn places(visit: &Visit, spots: &[Spot]) -> Vec<ShownPlace> {
    let mut list: Vec<ShownPlace> = Vec::new();
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for held in &visit.viewer.held {
        let edition = held.edition.as_deref().unwrap_or_default();
        let site = held.site.as_deref().unwrap_or_default();
        if seen.contains(&(edition, site)) {
            continue;
        }
        seen.push((edition, site));
        let of = |s: &&Spot| s.edition == edition && (site.is_empty() || s.site == site);
        let Some(spot) = spots.iter().find(of) else {
            continue;
        };
        let roles: Vec<String> = visit
            .viewer
            .held
            .iter()
            .filter(|h| h.edition == held.edition && h.site == held.site)
            .map(|h| visit.words.named("role", h.role.key()))
            .collect();
        let (href, name) = if site.is_empty() {
            (
                format!("/saisons/{}", spot.edition_slug),
                spot.edition_name.clone(),
            )
        } else {
            (
                format!("/saisons/{}/{}", spot.edition_slug, spot.slug),
                format!("{}, {}", spot.name, spot.edition_name),
            )
        };
        list.push(ShownPlace {
            href,
            name,
            roles: roles.join(", "),
        });
    }
    list
}
