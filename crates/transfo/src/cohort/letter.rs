//! Mission letters: days promised to a member, issued by the team, signed by the agent.

use super::{
    Here,
    store::member::{self, Letter},
};
use crate::platform::{
    error::Error,
    gate::Circles,
    journal::{self, Act},
};

/// Who may see a letter beside its ambassador: the team and the coordination. The manager sees it by their link.
pub const AUDIENCE: Circles = Circles::SELECTION;

/// Most days a letter can promise: a year of work.
pub const MOST: u32 = 220;

/// Why a letter cannot be issued or signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Days are from 1 to [`MOST`].
    Days,
    /// It is signed, or there is none.
    NotOpen,
}

/// Issues the letter of a member, or issues it anew with other days: then it is to be signed again.
///
/// # Errors
/// Absence when no such member sits in the cohort; a [`Refusal`] inside.
pub async fn issue(here: &Here<'_>, id: &str, days: u32) -> Result<Result<(), Refusal>, Error> {
    if !(1..=MOST).contains(&days) {
        return Ok(Err(Refusal::Days));
    }
    let mut tx = here.app.db.write().await?;
    let members = member::all(&mut tx, &here.site.id).await?;
    let one = members
        .iter()
        .find(|m| m.id == id && m.sits())
        .ok_or(Error::Absent)?;
    let letter = Letter {
        days,
        issued_on: here.today,
        signed_on: None,
    };
    member::put_letter(&mut tx, id, here.viewer.id(), &letter, AUDIENCE).await?;
    let line = act(here, "act-letter-issued", &one.reference, days.to_string());
    journal::write(&mut tx, &here.app.dice, here.viewer, here.now, line).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Notes that the letter of a member is signed.
///
/// # Errors
/// Absence when there is no such member; a [`Refusal`] inside.
pub async fn sign(here: &Here<'_>, id: &str) -> Result<Result<(), Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    let members = member::all(&mut tx, &here.site.id).await?;
    let one = members
        .iter()
        .find(|m| m.id == id && m.sits())
        .ok_or(Error::Absent)?;
    if !member::sign(&mut tx, id, here.viewer.id(), here.today).await? {
        return Ok(Err(Refusal::NotOpen));
    }
    let line = act(here, "act-letter-signed", &one.reference, String::new());
    journal::write(&mut tx, &here.app.dice, here.viewer, here.now, line).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

fn act<'h>(here: &'h Here<'_>, act: &'static str, reference: &'h str, detail: String) -> Act<'h> {
    Act {
        act,
        edition: Some(&here.edition.id),
        site: Some(&here.site.id),
        subject: reference,
        detail,
        audience: AUDIENCE,
    }
}
