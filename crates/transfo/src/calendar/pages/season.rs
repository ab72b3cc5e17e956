//! The calendar of the season: what people have, the calculation, a draft against it, and publishing.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Form, Path};
use planner::Plan;

use super::{
    Fields,
    chart::{Bar, Chart, Row},
    edition_path, sentence, value, visible, why,
};
use crate::{
    calendar::{
        absence::last_day,
        act::{By, Stop},
        plan_input::{self, PlannedRun},
        plan_season::{Input, KIND, PLAN_AUDIENCE},
        publish::{self, Difference, NotPublished, differences},
        reason::Reason,
        run::{Run, State, period},
        store::{
            closures,
            facts::{self, Away, Loaded},
            plans, runs,
        },
    },
    platform::{
        db::Conn,
        error::{Error, Page, see_other},
        frame::Frame,
        gate::{Gate, Role},
        jobs::{self, Job},
        visit::Visit,
        words::Words,
    },
};

struct PlanLine {
    href: String,
    version: u32,
    solved: String,
    state: String,
    gap: i64,
}

#[derive(Template)]
#[template(path = "calendar/pages/season.html")]
struct SeasonPage {
    frame: Frame,
    base: String,
    coordinates: bool,
    chart: Chart,
    plans: Vec<PlanLine>,
    running: bool,
    failed: bool,
    waiting: u32,
    audience: String,
}

/// `GET /saisons/{edition}/calendrier`
pub async fn show(visit: Visit) -> Page {
    let edition = visit.edition()?.clone();
    let coordinates = visit.holds(&[Role::Coordinator]);
    let mut conn = visit.read().await?;
    let list = runs::of_edition(&mut conn, &edition.id).await?;
    let sites = closures::zones(&mut conn, &edition.id).await?;
    let plans = plans::newest(&mut conn, &drafts(&visit)?, &edition.id).await?;
    let (job, waiting) = if coordinates {
        (
            jobs::latest(&mut conn, KIND, &edition.id, None).await?,
            super::messages::waiting(&mut conn, &visit.gate(), ("calendar", &edition.id, None))
                .await?
                .len(),
        )
    } else {
        (None, 0)
    };
    let base = edition_path(&visit)?;
    let rows: Vec<Row> = sites
        .into_iter()
        .map(|(slug, name, zone)| Row {
            bars: list
                .iter()
                .filter(|r| r.site == slug && r.cancelled_at.is_none())
                .map(|r| bar(&visit, r))
                .collect(),
            name,
            zone,
        })
        .filter(|row| !row.bars.is_empty())
        .collect();
    visit.page(&SeasonPage {
        frame: Frame::of(&visit, visit.t("calendar-tab-season")),
        coordinates,
        chart: Chart::of(visit.words, visit.today, &rows),
        plans: plans.iter().map(|p| plan_line(&visit, &base, p)).collect(),
        running: job.as_ref().is_some_and(|j| j.finished_at.is_none()),
        failed: job.as_ref().is_some_and(|j| j.error.is_some()),
        waiting: u32::try_from(waiting).unwrap_or(0),
        audience: visible(&visit, PLAN_AUDIENCE),
        base,
    })
}

/// The eyes for drafts: a calendar is one for all sites, and their teams see it.
fn drafts(visit: &Visit) -> Result<Gate, Error> {
    Ok(Gate::of_teams(&visit.viewer, &visit.edition()?.id))
}

fn plan_line(visit: &Visit, base: &str, plan: &plans::Stored) -> PlanLine {
    let state = match plan.published_at {
        Some(at) => visit.words.t1(
            "calendar-plan-published-on",
            "when",
            visit.words.instant(at),
        ),
        None => visit.t("calendar-plan-draft"),
    };
    PlanLine {
        href: format!("{base}/calendrier/plans/{}", plan.id),
        version: plan.version,
        solved: visit.words.instant(plan.solved_at),
        state,
        gap: plan.gap_percent(),
    }
}

