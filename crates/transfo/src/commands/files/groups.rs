//! Working groups of a cohort given as a table: made, or made again where people turn out to be away.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use clap::Args;
use serde_json::{Value, json};
use sortition::{Cohort, Fault, Kind, Table, assign_groups, mixing, regroup};

use transfo::groups::compose::steps;

use super::measure::{Measure, cpu_seconds};
use crate::commands::{
    Ended, Json, Outcome, say,
    setting::{french, words},
};

/// More people than this in one table are not a cohort.
const MOST: usize = 1_000;

/// Asks for groups.
#[derive(Args)]
pub struct Groups {
    /// The cohort: one line per person, with a column id; the other columns are spread over the groups
    table: PathBuf,
    /// Number of groups, of nearly equal sizes
    #[arg(long, required_unless_present = "sizes", conflicts_with = "sizes")]
    groups: Option<usize>,
    /// Sizes of the groups, such as 6,6,4,4
    #[arg(long, value_delimiter = ',')]
    sizes: Vec<usize>,
    /// Number of sessions
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=200))]
    sessions: u32,
    /// People with the same value in this column are never in one group
    #[arg(long, value_name = "COLUMN")]
    apart: Vec<String>,
    /// People with the same value in this column are always in one group
    #[arg(long, value_name = "COLUMN")]
    together: Vec<String>,
    /// Columns to spread over the groups [default: all that are left]
    #[arg(long, value_name = "COLUMN")]
    spread: Vec<String>,
    /// Somebody away from a session, from 1: 3:A07
    #[arg(long, value_name = "SESSION:ID")]
    absent: Vec<String>,
    /// A seat that is given: 3:A07:2 for group 2
    #[arg(long, value_name = "SESSION:ID:GROUP")]
    fixed: Vec<String>,
    /// An earlier answer in JSON: only sessions with absences change, and few people move
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Where the dice start
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    json: Json,
}

/// The people and what is known of them.
struct People {
    ids: Vec<String>,
    cohort: Cohort,
}

type Sessions = Vec<Vec<Vec<usize>>>;

/// Makes the groups and says them.
pub fn groups(asked: &Groups) -> Outcome {
    let measure = Measure::begin();
    let people = match read(asked) {
        Ok(people) => people,
        Err(Stop::Failed(why)) => return Err(why),
        Err(Stop::Refused(lines)) => {
            lines.iter().for_each(say);
            return Ok(Ended::Refused);
        }
        Err(Stop::Impossible(why)) => return Ok(impossible(asked, &why)),
    };
    let made = match &asked.from {
        Some(file) => again(&people, file),
        None => assign_groups(&people.cohort, asked.seed, steps(people.ids.len()))
            .map(|sessions| (sessions, Vec::new()))
            .ok_or(Stop::Impossible(words().t("groups-cli-none"))),
    };
    match made {
        Ok((sessions, moved)) => {
            tell(asked, &people, &sessions, (&moved, &measure));
            Ok(Ended::Done)
        }
        Err(Stop::Failed(why)) => Err(why),
        Err(Stop::Refused(lines)) => {
            lines.iter().for_each(say);
            Ok(Ended::Refused)
        }
        Err(Stop::Impossible(why)) => Ok(impossible(asked, &why)),
    }
}

/// Why there are no groups.
enum Stop {
    Failed(String),
    Refused(Vec<String>),
    Impossible(String),
}

fn refused(line: String) -> Stop {
    Stop::Refused(vec![line])
}

fn impossible(asked: &Groups, why: &str) -> Ended {
    if asked.json.json {
        say(json!({ "impossible": [why] }));
    } else {
        say(why);
    }
    Ended::Impossible
}

fn told(table: &Path, faults: &[Fault]) -> Stop {
    let sentence = |fault: &Fault| {
        let said = if french() { fault.fr() } else { fault.en() };
        format!("{}, {said}", table.display())
    };
    Stop::Refused(faults.iter().map(sentence).collect())
}

