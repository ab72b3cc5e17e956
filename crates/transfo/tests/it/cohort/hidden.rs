//! Who sees what: the hierarchy before and after the release, the cohort before and after publication, strangers.

use axum::http::StatusCode;
use transfo::platform::gate::Role;

use super::{
    applying::hidden_hash,
    drawing::{calculate, commit, enter},
};
use crate::support::{Persona, World, cohort::Selection, nobody, on_both_engines};

async fn outsiders(world: &World, s: &Selection) -> Vec<Persona> {
    let (edition, site) = (s.edition.id.as_str(), s.site.id.as_str());
    let other = world.site(edition, "metz", "215704636").await;
    let mut people = vec![nobody()];
    for (name, role, at) in [
        ("Manu Manager", Role::Manager, site),
        ("Dora Direction", Role::Direction, site),
        ("Ada Ambassade", Role::Ambassador, site),
        ("Elu Local", Role::Official, site),
        ("Pilote Ailleurs", Role::Pilot, other.as_str()),
    ] {
        people.push(world.person(name, &[(role, Some(edition), Some(at))]).await);
    }
    people.push(
        world
            .person("Adam Admin", &[(Role::Administrator, None, None)])
            .await,
    );
    people
}

const PAGES: [&str; 14] = [
    "/appel",
    "/candidatures",
    "/candidatures/tableur",
    "/candidatures/saisir",
    "/quotas",
    "/tirage",
    "/tirage/vivier",
    "/tirage/loterie",
    "/tirage/loterie/publier",
    "/tirage/salle",
    "/tirage/bulletins",
    "/tirage/resultat",
    "/tirage/proces-verbal",
    "/cohorte",
];

async fn answers(world: &World, people: &[Persona], s: &Selection, id: &str) -> Vec<String> {
    let mut all = Vec::new();
    for who in people {
        for page in PAGES {
            let answer = world.get(who, &format!("{}{page}", s.at)).await;
            all.push(format!(
                "{} {page} {} {}",
                who.name, answer.status, answer.body
            ));
        }
        let one = world.get(who, &format!("{}/candidatures/{id}", s.at)).await;
        all.push(format!("{} one {} {}", who.name, one.status, one.body));
        let call = world.get(who, "/appel/un/mulhouse/recue").await;
        all.push(call.body);
    }
    all
}

#[tokio::test]
async fn a_hidden_candidacy_changes_nothing_for_anybody_outside_its_audience() {
    on_both_engines(async |world| {
        let s = world.selection_of(3).await;
        let people = outsiders(&world, &s).await;
        let id: String = world.rows("select id from application where reference = 'MUL-001'", vec![]).await[0].at(0).unwrap();
        let hide = "update application set released_at = null, endorsement = 'waiting', audience = 1025 where reference = 'MUL-001'";
        world.run(hide, vec![]).await;
        let there = answers(&world, &people, &s, &id).await;
        world.run("delete from application where reference = 'MUL-001'", vec![]).await;
        let gone = answers(&world, &people, &s, &id).await;
        for (there, gone) in there.iter().zip(&gone) {
            assert_eq!(there, gone);
        }
    })
    .await;
}