fn bar(visit: &Visit, run: &Run) -> Bar {
    let class = match run.state(visit.today) {
        State::Held => "c-run-done",
        State::Locked => "c-run-lock",
        _ => "c-run",
    };
    let edition = visit.edition.as_ref().map_or("", |e| e.slug.as_str());
    // The page of a run belongs to its site: a link leads there only who may enter.
    let enters = visit
        .edition
        .as_ref()
        .is_some_and(|e| visit.viewer.belongs_to_site(&e.id, &run.site_id));
    Bar {
        starts_on: run.starts_on,
        days: run.days,
        class,
        state: visit.t(run.state_key(visit.today)),
        name: visit.words.t1("calendar-run-number", "number", run.number),
        href: if enters {
            format!("/saisons/{edition}/{}/calendrier/{}", run.site, run.id)
        } else {
            String::new()
        },
    }
}

/// `POST /saisons/{edition}/calendrier/calculer`
pub async fn calculate(visit: Visit, Form(fields): Fields) -> Page {
    let edition = visit.edition()?;
    let to = format!("{}/calendrier/calcul", edition_path(&visit)?);
    let seconds = value(&fields, "seconds")
        .parse()
        .unwrap_or(20)
        .clamp(1, 600);
    let input =
        serde_json::to_string(&Input { seconds }).map_err(|e| Error::Fault(e.to_string()))?;
    let mut tx = visit.write().await?;
    let open = jobs::latest(&mut tx, KIND, &edition.id, None).await?;
    if open.is_some_and(|job| job.finished_at.is_none()) {
        return Ok(see_other(&to));
    }
    let job = Job {
        id: String::new(),
        kind: KIND.into(),
        edition: Some(edition.id.clone()),
        site: None,
        input,
        asked_by: visit.viewer.id().map(str::to_owned),
    };
    jobs::ask(&mut tx, &visit.app.dice, visit.now, job).await?;
    tx.commit().await?;
    visit.app.jobs.ring();
    Ok(see_other(&to))
}

struct JobView {
    base: String,
    phase: String,
    running: bool,
    percent: u32,
    foot: String,
    figures: String,
    result: Option<String>,
    why: Option<why::Why>,
}

#[derive(Template)]
#[template(path = "calendar/pages/job.html")]
struct JobPage {
    frame: Frame,
    job: JobView,
}

/// `GET /saisons/{edition}/calendrier/calcul`
pub async fn job(visit: Visit) -> Page {
    let base = edition_path(&visit)?;
    let job = view(&visit).await?;
    let frame = Frame::of(&visit, visit.t("calendar-job-title"))
        .under(format!("{base}/calendrier"), visit.t("calendar-tab-season"));
    visit.page(&JobPage { frame, job })
}

async fn view(visit: &Visit) -> Result<JobView, Error> {
    let edition = &visit.edition()?.id;
    let mut conn = visit.read().await?;
    let job = jobs::latest(&mut conn, KIND, edition, None)
        .await?
        .ok_or(Error::Absent)?;
    let base = edition_path(visit)?;
    let words = visit.words;
    let (running, p) = (job.finished_at.is_none(), &job.progress);
    let mut view = JobView {
        phase: match (running, p.phase.as_str()) {
            (false, _) => words.t("calendar-phase-done"),
            (true, "") => words.t("calendar-phase-waiting"),
            (true, phase) => words.t(phase),
        },
        running,
        percent: (p.done * 100).checked_div(p.total).unwrap_or(0),
        foot: words.t2("calendar-job-foot", ("done", p.done), ("total", p.total)),
        figures: figures(words, &p.detail),
        result: None,
        why: None,
        base,
    };
    if let Some(error) = &job.error {
        let loaded = facts::load(&mut conn, (edition, visit.today), Away::OfNobody).await?;
        view.phase = words.t("calendar-phase-none");
        view.why = Some(why::why(words, &why::names(&loaded), error));
    } else if !running {
        let newest = plans::newest(&mut conn, &drafts(visit)?, edition).await?;
        view.result = newest
            .first()
            .map(|p| format!("{}/calendrier/plans/{}", view.base, p.id));
    }
    Ok(view)
}

