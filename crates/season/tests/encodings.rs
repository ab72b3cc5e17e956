//! Files as spreadsheets and editors save them: the same people, the same season.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "a test that cannot go on should stop there"
)]

mod common;

use std::collections::BTreeMap;

use season::{Expected, Season};
use unicode_normalization::UnicodeNormalization;

type Files = BTreeMap<String, Vec<u8>>;

/// A small season whose text every encoding can hold.
fn base() -> Files {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/malformed/base");
    season::folder::read_files(&folder).expect("the base folder is readable")
}

fn with_text(change: impl Fn(&str, &str) -> Vec<u8>) -> Files {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the base is UTF-8");
    base()
        .into_iter()
        .map(|(name, bytes)| (name.clone(), change(&name, &text(bytes))))
        .collect()
}

fn assert_same(label: &str, files: &Files) {
    let expected = Season::read(&base()).expect("the base is accepted");
    match Season::read(files) {
        Ok(season) => assert_eq!(season, expected, "{label}"),
        Err(faults) => panic!("{label}: {faults:?}"),
    }
}

/// Cuts the base, which has neither quotation marks nor separators in cells.
fn separated(name: &str, text: &str, separator: &str, line_end: &str) -> Vec<u8> {
    if name.ends_with(".toml") {
        return text.replace('\n', line_end).into_bytes();
    }
    assert!(
        !text.contains('"') && !text.contains(','),
        "{name} is no longer simple"
    );
    text.replace(';', separator)
        .replace('\n', line_end)
        .into_bytes()
}

#[test]
fn separators_and_line_ends() {
    for separator in [",", ";", "\t"] {
        for line_end in ["\n", "\r\n"] {
            let files = with_text(|name, text| separated(name, text, separator, line_end));
            assert_same(&format!("{separator:?} {line_end:?}"), &files);
        }
    }
    let old_mac = with_text(|name, text| {
        let line_end = if name.ends_with(".csv") { "\r" } else { "\n" };
        separated(name, text, ";", line_end)
    });
    assert_same("carriage returns", &old_mac);
}

#[test]
fn encodings() {
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
        let mark = mark.then_some(0xfeff);
        mark.into_iter()
            .chain(text.encode_utf16())
            .flat_map(bytes)
            .collect()
    };
    let marked = |text: &str| ["\u{feff}", text].concat().into_bytes();
    let encode = |text: &str, encoding: &'static encoding_rs::Encoding| {
        let (bytes, _, lossy) = encoding.encode(text);
        assert!(!lossy, "{}", encoding.name());
        bytes.into_owned()
    };
    assert_same("UTF-8 with mark", &with_text(|_, text| marked(text)));
    for mark in [true, false] {
        assert_same(
            "LE",
            &with_text(|_, text| utf16(text, u16::to_le_bytes, mark)),
        );
        assert_same(
            "BE",
            &with_text(|_, text| utf16(text, u16::to_be_bytes, mark)),
        );
    }
    assert_same(
        "1252",
        &with_text(|_, text| encode(text, encoding_rs::WINDOWS_1252)),
    );
    assert_same(
        "8859-15",
        &with_text(|_, text| encode(text, encoding_rs::ISO_8859_15)),
    );
}

