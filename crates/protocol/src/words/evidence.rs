//! What was counted, in words.

use super::{Lang, date};
use crate::evidence::{Absent, Evidence, Noun, QuotaMissed};

pub(super) fn words(evidence: &Evidence, lang: Lang) -> String {
    match evidence {
        Evidence::Nothing { why } => lang.pick(nothing(*why)).to_owned(),
        Evidence::Counted {
            what,
            found,
            least,
            most,
        } => counted(*what, *found, (*least, *most), lang),
        Evidence::Lacking { what, subjects, of } => lacking(*what, subjects, *of, lang),
        Evidence::BeforeFirstRun {
            what,
            on,
            first_run_on,
        } => {
            let thing = lang.pick(noun(*what));
            let on = on.map_or(lang.pick(("pas encore", "not yet")).into(), |on| {
                date(on, lang)
            });
            let first = first_run_on.map_or(
                lang.pick(("pas encore planifiée", "not planned yet"))
                    .into(),
                |on| date(on, lang),
            );
            match lang {
                Lang::Fr => format!("{thing} : {on} ; première séquence : {first}."),
                Lang::En => format!("{thing}: {on}; first run: {first}."),
            }
        }
        Evidence::Contact {
            what,
            last,
            days,
            most_weeks,
        } => {
            let thing = lang.pick(noun(*what));
            let last = last.map_or(lang.pick(("aucun", "none")).into(), |on| date(on, lang));
            let ago = days.map_or_else(String::new, |days| match lang {
                Lang::Fr => format!(", il y a {}", many(days, "jour", "jours")),
                Lang::En => format!(", {} ago", many(days, "day", "days")),
            });
            match lang {
                Lang::Fr => format!(
                    "{thing} : dernier contact {last}{ago} (au plus {most_weeks} semaines)."
                ),
                Lang::En => {
                    format!("{thing}: last contact {last}{ago} (at most {most_weeks} weeks).")
                }
            }
        }
        Evidence::Span { .. }
        | Evidence::Days { .. }
        | Evidence::Runs { .. }
        | Evidence::RunCount { .. } => calendar(evidence, lang),
        Evidence::Quotas { .. } | Evidence::Attendance { .. } | Evidence::Owed { .. } => {
            cohort(evidence, lang)
        }
        _ => super::later::words(evidence, lang),
    }
}

fn many(count: u32, one: &str, more: &str) -> String {
    // French keeps the singular for zero; English does not, and writes "0 days".
    let singular = count == 1 || count == 0 && more.starts_with("jour");
    format!("{count} {}", if singular { one } else { more })
}

fn days(count: u32, lang: Lang) -> String {
    match lang {
        Lang::Fr => many(count, "jour", "jours"),
        Lang::En => many(count, "day", "days"),
    }
}

fn nothing(why: Absent) -> (&'static str, &'static str) {
    match why {
        Absent::Unrecorded => ("Rien n'est encore enregistré.", "Nothing is recorded yet."),
        Absent::TooEarly => (
            "Ce moment du parcours n'est pas encore venu.",
            "This part has not come yet.",
        ),
    }
}

fn noun(what: Noun) -> (&'static str, &'static str) {
    match what {
        Noun::Sites => ("Collectivités", "Authorities"),
        Noun::Convention => ("Signature de la convention", "Convention signed"),
        Noun::Theme => ("Choix de la thématique", "Theme chosen"),
        Noun::Pilot => ("Nomination d'un·e pilote", "Pilot named"),
        Noun::Residents => ("Résident·es", "Residents"),
        Noun::Disciplines => ("Disciplines différentes", "Distinct disciplines"),
        Noun::Experience => (
            "Expérience des administrations à indiquer",
            "Experience with public bodies to state",
        ),
        Noun::Ambassadors => ("Ambassadeur·rices", "Ambassadors"),
        Noun::Consent => ("Consentement manquant", "Consent missing"),
        Noun::Endorsement => (
            "Accord de la hiérarchie manquant",
            "Hierarchy's agreement missing",
        ),
        Noun::Cases => ("Cas réels", "Real cases"),
        Noun::CaseOwners => ("Cas sans direction qui les porte", "Cases without an owner"),
        Noun::Users => (
            "Cas où trop peu d'usager·ères sont rencontré·es",
            "Cases with too few users met",
        ),
        Noun::Methods => ("Méthodes fabriquées ou adaptées", "Methods made or adapted"),
        Noun::Lineage => ("Méthodes sans origine indiquée", "Methods without lineage"),
        Noun::Managers => ("Responsables N+1 à informer", "Line managers to brief"),
        Noun::Direction => ("Direction générale", "General management"),
        Noun::Officials => ("Élu·es", "Elected officials"),
        Noun::Meetings => (
            "Rencontres entre collectivités",
            "Meetings between authorities",
        ),
        Noun::SharedItems => ("Productions partagées", "Items shared"),
        Noun::Baselines => ("Mesures de départ manquantes", "Baselines missing"),
        Noun::Proposals => (
            "Propositions en attente de réponse",
            "Proposals waiting for an answer",
        ),
    }
}

fn counted(what: Noun, found: u32, bounds: (Option<u32>, Option<u32>), lang: Lang) -> String {
    let thing = lang.pick(noun(what));
    let bounds = match (bounds, lang) {
        ((Some(least), Some(most)), Lang::Fr) if least == most => format!(" ({least} attendu·es)"),
        ((Some(least), Some(most)), Lang::En) if least == most => format!(" ({least} expected)"),
        ((Some(least), Some(most)), Lang::Fr) => format!(" (de {least} à {most})"),
        ((Some(least), Some(most)), Lang::En) => format!(" ({least} to {most})"),
        ((Some(least), None), Lang::Fr) => format!(" (au moins {least})"),
        ((Some(least), None), Lang::En) => format!(" (at least {least})"),
        ((None, Some(most)), Lang::Fr) => format!(" (au plus {most})"),
        ((None, Some(most)), Lang::En) => format!(" (at most {most})"),
        ((None, None), _) => String::new(),
    };
    match lang {
        Lang::Fr => format!("{thing} : {found}{bounds}."),
        Lang::En => format!("{thing}: {found}{bounds}."),
    }
}

