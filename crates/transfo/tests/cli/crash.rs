//! The machine dies in the middle of a draw, a completion, a calculation, a publication and a move, on both engines: afterwards
//! everything of the act is there or nothing, the next start works, and the act can be done again.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Stdio},
    sync::Arc,
};

use jiff::{ToSpan, civil::Date, tz::TimeZone};
use transfo::{
    cohort::{Here, freeze::freeze},
    params,
    platform::{
        app::App,
        clock::Clock,
        config::Config,
        data_map::MAP,
        db::{Db, Row},
        dice::{Dice, fingerprint},
        gate::Viewer,
        visit::Place as Where,
    },
    programme::store as programme,
};

use super::{Place, code};

/// What a crash may change by itself: how far long work got, when somebody was last seen, and how often any of it was
/// written down.
const OF_THE_MACHINE: [&str; 4] = ["job", "session", "throttle", "revision"];

/// An instance on one engine, with a season of one authority that begins in two months, whatever day it is.
struct Instance {
    place: Place,
    url: String,
    /// Address of the server and name of the database to drop.
    server: Option<(String, String)>,
    runtime: tokio::runtime::Runtime,
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

/// Does `test` on SQLite, and on PostgreSQL where there is one.
fn on_both_engines(test: impl Fn(&Instance)) {
    test(&Instance::on_sqlite());
    match std::env::var("TRANSFO_TEST_POSTGRES") {
        Ok(server) => test(&Instance::on_postgres(&server)),
        Err(_) => assert!(
            std::env::var("TRANSFO_TEST_REQUIRE_POSTGRES").is_err(),
            "TRANSFO_TEST_POSTGRES is not set"
        ),
    }
}

impl Instance {
    fn on_sqlite() -> Self {
        let place = Place::new();
        let url = format!("sqlite:{}", place.join("data/transfo.db"));
        Self::with(place, url, None)
    }

    fn on_postgres(server: &str) -> Self {
        let place = Place::new();
        let name = place
            .0
            .file_name()
            .unwrap()
            .to_string_lossy()
            .replace('-', "_");
        runtime().block_on(async {
            let db = Db::open(server).await.unwrap();
            let mut conn = db.read(&Arc::default()).await.unwrap();
            conn.script(format!("drop database if exists {name}"))
                .await
                .unwrap();
            conn.script(format!("create database {name}"))
                .await
                .unwrap();
        });
        let (base, query) = server.split_once('?').unwrap_or((server, ""));
        let (base, _) = base.rsplit_once('/').unwrap();
        let url = format!("{base}/{name}?{query}");
        let url = url.trim_end_matches('?').to_owned();
        Self::with(place, url, Some((server.to_owned(), name)))
    }

    fn with(place: Place, url: String, server: Option<(String, String)>) -> Self {
        write_season(&place);
        let instance = Self {
            place,
            url,
            server,
            runtime: runtime(),
        };
        let imported = instance.run(&["import", "season"], None);
        assert_eq!(code(&imported), 0, "{imported:?}");
        // Serving would write the key of the set-up link and ask for the erasure of the day: no part of what is tested.
        assert_eq!(code(&instance.run(&["admin", "setup-link"], None)), 0);
        instance.change("insert into setting (key, value) values ('retention-on', '9999-12-31')");
        instance
    }

    /// Runs a command, which dies at `fault` when there is one.
    fn run(&self, arguments: &[&str], fault: Option<&str>) -> std::process::Output {
        self.place.run_with(arguments, &self.environment(fault))
    }

    fn environment<'a>(&'a self, fault: Option<&'a str>) -> Vec<(&'a str, &'a str)> {
        let mut environment = vec![
            ("TRANSFO_DATABASE", self.url.as_str()),
            ("TRANSFO_SECURITY_SECOND_FACTOR", "optional"),
        ];
        environment.extend(fault.map(|point| ("TRANSFO_FAULT", point)));
        environment
    }