fn read(asked: &Groups) -> Result<People, Stop> {
    let path = asked.table.display();
    let bytes = std::fs::read(&asked.table).map_err(|e| Stop::Failed(format!("{path}: {e}")))?;
    let told = |faults: Vec<Fault>| told(&asked.table, &faults);
    let table = Table::read(None, &bytes).map_err(told)?;
    let mut faults = Vec::new();
    let id = table.need(
        &["id", "identifiant", "reference", "référence"],
        &mut faults,
    );
    let mut columns = |names: &[String]| -> Vec<(String, usize)> {
        let found = names.iter().map(|name| {
            table
                .need(&[name], &mut faults)
                .map(|at| (name.clone(), at))
        });
        found.collect::<Vec<_>>().into_iter().flatten().collect()
    };
    let (apart, together) = (columns(&asked.apart), columns(&asked.together));
    let mut spread = columns(&asked.spread);
    let ids = id.map_or_else(Vec::new, |id| ids(&table, id, &mut faults));
    if !faults.is_empty() {
        return Err(told(faults));
    }
    if ids.len() > MOST {
        return Err(refused(words().t1("groups-cli-many", "most", MOST)));
    }
    let taken = |at: &usize| Some(*at) != id && !apart.iter().chain(&together).any(|c| c.1 == *at);
    if asked.spread.is_empty() {
        let left = (0..table.header.len()).filter(taken);
        spread = left.map(|at| (String::new(), at)).collect();
    }
    let rows: BTreeMap<&str, &Vec<String>> = table
        .rows
        .iter()
        .filter_map(|(_, cells)| Some((cells.get(id?)?.as_str(), cells)))
        .collect();
    let of = |person: &String, at: usize| -> String {
        let cell = rows.get(person.as_str()).and_then(|cells| cells.get(at));
        cell.cloned().unwrap_or_default()
    };
    let sizes = sizes(asked, ids.len())?;
    let by = |columns: &[(String, usize)]| -> Vec<Class> {
        let each = columns.iter();
        each.flat_map(|(name, at)| classes(name, ids.iter().map(|id| of(id, *at))))
            .collect()
    };
    let (apart, together) = (by(&apart), by(&together));
    roomy(&apart, &together, &sizes)?;
    let cohort = Cohort {
        features: ids
            .iter()
            .map(|id| spread.iter().map(|(_, at)| of(id, *at)).collect())
            .collect(),
        sessions: usize::try_from(asked.sessions).unwrap_or(1),
        apart: pairs(&apart),
        together: pairs(&together),
        absent: marks(&asked.absent, (&ids, asked.sessions, sizes.len()), false)?
            .into_iter()
            .map(|(session, person, _)| (session, person))
            .collect(),
        fixed: marks(&asked.fixed, (&ids, asked.sessions, sizes.len()), true)?,
        sizes,
        ..Cohort::default()
    };
    Ok(People { ids, cohort })
}

/// The ids in the order of the table: none blank, one line alike counted once, none for two people.
fn ids(table: &Table, id: usize, faults: &mut Vec<Fault>) -> Vec<String> {
    let mut seen: BTreeMap<&str, (usize, &Vec<String>)> = BTreeMap::new();
    let mut ids = Vec::new();
    let mut fault = |row: usize, column: String, value: &str, kind: Kind| {
        faults.push(Fault {
            file: None,
            row: Some(row),
            column: Some(column),
            value: value.to_owned(),
            kind,
        });
    };
    let column = table.header.get(id).cloned().unwrap_or_default();
    for (row, cells) in &table.rows {
        let one = cells.get(id).map(String::as_str).unwrap_or_default();
        if one.is_empty() {
            fault(*row, column.clone(), "", Kind::BlankId);
            continue;
        }
        match seen.get(one) {
            Some((_, other)) if *other == cells => {}
            Some((first, _)) => fault(*row, format!("(+ {first})"), one, Kind::IdTwice),
            None => {
                seen.insert(one, (*row, cells));
                ids.push(one.to_owned());
            }
        }
    }
    ids
}

