//! People: every way in, every refusal, the account, roles that end.

mod account;

use axum::http::StatusCode;
use transfo::{
    params,
    people::{password::Password, second_factor, sign_in},
    platform::{config::SecondFactor, gate::Role},
};

use crate::support::{Persona, World, nobody, on_both_engines};

const PASSWORD: &str = "quatre chevaux mangent";

async fn with_password(world: &World, name: &str) -> Persona {
    let person = world.person(name, &[]).await;
    let hash = Password::new(PASSWORD, "", "").unwrap().hash().unwrap();
    world
        .run(
            "update person set password_hash = $2 where id = $1",
            params![&person.id, hash],
        )
        .await;
    person
}

fn cookie(answer: &crate::support::Answer) -> Option<String> {
    let header = answer.headers.get("set-cookie")?.to_str().ok()?;
    let value = header.strip_prefix("transfo=")?.split(';').next()?;
    assert!(header.contains("HttpOnly") && header.contains("SameSite=Lax"));
    Some(value.to_owned())
}

#[tokio::test]
async fn a_password_opens_a_session_and_a_wrong_one_does_not() {
    on_both_engines(async |world| {
        let nora = with_password(&world, "Nora").await;
        let email = format!("{}@example.org", nora.id);
        let form = [("email", email.as_str()), ("password", "autre phrase ici")];
        let wrong = world.post(&nobody(), "/connexion", &form).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains(&email), "the form comes back filled");
        let unknown = [("email", "personne@example.org"), ("password", PASSWORD)];
        let nobody_there = world.post(&nobody(), "/connexion", &unknown).await;
        assert_eq!(
            wrong.body.replace(&email, "X"),
            nobody_there.body.replace("personne@example.org", "X"),
            "an unknown address answers like a wrong password"
        );
        let form = [
            ("email", email.as_str()),
            ("password", PASSWORD),
            ("suite", "/compte"),
        ];
        let right = world.post(&nobody(), "/connexion", &form).await;
        assert_eq!(right.location(), "/compte");
        let me = Persona {
            cookie: cookie(&right),
            ..Persona::default()
        };
        let account = world.get(&me, "/compte").await;
        assert_eq!(account.status, StatusCode::OK);
        assert!(account.body.contains("Nora"));
    })
    .await;
}

#[tokio::test]
async fn too_many_tries_are_stopped_for_that_address_only() {
    on_both_engines(async |world| {
        let nora = with_password(&world, "Nora").await;
        let email = format!("{}@example.org", nora.id);
        for _ in 0..10 {
            let form = [("email", email.as_str()), ("password", "non non non non")];
            world.post(&nobody(), "/connexion", &form).await;
        }
        let form = [("email", email.as_str()), ("password", PASSWORD)];
        let stopped = world.post(&nobody(), "/connexion", &form).await;
        assert!(stopped.body.contains("Trop d’essais"));
        world.now("2027-01-04T09:00:00Z");
        let later = world.post(&nobody(), "/connexion", &form).await;
        assert_eq!(later.status, StatusCode::SEE_OTHER);
    })
    .await;
}

async fn mailed(world: &World) -> (String, String) {
    let rows = world
        .rows(
            "select body from outbox where kind = 'sign-in' order by prepared_at desc, id",
            vec![],
        )
        .await;
    let body: String = rows[0].at(0).unwrap();
    let token = body.split("/connexion/lien/").nth(1).unwrap();
    let token: String = token
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let code = body.split("code : ").nth(1).unwrap();
    (token, code.chars().take(6).collect())
}

