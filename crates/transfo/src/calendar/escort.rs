//! Says which residents go to a meeting between authorities: their journeys count from then on as said.
//!
//! Invariants: only residents of the teams that take part go; what is said stays when the date moves; a meeting that is
//! over can still be put right, because kilometres are counted afterwards; of two who say it at once, the second is told.

use super::{
    act::{ALL_HERE, By, Stop},
    meet::NotHeld,
    meeting,
    store::{
        facts::{self, Away},
        meetings,
    },
};
use crate::platform::{
    error::Error,
    fault,
    journal::{self, Act},
};

/// What is said of a meeting.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// Edition's row id.
    pub edition: &'a str,
    /// Meeting's row id.
    pub meeting: &'a str,
    /// What was said before, as far as the person saw.
    pub before: Option<&'a [String]>,
    /// Row ids of the residents who go; others than those of the teams are left out.
    pub residents: &'a [String],
}

/// Writes who goes. Nobody is told: no date changes.
///
/// # Errors
/// [`NotHeld::Meanwhile`]; absence of the meeting; a fault of the database.
pub async fn escort(by: &By, said: Said<'_>) -> Result<(), Stop<NotHeld>> {
    let mut tx = by.app.db.write().await?;
    let loaded = facts::load(&mut tx, (said.edition, by.today), Away::OfNobody).await?;
    let mut known = loaded.facts.meetings.iter();
    let meeting = known.find(|m| m.id == said.meeting);
    let meeting = meeting.ok_or(Stop::Fault(Error::Absent))?;
    if meeting.escort.as_deref() != said.before {
        return Err(Stop::Refused(NotHeld::Meanwhile));
    }
    let team = meeting::team(&loaded.facts, meeting).into_iter();
    let going = team.filter(|worker| said.residents.contains(&worker.id));
    let going: Vec<&str> = going.map(|worker| worker.id.as_str()).collect();
    meetings::escort(&mut tx, &meeting.id, &going, by.now).await?;
    let act = Act {
        act: "act-meeting-escorted",
        edition: Some(said.edition),
        site: None,
        subject: &meeting.name,
        detail: String::new(),
        audience: ALL_HERE,
    };
    journal::write(&mut tx, &by.app.dice, &by.viewer, by.now, act).await?;
    fault::point("meeting");
    tx.commit().await?;
    Ok(())
}
