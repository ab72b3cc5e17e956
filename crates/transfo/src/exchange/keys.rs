//! How the words of a season's files are stored: one key for each member of each closed list, and the values of
//! overridden parameters as the protocol types them.
//!
//! Pure. Invariant: every key comes back as the member it was made from. School zones, laws of holidays,
//! features, categories and genders are stored as the files write them, because quotas compare them with what people
//! typed.

use season::{
    AuthorityKind, ClosureKind, Endorsement, Half, Label, OverrideValue, Role, Stage, Weekday,
};

use crate::platform::gate;

/// A member of a closed list with the key it is stored under.
pub trait Keyed: Copy + Sized + 'static {
    /// Each member with its key.
    const KEYS: &'static [(Self, &'static str)];

    /// As stored.
    fn key(self) -> &'static str
    where
        Self: PartialEq,
    {
        Self::KEYS
            .iter()
            .find(|(member, _)| *member == self)
            .map_or("", |(_, key)| key)
    }

    /// The member stored as `key`.
    fn from_key(key: &str) -> Option<Self> {
        Self::KEYS
            .iter()
            .find(|(_, known)| *known == key)
            .map(|(member, _)| *member)
    }
}

impl Keyed for AuthorityKind {
    const KEYS: &'static [(Self, &'static str)] = &[
        (Self::Municipality, "commune"),
        (Self::Intermunicipal, "epci"),
        (Self::Department, "departement"),
        (Self::Region, "region"),
        (Self::Other, "autre"),
    ];
}

impl Keyed for Stage {
    const KEYS: &'static [(Self, &'static str)] = &[
        (Self::Prospect, "prospect"),
        (Self::InTalks, "talks"),
        (Self::Engaged, "engaged"),
        (Self::Running, "running"),
        (Self::Closed, "closed"),
        (Self::Autonomous, "autonomous"),
    ];
}

impl Keyed for Endorsement {
    const KEYS: &'static [(Self, &'static str)] = &[
        (Self::Granted, "granted"),
        (Self::Refused, "refused"),
        (Self::Pending, "waiting"),
    ];
}

impl Keyed for Half {
    const KEYS: &'static [(Self, &'static str)] = &[
        (Self::Morning, "morning"),
        (Self::Afternoon, "afternoon"),
        (Self::Day, "day"),
    ];
}

impl Keyed for Weekday {
    const KEYS: &'static [(Self, &'static str)] = &[
        (Self::Monday, "monday"),
        (Self::Tuesday, "tuesday"),
        (Self::Wednesday, "wednesday"),
        (Self::Thursday, "thursday"),
        (Self::Friday, "friday"),
        (Self::Saturday, "saturday"),
        (Self::Sunday, "sunday"),
    ];
}

impl Keyed for ClosureKind {
    const KEYS: &'static [(Self, &'static str)] = &[
        (Self::Council, "council"),
        (Self::Shut, "shut"),
        (Self::Holidays, "holidays"),
        (Self::Bridge, "bridge"),
        (Self::Event, "event"),
    ];
}

/// What a role of the files is called by the gate.
pub const ROLES: [(Role, gate::Role); 8] = [
    (Role::Resident, gate::Role::Resident),
    (Role::Pilot, gate::Role::Pilot),
    (Role::Coordinator, gate::Role::Coordinator),
    (Role::Manager, gate::Role::Manager),
    (Role::Direction, gate::Role::Direction),
    (Role::Official, gate::Role::Official),
    (Role::Relay, gate::Role::Relay),
    (Role::Partner, gate::Role::Partner),
];

/// The gate's role for a role of the files.
pub fn role(role: Role) -> Option<gate::Role> {
    ROLES.iter().find(|(r, _)| *r == role).map(|(_, g)| *g)
}

/// The files' role for a stored one; none for those the files do not know (ambassador, owner of a case…).
pub fn role_from_key(key: &str) -> Option<Role> {
    let held = gate::Role::from_key(key)?;
    ROLES.iter().find(|(_, g)| *g == held).map(|(r, _)| *r)
}

