//! Who may look at the demonstration: one link for each persona, the same at every start.

use jiff::{Timestamp, ToSpan, civil::Date};

use super::{PRESENT, SEED, instant, present, season::OPEN_CALL};
use crate::{
    exchange::samples::{HOME, SECRET},
    params,
    people::store::{self as people, Grant, NewPerson, NewSignIn},
    platform::{
        app::App,
        db::{Conn, DbError, Tx},
        dice::{Dice, fingerprint},
        error::Error,
        gate::Role,
    },
};

/// A persona and where to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// `coordinator`, `pilot`…
    pub persona: &'static str,
    /// Address.
    pub address: String,
}

/// Those who sign in, in the order in which they are shown.
const CAST: [(&str, Role); 7] = [
    ("coordinator", Role::Coordinator),
    ("pilot", Role::Pilot),
    ("resident", Role::Resident),
    ("ambassador", Role::Ambassador),
    ("manager", Role::Manager),
    ("direction", Role::Direction),
    ("admin", Role::Administrator),
];

fn token(seed: &str, persona: &str) -> String {
    Dice::seeded(&format!(
        "transfo demonstration {seed}, link of the {persona}"
    ))
    .secret()
}

/// The links of a demonstration that was made: those who sign in, then the visitor.
///
/// # Errors
/// A fault of ours.
pub async fn links(app: &App) -> Result<Vec<Link>, Error> {
    let mut conn = app.db.read(&std::sync::Arc::default()).await?;
    let seed = people::setting(&mut conn, SEED).await?.unwrap_or_default();
    let mut links = Vec::new();
    for (persona, _) in CAST {
        let token = token(&seed, persona);
        if people::invitation(&mut conn, &fingerprint(&token))
            .await?
            .is_some()
        {
            let address = format!("{}/invitation/{token}", app.config.url);
            links.push(Link { persona, address });
        }
    }
    let row = conn
        .first(
            "select e.slug from edition e join site s on s.edition_id = e.id where s.slug = $1",
            params![OPEN_CALL],
        )
        .await?;
    let call = match row {
        Some(row) => format!("/appel/{}/{OPEN_CALL}", row.at::<String>(0)?),
        None => "/".to_owned(),
    };
    links.push(Link {
        persona: "visitor",
        address: format!("{}{call}", app.config.url),
    });
    Ok(links)
}

/// Gives each persona its invitation; adds the one who runs the machine.
pub(super) async fn invite(app: &App, edition: &str, seed: u64) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    administrator(app, &mut tx).await?;
    let seed = seed.to_string();
    keep_secrets(app, &mut tx, &seed).await?;
    let now = instant(PRESENT);
    // The demonstration's clock starts anew each time: a link that lasts a season never ends in it.
    let until = now
        .checked_add((24 * 400).hours())
        .unwrap_or(Timestamp::MAX);
    for (persona, role) in CAST {
        let Some(person) = holder(&mut tx, edition, role).await? else {
            continue;
        };
        let token = token(&seed, persona);
        let id = app.dice.id();
        people::add_invitation(
            &mut tx,
            (&id, &fingerprint(&token)),
            &person,
            None,
            (now, until),
        )
        .await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Somebody who holds the role at the home site, else in the edition, else in the instance.
async fn holder(conn: &mut Conn, edition: &str, role: Role) -> Result<Option<String>, DbError> {
    let row = conn
        .first(
            "select r.person_id from role r left join site s on s.id = r.site_id
             where r.role = $1 and (r.edition_id = $2 or r.edition_id is null) and (s.slug = $3 or r.site_id is null)
               and r.since_on <= $4 and (r.until_on is null or r.until_on > $4)
             order by r.granted_at, r.person_id limit 1",
            params![role.key(), edition, HOME, present()],
        )
        .await?;
    row.map(|row| row.at(0)).transpose()
}

async fn administrator(app: &App, tx: &mut Tx) -> Result<(), DbError> {
    let now = app.clock.now();
    let id = app.dice.id();
    let new = NewPerson {
        name: "Camille Tableau",
        email: Some("camille.tableau@association.example.org"),
        fictional: true,
        ..NewPerson::default()
    };
    people::add_person(tx, &id, now, &new).await?;
    let grant = Grant {
        person: &id,
        role: Role::Administrator,
        edition: None,
        site: None,
        since: present(),
        // Ends with the demonstration: so the set-up page, which a real instance shows once, can be looked at.
        until: Some(Date::constant(2100, 1, 1)),
    };
    people::grant(tx, &app.dice.id(), now, None, grant).await
}

/// Links that are shown once in real life, kept so that their pages can be looked at.
async fn keep_secrets(app: &App, tx: &mut Tx, seed: &str) -> Result<(), DbError> {
    let key = token(seed, "set-up");
    people::set_setting(tx, "setup-key", &key).await?;
    keep_secret(tx, "/mise-en-service/", &key).await?;
    let sign_in = token(seed, "sign-in");
    let now = instant(PRESENT);
    let until = now
        .checked_add((24 * 400).hours())
        .unwrap_or(Timestamp::MAX);
    let id = app.dice.id();
    let way_in = NewSignIn {
        id: &id,
        person: None,
        email: "demonstration@association.example.org",
        token_hash: &fingerprint(&sign_in),
        code_hash: &fingerprint("no code opens it"),
        expires_at: until,
    };
    people::add_sign_in(tx, now, way_in).await?;
    keep_secret(tx, "/connexion/lien/", &sign_in).await?;
    keep_secret(tx, "/invitation/", &token(seed, "pilot")).await
}

/// Keeps the secret that opens addresses beginning like this.
pub(super) async fn keep_secret(tx: &mut Tx, prefix: &str, secret: &str) -> Result<(), DbError> {
    people::set_setting(tx, &format!("{SECRET}{prefix}"), secret).await
}
