//! What the hierarchy says of a candidacy: by the manager's link, or noted by the pilot from paper.
//!
//! Possible once the agent has let the hierarchy know, and until the pool is frozen. The agent is told.

use super::{
    Here,
    application::{Application, Endorsement},
    mails::{self, Letter},
    store::{self, application as rows},
};
use crate::platform::{
    error::Error,
    gate::Circles,
    journal::{self, Act},
};

/// Why it cannot be noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The agent keeps the candidacy from the hierarchy.
    Hidden,
    /// The agent withdrew.
    Withdrawn,
    /// The pool is frozen.
    Frozen,
}

/// Notes the hierarchy's word.
///
/// # Errors
/// Absence when there is no such candidacy; a [`Refusal`] inside.
pub async fn endorse(
    here: &Here<'_>,
    id: &str,
    says: Endorsement,
    note: &str,
) -> Result<Result<(), Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    let a = rows::one(&mut tx, &here.site.id, id)
        .await?
        .ok_or(Error::Absent)?;
    if let Some(refusal) = refusal(&a) {
        return Ok(Err(refusal));
    }
    if store::pool(&mut tx, &here.site.id).await?.is_some() {
        return Ok(Err(Refusal::Frozen));
    }
    rows::endorse(&mut tx, id, here.now, says, note).await?;
    let line = Act {
        act: match says {
            Endorsement::Granted => "act-endorsement-granted",
            Endorsement::Refused => "act-endorsement-refused",
            Endorsement::Waiting => "act-endorsement-open",
        },
        edition: Some(&here.edition.id),
        site: Some(&here.site.id),
        subject: &a.reference,
        detail: String::new(),
        audience: Circles::SELECTION,
    };
    journal::write(&mut tx, &here.app.dice, here.viewer, here.now, line).await?;
    if let Some(email) = a.email.as_deref().filter(|_| says != a.endorsement) {
        let letter = Letter {
            kind: match says {
                Endorsement::Granted => "endorsed",
                Endorsement::Refused | Endorsement::Waiting => "not-endorsed",
            },
            to: (email, &a.name),
            lang: mails::lang(&a),
            link: String::new(),
            more: a.manager_name.clone(),
            at_once: true,
        };
        mails::put(&mut tx, here, letter).await?;
    }
    tx.commit().await?;
    here.app.mail.notify_one();
    Ok(Ok(()))
}

fn refusal(a: &Application) -> Option<Refusal> {
    if a.released_at.is_none() {
        Some(Refusal::Hidden)
    } else if a.withdrawn_at.is_some() {
        Some(Refusal::Withdrawn)
    } else {
        None
    }
}