fn sizes(asked: &Groups, people: usize) -> Result<Vec<usize>, Stop> {
    let count = asked.groups.unwrap_or(asked.sizes.len());
    if count == 0 || count > people || asked.sizes.contains(&0) {
        let line = words().t2("groups-cli-count", ("count", count), ("people", people));
        return Err(refused(line));
    }
    if asked.groups.is_some() {
        let even = people / count;
        return Ok((0..count)
            .map(|nth| even + usize::from(nth < people % count))
            .collect());
    }
    let sum: usize = asked.sizes.iter().sum();
    if sum != people {
        let line = words().t2("groups-cli-sizes", ("sum", sum), ("people", people));
        return Err(refused(line));
    }
    Ok(asked.sizes.clone())
}

/// People who share a value of a column.
struct Class {
    column: String,
    value: String,
    people: Vec<usize>,
}

/// Blanks are no value: two of them have nothing in common.
fn classes(column: &str, values: impl Iterator<Item = String>) -> Vec<Class> {
    let mut by: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, value) in values.enumerate().filter(|(_, value)| !value.is_empty()) {
        by.entry(value).or_default().push(at);
    }
    by.into_iter()
        .map(|(value, people)| Class {
            column: column.to_owned(),
            value,
            people,
        })
        .collect()
}

fn pairs(classes: &[Class]) -> Vec<(usize, usize)> {
    let of = |class: &Class| -> Vec<(usize, usize)> {
        let each = class.people.iter().enumerate();
        each.flat_map(|(nth, one)| {
            let others = class.people.iter().skip(nth + 1);
            others.map(|other| (*one, *other))
        })
        .collect()
    };
    classes.iter().flat_map(of).collect()
}

/// What counting alone shows to be impossible, named.
fn roomy(apart: &[Class], together: &[Class], sizes: &[usize]) -> Result<(), Stop> {
    let large = sizes.iter().copied().max().unwrap_or(0);
    let sentence = |class: &Class, key: &str, limit: usize| {
        let values = vec![
            ("column", class.column.as_str().into()),
            ("value", class.value.as_str().into()),
            ("people", class.people.len().into()),
            ("limit", limit.into()),
        ];
        Stop::Impossible(words().tn(key, values))
    };
    if let Some(class) = apart.iter().find(|c| c.people.len() > sizes.len()) {
        return Err(sentence(class, "groups-cli-apart", sizes.len()));
    }
    match together.iter().find(|c| c.people.len() > large) {
        Some(class) => Err(sentence(class, "groups-cli-together", large)),
        None => Ok(()),
    }
}

/// `SESSION:ID` or `SESSION:ID:GROUP`, as positions from nought.
fn marks(
    typed: &[String],
    (ids, sessions, groups): (&[String], u32, usize),
    with_group: bool,
) -> Result<Vec<(usize, usize, usize)>, Stop> {
    let mut found = Vec::new();
    for text in typed {
        let wrong = || refused(words().t1("groups-cli-mark", "text", text.as_str()));
        let (session, rest) = text.split_once(':').ok_or_else(wrong)?;
        let (id, group) = match with_group {
            true => rest.rsplit_once(':').ok_or_else(wrong)?,
            false => (rest, "1"),
        };
        let most = usize::try_from(sessions).unwrap_or(usize::MAX);
        let place = |text: &str, most: usize| {
            let number = text.trim().parse::<usize>().ok();
            number.filter(|n| (1..=most).contains(n)).map(|n| n - 1)
        };
        let session = place(session, most).ok_or_else(wrong)?;
        let group = place(group, groups).ok_or_else(wrong)?;
        let person = ids.iter().position(|other| other == id.trim());
        found.push((session, person.ok_or_else(wrong)?, group));
    }
    Ok(found)
}

/// Somebody who changes groups: session, person, from, to.
type Move = (usize, usize, usize, usize);

