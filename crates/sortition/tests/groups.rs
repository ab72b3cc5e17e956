//! Working groups: everybody meets everybody, features spread, and wishes are kept.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where it fails"
)]

mod pools;

use sortition::{Cohort, assign_groups, regroup};
use std::collections::BTreeMap;
use std::path::Path;

type Sessions = Vec<Vec<Vec<usize>>>;

const STEPS: u64 = 800_000;

/// The features of a cohort of the data folder, without the ids.
fn features(name: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/groups")
        .join(name);
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text.lines().skip(1);
    rows.map(|row| row.split(',').skip(1).map(str::to_owned).collect())
        .collect()
}

/// How often each pair meets.
fn meetings(sessions: &Sessions, n: usize) -> BTreeMap<(usize, usize), u32> {
    let mut met = BTreeMap::new();
    for group in sessions.iter().flatten() {
        for a in group {
            for b in group.iter().filter(|b| a < *b) {
                assert!(*b < n);
                *met.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    met
}

/// The most by which two groups of one session differ in members of one value.
fn imbalance(sessions: &Sessions, features: &[Vec<String>]) -> usize {
    let mut worst = 0;
    for groups in sessions {
        for feature in 0..features[0].len() {
            for value in features.iter().map(|one| &one[feature]) {
                let count = |group: &Vec<usize>| {
                    group
                        .iter()
                        .filter(|at| features[**at][feature] == *value)
                        .count()
                };
                let counts: Vec<usize> = groups.iter().map(count).collect();
                worst = worst.max(counts.iter().max().unwrap() - counts.iter().min().unwrap());
            }
        }
    }
    worst
}

#[test]
fn twenty_meet_in_fives_of_four_without_meeting_twice() {
    let cohort = Cohort {
        features: vec![Vec::new(); 20],
        sizes: vec![4; 5],
        sessions: 5,
        ..Cohort::default()
    };
    for seed in 0..10 {
        let start = pools::cpu();
        let sessions = assign_groups(&cohort, seed, STEPS).unwrap();
        let took = pools::cpu() - start;
        assert_eq!(meetings(&sessions, 20).len(), 150, "seed {seed}");
        assert!(cfg!(debug_assertions) || took < 2.0, "{took:?}");
    }
}

#[test]
fn fourteen_sessions_bring_all_together_and_nobody_more_than_five_times() {
    let cohort = Cohort {
        features: vec![Vec::new(); 20],
        sizes: vec![5; 4],
        sessions: 14,
        ..Cohort::default()
    };
    for seed in 0..10 {
        let met = meetings(&assign_groups(&cohort, seed, STEPS).unwrap(), 20);
        assert_eq!(met.len(), 190, "seed {seed}");
        assert!(met.values().all(|times| *times <= 5), "seed {seed}");
    }
}

#[test]
fn the_usual_weights_spread_features_and_still_mix() {
    let cohort = Cohort {
        features: features("cohort_20.csv"),
        sizes: vec![4; 5],
        sessions: 5,
        ..Cohort::default()
    };
    for seed in 0..10 {
        let sessions = assign_groups(&cohort, seed, STEPS).unwrap();
        let (pairs, off) = (
            meetings(&sessions, 20).len(),
            imbalance(&sessions, &cohort.features),
        );
        println!("seed {seed}: {pairs} pairs, imbalance {off}");
        assert!(
            pairs >= 112 && off <= 2,
            "seed {seed}: {pairs} pairs, imbalance {off}"
        );
    }
}

#[test]
fn wishes_seats_sizes_and_absences_are_kept() {
    let mut cohort = Cohort {
        features: features("cohort_23.csv"),
        sizes: vec![6, 6, 6, 5],
        sessions: 6,
        apart: vec![(0, 1), (4, 9)],
        together: vec![(2, 3)],
        fixed: vec![(0, 7, 2), (3, 7, 1)],
        absent: vec![(1, 5), (1, 6), (4, 2)],
        ..Cohort::default()
    };
    let sessions = assign_groups(&cohort, 3, STEPS).unwrap();
    for (nth, groups) in sessions.iter().enumerate() {
        let at = |person: usize| groups.iter().position(|group| group.contains(&person));
        let away: Vec<usize> = cohort
            .absent
            .iter()
            .filter(|(s, _)| *s == nth)
            .map(|(_, p)| *p)
            .collect();
        assert!(
            (0..23).all(|person| at(person).is_some() != away.contains(&person)),
            "{nth}"
        );
        assert!(at(0) != at(1) && at(4) != at(9), "{nth}");
        assert!(nth == 4 || at(2) == at(3), "{nth}");
        let sizes: Vec<usize> = groups.iter().map(Vec::len).collect();
        assert_eq!(sizes.iter().sum::<usize>() + away.len(), 23);
        assert!(
            sizes
                .iter()
                .zip(&cohort.sizes)
                .all(|(now, size)| *now + 1 >= *size),
            "{nth}: {sizes:?}"
        );
    }
    assert!(sessions[0][2].contains(&7) && sessions[3][1].contains(&7));
    assert_eq!(
        sessions,
        assign_groups(&cohort, 3, STEPS).unwrap(),
        "the same seed, the same groups"
    );
    // Past sessions count: who met stays apart where they can.
    let plain = Cohort {
        features: vec![Vec::new(); 20],
        sizes: vec![4; 5],
        sessions: 2,
        ..Cohort::default()
    };
    let first = assign_groups(&plain, 1, STEPS).unwrap();
    let next = Cohort {
        held: first.clone(),
        sessions: 3,
        ..plain
    };
    let later = assign_groups(&next, 2, STEPS).unwrap();
    let all: Sessions = first.into_iter().chain(later).collect();
    assert!(
        meetings(&all, 20).len() >= 146,
        "{}",
        meetings(&all, 20).len()
    );
    // What cannot be is not pretended.
    cohort.apart.push((2, 3));
    assert_eq!(assign_groups(&cohort, 3, 20_000), None);
    cohort.sizes = vec![6, 6, 6];
    assert_eq!(assign_groups(&cohort, 3, 20_000), None);
}

/// How many people must move at least for sizes that differ by one at most.
fn least_moves(groups: &[Vec<usize>], away: &[usize]) -> usize {
    let mut sizes: Vec<usize> = groups
        .iter()
        .map(|g| g.iter().filter(|p| !away.contains(p)).count())
        .collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let (total, count) = (sizes.iter().sum::<usize>(), sizes.len());
    // The largest groups may keep one more.
    sizes
        .iter()
        .enumerate()
        .map(|(nth, size)| size.saturating_sub(total / count + usize::from(nth < total % count)))
        .sum()
}

#[test]
fn regrouping_moves_as_few_as_it_can() {
    for (n, sizes) in [(20, vec![4; 5]), (20, vec![5; 4]), (60, vec![6; 10])] {
        let cohort = Cohort {
            features: vec![Vec::new(); n],
            sizes,
            sessions: 3,
            ..Cohort::default()
        };
        let sessions = assign_groups(&cohort, 5, 100_000).unwrap();
        let groups = &sessions[1];
        for away in [
            vec![3],
            vec![groups[0][0], groups[0][1]],
            groups[1][..3].to_vec(),
            vec![1, 5, 9, 13],
        ] {
            let start = pools::cpu();
            let again = regroup(&cohort, groups, &away);
            assert!(pools::cpu() - start < 1.0);
            let stayed = |person: &usize, nth: usize| groups[nth].contains(person);
            let moved: usize = again
                .iter()
                .enumerate()
                .map(|(nth, group)| group.iter().filter(|p| !stayed(p, nth)).count())
                .sum();
            assert!(again.iter().flatten().all(|person| !away.contains(person)));
            assert_eq!(again.iter().map(Vec::len).sum::<usize>(), n - away.len());
            let sizes: Vec<usize> = again.iter().map(Vec::len).collect();
            assert!(sizes.iter().max().unwrap() - sizes.iter().min().unwrap() < 2);
            assert_eq!(moved, least_moves(groups, &away), "{away:?}");
        }
    }
}
