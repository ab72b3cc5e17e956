//! The acts of the slice through verbs and router, on both engines.

use axum::http::StatusCode;
use transfo::{
    calendar::{
        act::{By, Stop},
        move_run::{NotChanged, To, Which, cancel_run, lock_run, move_run, offers},
        plan_season::{Limits, NoPlan, plan_now},
        publish::{NotPublished, publish},
        runs_of_site,
    },
    params,
    platform::jobs,
};

use super::checker::faults;
use crate::support::{World, calendar::Season, nobody, on_both_engines};

pub const LIMITS: Limits = Limits {
    iterations: 60,
    seconds: None,
};

/// Plans and publishes.
pub async fn published(world: &World, season: &Season) {
    let by = By::instance(&world.app);
    let plan = plan_now(&by, &season.edition, LIMITS, |_| true)
        .await
        .unwrap();
    publish(&by, &season.edition, &plan).await.unwrap();
}

#[tokio::test]
async fn a_season_is_planned_published_and_legal() {
    on_both_engines(async |world| {
        let season = world.planned_season(8).await;
        world
            .run(
                "insert into closure (id, edition_id, site_id, from_on, to_on, label, kind, hard, weight)
                 values ('c1', $1, $2, '2027-06-01', '2027-06-30', 'Travaux', 'shut', 1, 0)",
                params![&season.edition, &season.metz],
            )
            .await;
        published(&world, &season).await;
        assert_eq!(faults(&world).await, Vec::<String>::new());
        assert_eq!(world.count("select count(*) from plan where published_at is not null").await, 1);
        // One mail a person: 16 ambassadors, 4 residents, 2 pilots; none has left.
        assert_eq!(world.count("select count(*) from outbox where kind = 'calendar' and released_at is null").await, 22);
        assert_eq!(world.count("select count(*) from journal where act = 'act-plan-published'").await, 2);
    })
    .await;
}

#[tokio::test]
async fn the_checker_sees_a_run_put_on_a_holiday() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        published(&world, &season).await;
        world
            .run("update run set starts_on = '2027-07-13', days = 2 where id = (select min(id) from run)", vec![])
            .await;
        assert!(faults(&world).await.iter().any(|f| f.contains("public holiday")));
    })
    .await;
}

