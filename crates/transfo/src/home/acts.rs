//! What is done to the rules of an edition and to the mails that wait: one transaction each, with its journal line.

use jiff::{Timestamp, civil::Date};
use protocol::{Overrides, Scope, WaiverError};

use super::{
    standing::{OPEN, waiver},
    store, wording,
};
use crate::{
    platform::{
        db::Tx,
        error::Error,
        gate::Circles,
        journal::{self, Act},
        outbox,
        visit::Visit,
    },
    programme::{
        rules,
        store::{self as programme, OverrideLine, WaiverLine},
    },
};

/// Why an act was refused: the field at fault and the key of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(pub &'static str, pub &'static str);

type Outcome<T> = Result<Result<T, Refusal>, Error>;

fn in_words(visit: &Visit, rule: &str) -> Result<String, Error> {
    Ok(wording::rule(visit.words, rules::shipped()?, rule))
}

async fn note(
    visit: &Visit,
    tx: &mut Tx,
    act: &'static str,
    (subject, detail): (&str, String),
    audience: Circles,
) -> Result<(), Error> {
    let line = Act {
        act,
        edition: Some(&visit.edition()?.id),
        site: visit.site.as_ref().map(|s| s.id.as_str()),
        subject,
        detail,
        audience,
    };
    Ok(journal::write(tx, &visit.app.dice, &visit.viewer, visit.now, line).await?)
}

/// A change of one parameter as typed, checked by the protocol: the line, or the field at fault.
///
/// # Errors
/// A fault of ours.
pub fn override_line(
    visit: &Visit,
    (rule, parameter): (&str, &str),
    (value, reason): (&str, &str),
    current: &protocol::Protocol,
) -> Outcome<OverrideLine> {
    let line = OverrideLine {
        id: visit.app.dice.id(),
        rule: rule.to_owned(),
        parameter: parameter.to_owned(),
        value: value.to_owned(),
        author: visit.person()?.name.clone(),
        reason: reason.to_owned(),
        on: visit.today,
    };
    if reason.is_empty() {
        return Ok(Err(Refusal("reason", "home-reason-missing")));
    }
    let same = current
        .rule(rule)
        .and_then(|r| r.parameters.get(parameter))
        .is_some_and(|p| protocol::Value::parse(value).as_ref() == Some(&p.value));
    if same {
        return Ok(Err(Refusal("value", "home-value-same")));
    }
    if current
        .with(&Overrides(vec![rules::change(&line)]))
        .is_err()
    {
        return Ok(Err(Refusal("value", "home-value-fault")));
    }
    Ok(Ok(line))
}

/// Changes a parameter for the edition.
///
/// # Errors
/// A fault of ours.
pub async fn set_override(visit: &Visit, line: &OverrideLine) -> Result<(), Error> {
    let edition = visit.edition()?.id.clone();
    let mut tx = visit.write().await?;
    programme::add_override(&mut tx, &edition, line).await?;
    let detail = format!("{} = {}. {}", line.parameter, line.value, line.reason);
    let rule = in_words(visit, &line.rule)?;
    note(visit, &mut tx, "act-rule-changed", (&rule, detail), OPEN).await?;
    tx.commit().await?;
    Ok(())
}

/// Goes back to what the protocol says.
///
/// # Errors
/// Absence when nothing was changed.
pub async fn remove_override(visit: &Visit, rule: &str, parameter: &str) -> Result<(), Error> {
    let edition = visit.edition()?.id.clone();
    let mut tx = visit.write().await?;
    if !store::remove_override(&mut tx, &edition, (rule, parameter)).await? {
        return Err(Error::Absent);
    }
    let rule = in_words(visit, rule)?;
    let what = (rule.as_str(), parameter.to_owned());
    note(visit, &mut tx, "act-rule-restored", what, OPEN).await?;
    tx.commit().await?;
    Ok(())
}