/// The sessions of an earlier answer, those with absences made again.
fn again(people: &People, file: &Path) -> Result<(Sessions, Vec<Move>), Stop> {
    let path = file.display();
    let text = std::fs::read_to_string(file).map_err(|e| Stop::Failed(format!("{path}: {e}")))?;
    let answer: Value = serde_json::from_str(&text).unwrap_or_default();
    let wrong = || refused(words().t1("groups-cli-from", "file", path.to_string()));
    let list = |value: &Value| value.as_array().cloned();
    let person = |id: &Value| {
        people
            .ids
            .iter()
            .position(|other| Some(other.as_str()) == id.as_str())
    };
    let group = |ids: Value| -> Option<Vec<usize>> { list(&ids)?.iter().map(person).collect() };
    let session = |groups: Value| -> Option<Vec<Vec<usize>>> {
        list(&groups)?.into_iter().map(group).collect()
    };
    let sessions = answer.get("sessions").and_then(list);
    let mut sessions: Sessions = sessions
        .and_then(|all| all.into_iter().map(session).collect())
        .ok_or_else(wrong)?;
    let mut moved = Vec::new();
    for nth in 0..sessions.len() {
        let of = people.cohort.absent.iter().filter(|(at, _)| *at == nth);
        let away: Vec<usize> = of.map(|(_, person)| *person).collect();
        let Some(before) = sessions.get(nth).filter(|_| !away.is_empty()).cloned() else {
            continue;
        };
        let others = sessions.iter().enumerate().filter(|(at, _)| *at != nth);
        let cohort = Cohort {
            held: others.map(|(_, groups)| groups.clone()).collect(),
            ..people.cohort.clone()
        };
        let after = regroup(&cohort, &before, &away);
        for (to, group) in after.iter().enumerate() {
            for person in group {
                let from = before.iter().position(|group| group.contains(person));
                if let Some(from) = from.filter(|from| *from != to) {
                    moved.push((nth, *person, from, to));
                }
            }
        }
        if let Some(groups) = sessions.get_mut(nth) {
            *groups = after;
        }
    }
    Ok((sessions, moved))
}

fn tell(
    asked: &Groups,
    people: &People,
    sessions: &Sessions,
    (moved, measure): (&[Move], &Measure),
) {
    let mixed = mixing(&people.cohort.features, sessions);
    let imbalance = mixed.imbalance.iter().copied().max().unwrap_or(0);
    let id = |at: &usize| people.ids.get(*at).cloned().unwrap_or_default();
    let named: Vec<Vec<Vec<String>>> = sessions
        .iter()
        .map(|groups| {
            let group = |group: &Vec<usize>| group.iter().map(id).collect();
            groups.iter().map(group).collect()
        })
        .collect();
    if asked.json.json {
        let moved: Vec<Value> = moved
            .iter()
            .map(|(session, person, from, to)| {
                json!({"session": session + 1, "id": id(person), "from": from + 1, "to": to + 1})
            })
            .collect();
        say(json!({
            "n": people.ids.len(),
            "groups": people.cohort.sizes.len(),
            "sizes": people.cohort.sizes,
            "seed": asked.seed,
            "sessions": named,
            "pairs_met": mixed.met,
            "pairs": mixed.pairs,
            "most_meetings": mixed.most,
            "imbalance": imbalance,
            "moved": moved,
            "seconds": measure.seconds(),
            "cpu_seconds": cpu_seconds(),
        }));
        return;
    }
    let words = words();
    for (nth, groups) in named.iter().enumerate() {
        say(words.t1("groups-session", "number", nth + 1));
        for (at, group) in groups.iter().enumerate() {
            let name = words.t1("groups-group", "number", at + 1);
            say(format_args!("  {name}\t{}", group.join(", ")));
        }
    }
    for (session, person, from, to) in moved {
        let values = vec![
            ("session", (session + 1).into()),
            ("id", id(person).into()),
            ("from", (from + 1).into()),
            ("to", (to + 1).into()),
        ];
        say(words.tn("groups-cli-moved", values));
    }
    let values = vec![
        ("met", mixed.met.into()),
        ("pairs", mixed.pairs.into()),
        ("most", mixed.most.into()),
        ("imbalance", imbalance.into()),
    ];
    say(words.tn("groups-cli-figures", values));
}
