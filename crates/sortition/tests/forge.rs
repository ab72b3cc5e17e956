//! Makes the records on disk that the verifier is tested with.
//!
//! `cargo test -p sortition --test forge -- --ignored` writes them anew after a change of format;
//! the ordinary test only checks that they are what this crate would write today.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::manual_is_multiple_of,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    reason = "a test stops where it fails"
)]

use sortition::{Flow, Method, Options, Problem, Quota, Volunteer, commit, draw, lottery, reveal};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn records() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../sortition-verify/tests/records")
}

fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

/// Fourteen volunteers, some in teams, six seats, one at most for category A.
fn small() -> Problem {
    let quotas = vec![
        Quota::new("catégorie", "A", 1, 1),
        Quota::new("catégorie", "B", 1, 3),
        Quota::new("catégorie", "C", 2, 3),
        Quota::new("site", "Nord", 2, 4),
        Quota::new("site", "Siège", 2, 4),
    ];
    let mut volunteers = Vec::new();
    for nth in 0..14 {
        let category = ["A", "B", "C", "C", "B"][nth % 5];
        let site = if nth % 3 == 0 { "Siège" } else { "Nord" };
        let mut one = Volunteer::new(
            &format!("V{nth:02}"),
            &[("catégorie", category), ("site", site)],
        );
        one.group = (nth % 4 == 1).then(|| format!("équipe {}", nth / 5));
        volunteers.push(one);
    }
    Problem::new(6, quotas, volunteers).unwrap()
}

fn options() -> Options {
    Options {
        panels: 24,
        substitutes: 5,
        ..Options::default()
    }
}

fn genuine() -> String {
    draw(
        &small(),
        &options(),
        "14 mars 2028 : 3 8 21 33 40 / 7",
        &mut |_| Flow::Continue,
    )
    .unwrap()
    .text
}

/// The record with the commitment changed and everything after it made anew by a careful forger.
fn reforged(record: &str, change: impl Fn(&str) -> String) -> String {
    let (_, rest) = record.split_once("\"commitment\":\n").unwrap();
    let (commitment, tail) = rest.rsplit_once("\n,\"public_value\":").unwrap();
    let changed = change(commitment);
    assert_ne!(changed, commitment, "the forgery must change something");
    let (before, rest) = changed.split_once("\"pool_hash\":\"").unwrap();
    let pool = rest.split_once("\"pool\":\n").unwrap().1;
    let pool_text = pool.split_once("\n,\"substitutes\":").unwrap().0;
    let changed = format!(
        "{before}\"pool_hash\":\"{}{}",
        hash(pool_text),
        rest.get(64..).unwrap()
    );
    match reveal(&changed, "14 mars 2028 : 3 8 21 33 40 / 7") {
        Ok(record) => record.text,
        Err(_) => format!(
            "{{\"format\":\"transfo-draw\",\"version\":1,\"commitment_hash\":\"{}\",\"commitment\":\n{changed}\n,\"public_value\":{tail}",
            hash(&changed)
        ),
    }
}

fn swapped(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is not in the record");
    text.replacen(from, to, 1)
}

fn last(text: &str, from: &str, to: &str) -> String {
    let (head, tail) = text.rsplit_once(from).unwrap();
    format!("{head}{to}{tail}")
}

