//! A person's own calendar, read for its busy half-days alone: what was found is shown, and nothing is kept before the
//! person says which.

use askama::Template;
use axum::extract::{FromRequest, Multipart, Path, Request};
use jiff::civil::Date;

use super::{
    availability::{by_token, by_who, paper_place, short_day, span},
    sentence, visible,
};
use crate::{
    calendar::{
        absence::Half,
        answer::Subject,
        busy::{self, Fault, MOST_OCTETS, Why},
        fetch::fetch,
        known_days,
        store::availability,
    },
    people::store::count_try,
    platform::{
        dice::fingerprint,
        error::{Error, Page},
        frame::Frame,
        gate::Circles,
        visit::Visit,
    },
};

/// One half-day that was found.
struct Found {
    id: String,
    name: &'static str,
    iso: String,
    text: String,
}

struct MonthFound {
    title: String,
    days: Vec<Found>,
}

#[derive(Template)]
#[template(path = "calendar/pages/agenda.html")]
struct AgendaPage {
    frame: Frame,
    /// The page of availability; this one stands below it.
    own: String,
    by_other: bool,
    name: String,
    months: Vec<MonthFound>,
    finding: Option<String>,
    error: Option<String>,
    /// The field it is about.
    wrong: &'static str,
    address: String,
    pasted: String,
    audience: String,
}

/// Where the page stands: its frame, and the page of availability.
type Place = (Frame, String, bool);

fn own_place(visit: &Visit, token: &str) -> Place {
    let frame = Frame::bare(visit, visit.t("calendar-busy-title"));
    (frame, format!("/disponibilites/{token}"), false)
}

fn other_place(visit: &Visit, who: &str, name: &str) -> Result<Place, Error> {
    let (_, here, _) = paper_place(visit, who)?;
    let frame =
        Frame::of(visit, visit.t("calendar-busy-title")).under(here.clone(), name.to_owned());
    Ok((frame, here, true))
}

/// `GET /disponibilites/{token}/agenda`
pub async fn ask(visit: Visit, Path(token): Path<String>) -> Page {
    let subject = by_token(&visit, &token).await?;
    visit.page(&empty(&visit, own_place(&visit, &token), &subject))
}

/// `GET …/disponibilites/{who}/agenda`
pub async fn ask_on_paper(visit: Visit, Path((_, _, who)): Path<(String, String, String)>) -> Page {
    let subject = by_who(&visit, &who).await?;
    let place = other_place(&visit, &who, &subject.name)?;
    visit.page(&empty(&visit, place, &subject))
}

/// `POST /disponibilites/{token}/agenda`: shows what was found.
pub async fn look(visit: Visit, Path(token): Path<String>, request: Request) -> Page {
    let subject = by_token(&visit, &token).await?;
    shown(&visit, own_place(&visit, &token), &subject, request).await
}

/// `POST …/disponibilites/{who}/agenda`
pub async fn look_on_paper(
    visit: Visit,
    Path((_, _, who)): Path<(String, String, String)>,
    request: Request,
) -> Page {
    let subject = by_who(&visit, &who).await?;
    let place = other_place(&visit, &who, &subject.name)?;
    shown(&visit, place, &subject, request).await
}

fn empty(visit: &Visit, (frame, own, by_other): Place, subject: &Subject) -> AgendaPage {
    AgendaPage {
        frame,
        own,
        by_other,
        name: subject.name.clone(),
        months: Vec::new(),
        finding: None,
        error: None,
        wrong: "fichier",
        address: String::new(),
        pasted: String::new(),
        audience: visible(visit, Circles::SELECTION),
    }
}

/// A file, or else the address of one, or else what was pasted.
#[derive(Default)]
struct Sent {
    file: Vec<u8>,
    address: String,
    pasted: String,
}

async fn sent(request: Request) -> Result<Sent, Error> {
    let unreadable = |e: &dyn std::fmt::Display| Error::Unreadable(e.to_string());
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|e| unreadable(&e))?;
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await.map_err(|e| unreadable(&e))? {
        match field.name() {
            Some("fichier") => {
                sent.file = field.bytes().await.map_err(|e| unreadable(&e))?.to_vec();
            }
            Some("adresse") => sent.address = field.text().await.map_err(|e| unreadable(&e))?,
            Some("texte") => sent.pasted = field.text().await.map_err(|e| unreadable(&e))?,
            _ => {}
        }
    }
    Ok(sent)
}

/// How often the calendars of one person are asked for, in an hour.
const FETCHES: i64 = 20;
const HOUR_MS: i64 = 3_600_000;

