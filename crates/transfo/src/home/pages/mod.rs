//! The pages of the slice.

pub mod front;
pub mod journal;
pub mod mails;
pub mod protocol;
pub mod rules;
pub mod site;
pub mod waivers;
pub mod what_if;

use crate::platform::visit::{Place, Visit, admit};

/// The first of these addresses that exists and is open to the visitor at this place. Pages of other slices are
/// looked for by their pattern, so that a card never leads to a closed door.
pub(super) fn open_address(
    visit: &Visit,
    edition: Option<&Place>,
    site: Option<&Place>,
    patterns: &[&str],
) -> Option<String> {
    let mut there = visit.clone();
    there.edition = edition.cloned();
    there.site = site.cloned();
    let known = visit.app.routes.get()?;
    let open = |pattern: &&&str| {
        known
            .iter()
            .any(|r| r.path == **pattern && r.method == "GET" && admit(&there, r.access).is_ok())
    };
    let found = patterns.iter().find(open)?;
    let mut href = (*found).to_owned();
    if let Some(e) = edition {
        href = href.replace("{edition}", &e.slug);
    }
    if let Some(s) = site {
        href = href.replace("{site}", &s.slug);
    }
    Some(href)
}

/// One value of the query.
pub(super) fn asked(visit: &Visit, name: &str) -> String {
    visit.query(name).trim().to_owned()
}
