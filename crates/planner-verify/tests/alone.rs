//! The verifier stands alone, and refuses what is no certificate.
#![allow(clippy::unwrap_used, reason = "test code")]

use planner_verify::{bound, verify};

const SEASON: &str = r#"{"format":"transfo-plan/1","name":"tiny","horizon":{"start":"2027-01-04","end":"2027-01-15"},"now":"2027-01-04",
 "weights":{"absence":10,"short":15,"floor":30,"pace":6,"pace_tol":2,"trip":1,"resident":25,"room":1,"change":30,"meeting":4,"meeting_move":120},
 "calendars":{"FR":["2027-01-05"]},"operator":{"capacity_default":1},"residents":[{"id":"r","week_cap":4}],
 "authorities":[{"id":"a","law":"FR","days":2,"lengths":[2],"first":["2027-01-04","2027-01-15"],"last":["2027-01-04","2027-01-15"],
   "gap":{"min":1,"max":5},"team":["r"],"team_quorum":1,"trip_cost":{"r":7},
   "ambassadors":[{"id":"i","off":[["2027-01-06","2027-01-08"],["2027-01-12","2027-01-12"]],"target":2,"floor":1}],"quorum":0,
   "rooms":[{"id":"s","cost":3}]}]}"#;

fn proof(cases: &str, claim: i64) -> String {
    format!(r#"{{"format":"transfo-bound/1","scale":2,"bound":{claim},"cases":[{cases}]}}"#)
}

/// Wednesday 13 and 14 cost a trip of 7 and two days of room; nobody misses anything.
#[test]
fn a_tiny_season_is_bounded_by_hand() {
    assert_eq!(bound(SEASON, &proof("{}", 0)), Ok(13));
    // Two halves of a unit on the staff of each good day are paid back once for each of the three days.
    let priced = r#"{"staff":{"2027-01-13":2,"2027-01-14":2,"2027-01-15":2}}"#;
    assert_eq!(bound(SEASON, &proof(priced, 0)), Ok(12));
}

/// The season with a meeting of a day on 13, 14 or 15.
fn meeting(first: &str) -> String {
    let meeting = format!(
        r#","meetings":[{{"id":"m","len":1,"from":"{first}","to":"2027-01-15","participants":["a"],"host":"a","delegation":1,"delegation_min":0}}]}}"#
    );
    format!("{}{meeting}", SEASON.strip_suffix('}').unwrap())
}

#[test]
fn cases_divide_the_dates_of_a_meeting() {
    let until = |day: u32, yes: bool| {
        format!(r#"{{"ask":"until","meeting":"m","day":"2027-01-{day}","yes":{yes}}}"#)
    };
    let case = |suppose: &[String], least: i64| {
        format!(
            r#"{{"suppose":[{}],"least":{{"a":{least}}}}}"#,
            suppose.join(",")
        )
    };
    let season = meeting("2027-01-13");
    let early = case(&[until(13, true)], 0);
    let late = case(&[until(13, false), until(14, false)], 0);
    // A meeting on 14 leaves 11 and 12, where a day is missed (10) and a target too (15, only a claim counts it).
    for (least, expected) in [(0, 23), (76, 38), (77, 23)] {
        let middle = case(&[until(13, false), until(14, true)], least);
        let all = [&early, &middle, &late].map(String::as_str).join(",");
        assert_eq!(verify(&season, &proof(&all, 13)), Ok(13));
        let alone = meeting("2027-01-14");
        let middle = case(&[until(14, true)], least);
        let other = case(&[until(14, false)], 0);
        assert_eq!(
            bound(&alone, &proof(&format!("{middle},{other}"), 0)),
            Ok(13)
        );
        let locked = alone.replace(r#""id":"m""#, r#""id":"m","lock":"2027-01-14""#);
        assert_eq!(
            bound(&locked, &proof(&case(&[], least), 0)),
            Ok(expected),
            "{least}"
        );
    }
    let refused = |cases: &[&str], why: &str| {
        let said = bound(&season, &proof(&cases.join(","), 0)).unwrap_err();
        assert!(said.contains(why), "{said}");
    };
    refused(&[&early], "case is missing");
    refused(&[&early, &late], "case is missing");
    refused(
        &[&early, &case(&[until(14, false)], 0)],
        "different questions",
    );
    refused(
        &[&late.replace("until", "held"), &early],
        "certificate: unknown variant",
    );
}

#[test]
fn forged_certificates_are_refused() {
    let refused = |text: &str, why: &str| {
        let said = verify(SEASON, text).unwrap_err();
        assert!(said.contains(why), "{said}");
    };
    refused(&proof("{}", 14), "give 13, not 14");
    refused(&proof(r#"{"least":{"a":30}}"#, 15), "give 13, not 15");
    refused(&proof(r#"{"staff":{"2027-01-13":-2}}"#, 13), "negative");
    refused(
        &proof(r#"{"residents":{"r":{"2027-01-13":-2}}}"#, 13),
        "negative",
    );
    refused(
        &proof(r#"{"rewards":{"a":{"i":99999999999999}}}"#, 13),
        "too large",
    );
    refused(&proof("", 13), "case is missing");
    refused(&proof("{},{}", 13), "the same");
    refused(&proof("{}", 13).replace("bound/1", "bound/2"), "format");
    refused("{}", "certificate");
    assert!(
        verify("{}", &proof("{}", 1))
            .unwrap_err()
            .contains("season")
    );
}

#[test]
fn nothing_of_the_planner_is_used() {
    let graph = std::process::Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "-p",
            "planner-verify",
            "-e",
            "normal,build",
            "--prefix",
            "none",
            "--manifest-path",
        ])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .unwrap();
    let names = String::from_utf8(graph.stdout).unwrap();
    let names: Vec<&str> = names.lines().filter_map(|l| l.split(' ').next()).collect();
    assert!(
        names.contains(&"planner-verify") && names.contains(&"serde"),
        "{names:?}"
    );
    assert!(!names.contains(&"planner"), "{names:?}");
}