/// The text of the calendar, or why there is none.
async fn text(visit: &Visit, subject: &Subject, sent: &Sent) -> Result<Vec<u8>, Error> {
    let refused = |key: &str| Error::Unreadable(visit.t(key));
    let bytes = if !sent.file.is_empty() {
        sent.file.clone()
    } else if !sent.address.trim().is_empty() {
        let who = subject.application.as_ref().or(subject.person.as_ref());
        let key = fingerprint(&format!("agenda {}", who.map_or("", |id| id)));
        let mut tx = visit.write().await?;
        let tries = count_try(&mut tx, &key, visit.now, HOUR_MS).await?;
        tx.commit().await?;
        if tries > FETCHES {
            return Err(refused("calendar-busy-fetch-often"));
        }
        fetch(&sent.address, visit.app.config.internal_calendars)
            .await
            .map_err(|why| refused(&format!("calendar-busy-fetch-{}", why.key())))?
    } else {
        sent.pasted.trim().as_bytes().to_vec()
    };
    match bytes.len() {
        0 => Err(refused("calendar-busy-nothing")),
        n if n > MOST_OCTETS => Err(refused("calendar-busy-too-large")),
        _ => Ok(bytes),
    }
}

async fn shown(visit: &Visit, place: Place, subject: &Subject, request: Request) -> Page {
    let sent = sent(request).await?;
    let mut page = empty(visit, place, subject);
    page.error = match text(visit, subject, &sent).await {
        Ok(bytes) => match read(bytes, span(subject, visit.today)).await? {
            Ok(found) => {
                fill(visit, &mut page, subject, found).await?;
                return visit.page(&page);
            }
            Err(fault) => Some(told(visit, fault)),
        },
        Err(Error::Unreadable(why)) => Some(why),
        Err(error) => return Err(error),
    };
    if sent.file.is_empty() && !sent.address.trim().is_empty() {
        page.wrong = "adresse";
    }
    page.address = sent.address;
    page.pasted = sent.pasted;
    visit.refused(&page)
}

type Halves = std::collections::BTreeSet<(Date, Half)>;

/// Off the threads that answer: a calendar of many years takes a while.
async fn read(bytes: Vec<u8>, span: (Date, Date)) -> Result<Result<Halves, Fault>, Error> {
    // Only letters of titles can be damaged here, and no title is kept.
    let read = move || busy::busy(&String::from_utf8_lossy(&bytes), span);
    tokio::task::spawn_blocking(read)
        .await
        .map_err(|e| Error::Fault(format!("a calendar could not be read: {e}")))
}

fn told(visit: &Visit, fault: Fault) -> String {
    let why = visit.t(&format!("calendar-busy-fault-{}", fault.why.key()));
    if fault.why == Why::NotACalendar {
        return why;
    }
    visit
        .words
        .t2("calendar-busy-fault-at", ("line", fault.line), ("why", why))
}

/// What is new to the person's answer, by month.
async fn fill(
    visit: &Visit,
    page: &mut AgendaPage,
    subject: &Subject,
    found: Halves,
) -> Result<(), Error> {
    let mut conn = visit.read().await?;
    let noted = availability::noted(&mut conn, subject).await?;
    let (from, to) = span(subject, visit.today);
    let holidays = known_days::public_holidays(&subject.law, from, to);
    let all = found.len();
    let mut count = 0;
    for (day, half) in found {
        let known = noted
            .iter()
            .any(|n| n.absence.covers(day) && n.absence.half.holds(half));
        if known || holidays.iter().any(|(holiday, _)| *holiday == day) {
            continue;
        }
        count += half.halves();
        let month = sentence(&format!("{} {}", visit.words.month(day), day.year()));
        if page.months.last().is_none_or(|last| last.title != month) {
            page.months.push(MonthFound {
                title: month,
                days: Vec::new(),
            });
        }
        if let Some(last) = page.months.last_mut() {
            last.days.push(found_day(visit, day, half));
        }
    }
    page.finding = Some(if count > 0 {
        visit.words.t1("calendar-busy-found", "count", count)
    } else if all > 0 {
        visit.t("calendar-busy-all-known")
    } else {
        visit.words.t2(
            "calendar-busy-free",
            ("from", visit.words.day(from)),
            ("to", visit.words.day(to)),
        )
    });
    Ok(())
}

fn found_day(visit: &Visit, day: Date, half: Half) -> Found {
    let part = visit.t(match half {
        Half::Morning => "calendar-morning",
        Half::Afternoon => "calendar-afternoon",
        Half::Day => "calendar-whole-day",
    });
    Found {
        id: format!("{}-{day}", half.key()),
        name: half.key(),
        iso: day.to_string(),
        text: format!("{}, {}", short_day(visit, day), part.to_lowercase()),
    }
}
