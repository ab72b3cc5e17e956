//! No calendar keeps every rule: what clashes, on which dates, and the ways out, each a button that says what it costs.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Query};

use super::{Fields, edition_path, sentence, why};
use crate::{
    calendar::{
        act::{By, Stop},
        impossible::{Clash, Hole, Impossible},
        plan_season::{Input, KIND},
        run::period,
        store::facts::{Away, Loaded},
        unpublished,
        waive::{self, NotWaived},
    },
    platform::{
        error::{Error, Page, see_other},
        frame::Frame,
        jobs,
        visit::Visit,
        words::Words,
    },
};

struct HoleView {
    title: String,
    days: Vec<(String, Vec<String>)>,
}

struct ClashView {
    rules: Vec<String>,
    holes: Vec<HoleView>,
}

/// A way out: its words, and where it leads when it can be taken here.
struct Way {
    words: String,
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "calendar/pages/conflict.html")]
struct ConflictPage {
    frame: Frame,
    base: String,
    title: String,
    meaning: String,
    clashes: Vec<ClashView>,
    missing: Vec<String>,
    unpublished: Vec<String>,
    remedies: Vec<Way>,
    steps: Vec<(String, Vec<Way>)>,
}

/// The conflict that the latest calculation met; an empty one when it met none.
async fn latest(visit: &Visit) -> Result<(Impossible, Option<Arc<Loaded>>), Error> {
    let edition = &visit.edition()?.id;
    let mut conn = visit.read().await?;
    let job = jobs::latest(&mut conn, KIND, edition, None).await?;
    let conflict = job.and_then(|job| Impossible::kept(&job.error?));
    let Some(conflict) = conflict else {
        return Ok((Impossible::default(), None));
    };
    let loaded = super::facts(visit, &mut conn, Away::OfNobody).await?;
    Ok((conflict, Some(loaded)))
}

fn names(loaded: Option<&Loaded>) -> why::Names {
    loaded.map(why::names).unwrap_or_default()
}

/// `GET /saisons/{edition}/calendrier/blocage`
pub async fn show(visit: Visit) -> Page {
    let (conflict, loaded) = latest(&visit).await?;
    let names = names(loaded.as_deref());
    let far = loaded.map(|loaded| unpublished::of(&loaded.facts));
    let base = format!("{}/calendrier", edition_path(&visit)?);
    let words = visit.words;
    let none = conflict.clashes.is_empty();
    let (title, meaning) = match (none, conflict.proved) {
        (true, _) => ("calendar-conflict-none", "calendar-conflict-none-why"),
        (_, true) => ("calendar-no-plan-impossible", "calendar-no-plan-proved"),
        (_, false) => ("calendar-no-plan-impossible", "calendar-no-plan-unproved"),
    };
    let ways = |list: &[Vec<String>]| list.iter().map(|r| way(words, &names, &base, r)).collect();
    visit.page(&ConflictPage {
        frame: Frame::of(&visit, visit.t(title))
            .under(base.clone(), visit.t("calendar-tab-season")),
        title: visit.t(title),
        meaning: visit.t(meaning),
        clashes: conflict
            .clashes
            .iter()
            .map(|c| clash(words, &names, c))
            .collect(),
        missing: why::missing(words, &names, &conflict),
        unpublished: super::unpublished(words, &far.unwrap_or_default()),
        remedies: ways(&conflict.remedies),
        steps: conflict
            .steps
            .iter()
            .map(|(site, list)| (names.get(site).unwrap_or(site).clone(), ways(list)))
            .collect(),
        base,
    })
}

fn clash(words: Words, names: &why::Names, clash: &Clash) -> ClashView {
    ClashView {
        rules: clash
            .rules
            .iter()
            .map(|r| why::rule(words, names, r))
            .collect(),
        holes: clash.holes.iter().map(|h| hole(words, names, h)).collect(),
    }
}

fn hole(words: Words, names: &why::Names, hole: &Hole) -> HoleView {
    let site = names.get(&hole.site).unwrap_or(&hole.site).clone();
    let (from, to) = (words.date(hole.from), words.date(hole.to));
    let line = |(first, last, rules): &(jiff::civil::Date, jiff::civil::Date, Vec<String>)| {
        let all = rules.iter().map(|r| why::short(words, names, r));
        (sentence(&period(words, *first, *last)), all.collect())
    };
    HoleView {
        title: words.tn(
            "calendar-conflict-hole",
            vec![
                ("site", site.into()),
                ("from", from.into()),
                ("to", to.into()),
            ],
        ),
        days: hole.days.iter().map(line).collect(),
    }
}

fn way(words: Words, names: &why::Names, base: &str, rules: &[String]) -> Way {
    let said: Vec<String> = rules.iter().map(|r| why::rule(words, names, r)).collect();
    let href = waive::query(rules).map(|query| format!("{base}/blocage/lever?{query}"));
    Way {
        words: said.join(" + "),
        href,
    }
}

