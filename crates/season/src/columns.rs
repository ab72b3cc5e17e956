//! Columns of a table: which header means what, and typed access to the cells of a row.
//!
//! Headers are compared without case, accents and signs. A missing, repeated or misspelt column
//! is refused; a foreign one is left aside and told.

use std::collections::BTreeMap;

use crate::fault::{Expected, Faults, Place, Wrong};
use crate::table::{self, RawRow};
use crate::text::{fold, nearest};

/// A column of the format.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) aliases: &'static [&'static str],
    pub(crate) mandatory: bool,
}

/// A table of the format.
pub(crate) struct Sheet {
    pub(crate) file: &'static str,
    pub(crate) columns: &'static [Column],
}

/// A file whose header is understood.
pub(crate) struct Table {
    file: &'static str,
    places: BTreeMap<&'static str, (usize, String)>,
    rows: Vec<RawRow>,
}

/// A row of a table.
#[derive(Clone, Copy)]
pub(crate) struct Row<'t> {
    table: &'t Table,
    raw: &'t RawRow,
}

impl Sheet {
    /// Understands a file's header and the width of its rows.
    pub(crate) fn open(&self, bytes: &[u8], faults: &mut Faults) -> Option<Table> {
        let mut rows = table::parse(self.file, bytes, faults)?;
        let before = faults.faults.len();
        let header = rows.remove(0);
        let places = self.places(&header, faults);
        for column in self.columns {
            if column.mandatory && !places.contains_key(column.name) {
                let place = Place {
                    file: self.file,
                    row: header.number,
                    column: column.name,
                };
                faults.refuse(place, "", Wrong::new(Expected::Column));
            }
        }
        if faults.faults.len() > before {
            return None;
        }
        rows.retain(|row| self.is_as_wide(row, &header, faults));
        Some(Table {
            file: self.file,
            places,
            rows,
        })
    }

    fn places(
        &self,
        header: &RawRow,
        faults: &mut Faults,
    ) -> BTreeMap<&'static str, (usize, String)> {
        let mut places = BTreeMap::new();
        for (place, typed) in header.cells.iter().enumerate() {
            let typed = typed.trim();
            let here = Place {
                file: self.file,
                row: header.number,
                column: typed,
            };
            match self.column(typed) {
                Some(name) if places.contains_key(name) => {
                    faults.refuse(here, typed, Wrong::new(Expected::ColumnOnce));
                }
                Some(name) => {
                    places.insert(name, (place, typed.to_owned()));
                }
                None if typed.is_empty() => {}
                None => self.unknown(here, typed, faults),
            }
        }
        places
    }

    fn column(&self, typed: &str) -> Option<&'static str> {
        let wanted = fold(typed);
        let means = |column: &&Column| {
            fold(column.name) == wanted || column.aliases.iter().any(|alias| fold(alias) == wanted)
        };
        self.columns.iter().find(means).map(|column| column.name)
    }

    /// A header near a known one is a slip; another one is a column the coordinator keeps.
    fn unknown(&self, here: Place<'_>, typed: &str, faults: &mut Faults) {
        let names = || self.columns.iter().map(|column| column.name);
        match nearest(typed, names()) {
            Some(near) => {
                let known = Expected::KnownColumn(names().map(str::to_owned).collect());
                faults.refuse(here, typed, Wrong::with(known, Some(near.to_owned())));
            }
            None => faults.tell(here, typed, Expected::IgnoredColumn),
        }
    }

    /// Blank cells beyond the header are what spreadsheets leave behind; words are not.
    fn is_as_wide(&self, row: &RawRow, header: &RawRow, faults: &mut Faults) -> bool {
        let extra = row
            .cells
            .iter()
            .skip(header.cells.len())
            .find(|cell| !cell.trim().is_empty());
        if extra.is_none() && row.cells.len() >= header.cells.len() {
            return true;
        }
        let count = |cells: &[String]| u32::try_from(cells.len()).unwrap_or(u32::MAX);
        let cells = Expected::Cells {
            header: count(&header.cells),
            found: count(&row.cells),
        };
        let column = header
            .cells
            .get(row.cells.len())
            .map_or("", |name| name.trim());
        let place = Place {
            file: self.file,
            row: row.number,
            column,
        };
        faults.refuse(
            place,
            extra.map_or("", |cell| cell.trim()),
            Wrong::new(cells),
        );
        false
    }
}

impl Table {
    /// Rows that are not blank.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|raw| Row { table: self, raw })
    }

    /// Headers as they are typed, by the name of the column.
    pub(crate) fn headers(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.places
            .iter()
            .map(|(name, (_, typed))| (*name, typed.as_str()))
    }
}

impl<'t> Row<'t> {
    /// Number of the row in a spreadsheet.
    pub(crate) const fn number(&self) -> u32 {
        self.raw.number
    }

    fn cell(&self, column: &str) -> &'t str {
        let place = self.table.places.get(column);
        place
            .and_then(|(place, _)| self.raw.cells.get(*place))
            .map_or("", String::as_str)
    }

    fn place<'c>(&self, column: &'c str) -> Place<'c>
    where
        't: 'c,
    {
        let typed = self
            .table
            .places
            .get(column)
            .map_or(column, |(_, typed)| typed.as_str());
        Place {
            file: self.table.file,
            row: self.raw.number,
            column: typed,
        }
    }

    /// The value of a cell that must not be blank, or nothing and a fault.
    pub(crate) fn required<T>(
        &self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Wrong>,
        faults: &mut Faults,
    ) -> Option<T> {
        let cell = self.cell(column);
        match parse(cell) {
            Ok(value) => Some(value),
            Err(wrong) => {
                faults.refuse(self.place(column), cell.trim(), wrong);
                None
            }
        }
    }

    /// The value of a cell that may be blank; the outer nothing comes with a fault.
    #[expect(
        clippy::option_option,
        reason = "refused and left blank are two things"
    )]
    pub(crate) fn optional<T>(
        &self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Wrong>,
        faults: &mut Faults,
    ) -> Option<Option<T>> {
        let cell = self.cell(column);
        match parse(cell) {
            Ok(value) => Some(Some(value)),
            Err(wrong) if wrong.expected == Expected::Something => Some(None),
            Err(wrong) => {
                faults.refuse(self.place(column), cell.trim(), wrong);
                None
            }
        }
    }
}
