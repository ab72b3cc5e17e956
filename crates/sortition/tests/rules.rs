//! Rules about lines and persons, recruitment, and panels made whole again.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where it fails"
)]

mod pools;

use pools::{Dice, data, feasible};
use sortition::{
    Completion, Flow, Kind, Method, Options, Problem, Quota, Refusal, Rule, Rules, Volunteer,
    complete, draw, lottery, recruit,
};
use std::collections::{BTreeMap, BTreeSet};

fn options(panels: u32) -> Options {
    Options {
        panels,
        ..Options::default()
    }
}

/// The parts of a pool of the data folder, with a hierarchical line of about four people each.
fn parts(name: &str) -> (u32, Vec<Quota>, Vec<Volunteer>) {
    let problem = data(name);
    let volunteers = (0..problem.len()).map(|at| {
        let values = problem
            .values(at)
            .iter()
            .map(|value| &problem.quotas()[*value]);
        let mut features: BTreeMap<String, String> = values
            .map(|quota| (quota.feature.clone(), quota.value.clone()))
            .collect();
        let line = if at % 9 == 0 {
            String::new()
        } else {
            format!("L{:02}", at % 60)
        };
        features.insert("ligne".to_owned(), line);
        Volunteer {
            id: problem.id(at).to_owned(),
            features,
            group: problem.group(at).map(str::to_owned),
        }
    });
    (problem.k(), problem.quotas().to_vec(), volunteers.collect())
}

fn ids(numbers: &[u32]) -> BTreeSet<String> {
    numbers.iter().map(|nth| format!("V{nth:05}")).collect()
}

#[test]
fn rules_are_kept_by_every_slip_and_checked_by_the_verifier() {
    let (k, quotas, volunteers) = parts("transfo_120_20");
    let rules = Rules {
        at_most: vec![("ligne".to_owned(), 1), ("direction".to_owned(), 3)],
        include: ids(&[5]),
        exclude: ids(&[7, 8, 9]),
        selected: ids(&[11, 12]),
    };
    let problem = Problem::with_rules(k, quotas, volunteers.clone(), &rules).unwrap();
    let start = pools::cpu();
    let found = lottery(&problem, &options(200), &mut |_| Flow::Continue).unwrap();
    println!(
        "{:.2} s, {} cuts, {} panels",
        pools::cpu() - start,
        found.cuts.len(),
        found.panels
    );
    let count = |id: &String| found.counts[problem.position(id).unwrap()];
    assert!(
        rules
            .include
            .iter()
            .chain(&rules.selected)
            .all(|id| count(id) == 200)
    );
    assert!(rules.exclude.iter().all(|id| count(id) == 0));
    let never: Vec<&str> = found.never().map(|(at, _)| problem.id(at)).collect();
    assert!(rules.exclude.iter().all(|id| never.contains(&id.as_str())));
    for slip in &found.slips {
        for (feature, most) in [("ligne", 1), ("direction", 3)] {
            let mut have: BTreeMap<&str, u32> = BTreeMap::new();
            for at in slip {
                *have.entry(&volunteers[*at].features[feature]).or_default() += 1;
            }
            have.remove("");
            assert!(
                have.values().all(|count| *count <= most),
                "{feature}: {have:?}"
            );
        }
    }
    let record = draw(&problem, &options(200), "7", &mut |_| Flow::Continue).unwrap();
    assert!(record.text.contains("déjà retenue") && record.text.contains("imposée"));
    sortition_verify::verify(&record.text).unwrap();
    // A slip without somebody who must sit is a panel that breaks the rules.
    let forged = record.text.replace(
        "[\"présence\",\"imposée\",1,1,1,1]",
        "[\"présence\",\"imposée\",2,2,2,2]",
    );
    assert_ne!(forged, record.text);
    sortition_verify::verify(&forged).unwrap_err();
}

