//! `season.toml` in canonical form: fixed order of keys, absent facts left out.

use std::fmt::{Display, Write as _};

use crate::authority::Authority;
use crate::edition::{Override, OverrideValue};
use crate::season::{FORMAT, Season};

/// A document that grows key by key.
struct Document(String);

/// The document of a season.
pub(crate) fn write(season: &Season) -> String {
    let mut document = Document(String::new());
    document.text("format", FORMAT);
    let edition = &season.edition;
    document.open("[edition]");
    document.text("name", edition.name.as_str());
    document.text("slug", edition.slug.as_str());
    document.bare("starts_on", edition.starts_on);
    document.bare("ends_on", edition.ends_on);
    document.bare("seed", edition.seed);
    document.bare("fictional", edition.fictional);
    document.maybe("notes", edition.notes.as_ref());
    document.open("[protocol]");
    document.text("id", season.protocol.id.as_str());
    document.bare("version", season.protocol.version);
    for one in &season.protocol.overrides {
        document.override_of(one);
    }
    for authority in &season.authorities {
        document.authority(authority);
    }
    document.0
}

impl Document {
    fn open(&mut self, header: &str) {
        self.0.push('\n');
        self.0.push_str(header);
        self.0.push('\n');
    }

    fn bare(&mut self, key: &str, value: impl Display) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn text(&mut self, key: &str, text: &str) {
        let quoted = quote(text);
        self.bare(key, quoted);
    }

    fn maybe(&mut self, key: &str, text: Option<&impl AsRef<str>>) {
        if let Some(text) = text {
            self.text(key, text.as_ref());
        }
    }

    fn maybe_bare(&mut self, key: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.bare(key, value);
        }
    }

    fn override_of(&mut self, one: &Override) {
        self.open("[[protocol.override]]");
        self.text("rule", one.rule.as_str());
        self.text("parameter", one.parameter.as_str());
        match &one.value {
            OverrideValue::Whole(number) => self.bare("value", number),
            // The debug form keeps the decimal point that makes it a TOML float.
            OverrideValue::Decimal(number) => self.bare("value", format_args!("{number:?}")),
            OverrideValue::Switch(switch) => self.bare("value", switch),
            OverrideValue::Word(word) => self.text("value", word.as_str()),
            OverrideValue::Wholes(numbers) => self.bare("value", format_args!("{numbers:?}")),
        }
        self.text("author", one.author.as_str());
        self.text("reason", one.reason.as_str());
        self.bare("on", one.on);
    }

    fn authority(&mut self, one: &Authority) {
        self.open("[[authority]]");
        self.text("slug", one.slug.as_str());
        self.text("siren", one.siren.as_str());
        self.text("name", one.name.as_str());
        self.text("kind", one.kind.word());
        self.maybe("town", one.town.as_ref());
        self.maybe("theme", one.theme.as_ref());
        self.text("stage", one.stage.word());
        self.maybe_bare("convention_signed_on", one.convention_signed_on);
        self.maybe_bare("starts_on", one.starts_on);
        self.maybe_bare("ends_on", one.ends_on);
        self.maybe("pilot", one.pilot.as_ref());
        self.text("school_zone", one.school_zone.word());
        self.text("holidays", one.holidays.word());
        self.bare("seats", one.seats);
        self.bare("substitutes", one.substitutes);
        self.maybe_bare("call_opens_on", one.call_opens_on);
        self.maybe_bare("call_closes_on", one.call_closes_on);
        self.maybe("facts", one.facts.as_ref());
        for room in &one.rooms {
            self.open("[[authority.room]]");
            self.text("id", room.id.as_str());
            self.text("name", room.name.as_str());
            self.bare("capacity", room.capacity);
        }
    }
}

/// A TOML basic string, on several lines when the text has several.
fn quote(text: &str) -> String {
    let lines = text.contains('\n');
    let mut quoted = String::from(if lines { "\"\"\"\n" } else { "\"" });
    for letter in text.chars() {
        match letter {
            '\\' => quoted.push_str("\\\\"),
            '"' => quoted.push_str("\\\""),
            '\n' => quoted.push('\n'),
            '\t' => quoted.push_str("\\t"),
            _ => quoted.push(letter),
        }
    }
    quoted.push_str(if lines { "\"\"\"" } else { "\"" });
    quoted
}
