//! Two or three answers side by side, in people's terms; one is chosen by publishing it.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use planner::{Instance, Plan};

use super::{
    edition_path,
    moves::{self, Moves},
    visible,
};
use crate::{
    calendar::{
        absence::days,
        digest::digests,
        plan_input::{self, Facts, runs_of},
        plan_season::PLAN_AUDIENCE,
        publish::{Difference, differences},
        store::{
            facts::{self, Loaded},
            plans::{self, Stored},
            runs::{self, Told},
        },
    },
    platform::{
        error::{Error, Page},
        frame::Frame,
        gate::Seen,
        visit::Visit,
    },
};

struct Choice {
    href: String,
    name: String,
    meaning: String,
    version: u32,
    published: bool,
    moves: Vec<Moves>,
    still: String,
}

#[derive(Template)]
#[template(path = "calendar/pages/choice.html")]
struct ChoicePage {
    frame: Frame,
    choices: Vec<Choice>,
    /// A line for each measure: its name, and its figure for each choice.
    table: Vec<(String, Vec<i64>)>,
    say_why: bool,
    audience: String,
}

/// `GET /saisons/{edition}/calendrier/choix/{batch}`
pub async fn show(visit: Visit, Path((_, batch)): Path<(String, String)>) -> Page {
    let edition = visit.edition()?;
    let mut conn = visit.read().await?;
    let gate = super::season::drafts(&visit)?;
    let list = plans::of_batch(&mut conn, &gate, (&edition.id, &batch)).await?;
    if list.is_empty() {
        return Err(Error::Absent);
    }
    let loaded = super::facts(&visit, &mut conn, facts::Away::OfAll).await?;
    let told = runs::told(&mut conn, &edition.id, visit.today).await?;
    let base = format!("{}/calendrier", edition_path(&visit)?);
    let key = format!("choice {batch} {} {}", visit.today, gate.eyes());
    let compared = visit.once(key, || Compared::of(&loaded, &told, &list))?;
    let columns = &compared.columns;
    let choices = list
        .iter()
        .zip(&compared.answers)
        .map(|(stored, answer)| choice(&visit, &base, (&loaded, stored), answer))
        .collect();
    let table = MEASURES
        .iter()
        .enumerate()
        .map(|(row, key)| {
            let of = |column: &[i64; 6]| column.get(row).copied().unwrap_or(0);
            (visit.t(key), columns.iter().map(of).collect())
        })
        .collect();
    visit.page(&ChoicePage {
        frame: Frame::of(&visit, visit.t("calendar-choice-title"))
            .under(base, visit.t("calendar-tab-season")),
        choices,
        table,
        say_why: true,
        audience: visible(&visit, PLAN_AUDIENCE),
    })
}

/// What the answers come to.
struct Compared {
    /// The figures of what people have today, then those of each answer.
    columns: Vec<[i64; 6]>,
    /// What each answer changes, and why.
    answers: Vec<(Vec<Difference>, moves::Because)>,
}

impl Compared {
    fn of(loaded: &Loaded, told: &[Told], list: &[Seen<Stored>]) -> Result<Self, Error> {
        let instance = plan_input::instance(&loaded.facts);
        let today = plan_input::current_plan(&loaded.facts);
        let mut columns = vec![figures((loaded, &instance), told, &today, &[])];
        let mut answers = Vec::new();
        for stored in list {
            let plan = Plan::from_json(&stored.plan).map_err(|e| Error::Fault(e.to_string()))?;
            let differences = differences(loaded, &plan);
            columns.push(figures((loaded, &instance), told, &plan, &differences));
            answers.push((differences, moves::because(&instance, &plan)));
        }
        Ok(Self { columns, answers })
    }
}

fn choice(
    visit: &Visit,
    base: &str,
    (loaded, stored): (&Loaded, &Stored),
    (differences, because): &(Vec<Difference>, moves::Because),
) -> Choice {
    Choice {
        href: format!("{base}/plans/{}", stored.id),
        name: visit.words.named("calendar-aim", &stored.aim),
        meaning: visit.words.named("calendar-aim-means", &stored.aim),
        version: stored.version,
        published: stored.published_at.is_some(),
        moves: moves::of(visit.words, loaded, differences, Some(because)),
        still: moves::still(loaded, differences),
    }
}

/// What is compared, the most felt first.
const MEASURES: [&str; 6] = [
    "calendar-measure-runs",
    "calendar-measure-days",
    "calendar-measure-told",
    "calendar-measure-absent",
    "calendar-measure-journeys",
    "calendar-measure-nights",
];

fn figures(
    (loaded, instance): (&Loaded, &Instance),
    told: &[Told],
    plan: &Plan,
    differences: &[Difference],
) -> [i64; 6] {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let moved: usize = differences
        .iter()
        .map(|d| d.moved.len() + d.added.len() + d.dropped.len())
        .sum();
    let travel = planner::travel(instance, plan);
    let (journeys, nights) = travel
        .iter()
        .fold((0, 0), |(j, n), t| (j + t.journeys, n + t.nights));
    [
        count(moved),
        count(differences.iter().map(new_days).sum()),
        count(digests(loaded, told, differences).len()),
        count(absences(&loaded.facts, plan)),
        i64::from(journeys),
        i64::from(nights),
    ]
}

/// Days in diaries that were not there before.
fn new_days(difference: &Difference) -> usize {
    let old: BTreeSet<Date> = difference
        .moved
        .iter()
        .flat_map(|(run, _)| days(run.starts_on, run.ends_on()))
        .collect();
    let moved = difference.moved.iter().map(|(_, to)| to);
    moved
        .chain(&difference.added)
        .flat_map(|run| days(run.starts_on, run.ends_on()))
        .filter(|day| !old.contains(day))
        .count()
}

/// Ambassadors who cannot come, counted once for each day.
fn absences(facts: &Facts, plan: &Plan) -> usize {
    let runs = runs_of(plan);
    let away = |site: &plan_input::Site, day: Date| {
        let members = site.members.iter();
        members
            .filter(|m| m.absences.iter().any(|a| a.covers(day)))
            .count()
    };
    runs.iter()
        .filter_map(|run| Some((facts.sites.iter().find(|s| s.slug == run.site)?, run)))
        .flat_map(|(site, run)| days(run.starts_on, run.ends_on()).map(move |day| (site, day)))
        .map(|(site, day)| away(site, day))
        .sum()
}
