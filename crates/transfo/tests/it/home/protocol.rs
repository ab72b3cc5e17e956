//! Rules, overrides, waivers and what-if: acts, refusals, who may.

use axum::http::StatusCode;
use transfo::params;

use crate::support::on_both_engines;

const PROTOCOL: &str = "/saisons/un/protocole";
const DAYS: &str = "/saisons/un/protocole/days.total/days";
const WAIVERS: &str = "/saisons/un/mulhouse/derogations";
const WHAT_IF: &str = "/saisons/un/mulhouse/et-si";

#[tokio::test]
async fn a_parameter_changes_after_its_consequences_were_shown() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        world.cohort(&season.site, 20).await;
        let people = "/saisons/un/protocole/cohort.size/people";
        let who = &season.coordinator;
        let form = world.get(who, people).await;
        assert_eq!(form.status, StatusCode::OK);
        assert!(form.body.contains("value=\"20\""));
        let typed = [("value", "18"), ("reason", "avenant 1")];
        let shown = world.post(who, people, &typed).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(
            shown.body.contains("Ville de mulhouse") && shown.body.contains("Non tenue"),
            "{}",
            shown.body
        );
        assert!(shown.statements() <= 12);
        assert_eq!(
            world.count("select count(*) from protocol_override").await,
            0
        );
        let sure = [("value", "18"), ("reason", "avenant 1"), ("sure", "yes")];
        let done = world.post(who, people, &sure).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        assert!(
            done.location()
                .starts_with("/saisons/un/protocole?dit=rule-changed")
        );
        assert_eq!(
            world
                .count("select count(*) from journal where act = 'act-rule-changed'")
                .await,
            1
        );
        let page = world.get(&season.ambassador, PROTOCOL).await;
        assert!(
            page.body.contains("18 personnes") && page.body.contains("avenant 1"),
            "{}",
            page.body
        );
        assert!(!page.body.contains("cohort.size/people\""));
        let site = world.get(&season.pilot, "/saisons/un/mulhouse").await.body;
        assert!(site.contains("La promotion compte 18"));
        let back = world.post(who, &format!("{people}/retirer"), &[]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        assert_eq!(
            world.count("select count(*) from protocol_override").await,
            0
        );
        assert_eq!(
            world
                .post(who, &format!("{people}/retirer"), &[])
                .await
                .status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn a_value_that_does_not_fit_comes_back_with_what_was_typed() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        let who = &season.coordinator;
        for (value, reason, sentence) in [
            ("douze", "avenant", "Cette valeur ne va pas"),
            ("1", "avenant", "Cette valeur ne va pas"),
            ("35", "avenant", "déjà la valeur"),
            ("30", "", "Donnez la raison"),
        ] {
            let typed = [("value", value), ("reason", reason), ("sure", "yes")];
            let answer = world.post(who, DAYS, &typed).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
            assert!(answer.body.contains(sentence), "{value}: {}", answer.body);
            assert!(answer.body.contains(&format!("value=\"{value}\"")));
        }
        assert_eq!(
            world.count("select count(*) from protocol_override").await,
            0
        );
        let unknown = world
            .get(who, "/saisons/un/protocole/days.total/nothing")
            .await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        for other in [&season.pilot, &season.partner, &season.ambassador] {
            let answer = world
                .post(other, DAYS, &[("value", "30"), ("reason", "x")])
                .await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", other.name);
        }
    })
    .await;
}

#[tokio::test]
async fn a_waiver_sets_a_rule_aside_until_it_ends_but_never_law_or_consent() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        let site = "/saisons/un/mulhouse";
        let late = world.get(&season.pilot, site).await.body;
        assert!(late.contains("id=\"r-team-size\""));
        let typed = [
            ("rule", "team.size"),
            ("reason", "recrutement"),
            ("until", "2027-06-30"),
        ];
        let done = world.post(&season.pilot, WAIVERS, &typed).await;
        assert_eq!(
            done.location(),
            "/saisons/un/mulhouse/derogations?dit=waiver-granted"
        );
        let waived = world.get(&season.direction, site).await.body;
        assert!(
            waived.contains("Dérogation de Pilote") && waived.contains("recrutement"),
            "{waived}"
        );
        // The other site is not concerned.
        assert!(
            !world
                .get(&season.stranger, "/saisons/un/metz")
                .await
                .body
                .contains("recrutement")
        );
        for (rule, reason, until, sentence) in [
            (
                "cohort.volunteers",
                "x",
                "2027-06-30",
                "personne ne peut y déroger",
            ),
            (
                "site.convention",
                "x",
                "2027-06-30",
                "personne ne peut y déroger",
            ),
            ("season.sites", "x", "2027-06-30", "Choisissez une règle"),
            ("nothing", "x", "2027-06-30", "Choisissez une règle"),
            ("days.total", "", "2027-06-30", "Donnez la raison"),
            ("days.total", "x", "2026-12-01", "déjà passé"),
            ("days.total", "x", "demain", "Indiquez le dernier jour"),
        ] {
            let typed = [("rule", rule), ("reason", reason), ("until", until)];
            let answer = world.post(&season.pilot, WAIVERS, &typed).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{rule}");
            assert!(answer.body.contains(sentence), "{rule}: {}", answer.body);
        }
        assert_eq!(world.count("select count(*) from waiver").await, 1);
        let list = world.get(&season.ambassador, WAIVERS).await.body;
        assert!(list.contains("recrutement") && !list.contains("/fin\""));
        let id: String = world.rows("select id from waiver", vec![]).await[0]
            .at(0)
            .unwrap();
        let end = format!("{WAIVERS}/{id}/fin");
        assert_eq!(
            world.post(&season.resident, &end, &[]).await.status,
            StatusCode::FORBIDDEN
        );
        let elsewhere = format!("/saisons/un/metz/derogations/{id}/fin");
        assert_eq!(
            world.post(&season.stranger, &elsewhere, &[]).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            world.post(&season.pilot, &end, &[]).await.status,
            StatusCode::SEE_OTHER
        );
        assert!(
            !world
                .get(&season.pilot, site)
                .await
                .body
                .contains("Dérogation de Pilote")
        );
    })
    .await;
}