/// One bit of the tail or of the commitment changed, hashes left as they are.
fn clumsy(good: &str) -> BTreeMap<&'static str, String> {
    let tail = good.rsplit_once("\n,\"public_value\":").unwrap().1;
    let panel: Vec<&str> = tail
        .split_once("\"panel\":[")
        .unwrap()
        .1
        .split_once(']')
        .unwrap()
        .0
        .split(',')
        .collect();
    let reserve: Vec<&str> = tail
        .split_once("\"substitutes\":[")
        .unwrap()
        .1
        .split_once(']')
        .unwrap()
        .0
        .split(',')
        .collect();
    let index: usize = tail
        .split_once("\"index\":")
        .unwrap()
        .1
        .split_once(',')
        .unwrap()
        .0
        .parse()
        .unwrap();
    let other = (0..14)
        .map(|nth| format!("\"V{nth:02}\""))
        .find(|id| !panel.contains(&id.as_str()))
        .unwrap();
    BTreeMap::from([
        (
            "panel-person-swapped",
            last(
                good,
                &panel.join(","),
                &panel.join(",").replace(panel[2], &other),
            ),
        ),
        (
            "panel-person-missing",
            last(good, &panel.join(","), &panel[1..].join(",")),
        ),
        (
            "panel-person-twice",
            last(
                good,
                &panel.join(","),
                &[panel[0], panel[0], panel[2], panel[3], panel[4], panel[5]].join(","),
            ),
        ),
        (
            "panel-order",
            last(
                good,
                &panel.join(","),
                &[panel[1], panel[0], panel[2], panel[3], panel[4], panel[5]].join(","),
            ),
        ),
        (
            "panel-look-alike",
            last(good, panel[0], &panel[0].replace('V', "\u{474}")),
        ),
        ("panel-empty", last(good, &panel.join(","), "")),
        (
            "index-off-by-one",
            last(
                good,
                &format!("\"index\":{index}"),
                &format!("\"index\":{}", index + 1),
            ),
        ),
        (
            "index-beyond",
            last(good, &format!("\"index\":{index}"), "\"index\":24"),
        ),
        (
            "index-negative",
            last(good, &format!("\"index\":{index}"), "\"index\":-1"),
        ),
        (
            "index-text",
            last(
                good,
                &format!("\"index\":{index}"),
                &format!("\"index\":\"{index}\""),
            ),
        ),
        (
            "index-fraction",
            last(
                good,
                &format!("\"index\":{index}"),
                &format!("\"index\":{index}.0"),
            ),
        ),
        (
            "substitutes-swapped",
            last(
                good,
                &reserve.join(","),
                &[reserve[1], reserve[0], reserve[2], reserve[3], reserve[4]].join(","),
            ),
        ),
        (
            "substitutes-short",
            last(good, &reserve.join(","), &reserve[..4].join(",")),
        ),
        (
            "substitutes-long",
            last(
                good,
                &reserve.join(","),
                &format!("{},{}", reserve.join(","), panel[0]),
            ),
        ),
        (
            "substitutes-from-panel",
            last(
                good,
                &reserve.join(","),
                &[panel[0], reserve[1], reserve[2], reserve[3], reserve[4]].join(","),
            ),
        ),
        ("substitutes-unknown", last(good, reserve[4], "\"V99\"")),
        ("value-changed", last(good, "40 / 7", "40 / 8")),
        (
            "value-blank",
            last(good, "14 mars 2028 : 3 8 21 33 40 / 7", ""),
        ),
        ("value-spaces", last(good, "40 / 7", "40  / 7")),
        ("value-look-alike", last(good, "mars", "m\u{430}rs")),
        (
            "hash-one-bit",
            swapped(good, "commitment_hash\":\"", "commitment_hash\":\"0"),
        ),
        (
            "hash-of-another",
            swapped(good, &good[56..120], &hash("another")),
        ),
        (
            "hash-upper-case",
            swapped(good, &good[56..120], &good[56..120].to_uppercase()),
        ),
        (
            "quota-after-freeze",
            swapped(good, "[\"catégorie\",\"C\",2,3", "[\"catégorie\",\"C\",1,3"),
        ),
        ("person-after-freeze", swapped(good, "\"V03\"", "\"V3\"")),
        (
            "slip-after-freeze",
            swapped(good, "\"slips\":[\n[0,", "\"slips\":[\n[1,"),
        ),
        ("method-after-freeze", swapped(good, "leximin", "maximin")),
        (
            "decomposed-accent",
            swapped(good, "catégorie", "cate\u{301}gorie"),
        ),
        ("no-break-space", swapped(good, "équipe ", "équipe\u{a0}")),
        ("truncated", good[..good.len() / 2].to_owned()),
        ("truncated-end", good[..good.len() - 2].to_owned()),
        ("no-last-line-break", good.trim_end().to_owned()),
        ("text-after-the-end", format!("{good}{{}}\n")),
        ("byte-order-mark", format!("\u{feff}{good}")),
        ("windows-lines", good.replace('\n', "\r\n")),
        (
            "indented",
            serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(good).unwrap())
                .unwrap(),
        ),
        (
            "one-line",
            serde_json::from_str::<serde_json::Value>(good)
                .unwrap()
                .to_string(),
        ),
        ("version-2", swapped(good, "\"version\":1", "\"version\":2")),
        (
            "member-added",
            last(good, ",\"index\"", ",\"note\":\"x\",\"index\""),
        ),
        (
            "member-twice",
            last(good, ",\"index\"", ",\"index\":0,\"index\""),
        ),
        ("escaped-letter", last(good, "mars", "m\\u0061rs")),
        ("empty", String::new()),
        ("pool-instead", small().text()),
        (
            "commitment-instead",
            commit(
                &small(),
                &options(),
                &lottery(&small(), &options(), &mut |_| Flow::Continue).unwrap(),
            )
            .text,
        ),
    ])
}

