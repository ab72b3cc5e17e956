//! The ways in: password, link or code by mail, invitation, set-up key. Each is one transaction. None tells whether
//! an address has an account.

use std::time::Duration;

use jiff::Timestamp;

use super::{
    password::{self, Password, Weak},
    second_factor,
    store::{self, Person},
};
use crate::platform::{
    db::Tx,
    dice::fingerprint,
    error::Error,
    frame::urlencode,
    gate::{Circles, Role},
    outbox::{self, Mail},
    visit::Visit,
    words::Words,
};

/// How long a link or a code by mail holds: a quarter of an hour is too short for a mail that is read late.
const MAIL_MINUTES: u64 = 60;
/// How long an invitation holds.
const INVITATION_DAYS: u64 = 14;
/// Wrong codes per mail.
const CODE_ATTEMPTS: i64 = 5;
/// Tries per address in a quarter of an hour.
const TRIES: i64 = 10;
const WINDOW_MS: i64 = 15 * 60 * 1000;
/// Wrong codes per person and day, whatever the mails asked for and the passwords known.
const CODES: i64 = 20;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// What stands in place of a code's hash while the second factor is awaited…
const AFTER_PASSWORD: &str = "second-factor";
/// …after a link or code by mail.
const AFTER_MAIL: &str = "second-factor-mail";
/// What a code's hash begins with when it confirms a new address instead of letting anybody in.
pub(super) const NEW_ADDRESS: &str = "address:";

/// Whether a way in was sent by mail and lets in by itself.
pub(super) fn lets_in(asked: &store::SignIn) -> bool {
    let code = asked.code_hash.as_str();
    code != AFTER_PASSWORD && code != AFTER_MAIL && !code.starts_with(NEW_ADDRESS)
}

/// Whether it holds still.
pub(super) fn holds(asked: &store::SignIn, now: Timestamp) -> bool {
    asked.used_at.is_none() && asked.expires_at > now && asked.attempts < CODE_ATTEMPTS
}

/// Why somebody is not let in. Said without telling whether the account exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Wrong address, password or code.
    Wrong,
    /// The link or code is too old, used, or tried too often.
    Stale,
    /// Too many tries for this address.
    TooMany,
    /// Too many wrong codes since yesterday.
    TooManyCodes,
    /// The password that was chosen is too weak.
    Weak(Weak),
    /// There is an administrator already.
    SetUpAlready,
}

/// What comes of a right password, link or code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The secret of a new session, for its cookie.
    Open(String),
    /// The second factor is still to be shown: the key of the waiting entry.
    SecondFactor(String),
}

type Outcome<T> = Result<Result<T, Refusal>, Error>;

fn after(now: Timestamp, seconds: u64) -> Timestamp {
    now.checked_add(Duration::from_secs(seconds)).unwrap_or(now)
}

/// Tries address and password.
///
/// # Errors
/// A fault of ours.
pub async fn by_password(visit: &Visit, email: &str, typed: &str, agent: &str) -> Outcome<Entry> {
    let email = email.to_lowercase();
    if too_many(visit, &format!("password:{email}")).await? {
        return Ok(Err(Refusal::TooMany));
    }
    let person = store::by_email(&mut visit.read().await?, &email).await?;
    let stored = person.as_ref().and_then(|p| p.password_hash.clone());
    let right = password::check(typed, stored).await?;
    let Some(person) = person.filter(|_| right) else {
        return Ok(Err(Refusal::Wrong));
    };
    let mut tx = visit.write().await?;
    store::forget_tries(&mut tx, &fingerprint(&format!("password:{email}"))).await?;
    let entry = enter(visit, &mut tx, &person, agent, false).await?;
    tx.commit().await?;
    Ok(Ok(entry))
}

