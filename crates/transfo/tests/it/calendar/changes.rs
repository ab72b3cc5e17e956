//! What happens when the calendar has to change: a new fact and its answers, a conflict and its ways out, two versions,
//! who is told what, and the proof that a plan carries.

use axum::http::StatusCode;
use jiff::civil::Date;
use transfo::{
    calendar::{
        act::{By, Stop},
        close::Closing,
        news::{self, News, NotTaken},
        plan_season::choices_now,
        publish::publish,
        run::Run,
        runs_of_site,
    },
    params,
    platform::jobs,
};

use super::{
    acts::{LIMITS, published},
    checker::faults,
};
use crate::support::{World, calendar::Season, on_both_engines};

async fn runs(world: &World, site: &str) -> Vec<Run> {
    let mut conn = world.conn().await;
    let mut list = runs_of_site(&mut conn, site).await.unwrap();
    list.retain(|run| run.cancelled_at.is_none());
    list
}

fn strike(from: Date, to: Date) -> Closing {
    Closing {
        from,
        to,
        label: "Grève générale".into(),
        kind: "event",
        hard: true,
    }
}

async fn text(world: &World, sql: &str) -> String {
    world.rows(sql, vec![]).await[0].at(0).unwrap()
}

#[tokio::test]
async fn a_strike_gives_answers_to_choose_from_and_the_chosen_one_is_published() {
    on_both_engines(async |world| {
        let season = world.planned_season(4).await;
        published(&world, &season).await;
        world.now("2027-03-15T08:00:00Z");
        let before = runs(&world, &season.mulhouse).await;
        let hit = before
            .iter()
            .find(|r| r.starts_on > "2027-04-15".parse().unwrap())
            .unwrap()
            .clone();
        let by = By::instance(&world.app);
        let closed = News::Closed(
            Some("mulhouse".into()),
            strike(hit.starts_on, hit.ends_on()),
        );
        news::take(&by, &season.edition, &closed, 3).await.unwrap();
        assert_eq!(
            world
                .count("select count(*) from closure where label = 'Grève générale' and hard = 1")
                .await,
            1
        );
        assert_eq!(
            world
                .count("select count(*) from journal where act = 'act-closure-added'")
                .await,
            1
        );
        // A second fact waits for the first to be answered, and writes nothing.
        let busy = news::take(&by, &season.edition, &closed, 3).await;
        assert!(matches!(busy, Err(Stop::Refused(NotTaken::Busy))));
        assert_eq!(world.count("select count(*) from closure").await, 1);
        jobs::drain(&world.app).await.unwrap();
        let batch = text(&world, "select max(batch) from plan").await;
        assert!(!batch.is_empty());
        let path = format!("/saisons/deux/calendrier/choix/{batch}");
        let done = world
            .get(&season.coordinator, "/saisons/deux/calendrier/calcul")
            .await;
        assert!(done.body.contains(&path), "{}", done.body);
        let page = world.get(&season.coordinator, &path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.statements() <= 12, "{} statements", page.statements());
        for words in [
            "Grève générale",
            "Séquences qui bougent",
            "4 ambassadeurs",
            "Relire et publier",
        ] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        let english = world.get_in_english(&season.coordinator, &path).await.body;
        assert!(
            english.contains("Runs that move") && !english.contains(">calendar-"),
            "{english}"
        );
        for (who, status) in [
            (&season.pilot, 200),
            (&season.ambassador, 404),
            (&season.manager, 404),
        ] {
            assert_eq!(
                world.get(who, &path).await.status.as_u16(),
                status,
                "{}",
                who.name
            );
        }
        let aims = world
            .rows(
                "select aim, cost, bound from plan where batch <> '' order by version",
                vec![],
            )
            .await;
        assert_eq!(aims[0].at::<String>(0).unwrap(), "balanced");
        for row in &aims {
            assert!(row.at::<i64>(1).unwrap() >= row.at::<i64>(2).unwrap());
        }
        world.now("2027-03-15T08:00:09Z");
        let chosen = text(&world, "select id from plan where aim = 'balanced'").await;
        publish(&By::instance(&world.app), &season.edition, &chosen)
            .await
            .unwrap();
        assert_eq!(faults(&world).await, Vec::<String>::new());
        let after = runs(&world, &season.mulhouse).await;
        assert!(
            !after
                .iter()
                .any(|r| r.starts_on <= hit.ends_on() && hit.starts_on <= r.ends_on())
        );
        let moved = after.iter().find(|r| r.id == hit.id);
        assert!(
            moved.is_some_and(|r| r.revision == 1 && r.starts_on != hit.starts_on),
            "it moves, it is not replaced"
        );
    })
    .await;
}

