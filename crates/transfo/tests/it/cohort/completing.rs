//! Mulhouse at month ten: five of twenty are gone, and the cohort is completed by a draw that anybody can verify, or by
//! the least deviation that somebody accepted.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use transfo::{
    params,
    platform::{gate::Role, jobs},
    privacy::erase::ask_daily,
};

use super::{applying::hidden, drawing::drawn};
use crate::support::{Answer, World, cohort::Selection, on_both_engines};

async fn references(world: &World, which: &str) -> Vec<String> {
    let sql = format!(
        "select a.reference from member m join application a on a.id = m.application_id where {which} order by a.reference"
    );
    let rows = world.rows(&sql, vec![]).await;
    rows.iter().map(|row| row.at(0).unwrap()).collect()
}

const SITS: &str = "m.kind = 'member' and m.left_on is null";

/// A published cohort, ten months later; the row ids of its members in order of rank.
async fn month_ten(world: &World) -> (Selection, Vec<String>) {
    let s = drawn(world).await;
    world
        .post(&s.pilot, &format!("{}/tirage/publier", s.at), &[])
        .await;
    world.now("2027-11-29T08:00:00Z");
    let sql = "select id from member where kind = 'member' order by rank";
    let rows = world.rows(sql, vec![]).await;
    (s, rows.iter().map(|row| row.at(0).unwrap()).collect())
}

/// Two leave through the page, their seats kept free; three withdrew by their own link.
async fn five_go(world: &World, s: &Selection, members: &[String]) {
    for id in &members[..2] {
        let at = format!("{}/cohorte/{id}/depart", s.at);
        let left = world.post(&s.pilot, &at, &[("empty", "yes")]).await;
        assert!(
            left.location()
                .ends_with("/cohorte/completer?dit=member-left"),
            "{}",
            left.location()
        );
    }
    for id in &members[2..5] {
        world
            .run(
                "update application set withdrawn_at = 1827302400000 where id = (select application_id from member where id = $1)",
                params![id],
            )
            .await;
    }
}

async fn ask(world: &World, s: &Selection, form: &[(&str, &str)]) -> Answer {
    world
        .post(&s.pilot, &format!("{}/cohorte/completer", s.at), form)
        .await
}