/// Opens a session, or keeps the entry waiting when the person has a second factor.
async fn enter(
    visit: &Visit,
    tx: &mut Tx,
    person: &Person,
    agent: &str,
    by_mail: bool,
) -> Result<Entry, Error> {
    if person.totp_confirmed_at.is_none() {
        let token = open(visit, tx, &person.id, agent).await?;
        if by_mail {
            store::note_mail(tx, &fingerprint(&token), visit.now).await?;
        }
        return Ok(Entry::Open(token));
    }
    let (key, dice) = (visit.app.dice.secret(), &visit.app.dice);
    // Waits among the ways in, without a code of its own: only the second factor opens it.
    let waiting = store::NewSignIn {
        id: &dice.id(),
        person: Some(&person.id),
        email: person.email.as_deref().unwrap_or_default(),
        token_hash: &fingerprint(&key),
        code_hash: if by_mail { AFTER_MAIL } else { AFTER_PASSWORD },
        expires_at: after(visit.now, MAIL_MINUTES * 60),
    };
    store::add_sign_in(tx, visit.now, waiting).await?;
    Ok(Entry::SecondFactor(key))
}

/// Opens a session for a person; its secret.
///
/// # Errors
/// A fault of ours.
pub async fn open(visit: &Visit, tx: &mut Tx, person: &str, agent: &str) -> Result<String, Error> {
    let dice = &visit.app.dice;
    let token = dice.secret();
    let hours = u64::from(visit.app.config.session_hours);
    let agent: String = agent.chars().take(200).collect();
    let times = (visit.now, after(visit.now, hours * 3600));
    store::open_session(
        tx,
        (&dice.id(), &fingerprint(&token)),
        person,
        &agent,
        times,
    )
    .await?;
    Ok(token)
}

/// Tries the second factor of a waiting entry: a code of the moment, or a recovery code.
///
/// # Errors
/// A fault of ours.
pub async fn by_second_factor(
    visit: &Visit,
    key: &str,
    typed: &str,
    agent: &str,
) -> Outcome<String> {
    let mut tx = visit.write().await?;
    let Some(waiting) = store::find_sign_in(&mut tx, &fingerprint(key)).await? else {
        return Ok(Err(Refusal::Stale));
    };
    let by_mail = waiting.code_hash == AFTER_MAIL;
    let good = holds(&waiting, visit.now) && (by_mail || waiting.code_hash == AFTER_PASSWORD);
    let person = match (&waiting.person, good) {
        (Some(id), true) => store::by_id(&mut tx, id).await?,
        _ => None,
    };
    let Some(person) = person.filter(|p| p.disabled_at.is_none()) else {
        return Ok(Err(Refusal::Stale));
    };
    if too_many_codes(visit, &mut tx, &person.id).await? {
        tx.commit().await?;
        return Ok(Err(Refusal::TooManyCodes));
    }
    if !shows_factor(visit, &mut tx, &person, typed).await? {
        store::count_attempt(&mut tx, &waiting.id).await?;
        tx.commit().await?;
        return Ok(Err(Refusal::Wrong));
    }
    store::use_sign_in(&mut tx, &waiting.id, visit.now).await?;
    forget_codes(&mut tx, &person.id).await?;
    let token = open(visit, &mut tx, &person.id, agent).await?;
    if by_mail {
        store::note_mail(&mut tx, &fingerprint(&token), visit.now).await?;
    }
    tx.commit().await?;
    Ok(Ok(token))
}

/// Whether `typed` is the person's code of the moment, or one of their recovery codes; either is used up.
pub(super) async fn shows_factor(
    visit: &Visit,
    tx: &mut Tx,
    person: &Person,
    typed: &str,
) -> Result<bool, Error> {
    let secret = person.totp_secret.clone().unwrap_or_default();
    let step = second_factor::step(&secret, typed, visit.now, person.totp_last_step)?;
    if let Some(step) = step {
        store::take_step(tx, &person.id, step, visit.now).await?;
        return Ok(true);
    }
    let hash = fingerprint(&typed.trim().to_lowercase());
    Ok(store::use_recovery_code(tx, &person.id, &hash, visit.now).await?)
}

/// Counts a code typed for a person; whether there were too many since yesterday. A right one forgets them.
pub(super) async fn too_many_codes(
    visit: &Visit,
    tx: &mut Tx,
    person: &str,
) -> Result<bool, Error> {
    let key = fingerprint(&format!("code:{person}"));
    Ok(store::count_try(tx, &key, visit.now, DAY_MS).await? > CODES)
}

