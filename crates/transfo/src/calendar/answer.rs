//! A person says when they cannot come, on a private page, or on paper through the pilot.
//!
//! Invariants: an absence belongs to one person; its reason is shown to that person and the team, never in a mail,
//! a plan or the journal; a month is saved whole; every save notes the day of the answer.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};

use super::{
    absence::{Absence, Half},
    act::{By, Stop},
    store::availability,
};
use crate::platform::{
    dice::fingerprint,
    error::Error,
    gate::Circles,
    journal::{self, Act},
    outbox::{self, Mail},
    words::{Lang, Words},
};

/// Whose time it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Edition's row id.
    pub edition: String,
    /// Site's row id; none for a resident, who is away everywhere at once.
    pub site: Option<String>,
    /// The candidacy.
    pub application: Option<String>,
    /// The resident.
    pub person: Option<String>,
    /// Name.
    pub name: String,
    /// The person's row id, when known: the author of what is written.
    pub author: Option<String>,
    /// Address.
    pub email: Option<String>,
    /// `fr` or `en`.
    pub lang: String,
    /// Name of the edition.
    pub edition_name: String,
    /// First day that matters.
    pub from: Date,
    /// Last day that matters.
    pub to: Option<Date>,
    /// Name of the site.
    pub site_name: Option<String>,
    /// Law of the site's public holidays.
    pub law: String,
}

/// One line of the pilot's list.
#[derive(Clone, Debug)]
pub struct Asked {
    /// `a-ID` of a candidacy or `p-ID` of a resident.
    pub who: String,
    /// Whether it is a resident.
    pub resident: bool,
    /// Name.
    pub name: String,
    /// Address.
    pub email: Option<String>,
    /// `fr` or `en`.
    pub lang: String,
    /// Drawn, or a resident.
    pub drawn: bool,
    /// When they last answered.
    pub answered_at: Option<Timestamp>,
    /// Whether a private page is open.
    pub has_link: bool,
    /// What they know of their own time.
    pub known: Known,
}

/// How far a person's answer goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Until when it holds; none for the whole programme.
    pub until: Option<Date>,
    /// First days of the months of which the person says "I do not know yet".
    pub unknown: BTreeSet<Date>,
}

impl Known {
    /// Reads what is stored.
    pub fn read(until: Option<Date>, months: &str) -> Self {
        let month = |text: &str| format!("{text}-01").parse().ok();
        Self {
            until,
            unknown: months.split(' ').filter_map(month).collect(),
        }
    }

    /// The months as stored.
    pub fn months(&self) -> String {
        let month = |day: &Date| day.strftime("%Y-%m").to_string();
        self.unknown.iter().map(month).collect::<Vec<_>>().join(" ")
    }

    /// Whether something of `first` to `last` is not known yet.
    pub fn doubts(&self, first: Date, last: Date) -> bool {
        let ends = self.until.is_some_and(|until| until < last);
        let in_month = |day: Date| self.unknown.contains(&day.first_of_month());
        ends || in_month(first) || in_month(last)
    }
}

/// An absence with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Row id.
    pub id: String,
    /// When.
    pub absence: Absence,
    /// Why, for the person and the team.
    pub reason: String,
}

/// Why an absence was not noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNoted {
    /// It ends before it begins.
    Backwards,
    /// It is longer than two years.
    Endless,
}

/// What the grid of one month says.
#[derive(Clone, Debug)]
pub struct Month {
    /// Any day of it.
    pub month: Date,
    /// What is ticked: day and half.
    pub ticked: BTreeSet<(Date, Half)>,
    /// Why, for what is new.
    pub reason: String,
    /// The person says "I do not know yet" of this month.
    pub unknown: bool,
    /// Until when the person knows; none for the whole programme.
    pub known_until: Option<Date>,
}

/// Saves the single days of a month: what is no longer ticked goes, what is new comes.
///
/// # Errors
/// A fault of the database.
pub async fn save_month(by: &By, of: &Subject, month: &Month) -> Result<(), Error> {
    let inside = |day: Date| day.first_of_month() == month.month.first_of_month();
    let mut tx = by.app.db.write().await?;
    let before = availability::noted(&mut tx, of).await?;
    let mut kept = BTreeSet::new();
    for noted in before
        .iter()
        .filter(|n| n.absence.is_single() && inside(n.absence.from))
    {
        let cell = (noted.absence.from, noted.absence.half);
        if month.ticked.contains(&cell) && !kept.contains(&cell) {
            kept.insert(cell);
        } else {
            availability::delete(&mut tx, of, &noted.id).await?;
        }
    }
    for (day, half) in month.ticked.iter().filter(|(day, _)| inside(*day)) {
        if kept.contains(&(*day, *half)) {
            continue;
        }
        let noted = single(by, (*day, *half), &month.reason);
        availability::insert(&mut tx, of, &noted, by.now).await?;
    }
    let (_, mut known) = availability::answered(&mut tx, of).await?;
    known.until = month.known_until;
    let first = month.month.first_of_month();
    if month.unknown {
        known.unknown.insert(first);
    } else {
        known.unknown.remove(&first);
    }
    end(tx, by, of, &known).await
}

