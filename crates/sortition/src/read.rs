//! Turns the bytes of `categories.csv`, `respondents.csv` and `meta.json` into a [`Problem`].
//!
//! Owns what the columns and the members of `meta.json` mean. A file is refused whole, with every
//! fault found. Never opens a file.

use crate::fault::{Fault, File, Kind};
use crate::problem::{Problem, Quota, Volunteer};
use crate::rules::Rules;
use crate::table::{Table, decode, word};
use std::collections::{BTreeMap, BTreeSet};

impl Problem {
    /// Reads a pool as it comes out of a spreadsheet.
    ///
    /// # Errors
    /// Every fault, with file, line, column and value. Nothing is guessed: a value written in
    /// another case is a fault that proposes the known one.
    ///
    /// ```
    /// use sortition::Problem;
    /// let categories = "feature;value;min;max\nsite;Siège;1;1\nsite;Nord;0;1\n";
    /// let respondents = "id;site\nV1;Siège\nV2;Nord\n";
    /// let meta = r#"{"k":2,"id_column":"id","address_columns":[]}"#;
    /// let pool = Problem::read(categories.as_bytes(), respondents.as_bytes(), meta.as_bytes()).unwrap();
    /// assert_eq!(pool.len(), 2);
    /// ```
    pub fn read(categories: &[u8], respondents: &[u8], meta: &[u8]) -> Result<Self, Vec<Fault>> {
        let meta = Meta::read(meta).map_err(|fault| vec![fault])?;
        let mut faults = Vec::new();
        let mut read = |file, bytes| match Table::read(Some(file), bytes) {
            Ok(table) => Some(table),
            Err(found) => {
                faults.extend(found);
                None
            }
        };
        let categories = read(File::Categories, categories);
        let respondents = read(File::Respondents, respondents);
        let (Some(categories), Some(respondents)) = (categories, respondents) else {
            return Err(faults);
        };
        let quotas = quotas(&categories, meta.k, &mut faults);
        let (volunteers, notes) = volunteers(&respondents, &meta, &quotas, &mut faults);
        if faults.is_empty() {
            let mut problem =
                Self::with_rules(meta.k, quotas, volunteers, &meta.rules).map_err(of_meta)?;
            problem.add_notes(notes);
            Ok(problem)
        } else {
            Err(faults)
        }
    }
}

/// What the rules are at odds with stands in `meta.json`: the other faults have their file already.
fn of_meta(faults: Vec<Fault>) -> Vec<Fault> {
    let at_odds = |kind: &Kind| matches!(kind, Kind::UnknownPerson | Kind::RulesAtOdds);
    let told = |fault: Fault| match at_odds(&fault.kind) {
        true => Fault {
            file: Some(File::Meta),
            ..fault
        },
        false => fault,
    };
    faults.into_iter().map(told).collect()
}

struct Meta {
    k: u32,
    id_column: String,
    address_columns: Vec<String>,
    rules: Rules,
}

impl Meta {
    fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let fault = |column: &str| Fault {
            file: Some(File::Meta),
            ..Fault::of(Kind::NotJson).column(column, "")
        };
        let text = decode(bytes).ok_or(fault("meta.json"))?;
        let json: serde_json::Value =
            serde_json::from_str(&text).map_err(|_| fault("meta.json"))?;
        let k = json
            .get("k")
            .and_then(serde_json::Value::as_u64)
            .and_then(|k| u32::try_from(k).ok())
            .ok_or(fault("k"))?;
        let id_column = match json.get("id_column") {
            None => "id".to_owned(),
            Some(name) => word(name.as_str().ok_or(fault("id_column"))?),
        };
        let names = |member: &str| names(&json, member).ok_or(fault(member));
        let persons = |member: &str| names(member).map(|ids| ids.into_iter().collect());
        Ok(Self {
            k,
            id_column,
            address_columns: names("address_columns")?,
            rules: Rules {
                at_most: limits(&json).ok_or(fault("at_most"))?,
                include: persons("must_include")?,
                exclude: persons("must_exclude")?,
                selected: persons("already_selected")?,
            },
        })
    }
}

/// A list of words; empty when the member is absent, `None` when it is something else.
fn names(json: &serde_json::Value, member: &str) -> Option<Vec<String>> {
    match json.get(member) {
        None | Some(serde_json::Value::Null) => Some(Vec::new()),
        Some(names) => {
            let each = names.as_array()?.iter();
            each.map(|name| name.as_str().map(word)).collect()
        }
    }
}

/// `"at_most": {"direction": 3, "ligne": 1}`: at most so many members for each value of a column.
fn limits(json: &serde_json::Value) -> Option<Vec<(String, u32)>> {
    match json.get("at_most") {
        None | Some(serde_json::Value::Null) => Some(Vec::new()),
        Some(limits) => {
            let each = limits.as_object()?.iter();
            each.map(|(column, most)| {
                let most = most.as_u64().and_then(|most| u32::try_from(most).ok())?;
                Some((word(column), most))
            })
            .collect()
        }
    }
}

