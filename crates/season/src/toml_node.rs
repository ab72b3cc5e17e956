//! Typed access to `season.toml` that remembers lines and reports every fault.
//!
//! Scalars of any TOML type go through the same readers as the cells of tables, so that
//! `siren = 217500016` and `siren = "217 500 016"` mean the same.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fault::{Expected, Faults, Place, Wrong};
use crate::text::nearest;

const FILE: &str = "season.toml";

/// A table of the document, its path and its line.
#[derive(Clone)]
pub(crate) struct Node<'t> {
    source: &'t str,
    path: String,
    pub(crate) line: u32,
    table: Option<&'t DeTable<'t>>,
}

impl<'t> Node<'t> {
    /// The document itself.
    pub(crate) const fn root(source: &'t str, table: &'t DeTable<'t>) -> Self {
        Self {
            source,
            path: String::new(),
            line: 1,
            table: Some(table),
        }
    }

    fn key(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    fn get(&self, key: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.table.and_then(|table| table.get(key))
    }

    fn line_of(&self, value: &Spanned<DeValue<'_>>) -> u32 {
        line_at(self.source, value.span().start)
    }

    /// Refuses keys that the format does not have.
    pub(crate) fn only(&self, known: &[&str], faults: &mut Faults) {
        for key in self.table.iter().flat_map(|table| table.keys()) {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let line = line_at(self.source, key.span().start);
                let expected = Expected::KnownColumn(known.iter().map(|&k| k.to_owned()).collect());
                let proposal = nearest(name, known.iter().copied()).map(str::to_owned);
                let column = self.key(name);
                let place = Place {
                    file: FILE,
                    row: line,
                    column: &column,
                };
                faults.refuse(place, name, Wrong::with(expected, proposal));
            }
        }
    }

    /// The value of a key that must be there, or nothing and a fault.
    pub(crate) fn required<T>(
        &self,
        key: &str,
        parse: impl FnOnce(&str) -> Result<T, Wrong>,
        faults: &mut Faults,
    ) -> Option<T> {
        if self.get(key).is_none() {
            self.refuse(key, self.line, Wrong::new(Expected::Something), faults);
            return None;
        }
        self.optional(key, parse, faults)?.or_else(|| {
            let line = self.get(key).map_or(self.line, |value| self.line_of(value));
            self.refuse(key, line, Wrong::new(Expected::Something), faults);
            None
        })
    }

    /// The value of a key that may be absent or blank; the outer nothing comes with a fault.
    #[expect(clippy::option_option, reason = "refused and left out are two things")]
    pub(crate) fn optional<T>(
        &self,
        key: &str,
        parse: impl FnOnce(&str) -> Result<T, Wrong>,
        faults: &mut Faults,
    ) -> Option<Option<T>> {
        let Some(value) = self.get(key) else {
            return Some(None);
        };
        let line = self.line_of(value);
        let Some(text) = scalar(value.get_ref()) else {
            self.refuse(key, line, Wrong::new(Expected::TomlKind("value")), faults);
            return None;
        };
        match parse(&text) {
            Ok(parsed) => Some(Some(parsed)),
            Err(wrong) if wrong.expected == Expected::Something => Some(None),
            Err(wrong) => {
                let column = self.key(key);
                let place = Place {
                    file: FILE,
                    row: line,
                    column: &column,
                };
                faults.refuse(place, text.trim(), wrong);
                None
            }
        }
    }

    fn refuse(&self, key: &str, line: u32, wrong: Wrong, faults: &mut Faults) {
        let column = self.key(key);
        faults.refuse(
            Place {
                file: FILE,
                row: line,
                column: &column,
            },
            "",
            wrong,
        );
    }

    /// A table that must be there; when it is not, an empty one stands for it after the fault.
    pub(crate) fn table(&self, key: &str, faults: &mut Faults) -> Option<Node<'t>> {
        let (line, found) = match self.get(key) {
            None => (self.line, None),
            Some(value) => (self.line_of(value), value.get_ref().as_table()),
        };
        if found.is_none() {
            self.refuse(key, line, Wrong::new(Expected::TomlKind("table")), faults);
        }
        found.map(|table| self.child(key, line, table))
    }

    /// The tables of an array, which may be absent.
    pub(crate) fn tables(&self, key: &str, faults: &mut Faults) -> Vec<Node<'t>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let wrong = || Wrong::new(Expected::TomlKind("array of tables"));
        let Some(array) = value.get_ref().as_array() else {
            self.refuse(key, self.line_of(value), wrong(), faults);
            return Vec::new();
        };
        let mut nodes = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_table() {
                Some(table) => nodes.push(self.child(key, self.line_of(item), table)),
                None => self.refuse(key, self.line_of(item), wrong(), faults),
            }
        }
        nodes
    }

    fn child(&self, key: &str, line: u32, table: &'t DeTable<'t>) -> Node<'t> {
        Node {
            source: self.source,
            path: self.key(key),
            line,
            table: Some(table),
        }
    }

    /// Line of a key, or of the table when the key is not there.
    pub(crate) fn line_of_key(&self, key: &str) -> u32 {
        self.get(key).map_or(self.line, |value| self.line_of(value))
    }

    /// The raw value of a key.
    pub(crate) fn raw(&self, key: &str) -> Option<&'t DeValue<'t>> {
        self.get(key).map(Spanned::get_ref)
    }
}

/// Line of a position, the first one being 1.
pub(crate) fn line_at(source: &str, position: usize) -> u32 {
    let before = source
        .bytes()
        .take(position)
        .filter(|byte| *byte == b'\n')
        .count();
    u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
}

fn scalar<'v>(value: &'v DeValue<'_>) -> Option<Cow<'v, str>> {
    match value {
        DeValue::String(text) => Some(Cow::Borrowed(text)),
        DeValue::Integer(number) => Some(Cow::Owned(number.to_string())),
        DeValue::Float(number) => Some(Cow::Owned(number.to_string())),
        DeValue::Boolean(switch) => Some(Cow::Borrowed(if *switch { "oui" } else { "non" })),
        DeValue::Datetime(moment) => Some(Cow::Owned(moment.to_string())),
        DeValue::Array(_) | DeValue::Table(_) => None,
    }
}
