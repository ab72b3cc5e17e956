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
    let held = |yes: bool| {
        format!(
            r#"{{"suppose":[{{"ask":"held","authority":"a","day":"2027-01-13","yes":{yes}}}]}}"#
        )
    };
    let both = format!("{},{}", held(true), held(false));
    assert_eq!(verify(SEASON, &proof(&both, 13)), Ok(13));
    // Monday 11 and Tuesday 12 remain, or Thursday and Friday; without those, a day is missed.
    let away = r#"{"suppose":[{"ask":"held","authority":"a","day":"2027-01-14","yes":false}],"least":{"a":10000}}"#;
    let other = r#"{"suppose":[{"ask":"held","authority":"a","day":"2027-01-14","yes":true}]}"#;
    assert_eq!(bound(SEASON, &proof(&format!("{away},{other}"), 0)), Ok(13));
    assert!(
        bound(SEASON, &proof(&held(true), 0))
            .unwrap_err()
            .contains("case is missing")
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