#[tokio::test]
async fn a_fact_is_entered_by_the_coordination_and_comes_back_with_what_is_wrong() {
    on_both_engines(async |world| {
        let season = world.planned_season(2).await;
        published(&world, &season).await;
        let path = "/saisons/deux/calendrier/changer";
        assert_eq!(world.get(&season.coordinator, path).await.status, StatusCode::OK);
        assert_eq!(world.get(&season.pilot, path).await.status, StatusCode::FORBIDDEN);
        for (form, sentence) in [
            (vec![("fait", "ferme"), ("lieu", "metz"), ("nom", "Grève"), ("du", "hier")], "ne se lit pas"),
            (vec![("fait", "ferme"), ("lieu", "metz"), ("nom", " "), ("du", "2027-06-01")], "quelques mots"),
            (vec![("fait", "ferme"), ("lieu", "metz"), ("nom", "Grève"), ("du", "2027-06-02"), ("au", "2027-06-01")], "inversez"),
            (vec![("fait", "ferme"), ("lieu", "brest"), ("nom", "Grève"), ("du", "2027-06-01")], "n’existe plus"),
            (vec![("fait", "deplace"), ("fermeture", "c9"), ("nouveau_du", "2027-06-01")], "n’existe plus"),
            (vec![("fait", "absent"), ("resident", "person-nobody"), ("absent_du", "2027-06-01")], "n’existe plus"),
        ] {
            let refused = world.post(&season.coordinator, path, &form).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
            assert!(refused.body.contains(sentence), "{form:?}: {}", refused.body);
            assert!(!form.contains(&("nom", "Grève")) || refused.body.contains("value=\"Grève\""), "what was typed is there");
        }
        assert_eq!(world.count("select (select count(*) from closure) + (select count(*) from job)").await, 0);
        let away = [("fait", "absent"), ("resident", season.resident.id.as_str()), ("absent_du", "2027-06-01"), ("absent_au", "2027-06-30")];
        let taken = world.post(&season.coordinator, path, &away).await;
        assert_eq!(taken.location(), "/saisons/deux/calendrier/calcul");
        let noted = world.count("select count(*) from unavailable where person_id is not null and to_on = '2027-06-30' and reason = ''").await;
        assert_eq!((noted, world.count("select count(*) from job").await), (1, 1));
        world.run("update job set finished_at = asked_at", vec![]).await;
        world
            .run(
                "insert into closure (id, edition_id, site_id, from_on, to_on, label, kind, hard, weight)
                 values ('c1', $1, $2, '2027-06-10', '2027-06-10', 'Conseil', 'council', 1, 0)",
                params![&season.edition, &season.metz],
            )
            .await;
        let page = world.get(&season.coordinator, path).await;
        assert!(page.body.contains("Conseil, jeudi 10 juin 2027 (Ville de metz)"), "{}", page.body);
        let moved = [("fait", "deplace"), ("fermeture", "c1"), ("nouveau_du", "17/06/2027")];
        assert_eq!(world.post(&season.coordinator, path, &moved).await.status, StatusCode::SEE_OTHER);
        assert_eq!(world.count("select count(*) from closure where from_on = '2027-06-17' and to_on = '2027-06-17'").await, 1);
    })
    .await;
}

/// Asks for a calculation that is short, whatever the page asks.
pub async fn calculated(world: &World) -> Result<(), String> {
    world
        .run(
            "update job set input = '{\"seconds\":1}' where finished_at is null",
            vec![],
        )
        .await;
    jobs::drain(&world.app).await
}

