//! What the groups are to be made from.

use std::collections::BTreeSet;

use askama::Template;
use jiff::civil::Date;

use super::load;
use crate::{
    calendar::{
        self,
        absence::{Absence, Half},
        run::Run,
    },
    cohort::{
        Here,
        draw_input::feature_key,
        store::member::{self, Member},
    },
    groups::{
        compose::{self as act, Asked, Refusal, SESSIONS},
        plan::{Plan, SPREAD, USUAL, Wish, even},
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        gate::Seen,
        visit::Visit,
    },
};

/// Lines left blank for more pairs, given seats and absences.
const SPARE: usize = 3;
/// The most lines of each kind: more than a cohort has people.
const LINES: usize = 600;

/// What an option says: its value and its words.
type Choices = std::sync::Arc<Vec<(String, String)>>;

/// Lines of one kind: pairs, given seats, absences.
struct Part {
    title: String,
    hint: String,
    lines: Vec<Line>,
}

/// One of them; a fault is shown beside the field it is named after.
struct Line {
    name: String,
    legend: String,
    fault: Option<String>,
    /// Why it was filled in.
    note: Option<String>,
    cells: Vec<Cell>,
}

/// One field of a line: a choice, some numbers in a row, or one number.
struct Cell {
    name: String,
    label: String,
    value: String,
    choices: Option<Choices>,
    several: bool,
}

/// A kind of lines: family of its words, the field a fault is named after, and the fields with the key of their label.
struct Kind {
    family: &'static str,
    hint: &'static str,
    main: &'static str,
    fields: &'static [(&'static str, &'static str)],
}

const KINDS: [Kind; 3] = [
    Kind {
        family: "pair",
        hint: "groups-pairs-hint",
        main: "one",
        fields: &[
            ("wish", "groups-wish"),
            ("one", "groups-one"),
            ("other", "groups-other"),
        ],
    },
    Kind {
        family: "given",
        hint: "groups-given-hint",
        main: "given",
        fields: &[
            ("given", "groups-person"),
            ("given-session", "groups-session-name"),
            ("given-group", "groups-group-name"),
        ],
    },
    Kind {
        family: "away",
        hint: "groups-away-known",
        main: "away",
        fields: &[
            ("away", "groups-person"),
            ("away-session", "groups-away-sessions"),
        ],
    },
];

fn parts(
    visit: &Visit,
    form: &Form,
    (people, wishes): (&Choices, &Choices),
    known: &[Known],
) -> Vec<Part> {
    let choices = |field: &str| match field {
        "wish" => Some(wishes.clone()),
        "one" | "other" | "given" | "away" => Some(people.clone()),
        _ => None,
    };
    let part = |kind: &Kind| Part {
        title: visit.t(&format!("groups-{}-title", kind.family)),
        hint: visit.t(kind.hint),
        lines: (0..lines(form, kind.main))
            .map(|at| {
                let cell = |(field, label): &(&str, &str)| {
                    let name = format!("{field}-{at}");
                    Cell {
                        label: visit.t(label),
                        value: form.v(&name).to_owned(),
                        choices: choices(field),
                        several: *field == "away-session",
                        name,
                    }
                };
                let name = format!("{}-{at}", kind.main);
                let why = (kind.main == "away").then(|| {
                    let numbers = row(form.v(&format!("away-session-{at}")));
                    let same = |k: &&Known| {
                        k.member == form.v(&name) && Some(&k.numbers) == numbers.as_ref()
                    };
                    known.iter().find(same).map(|k| visit.t(k.why))
                });
                let line = format!("groups-{}-line", kind.family);
                Line {
                    legend: visit.words.t1(&line, "n", at + 1),
                    fault: form.e(&name).map(str::to_owned),
                    note: why.flatten(),
                    cells: kind.fields.iter().map(cell).collect(),
                    name,
                }
            })
            .collect(),
    };
    KINDS.iter().map(part).collect()
}

#[derive(Template)]
#[template(path = "groups/pages/compose.html")]
struct ComposePage {
    frame: Frame,
    form: Form,
    at: String,
    features: Vec<(String, String, bool)>,
    parts: Vec<Part>,
    count: usize,
    runs: usize,
    held: usize,
    none: bool,
    visible: String,
}

/// How many lines of a kind a form shows: those filled, and some to fill.
fn lines(form: &Form, name: &str) -> usize {
    (filled(form, name) + SPARE).min(LINES)
}

/// How many lines there are up to the last one where a field is filled in.
fn filled(form: &Form, name: &str) -> usize {
    let line = |(field, value): (&str, &str)| {
        let at: usize = field.strip_prefix(name)?.strip_prefix('-')?.parse().ok()?;
        (at < LINES && !value.is_empty()).then_some(at + 1)
    };
    form.fields().filter_map(line).max().unwrap_or(0)
}

