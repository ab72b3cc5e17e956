//! Draws on the pools of the data folder: legal, exact, reproducible, verified.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    reason = "a test stops where it fails"
)]

use sortition::{Flow, Options, Problem, Record, Refusal, commit, draw, lottery, reveal};
use std::path::Path;

fn folder(name: &str) -> [Vec<u8>; 3] {
    let base = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name);
    ["categories.csv", "respondents.csv", "meta.json"]
        .map(|file| std::fs::read(base.join(file)).unwrap())
}

fn problem(name: &str) -> Problem {
    let [categories, respondents, meta] = folder(name);
    Problem::read(&categories, &respondents, &meta).unwrap()
}

fn record(name: &str, public_value: &str) -> Record {
    let options = Options {
        panels: 100,
        ..Options::default()
    };
    draw(&problem(name), &options, public_value, &mut |_| {
        Flow::Continue
    })
    .unwrap_or_else(|refusal| panic!("{name}: {}", refusal.en()))
}

#[test]
fn every_feasible_pool_gets_a_panel_that_the_verifier_accepts() {
    for name in [
        "transfo_45_20",
        "transfo_120_20",
        "transfo_120_20_equipe",
        "transfo_400_20",
        "transfo_400_20_equipe",
        "transfo_400_60",
        "transfo_2000_20",
        "transfo_2000_20_equipe",
        "alternate_200_20",
    ] {
        let record = record(name, "14 mars 2028: 3 8 21");
        let verdict = sortition_verify::verify(&record.text)
            .unwrap_or_else(|rejection| panic!("{name}: {}", rejection.en()));
        assert_eq!(verdict.panel, record.panel, "{name}");
        assert_eq!(verdict.substitutes, record.substitutes, "{name}");
    }
}

#[test]
fn the_order_of_lines_does_not_matter() {
    let [categories, respondents, meta] = folder("transfo_120_20_equipe");
    let turned = |bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let mut lines = text.lines();
        let head = lines.next().unwrap();
        let mut rest: Vec<&str> = lines.collect();
        rest.reverse();
        format!("{head}\n{}\n", rest.join("\n"))
    };
    let straight = Problem::read(&categories, &respondents, &meta).unwrap();
    let turned = Problem::read(
        turned(&categories).as_bytes(),
        turned(&respondents).as_bytes(),
        &meta,
    )
    .unwrap();
    let options = Options {
        panels: 50,
        ..Options::default()
    };
    let draw = |problem| {
        draw(problem, &options, "7", &mut |_| Flow::Continue)
            .unwrap()
            .text
    };
    assert_eq!(draw(&straight), draw(&turned));
}

#[test]
fn the_stored_commitment_is_enough_to_draw() {
    let problem = problem("transfo_45_20");
    let options = Options {
        panels: 30,
        ..Options::default()
    };
    let lottery = lottery(&problem, &options, &mut |_| Flow::Continue).unwrap();
    let commitment = commit(&problem, &options, &lottery);
    let record = reveal(&commitment.text, " 12  34 ").unwrap();
    assert_eq!(record.commitment_hash, commitment.hash);
    assert_eq!(record.public_value, "12 34");
    assert_eq!(record.text, reveal(&commitment.text, "12 34").unwrap().text);
    assert_eq!(
        Problem::from_text(&record.text).unwrap().hash(),
        problem.hash()
    );
    let others = (0..40).map(|value| reveal(&commitment.text, &value.to_string()).unwrap().index);
    assert!(others.collect::<std::collections::BTreeSet<_>>().len() > 10);
}

#[test]
fn impossible_pools_are_explained() {
    for name in [
        "infeasible_45_20",
        "transfo_45_20_equipe",
        "transfo_400_60_equipe",
    ] {
        let refusal = draw(&problem(name), &Options::default(), "7", &mut |_| {
            Flow::Continue
        });
        let Err(Refusal::Impossible(why)) = refusal else {
            panic!("{name}: {refusal:?}")
        };
        assert!(why.minimal && !why.conflict.is_empty(), "{name}: {why:?}");
        let teams = why
            .conflict
            .iter()
            .any(|rule| matches!(rule, sortition::Rule::OnePerGroup { .. }));
        assert_eq!(teams, name.ends_with("equipe"), "{name}: {}", why.en());
        println!("{name}: {}\n{}", why.fr(), why.en());
    }
}

#[test]
fn a_watcher_can_cancel() {
    let refusal = draw(
        &problem("transfo_45_20"),
        &Options::default(),
        "7",
        &mut |_| Flow::Cancel,
    );
    assert_eq!(refusal, Err(Refusal::Cancelled));
}
