//! One mail a person with what changed for them, and nothing else.
//!
//! Invariants: a person of several sites gets one mail; a resident hears of the runs they accompany, before or after,
//! and everybody of a site of its meetings with others; nobody gets a mail that says nothing. The mails wait to be seen
//! before they are sent.

use std::collections::BTreeMap;

use super::{
    act::By,
    meeting::Placing,
    plan_input::{Known, PlannedRun},
    publish::Difference,
    run::period,
    store::{
        facts::Loaded,
        runs::{self, Told},
    },
};
use crate::platform::{
    db::Tx,
    error::Error,
    gate::Circles,
    outbox::{self, Mail},
    words::{Lang, Words},
};

/// What one person will read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Language.
    pub lang: Lang,
    /// A part for each of their sites that changes.
    pub parts: Vec<String>,
}

/// The digests of these differences.
pub fn digests(loaded: &Loaded, told: &[Told], differences: &[Difference]) -> Vec<Digest> {
    let changed: BTreeMap<&str, &Difference> = differences
        .iter()
        .filter(|d| !d.is_empty())
        .filter_map(|d| Some((loaded.sites.get(&d.site)?.as_str(), d)))
        .collect();
    // Most people of a site read the same words.
    let mut said: BTreeMap<(&str, bool, Option<&str>), String> = BTreeMap::new();
    let mut list: BTreeMap<&str, Digest> = BTreeMap::new();
    let mut meetings: BTreeMap<&str, BTreeMap<&str, &Placing>> = BTreeMap::new();
    for one in told {
        let Some(difference) = changed.get(one.site.as_str()) else {
            continue;
        };
        let lang = Lang::from_key(&one.lang);
        let key = (one.site.as_str(), lang == Lang::Fr, one.resident.as_deref());
        let part = said
            .entry(key)
            .or_insert_with(|| part(Words::of(lang), loaded, difference, one.resident.as_deref()));
        if part.is_empty() && difference.meetings.is_empty() {
            continue;
        }
        // Who belongs to several sites is told once of a meeting, and of where they still go.
        let met = meetings.entry(&one.email).or_default();
        for placing in &difference.meetings {
            let told = met.entry(&placing.meeting.id).or_insert(placing);
            if placing.weight() > told.weight() {
                *told = placing;
            }
        }
        let digest = list.entry(&one.email).or_insert_with(|| Digest {
            email: one.email.clone(),
            name: one.name.clone(),
            lang,
            parts: Vec::new(),
        });
        if !part.is_empty() {
            digest.parts.push(part.clone());
        }
    }
    for (email, digest) in &mut list {
        let placings = meetings.remove(email).unwrap_or_default();
        digest
            .parts
            .extend(of_meetings(Words::of(digest.lang), placings.into_values()));
    }
    let said = |digest: &Digest| !digest.parts.is_empty();
    list.into_values().filter(said).collect()
}

/// A line for each meeting under one title; nothing when there is none.
fn of_meetings<'p>(words: Words, placings: impl Iterator<Item = &'p Placing>) -> Option<String> {
    let line = |placing: &Placing| {
        let when = |day| period(words, day, placing.meeting.ends(day));
        let key = match (placing.before, placing.after) {
            (None, _) => "mail-calendar-meeting-added",
            (_, None) => "mail-calendar-meeting-dropped",
            (before, after) if before == after => "mail-calendar-meeting-changed",
            _ => "mail-calendar-meeting-moved",
        };
        words.tn(
            key,
            vec![
                ("name", placing.meeting.name.as_str().into()),
                ("host", placing.meeting.host.name.as_str().into()),
                ("when", placing.before.map_or_else(String::new, when).into()),
                ("to", placing.after.map_or_else(String::new, when).into()),
            ],
        )
    };
    let lines: Vec<String> = placings.filter(|p| !p.quiet).map(line).collect();
    let title = words.t("calendar-meetings-title");
    (!lines.is_empty()).then(|| format!("{title}\n{}", lines.join("\n")))
}

