//! Availability: one private page a person, the same page on paper through the pilot, and the pilot's list.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Form, Path, Query};
use jiff::civil::Date;
use serde::Deserialize;

use super::{Fields, day, months::weeks, sentence, site_path, value, visible};
use crate::{
    calendar::{
        absence::{Absence, Half, days, plus, plus_months, weekday, weekday_key},
        act::{By, Stop},
        answer::{self, Asked, Known, Month, NotNoted, Noted, Subject},
        busy, known_days,
        run::period,
        store::availability,
    },
    platform::{
        dice::fingerprint,
        error::{Error, Page, see_other},
        frame::Frame,
        gate::{Circles, Seen},
        visit::Visit,
        words::Words,
    },
};

struct DayRow {
    iso: String,
    name: String,
    holiday: bool,
    covered: bool,
    first_of_week: bool,
    whole: bool,
    morning: bool,
    afternoon: bool,
}

struct PeriodLine {
    id: String,
    text: String,
    reason: String,
}

struct MonthLink {
    href: String,
    text: String,
    current: bool,
    unknown: bool,
}

#[derive(Template)]
#[template(path = "calendar/pages/availability.html")]
struct OwnPage {
    frame: Frame,
    here: String,
    back: Option<String>,
    name: String,
    place: String,
    month: String,
    month_name: String,
    months: Vec<MonthLink>,
    rows: Vec<DayRow>,
    periods: Vec<PeriodLine>,
    weekdays: Vec<(&'static str, String)>,
    answered: Option<String>,
    unknown: bool,
    known_until: String,
    error: Option<String>,
    typed: (String, String, String),
    audience: String,
}

/// Which month.
#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    mois: String,
}

fn month_of(text: &str) -> Option<Date> {
    format!("{text}-01").parse().ok()
}

/// `GET /disponibilites/{token}`
pub async fn own(visit: Visit, Path(token): Path<String>, Query(shown): Query<Shown>) -> Page {
    let subject = by_token(&visit, &token).await?;
    let frame = Frame::bare(&visit, visit.t("calendar-own-title"));
    let page = own_page(
        &visit,
        (frame, format!("/disponibilites/{token}"), None),
        &subject,
        &shown.mois,
    )
    .await?;
    visit.page(&page)
}

pub(super) async fn by_token(visit: &Visit, token: &str) -> Result<Subject, Error> {
    let mut conn = visit.read().await?;
    availability::by_token(&mut conn, &fingerprint(token))
        .await?
        .ok_or(Error::Absent)
}

/// `GET …/disponibilites/{who}`
pub async fn on_paper(
    visit: Visit,
    Path((_, _, who)): Path<(String, String, String)>,
    Query(shown): Query<Shown>,
) -> Page {
    let subject = by_who(&visit, &who).await?;
    let page = own_page(&visit, paper_place(&visit, &who)?, &subject, &shown.mois).await?;
    visit.page(&page)
}

pub(super) fn paper_place(
    visit: &Visit,
    who: &str,
) -> Result<(Frame, String, Option<String>), Error> {
    let list = format!("{}/disponibilites", site_path(visit)?);
    let frame = Frame::of(visit, visit.t("calendar-paper-title"))
        .under(list.clone(), visit.t("calendar-tab-availability"));
    Ok((frame, format!("{list}/{who}"), Some(list)))
}

pub(super) async fn by_who(visit: &Visit, who: &str) -> Result<Seen<Subject>, Error> {
    let site = visit.site()?;
    let mut conn = visit.read().await?;
    availability::at_site(&mut conn, &visit.gate(), (&site.id, who), visit.today)
        .await?
        .ok_or(Error::Absent)
}

