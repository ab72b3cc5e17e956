//! Applying: on the public page, or typed in by the pilot from paper.
//!
//! The same form sent twice is one candidacy: the form carries the secret of its own link. Where mails leave, who
//! gave an address finds the link there and nowhere else, so that the answer to a known address and to a new one are
//! the same; a known address is sent a link to the candidacy that exists.

use jiff::civil::Date;

use super::{
    Here,
    application::{Application, Endorsement, Strata, audience, next_reference},
    call::Stand,
    mails::{self, Letter},
    own,
    store::{
        self,
        application::{self as rows, Side},
    },
};
use crate::platform::{
    db::Tx,
    dice::fingerprint,
    error::Error,
    gate::Circles,
    journal::{self, Act},
    words::Lang,
};

/// What was typed.
#[derive(Clone, Debug)]
pub struct Typed {
    /// Name.
    pub name: String,
    /// Address, if any.
    pub email: Option<String>,
    /// Language.
    pub lang: Lang,
    /// What the draw balances.
    pub strata: Strata,
    /// Why.
    pub motivation: String,
    /// The manager.
    pub manager_name: String,
    /// Their address, if any.
    pub manager_email: Option<String>,
    /// Day of consent.
    pub consented_on: Option<Date>,
    /// Whether the hierarchy is told now.
    pub release: bool,
    /// Whether it comes from paper, typed in by the pilot.
    pub paper: bool,
    /// The secret that the form carries, if it does.
    pub ticket: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applied {
    /// The secret of the personal link, to be kept.
    Link(String),
    /// The link is on its way to the address given.
    ByMail,
}

/// Why nobody can apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The call is not open.
    NotOpen,
    /// The pool is frozen.
    Frozen,
}

/// Records a candidacy.
///
/// # Errors
/// A fault of ours; absence when the site has no call; a [`Refusal`] inside.
pub async fn apply(here: &Here<'_>, typed: &Typed) -> Result<Result<Applied, Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    let call = store::call(&mut tx, &here.site.id)
        .await?
        .ok_or(Error::Absent)?;
    let secret = ticket(here, typed);
    let known = rows::by_link(&mut tx, Side::Own, &fingerprint(&secret)).await?;
    if known.is_some_and(|(_, site)| site == here.site.id) {
        return Ok(Ok(answer(here, typed, secret)));
    }
    if !typed.paper && call.stand(here.today) != Stand::Open {
        return Ok(Err(Refusal::NotOpen));
    }
    if store::pool(&mut tx, &here.site.id).await?.is_some() {
        return Ok(Err(Refusal::Frozen));
    }
    let others = rows::all(&mut tx, &here.site.id).await?;
    if let Some(other) = same_address(here, typed, &others) {
        send_again(&mut tx, here, other).await?;
    } else {
        let references = others.iter().map(|a| a.reference.as_str());
        let reference = next_reference(&here.site.slug, references);
        add(&mut tx, here, typed, reference, &secret).await?;
    }
    tx.commit().await?;
    here.app.mail.notify_one();
    Ok(Ok(answer(here, typed, secret)))
}

fn ticket(here: &Here<'_>, typed: &Typed) -> String {
    match &typed.ticket {
        Some(t) if t.len() == 32 && t.bytes().all(|b| b.is_ascii_alphanumeric()) => t.clone(),
        _ => here.app.dice.secret(),
    }
}

/// Without a mail server a link by mail would never arrive: then it is always shown.
fn by_mail(here: &Here<'_>, typed: &Typed) -> bool {
    !typed.paper && typed.email.is_some() && !here.app.config.mail.smtp.is_empty()
}

fn answer(here: &Here<'_>, typed: &Typed, secret: String) -> Applied {
    if by_mail(here, typed) {
        Applied::ByMail
    } else {
        Applied::Link(secret)
    }
}

fn same_address<'o>(
    here: &Here<'_>,
    typed: &Typed,
    others: &'o [Application],
) -> Option<&'o Application> {
    let email = typed.email.as_deref().filter(|_| by_mail(here, typed))?;
    others.iter().find(|a| a.email.as_deref() == Some(email))
}

