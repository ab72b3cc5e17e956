//! Non-interference: two worlds that differ in one hidden artefact answer byte for byte alike, on every page, to every
//! persona outside its audience. Random small worlds; row ids, clock and dice are fixed, so that nothing else differs.

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use transfo::{params, platform::db::Value};

use std::sync::Mutex;

use crate::support::{
    Answer, on_sqlite_alone,
    small_world::{Size, SmallWorld, sample},
};

/// How many worlds in each half: the bar is a hundred in all, and two halves use two cores.
const WORLDS: u32 = 60;

/// The candidacy that differs: one that was not released to the hierarchy.
const HIDDEN: &str = "application-mulhouse-4";

/// One hidden thing, and what is done to it in the second world.
#[derive(Clone, Copy, Debug)]
enum Hidden {
    CandidacyChanged,
    CandidacyRemoved,
    AbsenceChanged,
    AbsenceRemoved,
    DraftPlanChanged,
    DraftPlanRemoved,
    MailChanged,
    MailRemoved,
    LineChanged,
    LineRemoved,
    LetterChanged,
    GroupsChanged,
    GroupsRemoved,
    PairRemoved,
    LotteryChanged,
    LotteryRemoved,
    ChanceChanged,
    MeetingChanged,
    MeetingRemoved,
}

use Hidden::{
    AbsenceChanged, AbsenceRemoved, CandidacyChanged, CandidacyRemoved, ChanceChanged,
    DraftPlanChanged, DraftPlanRemoved, GroupsChanged, GroupsRemoved, LetterChanged, LineChanged,
    LineRemoved, LotteryChanged, LotteryRemoved, MailChanged, MailRemoved, MeetingChanged,
    MeetingRemoved, PairRemoved,
};

const ALL: [Hidden; 19] = [
    CandidacyChanged,
    CandidacyRemoved,
    AbsenceChanged,
    AbsenceRemoved,
    DraftPlanChanged,
    DraftPlanRemoved,
    MailChanged,
    MailRemoved,
    LineChanged,
    LineRemoved,
    LetterChanged,
    GroupsChanged,
    GroupsRemoved,
    PairRemoved,
    LotteryChanged,
    LotteryRemoved,
    ChanceChanged,
    MeetingChanged,
    MeetingRemoved,
];

impl Hidden {
    /// What makes the second world.
    fn statements(self) -> Vec<(&'static str, Vec<Value>)> {
        let statement = match self {
            CandidacyChanged => (
                "update application set name = 'Autre Nom', directorate = 'Eau', category = 'A', gender = 'femme' where id = $1",
                params![HIDDEN],
            ),
            CandidacyRemoved => {
                return vec![
                    (
                        "delete from application_link where application_id = $1",
                        params![HIDDEN],
                    ),
                    ("delete from application where id = $1", params![HIDDEN]),
                ];
            }
            AbsenceChanged => (
                "update unavailable set from_on = '2027-02-02', to_on = '2027-02-05', reason = 'autre' where id = $1",
                params!["absence-1"],
            ),
            AbsenceRemoved => (
                "delete from unavailable where id = $1",
                params!["absence-1"],
            ),
            DraftPlanChanged => (
                "update plan set cost = 99, note = 'autre' where id = $1",
                params!["plan-1"],
            ),
            DraftPlanRemoved => ("delete from plan where id = $1", params!["plan-1"]),
            MailChanged => (
                "update outbox set subject = 'Autre', to_name = 'Autre' where id = $1",
                params!["mail-1"],
            ),
            MailRemoved => ("delete from outbox where id = $1", params!["mail-1"]),
            LineChanged => (
                "update journal set subject = 'Autre' where id = $1",
                params!["line-1"],
            ),
            LineRemoved => ("delete from journal where id = $1", params!["line-1"]),
            LetterChanged => (
                "update mission_letter set days_promised = 30 where member_id = $1",
                params!["member-1"],
            ),
            GroupsChanged => (
                "update grouping_seat set seat = 2 where member_id = $1",
                params!["member-0"],
            ),
            GroupsRemoved => ("delete from grouping where seed = $1", params!["graine"]),
            PairRemoved => (
                "delete from grouping_pair where one_id = $1",
                params!["member-0"],
            ),
            // Calculated at the other site, and not published.
            LotteryChanged => (
                "update lottery set hash = 'other', lowest = 1 where id = $1",
                params!["lottery-2"],
            ),
            LotteryRemoved => {
                return vec![
                    (
                        "delete from chance where lottery_id = $1",
                        params!["lottery-2"],
                    ),
                    ("delete from lottery where id = $1", params!["lottery-2"]),
                ];
            }
            ChanceChanged => (
                "update chance set slips = 1, limits = '[]', salt = 'x', seal = 'y' where application_id = $1",
                params!["application-mulhouse-2"],
            ),
            // Without a date, so that no subscribed calendar speaks of it.
            MeetingChanged => (
                "update meeting set name = 'Autre', place = 'Autre', to_on = '2027-07-09' where id = $1",
                params!["meeting-1"],
            ),
            MeetingRemoved => {
                return vec![
                    (
                        "delete from meeting_site where meeting_id = $1",
                        params!["meeting-1"],
                    ),
                    ("delete from meeting where id = $1", params!["meeting-1"]),
                ];
            }
        };
        vec![statement]
    }