async fn own_page(
    visit: &Visit,
    (frame, here, back): (Frame, String, Option<String>),
    subject: &Subject,
    shown: &str,
) -> Result<OwnPage, Error> {
    let mut conn = visit.read().await?;
    let noted = availability::noted(&mut conn, subject).await?;
    let (answered, known) = availability::answered(&mut conn, subject).await?;
    let words = visit.words;
    let (from, to) = span(subject, visit.today);
    let month = month_of(shown)
        .unwrap_or(from)
        .clamp(from.first_of_month(), to.first_of_month());
    // The team reads reasons; the association's coordination helps with dates and does not.
    let reads = back.is_none() || visit.gate().circles().meets(Circles::TEAM);
    Ok(OwnPage {
        name: subject.name.clone(),
        place: subject
            .site_name
            .clone()
            .unwrap_or_else(|| subject.edition_name.clone()),
        month: month.strftime("%Y-%m").to_string(),
        month_name: sentence(&format!("{} {}", words.month(month), month.year())),
        months: month_links(visit, &here, (from, to), (month, &known)),
        rows: rows(visit, subject, &noted, month),
        periods: periods(visit, &noted, reads),
        weekdays: days(jiff::civil::date(2027, 3, 1), jiff::civil::date(2027, 3, 5))
            .map(|d| (weekday_key(d.weekday()), weekday_name(visit, d)))
            .collect(),
        answered: answered.map(|at| words.instant(at)),
        unknown: known.unknown.contains(&month.first_of_month()),
        known_until: known.until.map(|d| d.to_string()).unwrap_or_default(),
        error: None,
        typed: (String::new(), String::new(), String::new()),
        audience: visible(visit, Circles::SELECTION),
        frame,
        here,
        back,
    })
}

fn weekday_name(visit: &Visit, date: Date) -> String {
    let text = visit.words.date(date);
    text.split(' ').next().unwrap_or_default().to_owned()
}

pub(super) fn span(subject: &Subject, today: Date) -> (Date, Date) {
    let to = subject
        .to
        .unwrap_or_else(|| plus_months(subject.from, 18))
        .max(subject.from);
    (subject.from.max(today).min(to), to)
}

fn month_links(
    visit: &Visit,
    here: &str,
    (from, to): (Date, Date),
    (shown, known): (Date, &Known),
) -> Vec<MonthLink> {
    let mut list = Vec::new();
    let mut month = from.first_of_month();
    while month <= to {
        list.push(MonthLink {
            href: format!("{here}?mois={}", month.strftime("%Y-%m")),
            text: format!("{} {}", visit.words.month(month), month.year()),
            current: month == shown.first_of_month(),
            unknown: known.unknown.contains(&month),
        });
        month = plus(month.last_of_month(), 1);
    }
    list
}

fn rows(visit: &Visit, subject: &Subject, noted: &[Noted], month: Date) -> Vec<DayRow> {
    let (first, last) = (month.first_of_month(), month.last_of_month());
    let holidays = known_days::public_holidays(&subject.law, first, last);
    let has = |day: Date, half: Half| {
        noted
            .iter()
            .any(|n| n.absence.is_single() && n.absence.from == day && n.absence.half == half)
    };
    let mut list: Vec<DayRow> = Vec::new();
    for week in weeks(month, Some) {
        for (n, day) in week
            .into_iter()
            .flatten()
            .filter(|d| d.weekday().to_monday_zero_offset() < 5)
            .enumerate()
        {
            list.push(DayRow {
                iso: day.to_string(),
                name: short_day(visit, day),
                holiday: holidays.iter().any(|(d, _)| *d == day),
                covered: noted
                    .iter()
                    .any(|p| !p.absence.is_single() && p.absence.covers(day)),
                first_of_week: n == 0,
                whole: has(day, Half::Day),
                morning: has(day, Half::Morning),
                afternoon: has(day, Half::Afternoon),
            });
        }
    }
    list
}

/// "Lundi 15".
pub(super) fn short_day(visit: &Visit, day: Date) -> String {
    let text = visit.words.date(day);
    let parts: Vec<&str> = text.split(' ').take(2).collect();
    sentence(&parts.join(" "))
}

fn periods(visit: &Visit, noted: &[Noted], reads: bool) -> Vec<PeriodLine> {
    noted
        .iter()
        .filter(|n| !n.absence.is_single())
        .map(|n| {
            let half = visit.t(match n.absence.half {
                Half::Morning => "calendar-morning",
                Half::Afternoon => "calendar-afternoon",
                Half::Day => "calendar-whole-day",
            });
            let when = period(visit.words, n.absence.from, n.absence.to);
            let day = n.absence.weekday.and_then(|w| {
                days(jiff::civil::date(2027, 3, 1), jiff::civil::date(2027, 3, 7))
                    .find(|d| d.weekday() == w)
            });
            let text = match day {
                Some(day) => format!(
                    "{} {}",
                    visit
                        .words
                        .t1("calendar-every", "day", weekday_name(visit, day)),
                    when
                ),
                None => when,
            };
            PeriodLine {
                id: n.id.clone(),
                text: sentence(&format!("{text}, {}", half.to_lowercase())),
                reason: if reads {
                    n.reason.clone()
                } else {
                    String::new()
                },
            }
        })
        .collect()
}

