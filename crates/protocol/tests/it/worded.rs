//! Every finding can be read in both languages.

use protocol::words::{self, Lang};
use protocol::{
    Case, Commitments, Facts, Indicator, Lab, Method, Proposal, PublicValue, Sponsors, Status,
    Step, check,
};

use crate::world::{AFTER, EVE, finding, healthy, shipped};

#[test]
fn every_rule_and_finding_has_a_sentence_in_both_languages() {
    let protocol = shipped();
    for facts in [healthy(), Facts::default(), troubled()] {
        for today in [EVE, AFTER] {
            for finding in check(&protocol, &facts, &[], today) {
                let said = [Lang::Fr, Lang::En].map(|lang| words::sentence(&finding, lang));
                assert_ne!(said[0], said[1]);
                for sentence in said {
                    assert!(
                        sentence.len() > 10 && !sentence.contains(['{', '}']),
                        "{}: {sentence}",
                        finding.rule
                    );
                }
            }
        }
    }
    for rule in &protocol.rules {
        for lang in [Lang::Fr, Lang::En] {
            let said = words::rule(&protocol, rule, lang);
            assert!(!said.contains(['{', '}']), "{said}");
        }
    }
}

#[test]
fn a_sentence_says_what_since_when_and_who() {
    let mut facts = healthy();
    facts.team.as_mut().unwrap()[0].left_on = Some(jiff::civil::date(2027, 1, 1));
    let found = finding(&facts, "team.size", EVE);
    assert_eq!(found.status, Status::Broken);
    assert_eq!(
        words::sentence(&found, Lang::Fr),
        "Résident·es : 2 (3 attendu·es). Depuis le 1er janvier 2027. \
         À faire par la coordination : compléter l'équipe de résident·es."
    );
    assert_eq!(
        words::sentence(&found, Lang::En),
        "Residents: 2 (3 expected). Since 1 January 2027. Next, by the coordinator: complete the team of residents."
    );
    let days = finding(&healthy(), "days.total", EVE);
    assert_eq!(
        words::sentence(&days, Lang::Fr),
        "35 jours sur 35 : 0 jour de tenus, 35 à venir."
    );
    assert_eq!(
        words::sentence(&days, Lang::En),
        "35 days of 35: 0 days held, 35 to come."
    );
}

/// Something to say on every rule.
fn troubled() -> Facts {
    let mut facts = healthy();
    let day = jiff::civil::date(2027, 2, 2);
    facts.season.sites = 11;
    facts.season.begins_on = Some(day);
    facts.season.ends_on = Some(AFTER);
    facts.season.meetings = Some(vec![]);
    facts.season.commitments = Some(Commitments {
        authorities_cents: 55,
        total_cents: 100,
    });
    facts.runs.as_mut().unwrap()[0].days = 4;
    let cohort = facts.cohort.as_mut().unwrap();
    cohort.ambassadors[0].left_on = Some(day);
    cohort.ambassadors[1].account.as_mut().unwrap().owed = 7;
    cohort.ambassadors[1].account.as_mut().unwrap().held = 10;
    cohort.ambassadors[2].consented_on = None;
    facts.cases = Some(vec![Case {
        id: "c".into(),
        began_on: Some(day),
        simple: Some(false),
        ..Case::default()
    }]);
    facts.methods = Some(vec![Method::default(); 5]);
    facts.steps = Some(vec![
        Step {
            on: day,
            led_by_ambassador: true
        };
        6
    ]);
    facts.sponsors = Some(Sponsors::default());
    facts.shared_items = Some(0);
    facts.indicators = Some(vec![Indicator {
        id: "i".into(),
        value: PublicValue::Democracy,
        baseline_on: None,
    }]);
    facts.lab = Some(Lab {
        form_fixed_on: Some(day),
        decided_on: Some(day),
        ..Lab::default()
    });
    facts.proposals = Some(vec![Proposal {
        id: "p".into(),
        handed_on: day,
        answered_on: None,
        checked_months: vec![],
    }]);
    facts
}

#[test]
fn what_is_wrong_is_named_in_both_languages() {
    let facts = troubled();
    for (rule, fr, en) in [
        (
            "cohort.diverse",
            "directorate Culture : 9 (de 10 à 12)",
            "directorate Culture: 9 (10 to 12)",
        ),
        ("time.protected", "amb-01 (3,5 j)", "amb-01 (3.5 d)"),
        ("days.attended", "amb-01 (0 %)", "amb-01 (0%)"),
        ("cohort.volunteers", "1 sur 19 : amb-02", "1 of 19: amb-02"),
        (
            "finance.share",
            "55,00 % (attendu 66,67 %",
            "55.00% (expected 66.67%",
        ),
        (
            "evaluation.values",
            "qualité, impact, productivité",
            "quality, impact, productivity",
        ),
        (
            "lab.decision",
            "postes, lieu, budget, rattachement",
            "posts, place, budget, attachment",
        ),
        (
            "days.run",
            "2 février 2027 (4 jours)",
            "2 February 2027 (4 days)",
        ),
    ] {
        let found = finding(&facts, rule, AFTER);
        for (lang, expected) in [(Lang::Fr, fr), (Lang::En, en)] {
            let said = words::sentence(&found, lang);
            assert!(said.contains(expected), "{rule}: {said}");
        }
    }
}