/// Absences that are known without the composer: from what the member said, or because they withdrew.
struct Known {
    member: String,
    /// The sessions; none: every one to come.
    numbers: BTreeSet<u32>,
    /// Key of the words that say how they are known.
    why: &'static str,
}

/// Sessions in a row, as « 2, 4-6 »; none in an empty text. `None` when it is not one.
fn row(text: &str) -> Option<BTreeSet<u32>> {
    let number = |part: &str| part.parse().ok().filter(|n| (1..=SESSIONS).contains(n));
    let mut all = BTreeSet::new();
    let parts = text.split(|c: char| c == ',' || c == ';' || c.is_whitespace());
    for part in parts.filter(|part| !part.is_empty()) {
        let (from, to) = part.split_once(['-', '–']).unwrap_or((part, part));
        let (from, to) = (number(from)?, number(to)?);
        if from > to {
            return None;
        }
        all.extend(from..=to);
    }
    Some(all)
}

/// Who withdrew is away from every session to come; who said that they cannot come to half of a session or more, from it.
fn known(
    members: &[Member],
    said: &[Seen<(String, Absence)>],
    dated: &[(u32, &Run)],
) -> Vec<Known> {
    let mut all = Vec::new();
    for member in members {
        if member.withdrawn_at.is_some() {
            all.push(Known {
                member: member.id.clone(),
                numbers: BTreeSet::new(),
                why: "groups-away-withdrawn",
            });
            continue;
        }
        let theirs: Vec<&Absence> = said
            .iter()
            .filter(|one| one.0 == member.id)
            .map(|one| &one.1)
            .collect();
        let away =
            |day: Date, half: Half| theirs.iter().any(|a| a.covers(day) && a.half.meets(half));
        let misses = |run: &Run| {
            let halves = run
                .each_day()
                .flat_map(|day| [Half::Morning, Half::Afternoon].map(|half| away(day, half)));
            let missed: Vec<bool> = halves.collect();
            missed.iter().filter(|away| **away).count() * 2 >= missed.len().max(1)
        };
        let missed = dated.iter().filter(|(_, run)| misses(run));
        let numbers: BTreeSet<u32> = missed.map(|(number, _)| *number).collect();
        if !numbers.is_empty() {
            all.push(Known {
                member: member.id.clone(),
                numbers,
                why: "groups-away-said",
            });
        }
    }
    all
}

/// The form as the plan was made, or as usual, with the absences that are known.
fn first(
    plan: Option<&Plan>,
    held: &BTreeSet<u32>,
    (people, runs): (usize, usize),
    known: &[Known],
) -> Form {
    let sessions = plan.map_or(runs.max(1), |plan| plan.sessions.len().max(held.len() + 1));
    let sizes = plan.map(|plan| plan.grouping.sizes.clone());
    let sizes = sizes.filter(|sizes| sizes.iter().sum::<usize>() == people);
    let fours = sizes.as_ref().map_or(people.div_ceil(5).max(1), Vec::len);
    let uneven = sizes.filter(|sizes| *sizes != even(people, sizes.len()));
    let uneven = uneven.map_or_else(String::new, joined);
    let mut form = Form::filled([
        ("groups", fours.to_string()),
        ("sizes", uneven),
        ("sessions", sessions.to_string()),
    ]);
    let mut away: Vec<(&String, BTreeSet<u32>)> = known
        .iter()
        .map(|k| (&k.member, k.numbers.clone()))
        .collect();
    if let Some(plan) = plan {
        again(&mut form, plan, held);
        let noted = plan
            .seats
            .iter()
            .filter(|s| !held.contains(&s.number) && s.sits && s.away);
        for seat in noted {
            match away.iter_mut().find(|(member, _)| **member == seat.member) {
                // Away from every session to come: nothing to add.
                Some((_, numbers)) if numbers.is_empty() => {}
                Some((_, numbers)) => {
                    numbers.insert(seat.number);
                }
                None => away.push((&seat.member, BTreeSet::from([seat.number]))),
            }
        }
    }
    for (at, (member, numbers)) in away.into_iter().enumerate().take(LINES) {
        form.set(&format!("away-session-{at}"), joined(numbers));
        form.set(&format!("away-{at}"), member);
    }
    form
}

