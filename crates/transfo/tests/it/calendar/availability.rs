//! What people say of their own time: their calendar read for its busy half-days, and what they do not know yet.

use axum::http::StatusCode;
use transfo::{
    calendar::{act::By, plan_season::plan_now},
    params,
};

use super::acts::LIMITS;
use crate::support::{World, calendar::Season, nobody, on_both_engines};

const LIST: &str = "/saisons/deux/mulhouse/disponibilites";

/// The private page of the second ambassador of Mulhouse.
async fn own_page(world: &World, season: &Season) -> String {
    let who = [("qui", "a-application-mulhouse-01")];
    let links = world
        .post(&season.pilot, &format!("{LIST}/liens"), &who)
        .await;
    let token = links.body.split("8727/disponibilites/").nth(1).unwrap();
    let token: String = token
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric())
        .collect();
    format!("/disponibilites/{token}")
}

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Oncologue-Zébulon\r\nLOCATION:Clinique-Zébulon\r\nDESCRIPTION:Zébulon\r\nDTSTART;TZID=Europe/Paris:20270406T090000\r\nDTEND;TZID=Europe/Paris:20270406T110000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Zébulon\r\nDTSTART;VALUE=DATE:20270514\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:3\r\nDTSTART;VALUE=DATE:20270508\r\nDTEND;VALUE=DATE:20270511\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// Serves `/agenda.ics`, a way round to it, a large file and nothing else, as a server on the same machine; its address.
async fn elsewhere() -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let server = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", server.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut line, _)) = server.accept().await {
            let mut asked = [0; 2048];
            let read = line.read(&mut asked).await.unwrap();
            let asked = String::from_utf8_lossy(&asked[..read]).into_owned();
            let path = asked.split(' ').nth(1).unwrap_or_default();
            let (status, location, body) = match path.split('?').next().unwrap() {
                "/agenda.ics" => ("200 OK", "", CALENDAR.to_owned()),
                "/detour" => ("302 Found", "/agenda.ics", String::new()),
                "/rond" => ("302 Found", "/rond", String::new()),
                "/connexion" => ("200 OK", "", "<!doctype html><p>Mot de passe".to_owned()),
                "/lourd" => ("200 OK", "", CALENDAR.repeat(4000)),
                _ => ("404 Not Found", "", String::new()),
            };
            let head = format!(
                "HTTP/1.1 {status}\r\nLocation: {location}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            let _ = line.write_all(format!("{head}{body}").as_bytes()).await;
        }
    });
    address
}

/// The address of a calendar is read once, from public machines alone unless the operator says otherwise.
#[tokio::test]
async fn a_calendar_is_read_from_its_address_which_is_not_kept() {
    on_both_engines(async |world| {
        let season = world.planned_season(2).await;
        let agenda = format!("{}/agenda", own_page(&world, &season).await);
        let server = elsewhere().await;
        let look = async |world: &World, address: &str| {
            let body = address.as_bytes();
            world.upload(&nobody(), &agenda, "adresse", body).await
        };
        let secret = format!("{server}/agenda.ics?cle=Zanzibar-74");
        for refused in [secret.clone(), secret.replace("http:", "https:")] {
            let answer = look(&world, &refused).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            let says = if refused.starts_with("https") {
                "réseau"
            } else {
                "webcal://"
            };
            let error = answer.body.split("id=\"adresse-error\"").nth(1).unwrap();
            assert!(
                error.split("</p>").next().unwrap().contains(says),
                "{error}"
            );
            assert!(answer.body.contains(&refused), "the form comes back filled");
        }
        let world = world.configured(|config| config.internal_calendars = true);
        for (path, status, says) in [
            (
                "/agenda.ics?cle=Zanzibar-74",
                StatusCode::OK,
                "7 demi-journées prises",
            ),
            (
                "/detour?cle=Zanzibar-74",
                StatusCode::OK,
                "7 demi-journées prises",
            ),
            (
                "/rond",
                StatusCode::UNPROCESSABLE_ENTITY,
                "ne donne aucun agenda",
            ),
            (
                "/absent",
                StatusCode::UNPROCESSABLE_ENTITY,
                "ne donne aucun agenda",
            ),
            ("/lourd", StatusCode::UNPROCESSABLE_ENTITY, "dépasse 1"),
            (
                "/connexion",
                StatusCode::UNPROCESSABLE_ENTITY,
                "BEGIN:VCALENDAR",
            ),
        ] {
            let answer = look(&world, &format!("{server}{path}")).await;
            assert_eq!(answer.status, status, "{path}");
            assert!(answer.body.contains(says), "{path}: {}", answer.body);
        }
        assert!(
            halves(&world).await.is_empty(),
            "nothing before the person agrees"
        );
        for _ in 0..20 {
            look(&world, "sans adresse").await;
        }
        let often = look(&world, &secret).await;
        assert!(often.body.contains("Vingt agendas"), "{}", often.body);
        for row in world.rows("select detail from journal", vec![]).await {
            assert!(!row.at::<String>(0).unwrap().contains("Zanzibar"));
        }
        for row in world.rows("select key from throttle", vec![]).await {
            assert!(!row.at::<String>(0).unwrap().contains("Zanzibar"));
        }
    })
    .await;
}

