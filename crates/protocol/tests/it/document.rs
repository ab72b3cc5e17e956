//! Documents and overrides that must be read, and those that must be refused with their reason.

use jiff::civil::date;
use protocol::{Override, Overrides, Protocol, Source, Strength, Value};

use crate::world::shipped;

/// The rules of the programme, in the order of the shipped document.
const RULES: [&str; 33] = [
    "season.sites",
    "site.convention",
    "site.theme",
    "site.pilot",
    "site.span",
    "team.size",
    "team.disciplines",
    "cohort.size",
    "cohort.volunteers",
    "cohort.endorsed",
    "cohort.diverse",
    "days.total",
    "days.run",
    "days.runs",
    "days.attended",
    "time.protected",
    "case.real",
    "case.owner",
    "case.users",
    "case.first_simple",
    "method.own",
    "training.led",
    "sponsor.direction",
    "sponsor.officials",
    "sponsor.managers",
    "exchange.meetings",
    "exchange.shared",
    "finance.share",
    "evaluation.values",
    "evaluation.baseline",
    "lab.form_open",
    "lab.decision",
    "follow.up",
];

#[test]
fn every_rule_is_shipped() {
    let ids: Vec<String> = shipped().rules.into_iter().map(|rule| rule.id).collect();
    assert_eq!(ids, RULES);
}

#[test]
fn the_defaults_are_those_of_the_article() {
    let protocol = shipped();
    let whole = |rule: &str, name: &str| protocol.rule(rule).unwrap().whole(name).unwrap();
    assert_eq!(whole("season.sites", "most"), 10);
    assert_eq!(
        (whole("site.span", "least"), whole("site.span", "most")),
        (12, 18)
    );
    assert_eq!(
        (whole("team.size", "people"), whole("cohort.size", "people")),
        (3, 20)
    );
    assert_eq!(
        (whole("days.total", "days"), whole("days.attended", "least")),
        (35, 80)
    );
    let share = &protocol.rule("finance.share").unwrap().parameters["share"].value;
    assert_eq!(*share, Value::parse("2/3").unwrap());
    assert_eq!(
        protocol.rule("days.total").unwrap().source,
        Source::Obligation(27)
    );
    assert_eq!(
        protocol.rule("time.protected").unwrap().source,
        Source::House
    );
    assert_eq!(
        protocol.rule("case.first_simple").unwrap().strength,
        Strength::Advised
    );
}

#[track_caller]
fn refused(from: &str, to: &str, expected: &[&str]) {
    assert!(Protocol::SHIPPED.contains(from), "{from}");
    let error = Protocol::parse(&Protocol::SHIPPED.replacen(from, to, 1))
        .unwrap_err()
        .to_string();
    for words in expected {
        assert!(error.contains(words), "{error} should say {words}");
    }
}

#[test]
fn a_wrong_document_is_refused_with_its_place() {
    refused("version =", "verzion =", &["verzion", "version"]);
    refused(
        "strength = \"required\"",
        "strength = \"obligatory\"",
        &["obligatory", "advised"],
    );
    refused("strength = ", "force = 1\nstrength = ", &["force"]);
    refused(
        "id = \"days.total\"",
        "id = \"days.sum\"",
        &["days.sum", "not known"],
    );
    refused(
        "id = \"days.total\"",
        "id = \"season.sites\"",
        &["season.sites"],
    );
    refused("\"S27\"", "\"S49\"", &["days.total", "S49"]);
    refused(
        "parameters.days =",
        "parameters.dayz =",
        &["days.total", "dayz", "days"],
    );
    refused(
        "value = 35, unit = \"days\"",
        "value = 35, unit = \"weeks\"",
        &["days.total", "Days"],
    );
    refused("value = 35", "value = -35", &["days.total", "whole number"]);
    refused("value = 35", "value = 35, note = \"x\"", &["note"]);
    refused(
        "value = \"2/3\"",
        "value = \"4/3\"",
        &["finance.share", "fraction"],
    );
    refused(
        "value = [3, 6,",
        "value = [6, 3,",
        &["follow.up", "growing"],
    );
    refused("value = 80", "value = 180", &["days.attended", "100"]);
    refused(
        "value = 12, unit = \"months\"",
        "value = 19, unit = \"months\"",
        &["site.span", "19", "18"],
    );
    refused(
        "compte {days} jours",
        "compte {day} jours",
        &["days.total", "day"],
    );
    refused(
        "compte {people} résident",
        "compte {least} résident",
        &["team.size", "least"],
    );
}

fn change(rule: &str, parameter: &str, value: &str) -> Override {
    Override {
        rule: rule.into(),
        parameter: parameter.into(),
        value: value.into(),
        author: "la coordination".into(),
        reason: "avenant n° 1".into(),
        on: date(2027, 1, 4),
    }
}

#[test]
fn overrides_apply_together_or_not_at_all() {
    let changes = vec![
        change("days.run", "least", "4"),
        change("days.run", "most", "5"),
    ];
    let changed = shipped().with(&Overrides(changes.clone())).unwrap();
    assert_eq!(changed.runs(), Some((7, 8)));
    let error = shipped()
        .with(&Overrides(changes[..1].to_vec()))
        .unwrap_err();
    assert!(error.to_string().contains("days.run"), "{error}");
    for (wrong, expected) in [
        (change("days.sum", "days", "30"), "days.sum"),
        (change("days.total", "weeks", "30"), "weeks"),
        (change("days.total", "days", "trente"), "whole number"),
        (
            Override {
                reason: " ".into(),
                ..change("days.total", "days", "30")
            },
            "reason",
        ),
        (
            Override {
                author: String::new(),
                ..change("days.total", "days", "30")
            },
            "author",
        ),
    ] {
        let error = shipped().with(&Overrides(vec![wrong])).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }
    // 7 days in runs of exactly 5 cannot be.
    let never = vec![
        change("days.run", "most", "5"),
        change("days.run", "least", "5"),
        change("days.total", "days", "7"),
    ];
    assert!(shipped().with(&Overrides(never)).is_err());
}