    /// Rows of a query.
    fn rows(&self, sql: &str) -> Vec<Row> {
        self.runtime.block_on(async {
            let db = Db::open(&self.url).await.unwrap();
            let mut conn = db.read(&Arc::default()).await.unwrap();
            let sql = sqlx::AssertSqlSafe(sql.to_owned());
            let rows = conn.all(sql, Vec::new()).await.unwrap();
            drop(conn);
            db.close().await;
            rows
        })
    }

    fn count(&self, what: &str) -> i64 {
        self.rows(&format!("select count(*) from {what}"))[0]
            .at(0)
            .unwrap()
    }

    fn text(&self, sql: &str) -> String {
        self.rows(sql)[0].at(0).unwrap()
    }

    /// Every row of every table that an act writes.
    fn everything(&self) -> String {
        let mut all = Vec::new();
        for table in MAP
            .iter()
            .map(|e| e.table)
            .filter(|t| !OF_THE_MACHINE.contains(t))
        {
            let mut rows: Vec<String> = self
                .rows(&format!("select * from {table}"))
                .iter()
                .map(|row| format!("{table}: {}", cells(row)))
                .collect();
            rows.sort();
            all.extend(rows);
        }
        all.join("\n")
    }

    fn frozen(&self) {
        self.runtime.block_on(async {
            let db = Db::open(&self.url).await.unwrap();
            let clock = Clock::System;
            let (now, dice) = (clock.now(), Dice::from_system().unwrap());
            let app = App::new(db, clock, dice, Config::default(), false);
            let mut conn = app.db.read(&Arc::default()).await.unwrap();
            let edition = programme::edition(&mut conn, "essai")
                .await
                .unwrap()
                .unwrap();
            let sites = programme::sites(&mut conn, &edition.id).await.unwrap();
            drop(conn);
            let place = |id: &str, slug: &str, name: &str| Where {
                id: id.to_owned(),
                slug: slug.to_owned(),
                name: name.to_owned(),
            };
            let here = Here {
                app: &app,
                viewer: &Viewer::default(),
                now,
                today: transfo::platform::clock::day_in_paris(now),
                edition: &place(&edition.id, &edition.slug, &edition.name),
                site: &place(&sites[0].id, &sites[0].slug, &sites[0].name),
            };
            freeze(&here, None).await.unwrap().unwrap();
            app.db.close().await;
        });
    }

    /// Opens a session for the coordinator; its cookie.
    fn session(&self) -> String {
        let person = self.text("select person_id from role where role = 'coordinator'");
        self.runtime.block_on(async {
            let db = Db::open(&self.url).await.unwrap();
            let mut tx = db.write().await.unwrap();
            let now = Clock::System.now();
            let end = jiff::Timestamp::from_millisecond(now.as_millisecond() + 3_600_000).unwrap();
            tx.run(
                "insert into session (id, token_hash, person_id, opened_at, seen_at, expires_at, agent)
                 values ('s', $1, $2, $3, $3, $4, 'test') on conflict (id) do nothing",
                params![fingerprint("crash"), person, now, end],
            )
            .await
            .unwrap();
            tx.commit().await.unwrap();
            db.close().await;
        });
        "transfo=crash".to_owned()
    }

    /// On PostgreSQL another machine may be at work: half a minute without a sign of life stands for its death.
    fn forget_beats(&self) {
        if self.server.is_some() {
            self.change("update job set beat_at = beat_at - 31000");
        }
    }

    fn change(&self, sql: &'static str) {
        self.runtime.block_on(async {
            let db = Db::open(&self.url).await.unwrap();
            let mut tx = db.write().await.unwrap();
            tx.run(sql, Vec::new()).await.unwrap();
            tx.commit().await.unwrap();
            db.close().await;
        });
    }

