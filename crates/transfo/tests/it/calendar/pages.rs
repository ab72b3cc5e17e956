//! Every page of the slice: who may open it, what it costs, what it must not say.

use axum::http::StatusCode;
use transfo::{
    calendar::{runs_of_site, secret, time_accounts},
    params,
    platform::gate::Gate,
};

use super::acts::published;
use crate::support::{Persona, World, calendar::Season, nobody, on_both_engines};

async fn first_run(world: &World, season: &Season) -> transfo::calendar::run::Run {
    let mut conn = world.conn().await;
    runs_of_site(&mut conn, &season.mulhouse)
        .await
        .unwrap()
        .remove(0)
}

/// Path, and who may open it: coordinator, pilot, resident, ambassador, manager.
async fn table(world: &World, season: &Season) -> Vec<(String, [u16; 5])> {
    let run = first_run(world, season).await;
    let plan: String = world.rows("select id from plan", vec![]).await[0]
        .at(0)
        .unwrap();
    let (e, s) = ("/saisons/deux", "/saisons/deux/mulhouse");
    let team = [403, 200, 200, 403, 403];
    let both = [200, 200, 200, 403, 403];
    let coordination = [200, 403, 403, 403, 403];
    let drafts = [200, 200, 200, 404, 404];
    let all = [200; 5];
    vec![
        (format!("{e}/calendrier"), all),
        (format!("{e}/calendrier/plans/{plan}"), drafts),
        (format!("{e}/calendrier/messages"), coordination),
        (format!("{e}/fermetures"), coordination),
        (format!("{s}/calendrier"), all),
        (format!("{s}/calendrier/{}", run.id), all),
        (format!("{s}/calendrier/{}/annuler", run.id), both),
        (format!("{s}/calendrier/{}/presence", run.id), team),
        (
            format!("{s}/calendrier/deplacer?run={}&start=2027-03-02", run.id),
            both,
        ),
        (format!("{s}/calendrier/abonnements"), all),
        (format!("{s}/disponibilites"), both),
        (
            format!("{s}/disponibilites/a-application-mulhouse-00"),
            both,
        ),
        (format!("{s}/disponibilites/messages"), both),
        (format!("{s}/fermetures"), both),
        (format!("{s}/temps"), team),
        (format!("{s}/temps.csv"), team),
        (format!("{e}/calendrier/charge"), coordination),
        (format!("{e}/calendrier/charge.csv"), coordination),
        (format!("{e}/calendrier/changer"), coordination),
        (format!("{s}/temps/prevision"), team),
        (format!("{s}/temps/releve"), team),
        (format!("{s}/temps/releve.csv?mois=2027-03"), team),
        ("/mon-temps/releve".into(), all),
        ("/mon-temps".into(), all),
        ("/mes-agendas".into(), all),
    ]
}

