//! A new fact that upsets the calendar: noted together with the question of how to answer it.
//!
//! Invariants: the fact and the job that looks for answers are one transaction; no run moves before somebody chooses
//! an answer and publishes it.

use jiff::civil::Date;

use super::{
    absence::{Absence, Half},
    act::{By, Stop},
    answer::{Noted, Subject},
    close::{self, Closing, NotClosed},
    plan_season::{self, Input},
    store::{availability, facts},
};
use crate::platform::{
    error::Error,
    gate::Circles,
    journal::{self, Act},
};

/// What happened.
#[derive(Clone, Debug)]
pub enum News {
    /// Days without sessions, at one site (its slug) or all: a strike, a lockdown, works.
    Closed(Option<String>, Closing),
    /// A council or another closure has other days.
    Moved {
        /// Row id of the closure.
        closure: String,
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// A resident cannot come.
    Away {
        /// Row id of the person.
        resident: String,
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// It is noted elsewhere already: a departure, an absence.
    Known,
}

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// The days cannot be taken as they are.
    Days(NotClosed),
    /// Nobody or nothing of that name is there.
    Unknown,
    /// A calculation is under way.
    Busy,
}

/// Notes the fact and asks for two or three ways to answer it.
///
/// # Errors
/// [`NotTaken`]; a fault of the database.
pub async fn take(by: &By, edition: &str, news: &News, seconds: u64) -> Result<(), Stop<NotTaken>> {
    let days = |stop: Stop<NotClosed>| match stop {
        Stop::Refused(why) => Stop::Refused(NotTaken::Days(why)),
        Stop::Fault(Error::Absent) => Stop::Refused(NotTaken::Unknown),
        Stop::Fault(error) => Stop::Fault(error),
    };
    let mut tx = by.app.db.write().await?;
    match news {
        News::Closed(slug, closing) => {
            let loaded = facts::load(&mut tx, (edition, by.today), facts::Away::OfNobody).await?;
            let site = match slug {
                Some(slug) => Some(loaded.sites.get(slug).ok_or(unknown())?.as_str()),
                None => None,
            };
            close::add(&mut tx, by, (edition, site), closing)
                .await
                .map_err(days)?;
        }
        News::Moved { closure, from, to } => {
            close::shift(&mut tx, by, (edition, closure), (*from, *to))
                .await
                .map_err(days)?;
        }
        News::Away { resident, from, to } => {
            close::proper(*from, *to, "–").map_err(|why| Stop::Refused(NotTaken::Days(why)))?;
            let loaded = facts::load(&mut tx, (edition, by.today), facts::Away::OfNobody).await?;
            let name = loaded.people.get(resident).ok_or(unknown())?;
            let who = subject(edition, resident, name, by.today);
            availability::insert(&mut tx, &who, &absence(by, *from, *to), by.now).await?;
            let act = Act {
                act: "act-availability-answered",
                edition: Some(edition),
                site: None,
                subject: name,
                detail: String::new(),
                audience: Circles::SELECTION,
            };
            journal::write(&mut tx, &by.app.dice, &by.viewer, by.now, act).await?;
        }
        News::Known => {}
    }
    let input = Input {
        seconds,
        choices: true,
    };
    if !plan_season::ask(&mut tx, by, edition, input).await? {
        return Err(Stop::Refused(NotTaken::Busy));
    }
    tx.commit().await?;
    by.app.jobs.ring();
    Ok(())
}

const fn unknown() -> Stop<NotTaken> {
    Stop::Refused(NotTaken::Unknown)
}

fn absence(by: &By, from: Date, to: Date) -> Noted {
    Noted {
        id: by.app.dice.id(),
        absence: Absence {
            from,
            to,
            half: Half::Day,
            weekday: None,
        },
        reason: String::new(),
    }
}

/// A resident is away everywhere at once.
fn subject(edition: &str, person: &str, name: &str, today: Date) -> Subject {
    Subject {
        edition: edition.to_owned(),
        site: None,
        application: None,
        person: Some(person.to_owned()),
        name: name.to_owned(),
        author: Some(person.to_owned()),
        email: None,
        lang: String::new(),
        edition_name: String::new(),
        from: today,
        to: None,
        site_name: None,
        law: String::new(),
    }
}
