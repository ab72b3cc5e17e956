//! The quotas of a site: the table, how many volunteers stand behind each line, and whether they can hold.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use askama::Template;
use axum::extract::{FromRequest, Multipart, Request};
use season::Feature;
use sortition::{Recruit, Refusal as Why};

use super::{
    Two,
    chart::{self, Group},
    either,
};
use crate::{
    cohort::{
        Here, LEADS,
        draw_input::{PoolRow, QuotaRow, feature_key, in_force, problem_of, supply},
        quotas::{self, Refusal},
        store::{self, application as rows},
        workforce::{self, Note},
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        visit::Visit,
        words::Words,
    },
};

/// Lines left blank at the end of the table, to add values.
const SPARE: usize = 3;

/// One line of the table as it is edited.
struct Line {
    at: usize,
    feature: String,
    value: String,
    cells: [(&'static str, &'static str, String); 4],
    volunteers: u32,
    ready: u32,
    fresh: bool,
    fault: Option<String>,
}

#[derive(Template)]
#[template(path = "cohort/pages/quotas.html")]
struct QuotasPage {
    frame: Frame,
    form: Form,
    lines: Vec<Line>,
    features: Vec<(String, String)>,
    groups: Vec<Group>,
    chart_says: String,
    with_draw: bool,
    verdict: Arc<Verdict>,
    at: String,
    seats: u32,
    ready: u32,
    /// What is worth telling of a proposal, after the sentence that says it is one; none without a proposal.
    notes: Vec<String>,
    inherited: bool,
    editable: bool,
    frozen: bool,
}

/// Whether the quotas hold with those who are ready; in words, what is wrong and what would help, if not.
#[derive(Default)]
struct Verdict {
    holds: bool,
    told: Vec<String>,
    relaxations: Vec<String>,
    recruits: Vec<String>,
}

struct Facts {
    rows: Vec<QuotaRow>,
    ready: Vec<PoolRow>,
    volunteers: Vec<PoolRow>,
    seats: u32,
    frozen: bool,
}

async fn facts(visit: &Visit) -> Result<Facts, Error> {
    let here = Here::of(visit)?;
    let mut conn = visit.read().await?;
    let site = store::site(&mut conn, &here.site.id)
        .await?
        .ok_or(Error::Absent)?;
    let all = rows::seen(&mut conn, &visit.gate(), &here.site.id).await?;
    let row = |a: &crate::cohort::application::Application| PoolRow {
        reference: a.reference.clone(),
        strata: a.strata.clone(),
    };
    Ok(Facts {
        rows: store::quotas(&mut conn, &here.edition.id, &here.site.id).await?,
        ready: all
            .iter()
            .filter(|a| a.may_be_drawn())
            .map(|a| row(a))
            .collect(),
        volunteers: all
            .iter()
            .filter(|a| a.withdrawn_at.is_none() && a.consented_on.is_some())
            .map(|a| row(a))
            .collect(),
        seats: site.seats,
        frozen: store::pool(&mut conn, &here.site.id).await?.is_some(),
    })
}

async fn judge(words: Words, facts: &Facts) -> Result<Verdict, Error> {
    let problem = match problem_of(&facts.ready, &facts.rows, facts.seats) {
        Ok(problem) => problem,
        Err(faults) => {
            let mut told: Vec<String> = faults
                .iter()
                .map(|f| either(words, f.fr(), f.en()))
                .collect();
            told.dedup();
            return Ok(Verdict {
                told,
                ..Verdict::default()
            });
        }
    };
    let answer = tokio::task::spawn_blocking(move || {
        quotas::feasible(&problem).map_err(|why| {
            let recruits = match why {
                Why::Impossible(_) => quotas::recruits(&problem),
                _ => Vec::new(),
            };
            (why, recruits)
        })
    })
    .await
    .map_err(|e| Error::Fault(e.to_string()))?;
    Ok(match answer {
        Ok(()) => Verdict {
            holds: true,
            ..Verdict::default()
        },
        Err((Why::Impossible(why), recruits)) => Verdict {
            told: each(&why.conflict, |r| either(words, r.fr(), r.en())),
            relaxations: each(&why.relaxations, |r| either(words, r.fr(), r.en())),
            recruits: recruits
                .into_iter()
                .map(|r| named(words, r))
                .map(|r| either(words, r.fr(), r.en()))
                .collect(),
            ..Verdict::default()
        },
        Err((why, _)) => Verdict {
            told: vec![either(words, why.fr(), why.en())],
            ..Verdict::default()
        },
    })
}

