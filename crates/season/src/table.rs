//! Separated values as spreadsheets write them: into rows of cells, and back.
//!
//! Rows keep the number that a spreadsheet shows, blank rows and line breaks inside cells
//! included. Cells that a spreadsheet would run as a formula are written with an apostrophe in
//! front, which reading removes; reading what was written gives the same cells.

use crate::decode::decode;
use crate::fault::{Expected, Faults, Place, Wrong};

/// A row with at least one cell that is not blank.
#[derive(Debug)]
pub(crate) struct RawRow {
    pub(crate) number: u32,
    pub(crate) cells: Vec<String>,
}

/// Cuts a file into rows; faults of form are reported and give no rows.
pub(crate) fn parse(file: &str, bytes: &[u8], faults: &mut Faults) -> Option<Vec<RawRow>> {
    let place = |row| Place {
        file,
        row,
        column: "",
    };
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(row) => {
            faults.refuse(place(row), "", Wrong::new(Expected::ReadableText));
            return None;
        }
    };
    let (separator, body) = separator(&text);
    let mut cutter = Cutter::new(body, separator);
    while cutter.step() {}
    let mut sound = true;
    for (row, cell, wrong) in cutter.wrongs {
        let column = cutter
            .rows
            .first()
            .and_then(|header| header.cells.get(cell));
        let column = column.map_or("", |name| name.trim()).to_owned();
        faults.refuse(
            Place {
                file,
                row,
                column: &column,
            },
            "",
            Wrong::new(wrong),
        );
        sound = false;
    }
    if cutter.rows.is_empty() && sound {
        faults.refuse(place(1), "", Wrong::new(Expected::HeaderRow));
        sound = false;
    }
    sound.then_some(cutter.rows)
}

/// The separator that cuts the first row that is not blank into most cells. A first line
/// `sep=;`, which Excel hides, is obeyed and not counted.
fn separator(text: &str) -> (char, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let Some(sign) = first
        .trim()
        .strip_prefix("sep=")
        .and_then(|signs| signs.chars().next())
    {
        return (sign, rest);
    }
    let mut counts = [(';', 0), ('\t', 0), (',', 0)];
    let mut quoted = false;
    for letter in text
        .trim_start_matches(['\r', '\n', ' ', ';', ',', '\t'])
        .chars()
    {
        match letter {
            '"' => quoted = !quoted,
            '\n' | '\r' if !quoted => break,
            _ => {
                for (sign, count) in &mut counts {
                    *count += usize::from(*sign == letter && !quoted);
                }
            }
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    (most.map_or(';', |(sign, _)| *sign), text)
}

/// Walks through the letters of a file once.
struct Cutter<'t> {
    letters: std::iter::Peekable<std::str::Chars<'t>>,
    separator: char,
    rows: Vec<RawRow>,
    wrongs: Vec<(u32, usize, Expected)>,
    number: u32,
    cells: Vec<String>,
}

impl<'t> Cutter<'t> {
    fn new(text: &'t str, separator: char) -> Self {
        Self {
            letters: text.chars().peekable(),
            separator,
            rows: Vec::new(),
            wrongs: Vec::new(),
            number: 1,
            cells: Vec::new(),
        }
    }

    /// Reads one cell and what ends it; false at the end of the file.
    fn step(&mut self) -> bool {
        if self.letters.peek().is_none() && self.cells.is_empty() {
            return false;
        }
        let cell = if self.letters.next_if_eq(&'"').is_some() {
            self.quoted()
        } else {
            self.bare()
        };
        self.cells.push(restore(&cell).to_owned());
        match self.letters.next() {
            Some(sign) if sign == self.separator => return true,
            Some('\r') => {
                self.letters.next_if_eq(&'\n');
            }
            _ => {}
        }
        self.end_row();
        self.letters.peek().is_some()
    }

    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            self.rows.push(RawRow {
                number: self.number,
                cells,
            });
        }
        self.number = self.number.saturating_add(1);
    }

    fn at_end_of_cell(&mut self) -> bool {
        let separator = self.separator;
        self.letters
            .peek()
            .is_none_or(|next| matches!(next, '\r' | '\n') || *next == separator)
    }

    /// Quotation marks inside a cell that does not begin with one are ordinary letters.
    fn bare(&mut self) -> String {
        let mut cell = String::new();
        while !self.at_end_of_cell() {
            cell.extend(self.letters.next());
        }
        cell
    }

    fn quoted(&mut self) -> String {
        let mut cell = String::new();
        loop {
            match self.letters.next() {
                None => {
                    self.wrongs
                        .push((self.number, self.cells.len(), Expected::ClosingQuote));
                    return cell;
                }
                Some('"') if self.letters.next_if_eq(&'"').is_none() => break,
                Some(letter) => cell.push(letter),
            }
        }
        let rest = self.bare();
        if !rest.trim().is_empty() {
            self.wrongs
                .push((self.number, self.cells.len(), Expected::NothingAfterQuote));
        }
        cell
    }
}