fn lacking(what: Noun, subjects: &[String], of: u32, lang: Lang) -> String {
    let thing = lang.pick(noun(what));
    let list = if subjects.is_empty() {
        String::new()
    } else {
        format!(" : {}", subjects.join(", "))
    };
    match lang {
        Lang::Fr => format!("{thing} : {} sur {of}{list}.", subjects.len()),
        Lang::En => format!(
            "{thing}: {} of {of}{}.",
            subjects.len(),
            list.replacen(" : ", ": ", 1)
        ),
    }
}

fn calendar(evidence: &Evidence, lang: Lang) -> String {
    match evidence {
        Evidence::Span {
            first: Some(first),
            last: Some(last),
            months,
            days: rest,
        } => {
            let (first, last, rest) = (date(*first, lang), date(*last, lang), days(*rest, lang));
            match lang {
                Lang::Fr => format!("Du {first} au {last} : {months} mois et {rest}."),
                Lang::En => format!("From {first} to {last}: {months} months and {rest}."),
            }
        }
        Evidence::Days {
            held,
            planned,
            total,
        } => {
            let (found, held_words) = (held.saturating_add(*planned), days(*held, lang));
            match lang {
                Lang::Fr => format!(
                    "{} sur {total} : {held_words} de tenus, {planned} à venir.",
                    days(found, lang)
                ),
                Lang::En => format!(
                    "{} of {total}: {held_words} held, {planned} to come.",
                    days(found, lang)
                ),
            }
        }
        Evidence::Runs { found, wrong } => {
            let shown: Vec<String> = wrong
                .iter()
                .map(|(on, length)| format!("{} ({})", date(*on, lang), days(*length, lang)))
                .collect();
            let list = if shown.is_empty() {
                String::new()
            } else {
                format!(" {}", shown.join(", "))
            };
            match lang {
                Lang::Fr => format!(
                    "Séquences à redécouper : {} sur {found}.{list}",
                    wrong.len()
                ),
                Lang::En => format!("Runs to reshape: {} of {found}.{list}", wrong.len()),
            }
        }
        Evidence::RunCount {
            found,
            least,
            most,
            days_left,
        } => {
            let left = days(*days_left, lang);
            match lang {
                Lang::Fr => {
                    format!("Séquences : {found} (de {least} à {most}) ; {left} sans séquence.")
                }
                Lang::En => format!("Runs: {found} ({least} to {most}); {left} without a run."),
            }
        }
        _ => lang
            .pick((
                "Aucun jour de session n'est planifié.",
                "No session day is planned.",
            ))
            .to_owned(),
    }
}

fn cohort(evidence: &Evidence, lang: Lang) -> String {
    match evidence {
        Evidence::Quotas { missed, of } => {
            let shown: Vec<String> = missed
                .iter()
                .map(|quota| self::quota(quota, lang))
                .collect();
            let list = if shown.is_empty() {
                String::new()
            } else {
                format!(" {}", shown.join(" ; "))
            };
            match lang {
                Lang::Fr => format!("Quotas non tenus : {} sur {of}.{list}", missed.len()),
                Lang::En => format!(
                    "Quotas not held: {} of {of}.{}",
                    missed.len(),
                    list.replace(" ; ", "; ")
                ),
            }
        }
        Evidence::Attendance { below, of, least } => {
            let shown: Vec<String> = below
                .iter()
                .map(|(who, share)| format!("{who} ({share} %)"))
                .collect();
            let list = if shown.is_empty() {
                String::new()
            } else {
                format!(" {}", shown.join(", "))
            };
            match lang {
                Lang::Fr => format!("Présence sous {least} % : {} sur {of}.{list}", below.len()),
                Lang::En => format!(
                    "Attendance under {least}%: {} of {of}.{}",
                    below.len(),
                    list.replace(" %", "%")
                ),
            }
        }
        Evidence::Owed {
            over,
            of,
            most_half_days,
        } => owed(over, *of, *most_half_days, lang),
        _ => String::new(),
    }
}

fn quota(quota: &QuotaMissed, lang: Lang) -> String {
    let QuotaMissed {
        feature,
        value,
        found,
        least,
        most,
    } = quota;
    match lang {
        Lang::Fr => format!("{feature} {value} : {found} (de {least} à {most})"),
        Lang::En => format!("{feature} {value}: {found} ({least} to {most})"),
    }
}

fn owed(over: &[(String, u32)], of: u32, most_half_days: u32, lang: Lang) -> String {
    let half = |count: u32| {
        let rest = if count % 2 == 1 {
            lang.pick((",5", ".5"))
        } else {
            ""
        };
        format!("{}{rest}", count / 2)
    };
    let unit = lang.pick(("j", "d"));
    let shown: Vec<String> = over
        .iter()
        .map(|(who, owed)| format!("{who} ({} {unit})", half(*owed)))
        .collect();
    let list = if shown.is_empty() {
        String::new()
    } else {
        format!(" {}", shown.join(", "))
    };
    let most = half(most_half_days);
    match lang {
        Lang::Fr => format!(
            "Personnes à qui {most} jours ou plus sont dus : {} sur {of}.{list}",
            over.len()
        ),
        Lang::En => format!(
            "People owed {most} days or more: {} of {of}.{list}",
            over.len()
        ),
    }
}
