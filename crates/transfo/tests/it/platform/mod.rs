//! The platform: doors, absence, migrations, headers, words.

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
