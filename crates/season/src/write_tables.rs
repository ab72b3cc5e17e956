//! The tables of a season in canonical form.

use std::collections::BTreeMap;
use std::fmt::Display;

use crate::columns::Sheet;
use crate::meeting::{write_references, write_slugs};
use crate::read_tables::{CLOSURES, MEETINGS, QUOTAS, TEAM, UNAVAILABLE, VOLUNTEERS};
use crate::season::Season;

/// Every table of the season, by file name.
pub(crate) fn write(season: &Season) -> BTreeMap<String, Vec<u8>> {
    let tables = [
        (TEAM, team(season)),
        (VOLUNTEERS, volunteers(season)),
        (QUOTAS, quotas(season)),
        (UNAVAILABLE, unavailable(season)),
        (CLOSURES, closures(season)),
    ];
    let meetings = (MEETINGS, meetings(season));
    let meetings = Some(meetings).filter(|(_, rows)| !rows.is_empty());
    tables
        .into_iter()
        .chain(meetings)
        .map(|(sheet, rows)| (sheet.file.to_owned(), table(&sheet, rows)))
        .collect()
}

fn table(sheet: &Sheet, rows: Vec<Vec<String>>) -> Vec<u8> {
    let header = sheet
        .columns
        .iter()
        .map(|column| column.name.to_owned())
        .collect();
    let all: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
    crate::table::write(&all)
}

fn or_blank(value: Option<&impl Display>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn team(season: &Season) -> Vec<Vec<String>> {
    let row = |one: &crate::TeamMember| {
        vec![
            or_blank(one.authority.as_ref()),
            one.reference.to_string(),
            one.role.word().to_owned(),
            one.name.to_string(),
            or_blank(one.email.as_ref()),
            or_blank(one.discipline.as_ref()),
            or_blank(one.home.as_ref()),
            or_blank(one.public_experience.as_ref()),
            or_blank(one.since.as_ref()),
            or_blank(one.until.as_ref()),
        ]
    };
    season.team.iter().map(row).collect()
}

fn volunteers(season: &Season) -> Vec<Vec<String>> {
    let row = |one: &crate::Volunteer| {
        vec![
            one.authority.to_string(),
            one.reference.to_string(),
            or_blank(one.name.as_ref()),
            or_blank(one.email.as_ref()),
            one.directorate.to_string(),
            one.policy_field.to_string(),
            one.category.word().to_owned(),
            one.site.to_string(),
            or_blank(one.seniority.as_ref()),
            or_blank(one.gender.map(crate::Gender::word).as_ref()),
            or_blank(one.team.as_ref()),
            or_blank(one.manager_name.as_ref()),
            or_blank(one.manager_email.as_ref()),
            one.endorsement.word().to_owned(),
            or_blank(one.consented_on.as_ref()),
        ]
    };
    season.volunteers.iter().map(row).collect()
}

fn quotas(season: &Season) -> Vec<Vec<String>> {
    let row = |one: &crate::Quota| {
        vec![
            or_blank(one.authority.as_ref()),
            one.feature.word().to_owned(),
            one.value.to_string(),
            one.min.to_string(),
            one.max.to_string(),
            or_blank(one.min_flex.as_ref()),
            or_blank(one.max_flex.as_ref()),
        ]
    };
    season.quotas.iter().map(row).collect()
}

fn unavailable(season: &Season) -> Vec<Vec<String>> {
    let row = |one: &crate::Unavailability| {
        vec![
            or_blank(one.authority.as_ref()),
            one.reference.to_string(),
            one.from.to_string(),
            one.to.to_string(),
            one.half.word().to_owned(),
            or_blank(one.weekday.map(crate::Weekday::word).as_ref()),
            or_blank(one.reason.as_ref()),
        ]
    };
    season.unavailable.iter().map(row).collect()
}

fn closures(season: &Season) -> Vec<Vec<String>> {
    let row = |one: &crate::Closure| {
        vec![
            or_blank(one.authority.as_ref()),
            one.from.to_string(),
            one.to.to_string(),
            one.label.to_string(),
            one.kind.word().to_owned(),
            if one.hard { "oui" } else { "non" }.to_owned(),
            one.weight.to_string(),
        ]
    };
    season.closures.iter().map(row).collect()
}

fn meetings(season: &Season) -> Vec<Vec<String>> {
    let row = |one: &crate::Meeting| {
        vec![
            one.name.to_string(),
            one.days.to_string(),
            one.from.to_string(),
            one.to.to_string(),
            one.host.to_string(),
            write_slugs(&one.authorities),
            or_blank(one.place.as_ref()),
            or_blank(one.delegation.as_ref()),
            or_blank(one.starts_on.as_ref()),
            if one.fixed { "oui" } else { "non" }.to_owned(),
            one.residents
                .as_deref()
                .map(write_references)
                .unwrap_or_default(),
        ]
    };
    season.meetings.iter().map(row).collect()
}
