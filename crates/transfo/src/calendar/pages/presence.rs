//! The day sheet of a run, and the page behind the code on the wall of the room.

use std::{collections::BTreeSet, sync::Arc};

use askama::Template;
use axum::{
    extract::{Form, Path, Query},
    response::IntoResponse,
};
use jiff::civil::Date;
use qrcode::{QrCode, types::Color};
use serde::Deserialize;

use super::{Fields, run::day_to_note, sentence, site::title, site_path, value};
use crate::{
    calendar::{
        absence::Half,
        act::{By, Stop},
        attend::{self, NotNoted},
        run::Run,
        secret,
        store::{self, attendance, runs},
    },
    platform::{
        error::{Error, Page, see_other},
        frame::Frame,
        visit::Visit,
    },
};

struct Code {
    size: usize,
    path: String,
    url: String,
}

struct Tick {
    member: String,
    name: String,
    morning: bool,
    afternoon: bool,
}

struct DayLink {
    href: String,
    text: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "calendar/pages/sheet.html")]
struct SheetPage {
    frame: Frame,
    here: String,
    run: Run,
    title: String,
    days: Vec<DayLink>,
    day: Date,
    date: String,
    open: bool,
    refusal: Option<String>,
    list: Vec<Tick>,
    code: Option<Arc<Code>>,
}

/// Which day.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    jour: String,
}

