//! From the text of a document to rules that fit their checks.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Parameter, Protocol, ProtocolError, Rule, Source, Strength};
use crate::catalogue::{self, Known};
use crate::value::{Form, Unit, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProtocol {
    id: String,
    version: String,
    title_fr: String,
    title_en: String,
    #[serde(rename = "rule")]
    rules: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: String,
    source: String,
    strength: Strength,
    fr: String,
    en: String,
    #[serde(default)]
    parameters: BTreeMap<String, RawParameter>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawParameter {
    value: toml::Value,
    unit: Unit,
}

/// Everything but what rules say of each other.
pub(super) fn protocol(text: &str) -> Result<Protocol, ProtocolError> {
    let raw: RawProtocol =
        toml::from_str(text).map_err(|error| ProtocolError(error.to_string()))?;
    let mut rules: Vec<Rule> = Vec::with_capacity(raw.rules.len());
    for rule in raw.rules {
        let rule = read_rule(rule)?;
        if rules.iter().any(|earlier| earlier.id == rule.id) {
            return Err(ProtocolError(format!("rule `{}` stands twice", rule.id)));
        }
        rules.push(rule);
    }
    Ok(Protocol {
        id: raw.id,
        version: raw.version,
        title_fr: raw.title_fr,
        title_en: raw.title_en,
        rules,
    })
}

fn read_rule(raw: RawRule) -> Result<Rule, ProtocolError> {
    let id = raw.id;
    let known = catalogue::known(&id).ok_or_else(|| {
        ProtocolError(format!("rule `{id}` is not known: nothing could check it"))
    })?;
    let source = Source::parse(&raw.source).ok_or_else(|| {
        ProtocolError(format!(
            "rule `{id}`: source `{}` is neither S1 to S48 nor house",
            raw.source
        ))
    })?;
    let mut parameters = BTreeMap::new();
    for (name, parameter) in raw.parameters {
        let value = Value::from_toml(&parameter.value);
        let parameter = fit(known, &name, value, Some(parameter.unit))?;
        parameters.insert(name, parameter);
    }
    if let Some((name, ..)) = known
        .parameters
        .iter()
        .find(|(name, ..)| !parameters.contains_key(*name))
    {
        return Err(ProtocolError(format!(
            "rule `{id}`: parameter `{name}` is missing"
        )));
    }
    Ok(Rule {
        id,
        source,
        strength: raw.strength,
        scope: known.scope,
        parameters,
        fr: raw.fr,
        en: raw.en,
    })
}

/// A parameter as the check needs it, or why it does not fit.
pub(crate) fn fit(
    known: &Known,
    name: &str,
    value: Option<Value>,
    unit: Option<Unit>,
) -> Result<Parameter, ProtocolError> {
    let place = format!("rule `{}`, parameter `{name}`", known.id);
    let Some((_, form, expected)) = known.parameters.iter().find(|(own, ..)| *own == name) else {
        let own: Vec<&str> = known.parameters.iter().map(|(own, ..)| *own).collect();
        let own = if own.is_empty() {
            "none".to_owned()
        } else {
            own.join(", ")
        };
        return Err(ProtocolError(format!(
            "{place} is not known; this rule has: {own}"
        )));
    };
    if unit.is_some_and(|unit| unit != *expected) {
        return Err(ProtocolError(format!(
            "{place}: the unit must be {expected:?}"
        )));
    }
    let wanted = match form {
        Form::Whole => "a whole number, zero or more",
        Form::Ratio => "a fraction such as \"2/3\", at most one",
        Form::List => "a growing list of whole numbers",
    };
    let value = value
        .filter(|value| value.form() == *form)
        .ok_or_else(|| ProtocolError(format!("{place} must be {wanted}")))?;
    if *expected == Unit::Percent && matches!(value, Value::Whole(percent) if percent > 100) {
        return Err(ProtocolError(format!("{place} must be at most 100 %")));
    }
    Ok(Parameter {
        value,
        unit: *expected,
    })
}