    /// Waits until a row is there, a minute at most.
    fn wait_for(&self, what: &str) {
        for _ in 0..300 {
            if self.count(what) > 0 {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
        panic!("{what} never came");
    }

    fn serve(&self, fault: Option<&str>) -> Server {
        let mut child = self
            .place
            .command(
                &["serve", "--listen", "127.0.0.1:0"],
                &self.environment(fault),
            )
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let told = BufReader::new(child.stdout.take().unwrap());
        let address = told
            .lines()
            .map_while(Result::ok)
            .find_map(|line| {
                line.split_once("http://")
                    .map(|(_, address)| address.to_owned())
            })
            .expect("the server says its address");
        Server {
            child,
            address,
            cookie: self.session(),
        }
    }

    /// Does `act` on a server that dies at `point`; nothing of it is there, and the same act then works.
    fn dies_and_lives(&self, point: &str, act: impl Fn(&Server) -> String) {
        self.session();
        let before = self.everything();
        let server = self.serve(Some(point));
        let answer = act(&server);
        assert_eq!(answer, "", "the server died without an answer at {point}");
        server.died();
        assert!(
            self.everything() == before,
            "{point}: nothing of it is there"
        );
        let server = self.serve(None);
        let answer = act(&server);
        assert!(answer.starts_with("HTTP/1.1 303"), "{point}: {answer}");
        assert!(self.everything() != before, "{point}: all of it is there");
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.server {
            self.runtime.block_on(async {
                let db = Db::open(server).await.unwrap();
                let mut conn = db.read(&Arc::default()).await.unwrap();
                let _ = conn
                    .script(format!("drop database if exists {name} with (force)"))
                    .await;
            });
        }
    }
}

fn cells(row: &Row) -> String {
    let text = |index: usize| {
        row.at::<Option<String>>(index)
            .map(|t| format!("{t:?}"))
            .or_else(|_| row.at::<Option<i64>>(index).map(|n| format!("{n:?}")))
            .unwrap()
    };
    (0..row.width()).map(text).collect::<Vec<_>>().join(" ")
}

/// A process that serves, ended with the test.
struct Server {
    child: Child,
    address: String,
    cookie: String,
}

impl Server {
    fn get(&self, path: &str) -> String {
        self.ask("GET", path, "")
    }

    fn post(&self, path: &str, form: &str) -> String {
        self.ask("POST", path, form)
    }

    /// The whole answer, or nothing when the server died.
    fn ask(&self, method: &str, path: &str, form: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let (host, cookie, length) = (&self.address, &self.cookie, form.len());
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Waits for its end, which is not one of its own.
    fn died(mut self) {
        assert_eq!(self.child.wait().unwrap().code(), None, "killed, not ended");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn write_season(place: &Place) {
    let today = Clock::System.now().to_zoned(TimeZone::UTC).date();
    let day = |months: i32| -> Date { today.checked_add(months.months()).unwrap() };
    let season = format!(
        "format = \"transfo-season/1\"\n\n[edition]\nname = \"Saison d'essai\"\nslug = \"essai\"\n\
         starts_on = {starts}\nends_on = {ends}\nseed = 7\nfictional = true\n\n\
         [protocol]\nid = \"transfo-saison-2\"\nversion = 1\n\n\
         [[authority]]\nslug = \"villeneuve\"\nsiren = \"217500016\"\nname = \"Ville de Villeneuve\"\n\
         kind = \"commune\"\ntheme = \"Jeunesse\"\nstage = \"engagée\"\nconvention_signed_on = {today}\n\
         starts_on = {starts}\nends_on = {ends}\nschool_zone = \"B\"\nholidays = \"métropole\"\n\
         seats = 3\nsubstitutes = 1\n",
        starts = day(2),
        ends = day(18),
    );
    let volunteers: String = (1..=6)
        .map(|n| {
            let sort = if n % 2 == 0 { "Éducation" } else { "Espaces verts" };
            format!("villeneuve;V-0{n};Volontaire {n};v0{n}@example.org;{sort};Jeunesse;A;Mairie;accord;{today}\n")
        })
        .collect();
    let files = [
        ("season.toml", season),
        (
            "team.csv",
            "collectivite;reference;role;nom;courriel\n;C-1;coordination;Rose Lanterne;rose@example.org\n\
             villeneuve;R-1;résident;Malo Galet;malo@example.org\nvilleneuve;P-1;pilote;Inès Fanal;ines@example.org\n"
                .to_owned(),
        ),
        (
            "volunteers.csv",
            format!("collectivite;reference;nom;courriel;direction;champ;categorie;site;accord;consentement_le\n{volunteers}"),
        ),
        (
            "quotas.csv",
            "collectivite;critere;valeur;min;max\nvilleneuve;direction;Éducation;1;2\nvilleneuve;direction;Espaces verts;1;2\n"
                .to_owned(),
        ),
    ];
    std::fs::create_dir_all(place.0.join("season")).unwrap();
    for (name, text) in files {
        std::fs::write(place.0.join("season").join(name), text).unwrap();
    }
}

const DRAW: [&str; 3] = ["draw", "--public-value", "3 8 21"];
const PLAN: [&str; 3] = ["plan", "--iterations", "20"];

#[test]
fn a_draw_that_is_cut_leaves_nothing_and_is_then_made_whole() {
    on_both_engines(|instance| {
        instance.frozen();
        let before = instance.everything();
        for point in ["draw.middle", "draw.end"] {
            let cut = instance.run(&DRAW, Some(point));
            assert_eq!(cut.status.code(), None, "killed at {point}: {cut:?}");
            assert!(instance.everything() == before, "{point} left something");
        }
        let drawn = instance.run(&DRAW, None);
        assert_eq!(code(&drawn), 0, "{drawn:?}");
        assert_eq!(
            (instance.count("drawing"), instance.count("member")),
            (1, 4)
        );
        let record = instance.text("select record from drawing");
        std::fs::write(instance.place.0.join("record.json"), record).unwrap();
        assert_eq!(code(&instance.place.run(&["verify", "record.json"])), 0);
        assert_eq!(code(&instance.run(&DRAW, None)), 1, "and it is made once");
    });
}

#[test]
fn a_lottery_that_was_asked_for_on_the_page_is_made_by_the_next_start_and_drawn_whole() {
    on_both_engines(|instance| {
        instance.frozen();
        for point in ["lottery.middle", "lottery.end"] {
            let server = instance.serve(Some(point));
            // The second server finds the work waiting and dies of it by itself.
            let _ = match point {
                "lottery.middle" => server.post("/saisons/essai/villeneuve/tirage/loterie", ""),
                _ => String::new(),
            };
            server.died();
            assert_eq!(
                (instance.count("lottery"), instance.count("chance")),
                (0, 0)
            );
            assert_eq!(instance.count("job where finished_at is null"), 1);
            instance.forget_beats();
        }
        let server = instance.serve(None);
        instance.wait_for("job where finished_at is not null and error is null");
        assert_eq!(
            (instance.count("lottery"), instance.count("chance")),
            (1, 6)
        );
        let hash = instance.text("select hash from lottery");
        let form = format!("hash={hash}&source=Loto&officers=1");
        let publish = "/saisons/essai/villeneuve/tirage/loterie/publier";
        assert!(server.post(publish, &form).starts_with("HTTP/1.1 303"));
        drop(server);
        for point in ["draw.middle", "draw.end"] {
            let server = instance.serve(Some(point));
            server.post("/saisons/essai/villeneuve/tirage/salle", "valeur=3+8+21");
            server.died();
            assert_eq!(
                (instance.count("drawing"), instance.count("reveal")),
                (0, 0),
                "{point} left something"
            );
        }
        let server = instance.serve(None);
        server.post("/saisons/essai/villeneuve/tirage/salle", "valeur=3+8+21");
        assert_eq!(
            (instance.count("drawing"), instance.count("member")),
            (1, 4)
        );
    });
}

#[test]
fn a_completion_that_is_cut_is_made_whole_by_the_next_start() {
    on_both_engines(|instance| {
        instance.frozen();
        assert_eq!(code(&instance.run(&DRAW, None)), 0);
        let at = "/saisons/essai/villeneuve";
        let leaver =
            instance.text("select id from member where kind = 'member' order by rank limit 1");
        let server = instance.serve(None);
        for (path, form) in [
            ("tirage/publier".to_owned(), ""),
            (format!("cohorte/{leaver}/depart"), "empty=yes"),
        ] {
            let answer = server.post(&format!("{at}/{path}"), form);
            assert!(answer.starts_with("HTTP/1.1 303"), "{path}: {answer}");
        }
        let page = server.get(&format!("{at}/cohorte/completer"));
        let hash = page.split("name=\"hash\" value=\"").nth(1).expect("a hash");
        let hash: String = hash.chars().take_while(|c| *c != '"').collect();
        drop(server);
        let sitting = "member where kind = 'member' and left_on is null";
        for point in ["completion.middle", "completion.end"] {
            let server = instance.serve(Some(point));
            // The second server finds the work waiting and dies of it by itself.
            let _ = match point {
                "completion.middle" => {
                    let form = format!("value=3+8+21&hash={hash}");
                    server.post(&format!("{at}/cohorte/completer"), &form)
                }
                _ => String::new(),
            };
            server.died();
            assert_eq!(
                (instance.count("completion"), instance.count(sitting)),
                (0, 2),
                "{point} left something"
            );
            assert_eq!(instance.count("outbox where kind = 'called'"), 0, "{point}");
            assert_eq!(instance.count("job where finished_at is null"), 1);
            instance.forget_beats();
        }
        let _server = instance.serve(None);
        instance.wait_for(
            "job where finished_at is not null and error is null and kind = 'completion'",
        );
        assert_eq!(
            (instance.count("completion"), instance.count(sitting)),
            (1, 3)
        );
        assert_eq!(instance.count("outbox where kind = 'called'"), 1);
        let record = instance.text("select record from completion");
        std::fs::write(instance.place.0.join("record.json"), record).unwrap();
        assert_eq!(code(&instance.place.run(&["verify", "record.json"])), 0);
    });
}

#[test]
fn a_calculation_that_is_cut_leaves_no_draft_and_is_done_again() {
    on_both_engines(|instance| {
        let before = instance.everything();
        let cut = instance.run(&PLAN, Some("plan"));
        assert_eq!(cut.status.code(), None, "{cut:?}");
        assert!(instance.everything() == before);
        let server = instance.serve(Some("plan"));
        server.post("/saisons/essai/calendrier/calculer", "seconds=1");
        server.died();
        assert!(instance.everything() == before);
        assert_eq!(instance.count("job where finished_at is null"), 1);
        instance.forget_beats();
        let _server = instance.serve(None);
        instance.wait_for("job where finished_at is not null and error is null");
        assert_eq!(instance.count("plan"), 1);
    });
}

#[test]
fn a_publication_and_a_move_that_are_cut_leave_nothing_and_are_done_again() {
    on_both_engines(|instance| {
        let planned = instance.run(&PLAN, None);
        assert_eq!(code(&planned), 0, "{planned:?}");
        let plan = instance.text("select id from plan");
        let publish = format!("/saisons/essai/calendrier/plans/{plan}");
        instance.dies_and_lives("publish", |server| server.post(&publish, ""));
        assert!(instance.count("run") >= 12, "the calendar is there");
        assert!(instance.count("outbox where kind = 'calendar'") > 0);
        let run = instance.text("select id from run order by starts_on desc limit 1");
        let base = "/saisons/essai/villeneuve/calendrier";
        let page = instance.serve(None).get(&format!("{base}/{run}"));
        let offer = page.split("start=").nth(1).expect("a day it may move to");
        let start: String = offer.chars().take(10).collect();
        let days = instance.rows(&format!("select days from run where id = '{run}'"))[0]
            .at::<i64>(0)
            .unwrap();
        let form = format!("run={run}&start={start}&jours={days}&revision=0&malgre=oui");
        instance.dies_and_lives("move", |server| {
            server.post(&format!("{base}/deplacer"), &form)
        });
        assert_eq!(instance.count("run where revision = 1"), 1);
        assert_eq!(
            instance.text(&format!("select starts_on from run where id = '{run}'")),
            start
        );
    });
}
