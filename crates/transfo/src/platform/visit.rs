//! One visit: who, in which language, when, and the only road to the database.
//!
//! Owns the door: it reads the session, the roles and the place a path names (the one place where the platform
//! reads tables of people and programme, because nothing may run before the gate knows who is asking), decides by
//! the access stated at the route, and draws the page when there is none. A handler needs a [`Visit`], its path
//! and its form, and nothing else.

use std::{
    any::Any,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use axum::{
    extract::{FromRequestParts, RawPathParams, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use jiff::{Timestamp, civil::Date};

use super::{
    access::Access,
    app::App,
    clock::day_in_paris,
    config::SecondFactor,
    db::{Ask, Conn, Row, Tx},
    dice::fingerprint,
    error::{Ended, Error, Page},
    frame,
    gate::{Gate, Held, Person, Role, Viewer},
    words::{Lang, Words},
};
use crate::params;

/// The edition or site that a path names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Row id.
    pub id: String,
    /// As in addresses.
    pub slug: String,
    /// As people read it.
    pub name: String,
}

/// One visit of one page. Cheap to clone.
#[derive(Clone)]
pub struct Visit {
    /// The running instance.
    pub app: App,
    /// Who is asking.
    pub viewer: Viewer,
    /// The words of their language.
    pub words: Words,
    /// The instant of the visit.
    pub now: Timestamp,
    /// Its civil day in Paris.
    pub today: Date,
    /// The edition that the path names.
    pub edition: Option<Place>,
    /// The site that the path names.
    pub site: Option<Place>,
    /// The path and query asked for; for an act, those of the page it was sent from, which is where one goes back to.
    pub asked: String,
    /// The person must prove twice who they are, and has not said how yet: nothing else opens before.
    pub must_enrol: bool,
    /// None where the door had nothing to ask.
    revision: Option<i64>,
    statements: Arc<AtomicU32>,
}

impl Visit {
    /// A connection that reads.
    ///
    /// # Errors
    /// A fault when none can be had.
    pub async fn read(&self) -> Result<Conn, Error> {
        Ok(self.app.db.read(&self.statements).await?)
    }

    /// A transaction that writes; see [`Tx`].
    ///
    /// # Errors
    /// A fault when none can be had.
    pub async fn write(&self) -> Result<Tx, Error> {
        Ok(self.app.db.write().await?)
    }

    /// What was kept as `key` since the database changed last: see [`super::memo`].
    pub fn kept<T: Any + Send + Sync>(&self, key: &str) -> Option<Arc<T>> {
        self.app.memo.get(self.revision?, key)
    }

    /// Keeps what this visit worked out, until the database changes.
    pub fn keep<T: Any + Send + Sync>(&self, key: String, value: T) -> Arc<T> {
        let value = Arc::new(value);
        if let Some(revision) = self.revision.filter(|_| self.app.config.remember) {
            self.app.memo.put(revision, key, &value);
        }
        value
    }

    /// What `make` works out, unless it was kept as `key` since the database changed last.
    ///
    /// # Errors
    /// Those of `make`; nothing is kept then.
    pub fn once<T: Any + Send + Sync>(
        &self,
        key: String,
        make: impl FnOnce() -> Result<T, Error>,
    ) -> Result<Arc<T>, Error> {
        match self.kept(&key) {
            Some(kept) => Ok(kept),
            None => Ok(self.keep(key, make()?)),
        }
    }

    /// The eyes of the viewer around the place of the path.
    pub fn gate(&self) -> Gate {
        Gate::at(
            &self.viewer,
            self.edition.as_ref().map_or("", |e| e.id.as_str()),
            self.site.as_ref().map(|s| s.id.as_str()),
        )
    }

    /// The edition of the path.
    ///
    /// # Errors
    /// Absence, on a route whose path names none.
    pub fn edition(&self) -> Result<&Place, Error> {
        self.edition.as_ref().ok_or(Error::Absent)
    }

    /// The site of the path.
    ///
    /// # Errors
    /// Absence, on a route whose path names none.
    pub fn site(&self) -> Result<&Place, Error> {
        self.site.as_ref().ok_or(Error::Absent)
    }

    /// Row id of the person signed in.
    ///
    /// # Errors
    /// Asks to sign in when nobody is.
    pub fn person(&self) -> Result<&Person, Error> {
        self.viewer.person.as_ref().ok_or(Error::SignIn)
    }

    /// Whether the viewer holds one of `roles` here.
    pub fn holds(&self, roles: &[Role]) -> bool {
        match &self.edition {
            Some(e) => self
                .viewer
                .holds(roles, &e.id, self.site.as_ref().map(|s| s.id.as_str())),
            None => self.viewer.holds_anywhere(roles),
        }
    }

    /// The first value of `name` in the query of the address asked for, as it was sent; empty when absent.
    pub fn query(&self, name: &str) -> String {
        let query = self.asked.split_once('?').map_or("", |(_, q)| q);
        let Ok(uri) = format!("/?{query}").parse::<Uri>() else {
            return String::new();
        };
        axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&uri)
            .map(|q| q.0)
            .unwrap_or_default()
            .into_iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v)
            .unwrap_or_default()
    }

    /// The sentence called `key`, in the visitor's language.
    pub fn t(&self, key: &str) -> String {
        self.words.t(key)
    }

    /// A page from its template.
    ///
    /// # Errors
    /// A fault when the template fails.
    pub fn page(&self, template: &impl askama::Template) -> Page {
        Ok(Html(template.render()?).into_response())
    }

    /// The same page, with the status that says the form was refused (422).
    ///
    /// # Errors
    /// A fault when the template fails.
    pub fn refused(&self, template: &impl askama::Template) -> Page {
        // Who listens to the page hears its title first: it says that the form came back.
        let title = format!("<title>{} ", self.t("form-error-title"));
        let html = Html(template.render()?.replacen("<title>", &title, 1));
        Ok((StatusCode::UNPROCESSABLE_ENTITY, html).into_response())
    }

    /// How many statements this visit has read with.
    pub fn statements(&self) -> u32 {
        self.statements.load(Ordering::Relaxed)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        parts
            .extensions
            .get::<Visit>()
            .cloned()
            .ok_or_else(|| Error::Fault("a route without a door".into()))
    }
}