/// All hashes, the number, the panel and the substitutes made anew after the change.
fn careful(good: &str) -> BTreeMap<&'static str, String> {
    let commitment = good.split_once("\"commitment\":\n").unwrap().1;
    let counts = commitment
        .split_once("\"counts\":[")
        .unwrap()
        .1
        .split_once(']')
        .unwrap()
        .0
        .to_owned();
    let first = commitment
        .split_once("\"slips\":[\n")
        .unwrap()
        .1
        .split_once('\n')
        .unwrap()
        .0
        .trim_end_matches(',')
        .to_owned();
    let numbers: Vec<usize> = first
        .trim_matches(['[', ']'])
        .split(',')
        .map(|n| n.parse().unwrap())
        .collect();
    let slip = |numbers: &[usize]| {
        format!(
            "[{}]",
            numbers
                .iter()
                .map(usize::to_string)
                .collect::<Vec<_>>()
                .join(",")
        )
    };
    let forged = |from: &str, to: &str| reforged(good, |text| swapped(text, from, to));
    let mut higher: Vec<u32> = counts.split(',').map(|n| n.parse().unwrap()).collect();
    higher[0] += 1;
    higher[1] -= 1;
    let higher = higher
        .iter()
        .map(u32::to_string)
        .collect::<Vec<_>>()
        .join(",");
    let unsorted = [
        numbers[1], numbers[0], numbers[2], numbers[3], numbers[4], numbers[5],
    ];
    let twice = [
        numbers[0], numbers[0], numbers[2], numbers[3], numbers[4], numbers[5],
    ];
    let beyond = [
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], 14,
    ];
    BTreeMap::from([
        (
            "re-counts-raised",
            forged(
                &format!("\"counts\":[{counts}]"),
                &format!("\"counts\":[{higher}]"),
            ),
        ),
        (
            "re-counts-short",
            forged(&format!("\"counts\":[{counts}]"), "\"counts\":[]"),
        ),
        ("re-slip-short", forged(&first, &slip(&numbers[1..]))),
        ("re-slip-unsorted", forged(&first, &slip(&unsorted))),
        ("re-slip-twice", forged(&first, &slip(&twice))),
        ("re-slip-beyond", forged(&first, &slip(&beyond))),
        ("re-slip-against-quotas", forged(&first, "[1,3,4,6,9,11]")),
        ("re-slip-left-out", forged(&format!("{first},\n"), "")),
        (
            "re-quota-tightened",
            forged("[\"site\",\"Nord\",2,4,2,4]", "[\"site\",\"Nord\",2,2,2,4]"),
        ),
        (
            "re-quota-twice",
            forged(
                "[\"site\",\"Nord\",2,4,2,4],",
                "[\"site\",\"Nord\",2,4,2,4],\n[\"site\",\"Nord\",2,4,2,4],",
            ),
        ),
        (
            "re-quota-min-above-max",
            forged("[\"site\",\"Nord\",2,4,2,4]", "[\"site\",\"Nord\",5,4,2,4]"),
        ),
        (
            "re-quota-order",
            forged(
                "[\"site\",\"Nord\",2,4,2,4],\n[\"site\",\"Siège\",2,4,2,4]",
                "[\"site\",\"Siège\",2,4,2,4],\n[\"site\",\"Nord\",2,4,2,4]",
            ),
        ),
        ("re-seats", forged("\"k\":6", "\"k\":7")),
        (
            "re-feature-missing",
            forged("[\"catégorie\",\"site\"]", "[\"catégorie\"]"),
        ),
        ("re-person-twice", forged("[\"V03\"", "[\"V02\"")),
        ("re-person-order", forged("[\"V03\"", "[\"V13x\"")),
        ("re-person-blank", forged("[\"V00\"", "[\"\"")),
        (
            "re-person-left-out",
            reforged(good, |text| {
                text.lines()
                    .filter(|line| !line.starts_with("[\"V05\""))
                    .collect::<Vec<_>>()
                    .join("\n")
            }),
        ),
        (
            "re-unknown-value",
            forged("[\"V00\",[\"A\"", "[\"V00\",[\"D\""),
        ),
        ("re-unknown-method", forged("leximin", "lexicon")),
        (
            "re-lottery-version",
            forged(
                "\"transfo-lottery\",\"version\":1",
                "\"transfo-lottery\",\"version\":3",
            ),
        ),
        ("re-same-team", reforged(good, one_team)),
        (
            "re-member-added",
            forged("\"substitutes\":5,", "\"substitutes\":5,\"note\":1,"),
        ),
        (
            "re-member-twice",
            forged("\"substitutes\":5,", "\"substitutes\":5,\"substitutes\":5,"),
        ),
        (
            "re-no-slips",
            reforged(good, |text| {
                format!(
                    "{}\"slips\":[\n]}}",
                    text.split_once("\"slips\":[").unwrap().0
                )
            }),
        ),
        (
            "re-proof-empty",
            reforged(good, |text| {
                let (head, rest) = text.split_once("\"proof\":[").unwrap();
                format!("{head}\"proof\":[{}", &rest[rest.find("\n],").unwrap()..])
            }),
        ),
        (
            "re-chance-raised",
            reforged(good, |text| {
                let (head, rest) = text.split_once("{\"chance\":").unwrap();
                let (chance, rest) = rest.split_once(',').unwrap();
                let raised = chance.parse::<u64>().unwrap() + 1_000_000;
                format!("{head}{{\"chance\":{raised},{rest}")
            }),
        ),
        (
            "re-seats-weight",
            reforged(good, |text| {
                let (head, rest) = text.split_once(",\"seats\":").unwrap();
                let (seats, rest) = rest.split_once(',').unwrap();
                format!(
                    "{head},\"seats\":{},{rest}",
                    seats.parse::<i64>().unwrap() + 1
                )
            }),
        ),
        (
            "re-quota-weights-left-out",
            reforged(good, |text| {
                let (head, rest) = text.split_once("\"quotas\":[[").unwrap();
                let (_, rest) = rest.split_once("]],").unwrap();
                format!("{head}\"quotas\":[],{rest}")
            }),
        ),
        (
            "re-quota-weight-unknown",
            forged("\"quotas\":[[", "\"quotas\":[[77,1],["),
        ),
        (
            "re-quota-weight-twice",
            reforged(good, |text| {
                let (head, rest) = text.split_once("\"quotas\":[[").unwrap();
                let (first, rest) = rest.split_once(']').unwrap();
                format!("{head}\"quotas\":[[{first}],[{first}]{rest}")
            }),
        ),
        (
            "re-level-unknown",
            forged("\"levels\":[0", "\"levels\":[99"),
        ),
        (
            "re-level-of-another",
            forged("\"levels\":[0", "\"levels\":[1"),
        ),
        ("re-levels-short", forged("\"levels\":[0,", "\"levels\":[")),
        (
            "re-levels-order",
            reforged(good, |text| {
                let (head, rest) = text.split_once("\"proof\":[\n").unwrap();
                let (proof, rest) = rest.split_once("\n],").unwrap();
                let mut lines: Vec<&str> = proof.split(",\n").collect();
                lines.reverse();
                format!("{head}\"proof\":[\n{}\n],{rest}", lines.join(",\n"))
            }),
        ),
        (
            "re-slips-favour-one",
            reforged(good, |text| {
                let (head, rest) = text.split_once("\"slips\":[\n").unwrap();
                let slips: Vec<&str> = rest.trim_end_matches("\n]}").split(",\n").collect();
                let first = vec![slips[0]; slips.len()].join(",\n");
                let mut counts = [0; 14];
                for at in slips[0].trim_matches(['[', ']']).split(',') {
                    counts[at.parse::<usize>().unwrap()] = slips.len();
                }
                let (before, after) = head.split_once("\"counts\":[").unwrap();
                let after = after.split_once(']').unwrap().1;
                let counts = counts
                    .iter()
                    .map(usize::to_string)
                    .collect::<Vec<_>>()
                    .join(",");
                format!("{before}\"counts\":[{counts}]{after}\"slips\":[\n{first}\n]}}")
            }),
        ),
        ("re-pool-hash", wrong_pool_hash(good)),
    ])
}