#[test]
fn rules_that_cannot_hold_are_named() {
    let (k, quotas, volunteers) = parts("transfo_45_20");
    let of = |rules: Rules| Problem::with_rules(k, quotas.clone(), volunteers.clone(), &rules);
    let faults = of(Rules {
        include: ids(&[1, 99]),
        exclude: ids(&[1]),
        ..Rules::default()
    })
    .unwrap_err();
    let kinds: Vec<&Kind> = faults.iter().map(|fault| &fault.kind).collect();
    assert_eq!(kinds, [&Kind::UnknownPerson, &Kind::RulesAtOdds]);
    assert!(faults.iter().all(|fault| fault.fr() != fault.en()));
    // Everybody but nineteen may not sit: the rule itself is in the conflict.
    let exclude = volunteers
        .iter()
        .skip(19)
        .map(|one| one.id.clone())
        .collect();
    let problem = of(Rules {
        exclude,
        ..Rules::default()
    })
    .unwrap();
    let refusal = draw(&problem, &options(10), "7", &mut |_| Flow::Continue).unwrap_err();
    let Refusal::Impossible(why) = refusal else {
        panic!("{refusal:?}")
    };
    assert!(
        why.conflict
            .iter()
            .any(|rule| matches!(rule, Rule::AtMost { feature, .. } if feature == "présence"))
    );
}

#[test]
fn already_selected_people_reduce_seats_and_quotas() {
    let (k, quotas, volunteers) = parts("transfo_120_20");
    let selected = ids(&[1, 2, 3]);
    let rules = Rules {
        selected: selected.clone(),
        ..Rules::default()
    };
    let kept = Problem::with_rules(k, quotas, volunteers, &rules).unwrap();
    let plain = data("transfo_120_20");
    let seated = selected
        .iter()
        .map(|id| plain.position(id).unwrap())
        .collect();
    let rest = plain.with_seated(&seated).unwrap();
    assert_eq!(rest.k(), k - 3);
    let of = |problem: &Problem| lottery(problem, &options(100), &mut |_| Flow::Continue).unwrap();
    let (whole, less) = (of(&kept), of(&rest));
    for id in rest.ids() {
        let (a, b) = (kept.position(id).unwrap(), rest.position(id).unwrap());
        assert!((whole.chances[a] - less.chances[b]).abs() < 1e-8, "{id}");
    }
}

fn is_possible(problem: &Problem) -> bool {
    !matches!(
        lottery(problem, &options(1), &mut |_| Flow::Settle),
        Err(Refusal::Impossible(_))
    )
}

/// The pool with people who have the values given, and any value where none is given.
fn with_people(problem: &Problem, people: &[BTreeMap<String, String>], dice: &mut Dice) -> Problem {
    let mut volunteers = self::people(problem);
    for (nth, wanted) in people.iter().enumerate() {
        let mut features = wanted.clone();
        for feature in problem.features() {
            let values: Vec<&Quota> = problem
                .quotas()
                .iter()
                .filter(|q| q.feature == *feature)
                .collect();
            let any = dice.below(u64::try_from(values.len()).unwrap());
            let any = values[usize::try_from(any).unwrap()].value.clone();
            features.entry(feature.clone()).or_insert(any);
        }
        volunteers.push(Volunteer {
            id: format!("new {nth}"),
            features,
            group: None,
        });
    }
    Problem::new(problem.k(), problem.quotas().to_vec(), volunteers).unwrap()
}

