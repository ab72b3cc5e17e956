//! Why there is no plan, or why a run may not go somewhere, in words.

use std::collections::BTreeMap;

use crate::{
    calendar::{impossible::Impossible, plan_season::NoPlan, reason::Reason, store::facts::Loaded},
    platform::words::Words,
};

/// Names of what rules speak of: sites by slug, closures and residents by id.
pub type Names = BTreeMap<String, String>;

/// The names in the facts.
pub fn names(loaded: &Loaded) -> Names {
    let mut names: Names = loaded.people.clone();
    for site in &loaded.facts.sites {
        names.insert(site.slug.clone(), site.name.clone());
        for closed in &site.closures {
            names.insert(closed.id.clone(), closed.label.clone());
        }
    }
    for meeting in &loaded.facts.meetings {
        names.insert(meeting.id.clone(), meeting.name.clone());
    }
    names
}

/// A rule's name as people read it.
pub fn rule(words: Words, names: &Names, group: &str) -> String {
    let named = |id: &str| names.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let mut parts = group.splitn(3, ':');
    let (first, second, third) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    let (key, site, what) = match first {
        "room" => ("room".to_owned(), String::new(), second.to_owned()),
        "operator" => ("operator".to_owned(), String::new(), String::new()),
        "meeting" => ("meeting".to_owned(), String::new(), named(second)),
        "resident" => (format!("resident-{third}"), String::new(), named(second)),
        _ if second == "days" && !third.is_empty() => {
            ("fewer".to_owned(), named(first), third.to_owned())
        }
        _ => {
            let what = third
                .parse::<jiff::civil::Date>()
                .map_or_else(|_| named(third), |day| words.date(day));
            (second.replace('_', "-"), named(first), what)
        }
    };
    words.t2(
        &format!("calendar-rule-{key}"),
        ("site", site),
        ("what", what),
    )
}

/// A rule's name where its site is already named.
pub fn short(words: Words, names: &Names, group: &str) -> String {
    let whole = rule(words, names, group);
    let site = group.split(':').next().and_then(|slug| names.get(slug));
    let rest = site.and_then(|site| whole.strip_prefix(site.as_str()));
    match rest.and_then(|rest| rest.split_once(':')) {
        Some((blank, rest)) if blank.trim().is_empty() => rest.trim().to_owned(),
        _ => whole,
    }
}

/// Why a run is where it is.
pub fn here(words: Words, reason: &Reason) -> String {
    here_as(words, reason, "calendar-reason-present")
}

/// Why a meeting is when it is.
pub fn met(words: Words, reason: &Reason) -> String {
    here_as(words, reason, "calendar-reason-delegates")
}

fn here_as(words: Words, reason: &Reason, present: &str) -> String {
    let mut present = if reason.ambassadors == 0 {
        words.t("calendar-reason-no-cohort")
    } else {
        words.t2(
            present,
            ("present", reason.present),
            ("of", reason.ambassadors),
        )
    };
    if reason.unsure > 0 {
        let unsure = words.t1("calendar-reason-unsure", "count", reason.unsure);
        present = format!("{present} {unsure}");
    }
    let Some(next) = &reason.next else {
        return format!("{present} {}", words.t("calendar-reason-only"));
    };
    let terms: Vec<String> = next
        .terms
        .iter()
        .map(|(term, weight)| format!("{} {weight:+}", words.t(&format!("calendar-term-{term}"))))
        .collect();
    let key = match next.price {
        0 if terms.is_empty() => "calendar-reason-same",
        price if price < 0 => "calendar-reason-cheaper",
        _ => "calendar-reason-next",
    };
    let next = words.tn(
        key,
        vec![
            ("when", words.date(next.starts_on).into()),
            ("price", next.price.abs().into()),
            ("terms", terms.join(", ").into()),
        ],
    );
    format!("{present} {next}")
}

/// The refusal of a calculation, in short; the page of the conflict says the rest.
#[derive(Default)]
pub struct Why {
    pub title: String,
    pub meaning: String,
    pub clashes: Vec<Vec<String>>,
    pub missing: Vec<String>,
}