/// With the features under the names that readers know.
fn named(words: Words, mut recruit: Recruit) -> Recruit {
    for (feature, _) in recruit.wanted.iter_mut().chain(&mut recruit.unwanted) {
        let known = Feature::ALL.iter().find(|f| f.word() == feature.as_str());
        if let Some(known) = known {
            *feature = words.named("cohort-feature", feature_key(*known));
        }
    }
    recruit
}

fn each<T>(list: &[T], say: impl Fn(&T) -> String) -> Vec<String> {
    list.iter().map(say).collect()
}

const CELLS: [(&str, &str); 4] = [
    ("low", "cohort-low"),
    ("high", "cohort-high"),
    ("low-flex", "cohort-low-flex"),
    ("high-flex", "cohort-high-flex"),
];

/// The lines in force, then values of volunteers that no line knows, then blank ones.
fn lines_of(facts: &Facts) -> Vec<(QuotaRow, bool)> {
    let known = in_force(&facts.rows);
    let mut lines: Vec<(QuotaRow, bool)> = Vec::new();
    let mut features: Vec<Feature> = Vec::new();
    for q in &known {
        if !features.contains(&q.feature) {
            features.push(q.feature);
        }
    }
    for feature in features {
        lines.extend(
            known
                .iter()
                .filter(|q| q.feature == feature)
                .map(|q| (q.clone(), false)),
        );
        for value in supply(&facts.volunteers, feature).into_keys() {
            if !known
                .iter()
                .any(|q| q.feature == feature && q.value == value)
            {
                let row = QuotaRow {
                    own: true,
                    feature,
                    value,
                    low: 0,
                    high: facts.seats,
                    low_flex: None,
                    high_flex: None,
                };
                lines.push((row, true));
            }
        }
    }
    lines
}

fn table(facts: &Facts, form: &Form, typed: Option<usize>) -> Vec<Line> {
    let text = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    let stored = lines_of(facts);
    let count = typed.unwrap_or(stored.len() + SPARE);
    (0..count)
        .map(|at| {
            let own = stored.get(at).filter(|_| typed.is_none());
            let field = |name: &str| form.v(&format!("{name}-{at}")).to_owned();
            let (feature, value, numbers) = match own {
                Some((q, _)) => (
                    feature_key(q.feature).to_owned(),
                    q.value.clone(),
                    [
                        text(Some(q.low)),
                        text(Some(q.high)),
                        text(q.low_flex),
                        text(q.high_flex),
                    ],
                ),
                None => (
                    field("feature"),
                    field("value"),
                    CELLS.map(|(name, _)| field(name)),
                ),
            };
            let of = |pool: &[PoolRow]| {
                by_key(&feature)
                    .and_then(|f| supply(pool, f).get(&value).copied())
                    .unwrap_or(0)
            };
            let mut numbers = numbers.into_iter();
            Line {
                at,
                volunteers: of(&facts.volunteers),
                ready: of(&facts.ready),
                fresh: own.is_some_and(|(_, fresh)| *fresh),
                fault: form.e(&format!("low-{at}")).map(str::to_owned),
                cells: CELLS.map(|(name, key)| (name, key, numbers.next().unwrap_or_default())),
                feature,
                value,
            }
        })
        .collect()
}

fn by_key(key: &str) -> Option<Feature> {
    Feature::ALL
        .iter()
        .copied()
        .find(|f| feature_key(*f) == key)
}

