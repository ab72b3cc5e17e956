//! A candidacy: who volunteers, with which features, and in which state.
//!
//! Pure. Invariants: consent and the hierarchy's agreement never merge; a feature without a value counts as
//! [`BLANK`], a value like any other.

use jiff::{Timestamp, civil::Date};
use season::Feature;

use crate::platform::gate::Circles;

/// The value of a feature that was not given.
pub const BLANK: &str = "non renseigné";

/// What the draw balances, in the words of the quotas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strata {
    /// Directorate.
    pub directorate: String,
    /// Policy field.
    pub policy_field: String,
    /// Category.
    pub category: String,
    /// Work site.
    pub location: String,
    /// Seniority.
    pub seniority: String,
    /// Gender, if given.
    pub gender: String,
    /// Team: at most one of each is drawn.
    pub team: String,
}

impl Strata {
    /// The value for a feature; [`BLANK`] when none was given.
    pub fn value(&self, feature: Feature) -> &str {
        let value = match feature {
            Feature::Directorate => &self.directorate,
            Feature::PolicyField => &self.policy_field,
            Feature::Category => &self.category,
            Feature::Site => &self.location,
            Feature::Seniority => &self.seniority,
            Feature::Gender => &self.gender,
            Feature::Team => &self.team,
        };
        if value.is_empty() { BLANK } else { value }
    }
}

/// What the hierarchy says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endorsement {
    /// Nothing yet.
    Waiting,
    /// It agrees to free the time.
    Granted,
    /// It does not.
    Refused,
}

impl Endorsement {
    /// As stored, and in the word files: `cohort-agreement-granted`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Granted => "granted",
            Self::Refused => "refused",
        }
    }

    /// The one stored as `key`; waiting for anything unknown.
    pub fn from_key(key: &str) -> Self {
        match key {
            "granted" => Self::Granted,
            "refused" => Self::Refused,
            _ => Self::Waiting,
        }
    }
}

/// A candidacy as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Row id.
    pub id: String,
    /// Reference at the site: the only thing of a person in a record.
    pub reference: String,
    /// Name.
    pub name: String,
    /// Address, if any.
    pub email: Option<String>,
    /// Language of its mails: `fr` or `en`.
    pub lang: String,
    /// What the draw balances.
    pub strata: Strata,
    /// Why, in their words.
    pub motivation: String,
    /// The manager.
    pub manager_name: String,
    /// Their address, if any.
    pub manager_email: Option<String>,
    /// `web`, `paper` or `import`.
    pub source: String,
    /// When it was received.
    pub applied_at: Timestamp,
    /// Day of consent.
    pub consented_on: Option<Date>,
    /// When the agent let the hierarchy know.
    pub released_at: Option<Timestamp>,
    /// When the agent withdrew.
    pub withdrawn_at: Option<Timestamp>,
    /// What the hierarchy says.
    pub endorsement: Endorsement,
    /// When it said so.
    pub endorsed_at: Option<Timestamp>,
    /// In which words.
    pub endorsement_note: String,
    /// The person, once there is an account.
    pub person_id: Option<String>,
    /// Who may see it.
    pub audience: Circles,
}

/// Where a candidacy stands, as one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Withdrawn by the agent.
    Withdrawn,
    /// The agent's consent is not recorded.
    NoConsent,
    /// The hierarchy refused.
    Refused,
    /// Hidden from the hierarchy.
    Hidden,
    /// The hierarchy was told and has not answered.
    Asked,
    /// May be drawn.
    Ready,
}

impl State {
    /// Every state, in the order of the filter.
    pub const ALL: [Self; 6] = [
        Self::Ready,
        Self::Asked,
        Self::Hidden,
        Self::Refused,
        Self::NoConsent,
        Self::Withdrawn,
    ];

    /// In addresses and word files: `cohort-state-ready`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::NoConsent => "no-consent",
            Self::Refused => "refused",
            Self::Hidden => "hidden",
            Self::Asked => "asked",
            Self::Ready => "ready",
        }
    }

    /// Class of its badge and name of its icon.
    pub const fn badge(self) -> &'static str {
        match self {
            Self::Ready => "met",
            Self::Asked => "track",
            Self::Hidden => "na",
            Self::NoConsent => "risk",
            Self::Refused | Self::Withdrawn => "broken",
        }
    }
}

impl Application {
    /// Where it stands.
    pub fn state(&self) -> State {
        match self {
            a if a.withdrawn_at.is_some() => State::Withdrawn,
            a if a.consented_on.is_none() => State::NoConsent,
            a if a.endorsement == Endorsement::Refused => State::Refused,
            a if a.endorsement == Endorsement::Granted => State::Ready,
            a if a.released_at.is_none() => State::Hidden,
            _ => State::Asked,
        }
    }

    /// Whether it belongs into the pool: consent given, not withdrawn, agreement given.
    pub fn may_be_drawn(&self) -> bool {
        self.state() == State::Ready
    }

    /// Initials, for lists.
    pub fn initials(&self) -> String {
        initials(&self.name)
    }
}

/// First letters of the first and last word of a name.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|w| w.chars().next());
    let last = words.next_back().and_then(|w| w.chars().next());
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

/// Who may see a candidacy in this state of release.
pub fn audience(released: bool) -> Circles {
    if released {
        Circles::SELECTION | Circles::MANAGERS | Circles::DIRECTION
    } else {
        Circles::SELECTION
    }
}

/// The next free reference at a site: three letters of its name in addresses and a number.
pub fn next_reference<'a>(site: &str, taken: impl Iterator<Item = &'a str>) -> String {
    let letters: String = site
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(3)
        .flat_map(char::to_uppercase)
        .collect();
    let number = |reference: &str| -> Option<u32> {
        reference
            .strip_prefix(&letters)?
            .strip_prefix('-')?
            .parse()
            .ok()
    };
    let last = taken.filter_map(number).max().unwrap_or(0);
    format!("{letters}-{:03}", last.saturating_add(1))
}

/// Whether a text can be an address of mail: one `@` with something before it and a dot after it.
pub fn is_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(who, host)| {
        !who.is_empty()
            && !host.contains('@')
            && host.split('.').count() > 1
            && host.split('.').all(|part| !part.is_empty())
            && !text.contains(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_go_on_from_the_highest() {
        let taken = ["MUL-002", "MUL-010", "X-99", "MUL-x"];
        assert_eq!(next_reference("mulhouse", taken.into_iter()), "MUL-011");
        assert_eq!(next_reference("le-pays", [].into_iter()), "LEP-001");
    }

    #[test]
    fn an_address_has_both_ends() {
        assert!(is_address("a.b@ville.fr"));
        for wrong in ["a@", "@b.fr", "a@b", "a b@c.fr", "a@b..fr", "a@b@c.fr"] {
            assert!(!is_address(wrong), "{wrong}");
        }
    }

    #[test]
    fn initials_come_from_both_ends() {
        assert_eq!(initials("Agathe de Lorentz"), "AL");
        assert_eq!(initials("Zoé"), "Z");
    }
}
