//! Bytes changed anywhere: refused or understood, never a crash, never a half reading.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on should stop there"
)]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use season::{Language, Season};

/// Pieces that mean something to one of the readers.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let known: [&[u8]; 20] = [
        b"\"",
        b";",
        b",",
        b"\t",
        b"\n",
        b"\r\n",
        b"\0",
        b"\xe9",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"=",
        b"'",
        b"-",
        b"9999999999999999999",
        b"[[",
        b"]]",
        b"\"\"\"",
        b"\\u0000",
        b"sep=,\n",
        b"\xa0",
    ];
    let known: Vec<Vec<u8>> = known.iter().map(|piece| piece.to_vec()).collect();
    prop_oneof![select(known), vec(any::<u8>(), 0..6)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_are_refused_or_understood(
        changes in vec((any::<Index>(), any::<Index>(), 0_usize..12, piece()), 1..6),
    ) {
        let base = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/malformed/base");
        let mut files = season::folder::read_files(std::path::Path::new(base)).expect("readable");
        let names: Vec<String> = files.keys().cloned().collect();
        for (file, at, removed, piece) in changes {
            let bytes = files.get_mut(&names[file.index(names.len())]).unwrap();
            let start = at.index(bytes.len() + 1);
            let end = (start + removed).min(bytes.len());
            bytes.splice(start..end, piece);
        }
        match Season::read(&files) {
            Ok(season) => prop_assert_eq!(Season::read(&season.write()).expect("accepted"), season),
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                for fault in faults {
                    prop_assert!(files.contains_key(&fault.file) && fault.row >= 1, "{:?}", fault);
                    let sentence = fault.sentence(Language::French);
                    prop_assert!(!sentence.contains(char::is_control), "{:?}", sentence);
                }
            }
        }
    }
}