#[tokio::test]
async fn each_page_opens_for_whom_it_should_at_a_constant_price() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        published(&world, &season).await;
        let who = [
            &season.coordinator,
            &season.pilot,
            &season.resident,
            &season.ambassador,
            &season.manager,
        ];
        for (path, expected) in table(&world, &season).await {
            for (persona, expected) in who.iter().zip(expected) {
                let answer = world.get(persona, &path).await;
                assert_eq!(
                    answer.status.as_u16(),
                    expected,
                    "{} {path}\n{}",
                    persona.name,
                    answer.body
                );
                assert!(
                    answer.statements() <= 12,
                    "{path}: {} statements",
                    answer.statements()
                );
                if expected == 200 && !path.contains(".csv") {
                    assert!(
                        answer.body.len() < 100_000,
                        "{path}: {} octets",
                        answer.body.len()
                    );
                    let english = world.get_in_english(persona, &path).await.body;
                    assert!(english.contains("<html lang=\"en\">"), "{path}");
                    for word in ["calendar-", "said-", "mail-"] {
                        let bare = [format!(">{word}"), format!("\"{word}")];
                        assert!(
                            !bare.iter().any(|b| answer.body.contains(b)),
                            "{path}: a key shows"
                        );
                    }
                }
            }
            let signed_out = world.get(&nobody(), &path).await;
            assert_eq!(signed_out.status, StatusCode::SEE_OTHER, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_person_answers_by_link_and_the_reason_stays_with_the_team() {
    on_both_engines(async |world| {
        let season = world.planned_season(2).await;
        let list = "/saisons/deux/mulhouse/disponibilites";
        let links = world
            .post(
                &season.pilot,
                &format!("{list}/liens"),
                &[("qui", "a-application-mulhouse-01")],
            )
            .await;
        let token = links.body.split("8727/disponibilites/").nth(1).unwrap();
        let token: String = token
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric())
            .collect();
        let path = format!("/disponibilites/{token}");
        let page = world.get(&nobody(), &format!("{path}?mois=2027-03")).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(
            page.statements() <= 12 && page.body.len() < 60_000,
            "{} {}",
            page.statements(),
            page.body.len()
        );
        assert_eq!(
            world
                .count("select count(*) from availability_link where answered_at is not null")
                .await,
            0,
            "looking is not answering"
        );
        let form = [
            ("mois", "2027-03"),
            ("day", "2027-03-02"),
            ("morning", "2027-03-03"),
            ("afternoon", "2027-03-03"),
            ("morning", "2027-03-04"),
            ("motif", "garde d’enfant"),
        ];
        let saved = world.post(&nobody(), &path, &form).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        let rows = world
            .rows(
                "select from_on, half from unavailable where from_on = to_on order by from_on",
                vec![],
            )
            .await;
        let halves: Vec<(String, String)> = rows
            .iter()
            .map(|r| (r.at(0).unwrap(), r.at(1).unwrap()))
            .collect();
        let expected = [
            ("2027-03-02", "day"),
            ("2027-03-03", "day"),
            ("2027-03-04", "morning"),
        ]
        .map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(halves, expected, "two halves are a day");
        // Saved again with less: what is no longer ticked goes.
        world
            .post(
                &nobody(),
                &path,
                &[("mois", "2027-03"), ("day", "2027-03-02")],
            )
            .await;
        assert_eq!(
            world
                .count("select count(*) from unavailable where from_on = to_on")
                .await,
            1
        );
        let period = [
            ("acte", "periode"),
            ("mois", "2027-03"),
            ("du", "2027-08-02"),
            ("au", "2027-08-20"),
            ("motif", "secret de famille"),
            ("jour", "wednesday"),
            ("moment", "morning"),
        ];
        world.post(&nobody(), &path, &period).await;
        let own = world.get(&nobody(), &path).await;
        assert!(own.body.contains("secret de famille") && own.body.contains("Chaque mercredi"));
        let wrong = [
            ("acte", "periode"),
            ("mois", "2027-03"),
            ("du", "2027-08-20"),
            ("au", "2027-08-02"),
            ("motif", "gardé"),
        ];
        let refused = world.post(&nobody(), &path, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("value=\"gardé\""),
            "what was typed is there"
        );
        // The team reads reasons, the coordination dates only.
        let paper = format!("{list}/a-application-mulhouse-01");
        assert!(
            world
                .get(&season.pilot, &paper)
                .await
                .body
                .contains("secret de famille")
        );
        let coordinator = world.get(&season.coordinator, &paper).await;
        assert!(
            coordinator.status == StatusCode::OK && !coordinator.body.contains("secret de famille")
        );
        assert_eq!(
            world.get(&season.other_pilot, &paper).await.status,
            StatusCode::NOT_FOUND
        );
        // A new link ends the old one; an unknown one answers alike.
        world
            .post(
                &season.pilot,
                &format!("{list}/liens"),
                &[("qui", "a-application-mulhouse-01")],
            )
            .await;
        assert_eq!(
            world.get(&nobody(), &path).await.status,
            StatusCode::NOT_FOUND
        );
        assert!(
            world
                .get(&season.pilot, list)
                .await
                .body
                .contains("4 janvier 2027"),
            "the answer's date stays"
        );
    })
    .await;
}

#[tokio::test]
async fn reminders_are_seen_before_they_leave_and_hide_the_personal_link() {
    on_both_engines(async |world| {
        let season = world.planned_season(2).await;
        let list = "/saisons/deux/mulhouse/disponibilites";
        let asked = world.post(&season.pilot, &format!("{list}/relancer"), &[]).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER);
        // Two ambassadors and three residents.
        assert_eq!(world.count("select count(*) from outbox where kind = 'availability' and released_at is null").await, 5);
        let page = world.get(&season.pilot, asked.location()).await;
        assert!(page.body.contains("/disponibilites/…"));
        let paper = world.post(&season.pilot, &format!("{list}/p-{}", season.resident.id), &[("mois", "2027-03"), ("day", "2027-03-02")]).await;
        assert_eq!(paper.status, StatusCode::SEE_OTHER);
        assert_eq!(world.count("select count(*) from unavailable where person_id is not null and site_id is null").await, 1);
        let nobody_there = world.get(&season.pilot, &format!("{list}/a-application-metz-00")).await;
        assert_eq!(nobody_there.status, StatusCode::NOT_FOUND);
    })
    .await;
}

