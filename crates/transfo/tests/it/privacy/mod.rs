//! What is past its time goes, what is not stays, and a draw can still be replayed.

use axum::http::StatusCode;
use transfo::{
    params,
    platform::{data_map::MAP, db::Row, jobs},
    privacy::erase::{ask_daily, look},
};

use crate::{
    cohort::drawing::drawn,
    support::{World, cohort::Selection, on_both_engines},
};

/// Every cell of every table.
async fn everything(world: &World) -> String {
    let mut all = String::new();
    for entry in MAP {
        let rows = world
            .rows(&format!("select * from {}", entry.table), vec![])
            .await;
        for row in rows {
            all += &format!("{}: {}\n", entry.table, cells(&row));
        }
    }
    all
}

fn cells(row: &Row) -> String {
    (0..row.width())
        .filter_map(|n| row.at::<Option<String>>(n).ok().flatten())
        .collect::<Vec<_>>()
        .join(" | ")
}

async fn a_day_passes(world: &World, at: &str) {
    world.now(at);
    ask_daily(&world.app).await.unwrap();
    ask_daily(&world.app).await.unwrap();
    jobs::drain(&world.app).await.unwrap();
}

/// A drawn site with something of each kind about its people.
async fn lived(world: &World) -> Selection {
    let s = drawn(world).await;
    let now = world.app.clock.now();
    // Sessions of a test last ten years; these end as others do.
    world
        .run(
            "update session set seen_at = opened_at, expires_at = opened_at + 43200000",
            vec![],
        )
        .await;
    for (id, which) in [("left", "not"), ("drawn", "")] {
        let application: String = world
            .rows(
                &format!(
                    "select a.id from application a where {which} exists (select 1 from member m where m.application_id = a.id) order by a.id"
                ),
                vec![],
            )
            .await[0]
            .at(0)
            .unwrap();
        world
            .run(
                "insert into unavailable (id, edition_id, site_id, application_id, from_on, to_on, half, reason, noted_at, audience)
                 values ($1, $2, $3, $4, '2027-03-01', '2027-03-02', 'day', 'motif médical', $5, 1025)",
                params![id, &s.edition.id, &s.site.id, &application, now],
            )
            .await;
        world
            .run(
                "insert into availability_link (token_hash, edition_id, site_id, application_id, made_at) values ($1, $2, $3, $4, $5)",
                params![id, &s.edition.id, &s.site.id, &application, now],
            )
            .await;
    }
    let member: String = world
        .rows("select id from member where kind = 'member'", vec![])
        .await[0]
        .at(0)
        .unwrap();
    world
        .run(
            "insert into mission_letter (member_id, days_promised, issued_on, audience) values ($1, 35, '2027-02-10', 3)",
            params![&member],
        )
        .await;
    for sql in [
        "insert into run (id, site_id, starts_on, days, revision, changed_at, locked_by) values ('r', $1, '2027-03-09', 2, 0, $2, $3)",
        "insert into site_stage (id, site_id, stage, since_on, noted_at, author_id) values ('st', $1, 'running', '2027-02-01', $2, $3)",
    ] {
        world.run(sql, params![&s.site.id, now, &s.pilot.id]).await;
    }
    world
        .run(
            "insert into attendance (run_id, member_id, day_on, half, noted_at, method) values ('r', $1, '2027-03-09', 'am', $2, 'list')",
            params![&member, now],
        )
        .await;
    world
        .run(
            "insert into run_resident (run_id, person_id) values ('r', $1)",
            params![&s.pilot.id],
        )
        .await;
    world
        .run(
            "insert into meeting (id, edition_id, name, days, most_days, from_on, to_on, host_id, revision, changed_at)
             values ('mt', $1, 'Inter-Transfo', 2, 2, '2027-06-01', '2027-06-25', $2, 0, $3)",
            params![&s.edition.id, &s.site.id, now],
        )
        .await;
    world
        .run(
            "insert into meeting_resident (meeting_id, person_id) values ('mt', $1)",
            params![&s.pilot.id],
        )
        .await;
    world
        .run(
            "insert into recovery_code (person_id, code_hash) values ($1, 'x')",
            params![&s.pilot.id],
        )
        .await;
    world
        .run(
            "insert into sign_in (id, person_id, email, token_hash, code_hash, asked_at, expires_at) values ('si', $1, 'p@example.org', 'x', 'x', $2, $2)",
            params![&s.pilot.id, now],
        )
        .await;
    world
        .run(
            "insert into outbox (id, prepared_at, kind, to_address, to_name, lang, subject, body, audience) values ('m', $1, 'result', 'volontaire.1@example.org', 'Volontaire 1', 'fr', 'Bonjour', 'Bonjour', 1)",
            params![now],
        )
        .await;
    world
        .run(
            "insert into protocol_override (id, edition_id, rule, parameter, value, author, reason, made_on)
             values ('o', $1, 'days.total', 'days', '30', 'Claire Coord', 'Convention', '2027-01-04')",
            params![&s.edition.id],
        )
        .await;
    s
}

