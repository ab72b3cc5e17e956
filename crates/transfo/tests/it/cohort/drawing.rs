//! Freezing, drawing, publishing, replacing, letters.

use axum::http::StatusCode;
use transfo::{
    cohort::import,
    params,
    platform::{
        gate::{Role, Viewer},
        jobs,
    },
};

use super::applying::hidden_hash;
use crate::support::{Answer, Persona, World, cohort::Selection, nobody, on_both_engines};

pub async fn freeze(world: &World, s: &Selection) {
    let page = world.get(&s.pilot, &format!("{}/tirage/geler", s.at)).await;
    let hash = hidden_hash(&page.body);
    let done = world
        .post(
            &s.pilot,
            &format!("{}/tirage/geler", s.at),
            &[("hash", &hash)],
        )
        .await;
    assert!(
        done.location().ends_with("pool-frozen"),
        "{}",
        done.location()
    );
}

/// Calculates the lottery of a frozen pool.
pub async fn calculate(world: &World, s: &Selection) {
    let asked = world
        .post(&s.pilot, &format!("{}/tirage/loterie", s.at), &[])
        .await;
    assert!(
        asked.location().ends_with("lottery-asked"),
        "{}",
        asked.body
    );
    jobs::drain(&world.app).await.unwrap();
}

/// Publishes it.
pub async fn commit(world: &World, s: &Selection, officers: &str) {
    let at = format!("{}/tirage/loterie/publier", s.at);
    let hash = hidden_hash(&world.get(&s.pilot, &at).await.body);
    let form = [
        ("hash", hash.as_str()),
        ("source", "Loto du 9 janvier 2027"),
        ("officers", officers),
    ];
    let done = world.post(&s.pilot, &at, &form).await;
    assert!(
        done.location().ends_with("lottery-published"),
        "{}",
        done.body
    );
}

/// Enters a public value.
pub async fn enter(world: &World, s: &Selection, who: &Persona, value: &str) -> Answer {
    world
        .post(who, &format!("{}/tirage/salle", s.at), &[("valeur", value)])
        .await
}

pub async fn drawn(world: &World) -> Selection {
    let s = world.selection_of(45).await;
    freeze(world, &s).await;
    calculate(world, &s).await;
    commit(world, &s, "1").await;
    let done = enter(world, &s, &s.pilot, "Loto 3 8 21").await;
    assert!(done.location().ends_with("etape=5"), "{}", done.body);
    s
}

#[tokio::test]
async fn a_pool_is_frozen_drawn_published_and_verified() {
    on_both_engines(async |world| {
        let s = drawn(&world).await;
        assert_eq!(
            world
                .count("select count(*) from member where kind = 'member'")
                .await,
            20
        );
        assert_eq!(
            world
                .count("select count(*) from member where kind = 'substitute'")
                .await,
            5
        );
        let result = world
            .get(&s.pilot, &format!("{}/tirage/resultat", s.at))
            .await;
        assert!(
            result
                .body
                .contains("20 personnes tirées au sort, 5 suppléants"),
            "{}",
            result.body
        );
        let record = world
            .get(&s.coordinator, &format!("{}/tirage/proces-verbal", s.at))
            .await;
        let stored: String = world.rows("select record from drawing", vec![]).await[0]
            .at(0)
            .unwrap();
        assert_eq!(record.body, stored, "downloaded as stored");
        assert!(!record.body.contains("Volontaire"), "no name in a record");
        let verdict = sortition_verify::verify(&record.body).unwrap();
        assert_eq!(verdict.panel.len(), 20);
        let told = world
            .post(
                &nobody(),
                "/verifier",
                &[("record", &record.body.replace('\n', "\r\n"))],
            )
            .await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        assert!(told.body.contains("authentique"));
        let forged = record.body.replace("Loto 3 8 21", "Loto 3 8 22");
        let refused = world
            .post(&nobody(), "/verifier", &[("record", &forged)])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

        let confirm = world
            .get(&s.pilot, &format!("{}/tirage/publier", s.at))
            .await;
        assert!(confirm.body.contains("45 messages"), "{}", confirm.body);
        let done = world
            .post(&s.pilot, &format!("{}/tirage/publier", s.at), &[])
            .await;
        assert!(done.location().ends_with("result-published"));
        assert_eq!(
            world
                .count("select count(*) from outbox where released_at is not null")
                .await,
            0,
            "seen before sent"
        );
        assert_eq!(
            world
                .count("select count(*) from role where role = 'ambassador'")
                .await,
            20
        );
        let again = world
            .post(&s.coordinator, &format!("{}/tirage/publier", s.at), &[])
            .await;
        assert!(again.location().ends_with("result-already"));
    })
    .await;
}

