//! Figures of the workforce as a table (feature, value, headcount), and the quotas that they propose.
//!
//! Pure. Nothing is kept: a proposal is read over and saved as any table of quotas. Never renames a value without
//! telling, never drops one.

use std::collections::{BTreeMap, BTreeSet};

use season::Feature;
use sortition::{Fault, Headcount, Kind, Table, nearest, proposed};

use super::{
    application::BLANK,
    draw_input::{QuotaRow, feature_key},
};
use crate::platform::{
    dialect::fold,
    words::{Lang, Words},
};

/// The lines of a table of figures.
///
/// # Errors
/// Every fault of the table, with its line and column.
pub fn read(bytes: &[u8]) -> Result<Vec<Headcount>, Vec<Fault>> {
    let table = Table::read(None, bytes)?;
    let mut faults = Vec::new();
    let feature = table.need(&["feature", "critère", "critere", "category"], &mut faults);
    let value = table.need(&["value", "valeur", "name"], &mut faults);
    let people = table.need(
        &["headcount", "effectif", "effectifs", "people"],
        &mut faults,
    );
    let (Some(feature), Some(value), Some(people)) = (feature, value, people) else {
        return Err(faults);
    };
    let mut lines: Vec<Headcount> = Vec::new();
    for (row, cells) in &table.rows {
        let cell = |at: usize| cells.get(at).cloned().unwrap_or_default();
        let mut tell = |at: usize, kind: Kind| {
            faults.push(Fault {
                file: None,
                row: Some(*row),
                column: table.header.get(at).cloned(),
                value: cell(at),
                kind,
            });
        };
        // Office tools write thousands with a blank between.
        let digits: String = cell(people).split_whitespace().collect();
        let count = digits.parse::<u64>().ok().filter(|n| *n < 1 << 40);
        if count.is_none() {
            tell(people, Kind::NotCount);
        }
        let line = Headcount {
            feature: cell(feature),
            value: cell(value),
            people: count.unwrap_or(0),
        };
        if lines
            .iter()
            .any(|l| l.feature == line.feature && l.value == line.value)
        {
            tell(value, Kind::QuotaTwice);
        }
        lines.push(line);
    }
    if faults.is_empty() {
        Ok(lines)
    } else {
        Err(faults)
    }
}

/// A cell of a table with commas: quoted where it must be, and never a formula.
pub fn cell(text: &str) -> String {
    let text = match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    };
    if text.contains([',', ';', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// The feature that a file means, by the name of the folder's columns or of the pages.
fn feature_of(text: &str) -> Option<Feature> {
    let same = |other: &str| fold(other) == fold(text);
    Feature::ALL.iter().copied().find(|f| {
        let named = |lang| Words::of(lang).named("cohort-feature", feature_key(*f));
        same(f.word()) || same(feature_key(*f)) || same(&named(Lang::Fr)) || same(&named(Lang::En))
    })
}

/// What is worth telling about a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The draw knows no such feature: its lines are left out.
    NoFeature(String),
    /// The file's value stands under the name that is known here.
    Taken(Feature, String, String),
    /// Nobody who volunteered has this value, and no quota knows it.
    Fresh(Feature, String),
    /// Volunteers have this value and the file gives no figure: it is left open.
    NoFigure(Feature, String),
}

/// Quotas to read over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The table.
    pub rows: Vec<QuotaRow>,
    /// What is worth telling.
    pub notes: Vec<Note>,
}

/// The quotas that figures propose for so many seats, where these values are `known` already.
pub fn propose(
    lines: &[Headcount],
    known: &BTreeMap<Feature, BTreeSet<String>>,
    seats: u32,
) -> Proposal {
    let mut notes = Vec::new();
    let mut figures: Vec<(Feature, Headcount)> = Vec::new();
    for line in lines {
        let Some(feature) = feature_of(&line.feature) else {
            let note = Note::NoFeature(line.feature.clone());
            if !notes.contains(&note) {
                notes.push(note);
            }
            continue;
        };
        let value = named(feature, &line.value, known, &mut notes);
        let same = |(f, l): &&mut (Feature, Headcount)| *f == feature && l.value == value;
        match figures.iter_mut().find(same) {
            Some((_, other)) => other.people = other.people.saturating_add(line.people),
            None => figures.push((
                feature,
                Headcount {
                    feature: feature.word().to_owned(),
                    value,
                    people: line.people,
                },
            )),
        }
    }
    let counted: Vec<Headcount> = figures.iter().map(|(_, line)| line.clone()).collect();
    let ranges = proposed(&counted, seats);
    let mut rows: Vec<QuotaRow> = figures
        .iter()
        .zip(ranges)
        .map(|((feature, line), (low, high))| row(*feature, &line.value, low, high))
        .collect();
    let given: BTreeSet<Feature> = figures.iter().map(|(feature, _)| *feature).collect();
    for (feature, value) in known
        .iter()
        .flat_map(|(f, all)| all.iter().map(|v| (*f, v)))
    {
        let has = |r: &QuotaRow| r.feature == feature && r.value == *value;
        if given.contains(&feature) && !rows.iter().any(has) {
            rows.push(row(feature, value, 0, seats));
            notes.push(Note::NoFigure(feature, value.clone()));
        }
    }
    rows.sort_by_key(|row| row.feature);
    Proposal { rows, notes }
}