/// `POST /disponibilites/{token}`
pub async fn save_own(visit: Visit, Path(token): Path<String>, Form(fields): Fields) -> Page {
    let subject = by_token(&visit, &token).await?;
    let frame = Frame::bare(&visit, visit.t("calendar-own-title"));
    save(
        &visit,
        (frame, format!("/disponibilites/{token}"), None),
        &subject,
        &fields,
    )
    .await
}

/// `POST …/disponibilites/{who}`
pub async fn save_on_paper(
    visit: Visit,
    Path((_, _, who)): Path<(String, String, String)>,
    Form(fields): Fields,
) -> Page {
    let subject = by_who(&visit, &who).await?;
    save(&visit, paper_place(&visit, &who)?, &subject, &fields).await
}

async fn save(
    visit: &Visit,
    place: (Frame, String, Option<String>),
    subject: &Subject,
    fields: &[(String, String)],
) -> Page {
    let by = By::visitor(visit);
    let month = value(fields, "mois").to_owned();
    let here = place.1.clone();
    let after = format!("{here}?mois={month}&dit=availability");
    match value(fields, "acte") {
        "agenda" => {
            let (from, to) = span(subject, visit.today);
            let mut kept = halves(fields);
            kept.retain(|(day, _)| from <= *day && *day <= to);
            answer::keep_busy(&by, subject, &kept).await?;
            Ok(see_other(&after))
        }
        "retirer" => {
            answer::take_back(&by, subject, value(fields, "id")).await?;
            Ok(see_other(&after))
        }
        "periode" => match add_period(&by, subject, fields).await {
            Ok(()) => Ok(see_other(&after)),
            Err(Stop::Fault(error)) => Err(error),
            Err(Stop::Refused(key)) => {
                let mut page = own_page(visit, place, subject, &month).await?;
                page.error = Some(visit.t(key));
                page.typed = (
                    value(fields, "du").to_owned(),
                    value(fields, "au").to_owned(),
                    value(fields, "motif").to_owned(),
                );
                visit.refused(&page)
            }
        },
        _ => {
            let Some(first) = month_of(&month) else {
                return Err(Error::Unreadable(String::new()));
            };
            answer::save_month(&by, subject, &ticked(fields, first)).await?;
            Ok(see_other(&after))
        }
    }
}

/// The half-days ticked: both halves are the whole day, and a whole day needs no half.
fn halves(fields: &[(String, String)]) -> BTreeSet<(Date, Half)> {
    let cells = fields
        .iter()
        .filter_map(|(key, date)| Some((date.parse().ok()?, Half::parse(key)?)))
        .collect();
    busy::whole(&cells)
}

fn ticked(fields: &[(String, String)], month: Date) -> Month {
    Month {
        month,
        ticked: halves(fields),
        reason: value(fields, "motif").to_owned(),
        unknown: value(fields, "inconnu") == "1",
        known_until: day(value(fields, "jusque")),
    }
}

async fn add_period(
    by: &By,
    subject: &Subject,
    fields: &[(String, String)],
) -> Result<(), Stop<&'static str>> {
    let from = day(value(fields, "du")).ok_or(Stop::Refused("calendar-period-unreadable"))?;
    let to = match value(fields, "au") {
        "" => from,
        text => day(text).ok_or(Stop::Refused("calendar-period-unreadable"))?,
    };
    let absence = Absence {
        from,
        to,
        half: Half::parse(value(fields, "moment")).unwrap_or(Half::Day),
        weekday: weekday(value(fields, "jour")),
    };
    answer::add_period(by, subject, absence, value(fields, "motif"))
        .await
        .map_err(|stop| match stop {
            Stop::Refused(NotNoted::Backwards) => Stop::Refused("calendar-period-backwards"),
            Stop::Refused(NotNoted::Endless) => Stop::Refused("calendar-period-endless"),
            Stop::Fault(error) => Stop::Fault(error),
        })
}

/// Whether something is left to say once the person knows.
fn partly(one: &Asked) -> bool {
    one.known.until.is_some() || !one.known.unknown.is_empty()
}