#[tokio::test]
async fn two_coordinators_draw_at_once_and_there_is_one_draw() {
    on_both_engines(async |world| {
        let s = world.selection_of(45).await;
        let other = world
            .person(
                "Autre Coord",
                &[(Role::Coordinator, Some(&s.edition.id), None)],
            )
            .await;
        freeze(&world, &s).await;
        let at = format!("{}/tirage/loterie", s.at);
        let (a, b) = tokio::join!(
            world.post(&s.coordinator, &at, &[]),
            world.post(&other, &at, &[]),
        );
        let mut statuses = [a.status, b.status];
        statuses.sort();
        assert_eq!(
            statuses,
            [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]
        );
        jobs::drain(&world.app).await.unwrap();
        assert_eq!(world.count("select count(*) from lottery").await, 1);
        commit(&world, &s, "1").await;
        let (a, b) = tokio::join!(
            enter(&world, &s, &s.coordinator, "un"),
            enter(&world, &s, &other, "deux"),
        );
        let mut statuses = [a.status, b.status];
        statuses.sort();
        assert_eq!(
            statuses,
            [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]
        );
        let told = if a.status == StatusCode::SEE_OTHER {
            &b
        } else {
            &a
        };
        assert!(told.body.contains("il n’y en a qu’un"), "{}", told.body);
        assert_eq!(world.count("select count(*) from drawing").await, 1);
        assert_eq!(
            world
                .count("select count(*) from member where kind = 'member'")
                .await,
            20
        );
        let late = enter(&world, &s, &s.coordinator, "trois").await;
        assert!(late.body.contains("déjà fait"), "{}", late.body);
        let viewer = Viewer::default();
        let now =
            import::draw_now(&world.here(&s, &viewer), "quatre", &jobs::Watch::default()).await;
        assert!(now.unwrap_err().contains("déjà fait"));
        assert_eq!(
            world
                .count("select count(*) from journal where act = 'act-draw-refused'")
                .await,
            3,
            "each try is a line"
        );
    })
    .await;
}

#[tokio::test]
async fn two_commands_drawing_at_once_keep_one_draw() {
    on_both_engines(async |world| {
        let s = world.selection_of(45).await;
        freeze(&world, &s).await;
        let viewer = Viewer::default();
        let here = world.here(&s, &viewer);
        let watch = jobs::Watch::default();
        let (a, b) = tokio::join!(
            import::draw_now(&here, "un", &watch),
            import::draw_now(&here, "deux", &watch),
        );
        assert_eq!([a.is_ok(), b.is_ok()].iter().filter(|ok| **ok).count(), 1);
        assert_eq!(world.count("select count(*) from drawing").await, 1);
        assert_eq!(world.count("select count(*) from member").await, 25);
    })
    .await;
}

