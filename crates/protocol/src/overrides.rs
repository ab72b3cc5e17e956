//! What an edition changes in a shipped protocol, signed and reasoned.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalogue;
use crate::document::{Protocol, ProtocolError, fit};
use crate::value::Value;

/// One parameter changed by an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// The rule, such as `days.total`.
    pub rule: String,
    /// The parameter, such as `days`.
    pub parameter: String,
    /// The value as it is typed: `30`, `1/2` or `3, 6, 12`.
    pub value: String,
    /// Who decided.
    pub author: String,
    /// Why.
    pub reason: String,
    /// When.
    pub on: Date,
}

/// The changes of an edition, in the order they were decided; the last one on a parameter counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Overrides(pub Vec<Override>);

impl Protocol {
    /// The same protocol with an edition's changes.
    ///
    /// # Errors
    ///
    /// A rule or a parameter that is not in this protocol, a value of the wrong form, an empty author or
    /// reason, and changes that contradict each other once all are applied. Nothing is applied in part.
    ///
    /// ```
    /// use protocol::{Override, Overrides, Protocol};
    /// let protocol = Protocol::parse(Protocol::SHIPPED).unwrap();
    /// let change = Override {
    ///     rule: "days.total".into(), parameter: "days".into(), value: "30".into(),
    ///     author: "la coordination".into(), reason: "avenant n° 1".into(), on: jiff::civil::date(2027, 1, 4),
    /// };
    /// let changed = protocol.with(&Overrides(vec![change])).unwrap();
    /// assert_eq!(changed.runs(), Some((10, 15)));
    /// ```
    pub fn with(&self, overrides: &Overrides) -> Result<Self, ProtocolError> {
        let mut changed = self.clone();
        for change in &overrides.0 {
            changed.apply(change)?;
        }
        changed.consistent()?;
        Ok(changed)
    }

    fn apply(&mut self, change: &Override) -> Result<(), ProtocolError> {
        let id = &change.rule;
        for (field, text) in [("author", &change.author), ("reason", &change.reason)] {
            if text.trim().is_empty() {
                return Err(ProtocolError(format!(
                    "override of `{id}`: the {field} is empty"
                )));
            }
        }
        let rule = self.rules.iter_mut().find(|rule| rule.id == *id);
        let (Some(rule), Some(known)) = (rule, catalogue::known(id)) else {
            return Err(ProtocolError(format!(
                "override of `{id}`: this protocol has no such rule"
            )));
        };
        let parameter = fit(known, &change.parameter, Value::parse(&change.value), None)?;
        rule.parameters.insert(change.parameter.clone(), parameter);
        Ok(())
    }
}
