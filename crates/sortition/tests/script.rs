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
        .arg("-B")
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

/// Official vectors (BLAKE3-team, `test_vectors.json`): bytes 0, 1, … 250, 0, 1, … of so many bytes.
const VECTORS: [(usize, &str); 10] = [
    (
        0,
        "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
    ),
    (
        1,
        "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213",
    ),
    (
        1023,
        "10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11",
    ),
    (
        1024,
        "42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7",
    ),
    (
        1025,
        "d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444",
    ),
    (
        2049,
        "5f4d72f40d7a5f82b15ca2b2e44b1de3c2ef86c426c95c1af0b6879522563030",
    ),
    (
        3073,
        "7124b49501012f81cc7f11ca069ec9226cecb8a2c850cfe644e327d22d3e1cd3",
    ),
    (
        5121,
        "628bd2cb2004694adaab7bbd778a25df25c47b9d4155a55f8fbd79f2fe154cff",
    ),
    (
        6145,
        "f1323a8631446cc50536a9f705ee5cb619424d46887f3c376c695b70e0f0507f",
    ),
    (
        7169,
        "a003fc7a51754a9b3c7fae0367ab3d782dccf28855a03d435f8cfe74605e7817",
    ),
];

#[test]
fn the_hash_of_the_script_gives_the_official_vectors() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let paths = VECTORS.map(|(length, _)| {
        let bytes: Vec<u8> = (0..=250).cycle().take(length).collect();
        let path = folder.join(format!("vector-{length}"));
        std::fs::write(&path, bytes).unwrap();
        path
    });
    let script = base().join("docs/blake3.py");
    let Ok(out) = Command::new("python3").arg(script).args(&paths).output() else {
        return;
    };
    let text = String::from_utf8(out.stdout).unwrap();
    let hashes: Vec<&str> = text
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(hashes, VECTORS.map(|(_, hash)| hash));
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