/// The name of the session's cookie: bound to TLS where there is TLS.
pub fn cookie_name(app: &App) -> &'static str {
    if app.config.is_https() {
        "__Host-transfo"
    } else {
        "transfo"
    }
}

/// The value of cookie `name`.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// The middleware of every route: see the module.
pub async fn door(
    State((app, access)): State<(App, Access)>,
    params: RawPathParams,
    mut request: Request,
    next: Next,
) -> Response {
    let began = std::time::Instant::now();
    let asked = asked(&app, &request);
    let visit = match arrive(&app, &params, request.headers(), asked).await {
        Ok(visit) => visit,
        Err(error) => {
            tracing::error!(?error, "the door failed");
            return error.status().into_response();
        }
    };
    let expired = visit.viewer.person.is_none() && is_form(&request);
    let path = request.uri().path().to_owned();
    let admitted = match enrolled(&visit, access, &path) {
        Ok(()) => admit(&visit, access),
        Err(error) => Err(error),
    };
    let mut response = match admitted {
        Ok(()) => {
            request.extensions_mut().insert(visit.clone());
            next.run(request).await
        }
        // What was typed goes along to the sign-in page and comes back: the same request, sent there.
        Err(Error::SignIn) if expired => {
            let to = format!("{KEEP}?acte={}", frame::urlencode(&path));
            (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response()
        }
        Err(error) => error.into_response(),
    };
    if let Some(Ended(error)) = response.extensions_mut().remove::<Ended>() {
        response = frame::ended(&visit, &error);
    }
    let headers = response.headers_mut();
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-store"),
        );
    }
    let statements = visit.statements();
    if app.config.show_sql_count {
        headers.insert("x-transfo-sql", HeaderValue::from(statements));
    }
    app.metrics
        .answered(response.status().as_u16(), began.elapsed(), statements);
    response
}