/// Each legal day of a chosen run is marked with its price and leads to the check of that day, for who may move it alone.
#[tokio::test]
async fn legal_days_are_marked_with_their_price() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        published(&world, &season).await;
        let run = first_run(&world, &season).await;
        let base = "/saisons/deux/mulhouse/calendrier";
        let plain = world.get(&season.pilot, base).await;
        assert!(!plain.body.contains("data-price"), "{}", plain.body);
        let path = format!("{base}?run={}", run.id);
        let page = world.get(&season.pilot, &path).await;
        assert!(page.statements() <= 12, "{} statements", page.statements());
        assert!(
            page.body.contains("jours possibles sont marqués"),
            "{}",
            page.body
        );
        let sheet = world
            .get(&season.pilot, &format!("{base}/{}", run.id))
            .await
            .body;
        let cells: Vec<&str> = page.body.split("data-price=\"").skip(1).collect();
        assert!(!cells.is_empty());
        for cell in cells.iter().take(5) {
            let (_, link) = cell.split_once("href=\"").unwrap();
            let link = link.split('"').next().unwrap().replace("&#38;", "&");
            let check = world.get(&season.pilot, &link).await;
            assert!(
                check.body.contains("Déplacer la séquence"),
                "{link}: {}",
                check.body
            );
        }
        let cheapest = sheet
            .split("&#38;start=")
            .nth(1)
            .map(|rest| &rest[..10])
            .unwrap();
        assert!(
            page.body
                .contains(&format!("data-day=\"{cheapest}\" data-price=")),
            "{cheapest}"
        );
        for other in [
            format!("{base}?run=nobody"),
            format!("{base}?run={}", run.id),
        ] {
            let who = if other == path {
                &season.ambassador
            } else {
                &season.pilot
            };
            let page = world.get(who, &other).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(!page.body.contains("data-price"), "{other}");
        }
    })
    .await;
}

/// A list that was ticked without network changes what it changed, and leaves who said "I am here" meanwhile.
#[tokio::test]
async fn a_list_ticked_without_network_takes_nobody_off() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        published(&world, &season).await;
        let run = first_run(&world, &season).await;
        let path = format!("/saisons/deux/mulhouse/calendrier/{}/presence", run.id);
        let day = run.starts_on.to_string();
        world.now(&format!("{day}T08:00:00Z"));
        let list = [("jour", day.as_str()), ("morning", "member-mulhouse-00"), ("morning", "member-mulhouse-01")];
        world.post(&season.resident, &path, &list).await;
        let late = [
            ("jour", day.as_str()),
            ("differe", "oui"),
            ("present", "morning member-mulhouse-02"),
            ("absent", "morning member-mulhouse-01"),
        ];
        for _ in 0..2 {
            let sent = world.post(&season.resident, &path, &late).await;
            assert_eq!(sent.status, StatusCode::NO_CONTENT, "{}", sent.body);
        }
        let there = "select count(*) from attendance where half = 'morning' and member_id = 'member-mulhouse-0";
        assert_eq!(world.count(&format!("{there}0'")).await, 1, "who was not changed stays");
        assert_eq!(world.count(&format!("{there}1'")).await, 0);
        assert_eq!(world.count(&format!("{there}2'")).await, 1, "twice is once");
        for wrong in ["morning member-metz-00", "day member-mulhouse-00", "morning"] {
            let form = [("jour", day.as_str()), ("differe", "oui"), ("present", wrong)];
            let refused = world.post(&season.resident, &path, &form).await;
            assert!(refused.status.is_client_error(), "{wrong}: {}", refused.status);
        }
        assert_eq!(world.count("select count(*) from attendance").await, 2);
        let out = world.post(&nobody(), &path, &late).await;
        assert_ne!(out.status, StatusCode::NO_CONTENT, "a session that ended is told");
    })
    .await;
}