#[test]
fn whoever_is_recruited_as_advised_makes_a_panel_possible() {
    let mut dice = Dice(5);
    let mut advised = 0;
    for seed in 0..120 {
        let whole = feasible(seed + 500);
        assert_eq!(recruit(&whole, 20_000), Vec::new(), "nobody is missing");
        // Some of one value withdraw, so that its minimum cannot be met.
        let Some((at, quota)) = whole
            .quotas()
            .iter()
            .enumerate()
            .find(|(_, quota)| quota.min > 0)
        else {
            continue;
        };
        let keep = usize::try_from(quota.min - 1).unwrap();
        let with = (0..whole.len()).filter(|one| whole.values(*one).contains(&at));
        let problem = whole.without(&with.skip(keep).collect());
        assert!(!is_possible(&problem));
        let advice = recruit(&problem, 20_000);
        assert!(!advice.is_empty(), "{seed}: those who left would do");
        advised += 1;
        let total: u32 = advice.iter().map(|one| one.count).sum();
        for _ in 0..8 {
            let mut people = Vec::new();
            for one in &advice {
                for _ in 0..one.count {
                    let pick = |values: &Vec<String>, dice: &mut Dice| {
                        let nth = dice.below(u64::try_from(values.len()).unwrap());
                        values[usize::try_from(nth).unwrap()].clone()
                    };
                    people.push(
                        one.wanted
                            .iter()
                            .map(|(f, v)| (f.clone(), pick(v, &mut dice)))
                            .collect(),
                    );
                }
            }
            let more = with_people(&problem, &people, &mut dice);
            assert!(is_possible(&more), "{seed}: {} {people:?}", advice[0].en());
            // One fewer is never enough.
            people.pop();
            let fewer = with_people(&problem, &people, &mut dice);
            assert!(total > 1 || !is_possible(&fewer), "{seed}");
        }
        // The fewest: no pool with one newcomer less, whoever they are, has a panel.
        if total == 2 {
            for _ in 0..40 {
                let one = with_people(&problem, &[BTreeMap::new()], &mut dice);
                assert!(!is_possible(&one), "{seed}: one is enough");
            }
        }
    }
    assert!(advised > 60, "{advised}");
}

#[test]
fn recruitment_is_said_in_words() {
    let advice = recruit(&data("infeasible_45_20"), 20_000);
    for one in &advice {
        println!("{}\n{}", one.fr(), one.en());
        assert!(one.fr().contains("de plus") && one.en().contains("more volunteer"));
    }
    let problem = data("transfo_400_60_equipe");
    for one in recruit(&problem, 20_000) {
        println!("{}\n{}", one.fr(), one.en());
    }
}

fn whole_again(problem: &Problem, staying: &[String], gone: &[String]) -> Completion {
    complete(
        problem,
        staying,
        gone,
        (&options(100), "dés 3 5 1"),
        &mut |_| Flow::Continue,
    )
    .unwrap()
}

/// Mulhouse, month ten: five of twenty have left. The fifteen who stay keep their seats; five are
/// drawn among all who are still willing; every quota holds and the record of the five is verified.
#[test]
fn five_are_replaced_at_month_ten() {
    let problem = data("transfo_400_20_equipe");
    let first = draw(&problem, &options(100), "7", &mut |_| Flow::Continue).unwrap();
    let gone = &first.panel[3..8];
    let staying: Vec<String> = first
        .panel
        .iter()
        .filter(|id| !gone.contains(id))
        .cloned()
        .collect();
    let start = pools::cpu();
    let again = whole_again(&problem, &staying, gone);
    let took = pools::cpu() - start;
    println!("{took:.2} s");
    assert!(cfg!(debug_assertions) || took < 1.0, "{took:?}");
    assert_eq!(
        (again.panel.len(), again.joining.len(), again.empty),
        (20, 5, 0)
    );
    assert!(staying.iter().all(|id| again.panel.contains(id)));
    assert!(gone.iter().all(|id| !again.panel.contains(id)));
    assert_eq!(again.shifts, []);
    let teams: Vec<&str> = again
        .panel
        .iter()
        .filter_map(|id| problem.group(problem.position(id).unwrap()))
        .collect();
    assert_eq!(teams.iter().collect::<BTreeSet<_>>().len(), teams.len());
    let record = again.record.clone().unwrap();
    let verdict = sortition_verify::verify(&record.text).unwrap();
    assert_eq!(verdict.panel, again.joining);
    assert!(verdict.exact, "there is time enough for leximin");
    assert_eq!(
        again,
        whole_again(&problem, &staying, gone),
        "the same value gives the same people"
    );
}