/// What the pilot reads of an answer.
fn said(words: Words, one: &Asked) -> String {
    let Some(at) = one.answered_at else {
        return words.t("calendar-not-answered");
    };
    let when = words.day_of(at);
    let text = match one.known.until {
        None => words.t1("calendar-answered-on", "when", when),
        Some(until) => words.t2(
            "calendar-answered-until",
            ("when", when),
            ("until", words.day(until)),
        ),
    };
    if one.known.unknown.is_empty() {
        return text;
    }
    let month = |m: &Date| format!("{} {}", words.month(*m), m.year());
    let months: Vec<String> = one.known.unknown.iter().map(month).collect();
    words.t2(
        "calendar-answered-partly",
        ("answer", text),
        ("months", months.join(", ")),
    )
}

struct AskedLine {
    who: String,
    name: String,
    role: String,
    answer: String,
    answered: bool,
    partly: bool,
    has_link: bool,
    mail: bool,
}

#[derive(Template)]
#[template(path = "calendar/pages/asked.html")]
struct ListPage {
    frame: Frame,
    here: String,
    lines: Vec<AskedLine>,
    answered: usize,
    partly: usize,
    missing: usize,
    reachable: usize,
    waiting: u32,
    links: Vec<(String, String)>,
    audience: String,
}

/// `GET …/disponibilites`
pub async fn list(visit: Visit) -> Page {
    let page = list_page(&visit, Vec::new()).await?;
    visit.page(&page)
}

async fn list_page(visit: &Visit, links: Vec<(String, String)>) -> Result<ListPage, Error> {
    let (edition, site) = (visit.edition()?, visit.site()?);
    let mut conn = visit.read().await?;
    let asked = availability::asked(&mut conn, &visit.gate(), &site.id, visit.today).await?;
    let waiting = super::messages::count(
        &mut conn,
        &visit.gate(),
        ("availability", &edition.id, Some(&site.id)),
    )
    .await?;
    let words = visit.words;
    let lines: Vec<AskedLine> = asked
        .iter()
        .map(|one| AskedLine {
            who: one.who.clone(),
            name: one.name.clone(),
            role: visit.t(if one.resident {
                "role-resident"
            } else {
                "calendar-agent"
            }),
            answer: said(words, one),
            partly: one.answered_at.is_some() && partly(one),
            answered: one.answered_at.is_some(),
            has_link: one.has_link,
            mail: one.email.is_some(),
        })
        .collect();
    let answered = lines.iter().filter(|l| l.answered).count();
    let partly = lines.iter().filter(|l| l.partly).count();
    Ok(ListPage {
        frame: Frame::of(visit, visit.t("calendar-tab-availability")),
        here: format!("{}/disponibilites", site_path(visit)?),
        answered: answered - partly,
        partly,
        missing: lines.len() - answered,
        reachable: lines.iter().filter(|l| !l.answered && l.mail).count(),
        waiting,
        links,
        audience: visible(visit, Circles::SELECTION),
        lines,
    })
}

/// The people chosen in the form, or all who have not answered.
async fn chosen(visit: &Visit, fields: &[(String, String)]) -> Result<Vec<Subject>, Error> {
    let site = visit.site()?.id.clone();
    let mut conn = visit.read().await?;
    let asked = availability::asked(&mut conn, &visit.gate(), &site, visit.today).await?;
    let one = value(fields, "qui");
    let wanted = |a: &&Seen<Asked>| {
        if one.is_empty() {
            a.answered_at.is_none()
        } else {
            a.who == one
        }
    };
    let mut list = Vec::new();
    for asked in asked.iter().filter(wanted) {
        let found =
            availability::at_site(&mut conn, &visit.gate(), (&site, &asked.who), visit.today)
                .await?;
        list.extend(found.map(Seen::into_inner));
    }
    Ok(list)
}

/// `POST …/disponibilites/liens`: the links are on the page that answers, once.
pub async fn make_links(visit: Visit, Form(fields): Fields) -> Page {
    let people = chosen(&visit, &fields).await?;
    let secrets = answer::make_links(&By::visitor(&visit), &people).await?;
    let links = people
        .iter()
        .zip(secrets)
        .map(|(subject, secret)| {
            (
                subject.name.clone(),
                format!("{}/disponibilites/{secret}", visit.app.config.url),
            )
        })
        .collect();
    let page = list_page(&visit, links).await?;
    visit.page(&page)
}

/// `POST …/disponibilites/relancer`
pub async fn remind(visit: Visit, Form(fields): Fields) -> Page {
    let people = chosen(&visit, &fields).await?;
    let site = visit.site()?.id.clone();
    answer::remind(&By::visitor(&visit), &people, &site).await?;
    Ok(see_other(&format!(
        "{}/disponibilites/messages",
        site_path(&visit)?
    )))
}
