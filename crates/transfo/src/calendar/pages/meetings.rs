//! Meetings between authorities: the list, one of them, its date, and calling it off.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    chart::{Bar, MEETING},
    day, edition_path,
    meeting_escort::{self, Escort},
    sentence,
};
use crate::{
    calendar::{
        act::{By, Stop},
        meet::{self, NotHeld, Which},
        meeting::{self, Fit, Meeting, State},
        run::period,
        store::{
            facts::{Away, Loaded},
            runs,
        },
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        gate::Role,
        visit::Visit,
        words::Words,
    },
};

/// A line of a list of meetings.
pub struct Line {
    pub href: String,
    pub name: String,
    pub dates: String,
    pub host: String,
    pub sites: String,
    pub state: String,
}

/// A line for each of these meetings.
pub fn lines(visit: &Visit, meetings: &[Meeting]) -> Vec<Line> {
    let edition = visit.edition.as_ref().map_or("", |e| e.slug.as_str());
    let line = |m: &Meeting| Line {
        href: format!("/saisons/{edition}/calendrier/rencontres/{}", m.id),
        name: m.name.clone(),
        dates: dates(visit.words, m),
        host: place(m),
        sites: names(m),
        state: visit.t(m.state(visit.today).key()),
    };
    meetings.iter().map(line).collect()
}

/// When it is, or between which days it will be.
fn dates(words: Words, meeting: &Meeting) -> String {
    match meeting.starts_on {
        Some(day) => sentence(&period(words, day, meeting.ends(day))),
        None => words.tn(
            "calendar-meeting-window",
            vec![
                ("days", meeting.days.into()),
                ("from", words.day(meeting.from).into()),
                ("to", words.day(meeting.to).into()),
            ],
        ),
    }
}

/// The authority that receives, and where exactly.
fn place(meeting: &Meeting) -> String {
    match meeting.place.as_str() {
        "" => meeting.host.name.clone(),
        place => format!("{}, {place}", meeting.host.name),
    }
}

fn names(meeting: &Meeting) -> String {
    let names = meeting.sites.iter().map(|site| site.name.as_str());
    names.collect::<Vec<_>>().join(", ")
}

/// What is drawn of a meeting that begins on `day`: in which state, leading where.
pub fn bar(meeting: &Meeting, day: Date, (state, href): (String, String)) -> Bar {
    Bar {
        starts_on: day,
        days: meeting.days,
        class: MEETING,
        state,
        name: meeting.name.clone(),
        href,
    }
}

/// The meetings of one authority that have a date.
pub fn bars<'v>(
    visit: &'v Visit,
    meetings: &'v [Meeting],
    slug: &str,
) -> impl Iterator<Item = Bar> + use<'v> {
    let edition = visit.edition.as_ref().map_or("", |e| e.slug.as_str());
    let slug = slug.to_owned();
    let own = meetings.iter().filter(move |m| m.is_of(&slug));
    own.filter_map(move |m| {
        let state = visit.t(m.state(visit.today).key());
        let href = format!("/saisons/{edition}/calendrier/rencontres/{}", m.id);
        Some(bar(m, m.starts_on?, (state, href)))
    })
}

#[derive(Template)]
#[template(path = "calendar/pages/meetings.html")]
struct ListPage {
    frame: Frame,
    base: String,
    coordinates: bool,
    meetings: Vec<Line>,
}

/// `GET /saisons/{edition}/calendrier/rencontres`
pub async fn list(visit: Visit) -> Page {
    let mut conn = visit.read().await?;
    let meetings = super::meetings_of_edition(&visit, &mut conn).await?;
    let season = format!("{}/calendrier", edition_path(&visit)?);
    visit.page(&ListPage {
        frame: Frame::of(&visit, visit.t("calendar-meetings-title"))
            .under(season, visit.t("calendar-tab-season")),
        base: base(&visit)?,
        coordinates: visit.holds(&[Role::Coordinator]),
        meetings: lines(&visit, &meetings),
    })
}

/// Where the pages of the meetings are.
pub(super) fn base(visit: &Visit) -> Result<String, Error> {
    Ok(format!("{}/calendrier/rencontres", edition_path(visit)?))
}

