//! What the tests share: the shipped folder.

// Each test file uses its own part of this module.
#![allow(
    dead_code,
    reason = "compiled once per test file, each of which uses a part"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Folder of the shipped season.
pub fn shipped_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seasons/saison-2")
}

/// Files of the shipped season.
pub fn shipped_files() -> BTreeMap<String, Vec<u8>> {
    season::folder::read_files(&shipped_folder()).expect("the shipped folder is readable")
}
