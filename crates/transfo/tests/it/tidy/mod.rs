//! The house rules that a reviewer would otherwise repeat: order of slices, first lines, no wall clock in words.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

fn files(folder: &Path, kind: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, kind));
        } else if path.extension().is_some_and(|e| e == kind) {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found.sort();
    found
}

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn slices() -> Vec<String> {
    fs::read_to_string(sources().join("lib.rs"))
        .unwrap()
        .lines()
        .filter_map(|l| {
            l.strip_prefix("pub mod ")?
                .strip_suffix(';')
                .map(str::to_owned)
        })
        .collect()
}

/// A slice uses those above it in `lib.rs`, never below.
#[test]
fn slices_are_used_in_their_order() {
    let slices = slices();
    let place: BTreeMap<&str, usize> = slices
        .iter()
        .enumerate()
        .map(|(n, s)| (s.as_str(), n))
        .collect();
    let mut wrong = Vec::new();
    for slice in &slices {
        for (path, text) in files(&sources().join(slice), "rs") {
            for (other, at) in &place {
                let used = uses(&text, other);
                // The word files of every slice are read in one place, and the frame names nothing of them.
                if used && *at > place[slice.as_str()] {
                    wrong.push(format!("{} uses {other}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn uses(text: &str, slice: &str) -> bool {
    let code: String = text
        .lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    if code.contains(&format!("crate::{slice}::")) || code.contains(&format!("crate::{slice},")) {
        return true;
    }
    code.split("use crate::{")
        .skip(1)
        .filter_map(|block| block.split(';').next())
        .any(|block| top_level(block).iter().any(|name| name == slice))
}

/// The first names in `a::…, b::{…}, c`.
fn top_level(block: &str) -> Vec<String> {
    let (mut depth, mut name, mut names) = (0, String::new(), Vec::new());
    for c in block.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(std::mem::take(&mut name)),
            c if depth == 0 => name.push(c),
            _ => {}
        }
    }
    names.push(name);
    names
        .iter()
        .map(|n| {
            n.trim()
                .split("::")
                .next()
                .unwrap_or_default()
                .trim()
                .to_owned()
        })
        .collect()
}

/// Every file says in its first line what it is for.
#[test]
fn every_module_opens_with_what_it_is_for() {
    let silent: Vec<_> = files(&sources(), "rs")
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}

/// Only stores hold SQL; pages none; nouns and verbs none.
#[test]
fn pages_name_no_sql() {
    let guilty: Vec<_> = files(&sources(), "rs")
        .into_iter()
        .filter(|(path, _)| path.components().any(|c| c.as_os_str() == "pages"))
        .filter(|(_, text)| {
            ["\"select ", "\"insert ", "\"update ", "\"delete "]
                .iter()
                .any(|verb| text.contains(verb))
        })
        .map(|(path, _)| path)
        .collect();
    assert!(guilty.is_empty(), "{guilty:?}");
}

/// The policy of the pages forbids inline script and style, so the templates hold none.
#[test]
fn templates_hold_nothing_inline() {
    for (path, text) in files(&sources(), "html") {
        for forbidden in [
            " style=\"",
            "<style",
            " onclick=",
            " onload=",
            "javascript:",
        ] {
            assert!(!text.contains(forbidden), "{}: {forbidden}", path.display());
        }
        assert!(!text.contains("<script>"), "{}", path.display());
    }
}

/// What a table's audience column guards is read through the gate: outside the store of the platform and the verbs
/// that write, no statement reads such a table without it. The list of exceptions is reviewed.
#[test]
fn tables_with_an_audience_are_known() {
    let mut guarded = Vec::new();
    for (_, text) in files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations"),
        "sql",
    ) {
        for table in text.split("create table ").skip(1) {
            let name = table.split([' ', '\n']).next().unwrap_or_default();
            if table
                .split(");")
                .next()
                .unwrap_or_default()
                .contains("audience bigint")
            {
                guarded.push(name.to_owned());
            }
        }
    }
    guarded.sort();
    assert_eq!(
        guarded,
        [
            "application",
            "commitment",
            "grouping",
            "journal",
            "lottery",
            "member",
            "mission_letter",
            "outbox",
            "plan",
            "reveal",
            "unavailable"
        ],
        "a new artefact joins the gate and this list together"
    );
}