async fn halves(world: &World) -> Vec<String> {
    let rows = world
        .rows(
            "select from_on, half, reason from unavailable where from_on = to_on order by from_on",
            vec![],
        )
        .await;
    let text = |r: &transfo::platform::db::Row| {
        let (day, half, reason): (String, String, String) =
            (r.at(0).unwrap(), r.at(1).unwrap(), r.at(2).unwrap());
        format!("{day} {half}{reason}")
    };
    rows.iter().map(text).collect()
}

#[tokio::test]
async fn a_calendar_gives_its_busy_half_days_and_nothing_else() {
    on_both_engines(async |world| {
        let season = world.planned_season(2).await;
        let own = own_page(&world, &season).await;
        let agenda = format!("{own}/agenda");
        let seen = world
            .upload(&nobody(), &agenda, "fichier", CALENDAR.as_bytes())
            .await;
        assert_eq!(seen.status, StatusCode::OK);
        // Three mornings, the day of the bridge and a Monday; 8 May is a Saturday.
        assert!(
            seen.body.contains("7 demi-journées prises"),
            "{}",
            seen.body
        );
        assert!(seen.body.contains("Mardi 13, matin"));
        assert!(!seen.body.contains("Zébulon"));
        assert_eq!(halves(&world).await, Vec::<String>::new(), "only shown");
        // One of the mornings is not so busy after all.
        let kept = [
            ("acte", "agenda"),
            ("morning", "2027-04-06"),
            ("morning", "2027-04-20"),
            ("day", "2027-05-10"),
            ("day", "2027-05-14"),
            ("day", "1999-05-14"),
        ];
        let saved = world.post(&nobody(), &own, &kept).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        let expected = [
            "2027-04-06 morning",
            "2027-04-20 morning",
            "2027-05-10 day",
            "2027-05-14 day",
        ];
        assert_eq!(halves(&world).await, expected);
        assert_eq!(
            world
                .count("select count(*) from journal where act = 'act-availability-answered'")
                .await,
            1
        );
        // Read again: only what is new is proposed, and a whole day takes the place of its half.
        let again = world
            .upload(&nobody(), &agenda, "fichier", CALENDAR.as_bytes())
            .await;
        assert!(
            again.body.contains("Une demi-journée prise"),
            "{}",
            again.body
        );
        world
            .post(
                &nobody(),
                &own,
                &[
                    ("acte", "agenda"),
                    ("day", "2027-04-06"),
                    ("morning", "2027-05-10"),
                ],
            )
            .await;
        assert_eq!(halves(&world).await.first().unwrap(), "2027-04-06 day");
        assert_eq!(halves(&world).await.len(), 4);
        nothing_of_the_titles(&world).await;
    })
    .await;
}

/// The titles of the calendar are nowhere: not in a table, not in the file of the database or what is written ahead of it.
async fn nothing_of_the_titles(world: &World) {
    for column in [
        "unavailable.reason",
        "journal.subject",
        "journal.detail",
        "job.input",
        "outbox.body",
    ] {
        let (table, column) = column.split_once('.').unwrap();
        let sql = format!(
            "select count(*) from {table} where {column} like '%Zébulon%' or {column} like '%Clinique%'"
        );
        assert_eq!(world.count(&sql).await, 0, "{table}.{column}");
    }
    if let Some(folder) = &world.file {
        let read = |name| std::fs::read(folder.join(name)).unwrap_or_default();
        let bytes = [read("transfo.db"), read("transfo.db-wal")].concat();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("2027-04-20morning"), "what was kept is there");
        assert!(!text.contains("bulon") && !text.contains("Clinique"));
    }
}

