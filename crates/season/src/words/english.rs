//! English sentences of faults and notices.

use super::list;
use crate::fault::Expected;
use crate::season::FILES;

/// What was expected, in words.
pub(super) fn words(expected: &Expected) -> String {
    match expected {
        Expected::File => "this file is missing from the folder".to_owned(),
        Expected::KnownFile => format!("files expected: {}", FILES.join(", ")),
        Expected::ReadableText => {
            "unreadable text or mixed encodings; save the file as UTF-8".to_owned()
        }
        Expected::HeaderRow => "the file is empty; a header row is expected".to_owned(),
        Expected::ClosingQuote => {
            "the quotation mark opened in this cell is never closed".to_owned()
        }
        Expected::NothingAfterQuote => {
            "a separator or the end of the row is expected after the closing quotation mark"
                .to_owned()
        }
        Expected::Cells { header, found } => {
            format!("{header} cells expected as in the header, {found} found")
        }
        Expected::Column => "this mandatory column is missing".to_owned(),
        Expected::KnownColumn(known) => format!("known names: {}", list(known)),
        Expected::ColumnOnce => "this column is there twice".to_owned(),
        Expected::Something => "a value is expected".to_owned(),
        Expected::OneOf(values) if values.len() == 1 => format!("expected {}", list(values)),
        Expected::OneOf(values) => format!("expected one of: {}", list(values)),
        Expected::Day => "a day is expected, such as 2018-03-14 or 14/03/2018".to_owned(),
        Expected::WholeNumber { min, max } => {
            format!("a whole number from {min} to {max} is expected")
        }
        Expected::Text { max } => {
            format!("text of at most {max} characters, without control characters, is expected")
        }
        Expected::Slug => {
            "letters a to z, digits and hyphens are expected (no accents, no capitals)".to_owned()
        }
        Expected::Siren => {
            "a SIREN number is expected: nine digits with a right check digit".to_owned()
        }
        Expected::Siret => {
            "a SIRET number is expected: fourteen digits with a right check digit".to_owned()
        }
        Expected::Email => "an e-mail address is expected".to_owned(),
        Expected::TomlKind(kind) => format!("expected: {}", kind_words(kind)),
        Expected::TomlSyntax(remark) => format!("this is not well-formed TOML ({remark})"),
        other => relation(other),
    }
}

fn kind_words(kind: &str) -> &'static str {
    match kind {
        "table" => "a section such as [edition]",
        "array of tables" => "repeated sections such as [[authority]]",
        _ => "a plain value: quoted text, number, day, true or false",
    }
}

fn relation(expected: &Expected) -> String {
    match expected {
        Expected::Unique { file, first_row } => {
            let row = if file.ends_with(".toml") {
                "line"
            } else {
                "row"
            };
            format!("already used in {file}, {row} {first_row}")
        }

        Expected::SameAs { first_row, value } => {
            format!("row {first_row} says “{value}” for the same reference")
        }
        Expected::KnownPerson => {
            "a reference of team.csv or volunteers.csv, in this authority, is expected".to_owned()
        }
        Expected::Pilot => {
            "a person with the role “pilote” in team.csv, for this authority, is expected"
                .to_owned()
        }
        Expected::SeveralAuthorities => {
            "two authorities at least are expected, separated by commas".to_owned()
        }
        Expected::Resident => {
            "the reference of somebody with the role “résident” in team.csv is expected".to_owned()
        }
        Expected::NotBefore { other, day } => {
            format!("a day that is not before “{other}” ({day}) is expected")
        }
        Expected::NoOverlap { first_row } => {
            format!("the same person already has this role at that time, row {first_row}")
        }
        Expected::AtLeast { other, number } => {
            format!("a number that is at least “{other}” ({number}) is expected")
        }
        Expected::AtMost { other, number } => {
            format!("a number that is at most “{other}” ({number}) is expected")
        }
        Expected::MinimumsWithin {
            authority,
            feature,
            sum,
            seats,
        } => format!(
            "the minimums of the feature “{}” make {sum}, more than the {seats} seats of “{authority}”",
            feature.word()
        ),
        Expected::MaximumsReaching {
            authority,
            feature,
            sum,
            seats,
        } => format!(
            "the maximums of the feature “{}” make {sum}, fewer than the {seats} seats of “{authority}”",
            feature.word()
        ),
        Expected::AuthorityForRole => {
            "an authority is expected; only “coordination” and “partenaire” may bear on the whole \
             season"
                .to_owned()
        }
        Expected::KeptOnce { first_row } => format!("the same as row {first_row}, kept once"),
        Expected::AnotherPerson { first_row } => {
            format!("the same address as in row {first_row}; is it the same person?")
        }
        Expected::IgnoredColumn => "this column is not read".to_owned(),
        _ => "the table has no row".to_owned(),
    }
}
