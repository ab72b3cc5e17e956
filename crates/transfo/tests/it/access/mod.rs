//! Every route against every persona: who gets in is a table that is reviewed, what a page costs is counted, and what is
//! hidden changes nothing for those it is hidden from.

mod interference;

use std::fmt::Write as _;

use axum::http::StatusCode;
use transfo::platform::access::{Access, Route};

use crate::support::{
    World, on_both_engines,
    small_world::{Size, SmallWorld, sample},
};

fn routes(world: &World) -> Vec<Route> {
    world.app.routes.get().unwrap().clone()
}

fn access(access: Access) -> String {
    match access {
        Access::Anyone => "anyone".into(),
        Access::Link => "who holds the link".into(),
        Access::SignedIn => "signed in".into(),
        Access::Instance => "instance".into(),
        Access::Anywhere(roles) => format!("anywhere as {}", names(roles)),
        Access::Edition => "edition".into(),
        Access::EditionAs(roles) => format!("edition as {}", names(roles)),
        Access::Site => "site".into(),
        Access::SiteAs(roles) => format!("site as {}", names(roles)),
    }
}

fn names(roles: &[transfo::platform::gate::Role]) -> String {
    roles.iter().map(|r| r.key()).collect::<Vec<_>>().join(" ")
}

/// The reviewed table: `tests/it/access/matrix.txt`. `UPDATE_MATRIX=1` writes it anew, to be read before it is kept.
#[tokio::test]
async fn the_table_of_routes_and_personas_is_the_reviewed_one() {
    on_both_engines(async |world| {
        let small = SmallWorld::new(world, Size::SMALL).await;
        let mut table = String::new();
        for route in routes(&small.world) {
            let _ = writeln!(
                table,
                "{} {} — {}",
                route.method,
                route.path,
                access(route.access)
            );
            if route.method != "GET" {
                continue;
            }
            let path = sample(route.path)
                .unwrap_or_else(|| panic!("no sample address for {}: add one", route.path));
            for persona in &small.personas {
                let answer = small.world.get(persona, &path).await;
                assert!(
                    !answer.status.is_server_error(),
                    "{path} as {}: {}",
                    persona.name,
                    answer.body
                );
                let _ = writeln!(table, "  {:<17}{}", persona.name, answer.status.as_u16());
            }
        }
        let file =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/access/matrix.txt");
        if std::env::var("UPDATE_MATRIX").is_ok() {
            std::fs::write(&file, &table).unwrap();
        }
        let reviewed = std::fs::read_to_string(&file).unwrap_or_default();
        let differs = table.lines().zip(reviewed.lines()).find(|(a, b)| a != b);
        assert!(
            table == reviewed,
            "the table differs from the reviewed one: {differs:?}"
        );
    })
    .await;
}

/// At most twelve statements a page, and as many when there are ten times the rows, nothing being remembered.
#[tokio::test]
async fn a_page_takes_at_most_twelve_statements_whatever_the_rows() {
    let counts = std::sync::Mutex::new(Vec::new());
    let large = Size {
        candidacies: 60,
        members: 23,
        runs: 15,
    };
    for size in [Size::SMALL, large] {
        on_both_engines(async |world| {
            let mut small = SmallWorld::new(world, size).await;
            small.world = small.world.configured(|config| config.remember = false);
            let mut all = Vec::new();
            for route in routes(&small.world) {
                let Some(path) = sample(route.path).filter(|_| route.method == "GET") else {
                    continue;
                };
                for persona in &small.personas {
                    let answer = small.world.get(persona, &path).await;
                    if answer.status == StatusCode::OK {
                        let statements = answer.statements();
                        assert!(statements <= 12, "{path} as {}: {statements}", persona.name);
                        all.push((route.path, persona.name.clone(), statements));
                    }
                }
            }
            counts.lock().unwrap().push(all);
        })
        .await;
    }
    let counts = counts.into_inner().unwrap();
    let (first, rest) = counts.split_first().unwrap();
    for other in rest {
        for (a, b) in first.iter().zip(other) {
            assert_eq!(a, b, "statements grow with rows");
        }
    }
}

/// A page that a persona may open says so in its own language, with one title and its landmarks.
#[tokio::test]
async fn every_page_is_whole_in_both_languages() {
    on_both_engines(async |world| {
        let small = SmallWorld::new(world, Size::SMALL).await;
        for route in routes(&small.world) {
            let Some(path) = sample(route.path).filter(|_| route.method == "GET") else {
                continue;
            };
            for name in [
                "coordinator",
                "pilot",
                "ambassador",
                "administrator",
                "nobody",
            ] {
                let persona = small.persona(name);
                for (lang, answer) in [
                    ("fr", small.world.get(persona, &path).await),
                    ("en", small.world.get_in_english(persona, &path).await),
                ] {
                    let html = answer
                        .headers
                        .get("content-type")
                        .is_some_and(|v| v.to_str().unwrap_or_default().starts_with("text/html"));
                    if !html || answer.body.is_empty() {
                        continue;
                    }
                    let body = &answer.body;
                    assert!(
                        body.starts_with("<!doctype html>"),
                        "{path}: not a page: {body}"
                    );
                    assert!(body.contains(&format!("<html lang=\"{lang}\">")), "{path}");
                    assert_eq!(body.matches("<h1").count(), 1, "{path} as {name}: one h1");
                    for landmark in ["<header", "<main", "<footer", "<title>"] {
                        assert!(body.contains(landmark), "{path}: {landmark}");
                    }
                }
            }
        }
    })
    .await;
}