#[tokio::test]
async fn a_conflict_names_its_dates_and_a_way_out_is_taken_and_taken_back() {
    on_both_engines(async |world| {
        let season = world.planned_season(2).await;
        let coordinator = &season.coordinator;
        world
            .run(
                "insert into closure (id, edition_id, site_id, from_on, to_on, label, kind, hard, weight)
                 values ('c1', $1, $2, '2027-02-01', '2028-05-31', 'Grands travaux', 'shut', 1, 0)",
                params![&season.edition, &season.mulhouse],
            )
            .await;
        let blocked = "/saisons/deux/calendrier/blocage";
        assert!(world.get(coordinator, blocked).await.body.contains("Rien ne bloque"), "nothing was tried");
        world.post(coordinator, "/saisons/deux/calendrier/calculer", &[("seconds", "1")]).await;
        assert!(calculated(&world).await.is_err());
        let page = world.get(coordinator, blocked).await;
        assert_eq!(page.status, StatusCode::OK);
        for words in ["Grands travaux", "devrait commencer entre le", "Premier jour", "0 jours trouvent place sur 35", "Lever cette exigence"] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        assert!(page.statements() <= 12);
        let english = world.get_in_english(coordinator, blocked).await.body;
        assert!(english.contains("a run should begin between") && !english.contains(">calendar-"), "{english}");
        let way = format!("{blocked}/lever?regle=mulhouse%3Ablackout%3Ac1");
        assert!(page.body.contains(&way), "{}", page.body);
        assert_eq!(world.get(&season.pilot, blocked).await.status, StatusCode::FORBIDDEN);
        let asked = world.get(coordinator, &way).await;
        assert!(asked.body.contains("Lever l’exigence et recalculer") && asked.body.contains("pourront tomber pendant"), "{}", asked.body);
        let other = format!("{blocked}/lever?regle=metz%3Aquorum");
        assert_eq!(world.get(coordinator, &other).await.location(), blocked, "only what was offered");
        let forced = world.post(coordinator, &format!("{blocked}/lever"), &[("regle", "metz:quorum")]).await;
        assert_eq!(forced.location(), blocked);
        assert_eq!(world.count("select count(*) from waived_rule").await, 0, "asking gives nothing up");
        let form = [("regle", "mulhouse:blackout:c1")];
        let lifted = world.post(coordinator, &format!("{blocked}/lever"), &form).await;
        assert_eq!(lifted.location(), "/saisons/deux/calendrier/calcul", "{}", lifted.body);
        calculated(&world).await.unwrap();
        assert_eq!(world.count("select count(*) from plan").await, 1);
        assert_eq!(world.count("select count(*) from journal where act = 'act-rule-waived'").await, 1);
        let calendar = world.get(coordinator, "/saisons/deux/calendrier").await;
        assert!(calendar.body.contains("Exigences levées") && calendar.body.contains("Grands travaux"));
        assert!(calendar.statements() <= 12, "{} statements", calendar.statements());
        let back = world.post(coordinator, "/saisons/deux/calendrier/exigences", &form).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        assert_eq!(world.count("select count(*) from waived_rule").await, 0);
        let twice = world.post(coordinator, "/saisons/deux/calendrier/exigences", &form).await;
        assert_eq!(twice.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_blocks_every_site_is_given_up_for_all_at_once() {
    on_both_engines(async |world| {
        let season = world.planned_season(2).await;
        let coordinator = &season.coordinator;
        world
            .run(
                "insert into closure (id, edition_id, from_on, to_on, label, kind, hard, weight)
                 values ('c1', $1, '2027-02-01', '2028-05-31', 'Fermeture générale', 'shut', 1, 0)",
                params![&season.edition],
            )
            .await;
        world
            .post(
                coordinator,
                "/saisons/deux/calendrier/calculer",
                &[("seconds", "1")],
            )
            .await;
        assert!(calculated(&world).await.is_err());
        let page = world
            .get(coordinator, "/saisons/deux/calendrier/blocage")
            .await;
        let way = "lever?regle=metz%3Ablackout%3Ac1&regle=mulhouse%3Ablackout%3Ac1";
        let escaped = way.replace('&', "&#38;");
        assert!(
            page.body.contains(&escaped) || page.body.contains(way),
            "{}",
            page.body
        );
        let form = [
            ("regle", "metz:blackout:c1"),
            ("regle", "mulhouse:blackout:c1"),
        ];
        world
            .post(coordinator, "/saisons/deux/calendrier/blocage/lever", &form)
            .await;
        calculated(&world).await.unwrap();
        assert_eq!(world.count("select count(*) from plan").await, 1);
    })
    .await;
}

/// Open for three days every seven weeks alone: fewer days fit than were promised, and settling for them is a way out.
#[tokio::test]
async fn the_days_that_fit_are_a_way_out() {
    on_both_engines(async |world| {
        let season = world.planned_season(2).await;
        let coordinator = &season.coordinator;
        let mut from: Date = "2027-01-01".parse().unwrap();
        let mut open: Date = "2027-02-02".parse().unwrap();
        for place in 0..14 {
            world
                .run(
                    "insert into closure (id, edition_id, site_id, from_on, to_on, label, kind, hard, weight)
                     values ($1, $2, $3, $4, $5, 'Travaux', 'shut', 1, 0)",
                    params![
                        format!("c{place}"),
                        &season.edition,
                        &season.mulhouse,
                        from,
                        open.yesterday().unwrap()
                    ],
                )
                .await;
            from = open.saturating_add(jiff::Span::new().days(3));
            open = open.saturating_add(jiff::Span::new().weeks(7));
        }
        world
            .post(coordinator, "/saisons/deux/calendrier/calculer", &[("seconds", "1")])
            .await;
        assert!(calculated(&world).await.is_err());
        let blocked = "/saisons/deux/calendrier/blocage";
        let page = world.get(coordinator, blocked).await.body;
        let (_, way) = page.split_once("lever?regle=mulhouse%3Adays%3A").expect(&page);
        let fit: u32 = way.split('"').next().unwrap().parse().unwrap();
        assert!((20..35).contains(&fit), "{fit}");
        assert!(page.contains(&format!("{fit} jours trouvent place sur 35")));
        assert!(page.contains(&format!("se contenter des {fit} jours")));
        let rule = format!("mulhouse:days:{fit}");
        let ask = world
            .get(coordinator, &format!("{blocked}/lever?regle=mulhouse%3Adays%3A{fit}"))
            .await;
        assert!(ask.body.contains("moins de jours de session que promis"));
        let more = format!("mulhouse:days:{}", fit + 1);
        let forced = [("regle", more.as_str())];
        let refused = world.post(coordinator, &format!("{blocked}/lever"), &forced).await;
        assert_eq!(refused.location(), blocked, "only what was tried");
        let form = [("regle", rule.as_str())];
        world.post(coordinator, &format!("{blocked}/lever"), &form).await;
        calculated(&world).await.unwrap();
        let calendar = world.get(coordinator, "/saisons/deux/calendrier").await.body;
        assert!(calendar.contains("Exigences levées") && calendar.contains("se contenter des"));
    })
    .await;
}

#[tokio::test]
async fn two_versions_are_compared_and_each_person_hears_of_their_own_runs() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        let versions = "/saisons/deux/calendrier/versions";
        let empty = world.get(&season.coordinator, versions).await;
        assert!(empty.body.contains("pas encore de version"));
        published(&world, &season).await;
        world.run("delete from outbox", vec![]).await;
        world.now("2027-03-15T08:00:00Z");
        let before = runs(&world, &season.mulhouse).await;
        let hit = before.iter().find(|r| r.starts_on > "2027-04-15".parse().unwrap()).unwrap();
        world
            .run(
                "insert into closure (id, edition_id, site_id, from_on, to_on, label, kind, hard, weight)
                 values ('c1', $1, $2, $3, $4, 'Conseil', 'council', 1, 0)",
                params![&season.edition, &season.mulhouse, hit.starts_on, hit.ends_on()],
            )
            .await;
        published(&world, &season).await;
        let page = world.get(&season.coordinator, versions).await;
        assert!(page.statements() <= 12, "{} statements", page.statements());
        assert!(page.body.contains("De la version 1 à la version 2") && page.body.contains("3 ambassadeurs"), "{}", page.body);
        assert!(world.get_in_english(&season.coordinator, versions).await.body.contains("From version 1 to version 2"));
        let hidden = world.get(&season.ambassador, versions).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        let unknown = world.get(&season.coordinator, &format!("{versions}?avant=nobody")).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        mails(&world, &season, &before).await;
    })
    .await;
}

#[tokio::test]
async fn a_run_moved_by_hand_shows_against_the_published_version() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        published(&world, &season).await;
        let versions = "/saisons/deux/calendrier/versions";
        let same = world.get(&season.coordinator, versions).await;
        assert!(
            same.body
                .contains("De la version 1 à aujourd’hui, dans aucune collectivité"),
            "{}",
            same.body
        );
        let before = runs(&world, &season.mulhouse).await;
        let base = "/saisons/deux/mulhouse/calendrier";
        let sheet = world
            .get(&season.pilot, &format!("{base}/{}", before[3].id))
            .await
            .body;
        let day = sheet
            .split("&#38;start=")
            .nth(1)
            .map(|rest| rest[..10].to_owned())
            .unwrap();
        let days = before[3].days.to_string();
        let form = [
            ("run", before[3].id.as_str()),
            ("start", day.as_str()),
            ("jours", days.as_str()),
            ("salle", ""),
            ("revision", "0"),
        ];
        world
            .post(&season.pilot, &format!("{base}/deplacer"), &form)
            .await;
        let after = runs(&world, &season.mulhouse).await;
        assert_ne!(
            before.iter().map(|r| r.starts_on).collect::<Vec<_>>(),
            after.iter().map(|r| r.starts_on).collect::<Vec<_>>()
        );
        let page = world.get(&season.coordinator, versions).await;
        assert!(
            page.body
                .contains("séquences déplacées 1, nouvelles 0, annulées 0"),
            "{}",
            page.body
        );
        assert!(page.statements() <= 12, "{} statements", page.statements());
        let english = world
            .get_in_english(&season.coordinator, versions)
            .await
            .body;
        assert!(english.contains("From version 1 to today"), "{english}");
    })
    .await;
}

