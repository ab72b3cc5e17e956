//! The tables: their columns, and how a row becomes a fact.

use std::collections::BTreeMap;

use crate::absence::{Closure, Unavailability};
use crate::columns::{Column, Row, Sheet};
use crate::draft::{Draft, Placed};
use crate::fault::Faults;
use crate::meeting::{Meeting, parse_references, parse_slugs};
use crate::number::{COUNT_MAX, parse_count, parse_day};
use crate::person::{TeamMember, Volunteer};
use crate::quota::Quota;
use crate::term::parse_term;
use crate::terms::{Category, Feature, Gender, YesNo};
use crate::text::{Email, Label, Prose, Reference, Slug};

const fn must(name: &'static str, aliases: &'static [&'static str]) -> Column {
    Column {
        name,
        aliases,
        mandatory: true,
    }
}

const fn may(name: &'static str, aliases: &'static [&'static str]) -> Column {
    Column {
        name,
        aliases,
        mandatory: false,
    }
}

const AUTHORITY: &[&str] = &["authority", "collectivité", "organisme"];
const REFERENCE: &[&str] = &["ref", "référence", "id", "identifiant", "matricule"];
const EMAIL: &[&str] = &["email", "e-mail", "mail", "mél", "adresse électronique"];

/// Columns of `team.csv`, in the order in which they are written.
pub(crate) const TEAM: Sheet = Sheet {
    file: "team.csv",
    columns: &[
        must("collectivite", AUTHORITY),
        must("reference", REFERENCE),
        must("role", &["fonction"]),
        must("nom", &["name", "prénom et nom"]),
        may("courriel", EMAIL),
        may("discipline", &["métier"]),
        may("ville", &["home", "domicile", "base"]),
        may("experience_publique", &["public_experience", "expérience"]),
        may("depuis", &["since", "du"]),
        may("jusqu_au", &["until", "jusqu'à", "au"]),
    ],
};

/// Columns of `volunteers.csv`, in the order in which they are written.
pub(crate) const VOLUNTEERS: Sheet = Sheet {
    file: "volunteers.csv",
    columns: &[
        must("collectivite", AUTHORITY),
        must("reference", REFERENCE),
        may("nom", &["name", "prénom et nom"]),
        may("courriel", EMAIL),
        must("direction", &["directorate", "dir"]),
        must(
            "champ",
            &["policy_field", "champ d'action", "politique publique"],
        ),
        must("categorie", &["category", "cat"]),
        must("site", &["lieu", "lieu de travail"]),
        may("anciennete", &["seniority"]),
        may("genre", &["gender", "sexe"]),
        may("equipe", &["team", "service"]),
        may(
            "responsable",
            &["manager_name", "n+1", "nom du responsable"],
        ),
        may(
            "courriel_responsable",
            &["manager_email", "courriel n+1", "mail du responsable"],
        ),
        must(
            "accord",
            &[
                "endorsement",
                "accord hiérarchique",
                "accord du responsable",
            ],
        ),
        may(
            "consentement_le",
            &["consented_on", "volontaire le", "consentement"],
        ),
    ],
};

/// Columns of `quotas.csv`, in the order in which they are written.
pub(crate) const QUOTAS: Sheet = Sheet {
    file: "quotas.csv",
    columns: &[
        must("collectivite", AUTHORITY),
        must("critere", &["feature", "category", "caractéristique"]),
        must("valeur", &["value", "name"]),
        must("min", &["minimum"]),
        must("max", &["maximum"]),
        may("min_souple", &["min_flex", "minimum souple"]),
        may("max_souple", &["max_flex", "maximum souple"]),
    ],
};

/// Columns of `unavailable.csv`, in the order in which they are written.
pub(crate) const UNAVAILABLE: Sheet = Sheet {
    file: "unavailable.csv",
    columns: &[
        must("collectivite", AUTHORITY),
        must("reference", REFERENCE),
        must("du", &["from", "début", "le"]),
        must("au", &["to", "fin"]),
        may("moment", &["half", "demi-journée"]),
        may("jour", &["weekday", "jour de la semaine"]),
        may("motif", &["reason", "raison"]),
    ],
};

/// Columns of `closures.csv`, in the order in which they are written.
pub(crate) const CLOSURES: Sheet = Sheet {
    file: "closures.csv",
    columns: &[
        must("collectivite", AUTHORITY),
        must("du", &["from", "début", "le"]),
        must("au", &["to", "fin"]),
        must("libelle", &["label", "intitulé", "titre"]),
        must("type", &["kind", "nature"]),
        must("ferme", &["hard", "strict", "bloquant"]),
        may("poids", &["weight", "coût"]),
    ],
};

/// Days of a meeting at most.
const MEETING_DAYS_MAX: u32 = 3;
/// People of an authority at a meeting at most.
const DELEGATION_MAX: u32 = 999;

/// Columns of `meetings.csv`, in the order in which they are written.
pub(crate) const MEETINGS: Sheet = Sheet {
    file: "meetings.csv",
    columns: &[
        must("nom", &["name", "rencontre", "intitulé"]),
        must("jours", &["days", "durée"]),
        must("du", &["from", "début", "au plus tôt"]),
        must("au", &["to", "fin", "au plus tard"]),
        must("accueil", &["host", "hôte"]),
        must("collectivites", &["authorities", "participants"]),
        may("lieu", &["place", "salle"]),
        may("delegation", &["délégation", "personnes attendues"]),
        may("date", &["starts_on", "premier jour"]),
        may("date_fixee", &["fixed", "fixée"]),
        may("residents", &["résidents", "accompagnants"]),
    ],
};

/// Reads the tables of a folder.
pub(crate) fn read(files: &BTreeMap<String, Vec<u8>>, draft: &mut Draft, faults: &mut Faults) {
    let before = faults.faults.len();
    draft.team = rows(&TEAM, files, draft, faults, member);
    draft.volunteers = rows(&VOLUNTEERS, files, draft, faults, volunteer);
    let complete = ["team.csv", "volunteers.csv"]
        .iter()
        .all(|file| files.contains_key(*file));
    draft.people_incomplete = !complete || faults.faults.len() > before;
    let before = faults.faults.len();
    draft.quotas = rows(&QUOTAS, files, draft, faults, quota);
    draft.quotas_incomplete = faults.faults.len() > before;
    draft.unavailable = rows(&UNAVAILABLE, files, draft, faults, unavailability);
    draft.closures = rows(&CLOSURES, files, draft, faults, closure);
    draft.meetings = rows(&MEETINGS, files, draft, faults, meeting);
}

fn rows<T>(
    sheet: &Sheet,
    files: &BTreeMap<String, Vec<u8>>,
    draft: &mut Draft,
    faults: &mut Faults,
    fact: impl Fn(Row<'_>, &mut Faults) -> Option<T>,
) -> Vec<Placed<T>> {
    let Some(bytes) = files.get(sheet.file) else {
        return Vec::new();
    };
    let Some(table) = sheet.open(bytes, faults) else {
        return Vec::new();
    };
    for (column, typed) in table.headers() {
        draft.headers.insert((sheet.file, column), typed.to_owned());
    }
    let placed = |row: Row<'_>| {
        fact(row, faults).map(|item| Placed {
            row: row.number(),
            item,
        })
    };
    table.rows().filter_map(placed).collect()
}

fn member(row: Row<'_>, faults: &mut Faults) -> Option<TeamMember> {
    let authority = row.optional("collectivite", Slug::parse, faults);
    let reference = row.required("reference", Reference::parse, faults);
    let role = row.required("role", parse_term, faults);
    let name = row.required("nom", Label::parse, faults);
    let email = row.optional("courriel", Email::parse, faults);
    let discipline = row.optional("discipline", Label::parse, faults);
    let home = row.optional("ville", Label::parse, faults);
    let public_experience = row.optional("experience_publique", Prose::parse, faults);
    let since = row.optional("depuis", parse_day, faults);
    let until = row.optional("jusqu_au", parse_day, faults);
    Some(TeamMember {
        authority: authority?,
        reference: reference?,
        role: role?,
        name: name?,
        email: email?,
        discipline: discipline?,
        home: home?,
        public_experience: public_experience?,
        since: since?,
        until: until?,
    })
}

fn volunteer(row: Row<'_>, faults: &mut Faults) -> Option<Volunteer> {
    let authority = row.required("collectivite", Slug::parse, faults);
    let reference = row.required("reference", Reference::parse, faults);
    let name = row.optional("nom", Label::parse, faults);
    let email = row.optional("courriel", Email::parse, faults);
    let directorate = row.required("direction", Label::parse, faults);
    let policy_field = row.required("champ", Label::parse, faults);
    let category = row.required("categorie", parse_term, faults);
    let site = row.required("site", Label::parse, faults);
    let seniority = row.optional("anciennete", Label::parse, faults);
    let gender = row.optional("genre", parse_term, faults);
    let team = row.optional("equipe", Label::parse, faults);
    let manager_name = row.optional("responsable", Label::parse, faults);
    let manager_email = row.optional("courriel_responsable", Email::parse, faults);
    let endorsement = row.required("accord", parse_term, faults);
    let consented_on = row.optional("consentement_le", parse_day, faults);
    Some(Volunteer {
        authority: authority?,
        reference: reference?,
        name: name?,
        email: email?,
        directorate: directorate?,
        policy_field: policy_field?,
        category: category?,
        site: site?,
        seniority: seniority?,
        gender: gender?,
        team: team?,
        manager_name: manager_name?,
        manager_email: manager_email?,
        endorsement: endorsement?,
        consented_on: consented_on?,
    })
}

fn quota(row: Row<'_>, faults: &mut Faults) -> Option<Quota> {
    let count = |typed: &str| parse_count(typed, 0, COUNT_MAX);
    let authority = row.optional("collectivite", Slug::parse, faults);
    let feature: Option<Feature> = row.required("critere", parse_term, faults);
    // Closed lists are compared in their French word, whatever alias the file has.
    let value = row.required(
        "valeur",
        |typed| match feature {
            Some(Feature::Category) => Label::parse(Category::parse(typed)?.word()),
            Some(Feature::Gender) => Label::parse(Gender::parse(typed)?.word()),
            _ => Label::parse(typed),
        },
        faults,
    );
    let min = row.required("min", count, faults);
    let max = row.required("max", count, faults);
    let min_flex = row.optional("min_souple", count, faults);
    let max_flex = row.optional("max_souple", count, faults);
    Some(Quota {
        authority: authority?,
        feature: feature?,
        value: value?,
        min: min?,
        max: max?,
        min_flex: min_flex?,
        max_flex: max_flex?,
    })
}

fn unavailability(row: Row<'_>, faults: &mut Faults) -> Option<Unavailability> {
    let authority = row.optional("collectivite", Slug::parse, faults);
    let reference = row.required("reference", Reference::parse, faults);
    let from = row.required("du", parse_day, faults);
    let to = row.required("au", parse_day, faults);
    let half = row.optional("moment", parse_term, faults);
    let weekday = row.optional("jour", parse_term, faults);
    let reason = row.optional("motif", Prose::parse, faults);
    Some(Unavailability {
        authority: authority?,
        reference: reference?,
        from: from?,
        to: to?,
        half: half?.unwrap_or(crate::Half::Day),
        weekday: weekday?,
        reason: reason?,
    })
}

fn closure(row: Row<'_>, faults: &mut Faults) -> Option<Closure> {
    let authority = row.optional("collectivite", Slug::parse, faults);
    let from = row.required("du", parse_day, faults);
    let to = row.required("au", parse_day, faults);
    let label = row.required("libelle", Label::parse, faults);
    let kind = row.required("type", parse_term, faults);
    let hard = row.required("ferme", YesNo::parse, faults);
    let weight = row.optional("poids", |typed| parse_count(typed, 0, COUNT_MAX), faults);
    Some(Closure {
        authority: authority?,
        from: from?,
        to: to?,
        label: label?,
        kind: kind?,
        hard: hard? == YesNo::Yes,
        weight: weight?.unwrap_or(0),
    })
}

fn meeting(row: Row<'_>, faults: &mut Faults) -> Option<Meeting> {
    let name = row.required("nom", Label::parse, faults);
    let days = row.required("jours", |t| parse_count(t, 1, MEETING_DAYS_MAX), faults);
    let from = row.required("du", parse_day, faults);
    let to = row.required("au", parse_day, faults);
    let host = row.required("accueil", Slug::parse, faults);
    let authorities = row.required("collectivites", parse_slugs, faults);
    let place = row.optional("lieu", Label::parse, faults);
    let people = |typed: &str| parse_count(typed, 1, DELEGATION_MAX);
    let delegation = row.optional("delegation", people, faults);
    let starts_on = row.optional("date", parse_day, faults);
    let fixed = row.optional("date_fixee", YesNo::parse, faults);
    let residents = row.optional("residents", parse_references, faults);
    let host = host?;
    let mut authorities = authorities?;
    // Who receives is there.
    authorities.push(host.clone());
    authorities.sort();
    authorities.dedup();
    Some(Meeting {
        from: from?,
        to: to?,
        name: name?,
        days: days?,
        host,
        authorities,
        place: place?,
        delegation: delegation?,
        starts_on: starts_on?,
        fixed: fixed? == Some(YesNo::Yes),
        residents: residents?,
    })
}