/// The commitment hash made anew over a commitment that shows another hash of the pool.
fn wrong_pool_hash(good: &str) -> String {
    let (head, rest) = good.split_once("\"pool_hash\":\"").unwrap();
    let changed = format!("{head}\"pool_hash\":\"{}{}", hash("x"), &rest[64..]);
    let commitment = changed.split_once("\"commitment\":\n").unwrap().1;
    let commitment = commitment.rsplit_once("\n,\"public_value\":").unwrap().0;
    reveal(commitment, "14 mars 2028 : 3 8 21 33 40 / 7")
        .unwrap()
        .text
}

/// Everybody in one team, so that every slip breaks the group rule.
fn one_team(commitment: &str) -> String {
    commitment
        .lines()
        .map(|line| {
            if line.starts_with("[\"V") {
                line.replace("],null]", "],\"x\"]")
            } else {
                line.to_owned()
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// What a record admits: one slip, or two where it says so, and never more.
fn of_drift(good: &str, name: &str) -> BTreeMap<String, String> {
    let drift = |text: &str| {
        let said = format!("\"exact\":true,\"drift\":{text},");
        reforged(good, |commitment| {
            swapped(commitment, "\"exact\":true,", &said)
        })
    };
    // With two slips admitted, a third is still too many.
    let favoured = reforged(good, |commitment| {
        let wide = swapped(commitment, "\"exact\":true,", "\"exact\":true,\"drift\":2,");
        let (head, slips) = wide.split_once("\"slips\":[\n").unwrap();
        let mut lines: Vec<&str> = slips.trim_end_matches("\n]}").split(",\n").collect();
        let last = lines.len() - 1;
        for at in last - 5..=last {
            lines[at] = lines[0];
        }
        lines.sort_by_key(|line| {
            let numbers = line.trim_matches(['[', ']']).split(',');
            numbers.map(|n| n.parse().unwrap()).collect::<Vec<u32>>()
        });
        let mut counts = [0; 14];
        for at in lines
            .iter()
            .flat_map(|line| line.trim_matches(['[', ']']).split(','))
        {
            counts[at.parse::<usize>().unwrap()] += 1;
        }
        let (before, after) = head.split_once("\"counts\":[").unwrap();
        let after = after.split_once(']').unwrap().1;
        let counts = counts.map(|n: usize| n.to_string()).join(",");
        let slips = lines.join(",\n");
        format!("{before}\"counts\":[{counts}]{after}\"slips\":[\n{slips}\n]}}")
    });
    [
        ("drift-three", drift("3")),
        ("drift-none", drift("0")),
        ("drift-below-none", drift("-1")),
        ("drift-text", drift("\"2\"")),
        ("drift-fraction", drift("1.5")),
        ("drift-three-slips", favoured),
    ]
    .map(|(forgery, text)| (format!("{name}-{forgery}"), text))
    .into()
}

/// The proof of the product, touched.
fn of_product(good: &str) -> BTreeMap<String, String> {
    let proof = |name: &str, by: i64| {
        reforged(good, |text| {
            let (head, rest) = text.rsplit_once(&format!("\"{name}\":")).unwrap();
            let (number, rest) = rest.split_once(',').unwrap();
            let number = number.parse::<i64>().unwrap() + by;
            format!("{head}\"{name}\":{number},{rest}")
        })
    };
    let weights = |to: &str| {
        reforged(good, |text| {
            let (head, rest) = text.split_once("\"quotas\":[[0,4]]").unwrap();
            format!("{head}\"quotas\":{to}{rest}")
        })
    };
    let method = |to: &str| {
        reforged(good, |text| {
            swapped(text, "\"method\":\"nash\"", &format!("\"method\":\"{to}\""))
        })
    };
    [
        ("chance-raised", proof("chance", 1_000_000_000)),
        ("chance-lowered", proof("chance", -1_000_000_000)),
        ("seats-weight-raised", proof("seats", 1)),
        ("seats-weight-lowered", proof("seats", -2)),
        ("seats-weight-negative", proof("seats", -12)),
        ("weight-raised", weights("[[0,5]]")),
        ("weight-turned", weights("[[0,-4]]")),
        ("weight-of-another", weights("[[1,4]]")),
        ("weights-left-out", weights("[]")),
        ("called-leximin", method("leximin")),
        (
            "levels-unknown",
            reforged(good, |text| {
                swapped(text, "\"levels\":[0,0", "\"levels\":[0,7")
            }),
        ),
        (
            "shut-out",
            reforged(good, |text| {
                let two = "\"proof\":[\n{\"chance\":0,\"seats\":0,\"quotas\":[],\"groups\":[],\"cuts\":[]},\n";
                let zeros = ["0"; 14].join(",");
                let ones = format!("0,{}", ["1"; 13].join(","));
                let text = swapped(text, "\"proof\":[\n", two);
                swapped(&text, &zeros, &ones)
            }),
        ),
    ]
    .map(|(forgery, text)| (format!("nash-{forgery}"), text))
    .into()
}

fn all() -> BTreeMap<String, String> {
    let good = genuine();
    let mut files = BTreeMap::from([("genuine/small.json".to_owned(), good.clone())]);
    for method in [Method::Maximin, Method::Nash] {
        let options = Options {
            method,
            ..options()
        };
        let record = draw(&small(), &options, "dés 4 2 6 6 1", &mut |_| {
            Flow::Continue
        })
        .unwrap();
        files.insert(format!("genuine/{}.json", method.name()), record.text);
    }
    let nash = files.get("genuine/nash.json").unwrap().clone();
    let more = of_drift(&good, "leximin").into_iter();
    let more = more.chain(of_drift(&nash, "nash")).chain(of_product(&nash));
    for (name, text) in more {
        files.insert(format!("forged/re-{name}.json"), text);
    }
    for (name, text) in clumsy(&good).into_iter().chain(careful(&good)) {
        files.insert(format!("forged/{name}.json"), text);
    }
    files
}

#[test]
fn the_records_on_disk_are_what_this_crate_writes() {
    let files = all();
    assert!(files.len() > 100);
    for (name, text) in files {
        let stored = std::fs::read_to_string(records().join(&name));
        assert_eq!(
            stored.ok().as_ref(),
            Some(&text),
            "{name}: write the records anew"
        );
    }
}

#[test]
#[ignore = "writes the fixtures of sortition-verify"]
fn write_the_records() {
    for (name, text) in all() {
        let path = records().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}
