//! What an agent decides about their own candidacy: let the hierarchy know, withdraw, come back.

use super::{
    Here,
    application::{Application, audience},
    call::Stand,
    mails::{self, Letter},
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
};

/// Why an agent's act cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The candidacy is withdrawn.
    Withdrawn,
    /// Coming back is possible while the call is open and the pool is not frozen.
    TooLate,
}

async fn note(
    tx: &mut Tx,
    here: &Here<'_>,
    act: &'static str,
    a: &Application,
) -> Result<(), Error> {
    let line = Act {
        act,
        edition: Some(&here.edition.id),
        site: Some(&here.site.id),
        subject: &a.reference,
        detail: String::new(),
        audience: Circles::SELECTION,
    };
    journal::write(tx, &here.app.dice, here.viewer, here.now, line).await?;
    Ok(())
}

async fn fresh(tx: &mut Tx, here: &Here<'_>, id: &str) -> Result<Application, Error> {
    rows::one(tx, &here.site.id, id).await?.ok_or(Error::Absent)
}

/// Lets the hierarchy know: the candidacy opens to it, and the manager is sent a link. The secret of that link.
///
/// # Errors
/// A fault of ours; a [`Refusal`] inside.
pub async fn release(here: &Here<'_>, id: &str) -> Result<Result<String, Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    let a = fresh(&mut tx, here, id).await?;
    if a.withdrawn_at.is_some() {
        return Ok(Err(Refusal::Withdrawn));
    }
    let secret = release_in(&mut tx, here, &a).await?;
    tx.commit().await?;
    here.app.mail.notify_one();
    Ok(Ok(secret))
}

/// The same, inside a transaction of the caller. Done again, it makes another link and sends it again.
///
/// # Errors
/// A fault of ours.
pub async fn release_in(tx: &mut Tx, here: &Here<'_>, a: &Application) -> Result<String, Error> {
    rows::release(tx, &a.id, here.now, audience(true)).await?;
    note(tx, here, "act-application-released", a).await?;
    ask_manager(tx, here, a).await
}

/// Makes a link for the manager, and sends it where there is an address.
pub(super) async fn ask_manager(
    tx: &mut Tx,
    here: &Here<'_>,
    a: &Application,
) -> Result<String, Error> {
    let secret = here.app.dice.secret();
    rows::put_link(tx, Side::Manager, &fingerprint(&secret), &a.id, here.now).await?;
    if let Some(email) = &a.manager_email {
        let letter = Letter {
            kind: "endorsement",
            to: (email, &a.manager_name),
            lang: mails::lang(a),
            link: format!("{}/accord/{secret}", here.app.config.url),
            more: a.name.clone(),
            at_once: true,
        };
        mails::put(tx, here, letter).await?;
    }
    Ok(secret)
}

/// Asks the manager again: of a candidacy that was released and has no answer.
///
/// # Errors
/// Absence when it was not released, is withdrawn, or has its answer.
pub async fn remind(here: &Here<'_>, id: &str) -> Result<String, Error> {
    let mut tx = here.app.db.write().await?;
    let a = fresh(&mut tx, here, id).await?;
    if a.state() != super::application::State::Asked {
        return Err(Error::Absent);
    }
    let secret = ask_manager(&mut tx, here, &a).await?;
    note(&mut tx, here, "act-application-reminded", &a).await?;
    tx.commit().await?;
    here.app.mail.notify_one();
    Ok(secret)
}

/// Withdraws, without a reason.
///
/// # Errors
/// A fault of ours.
pub async fn withdraw(here: &Here<'_>, id: &str) -> Result<(), Error> {
    let mut tx = here.app.db.write().await?;
    let a = fresh(&mut tx, here, id).await?;
    if a.withdrawn_at.is_none() {
        rows::withdraw(&mut tx, id, Some(here.now)).await?;
        note(&mut tx, here, "act-application-withdrawn", &a).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Takes a withdrawal back.
///
/// # Errors
/// A fault of ours; a [`Refusal`] inside.
pub async fn come_back(here: &Here<'_>, id: &str) -> Result<Result<(), Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    let a = fresh(&mut tx, here, id).await?;
    let call = store::call(&mut tx, &here.site.id).await?;
    let open = call.is_some_and(|c| c.stand(here.today) == Stand::Open);
    if !open || store::pool(&mut tx, &here.site.id).await?.is_some() {
        return Ok(Err(Refusal::TooLate));
    }
    if a.withdrawn_at.is_some() {
        rows::withdraw(&mut tx, id, None).await?;
        note(&mut tx, here, "act-application-back", &a).await?;
        tx.commit().await?;
    }
    Ok(Ok(()))
}