/// Sets a rule aside for the site of the path, or for the season when the path names none.
///
/// # Errors
/// A fault of ours.
pub async fn grant_waiver(
    visit: &Visit,
    rule: &str,
    (reason, until): (&str, Option<Date>),
) -> Outcome<()> {
    let edition = visit.edition()?.id.clone();
    let Some(until) = until else {
        return Ok(Err(Refusal("until", "home-until-missing")));
    };
    let line = WaiverLine {
        id: visit.app.dice.id(),
        site_id: visit.site.as_ref().map(|s| s.id.clone()),
        rule: rule.to_owned(),
        author: visit.person()?.name.clone(),
        reason: reason.to_owned(),
        from: visit.today,
        until,
        ended_on: None,
    };
    let scope = rules::shipped()?.rule(rule).map(|r| r.scope);
    let wanted = if visit.site.is_some() {
        Scope::Site
    } else {
        Scope::Season
    };
    let refusal = match waiver(&line) {
        Err(WaiverError::HardStop) => Refusal("rule", "home-waiver-hard-stop"),
        Err(WaiverError::UnknownRule) => Refusal("rule", "home-waiver-rule"),
        Err(WaiverError::NoReason) => Refusal("reason", "home-reason-missing"),
        Err(_) => Refusal("until", "home-until-past"),
        Ok(_) if scope != Some(wanted) => Refusal("rule", "home-waiver-rule"),
        Ok(_) => {
            let mut tx = visit.write().await?;
            let noted = (visit.now, visit.viewer.id());
            programme::add_waiver(&mut tx, &edition, &line, noted).await?;
            let detail = line.reason.clone();
            let rule = in_words(visit, rule)?;
            note(visit, &mut tx, "act-waiver-granted", (&rule, detail), OPEN).await?;
            tx.commit().await?;
            return Ok(Ok(()));
        }
    };
    Ok(Err(refusal))
}

/// Ends a waiver of this place today: the rule counts again.
///
/// # Errors
/// Absence when there is none here that still holds.
pub async fn end_waiver(visit: &Visit, id: &str) -> Result<(), Error> {
    let edition = visit.edition()?.id.clone();
    let site = visit.site.as_ref().map(|s| s.id.as_str());
    let mut tx = visit.write().await?;
    let all = programme::waivers(&mut tx, &edition).await?;
    let found = all
        .iter()
        .find(|w| w.id == id && w.site_id.as_deref() == site);
    let line = found.ok_or(Error::Absent)?;
    if !programme::end_waiver(&mut tx, &edition, id, visit.today).await? {
        return Err(Error::Absent);
    }
    let rule = in_words(visit, &line.rule)?;
    let what = (rule.as_str(), line.reason.clone());
    note(visit, &mut tx, "act-waiver-ended", what, OPEN).await?;
    tx.commit().await?;
    Ok(())
}

/// Lets the mails of the site go that were prepared until `seen`, if they are still as many as were confirmed.
///
/// # Errors
/// A fault of ours.
pub async fn release_mails(visit: &Visit, seen: Timestamp, confirmed: u64) -> Outcome<u64> {
    let site = visit.site()?.id.clone();
    let mut tx = visit.write().await?;
    let by = visit.viewer.id();
    let count = outbox::release(&mut tx, &visit.gate(), &site, (seen, visit.now, by)).await?;
    if count == 0 || count != confirmed {
        return Ok(Err(Refusal("count", "home-mails-changed")));
    }
    let what = (count.to_string(), String::new());
    let who = Circles::SELECTION;
    note(visit, &mut tx, "act-mails-released", (&what.0, what.1), who).await?;
    tx.commit().await?;
    visit.app.mail.notify_one();
    Ok(Ok(count))
}

/// Drops one prepared mail.
///
/// # Errors
/// Absence when there is none that still waits here.
pub async fn drop_mail(visit: &Visit, id: &str) -> Result<(), Error> {
    let site = visit.site()?.id.clone();
    let mut tx = visit.write().await?;
    let by = (visit.now, visit.viewer.id());
    if !outbox::drop_prepared(&mut tx, &visit.gate(), (&site, id), by).await? {
        return Err(Error::Absent);
    }
    let who = Circles::SELECTION;
    note(visit, &mut tx, "act-mail-dropped", ("", String::new()), who).await?;
    tx.commit().await?;
    Ok(())
}
