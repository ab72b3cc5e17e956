//! Working groups: composed, levelled after absences, in line with the cohort, and shown to those they are for.

use axum::http::StatusCode;
use transfo::{
    params,
    platform::{data_map::MAP, gate::Role},
};

use crate::{
    cohort::drawing::drawn,
    support::{Answer, Persona, World, cohort::Selection, on_both_engines},
};

/// A published cohort of twenty, and somebody of its team.
async fn cohort(world: &World) -> (Selection, Persona) {
    let s = drawn(world).await;
    world
        .post(&s.pilot, &format!("{}/tirage/publier", s.at), &[])
        .await;
    let resident = world
        .person(
            "Rose Resident",
            &[(Role::Resident, Some(&s.edition.id), Some(&s.site.id))],
        )
        .await;
    (s, resident)
}

async fn members(world: &World) -> Vec<String> {
    let sql = "select id from member where kind = 'member' and left_on is null order by rank";
    let rows = world.rows(sql, vec![]).await;
    rows.iter().map(|row| row.at(0).unwrap()).collect()
}

async fn ambassador(world: &World, s: &Selection) -> Persona {
    let row = &world
        .rows(
            "select author_id from member where kind = 'member' and site_id = $1 order by rank limit 1",
            params![&s.site.id],
        )
        .await[0];
    let id: String = row.at(0).unwrap();
    Persona {
        name: "ambassador".into(),
        cookie: Some(world.session(&id).await),
        id,
    }
}

/// In February, March and April.
async fn three_runs(world: &World, s: &Selection) {
    for (n, day) in (0..).zip(["2027-02-02", "2027-03-02", "2027-04-06"]) {
        run(world, s, &format!("run-{n}"), day).await;
    }
}

async fn run(world: &World, s: &Selection, id: &str, day: &str) {
    world
        .run(
            "insert into run (id, site_id, starts_on, days, revision, changed_at) values ($1, $2, $3, 2, 0, $4)",
            params![id, &s.site.id, day, world.app.clock.now()],
        )
        .await;
}

/// Session, member and group, and whether away.
async fn seats(world: &World) -> Vec<(i64, String, i64, bool)> {
    let sql =
        "select number, member_id, seat, away_at from grouping_seat order by number, member_id";
    let rows = world.rows(sql, vec![]).await;
    rows.iter()
        .map(|row| {
            let away = row.at::<Option<i64>>(3).unwrap().is_some();
            (
                row.at(0).unwrap(),
                row.at(1).unwrap(),
                row.at(2).unwrap(),
                away,
            )
        })
        .collect()
}

/// Session and member of every seat noted as away.
async fn away(world: &World) -> Vec<(i64, String)> {
    let noted = seats(world).await.into_iter().filter(|seat| seat.3);
    noted.map(|seat| (seat.0, seat.1)).collect()
}

/// A member said to be away: from, to, and which half of the days.
async fn said(world: &World, s: &Selection, member: &str, (from, to, half): (&str, &str, &str)) {
    world
        .run(
            "insert into unavailable (id, edition_id, site_id, application_id, from_on, to_on, half, reason, noted_at, audience)
             select $1, $2, site_id, application_id, $4, $5, $6, 'motif caché', 0, 1025 from member where id = $3",
            params![format!("u-{member}"), &s.edition.id, member, from, to, half],
        )
        .await;
}

fn at(s: &Selection) -> String {
    format!("{}/cohorte/groupes", s.at)
}

async fn compose(world: &World, who: &Persona, s: &Selection, form: &[(&str, &str)]) -> Answer {
    world.post(who, &format!("{}/composer", at(s)), form).await
}

fn made(answer: &Answer) -> bool {
    answer.location().ends_with("dit=groups-made")
}