/// The site's name and a line for each change; empty when nothing changes for this resident.
fn part(words: Words, loaded: &Loaded, difference: &Difference, resident: Option<&str>) -> String {
    let lines = match resident {
        None => for_all(words, difference),
        Some(id) => for_resident(words, difference, id),
    };
    if lines.is_empty() {
        return String::new();
    }
    let site = loaded
        .facts
        .sites
        .iter()
        .find(|s| s.slug == difference.site);
    let name = site.map_or("", |s| s.name.as_str());
    format!("{name}\n{}", lines.join("\n"))
}

fn known(words: Words, run: &Known) -> String {
    period(words, run.starts_on, run.ends_on())
}

fn planned(words: Words, run: &PlannedRun) -> String {
    period(words, run.starts_on, run.ends_on())
}

fn for_all(words: Words, difference: &Difference) -> Vec<String> {
    let line = |key: &str, when: String| words.t1(key, "when", when);
    let mut lines: Vec<String> = Vec::new();
    for run in &difference.dropped {
        lines.push(line("mail-calendar-dropped", known(words, run)));
    }
    for (run, to) in &difference.moved {
        lines.push(moved(words, run, to));
    }
    for (run, _) in &difference.refitted {
        lines.push(line("mail-calendar-refitted", known(words, run)));
    }
    for run in &difference.added {
        lines.push(line("mail-calendar-added", planned(words, run)));
    }
    lines
}

fn moved(words: Words, run: &Known, to: &PlannedRun) -> String {
    let (when, to) = (known(words, run), planned(words, to));
    words.t2("mail-calendar-moved", ("when", when), ("to", to))
}

fn for_resident(words: Words, difference: &Difference, id: &str) -> Vec<String> {
    let came = |run: &Known| run.residents.iter().any(|r| r == id);
    let comes = |run: &PlannedRun| run.residents.iter().any(|r| r == id);
    let line = |key: &str, when: String| words.t1(key, "when", when);
    let mut lines: Vec<String> = Vec::new();
    for run in difference.dropped.iter().filter(|run| came(run)) {
        lines.push(line("mail-calendar-dropped", known(words, run)));
    }
    let pairs = difference.moved.iter().map(|pair| (pair, true));
    let refitted = difference.refitted.iter().map(|pair| (pair, false));
    for ((run, to), moves) in pairs.chain(refitted) {
        match (came(run), comes(to)) {
            (true, true) if moves => lines.push(moved(words, run, to)),
            (true, true) => lines.push(line("mail-calendar-refitted", known(words, run))),
            (true, false) => lines.push(line("mail-calendar-released", known(words, run))),
            (false, true) => lines.push(line("mail-calendar-joined", planned(words, to))),
            (false, false) => {}
        }
    }
    for run in difference.added.iter().filter(|run| comes(run)) {
        lines.push(line("mail-calendar-joined", planned(words, run)));
    }
    lines
}

/// Prepares a mail for each person concerned; how many.
pub(super) async fn prepare(
    tx: &mut Tx,
    by: &By,
    edition: &str,
    (loaded, differences): (&Loaded, &[Difference]),
) -> Result<usize, Error> {
    let told = runs::told(tx, edition, by.today).await?;
    let list = digests(loaded, &told, differences);
    for digest in &list {
        let words = Words::of(digest.lang);
        let mail = Mail {
            kind: "calendar",
            edition: Some(edition),
            site: None,
            to: (&digest.email, &digest.name),
            lang: digest.lang,
            subject: words.t1(
                "mail-calendar-subject",
                "edition",
                loaded.facts.name.as_str(),
            ),
            body: words.tn(
                "mail-calendar-body",
                vec![
                    ("name", digest.name.as_str().into()),
                    ("what", digest.parts.join("\n\n").into()),
                    ("url", by.app.config.url.as_str().into()),
                ],
            ),
            audience: Circles::COORDINATION,
            at_once: false,
        };
        outbox::put(tx, &by.app.dice, by.viewer.id(), by.now, mail).await?;
    }
    Ok(list.len())
}