/// `GET …/calendrier/{run}/presence`
pub async fn sheet(
    visit: Visit,
    Path((_, _, id)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Page {
    let page = sheet_page(&visit, &id, asked.jour.parse().ok(), None).await?;
    visit.page(&page)
}

async fn sheet_page(
    visit: &Visit,
    id: &str,
    day: Option<Date>,
    refusal: Option<String>,
) -> Result<SheetPage, Error> {
    let site = visit.site()?;
    let mut conn = visit.read().await?;
    let list = super::runs_of_site(visit, &mut conn).await?;
    let run = list.iter().find(|r| r.id == id).cloned();
    let run = run.ok_or(Error::Absent)?;
    let members = attendance::members(&mut conn, &site.id).await?;
    let noted = attendance::sheet(&mut conn, id).await?;
    let secret = store::secret::read(&mut conn).await?;
    let day = day
        .filter(|day| run.each_day().any(|d| d == *day))
        .unwrap_or_else(|| day_to_note(&run, visit.today));
    let base = site_path(visit)?;
    let here = format!("{base}/calendrier/{id}/presence");
    let words = visit.words;
    let has = |member: &str, half| noted.contains(&(day, member.to_owned(), half));
    let days = run
        .each_day()
        .map(|d| DayLink {
            href: format!("{here}?jour={d}"),
            text: sentence(&words.date(d)),
            current: d == day,
        })
        .collect();
    Ok(SheetPage {
        frame: Frame::of(visit, visit.t("calendar-presence-title"))
            .under(format!("{base}/calendrier"), visit.t("calendar-tab-site"))
            .under(format!("{base}/calendrier/{id}"), title(words, &run)),
        title: title(words, &run),
        days,
        date: sentence(&words.date(day)),
        open: day <= visit.today && run.cancelled_at.is_none(),
        refusal,
        list: members
            .into_iter()
            .map(|(member, name)| Tick {
                morning: has(&member, Half::Morning),
                afternoon: has(&member, Half::Afternoon),
                member,
                name,
            })
            .collect(),
        code: secret.and_then(|secret| {
            let token = secret::day_token(&secret, id, day);
            let url = format!("{}/presence/{token}", visit.app.config.url);
            let draw = || code(url.clone()).ok_or(Error::Absent);
            visit.once(format!("code {url}"), draw).ok()
        }),
        day,
        here,
        run,
    })
}

/// The address as a square of modules: one path, black on white whatever the theme, because cameras need it.
fn code(url: String) -> Option<Code> {
    use std::fmt::Write as _;
    let code = QrCode::new(url.as_bytes()).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (n, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", n % width + 4, n / width + 4);
        }
    }
    Some(Code {
        size: width + 8,
        path,
        url,
    })
}

/// `POST …/calendrier/{run}/presence`
pub async fn save(
    visit: Visit,
    Path((_, _, id)): Path<(String, String, String)>,
    Form(fields): Fields,
) -> Page {
    let day: Option<Date> = value(&fields, "jour").parse().ok();
    let mut ticked = BTreeSet::new();
    for (key, member) in &fields {
        if let Some(half) = Half::parse(key) {
            ticked.insert((member.clone(), half));
        }
    }
    // The run must be of the site of the path.
    let site = visit.site()?.id.clone();
    let mut conn = visit.read().await?;
    if !runs::of_site(&mut conn, &site)
        .await?
        .iter()
        .any(|r| r.id == id)
    {
        return Err(Error::Absent);
    }
    drop(conn);
    let day = day.ok_or(Error::Absent)?;
    match attend::save_list(&By::visitor(&visit), &id, day, &ticked).await {
        Ok(()) => Ok(see_other(&format!(
            "{}/calendrier/{id}/presence?jour={day}&dit=attendance-noted",
            site_path(&visit)?
        ))),
        Err(Stop::Refused(why)) => {
            let page = sheet_page(&visit, &id, Some(day), Some(refusal(&visit, why))).await?;
            visit.refused(&page)
        }
        Err(Stop::Fault(error)) => Err(error),
    }
}

fn refusal(visit: &Visit, why: NotNoted) -> String {
    visit.t(match why {
        NotNoted::NotThatDay => "calendar-presence-not-that-day",
        NotNoted::Cancelled => "calendar-presence-cancelled",
        NotNoted::Unknown => "calendar-presence-unknown",
    })
}

#[derive(Template)]
#[template(path = "calendar/pages/door.html")]
struct DoorPage {
    frame: Frame,
    site_name: String,
    date: String,
    half: String,
    members: Vec<(String, String)>,
    refusal: Option<String>,
    noted: Option<String>,
    day: Date,
    now: i64,
}

async fn door_page(visit: &Visit, token: &str) -> Result<(DoorPage, String, Date), Error> {
    let mut conn = visit.read().await?;
    let secret = store::secret::read(&mut conn).await?.ok_or(Error::Absent)?;
    let (id, day) = secret::read_token(&secret, token).ok_or(Error::Absent)?;
    let run = runs::by_id(&mut conn, &id).await?.ok_or(Error::Absent)?;
    let open = day == visit.today && run.cancelled_at.is_none() && run.each_day().any(|d| d == day);
    let members = if open {
        attendance::members(&mut conn, &run.site_id).await?
    } else {
        Vec::new()
    };
    let half = match attend::half_at(visit.now) {
        Half::Morning => "calendar-morning",
        _ => "calendar-afternoon",
    };
    let page = DoorPage {
        frame: Frame::bare(visit, visit.t("calendar-door-title")),
        site_name: run.site_name.clone(),
        date: visit.words.date(day),
        half: visit.t(half),
        members,
        refusal: (!open).then(|| visit.t("calendar-presence-not-that-day")),
        noted: None,
        day,
        now: visit.now.as_millisecond(),
    };
    Ok((page, id, day))
}

/// `GET /presence/{token}`
pub async fn door(visit: Visit, Path(token): Path<String>) -> Page {
    let (page, ..) = door_page(&visit, &token).await?;
    visit.page(&page)
}

/// `POST /presence/{token}`
pub async fn say_here(visit: Visit, Path(token): Path<String>, Form(fields): Fields) -> Page {
    let (mut page, run, day) = door_page(&visit, &token).await?;
    let member = value(&fields, "qui").to_owned();
    // Only a device that kept the check-in says when it was made.
    let kept = Half::parse(value(&fields, "moment"))
        .filter(|half| *half != Half::Day && value(&fields, "differe") == "oui");
    let who = (member.as_str(), kept);
    match attend::say_here(&By::visitor(&visit), &run, day, who).await {
        Ok(_) => {
            // A late one is noted: its page has no list any more, and nothing to refuse.
            page.refusal = None;
            let name = page.members.iter().find(|(id, _)| *id == member);
            page.noted = name.map(|(_, name)| {
                visit.words.t2(
                    "calendar-door-noted",
                    ("name", name.as_str()),
                    ("half", page.half.as_str()),
                )
            });
            Ok(visit.page(&page)?.into_response())
        }
        Err(Stop::Refused(why)) => {
            page.refusal = Some(refusal(&visit, why));
            visit.refused(&page)
        }
        Err(Stop::Fault(error)) => Err(error),
    }
}
