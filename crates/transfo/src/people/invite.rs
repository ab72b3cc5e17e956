//! Bringing a person in: finds or adds them, grants a role, invites by mail when there is an address. One
//! transaction. The link is also returned once, to be handed over on paper: half the agents have no mail.

use jiff::civil::Date;

use super::{
    sign_in,
    store::{self, Grant, NewPerson},
};
use crate::platform::{
    db::{Tx, broken_constraint},
    error::Error,
    gate::{Circles, Role},
    journal::{self, Act},
    outbox::{self, Mail},
    visit::Visit,
    words::{Lang, Words},
};

/// Who is brought in, and as what.
#[derive(Clone, Debug)]
pub struct Invitation<'a> {
    /// Name.
    pub name: &'a str,
    /// Address, if any.
    pub email: Option<&'a str>,
    /// Language of the mail.
    pub lang: Lang,
    /// What they practise.
    pub discipline: &'a str,
    /// Where they live.
    pub home: &'a str,
    /// Experience with public bodies.
    pub public_experience: &'a str,
    /// The role.
    pub role: Role,
    /// Row id and name of the edition the role is in.
    pub edition: Option<(&'a str, &'a str)>,
    /// Row id and name of the site the role is at.
    pub site: Option<(&'a str, &'a str)>,
    /// First day of the role.
    pub since: Date,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// Row id of the person.
    pub person: String,
    /// The link to hand over.
    pub link: String,
    /// Whether it also leaves by mail.
    pub by_mail: bool,
}

/// Brings a person in.
///
/// # Errors
/// A fault of ours. Somebody else having taken the same reference is one; the address is looked up, not refused.
pub async fn invite(visit: &Visit, who: &Invitation<'_>) -> Result<Invited, Error> {
    let mut tx = visit.write().await?;
    let invited = invite_in(visit, &mut tx, who).await?;
    tx.commit().await?;
    visit.app.mail.notify_one();
    Ok(invited)
}

/// The same, inside a transaction of the caller.
///
/// # Errors
/// As [`invite`].
pub async fn invite_in(visit: &Visit, tx: &mut Tx, who: &Invitation<'_>) -> Result<Invited, Error> {
    let dice = &visit.app.dice;
    let email = who.email.map(str::to_lowercase);
    let person = find_or_add(visit, tx, who, email.as_deref()).await?;
    let grant = Grant {
        person: &person,
        role: who.role,
        edition: who.edition.map(|e| e.0),
        site: who.site.map(|s| s.0),
        since: who.since,
        until: None,
    };
    let by = visit.viewer.id();
    store::grant(tx, &dice.id(), visit.now, by, grant).await?;
    let token = sign_in::invite(tx, dice, &person, by, visit.now).await?;
    let link = format!("{}/invitation/{token}", visit.app.config.url);
    let place = who.site.or(who.edition).map_or("Transfo", |p| p.1);
    let audience = match (who.site, who.edition) {
        (Some(_), _) => Circles::SELECTION,
        (None, Some(_)) => Circles::COORDINATION,
        (None, None) => Circles::INSTANCE,
    };
    if let Some(email) = &email {
        let words = Words::of(who.lang);
        let role = words.t(&format!("role-{}", who.role.key()));
        let mail = Mail {
            kind: "invitation",
            edition: who.edition.map(|e| e.0),
            site: who.site.map(|s| s.0),
            to: (email, who.name),
            lang: who.lang,
            subject: words.t1("mail-invitation-subject", "place", place),
            body: words.tn(
                "mail-invitation-body",
                vec![
                    ("name", who.name.into()),
                    ("role", role.into()),
                    ("place", place.into()),
                    ("link", link.clone().into()),
                ],
            ),
            audience: Circles::NONE,
            at_once: true,
        };
        outbox::put(tx, dice, by, visit.now, mail).await?;
    }
    let line = Act {
        act: "act-role-granted",
        edition: who.edition.map(|e| e.0),
        site: who.site.map(|s| s.0),
        subject: who.name,
        detail: String::new(),
        audience,
    };
    journal::write(tx, dice, &visit.viewer, visit.now, line).await?;
    Ok(Invited {
        person,
        link,
        by_mail: email.is_some(),
    })
}

async fn find_or_add(
    visit: &Visit,
    tx: &mut Tx,
    who: &Invitation<'_>,
    email: Option<&str>,
) -> Result<String, Error> {
    if let Some(email) = email
        && let Some(person) = store::by_email(tx, email).await?
    {
        return Ok(person.id);
    }
    let id = visit.app.dice.id();
    let new = NewPerson {
        reference: None,
        name: who.name,
        email,
        lang: who.lang,
        fictional: false,
        discipline: who.discipline,
        home: who.home,
        public_experience: who.public_experience,
    };
    match store::add_person(tx, &id, visit.now, &new).await {
        Ok(()) => Ok(id),
        // The account was closed: it is not opened again by an invitation.
        Err(e) if broken_constraint(&e).is_some() => Err(Error::Absent),
        Err(e) => Err(e.into()),
    }
}

/// Ends a role today, and leaves its line in the journal.
///
/// # Errors
/// Absence when there is no such role that still holds.
pub async fn end_role(visit: &Visit, id: &str) -> Result<(), Error> {
    let mut tx = visit.write().await?;
    let (line, _) = store::role(&mut tx, id).await?.ok_or(Error::Absent)?;
    if !store::end_role(&mut tx, id, visit.today).await? {
        return Err(Error::Absent);
    }
    let act = Act {
        act: "act-role-ended",
        edition: line.edition_id.as_deref(),
        site: line.site_id.as_deref(),
        subject: &line.place,
        detail: String::new(),
        audience: Circles::SELECTION,
    };
    journal::write(&mut tx, &visit.app.dice, &visit.viewer, visit.now, act).await?;
    tx.commit().await?;
    Ok(())
}
