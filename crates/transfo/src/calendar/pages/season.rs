//! The calendar of the season: what people have, the calculation, a draft against it, and publishing.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Form, Path},
    http::header,
    response::IntoResponse,
};
use planner::Plan;

use super::{
    Fields,
    chart::{Bar, Chart, Row},
    edition_path,
    moves::{self, Moves},
    sentence, value, visible, why,
};
use crate::{
    calendar::{
        absence::last_day,
        act::{By, Stop},
        digest::digests,
        impossible::Impossible,
        meeting::Meeting,
        plan_input::{self, PlannedRun},
        plan_season::{self, Input, KIND, PLAN_AUDIENCE},
        publish::{self, NotPublished, differences},
        reason::Reason,
        run::{Run, State, period},
        store::{
            closures,
            facts::{Away, Loaded},
            plans, runs, waived,
        },
        unpublished,
    },
    platform::{
        db::Conn,
        error::{Error, Page, see_other},
        frame::Frame,
        gate::{Gate, Role},
        jobs,
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
    meetings: Vec<super::meetings::Line>,
    plans: Vec<PlanLine>,
    running: bool,
    failed: bool,
    waiting: u32,
    /// Requirements given up: the planner's name and the words.
    waived: Vec<(String, String)>,
    conflict: bool,
    unpublished: Vec<String>,
    audience: String,
}

/// `GET /saisons/{edition}/calendrier`
pub async fn show(visit: Visit) -> Page {
    let edition = visit.edition()?.clone();
    let coordinates = visit.holds(&[Role::Coordinator]);
    let mut conn = visit.read().await?;
    let list = super::runs_of_edition(&visit, &mut conn).await?;
    let met = super::meetings_of_edition(&visit, &mut conn).await?;
    let sites = closures::zones(&mut conn, &edition.id).await?;
    let plans = plans::newest(&mut conn, &drafts(&visit)?, &edition.id).await?;
    let (mut waived, mut unpublished) = (Vec::new(), Vec::new());
    let (job, waiting) = if coordinates {
        let loaded = super::facts(&visit, &mut conn, Away::OfNobody).await?;
        unpublished = super::unpublished(visit.words, &unpublished::of(&loaded.facts));
        waived = waived_in_words(&visit, &mut conn, &sites).await?;
        (
            jobs::latest(&mut conn, KIND, &edition.id, None).await?,
            super::messages::count(&mut conn, &visit.gate(), ("calendar", &edition.id, None))
                .await?,
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
                .chain(super::meetings::bars(&visit, &met, &slug))
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
        meetings: super::meetings::lines(&visit, &met),
        running: job.as_ref().is_some_and(|j| j.finished_at.is_none()),
        failed: job.as_ref().is_some_and(|j| j.error.is_some()),
        waiting,
        waived,
        conflict: job
            .as_ref()
            .and_then(|j| j.error.as_deref())
            .is_some_and(|error| Impossible::kept(error).is_some()),
        unpublished,
        audience: visible(&visit, PLAN_AUDIENCE),
        base,
    })
}

/// What the coordination gave up: the planner's name of each rule, and its words.
async fn waived_in_words(
    visit: &Visit,
    conn: &mut Conn,
    sites: &[(String, String, String)],
) -> Result<Vec<(String, String)>, Error> {
    let rules = waived::of_edition(conn, &visit.edition()?.id).await?;
    let mut names: why::Names = sites
        .iter()
        .map(|(slug, name, _)| (slug.clone(), name.clone()))
        .collect();
    for (rule, name) in &rules {
        let shared = rule.starts_with("resident:") || rule.starts_with("meeting:");
        let place = if shared { 1 } else { 2 };
        if let (Some(name), Some(id)) = (name, rule.splitn(3, ':').nth(place)) {
            names.insert(id.trim_end_matches(":week").to_owned(), name.clone());
        }
    }
    let said = |(rule, _): (String, _)| (why::rule(visit.words, &names, &rule), rule);
    let said = rules.into_iter().map(said);
    Ok(said.map(|(words, rule)| (rule, words)).collect())
}

/// The eyes for drafts: a calendar is one for all sites, and their teams see it.
pub(super) fn drafts(visit: &Visit) -> Result<Gate, Error> {
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
    let input = Input {
        seconds,
        choices: false,
    };
    let mut tx = visit.write().await?;
    if plan_season::ask(&mut tx, &By::visitor(&visit), &edition.id, input).await? {
        tx.commit().await?;
    }
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
    which: String,
    result: Option<String>,
    choices: bool,
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
        which: which(words, &p.detail),
        result: None,
        choices: false,
        why: None,
        base,
    };
    if let Some(error) = &job.error {
        let loaded = super::facts(visit, &mut conn, Away::OfNobody).await?;
        view.phase = words.t("calendar-phase-none");
        view.why = Some(why::why(words, &why::names(&loaded), error));
    } else if !running {
        let newest = plans::newest(&mut conn, &drafts(visit)?, edition).await?;
        view.choices = newest.first().is_some_and(|p| !p.batch.is_empty());
        view.result = newest.first().map(|p| match p.batch.as_str() {
            "" => format!("{}/calendrier/plans/{}", view.base, p.id),
            batch => format!("{}/calendrier/choix/{batch}", view.base),
        });
    }
    Ok(view)
}

