//! Publishing the result: the cohort and the season may see who is in it, each member gets an account with the role
//! of ambassador, and a mail to every candidate is prepared; it leaves when somebody has read it.

use super::{
    Here,
    application::Application,
    mails::{self, Letter},
    store::{
        self,
        application::{self as rows, Side},
        member::{self, Kind, Member},
    },
};
use crate::{
    people::{
        sign_in,
        store::{self as people, Grant, NewPerson},
    },
    platform::{
        db::Tx,
        dice::fingerprint,
        error::Error,
        gate::{Circles, Role},
    },
};

/// Who may see the members once the result is published.
pub const OPEN: Circles = Circles::UNDER_RADAR
    .and(Circles::SEASON)
    .and(Circles::COORDINATION);

/// Why it cannot be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing is drawn.
    NotDrawn,
    /// It is published.
    Already,
}

/// Publishes the result of the draw; how many mails were prepared.
///
/// # Errors
/// A fault of ours; a [`Refusal`] inside.
pub async fn publish(here: &Here<'_>) -> Result<Result<u32, Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    if store::drawing(&mut tx, &here.site.id).await?.is_none() {
        return Ok(Err(Refusal::NotDrawn));
    }
    let by = here.viewer.id();
    if !store::publish_drawing(&mut tx, &here.site.id, by, here.now).await? {
        return Ok(Err(Refusal::Already));
    }
    member::open_members(&mut tx, &here.site.id, OPEN).await?;
    let members = member::all(&mut tx, &here.site.id).await?;
    let mut mails = 0;
    for application in rows::all(&mut tx, &here.site.id).await? {
        if application.withdrawn_at.is_some() || application.consented_on.is_none() {
            continue;
        }
        let place = members.iter().find(|m| m.application == application.id);
        if place.is_some_and(Member::sits) {
            account(&mut tx, here, &application).await?;
        }
        mails += u32::from(tell(&mut tx, here, &application, place).await?);
    }
    here.note(&mut tx, ("act-result-published", OPEN), "")
        .await?;
    tx.commit().await?;
    Ok(Ok(mails))
}

/// Prepares the mail that tells a candidate what came of it; `false` without an address.
async fn tell(
    tx: &mut Tx,
    here: &Here<'_>,
    a: &Application,
    place: Option<&Member>,
) -> Result<bool, Error> {
    let Some(email) = &a.email else {
        return Ok(false);
    };
    let secret = here.app.dice.secret();
    rows::put_link(tx, Side::Own, &fingerprint(&secret), &a.id, here.now).await?;
    let letter = Letter {
        kind: match place {
            Some(m) if m.kind == Kind::Member => "drawn",
            Some(_) => "substitute",
            None => "not-drawn",
        },
        to: (email, &a.name),
        lang: mails::lang(a),
        link: format!("{}/candidature/{secret}", here.app.config.url),
        more: place.map(|m| m.rank.to_string()).unwrap_or_default(),
        at_once: false,
    };
    mails::put(tx, here, letter).await?;
    Ok(true)
}

/// Gives a member of the cohort an account and the role of ambassador. An account that has the address is theirs.
///
/// # Errors
/// A fault of ours.
pub async fn account(tx: &mut Tx, here: &Here<'_>, a: &Application) -> Result<String, Error> {
    let dice = &here.app.dice;
    let known = match (&a.person_id, &a.email) {
        (Some(person), _) => Some(person.clone()),
        (None, Some(email)) => people::by_email(tx, email).await?.map(|p| p.id),
        (None, None) => None,
    };
    let person = match known {
        Some(person) => person,
        None => {
            let id = dice.id();
            let fictional = store::site(tx, &here.site.id)
                .await?
                .is_some_and(|s| s.fictional);
            let new = NewPerson {
                name: &a.name,
                email: a.email.as_deref(),
                lang: mails::lang(a),
                fictional,
                ..NewPerson::default()
            };
            people::add_person(tx, &id, here.now, &new).await?;
            id
        }
    };
    rows::tie(tx, &a.id, &person).await?;
    let grant = Grant {
        person: &person,
        role: Role::Ambassador,
        edition: Some(&here.edition.id),
        site: Some(&here.site.id),
        since: here.today,
        until: None,
    };
    people::grant(tx, &dice.id(), here.now, here.viewer.id(), grant).await?;
    Ok(person)
}

/// A link that lets a member open their account: handed over by the pilot, for those without mail.
///
/// # Errors
/// Absence when the member has no account.
pub async fn invitation(here: &Here<'_>, member: &str) -> Result<String, Error> {
    let mut tx = here.app.db.write().await?;
    let members = member::all(&mut tx, &here.site.id).await?;
    let person = members
        .iter()
        .find(|m| m.id == member && m.sits())
        .and_then(|m| m.person.clone())
        .ok_or(Error::Absent)?;
    let by = here.viewer.id();
    let token = sign_in::invite(&mut tx, &here.app.dice, &person, by, here.now).await?;
    tx.commit().await?;
    Ok(format!("{}/invitation/{token}", here.app.config.url))
}
