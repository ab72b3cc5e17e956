//! Applying, releasing, agreeing, withdrawing.

use axum::http::StatusCode;
use transfo::{
    params,
    platform::{
        app::App,
        config::{Config, Mail},
    },
};

use super::link;
use crate::support::{World, nobody, on_both_engines};

const FORM: [(&str, &str); 10] = [
    ("name", "Agathe Lorentz"),
    ("email", ""),
    ("directorate", "Nord"),
    ("policy_field", "Jeunesse"),
    ("category", "A"),
    ("location", "Mairie"),
    ("manager_name", "Marc Chef"),
    ("manager_email", "marc@example.org"),
    ("consent", "yes"),
    ("release", "later"),
];

fn form<'f>(changes: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let mut form = FORM.to_vec();
    for (name, value) in changes {
        form.retain(|(n, _)| n != name);
        form.push((name, value));
    }
    form
}

/// The same world with a mail server: then a known address is answered like a new one.
fn with_mail(world: &World) -> World {
    let config = Config {
        mail: Mail {
            smtp: "smtp://127.0.0.1:1".into(),
            ..Mail::default()
        },
        show_sql_count: true,
        ..Config::default()
    };
    let app = App::new(
        world.app.db.clone(),
        world.app.clock.clone(),
        world.app.dice.clone(),
        config,
        false,
    );
    transfo::learn_works(&app);
    let mut other = world.clone();
    other.router = transfo::router(&app);
    other.app = app;
    other
}