#[test]
fn a_completion_is_found_whenever_there_is_one_and_else_the_nearest_is_named() {
    let (mut drawn, mut moved) = (0, 0);
    for seed in 0..120 {
        let problem = feasible(seed);
        let mut dice = Dice(seed + 9);
        let first = draw(&problem, &options(20), "7", &mut |_| Flow::Continue).unwrap();
        let gone: Vec<String> = (0..1 + dice.below(3))
            .map(|_| {
                first.panel[usize::try_from(dice.below(u64::from(problem.k()))).unwrap()].clone()
            })
            .collect();
        let others = problem
            .ids()
            .filter(|id| !first.panel.iter().any(|one| one == id));
        let away: Vec<String> = others
            .filter(|_| dice.below(3) == 0)
            .map(str::to_owned)
            .collect();
        let staying: Vec<String> = first
            .panel
            .iter()
            .filter(|id| !gone.contains(id))
            .cloned()
            .collect();
        let all: Vec<String> = gone.iter().chain(&away).cloned().collect();
        let again = whole_again(&problem, &staying, &all);
        assert!(staying.iter().all(|id| again.panel.contains(id)));
        assert!(all.iter().all(|id| !again.panel.contains(id)));
        if let Some(record) = &again.record {
            drawn += 1;
            let verdict = sortition_verify::verify(&record.text).unwrap();
            assert_eq!(verdict.panel, again.joining, "{seed}");
            assert!(again.shifts.is_empty() && again.empty == 0, "{seed}");
        } else {
            moved += 1;
            let least = plainly(&problem, &staying, &all);
            if let Some(least) = least {
                let ours: u32 = again
                    .shifts
                    .iter()
                    .map(|shift| {
                        let quota = &problem.quotas()[shift.quota];
                        quota.min.saturating_sub(shift.count)
                            + shift.count.saturating_sub(quota.max)
                    })
                    .sum();
                assert!(
                    again.empty > 0 || ours == least,
                    "{seed}: {ours} or {least}"
                );
                assert!(ours > 0 || again.empty > 0, "{seed}: there was one");
            }
        }
    }
    println!("{drawn} drawn, {moved} with quotas moved");
    assert!(drawn > 20 && moved > 20, "{drawn} {moved}");
}

/// The least deviation over all ways to fill the seats, written out; `None` when there are too many.
fn plainly(problem: &Problem, staying: &[String], gone: &[String]) -> Option<u32> {
    let rest: Vec<usize> = (0..problem.len())
        .filter(|at| {
            let id = problem.id(*at);
            !staying.iter().chain(gone).any(|other| other == id)
        })
        .collect();
    let seats = usize::try_from(problem.k()).unwrap() - staying.len();
    if seats > rest.len() || rest.len() > 40 || seats > 3 {
        return None;
    }
    let mut best = None;
    let mut choice: Vec<usize> = (0..seats).collect();
    loop {
        let panel: Vec<usize> = staying
            .iter()
            .map(|id| problem.position(id).unwrap())
            .chain(choice.iter().map(|nth| rest[*nth]))
            .collect();
        let mut teams: Vec<&str> = panel.iter().filter_map(|at| problem.group(*at)).collect();
        let count = teams.len();
        teams.sort_unstable();
        teams.dedup();
        if teams.len() == count {
            let off = problem.quotas().iter().enumerate().map(|(nth, quota)| {
                let have = panel
                    .iter()
                    .filter(|at| problem.values(**at).contains(&nth))
                    .count();
                let have = u32::try_from(have).unwrap();
                quota.min.saturating_sub(have) + have.saturating_sub(quota.max)
            });
            let off: u32 = off.sum();
            best = Some(best.map_or(off, |best: u32| best.min(off)));
        }
        let Some(at) = (0..seats)
            .rev()
            .find(|at| choice[*at] < rest.len() - seats + at)
        else {
            return best;
        };
        choice[at] += 1;
        for later in at + 1..seats {
            choice[later] = choice[later - 1] + 1;
        }
    }
}