/// Cost, bound and gap so far.
fn figures(words: Words, detail: &str) -> String {
    let Some((cost, bound)) = detail.split_once('|') else {
        return String::new();
    };
    let (Ok(cost), Ok(bound)) = (cost.parse::<i64>(), bound.parse::<i64>()) else {
        return String::new();
    };
    let gap = if cost > 0 {
        (cost - bound) * 100 / cost
    } else {
        0
    };
    words.tn(
        "calendar-job-figures",
        vec![
            ("cost", cost.into()),
            ("bound", bound.into()),
            ("gap", gap.into()),
        ],
    )
}

/// `POST /saisons/{edition}/calendrier/calcul/arreter`
pub async fn stop(visit: Visit) -> Page {
    let edition = &visit.edition()?.id;
    let mut tx = visit.write().await?;
    if let Some(job) = jobs::latest(&mut tx, KIND, edition, None).await? {
        jobs::cancel(&mut tx, &job.id, visit.now).await?;
    }
    tx.commit().await?;
    Ok(see_other(&format!(
        "{}/calendrier/calcul",
        edition_path(&visit)?
    )))
}

/// Why the runs of one site are where they are.
struct Reasons {
    site: String,
    lines: Vec<(String, String)>,
}

struct Changes {
    site: String,
    summary: String,
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "calendar/pages/plan.html")]
struct PlanPage {
    id: String,
    frame: Frame,
    base: String,
    version: u32,
    lead: String,
    published: Option<String>,
    refusal: Option<String>,
    chart: Chart,
    changes: Vec<Changes>,
    reasons: Vec<Reasons>,
    coordinates: bool,
    told: usize,
    audience: String,
}

/// `GET /saisons/{edition}/calendrier/plans/{plan}`
pub async fn plan(visit: Visit, Path((_, plan)): Path<(String, String)>) -> Page {
    let page = plan_page(&visit, &plan, None).await?;
    visit.page(&page)
}

async fn plan_page(visit: &Visit, id: &str, refusal: Option<&str>) -> Result<PlanPage, Error> {
    let edition = visit.edition()?;
    let mut conn = visit.read().await?;
    let stored = plans::one(&mut conn, &drafts(visit)?, (&edition.id, id))
        .await?
        .ok_or(Error::Absent)?;
    let loaded = facts::load(&mut conn, (&edition.id, visit.today), Away::OfNobody).await?;
    let plan = Plan::from_json(&stored.plan).map_err(|e| Error::Fault(e.to_string()))?;
    // What is published changes nothing any more.
    let (changes, told) = match stored.published_at {
        Some(_) => (Vec::new(), 0),
        None => effect(visit, &mut conn, &loaded, &plan).await?,
    };
    let mut runs = plan_input::runs_of(&plan);
    // What is over is not planned any more: the picture and the count are of those at work.
    runs.retain(|run| loaded.facts.sites.iter().any(|site| site.slug == run.site));
    let base = edition_path(visit)?;
    Ok(PlanPage {
        id: stored.id.clone(),
        frame: Frame::of(
            visit,
            visit
                .words
                .t1("calendar-plan-title", "version", stored.version),
        )
        .under(format!("{base}/calendrier"), visit.t("calendar-tab-season")),
        version: stored.version,
        lead: visit.words.tn(
            "calendar-plan-lead",
            vec![
                ("runs", runs.len().into()),
                ("sites", loaded.facts.sites.len().into()),
                ("gap", stored.gap_percent().into()),
            ],
        ),
        published: stored.published_at.map(|at| visit.words.instant(at)),
        refusal: refusal.map(|key| visit.t(key)),
        chart: plan_chart(visit, &loaded, &runs),
        changes,
        reasons: reasons(visit.words, &loaded, &stored.reasons),
        coordinates: visit.holds(&[Role::Coordinator]),
        told,
        audience: visible(visit, PLAN_AUDIENCE),
        base: format!("{base}/calendrier"),
    })
}

