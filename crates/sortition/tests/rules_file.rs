//! Rules written in `meta.json` hold in the pool that is read, and what is wrong with them is told.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use sortition::{File, Flow, Kind, Options, Problem, draw};

const CATEGORIES: &str = "feature,value,min,max\nsite,Nord,0,4\nsite,Sud,0,4\n";
const RESPONDENTS: &str = "id,site,ligne\nV1,Nord,DGS\nV2,Nord,DGS\nV3,Sud,DGS\nV4,Sud,DRH\nV5,Nord,DRH\nV6,Sud,\nV7,Sud,\n";

fn read(rules: &str) -> Result<Problem, Vec<sortition::Fault>> {
    let meta = format!(r#"{{"k": 4, "id_column": "id"{rules}}}"#);
    Problem::read(
        CATEGORIES.as_bytes(),
        RESPONDENTS.as_bytes(),
        meta.as_bytes(),
    )
}

#[test]
fn rules_of_the_file_hold_in_every_panel() {
    let rules = r#", "must_include": ["V1"], "must_exclude": ["V4"], "already_selected": ["V6"], "at_most": {"ligne": 1}"#;
    let problem = read(rules).unwrap();
    let options = Options {
        panels: 20,
        substitutes: 0,
        ..Options::default()
    };
    for seed in 0..20 {
        let record = draw(&problem, &options, &seed.to_string(), &mut |_| {
            Flow::Continue
        })
        .unwrap();
        // V1 takes the only seat of DGS, V4 is out, V5 the only one of DRH; blanks are no line.
        assert_eq!(record.panel, ["V1", "V5", "V6", "V7"]);
        sortition_verify::verify(&record.text).unwrap();
    }
    assert_eq!(
        read("").unwrap().text(),
        read(r#", "at_most": null"#).unwrap().text(),
        "no rule, the same pool"
    );
}

#[test]
fn a_rule_of_a_feature_with_quotas_lowers_its_maximum() {
    let problem = read(r#", "at_most": {"site": 2}"#).unwrap();
    assert!(problem.quotas().iter().all(|quota| quota.max == 2));
}

#[test]
fn what_is_wrong_with_a_rule_is_told_with_its_file() {
    let one = |rules: &str| {
        let faults = read(rules).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        (
            faults.first().unwrap().kind.clone(),
            faults.first().unwrap().file,
        )
    };
    let meta = Some(File::Meta);
    assert_eq!(
        one(r#", "must_include": ["V99"]"#),
        (Kind::UnknownPerson, meta)
    );
    assert_eq!(
        one(r#", "must_include": ["V1"], "must_exclude": ["V1"]"#),
        (Kind::RulesAtOdds, meta)
    );
    for wrong in [
        r#", "must_include": "V1""#,
        r#", "must_exclude": [1]"#,
        r#", "at_most": 3"#,
        r#", "at_most": {"ligne": -1}"#,
        r#", "at_most": {"ligne": 1.5}"#,
    ] {
        assert_eq!(one(wrong), (Kind::NotJson, meta), "{wrong}");
    }
    assert_eq!(
        one(r#", "at_most": {"chef": 1}"#),
        (Kind::ColumnMissing, Some(File::Respondents))
    );
}
