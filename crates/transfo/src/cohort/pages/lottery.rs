//! The lottery of a site: asked for, looked at, published. How it is said that no lottery can do better.

use std::{collections::BTreeMap, sync::Arc};

use askama::Template;
use sortition::{Problem, Proof};

use super::{
    Two,
    chart::{self, Spread},
    feature_name,
};
use crate::{
    cohort::{
        Here, LEADS,
        chances::{self, Limit},
        commit::{self, Promise},
        lottery as act,
        store::{
            commitment,
            lottery::{self, Lottery},
        },
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        visit::Visit,
        words::{Lang, Words},
    },
};

/// A chance in the reader's way to write percentages, without the sign.
pub(super) fn percent(words: Words, units: i64) -> String {
    let decimal = match words.lang {
        Lang::Fr => ',',
        Lang::En => '.',
    };
    chances::percent(units, decimal)
}

/// A limit as a part of a sentence.
pub(super) fn limit(words: Words, limit: &Limit) -> String {
    let quota = |key, feature: &str, value: &str, count: u32| {
        words.tn(
            key,
            vec![
                ("feature", feature_name(words, feature).into()),
                ("value", super::profile::shown(words, feature, value).into()),
                ("count", count.into()),
            ],
        )
    };
    match limit {
        Limit::Most(feature, value, count) => quota("cohort-limit-most", feature, value, *count),
        Limit::Least(feature, value, count) => quota("cohort-limit-least", feature, value, *count),
        Limit::Team => words.t("cohort-limit-team"),
        Limit::Whole => words.t("cohort-limit-whole"),
        Limit::Seats(count) => words.t1("cohort-limit-seats", "count", *count),
    }
}

/// Limits, in one line.
pub(super) fn limits(words: Words, limits: &[Limit]) -> String {
    let all: Vec<String> = limits.iter().map(|one| limit(words, one)).collect();
    all.join(" ; ")
}

/// Why no lottery can do better: a division where it says all, else what proves it.
pub(super) fn why(words: Words, l: &Lottery) -> String {
    const HAIR: i64 = 1_000;
    let ratio = i64::from(l.ratio.seats).saturating_mul(1_000_000_000_000)
        / i64::from(l.ratio.people.max(1));
    let figures = |key, units| {
        words.tn(
            key,
            vec![
                ("seats", l.ratio.seats.into()),
                ("people", l.ratio.people.into()),
                ("feature", feature_name(words, &l.ratio.feature).into()),
                (
                    "value",
                    super::profile::shown(words, &l.ratio.feature, &l.ratio.value).into(),
                ),
                ("percent", percent(words, units).into()),
            ],
        )
    };
    if !l.exact {
        return words.two(
            "cohort-lottery-early",
            "minimum bound",
            percent(words, l.minimum),
            percent(words, l.bound),
        );
    }
    match (
        ratio.saturating_sub(l.minimum) <= HAIR,
        l.ratio.feature.is_empty(),
    ) {
        (true, true) => figures("cohort-lottery-ratio-seats", ratio),
        (true, false) => figures("cohort-lottery-ratio", ratio),
        (false, _) => figures("cohort-lottery-certificate", l.bound),
    }
}

/// The spread of chances of a commitment.
fn spread(words: Words, text: &serde_json::Value, panels: u32) -> Spread {
    let counts = text.get("counts").and_then(|v| v.as_array());
    let counts = counts.into_iter().flatten().filter_map(number);
    chart::spread(words, &chances::spread(counts), panels)
}

fn number(json: &serde_json::Value) -> Option<u32> {
    json.as_u64().and_then(|n| u32::try_from(n).ok())
}

/// The proof of a level, from a commitment.
fn proof(json: &serde_json::Value) -> Option<Proof> {
    let pairs = |name: &str| json.get(name).and_then(|v| v.as_array());
    let at = |pair: &serde_json::Value| usize::try_from(pair.get(0)?.as_u64()?).ok();
    let times = |pair: &serde_json::Value| pair.get(1)?.as_i64();
    let numbered = |name| {
        let list = pairs(name).into_iter().flatten();
        list.filter_map(|pair| Some((at(pair)?, times(pair)?)))
            .collect::<Vec<_>>()
    };
    Some(Proof {
        chance: json.get("chance")?.as_u64()?,
        seats: json.get("seats")?.as_i64()?,
        quotas: numbered("quotas"),
        groups: pairs("groups")
            .into_iter()
            .flatten()
            .filter_map(|pair| Some((pair.get(0)?.as_str()?.to_owned(), times(pair)?)))
            .collect(),
        cuts: numbered("cuts"),
    })
}

/// Those who can be in no panel, by what excludes them.
fn never(words: Words, text: &serde_json::Value, problem: &Problem) -> Vec<(String, String)> {
    let list = |name: &str| text.get(name).and_then(|v| v.as_array());
    let proofs: Vec<Option<Proof>> = list("proof").into_iter().flatten().map(proof).collect();
    let mut by: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (at, level) in list("levels").into_iter().flatten().enumerate() {
        let level = level.as_u64().and_then(|n| usize::try_from(n).ok());
        let proof = level.and_then(|n| proofs.get(n)?.as_ref());
        if let Some(proof) = proof.filter(|p| p.chance == 0) {
            let why = limits(words, &chances::limits(problem, proof, at));
            by.entry(why).or_default().push(problem.id(at));
        }
    }
    by.into_iter()
        .map(|(why, ids)| (ids.join(", "), why))
        .collect()
}

