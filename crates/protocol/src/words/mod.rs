//! Sentences in French and English for what this crate answers in data.
//!
//! Nothing is decided here. A sentence says what was counted; the act says what to do next and blames nobody.

mod act;
mod evidence;
mod later;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::document::{Protocol, Rule, Strength};
use crate::evidence::Evidence;
use crate::finding::{Action, Finding, Status, Who};

/// The language of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    pub(crate) fn pick<'a>(self, (fr, en): (&'a str, &'a str)) -> &'a str {
        match self {
            Self::Fr => fr,
            Self::En => en,
        }
    }
}

/// The rule's own sentence, with the values of its parameters.
///
/// ```
/// use protocol::{Protocol, words::{self, Lang}};
/// let protocol = Protocol::parse(Protocol::SHIPPED).unwrap();
/// let rule = protocol.rule("days.runs").unwrap();
/// assert_eq!(words::rule(&protocol, rule, Lang::Fr), "Le parcours se compose de 12 à 17 séquences.");
/// ```
#[must_use]
pub fn rule(protocol: &Protocol, rule: &Rule, lang: Lang) -> String {
    let mut sentence = lang.pick((&rule.fr, &rule.en)).to_owned();
    for name in crate::document::names(&sentence.clone()) {
        if let Some(value) = protocol.named(rule, name) {
            sentence = sentence.replace(&format!("{{{name}}}"), &value);
        }
    }
    sentence
}

/// A status in two or three words.
#[must_use]
pub fn status(status: Status, lang: Lang) -> &'static str {
    lang.pick(match status {
        Status::Met => ("tenu", "met"),
        Status::OnTrack => ("en bonne voie", "on track"),
        Status::AtRisk => ("à surveiller", "at risk"),
        Status::Broken => ("non tenu", "not met"),
        Status::NotApplicable => ("sans objet pour l'instant", "not applicable yet"),
        Status::Waived => ("dérogation", "waived"),
    })
}

/// A strength in one word.
#[must_use]
pub fn strength(strength: Strength, lang: Lang) -> &'static str {
    lang.pick(match strength {
        Strength::Required => ("requis", "required"),
        Strength::Advised => ("conseillé", "advised"),
        Strength::Free => ("libre", "free"),
    })
}

/// Who can act.
#[must_use]
pub fn who(who: Who, lang: Lang) -> &'static str {
    lang.pick(match who {
        Who::Coordinator => ("la coordination", "the coordinator"),
        Who::Pilot => ("le ou la pilote", "the pilot"),
        Who::Resident => ("les résident·es", "the residents"),
        Who::Manager => ("les responsables N+1", "the line managers"),
        Who::Direction => ("la direction générale", "the general management"),
        Who::CaseOwner => (
            "la direction qui porte le cas",
            "the service that owns the case",
        ),
    })
}

/// What to do next.
#[must_use]
pub fn what_to_do(action: Action, lang: Lang) -> &'static str {
    lang.pick(act::words(action))
}

/// What was counted.
#[must_use]
pub fn evidence(evidence: &Evidence, lang: Lang) -> String {
    evidence::words(evidence, lang)
}

/// The whole finding: what was counted, since when, the waiver if any, else what to do and who can.
#[must_use]
pub fn sentence(finding: &Finding, lang: Lang) -> String {
    let mut said = evidence(&finding.evidence, lang);
    if let Some(since) = finding.since {
        said.push_str(lang.pick((" Depuis le ", " Since ")));
        said.push_str(&date(since, lang));
        said.push('.');
    }
    if let Some(waiver) = &finding.waiver {
        let words = waiver.words();
        let until = date(words.until, lang);
        said.push_str(&match lang {
            Lang::Fr => format!(
                " Dérogation de {} jusqu'au {until} : {}",
                words.author, words.reason
            ),
            Lang::En => format!(
                " Waived by {} until {until}: {}",
                words.author, words.reason
            ),
        });
    } else if let (Some(action), Some(actor)) = (finding.what_to_do, finding.who) {
        let (todo, actor) = (what_to_do(action, lang), who(actor, lang));
        said.push_str(&match lang {
            Lang::Fr => format!(" À faire par {actor} : {todo}."),
            Lang::En => format!(" Next, by {actor}: {todo}."),
        });
    }
    said
}

const MONTHS: [(&str, &str); 12] = [
    ("janvier", "January"),
    ("février", "February"),
    ("mars", "March"),
    ("avril", "April"),
    ("mai", "May"),
    ("juin", "June"),
    ("juillet", "July"),
    ("août", "August"),
    ("septembre", "September"),
    ("octobre", "October"),
    ("novembre", "November"),
    ("décembre", "December"),
];

/// A date as people read it: "1er mars 2027", "1 March 2027".
#[must_use]
pub fn date(date: Date, lang: Lang) -> String {
    let month = usize::try_from(date.month())
        .ok()
        .and_then(|month| MONTHS.get(month.checked_sub(1)?));
    let month = lang.pick(*month.unwrap_or(&("", "")));
    match (lang, date.day()) {
        (Lang::Fr, 1) => format!("1er {month} {}", date.year()),
        (_, day) => format!("{day} {month} {}", date.year()),
    }
}