    /// Who is in its audience: residents, pilot and coordination for what the selection sees; who runs the instance sees
    /// that a mail exists, by its kind and state.
    fn audience(self) -> &'static [&'static str] {
        match self {
            DraftPlanChanged | DraftPlanRemoved => {
                &["coordinator", "pilot", "resident", "second-resident"]
            }
            GroupsChanged | GroupsRemoved => &[
                "coordinator",
                "pilot",
                "resident",
                "second-resident",
                "ambassador",
            ],
            LotteryChanged | LotteryRemoved => &["coordinator", "other-pilot"],
            // Everybody who has a part in the season.
            MeetingChanged | MeetingRemoved => &[
                "coordinator",
                "pilot",
                "resident",
                "second-resident",
                "ambassador",
                "relay",
                "manager",
                "direction",
                "official",
                "partner",
                "other-pilot",
                "other-ambassador",
                "administrator",
            ],
            // Everybody's chance is theirs alone: it is on the page of their link.
            ChanceChanged => &[],
            _ => &["coordinator", "pilot", "resident", "second-resident"],
        }
    }
}

async fn answers(small: &SmallWorld, audience: &[&str]) -> Vec<(String, Answer)> {
    let mut all = Vec::new();
    for route in small.world.app.routes.get().unwrap() {
        if route.method != "GET" {
            continue;
        }
        // A link is a right of its own: it is for the person it was given to.
        if route.path.contains("{token}") && !route.path.starts_with("/agenda") {
            continue;
        }
        for path in addresses(route.path) {
            for persona in &small.personas {
                if audience.contains(&persona.name.as_str()) {
                    continue;
                }
                let answer = small.world.get(persona, &path).await;
                all.push((format!("{path} as {}", persona.name), answer));
            }
        }
    }
    all
}

/// The sample of a page, and where the page is of one candidacy, that of the hidden one: its address may be guessed.
fn addresses(pattern: &str) -> Vec<String> {
    let sample = sample(pattern);
    let hidden = sample
        .as_ref()
        .filter(|_| pattern.contains("/candidatures/{id}"))
        .map(|path| path.replace("application-mulhouse-1", HIDDEN));
    // The lottery that nobody published is of the other site.
    let other = sample
        .as_ref()
        .filter(|path| path.contains("/tirage"))
        .map(|path| path.replace("mulhouse", "metz"));
    sample.into_iter().chain(hidden).chain(other).collect()
}

/// The answers of a world, with the hidden thing as it is or as it is in the second world.
async fn seen(size: Size, hidden: Hidden, second: bool) -> Vec<(String, Answer)> {
    let answered = Mutex::new(Vec::new());
    on_sqlite_alone(async |world| {
        let small = SmallWorld::new(world, size).await;
        if second {
            for (sql, values) in hidden.statements() {
                small.world.run(sql, values).await;
            }
        }
        *answered.lock().unwrap() = answers(&small, hidden.audience()).await;
    })
    .await;
    answered.into_inner().unwrap()
}

async fn check(size: Size, hidden: Hidden) {
    let before = seen(size, hidden, false).await;
    let after = seen(size, hidden, true).await;
    assert_eq!(before.len(), after.len());
    for ((what, one), (_, two)) in before.iter().zip(&after) {
        assert_eq!(one.status, two.status, "{hidden:?} shows on {what}");
        assert_eq!(one.headers, two.headers, "{hidden:?} shows on {what}");
        assert!(
            one.body == two.body,
            "{hidden:?} shows on {what}:\n{}",
            difference(&one.body, &two.body)
        );
    }
}

fn difference(one: &str, two: &str) -> String {
    one.lines()
        .zip(two.lines())
        .find(|(a, b)| a != b)
        .map_or_else(|| "one is longer".into(), |(a, b)| format!("- {a}\n+ {b}"))
}

#[test]
fn what_is_hidden_changes_nothing_for_those_it_is_hidden_from() {
    over_random_worlds(7);
}

#[test]
fn what_is_hidden_changes_nothing_in_other_worlds_either() {
    over_random_worlds(8);
}

fn over_random_worlds(seed: u8) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let config = Config {
        cases: WORLDS,
        max_shrink_iters: 20,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let world = (5u32..12, 2u32..4, 1u32..4, 0..ALL.len());
    runner
        .run(&world, |(candidacies, members, runs, which)| {
            let size = Size {
                candidacies,
                members,
                runs,
            };
            runtime.block_on(check(size, ALL[which]));
            Ok(())
        })
        .unwrap();
}
