//! A sample address and a persona for every page, made from real slugs, ids and secrets of the database: what browser
//! tests, benches and screenshots look at.
//!
//! Invariant: an address is whole or absent, never a pattern. Secrets of links are only known to a demonstration,
//! which keeps those it made for this.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::{demo, store::samples as store};
use crate::{
    calendar::{impossible::Impossible, plan_season, secret, waive},
    platform::{
        access::{Access, Route, Tab},
        app::App,
        clock::day_in_paris,
        db::Conn,
        error::Error,
        gate::Role,
        words::Words,
    },
};

/// Under which setting a demonstration keeps the secret of a sample.
pub const SECRET: &str = "sample-secret:";

/// The site that samples are taken from, when there is one of this slug.
pub const HOME: &str = "lille";

/// A route with an address to look at.
#[derive(Clone, Debug, Serialize)]
pub struct Sample {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The pattern.
    pub path: &'static str,
    /// The condition at its door.
    pub access: String,
    /// Its place in the navigation.
    pub tab: Option<String>,
    /// Words of that place.
    pub title: Option<String>,
    /// A whole address; none when the database has nothing to show there.
    pub sample: Option<String>,
    /// Who may look at it.
    pub persona: Vec<&'static str>,
}

/// Every route, in the order in which they were made.
///
/// # Errors
/// A fault of ours.
pub async fn samples(app: &App, words: Words) -> Result<Vec<Sample>, Error> {
    let routes = app.routes.get().cloned().unwrap_or_default();
    let mut conn = app.db.read(&std::sync::Arc::default()).await?;
    let places = Places::find(&mut conn, app.clock.now()).await?;
    let mut list = Vec::new();
    for route in &routes {
        let sample = match route.method {
            "GET" => places.address(&mut conn, route.path).await?,
            _ => None,
        };
        list.push(Sample {
            method: route.method,
            path: route.path,
            access: format!("{:?}", route.access),
            tab: route.tab.map(|tab| format!("{tab:?}")),
            title: title(route, words),
            sample,
            persona: personas(route),
        });
    }
    Ok(list)
}

fn title(route: &Route, words: Words) -> Option<String> {
    route.tab.map(|tab| match tab {
        Tab::Main(key) | Tab::Edition(key) | Tab::Site(key) => words.t(key),
    })
}

const fn persona(role: Role) -> Option<&'static str> {
    match role {
        Role::Administrator => Some("admin"),
        Role::Coordinator => Some("coordinator"),
        Role::Pilot => Some("pilot"),
        Role::Resident => Some("resident"),
        Role::Ambassador => Some("ambassador"),
        Role::Manager => Some("manager"),
        Role::Direction => Some("direction"),
        Role::Relay | Role::Official | Role::CaseOwner | Role::Partner => None,
    }
}

/// Those who may open a route. Where everybody of a place may, somebody who leads it and somebody who does not.
fn personas(route: &Route) -> Vec<&'static str> {
    let of = |roles: &[Role]| {
        roles
            .iter()
            .copied()
            .filter_map(persona)
            .collect::<Vec<_>>()
    };
    let all = match route.access {
        Access::Anyone | Access::Link => vec!["visitor"],
        Access::SignedIn => vec!["ambassador", "coordinator"],
        Access::Instance => vec!["admin"],
        Access::Anywhere(roles) | Access::EditionAs(roles) | Access::SiteAs(roles) => of(roles),
        Access::Edition => vec!["coordinator", "ambassador"],
        Access::Site => vec!["pilot", "ambassador", "direction"],
    };
    let named = NAMED.iter().find(|(path, _)| *path == route.path);
    named.map_or(all, |(_, personas)| personas.to_vec())
}

/// Pages that everybody opens differently, and pages whose sample only some of those who pass the door may see.
const NAMED: [(&str, &[&str]); 9] = [
    (
        "/",
        &[
            "visitor",
            "coordinator",
            "pilot",
            "resident",
            "ambassador",
            "manager",
            "direction",
            "admin",
        ],
    ),
    ("/saisons/{edition}/{site}/candidatures/{id}", &["pilot"]),
    (
        "/saisons/{edition}/{site}/cohorte/{member}/lettre",
        &["pilot"],
    ),
    (
        "/saisons/{edition}/{site}/cohorte/groupes/cartes",
        &["pilot", "ambassador"],
    ),
    (
        "/saisons/{edition}/{site}/tirage/resultat",
        &["pilot", "ambassador"],
    ),
    (
        "/saisons/{edition}/calendrier/plans/{plan}",
        &["coordinator", "pilot"],
    ),
    (
        "/saisons/{edition}/calendrier/choix/{batch}",
        &["coordinator", "pilot"],
    ),
    (
        "/saisons/{edition}/calendrier/versions",
        &["coordinator", "pilot"],
    ),
    (UNPUBLISHED, &["coordinator"]),
];

/// The page of what blocks a calendar: of a season that has none, when there is one.
const BLOCKED: &str = "/saisons/{edition}/calendrier/blocage";

/// The page that asks whether to give a rule up, which it is told.
const WAIVE: &str = "/saisons/{edition}/calendrier/blocage/lever";

/// The page that asks whether to publish a draw: only where one is drawn and not published.
const UNPUBLISHED: &str = "/saisons/{edition}/{site}/tirage/publier";

/// Where samples are taken from.
struct Places {
    edition: Option<(String, String)>,
    site: Option<(String, String)>,
    open_call: Option<String>,
    unpublished: Option<String>,
    /// Slug of a season whose last calculation failed, and what it left.
    blocked: Option<(String, String)>,
    secrets: BTreeMap<String, String>,
    now: Timestamp,
}

