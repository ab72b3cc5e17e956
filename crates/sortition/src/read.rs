//! Turns the bytes of `categories.csv`, `respondents.csv` and `meta.json` into a [`Problem`].
//!
//! Owns encodings (UTF-8 with or without mark, UTF-16, Windows-1252), delimiters (`,` `;` tab),
//! and the comparison form of words: Unicode NFC, every run of blanks one space, none at the ends.
//! A file is refused whole, with every fault found. Never opens a file.

use crate::fault::{Fault, File, Kind};
use crate::problem::{Problem, Quota, Volunteer};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

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
        let categories = Table::read(File::Categories, categories, &mut faults);
        let respondents = Table::read(File::Respondents, respondents, &mut faults);
        let (Some(categories), Some(respondents)) = (categories, respondents) else {
            return Err(faults);
        };
        let quotas = quotas(&categories, meta.k, &mut faults);
        let (volunteers, notes) = volunteers(&respondents, &meta, &quotas, &mut faults);
        if faults.is_empty() {
            let mut problem = Self::new(meta.k, quotas, volunteers)?;
            problem.add_notes(notes);
            Ok(problem)
        } else {
            Err(faults)
        }
    }
}

struct Meta {
    k: u32,
    id_column: String,
    address_columns: Vec<String>,
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
        let address_columns = match json.get("address_columns") {
            None | Some(serde_json::Value::Null) => Vec::new(),
            Some(names) => names
                .as_array()
                .ok_or(fault("address_columns"))?
                .iter()
                .map(|name| name.as_str().map(word).ok_or(fault("address_columns")))
                .collect::<Result<_, _>>()?,
        };
        Ok(Self {
            k,
            id_column,
            address_columns,
        })
    }
}

/// The comparison form of a cell.
pub(crate) fn word(raw: &str) -> String {
    let composed: String = raw
        .nfc()
        .filter(|c| !matches!(c, '\u{feff}' | '\u{200b}'))
        .collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text of a file as people save it, or `None` when it is none of the encodings we read.
///
/// Windows-1252 gives a letter to nearly every byte, so that it comes last; ISO-8859-15 differs in
/// eight signs only and cannot be told apart from it except by the euro sign (0xA4), which no
/// Windows-1252 text of ours uses otherwise, and by the `œ`, `Œ` and `Ÿ` of French.
pub(crate) fn decode(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(bytes.get(mark..)?);
        return (!bad).then(|| text.into_owned());
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(bytes);
        return (!bad).then(|| text.into_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (!text.contains('\0')).then(|| text.to_owned());
    }
    if bytes.contains(&0) {
        return None;
    }
    let latin9 = bytes.iter().any(|b| matches!(b, 0xA4 | 0xBC | 0xBD | 0xBE))
        && !bytes.iter().any(|b| (0x80..0xA0).contains(b));
    let encoding = if latin9 {
        encoding_rs::ISO_8859_15
    } else {
        encoding_rs::WINDOWS_1252
    };
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    (!bad).then(|| text.into_owned())
}

fn utf16_without_mark(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    if bytes.len() < 4 || bytes.len() % 2 == 1 {
        return None;
    }
    let zeros = |odd: usize| {
        bytes
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let half = bytes.len() / 2;
    if zeros(1) * 2 > half && zeros(0) == 0 {
        Some(encoding_rs::UTF_16LE)
    } else if zeros(0) * 2 > half && zeros(1) == 0 {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

struct Table {
    file: File,
    header: Vec<String>,
    /// Line number and cells.
    rows: Vec<(usize, Vec<String>)>,
}

impl Table {
    fn read(file: File, bytes: &[u8], faults: &mut Vec<Fault>) -> Option<Self> {
        let before = faults.len();
        let Some(text) = decode(bytes) else {
            faults.push(Fault::at(file, 1, Kind::Encoding));
            return None;
        };
        if text.trim().is_empty() {
            faults.push(Fault::at(file, 1, Kind::Empty));
            return None;
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        if let Some(row) = open_quote(&text) {
            faults.push(Fault::at(file, row, Kind::OpenQuote));
            return None;
        }
        let mut lines = records(&text).into_iter();
        let (head_row, head) = lines.next()?;
        let header: Vec<String> = head.iter().map(|cell| word(cell)).collect();
        let mut seen = BTreeSet::new();
        for name in &header {
            if !name.is_empty() && !seen.insert(name) {
                faults.push(Fault::at(file, head_row, Kind::ColumnTwice).column(name, name));
            }
        }
        let mut rows = Vec::new();
        for (row, cells) in lines {
            if cells.len() == header.len() {
                rows.push((row, cells.iter().map(|cell| word(cell)).collect()));
            } else {
                let extra = cells.get(header.len()).or(cells.last());
                let value = extra.map(|cell| word(cell)).unwrap_or_default();
                let column = header.get(cells.len()).or(header.last()).cloned();
                faults.push(
                    Fault::at(file, row, Kind::Cells(cells.len(), header.len()))
                        .column(&column.unwrap_or_default(), &value),
                );
            }
        }
        if rows.is_empty() && faults.len() == before {
            faults.push(Fault::at(file, 1, Kind::HeaderOnly));
        }
        (faults.len() == before).then_some(Self { file, header, rows })
    }

    fn find(&self, names: &[&str]) -> Option<usize> {
        names
            .iter()
            .find_map(|name| self.header.iter().position(|head| head == name))
    }

    fn need(&self, names: &[&str], faults: &mut Vec<Fault>) -> Option<usize> {
        let at = self.find(names);
        if at.is_none() {
            let name = names.first().copied().unwrap_or_default();
            faults.push(Fault::at(self.file, 1, Kind::ColumnMissing).column(name, ""));
        }
        at
    }
}

/// The line on which a quotation mark opens that never closes.
fn open_quote(text: &str) -> Option<usize> {
    let mut row = 1;
    let mut opened = None;
    for c in text.chars() {
        match c {
            '"' => opened = if opened.is_some() { None } else { Some(row) },
            '\n' => row += 1,
            _ => {}
        }
    }
    opened
}

/// Records with the line on which each begins; blank lines are skipped.
fn records(text: &str) -> Vec<(usize, Vec<String>)> {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let count = |mark: char| first.chars().filter(|c| *c == mark).count();
    let delimiter = [(count(';'), b';'), (count('\t'), b'\t'), (count(','), b',')]
        .into_iter()
        .max_by_key(|(times, _)| *times)
        .map_or(b',', |(_, mark)| mark);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records().map_while(Result::ok) {
        let row = record
            .position()
            .and_then(|at| usize::try_from(at.line()).ok())
            .unwrap_or(1);
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push((row, cells));
        }
    }
    rows
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
    let columns: Vec<(&str, Option<usize>)> = features
        .iter()
        .map(|feature| (*feature, table.need(&[feature], faults)))
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
            if !known.contains(&(*feature, value.as_str())) {
                let mut fault = Fault::unknown_value(&reference, feature, &value, quotas);
                fault.file = Some(table.file);
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
