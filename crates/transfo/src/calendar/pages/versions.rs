//! What changed from one published version of the calendar to another, or to what people have in their diaries today.

use askama::Template;
use axum::extract::Query;
use jiff::civil::Date;
use planner::Plan;
use serde::Deserialize;

use super::{
    edition_path,
    moves::{self, Moves},
    visible,
};
use crate::{
    calendar::{
        plan_input::current_plan,
        plan_season::PLAN_AUDIENCE,
        publish::between,
        store::{facts, meetings, plans},
    },
    platform::{
        clock::day_in_paris,
        error::{Error, Page},
        frame::Frame,
        gate::Role,
        visit::Visit,
    },
};

/// The calendar as it stands, with what was changed by hand since the last publication.
const NOW: &str = "actuel";

struct Version {
    id: String,
    words: String,
}

#[derive(Template)]
#[template(path = "calendar/pages/versions.html")]
struct VersionsPage {
    frame: Frame,
    base: String,
    versions: Vec<Version>,
    before: String,
    after: String,
    lead: String,
    moves: Vec<Moves>,
    still: String,
    say_why: bool,
    audience: String,
}

/// Which two; when nothing is said the last two, or the only one and the calendar as it stands.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    avant: String,
    #[serde(default)]
    apres: String,
}

/// `GET /saisons/{edition}/calendrier/versions`
pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Page {
    let edition = visit.edition()?.id.clone();
    let gate = super::season::drafts(&visit)?;
    let mut conn = visit.read().await?;
    let versions = plans::published(&mut conn, &gate, &edition).await?;
    // Who sees no version is not told that there is none.
    if versions.is_empty() && !visit.holds(&[Role::Coordinator]) {
        return Err(Error::Absent);
    }
    let nth = |n: usize| versions.get(n).map(|v| v.0.clone()).unwrap_or_default();
    let chosen = |id: String, known: String| if id.is_empty() { known } else { id };
    let last = match versions.len() {
        1 => (nth(0), NOW.to_owned()),
        _ => (nth(1), nth(0)),
    };
    let (before, after) = (chosen(asked.avant, last.0), chosen(asked.apres, last.1));
    let now = Version {
        id: NOW.to_owned(),
        words: visit.t("calendar-versions-now"),
    };
    let base = format!("{}/calendrier", edition_path(&visit)?);
    let mut page = VersionsPage {
        frame: Frame::of(&visit, visit.t("calendar-versions-title"))
            .under(base.clone(), visit.t("calendar-tab-season")),
        versions: std::iter::once(now)
            .chain(versions.iter().map(|v| Version {
                id: v.0.clone(),
                words: visit.words.t2(
                    "calendar-versions-one",
                    ("version", v.1),
                    ("when", visit.words.instant(v.2)),
                ),
            }))
            .collect(),
        before,
        after,
        lead: String::new(),
        moves: Vec::new(),
        still: String::new(),
        say_why: false,
        audience: visible(&visit, PLAN_AUDIENCE),
        base,
    };
    if !page.before.is_empty() {
        compare(&visit, &mut conn, &mut page).await?;
    }
    visit.page(&page)
}

/// One side of the comparison.
struct Standing {
    version: String,
    /// When it was made.
    day: Date,
    plan: Plan,
}

async fn compare(
    visit: &Visit,
    conn: &mut crate::platform::db::Conn,
    page: &mut VersionsPage,
) -> Result<(), Error> {
    let edition = visit.edition()?;
    let gate = super::season::drafts(visit)?;
    let pair = (page.before.as_str(), page.after.as_str());
    let found = plans::two(conn, &gate, &edition.id, pair).await?;
    let loaded = super::facts(visit, conn, facts::Away::OfNobody).await?;
    let of = |id: &str| -> Result<Standing, Error> {
        match id {
            NOW => Ok(Standing {
                version: visit.t("calendar-versions-today"),
                day: visit.today,
                plan: current_plan(&loaded.facts),
            }),
            _ => {
                let stored = found.iter().find(|p| p.id == id).ok_or(Error::Absent)?;
                Ok(Standing {
                    version: visit
                        .words
                        .t1("calendar-versions-number", "number", stored.version),
                    day: day_in_paris(stored.solved_at),
                    plan: Plan::from_json(&stored.plan).map_err(|e| Error::Fault(e.to_string()))?,
                })
            }
        }
    };
    let (before, after) = (of(pair.0)?, of(pair.1)?);
    // A later plan holds no run that was over when it was made: what was held is no change.
    let since = before.day.max(after.day);
    let meetings = meetings::ever(conn, &edition.id).await?;
    let differences = between((&before.plan, &after.plan), since, &meetings);
    page.moves = moves::of(visit.words, &loaded, &differences, None);
    page.still = moves::still(&loaded, &differences);
    let changed = differences.iter().filter(|d| !d.is_empty()).count();
    let sum = |count: fn(&crate::calendar::publish::Difference) -> usize| -> usize {
        differences.iter().map(count).sum()
    };
    page.lead = visit.words.tn(
        "calendar-versions-lead",
        vec![
            ("before", before.version.into()),
            ("after", after.version.into()),
            ("sites", changed.into()),
            ("moved", sum(|d| d.moved.len()).into()),
            ("added", sum(|d| d.added.len()).into()),
            ("dropped", sum(|d| d.dropped.len()).into()),
        ],
    );
    Ok(())
}
