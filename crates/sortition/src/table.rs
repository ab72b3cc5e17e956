//! A table as people save it: encodings (UTF-8 with or without mark, UTF-16, Windows-1252,
//! ISO-8859-15), delimiters (`,` `;` tab), and the comparison form of words: Unicode NFC, every run
//! of blanks one space, none at the ends.
//!
//! A table is refused whole, with every fault of its form. Never opens a file, never guesses a value.

use crate::fault::{Fault, File, Kind};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

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

/// A table as it comes out of a spreadsheet: whatever its encoding, delimiter and line ends.
///
/// ```
/// use sortition::Table;
/// let table = Table::read(None, "id;site\r\nV1;Siège\r\n".as_bytes()).unwrap();
/// assert_eq!(table.header, ["id", "site"]);
/// assert_eq!(table.rows, [(2, vec!["V1".to_owned(), "Siège".to_owned()])]);
/// let faults = Table::read(None, b"id,site\nV1\n").unwrap_err();
/// assert_eq!((faults[0].row, faults[0].column.as_deref()), (Some(2), Some("site")));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub(crate) file: Option<File>,
    /// Names of the columns.
    pub header: Vec<String>,
    /// Line number and cells; as many cells as columns.
    pub rows: Vec<(usize, Vec<String>)>,
}

impl Table {
    /// Reads a table.
    ///
    /// # Errors
    /// Every fault of its form: encoding, an open quotation mark, a column named twice, lines with
    /// more or fewer cells than the header, no line at all.
    pub fn read(file: Option<File>, bytes: &[u8]) -> Result<Self, Vec<Fault>> {
        let one = |row, kind| Err(vec![Fault::at(file, row, kind)]);
        let Some(text) = decode(bytes) else {
            return one(1, Kind::Encoding);
        };
        if text.trim().is_empty() {
            return one(1, Kind::Empty);
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        if let Some(row) = open_quote(&text) {
            return one(row, Kind::OpenQuote);
        }
        let mut lines = records(&text).into_iter();
        let Some((head_row, head)) = lines.next() else {
            return one(1, Kind::Empty);
        };
        let mut faults = Vec::new();
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
                rows.push((row, cells.iter().map(|cell| word(restored(cell))).collect()));
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
        if rows.is_empty() && faults.is_empty() {
            faults.push(Fault::at(file, 1, Kind::HeaderOnly));
        }
        if faults.is_empty() {
            Ok(Self { file, header, rows })
        } else {
            Err(faults)
        }
    }

    /// The place of the first of these columns that the table has.
    #[must_use]
    pub fn find(&self, names: &[&str]) -> Option<usize> {
        names
            .iter()
            .find_map(|name| self.header.iter().position(|head| head == name))
    }

    /// The same for a column that it must have; a fault under its first name when it has none.
    pub fn need(&self, names: &[&str], faults: &mut Vec<Fault>) -> Option<usize> {
        let at = self.find(names);
        if at.is_none() {
            let name = names.first().copied().unwrap_or_default();
            faults.push(Fault::at(self.file, 1, Kind::ColumnMissing).column(name, ""));
        }
        at
    }
}

/// What a cell held before it was defused: an apostrophe goes in front of what a spreadsheet would
/// calculate, and is no part of the value.
fn restored(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => cell,
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