fn row(feature: Feature, value: &str, low: u32, high: u32) -> QuotaRow {
    QuotaRow {
        own: true,
        feature,
        value: value.to_owned(),
        low,
        high,
        low_flex: None,
        high_flex: None,
    }
}

/// The value under its known name; what had to be guessed is noted.
fn named(
    feature: Feature,
    value: &str,
    known: &BTreeMap<Feature, BTreeSet<String>>,
    notes: &mut Vec<Note>,
) -> String {
    if value.is_empty() {
        return BLANK.to_owned();
    }
    let Some(all) = known.get(&feature).filter(|all| !all.is_empty()) else {
        return value.to_owned();
    };
    if all.contains(value) {
        return value.to_owned();
    }
    match nearest(value, all.iter().map(String::as_str)) {
        Some(near) => {
            notes.push(Note::Taken(feature, value.to_owned(), near.to_owned()));
            near.to_owned()
        }
        None => {
            notes.push(Note::Fresh(feature, value.to_owned()));
            value.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(values: &[&str]) -> BTreeMap<Feature, BTreeSet<String>> {
        let values = values.iter().map(ToString::to_string).collect();
        [(Feature::Directorate, values)].into()
    }

    #[test]
    fn figures_become_quotas_that_fill_the_seats() {
        let lines = read(
            "critère;valeur;effectif\nDirection;Eau;1 250\nDirection;Culture;750\ncategorie;A;3\n"
                .as_bytes(),
        )
        .unwrap();
        let proposal = propose(&lines, &BTreeMap::new(), 20);
        let rows: Vec<_> = proposal
            .rows
            .iter()
            .map(|r| (r.feature, r.value.as_str(), r.low, r.high))
            .collect();
        assert_eq!(
            rows,
            [
                (Feature::Directorate, "Eau", 12, 13),
                (Feature::Directorate, "Culture", 7, 8),
                (Feature::Category, "A", 20, 20),
            ]
        );
        assert_eq!(proposal.notes, []);
    }

    #[test]
    fn a_value_written_otherwise_joins_the_known_one_and_is_told() {
        let lines = read(b"feature,value,headcount\ndirection,EAU,10\ndirection,Eau,10\ndirection,Finances,20\nchef,x,1\n").unwrap();
        let proposal = propose(&lines, &known(&["Eau", "Culture"]), 4);
        let rows: Vec<_> = proposal
            .rows
            .iter()
            .map(|r| (r.value.as_str(), r.low, r.high))
            .collect();
        assert_eq!(rows, [("Eau", 2, 2), ("Finances", 2, 2), ("Culture", 0, 4)]);
        let f = Feature::Directorate;
        assert_eq!(
            proposal.notes,
            [
                Note::Taken(f, "EAU".into(), "Eau".into()),
                Note::Fresh(f, "Finances".into()),
                Note::NoFeature("chef".into()),
                Note::NoFigure(f, "Culture".into()),
            ]
        );
    }

    #[test]
    fn a_wrong_figure_names_its_line_and_column() {
        let faults =
            read(b"feature,value,headcount\ndirection,Eau,many\ndirection,Eau,3\n").unwrap_err();
        assert_eq!(
            (faults[0].row, faults[0].column.as_deref()),
            (Some(2), Some("headcount"))
        );
        assert_eq!(faults[1].kind, Kind::QuotaTwice);
        assert!(read(b"feature,value\na,b\n").is_err());
    }

    #[test]
    fn formulas_are_defused() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("a,b"), "\"a,b\"");
    }
}