#[test]
fn accents_spaces_and_headers() {
    let decomposed = |_: &str, text: &str| text.nfd().collect::<String>().into_bytes();
    assert_same("decomposed", &with_text(decomposed));
    let spaced = |name: &str, text: &str| {
        let padded = text.replace(';', "\u{a0};  ").replace("V-01", "V-01\u{a0}");
        if name.ends_with(".csv") {
            padded.into_bytes()
        } else {
            text.as_bytes().to_vec()
        }
    };
    assert_same("spaces", &with_text(spaced));
    let shouting = |name: &str, text: &str| {
        let (header, rows) = text.split_once('\n').unwrap_or((text, ""));
        let header = header
            .replace("categorie", "CATÉGORIE")
            .replace("collectivite", "Authority");
        let header = header
            .replace("jusqu_au", "Jusqu’au")
            .replace("accord", "Accord hiérarchique");
        if name.ends_with(".csv") {
            format!("{header}\n{rows}")
        } else {
            text.to_owned()
        }
        .into_bytes()
    };
    assert_same("headers", &with_text(shouting));
    let blank_rows = |name: &str, text: &str| {
        let blanks = if name.ends_with(".csv") {
            ";;;\n\n  ;\n"
        } else {
            "\n\n"
        };
        format!("{text}{blanks}").into_bytes()
    };
    assert_same("blank rows", &with_text(blank_rows));
    let quoted = |name: &str, text: &str| {
        let quote = |line: &str| format!("\"{}\"\n", line.replace(';', "\";\""));
        let all = || text.lines().map(quote).collect::<String>();
        if name.ends_with(".csv") {
            all()
        } else {
            text.to_owned()
        }
        .into_bytes()
    };
    assert_same("quoted", &with_text(quoted));
}

fn volunteers(change: impl Fn(&str) -> String) -> Files {
    with_text(|name, text| match name {
        "volunteers.csv" => change(text).into_bytes(),
        _ => text.as_bytes().to_vec(),
    })
}

#[test]
fn foreign_columns_are_left_aside_and_told() {
    let with_price = |text: &str| {
        let lines = text.lines().enumerate();
        lines
            .map(|(at, line)| format!("{line};{}\n", if at == 0 { "prix" } else { "\"12,50\"" }))
            .collect()
    };
    let files = volunteers(with_price);
    assert_same("foreign column", &files);
    let notices = Season::read_with_notices(&files).expect("accepted").notices;
    assert_eq!(notices.len(), 1);
    assert_eq!(
        (notices[0].column.as_str(), &notices[0].expected),
        ("prix", &Expected::IgnoredColumn)
    );
}

#[test]
fn a_repeated_row_is_kept_once_and_told() {
    let files = volunteers(|text| {
        let last = text.lines().last().unwrap_or_default();
        format!("{text}{last}\n")
    });
    assert_same("repeated row", &files);
    let notices = Season::read_with_notices(&files).expect("accepted").notices;
    let rows = base()["volunteers.csv"]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count();
    let rows = u32::try_from(rows).unwrap();
    assert_eq!(
        (notices[0].row, &notices[0].expected),
        (rows + 1, &Expected::KeptOnce { first_row: rows })
    );
}

#[test]
fn two_references_with_one_address_are_told() {
    let files = volunteers(|text| text.replace("v03@", "V01@"));
    let notices = Season::read_with_notices(&files).expect("accepted").notices;
    assert_eq!(notices.len(), 1);
    assert_eq!(
        (notices[0].row, &notices[0].expected),
        (4, &Expected::AnotherPerson { first_row: 2 })
    );
}

#[test]
fn references_that_look_like_numbers_stay_apart() {
    let files = volunteers(|text| text.replace("V-01", "007").replace("V-02", "7"));
    let season = Season::read(&files).unwrap_err();
    // Only the absences that name V-01 are refused: both people are there.
    assert!(
        season.iter().all(|fault| fault.file == "unavailable.csv"),
        "{season:?}"
    );
}

#[test]
fn a_table_without_rows_is_told() {
    let mut files = base();
    files.insert(
        "volunteers.csv".into(),
        files["volunteers.csv"]
            .split(|byte| *byte == b'\n')
            .next()
            .unwrap()
            .to_vec(),
    );
    files.insert(
        "unavailable.csv".into(),
        b"collectivite;reference;du;au".to_vec(),
    );
    let notices = Season::read_with_notices(&files).expect("accepted").notices;
    assert_eq!(
        (notices[0].file.as_str(), &notices[0].expected),
        ("volunteers.csv", &Expected::Rows)
    );
}