#[tokio::test]
async fn an_agent_without_mail_applies_and_keeps_a_link() {
    on_both_engines(async |world| {
        world.selection().await;
        let page = world.get(&nobody(), "/appel/un/mulhouse").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("35 jours") && page.body.contains("name=\"consent\""));
        assert!(page.body.len() < 60_000, "{} bytes", page.body.len());
        let sent = world
            .post(&nobody(), "/appel/un/mulhouse", &form(&[]))
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        assert!(
            sent.location().starts_with("/candidature/"),
            "{}",
            sent.location()
        );
        let mine = world.get(&nobody(), sent.location()).await;
        assert!(mine.body.contains("Agathe Lorentz") && mine.body.contains("MUL-001"));
        assert!(mine.body.contains("votre hiérarchie l’ignore"));
        assert_eq!(world.count("select count(*) from outbox").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_form_with_faults_comes_back_filled() {
    on_both_engines(async |world| {
        world.selection().await;
        let faulty = form(&[
            ("email", "agathe@"),
            ("consent", "no"),
            ("directorate", "Ouest"),
        ]);
        let back = world.post(&nobody(), "/appel/un/mulhouse", &faulty).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        for part in [
            "error-summary",
            "value=\"agathe@\"",
            "Agathe Lorentz",
            "Cochez la case",
            "valeur de la liste",
            "<title>Erreur",
        ] {
            assert!(back.body.contains(part), "{part}");
        }
        assert_eq!(world.count("select count(*) from application").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one_candidacy() {
    on_both_engines(async |world| {
        world.selection().await;
        let ticket = "abcdefghjkmnpqrstuvwxyz023456789";
        let twice = form(&[("ticket", ticket)]);
        let first = world.post(&nobody(), "/appel/un/mulhouse", &twice).await;
        let second = world.post(&nobody(), "/appel/un/mulhouse", &twice).await;
        assert_eq!(first, second);
        assert_eq!(world.count("select count(*) from application").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_known_address_is_answered_like_a_new_one() {
    on_both_engines(async |world| {
        world.selection().await;
        let world = with_mail(&world);
        let with = |email| form(&[("email", email)]);
        let new = world
            .post(&nobody(), "/appel/un/mulhouse", &with("a@example.org"))
            .await;
        let known = world
            .post(&nobody(), "/appel/un/mulhouse", &with("A@example.org"))
            .await;
        assert_eq!(new, known);
        assert_eq!(new.location(), "/appel/un/mulhouse/recue");
        let page = world.get(&nobody(), new.location()).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(world.count("select count(*) from application").await, 1);
        let mails = world
            .rows(
                "select to_address, body from outbox order by prepared_at, id",
                vec![],
            )
            .await;
        assert_eq!(mails.len(), 2);
        for mail in mails {
            let body: String = mail.at(1).unwrap();
            let at = body.find("/candidature/").unwrap();
            let path: String = body[at..].lines().next().unwrap().to_owned();
            let mine = world.get(&nobody(), &path).await;
            assert!(
                mine.body.contains("Agathe Lorentz"),
                "each link opens the one candidacy"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn before_and_after_the_call_there_is_a_clear_page_and_no_form() {
    on_both_engines(async |world| {
        world.selection().await;
        world.now("2027-01-03T08:00:00Z");
        let before = world.get(&nobody(), "/appel/un/mulhouse").await;
        assert!(
            before.body.contains("ouvre le lundi 4 janvier 2027")
                && !before.body.contains("name=\"consent\"")
        );
        world.now("2027-02-01T08:00:00Z");
        let after = world.get(&nobody(), "/appel/un/mulhouse").await;
        assert!(
            after
                .body
                .contains("fermé depuis le dimanche 31 janvier 2027")
        );
        let late = world
            .post(&nobody(), "/appel/un/mulhouse", &form(&[]))
            .await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.count("select count(*) from application").await, 0);
        let nowhere = world.get(&nobody(), "/appel/un/metz").await;
        assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn the_manager_answers_only_after_the_release_and_until_the_freeze() {
    on_both_engines(async |world| {
        let s = world.selection().await;
        let sent = world
            .post(
                &nobody(),
                "/appel/un/mulhouse",
                &form(&[("email", "agathe@example.org")]),
            )
            .await;
        let own = sent.location().split('?').next().unwrap().to_owned();
        let confirm = world.get(&nobody(), &format!("{own}/transmettre")).await;
        assert!(confirm.body.contains("Marc Chef") && confirm.body.contains("marc@example.org"));
        assert_eq!(
            world
                .count("select count(*) from application where released_at is not null")
                .await,
            0
        );
        world
            .post(&nobody(), &format!("{own}/transmettre"), &[])
            .await;
        let mails = world
            .rows("select body from outbox where kind = 'endorsement'", vec![])
            .await;
        let body: String = mails[0].at(0).unwrap();
        let accord = body[body.find("/accord/").unwrap()..]
            .lines()
            .next()
            .unwrap()
            .to_owned();
        let asked = world.get(&nobody(), &accord).await;
        assert!(asked.body.contains("Agathe Lorentz") && asked.body.contains("35 jours"));
        let again = world.get(&nobody(), &accord).await;
        assert_eq!(asked.body, again.body, "reading changes nothing");
        let empty = world.post(&nobody(), &accord, &[("note", "x")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        for (answer, stored) in [("no", "refused"), ("yes", "granted")] {
            let done = world
                .post(&nobody(), &accord, &[("answer", answer), ("note", "Vu")])
                .await;
            assert!(
                done.location().ends_with("endorsement-noted"),
                "{}",
                done.location()
            );
            let count = world
                .rows(
                    "select count(*) from application where endorsement = $1",
                    params![stored],
                )
                .await;
            assert_eq!(count[0].at::<i64>(0).unwrap(), 1);
        }
        let mine = world.get(&nobody(), &own).await;
        assert!(mine.body.contains("vous pouvez être tiré au sort"));
        let page = world.get(&s.pilot, &format!("{}/tirage/geler", s.at)).await;
        let hash = hidden_hash(&page.body);
        world
            .post(
                &s.pilot,
                &format!("{}/tirage/geler", s.at),
                &[("hash", &hash)],
            )
            .await;
        let late = world.post(&nobody(), &accord, &[("answer", "no")]).await;
        assert!(
            late.location().ends_with("endorsement-closed"),
            "{}",
            late.location()
        );
    })
    .await;
}

/// The value of a hidden field.
pub fn hidden(body: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let at = body.find(&start).unwrap_or_else(|| panic!("{body}")) + start.len();
    body[at..].chars().take_while(|c| *c != '"').collect()
}

pub fn hidden_hash(body: &str) -> String {
    let at = body
        .find("name=\"hash\" value=\"")
        .unwrap_or_else(|| panic!("{body}"))
        + 19;
    body[at..]
        .chars()
        .take_while(char::is_ascii_hexdigit)
        .collect()
}

#[tokio::test]
async fn one_withdraws_without_a_reason_and_comes_back_while_the_call_is_open() {
    on_both_engines(async |world| {
        world.selection().await;
        let sent = world
            .post(&nobody(), "/appel/un/mulhouse", &form(&[]))
            .await;
        let own = sent.location().split('?').next().unwrap().to_owned();
        let confirm = world.get(&nobody(), &format!("{own}/retirer")).await;
        assert!(confirm.body.contains("Aucune raison"));
        world.post(&nobody(), &format!("{own}/retirer"), &[]).await;
        assert_eq!(
            world
                .count("select count(*) from application where withdrawn_at is not null")
                .await,
            1
        );
        let back = world
            .post(&nobody(), &format!("{own}/reprendre"), &[])
            .await;
        assert!(back.location().ends_with("application-back"));
        assert_eq!(
            world
                .count("select count(*) from application where withdrawn_at is not null")
                .await,
            0
        );
        world.post(&nobody(), &format!("{own}/retirer"), &[]).await;
        world.now("2027-02-01T08:00:00Z");
        let late = world
            .post(&nobody(), &format!("{own}/reprendre"), &[])
            .await;
        assert!(late.location().ends_with("application-too-late"));
    })
    .await;
}

#[tokio::test]
async fn the_pilot_types_in_paper_and_hands_over_links() {
    on_both_engines(async |world| {
        let s = world.selection().await;
        let done = world
            .post(
                &s.pilot,
                &format!("{}/candidatures/saisir", s.at),
                &form(&[("release", "now")]),
            )
            .await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.location());
        let own = link(&done, "/candidature/");
        assert!(world.get(&nobody(), &own).await.body.contains("MUL-001"));
        let list = world.get(&s.pilot, &format!("{}/candidatures", s.at)).await;
        assert!(list.body.contains("Agathe Lorentz") && list.body.contains("Accord demandé"));
        let one = link(
            &list,
            &format!("{}/candidatures/", s.at).replace("/saisons", "/saisons"),
        );
        let id = world.rows("select id from application", vec![]).await[0]
            .at::<String>(0)
            .unwrap();
        let at = format!("{}/candidatures/{id}", s.at);
        assert!(!one.is_empty());
        let noted = world
            .post(
                &s.pilot,
                &format!("{at}/accord"),
                &[("answer", "yes"), ("note", "papier")],
            )
            .await;
        assert!(noted.location().ends_with("endorsement-noted"));
        let new = world.post(&s.pilot, &format!("{at}/lien"), &[]).await;
        assert!(
            world
                .get(&nobody(), &link(&new, "/candidature/"))
                .await
                .body
                .contains("MUL-001")
        );
        let corrected = world
            .post(
                &s.pilot,
                &format!("{at}/profil"),
                &form(&[("directorate", "Sud")]),
            )
            .await;
        assert!(
            corrected.location().ends_with("application-corrected"),
            "{}",
            corrected.body
        );
        let file = world
            .get(&s.pilot, &format!("{}/candidatures/tableur", s.at))
            .await;
        assert!(
            file.body.starts_with('\u{feff}') && file.body.contains("MUL-001;Agathe Lorentz;;Sud;"),
            "{}",
            file.body
        );
    })
    .await;
}

#[tokio::test]
async fn fifty_apply_at_once_and_nobody_is_lost() {
    on_both_engines(async |world| {
        world.selection().await;
        let mut all = tokio::task::JoinSet::new();
        for n in 0..50 {
            let world = world.clone();
            all.spawn(async move {
                let name = format!("Agent {n}");
                let sent = world
                    .post(&nobody(), "/appel/un/mulhouse", &form(&[("name", &name)]))
                    .await;
                (name, sent)
            });
        }
        while let Some(done) = all.join_next().await {
            let (name, sent) = done.unwrap();
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
            let mine = world.get(&nobody(), sent.location()).await;
            assert!(mine.body.contains(&name));
        }
        assert_eq!(
            world
                .count("select count(distinct reference) from application")
                .await,
            50
        );
    })
    .await;
}
