//! From the call to the mission letter, through the pages, on both engines.

pub mod applying;
mod ceremony;
mod completing;
pub mod drawing;
mod exports;
mod hidden;
mod workforce;

use crate::support::Answer;

/// The path of the first link in a page that begins with `start`.
pub fn link(answer: &Answer, start: &str) -> String {
    let at = answer
        .body
        .find(start)
        .unwrap_or_else(|| panic!("no {start} in {}", answer.body));
    answer.body[at..]
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "/-_".contains(*c))
        .collect()
}
