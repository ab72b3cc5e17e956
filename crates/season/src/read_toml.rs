//! `season.toml`: the edition, the protocol and the authorities.

use toml::de::{DeInteger, DeTable, DeValue};

use crate::authority::{Authority, Room};
use crate::decode::decode;
use crate::draft::{Draft, Lines, Placed};
use crate::edition::{Edition, Override, OverrideValue, PROTOCOL_ID, Protocol};
use crate::fault::{Expected, Faults, Place, Wrong};
use crate::number::{COUNT_MAX, parse_count, parse_day};
use crate::season::FORMAT;
use crate::siren::Siren;
use crate::term::parse_term;
use crate::terms::YesNo;
use crate::text::{Label, Prose, Reference, Slug};
use crate::toml_node::{Node, line_at};

const ROOT: &[&str] = &["format", "edition", "protocol", "authority"];
const EDITION: &[&str] = &[
    "name",
    "slug",
    "starts_on",
    "ends_on",
    "seed",
    "fictional",
    "notes",
];
const PROTOCOL: &[&str] = &["id", "version", "override"];
const OVERRIDE: &[&str] = &["rule", "parameter", "value", "author", "reason", "on"];
const AUTHORITY: &[&str] = &[
    "slug",
    "siren",
    "name",
    "kind",
    "town",
    "theme",
    "stage",
    "convention_signed_on",
    "starts_on",
    "ends_on",
    "pilot",
    "school_zone",
    "holidays",
    "seats",
    "substitutes",
    "call_opens_on",
    "call_closes_on",
    "facts",
    "room",
];
const ROOM: &[&str] = &["id", "name", "capacity"];
const PEOPLE_MAX: u32 = 1_000;

/// Reads the document into the draft.
pub(crate) fn read(bytes: &[u8], draft: &mut Draft, faults: &mut Faults) {
    let place = |row| Place {
        file: "season.toml",
        row,
        column: "",
    };
    let source = match decode(bytes) {
        Ok(source) => source,
        Err(row) => return faults.refuse(place(row), "", Wrong::new(Expected::ReadableText)),
    };
    let (document, errors) = DeTable::parse_recoverable(&source);
    for error in &errors {
        let line = error.span().map_or(1, |span| line_at(&source, span.start));
        let remark = error.message().trim().to_owned();
        faults.refuse(place(line), "", Wrong::new(Expected::TomlSyntax(remark)));
    }
    if errors.is_empty() {
        let root = Node::root(&source, document.get_ref());
        root.only(ROOT, faults);
        root.required("format", |typed| exactly(FORMAT, typed), faults);
        draft.edition = root
            .table("edition", faults)
            .and_then(|node| edition(&node, faults));
        if let Some(node) = root.table("protocol", faults) {
            draft.protocol = protocol(&node, faults);
            let lines = node.tables("override", &mut Faults::default());
            draft.override_lines = lines
                .iter()
                .map(|node| node.line_of_key("parameter"))
                .collect();
        }
        let nodes = root.tables("authority", faults);
        draft.slugs = Some(nodes.iter().filter_map(slug).collect());
        for node in &nodes {
            if let Some(item) = authority(node, faults) {
                draft.authorities.push(item);
                draft.authority_lines.push(lines(node));
            }
        }
    }
}

fn exactly(word: &str, typed: &str) -> Result<String, Wrong> {
    match typed.trim() {
        "" => Err(Wrong::new(Expected::Something)),
        text if text == word => Ok(text.to_owned()),
        _ => Err(Wrong::with(
            Expected::OneOf(vec![word.to_owned()]),
            Some(word.to_owned()),
        )),
    }
}

fn edition(node: &Node<'_>, faults: &mut Faults) -> Option<Placed<Edition>> {
    node.only(EDITION, faults);
    let name = node.required("name", Label::parse, faults);
    let slug = node.required("slug", Slug::parse, faults);
    let starts_on = node.required("starts_on", parse_day, faults);
    let ends_on = node.required("ends_on", parse_day, faults);
    let seed = node.required("seed", seed, faults);
    let fictional = node.required("fictional", YesNo::parse, faults);
    let notes = node.optional("notes", Prose::parse, faults);
    let item = Edition {
        name: name?,
        slug: slug?,
        starts_on: starts_on?,
        ends_on: ends_on?,
        seed: seed?,
        fictional: fictional? == YesNo::Yes,
        notes: notes?,
    };
    Some(Placed {
        row: node.line_of_key("ends_on"),
        item,
    })
}

/// Seeds stay within what TOML can hold.
fn seed(typed: &str) -> Result<u64, Wrong> {
    let max = i64::MAX.unsigned_abs();
    let number = typed.trim().parse::<u64>().ok().filter(|seed| *seed <= max);
    number.ok_or_else(|| Wrong::new(Expected::WholeNumber { min: 0, max }))
}

fn protocol(node: &Node<'_>, faults: &mut Faults) -> Option<Protocol> {
    node.only(PROTOCOL, faults);
    let id = node.required("id", |typed| exactly(PROTOCOL_ID, typed), faults);
    let version = node.required("version", |typed| parse_count(typed, 1, COUNT_MAX), faults);
    let nodes = node.tables("override", faults);
    let overrides: Vec<Option<Override>> =
        nodes.iter().map(|node| override_of(node, faults)).collect();
    Some(Protocol {
        id: id.and_then(|id| Reference::parse(&id).ok())?,
        version: version?,
        overrides: overrides.into_iter().collect::<Option<_>>()?,
    })
}

