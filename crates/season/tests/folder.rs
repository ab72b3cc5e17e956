//! Folders are written whole or not at all.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "a test that cannot go on should stop there"
)]

mod common;

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use season::Season;
use season::folder::{FolderError, read_folder, replace_folder, write_folder};

/// A new folder for one test, under the build folder.
fn scratch(name: &str) -> PathBuf {
    let folder =
        PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

fn shipped() -> Season {
    Season::read(&common::shipped_files()).expect("accepted")
}

#[test]
fn a_folder_comes_back() {
    let parent = scratch("comes-back");
    write_folder(&shipped(), &parent.join("season")).unwrap();
    assert_eq!(names(&parent), ["season"]);
    assert_eq!(
        read_folder(&parent.join("season")).unwrap().season,
        shipped()
    );
    let again = write_folder(&shipped(), &parent.join("season")).unwrap_err();
    assert_eq!(again.kind(), ErrorKind::AlreadyExists);
}

#[test]
fn only_a_season_is_replaced() {
    let parent = scratch("replaced");
    let folder = parent.join("season");
    let mut season = shipped();
    replace_folder(&season, &folder).unwrap();
    season.volunteers.clear();
    season.unavailable.clear();
    replace_folder(&season, &folder).unwrap();
    assert_eq!(read_folder(&folder).unwrap().season, season);
    fs::write(folder.join("letter.txt"), "mine").unwrap();
    let refused = replace_folder(&shipped(), &folder).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::DirectoryNotEmpty);
    assert_eq!(read_folder(&folder).unwrap().season, season);
    assert_eq!(names(&parent), ["season"]);
}

#[test]
fn what_cannot_be_read_is_named() {
    let parent = scratch("unreadable");
    let missing = read_folder(&parent.join("nowhere")).unwrap_err();
    assert!(matches!(missing, FolderError::Unreadable { path, .. } if path.ends_with("nowhere")));
    let FolderError::Refused(faults) = read_folder(&parent).unwrap_err() else {
        panic!("refused")
    };
    let files: Vec<&str> = faults.iter().map(|fault| fault.file.as_str()).collect();
    assert_eq!(files, ["season.toml", "team.csv", "volunteers.csv"]);
}
