//! A world of its own for each test: a database (SQLite, then PostgreSQL), the router, a clock that stands still,
//! seeded dice, and builders for the people and places that a test needs.
//!
//! PostgreSQL's address is in `TRANSFO_TEST_POSTGRES`. Where `TRANSFO_TEST_REQUIRE_POSTGRES` is set its absence
//! is a failure; elsewhere tests run on SQLite alone.

pub mod calendar;
pub mod cohort;
mod home;
pub mod small_world;

use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use tower::ServiceExt;
use transfo::{
    params,
    platform::{
        app::App,
        clock::Clock,
        config::{Config, SecondFactor, Security},
        db::{Conn, Db, Row, Value},
        dice::{Dice, fingerprint},
        gate::Role,
        migrate,
    },
};

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// Runs `test` in a fresh world on each engine.
pub async fn on_both_engines<F, T>(test: F)
where
    F: Fn(World) -> T,
    T: Future<Output = ()>,
{
    let world = World::on_sqlite().await;
    let file = world.file.clone();
    test(world).await;
    if let Some(file) = file {
        let _ = std::fs::remove_dir_all(file);
    }
    match std::env::var("TRANSFO_TEST_POSTGRES") {
        Ok(url) => {
            let (world, drop_it) = World::on_postgres(&url).await;
            test(world).await;
            drop_it.await;
        }
        Err(_) => assert!(
            std::env::var("TRANSFO_TEST_REQUIRE_POSTGRES").is_err(),
            "TRANSFO_TEST_POSTGRES is not set"
        ),
    }
}

/// Runs `test` in a fresh world on SQLite: for what has been shown on both engines and is repeated many times.
pub async fn on_sqlite_alone<F, T>(test: F)
where
    F: FnOnce(World) -> T,
    T: Future<Output = ()>,
{
    let world = World::on_sqlite().await;
    let (file, db) = (world.file.clone(), world.app.db.clone());
    test(world).await;
    db.close().await;
    if let Some(file) = file {
        let _ = std::fs::remove_dir_all(file);
    }
}

/// One instance under test.
#[derive(Clone)]
pub struct World {
    pub app: App,
    pub router: Router,
    pub file: Option<std::path::PathBuf>,
}

/// Somebody who visits: signed in with `cookie`, or nobody.
#[derive(Clone, Debug, Default)]
pub struct Persona {
    pub name: String,
    pub id: String,
    pub cookie: Option<String>,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// Where a redirection leads.
    pub fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
    }

    /// SQL statements that the page took.
    pub fn statements(&self) -> u32 {
        self.headers
            .get("x-transfo-sql")
            .and_then(|v| v.to_str().ok())
            .and_then(|v| v.parse().ok())
            .unwrap_or_default()
    }
}

/// The first day of every world, at nine in the morning in Paris.
pub const BEGINNING: &str = "2027-01-04T08:00:00Z";

impl World {
    async fn on_sqlite() -> Self {
        let folder = std::env::temp_dir().join(format!(
            "transfo-test-{}-{}",
            std::process::id(),
            NUMBER.fetch_add(1, Ordering::Relaxed)
        ));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let url = format!("sqlite:{}", folder.join("transfo.db").display());
        Self::at(&url, Some(folder)).await
    }

    async fn on_postgres(url: &str) -> (Self, impl Future<Output = ()>) {
        let name = format!(
            "t_{}_{}",
            std::process::id(),
            NUMBER.fetch_add(1, Ordering::Relaxed)
        );
        let server = Db::open(url).await.unwrap();
        let counter = Arc::default();
        let mut conn = server.read(&counter).await.unwrap();
        conn.script(format!("create database {name}"))
            .await
            .unwrap();
        let (base, query) = url.split_once('?').unwrap_or((url, ""));
        let (base, _) = base.rsplit_once('/').unwrap();
        let own = format!("{base}/{name}?{query}");
        let world = Self::at(own.trim_end_matches('?'), None).await;
        let db = world.app.db.clone();
        (world, async move {
            db.close().await;
            let _ = conn.script(format!("drop database {name}")).await;
            drop(conn);
            server.close().await;
        })
    }

    async fn at(url: &str, file: Option<std::path::PathBuf>) -> Self {
        let clock = Clock::fixed(BEGINNING.parse().unwrap());
        let db = Db::open(url).await.unwrap();
        migrate::migrate(&db, &clock, None).await.unwrap();
        let config = Config {
            database: url.to_owned(),
            data: file.clone().unwrap_or_default(),
            show_sql_count: true,
            // Most tests are about something else than the second factor of those who lead.
            security: Security {
                second_factor: SecondFactor::Optional,
            },
            ..Config::default()
        };
        let app = App::new(db, clock, Dice::seeded("test"), config, false);
        transfo::learn_works(&app);
        let router = transfo::router(&app);
        Self { app, router, file }
    }

    /// The same database and clock, served with another configuration.
    pub fn configured(&self, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = self.app.config.clone();
        change(&mut config);
        let (db, clock) = (self.app.db.clone(), self.app.clock.clone());
        let app = App::new(db, clock, Dice::seeded("configured"), config, false);
        transfo::learn_works(&app);
        let router = transfo::router(&app);
        Self {
            app,
            router,
            file: self.file.clone(),
        }
    }

    /// Moves the clock: an instant such as `2027-03-01T08:00:00Z`.
    pub fn now(&self, at: &str) {
        self.app.clock.set(at.parse().unwrap());
    }

    pub async fn conn(&self) -> Conn {
        self.app.db.read(&Arc::default()).await.unwrap()
    }