fn quotas(table: &Table, k: u32, faults: &mut Vec<Fault>) -> Vec<Quota> {
    let feature = table.need(&["feature", "category", "critère", "critere"], faults);
    let value = table.need(&["value", "name", "valeur"], faults);
    let min = table.need(&["min"], faults);
    let max = table.need(&["max"], faults);
    let (Some(feature), Some(value), Some(min), Some(max)) = (feature, value, min, max) else {
        return Vec::new();
    };
    let flex = (table.find(&["min_flex"]), table.find(&["max_flex"]));
    let mut found = Vec::new();
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (row, cells) in &table.rows {
        let cell = |at: usize| cells.get(at).cloned().unwrap_or_default();
        let mut number = |at: usize, blank: Option<u32>| {
            let text = cell(at);
            if text.is_empty()
                && let Some(value) = blank
            {
                return value;
            }
            text.parse::<u32>().unwrap_or_else(|_| {
                let column = table.header.get(at).cloned().unwrap_or_default();
                faults.push(Fault::at(table.file, *row, Kind::NotCount).column(&column, &text));
                0
            })
        };
        let low = number(min, None);
        let high = number(max, None);
        // The Python package writes 0 and k for "no limit" and leaves the columns out for "no flex".
        let min_flex = flex.0.map_or(low, |at| number(at, Some(low)));
        let max_flex = flex.1.map_or(high, |at| number(at, Some(high)));
        let quota = Quota {
            feature: cell(feature),
            value: cell(value),
            min: low,
            max: high,
            min_flex,
            max_flex,
        };
        check_line(table, *row, &quota, k, faults);
        let place = (quota.feature.clone(), quota.value.clone());
        if places.insert(place, *row).is_some() {
            faults.push(
                Fault::at(table.file, *row, Kind::QuotaTwice).column(&quota.feature, &quota.value),
            );
        }
        found.push(quota);
    }
    found
}

fn check_line(table: &Table, row: usize, quota: &Quota, k: u32, faults: &mut Vec<Fault>) {
    let _ = k;
    let mut tell = |kind| {
        faults.push(Fault::at(table.file, row, kind).column(&quota.feature, &quota.value));
    };
    if quota.min > quota.max {
        tell(Kind::MinAboveMax);
    }
    if quota.min_flex > quota.min || quota.max_flex < quota.max {
        tell(Kind::FlexInside);
    }
}

fn volunteers(
    table: &Table,
    meta: &Meta,
    quotas: &[Quota],
    faults: &mut Vec<Fault>,
) -> (Vec<Volunteer>, Vec<Fault>) {
    let id = table.need(&[&meta.id_column], faults);
    let features: BTreeSet<&str> = quotas.iter().map(|quota| quota.feature.as_str()).collect();
    let known: BTreeSet<(&str, &str)> = quotas
        .iter()
        .map(|quota| (quota.feature.as_str(), quota.value.as_str()))
        .collect();
    let limited = meta.rules.at_most.iter().map(|(name, _)| name.as_str());
    let all: BTreeSet<&str> = features.iter().copied().chain(limited).collect();
    let columns: Vec<(&str, Option<usize>)> = all
        .into_iter()
        .map(|feature| (feature, table.need(&[feature], faults)))
        .collect();
    let groups: Vec<Option<usize>> = meta
        .address_columns
        .iter()
        .map(|name| table.need(&[name], faults))
        .collect();
    let Some(id) = id else {
        return (Vec::new(), Vec::new());
    };
    let mut seen: BTreeMap<String, (usize, Volunteer)> = BTreeMap::new();
    let mut notes = Vec::new();
    for (row, cells) in &table.rows {
        let cell = |at: usize| cells.get(at).cloned().unwrap_or_default();
        let reference = cell(id);
        if reference.is_empty() {
            faults.push(Fault::at(table.file, *row, Kind::BlankId).column(&meta.id_column, ""));
            continue;
        }
        let mut values = BTreeMap::new();
        for (feature, at) in &columns {
            let Some(at) = at else { continue };
            let value = cell(*at);
            // A column that only a rule limits may hold anything.
            if features.contains(feature) && !known.contains(&(*feature, value.as_str())) {
                let mut fault = Fault::unknown_value(&reference, feature, &value, quotas);
                fault.file = table.file;
                fault.row = Some(*row);
                faults.push(fault);
            }
            values.insert((*feature).to_owned(), value);
        }
        let parts: Vec<String> = groups.iter().flatten().map(|at| cell(*at)).collect();
        let blank = parts.iter().all(String::is_empty);
        let volunteer = Volunteer {
            id: reference.clone(),
            features: values,
            group: (!blank).then(|| parts.join(" / ")),
        };
        match seen.get(&reference) {
            Some((_, other)) if *other == volunteer => {
                let kind = Kind::SameTwice;
                notes.push(Fault::at(table.file, *row, kind).column(&meta.id_column, &reference));
            }
            Some((first, _)) => faults.push(
                Fault::at(table.file, *row, Kind::IdTwice)
                    .column(&format!("(+ {first})"), &reference),
            ),
            None => {
                seen.insert(reference, (*row, volunteer));
            }
        }
    }
    let volunteers = seen.into_values().map(|(_, volunteer)| volunteer).collect();
    (volunteers, notes)
}
