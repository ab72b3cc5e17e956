//! The guide names every file, column and key of the format, in both languages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should stop there"
)]

mod common;

use std::collections::BTreeSet;

/// Headers of the tables and keys of the document, as the crate writes them.
fn words() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for (name, bytes) in common::shipped_files() {
        let text = String::from_utf8(bytes).unwrap();
        let text = text.trim_start_matches('\u{feff}');
        if name.ends_with(".csv") {
            words.extend(text.lines().next().unwrap().split(';').map(str::to_owned));
        } else {
            let keys = text.lines().filter_map(|line| line.split_once(" = "));
            words.extend(keys.map(|(key, _)| key.to_owned()));
        }
        words.insert(name);
    }
    // The shipped season has no meeting.
    words.extend(
        [
            "meetings.csv",
            "nom",
            "jours",
            "du",
            "au",
            "accueil",
            "collectivites",
            "lieu",
            "delegation",
            "date",
            "date_fixee",
            "residents",
            "town",
        ]
        .map(str::to_owned),
    );
    words
}

#[test]
fn the_guide_names_everything_in_both_languages() {
    let path = common::shipped_folder().join("../../docs/season-folder.md");
    let guide = std::fs::read_to_string(path).expect("the guide");
    let (french, english) = guide.split_once("\n## English").expect("two languages");
    assert!(words().len() > 50);
    for word in words() {
        assert!(french.contains(&word), "{word} is not in the French guide");
        assert!(
            english.contains(&format!("`{word}`")),
            "{word} is not in the English guide"
        );
    }
}
