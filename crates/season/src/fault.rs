//! Why a folder is refused: one fault per cell or key, as data; sentences are in [`crate::words`].
//!
//! A fault never holds a file's whole content, only the value that is wrong.

use jiff::civil::Date;

use crate::terms::Feature;

/// What a value should have been. Says nothing about where it stands: see [`Fault`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expected {
    /// The file, which is missing from the folder.
    File,
    /// One of the files a season is made of.
    KnownFile,
    /// Text in UTF-8, UTF-16 or Windows-1252, without a mixture of them.
    ReadableText,
    /// A header row followed by rows.
    HeaderRow,
    /// A closing quotation mark for the cell that begins here.
    ClosingQuote,
    /// A separator or the end of the row after a closing quotation mark.
    NothingAfterQuote,
    /// As many cells as the header has columns.
    Cells {
        /// Cells in the header.
        header: u32,
        /// Cells in this row.
        found: u32,
    },
    /// A column that is missing from the header.
    Column,
    /// One of the known columns or keys, which are listed.
    KnownColumn(Vec<String>),
    /// This column once only.
    ColumnOnce,
    /// Any value: the cell or key must not be blank.
    Something,
    /// One of the values listed.
    OneOf(Vec<String>),
    /// A day such as 2018-03-14 or 14/03/2018.
    Day,
    /// A whole number between two bounds, both included.
    WholeNumber {
        /// Smallest number accepted.
        min: u64,
        /// Largest number accepted.
        max: u64,
    },
    /// Text without control characters, of at most this many characters.
    Text {
        /// Characters at most.
        max: u32,
    },
    /// Lower-case letters a to z, digits and single hyphens.
    Slug,
    /// Nine digits whose check digit is right.
    Siren,
    /// Fourteen digits whose check digit is right.
    Siret,
    /// An e-mail address.
    Email,
    /// A TOML value of this kind: `table`, `array of tables` or `value`.
    TomlKind(&'static str),
    /// Well-formed TOML; the parser's remark is kept.
    TomlSyntax(String),
    /// A value that no other row has.
    Unique {
        /// File of the row that has it first.
        file: String,
        /// Row (or line of `season.toml`) that has it first.
        first_row: u32,
    },
    /// The same value as another row about the same person.
    SameAs {
        /// Row that says otherwise.
        first_row: u32,
        /// What that row says.
        value: String,
    },
    /// A reference of `team.csv` or `volunteers.csv`, for this authority.
    KnownPerson,
    /// A reference that `team.csv` gives the role of pilot in this authority.
    Pilot,
    /// A day that is not before the other one.
    NotBefore {
        /// Column or key of the other day.
        other: &'static str,
        /// The other day.
        day: Date,
    },
    /// No overlap with another period of the same person in the same role.
    NoOverlap {
        /// Row with the other period.
        first_row: u32,
    },
    /// A number that is at least the number of another column.
    AtLeast {
        /// The other column.
        other: &'static str,
        /// Its number.
        number: u32,
    },
    /// Two authorities at least.
    SeveralAuthorities,
    /// A resident of `team.csv`.
    Resident,
    /// A number that is at most the number of another column.
    AtMost {
        /// The other column.
        other: &'static str,
        /// Its number.
        number: u32,
    },
    /// Minimums of one feature that add up to at most the seats.
    MinimumsWithin {
        /// Name of the authority.
        authority: String,
        /// Feature whose values are added up.
        feature: Feature,
        /// Sum of the minimums.
        sum: u32,
        /// Seats of the authority.
        seats: u32,
    },
    /// Maximums of one feature that add up to at least the seats.
    MaximumsReaching {
        /// Name of the authority.
        authority: String,
        /// Feature whose values are added up.
        feature: Feature,
        /// Sum of the maximums.
        sum: u32,
        /// Seats of the authority.
        seats: u32,
    },
    /// An authority: a row of this role cannot belong to the whole season.
    AuthorityForRole,
    /// Notice only: the same row twice is kept once.
    KeptOnce {
        /// Row that is kept.
        first_row: u32,
    },
    /// Notice only: two references share an e-mail address.
    AnotherPerson {
        /// Row with the same address.
        first_row: u32,
    },
    /// Notice only: this column is not part of the format and is left aside.
    IgnoredColumn,
    /// Notice only: the table has a header and no row.
    Rows,
}

/// One thing to correct in one file, or one thing to know about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// File name inside the folder.
    pub file: String,
    /// Row as a spreadsheet numbers it, the header being row 1; for `season.toml` the line.
    pub row: u32,
    /// Column as its header is typed; for `season.toml` the key with its table. Blank when the
    /// whole row or file is meant.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What was expected instead.
    pub expected: Expected,
    /// A correction, when there is one.
    pub proposal: Option<String>,
}

/// A value that is refused, before anybody knows where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// What was expected.
    pub expected: Expected,
    /// A correction, when there is one.
    pub proposal: Option<String>,
}

impl Wrong {
    /// A refusal without a correction.
    #[must_use]
    pub const fn new(expected: Expected) -> Self {
        Self {
            expected,
            proposal: None,
        }
    }

    /// A refusal with a correction, when there is one.
    #[must_use]
    pub const fn with(expected: Expected, proposal: Option<String>) -> Self {
        Self { expected, proposal }
    }
}

/// Where faults and notices are gathered while a folder is read.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    pub(crate) faults: Vec<Fault>,
    pub(crate) notices: Vec<Fault>,
}

/// A place in a folder.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) file: &'a str,
    pub(crate) row: u32,
    pub(crate) column: &'a str,
}

impl Faults {
    pub(crate) fn refuse(&mut self, place: Place<'_>, value: &str, wrong: Wrong) {
        self.faults.push(fault(place, value, wrong));
    }

    pub(crate) fn tell(&mut self, place: Place<'_>, value: &str, expected: Expected) {
        self.notices.push(fault(place, value, Wrong::new(expected)));
    }
}

fn fault(place: Place<'_>, value: &str, wrong: Wrong) -> Fault {
    Fault {
        file: place.file.to_owned(),
        row: place.row,
        column: place.column.to_owned(),
        value: value.to_owned(),
        expected: wrong.expected,
        proposal: wrong.proposal,
    }
}
