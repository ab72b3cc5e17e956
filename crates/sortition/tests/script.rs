//! `docs/verify_record.py` agrees with the verifier, on genuine and on forged records.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod pools;

use sortition::{Flow, Method, Options, Problem, draw};
use std::path::{Path, PathBuf};
use std::process::Command;

fn base() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// For each record whether the script finds it genuine; `None` where there is no Python.
fn script(paths: &[PathBuf]) -> Option<Vec<bool>> {
    let script = base().join("docs/verify_record.py");
    let out = Command::new("python3")
        .arg(script)
        .args(paths)
        .output()
        .ok()?;
    let text = String::from_utf8(out.stdout).unwrap();
    let lines: Vec<bool> = text
        .lines()
        .filter(|line| line.contains(".json: "))
        .map(|line| line.contains(".json: genuine"))
        .collect();
    assert_eq!(lines.len(), paths.len(), "{text}");
    assert_eq!(out.status.success(), lines.iter().all(|genuine| *genuine));
    Some(lines)
}

#[test]
fn the_script_agrees_about_every_record_on_disk() {
    let records = base().join("crates/sortition-verify/tests/records");
    for (kind, genuine) in [("genuine", true), ("forged", false)] {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(records.join(kind))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        let Some(answers) = script(&paths) else {
            return;
        };
        for (path, answer) in paths.iter().zip(answers) {
            assert_eq!(answer, genuine, "{}", path.display());
        }
    }
}

fn drawn(name: &str, problem: &Problem, method: Method) -> PathBuf {
    let options = Options {
        method,
        panels: 100,
        ..Options::default()
    };
    let record = draw(problem, &options, "Loto du 14 mars 2028", &mut |_| {
        Flow::Continue
    })
    .unwrap();
    sortition_verify::verify(&record.text).unwrap_or_else(|no| panic!("{name}: {}", no.en()));
    let path =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}.json", method.name()));
    std::fs::write(&path, record.text).unwrap();
    path
}

#[test]
fn the_script_accepts_what_is_drawn() {
    let mut paths = Vec::new();
    for name in ["transfo_45_20", "transfo_120_20_equipe", "transfo_400_60"] {
        for method in [Method::Leximin, Method::Nash] {
            paths.push(drawn(name, &pools::data(name), method));
        }
    }
    // Small pools, some of which need cuts.
    for seed in 0..40 {
        paths.push(drawn(
            &format!("small-{seed}"),
            &pools::feasible(seed),
            Method::Leximin,
        ));
    }
    let Some(answers) = script(&paths) else {
        return;
    };
    for (path, answer) in paths.iter().zip(answers) {
        assert!(answer, "{}", path.display());
    }
}
