//! The platform: doors, absence, migrations, headers, words.

mod post;

use axum::http::StatusCode;
use transfo::platform::{
    clock::Clock,
    dialect,
    gate::Role,
    migrate,
    words::{FILES, Lang, Words},
};

use crate::support::{nobody, on_both_engines};

#[tokio::test]
async fn a_page_answers_with_strict_headers_in_the_language_asked() {
    on_both_engines(async |world| {
        let french = world.get(&nobody(), "/aide").await;
        assert_eq!(french.status, StatusCode::OK);
        assert!(french.body.contains("<html lang=\"fr\">"));
        let policy = french.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
        let english = world.get_in_english(&nobody(), "/aide").await;
        assert!(english.body.contains("<html lang=\"en\">"));
    })
    .await;
}

#[tokio::test]
async fn what_does_not_exist_and_what_may_not_be_seen_answer_alike() {
    on_both_engines(async |world| {
        let edition = world.edition("un").await;
        let site = world.site(&edition, "mulhouse", "216802249").await;
        let other = world.site(&edition, "metz", "215704636").await;
        let pilot = world
            .person("Pilote", &[(Role::Pilot, Some(&edition), Some(&site))])
            .await;
        let there = world.get(&pilot, "/saisons/un/metz/xxxx").await;
        let nowhere = world.get(&pilot, "/saisons/un/vide/xxxx").await;
        assert_eq!(there.status, StatusCode::NOT_FOUND);
        assert_eq!(
            there.body.replace("metz", "vide"),
            nowhere.body,
            "{other} must not show"
        );
    })
    .await;
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    on_both_engines(async |world| {
        use axum::{body::Body, http::Request};
        use tower::ServiceExt;
        let request = Request::post("/langue")
            .header("host", "transfo.example")
            .header("sec-fetch-site", "cross-site")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("lang=en"))
            .unwrap();
        let response = world.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn migrating_twice_changes_nothing_and_an_edited_migration_is_refused() {
    on_both_engines(async |world| {
        let again = migrate::migrate(&world.app.db, &world.app.clock, None)
            .await
            .unwrap();
        assert!(again.is_empty());
        world
            .run(
                "update migration set hash = 'x' where name = '0002_people'",
                vec![],
            )
            .await;
        let refused = migrate::migrate(&world.app.db, &Clock::System, None).await;
        assert!(
            matches!(refused, Err(migrate::MigrationError::Edited(name)) if name == "0002_people")
        );
    })
    .await;
}

#[test]
fn text_columns_get_one_byte_order() {
    let sql = "create table a (\n  b text not null\n);";
    assert_eq!(dialect::ddl(false, sql), sql);
    assert!(dialect::ddl(true, sql).contains("b text collate \"C\" not null"));
}

/// Every word file reads without fault and both languages have the same keys.
#[test]
fn both_languages_have_the_same_words() {
    for (slice, fr, en) in FILES {
        let keys = |text: &str| {
            fluent_bundle::FluentResource::try_new(text.to_owned())
                .unwrap_or_else(|(_, faults)| panic!("{slice}: {faults:?}"));
            text.lines()
                .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
                .filter_map(|l| l.split_once('=').map(|(k, _)| k.trim().to_owned()))
                .collect::<std::collections::BTreeSet<_>>()
        };
        let (fr, en) = (keys(fr), keys(en));
        let odd: Vec<_> = fr.symmetric_difference(&en).collect();
        assert!(odd.is_empty(), "{slice}: only in one language: {odd:?}");
    }
}

/// A key used in a template or a page exists: what looks like `t("key")` is looked up.
#[test]
fn every_key_that_is_used_exists() {
    let mut missing = Vec::new();
    let words = Words::of(Lang::Fr);
    for (path, text) in sources(std::path::Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src"
    ))) {
        for call in [".t(\"", ".t1(\"", ".t2(\"", ".tn(\""] {
            for (at, _) in text.match_indices(call) {
                let rest = &text[at + call.len()..];
                let key = rest.split('"').next().unwrap_or_default();
                if words.t(key) == key {
                    missing.push(format!("{}: {key}", path.display()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "unknown words:\n{}", missing.join("\n"));
}

fn sources(folder: &std::path::Path) -> Vec<(std::path::PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
            found.push((path.clone(), std::fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

#[test]
fn dates_read_as_people_write_them() {
    let day = jiff::civil::date(2028, 3, 14);
    assert_eq!(Words::of(Lang::Fr).date(day), "mardi 14 mars 2028");
    assert_eq!(Words::of(Lang::En).date(day), "Tuesday 14 March 2028");
    let first = jiff::civil::date(2028, 8, 1);
    assert_eq!(Words::of(Lang::Fr).date(first), "mardi 1er août 2028");
}

#[test]
fn the_language_wanted_most_is_spoken() {
    for (header, expected) in [
        ("en-GB;q=0.8, fr", Lang::Fr),
        ("de, EN-us;q=0.7, fr;q=0.3", Lang::En),
        ("en;q=0", Lang::Fr),
        ("frr, en;q=0.1", Lang::En),
        ("", Lang::Fr),
    ] {
        assert_eq!(Lang::from_header(header), expected, "{header}");
    }
}

#[tokio::test]
async fn a_visitor_who_leaves_while_waiting_to_write_blocks_nobody() {
    on_both_engines(async |world| {
        use std::time::Duration;
        use tokio::time::timeout;
        let first = world.app.db.write().await.unwrap();
        let waiting = timeout(Duration::from_millis(300), world.app.db.write()).await;
        assert!(waiting.is_err(), "one writer at a time");
        first.commit().await.unwrap();
        // Whoever reads now may hold the connection that was waiting.
        let readers = (world.conn().await, world.conn().await);
        let next = timeout(Duration::from_secs(5), world.app.db.write()).await;
        next.expect("somebody still holds the lock").unwrap();
        drop(readers);
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_refused_says_so_in_its_title_and_leads_back_to_its_page() {
    on_both_engines(async |world| {
        use axum::{body::Body, http::Request};
        use tower::ServiceExt;
        let form = [("email", "sans arobase")];
        let refused = world.post(&nobody(), "/connexion/courriel", &form).await;
        assert!(
            refused.body.contains("<title>Erreur : Se connecter"),
            "{}",
            refused.body
        );
        let lost = world.get(&nobody(), "/connexion/courriel").await;
        assert_eq!(lost.status, StatusCode::NOT_FOUND);
        assert!(lost.body.contains("Cette page n’existe pas"));
        let request = Request::post("/compte/mot-de-passe")
            .header("host", "transfo.example")
            .header("referer", "https://transfo.example/compte?dit=profile")
            .body(Body::empty())
            .unwrap();
        let response = world.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.headers()["location"], "/connexion?suite=/compte");
    })
    .await;
}

#[tokio::test]
async fn a_proxy_may_ask_under_another_host() {
    on_both_engines(async |world| {
        use axum::{body::Body, http::Request};
        use tower::ServiceExt;
        for (origin, expected) in [
            ("http://127.0.0.1:8727", StatusCode::SEE_OTHER),
            ("http://elsewhere.example", StatusCode::FORBIDDEN),
        ] {
            let request = Request::post("/langue")
                .header("host", "inside:1")
                .header("origin", origin)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Body::from("lang=en"))
                .unwrap();
            let response = world.router.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), expected, "{origin}");
        }
    })
    .await;
}

#[tokio::test]
async fn work_that_takes_the_process_down_is_given_up() {
    on_both_engines(async |world| {
        let now = world.app.clock.now();
        world
            .run(
                "insert into job (id, kind, input, asked_at, tries) values ('j', 'none', '', $1, 5)",
                transfo::params![now],
            )
            .await;
        transfo::platform::jobs::drain(&world.app).await.unwrap();
        let given_up = "select count(*) from job where finished_at is not null and started_at is null";
        assert_eq!(world.count(given_up).await, 1);
    })
    .await;
}

#[tokio::test]
async fn work_that_never_notes_its_end_is_not_begun_for_ever() {
    on_both_engines(async |world| {
        world.app.jobs.learn("silent", |_, _, _| Box::pin(async { Ok(()) }));
        world
            .run(
                "insert into job (id, kind, input, asked_at) values ('j', 'silent', '', $1)",
                transfo::params![world.app.clock.now()],
            )
            .await;
        assert!(transfo::platform::jobs::drain(&world.app).await.is_err());
        let told = "select count(*) from job where finished_at is not null and error like '%without noting%' and tries = 1";
        assert_eq!(world.count(told).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_program_older_than_its_database_is_not_ready() {
    on_both_engines(async |world| {
        let ready = world.get(&nobody(), "/readyz").await;
        assert_eq!(
            (ready.status, ready.body.as_str()),
            (StatusCode::OK, "ready\n")
        );
        world
            .run(
                "insert into migration (name, hash, applied_at) values ('9999_later', 'x', 0)",
                vec![],
            )
            .await;
        let newer = world.get(&nobody(), "/readyz").await;
        assert_eq!(newer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(newer.body.contains("9999_later"), "{}", newer.body);
    })
    .await;
}