pub(super) async fn forget_codes(tx: &mut Tx, person: &str) -> Result<(), Error> {
    Ok(store::forget_tries(tx, &fingerprint(&format!("code:{person}"))).await?)
}

/// Sends a link and a code to an address, when somebody has it; the key of the page that takes the code. Either leads
/// on to `back`.
///
/// # Errors
/// A fault of ours.
pub async fn ask_by_mail(visit: &Visit, email: &str, back: &str) -> Outcome<String> {
    let email = email.to_lowercase();
    if too_many(visit, &format!("mail:{email}")).await? {
        return Ok(Err(Refusal::TooMany));
    }
    let dice = &visit.app.dice;
    let (id, token, code) = (dice.id(), dice.secret(), dice.code());
    let mut tx = visit.write().await?;
    store::forget_old(
        &mut tx,
        visit.now.as_millisecond().saturating_sub(2 * DAY_MS),
    )
    .await?;
    let person = store::by_email(&mut tx, &email).await?;
    let asked = store::NewSignIn {
        id: &id,
        person: person.as_ref().map(|p| p.id.as_str()),
        email: &email,
        token_hash: &fingerprint(&token),
        code_hash: &fingerprint(&format!("{id}{code}")),
        expires_at: after(visit.now, MAIL_MINUTES * 60),
    };
    store::add_sign_in(&mut tx, visit.now, asked).await?;
    if let Some(person) = &person {
        let words = Words::of(person.lang);
        let mut link = format!("{}/connexion/lien/{token}", visit.app.config.url);
        if back != "/" {
            link = format!("{link}?suite={}", urlencode(back));
        }
        let mail = Mail {
            kind: "sign-in",
            edition: None,
            site: None,
            to: (&email, &person.name),
            lang: person.lang,
            subject: words.t("mail-sign-in-subject"),
            body: words.t2("mail-sign-in-body", ("link", link), ("code", code)),
            audience: Circles::NONE,
            at_once: true,
        };
        outbox::put(&mut tx, dice, None, visit.now, mail).await?;
    }
    tx.commit().await?;
    visit.app.mail.notify_one();
    Ok(Ok(id))
}

/// Takes a link (with `code` empty) or the six digits of a mail.
///
/// # Errors
/// A fault of ours.
pub async fn by_mail(visit: &Visit, key: &str, code: Option<&str>, agent: &str) -> Outcome<Entry> {
    let mut tx = visit.write().await?;
    let lookup = match code {
        Some(_) => key.to_owned(),
        None => fingerprint(key),
    };
    let Some(asked) = store::find_sign_in(&mut tx, &lookup).await? else {
        return Ok(Err(Refusal::Stale));
    };
    if !lets_in(&asked) || !holds(&asked, visit.now) {
        return Ok(Err(Refusal::Stale));
    }
    if let Some(code) = code {
        // Of the address when it is nobody's: an unknown one answers alike.
        let whose = asked.person.as_deref().unwrap_or(&asked.email);
        if too_many_codes(visit, &mut tx, whose).await? {
            tx.commit().await?;
            return Ok(Err(Refusal::TooManyCodes));
        }
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        if fingerprint(&format!("{}{digits}", asked.id)) != asked.code_hash {
            store::count_attempt(&mut tx, &asked.id).await?;
            tx.commit().await?;
            return Ok(Err(Refusal::Wrong));
        }
    }
    let person = match &asked.person {
        Some(id) => store::by_id(&mut tx, id).await?,
        None => None,
    };
    let Some(person) = person.filter(|p| p.disabled_at.is_none()) else {
        return Ok(Err(Refusal::Stale));
    };
    store::use_sign_in(&mut tx, &asked.id, visit.now).await?;
    // Their mailbox is a way in of their own: whoever made or carried an invitation holds nothing any more.
    store::revoke_invitations(&mut tx, &person.id, visit.now).await?;
    forget_codes(&mut tx, &person.id).await?;
    let entry = enter(visit, &mut tx, &person, agent, true).await?;
    tx.commit().await?;
    Ok(Ok(entry))
}