/// The wishes and the given seats of the plan that is there.
fn again(form: &mut Form, plan: &Plan, held: &BTreeSet<u32>) {
    // A wish ends when one of the two leaves.
    let sits = |id: &String| plan.seats.iter().any(|s| s.member == *id && s.sits);
    let wishes = plan.pairs.iter().filter(|(_, a, b)| sits(a) && sits(b));
    for (at, (wish, one, other)) in wishes.enumerate().take(LINES) {
        form.set(&format!("wish-{at}"), wish.key());
        form.set(&format!("one-{at}"), one);
        form.set(&format!("other-{at}"), other);
    }
    let given = plan
        .seats
        .iter()
        .filter(|s| !held.contains(&s.number) && s.sits && s.given);
    for (at, seat) in given.enumerate().take(LINES) {
        form.set(&format!("given-session-{at}"), seat.number.to_string());
        form.set(&format!("given-{at}"), &seat.member);
        form.set(&format!("given-group-{at}"), seat.group.to_string());
    }
}

fn joined<N: ToString>(numbers: impl IntoIterator<Item = N>) -> String {
    let texts: Vec<String> = numbers.into_iter().map(|n| n.to_string()).collect();
    texts.join(", ")
}

async fn show(visit: &Visit, typed: Option<Form>) -> Result<ComposePage, Error> {
    let here = Here::of(visit)?;
    let mut conn = visit.read().await?;
    let loaded = load(visit, &mut conn).await?;
    let (plan, runs) = loaded.as_ref();
    let members: Vec<Member> = member::list(&mut conn, &visit.gate(), &here.site.id)
        .await?
        .into_iter()
        .map(Seen::into_inner)
        .filter(Member::sits)
        .collect();
    let held = plan
        .as_ref()
        .map_or_else(BTreeSet::new, |plan| plan.held(runs, visit.today));
    let coming = |run: &&Run| run.cancelled_at.is_none() && run.ends_on() >= visit.today;
    let coming = runs.iter().filter(coming).count();
    let spread = plan.as_ref().map(|plan| plan.grouping.spread.clone());
    let spread = spread.unwrap_or(USUAL.to_vec());
    let chosen = |key: &str, usual: bool| match &typed {
        Some(form) => form.is("spread", key),
        None => usual,
    };
    let features = SPREAD
        .iter()
        .map(|f| {
            let key = feature_key(*f);
            let name = visit.words.named("cohort-feature", key);
            (key.to_owned(), name, chosen(key, spread.contains(f)))
        })
        .collect();
    let none = || (String::new(), visit.t("cohort-choose"));
    let name = |m: &Member| (m.id.clone(), super::name_of(visit.words, &m.name, m.rank));
    let people: Choices = std::sync::Arc::new(
        std::iter::once(none())
            .chain(members.iter().map(name))
            .collect(),
    );
    let wish = |w: Wish| {
        let words = visit.words.named("groups-wish", w.key());
        (w.key().to_owned(), words)
    };
    let wishes: Choices = std::sync::Arc::new([Wish::Apart, Wish::Together].map(wish).to_vec());
    let at = format!("{}/cohorte", here.path());
    let whole = held.len() + coming;
    let gate = visit.gate();
    let said = calendar::absences_of_cohort(&mut conn, &gate, &here.site.id, visit.today).await?;
    let dated = act::dated(plan.as_ref(), runs, visit.today);
    let known = known(&members, &said, &dated);
    let counts = (members.len(), whole);
    let form = typed.unwrap_or_else(|| first(plan.as_ref(), &held, counts, &known));
    Ok(ComposePage {
        frame: Frame::of(visit, visit.t("groups-compose-title"))
            .under(&at, visit.t("cohort-tab-cohort"))
            .under(format!("{at}/groupes"), visit.t("groups-title")),
        at: format!("{at}/groupes"),
        features,
        parts: parts(visit, &form, (&people, &wishes), &known),
        count: members.len(),
        runs: coming,
        held: held.len(),
        none: plan.is_none(),
        visible: super::plan::visible(visit),
        form,
    })
}

/// The form.
pub async fn page(visit: Visit) -> Page {
    let page = show(&visit, None).await?;
    visit.page(&page)
}

/// What was typed; each line with its place in the form.
struct Typed {
    asked: Asked,
    pairs: Vec<usize>,
    given: Vec<usize>,
    /// One for each session of a line.
    away: Vec<usize>,
}

