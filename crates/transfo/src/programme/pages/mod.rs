//! The pages of the programme.

pub mod editions;
pub mod site;
pub mod team;

use jiff::civil::Date;

use crate::platform::{form::Form, visit::Visit};

/// The date typed in `name`; a fault in the form when it is not one.
pub(super) fn date(visit: &Visit, form: &mut Form, name: &str) -> Option<Date> {
    let typed = form.v(name).to_owned();
    if typed.is_empty() {
        return None;
    }
    let parsed = typed.parse().ok().or_else(|| french(&typed));
    if parsed.is_none() {
        form.fault(name, visit.t("programme-date-fault"));
    }
    parsed
}

/// "14/03/2028".
fn french(typed: &str) -> Option<Date> {
    let mut parts = typed.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
