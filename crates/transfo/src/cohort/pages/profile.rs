//! The part of a form that says who somebody is: shared by the public page, the paper entry and the correction.

use season::{Category, Feature, Gender};

use crate::{
    cohort::{
        application::{Application, BLANK, Strata, is_address},
        apply::Typed,
        draw_input::{QuotaRow, in_force},
    },
    platform::{form::Form, visit::Visit, words::Words},
};

/// What can be chosen for each feature: value and words. Empty: anything may be typed.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Directorates.
    pub directorate: Vec<(String, String)>,
    /// Policy fields.
    pub policy_field: Vec<(String, String)>,
    /// Categories.
    pub category: Vec<(String, String)>,
    /// Work sites.
    pub location: Vec<(String, String)>,
    /// Seniority bands.
    pub seniority: Vec<(String, String)>,
    /// Genders.
    pub gender: Vec<(String, String)>,
}

impl Choices {
    /// From the quotas in force: what they know is what can be chosen.
    pub fn of(words: Words, quotas: &[QuotaRow]) -> Self {
        let quotas = in_force(quotas);
        let of = |feature: Feature, else_: &[&str], blank: &str| {
            let mut values: Vec<String> = quotas
                .iter()
                .filter(|q| q.feature == feature && q.value != BLANK)
                .map(|q| q.value.clone())
                .collect();
            if values.is_empty() {
                values = else_.iter().map(|v| (*v).to_owned()).collect();
            }
            if values.is_empty() {
                return Vec::new();
            }
            let text = |v: String| match feature {
                Feature::Category if v.len() == 1 => {
                    (v.clone(), words.t1("cohort-category", "letter", v))
                }
                Feature::Gender => (v.clone(), gender(words, &v)),
                _ => (v.clone(), v),
            };
            std::iter::once((String::new(), words.t(blank)))
                .chain(values.into_iter().map(text))
                .collect()
        };
        let categories: Vec<&str> = Category::ALL.iter().map(|c| c.word()).collect();
        let genders = [
            Gender::Woman.word(),
            Gender::Man.word(),
            Gender::Other.word(),
        ];
        Self {
            directorate: of(Feature::Directorate, &[], "cohort-choose"),
            policy_field: of(Feature::PolicyField, &[], "cohort-choose"),
            category: of(Feature::Category, &categories, "cohort-choose"),
            location: of(Feature::Site, &[], "cohort-choose"),
            seniority: of(Feature::Seniority, &[], "cohort-not-given"),
            gender: of(Feature::Gender, &genders, "cohort-not-given"),
        }
    }
}

/// A value as people read it: the words that the program itself writes are said in their language.
pub fn shown(words: Words, feature: &str, value: &str) -> String {
    match Feature::parse(feature) {
        _ if value == BLANK => words.t("cohort-not-given"),
        Ok(Feature::Gender) => gender(words, value),
        _ => value.to_owned(),
    }
}

fn gender(words: Words, value: &str) -> String {
    match Gender::parse(value) {
        Ok(Gender::Woman) => words.t("cohort-gender-woman"),
        Ok(Gender::Man) => words.t("cohort-gender-man"),
        Ok(Gender::Other) => words.t("cohort-gender-other"),
        _ => value.to_owned(),
    }
}

/// What was typed, with a fault at each field that cannot be taken as it is.
pub fn read(visit: &Visit, form: &mut Form, choices: &Choices) -> Typed {
    for (name, key) in [
        ("name", "cohort-fault-name"),
        ("directorate", "cohort-fault-directorate"),
        ("policy_field", "cohort-fault-policy-field"),
        ("category", "cohort-fault-category"),
        ("location", "cohort-fault-location"),
    ] {
        if form.v(name).is_empty() {
            form.fault(name, visit.t(key));
        }
    }
    for name in ["email", "manager_email"] {
        let typed = form.v(name).to_owned();
        if !typed.is_empty() && !is_address(&typed) {
            form.fault(name, visit.t("cohort-fault-address"));
        }
    }
    for (name, list) in [
        ("directorate", &choices.directorate),
        ("policy_field", &choices.policy_field),
        ("category", &choices.category),
        ("location", &choices.location),
        ("seniority", &choices.seniority),
        ("gender", &choices.gender),
    ] {
        let typed = form.v(name).to_owned();
        if !typed.is_empty() && !list.is_empty() && !list.iter().any(|(value, _)| *value == typed) {
            form.fault(name, visit.t("cohort-fault-choice"));
        }
    }
    for name in [
        "name",
        "team",
        "motivation",
        "manager_name",
        "directorate",
        "location",
    ] {
        if form.v(name).chars().count() > 3000 {
            form.fault(name, visit.t("cohort-fault-long"));
        }
    }
    typed(visit, form)
}

fn typed(visit: &Visit, form: &Form) -> Typed {
    let text = |name: &str| {
        form.v(name)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let address = |name: &str| Some(form.v(name).to_lowercase()).filter(|a| !a.is_empty());
    Typed {
        name: text("name"),
        email: address("email"),
        lang: visit.words.lang,
        strata: Strata {
            directorate: text("directorate"),
            policy_field: text("policy_field"),
            category: text("category"),
            location: text("location"),
            seniority: text("seniority"),
            gender: text("gender"),
            team: text("team"),
        },
        motivation: form.v("motivation").to_owned(),
        manager_name: text("manager_name"),
        manager_email: address("manager_email"),
        consented_on: form.is("consent", "yes").then_some(visit.today),
        release: form.is("release", "now"),
        paper: false,
        ticket: Some(form.v("ticket").to_owned()),
    }
}

/// The form filled with a candidacy as it is.
pub fn filled(a: &Application) -> Form {
    let text = |o: &Option<String>| o.clone().unwrap_or_default();
    let consent = if a.consented_on.is_some() { "yes" } else { "" };
    Form::filled([
        ("name", a.name.clone()),
        ("email", text(&a.email)),
        ("directorate", a.strata.directorate.clone()),
        ("policy_field", a.strata.policy_field.clone()),
        ("category", a.strata.category.clone()),
        ("location", a.strata.location.clone()),
        ("seniority", a.strata.seniority.clone()),
        ("gender", a.strata.gender.clone()),
        ("team", a.strata.team.clone()),
        ("manager_name", a.manager_name.clone()),
        ("manager_email", text(&a.manager_email)),
        ("consent", consent.to_owned()),
    ])
}