async fn load(visit: &Visit, form: Form, typed: Option<usize>) -> Result<QuotasPage, Error> {
    let here = Here::of(visit)?;
    let facts = facts(visit).await?;
    let (eyes, lang) = (visit.gate().eyes(), visit.words.lang.key());
    let key = format!("verdict {} {eyes} {lang}", here.site.id);
    let verdict = match visit.kept(&key) {
        Some(verdict) => verdict,
        None => visit.keep(key, judge(visit.words, &facts).await?),
    };
    let ready = u32::try_from(facts.ready.len()).unwrap_or(u32::MAX);
    let in_force = in_force(&facts.rows);
    let features = std::iter::once((String::new(), visit.t("cohort-choose")))
        .chain(Feature::ALL.iter().map(|f| {
            let key = feature_key(*f);
            (key.to_owned(), visit.words.named("cohort-feature", key))
        }))
        .collect();
    Ok(QuotasPage {
        frame: Frame::of(visit, visit.t("cohort-tab-quotas")),
        lines: table(&facts, &form, typed),
        features,
        groups: chart::of_rows(visit.words, &facts.ready, &in_force),
        chart_says: visit.words.t2(
            "cohort-chart-ready",
            ("ready", ready),
            ("seats", facts.seats),
        ),
        with_draw: false,
        verdict,
        at: here.path(),
        seats: facts.seats,
        ready,
        notes: Vec::new(),
        inherited: !in_force.is_empty() && in_force.iter().all(|q| !q.own),
        editable: visit.holds(LEADS) && !facts.frozen,
        frozen: facts.frozen,
        form,
    })
}

/// The table.
pub async fn page(visit: Visit) -> Page {
    let page = load(&visit, Form::default(), None).await?;
    visit.page(&page)
}

/// The lines typed, each with its position; faults where a number is none.
fn read(visit: &Visit, form: &mut Form, count: usize) -> Vec<(usize, QuotaRow)> {
    let mut rows = Vec::new();
    for at in 0..count {
        let value = form
            .v(&format!("value-{at}"))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        if value.is_empty() {
            continue;
        }
        let number = |name: &str| form.v(&format!("{name}-{at}")).parse::<u32>().ok();
        let blank = |name: &str| form.v(&format!("{name}-{at}")).is_empty();
        let wrong_flex = ["low-flex", "high-flex"]
            .iter()
            .any(|n| !blank(n) && number(n).is_none());
        let parts = (
            by_key(form.v(&format!("feature-{at}"))),
            number("low"),
            number("high"),
        );
        if let ((Some(feature), Some(low), Some(high)), false) = (parts, wrong_flex) {
            let row = QuotaRow {
                own: true,
                feature,
                value,
                low,
                high,
                low_flex: number("low-flex"),
                high_flex: number("high-flex"),
            };
            rows.push((at, row));
        } else {
            form.fault(
                &format!("low-{at}"),
                visit.words.t1("cohort-fault-line", "value", value),
            );
        }
    }
    rows
}

/// Keeps the table as the site's own.
pub async fn save(visit: Visit, mut form: Form) -> Page {
    let here = Here::of(&visit)?;
    let count = form
        .fields()
        .filter(|(n, _)| n.starts_with("value-"))
        .count()
        .min(500);
    let rows = read(&visit, &mut form, count);
    if form.is_good() {
        let plain: Vec<QuotaRow> = rows.iter().map(|(_, r)| r.clone()).collect();
        match quotas::set_quotas(&here, &plain).await? {
            Ok(()) => return Ok(see_other(&format!("{}/quotas?dit=quotas-set", here.path()))),
            Err(refusals) => {
                for refusal in refusals {
                    let (field, sentence) = sentence(&visit, &refusal, &rows);
                    form.fault(&field, sentence);
                }
            }
        }
    }
    let page = load(&visit, form, Some(count)).await?;
    visit.refused(&page)
}

/// The table of a file; empty when none was chosen.
async fn uploaded(request: Request) -> Result<Vec<u8>, Error> {
    let unreadable = |e: &dyn std::fmt::Display| Error::Unreadable(e.to_string());
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|e| unreadable(&e))?;
    while let Some(field) = form.next_field().await.map_err(|e| unreadable(&e))? {
        if field.name() == Some("workforce") {
            let bytes = field.bytes().await.map_err(|e| unreadable(&e))?;
            return Ok(bytes.to_vec());
        }
    }
    Ok(Vec::new())
}