/// Enters by invitation: it can be used again until the person has a credential of their own or came by mail, 14
/// days at most.
///
/// # Errors
/// A fault of ours.
pub async fn by_invitation(visit: &Visit, token: &str, agent: &str) -> Outcome<Entry> {
    let mut tx = visit.write().await?;
    let found = store::invitation(&mut tx, &fingerprint(token)).await?;
    let Some((person, expires_at)) = found else {
        return Ok(Err(Refusal::Stale));
    };
    if expires_at <= visit.now || person.has_credential() {
        return Ok(Err(Refusal::Stale));
    }
    let entry = enter(visit, &mut tx, &person, agent, false).await?;
    tx.commit().await?;
    Ok(Ok(entry))
}

/// Makes an invitation for a person inside a transaction; its secret.
///
/// # Errors
/// A fault of ours.
pub async fn invite(
    tx: &mut Tx,
    dice: &crate::platform::dice::Dice,
    person: &str,
    by: Option<&str>,
    now: Timestamp,
) -> Result<String, Error> {
    let token = dice.secret();
    let times = (now, after(now, INVITATION_DAYS * 86_400));
    store::add_invitation(tx, (&dice.id(), &fingerprint(&token)), person, by, times).await?;
    Ok(token)
}

/// The set-up key: made once, printed as often as wanted, good until there is an administrator.
///
/// # Errors
/// A fault of ours.
pub async fn setup_key(app: &crate::platform::app::App) -> Result<Option<String>, Error> {
    let mut tx = app.db.write().await?;
    if store::has_administrator(&mut tx).await? {
        return Ok(None);
    }
    if let Some(key) = store::setting(&mut tx, "setup-key").await? {
        return Ok(Some(key));
    }
    let key = app.dice.secret();
    store::set_setting(&mut tx, "setup-key", &key).await?;
    tx.commit().await?;
    Ok(Some(key))
}

/// Makes the first administrator with the set-up key; the secret of their session.
///
/// # Errors
/// A fault of ours. Absence when the key is not the one.
pub async fn set_up(
    visit: &Visit,
    key: &str,
    (name, email): (&str, &str),
    typed: &str,
    agent: &str,
) -> Outcome<String> {
    let password = match Password::new(typed, name, email) {
        Ok(password) => password,
        Err(weak) => return Ok(Err(Refusal::Weak(weak))),
    };
    let hash = password.hashed().await?;
    let mut tx = visit.write().await?;
    if store::has_administrator(&mut tx).await? {
        return Ok(Err(Refusal::SetUpAlready));
    }
    if store::setting(&mut tx, "setup-key").await?.as_deref() != Some(key) {
        return Err(Error::Absent);
    }
    let dice = &visit.app.dice;
    let id = dice.id();
    let new = store::NewPerson {
        name,
        email: Some(email),
        lang: visit.words.lang,
        ..store::NewPerson::default()
    };
    store::add_person(&mut tx, &id, visit.now, &new).await?;
    store::set_password(&mut tx, &id, &hash, visit.now).await?;
    let grant = store::Grant {
        person: &id,
        role: Role::Administrator,
        edition: None,
        site: None,
        since: visit.today,
        until: None,
    };
    store::grant(&mut tx, &dice.id(), visit.now, Some(&id), grant).await?;
    // A key that was printed must open nothing should the instance ever lose its administrators.
    store::forget_setting(&mut tx, "setup-key").await?;
    let token = open(visit, &mut tx, &id, agent).await?;
    tx.commit().await?;
    Ok(Ok(token))
}

pub(super) async fn too_many(visit: &Visit, key: &str) -> Result<bool, Error> {
    let mut tx = visit.write().await?;
    let tries = store::count_try(&mut tx, &fingerprint(key), visit.now, WINDOW_MS).await?;
    tx.commit().await?;
    Ok(tries > TRIES)
}
