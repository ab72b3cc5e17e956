//! Files as people have them: encodings, delimiters, faults with their place, and chance itself.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where it fails"
)]

use sortition::{Flow, Kind, Options, Problem, commit, lottery, reveal};

const CATEGORIES: &str = "feature,value,min,max\nsite,Siège,1,2\nsite,Nord,1,2\n";
const RESPONDENTS: &str = "id,site\nV1,Siège\nV2,Siège\nV3,Nord\nV4,Nord\n";
const META: &str = r#"{"k":3,"id_column":"id","address_columns":[]}"#;

fn read(categories: &[u8], respondents: &[u8]) -> Result<Problem, Vec<sortition::Fault>> {
    Problem::read(categories, respondents, META.as_bytes())
}

fn same(respondents: &[u8]) {
    let plain = read(CATEGORIES.as_bytes(), RESPONDENTS.as_bytes()).unwrap();
    let other = read(CATEGORIES.as_bytes(), respondents).unwrap();
    assert_eq!(plain.text(), other.text());
}

#[test]
fn the_same_people_in_every_encoding_and_layout() {
    same(format!("\u{feff}{RESPONDENTS}").as_bytes());
    same(
        &RESPONDENTS
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect::<Vec<u8>>(),
    );
    for big in [false, true] {
        let mark = if big { [0xFE, 0xFF] } else { [0xFF, 0xFE] };
        let words = RESPONDENTS.encode_utf16();
        let bytes: Vec<u8> = words
            .flat_map(|w| {
                if big {
                    w.to_be_bytes()
                } else {
                    w.to_le_bytes()
                }
            })
            .collect();
        same(&[&mark[..], &bytes].concat());
        same(&bytes);
    }
    same(RESPONDENTS.replace(',', ";").as_bytes());
    same(RESPONDENTS.replace(',', "\t").as_bytes());
    same(RESPONDENTS.replace('\n', "\r\n").as_bytes());
    same(RESPONDENTS.replace('\n', "\r").as_bytes());
    same(RESPONDENTS.replace('è', "e\u{300}").as_bytes());
    same(RESPONDENTS.replace("V2", "\u{a0}V2 ").as_bytes());
    same(b"id,note,site\nV1,\"a\n\"\"b\"\"\",Si\xc3\xa8ge\nV2,\"1,5\",Si\xc3\xa8ge\nV3,,Nord\nV4,,Nord\n");
    let peer = "category,name,min,max\nsite,Siège,1,2\nsite,Nord,1,2\n";
    assert!(read(peer.as_bytes(), RESPONDENTS.as_bytes()).is_ok());
}

/// The kind and the line of the only fault.
fn fault(respondents: &str) -> (Kind, Option<usize>) {
    let faults = read(CATEGORIES.as_bytes(), respondents.as_bytes()).unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_ne!(faults[0].fr(), faults[0].en());
    (faults[0].kind.clone(), faults[0].row)
}

#[test]
fn a_fault_names_its_line() {
    assert_eq!(fault("id,site\nV1\n"), (Kind::Cells(1, 2), Some(2)));
    assert_eq!(fault("id,site\nV1,Nord,x\n"), (Kind::Cells(3, 2), Some(2)));
    assert_eq!(
        fault("id,site\nV1,Nord\nV2,\"Nord\n"),
        (Kind::OpenQuote, Some(3))
    );
    assert_eq!(
        fault("id,site,site\nV1,Nord,Nord\n"),
        (Kind::ColumnTwice, Some(1))
    );
    assert_eq!(fault("nom,site\nV1,Nord\n"), (Kind::ColumnMissing, Some(1)));
    assert_eq!(fault(""), (Kind::Empty, Some(1)));
    assert_eq!(fault("id,site\n"), (Kind::HeaderOnly, Some(1)));
    assert_eq!(fault("id,site\n,Nord\n"), (Kind::BlankId, Some(2)));
    assert_eq!(
        fault("id,site\nV1,Nord\nV1,Siège\n"),
        (Kind::IdTwice, Some(3))
    );
    assert_eq!(
        fault("id,site\nV1,NORD\n"),
        (Kind::UnknownValue(Some("Nord".to_owned())), Some(2))
    );
    assert_eq!(fault("id,site\nV1,\n"), (Kind::UnknownValue(None), Some(2)));
}

#[test]
fn all_faults_come_in_one_pass_and_ids_stay_distinct() {
    let faults = read(CATEGORIES.as_bytes(), b"id,site\nV1,nord\nV2,Sud\nV3,\n").unwrap_err();
    assert_eq!(faults.len(), 3);
    let twice = read(
        CATEGORIES.as_bytes(),
        b"id,site\n7,Nord\n007,Nord\n7,Nord\n",
    )
    .unwrap();
    assert_eq!((twice.len(), twice.notes().len()), (2, 1));
}

#[test]
fn quotas_that_make_no_sense_are_refused() {
    for (line, kind) in [
        ("site,Siège,2,1", Kind::MinAboveMax),
        ("site,Siège,1.5,2", Kind::NotCount),
        ("site,Siège,-1,2", Kind::NotCount),
        ("site,Siège,10 %,2", Kind::NotCount),
        ("site,Nord,1,2", Kind::QuotaTwice),
    ] {
        let text = format!("feature,value,min,max\nsite,Nord,0,3\n{line}\n");
        let faults = read(text.as_bytes(), b"id,site\nV1,Nord\n").unwrap_err();
        assert!(
            faults.iter().any(|fault| fault.kind == kind),
            "{line}: {faults:?}"
        );
    }
}

/// 700 draws from a lottery of 7 slips: the index is uniform and the chances are those announced.
#[test]
fn chance_is_what_was_announced() {
    let problem = read(CATEGORIES.as_bytes(), RESPONDENTS.as_bytes()).unwrap();
    let options = Options {
        panels: 7,
        ..Options::default()
    };
    let lottery = lottery(&problem, &options, &mut |_| Flow::Continue).unwrap();
    let commitment = commit(&problem, &options, &lottery);
    let mut seen = [0_f64; 7];
    let mut drawn = [0_f64; 4];
    for seed in 0..700 {
        let record = reveal(&commitment.text, &seed.to_string()).unwrap();
        seen[record.index] += 1.0;
        for id in &record.panel {
            drawn[problem.position(id).unwrap()] += 1.0;
        }
    }
    let chi: f64 = seen.iter().map(|seen| (seen - 100.0).powi(2) / 100.0).sum();
    assert!(
        chi < 22.46,
        "the 0.1 % point for six degrees of freedom: {chi}"
    );
    for (drawn, count) in drawn.iter().zip(&lottery.counts) {
        let p = f64::from(*count) / 7.0;
        assert!((drawn - 700.0 * p).abs() < 4.0 * (700.0 * p * (1.0 - p)).sqrt());
    }
}