#[tokio::test]
async fn a_broken_calendar_is_refused_with_its_line() {
    on_both_engines(async |world| {
        let season = world.planned_season(2).await;
        let agenda = format!("{}/agenda", own_page(&world, &season).await);
        let cut = CALENDAR.replace("DTSTART;VALUE=DATE:20270514", "DTSTART;VALUE=DATE:20270230");
        let page = world
            .upload(&nobody(), &agenda, "texte", cut.as_bytes())
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("Ligne 14 :"), "{}", page.body);
        assert!(
            page.body.contains("DATE:20270230"),
            "what was pasted is there"
        );
        let large = vec![b'x'; 1024 * 1024 + 1];
        let page = world.upload(&nobody(), &agenda, "fichier", &large).await;
        assert!(
            page.status == StatusCode::UNPROCESSABLE_ENTITY && page.body.contains("dépasse 1 Mo")
        );
        let page = world.upload(&nobody(), &agenda, "fichier", b"").await;
        assert!(page.body.contains("Choisissez un fichier"));
        // On paper through the pilot, and nobody else's pilot.
        let paper = format!("{LIST}/a-application-mulhouse-01/agenda");
        let shown = world
            .upload(&season.pilot, &paper, "fichier", CALENDAR.as_bytes())
            .await;
        assert!(shown.status == StatusCode::OK && shown.body.contains("7 demi-journées"));
        let other = world
            .upload(&season.other_pilot, &paper, "fichier", CALENDAR.as_bytes())
            .await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
        assert_eq!(
            world
                .count("select count(*) from availability_link where answered_at is not null")
                .await,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn not_knowing_yet_is_told_apart_and_said_of_each_run() {
    on_both_engines(async |world| {
        let season = world.planned_season(6).await;
        let own = own_page(&world, &season).await;
        let asked = world.get(&season.pilot, LIST).await;
        assert!(!asked.body.contains("ont répondu en partie"));
        let form = [("mois", "2027-05"), ("inconnu", "1"), ("day", "2027-05-04")];
        world.post(&nobody(), &own, &form).await;
        let page = world.get(&nobody(), &format!("{own}?mois=2027-05")).await;
        assert!(
            page.body
                .contains("value=\"1\" aria-describedby=\"inconnu-hint\" checked")
        );
        let page = world.get(&nobody(), &format!("{own}?mois=2027-04")).await;
        assert!(
            page.body
                .contains("mai 2027 <span class=\"muted\">(à préciser)"),
            "{}",
            page.body
        );
        assert!(
            !page
                .body
                .contains("aria-describedby=\"inconnu-hint\" checked")
        );
        let asked = world.get(&season.pilot, LIST).await;
        assert!(
            asked.body.contains("ne sait pas encore : mai 2027"),
            "{}",
            asked.body
        );
        assert!(asked.body.contains("ont répondu en partie"));
        // A new link keeps the answer.
        let own = own_page(&world, &season).await;
        let plan = plan_now(&By::instance(&world.app), &season.edition, LIMITS, |_| true)
            .await
            .unwrap();
        let rows = world
            .rows("select reasons from plan where id = $1", params![&plan])
            .await;
        let reasons: serde_json::Value =
            serde_json::from_str(&rows[0].at::<String>(0).unwrap()).unwrap();
        for reason in reasons.as_array().unwrap() {
            let start = reason["starts_on"].as_str().unwrap();
            let expected = u64::from(reason["site"] == "mulhouse" && start.starts_with("2027-05"));
            assert_eq!(reason["unsure"].as_u64(), Some(expected), "{reason}");
        }
        let shown = world
            .get(
                &season.coordinator,
                &format!("/saisons/deux/calendrier/plans/{plan}"),
            )
            .await;
        let said = shown.body.matches("ne sait pas encore").count();
        assert!(said >= 1, "some run of Mulhouse is in May");
        // Known at last.
        world
            .post(
                &nobody(),
                &own,
                &[("mois", "2027-05"), ("day", "2027-05-04")],
            )
            .await;
        let asked = world.get(&season.pilot, LIST).await;
        assert!(!asked.body.contains("ne sait pas encore"));
    })
    .await;
}