#[tokio::test]
async fn what_was_confirmed_is_what_is_frozen_and_thawing_ends_with_the_draw() {
    on_both_engines(async |world| {
        let s = world.selection_of(45).await;
        let page = world.get(&s.pilot, &format!("{}/tirage/geler", s.at)).await;
        assert!(
            page.body.contains("45 personnes entrent dans le vivier"),
            "{}",
            page.body
        );
        let hash = hidden_hash(&page.body);
        world
            .run(
                "update application set withdrawn_at = 1 where reference = 'MUL-001'",
                vec![],
            )
            .await;
        let changed = world
            .post(
                &s.pilot,
                &format!("{}/tirage/geler", s.at),
                &[("hash", &hash)],
            )
            .await;
        assert!(
            changed.location().ends_with("pool-changed"),
            "{}",
            changed.location()
        );
        freeze(&world, &s).await;
        world
            .run(
                "update application set withdrawn_at = 1 where reference = 'MUL-002'",
                vec![],
            )
            .await;
        let refused = world
            .post(&s.pilot, &format!("{}/tirage/loterie", s.at), &[])
            .await;
        assert!(refused.body.contains("MUL-002"), "{}", refused.body);
        let thawed = world
            .post(&s.pilot, &format!("{}/tirage/degeler", s.at), &[])
            .await;
        assert!(thawed.location().ends_with("pool-thawed"));
        freeze(&world, &s).await;
        calculate(&world, &s).await;
        commit(&world, &s, "1").await;
        enter(&world, &s, &s.pilot, "x").await;
        let late = world
            .post(&s.pilot, &format!("{}/tirage/degeler", s.at), &[])
            .await;
        assert!(late.location().ends_with("pool-drawn"));
    })
    .await;
}

#[tokio::test]
async fn an_impossible_draw_is_explained_in_the_readers_language_and_writes_nothing() {
    on_both_engines(async |world| {
        let s = world.selection_of(30).await;
        world
            .run(
                "update quota set low = 13, high = 20 where value = 'A'",
                vec![],
            )
            .await;
        world
            .run("update quota set low = 0 where value = 'B'", vec![])
            .await;
        let quotas = world.get(&s.pilot, &format!("{}/quotas", s.at)).await;
        assert!(quotas.body.contains("ne peuvent pas tenir ensemble"));
        assert!(quotas.body.contains("au moins 13 « A »"), "{}", quotas.body);
        let advice = quotas.body.contains("de plus (Catégorie : A");
        assert!(advice, "{}", quotas.body);
        freeze(&world, &s).await;
        world
            .post(&s.pilot, &format!("{}/tirage/loterie", s.at), &[])
            .await;
        assert!(jobs::drain(&world.app).await.is_err());
        let french = world.get(&s.pilot, &format!("{}/tirage", s.at)).await;
        assert!(french.body.contains("au moins 13 « A »"), "{}", french.body);
        let english = world
            .get_in_english(&s.pilot, &format!("{}/tirage", s.at))
            .await;
        assert!(english.body.contains("at least 13 “A”") && !english.body.contains("au moins"));
        assert_eq!(world.count("select count(*) from member").await, 0);
    })
    .await;
}

#[tokio::test]
async fn quotas_are_edited_checked_and_frozen() {
    on_both_engines(async |world| {
        let s = world.selection_of(45).await;
        let at = format!("{}/quotas", s.at);
        let page = world.get(&s.pilot, &at).await;
        assert!(page.body.contains("peuvent tenir ensemble") && page.body.contains("c-pool"));
        let line = |value: &'static str, low: &'static str| {
            [
                ("feature-0", "gender"),
                ("value-0", value),
                ("low-0", low),
                ("high-0", "20"),
            ]
        };
        let wrong = world.post(&s.pilot, &at, &line("femme", "21")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("dépasse son maximum") && wrong.body.contains("value=\"21\""));
        let done = world.post(&s.pilot, &at, &line("femme", "8")).await;
        assert!(done.location().ends_with("quotas-set"), "{}", done.body);
        let fresh = world.get(&s.pilot, &at).await;
        assert!(
            fresh.body.contains("Pas encore dans les quotas"),
            "men are not in the table yet"
        );
        let faults = world.get(&s.pilot, &format!("{}/tirage/geler", s.at)).await;
        assert!(faults.body.contains("homme") && !faults.body.contains("name=\"hash\""));
    })
    .await;
}

