//! Meetings between authorities: announced, placed with the runs, told, moved by hand, given up, called off.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use jiff::civil::Date;
use transfo::{
    calendar::{
        Away,
        act::{By, Stop},
        facts_of,
        meet::{Announced, NotHeld, Which, announce, call_off, edit, fix, release},
        meeting::{self, Meeting},
        plan_season::plan_now,
        publish::publish,
    },
    params,
};

use super::{
    acts::{LIMITS, published},
    checker::faults,
    feeds::{SITE_PAGE, each_is_whole, events, fetched, keep, made},
};
use crate::support::{World, calendar::Season, nobody, on_both_engines};

const LIST: &str = "/saisons/deux/calendrier/rencontres";

fn what() -> Announced {
    Announced {
        name: "Inter-Transfo 5".into(),
        days: 2,
        from: "2027-05-31".parse().unwrap(),
        to: "2027-06-25".parse().unwrap(),
        host: "metz".into(),
        place: "Salle des fêtes".into(),
        delegation: None,
        sites: vec!["metz".into(), "mulhouse".into()],
    }
}

const FORM: [(&str, &str); 8] = [
    ("nom", "Inter-Transfo 5"),
    ("jours", "2"),
    ("du", "2027-05-31"),
    ("au", "25/06/2027"),
    ("accueil", "metz"),
    ("lieu", "Salle des fêtes"),
    ("delegation", "5"),
    ("site", "mulhouse"),
];

/// The first meeting of the season, as the facts know it.
async fn known(world: &World, season: &Season) -> Meeting {
    let by = By::instance(&world.app);
    let mut conn = world.conn().await;
    let loaded = facts_of(&mut conn, (&season.edition, by.today), Away::OfAll)
        .await
        .unwrap();
    loaded.facts.meetings[0].clone()
}

fn which<'a>(season: &'a Season, meeting: &'a Meeting) -> Which<'a> {
    Which {
        edition: &season.edition,
        meeting: &meeting.id,
        revision: meeting.revision,
    }
}

/// Every other day on which it could begin, the best first.
async fn others(world: &World, season: &Season, meeting: &Meeting) -> Vec<Date> {
    let by = By::instance(&world.app);
    let mut conn = world.conn().await;
    let loaded = facts_of(&mut conn, (&season.edition, by.today), Away::OfAll)
        .await
        .unwrap();
    let days = meeting::offers(&loaded.facts, meeting).into_iter();
    days.map(|(day, _)| day)
        .filter(|day| Some(*day) != meeting.starts_on)
        .collect()
}

/// Runs of those who take part within a day of the meetings, counted on the rows alone.
async fn too_near(world: &World) -> i64 {
    let days = |day: String, more: i64| -> i64 {
        let date: Date = day.parse().unwrap();
        let since = date - Date::new(2027, 1, 1).unwrap();
        i64::from(since.get_days()) + more
    };
    let meetings = world
        .rows(
            "select m.starts_on, m.days, w.site_id from meeting m join meeting_site w on w.meeting_id = m.id
             where m.cancelled_at is null and m.undated_at is null and m.starts_on is not null and w.left_at is null",
            vec![],
        )
        .await;
    let runs = world
        .rows(
            "select starts_on, days, site_id from run where cancelled_at is null",
            vec![],
        )
        .await;
    let span = |row: &transfo::platform::db::Row| {
        let (start, count): (String, i64) = (row.at(0).unwrap(), row.at(1).unwrap());
        let site: String = row.at(2).unwrap();
        (days(start.clone(), 0), days(start, count - 1), site)
    };
    let mut near = 0;
    for (from, to, site) in meetings.iter().map(span) {
        for (first, last, other) in runs.iter().map(span) {
            near += i64::from(site == other && first <= to + 1 && from <= last + 1);
        }
    }
    near
}