/// Where a form goes whose sender is no longer signed in.
pub const KEEP: &str = "/connexion/reprendre";

/// Whether the request is a form that can be sent again from a page.
fn is_form(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|v| v.to_str().ok()).unwrap_or_default();
    request.method() == axum::http::Method::POST
        && kind.starts_with("application/x-www-form-urlencoded")
}

/// Where somebody goes who must prove twice who they are.
pub const ENROL: &str = "/compte/double-facteur";

/// Lets nobody pass who must enrol first, but to do so, to leave, to choose a language, and by the secret of a link,
/// which asks for no account.
fn enrolled(visit: &Visit, access: Access, path: &str) -> Result<(), Error> {
    let ways = ["/deconnexion", "/langue"];
    if !visit.must_enrol
        || access == Access::Link
        || path.starts_with(ENROL)
        || path.starts_with("/connexion")
        || ways.contains(&path)
    {
        return Ok(());
    }
    Err(Error::Enrol)
}

async fn arrive(
    app: &App,
    params: &RawPathParams,
    headers: &HeaderMap,
    asked: String,
) -> Result<Visit, Error> {
    let now = app.clock.now();
    let today = day_in_paris(now);
    let statements = Arc::new(AtomicU32::new(0));
    let mut visit = Visit {
        app: app.clone(),
        viewer: Viewer::default(),
        words: Words::of(language(headers)),
        now,
        today,
        edition: None,
        site: None,
        asked,
        must_enrol: false,
        revision: None,
        statements,
    };
    let token = cookie(headers, cookie_name(app)).map(fingerprint);
    let edition = params.iter().find(|(k, _)| *k == "edition").map(|(_, v)| v);
    let site = params.iter().find(|(k, _)| *k == "site").map(|(_, v)| v);
    if token.is_none() && edition.is_none() {
        return Ok(visit);
    }
    let [sessions, held, places] = visit
        .read()
        .await?
        .together([
            Ask::of::<5>(SESSION, params![token.clone(), now]),
            Ask::of::<3>(HELD, params![token, today]),
            Ask::of::<7>(PLACE, params![edition, site]),
        ])
        .await?;
    if let Some(row) = sessions.first() {
        visit.viewer = who(row, &held)?;
        touch(app, row.at(2)?, row.at(3)?, now);
        let asked_of = app.config.security.second_factor == SecondFactor::Privileged;
        visit.must_enrol = asked_of
            && !app.demonstration
            && row.at::<Option<i64>>(4)?.is_none()
            && visit
                .viewer
                .held
                .iter()
                .any(|held| held.role.is_privileged());
    }
    for row in places {
        visit.revision = Some(row.at(0)?);
        (visit.edition, visit.site) = (place(&row, 1)?, place(&row, 4)?);
    }
    Ok(visit)
}

fn asked(app: &App, request: &Request) -> String {
    let path = |uri: &Uri| {
        uri.path_and_query()
            .map_or_else(|| "/".to_owned(), ToString::to_string)
    };
    if request.method().is_safe() {
        return path(request.uri());
    }
    let text = |name| request.headers().get(name).and_then(|v| v.to_str().ok());
    let from = text(header::REFERER).and_then(|r| r.parse::<Uri>().ok());
    let own = app.config.url.parse::<Uri>().unwrap_or_default();
    match from {
        Some(from)
            if from.authority().is_some()
                && (from.authority() == own.authority()
                    || from.authority().map(|a| a.as_str()) == text(header::HOST)) =>
        {
            // What an earlier act said is not said again.
            match path(&from).split_once('?') {
                Some((path, query)) if query.contains("dit=") => path.to_owned(),
                _ => path(&from),
            }
        }
        _ => path(request.uri()),
    }
}

fn language(headers: &HeaderMap) -> Lang {
    if let Some(chosen) = cookie(headers, "lang") {
        return Lang::from_key(chosen);
    }
    headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|v| v.to_str().ok())
        .map(Lang::from_header)
        .unwrap_or_default()
}

const SESSION: &str = "select p.id, p.name, s.id, s.seen_at, p.totp_confirmed_at from session s
     join person p on p.id = s.person_id
   where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2 and p.disabled_at is null";