#[tokio::test]
async fn the_season_has_waivers_of_its_own() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        let page = "/saisons/un/derogations";
        let typed = [
            ("rule", "season.sites"),
            ("reason", "onzième"),
            ("until", "2027-06-30"),
        ];
        assert_eq!(
            world.post(&season.pilot, page, &typed).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            world.post(&season.coordinator, page, &typed).await.status,
            StatusCode::SEE_OTHER
        );
        for n in 0..9 {
            world
                .site(
                    &season.edition,
                    &format!("ville-{n}"),
                    &format!("20000000{n}"),
                )
                .await;
        }
        let rules = world
            .get(&season.coordinator, "/saisons/un/regles")
            .await
            .body;
        assert!(rules.contains("badge-waived"), "{rules}");
        assert!(
            world
                .get(&season.pilot, WAIVERS)
                .await
                .body
                .contains("onzième")
        );
    })
    .await;
}

#[tokio::test]
async fn what_if_answers_and_stores_nothing() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        world.cohort(&season.site, 20).await;
        world.published_run(&season.site, "2027-02-02", 3).await;
        let lines = "select count(*) from journal";
        let before = world.count(lines).await;
        let member = format!("member-{}-0", season.site);
        let leaves = world
            .get(
                &season.pilot,
                &format!("{WHAT_IF}?quoi=ambassadeur&qui={member}"),
            )
            .await;
        assert_eq!(leaves.status, StatusCode::OK);
        assert!(
            leaves.body.contains("Si Agente 0 part aujourd’hui"),
            "{}",
            leaves.body
        );
        assert!(leaves.body.contains("Ambassadeur·rices\u{a0}: 19"));
        assert!(leaves.statements() <= 12);
        let lost = world
            .get(
                &season.pilot,
                &format!("{WHAT_IF}?quoi=semaines&du=2027-02-01&au=2027-02-05"),
            )
            .await;
        assert!(lost.body.contains("0 jour sur 35"), "{}", lost.body);
        let resident = world
            .get(
                &season.coordinator,
                &format!("{WHAT_IF}?quoi=resident&qui={}", season.resident.id),
            )
            .await;
        assert!(resident.body.contains("Si Resident part aujourd’hui"));
        let added = world
            .get(&season.pilot, &format!("{WHAT_IF}?quoi=collectivite"))
            .await;
        assert!(added.body.contains("Collectivités\u{a0}: 3"));
        let wrong = world
            .get(
                &season.pilot,
                &format!("{WHAT_IF}?quoi=semaines&du=2027-02-05&au=2027-02-01"),
            )
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(before, world.count(lines).await);
        assert_eq!(
            world
                .count("select count(*) from member where left_on is not null")
                .await,
            0
        );
        // Outside the team nobody asks about one person, and the names do not even come.
        let coordinator = world
            .get(
                &season.coordinator,
                &format!("{WHAT_IF}?quoi=ambassadeur&qui={member}"),
            )
            .await;
        assert!(!coordinator.body.contains("Agente"));
        assert_eq!(
            world.get(&season.ambassador, WHAT_IF).await.status,
            StatusCode::FORBIDDEN
        );
        let english = world
            .get_in_english(&season.pilot, &format!("{WHAT_IF}?quoi=collectivite"))
            .await;
        assert!(english.body.contains("If an authority joins the season"));
    })
    .await;
}

#[tokio::test]
async fn a_change_of_another_version_is_shown_and_not_applied() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        world
            .run(
                "insert into protocol_override (id, edition_id, rule, parameter, value, author, reason, made_on)
                 values ('o', $1, 'days.total', 'days', 'beaucoup', 'A', 'B', '2027-01-04')",
                params![&season.edition],
            )
            .await;
        let page = world.get(&season.pilot, PROTOCOL).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("ne sont pas appliqués") && page.body.contains("beaucoup"));
        assert!(page.body.contains("35 jours"));
    })
    .await;
}
