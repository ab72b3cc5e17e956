//! Writing and reading again gives the same season, whatever people type.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "a test that cannot go on should stop there"
)]

mod common;
#[path = "common/generated.rs"]
mod generated;

use proptest::prelude::*;
use season::Season;

fn assert_identity(season: &Season) {
    let files = season.write();
    let read = Season::read(&files).unwrap_or_else(|faults| {
        let sentences: Vec<String> = faults
            .iter()
            .map(|fault| fault.sentence(season::Language::English))
            .collect();
        panic!("{}", sentences.join("\n"))
    });
    assert_eq!(read, season.clone().canonical());
    assert_eq!(read.write(), files);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_seasons_come_back(season in generated::season()) {
        prop_assert!(season.check().is_empty(), "{:?}", season.check());
        assert_identity(&season);
    }
}

#[test]
fn the_shipped_season_comes_back() {
    let files = common::shipped_files();
    let season = Season::read(&files).expect("the shipped season is accepted");
    assert_identity(&season);
    assert_eq!(
        season.write(),
        files,
        "the shipped folder is in canonical form"
    );
}

/// A meeting is a file more; a season without any has the files it always had.
#[test]
fn meetings_are_a_table_of_their_own() {
    let files = common::shipped_files();
    assert!(!files.contains_key("meetings.csv"));
    let table = "nom;jours;du;au;accueil;collectivites;residents\n\
        Inter-Transfo 5;2;03/12/2018;2018-12-14;lille;metz strasbourg;aucun\n";
    let mut with = files.clone();
    with.insert("meetings.csv".to_owned(), table.as_bytes().to_vec());
    let season = Season::read(&with).expect("accepted");
    assert_eq!(season.meetings.len(), 1);
    let meeting = &season.meetings[0];
    let slugs: Vec<&str> = meeting
        .authorities
        .iter()
        .map(season::Slug::as_str)
        .collect();
    assert_eq!(slugs, ["lille", "metz", "strasbourg"], "the host is there");
    assert_eq!(meeting.residents, Some(Vec::new()), "said to be nobody");
    assert_identity(&season);
    assert_eq!(season.write().len(), files.len() + 1);
}

#[test]
fn rows_in_another_order_give_the_same_season() {
    let mut files = common::shipped_files();
    let season = Season::read(&files).expect("the shipped season is accepted");
    for (name, bytes) in &mut files {
        if name.ends_with(".csv") {
            let text = String::from_utf8(bytes.clone()).unwrap();
            let mut lines: Vec<&str> = text.split_inclusive("\r\n").collect();
            lines[1..].reverse();
            *bytes = lines.concat().into_bytes();
        }
    }
    assert_eq!(Season::read(&files).expect("accepted"), season);
}