#[tokio::test]
async fn attendance_makes_the_accounts() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        published(&world, &season).await;
        let run = first_run(&world, &season).await;
        let path = format!("/saisons/deux/mulhouse/calendrier/{}/presence", run.id);
        let day = run.starts_on.to_string();
        let form = [
            ("jour", day.as_str()),
            ("morning", "member-mulhouse-00"),
            ("afternoon", "member-mulhouse-00"),
            ("morning", "member-mulhouse-01"),
        ];
        let early = world.post(&season.resident, &path, &form).await;
        assert_eq!(
            early.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "not before its day"
        );
        world.now(&format!("{day}T08:00:00Z"));
        world.post(&season.resident, &path, &form).await;
        assert_eq!(world.count("select count(*) from attendance").await, 3);
        // The same list with less takes back.
        world
            .post(
                &season.resident,
                &path,
                &[
                    ("jour", &day),
                    ("morning", "member-mulhouse-00"),
                    ("afternoon", "member-mulhouse-00"),
                ],
            )
            .await;
        assert_eq!(world.count("select count(*) from attendance").await, 2);
        // By the code of the room, in the morning, once.
        let secret: String = world
            .rows(
                "select value from setting where key = 'presence-secret'",
                vec![],
            )
            .await[0]
            .at(0)
            .unwrap();
        let door = format!(
            "/presence/{}",
            secret::day_token(&secret, &run.id, run.starts_on)
        );
        assert!(
            world
                .get(&nobody(), &door)
                .await
                .body
                .contains("Agent 01 de mulhouse")
        );
        for _ in 0..2 {
            let here = world
                .post(&nobody(), &door, &[("qui", "member-mulhouse-01")])
                .await;
            assert_eq!(here.status, StatusCode::OK);
        }
        assert_eq!(
            world
                .count("select count(*) from attendance where method = 'code' and half = 'morning'")
                .await,
            1
        );
        let stranger = world
            .post(&nobody(), &door, &[("qui", "member-metz-01")])
            .await;
        assert_eq!(stranger.status, StatusCode::UNPROCESSABLE_ENTITY);
        let forged = door.replace(&door[door.len() - 4..], "0000");
        assert_eq!(
            world.get(&nobody(), &forged).await.status,
            StatusCode::NOT_FOUND
        );
        world.now(&format!("{}T08:00:00Z", run.ends_on().tomorrow().unwrap()));
        assert!(
            !world.get(&nobody(), &door).await.body.contains("Agent 01"),
            "another day shows no name"
        );
        // What a device kept while the network was dead arrives late, once, and is marked; a plain form comes too late.
        let late = [("qui", "member-mulhouse-02"), ("moment", "afternoon"), ("differe", "oui")];
        for _ in 0..2 {
            assert_eq!(world.post(&nobody(), &door, &late).await.status, StatusCode::OK);
        }
        let kept = "select count(*) from attendance where method = 'code-late' and half = 'afternoon' and member_id = 'member-mulhouse-02'";
        assert_eq!(world.count(kept).await, 1);
        let plain = world.post(&nobody(), &door, &late[..1]).await;
        assert_eq!(plain.status, StatusCode::UNPROCESSABLE_ENTITY);
        world.run("delete from attendance where method = 'code-late'", vec![]).await;
        accounts(&world, &season, run.days).await;
        world.now(&format!("{}T08:00:00Z", run.starts_on.checked_add(jiff::Span::new().days(8)).unwrap()));
        assert_eq!(world.post(&nobody(), &door, &late).await.status, StatusCode::UNPROCESSABLE_ENTITY, "a week and no longer");
    })
    .await;
}