#[tokio::test]
async fn a_member_who_leaves_is_replaced_by_the_substitute_that_was_confirmed() {
    on_both_engines(async |world| {
        let s = drawn(&world).await;
        world
            .post(&s.pilot, &format!("{}/tirage/publier", s.at), &[])
            .await;
        let rows = world
            .rows(
                "select id, author_id from member where kind = 'member' order by rank limit 1",
                vec![],
            )
            .await;
        let (id, person): (String, String) = (rows[0].at(0).unwrap(), rows[0].at(1).unwrap());
        let at = format!("{}/cohorte/{id}/depart", s.at);
        let confirm = world.get(&s.pilot, &at).await;
        assert!(
            confirm.body.contains("suppléant au rang"),
            "{}",
            confirm.body
        );
        let from = confirm.body.find("name=\"next\" value=\"").unwrap() + 19;
        let next: String = confirm.body[from..]
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let wrong = world.post(&s.pilot, &at, &[("next", "autre")]).await;
        assert!(wrong.location().ends_with("member-changed"));
        let done = world.post(&s.pilot, &at, &[("next", &next)]).await;
        assert!(
            done.location().ends_with("member-left"),
            "{}",
            done.location()
        );
        let came = world
            .rows(
                "select kind, replaces_id from member where id = $1",
                params![&next],
            )
            .await;
        assert_eq!(came[0].at::<String>(0).unwrap(), "member");
        assert_eq!(came[0].at::<String>(1).unwrap(), id);
        let ended = world
            .rows(
                "select until_on from role where person_id = $1",
                params![person],
            )
            .await;
        assert_eq!(
            ended[0].at::<Option<String>>(0).unwrap().as_deref(),
            Some("2027-01-04")
        );
        let again = world.post(&s.pilot, &at, &[("next", "")]).await;
        assert!(again.location().ends_with("member-gone"));
        let page = world.get(&s.pilot, &format!("{}/cohorte", s.at)).await;
        assert!(
            page.body.contains("a pris la suite")
                && page.body.contains("20 personnes pour 20 places")
        );
    })
    .await;
}

#[tokio::test]
async fn a_mission_letter_is_issued_and_signed_by_its_ambassador_alone() {
    on_both_engines(async |world| {
        let s = drawn(&world).await;
        world.post(&s.pilot, &format!("{}/tirage/publier", s.at), &[]).await;
        let rows = world.rows("select m.id, m.author_id from member m where m.kind = 'member' order by m.rank limit 2", vec![]).await;
        let mut people = Vec::new();
        for row in &rows {
            let person: String = row.at(1).unwrap();
            let cookie = Some(world.session(&person).await);
            people.push(Persona { name: String::new(), id: person, cookie });
        }
        let at = format!("{}/cohorte/{}/lettre", s.at, rows[0].at::<String>(0).unwrap());
        let draft = world.get(&s.pilot, &at).await;
        assert!(draft.body.contains("35 jours de votre temps"), "{}", draft.body);
        assert_eq!(world.get(&people[0], &at).await.status, StatusCode::NOT_FOUND, "not issued yet");
        let wrong = world.post(&s.pilot, &at, &[("days", "0")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        world.post(&s.pilot, &at, &[("days", "36")]).await;
        assert!(world.get(&people[0], &at).await.body.contains("36 jours"));
        assert_eq!(world.get(&people[1], &at).await.status, StatusCode::NOT_FOUND, "another ambassador");
        assert_eq!(world.post(&people[1], &format!("{at}/signature"), &[]).await.status, StatusCode::NOT_FOUND);
        let signed = world.post(&people[0], &format!("{at}/signature"), &[]).await;
        assert!(signed.location().ends_with("letter-signed"));
        world.post(&s.pilot, &at, &[("days", "35")]).await;
        assert_eq!(world.count("select count(*) from mission_letter where signed_on is null").await, 1, "other days void it");
    })
    .await;
}