/// Reads what a failed job left.
pub fn why(words: Words, names: &Names, error: &str) -> Why {
    match serde_json::from_str(error) {
        Ok(NoPlan::NoSite) => Why {
            title: words.t("calendar-no-plan-no-site"),
            meaning: words.t("calendar-no-plan-no-site-next"),
            ..Why::default()
        },
        Ok(NoPlan::TooShort(sites)) => Why {
            title: words.t("calendar-no-plan-too-short"),
            meaning: words.t1("calendar-no-plan-too-short-next", "sites", sites.join(", ")),
            ..Why::default()
        },
        Ok(NoPlan::Impossible(why)) => impossible(words, names, &why),
        Err(_) => Why {
            title: words.t("calendar-no-plan-fault"),
            meaning: words.t("calendar-no-plan-fault-next"),
            ..Why::default()
        },
    }
}

fn impossible(words: Words, names: &Names, why: &Impossible) -> Why {
    let meaning = if why.proved {
        "calendar-no-plan-proved"
    } else {
        "calendar-no-plan-unproved"
    };
    let all = |groups: &[String]| groups.iter().map(|g| rule(words, names, g)).collect();
    Why {
        title: words.t("calendar-no-plan-impossible"),
        meaning: words.t(meaning),
        clashes: why.clashes.iter().map(|clash| all(&clash.rules)).collect(),
        missing: missing(words, names, why),
    }
}

/// "33 days of 35 fit", by site.
pub fn missing(words: Words, names: &Names, why: &Impossible) -> Vec<String> {
    let line = |(site, fit, days): &(String, u32, u32)| {
        let name = names.get(site).unwrap_or(site).clone();
        words.tn(
            "calendar-no-plan-missing",
            vec![
                ("site", name.into()),
                ("fit", (*fit).into()),
                ("days", (*days).into()),
            ],
        )
    };
    why.missing.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{calendar::impossible::Clash, platform::words::Lang};

    /// Every rule the planner names has words, in both languages.
    #[test]
    fn each_rule_of_the_planner_has_words() {
        let names = Names::from([("a".to_owned(), "Mulhouse".to_owned())]);
        let groups = [
            "a:days",
            "a:calendar",
            "a:lengths",
            "a:notice",
            "a:first",
            "a:last",
            "a:gap_min",
            "a:gap_max",
            "a:blackout:conseil",
            "a:quorum",
            "a:lead:m1",
            "a:rooms",
            "a:team",
            "a:milestone:x",
            "a:lock:2027-09-21",
            "room:r1",
            "resident:p1:overlap",
            "resident:p1:week",
            "operator:capacity",
            "meeting:m",
        ];
        for lang in [Lang::Fr, Lang::En] {
            for group in groups {
                let said = rule(Words::of(lang), &names, group);
                assert!(!said.starts_with("calendar-rule"), "{group}: {said}");
            }
        }
        let lock = rule(Words::of(Lang::Fr), &names, "a:lock:2027-09-21");
        let names = Names::from([("a".to_owned(), "Mulhouse".to_owned())]);
        for lang in [Lang::Fr, Lang::En] {
            let said = short(Words::of(lang), &names, "a:quorum");
            assert!(!said.contains("Mulhouse") && said.len() > 10, "{said}");
        }
        assert!(
            lock.contains("Mulhouse") && lock.contains("mardi 21 septembre 2027"),
            "{lock}"
        );
    }

    #[test]
    fn a_kept_refusal_is_read_again() {
        let kept = NoPlan::Impossible(Impossible {
            proved: true,
            clashes: vec![Clash {
                rules: vec!["a:quorum".into()],
                holes: Vec::new(),
            }],
            remedies: vec![vec!["a:quorum".into()]],
            steps: Vec::new(),
            missing: vec![("a".into(), 33, 35)],
        });
        let text = serde_json::to_string(&kept).unwrap_or_default();
        let said = why(Words::of(Lang::En), &Names::new(), &text);
        assert_eq!(said.clashes.len(), 1);
        assert_eq!(Impossible::kept(&text).map(|c| c.remedies.len()), Some(1));
        assert!(said.missing.iter().any(|m| m.contains("33")));
    }
}