async fn accounts(world: &World, season: &Season, held: u32) {
    let mut conn = world.conn().await;
    let by = transfo::calendar::act::By::instance(&world.app);
    let gate = Gate::at(
        &viewer(&season.ambassador),
        &season.edition,
        Some(&season.mulhouse),
    );
    let own = time_accounts(&mut conn, &gate, &season.mulhouse, by.today)
        .await
        .unwrap();
    assert_eq!(own.len(), 1, "each ambassador sees only their own");
    let account = &own[0];
    assert_eq!(
        (account.promised_halves, account.taken_halves),
        (Some(70), 2)
    );
    assert_eq!(account.planned_halves, 70 - held * 2);
    assert_eq!(account.owed_halves(), held * 2 - 2);
    let page = world.get(&season.ambassador, "/mon-temps").await;
    assert!(page.body.contains("Ville de mulhouse") && !page.body.contains("Agent 01"));
    let month = format!("{:04}-{:02}", by.today.year(), by.today.month());
    let of_month = |path: &str| format!("{path}?mois={month}");
    let releve = "/saisons/deux/mulhouse/temps/releve";
    let team = world.get(&season.pilot, &of_month(releve)).await.body;
    assert!(
        team.contains("Agent 00") && team.contains("Agent 01") && team.contains("0,5 jour<"),
        "{team}"
    );
    let mine = world
        .get(&season.ambassador, &of_month("/mon-temps/releve"))
        .await
        .body;
    assert!(
        mine.contains("Ville de mulhouse")
            && mine.contains("1 jour<")
            && !mine.contains("Agent 01"),
        "{mine}"
    );
    let file = world
        .get(&season.pilot, &of_month(&format!("{releve}.csv")))
        .await
        .body;
    assert!(
        file.contains(";1;0;0,5\r\n") && file.contains(";1;1;1\r\n"),
        "{file}"
    );
    let other = world
        .get(&season.pilot, &format!("{releve}.csv?mois=2026-01"))
        .await
        .body;
    assert_eq!(
        other.lines().count(),
        1,
        "another month holds nothing: {other}"
    );
    let csv = world
        .get(&season.pilot, "/saisons/deux/mulhouse/temps.csv")
        .await;
    assert!(csv.body.starts_with("\u{feff}\"Ambassadeur\";"));
    assert!(
        csv.body.contains("\"Agent 01 de mulhouse\";35;0,5;"),
        "{}",
        csv.body
    );
}

fn viewer(persona: &Persona) -> transfo::platform::gate::Viewer {
    transfo::platform::gate::Viewer {
        person: Some(transfo::platform::gate::Person {
            id: persona.id.clone(),
            name: persona.name.clone(),
            session: String::new(),
        }),
        held: vec![],
    }
}

#[tokio::test]
async fn closures_are_added_and_taken_away_where_they_belong() {
    on_both_engines(async |world| {
        let season = world.planned_season(1).await;
        let site = "/saisons/deux/mulhouse/fermetures";
        let form = [
            ("du", "12/05/2027"),
            ("au", ""),
            ("nom", "Conseil municipal"),
            ("genre", "council"),
            ("effet", "ferme"),
        ];
        assert_eq!(
            world.post(&season.pilot, site, &form).await.status,
            StatusCode::SEE_OTHER
        );
        let backwards = [
            ("du", "2027-05-12"),
            ("au", "2027-05-01"),
            ("nom", "Conseil"),
            ("genre", "council"),
        ];
        let refused = world.post(&season.pilot, site, &backwards).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("value=\"Conseil\""));
        let page = world.get(&season.pilot, site).await.body;
        assert!(
            page.contains("Conseil municipal")
                && page.contains("Vendredi saint")
                && page.contains("31 août 2028")
        );
        assert!(
            !world
                .get(&season.other_pilot, "/saisons/deux/metz/fermetures")
                .await
                .body
                .contains("Vendredi saint")
        );
        let id: String = world.rows("select id from closure", vec![]).await[0]
            .at(0)
            .unwrap();
        let elsewhere = world
            .post(
                &season.other_pilot,
                "/saisons/deux/metz/fermetures/retirer",
                &[("id", &id)],
            )
            .await;
        assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
        world
            .post(&season.pilot, &format!("{site}/retirer"), &[("id", &id)])
            .await;
        assert_eq!(world.count("select count(*) from closure").await, 0);
        let of_season = [
            ("du", "2027-05-07"),
            ("nom", "Pont"),
            ("genre", "bridge"),
            ("effet", "eviter"),
        ];
        world
            .post(&season.coordinator, "/saisons/deux/fermetures", &of_season)
            .await;
        assert_eq!(
            world
                .count("select count(*) from closure where site_id is null and hard = 0")
                .await,
            1
        );
        assert!(
            world
                .get(&season.pilot, site)
                .await
                .body
                .contains("Pour toute la saison")
        );
    })
    .await;
}