/// Whether a spreadsheet would run the cell, apostrophes in front aside.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r'])
}

fn restore(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => cell,
    }
}

/// Writes rows in canonical form; the first one is the header.
pub(crate) fn write(rows: &[Vec<String>]) -> Vec<u8> {
    let mut text = String::from('\u{feff}');
    for row in rows {
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                text.push(';');
            }
            write_cell(cell, &mut text);
        }
        text.push_str("\r\n");
    }
    text.into_bytes()
}

fn write_cell(cell: &str, text: &mut String) {
    let defused = if is_formula(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if defused.contains([';', '"', '\n', '\r', ',', '\t']) {
        text.push('"');
        text.push_str(&defused.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(&defused);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(u32, Vec<String>)> {
        let mut faults = Faults::default();
        let rows = parse("t.csv", text.as_bytes(), &mut faults).expect("rows");
        assert!(faults.faults.is_empty());
        rows.into_iter()
            .map(|row| (row.number, row.cells))
            .collect()
    }

    fn wrong(text: &str) -> (u32, String, Expected) {
        let mut faults = Faults::default();
        assert!(parse("t.csv", text.as_bytes(), &mut faults).is_none());
        let fault = faults.faults.remove(0);
        (fault.row, fault.column, fault.expected)
    }

    #[test]
    fn separators_and_line_ends_do_not_matter() {
        let expected = vec![
            (1, vec!["a".into(), "b".into()]),
            (2, vec!["1".into(), "x\ny".into()]),
        ];
        for text in [
            "a;b\n1;\"x\ny\"",
            "a,b\r\n1,\"x\ny\"\r\n",
            "a\tb\r1\t\"x\ny\"\r",
            "sep=;\r\na;b\r\n1;\"x\ny\"\r\n;\r\n\r\n",
        ] {
            assert_eq!(cells(text), expected, "{text:?}");
        }
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let numbers: Vec<u32> = cells("a;b\n\"1\n1\";2\n\n;\n3;4\n")
            .into_iter()
            .map(|row| row.0)
            .collect();
        assert_eq!(numbers, [1, 2, 5]);
    }

    #[test]
    fn quotation_marks_are_checked() {
        assert_eq!(
            wrong("a;b\n1;\"x\n2;y\n"),
            (2, "b".into(), Expected::ClosingQuote)
        );
        assert_eq!(
            wrong("a;b\n\"1\" x;y\n"),
            (2, "a".into(), Expected::NothingAfterQuote)
        );
        assert_eq!(wrong(" \r\n;;\r\n").2, Expected::HeaderRow);
        assert_eq!(cells("a;b\n12\" x;y\n").last().unwrap().1, ["12\" x", "y"]);
    }

    #[test]
    fn formulas_are_defused_and_restored() {
        let row: Vec<String> = [
            "=1+1",
            "+3",
            "-x",
            "@y",
            "'=z",
            "''-",
            "'quoted'",
            "l'eau",
            "",
            "a;\"b\"\nc",
        ]
        .map(str::to_owned)
        .to_vec();
        let bytes = write(&[vec!["h".to_owned(); row.len()], row.clone()]);
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(";'+3;'-x;'@y;''=z;'''-;'quoted';"), "{text}");
        assert_eq!(
            cells(text.trim_start_matches('\u{feff}')).last().unwrap().1,
            row
        );
    }
}
