//! Genuine records are accepted, each forgery is rejected with a sentence naming the part.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

use sortition_verify::{Part, verify};
use std::path::{Path, PathBuf};

fn files(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/records")
        .join(kind);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

#[test]
fn genuine_records_are_accepted() {
    let files = files("genuine");
    assert!(files.len() >= 3);
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        verify(&text).unwrap_or_else(|rejection| panic!("{}: {}", path.display(), rejection.en()));
    }
}

#[test]
fn every_forgery_is_rejected_and_named() {
    let files = files("forged");
    assert!(files.len() >= 104, "{} forgeries", files.len());
    let mut parts = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let Err(rejection) = verify(&text) else {
            panic!("{} was accepted", path.display())
        };
        assert_ne!(rejection.fr(), rejection.en());
        println!(
            "{}: {}",
            path.file_name().unwrap().display(),
            rejection.en()
        );
        parts.push(rejection.part);
    }
    for part in [
        Part::Form,
        Part::Commitment,
        Part::PoolHash,
        Part::Quotas,
        Part::Volunteers,
        Part::Slips,
        Part::Counts,
        Part::Proof,
        Part::PublicValue,
        Part::Index,
        Part::Panel,
        Part::Substitutes,
    ] {
        assert!(parts.contains(&part), "no forgery of {part:?}");
    }
}

#[test]
fn the_verifier_shares_no_code_with_the_draw() {
    let manifest = include_str!("../Cargo.toml");
    let dependencies: Vec<&str> = manifest
        .lines()
        .skip_while(|line| *line != "[dependencies]")
        .skip(1)
        .map(|line| line.split(['.', ' ', '=']).next().unwrap())
        .collect();
    assert_eq!(dependencies, ["blake3", "serde", "serde_json"]);
}