/// What publishing a draft changes, and how many people it concerns.
async fn effect(
    visit: &Visit,
    conn: &mut Conn,
    loaded: &Loaded,
    plan: &Plan,
) -> Result<(Vec<Changes>, usize), Error> {
    let told = runs::told(conn, &visit.edition()?.id, visit.today).await?;
    let differences = differences(loaded, plan);
    let changed: BTreeSet<String> = differences
        .iter()
        .filter(|d| !d.is_empty())
        .filter_map(|d| loaded.sites.get(&d.site).cloned())
        .collect();
    let count = publish::recipients(&told, &changed).len();
    Ok((changes(visit.words, loaded, &differences), count))
}

fn reasons(words: Words, loaded: &Loaded, all: &[Reason]) -> Vec<Reasons> {
    let line = |reason: &Reason| {
        let end = last_day(reason.starts_on, reason.days);
        (
            sentence(&period(words, reason.starts_on, end)),
            why::here(words, reason),
        )
    };
    loaded
        .facts
        .sites
        .iter()
        .map(|site| Reasons {
            site: site.name.clone(),
            lines: all
                .iter()
                .filter(|reason| reason.site == site.slug)
                .map(line)
                .collect(),
        })
        .filter(|site| !site.lines.is_empty())
        .collect()
}

fn plan_chart(visit: &Visit, loaded: &Loaded, runs: &[PlannedRun]) -> Chart {
    let rows: Vec<Row> = loaded
        .facts
        .sites
        .iter()
        .map(|site| Row {
            name: site.name.clone(),
            zone: site.zone.clone(),
            bars: runs
                .iter()
                .filter(|run| run.site == site.slug)
                .enumerate()
                .map(|(n, run)| Bar {
                    starts_on: run.starts_on,
                    days: run.days,
                    class: "c-run",
                    state: visit.t("calendar-plan-draft"),
                    name: visit.words.t1("calendar-run-number", "number", n),
                    href: String::new(),
                })
                .collect(),
        })
        .collect();
    Chart::of(visit.words, visit.today, &rows)
}

fn changes(words: Words, loaded: &Loaded, differences: &[Difference]) -> Vec<Changes> {
    differences
        .iter()
        .map(|d| {
            let name = loaded.facts.sites.iter().find(|s| s.slug == d.site);
            Changes {
                site: name.map_or_else(String::new, |s| s.name.clone()),
                summary: words.tn(
                    "calendar-plan-changes",
                    vec![
                        ("kept", d.kept.into()),
                        ("moved", d.moved.len().into()),
                        ("refitted", d.refitted.len().into()),
                        ("added", d.added.len().into()),
                        ("dropped", d.dropped.len().into()),
                    ],
                ),
                lines: lines(words, d),
            }
        })
        .collect()
}

fn lines(words: Words, d: &Difference) -> Vec<String> {
    let planned = |run: &PlannedRun| period(words, run.starts_on, run.ends_on());
    let mut out: Vec<String> = Vec::new();
    for run in &d.dropped {
        out.push(words.t1(
            "mail-calendar-dropped",
            "when",
            period(words, run.starts_on, run.ends_on()),
        ));
    }
    for (run, to) in &d.moved {
        let when = period(words, run.starts_on, run.ends_on());
        out.push(words.t2("mail-calendar-moved", ("when", when), ("to", planned(to))));
    }
    for run in &d.added {
        out.push(words.t1("mail-calendar-added", "when", planned(run)));
    }
    out
}

/// `POST /saisons/{edition}/calendrier/plans/{plan}`
pub async fn publish_plan(visit: Visit, Path((_, plan)): Path<(String, String)>) -> Page {
    let edition = visit.edition()?.id.clone();
    match publish::publish(&By::visitor(&visit), &edition, &plan).await {
        Ok(_) => Ok(see_other(&format!(
            "{}/calendrier?dit=plan-published",
            edition_path(&visit)?
        ))),
        Err(Stop::Refused(why)) => {
            let key = match why {
                NotPublished::Already => "calendar-publish-already",
                NotPublished::Outdated => "calendar-publish-outdated",
            };
            let page = plan_page(&visit, &plan, Some(key)).await?;
            visit.refused(&page)
        }
        Err(Stop::Fault(error)) => Err(error),
    }
}