#[tokio::test]
async fn a_mailed_link_is_opened_by_a_post_and_once() {
    on_both_engines(async |world| {
        let nora = world.person("Nora", &[]).await;
        let email = format!("{}@example.org", nora.id);
        let asked = world
            .post(&nobody(), "/connexion/courriel", &[("email", &email)])
            .await;
        let stranger = [("email", "personne@example.org")];
        let unknown = world
            .post(&nobody(), "/connexion/courriel", &stranger)
            .await;
        assert_eq!(asked.status, unknown.status);
        assert_eq!(world.count("select count(*) from outbox").await, 1);
        let (token, _) = mailed(&world).await;
        let path = format!("/connexion/lien/{token}");
        for _ in 0..3 {
            // A scanner opens the link: nothing changes.
            assert_eq!(world.get(&nobody(), &path).await.status, StatusCode::OK);
        }
        let entered = world.post(&nobody(), &path, &[]).await;
        assert!(cookie(&entered).is_some());
        let again = world.post(&nobody(), &path, &[]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn a_mailed_code_is_taken_within_five_tries_and_an_hour() {
    on_both_engines(async |world| {
        let nora = world.person("Nora", &[]).await;
        let email = format!("{}@example.org", nora.id);
        let asked = world
            .post(&nobody(), "/connexion/courriel", &[("email", &email)])
            .await;
        let key = asked.body.split("name=\"cle\" value=\"").nth(1).unwrap();
        let key = key.split('"').next().unwrap().to_owned();
        let (_, code) = mailed(&world).await;
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let refused = world
            .post(
                &nobody(),
                "/connexion/code",
                &[("cle", &key), ("code", wrong)],
            )
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        let right = world
            .post(
                &nobody(),
                "/connexion/code",
                &[("cle", &key), ("code", &spaced)],
            )
            .await;
        assert!(cookie(&right).is_some(), "{}", right.body);

        world
            .post(&nobody(), "/connexion/courriel", &[("email", &email)])
            .await;
        world.now("2027-01-04T09:30:00Z");
        let (token, _) = mailed(&world).await;
        let late = world
            .post(&nobody(), &format!("/connexion/lien/{token}"), &[])
            .await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn a_second_factor_is_asked_once_it_is_confirmed() {
    on_both_engines(async |world| {
        let nora = with_password(&world, "Nora").await;
        world
            .post(&nora, "/compte/double-facteur/nouveau", &[])
            .await;
        let rows = world.rows("select totp_secret from person", vec![]).await;
        let secret: String = rows[0].at(0).unwrap();
        let code = second_factor::code(&secret, world.app.clock.now()).unwrap();
        let confirmed = world
            .post(&nora, "/compte/double-facteur", &[("code", &code)])
            .await;
        assert_eq!(confirmed.status, StatusCode::OK);
        let recovery = confirmed.body.split("<code>").nth(1).unwrap();
        let recovery = recovery.split('<').next().unwrap().to_owned();

        let email = format!("{}@example.org", nora.id);
        let form = [("email", email.as_str()), ("password", PASSWORD)];
        let half = world.post(&nobody(), "/connexion", &form).await;
        assert!(cookie(&half).is_none(), "the password alone opens nothing");
        let key = half.location().split("cle=").nth(1).unwrap();
        let key = key.split('&').next().unwrap().to_owned();
        let used = [("cle", key.as_str()), ("code", code.as_str())];
        let replayed = world
            .post(&nobody(), "/connexion/second-facteur", &used)
            .await;
        assert!(cookie(&replayed).is_none(), "a code is taken once");
        let saved = [("cle", key.as_str()), ("code", recovery.as_str())];
        let entered = world
            .post(&nobody(), "/connexion/second-facteur", &saved)
            .await;
        assert!(cookie(&entered).is_some());
    })
    .await;
}

#[tokio::test]
async fn who_leads_must_have_a_second_factor_before_anything_else_opens() {
    on_both_engines(async |world| {
        let world = world.configured(|c| c.security.second_factor = SecondFactor::Privileged);
        let edition = world.edition("un").await;
        let site = world.site(&edition, "mulhouse", "216802249").await;
        let (e, s) = (Some(edition.as_str()), Some(site.as_str()));
        let pilot = world.person("Paul", &[(Role::Pilot, e, s)]).await;
        for path in [
            "/",
            "/saisons/un",
            "/saisons/un/mulhouse/candidatures",
            "/compte",
            "/aide",
        ] {
            let asked = world.get(&pilot, path).await;
            assert_eq!(asked.location(), "/compte/double-facteur", "{path}");
        }
        let act = world
            .post(
                &pilot,
                "/saisons/un/mulhouse/candidatures/saisir",
                &[("name", "X")],
            )
            .await;
        assert_eq!(act.location(), "/compte/double-facteur");
        let page = world.get(&pilot, "/compte/double-facteur").await;
        assert!(page.status == StatusCode::OK && page.body.contains("Protéger votre compte"));
        assert!(
            page.body
                .contains("action=\"/compte/double-facteur/nouveau\"")
        );
        let begun = world
            .post(&pilot, "/compte/double-facteur/nouveau", &[])
            .await;
        assert_eq!(begun.location(), "/compte/double-facteur");
        let picture = world.get(&pilot, "/compte/double-facteur").await;
        assert!(picture.body.contains("<svg"), "{}", picture.body);
        assert_eq!(
            world.get(&pilot, "/saisons/un").await.location(),
            "/compte/double-facteur",
            "begun is not done"
        );
        let secret: String = world.rows("select totp_secret from person", vec![]).await[0]
            .at(0)
            .unwrap();
        let code = second_factor::code(&secret, world.app.clock.now()).unwrap();
        world
            .post(&pilot, "/compte/double-facteur", &[("code", &code)])
            .await;
        assert_eq!(
            world.get(&pilot, "/saisons/un").await.status,
            StatusCode::OK
        );
        // Others may, and need not; and who leaves may leave.
        let resident = world.person("Rose", &[(Role::Resident, e, s)]).await;
        assert_eq!(
            world.get(&resident, "/saisons/un").await.status,
            StatusCode::OK
        );
        for role in [Role::Coordinator, Role::Administrator] {
            let place = (role == Role::Coordinator).then_some(edition.as_str());
            let who = world.person(role.key(), &[(role, place, None)]).await;
            assert_eq!(
                world.get(&who, "/saisons").await.location(),
                "/compte/double-facteur"
            );
            assert!(
                world
                    .post(&who, "/deconnexion", &[])
                    .await
                    .location()
                    .starts_with("/connexion")
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_sent_after_the_session_ended_comes_back_after_signing_in() {
    on_both_engines(async |world| {
        let edition = world.edition("un").await;
        let site = world.site(&edition, "mulhouse", "216802249").await;
        let pilot = with_password(&world, "Paul").await;
        world
            .run(
                "insert into role (id, person_id, role, edition_id, site_id, since_on, granted_at) values ('r', $1, 'pilot', $2, $3, '2027-01-04', 0)",
                transfo::params![&pilot.id, &edition, &site],
            )
            .await;
        world.run("update session set expires_at = 1", vec![]).await;
        let act = "/saisons/un/mulhouse/fermetures";
        let typed = [("du", "2027-01-12"), ("au", ""), ("nom", "Vœux du maire & « déjeuner »"), ("genre", "conseil"), ("effet", "ferme")];
        let sent = world.post(&pilot, act, &typed).await;
        assert_eq!(sent.status, StatusCode::TEMPORARY_REDIRECT, "the same form goes to the sign-in page");
        assert_eq!(sent.location(), format!("/connexion/reprendre?acte={act}"));
        let page = world.post(&nobody(), sent.location(), &typed).await;
        assert!(page.status == StatusCode::OK && page.body.contains("Votre saisie est gardée"));
        // The sign-in form carries every field, through a wrong password too.
        let email = format!("{}@example.org", pilot.id);
        let mut form = hidden(&page.body, "/connexion");
        form.push(("email".into(), email));
        form.push(("password".into(), "wrong".into()));
        let wrong = world.post(&nobody(), "/connexion", &pairs(&form)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut form: Vec<_> = hidden(&wrong.body, "/connexion");
        form.push(("email".into(), format!("{}@example.org", pilot.id)));
        form.push(("password".into(), PASSWORD.into()));
        let back = world.post(&nobody(), "/connexion", &pairs(&form)).await;
        assert!(back.status == StatusCode::OK && back.body.contains("Voici ce que vous aviez saisi"), "{}", back.body);
        let again = Persona { cookie: cookie(&back), ..pilot.clone() };
        assert!(again.cookie.is_some(), "and opens the session");
        assert!(back.body.contains(&format!("<form method=\"post\" action=\"{act}\">")));
        let form = hidden(&back.body, act);
        assert_eq!(pairs(&form), typed, "to the letter");
        assert_eq!(world.count("select count(*) from closure").await, 0, "nothing is done unasked");
        world.post(&again, act, &pairs(&form)).await;
        let label: String = world.rows("select label from closure", vec![]).await[0].at(0).unwrap();
        assert_eq!(label, typed[2].1);
        // A password is never carried, and nothing is sent elsewhere.
        for (act, field) in [("/compte/mot-de-passe", "password"), ("//evil.example", "label"), ("https://evil.example", "label")] {
            let page = world.post(&nobody(), &format!("/connexion/reprendre?acte={act}"), &[(field, "hunter2")]).await;
            assert!(!page.body.contains("hunter2") && !page.body.contains("garde."), "{act}");
        }
    })
    .await;
}

/// The hidden fields of the form that goes to `action`.
fn hidden(html: &str, action: &str) -> Vec<(String, String)> {
    let form = html.split(&format!("action=\"{action}\"")).nth(1).unwrap();
    let form = form.split("</form>").next().unwrap();
    let plain = |text: &str| {
        text.replace("&#38;", "&")
            .replace("&amp;", "&")
            .replace("&#34;", "\"")
            .replace("&#39;", "'")
    };
    form.split("<input type=\"hidden\" name=\"")
        .skip(1)
        .map(|part| {
            let (name, rest) = part.split_once('"').unwrap();
            let value = rest
                .split_once("value=\"")
                .unwrap()
                .1
                .split('"')
                .next()
                .unwrap();
            (name.to_owned(), plain(value))
        })
        .collect()
}

fn pairs(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect()
}

#[tokio::test]
async fn people_are_found_whatever_accents_and_capitals_are_typed() {
    on_both_engines(async |world| {
        let boss = world
            .person("Chef", &[(Role::Administrator, None, None)])
            .await;
        for name in ["Éloïse ÇELIK", "Zoé Lefèvre", "Noël"] {
            world.person(name, &[]).await;
        }
        for (typed, found) in [
            ("eloise", "Éloïse ÇELIK"),
            ("%C3%89LO%C3%8FSE", "Éloïse ÇELIK"),
            ("%C3%A7elik", "Éloïse ÇELIK"),
            ("LEFEVRE", "Zoé Lefèvre"),
            ("noel", "Noël"),
            ("NO%C3%8BL", "Noël"),
        ] {
            let list = world.get(&boss, &format!("/personnes?q={typed}")).await;
            assert!(
                list.body.contains(&format!(">{found}</a>")),
                "{typed} finds {found}"
            );
            assert_eq!(
                list.body.matches("href=\"/personnes/person-").count(),
                1,
                "{typed} alone"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn an_invitation_lasts_fourteen_days_and_until_there_is_a_credential() {
    on_both_engines(async |world| {
        let nora = world.person("Nora", &[]).await;
        let mut tx = world.app.db.write().await.unwrap();
        let now = world.app.clock.now();
        let token = sign_in::invite(&mut tx, &world.app.dice, &nora.id, None, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let path = format!("/invitation/{token}");
        assert_eq!(world.get(&nobody(), &path).await.status, StatusCode::OK);
        for _ in 0..2 {
            let entered = world.post(&nobody(), &path, &[]).await;
            assert!(cookie(&entered).is_some(), "it can be used again");
        }
        world.now("2027-01-19T08:00:00Z");
        let late = world.post(&nobody(), &path, &[]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        world.now("2027-01-05T08:00:00Z");
        let set = world
            .post(&nora, "/compte/mot-de-passe", &[("password", PASSWORD)])
            .await;
        assert_eq!(set.status, StatusCode::SEE_OTHER);
        let closed = world.post(&nobody(), &path, &[]).await;
        assert_eq!(closed.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn the_set_up_link_can_be_printed_again_until_somebody_used_it() {
    on_both_engines(async |world| {
        let key = sign_in::setup_key(&world.app).await.unwrap().unwrap();
        assert_eq!(
            sign_in::setup_key(&world.app).await.unwrap(),
            Some(key.clone())
        );
        let path = format!("/mise-en-service/{key}");
        assert_eq!(world.get(&nobody(), &path).await.status, StatusCode::OK);
        assert_eq!(
            world.get(&nobody(), "/mise-en-service/autre").await.status,
            StatusCode::NOT_FOUND
        );
        let weak = [
            ("name", "Nora"),
            ("email", "n@example.org"),
            ("password", "court"),
        ];
        let refused = world.post(&nobody(), &path, &weak).await;
        assert!(
            refused.body.contains("douze caractères"),
            "{}",
            refused.body
        );
        let form = [
            ("name", "Nora"),
            ("email", "n@example.org"),
            ("password", PASSWORD),
        ];
        let done = world.post(&nobody(), &path, &form).await;
        assert!(cookie(&done).is_some());
        assert_eq!(
            world.get(&nobody(), &path).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(sign_in::setup_key(&world.app).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_session_that_is_closed_opens_nothing_any_more() {
    on_both_engines(async |world| {
        let nora = world.person("Nora", &[]).await;
        world
            .post(
                &nora,
                &format!("/compte/sessions/session-{}/fermer", nora.id),
                &[],
            )
            .await;
        let after = world.get(&nora, "/compte").await;
        assert_eq!(after.location(), "/connexion?suite=/compte");
    })
    .await;
}

#[tokio::test]
async fn somebody_elses_session_is_not_theirs_to_close() {
    on_both_engines(async |world| {
        let nora = world.person("Nora", &[]).await;
        let paul = world.person("Paul", &[]).await;
        world
            .post(
                &paul,
                &format!("/compte/sessions/session-{}/fermer", nora.id),
                &[],
            )
            .await;
        assert_eq!(world.get(&nora, "/compte").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_role_ends_on_its_day() {
    on_both_engines(async |world| {
        let edition = world.edition("un").await;
        let pilot = world
            .person("Nora", &[(Role::Coordinator, Some(&edition), None)])
            .await;
        assert_eq!(
            world.get(&pilot, "/saisons/un").await.status,
            StatusCode::OK
        );
        world
            .run("update role set until_on = '2027-01-05'", vec![])
            .await;
        assert_eq!(
            world.get(&pilot, "/saisons/un").await.status,
            StatusCode::OK
        );
        world.now("2027-01-05T08:00:00Z");
        assert_eq!(
            world.get(&pilot, "/saisons/un").await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn the_list_of_people_is_for_who_runs_the_instance() {
    on_both_engines(async |world| {
        let boss = world
            .person("Chef", &[(Role::Administrator, None, None)])
            .await;
        let nora = world.person("Nora", &[]).await;
        let list = world.get(&boss, "/personnes?q=nor").await;
        assert!(list.body.contains("Nora") && !list.body.contains(">Chef</a>"));
        assert_eq!(
            world.get(&nora, "/personnes").await.status,
            StatusCode::FORBIDDEN
        );
        let form = [("name", "Ada"), ("email", "ada@example.org")];
        let invited = world.post(&boss, "/personnes", &form).await;
        assert!(invited.body.contains("/invitation/"));
        assert_eq!(
            world
                .count("select count(*) from outbox where kind = 'invitation'")
                .await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn inviting_somebody_known_gives_nobody_the_key_to_their_account() {
    on_both_engines(async |world| {
        let edition = world.edition("un").await;
        let site = world.site(&edition, "mulhouse", "216802249").await;
        let pilot = world
            .person("Nora", &[(Role::Pilot, Some(&edition), Some(&site))])
            .await;
        let boss = world
            .person("Chef", &[(Role::Administrator, None, None)])
            .await;
        let email = format!("{}@example.org", boss.id);
        let form = [
            ("name", "Un autre nom"),
            ("email", email.as_str()),
            ("role", "relay"),
            ("since", "2027-01-04"),
        ];
        for _ in 0..2 {
            let answer = world
                .post(&pilot, "/saisons/un/mulhouse/equipe", &form)
                .await;
            assert_eq!(answer.status, StatusCode::OK);
            assert!(!answer.body.contains("/invitation/"), "{}", answer.body);
        }
        let given = world.count("select count(*) from role where role = 'relay'");
        assert_eq!(
            given.await,
            1,
            "inviting again does not give the role twice"
        );
        let rows = world
            .rows("select to_name, body from outbox order by id", vec![])
            .await;
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].at::<String>(0).unwrap(), "Chef");
        assert!(rows[0].at::<String>(1).unwrap().contains("/invitation/"));
    })
    .await;
}

#[tokio::test]
async fn an_invitation_ends_when_the_person_comes_by_mail() {
    on_both_engines(async |world| {
        let boss = world
            .person("Chef", &[(Role::Administrator, None, None)])
            .await;
        let form = [("name", "Ada"), ("email", "ada@example.org")];
        let invited = world.post(&boss, "/personnes", &form).await;
        let token = invited.body.split("/invitation/").nth(1).unwrap();
        let path = format!("/invitation/{}", &token[..32]);
        assert!(cookie(&world.post(&nobody(), &path, &[]).await).is_some());
        let ask = [("email", "ada@example.org")];
        world.post(&nobody(), "/connexion/courriel", &ask).await;
        let (mailed, _) = mailed(&world).await;
        let link = format!("/connexion/lien/{mailed}");
        assert!(cookie(&world.post(&nobody(), &link, &[]).await).is_some());
        let again = world.post(&nobody(), &path, &[]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn a_new_link_leaves_a_line_and_is_not_made_for_who_has_a_way_in() {
    on_both_engines(async |world| {
        let boss = world
            .person("Chef", &[(Role::Administrator, None, None)])
            .await;
        let nora = world.person("Nora", &[]).await;
        let path = format!("/personnes/{}/lien", nora.id);
        let made = world.post(&boss, &path, &[]).await;
        assert!(made.body.contains("/invitation/"), "no mail here: shown");
        let lines = "select count(*) from journal where act = 'act-link-made'";
        assert_eq!(world.count(lines).await, 1);
        let paul = with_password(&world, "Paul").await;
        let path = format!("/personnes/{}/lien", paul.id);
        let refused = world.post(&boss, &path, &[]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn the_last_administrator_stays_and_a_used_set_up_key_never_opens_again() {
    on_both_engines(async |world| {
        let key = sign_in::setup_key(&world.app).await.unwrap().unwrap();
        let path = format!("/mise-en-service/{key}");
        let form = [
            ("name", "Nora"),
            ("email", "n@example.org"),
            ("password", PASSWORD),
        ];
        let done = world.post(&nobody(), &path, &form).await;
        let boss = Persona {
            cookie: cookie(&done),
            ..Persona::default()
        };
        let rows = world.rows("select id, person_id from role", vec![]).await;
        let (role, id): (String, String) = (rows[0].at(0).unwrap(), rows[0].at(1).unwrap());
        let end = format!("/personnes/{id}/roles/{role}/fin");
        let refused = world.post(&boss, &end, &[]).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        assert!(refused.body.contains("dernière personne"));
        world
            .run("update role set until_on = '2027-01-04'", vec![])
            .await;
        let reopened = world.get(&nobody(), &path).await;
        assert_eq!(reopened.status, StatusCode::NOT_FOUND);
    })
    .await;
}
