//! Bringing a person in: finds or adds them, grants a role, invites by mail when there is an address. One
//! transaction. The link is also returned once, to be handed over on paper: half the agents have no mail. Never for
//! somebody who was known before: whoever invites would hold the key to another person's account.

use jiff::civil::Date;

use super::{
    sign_in,
    store::{self, Grant, NewPerson, Person},
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
    /// The link to hand over; empty when the person was known already and enters by their own means.
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
    let known = match &email {
        Some(email) => store::by_email(tx, email).await?,
        None => None,
    };
    let person = match &known {
        Some(person) => person.id.clone(),
        None => add(visit, tx, who, email.as_deref()).await?,
    };
    let grant = Grant {
        person: &person,
        role: who.role,
        edition: who.edition.map(|e| e.0),
        site: who.site.map(|s| s.0),
        since: who.since,
        until: None,
    };
    let by = visit.viewer.id();
    // Inviting again sends the invitation again; it does not give the role twice.
    let granted = !store::holds(tx, grant).await?;
    if granted {
        store::grant(tx, &dice.id(), visit.now, by, grant).await?;
    }
    let link = if known.as_ref().is_some_and(Person::has_credential) {
        format!("{}/connexion", visit.app.config.url)
    } else {
        let token = sign_in::invite(tx, dice, &person, by, visit.now).await?;
        format!("{}/invitation/{token}", visit.app.config.url)
    };
    if let Some(email) = &email {
        send(visit, tx, who, (email, known.as_ref()), &link).await?;
    }
    if granted {
        note(visit, tx, who).await?;
    }
    Ok(Invited {
        person,
        link: if known.is_none() { link } else { String::new() },
        by_mail: email.is_some(),
    })
}

/// The mail to who is invited: by the name and in the language they chose themselves, when they are known.
async fn send(
    visit: &Visit,
    tx: &mut Tx,
    who: &Invitation<'_>,
    (email, known): (&str, Option<&Person>),
    link: &str,
) -> Result<(), Error> {
    let name = known.map_or(who.name, |p| p.name.as_str());
    let lang = known.map_or(who.lang, |p| p.lang);
    let words = Words::of(lang);
    let place = who.site.or(who.edition).map_or("Transfo", |p| p.1);
    let role = words.t(&format!("role-{}", who.role.key()));
    let values = vec![
        ("name", name.into()),
        ("role", role.into()),
        ("place", place.into()),
        ("link", link.into()),
    ];
    let body = if known.is_some_and(Person::has_credential) {
        words.tn("mail-role-body", values)
    } else {
        words.tn("mail-invitation-body", values)
    };
    let mail = Mail {
        kind: "invitation",
        edition: who.edition.map(|e| e.0),
        site: who.site.map(|s| s.0),
        to: (email, name),
        lang,
        subject: words.t1("mail-invitation-subject", "place", place),
        body,
        audience: Circles::NONE,
        at_once: true,
    };
    let by = visit.viewer.id();
    Ok(outbox::put(tx, &visit.app.dice, by, visit.now, mail).await?)
}

async fn note(visit: &Visit, tx: &mut Tx, who: &Invitation<'_>) -> Result<(), Error> {
    let audience = match (who.site, who.edition) {
        (Some(_), _) => Circles::SELECTION,
        (None, Some(_)) => Circles::COORDINATION,
        (None, None) => Circles::INSTANCE,
    };
    let line = Act {
        act: "act-role-granted",
        edition: who.edition.map(|e| e.0),
        site: who.site.map(|s| s.0),
        subject: who.name,
        detail: String::new(),
        audience,
    };
    Ok(journal::write(tx, &visit.app.dice, &visit.viewer, visit.now, line).await?)
}

async fn add(
    visit: &Visit,
    tx: &mut Tx,
    who: &Invitation<'_>,
    email: Option<&str>,
) -> Result<String, Error> {
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

/// Makes a new way in for somebody who lost theirs, and says so in the journal. It leaves by mail; only a person
/// without an address, or a service without mail, has it shown to be handed over.
///
/// # Errors
/// A fault of ours. Absence when there is nobody, or somebody who has a way in of their own.
pub async fn new_link(visit: &Visit, id: &str) -> Result<Option<String>, Error> {
    let mut tx = visit.write().await?;
    let person = store::by_id(&mut tx, id).await?.ok_or(Error::Absent)?;
    if person.has_credential() || person.disabled_at.is_some() {
        return Err(Error::Absent);
    }
    let (dice, by) = (&visit.app.dice, visit.viewer.id());
    let token = sign_in::invite(&mut tx, dice, id, by, visit.now).await?;
    let link = format!("{}/invitation/{token}", visit.app.config.url);
    let mailed = person
        .email
        .as_deref()
        .filter(|_| !visit.app.config.mail.smtp.is_empty());
    if let Some(email) = mailed {
        let words = Words::of(person.lang);
        let mail = Mail {
            kind: "invitation",
            edition: None,
            site: None,
            to: (email, &person.name),
            lang: person.lang,
            subject: words.t1("mail-invitation-subject", "place", "Transfo"),
            body: words.t2(
                "mail-new-link-body",
                ("name", person.name.as_str()),
                ("link", link.as_str()),
            ),
            audience: Circles::NONE,
            at_once: true,
        };
        outbox::put(&mut tx, dice, by, visit.now, mail).await?;
    }
    let line = Act {
        act: "act-link-made",
        edition: None,
        site: None,
        subject: &person.name,
        detail: String::new(),
        audience: Circles::INSTANCE,
    };
    journal::write(&mut tx, dice, &visit.viewer, visit.now, line).await?;
    let shown = mailed.is_none().then_some(link);
    tx.commit().await?;
    visit.app.mail.notify_one();
    Ok(shown)
}

/// Ends a role today, and leaves its line in the journal.
///
/// # Errors
/// Absence when there is no such role that still holds. The last administrator's does not end.
pub async fn end_role(visit: &Visit, id: &str) -> Result<(), Error> {
    let mut tx = visit.write().await?;
    let (line, _) = store::role(&mut tx, id).await?.ok_or(Error::Absent)?;
    let runs = Role::Administrator.key();
    if line.role == runs && store::administrators(&mut tx, visit.today).await? == 1 {
        // Without anybody, nobody could invite the next one.
        return Err(Error::Unreadable(visit.t("people-last-administrator")));
    }
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
