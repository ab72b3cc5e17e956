//! The account of time of an ambassador, counted in half-days and read in days.
//!
//! Pure. Owed: promised, and neither taken nor planned any more. Invariant: nothing is owed to who was promised nothing.

use crate::platform::words::{Lang, Words};

/// One account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Row id of the member.
    pub member: String,
    /// Name.
    pub name: String,
    /// Name of the site.
    pub site_name: String,
    /// Promised by the mission letter; none as long as there is no letter.
    pub promised_halves: Option<u32>,
    /// Attended.
    pub taken_halves: u32,
    /// To come.
    pub planned_halves: u32,
}

impl Account {
    /// Promised, and neither taken nor planned.
    pub fn owed_halves(&self) -> u32 {
        self.promised_halves
            .unwrap_or(0)
            .saturating_sub(self.taken_halves + self.planned_halves)
    }

    /// The largest of what is promised and what is counted: the scale of its bar.
    pub fn scale(&self) -> u32 {
        let counted = self.taken_halves + self.planned_halves + self.owed_halves();
        counted.max(self.promised_halves.unwrap_or(0))
    }
}

/// Half-days as days: "12,5", "12.5".
pub fn in_days(words: Words, halves: u32) -> String {
    let point = match words.lang {
        Lang::Fr => ',',
        Lang::En => '.',
    };
    if halves.is_multiple_of(2) {
        (halves / 2).to_string()
    } else {
        format!("{}{point}5", halves / 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_neither_taken_nor_planned_is_owed() {
        let mut account = Account {
            member: "m".into(),
            name: "A".into(),
            site_name: "S".into(),
            promised_halves: Some(70),
            taken_halves: 22,
            planned_halves: 42,
        };
        assert_eq!(account.owed_halves(), 6);
        account.taken_halves = 30;
        assert_eq!(account.owed_halves(), 0);
        account.promised_halves = None;
        account.taken_halves = 0;
        assert_eq!(account.owed_halves(), 0);
        assert_eq!(in_days(Words::of(Lang::Fr), 25), "12,5");
    }
}
