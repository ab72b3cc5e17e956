//! Feeds, octet by octet, and what their readers must never be given.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use transfo::{
    calendar::{
        act::By,
        move_run::{To, Which, cancel_run, move_run, offers},
        runs_of_site,
    },
    params,
};

use super::acts::published;
use crate::support::{Answer, Persona, World, calendar::Season, nobody, on_both_engines};

/// The faults of a feed, rule by rule.
pub fn octets(raw: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if raw.starts_with('\u{feff}') {
        faults.push("byte order mark".into());
    }
    if raw.replace("\r\n", "").contains(['\r', '\n']) {
        faults.push("lines end with CR LF".into());
    }
    if !raw.ends_with("END:VCALENDAR\r\n") {
        faults.push("end".into());
    }
    for line in raw.split("\r\n") {
        if line.len() > 75 {
            faults.push(format!("{} octets: {line}", line.len()));
        }
        if line.chars().any(char::is_control) {
            faults.push(format!("control character: {line}"));
        }
    }
    for needed in [
        "VERSION:2.0",
        "METHOD:PUBLISH",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "TZID:Europe/Paris",
        "TZOFFSETTO:+0200",
        "TZOFFSETTO:+0100",
    ] {
        if !raw.contains(&format!("\r\n{needed}\r\n")) {
            faults.push(format!("missing {needed}"));
        }
    }
    faults
}

pub type Event = BTreeMap<String, String>;

/// The events of a feed by UID, unfolded; the name of a property keeps its parameters.
pub fn events(raw: &str) -> BTreeMap<String, Event> {
    let mut list = BTreeMap::new();
    let mut event: Option<Event> = None;
    for line in raw.replace("\r\n ", "").split("\r\n") {
        match line {
            "BEGIN:VEVENT" => event = Some(Event::new()),
            "END:VEVENT" => {
                let event = event.take().unwrap();
                assert!(
                    list.insert(event["UID"].clone(), event).is_none(),
                    "a UID twice"
                );
            }
            _ => {
                if let (Some(event), Some((name, value))) = (event.as_mut(), line.split_once(':')) {
                    assert!(
                        event.insert(name.into(), value.into()).is_none(),
                        "{name} twice"
                    );
                }
            }
        }
    }
    list
}

pub fn each_is_whole(list: &BTreeMap<String, Event>, timed: bool) {
    for (uid, event) in list {
        for name in [
            "DTSTAMP",
            "LAST-MODIFIED",
            "SEQUENCE",
            "STATUS",
            "TRANSP",
            "CLASS",
        ] {
            assert!(event.contains_key(name), "{uid}: {name}");
        }
        let kind = uid.starts_with("run-") || uid.starts_with("meeting-");
        assert!(kind && uid.ends_with("@transfo.invalid"));
        if timed {
            assert!(event["DTSTART;TZID=Europe/Paris"] < event["DTEND;TZID=Europe/Paris"]);
        } else {
            assert!(
                event["DTSTART;VALUE=DATE"] < event["DTEND;VALUE=DATE"],
                "the end day is exclusive"
            );
            assert_eq!(event["X-MICROSOFT-CDO-ALLDAYEVENT"], "TRUE");
        }
    }
}

/// Makes a feed by its page; the path of its address.
pub async fn made(world: &World, who: &Persona, page: &str, form: &[(&str, &str)]) -> String {
    let answer = world.post(who, page, form).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let rest = answer.body.split("/agenda/").nth(1).unwrap();
    format!("/agenda/{}", rest.split(".ics").next().unwrap()) + ".ics"
}

pub async fn fetched(world: &World, path: &str) -> Answer {
    let answer = world.get(&nobody(), path).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(octets(&answer.body), Vec::<String>::new());
    answer
}

/// Leaves a feed where the test command gives it to independent readers.
pub fn keep(name: &str, body: &str) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/feeds");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), body).unwrap();
}

pub const SITE_PAGE: &str = "/saisons/deux/mulhouse/calendrier/abonnements";

async fn move_one(world: &World, season: &Season, index: usize) -> String {
    let by = By::instance(&world.app);
    let mut conn = world.conn().await;
    let run = runs_of_site(&mut conn, &season.mulhouse)
        .await
        .unwrap()
        .remove(index);
    let loaded = transfo::calendar::facts_of(
        &mut conn,
        (&season.edition, by.today),
        transfo::calendar::Away::OfAll,
    )
    .await
    .unwrap();
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
    run.id
}