/// Notes the half-days of a person's own calendar that they chose to keep; how many were new. Nothing else of that
/// calendar is stored.
///
/// # Errors
/// A fault of the database.
pub async fn keep_busy(
    by: &By,
    of: &Subject,
    busy: &BTreeSet<(Date, Half)>,
) -> Result<usize, Error> {
    let mut tx = by.app.db.write().await?;
    let before = availability::noted(&mut tx, of).await?;
    let mut new = 0;
    for (day, half) in busy {
        let same = |n: &Noted| n.absence.covers(*day) && n.absence.half.holds(*half);
        if before.iter().any(same) {
            continue;
        }
        // A whole day takes the place of its half.
        for part in before.iter().filter(|n| n.absence.is_single()) {
            if part.absence.from == *day && half.holds(part.absence.half) {
                availability::delete(&mut tx, of, &part.id).await?;
            }
        }
        availability::insert(&mut tx, of, &single(by, (*day, *half), ""), by.now).await?;
        new += 1;
    }
    let (_, known) = availability::answered(&mut tx, of).await?;
    end(tx, by, of, &known).await?;
    Ok(new)
}

fn single(by: &By, (day, half): (Date, Half), reason: &str) -> Noted {
    Noted {
        id: by.app.dice.id(),
        absence: Absence {
            from: day,
            to: day,
            half,
            weekday: None,
        },
        reason: short(reason),
    }
}

/// Notes a longer absence, or one that comes back every week.
///
/// # Errors
/// [`NotNoted`]; a fault of the database.
pub async fn add_period(
    by: &By,
    of: &Subject,
    absence: Absence,
    reason: &str,
) -> Result<(), Stop<NotNoted>> {
    if absence.to < absence.from {
        return Err(Stop::Refused(NotNoted::Backwards));
    }
    if (absence.to - absence.from).get_days() > 731 {
        return Err(Stop::Refused(NotNoted::Endless));
    }
    let mut tx = by.app.db.write().await?;
    let (_, known) = availability::answered(&mut tx, of).await?;
    let noted = Noted {
        id: by.app.dice.id(),
        absence,
        reason: short(reason),
    };
    availability::insert(&mut tx, of, &noted, by.now).await?;
    Ok(end(tx, by, of, &known).await?)
}

/// Takes an absence back.
///
/// # Errors
/// Absence, when it is not this person's; a fault of the database.
pub async fn take_back(by: &By, of: &Subject, id: &str) -> Result<(), Error> {
    let mut tx = by.app.db.write().await?;
    let (_, known) = availability::answered(&mut tx, of).await?;
    if availability::delete(&mut tx, of, id).await? == 0 {
        return Err(Error::Absent);
    }
    end(tx, by, of, &known).await
}

fn short(reason: &str) -> String {
    reason.trim().chars().take(200).collect()
}

async fn end(
    mut tx: crate::platform::db::Tx,
    by: &By,
    of: &Subject,
    known: &Known,
) -> Result<(), Error> {
    let spare = fingerprint(&by.app.dice.secret());
    availability::note_answer(&mut tx, of, known, (by.now, &spare)).await?;
    let act = Act {
        act: "act-availability-answered",
        edition: Some(&of.edition),
        site: of.site.as_deref(),
        subject: &of.name,
        detail: String::new(),
        audience: Circles::SELECTION,
    };
    journal::write(&mut tx, &by.app.dice, &by.viewer, by.now, act).await?;
    tx.commit().await?;
    Ok(())
}

/// Opens a private page for each of these people; the secrets, in the same order. Former links stop working.
///
/// # Errors
/// A fault of the database.
pub async fn make_links(by: &By, of: &[Subject]) -> Result<Vec<String>, Error> {
    let mut tx = by.app.db.write().await?;
    let mut secrets = Vec::new();
    for subject in of {
        let secret = by.app.dice.secret();
        availability::link(&mut tx, subject, &fingerprint(&secret), by.now).await?;
        secrets.push(secret);
    }
    tx.commit().await?;
    Ok(secrets)
}

/// Prepares a mail with a fresh link for each of these people who has an address; how many. They wait to be seen.
///
/// # Errors
/// A fault of the database.
pub async fn remind(by: &By, of: &[Subject], site: &str) -> Result<usize, Error> {
    let mut tx = by.app.db.write().await?;
    let mut mails = 0;
    for subject in of {
        let Some(email) = &subject.email else {
            continue;
        };
        let secret = by.app.dice.secret();
        availability::link(&mut tx, subject, &fingerprint(&secret), by.now).await?;
        let lang = Lang::from_key(&subject.lang);
        let words = Words::of(lang);
        let link = format!("{}/disponibilites/{secret}", by.app.config.url);
        let mail = Mail {
            kind: "availability",
            edition: Some(&subject.edition),
            site: Some(site),
            to: (email, &subject.name),
            lang,
            subject: words.t1(
                "mail-availability-subject",
                "edition",
                subject.edition_name.as_str(),
            ),
            body: words.t2(
                "mail-availability-body",
                ("name", subject.name.as_str()),
                ("link", link.as_str()),
            ),
            audience: Circles::SELECTION,
            at_once: false,
        };
        outbox::put(&mut tx, &by.app.dice, by.viewer.id(), by.now, mail).await?;
        mails += 1;
    }
    tx.commit().await?;
    Ok(mails)
}