impl Places {
    async fn find(conn: &mut Conn, now: Timestamp) -> Result<Self, Error> {
        let found = store::home(conn, HOME).await?;
        let (edition, site) = match found {
            Some((edition, site)) => (Some(edition), Some(site)),
            None => (None, None),
        };
        let secrets = store::secrets(conn, SECRET).await?;
        // A demonstration has a day of its own, and what is open depends on the day.
        let now = if secrets.is_empty() {
            now
        } else {
            demo::clock().now()
        };
        let today = day_in_paris(now);
        let open_call = match &edition {
            Some((id, _)) => store::open_call(conn, id, today).await?,
            None => None,
        };
        let unpublished = match &edition {
            Some((id, _)) => store::unpublished_draw(conn, id).await?,
            None => None,
        };
        Ok(Self {
            edition,
            site,
            open_call,
            unpublished,
            blocked: store::blocked(conn, plan_season::KIND).await?,
            secrets,
            now,
        })
    }

    /// The pattern with each parameter replaced by something that is there.
    async fn address(&self, conn: &mut Conn, path: &str) -> Result<Option<String>, Error> {
        let mut address = String::new();
        let mut walked = String::new();
        for part in path.split('/').skip(1) {
            walked.push('/');
            walked.push_str(part);
            address.push('/');
            if let Some(parameter) = part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
                let Some(value) = self.value(conn, (path, &walked), parameter).await? else {
                    return Ok(None);
                };
                address.push_str(&value);
            } else {
                address.push_str(part);
            }
        }
        if path.ends_with("/{plan}/preuve.json") || path.ends_with("/{plan}/saison.json") {
            let plan = address.rsplit('/').nth(1).unwrap_or_default();
            if !store::is_proved(conn, plan).await? {
                return Ok(None);
            }
        }
        if path == MEETING_DATE {
            let day = day_in_paris(self.now).saturating_add(jiff::Span::new().weeks(8));
            address.push_str(&format!("?jour={day}"));
        }
        if path == WAIVE {
            let blocked = self.blocked.as_ref();
            let conflict = blocked.and_then(|(_, error)| Impossible::kept(error));
            let Some(query) = conflict.and_then(|c| c.ways().find_map(waive::query)) else {
                return Ok(None);
            };
            address.push_str(&format!("?{query}"));
        }
        if path == MOVE {
            let Some(query) = self.moving(conn).await? else {
                return Ok(None);
            };
            address.push_str(&query);
        }
        Ok(Some(address))
    }

    /// Something for a parameter of `path`, of which `walked` is the part up to it.
    async fn value(
        &self,
        conn: &mut Conn,
        (path, walked): (&str, &str),
        parameter: &str,
    ) -> Result<Option<String>, Error> {
        match parameter {
            "edition" if path == BLOCKED || path == WAIVE => {
                let usual = self.edition.as_ref().map(|(_, slug)| slug);
                let blocked = self.blocked.as_ref().map(|(slug, _)| slug);
                return Ok(blocked.or(usual).cloned());
            }
            "edition" => return Ok(self.edition.as_ref().map(|(_, slug)| slug.clone())),
            "site" if walked.starts_with("/appel/") => return Ok(self.open_call.clone()),
            "site" if path == UNPUBLISHED => return Ok(self.unpublished.clone()),
            "site" => return Ok(self.site.as_ref().map(|(_, slug)| slug.clone())),
            "rule" => return Ok(Some("days.total".to_owned())),
            "parameter" => return Ok(Some("days".to_owned())),
            _ => {}
        }
        if walked.starts_with("/presence/") {
            return self.presence(conn).await;
        }
        let known = self
            .secrets
            .iter()
            .find(|(prefix, _)| walked.starts_with(prefix.as_str()));
        if let Some(secret) = self.secrets.get(path).or(known.map(|(_, secret)| secret)) {
            let end = if parameter == "file" { ".ics" } else { "" };
            return Ok(Some(format!("{secret}{end}")));
        }
        let source = store::SOURCES
            .iter()
            .find(|source| walked.ends_with(source.pattern));
        let id = match source.map(|source| source.of) {
            Some(store::Of::Edition) => self.edition.as_ref().map(|(id, _)| id),
            Some(store::Of::Site) => self.site.as_ref().map(|(id, _)| id),
            Some(store::Of::Instance) => None,
            None => return Ok(None),
        };
        let Some(source) = source else {
            return Ok(None);
        };
        Ok(store::first(conn, source, id.map(String::as_str)).await?)
    }

    /// The last run, a week later.
    async fn moving(&self, conn: &mut Conn) -> Result<Option<String>, Error> {
        let Some((site, _)) = &self.site else {
            return Ok(None);
        };
        let run = store::last_run(conn, site).await?;
        Ok(run.and_then(|(run, day)| {
            let later = day.checked_add(jiff::Span::new().weeks(1)).ok()?;
            Some(format!("?run={run}&start={later}"))
        }))
    }

    /// The code in front of a room: of a run of today, else of the next one.
    async fn presence(&self, conn: &mut Conn) -> Result<Option<String>, Error> {
        let Some((site, _)) = &self.site else {
            return Ok(None);
        };
        let today = day_in_paris(self.now);
        let run = store::next_run(conn, site, today).await?;
        let secret = secret::read(conn).await?;
        Ok(run
            .zip(secret)
            .map(|((run, day), secret)| secret::day_token(&secret, &run, day)))
    }
}

/// The page that asks whether to fix a meeting on a day.
const MEETING_DATE: &str = "/saisons/{edition}/calendrier/rencontres/{meeting}/date";

/// The page that says what moving a run would do: it is told which run, and to which day.
const MOVE: &str = "/saisons/{edition}/{site}/calendrier/deplacer";