#[tokio::test]
async fn a_feed_follows_every_change_and_nothing_else() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        world
            .run("update room set name = $1 where site_id = $2", params!["Salle « Émile Zola », 2e étage ; côté cour, près de l’accueil où chacun s’arrête", &season.mulhouse])
            .await;
        published(&world, &season).await;
        let path = made(&world, &season.pilot, SITE_PAGE, &[]).await;
        let first = fetched(&world, &path).await;
        keep("site.ics", &first.body);
        let before = events(&first.body);
        each_is_whole(&before, false);
        assert!(first.body.contains("\\, 2e") && first.body.contains("\\;"), "TEXT is escaped");
        // Later and unchanged: the same octets.
        world.now("2027-01-06T08:00:00Z");
        assert_eq!(fetched(&world, &path).await.body, first.body);
        let moved = move_one(&world, &season, 4).await;
        let second = fetched(&world, &path).await;
        keep("site-moved.ics", &second.body);
        let after = events(&second.body);
        let uid = format!("run-{moved}@transfo.invalid");
        for (id, event) in &before {
            if *id == uid {
                assert_eq!((event["SEQUENCE"].as_str(), after[id]["SEQUENCE"].as_str()), ("0", "1"));
                assert_ne!(event["DTSTAMP"], after[id]["DTSTAMP"]);
                assert_ne!(event["DTSTART;VALUE=DATE"], after[id]["DTSTART;VALUE=DATE"]);
            } else {
                assert_eq!(event, &after[id], "only what moved changes");
            }
        }
        // Called off: kept sixty days, then dropped.
        let by = By::instance(&world.app);
        let which = Which { edition: &season.edition, site: "mulhouse", run: &moved, revision: 1 };
        cancel_run(&by, &which).await.unwrap();
        let third = events(&fetched(&world, &path).await.body);
        assert_eq!((third[&uid]["STATUS"].as_str(), third[&uid]["SEQUENCE"].as_str()), ("CANCELLED", "2"));
        assert_eq!(third[&uid]["TRANSP"], "TRANSPARENT");
        world.now("2027-03-08T08:00:00Z");
        assert!(!events(&fetched(&world, &path).await.body).contains_key(&uid));
    })
    .await;
}

#[tokio::test]
async fn a_timed_feed_calls_off_the_days_a_run_loses() {
    on_both_engines(async |world| {
        let season = world.planned_season(2).await;
        published(&world, &season).await;
        let path = made(&world, &season.pilot, SITE_PAGE, &[]).await + "?heures=1";
        let whole = fetched(&world, &path).await;
        keep("site-timed.ics", &whole.body);
        let before = events(&whole.body);
        each_is_whole(&before, true);
        let long: String = world
            .rows(
                "select id from run where days = 3 and site_id = $1 order by starts_on limit 1",
                params![&season.mulhouse],
            )
            .await[0]
            .at(0)
            .unwrap();
        let start: String = world
            .rows("select starts_on from run where id = $1", params![&long])
            .await[0]
            .at(0)
            .unwrap();
        let by = By::instance(&world.app);
        let which = Which {
            edition: &season.edition,
            site: "mulhouse",
            run: &long,
            revision: 0,
        };
        let to = To {
            starts_on: start.parse().unwrap(),
            days: 2,
            room: None,
        };
        move_run(&by, &which, &to, true).await.unwrap();
        let after = events(&fetched(&world, &path).await.body);
        assert_eq!(before.len(), after.len(), "nothing vanishes");
        assert_eq!(
            after[&format!("run-{long}-3@transfo.invalid")]["STATUS"],
            "CANCELLED"
        );
        assert_eq!(
            after[&format!("run-{long}-2@transfo.invalid")]["STATUS"],
            "CONFIRMED"
        );
    })
    .await;
}

#[tokio::test]
async fn a_revoked_address_answers_like_one_that_never_was() {
    on_both_engines(async |world| {
        let season = world.planned_season(2).await;
        published(&world, &season).await;
        let path = made(&world, &season.ambassador, "/mes-agendas", &[("saison", &season.edition)]).await;
        let own = fetched(&world, &path).await;
        keep("person.ics", &own.body);
        let runs = world.count("select count(*) from run r join site s on s.id = r.site_id where s.slug = 'mulhouse'").await;
        assert_eq!(events(&own.body).len(), usize::try_from(runs).unwrap(), "only her site");
        // A reader that has it already is told so in a few octets.
        use axum::{body::Body, http::Request};
        use tower::ServiceExt;
        let tag = own.headers["etag"].clone();
        let request = Request::get(&path).header("if-none-match", tag).body(Body::empty()).unwrap();
        assert_eq!(world.router.clone().oneshot(request).await.unwrap().status(), StatusCode::NOT_MODIFIED);
        // Somebody else cannot close it.
        let id: String = world.rows("select id from feed", vec![]).await[0].at(0).unwrap();
        let not_mine = world.post(&season.pilot, "/mes-agendas/fermer", &[("id", &id)]).await;
        assert_eq!(not_mine.status, StatusCode::NOT_FOUND);
        world.post(&season.ambassador, "/mes-agendas/fermer", &[("id", &id)]).await;
        let revoked = world.get(&nobody(), &path).await;
        let unknown = world.get(&nobody(), "/agenda/abcdefghabcdefghabcdefghabcdefgh.ics").await;
        assert_eq!(revoked.status, StatusCode::NOT_FOUND);
        let strip = |answer: &Answer, path: &str| answer.body.replace(path, "");
        assert_eq!(strip(&revoked, &path), strip(&unknown, "/agenda/abcdefghabcdefghabcdefghabcdefgh.ics"));
        assert_eq!(world.count("select count(*) from feed where token_hash like '%.ics'").await, 0);
    })
    .await;
}
