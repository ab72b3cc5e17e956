//! Every finding can be read in both languages.

use protocol::words::{self, Lang};
use protocol::{Facts, Status, check};

use crate::world::{AFTER, EVE, finding, healthy, shipped};

#[test]
fn every_rule_and_finding_has_a_sentence_in_both_languages() {
    let protocol = shipped();
    for facts in [healthy(), Facts::default()] {
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
