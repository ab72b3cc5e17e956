//! What a person changes in their own account. Each is one transaction with its line in the journal, which only
//! the person reads.

use super::{
    password::{self, Password, Weak},
    second_factor, store,
};
use crate::platform::{
    dice::fingerprint,
    error::Error,
    gate::Circles,
    journal::{self, Act},
    visit::Visit,
    words::Lang,
};

/// One change.
#[derive(Clone, Copy, Debug)]
pub enum Change<'a> {
    /// Name and language.
    Profile {
        /// Name.
        name: &'a str,
        /// Language.
        lang: Lang,
    },
    /// Ends one session.
    EndSession(&'a str),
    /// Ends every session but the one of the visit.
    EndOtherSessions,
    /// Makes a new secret for the second factor.
    BeginSecondFactor,
    /// Takes the second factor away.
    RemoveSecondFactor,
}

/// Makes a change.
///
/// # Errors
/// A fault of ours, or nobody signed in.
pub async fn change(visit: &Visit, change: Change<'_>) -> Result<(), Error> {
    let me = visit.person()?.clone();
    let mut tx = visit.write().await?;
    let act = match change {
        Change::Profile { name, lang } => {
            store::set_profile(&mut tx, &me.id, name, lang).await?;
            "act-profile"
        }
        Change::EndSession(id) => {
            store::revoke_sessions(&mut tx, &me.id, Some(id), "", visit.now).await?;
            "act-session-ended"
        }
        Change::EndOtherSessions => {
            store::revoke_sessions(&mut tx, &me.id, None, &me.session, visit.now).await?;
            "act-session-ended"
        }
        Change::BeginSecondFactor => {
            let secret = second_factor::new_secret(&visit.app.dice);
            store::set_second_factor(&mut tx, &me.id, Some(&secret)).await?;
            "act-factor-begun"
        }
        Change::RemoveSecondFactor => {
            store::set_second_factor(&mut tx, &me.id, None).await?;
            "act-factor-removed"
        }
    };
    note(visit, &mut tx, act).await?;
    tx.commit().await?;
    Ok(())
}

async fn note(
    visit: &Visit,
    tx: &mut crate::platform::db::Tx,
    act: &'static str,
) -> Result<(), Error> {
    let line = Act {
        act,
        edition: None,
        site: None,
        subject: "",
        detail: String::new(),
        audience: Circles::NONE,
    };
    Ok(journal::write(tx, &visit.app.dice, &visit.viewer, visit.now, line).await?)
}

/// Why a password was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The present password is another.
    WrongOld,
    /// The new one is too weak.
    Weak(Weak),
}

impl Refusal {
    /// The field at fault.
    pub const fn field(self) -> &'static str {
        match self {
            Refusal::WrongOld => "old",
            Refusal::Weak(_) => "password",
        }
    }

    /// The key of the sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Refusal::WrongOld => "people-wrong-old",
            Refusal::Weak(weak) => weak.key(),
        }
    }
}

/// Sets the first password, or changes it knowing the present one. Other sessions end.
///
/// # Errors
/// A fault of ours, or nobody signed in.
pub async fn set_password(
    visit: &Visit,
    old: &str,
    new: &str,
) -> Result<Result<(), Refusal>, Error> {
    let me = visit.person()?.clone();
    let person = store::by_id(&mut visit.read().await?, &me.id).await?;
    let person = person.ok_or(Error::Absent)?;
    let email = person.email.clone().unwrap_or_default();
    let new = match Password::new(new, &person.name, &email) {
        Ok(new) => new,
        Err(weak) => return Ok(Err(Refusal::Weak(weak))),
    };
    let (old, stored) = (old.to_owned(), person.password_hash.clone());
    let hashed = tokio::task::spawn_blocking(move || {
        let known = stored.is_none() || password::matches(&old, stored.as_deref());
        known.then(|| new.hash()).transpose()
    })
    .await
    .map_err(|e| e.to_string())??;
    let Some(hash) = hashed else {
        return Ok(Err(Refusal::WrongOld));
    };
    let mut tx = visit.write().await?;
    store::set_password(&mut tx, &me.id, &hash, visit.now).await?;
    store::revoke_sessions(&mut tx, &me.id, None, &me.session, visit.now).await?;
    note(visit, &mut tx, "act-password").await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Confirms the second factor by a code of it; the recovery codes, or `None` when the code is wrong.
///
/// # Errors
/// A fault of ours, or nobody signed in.
pub async fn confirm_second_factor(
    visit: &Visit,
    typed: &str,
) -> Result<Option<Vec<String>>, Error> {
    let me = visit.person()?.clone();
    let mut tx = visit.write().await?;
    let person = store::by_id(&mut tx, &me.id).await?.ok_or(Error::Absent)?;
    let secret = person.totp_secret.ok_or(Error::Absent)?;
    let step = second_factor::step(&secret, typed, visit.now, person.totp_last_step)?;
    let Some(step) = step else {
        return Ok(None);
    };
    store::take_step(&mut tx, &me.id, step, visit.now).await?;
    let codes = second_factor::recovery_codes(&visit.app.dice);
    for code in &codes {
        store::add_recovery_code(&mut tx, &me.id, &fingerprint(code)).await?;
    }
    note(visit, &mut tx, "act-factor-confirmed").await?;
    tx.commit().await?;
    Ok(Some(codes))
}
