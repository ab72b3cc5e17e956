//! Somebody leaves: the first substitute with whom every quota holds takes the place, and the page says which quota
//! moves when nobody does.

use sortition::{Problem, Replacement};

use super::{
    Here,
    application::Application,
    mails::{self, Letter},
    publish,
    store::{
        self,
        application::{self as rows, Side},
        member::{self, Member},
    },
};
use crate::platform::{
    db::Tx,
    dice::fingerprint,
    error::Error,
    gate::Circles,
    journal::{self, Act},
};

/// Who would take the place, and which quotas would move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The substitute; `None` when none is left.
    pub substitute: Option<Member>,
    /// Quotas left: feature, value, members with it afterwards, minimum, maximum.
    pub moved: Vec<(String, String, u32, u32, u32)>,
}

/// Who would replace `leaver`: from the frozen pool, the members and substitutes as they are.
pub fn propose(pool: &str, members: &[Member], leaver: &Member) -> Option<Proposal> {
    let problem = Problem::from_text(pool)?;
    let reference = |m: &&Member| m.reference.clone();
    let panel: Vec<String> = members
        .iter()
        .filter(|m| m.sits())
        .map(|m| reference(&m))
        .collect();
    let waiting: Vec<String> = members
        .iter()
        .filter(|m| m.waits())
        .map(|m| reference(&m))
        .collect();
    let found = |id: &str| members.iter().find(|m| m.reference == id).cloned();
    Some(
        match sortition::replacement(&problem, &panel, &waiting, &leaver.reference) {
            Replacement::Nobody => Proposal {
                substitute: None,
                moved: Vec::new(),
            },
            Replacement::Keeps(id) => Proposal {
                substitute: found(&id),
                moved: Vec::new(),
            },
            Replacement::Shifts(id, shifts) => Proposal {
                substitute: found(&id),
                moved: shifts
                    .iter()
                    .filter_map(|shift| {
                        let q = problem.quotas().get(shift.quota)?;
                        Some((
                            q.feature.clone(),
                            q.value.clone(),
                            shift.count,
                            q.min,
                            q.max,
                        ))
                    })
                    .collect(),
            },
        },
    )
}

/// Why it cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// They left already.
    Gone,
    /// Another substitute than the one confirmed would come.
    Changed,
}

/// What becomes of the seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// The substitute that was confirmed takes it.
    Call,
    /// It stays empty until the cohort is completed by lot.
    Empty,
}

/// Notes that `member` leaves, and calls the substitute `expected` (the one that was confirmed; empty: none is left).
///
/// # Errors
/// Absence when there is no such member; a [`Refusal`] inside.
pub async fn leave(
    here: &Here<'_>,
    member: &str,
    (expected, reason): (&str, &str),
    then: Then,
) -> Result<Result<(), Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    let members = member::all(&mut tx, &here.site.id).await?;
    let leaver = members
        .iter()
        .find(|m| m.id == member)
        .ok_or(Error::Absent)?
        .clone();
    if leaver.left_on.is_some() {
        return Ok(Err(Refusal::Gone));
    }
    let pool = store::pool(&mut tx, &here.site.id)
        .await?
        .ok_or(Error::Absent)?;
    let next = match leaver.sits() && then == Then::Call {
        true => propose(&pool.text, &members, &leaver).and_then(|p| p.substitute),
        false => None,
    };
    if then == Then::Call && next.as_ref().map_or("", |m| m.id.as_str()) != expected {
        return Ok(Err(Refusal::Changed));
    }
    member::leave(&mut tx, member, here.today, reason).await?;
    if let Some(person) = &leaver.person {
        member::end_role(&mut tx, &here.site.id, person, here.today).await?;
    }
    note(&mut tx, here, "act-member-left", &leaver.reference).await?;
    if let Some(next) = next {
        call_in(&mut tx, here, &leaver, &next).await?;
    }
    tx.commit().await?;
    here.app.mail.notify_one();
    Ok(Ok(()))
}

/// Who may see a seat that is taken now: the selection alone until the result is published.
pub(super) async fn seat_audience(tx: &mut Tx, here: &Here<'_>) -> Result<Circles, Error> {
    let drawing = store::drawing(tx, &here.site.id).await?;
    let published = drawing.is_some_and(|d| d.published_at.is_some());
    Ok(if published {
        publish::OPEN
    } else {
        Circles::SELECTION
    })
}

async fn call_in(
    tx: &mut Tx,
    here: &Here<'_>,
    leaver: &Member,
    next: &Member,
) -> Result<(), Error> {
    let audience = seat_audience(tx, here).await?;
    member::call_in(tx, &next.id, &leaver.id, here.today, audience).await?;
    let application = rows::one(tx, &here.site.id, &next.application)
        .await?
        .ok_or(Error::Absent)?;
    if audience == publish::OPEN {
        publish::account(tx, here, &application).await?;
        tell(tx, here, &application).await?;
    }
    note(tx, here, "act-member-called", &next.reference).await
}

/// Tells somebody that they were called in.
pub(super) async fn tell(tx: &mut Tx, here: &Here<'_>, a: &Application) -> Result<(), Error> {
    let Some(email) = &a.email else {
        return Ok(());
    };
    let secret = here.app.dice.secret();
    rows::put_link(tx, Side::Own, &fingerprint(&secret), &a.id, here.now).await?;
    let letter = Letter {
        kind: "called",
        to: (email, &a.name),
        lang: mails::lang(a),
        link: format!("{}/candidature/{secret}", here.app.config.url),
        more: String::new(),
        at_once: true,
    };
    mails::put(tx, here, letter).await
}

/// The line of an act on one member.
pub(super) async fn note(
    tx: &mut Tx,
    here: &Here<'_>,
    act: &'static str,
    reference: &str,
) -> Result<(), Error> {
    let line = Act {
        act,
        edition: Some(&here.edition.id),
        site: Some(&here.site.id),
        subject: reference,
        detail: String::new(),
        audience: Circles::SELECTION,
    };
    journal::write(tx, &here.app.dice, here.viewer, here.now, line).await?;
    Ok(())
}