async fn mails(world: &World, season: &Season, before: &[Run]) {
    let after = runs(world, &season.mulhouse).await;
    let id = season.resident.id.as_str();
    let comes = |run: &Run| run.residents.iter().any(|r| r.id == id);
    let mut concerned = 0;
    for run in before {
        let now = after.iter().find(|r| r.id == run.id);
        let same = now.is_some_and(|r| {
            (r.starts_on, r.days, &r.residents) == (run.starts_on, run.days, &run.residents)
        });
        concerned += usize::from(!same && (comes(run) || now.is_some_and(comes)));
    }
    concerned += after
        .iter()
        .filter(|r| comes(r) && before.iter().all(|b| b.id != r.id))
        .count();
    let rows = world
        .rows(
            "select to_address, body from outbox where kind = 'calendar'",
            vec![],
        )
        .await;
    let all: Vec<(String, String)> = rows
        .iter()
        .map(|r| (r.at(0).unwrap(), r.at(1).unwrap()))
        .collect();
    let mut people: Vec<&String> = all.iter().map(|(to, _)| to).collect();
    people.sort();
    people.dedup();
    assert_eq!(people.len(), all.len(), "one mail a person");
    let lines = |body: &str| {
        let told = [
            "Annulée",
            "Déplacée",
            "Mêmes dates",
            "Vous y êtes",
            "Vous n’y êtes",
        ];
        body.lines()
            .filter(|l| told.iter().any(|t| l.starts_with(t)))
            .count()
    };
    let own = all.iter().find(|(to, _)| to.starts_with("person-rachida"));
    let of_mulhouse = own.map_or(0, |(_, body)| {
        let part = body.split("Ville de mulhouse").nth(1).unwrap_or_default();
        lines(part.split("Ville de metz").next().unwrap_or_default())
    });
    assert_eq!(of_mulhouse, concerned, "{own:?}");
    let agent = all
        .iter()
        .find(|(to, _)| to == "agent-mulhouse-02@example.org")
        .unwrap();
    assert!(
        lines(&agent.1) >= 1 && !agent.1.contains("metz"),
        "{}",
        agent.1
    );
}