    /// Rows of any query, past the gate: to look at what an act left.
    pub async fn rows(&self, sql: &str, params: Vec<Value>) -> Vec<Row> {
        self.conn()
            .await
            .all(sqlx::AssertSqlSafe(sql.to_owned()), params)
            .await
            .unwrap()
    }

    /// The one number that a query gives.
    pub async fn count(&self, sql: &str) -> i64 {
        self.rows(sql, Vec::new())
            .await
            .first()
            .map_or(0, |r| r.at(0).unwrap())
    }

    /// Runs one statement in a transaction of its own.
    pub async fn run(&self, sql: &str, params: Vec<Value>) {
        let mut tx = self.app.db.write().await.unwrap();
        tx.run(sqlx::AssertSqlSafe(sql.to_owned()), params)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// An edition called `slug`, from January 2027 to December 2028.
    pub async fn edition(&self, slug: &str) -> String {
        let id = format!("edition-{slug}");
        self.run(
            "insert into edition (id, slug, name, protocol_id, protocol_version, starts_on, ends_on, seed, created_at)
             values ($1, $2, $3, 'transfo-saison-2', '2.0.0', '2027-01-04', '2028-12-31', '42', $4)",
            params![&id, slug, format!("Édition {slug}"), self.app.clock.now()],
        )
        .await;
        id
    }

    /// A running site of an edition, with a signed convention, a theme and 20 seats.
    pub async fn site(&self, edition: &str, slug: &str, siren: &str) -> String {
        let id = format!("site-{slug}");
        self.run(
            "insert into site (id, edition_id, slug, siren, name, kind, theme, school_zone, holidays, seats, substitutes,
               convention_signed_on, starts_on, ends_on, created_at)
             values ($1, $2, $3, $4, $5, 'commune', 'Les jeunes', 'B', 'metropole', 20, 5, '2027-01-04', '2027-02-01', '2028-05-31', $6)",
            params![&id, edition, slug, siren, format!("Ville de {slug}"), self.app.clock.now()],
        )
        .await;
        self.run(
            "insert into site_stage (id, site_id, stage, since_on, noted_at) values ($1, $2, 'running', '2027-01-04', $3)",
            params![format!("stage-{slug}"), &id, self.app.clock.now()],
        )
        .await;
        id
    }

    /// A person with roles since the beginning, signed in.
    pub async fn person(
        &self,
        name: &str,
        roles: &[(Role, Option<&str>, Option<&str>)],
    ) -> Persona {
        let id = format!("person-{}", name.to_lowercase().replace(' ', "-"));
        let now = self.app.clock.now();
        self.run(
            "insert into person (id, name, email, lang, created_at) values ($1, $2, $3, 'fr', $4)",
            params![&id, name, format!("{id}@example.org"), now],
        )
        .await;
        for (n, (role, edition, site)) in roles.iter().enumerate() {
            self.run(
                "insert into role (id, person_id, role, edition_id, site_id, since_on, granted_at)
                 values ($1, $2, $3, $4, $5, '2027-01-04', $6)",
                params![
                    format!("role-{id}-{n}"),
                    &id,
                    role.key(),
                    *edition,
                    *site,
                    now
                ],
            )
            .await;
        }
        let cookie = self.session(&id).await;
        Persona {
            name: name.to_owned(),
            id,
            cookie: Some(cookie),
        }
    }

    /// Opens a session for a person; the value of its cookie. Ten years long, so that moving the clock keeps it.
    pub async fn session(&self, person: &str) -> String {
        let token = format!("token-{person}");
        let now = self.app.clock.now();
        let end =
            jiff::Timestamp::from_millisecond(now.as_millisecond() + 315_360_000_000).unwrap();
        self.run(
            "insert into session (id, token_hash, person_id, opened_at, seen_at, expires_at, agent)
             values ($1, $2, $3, $4, $5, $5, 'test')",
            params![
                format!("session-{person}"),
                fingerprint(&token),
                person,
                now,
                end
            ],
        )
        .await;
        token
    }

    /// Asks for a page in French.
    pub async fn get(&self, who: &Persona, path: &str) -> Answer {
        self.ask(who, Request::get(path), Body::empty()).await
    }

    /// Asks for a page in English.
    pub async fn get_in_english(&self, who: &Persona, path: &str) -> Answer {
        let request = Request::get(path).header(header::ACCEPT_LANGUAGE, "en");
        self.ask(who, request, Body::empty()).await
    }

    /// Sends a form.
    pub async fn post(&self, who: &Persona, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = form
            .iter()
            .map(|(k, v)| format!("{}={}", encode(k), encode(v)))
            .collect::<Vec<_>>()
            .join("&");
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(who, request, Body::from(body)).await
    }

    /// Sends a form with one file.
    pub async fn upload(&self, who: &Persona, path: &str, name: &str, bytes: &[u8]) -> Answer {
        let head = format!(
            "--limit\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"file.csv\"\r\nContent-Type: text/csv\r\n\r\n"
        );
        let body = [head.as_bytes(), bytes, b"\r\n--limit--\r\n"].concat();
        let kind = "multipart/form-data; boundary=limit";
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.ask(who, request, Body::from(body)).await
    }

    async fn ask(
        &self,
        who: &Persona,
        mut request: axum::http::request::Builder,
        body: Body,
    ) -> Answer {
        if let Some(cookie) = &who.cookie {
            request = request.header(header::COOKIE, format!("transfo={cookie}"));
        }
        let response = self
            .router
            .clone()
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

fn encode(text: &str) -> String {
    transfo::platform::frame::urlencode(text).replace('/', "%2F")
}

/// Nobody: a visitor without a session.
pub fn nobody() -> Persona {
    Persona {
        name: "nobody".into(),
        ..Persona::default()
    }
}
