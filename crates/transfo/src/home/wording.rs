//! Findings as pages show them: badge, sentence, fact, since when, who can act, where.
//!
//! Pure but for the words. Persons are named only when the caller gives their names; without a name the number alone is
//! said, never a reference.

use std::collections::BTreeMap;

use protocol::{Evidence, Finding, Protocol, Status, Strength, words as said};

use crate::platform::words::{Lang, Words};

/// The families under which rules are read, in their order; `home-family-KEY` in the word files.
pub const FAMILIES: [&str; 6] = ["frame", "people", "time", "practice", "season", "lab"];

/// The family of a rule.
pub fn family(rule: &str) -> &'static str {
    match rule.split('.').next().unwrap_or_default() {
        "site" => "frame",
        "team" | "cohort" | "sponsor" => "people",
        "days" | "time" => "time",
        "case" | "method" | "training" => "practice",
        "season" | "exchange" | "finance" | "evaluation" => "season",
        _ => "lab",
    }
}

/// The anchor of a rule in a page: `days.total` is `r-days-total`.
pub fn anchor(rule: &str) -> String {
    format!("r-{}", rule.replace(['.', '_'], "-"))
}

/// A status in the address of a page and in its style.
pub fn status_key(status: Status) -> &'static str {
    match status {
        Status::Met => "met",
        Status::OnTrack => "track",
        Status::AtRisk => "risk",
        Status::Broken => "broken",
        Status::NotApplicable => "na",
        Status::Waived => "waived",
    }
}

/// The statuses, worst first.
pub const STATUSES: [Status; 6] = [
    Status::Broken,
    Status::AtRisk,
    Status::Waived,
    Status::OnTrack,
    Status::Met,
    Status::NotApplicable,
];

/// Whether somebody has something to do, or decided not to.
pub fn calls(status: Status) -> bool {
    matches!(status, Status::Broken | Status::AtRisk | Status::Waived)
}

/// The language as the protocol's words know it.
pub fn lang(words: Words) -> said::Lang {
    match words.lang {
        Lang::Fr => said::Lang::Fr,
        Lang::En => said::Lang::En,
    }
}

/// A status in words: "Non tenue".
pub fn status(words: Words, status: Status) -> String {
    words.named("home-status", status_key(status))
}

/// A finding to show.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The rule.
    pub rule: String,
    /// Where it stands in the page.
    pub anchor: String,
    /// Its family.
    pub family: &'static str,
    /// Where the rule stands.
    pub status: Status,
    /// Its key.
    pub key: &'static str,
    /// In words.
    pub word: String,
    /// The rule as a sentence.
    pub sentence: String,
    /// How much it weighs, in words; empty when it is required.
    pub strength: String,
    /// What was counted.
    pub fact: String,
    /// Since when.
    pub since: Option<String>,
    /// Who can act.
    pub who: Option<String>,
    /// What to do.
    pub todo: Option<String>,
    /// Who waived it, until when, why.
    pub waiver: Option<String>,
    /// Where to act: address and verb.
    pub link: Option<(String, String)>,
}

/// A finding in the reader's language. `names` are those that this reader may know.
pub fn shown(
    words: Words,
    protocol: &Protocol,
    finding: &Finding,
    names: &BTreeMap<&str, &str>,
) -> Shown {
    let lang = lang(words);
    let strength = match finding.strength {
        Strength::Required => String::new(),
        other => said::strength(other, lang).to_owned(),
    };
    Shown {
        rule: finding.rule.clone(),
        anchor: anchor(&finding.rule),
        family: family(&finding.rule),
        status: finding.status,
        key: status_key(finding.status),
        word: status(words, finding.status),
        sentence: rule(words, protocol, &finding.rule),
        strength,
        fact: fact(words, finding, names),
        since: finding
            .since
            .map(|day| words.t1("home-since", "day", words.day(day))),
        who: finding
            .who
            .map(|who| typeset(said::who(who, lang).to_owned())),
        todo: finding
            .what_to_do
            .filter(|_| calls(finding.status))
            .map(|act| typeset(said::what_to_do(act, lang).to_owned())),
        waiver: finding.waiver.as_ref().map(|w| {
            let w = w.words();
            words.tn(
                "home-waived-by",
                vec![
                    ("author", w.author.clone().into()),
                    ("day", words.day(w.until).into()),
                    ("reason", w.reason.clone().into()),
                ],
            )
        }),
        link: None,
    }
}

/// A rule as a sentence; its name where this protocol has none.
pub fn rule(words: Words, protocol: &Protocol, id: &str) -> String {
    match protocol.rule(id) {
        Some(rule) => typeset(said::rule(protocol, rule, lang(words))),
        None => id.to_owned(),
    }
}

/// What was counted, with names where the reader may know them.
pub fn fact(words: Words, finding: &Finding, names: &BTreeMap<&str, &str>) -> String {
    let evidence = renamed(words, &finding.evidence, names);
    let sentence = said::evidence(&evidence, lang(words));
    let sentence = match sentence.split_once(UNNAMED) {
        // The list of persons ends the sentence: without names the number is all that is left.
        Some((counted, _)) => format!("{}.", counted.trim_end_matches([' ', ':', '.', ','])),
        None => sentence,
    };
    typeset(sentence)
}

/// Stands for a person who is not named; no name begins with it.
const UNNAMED: char = '\u{1}';

fn renamed(words: Words, evidence: &Evidence, names: &BTreeMap<&str, &str>) -> Evidence {
    let mut evidence = evidence.clone();
    let name = |id: &mut String| match names.get(id.as_str()) {
        Some(name) => *id = (*name).to_owned(),
        None => *id = UNNAMED.to_string(),
    };
    match &mut evidence {
        Evidence::Lacking { subjects, .. } => subjects.iter_mut().for_each(name),
        Evidence::Attendance { below: some, .. } | Evidence::Owed { over: some, .. } => {
            some.iter_mut().for_each(|(id, _)| name(id));
        }
        Evidence::Quotas { missed, .. } => {
            for quota in missed {
                quota.feature = words.named("home-feature", &quota.feature);
            }
        }
        _ => {}
    }
    evidence
}

/// Typographic apostrophes and spaces that do not break.
fn typeset(text: String) -> String {
    text.replace('\'', "’")
        .replace(" :", "\u{a0}:")
        .replace(" ;", "\u{a0};")
        .replace(" %", "\u{a0}%")
}