/// The frame of a page about one meeting.
pub(super) fn frame(visit: &Visit, title: String, of: Option<&Meeting>) -> Result<Frame, Error> {
    let base = base(visit)?;
    let season = format!("{}/calendrier", edition_path(visit)?);
    let frame = Frame::of(visit, title)
        .under(season, visit.t("calendar-tab-season"))
        .under(base.clone(), visit.t("calendar-meetings-title"));
    Ok(match of {
        Some(meeting) => frame.under(format!("{base}/{}", meeting.id), meeting.name.clone()),
        None => frame,
    })
}

struct Offer {
    href: String,
    dates: String,
    present: String,
}

#[derive(Template)]
#[template(path = "calendar/pages/meeting.html")]
struct MeetingPage {
    frame: Frame,
    here: String,
    meeting: Meeting,
    dates: String,
    window: String,
    host: String,
    sites: String,
    state: String,
    /// Who looks at it may change it.
    acts: bool,
    clashes: Vec<String>,
    offers: Vec<Offer>,
    others: usize,
    /// Who of the residents goes, for everybody once it is said.
    going: String,
    escort: Escort,
}

/// `GET /saisons/{edition}/calendrier/rencontres/{meeting}`
pub async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Page {
    let meeting = find(&visit, &id).await?;
    let words = visit.words;
    let mut page = MeetingPage {
        frame: frame(&visit, meeting.name.clone(), None)?,
        here: format!("{}/{id}", base(&visit)?),
        dates: dates(words, &meeting),
        window: sentence(&period(words, meeting.from, meeting.to)),
        host: place(&meeting),
        sites: names(&meeting),
        state: visit.t(meeting.state(visit.today).key()),
        acts: visit.holds(&[Role::Coordinator]) && meeting.is_ahead(visit.today),
        clashes: Vec::new(),
        offers: Vec::new(),
        others: 0,
        going: String::new(),
        escort: Escort::default(),
        meeting,
    };
    let coordinates = visit.holds(&[Role::Coordinator]);
    let away = match (page.acts, coordinates) {
        (true, _) => Away::OfAll,
        (_, true) => Away::OfResidents,
        _ => Away::OfNobody,
    };
    let loaded = {
        let mut conn = visit.read().await?;
        super::facts(&visit, &mut conn, away).await?
    };
    page.going = meeting_escort::names(&loaded, &page.meeting).join(", ");
    if coordinates {
        page.escort = meeting_escort::boxes(&loaded, &page.meeting);
    }
    if page.acts {
        if let Some(day) = page.meeting.starts_on {
            page.clashes = clashes(words, &meeting::fit(&loaded.facts, &page.meeting, day));
        }
        let key = format!("meeting {id} {}", visit.today);
        let find = || Ok(meeting::offers(&loaded.facts, &page.meeting));
        let offers = visit.once(key, find)?;
        let others = || {
            let today = page.meeting.starts_on;
            offers.iter().filter(move |(day, _)| Some(*day) != today)
        };
        page.others = others().count();
        page.offers = others()
            .take(8)
            .map(|(day, fit)| Offer {
                href: format!("{}/date?jour={day}", page.here),
                dates: sentence(&period(words, *day, page.meeting.ends(*day))),
                present: present(words, fit),
            })
            .collect();
    }
    visit.page(&page)
}

async fn find(visit: &Visit, id: &str) -> Result<Meeting, Error> {
    let mut conn = visit.read().await?;
    let known = super::meetings_of_edition(visit, &mut conn).await?;
    let found = known.iter().find(|m| m.id == id).cloned();
    found.ok_or(Error::Absent)
}

/// One that has not begun: what may still be changed.
pub(super) async fn ahead(visit: &Visit, id: &str) -> Result<Meeting, Error> {
    let found = find(visit, id).await?;
    match found.is_ahead(visit.today) {
        true => Ok(found),
        false => Err(Error::Absent),
    }
}

/// Everything that a date depends on.
async fn whole(visit: &Visit) -> Result<Arc<Loaded>, Error> {
    let mut conn = visit.read().await?;
    super::facts(visit, &mut conn, Away::OfAll).await
}

fn present(words: Words, fit: &Fit) -> String {
    words.t2(
        "calendar-meeting-present",
        ("present", fit.present),
        ("of", fit.of),
    )
}