/// Values that quotas or volunteers of the site have, by feature.
fn known(facts: &Facts) -> BTreeMap<Feature, BTreeSet<String>> {
    let mut known: BTreeMap<Feature, BTreeSet<String>> = BTreeMap::new();
    for row in in_force(&facts.rows) {
        known.entry(row.feature).or_default().insert(row.value);
    }
    for feature in Feature::ALL.iter().filter(|f| **f != Feature::Team) {
        let values = supply(&facts.volunteers, *feature).into_keys();
        known.entry(*feature).or_default().extend(values);
    }
    known
}

fn told(words: Words, note: &Note) -> String {
    let named = |f: &Feature| words.named("cohort-feature", feature_key(*f));
    let two = |key: &str, feature: &Feature, value: &str| {
        words.t2(key, ("feature", named(feature)), ("value", value))
    };
    match note {
        Note::NoFeature(name) => words.t1("cohort-workforce-no-feature", "value", name.as_str()),
        Note::Fresh(f, value) => two("cohort-workforce-fresh", f, value),
        Note::NoFigure(f, value) => two("cohort-workforce-no-figure", f, value),
        Note::Taken(f, value, known) => {
            let values = vec![
                ("feature", named(f).into()),
                ("value", value.as_str().into()),
                ("known", known.as_str().into()),
            ];
            words.tn("cohort-workforce-taken", values)
        }
    }
}

/// Fills the table with what figures of the workforce propose. Nothing is kept.
pub async fn propose(visit: Visit, request: Request) -> Page {
    let bytes = uploaded(request).await?;
    let facts = facts(&visit).await?;
    let mut form = Form::default();
    if bytes.is_empty() {
        form.fault("workforce", visit.t("cohort-workforce-none"));
    }
    let lines = match workforce::read(&bytes) {
        Ok(lines) => lines,
        Err(faults) => {
            for fault in faults.iter().filter(|_| !bytes.is_empty()) {
                form.fault("workforce", either(visit.words, fault.fr(), fault.en()));
            }
            let page = load(&visit, form, None).await?;
            return visit.refused(&page);
        }
    };
    let proposal = workforce::propose(&lines, &known(&facts), facts.seats);
    for (at, row) in proposal.rows.iter().enumerate() {
        form.set(&format!("feature-{at}"), feature_key(row.feature));
        form.set(&format!("value-{at}"), row.value.as_str());
        form.set(&format!("low-{at}"), row.low.to_string());
        form.set(&format!("high-{at}"), row.high.to_string());
    }
    let mut page = load(&visit, form, Some(proposal.rows.len() + SPARE)).await?;
    page.notes.push(String::new());
    let notes = proposal.notes.iter();
    page.notes.extend(notes.map(|note| told(visit.words, note)));
    visit.page(&page)
}

fn sentence(visit: &Visit, refusal: &Refusal, rows: &[(usize, QuotaRow)]) -> (String, String) {
    let w = visit.words;
    let line = |at: &usize, key: &str| {
        let (at, value) = rows
            .get(*at)
            .map_or((0, ""), |(n, r)| (*n, r.value.as_str()));
        (format!("low-{at}"), w.t1(key, "value", value))
    };
    let sum = |feature: &Feature, sum: &u32, key: &str| {
        let at = rows
            .iter()
            .find(|(_, r)| r.feature == *feature)
            .map_or(0, |(n, _)| *n);
        let name = w.named("cohort-feature", feature_key(*feature));
        (
            format!("low-{at}"),
            w.t2(key, ("feature", name), ("sum", *sum)),
        )
    };
    match refusal {
        Refusal::Frozen => ("low-0".to_owned(), w.t("cohort-fault-frozen")),
        Refusal::LowAboveHigh(at) => line(at, "cohort-fault-low-above"),
        Refusal::FlexInside(at) => line(at, "cohort-fault-flex"),
        Refusal::Twice(at) => line(at, "cohort-fault-twice"),
        Refusal::SumOfLows(feature, n) => sum(feature, n, "cohort-fault-lows"),
        Refusal::SumOfHighs(feature, n) => sum(feature, n, "cohort-fault-highs"),
    }
}