#[derive(Template)]
#[template(path = "calendar/pages/waive.html")]
struct WaivePage {
    frame: Frame,
    base: String,
    rules: Vec<String>,
    names: Vec<String>,
    effects: Vec<String>,
    refusal: Option<String>,
}

/// `GET /saisons/{edition}/calendrier/blocage/lever`
pub async fn ask(visit: Visit, Query(query): Query<Vec<(String, String)>>) -> Page {
    match waive_page(&visit, named(query), None).await? {
        Some(page) => visit.page(&page),
        None => stale(&visit),
    }
}

/// What is no longer offered leads to what is.
fn stale(visit: &Visit) -> Page {
    let base = edition_path(visit)?;
    Ok(see_other(&format!("{base}/calendrier/blocage")))
}

fn named(fields: Vec<(String, String)>) -> Vec<String> {
    let rules = fields.into_iter().filter(|(key, _)| key == "regle");
    rules.map(|(_, rule)| rule).collect()
}

async fn waive_page(
    visit: &Visit,
    rules: Vec<String>,
    refusal: Option<String>,
) -> Result<Option<WaivePage>, Error> {
    let (conflict, loaded) = latest(visit).await?;
    let names = names(loaded.as_deref());
    if !conflict.offers(&rules) {
        return Ok(None);
    }
    let base = format!("{}/calendrier", edition_path(visit)?);
    let words = visit.words;
    let title = visit.t("calendar-waive-title");
    Ok(Some(WaivePage {
        frame: Frame::of(visit, title)
            .under(base.clone(), visit.t("calendar-tab-season"))
            .under(
                format!("{base}/blocage"),
                visit.t("calendar-no-plan-impossible"),
            ),
        names: rules.iter().map(|r| why::rule(words, &names, r)).collect(),
        effects: rules.iter().map(|r| effect(words, &names, r)).collect(),
        base,
        rules,
        refusal,
    }))
}

/// What giving the rule up means for people.
fn effect(words: Words, names: &why::Names, rule: &str) -> String {
    let key = match rule.split(':').next() {
        Some("resident") => "resident-week".to_owned(),
        Some(shared @ ("operator" | "meeting")) => shared.to_owned(),
        _ if rule.split(':').nth(1) == Some("days") => "fewer".to_owned(),
        _ => rule.split(':').nth(1).unwrap_or_default().replace('_', "-"),
    };
    let what = why::short(words, names, rule);
    words.t1(&format!("calendar-waive-{key}"), "what", what)
}

/// `POST /saisons/{edition}/calendrier/blocage/lever`
pub async fn give_up(visit: Visit, Form(fields): Fields) -> Page {
    let edition = visit.edition()?.id.clone();
    let rules = named(fields);
    let (conflict, loaded) = latest(&visit).await?;
    let planned = loaded.is_some_and(|l| l.facts.sites.iter().any(|s| !s.runs.is_empty()));
    if !conflict.offers(&rules) {
        return stale(&visit);
    }
    let input = Input {
        seconds: 20,
        choices: planned,
    };
    let refused = match waive::waive(&By::visitor(&visit), &edition, &rules, input).await {
        Ok(()) => {
            let to = format!("{}/calendrier/calcul", edition_path(&visit)?);
            return Ok(see_other(&to));
        }
        Err(Stop::Fault(error)) => return Err(error),
        Err(Stop::Refused(NotWaived::Busy)) => "calendar-news-busy",
        Err(Stop::Refused(NotWaived::Firm)) => "calendar-waive-firm",
    };
    match waive_page(&visit, rules, Some(visit.t(refused))).await? {
        Some(page) => visit.refused(&page),
        None => stale(&visit),
    }
}

/// `POST /saisons/{edition}/calendrier/exigences`
pub async fn restore(visit: Visit, Form(fields): Fields) -> Page {
    let edition = visit.edition()?.id.clone();
    let rule = super::value(&fields, "regle");
    waive::restore(&By::visitor(&visit), &edition, rule).await?;
    Ok(see_other(&format!(
        "{}/calendrier?dit=rule-restored",
        edition_path(&visit)?
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::words::Lang;

    /// Whatever can be given up says what that means, in both languages.
    #[test]
    fn each_rule_that_can_be_given_up_says_what_it_means() {
        let of_site = waive::WAIVABLE.iter().map(|rule| format!("a:{rule}:x"));
        let shared = [
            "resident:p:week",
            "operator:capacity",
            "meeting:m",
            "a:days:33",
        ]
        .map(str::to_owned);
        for rule in of_site.chain(shared) {
            assert!(waive::can(&rule), "{rule}");
            for lang in [Lang::Fr, Lang::En] {
                let said = effect(Words::of(lang), &why::Names::new(), &rule);
                assert!(!said.starts_with("calendar-"), "{said}");
            }
        }
        for firm in [
            "a:calendar",
            "a:lengths",
            "a:days",
            "room:r",
            "resident:p:overlap",
        ] {
            assert!(!waive::can(firm), "{firm}");
        }
    }
}
