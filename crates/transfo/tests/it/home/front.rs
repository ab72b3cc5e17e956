//! "À faire": one page for each persona.

use axum::http::StatusCode;
use transfo::params;

use crate::support::{nobody, on_both_engines};

#[tokio::test]
async fn a_visitor_sees_what_this_is_and_which_calls_are_open() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        let none = world.get(&nobody(), "/").await;
        assert_eq!(none.status, StatusCode::OK);
        assert!(none.body.contains("Aucun appel"));
        world
            .run(
                "insert into call (site_id, opens_on, closes_on) values ($1, '2027-01-04', '2027-01-20')",
                params![&season.site],
            )
            .await;
        world
            .run(
                "insert into call (site_id, opens_on, closes_on) values ($1, '2027-01-05', '2027-01-20')",
                params![&season.other],
            )
            .await;
        let open = world.get(&nobody(), "/").await;
        assert!(open.body.contains("/appel/un/mulhouse") && !open.body.contains("/appel/un/metz"));
        assert!(open.statements() <= 2);
        assert!(world.get_in_english(&nobody(), "/").await.body.contains("Open calls"));
    })
    .await;
}

#[tokio::test]
async fn each_persona_gets_at_most_five_cards_and_their_places() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        world.cohort(&season.site, 6).await;
        world.published_run(&season.site, "2027-01-06", 2).await;
        for n in 0..30 {
            world.prepared_mail(&season.edition, &season.site, n).await;
        }
        for who in season.everybody() {
            let answer = world.get(who, "/").await;
            assert_eq!(answer.status, StatusCode::OK, "{}", who.name);
            assert!(
                answer.statements() <= 12,
                "{}: {}",
                who.name,
                answer.statements()
            );
            let cards = answer.body.matches("<li class=\"todo").count();
            assert!(cards <= 5, "{}: {cards}", who.name);
            assert!(
                !answer.body.contains("home-"),
                "{}: {}",
                who.name,
                answer.body
            );
            let english = world.get_in_english(who, "/").await;
            assert!(!english.body.contains("home-"), "{}", who.name);
        }
        let resident = world.get(&season.resident, "/").await.body;
        assert!(resident.contains("Prochaine séquence, de 2 jours"));
        assert!(resident.contains("Bientôt"));
        let ambassador = world.get(&season.ambassador, "/").await.body;
        assert!(ambassador.contains("Votre prochaine séquence dure 2 jours"));
        let pilot = world.get(&season.pilot, "/").await.body;
        assert!(pilot.contains("Ville de mulhouse, Édition un"));
        let stranger = world.get(&season.stranger, "/").await.body;
        assert!(!stranger.contains("Ville de mulhouse"));
    })
    .await;
}

#[tokio::test]
async fn a_coordinator_is_told_of_rules_that_do_not_hold() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        world.published_run(&season.other, "2027-01-06", 2).await;
        world.now("2027-01-12T08:00:00Z");
        let body = world.get(&season.coordinator, "/").await.body;
        assert!(body.contains("règles ne sont pas tenues"), "{body}");
        // Both sites have some: one card for the season.
        assert_eq!(body.matches("ne sont pas tenues").count(), 1, "{body}");
        assert!(body.contains("href=\"/saisons/un/regles\""), "{body}");
    })
    .await;
}

#[tokio::test]
async fn a_manager_is_asked_only_for_what_the_agent_released() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        let id = world.candidacy(&season.site, 1, "waiting").await;
        world
            .run(
                "update application set manager_email = 'person-responsable@example.org', endorsed_at = null where id = $1",
                params![&id],
            )
            .await;
        let hidden = world.get(&season.manager, "/").await;
        assert!(!hidden.body.contains("demande votre accord"));
        world
            .run("update application set released_at = applied_at", vec![])
            .await;
        let asked = world.get(&season.manager, "/").await;
        assert!(asked.body.contains("Un agent demande votre accord"), "{}", asked.body);
        assert_eq!(hidden.statements(), asked.statements());
    })
    .await;
}

#[tokio::test]
async fn the_first_administrator_is_led_to_open_a_season() {
    on_both_engines(async |world| {
        let admin = world
            .person(
                "Admin",
                &[(transfo::platform::gate::Role::Administrator, None, None)],
            )
            .await;
        let body = world.get(&admin, "/").await.body;
        assert!(body.contains("Ouvrir une première saison"));
    })
    .await;
}