#[tokio::test]
async fn a_meeting_is_announced_placed_with_the_runs_and_told() {
    on_both_engines(async |world| {
        let season = world.planned_season(4).await;
        let form = format!("{LIST}/ajouter");
        assert!(
            world
                .get(&season.coordinator, LIST)
                .await
                .body
                .contains("Aucune rencontre")
        );
        let added = world.post(&season.coordinator, &form, &FORM).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        assert_eq!(
            world
                .count("select count(*) from journal where act = 'act-meeting-announced'")
                .await,
            1
        );
        assert_eq!(
            world
                .count("select count(*) from outbox where kind = 'calendar'")
                .await,
            0,
            "a window tells nobody"
        );
        published(&world, &season).await;
        let meeting = known(&world, &season).await;
        assert_eq!(meeting.delegation, Some(5));
        let day = meeting.starts_on.unwrap();
        assert!(
            meeting.from <= day && meeting.ends(day) <= meeting.to && meeting::is_weekday(day, 2)
        );
        assert_eq!(faults(&world).await, Vec::<String>::new());
        assert_eq!(too_near(&world).await, 0);
        // Everybody of the season sees it, wherever the calendar is.
        for (who, path) in [
            (&season.coordinator, "/saisons/deux/calendrier"),
            (&season.ambassador, "/saisons/deux/calendrier"),
            (&season.ambassador, "/saisons/deux/mulhouse/calendrier"),
            (&season.other_pilot, "/saisons/deux/metz/calendrier"),
            (&season.manager, LIST),
        ] {
            let page = world.get(who, path).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(
                page.body.contains("Inter-Transfo 5") && page.body.contains("Salle des fêtes"),
                "{path}: {}",
                page.body
            );
            assert!(
                page.statements() <= 12,
                "{path}: {} statements",
                page.statements()
            );
        }
        let chart = world
            .get(&season.coordinator, "/saisons/deux/calendrier")
            .await
            .body;
        // One for each of the two who take part, and one in the legend.
        assert_eq!(chart.matches("c-run-meet").count(), 3);
        let month = world
            .get(&season.ambassador, "/saisons/deux/mulhouse/calendrier")
            .await
            .body;
        assert_eq!(month.matches("day-meet").count(), 2, "two days");
        // The draft says who can come; one mail a person, with the meeting once.
        let plan: String = world.rows("select id from plan", vec![]).await[0]
            .at(0)
            .unwrap();
        let draft = world
            .get(
                &season.coordinator,
                &format!("/saisons/deux/calendrier/plans/{plan}"),
            )
            .await
            .body;
        assert!(draft.contains("8 peuvent venir tous les jours"), "{draft}");
        let mails = world
            .rows("select body from outbox where kind = 'calendar'", vec![])
            .await;
        assert_eq!(mails.len(), 14);
        for mail in mails {
            let body: String = mail.at(0).unwrap();
            assert_eq!(body.matches("Inter-Transfo 5").count(), 1, "{body}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_feed_follows_a_meeting_that_moves_is_left_and_called_off() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        let by = By::instance(&world.app);
        announce(&by, &season.edition, &what()).await.unwrap();
        let path = made(&world, &season.pilot, SITE_PAGE, &[]).await;
        let own = made(
            &world,
            &season.ambassador,
            "/mes-agendas",
            &[("saison", &season.edition)],
        )
        .await;
        assert!(
            !fetched(&world, &path).await.body.contains("meeting-"),
            "no date, no event"
        );
        published(&world, &season).await;
        let meeting = known(&world, &season).await;
        let uid = format!("meeting-{}@transfo.invalid", meeting.id);
        let first = fetched(&world, &path).await;
        keep("site-meeting.ics", &first.body);
        let before = events(&first.body);
        each_is_whole(&before, false);
        assert!(before[&uid]["SUMMARY;LANGUAGE=fr"].contains("Inter-Transfo 5"));
        assert!(
            before[&uid]["LOCATION"].starts_with("Salle des fêtes\\, "),
            "{:?}",
            before[&uid]
        );
        assert_eq!(before[&uid]["TRANSP"], "OPAQUE");
        assert!(events(&fetched(&world, &own).await.body).contains_key(&uid));
        // Moved by hand: the same event, later in its sequence, and nothing else changes.
        world.now("2027-01-05T08:00:00Z");
        let by = By::instance(&world.app);
        let day = others(&world, &season, &meeting).await[0];
        let mails = fix(&by, which(&season, &meeting), day).await.unwrap();
        assert_eq!(
            mails,
            6 + 4 + 2,
            "ambassadors, residents and pilots of both"
        );
        let moved = fetched(&world, &path).await;
        keep("site-meeting-moved.ics", &moved.body);
        let after = events(&moved.body);
        let sequence = |event: &BTreeMap<String, String>| event["SEQUENCE"].parse::<u32>().unwrap();
        assert!(sequence(&after[&uid]) > sequence(&before[&uid]));
        assert_eq!(
            after[&uid]["DTSTART;VALUE=DATE"],
            day.strftime("%Y%m%d").to_string()
        );
        for (id, event) in before.iter().filter(|(id, _)| **id != uid) {
            assert_eq!(event, &after[id]);
        }
        assert_eq!(
            fetched(&world, &path).await.body,
            moved.body,
            "the same to the octet"
        );
        // A plan leaves what was fixed by hand.
        published(&world, &season).await;
        assert_eq!(known(&world, &season).await.starts_on, Some(day));
        // One day fewer: subscribers with hours see the second called off.
        let meeting = known(&world, &season).await;
        let shorter = Announced { days: 1, ..what() };
        edit(&by, which(&season, &meeting), &shorter).await.unwrap();
        let timed = events(&fetched(&world, &format!("{path}?heures=1")).await.body);
        each_is_whole(&timed, true);
        let second = format!("meeting-{}-2@transfo.invalid", meeting.id);
        assert_eq!(timed[&second]["STATUS"], "CANCELLED");
        // Called off: kept sixty days, then dropped.
        let meeting = known(&world, &season).await;
        assert_eq!(call_off(&by, which(&season, &meeting)).await.unwrap(), 12);
        let off = events(&fetched(&world, &path).await.body);
        assert_eq!(
            (off[&uid]["STATUS"].as_str(), off[&uid]["TRANSP"].as_str()),
            ("CANCELLED", "TRANSPARENT")
        );
        assert!(sequence(&off[&uid]) > sequence(&after[&uid]));
        world.now("2027-03-08T08:00:00Z");
        assert!(!events(&fetched(&world, &path).await.body).contains_key(&uid));
        let gone = world
            .get(&season.coordinator, &format!("{LIST}/{}", meeting.id))
            .await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn who_leaves_a_meeting_is_told_and_who_stays_hears_nothing() {
    on_both_engines(async |world| {
        let season = world.planned_season(2).await;
        let nancy = world.site(&season.edition, "nancy", "215404468").await;
        let by = By::instance(&world.app);
        let three = Announced {
            sites: vec!["metz".into(), "mulhouse".into(), "nancy".into()],
            ..what()
        };
        announce(&by, &season.edition, &three).await.unwrap();
        published(&world, &season).await;
        let meeting = known(&world, &season).await;
        let path = made(&world, &season.pilot, SITE_PAGE, &[]).await;
        world.run("delete from outbox", vec![]).await;
        let without = Announced {
            sites: vec!["metz".into(), "nancy".into()],
            ..what()
        };
        let mails = edit(&by, which(&season, &meeting), &without).await.unwrap();
        // Two ambassadors, the pilot and two residents of Mulhouse; the resident of both still goes there.
        assert_eq!(mails, 5);
        for row in world
            .rows("select body from outbox where kind = 'calendar'", vec![])
            .await
        {
            let body: String = row.at(0).unwrap();
            assert!(
                body.contains("Annulée pour vous : Inter-Transfo 5"),
                "{body}"
            );
        }
        let uid = format!("meeting-{}@transfo.invalid", meeting.id);
        assert_eq!(
            events(&fetched(&world, &path).await.body)[&uid]["STATUS"],
            "CANCELLED"
        );
        let month = world
            .get(&season.pilot, "/saisons/deux/mulhouse/calendrier")
            .await
            .body;
        assert!(!month.contains("day-meet"));
        assert_eq!(
            world
                .count("select count(*) from meeting_site where left_at is not null")
                .await,
            1
        );
        let seen = known(&world, &season).await;
        assert_eq!(
            seen.sites
                .iter()
                .map(|s| s.slug.as_str())
                .collect::<Vec<_>>(),
            ["metz", "nancy"]
        );
        // Back again: the same event, not called off.
        edit(&by, which(&season, &seen), &three).await.unwrap();
        assert_eq!(
            events(&fetched(&world, &path).await.body)[&uid]["STATUS"],
            "CONFIRMED"
        );
        drop(nancy);
    })
    .await;
}

#[tokio::test]
async fn a_form_comes_back_with_what_is_wrong_and_only_the_coordination_has_it() {
    on_both_engines(async |world| {
        let season = world.planned_season(2).await;
        let form = format!("{LIST}/ajouter");
        for who in [&season.pilot, &season.ambassador, &season.manager] {
            assert_eq!(
                world.get(who, &form).await.status,
                StatusCode::FORBIDDEN,
                "{}",
                who.name
            );
            assert_eq!(
                world.post(who, &form, &FORM).await.status,
                StatusCode::FORBIDDEN
            );
        }
        assert_ne!(world.get(&nobody(), LIST).await.status, StatusCode::OK);
        for (field, value, sentence) in [
            ("nom", "  ", "Donnez un nom"),
            ("jours", "4", "de un à trois jours"),
            ("du", "hier", "ne se lit pas"),
            ("au", "2027-05-30", "inversez"),
            ("au", "2028-08-01", "trop longue"),
            ("accueil", "brest", "n’existe plus"),
            ("delegation", "0", "entre 1 et 999"),
        ] {
            let typed: Vec<(&str, &str)> = FORM
                .iter()
                .map(|(f, v)| (*f, if *f == field { value } else { *v }))
                .collect();
            let refused = world.post(&season.coordinator, &form, &typed).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert!(refused.body.contains(sentence), "{field}: {}", refused.body);
            assert!(
                refused.body.contains("value=\"Salle des fêtes\""),
                "what was typed is there"
            );
        }
        let alone: Vec<(&str, &str)> = FORM.iter().filter(|(f, _)| *f != "site").copied().collect();
        assert!(
            world
                .post(&season.coordinator, &form, &alone)
                .await
                .body
                .contains("au moins deux")
        );
        let weekend = [
            ("nom", "x"),
            ("jours", "3"),
            ("du", "2027-05-06"),
            ("au", "2027-05-09"),
            ("accueil", "metz"),
            ("site", "mulhouse"),
        ];
        assert!(
            world
                .post(&season.coordinator, &form, &weekend)
                .await
                .body
                .contains("élargissez-la")
        );
        let past = [
            ("nom", "x"),
            ("jours", "1"),
            ("du", "2026-05-06"),
            ("au", "2026-05-08"),
            ("accueil", "metz"),
            ("site", "mulhouse"),
        ];
        assert!(
            world
                .post(&season.coordinator, &form, &past)
                .await
                .body
                .contains("est passée")
        );
        assert_eq!(world.count("select count(*) from meeting").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_date_by_hand_is_looked_at_first_and_refused_with_its_reasons() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        let by = By::instance(&world.app);
        announce(&by, &season.edition, &what()).await.unwrap();
        published(&world, &season).await;
        let meeting = known(&world, &season).await;
        let page = format!("{LIST}/{}", meeting.id);
        let date = |day: &str| format!("{page}/date?jour={day}");
        let run: String = world
            .rows("select starts_on from run where starts_on > '2027-06-01' and site_id = $1 order by starts_on limit 1", params![&season.mulhouse])
            .await[0]
            .at(0)
            .unwrap();
        for (day, sentence) in [
            (run.as_str(), "Une séquence ces jours-là, la veille ou le lendemain : Ville de m"),
            ("2027-05-05", "Jour férié ou fermeture"),
            ("2027-06-11", "week-end"),
            ("2027-01-04", "n’est pas à venir"),
        ] {
            let looked = world.get(&season.coordinator, &date(day)).await;
            assert_eq!(looked.status, StatusCode::OK);
            assert!(looked.body.contains(sentence), "{day}: {}", looked.body);
            assert!(!looked.body.contains("Fixer cette date"), "{day}: no button");
            assert!(looked.statements() <= 12);
            let revision = meeting.revision.to_string();
            let forced = world.post(&season.coordinator, &format!("{page}/date"), &[("jour", day), ("revision", &revision)]).await;
            assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        }
        assert_eq!(known(&world, &season).await, meeting, "nothing moved");
        let unreadable = world.get(&season.coordinator, &date("demain")).await;
        assert_eq!(unreadable.status, StatusCode::UNPROCESSABLE_ENTITY);
        let best = others(&world, &season, &meeting).await[0].to_string();
        let asked = world.get(&season.coordinator, &date(&best)).await;
        assert!(asked.body.contains("Fixer cette date") && asked.body.contains("Un message sera préparé pour 12 personnes"), "{}", asked.body);
        let english = world.get_in_english(&season.coordinator, &date(&best)).await.body;
        assert!(english.contains("Set this date") && !english.contains(">calendar-"));
        let stale = world.post(&season.coordinator, &format!("{page}/date"), &[("jour", &best), ("revision", "0")]).await;
        assert!(stale.body.contains("vient de modifier"), "{}", stale.body);
        let revision = meeting.revision.to_string();
        let done = world.post(&season.coordinator, &format!("{page}/date"), &[("jour", &best), ("revision", &revision)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let fixed = known(&world, &season).await;
        assert!(fixed.fixed && fixed.starts_on.unwrap().to_string() == best);
        // A closure comes over it: the page says so, and a longer meeting is refused.
        world
            .run(
                "insert into closure (id, edition_id, site_id, from_on, to_on, label, kind, hard, weight) values ('c1', $1, $2, $3, $3, 'Conseil', 'council', 1, 0)",
                params![&season.edition, &season.metz, fixed.starts_on.unwrap()],
            )
            .await;
        let seen = world.get(&season.coordinator, &page).await.body;
        assert!(seen.contains("Cette date ne convient plus") && seen.contains("Ville de metz"), "{seen}");
        let longer = Announced { days: 3, ..what() };
        let refused = edit(&by, which(&season, &fixed), &longer).await;
        assert!(matches!(refused, Err(Stop::Refused(NotHeld::Closed(_) | NotHeld::Weekend))), "{refused:?}");
        // Let go of: the next plan finds another.
        release(&by, which(&season, &fixed)).await.unwrap();
        world.now("2027-01-04T08:00:09Z");
        published(&world, &season).await;
        let moved = known(&world, &season).await;
        assert!(!moved.fixed && moved.starts_on != fixed.starts_on && moved.starts_on.is_some());
        assert_eq!(too_near(&world).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_meeting_that_cannot_be_is_named_and_may_be_given_up() {
    on_both_engines(async |world| {
        let season = world.planned_season(2).await;
        let by = By::instance(&world.app);
        let id = announce(&by, &season.edition, &what()).await.unwrap();
        published(&world, &season).await;
        world.now("2027-01-05T08:00:00Z");
        let by = By::instance(&world.app);
        world
            .run(
                "insert into closure (id, edition_id, site_id, from_on, to_on, label, kind, hard, weight) values ('c1', $1, $2, '2027-05-31', '2027-06-25', 'Travaux', 'shut', 1, 0)",
                params![&season.edition, &season.metz],
            )
            .await;
        let calculate = "/saisons/deux/calendrier/calculer";
        world.post(&season.coordinator, calculate, &[("seconds", "1")]).await;
        assert!(super::changes::calculated(&world).await.is_err());
        let blocked = world.get(&season.coordinator, "/saisons/deux/calendrier/blocage").await.body;
        assert!(blocked.contains("La rencontre Inter-Transfo 5"), "{blocked}");
        let lift = format!("/saisons/deux/calendrier/blocage/lever?regle=meeting%3A{id}");
        assert!(blocked.contains(&lift), "{blocked}");
        let means = world.get(&season.coordinator, &lift).await.body;
        assert!(means.contains("n’aura pas de date"), "{means}");
        let rule = format!("meeting:{id}");
        let form = [("regle", rule.as_str())];
        world.post(&season.coordinator, "/saisons/deux/calendrier/blocage/lever", &form).await;
        super::changes::calculated(&world).await.unwrap();
        let season_page = world.get(&season.coordinator, "/saisons/deux/calendrier").await.body;
        assert!(season_page.contains("Exigences levées") && season_page.contains("La rencontre Inter-Transfo 5"));
        let plan: String = world.rows("select id from plan order by version desc limit 1", vec![]).await[0].at(0).unwrap();
        let draft = world.get(&season.coordinator, &format!("/saisons/deux/calendrier/plans/{plan}")).await.body;
        assert!(draft.contains("mise de côté"), "{draft}");
        publish(&by, &season.edition, &plan).await.unwrap();
        let left = known(&world, &season).await;
        assert_eq!(left.starts_on, None, "its date is taken back");
        call_off(&by, which(&season, &left)).await.unwrap();
        assert_eq!(world.count("select count(*) from waived_rule").await, 0, "nothing is given up for it any more");
    })
    .await;
}

#[tokio::test]
async fn versions_and_drafts_tell_of_a_meeting_that_moves() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        let by = By::instance(&world.app);
        announce(&by, &season.edition, &what()).await.unwrap();
        published(&world, &season).await;
        let first = known(&world, &season).await;
        world.now("2027-01-05T08:00:00Z");
        let by = By::instance(&world.app);
        let day = first.starts_on.unwrap();
        world
            .run(
                "insert into closure (id, edition_id, from_on, to_on, label, kind, hard, weight) values ('c1', $1, $2, $2, 'Grève', 'event', 1, 0)",
                params![&season.edition, day],
            )
            .await;
        world.run("delete from outbox", vec![]).await;
        let plan = plan_now(&by, &season.edition, LIMITS, |_| true).await.unwrap();
        let draft = world.get(&season.coordinator, &format!("/saisons/deux/calendrier/plans/{plan}")).await;
        assert!(draft.statements() <= 12);
        assert!(draft.body.contains("Jour férié ou fermeture : ") && draft.body.contains("1 rencontre"), "{}", draft.body);
        publish(&by, &season.edition, &plan).await.unwrap();
        let second = known(&world, &season).await;
        assert!(second.starts_on != first.starts_on && second.revision > first.revision && second.id == first.id);
        let versions = world.get(&season.coordinator, "/saisons/deux/calendrier/versions").await;
        assert!(versions.statements() <= 12);
        assert_eq!(versions.body.matches("Inter-Transfo 5").count(), 4, "before and after, at both: {}", versions.body);
        let moved = world.count("select count(*) from outbox where kind = 'calendar' and body like '%Déplacée : Inter-Transfo 5%'").await;
        assert_eq!(moved, 12);
        assert_eq!(too_near(&world).await, 0);
        // A draft made before somebody changed a meeting is outdated.
        let draft = plan_now(&by, &season.edition, LIMITS, |_| true).await.unwrap();
        world.now("2027-01-05T08:00:09Z");
        let later = By::instance(&world.app);
        let renamed = Announced { name: "Inter-Transfo cinq".into(), ..what() };
        edit(&later, which(&season, &second), &renamed).await.unwrap();
        assert!(matches!(publish(&later, &season.edition, &draft).await, Err(Stop::Refused(_))));
    })
    .await;
}

/// Journeys, meetings, nights and kilometres of each resident in the file for spreadsheets, by name.
async fn counted(world: &World, season: &Season) -> BTreeMap<String, Vec<String>> {
    let file = world
        .get(&season.coordinator, "/saisons/deux/calendrier/charge.csv")
        .await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.body);
    assert!(file.statements() <= 12);
    let lines = file.body.strip_prefix('\u{feff}').unwrap().lines();
    let cells = lines.map(|line| line.split(';').map(str::to_owned).collect::<Vec<_>>());
    let of = |row: Vec<String>| (row[0].trim_matches('"').to_owned(), row[4..8].to_vec());
    cells.map(of).collect()
}

#[tokio::test]
async fn the_journeys_of_residents_to_a_meeting_count_for_those_who_go() {
    on_both_engines(async |world| {
        let season = world.planned_season(3).await;
        let by = By::instance(&world.app);
        announce(&by, &season.edition, &what()).await.unwrap();
        published(&world, &season).await;
        world.run("update person set home = 'Lyon'", vec![]).await;
        let meeting = known(&world, &season).await;
        let path = format!("{LIST}/{}", meeting.id);
        let day = meeting.starts_on.unwrap();
        // Who is away is not proposed.
        world
            .run(
                "insert into unavailable (id, edition_id, person_id, from_on, to_on, half, weekday, reason, noted_at, audience)
                 select 'u-remi', $1, id, $2, $2, 'am', '', '', 0, $3 from person where name = 'Rémi'",
                params![&season.edition, day, transfo::platform::gate::Circles::COORDINATION],
            )
            .await;
        let proposed = counted(&world, &season).await;
        assert_eq!(proposed["Rémi"][1], "0");
        assert_eq!(proposed["Rosa"][1], "1");
        let load = world
            .get(&season.coordinator, "/saisons/deux/calendrier/charge")
            .await;
        assert!(load.body.contains("Personne n’a dit qui va à ces rencontres"), "{}", load.body);
        assert!(load.body.contains("dont 3 pour des rencontres"), "{}", load.body);
        let page = world.get(&season.coordinator, &path).await;
        assert!(page.statements() <= 12);
        assert!(page.body.contains("Rémi (Lyon) : pas libre ces jours-là"), "{}", page.body);
        let seen = world.get(&season.ambassador, &path).await.body;
        assert!(!seen.contains("Rosa"), "a proposal tells who is free: {seen}");
        // The coordination says who goes, and nobody else does. No date changes: nobody is written to.
        let told = world.count("select count(*) from outbox").await;
        let id = async |name: &str| -> String {
            let sql = format!("select id from person where name = '{name}'");
            world.rows(&sql, vec![]).await[0].at(0).unwrap()
        };
        let (remi, outsider) = (id("Rémi").await, id("Paul").await);
        let act = format!("{path}/residents");
        let form = [("avant", "-"), ("resident", remi.as_str()), ("resident", outsider.as_str())];
        let wrong = world.post(&season.pilot, &act, &form).await;
        assert_eq!(wrong.status, StatusCode::FORBIDDEN);
        let said = world.post(&season.coordinator, &act, &form).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
        let journal = "select count(*) from journal where act = 'act-meeting-escorted'";
        assert_eq!(world.count(journal).await, 1);
        let rows = world.rows("select person_id from meeting_resident", vec![]).await;
        let going: Vec<String> = rows.iter().map(|row| row.at(0).unwrap()).collect();
        assert_eq!(going, std::slice::from_ref(&remi), "nobody from outside the teams");
        // There and back from Lyon to Metz, once, with the night between the two days.
        let after = counted(&world, &season).await;
        let change = |name: &str| -> Vec<i64> {
            let number = |text: &String| text.parse::<i64>().unwrap();
            let pairs = after[name].iter().zip(&proposed[name]);
            pairs.map(|(a, b)| number(a) - number(b)).collect()
        };
        assert_eq!(change("Rémi"), [1, 1, 1, 2 * 388]);
        assert_eq!(change("Rosa"), [-1, -1, -1, -2 * 388]);
        let seen = world.get(&season.ambassador, &path).await.body;
        assert!(seen.contains("Rémi") && !seen.contains("Rosa"), "{seen}");
        // Who had not seen that is told; what is said once stays when it is sent again.
        let late = world.post(&season.coordinator, &act, &[("avant", "-")]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.count("select count(*) from meeting_resident").await, 1);
        // After the meeting it can still be put right: nobody went.
        world.now("2027-07-15T08:00:00Z");
        let put_right = world
            .post(&season.coordinator, &act, &[("avant", remi.as_str())])
            .await;
        assert_eq!(put_right.status, StatusCode::SEE_OTHER, "{}", put_right.body);
        let page = world.get(&season.coordinator, &path).await.body;
        assert!(page.contains("Personne n’y va"), "{page}");
        assert_eq!(counted(&world, &season).await["Rémi"][1], "0");
        assert_eq!(world.count("select count(*) from outbox").await, told);
    })
    .await;
}