#[tokio::test]
async fn five_are_replaced_at_month_ten_by_a_draw_that_verifies_even_after_erasure() {
    on_both_engines(async |world| {
        let (s, members) = month_ten(&world).await;
        let at = format!("{}/cohorte/completer", s.at);
        let whole = world.get(&s.pilot, &at).await;
        assert!(whole.body.contains("Personne ne manque"), "{}", whole.body);
        let early = ask(&world, &s, &[("value", "x"), ("hash", "y")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.body.contains("il n’y a pas de place à compléter"));

        five_go(&world, &s, &members).await;
        let staying: BTreeSet<String> = references(
            &world,
            "m.kind = 'member' and m.left_on is null and a.withdrawn_at is null",
        )
        .await
        .into_iter()
        .collect();
        assert_eq!(staying.len(), 15);
        let cohort = world.get(&s.pilot, &format!("{}/cohorte", s.at)).await;
        assert!(
            cohort.body.contains("Il manque 5 personnes"),
            "{}",
            cohort.body
        );
        let page = world.get(&s.pilot, &at).await;
        for told in [
            "5 places sont libres ; 15 personnes sont confirmées",
            "25 personnes du vivier peuvent encore être appelées",
            "Un groupe qui tient tous les quotas existe",
            "Se sont retirées et perdent leur place",
        ] {
            assert!(page.body.contains(told), "{told}: {}", page.body);
        }
        let hash = hidden(&page.body, "hash");
        assert!(
            page.body.contains(&format!("publique : {hash}")),
            "announced"
        );
        for (form, sentence) in [
            (
                [("value", " "), ("hash", hash.as_str())],
                "Donnez la valeur publique",
            ),
            (
                [("value", "dés 4 2 6"), ("hash", "autre")],
                "ont changé entre-temps",
            ),
        ] {
            let refused = ask(&world, &s, &form).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.body.contains(sentence), "{}", refused.body);
        }
        let resident = world
            .person(
                "Rose R",
                &[(Role::Resident, Some(&s.edition.id), Some(&s.site.id))],
            )
            .await;
        assert_eq!(
            world.get(&resident, &at).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            world.post(&resident, &at, &[("value", "x")]).await.status,
            StatusCode::FORBIDDEN
        );

        let form = [("value", "dés  4 2 6"), ("hash", hash.as_str())];
        let asked = ask(&world, &s, &form).await;
        assert!(
            asked.location().ends_with("completion-asked"),
            "{}",
            asked.body
        );
        let twice = ask(&world, &s, &form).await;
        assert!(twice.body.contains("attendez la fin"), "{}", twice.body);
        let running = world.get(&s.pilot, &at).await;
        assert!(
            running.body.contains("tirage de complément est en cours"),
            "{}",
            running.body
        );
        jobs::drain(&world.app).await.unwrap();

        let now: BTreeSet<String> = references(&world, SITS).await.into_iter().collect();
        assert_eq!(now.len(), 20);
        assert!(
            now.is_superset(&staying),
            "who was confirmed keeps their seat"
        );
        let joined: Vec<String> = now.difference(&staying).cloned().collect();
        let row = &world
            .rows(
                "select id, record, public_value, joining, pool_hash from completion",
                vec![],
            )
            .await[0];
        let record: String = row.at(1).unwrap();
        let verdict = sortition_verify::verify(&record).unwrap();
        assert_eq!(verdict.panel, joined);
        assert_eq!(row.at::<String>(2).unwrap(), "dés 4 2 6");
        assert_eq!(row.at::<String>(3).unwrap(), joined.join("\n"));
        assert_eq!(row.at::<String>(4).unwrap(), hash);
        assert!(
            record.contains(&format!("\"pool_hash\":\"{hash}\"")),
            "drawn from what was announced"
        );
        assert!(!record.contains("Volontaire"), "no name in a record");
        let id: String = row.at(0).unwrap();
        let download = world
            .get(
                &s.coordinator,
                &format!("{}/cohorte/complements?tirage={id}", s.at),
            )
            .await;
        assert_eq!(download.body, record, "downloaded as stored");
        for (sql, count) in [
            (
                "select count(*) from role where role = 'ambassador' and until_on is null",
                20,
            ),
            (
                "select count(*) from role where role = 'ambassador' and until_on = '2027-11-29'",
                5,
            ),
            ("select count(*) from outbox where kind = 'called'", 5),
            (
                "select count(*) from journal where act = 'act-cohort-completed'",
                1,
            ),
            (
                "select count(*) from journal where act = 'act-member-joined'",
                5,
            ),
            (
                "select count(*) from journal where act = 'act-member-left'",
                5,
            ),
            ("select count(*) from member where kind = 'member'", 25),
        ] {
            assert_eq!(world.count(sql).await, count, "{sql}");
        }
        let cohort = world.get(&s.pilot, &format!("{}/cohorte", s.at)).await;
        assert!(cohort.body.contains("20 personnes pour 20 places"));
        assert!(
            cohort.body.contains("Tirages de complément") && cohort.body.contains("« dés 4 2 6 »")
        );
        let late = ask(&world, &s, &form).await;
        assert!(
            late.body.contains("il n’y a pas de place à compléter"),
            "{}",
            late.body
        );

        // Everybody is forgotten in time; both records are what they were and verify.
        world.now("2030-01-02T08:00:00Z");
        ask_daily(&world.app).await.unwrap();
        jobs::drain(&world.app).await.unwrap();
        assert_eq!(
            world
                .count("select count(*) from application where name <> ''")
                .await,
            0
        );
        assert_eq!(
            world
                .count("select count(*) from completion where drawn_by is not null")
                .await,
            0
        );
        for sql in [
            "select record from completion",
            "select record from drawing",
        ] {
            let kept: String = world.rows(sql, vec![]).await[0].at(0).unwrap();
            sortition_verify::verify(&kept).unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_announced_is_what_is_drawn_from() {
    on_both_engines(async |world| {
        let (s, members) = month_ten(&world).await;
        five_go(&world, &s, &members).await;
        let at = format!("{}/cohorte/completer", s.at);
        let hash = hidden(&world.get(&s.pilot, &at).await.body, "hash");
        ask(&world, &s, &[("value", "dés"), ("hash", &hash)]).await;
        // Somebody eligible withdraws between the question and the draw: the announced hash is void.
        let eligible = "select id from application a where not exists (select 1 from member m where m.application_id = a.id) order by id limit 1";
        let id: String = world.rows(eligible, vec![]).await[0].at(0).unwrap();
        world
            .run("update application set withdrawn_at = 1 where id = $1", params![&id])
            .await;
        assert!(jobs::drain(&world.app).await.is_err());
        assert_eq!(references(&world, SITS).await.len(), 18, "nothing was written");
        let french = world.get(&s.pilot, &at).await;
        assert!(french.body.contains("ont changé entre-temps"), "{}", french.body);
        let english = world.get_in_english(&s.pilot, &at).await;
        assert!(english.body.contains("changed meanwhile"), "{}", english.body);
        let fresh = hidden(&french.body, "hash");
        assert_ne!(fresh, hash, "another pool, another hash");
        // Back again: the same pool has the same hash.
        world
            .run("update application set withdrawn_at = null where id = $1", params![&id])
            .await;
        assert_eq!(hidden(&world.get(&s.pilot, &at).await.body, "hash"), hash);
    })
    .await;
}

#[tokio::test]
async fn where_no_cohort_keeps_the_quotas_the_least_deviation_is_named_and_accepted() {
    on_both_engines(async |world| {
        let (s, _) = month_ten(&world).await;
        // Four of the north leave, and nobody else of the north may be called.
        let north = "select m.id from member m join application a on a.id = m.application_id where m.kind = 'member' and a.directorate = 'Nord' order by m.rank limit 4";
        for row in world.rows(north, vec![]).await {
            let id: String = row.at(0).unwrap();
            let at = format!("{}/cohorte/{id}/depart", s.at);
            world.post(&s.pilot, &at, &[("empty", "yes")]).await;
        }
        world
            .run(
                "update application set withdrawn_at = 1 where directorate = 'Nord' and not exists
                   (select 1 from member m where m.application_id = application.id and m.kind = 'member')",
                vec![],
            )
            .await;
        let at = format!("{}/cohorte/completer", s.at);
        let page = world.get(&s.pilot, &at).await;
        assert!(page.body.contains("Aucun groupe ne tient tous les quotas"), "{}", page.body);
        assert!(page.body.contains("Direction, Nord"), "{}", page.body);
        let hash = hidden(&page.body, "hash");
        let form = [("value", "dés 1"), ("hash", hash.as_str())];
        let refused = ask(&world, &s, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("Cochez la case") && refused.body.contains("value=\"dés 1\""),
            "{}",
            refused.body
        );
        assert_eq!(references(&world, SITS).await.len(), 16);
        ask(&world, &s, &[form[0], form[1], ("accept", "yes")]).await;
        jobs::drain(&world.app).await.unwrap();
        assert_eq!(references(&world, SITS).await.len(), 20);
        let row = &world.rows("select record, shifts from completion", vec![]).await[0];
        assert_eq!(row.at::<String>(0).unwrap(), "");
        assert!(row.at::<String>(1).unwrap().contains("Nord"));
        let cohort = world.get(&s.pilot, &format!("{}/cohorte", s.at)).await;
        assert!(cohort.body.contains("aucun groupe ne tenait tous les quotas"));
    })
    .await;
}

#[tokio::test]
async fn a_seat_that_nobody_can_take_stays_empty_and_says_so() {
    on_both_engines(async |world| {
        let (s, members) = month_ten(&world).await;
        let at = format!("{}/cohorte/{}/depart", s.at, members[0]);
        world.post(&s.pilot, &at, &[("empty", "yes")]).await;
        world
            .run(
                "update application set withdrawn_at = 1 where not exists
                   (select 1 from member m where m.application_id = application.id and m.kind = 'member')",
                vec![],
            )
            .await;
        let page = world
            .get(&s.pilot, &format!("{}/cohorte/completer", s.at))
            .await;
        assert!(page.body.contains("Plus personne du vivier ne peut être appelé"), "{}", page.body);
        assert!(!page.body.contains("name=\"value\""), "nothing to ask");
        let refused = ask(&world, &s, &[("value", "x"), ("hash", "y")]).await;
        assert!(refused.body.contains("Plus personne du vivier"), "{}", refused.body);
    })
    .await;
}