#[tokio::test]
async fn the_team_composes_groups_and_the_cohort_reads_them() {
    on_both_engines(async |world| {
        let (s, resident) = cohort(&world).await;
        let people = members(&world).await;
        for (n, day) in ["2027-02-02", "2027-03-02"].iter().enumerate() {
            run(&world, &s, &format!("run-{n}"), day).await;
        }
        let form = world.get(&resident, &format!("{}/composer", at(&s))).await;
        assert!(
            form.body.contains("20 personnes à répartir"),
            "{}",
            form.body
        );
        assert!(form.body.contains("2 séquences à venir au calendrier"));
        let typed = [
            ("groups", "4"),
            ("sessions", "5"),
            ("spread", "directorate"),
            ("wish-0", "apart"),
            ("one-0", &people[0]),
            ("other-0", &people[1]),
            ("wish-1", "together"),
            ("one-1", &people[2]),
            ("other-1", &people[3]),
            ("given-0", &people[4]),
            ("given-session-0", "3"),
            ("given-group-0", "2"),
            ("away-0", &people[5]),
            ("away-session-0", "1"),
        ];
        let done = compose(&world, &resident, &s, &typed).await;
        assert!(made(&done), "{}", done.body);
        let seats = seats(&world).await;
        assert_eq!(seats.len(), 100);
        let group = |session: i64, person: &String| {
            seats
                .iter()
                .find(|x| x.0 == session && x.1 == *person)
                .unwrap()
                .2
        };
        for session in 1..=5 {
            assert_ne!(group(session, &people[0]), group(session, &people[1]));
            assert_eq!(group(session, &people[2]), group(session, &people[3]));
            for number in 1..=4 {
                let size = seats
                    .iter()
                    .filter(|x| x.0 == session && x.2 == number)
                    .count();
                assert_eq!(size, 5, "session {session}, group {number}");
            }
        }
        assert_eq!(group(3, &people[4]), 2);
        assert_eq!(seats.iter().filter(|x| x.3).count(), 1);
        let tied = world
            .rows(
                "select number, run_id from grouping_session order by number",
                vec![],
            )
            .await;
        let tied: Vec<Option<String>> = tied.iter().map(|r| r.at(1).unwrap()).collect();
        assert_eq!(tied[..2], [Some("run-0".into()), Some("run-1".into())]);
        assert_eq!(tied[2..], [None, None, None]);

        let reader = ambassador(&world, &s).await;
        let page = world.get(&reader, &at(&s)).await;
        assert!(
            page.body
                .contains("Séance 1, du mardi 2 au mercredi 3 février 2027"),
            "{}",
            page.body
        );
        assert!(page.body.contains("Qui rencontre qui"));
        assert!(
            !page.body.contains("Absents notés"),
            "not told to the cohort"
        );
        let team = world.get(&resident, &at(&s)).await;
        assert!(team.body.contains("Absents notés"));
        let cards = world.get(&reader, &format!("{}/cartes", at(&s))).await;
        assert_eq!(cards.body.matches("<li class=\"name-card\">").count(), 20);
        // Who is away from session 1 has no group on their card for it.
        assert_eq!(cards.body.matches("<dt>").count(), 99);
        for act in ["composer", "1"] {
            let path = format!("{}/{act}", at(&s));
            assert_eq!(
                world.get(&reader, &path).await.status,
                StatusCode::FORBIDDEN
            );
            assert_eq!(
                world.post(&reader, &path, &[]).await.status,
                StatusCode::FORBIDDEN
            );
        }
        let manager = world
            .person(
                "Max Manager",
                &[(Role::Manager, Some(&s.edition.id), Some(&s.site.id))],
            )
            .await;
        let nothing = world.get(&manager, &at(&s)).await;
        assert!(
            nothing.body.contains("Pas encore de groupes"),
            "{}",
            nothing.body
        );
        assert_eq!(
            world
                .get(&manager, &format!("{}/cartes", at(&s)))
                .await
                .status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_composed_comes_back_with_a_sentence() {
    on_both_engines(async |world| {
        let (s, _) = cohort(&world).await;
        let people = members(&world).await;
        let mut refused = Vec::new();
        for (form, sentence) in [
            (vec![("groups", "0"), ("sessions", "3")], "entre 1 et 20"),
            (vec![("groups", "4"), ("sessions", "0")], "entre 1 et 60"),
            (
                vec![("sizes", "6, 6, x"), ("sessions", "3")],
                "séparés par des virgules",
            ),
            (
                vec![("sizes", "6, 6, 6"), ("sessions", "3")],
                "18 places, pour 20 personnes",
            ),
            (
                vec![
                    ("groups", "4"),
                    ("sessions", "3"),
                    ("one-1", &people[0]),
                    ("other-1", &people[0]),
                ],
                "deux personnes différentes",
            ),
            (
                vec![
                    ("groups", "4"),
                    ("sessions", "3"),
                    ("given-0", &people[0]),
                    ("given-session-0", "9"),
                    ("given-group-0", "1"),
                ],
                "un groupe qui existe",
            ),
            (
                vec![
                    ("groups", "4"),
                    ("sessions", "3"),
                    ("away-0", "nobody"),
                    ("away-session-0", "1"),
                ],
                "une personne de la cohorte",
            ),
            (
                vec![
                    ("groups", "4"),
                    ("sessions", "2"),
                    ("wish-0", "apart"),
                    ("one-0", &people[0]),
                    ("other-0", &people[1]),
                    ("wish-1", "together"),
                    ("one-1", &people[0]),
                    ("other-1", &people[1]),
                ],
                "Aucune répartition ne tient",
            ),
        ] {
            let answer = compose(&world, &s.pilot, &s, &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
            assert!(
                answer.body.contains(sentence),
                "{sentence}: {}",
                answer.body
            );
            refused.push(answer);
        }
        assert!(
            refused[3].body.contains("value=\"6, 6, 6\""),
            "what was typed is still there"
        );
        assert!(seats(&world).await.is_empty());
        // A cohort of nobody has no groups.
        world
            .run("update member set left_on = '2027-01-05'", vec![])
            .await;
        let nobody = compose(&world, &s.pilot, &s, &[("groups", "1"), ("sessions", "1")]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

/// The lines of absences that the form shows filled in: member and session.
fn filled(page: &str) -> Vec<(String, String)> {
    let value = |from: &str| {
        from.split("value=\"")
            .nth(1)
            .map(|v| v.split('"').next().unwrap().to_owned())
    };
    let lines = page.split("<select class=\"medium\" id=\"f-away-").skip(1);
    lines
        .filter_map(|line| {
            let (select, rest) = line.split_once("</select>").unwrap();
            let option = select.split("<option ").find(|o| o.contains(" selected"))?;
            Some((value(option)?, value(rest)?))
        })
        .filter(|(member, _)| !member.is_empty())
        .collect()
}

#[tokio::test]
async fn who_said_to_be_away_or_withdrew_is_filled_in_and_the_team_decides() {
    on_both_engines(async |world| {
        let (s, resident) = cohort(&world).await;
        three_runs(&world, &s).await;
        let people = members(&world).await;
        // Away from both days of the second session; from a half-day of the third; and somebody else's reason is secret.
        let (days, morning) = (("2027-03-01", "2027-03-05", "day"), ("2027-04-06", "2027-04-06", "morning"));
        said(&world, &s, &people[0], days).await;
        said(&world, &s, &people[1], morning).await;
        world
            .run(
                "update application set withdrawn_at = 1 where id = (select application_id from member where id = $1)",
                params![&people[2]],
            )
            .await;
        let form = format!("{}/composer", at(&s));
        let page = world.get(&resident, &form).await;
        let known = [
            (people[0].clone(), "2".to_owned()),
            (people[2].clone(), String::new()),
        ];
        assert_eq!(filled(&page.body), known);
        for (why, count) in [
            ("D’après ses disponibilités", 1),
            ("S’est retirée", 1),
            ("motif caché", 0),
        ] {
            assert_eq!(page.body.matches(why).count(), count, "{why}");
        }
        // The line of who withdrew stays, the other is emptied.
        let answer = [
            ("groups", "4"),
            ("sessions", "3"),
            ("away-0", ""),
            ("away-session-0", "2"),
            ("away-1", &people[2]),
            ("away-session-1", ""),
        ];
        assert!(made(&compose(&world, &resident, &s, &answer).await));
        let away = away(&world).await;
        let whole: Vec<(i64, String)> = (1..=3).map(|n| (n, people[2].clone())).collect();
        assert_eq!(away, whole, "from every session to come, and nobody else");
        // Composed again: said once, and once the first session is over the numbers stay those of the sessions.
        world.now("2027-02-10T08:00:00Z");
        let again = world.get(&resident, &form).await;
        assert_eq!(filled(&again.body), known);
    })
    .await;
}

#[tokio::test]
async fn more_absences_than_the_form_has_lines_to_spare_are_all_there() {
    on_both_engines(async |world| {
        let (s, resident) = cohort(&world).await;
        three_runs(&world, &s).await;
        run(&world, &s, "run-3", "2027-05-04").await;
        let people = members(&world).await;
        // Everybody, from four sessions: eighty absences.
        for member in &people {
            said(&world, &s, member, ("2027-02-01", "2027-05-06", "day")).await;
        }
        let form = format!("{}/composer", at(&s));
        let page = world.get(&resident, &form).await;
        let whole = |id: &String| (id.clone(), "1, 2, 3, 4".to_owned());
        let known: Vec<(String, String)> = people.iter().map(whole).collect();
        assert_eq!(filled(&page.body), known);
        // Sessions in a row, however they are written; the line with a fault is named, far down too.
        let mut answer = vec![("groups", "4"), ("sessions", "4")];
        answer.extend([
            ("away-99", people[3].as_str()),
            ("away-session-99", "1;3-4"),
        ]);
        assert!(made(&compose(&world, &resident, &s, &answer).await));
        let away = away(&world).await;
        assert_eq!(away, [1, 3, 4].map(|n| (n, people[3].clone())));
        for wrong in ["4-2", "61", "0", "two", "1-"] {
            answer.pop();
            answer.push(("away-session-99", wrong));
            let refused = compose(&world, &resident, &s, &answer).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert!(refused.body.contains("id=\"f-away-99-error\""), "{wrong}");
            assert!(
                refused.body.contains(&format!("value=\"{wrong}\"")),
                "{wrong}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn an_absence_moves_few_people_and_past_sessions_stay() {
    on_both_engines(async |world| {
        let (s, resident) = cohort(&world).await;
        three_runs(&world, &s).await;
        assert!(made(
            &compose(&world, &resident, &s, &[("groups", "4"), ("sessions", "4")]).await
        ));
        let first = seats(&world).await;
        world.now("2027-02-10T08:00:00Z");
        // The first session is over: nothing changes it any more.
        let group: Vec<&String> = first
            .iter()
            .filter(|x| x.0 == 1 && x.2 == 1)
            .map(|x| &x.1)
            .collect();
        let late = world
            .post(&resident, &format!("{}/1", at(&s)), &[("away", group[0])])
            .await;
        assert!(
            late.location().ends_with("groups-held-already"),
            "{}",
            late.location()
        );
        // One away from the second: nobody else has to move.
        let of_second = |number: i64| -> Vec<&String> {
            first
                .iter()
                .filter(|x| x.0 == 2 && x.2 == number)
                .map(|x| &x.1)
                .collect()
        };
        let one = of_second(1);
        let alone = world
            .post(&resident, &format!("{}/2", at(&s)), &[("away", one[0])])
            .await;
        assert!(
            alone.location().ends_with("groups-nobody-moved"),
            "{}",
            alone.location()
        );
        // Two away: one comes over, and is marked.
        let away = [("away", one[0].as_str()), ("away", one[1].as_str())];
        let both = world.post(&resident, &format!("{}/2", at(&s)), &away).await;
        assert!(
            both.location().ends_with("groups-replanned"),
            "{}",
            both.location()
        );
        let second = seats(&world).await;
        let moved: Vec<_> = first
            .iter()
            .zip(&second)
            .filter(|(a, b)| a.2 != b.2)
            .collect();
        assert_eq!(moved.len(), 1, "{moved:?}");
        assert_eq!((moved[0].1.0, moved[0].1.2), (2, 1));
        let page = world.get(&resident, &format!("{}/2", at(&s))).await;
        assert!(page.body.contains("vient du Groupe"), "{}", page.body);
        // They come back: their seats were kept.
        world.post(&resident, &format!("{}/2", at(&s)), &[]).await;
        let third = seats(&world).await;
        assert!(third.iter().all(|x| !x.3));
        // Composing anew keeps the first session, to the seat.
        assert!(made(
            &compose(&world, &resident, &s, &[("groups", "5"), ("sessions", "4")]).await
        ));
        let fourth = seats(&world).await;
        let past = |all: &[(i64, String, i64, bool)]| -> Vec<_> {
            all.iter().filter(|x| x.0 == 1).cloned().collect()
        };
        assert_eq!(past(&first), past(&fourth));
        assert_eq!(fourth.iter().map(|x| x.2).max(), Some(5));
        // A session without a run is held when somebody says so.
        let hold = format!("{}/4/tenue", at(&s));
        assert!(
            world
                .post(&resident, &hold, &[])
                .await
                .location()
                .ends_with("groups-held")
        );
        assert!(
            world
                .post(&resident, &hold, &[])
                .await
                .location()
                .ends_with("groups-held-already")
        );
        let absent = world.post(&resident, &format!("{}/9", at(&s)), &[]).await;
        assert_eq!(absent.status, StatusCode::NOT_FOUND);
        assert_eq!(
            world
                .count("select count(*) from journal where act like 'act-groups%'")
                .await,
            6
        );
    })
    .await;
}

#[tokio::test]
async fn who_left_is_taken_out_of_the_sessions_to_come_and_who_came_gets_the_seat() {
    on_both_engines(async |world| {
        let (s, resident) = cohort(&world).await;
        run(&world, &s, "run-0", "2027-02-02").await;
        assert!(made(
            &compose(&world, &resident, &s, &[("groups", "4"), ("sessions", "3")]).await
        ));
        let before = seats(&world).await;
        world.now("2027-02-10T08:00:00Z");
        let people = members(&world).await;
        let leave = format!("{}/cohorte/{}/depart", s.at, people[0]);
        let confirm = world.get(&s.pilot, &leave).await;
        let next = crate::cohort::applying::hidden(&confirm.body, "next");
        let left = world.post(&s.pilot, &leave, &[("next", &next)]).await;
        assert!(
            left.location().ends_with("member-left"),
            "{}",
            left.location()
        );
        let page = world.get(&resident, &at(&s)).await;
        assert!(
            page.body.contains("La cohorte a changé depuis"),
            "{}",
            page.body
        );
        let followed = world.post(&resident, &at(&s), &[]).await;
        assert!(followed.location().ends_with("groups-followed"));
        let after = seats(&world).await;
        let of = |all: &[(i64, String, i64, bool)], session: i64, person: &String| {
            all.iter()
                .find(|x| x.0 == session && x.1 == *person)
                .map(|x| x.2)
        };
        assert_eq!(
            of(&after, 1, &people[0]),
            of(&before, 1, &people[0]),
            "what was held stays"
        );
        for session in [2, 3] {
            assert_eq!(of(&after, session, &people[0]), None);
            assert_eq!(of(&after, session, &next), of(&before, session, &people[0]));
        }
        assert!(
            !world
                .get(&resident, &at(&s))
                .await
                .body
                .contains("La cohorte a changé depuis")
        );
        // Erased with the edition's people: the seats go, and nobody's name is left in them.
        assert!(MAP.iter().any(|entry| entry.table == "grouping_seat"));
        world.run("update application set name = ''", vec![]).await;
        let unnamed = world.get(&resident, &at(&s)).await;
        assert!(unnamed.body.contains("Personne n° 1"), "{}", unnamed.body);
        world.now("2030-01-02T08:00:00Z");
        transfo::privacy::erase::ask_daily(&world.app)
            .await
            .unwrap();
        transfo::platform::jobs::drain(&world.app).await.unwrap();
        assert!(seats(&world).await.is_empty());
        assert_eq!(world.count("select count(*) from grouping").await, 0);
    })
    .await;
}
