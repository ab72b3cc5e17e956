//! The account against who would take it: guesses, a stolen session, a forgotten password, another address.

use axum::http::StatusCode;
use transfo::{params, people::second_factor};

use super::{PASSWORD, cookie, mailed, with_password};
use crate::support::{Persona, World, nobody, on_both_engines};

async fn with_factor(world: &World, name: &str) -> (Persona, String) {
    let nora = with_password(world, name).await;
    let path = "/compte/double-facteur";
    world.post(&nora, &format!("{path}/nouveau"), &[]).await;
    let rows = world.rows("select totp_secret from person", vec![]).await;
    let secret: String = rows[0].at(0).unwrap();
    let code = second_factor::code(&secret, world.app.clock.now()).unwrap();
    world.post(&nora, path, &[("code", &code)]).await;
    (nora, secret)
}

#[tokio::test]
async fn a_second_factor_is_guessed_twenty_times_a_day_at_most() {
    on_both_engines(async |world| {
        let (nora, _) = with_factor(&world, "Nora").await;
        let email = format!("{}@example.org", nora.id);
        let form = [("email", email.as_str()), ("password", PASSWORD)];
        let mut said = String::new();
        for _ in 0..5 {
            let half = world.post(&nobody(), "/connexion", &form).await;
            let key = half.location().split("cle=").nth(1).unwrap();
            let key = key.split('&').next().unwrap();
            for _ in 0..5 {
                let typed = [("cle", key), ("code", "abc")];
                let path = "/connexion/second-facteur";
                said = world.post(&nobody(), path, &typed).await.body;
            }
        }
        assert!(said.contains("Trop de codes faux"), "{said}");
    })
    .await;
}

#[tokio::test]
async fn a_second_factor_is_taken_away_by_who_shows_it_only() {
    on_both_engines(async |world| {
        let (nora, secret) = with_factor(&world, "Nora").await;
        let on = "select count(*) from person where totp_confirmed_at is not null";
        let path = "/compte/double-facteur/retirer";
        let bare = world.post(&nora, path, &[("code", "abc")]).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        let anew = world
            .post(&nora, "/compte/double-facteur/nouveau", &[])
            .await;
        assert_eq!(anew.status, StatusCode::NOT_FOUND);
        assert_eq!(world.count(on).await, 1);
        world.now("2027-01-04T08:02:00Z");
        let code = second_factor::code(&secret, world.app.clock.now()).unwrap();
        let shown = world.post(&nora, path, &[("code", &code)]).await;
        assert_eq!(shown.status, StatusCode::SEE_OTHER, "{}", shown.body);
        assert_eq!(world.count(on).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_after_coming_by_mail() {
    on_both_engines(async |world| {
        let nora = with_password(&world, "Nora").await;
        let email = format!("{}@example.org", nora.id);
        let new = [("password", "cinq girafes dansent")];
        let kept = world.post(&nora, "/compte/mot-de-passe", &new).await;
        assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
        let ask = [("email", email.as_str()), ("suite", "/compte")];
        world.post(&nobody(), "/connexion/courriel", &ask).await;
        let (token, _) = mailed(&world).await;
        let link = format!("/connexion/lien/{token}?suite=/compte");
        let page = world.get(&nobody(), &link).await;
        assert!(
            page.body.contains(&format!("action=\"{link}\"")),
            "{}",
            page.body
        );
        let entered = world.post(&nobody(), &link, &[]).await;
        assert_eq!(
            entered.location(),
            "/compte",
            "it goes on where one wanted to go"
        );
        let me = Persona {
            cookie: cookie(&entered),
            ..Persona::default()
        };
        let late = Persona { ..me.clone() };
        let account = world.get(&me, "/compte").await;
        assert!(!account.body.contains("name=\"old\""));
        world.now("2027-01-04T09:30:00Z");
        let refused = world.post(&late, "/compte/mot-de-passe", &new).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        world.now("2027-01-04T08:30:00Z");
        let done = world.post(&me, "/compte/mot-de-passe", &new).await;
        assert_eq!(done.location(), "/compte?dit=password");
    })
    .await;
}

#[tokio::test]
async fn an_address_is_taken_once_its_code_came_back() {
    on_both_engines(async |world| {
        let nora = world.person("Nora", &[]).await;
        let paul = world.person("Paul", &[]).await;
        let code = async |who: &Persona, to: &str| {
            let asked = world.post(who, "/compte/adresse", &[("email", to)]).await;
            let key = asked.body.split("name=\"cle\" value=\"").nth(1).unwrap();
            let key = key.split('"').next().unwrap().to_owned();
            let rows = world
                .rows(
                    "select body from outbox where to_address = $1 and kind = 'address'",
                    params![to],
                )
                .await;
            let body: String = rows[0].at(0).unwrap();
            let code = body.split(" : ").nth(1).unwrap()[..6].to_owned();
            (key, code)
        };
        let (key, right) = code(&nora, "neuve@example.org").await;
        let path = "/compte/adresse/code";
        let stolen = [("cle", key.as_str()), ("code", right.as_str())];
        let other = world.post(&paul, path, &stolen).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        let entered = world.post(&nobody(), "/connexion/code", &stolen).await;
        assert!(cookie(&entered).is_none(), "it lets nobody in");
        let done = world.post(&nora, path, &stolen).await;
        assert_eq!(done.location(), "/compte?dit=address");
        let told = "select count(*) from outbox where to_address = 'person-nora@example.org'";
        assert_eq!(world.count(told).await, 1, "the former address is told");
        let (key, right) = code(&nora, &format!("{}@example.org", paul.id)).await;
        let taken = [("cle", key.as_str()), ("code", right.as_str())];
        let refused = world.post(&nora, path, &taken).await;
        assert!(refused.body.contains("Un autre compte"), "{}", refused.body);
        let odd = world
            .post(&nora, "/compte/adresse", &[("email", "a@b c")])
            .await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}
