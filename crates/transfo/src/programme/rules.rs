//! The protocol an edition runs under: the shipped document with the edition's signed changes.
//!
//! Pure. A change that this version of the protocol cannot take is left out and named, never half applied.

use std::sync::LazyLock;

use protocol::{Override, Overrides, Protocol};

use super::{acts::PROTOCOL, store::OverrideLine};
use crate::platform::error::Error;

static SHIPPED: LazyLock<Result<Protocol, String>> =
    LazyLock::new(|| Protocol::parse(PROTOCOL).map_err(|e| e.to_string()));

/// The protocol this program ships, read once.
///
/// # Errors
/// A fault, when the shipped document cannot be read.
pub fn shipped() -> Result<&'static Protocol, Error> {
    SHIPPED.as_ref().map_err(|e| Error::Fault(e.clone()))
}

/// The protocol with as many of the changes as it can take, in their order; those taken, and those not.
pub fn with(
    protocol: &Protocol,
    lines: Vec<OverrideLine>,
) -> (Protocol, Vec<OverrideLine>, Vec<OverrideLine>) {
    let all = Overrides(lines.iter().map(change).collect());
    if let Ok(changed) = protocol.with(&all) {
        return (changed, lines, Vec::new());
    }
    let (mut changed, mut taken, mut misfits) = (protocol.clone(), Vec::new(), Vec::new());
    for line in lines {
        match changed.with(&Overrides(vec![change(&line)])) {
            Ok(next) => {
                changed = next;
                taken.push(line);
            }
            Err(_) => misfits.push(line),
        }
    }
    (changed, taken, misfits)
}

/// A change as the protocol reads it.
pub fn change(line: &OverrideLine) -> Override {
    Override {
        rule: line.rule.clone(),
        parameter: line.parameter.clone(),
        value: line.value.clone(),
        author: line.author.clone(),
        reason: line.reason.clone(),
        on: line.on,
    }
}