#[derive(Template)]
#[template(path = "cohort/pages/lottery.html")]
struct LotteryPage {
    frame: Frame,
    at: String,
    l: Lottery,
    minimum: String,
    why: String,
    read: Arc<Read>,
    published: bool,
    leads: bool,
}

/// What the commitment says, in one language.
struct Read {
    never: Vec<(String, String)>,
    spread: Spread,
}

impl Read {
    fn of(words: Words, l: &Lottery, text: &str) -> Result<Self, Error> {
        let json: serde_json::Value = serde_json::from_str(text)
            .map_err(|_| Error::Fault("a lottery that cannot be read".into()))?;
        Ok(Self {
            never: never(words, &json, &act::read(text)?),
            spread: spread(words, &json, l.slips),
        })
    }
}

/// The lottery: chances, lowest chance, why it cannot be higher, who can never be selected.
pub async fn page(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut conn = visit.read().await?;
    let seen = lottery::seen(&mut conn, &visit.gate(), &here.site.id).await?;
    let l = seen.ok_or(Error::Absent)?.into_inner();
    let standing = commitment::published(&mut conn, &visit.gate(), &here.site.id).await?;
    let gate = visit.gate();
    let key = format!(
        "lottery {} {} {}",
        l.id,
        gate.eyes(),
        visit.words.lang.key()
    );
    let read = match visit.kept(&key) {
        Some(read) => read,
        None => {
            let text = lottery::text(&mut conn, &gate, &l.id).await?;
            visit.keep(key, Read::of(visit.words, &l, &text.ok_or(Error::Absent)?)?)
        }
    };
    visit.page(&LotteryPage {
        frame: Frame::of(&visit, visit.t("cohort-lottery-title")).under(
            format!("{}/tirage", here.path()),
            visit.t("cohort-tab-draw"),
        ),
        at: here.path(),
        minimum: percent(visit.words, l.minimum),
        why: why(visit.words, &l),
        read,
        published: standing.iter().any(|k| k.lottery == l.id),
        leads: visit.holds(LEADS),
        l,
    })
}

#[derive(Template)]
#[template(path = "cohort/pages/commit.html")]
struct CommitPage {
    frame: Frame,
    form: Form,
    at: String,
    hash: String,
    address: String,
}

/// The form; nothing where there is no lottery to publish.
async fn commit_page(visit: &Visit, form: Form) -> Result<Option<CommitPage>, Error> {
    let here = Here::of(visit)?;
    let mut conn = visit.read().await?;
    let seen = lottery::seen(&mut conn, &visit.gate(), &here.site.id).await?;
    let standing = commitment::published(&mut conn, &visit.gate(), &here.site.id).await?;
    let Some(l) = seen.filter(|_| standing.iter().all(|k| k.voided_at.is_some())) else {
        return Ok(None);
    };
    let at = here.path();
    Ok(Some(CommitPage {
        frame: Frame::of(visit, visit.t("cohort-commit-title"))
            .under(format!("{at}/tirage"), visit.t("cohort-tab-draw")),
        form,
        hash: l.hash.clone(),
        address: super::public::address(&here),
        at,
    }))
}

/// Where one goes who has nothing to publish.
fn elsewhere(here: &Here<'_>) -> Page {
    Ok(see_other(&format!(
        "{}/tirage?dit=lottery-already",
        here.path()
    )))
}

/// What publishing the lottery does, and what is promised with it.
pub async fn ask_commit(visit: Visit) -> Page {
    let form = Form::filled([("officers", "1".to_owned())]);
    match commit_page(&visit, form).await? {
        Some(page) => visit.page(&page),
        None => elsewhere(&Here::of(&visit)?),
    }
}

/// Publishes the lottery.
pub async fn commit(visit: Visit, mut form: Form) -> Page {
    let here = Here::of(&visit)?;
    let promise = Promise {
        hash: form.v("hash"),
        source: form.v("source"),
        officers: form.v("officers").parse().unwrap_or(0),
    };
    let refusal = match commit::publish(&here, promise).await? {
        Ok(_) => {
            return Ok(see_other(&format!(
                "{}/tirage?dit=lottery-published",
                here.path()
            )));
        }
        Err(refusal) => refusal,
    };
    match refusal {
        commit::Refusal::NoLottery | commit::Refusal::Already => return elsewhere(&here),
        commit::Refusal::Changed => form.fault("source", visit.t("cohort-draw-changed")),
        commit::Refusal::Source => form.fault("source", visit.t("cohort-commit-blank-source")),
        commit::Refusal::Officers => form.fault("officers", visit.t("cohort-fault-choice")),
        commit::Refusal::Withdrawn(names) => {
            let names = names.join(", ");
            form.fault(
                "source",
                visit.words.t1("cohort-draw-withdrawn", "names", names),
            );
        }
    }
    match commit_page(&visit, form).await? {
        Some(page) => visit.refused(&page),
        None => elsewhere(&here),
    }
}