#[tokio::test]
async fn a_run_moves_through_its_pages() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        published(&world, &season).await;
        let mut conn = world.conn().await;
        let run = runs_of_site(&mut conn, &season.mulhouse)
            .await
            .unwrap()
            .remove(5);
        let base = "/saisons/deux/mulhouse/calendrier";
        let page = world
            .get(&season.pilot, &format!("{base}/{}", run.id))
            .await
            .body;
        let offer = page
            .split(&format!("deplacer?run={}&#38;start=", run.id))
            .nth(1);
        let offer = offer
            .or_else(|| page.split("&amp;start=").nth(1))
            .or_else(|| page.split("&start=").nth(1))
            .expect("a legal opening");
        let start: String = offer.chars().take(10).collect();
        let look = world
            .get(
                &season.pilot,
                &format!("{base}/deplacer?run={}&start={start}", run.id),
            )
            .await;
        assert!(
            look.status == StatusCode::OK && look.body.contains("name=\"revision\" value=\"0\"")
        );
        assert_eq!(
            world
                .count("select count(*) from run where revision > 0")
                .await,
            0,
            "looking moves nothing"
        );
        let days = run.days.to_string();
        let form = [
            ("run", run.id.as_str()),
            ("start", start.as_str()),
            ("jours", &days),
            ("salle", ""),
            ("revision", "0"),
        ];
        let moved = world
            .post(&season.pilot, &format!("{base}/deplacer"), &form)
            .await;
        assert_eq!(
            moved.location(),
            format!("{base}/{}?dit=run-moved", run.id),
            "{}",
            moved.body
        );
        let again = world
            .post(&season.pilot, &format!("{base}/deplacer"), &form)
            .await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let unreadable = world
            .get(
                &season.pilot,
                &format!("{base}/deplacer?run={}&start=demain", run.id),
            )
            .await;
        assert_eq!(unreadable.status, StatusCode::UNPROCESSABLE_ENTITY);
        let near = world
            .get(
                &season.pilot,
                &format!("{base}/deplacer?run={}&start=2027-07-14", run.id),
            )
            .await;
        assert!(
            near.body.contains("jours ouvrés") && !near.body.contains("name=\"revision\""),
            "a holiday offers no button"
        );
        let locked = world
            .post(
                &season.pilot,
                &format!("{base}/{}/verrou", run.id),
                &[("revision", "1"), ("verrou", "oui")],
            )
            .await;
        assert_eq!(locked.status, StatusCode::SEE_OTHER);
        let residents = [("revision", "1"), ("resident", "person-rosa")];
        let kept = world
            .post(
                &season.pilot,
                &format!("{base}/{}/residents", run.id),
                &residents,
            )
            .await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        assert_eq!(
            world
                .count("select count(*) from run where revision = 2")
                .await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn kilometres_are_summed_and_unknown_towns_are_named() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        published(&world, &season).await;
        let journeys = async |person: &str, site: &str| {
            let sql = format!(
                "select count(*) from run_resident w join run r on r.id = w.run_id join site s on s.id = r.site_id
                 where r.cancelled_at is null and w.person_id = '{person}' and s.slug = '{site}'"
            );
            world.count(&sql).await
        };
        let people: Vec<String> = {
            let sql = "select distinct person_id from run_resident order by person_id";
            let rows = world.rows(sql, vec![]).await;
            rows.iter().map(|row| row.at(0).unwrap()).collect()
        };
        assert!(people.len() >= 2, "{people:?}");
        for (person, home) in people.iter().zip(["69003 lyon", "Port-Imaginaire"]) {
            let sql = format!("update person set home = '{home}' where id = '{person}'");
            world.run(&sql, vec![]).await;
        }
        let page = async || {
            let answer = world
                .get(&season.coordinator, "/saisons/deux/calendrier/charge")
                .await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
            answer.body.replace('\u{202f}', "").replace('\u{a0}', " ")
        };
        // As the crow flies from Lyon there are 292 kilometres to Mulhouse and 388 to Metz.
        let [here, there] = ["mulhouse", "metz"];
        let near = 2 * 292 * journeys(&people[0], here).await;
        let far = 2 * 388 * journeys(&people[0], there).await;
        let lost = journeys(&people[1], here).await + journeys(&people[1], there).await;
        assert!(near > 0 && lost > 1, "{near} {lost}");
        let body = page().await;
        let km = near + far;
        assert!(body.contains(&format!(">{km} km</td>")), "{km}: {body}");
        assert!(
            body.contains(&format!("{lost} trajets sans distance connue")),
            "{body}"
        );
        assert!(body.contains("Port-Imaginaire"), "{body}");
        assert!(!body.contains("sa ville n’est pas connue"), "{body}");
        // An authority nowhere on the map takes its journeys with it.
        let sql = "update site set siren = '000000000', name = 'Agence' where slug = 'mulhouse'";
        world.run(sql, vec![]).await;
        let body = page().await;
        assert!(!body.contains(&format!(">{km} km</td>")), "{body}");
        assert!(body.contains("sa ville n’est pas connue"), "{body}");
    })
    .await;
}