#[test]
fn maximin_and_nash_know_the_rules_too() {
    let (k, quotas, volunteers) = parts("transfo_45_20");
    let rules = Rules {
        include: ids(&[3]),
        ..Rules::default()
    };
    let problem = Problem::with_rules(k, quotas, volunteers, &rules).unwrap();
    for method in [Method::Maximin, Method::Nash] {
        let how = Options {
            method,
            ..options(50)
        };
        let record = draw(&problem, &how, "7", &mut |_| Flow::Continue).unwrap();
        assert!(record.panel.contains(&"V00003".to_owned()));
        sortition_verify::verify(&record.text).unwrap();
    }
}

/// Erased under the GDPR: who a pseudonym was is forgotten, the record stays what it was and is
/// verified; the public text names nobody, and only the person's own salt opens their line.
#[test]
fn a_person_is_erased_and_the_record_still_verifies() {
    let problem = data("transfo_45_20");
    let how = options(100);
    let found = lottery(&problem, &how, &mut |_| Flow::Continue).unwrap();
    let frozen = sortition::commit(&problem, &how, &found);
    let record = sortition::reveal(&frozen.text, "7").unwrap();
    let mut names: BTreeMap<&str, &str> = problem
        .ids()
        .map(|id| (id, "Camille Exemple (fictif)"))
        .collect();
    names.remove("V00003");
    assert!(
        !record.text.contains("Exemple"),
        "names never enter the record"
    );
    sortition_verify::verify(&record.text).unwrap();
    let public = sortition::public_record(&problem, &found, &frozen.hash, "secret");
    assert_eq!(
        public,
        sortition::public_record(&problem, &found, &frozen.hash, "secret")
    );
    assert!(problem.ids().all(|id| !public.text.contains(id)));
    for line in &public.lines {
        let chance = (line.slips, line.of);
        assert!(sortition::opens(&public.text, &line.id, &line.salt, chance));
        assert!(!sortition::opens(&public.text, &line.id, "", chance));
        assert!(!sortition::opens(
            &public.text,
            &line.id,
            &line.salt,
            (line.slips + 1, line.of)
        ));
    }
    let other = sortition::public_record(&problem, &found, &frozen.hash, "other");
    assert!(!sortition::opens(
        &other.text,
        &public.lines[0].id,
        &public.lines[0].salt,
        (public.lines[0].slips, 100)
    ));
    // Withdrawn before the draw: another pool, another hash, the old commitment is void.
    let without = (0..problem.len()).map(|gone| problem.without(&[gone].into()));
    let less = without.into_iter().find(is_possible).unwrap();
    assert_ne!(less.hash(), problem.hash());
    let refreshed = lottery(&less, &how, &mut |_| Flow::Continue).unwrap();
    assert_ne!(sortition::commit(&less, &how, &refreshed).hash, frozen.hash);
    // Withdrawn, then back: the same pool and the same commitment again.
    let back = Problem::new(problem.k(), problem.quotas().to_vec(), people(&problem)).unwrap();
    assert_eq!(back.hash(), problem.hash());
    let again = lottery(&back, &how, &mut |_| Flow::Continue).unwrap();
    assert_eq!(sortition::commit(&back, &how, &again), frozen);
}

fn people(problem: &Problem) -> Vec<Volunteer> {
    (0..problem.len())
        .map(|at| Volunteer {
            id: problem.id(at).to_owned(),
            features: problem
                .values(at)
                .iter()
                .map(|value| {
                    let quota = &problem.quotas()[*value];
                    (quota.feature.clone(), quota.value.clone())
                })
                .collect(),
            group: problem.group(at).map(str::to_owned),
        })
        .collect()
}
