//! What a lottery is worth that is stopped early, and that it is the same wherever it is computed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where it fails"
)]

mod pools;

use sortition::{Flow, Lottery, Options, Phase, Problem, Refusal, UNIT, commit, lottery, reveal};
use std::collections::BTreeSet;

const OPTIONS: Options = Options {
    method: sortition::Method::Leximin,
    panels: 100,
    substitutes: 20,
    steps: 20_000,
};

/// The lottery as it stands after so many reports, and how many reports there were.
fn settled(problem: &Problem, after: usize) -> (Lottery, usize) {
    let mut told = 0;
    let found = lottery(problem, &OPTIONS, &mut |progress| {
        told += usize::from(progress.phase != Phase::Slips);
        if told > after {
            Flow::Settle
        } else {
            Flow::Continue
        }
    });
    (found.unwrap(), told)
}

fn lowest(found: &Lottery) -> f64 {
    found.chances.iter().copied().fold(1.0, f64::min)
}

/// A time limit is a watcher that says `Settle`: whenever it does, there is a lottery of legal panels,
/// and the verifier proves that no lottery is fairer than its bound says.
#[test]
fn whatever_is_settled_early_has_a_proven_gap() {
    for problem in [
        pools::data("transfo_120_20"),
        pools::data("transfo_120_20_equipe"),
        pools::lines("transfo_120_20", 31),
    ] {
        let (whole, all) = settled(&problem, usize::MAX);
        assert!(whole.exact && whole.bound - lowest(&whole) < 1e-9);
        let mut gaps = Vec::new();
        for eighth in 0..8 {
            let (found, _) = settled(&problem, all * eighth / 8);
            let minimum = lowest(&found);
            assert!(minimum <= found.bound, "{minimum} of {}", found.bound);
            assert!((found.bound - whole.bound).abs() < 1e-12);
            let record = reveal(&commit(&problem, &OPTIONS, &found).text, "7").unwrap();
            let verdict =
                sortition_verify::verify(&record.text).unwrap_or_else(|no| panic!("{}", no.en()));
            assert_eq!(verdict.exact, found.exact);
            // The published lottery, counted by the verifier, is below the bound that it proved.
            assert!(u64::from(verdict.minimum) * (UNIT / 100) <= verdict.bound + 1000);
            gaps.push(found.bound - minimum);
        }
        println!("{gaps:?}");
        assert!(
            gaps[0] > 1e-3,
            "the first limit is too late to tell anything"
        );
        assert!(gaps[7] < gaps[0] / 2.0, "{gaps:?}");
    }
}

#[test]
fn it_can_be_cancelled_everywhere() {
    let problem = pools::lines("transfo_120_20_equipe", 31);
    let (_, all) = settled(&problem, usize::MAX);
    for tenth in 0..10 {
        let mut told = 0;
        let mut since = 0;
        let found = lottery(&problem, &OPTIONS, &mut |_| {
            told += 1;
            let stop = told > all * tenth / 10;
            since += usize::from(stop);
            if stop { Flow::Cancel } else { Flow::Continue }
        });
        assert_eq!(found, Err(Refusal::Cancelled));
        assert!(since < 20, "asked {since} times after it said stop");
    }
}

/// BLAKE3 of the records of three pools: the same in debug and release, on one thread or many.
const RECORDS: [(&str, &str); 3] = [
    (
        "transfo_45_20",
        "b7d5a60a6399d976f4d4a2fb69f4f73dba77179d99e48d598b8f507f3540186d",
    ),
    (
        "transfo_120_20_equipe",
        "bf850ac089b9622bc27990eb7c3e5080eab90e0d269e2978a9b561effc58259a",
    ),
    (
        "transfo_400_20",
        "da0be80880210f4e0da4bc33a13cfc3539243126fe2987822e44ba600046b490",
    ),
];

fn hash(name: &str) -> String {
    let problem = pools::data(name);
    let record = sortition::draw(&problem, &OPTIONS, "7", &mut |_| Flow::Continue).unwrap();
    blake3::hash(record.text.as_bytes()).to_hex().to_string()
}

#[test]
fn the_bytes_are_the_same_in_every_build_and_on_every_thread() {
    let found = RECORDS.map(|(name, _)| {
        let hashes: BTreeSet<String> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| hash(name))).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        (name, hashes.into_iter().collect::<Vec<_>>().join(" or "))
    });
    assert_eq!(
        found,
        RECORDS.map(|(name, pinned)| (name, pinned.to_owned()))
    );
}
