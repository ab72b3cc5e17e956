//! What the papers at the root say of the project agrees: tests only.

use std::fs;

use crate::run::root;

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// The value after `key` and a separator on the first line that has it.
fn value(text: &str, key: &str) -> String {
    let line = text
        .lines()
        .find_map(|line| line.trim().strip_prefix(key))
        .unwrap_or_else(|| panic!("no {key}"));
    line.trim_matches([' ', ':', '=', '"']).to_owned()
}

#[test]
fn one_licence_everywhere() {
    let licence = value(&read("Cargo.toml"), "license");
    assert_eq!(licence, "AGPL-3.0-or-later");
    assert_eq!(value(&read("publiccode.yml"), "license:"), licence);
    assert_eq!(
        value(
            &read("crates/transfo/tests/browser/package.json"),
            "\"license\":"
        )
        .trim_end_matches(['"', ',']),
        licence
    );
    let text = read("LICENSE");
    assert!(
        text.trim_start()
            .starts_with("GNU AFFERO GENERAL PUBLIC LICENSE")
    );
    assert!(text.contains("END OF TERMS AND CONDITIONS"));
    assert_eq!(
        text.len(),
        34_523,
        "the licence is a text of others: it is not edited"
    );
}

#[test]
fn the_first_screen_has_both_commands() {
    for name in ["README.md", "README.fr.md"] {
        let screen: Vec<String> = read(name).lines().take(30).map(str::to_owned).collect();
        for command in ["cargo run --release -- demo", "cargo xtask test"] {
            assert!(
                screen.iter().any(|line| line == command),
                "{name}: {command}"
            );
        }
    }
}

#[test]
fn links_between_papers_lead_somewhere() {
    for name in [
        "README.md",
        "README.fr.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "CHANGELOG.md",
        "GLOSSARY.md",
    ] {
        let text = read(name);
        let targets = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split([')', '#']).next());
        for target in targets.filter(|target| !target.is_empty() && !target.contains("://")) {
            assert!(root().join(target).exists(), "{name} links to {target}");
        }
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let table = read("ARCHITECTURE.md");
    let mut missing = Vec::new();
    for folder in fs::read_dir(root().join("crates")).unwrap().flatten() {
        let manifest = fs::read_to_string(folder.path().join("Cargo.toml")).unwrap_or_default();
        let sections = manifest
            .split("\n[")
            .filter(|section| section.contains("dependencies]"));
        for line in sections
            .flat_map(str::lines)
            .filter(|line| line.contains('='))
        {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            let ours = root().join("crates").join(name).exists();
            if !ours
                && !name.is_empty()
                && !table.lines().any(|row| {
                    row.starts_with('|')
                        && row
                            .split('|')
                            .nth(1)
                            .is_some_and(|names| names.split([',', ' ']).any(|word| word == name))
                })
            {
                missing.push(name.to_owned());
            }
        }
    }
    assert_eq!(
        missing,
        Vec::<String>::new(),
        "without a line in the table of ARCHITECTURE.md"
    );
}
