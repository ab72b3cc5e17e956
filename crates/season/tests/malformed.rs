//! Every folder of `tests/malformed` is refused, with file, row and column of each fault.
//!
//! A folder holds only the files that differ from `base`; `expected.txt` lists all faults as
//! `file|row|column`, and `- file` for a file that is left out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "a test that cannot go on should stop there"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use season::{Fault, Language, Season};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/malformed")
}

fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    season::folder::read_files(folder).expect("readable")
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(root())
        .expect("fixtures")
        .map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = entries
        .filter(|path| path.is_dir() && !path.ends_with("base"))
        .collect();
    cases.sort();
    cases
}

fn read(case: &Path) -> (Vec<String>, Result<Season, Vec<Fault>>) {
    let expected = fs::read_to_string(case.join("expected.txt")).expect("expected.txt");
    let mut files = files_of(&root().join("base"));
    files.extend(files_of(case));
    let mut lines = Vec::new();
    for line in expected.lines() {
        match line.strip_prefix("- ") {
            Some(file) => {
                files.remove(file).expect("a file to leave out");
            }
            None => lines.push(line.to_owned()),
        }
    }
    (lines, Season::read(&files))
}

#[test]
fn the_base_is_accepted() {
    let reading = Season::read_with_notices(&files_of(&root().join("base"))).expect("accepted");
    assert_eq!(reading.notices, []);
}

#[test]
fn every_malformed_folder_is_refused_where_it_is_wrong() {
    let mut wrong = Vec::new();
    for case in cases() {
        let (expected, read) = read(&case);
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let found: Vec<String> = match &read {
            Ok(_) => vec!["accepted".to_owned()],
            Err(faults) => faults
                .iter()
                .map(|fault| format!("{}|{}|{}", fault.file, fault.row, fault.column))
                .collect(),
        };
        if found != expected || expected.is_empty() {
            wrong.push(format!(
                "{name}\n  expected {expected:#?}\n  found {found:#?}\n  {read:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases().len() >= 60, "{} folders", cases().len());
}

#[test]
fn sentences_name_file_row_column_value_and_proposal() {
    for case in cases() {
        for fault in read(&case).1.expect_err("refused") {
            for language in [Language::French, Language::English] {
                let sentence = fault.sentence(language);
                let row = fault.row.to_string();
                let value = fault.value.lines().next().unwrap_or_default();
                let value = value.split(char::is_control).next().unwrap_or_default();
                let value: String = value.chars().take(60).collect();
                let parts = [&fault.file, &row, &fault.column, &value];
                for part in parts.into_iter().chain(&fault.proposal) {
                    assert!(
                        sentence.contains(part.as_str()),
                        "{part:?} is not in {sentence:?}"
                    );
                }
                assert!(sentence.len() > fault.file.len() + 20, "{sentence}");
            }
        }
    }
}

/// The sentences themselves, read and kept: `UPDATE_SENTENCES=1 cargo test -p season`.
#[test]
fn sentences_are_those_that_were_read() {
    let mut all = String::new();
    for case in cases() {
        all.push_str(&format!(
            "{}\n",
            case.file_name().unwrap().to_string_lossy()
        ));
        for fault in read(&case).1.expect_err("refused") {
            for language in [Language::French, Language::English] {
                all.push_str(&format!("  {}\n", fault.sentence(language)));
            }
        }
    }
    let kept = root().join("sentences.txt");
    if std::env::var_os("UPDATE_SENTENCES").is_some() {
        fs::write(&kept, &all).unwrap();
    }
    let kept = fs::read_to_string(kept).unwrap_or_default();
    for (number, (new, old)) in (1..).zip(all.lines().zip(kept.lines())) {
        assert_eq!(new, old, "sentences.txt, line {number}");
    }
    assert_eq!(all.lines().count(), kept.lines().count());
}