#[tokio::test]
async fn the_hierarchy_sees_a_released_candidacy_without_its_strata() {
    on_both_engines(async |world| {
        let s = world.selection_of(1).await;
        let id: String = world.rows("select id from application", vec![]).await[0]
            .at(0)
            .unwrap();
        let site = Some(s.site.id.as_str());
        let manager = world
            .person(
                "Manu Manager",
                &[(Role::Manager, Some(&s.edition.id), site)],
            )
            .await;
        let at = format!("{}/candidatures/{id}", s.at);
        let seen = world.get(&manager, &at).await;
        assert!(
            seen.body.contains("Volontaire 1") && seen.body.contains("Donné"),
            "{}",
            seen.body
        );
        for stratum in ["Nord", "Sud", "Jeunesse", "homme", "MUL-001"] {
            assert!(!seen.body.contains(stratum), "{stratum}");
        }
        world
            .run(
                "update application set audience = 1025, released_at = null",
                vec![],
            )
            .await;
        assert_eq!(world.get(&manager, &at).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn the_cohort_sees_names_once_published_and_never_strata_or_substitutes() {
    on_both_engines(async |world| {
        let s = world.selection_of(45).await;
        let people = outsiders(&world, &s).await;
        let ambassador = &people[3];
        let geler = format!("{}/tirage/geler", s.at);
        let hash = hidden_hash(&world.get(&s.pilot, &geler).await.body);
        let before = world
            .get(ambassador, &format!("{}/tirage/resultat", s.at))
            .await;
        world.post(&s.pilot, &geler, &[("hash", &hash)]).await;
        calculate(&world, &s).await;
        commit(&world, &s, "1").await;
        enter(&world, &s, &s.pilot, "x").await;
        let hidden = world
            .get(ambassador, &format!("{}/tirage/resultat", s.at))
            .await;
        assert_eq!(
            before, hidden,
            "drawn and not published: as if nothing were drawn"
        );
        let cohort = world.get(ambassador, &format!("{}/cohorte", s.at)).await;
        assert!(!cohort.body.contains("Volontaire"));
        world
            .post(&s.pilot, &format!("{}/tirage/publier", s.at), &[])
            .await;
        for page in ["/tirage/resultat", "/cohorte"] {
            let seen = world.get(ambassador, &format!("{}{page}", s.at)).await;
            assert_eq!(
                seen.body.matches("Volontaire ").count(),
                20,
                "{page}: the twenty and no substitute"
            );
            for secret in ["MUL-0", "Nord", "Sud", "Jeunesse", "proces-verbal"] {
                assert!(!seen.body.contains(secret), "{page}: {secret}");
            }
        }
        for who in [&people[1], &people[4]] {
            let seen = world.get(who, &format!("{}/cohorte", s.at)).await;
            assert!(!seen.body.contains("Volontaire"), "{}", who.name);
        }
    })
    .await;
}

#[tokio::test]
async fn a_residents_page_may_read_but_not_act() {
    on_both_engines(async |world| {
        let s = world.selection_of(3).await;
        let site = Some(s.site.id.as_str());
        let resident = world
            .person(
                "Rosa Resident",
                &[(Role::Resident, Some(&s.edition.id), site)],
            )
            .await;
        assert_eq!(
            world
                .get(&resident, &format!("{}/candidatures", s.at))
                .await
                .status,
            StatusCode::OK
        );
        for act in [
            "/appel",
            "/quotas",
            "/tirage/geler",
            "/tirage/degeler",
            "/tirage/loterie",
            "/tirage/loterie/publier",
            "/tirage/salle",
            "/tirage/publier",
            "/candidatures/saisir",
        ] {
            let refused = world.post(&resident, &format!("{}{act}", s.at), &[]).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{act}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_unknown_link_answers_like_any_page_that_is_not_there() {
    on_both_engines(async |world| {
        world.selection().await;
        for path in [
            "/candidature/abc",
            "/candidature/abc/retirer",
            "/accord/abc",
        ] {
            assert_eq!(
                world.get(&nobody(), path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn pages_take_few_statements_whatever_the_number_of_rows() {
    on_both_engines(async |world| {
        let s = world.selection_of(10).await;
        let mut few = Vec::new();
        for page in PAGES {
            few.push(
                world
                    .get(&s.pilot, &format!("{}{page}", s.at))
                    .await
                    .statements(),
            );
        }
        let mut tx = world.app.db.write().await.unwrap();
        let viewer = transfo::platform::gate::Viewer::default();
        for n in 11..=60 {
            let new = crate::support::cohort::volunteer(n);
            transfo::cohort::import::application(&mut tx, &world.here(&s, &viewer), &new)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        for (page, few) in PAGES.into_iter().zip(few) {
            let many = world
                .get(&s.pilot, &format!("{}{page}", s.at))
                .await
                .statements();
            assert_eq!(many, few, "{page}");
            assert!(many <= 12, "{page}: {many}");
        }
    })
    .await;
}