#[tokio::test]
async fn of_two_who_publish_one_wins_and_the_other_is_told() {
    on_both_engines(async |world| {
        let season = world.planned_season(2).await;
        let by = By::instance(&world.app);
        let one = plan_now(&by, &season.edition, LIMITS, |_| true)
            .await
            .unwrap();
        let two = plan_now(&by, &season.edition, LIMITS, |_| true)
            .await
            .unwrap();
        world.now("2027-01-04T08:00:01Z");
        let later = By::instance(&world.app);
        let (a, b) = tokio::join!(
            publish(&later, &season.edition, &one),
            publish(&later, &season.edition, &two)
        );
        assert!(a.is_ok() != b.is_ok(), "one wins");
        let refused = a.err().or(b.err()).unwrap();
        assert!(matches!(refused, Stop::Refused(NotPublished::Outdated)));
        let again = publish(&later, &season.edition, &one).await;
        assert!(matches!(
            again,
            Err(Stop::Refused(
                NotPublished::Already | NotPublished::Outdated
            ))
        ));
        assert_eq!(
            world
                .count("select count(*) from plan where published_at is not null")
                .await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn a_run_that_moves_keeps_its_identity() {
    on_both_engines(async |world| {
        let season = world.planned_season(4).await;
        published(&world, &season).await;
        world.now("2027-01-05T08:00:00Z");
        let by = By::instance(&world.app);
        let mut conn = world.conn().await;
        let run = runs_of_site(&mut conn, &season.mulhouse).await.unwrap().remove(3);
        let loaded = transfo::calendar::facts_of(&mut conn, (&season.edition, by.today), transfo::calendar::Away::OfAll).await.unwrap();
        let best = offers(&loaded.facts, "mulhouse", &run.id).remove(0);
        let which = Which {
            edition: &season.edition,
            site: "mulhouse",
            run: &run.id,
            revision: run.revision,
        };
        let to = To {
            starts_on: best.starts_on,
            days: run.days,
            room: None,
        };
        move_run(&by, &which, &to, false).await.unwrap();
        let after = runs_of_site(&mut conn, &season.mulhouse).await.unwrap();
        let moved = after.iter().find(|r| r.id == run.id).unwrap();
        assert_eq!((moved.starts_on, moved.revision), (best.starts_on, 1));
        assert_eq!(faults(&world).await, Vec::<String>::new());
        // Somebody who still sees the old dates is told.
        let late = move_run(&by, &which, &to, false).await;
        assert!(matches!(late, Err(Stop::Refused(NotChanged::Meanwhile))));
        // A Sunday is nobody's choice, a short notice may be overruled.
        let which = Which { revision: 1, ..which };
        let sunday = To { starts_on: "2027-05-02".parse().unwrap(), ..to.clone() };
        let refused = move_run(&by, &which, &sunday, true).await;
        assert!(matches!(refused, Err(Stop::Refused(NotChanged::Forbidden(groups))) if groups == ["mulhouse:calendar"]));
        lock_run(&by, &which, true).await.unwrap();
        assert!(matches!(move_run(&by, &which, &to, true).await, Err(Stop::Refused(NotChanged::Settled))));
        assert!(matches!(cancel_run(&by, &which).await, Err(Stop::Refused(NotChanged::Settled))));
        lock_run(&by, &which, false).await.unwrap();
        cancel_run(&by, &which).await.unwrap();
        assert_eq!(world.count("select count(*) from run where cancelled_at is not null and revision = 2").await, 1);
    })
    .await;
}

#[tokio::test]
async fn planning_again_leaves_locked_and_near_runs() {
    on_both_engines(async |world| {
        let season = world.planned_season(4).await;
        published(&world, &season).await;
        let mut conn = world.conn().await;
        let before = runs_of_site(&mut conn, &season.mulhouse).await.unwrap();
        let by = By::instance(&world.app);
        let locked = &before[6];
        let which = Which {
            edition: &season.edition,
            site: "mulhouse",
            run: &locked.id,
            revision: 0,
        };
        lock_run(&by, &which, true).await.unwrap();
        // Two weeks are suddenly closed elsewhere in the year.
        world
            .run(
                "insert into closure (id, edition_id, site_id, from_on, to_on, label, kind, hard, weight)
                 values ('c1', $1, $2, $3, $4, 'Travaux', 'shut', 1, 0)",
                params![
                    &season.edition,
                    &season.mulhouse,
                    before[9].starts_on,
                    before[9].ends_on()
                ],
            )
            .await;
        world.now("2027-03-15T08:00:00Z");
        published(&world, &season).await;
        assert_eq!(faults(&world).await, Vec::<String>::new());
        let after = runs_of_site(&mut conn, &season.mulhouse).await.unwrap();
        let same = after.iter().find(|r| r.id == locked.id).unwrap();
        assert_eq!((same.starts_on, same.revision), (locked.starts_on, 0));
        let held = before.iter().filter(|r| r.ends_on() < by.today);
        for run in held {
            assert!(after.iter().any(|r| r.id == run.id && r.starts_on == run.starts_on));
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_impossible_says_why() {
    on_both_engines(async |world| {
        let season = world.planned_season(2).await;
        world
            .run(
                "insert into closure (id, edition_id, site_id, from_on, to_on, label, kind, hard, weight)
                 values ('c1', $1, $2, '2027-02-01', '2028-05-31', 'Grands travaux', 'shut', 1, 0)",
                params![&season.edition, &season.mulhouse],
            )
            .await;
        let by = By::instance(&world.app);
        let refused = plan_now(&by, &season.edition, LIMITS, |_| true).await;
        let Err(Stop::Refused(NoPlan::Impossible(why))) = refused else {
            panic!("{refused:?}");
        };
        assert!(why.proved && why.clashes.iter().any(|c| c.rules.contains(&"mulhouse:blackout:c1".to_owned())));
        // The same through the page: the job keeps the reason and the page says it.
        let coordinator = &season.coordinator;
        let asked = world.post(coordinator, "/saisons/deux/calendrier/calculer", &[("seconds", "1")]).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER);
        assert!(jobs::drain(&world.app).await.is_err());
        let page = world.get(coordinator, "/saisons/deux/calendrier/calcul").await;
        assert!(page.body.contains("Grands travaux"), "{}", page.body);
        world.run("update site set ends_on = '2027-09-01'", vec![]).await;
        let refused = plan_now(&by, &season.edition, LIMITS, |_| true).await;
        assert!(matches!(refused, Err(Stop::Refused(NoPlan::TooShort(sites))) if sites.len() == 2));
    })
    .await;
}

#[tokio::test]
async fn a_calculation_goes_from_the_button_to_the_published_calendar() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        let coordinator = &season.coordinator;
        world
            .post(
                coordinator,
                "/saisons/deux/calendrier/calculer",
                &[("seconds", "1")],
            )
            .await;
        let waiting = world
            .get(coordinator, "/saisons/deux/calendrier/calcul")
            .await;
        assert!(waiting.body.contains("data-poll") && !waiting.body.contains("data-done"));
        jobs::drain(&world.app).await.unwrap();
        let done = world
            .get(coordinator, "/saisons/deux/calendrier/calcul")
            .await;
        assert!(done.body.contains("data-done"));
        let plan: String = world.rows("select id from plan", vec![]).await[0]
            .at(0)
            .unwrap();
        let path = format!("/saisons/deux/calendrier/plans/{plan}");
        let page = world.get(coordinator, &path).await;
        assert!(
            page.body.contains("12 personnes"),
            "6 ambassadors, 4 residents, 2 pilots: {}",
            page.body
        );
        assert_eq!(world.count("select count(*) from run").await, 0);
        world.now("2027-01-04T08:00:02Z");
        let published = world.post(coordinator, &path, &[]).await;
        assert_eq!(
            published.location(),
            "/saisons/deux/calendrier?dit=plan-published"
        );
        let again = world.post(coordinator, &path, &[]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(faults(&world).await, Vec::<String>::new());
        // The teams see what became of it; nobody else knows that there was a draft.
        for (persona, status) in [
            (&season.pilot, StatusCode::OK),
            (&season.manager, StatusCode::NOT_FOUND),
            (&season.ambassador, StatusCode::NOT_FOUND),
        ] {
            assert_eq!(world.get(persona, &path).await.status, status);
        }
        let messages = world
            .get(coordinator, "/saisons/deux/calendrier/messages")
            .await;
        let seen = messages
            .body
            .split("name=\"vus\" value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let form = [("vus", seen.as_str()), ("acte", "envoyer")];
        world
            .post(coordinator, "/saisons/deux/calendrier/messages", &form)
            .await;
        assert_eq!(
            world
                .count("select count(*) from outbox where released_at is null")
                .await,
            0
        );
        assert_eq!(
            world
                .get(&nobody(), "/saisons/deux/calendrier")
                .await
                .status,
            StatusCode::SEE_OTHER
        );
    })
    .await;
}

#[tokio::test]
async fn what_an_edition_changes_in_its_rules_changes_the_plan() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        for (id, rule, parameter, value) in [
            ("o1", "days.total", "days", "24"),
            ("o2", "days.run", "most", "2"),
            ("o3", "site.span", "least", "9"),
            ("o4", "site.span", "most", "11"),
        ] {
            world
                .run(
                    "insert into protocol_override (id, edition_id, rule, parameter, value, author, reason, made_on)
                     values ($1, $2, $3, $4, $5, 'Claire', 'Convention', '2027-01-04')",
                    params![id, &season.edition, rule, parameter, value],
                )
                .await;
        }
        published(&world, &season).await;
        let mut conn = world.conn().await;
        for site in [&season.mulhouse, &season.metz] {
            let runs = runs_of_site(&mut conn, site).await.unwrap();
            let days: u32 = runs.iter().map(|r| r.days).sum();
            assert_eq!((days, runs.iter().all(|r| r.days == 2)), (24, true));
            let (first, last) = (runs[0].starts_on, runs[runs.len() - 1].ends_on());
            let months = |n: i32| first.checked_add(jiff::Span::new().months(n)).unwrap();
            assert!(months(9) <= last && last <= months(11), "{first} to {last}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_draft_says_why_its_runs_are_there_to_the_teams_and_the_coordination() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        let by = By::instance(&world.app);
        let plan = plan_now(&by, &season.edition, LIMITS, |_| true)
            .await
            .unwrap();
        let path = format!("/saisons/deux/calendrier/plans/{plan}");
        let page = world.get(&season.coordinator, &path).await;
        assert!(page.statements() <= 12, "{} statements", page.statements());
        assert!(page.body.contains("Pourquoi ces dates"), "{}", page.body);
        assert!(
            page.body
                .contains("peuvent venir le jour le moins favorable. Meilleure autre date")
        );
        let english = world.get_in_english(&season.coordinator, &path).await;
        assert!(
            english.body.contains("of 3 ambassadors can come")
                && english.body.contains("points more (")
        );
        assert!(!english.body.contains("motif"), "no reason of an absence");
        for (who, sees) in [
            (&season.pilot, true),
            (&season.other_pilot, true),
            (&season.resident, true),
            (&season.ambassador, false),
            (&season.manager, false),
        ] {
            let page = world.get(who, &path).await;
            assert_eq!(page.status == StatusCode::OK, sees, "{}", who.name);
            assert!(
                !page
                    .body
                    .contains("<form method=\"post\" action=\"/saisons/deux/calendrier")
            );
            let season = world.get(who, "/saisons/deux/calendrier").await;
            assert_eq!(season.body.contains(&path), sees, "{}", who.name);
            let published = world.post(who, &path, &[]).await;
            assert_eq!(published.status, StatusCode::FORBIDDEN, "{}", who.name);
        }
    })
    .await;
}