/// A parameter's value as the protocol types it: `35`, `2/3` or `3, 6, 12`; what it has no form for, as TOML writes it.
pub fn value_text(value: &OverrideValue) -> String {
    match value {
        OverrideValue::Whole(number) => number.to_string(),
        // The debug form keeps the point or exponent that tells it from a whole number.
        OverrideValue::Decimal(number) => format!("{number:?}"),
        OverrideValue::Switch(switch) => switch.to_string(),
        OverrideValue::Wholes(numbers) if numbers.len() > 1 => {
            let words: Vec<String> = numbers.iter().map(i64::to_string).collect();
            words.join(", ")
        }
        OverrideValue::Wholes(numbers) => format!("{numbers:?}"),
        OverrideValue::Word(word) => {
            let plain = word.as_str();
            let same = value_from_text(plain).as_ref() == Some(value);
            if same {
                plain.to_owned()
            } else {
                format!("\"{plain}\"")
            }
        }
    }
}

/// The value that [`value_text`] wrote, or that somebody typed on the protocol's page.
pub fn value_from_text(text: &str) -> Option<OverrideValue> {
    let inner = text.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
    if let Some(inner) = inner {
        return Label::parse(inner).ok().map(OverrideValue::Word);
    }
    if let Ok(number) = text.parse() {
        return Some(OverrideValue::Whole(number));
    }
    if let Ok(switch) = text.parse() {
        return Some(OverrideValue::Switch(switch));
    }
    if let Some(numbers) = numbers(text) {
        return Some(OverrideValue::Wholes(numbers));
    }
    let numeric = text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    match text.parse::<f64>() {
        Ok(number) if numeric && number.is_finite() => Some(OverrideValue::Decimal(number)),
        _ => Label::parse(text).ok().map(OverrideValue::Word),
    }
}

fn numbers(text: &str) -> Option<Vec<i64>> {
    let bracketed = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    match bracketed {
        Some("") => Some(Vec::new()),
        None if !text.contains(',') => None,
        _ => bracketed
            .unwrap_or(text)
            .split(',')
            .map(|number| number.trim().parse().ok())
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_come_back<T: Keyed + PartialEq + std::fmt::Debug>(all: &[T]) {
        for member in all {
            assert_eq!(T::from_key(member.key()), Some(*member));
        }
        assert_eq!(all.len(), T::KEYS.len());
    }

    #[test]
    fn every_key_comes_back() {
        all_come_back(AuthorityKind::ALL);
        all_come_back(Stage::ALL);
        all_come_back(Endorsement::ALL);
        all_come_back(Half::ALL);
        all_come_back(Weekday::ALL);
        all_come_back(ClosureKind::ALL);
        for known in Role::ALL {
            let held = role(*known).unwrap();
            assert_eq!(role_from_key(held.key()), Some(*known));
        }
    }

    #[test]
    fn every_value_comes_back_and_the_protocol_reads_its_own() {
        let word = |text: &str| OverrideValue::Word(Label::parse(text).unwrap());
        let odd = [
            "35", "true", "a", "\"", "\"\"", "\"x\"", "1e5", "3, 6", "[]", "[5]", "+5", "2/3",
            "inf", "-",
        ];
        let mut values: Vec<OverrideValue> = odd.iter().map(|text| word(text)).collect();
        values.extend([0, -3, i64::MAX, i64::MIN].map(OverrideValue::Whole));
        values.extend([0.5, 1e300, 3.0, 1e-9, -2.5].map(OverrideValue::Decimal));
        values.extend([true, false].map(OverrideValue::Switch));
        values.extend([vec![], vec![5], vec![3, 6, 12], vec![-1, 0]].map(OverrideValue::Wholes));
        for value in values {
            assert_eq!(
                value_from_text(&value_text(&value)),
                Some(value.clone()),
                "{value:?}"
            );
        }
        for (text, typed) in [
            ("35", OverrideValue::Whole(35)),
            ("2/3", word("2/3")),
            ("3, 6, 12", OverrideValue::Wholes(vec![3, 6, 12])),
        ] {
            assert_eq!(value_text(&typed), text);
            assert!(protocol::Value::parse(text).is_some());
        }
    }
}