fn override_of(node: &Node<'_>, faults: &mut Faults) -> Option<Override> {
    node.only(OVERRIDE, faults);
    let rule = node.required("rule", Reference::parse, faults);
    let parameter = node.required("parameter", Reference::parse, faults);
    let value = match node.raw("value").and_then(override_value) {
        Some(value) => Some(value),
        None => {
            let column = "protocol.override.value";
            let place = Place {
                file: "season.toml",
                row: node.line_of_key("value"),
                column,
            };
            faults.refuse(place, "", Wrong::new(Expected::TomlKind("value")));
            None
        }
    };
    let author = node.required("author", Label::parse, faults);
    let reason = node.required("reason", Prose::parse, faults);
    let on = node.required("on", parse_day, faults);
    Some(Override {
        rule: rule?,
        parameter: parameter?,
        value: value?,
        author: author?,
        reason: reason?,
        on: on?,
    })
}

fn override_value(value: &DeValue<'_>) -> Option<OverrideValue> {
    match value {
        DeValue::Integer(number) => whole(number).map(OverrideValue::Whole),
        DeValue::Float(number) => {
            let number = number
                .as_str()
                .parse::<f64>()
                .ok()
                .filter(|number| number.is_finite());
            number.map(OverrideValue::Decimal)
        }
        DeValue::Boolean(switch) => Some(OverrideValue::Switch(*switch)),
        DeValue::String(text) => Label::parse(text).ok().map(OverrideValue::Word),
        DeValue::Array(items) => {
            let numbers = items
                .iter()
                .map(|item| item.get_ref().as_integer().and_then(whole));
            numbers.collect::<Option<_>>().map(OverrideValue::Wholes)
        }
        DeValue::Datetime(_) | DeValue::Table(_) => None,
    }
}

fn whole(number: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn slug(node: &Node<'_>) -> Option<Placed<Slug>> {
    let DeValue::String(typed) = node.raw("slug")? else {
        return None;
    };
    Some(Placed {
        row: node.line_of_key("slug"),
        item: Slug::parse(typed).ok()?,
    })
}

fn authority(node: &Node<'_>, faults: &mut Faults) -> Option<Placed<Authority>> {
    node.only(AUTHORITY, faults);
    let people = |typed: &str| parse_count(typed, 0, PEOPLE_MAX);
    let slug = node.required("slug", Slug::parse, faults);
    let siren = node.required("siren", Siren::parse, faults);
    let name = node.required("name", Label::parse, faults);
    let kind = node.required("kind", parse_term, faults);
    let town = node.optional("town", Label::parse, faults);
    let theme = node.optional("theme", Label::parse, faults);
    let stage = node.required("stage", parse_term, faults);
    let convention_signed_on = node.optional("convention_signed_on", parse_day, faults);
    let starts_on = node.optional("starts_on", parse_day, faults);
    let ends_on = node.optional("ends_on", parse_day, faults);
    let pilot = node.optional("pilot", Reference::parse, faults);
    let school_zone = node.required("school_zone", parse_term, faults);
    let holidays = node.required("holidays", parse_term, faults);
    let seats = node.optional("seats", |typed| parse_count(typed, 1, PEOPLE_MAX), faults);
    let substitutes = node.optional("substitutes", people, faults);
    let call_opens_on = node.optional("call_opens_on", parse_day, faults);
    let call_closes_on = node.optional("call_closes_on", parse_day, faults);
    let facts = node.optional("facts", Prose::parse, faults);
    let nodes = node.tables("room", faults);
    let rooms: Vec<Option<Room>> = nodes.iter().map(|node| room(node, faults)).collect();
    let item = Authority {
        slug: slug?,
        siren: siren?,
        name: name?,
        kind: kind?,
        town: town?,
        theme: theme?,
        stage: stage?,
        convention_signed_on: convention_signed_on?,
        starts_on: starts_on?,
        ends_on: ends_on?,
        pilot: pilot?,
        school_zone: school_zone?,
        holidays: holidays?,
        seats: seats?.unwrap_or(Authority::SEATS),
        substitutes: substitutes?.unwrap_or(Authority::SUBSTITUTES),
        call_opens_on: call_opens_on?,
        call_closes_on: call_closes_on?,
        facts: facts?,
        rooms: rooms.into_iter().collect::<Option<_>>()?,
    };
    Some(Placed {
        row: node.line,
        item,
    })
}

fn lines(node: &Node<'_>) -> Lines {
    let rooms = node.tables("room", &mut Faults::default());
    Lines {
        start: node.line,
        keys: AUTHORITY
            .iter()
            .map(|key| (*key, node.line_of_key(key)))
            .collect(),
        rooms: rooms.iter().map(|room| room.line_of_key("id")).collect(),
    }
}

fn room(node: &Node<'_>, faults: &mut Faults) -> Option<Room> {
    node.only(ROOM, faults);
    let id = node.required("id", Reference::parse, faults);
    let name = node.required("name", Label::parse, faults);
    let capacity = node.required("capacity", |typed| parse_count(typed, 1, COUNT_MAX), faults);
    Some(Room {
        id: id?,
        name: name?,
        capacity: capacity?,
    })
}
