//! What a person changes in their own account. Each is one transaction with its line in the journal, which only
//! the person reads.

use jiff::Timestamp;

use super::{
    password::{self, Password, Weak},
    second_factor,
    sign_in::{self, NEW_ADDRESS},
    store::{self, SessionLine},
};
use crate::platform::{
    db::broken_constraint,
    dice::fingerprint,
    error::Error,
    gate::Circles,
    journal::{self, Act},
    outbox::{self, Mail},
    visit::Visit,
    words::{Lang, Words},
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
    /// Makes a new secret for the second factor, unless one is confirmed.
    BeginSecondFactor,
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
            let person = store::by_id(&mut tx, &me.id).await?.ok_or(Error::Absent)?;
            if person.totp_confirmed_at.is_some() {
                // Only who shows the present one may put another in its place.
                return Err(Error::Absent);
            }
            let secret = second_factor::new_secret(&visit.app.dice);
            store::set_second_factor(&mut tx, &me.id, Some(&secret)).await?;
            "act-factor-begun"
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
    /// Tried too often.
    TooMany,
    /// The new one is too weak.
    Weak(Weak),
}

impl Refusal {
    /// The field at fault.
    pub const fn field(self) -> &'static str {
        match self {
            Refusal::WrongOld | Refusal::TooMany => "old",
            Refusal::Weak(_) => "password",
        }
    }

    /// The key of the sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Refusal::WrongOld => "people-wrong-old",
            Refusal::TooMany => "people-too-many",
            Refusal::Weak(weak) => weak.key(),
        }
    }
}

/// Whether a session opened by mail may still set a password without the present one: this is how a forgotten one is
/// replaced.
pub fn may_replace(session: &SessionLine, now: Timestamp) -> bool {
    session
        .by_mail_at
        .is_some_and(|at| now.duration_since(at).as_secs() < 3600)
}