const HELD: &str = "select r.role, r.edition_id, r.site_id from role r join session s on s.person_id = r.person_id
   where s.token_hash = $1 and r.since_on <= $2 and (r.until_on is null or r.until_on > $2) order by r.granted_at, r.id";
const PLACE: &str = "select v.number, e.id, e.slug, e.name, s.id, s.slug, s.name from revision v
     left join edition e on e.slug = $1 left join site s on s.edition_id = e.id and s.slug = $2";

fn who(session: &Row, held: &[Row]) -> Result<Viewer, Error> {
    let mut viewer = Viewer {
        person: Some(Person {
            id: session.at(0)?,
            name: session.at(1)?,
            session: session.at(2)?,
        }),
        held: Vec::new(),
    };
    for row in held {
        if let Some(role) = Role::from_key(&row.at::<String>(0)?) {
            let (edition, site) = (row.at(1)?, row.at(2)?);
            viewer.held.push(Held {
                role,
                edition,
                site,
            });
        }
    }
    Ok(viewer)
}

fn place(row: &Row, at: usize) -> Result<Option<Place>, Error> {
    let Some(id) = row.at(at)? else {
        return Ok(None);
    };
    Ok(Some(Place {
        id,
        slug: row.at(at + 1)?,
        name: row.at(at + 2)?,
    }))
}

/// Keeps a session alive while it is used. At most one write in ten minutes, off the request's path.
fn touch(app: &App, session: String, seen_at: Timestamp, now: Timestamp) {
    if now.duration_since(seen_at).as_secs() < 600 {
        return;
    }
    let app = app.clone();
    tokio::spawn(async move {
        let hours = u64::from(app.config.session_hours);
        let expires = now
            .checked_add(Duration::from_secs(hours * 3600))
            .unwrap_or(now);
        let done = async {
            let mut tx = app.db.write().await?;
            tx.run(
                "update session set seen_at = $2, expires_at = $3 where id = $1 and revoked_at is null",
                params![session, now, expires],
            )
            .await?;
            tx.commit().await
        };
        if let Err(error) = done.await {
            tracing::warn!(%error, "a session could not be kept alive");
        }
    });
}

/// Whether `visit` may pass a door with this `access`.
pub fn admit(visit: &Visit, access: Access) -> Result<(), Error> {
    let viewer = &visit.viewer;
    if matches!(access, Access::Anyone | Access::Link) {
        return Ok(());
    }
    if viewer.person.is_none() {
        return Err(Error::SignIn);
    }
    let edition = || visit.edition.as_ref().ok_or(Error::Absent);
    let site = || visit.site.as_ref().ok_or(Error::Absent);
    match access {
        Access::Anyone | Access::Link | Access::SignedIn => Ok(()),
        Access::Instance => allowed(
            viewer.holds_anywhere(&[Role::Administrator]),
            &[Role::Administrator],
        ),
        Access::Anywhere(roles) => allowed(viewer.holds_anywhere(roles), roles),
        Access::Edition => {
            let known = viewer.belongs_to(&edition()?.id);
            if known { Ok(()) } else { Err(Error::Absent) }
        }
        Access::EditionAs(roles) => {
            let e = edition()?;
            if !viewer.belongs_to(&e.id) {
                return Err(Error::Absent);
            }
            allowed(viewer.holds(roles, &e.id, None), roles)
        }
        Access::Site => {
            let known = viewer.belongs_to_site(&edition()?.id, &site()?.id);
            if known { Ok(()) } else { Err(Error::Absent) }
        }
        Access::SiteAs(roles) => {
            let (e, s) = (edition()?, site()?);
            if !viewer.belongs_to_site(&e.id, &s.id) {
                return Err(Error::Absent);
            }
            allowed(viewer.holds(roles, &e.id, Some(&s.id)), roles)
        }
    }
}

fn allowed(yes: bool, roles: &'static [Role]) -> Result<(), Error> {
    if yes {
        Ok(())
    } else {
        Err(Error::NotAllowed(roles))
    }
}