#[tokio::test]
async fn a_season_past_the_published_school_holidays_is_warned_of() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        let page = world.get(&season.coordinator, "/saisons/deux/calendrier").await;
        assert!(!page.body.contains("pas encore publiées"), "all is known");
        world
            .run(
                "update site set starts_on = '2027-09-06', ends_on = '2028-12-15' where id = $1",
                params![&season.metz],
            )
            .await;
        published(&world, &season).await;
        let plan: String = world.rows("select id from plan", vec![]).await[0]
            .at(0)
            .unwrap();
        let draft = format!("/saisons/deux/calendrier/plans/{plan}");
        for (who, path) in [
            (&season.coordinator, "/saisons/deux/calendrier"),
            (&season.coordinator, draft.as_str()),
            (&season.other_pilot, "/saisons/deux/metz/calendrier"),
        ] {
            let page = world.get(who, path).await;
            let line = "Ville de metz : connues jusqu’au 31 août 2028, inconnues du 1er septembre 2028 au 15 décembre 2028.";
            assert!(page.body.contains(line), "{path}: {}", page.body);
            assert!(!page.body.contains("Ville de mulhouse : connues"), "{path}");
            assert!(page.statements() <= 12, "{path}: {}", page.statements());
        }
        let english = world
            .get_in_english(&season.coordinator, "/saisons/deux/calendrier")
            .await;
        assert!(english.body.contains("Ville de metz: known until"));
        let mulhouse = world.get(&season.pilot, "/saisons/deux/mulhouse/calendrier").await;
        assert!(!mulhouse.body.contains("pas encore publiées"));
        // A zone without a calendar is unknown from the first day.
        world
            .run(
                "update site set school_zone = 'corse' where id = $1",
                params![&season.metz],
            )
            .await;
        let page = world.get(&season.coordinator, "/saisons/deux/calendrier").await;
        assert!(
            page.body.contains("aucun calendrier publié pour sa zone, donc inconnues du 6 septembre 2027"),
            "{}",
            page.body
        );
    })
    .await;
}