async fn add(
    tx: &mut Tx,
    here: &Here<'_>,
    typed: &Typed,
    reference: String,
    secret: &str,
) -> Result<(), Error> {
    let application = Application {
        id: here.app.dice.id(),
        reference,
        name: typed.name.clone(),
        email: typed.email.clone(),
        lang: typed.lang.key().to_owned(),
        strata: typed.strata.clone(),
        motivation: typed.motivation.clone(),
        manager_name: typed.manager_name.clone(),
        manager_email: typed.manager_email.clone(),
        source: if typed.paper { "paper" } else { "web" }.to_owned(),
        applied_at: here.now,
        consented_on: typed.consented_on,
        released_at: None,
        withdrawn_at: None,
        endorsement: Endorsement::Waiting,
        endorsed_at: None,
        endorsement_note: String::new(),
        person_id: None,
        audience: audience(false),
    };
    let by = here.viewer.id().filter(|_| typed.paper);
    rows::add(tx, &here.site.id, by, &application).await?;
    rows::put_link(
        tx,
        Side::Own,
        &fingerprint(secret),
        &application.id,
        here.now,
    )
    .await?;
    journal::write(
        tx,
        &here.app.dice,
        here.viewer,
        here.now,
        Act {
            act: if typed.paper {
                "act-application-typed"
            } else {
                "act-application-received"
            },
            edition: Some(&here.edition.id),
            site: Some(&here.site.id),
            subject: &application.reference,
            detail: String::new(),
            audience: Circles::SELECTION,
        },
    )
    .await?;
    mail_link(tx, here, &application, secret, "application").await?;
    if typed.release {
        own::release_in(tx, here, &application).await?;
    }
    Ok(())
}

async fn send_again(tx: &mut Tx, here: &Here<'_>, known: &Application) -> Result<(), Error> {
    let secret = here.app.dice.secret();
    rows::put_link(tx, Side::Own, &fingerprint(&secret), &known.id, here.now).await?;
    mail_link(tx, here, known, &secret, "application-known").await
}

/// Sends an agent the link to their candidacy, when they have an address.
pub(super) async fn mail_link(
    tx: &mut Tx,
    here: &Here<'_>,
    application: &Application,
    secret: &str,
    kind: &'static str,
) -> Result<(), Error> {
    let Some(email) = &application.email else {
        return Ok(());
    };
    let letter = Letter {
        kind,
        to: (email, &application.name),
        lang: mails::lang(application),
        link: format!("{}/candidature/{secret}", here.app.config.url),
        more: application.reference.clone(),
        at_once: true,
    };
    mails::put(tx, here, letter).await
}

/// Makes another link to a candidacy, to be handed over by the pilot to somebody who lost theirs.
///
/// # Errors
/// Absence when there is no such candidacy.
pub async fn new_link(here: &Here<'_>, id: &str) -> Result<String, Error> {
    let mut tx = here.app.db.write().await?;
    let application = rows::one(&mut tx, &here.site.id, id)
        .await?
        .ok_or(Error::Absent)?;
    let secret = here.app.dice.secret();
    rows::put_link(&mut tx, Side::Own, &fingerprint(&secret), id, here.now).await?;
    let line = Act {
        act: "act-application-link",
        edition: Some(&here.edition.id),
        site: Some(&here.site.id),
        subject: &application.reference,
        detail: String::new(),
        audience: Circles::SELECTION,
    };
    journal::write(&mut tx, &here.app.dice, here.viewer, here.now, line).await?;
    tx.commit().await?;
    Ok(secret)
}

/// Corrects identity, features, manager or consent, until the pool is frozen.
///
/// # Errors
/// Absence when there is no such candidacy; a [`Refusal`] inside.
pub async fn correct(
    here: &Here<'_>,
    id: &str,
    typed: &Typed,
) -> Result<Result<(), Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    let mut a = rows::one(&mut tx, &here.site.id, id)
        .await?
        .ok_or(Error::Absent)?;
    if store::pool(&mut tx, &here.site.id).await?.is_some() {
        return Ok(Err(Refusal::Frozen));
    }
    a.name = typed.name.clone();
    a.email = typed.email.clone();
    a.strata = typed.strata.clone();
    a.manager_name = typed.manager_name.clone();
    a.manager_email = typed.manager_email.clone();
    a.consented_on = a
        .consented_on
        .filter(|_| typed.consented_on.is_some())
        .or(typed.consented_on);
    rows::correct(&mut tx, &a).await?;
    let line = Act {
        act: "act-application-corrected",
        edition: Some(&here.edition.id),
        site: Some(&here.site.id),
        subject: &a.reference,
        detail: String::new(),
        audience: Circles::SELECTION,
    };
    journal::write(&mut tx, &here.app.dice, here.viewer, here.now, line).await?;
    tx.commit().await?;
    Ok(Ok(()))
}