#[tokio::test]
async fn a_plan_carries_its_proof() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        let by = By::instance(&world.app);
        let plan = choices_now(&by, &season.edition, LIMITS).await.unwrap();
        let path = format!("/saisons/deux/calendrier/plans/{plan}");
        let page = world.get(&season.coordinator, &path).await;
        assert!(
            page.body.contains("Ce qui est démontré") && page.body.contains("preuve.json"),
            "{}",
            page.body
        );
        let instance = world
            .get(&season.coordinator, &format!("{path}/saison.json"))
            .await
            .body;
        let proof = world
            .get(&season.coordinator, &format!("{path}/preuve.json"))
            .await
            .body;
        let bound: i64 = world
            .rows("select bound from plan where id = $1", params![&plan])
            .await[0]
            .at(0)
            .unwrap();
        assert_eq!(planner_verify::verify(&instance, &proof), Ok(bound));
        let forged = proof.replacen(
            &format!("\"bound\":{bound}"),
            &format!("\"bound\":{}", bound + 1),
            1,
        );
        assert!(planner_verify::verify(&instance, &forged).is_err());
        for word in ["Agent", "motif", "@"] {
            assert!(!instance.contains(word) && !proof.contains(word), "{word}");
        }
        for who in [&season.pilot, &season.ambassador, &season.manager] {
            let refused = world.get(who, &format!("{path}/saison.json")).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", who.name);
        }
        // A proof that was not kept is absent, not empty.
        world
            .run("update plan set certificate = '', season = ''", vec![])
            .await;
        assert_eq!(
            world
                .get(&season.coordinator, &format!("{path}/preuve.json"))
                .await
                .status,
            StatusCode::NOT_FOUND
        );
        assert!(
            !world
                .get(&season.coordinator, &path)
                .await
                .body
                .contains("preuve.json")
        );
    })
    .await;
}