/// Sets the first password, or changes it knowing the present one or having just come by mail. Other sessions end.
///
/// # Errors
/// A fault of ours, or nobody signed in.
pub async fn set_password(
    visit: &Visit,
    old: &str,
    new: &str,
) -> Result<Result<(), Refusal>, Error> {
    let me = visit.person()?.clone();
    let mut conn = visit.read().await?;
    let person = store::by_id(&mut conn, &me.id).await?;
    let person = person.ok_or(Error::Absent)?;
    let sessions = store::sessions(&mut conn, &me.id, visit.now).await?;
    drop(conn);
    let here = sessions.iter().find(|s| s.id == me.session);
    let email = person.email.clone().unwrap_or_default();
    let new = match Password::new(new, &person.name, &email) {
        Ok(new) => new,
        Err(weak) => return Ok(Err(Refusal::Weak(weak))),
    };
    let asks = person.password_hash.is_some() && !here.is_some_and(|s| may_replace(s, visit.now));
    if asks {
        if sign_in::too_many(visit, &format!("old:{}", me.id)).await? {
            return Ok(Err(Refusal::TooMany));
        }
        if !password::check(old, person.password_hash.clone()).await? {
            return Ok(Err(Refusal::WrongOld));
        }
    }
    let hash = new.hashed().await?;
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

/// Takes the second factor away from who shows it one last time; `false` when the code is wrong or too many were.
///
/// # Errors
/// A fault of ours, or nobody signed in.
pub async fn remove_second_factor(visit: &Visit, typed: &str) -> Result<bool, Error> {
    let me = visit.person()?.clone();
    let mut tx = visit.write().await?;
    let person = store::by_id(&mut tx, &me.id).await?.ok_or(Error::Absent)?;
    if person.totp_confirmed_at.is_none() {
        return Err(Error::Absent);
    }
    let stopped = sign_in::too_many_codes(visit, &mut tx, &me.id).await?;
    if stopped || !sign_in::shows_factor(visit, &mut tx, &person, typed).await? {
        tx.commit().await?;
        return Ok(false);
    }
    sign_in::forget_codes(&mut tx, &me.id).await?;
    store::set_second_factor(&mut tx, &me.id, None).await?;
    note(visit, &mut tx, "act-factor-removed").await?;
    tx.commit().await?;
    Ok(true)
}

/// Sends a code to the address that the person wants to have; the key of the page that takes it. The answer does not
/// tell whether somebody else has that address.
///
/// # Errors
/// A fault of ours, nobody signed in, or too many tries.
pub async fn ask_address(visit: &Visit, email: &str) -> Result<String, Error> {
    let me = visit.person()?.clone();
    let email = email.to_lowercase();
    if sign_in::too_many(visit, &format!("address:{}", me.id)).await? {
        return Err(Error::TooMany);
    }
    let dice = &visit.app.dice;
    let (id, token, code) = (dice.id(), dice.secret(), dice.code());
    let mut tx = visit.write().await?;
    let asked = store::NewSignIn {
        id: &id,
        person: Some(&me.id),
        email: &email,
        // No link: the code is typed where it was asked for.
        token_hash: &fingerprint(&token),
        code_hash: &format!("{NEW_ADDRESS}{}", fingerprint(&format!("{id}{code}"))),
        expires_at: visit
            .now
            .checked_add(jiff::SignedDuration::from_hours(1))
            .unwrap_or(visit.now),
    };
    store::add_sign_in(&mut tx, visit.now, asked).await?;
    let words = visit.words;
    let body = words.t1("mail-address-body", "code", code);
    let subject = words.t("mail-address-subject");
    mail(visit, &mut tx, (&email, &me.name), (subject, body)).await?;
    tx.commit().await?;
    visit.app.mail.notify_one();
    Ok(id)
}

async fn mail(
    visit: &Visit,
    tx: &mut crate::platform::db::Tx,
    to: (&str, &str),
    (subject, body): (String, String),
) -> Result<(), Error> {
    let mail = Mail {
        kind: "address",
        edition: None,
        site: None,
        to,
        lang: visit.words.lang,
        subject,
        body,
        audience: Circles::NONE,
        at_once: true,
    };
    let by = visit.viewer.id();
    Ok(outbox::put(tx, &visit.app.dice, by, visit.now, mail).await?)
}

/// Takes the code sent to a new address, which is the person's from then on; the former one is told. `Err` is the key
/// of a sentence.
///
/// # Errors
/// A fault of ours, or nobody signed in.
pub async fn confirm_address(
    visit: &Visit,
    key: &str,
    typed: &str,
) -> Result<Result<(), &'static str>, Error> {
    let me = visit.person()?.clone();
    let mut tx = visit.write().await?;
    let asked = store::find_sign_in(&mut tx, key)
        .await?
        .filter(|a| sign_in::holds(a, visit.now) && a.person.as_deref() == Some(me.id.as_str()));
    let Some(asked) = asked else {
        return Ok(Err("people-stale"));
    };
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let right = fingerprint(&format!("{}{digits}", asked.id));
    if asked.code_hash.strip_prefix(NEW_ADDRESS) != Some(right.as_str()) {
        store::count_attempt(&mut tx, &asked.id).await?;
        tx.commit().await?;
        return Ok(Err("people-wrong"));
    }
    let before = store::by_id(&mut tx, &me.id).await?.ok_or(Error::Absent)?;
    store::use_sign_in(&mut tx, &asked.id, visit.now).await?;
    match store::set_email(&mut tx, &me.id, &asked.email).await {
        Ok(()) => {}
        Err(e) if broken_constraint(&e).is_some() => return Ok(Err("people-address-taken")),
        Err(e) => return Err(e.into()),
    }
    if let Some(old) = before.email.as_deref().filter(|old| *old != asked.email) {
        let words = Words::of(before.lang);
        let text = (
            words.t("mail-address-changed-subject"),
            words.t("mail-address-changed-body"),
        );
        mail(visit, &mut tx, (old, &me.name), text).await?;
    }
    note(visit, &mut tx, "act-address").await?;
    tx.commit().await?;
    visit.app.mail.notify_one();
    Ok(Ok(()))
}