/// What stands against some days.
fn clashes(words: Words, fit: &Fit) -> Vec<String> {
    let said = [
        ("calendar-meeting-closed", &fit.closed),
        ("calendar-meeting-busy", &fit.busy),
    ];
    said.into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(key, names)| against(words, key, names))
        .collect()
}

fn against(words: Words, key: &str, names: &[String]) -> String {
    words.t1(key, "sites", names.join(", "))
}

/// Which day.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    jour: String,
}

#[derive(Template)]
#[template(path = "calendar/pages/meeting_date.html")]
struct DatePage {
    frame: Frame,
    here: String,
    meeting: Meeting,
    lead: String,
    day: String,
    after: String,
    refusal: Option<String>,
    clashes: Vec<String>,
    present: String,
    told: usize,
    possible: bool,
}

/// `GET /saisons/{edition}/calendrier/rencontres/{meeting}/date`
pub async fn ask_date(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Page {
    let page = date_page(&visit, &id, day(&asked.jour), None).await?;
    if page.refusal.is_some() {
        return visit.refused(&page);
    }
    visit.page(&page)
}

async fn date_page(
    visit: &Visit,
    id: &str,
    day: Option<Date>,
    refusal: Option<String>,
) -> Result<DatePage, Error> {
    let meeting = ahead(visit, id).await?;
    let words = visit.words;
    let mut page = DatePage {
        frame: frame(
            visit,
            visit.t("calendar-meeting-date-title"),
            Some(&meeting),
        )?,
        here: format!("{}/{id}", base(visit)?),
        lead: dates(words, &meeting),
        day: String::new(),
        after: String::new(),
        refusal,
        clashes: Vec::new(),
        present: String::new(),
        told: 0,
        possible: false,
        meeting,
    };
    let Some(day) = day else {
        page.refusal = Some(words.t("calendar-period-unreadable"));
        return Ok(page);
    };
    let loaded = whole(visit).await?;
    let mut conn = visit.read().await?;
    let told = runs::told(&mut conn, &visit.edition()?.id, visit.today).await?;
    let fit = meeting::fit(&loaded.facts, &page.meeting, day);
    page.day = day.to_string();
    page.after = period(words, day, page.meeting.ends(day));
    page.clashes = clashes(words, &fit);
    if !meeting::is_weekday(day, page.meeting.days) {
        page.clashes.push(words.t("calendar-meeting-weekend"));
    }
    if day <= visit.today {
        page.clashes.push(words.t("calendar-meeting-late"));
    }
    page.possible = page.clashes.is_empty() && page.refusal.is_none();
    page.present = present(words, &fit);
    page.told = meet::told_of(&loaded, &told, &page.meeting, Some(day));
    Ok(page)
}

/// `POST /saisons/{edition}/calendrier/rencontres/{meeting}/date`
pub async fn fix(visit: Visit, Path((_, id)): Path<(String, String)>, form: Form) -> Page {
    let edition = visit.edition()?.id.clone();
    let Some(wanted) = day(form.v("jour")) else {
        return visit.refused(&date_page(&visit, &id, None, None).await?);
    };
    let which = which(&edition, &id, &form);
    match meet::fix(&By::visitor(&visit), which, wanted).await {
        Ok(_) => said(&visit, &id, "meeting-fixed"),
        Err(Stop::Fault(error)) => Err(error),
        Err(Stop::Refused(why)) => {
            let (_, sentence) = refusal(visit.words, &why);
            visit.refused(&date_page(&visit, &id, Some(wanted), Some(sentence)).await?)
        }
    }
}

fn said(visit: &Visit, id: &str, what: &str) -> Page {
    Ok(see_other(&format!("{}/{id}?dit={what}", base(visit)?)))
}

pub(super) fn which<'a>(edition: &'a str, meeting: &'a str, form: &Form) -> Which<'a> {
    Which {
        edition,
        meeting,
        revision: form.v("revision").parse().unwrap_or(u32::MAX),
    }
}

/// The field that is wrong, and the sentence.
pub(super) fn refusal(words: Words, why: &NotHeld) -> (&'static str, String) {
    let (field, key) = match why {
        NotHeld::Nameless => ("nom", "calendar-meeting-nameless"),
        NotHeld::BadLength => ("jours", "calendar-meeting-bad-length"),
        NotHeld::Backwards => ("au", "calendar-period-backwards"),
        NotHeld::Past => ("au", "calendar-meeting-past"),
        NotHeld::Endless => ("au", "calendar-period-endless"),
        NotHeld::Narrow => ("au", "calendar-meeting-narrow"),
        NotHeld::Alone => ("site", "calendar-meeting-alone"),
        NotHeld::Unknown => ("site", "calendar-news-unknown"),
        NotHeld::HostAway => ("accueil", "calendar-meeting-host-away"),
        NotHeld::Outside(day) => {
            let sentence = words.t1("calendar-meeting-outside", "when", words.date(*day));
            return ("du", sentence);
        }
        NotHeld::Weekend => ("jours", "calendar-meeting-weekend"),
        NotHeld::Late => ("jour", "calendar-meeting-late"),
        NotHeld::Closed(names) => {
            return ("site", against(words, "calendar-meeting-closed", names));
        }
        NotHeld::Busy(names) => {
            return ("site", against(words, "calendar-meeting-busy", names));
        }
        NotHeld::Meanwhile => ("nom", "calendar-meeting-meanwhile"),
        NotHeld::Begun => ("nom", "calendar-meeting-begun"),
    };
    (field, words.t(key))
}

#[derive(Template)]
#[template(path = "calendar/pages/refused.html")]
struct RefusedPage {
    frame: Frame,
    title: String,
    meaning: String,
    here: String,
}

pub(super) fn ended(visit: &Visit, id: &str, done: Result<&str, Stop<NotHeld>>) -> Page {
    match done {
        Ok(what) if what == "meeting-called-off" => {
            Ok(see_other(&format!("{}?dit={what}", base(visit)?)))
        }
        Ok(what) => said(visit, id, what),
        Err(Stop::Fault(error)) => Err(error),
        Err(Stop::Refused(why)) => visit.refused(&RefusedPage {
            frame: frame(visit, visit.t("calendar-change-refused"), None)?,
            title: visit.t("calendar-change-refused"),
            meaning: refusal(visit.words, &why).1,
            here: format!("{}/{id}", base(visit)?),
        }),
    }
}

/// `POST /saisons/{edition}/calendrier/rencontres/{meeting}/liberer`
pub async fn release(visit: Visit, Path((_, id)): Path<(String, String)>, form: Form) -> Page {
    let edition = visit.edition()?.id.clone();
    let done = meet::release(&By::visitor(&visit), which(&edition, &id, &form)).await;
    ended(&visit, &id, done.map(|()| "meeting-released"))
}

#[derive(Template)]
#[template(path = "calendar/pages/meeting_off.html")]
struct OffPage {
    frame: Frame,
    here: String,
    meeting: Meeting,
    dates: String,
    told: usize,
    dated: bool,
}

/// `GET /saisons/{edition}/calendrier/rencontres/{meeting}/annuler`
pub async fn ask_off(visit: Visit, Path((_, id)): Path<(String, String)>) -> Page {
    let meeting = ahead(&visit, &id).await?;
    let mut conn = visit.read().await?;
    let loaded = super::facts(&visit, &mut conn, Away::OfNobody).await?;
    let told = runs::told(&mut conn, &visit.edition()?.id, visit.today).await?;
    visit.page(&OffPage {
        frame: frame(
            &visit,
            visit.t("calendar-meeting-off-title"),
            Some(&meeting),
        )?,
        here: format!("{}/{id}", base(&visit)?),
        dates: dates(visit.words, &meeting),
        told: meet::told_of(&loaded, &told, &meeting, None),
        dated: meeting.state(visit.today) != State::Open && meeting.starts_on.is_some(),
        meeting,
    })
}

/// `POST /saisons/{edition}/calendrier/rencontres/{meeting}/annuler`
pub async fn call_off(visit: Visit, Path((_, id)): Path<(String, String)>, form: Form) -> Page {
    let edition = visit.edition()?.id.clone();
    let done = meet::call_off(&By::visitor(&visit), which(&edition, &id, &form)).await;
    ended(&visit, &id, done.map(|_| "meeting-called-off"))
}
