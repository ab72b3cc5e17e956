//! Evidence of funding, evaluation, the lab and leading, in words.

use jiff::civil::Date;

use super::{Lang, date};
use crate::evidence::{DecisionPart, Evidence};
use crate::facts::PublicValue;

pub(super) fn words(evidence: &Evidence, lang: Lang) -> String {
    match evidence {
        Evidence::Share {
            found,
            expected,
            tolerance,
            ..
        } => {
            let percent = |hundredths: u32| {
                let comma = lang.pick((",", "."));
                format!("{}{comma}{:02}", hundredths / 100, hundredths % 100)
            };
            let (found, expected) = (percent(*found), percent(*expected));
            match lang {
                Lang::Fr => format!(
                    "Part des collectivités : {found} % (attendu {expected} %, à {tolerance} points près)."
                ),
                Lang::En => format!(
                    "Authorities' share: {found}% (expected {expected}%, within {tolerance} points)."
                ),
            }
        }
        Evidence::Values { missing, of } => values(missing, *of, lang),
        Evidence::Form {
            fixed_on, logged, ..
        } => form(fixed_on.map(|on| date(on, lang)), *logged, lang),
        Evidence::Decision { decided_on, lacks } => decision(*decided_on, lacks, lang),
        Evidence::Led {
            steps,
            first_third,
            last_third,
        } => match lang {
            Lang::Fr => format!(
                "Étapes menées par des ambassadeur·rices : {first_third} % au premier tiers, {last_third} % au dernier, sur {steps}."
            ),
            Lang::En => format!(
                "Steps led by ambassadors: {first_third}% in the first third, {last_third}% in the last, of {steps}."
            ),
        },
        Evidence::FirstCase { id, simple } => {
            let judged = lang.pick(match simple {
                Some(true) => ("simple", "simple"),
                Some(false) => ("jugé difficile", "judged hard"),
                None => ("pas encore jugé", "not judged yet"),
            });
            match lang {
                Lang::Fr => format!("Premier cas {id} : {judged}."),
                Lang::En => format!("First case {id}: {judged}."),
            }
        }
        _ => String::new(),
    }
}

fn form(fixed_on: Option<String>, logged: bool, lang: Lang) -> String {
    let why = if logged {
        lang.pick((", raison consignée", ", reason recorded"))
    } else {
        ""
    };
    match (fixed_on, lang) {
        (None, _) => lang
            .pick(("La forme reste ouverte.", "The form is still open."))
            .to_owned(),
        (Some(on), Lang::Fr) => format!("Forme fixée le {on}{why}."),
        (Some(on), Lang::En) => format!("Form fixed on {on}{why}."),
    }
}

fn value(value: PublicValue) -> (&'static str, &'static str) {
    match value {
        PublicValue::Democracy => ("démocratie", "democracy"),
        PublicValue::Quality => ("qualité", "quality"),
        PublicValue::Impact => ("impact", "impact"),
        PublicValue::Productivity => ("productivité", "productivity"),
        PublicValue::Agents => ("agents", "agents"),
    }
}

fn part(part: DecisionPart) -> (&'static str, &'static str) {
    match part {
        DecisionPart::Posts => ("postes", "posts"),
        DecisionPart::Place => ("lieu", "place"),
        DecisionPart::Budget => ("budget", "budget"),
        DecisionPart::Attachment => ("rattachement", "attachment"),
    }
}

fn values(missing: &[PublicValue], of: u32, lang: Lang) -> String {
    let shown: Vec<&str> = missing.iter().map(|name| lang.pick(value(*name))).collect();
    let list = if shown.is_empty() {
        String::new()
    } else {
        format!(" : {}", shown.join(", "))
    };
    match lang {
        Lang::Fr => format!(
            "Valeurs sans indicateur : {} sur {of}{list}.",
            missing.len()
        ),
        Lang::En => format!(
            "Values without indicator: {} of {of}{}.",
            missing.len(),
            list.replacen(" :", ":", 1)
        ),
    }
}

fn decision(decided_on: Option<Date>, lacks: &[DecisionPart], lang: Lang) -> String {
    let on = decided_on.map_or(lang.pick(("pas encore", "not yet")).into(), |on| {
        date(on, lang)
    });
    let shown: Vec<&str> = lacks.iter().map(|lack| lang.pick(part(*lack))).collect();
    let lacks = if shown.is_empty() {
        lang.pick(("rien", "nothing")).into()
    } else {
        shown.join(", ")
    };
    match lang {
        Lang::Fr => format!("Décision : {on}. Reste à préciser : {lacks}."),
        Lang::En => format!("Decision: {on}. Still to say: {lacks}."),
    }
}