fn read(visit: &Visit, form: &mut Form, people: usize) -> Typed {
    let mut typed = Typed {
        asked: Asked::default(),
        pairs: Vec::new(),
        given: Vec::new(),
        away: Vec::new(),
    };
    let asked = &mut typed.asked;
    asked.sizes = sizes(visit, form, people);
    match form.v("sessions").parse::<u32>() {
        Ok(n) if (1..=SESSIONS).contains(&n) => asked.sessions = n,
        _ => form.fault(
            "sessions",
            visit.words.t1("groups-fault-sessions", "most", SESSIONS),
        ),
    }
    let chosen = |key: &str| form.is("spread", key);
    asked.spread = SPREAD
        .into_iter()
        .filter(|f| chosen(feature_key(*f)))
        .collect();
    let mut faults = Vec::new();
    let mains = ["one", "other", "given", "away"].map(|name| filled(form, name));
    for at in 0..mains.into_iter().max().unwrap_or(0) {
        let v = |name: &str| form.v(&format!("{name}-{at}")).to_owned();
        let number = |name: &str| v(name).parse::<u32>().ok();
        if !v("one").is_empty() || !v("other").is_empty() {
            let wish = Wish::from_key(&v("wish")).unwrap_or(Wish::Apart);
            asked.pairs.push((wish, v("one"), v("other")));
            typed.pairs.push(at);
        }
        if !v("given").is_empty() {
            match number("given-session").zip(number("given-group")) {
                Some((session, group)) => asked.given.push((session, v("given"), group)),
                None => faults.push((format!("given-{at}"), "groups-fault-given")),
            }
            typed.given.push(at);
        }
        if !v("away").is_empty() {
            let numbers = match row(&v("away-session")) {
                // None: every session to come.
                Some(numbers) if numbers.is_empty() => BTreeSet::from([0]),
                Some(numbers) => numbers,
                None => {
                    faults.push((format!("away-{at}"), "groups-fault-away"));
                    BTreeSet::new()
                }
            };
            for number in numbers {
                asked.away.push((number, v("away")));
                typed.away.push(at);
            }
        }
    }
    for (field, key) in faults {
        form.fault(&field, visit.t(key));
    }
    typed
}

fn sizes(visit: &Visit, form: &mut Form, people: usize) -> Vec<usize> {
    let text = form.v("sizes").to_owned();
    let split = |c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-';
    if !text.is_empty() {
        let sizes: Option<Vec<usize>> = text
            .split(split)
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().ok().filter(|n| *n > 0))
            .collect();
        return sizes.unwrap_or_else(|| {
            form.fault("sizes", visit.t("groups-fault-sizes"));
            Vec::new()
        });
    }
    match form.v("groups").parse::<usize>() {
        Ok(count) if count > 0 && count <= people.max(1) => even(people, count),
        _ => {
            let most = visit.words.t1("groups-fault-groups", "most", people);
            form.fault("groups", most);
            Vec::new()
        }
    }
}

/// Makes the groups.
pub async fn save(visit: Visit, mut form: Form) -> Page {
    let here = Here::of(&visit)?;
    let members = {
        let mut conn = visit.read().await?;
        member::list(&mut conn, &visit.gate(), &here.site.id).await?
    };
    let people = members.iter().filter(|m| m.sits()).count();
    let typed = read(&visit, &mut form, people);
    if form.is_good() {
        match act::compose(&here, &typed.asked).await? {
            Ok(()) => {
                return Ok(see_other(&format!(
                    "{}/cohorte/groupes?dit=groups-made",
                    here.path()
                )));
            }
            Err(refusal) => {
                let (field, sentence) = sentence(&visit, &refusal, &typed);
                form.fault(&field, sentence);
            }
        }
    }
    let page = show(&visit, Some(form)).await?;
    visit.refused(&page)
}

fn sentence(visit: &Visit, refusal: &Refusal, typed: &Typed) -> (String, String) {
    let w = visit.words;
    let at = |lines: &[usize], nth: &usize, name: &str| {
        format!("{name}-{}", lines.get(*nth).copied().unwrap_or(0))
    };
    match refusal {
        Refusal::NoCohort => ("groups".to_owned(), w.t("groups-fault-nobody")),
        Refusal::Sizes(sum, people) => {
            let values = (("sum", *sum), ("people", *people));
            (
                "sizes".to_owned(),
                w.t2("groups-fault-sum", values.0, values.1),
            )
        }
        Refusal::Sessions(held) => (
            "sessions".to_owned(),
            w.t1("groups-fault-held", "held", *held),
        ),
        Refusal::Pair(nth) => (at(&typed.pairs, nth, "one"), w.t("groups-fault-pair")),
        Refusal::Given(nth) => (at(&typed.given, nth, "given"), w.t("groups-fault-given")),
        Refusal::Away(nth) => (at(&typed.away, nth, "away"), w.t("groups-fault-away")),
        Refusal::NotFound => ("groups".to_owned(), w.t("groups-fault-none")),
        Refusal::Changed => ("groups".to_owned(), w.t("groups-fault-changed")),
    }
}