/// Cost, bound and gap so far.
fn figures(words: Words, detail: &str) -> String {
    let mut parts = detail.split('|');
    let (Some(cost), Some(bound)) = (parts.next(), parts.next()) else {
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

/// Which of several answers is being looked for.
fn which(words: Words, detail: &str) -> String {
    match detail.split('|').nth(2) {
        Some("1") => words.t("calendar-aim-fewest"),
        Some("2") => words.t("calendar-aim-best"),
        _ => String::new(),
    }
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
    moves: Vec<Moves>,
    still: String,
    say_why: bool,
    proof: String,
    proved: bool,
    reasons: Arc<Vec<Reasons>>,
    unpublished: Vec<String>,
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
    let loaded = super::facts(visit, &mut conn, Away::OfNobody).await?;
    let plan = Plan::from_json(&stored.plan).map_err(|e| Error::Fault(e.to_string()))?;
    // What is published changes nothing any more.
    let (moves, still, told) = match stored.published_at {
        Some(_) => (Vec::new(), String::new(), 0),
        None => effect(visit, &mut conn, &loaded, (id, &plan)).await?,
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
        chart: plan_chart(visit, &loaded, (&plan, &runs)),
        say_why: moves
            .iter()
            .any(|m| m.lines.iter().any(|l| !l.why.is_empty())),
        moves,
        still,
        proof: proof(visit.words, &stored),
        proved: stored.proved,
        reasons: visit.once(format!("reasons {id} {}", visit.words.lang.key()), || {
            Ok(reasons(visit.words, &loaded, &stored.reasons))
        })?,
        unpublished: super::unpublished(visit.words, &unpublished::of(&loaded.facts)),
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
    (id, plan): (&str, &Plan),
) -> Result<(Vec<Moves>, String, usize), Error> {
    let told = runs::told(conn, &visit.edition()?.id, visit.today).await?;
    let changes = visit.once(format!("changes {id} {}", visit.today), || {
        let instance = plan_input::instance(&loaded.facts);
        Ok((differences(loaded, plan), moves::because(&instance, plan)))
    })?;
    let (differences, because) = changes.as_ref();
    let count = digests(loaded, &told, differences).len();
    let moves = moves::of(visit.words, loaded, differences, Some(because));
    Ok((moves, moves::still(loaded, differences), count))
}

/// How good the plan is proved to be, in plain words.
fn proof(words: Words, stored: &plans::Stored) -> String {
    let key = if stored.cost <= stored.bound {
        "calendar-proof-best"
    } else {
        "calendar-proof-gap"
    };
    words.tn(
        key,
        vec![
            ("cost", stored.cost.into()),
            ("bound", stored.bound.into()),
            ("gap", stored.gap_percent().into()),
        ],
    )
}

fn reasons(words: Words, loaded: &Loaded, all: &[Reason]) -> Vec<Reasons> {
    let line = |reason: &Reason| {
        let end = last_day(reason.starts_on, reason.days);
        (
            sentence(&period(words, reason.starts_on, end)),
            why::here(words, reason),
        )
    };
    let of_site = |site: &plan_input::Site| Reasons {
        site: site.name.clone(),
        lines: all
            .iter()
            .filter(|reason| reason.site == site.slug)
            .map(line)
            .collect(),
    };
    let meetings = Reasons {
        site: words.t("calendar-meetings-title"),
        lines: all.iter().filter_map(|r| met(words, loaded, r)).collect(),
    };
    let sites = loaded.facts.sites.iter().map(of_site);
    sites
        .chain([meetings])
        .filter(|site| !site.lines.is_empty())
        .collect()
}

/// Why a meeting is when it is; none when the reason is a run's.
fn met(words: Words, loaded: &Loaded, reason: &Reason) -> Option<(String, String)> {
    let mut known = loaded.facts.meetings.iter();
    let meeting = known.find(|meeting| meeting.id == reason.site)?;
    let when = period(words, reason.starts_on, meeting.ends(reason.starts_on));
    let title = words.t2(
        "calendar-meeting-on",
        ("name", meeting.name.as_str()),
        ("when", when),
    );
    Some((title, why::met(words, reason)))
}

fn plan_chart(visit: &Visit, loaded: &Loaded, (plan, runs): (&Plan, &[PlannedRun])) -> Chart {
    let draft = |(n, run): (usize, &PlannedRun)| Bar {
        starts_on: run.starts_on,
        days: run.days,
        class: "c-run",
        state: visit.t("calendar-plan-draft"),
        name: visit.words.t1("calendar-run-number", "number", n),
        href: String::new(),
    };
    // A meeting that has begun is no plan's any more.
    let placed = |meeting: &Meeting| {
        let planned = plan.meetings.get(&meeting.id).copied();
        planned.map(plan_input::to_date)
    };
    let rows: Vec<Row> = loaded
        .facts
        .sites
        .iter()
        .map(|site| {
            let own = runs.iter().filter(|run| run.site == site.slug);
            let met = loaded.facts.meetings.iter().filter(|m| m.is_of(&site.slug));
            let met = met.filter_map(|m| {
                let state = visit.t("calendar-plan-draft");
                Some(super::meetings::bar(m, placed(m)?, (state, String::new())))
            });
            Row {
                name: site.name.clone(),
                zone: site.zone.clone(),
                bars: own.enumerate().map(draft).chain(met).collect(),
            }
        })
        .collect();
    Chart::of(visit.words, visit.today, &rows)
}

/// `GET /saisons/{edition}/calendrier/plans/{plan}/preuve.json`
pub async fn certificate(visit: Visit, Path((_, plan)): Path<(String, String)>) -> Page {
    let (_, certificate) = proof_of(&visit, &plan).await?;
    Ok(download("transfo-preuve.json", certificate))
}

/// `GET /saisons/{edition}/calendrier/plans/{plan}/saison.json`
pub async fn instance(visit: Visit, Path((_, plan)): Path<(String, String)>) -> Page {
    let (season, _) = proof_of(&visit, &plan).await?;
    Ok(download("transfo-saison.json", season))
}

async fn proof_of(visit: &Visit, plan: &str) -> Result<(String, String), Error> {
    let mut conn = visit.read().await?;
    let gate = drafts(visit)?;
    let found = plans::proof(&mut conn, &gate, (&visit.edition()?.id, plan)).await?;
    Ok(found.ok_or(Error::Absent)?.into_inner())
}

fn download(name: &str, text: String) -> axum::response::Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, text).into_response()
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
