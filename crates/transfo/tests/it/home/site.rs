//! The home of a site and the matrix: what each persona sees, in how many statements.

use axum::http::StatusCode;

use crate::support::{nobody, on_both_engines};

const SITE: &str = "/saisons/un/mulhouse";
const RULES: &str = "/saisons/un/regles";

#[tokio::test]
async fn everybody_of_the_site_sees_how_it_stands_and_nobody_else() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        world.cohort(&season.site, 6).await;
        for who in season.everybody() {
            let answer = world.get(who, SITE).await;
            let known = who.name != "Ailleurs" && who.name != "Admin";
            let expected = if known {
                StatusCode::OK
            } else {
                StatusCode::NOT_FOUND
            };
            assert_eq!(answer.status, expected, "{}: {}", who.name, answer.body);
            assert!(
                answer.statements() <= 12,
                "{}: {}",
                who.name,
                answer.statements()
            );
            if known && who.name != "Partenaire" {
                assert!(answer.body.contains("id=\"r-site-pilot\""), "{}", who.name);
            }
        }
        assert_eq!(
            world.get(&nobody(), SITE).await.status,
            StatusCode::SEE_OTHER
        );
        let english = world.get_in_english(&season.pilot, SITE).await;
        assert!(english.body.contains("ambassadors") && !english.body.contains("home-stat"));
        let french = world.get(&season.pilot, SITE).await;
        assert!(french.body.contains("ambassadeurs") && !french.body.contains("home-stat"));
    })
    .await;
}

#[tokio::test]
async fn only_the_team_reads_names_and_the_hierarchy_nothing_of_candidacies() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        world.cohort(&season.site, 6).await;
        world
            .run(
                "update application set endorsement = 'waiting' where reference = 'R3'",
                vec![],
            )
            .await;
        let pilot = world.get(&season.pilot, SITE).await.body;
        assert!(pilot.contains("Accord de la hiérarchie manquant") && pilot.contains("Agente 3"));
        let coordinator = world.get(&season.coordinator, SITE).await.body;
        assert!(coordinator.contains("1 sur 6.") && !coordinator.contains("Agente 3"));
        for who in [
            &season.ambassador,
            &season.manager,
            &season.direction,
            &season.official,
        ] {
            let seen = world.get(who, SITE).await.body;
            assert!(!seen.contains("r-cohort-endorsed"), "{}", who.name);
        }
        // Two worlds that differ in one hidden answer look the same to the hierarchy, to the byte.
        let before = world.get(&season.manager, SITE).await.body;
        world
            .run(
                "update application set endorsement = 'refused', consented_on = null",
                vec![],
            )
            .await;
        assert_eq!(before, world.get(&season.manager, SITE).await.body);
    })
    .await;
}

#[tokio::test]
async fn a_draw_that_is_not_published_shows_to_those_who_drew_alone() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        let before = world.get(&season.ambassador, SITE).await.body;
        world.cohort(&season.site, 20).await;
        world
            .run("update drawing set published_at = null", vec![])
            .await;
        world.run("update member set audience = 1025", vec![]).await;
        assert_eq!(before, world.get(&season.ambassador, SITE).await.body);
        let pilot = world.get(&season.pilot, SITE).await.body;
        assert!(
            pilot.contains("<dd>20&#32;<small>sur 20</small></dd>"),
            "{pilot}"
        );
    })
    .await;
}

#[tokio::test]
async fn time_is_counted_from_presence_and_shown_as_a_trend() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        world.cohort(&season.site, 6).await;
        let run = world.published_run(&season.site, "2027-02-02", 3).await;
        world.published_run(&season.site, "2027-05-04", 3).await;
        world.now("2027-03-01T08:00:00Z");
        // Nobody ticked: the list is not filled in, and nothing is owed yet.
        let empty = world.get(&season.pilot, SITE).await.body;
        assert!(!empty.contains("3 j)"), "{empty}");
        for n in 1..6 {
            let member = format!("member-{}-{n}", season.site);
            for day in ["2027-02-02", "2027-02-03", "2027-02-04"] {
                world.presence(&run, &member, day, "am").await;
                world.presence(&run, &member, day, "pm").await;
            }
        }
        let pilot = world.get(&season.pilot, SITE).await.body;
        assert!(pilot.contains("Agente 0 (3 j)"), "{pilot}");
        let coordinator = world.get(&season.coordinator, SITE).await.body;
        assert!(coordinator.contains("1 sur 6.") && !coordinator.contains("Agente 0"));
        // Four accounts are too few to say anything of one of them.
        world
            .run("update mission_letter set signed_on = null where member_id in ('member-site-mulhouse-4', 'member-site-mulhouse-5')", vec![])
            .await;
        let few = world.get(&season.coordinator, SITE).await.body;
        assert!(!few.contains("r-time-protected"));
        assert!(world.get(&season.pilot, SITE).await.body.contains("r-time-protected"));
    })
    .await;
}

#[tokio::test]
async fn the_matrix_is_the_coordinators_and_takes_as_many_statements_for_ten_sites() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        let few = world.get(&season.coordinator, RULES).await;
        assert_eq!(few.status, StatusCode::OK);
        assert!(few.body.contains("/saisons/un/metz#r-days-total"));
        for n in 0..8 {
            let site = world
                .site(
                    &season.edition,
                    &format!("ville-{n}"),
                    &format!("20000000{n}"),
                )
                .await;
            world.cohort(&site, 5).await;
        }
        let many = world.get(&season.coordinator, RULES).await;
        assert_eq!(few.statements(), many.statements());
        assert!(many.statements() <= 12, "{}", many.statements());
        assert!(many.body.contains("Trop peu") && !many.body.contains("Agente"));
        for who in [&season.pilot, &season.partner] {
            assert_eq!(world.get(who, RULES).await.status, StatusCode::FORBIDDEN);
        }
        assert_eq!(
            world.get(&season.administrator, RULES).await.status,
            StatusCode::FORBIDDEN
        );
        let broken = world
            .get(&season.coordinator, &format!("{RULES}?etat=broken"))
            .await;
        assert!(
            broken.body.contains("r-site-pilot")
                == few
                    .body
                    .contains("badge-broken\" href=\"/saisons/un/metz#r-site-pilot")
        );
        assert!(broken.body.matches("<tr>").count() < many.body.matches("<tr>").count());
    })
    .await;
}