#[tokio::test]
async fn half_a_year_after_the_draw_those_who_were_not_drawn_are_forgotten() {
    on_both_engines(async |world| {
        let s = lived(&world).await;
        a_day_passes(&world, "2027-07-03T08:00:00Z").await;
        assert_eq!(
            world.count("select count(*) from application").await,
            45,
            "not a day early"
        );
        // What would go is said first, and nothing goes by saying it.
        world.now("2027-07-05T08:00:00Z");
        let said = look(&world.app, world.app.clock.now()).await.unwrap();
        let of = |table: &str| said.iter().find(|d| d.rule.table == table).unwrap().rows;
        assert_eq!(
            (
                of("application"),
                of("unavailable"),
                of("availability_link")
            ),
            (20, 1, 1)
        );
        assert_eq!(world.count("select count(*) from application").await, 45);
        a_day_passes(&world, "2027-07-05T08:00:00Z").await;
        assert_eq!(
            world.count("select count(*) from application").await,
            25,
            "members and substitutes"
        );
        assert_eq!(world.count("select count(*) from unavailable").await, 1);
        assert_eq!(
            world.count("select count(*) from availability_link").await,
            1
        );
        assert_eq!(world.count("select count(*) from mission_letter").await, 1);
        let line = world
            .rows(
                "select detail, actor_name from journal where detail like 'application:%'",
                vec![],
            )
            .await;
        assert_eq!(
            (
                line[0].at::<String>(0).unwrap(),
                line[0].at::<String>(1).unwrap()
            ),
            ("application: 20 (after-draw)".to_owned(), String::new())
        );
        // The draw is replayed as before, by whoever fetched it and by the page.
        let record: String = world.rows("select record from drawing", vec![]).await[0]
            .at(0)
            .unwrap();
        sortition_verify::verify(&record).unwrap();
        let pilot = world.session(&s.pilot.id);
        world.run("delete from session", vec![]).await;
        let cookie = pilot.await;
        let pilot = crate::support::Persona {
            cookie: Some(cookie),
            ..s.pilot.clone()
        };
        for page in [
            "tirage/resultat",
            "tirage/proces-verbal",
            "candidatures",
            "cohorte",
        ] {
            let answer = world.get(&pilot, &format!("{}/{page}", s.at)).await;
            assert_eq!(answer.status, StatusCode::OK, "{page}: {}", answer.body);
        }
        // Asked once a day, by one machine; and a day later there is nothing to do.
        assert_eq!(
            world
                .count("select count(*) from job where kind = 'retention'")
                .await,
            2
        );
        let lines = world.count("select count(*) from journal").await;
        a_day_passes(&world, "2027-07-06T08:00:00Z").await;
        assert_eq!(world.count("select count(*) from journal").await, lines);
    })
    .await;
}

#[tokio::test]
async fn when_every_term_is_past_nobody_is_left_and_the_draw_still_verifies() {
    on_both_engines(async |world| {
        lived(&world).await;
        let names = [
            "Volontaire",
            "@example.org",
            "Paul Pilote",
            "Claire Coord",
            "motif médical",
            "Chef",
        ];
        let before = everything(&world).await;
        for name in names {
            assert!(before.contains(name), "{name} is there to begin with");
        }
        a_day_passes(&world, "2029-12-30T08:00:00Z").await;
        assert!(
            everything(&world).await.contains("Volontaire"),
            "not a day early"
        );
        a_day_passes(&world, "2030-01-02T08:00:00Z").await;
        // The call's own words name a telephone, not a person; the people of the test have names in their row ids.
        let left = everything(&world).await;
        for name in names {
            assert!(
                !left.contains(name),
                "{name} is left: {:?}",
                left.lines()
                    .filter(|l| l.contains(name))
                    .collect::<Vec<_>>()
            );
        }
        for table in [
            "person",
            "role",
            "session",
            "sign_in",
            "recovery_code",
            "unavailable",
            "availability_link",
            "attendance",
            "mission_letter",
            "run_resident",
            "meeting_resident",
            "application_link",
        ] {
            assert_eq!(
                world.count(&format!("select count(*) from {table}")).await,
                0,
                "{table}"
            );
        }
        assert_eq!(
            world.count("select count(*) from member").await,
            25,
            "the count of the cohort stays"
        );
        let record: String = world.rows("select record from drawing", vec![]).await[0]
            .at(0)
            .unwrap();
        sortition_verify::verify(&record).unwrap();
        let lines = world.count("select count(*) from journal").await;
        a_day_passes(&world, "2030-01-03T08:00:00Z").await;
        assert_eq!(
            world.count("select count(*) from journal").await,
            lines,
            "nothing is counted twice"
        );
    })
    .await;
}
