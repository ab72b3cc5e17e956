//! Values of a rule's parameters, with their units.
//!
//! A value is exact: a share is a fraction, never a float, so that "two thirds" stays two thirds in a report.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a parameter or a distance counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Local authorities.
    Authorities,
    /// Persons.
    People,
    /// Calendar or session days.
    Days,
    /// Consecutive working days.
    WorkingDays,
    /// Weeks of seven days.
    Weeks,
    /// Calendar months.
    Months,
    /// Runs of session days.
    Runs,
    /// Things that are counted one by one.
    Items,
    /// Occurrences in a year.
    PerYear,
    /// Hundredths of a whole.
    Percent,
    /// Percentage points between two shares.
    Points,
    /// A fraction of a whole.
    Share,
}

/// A fraction of two whole numbers; the denominator is never zero and the fraction never above one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Ratio {
    /// Above the line.
    pub numerator: u32,
    /// Below the line.
    pub denominator: u32,
}

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// A whole number.
    Whole(u32),
    /// A fraction such as `2/3`.
    Ratio(Ratio),
    /// Whole numbers, growing.
    List(Vec<u32>),
}

/// The form a parameter must take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Whole,
    Ratio,
    List,
}

impl Value {
    pub(crate) fn form(&self) -> Form {
        match self {
            Self::Whole(_) => Form::Whole,
            Self::Ratio(_) => Form::Ratio,
            Self::List(_) => Form::List,
        }
    }

    /// Reads a value as people type it: `35`, `2/3` or `3, 6, 12`.
    ///
    /// `None` when the text is none of these: a negative or decimal number, a fraction above one or over zero,
    /// a list that does not grow.
    ///
    /// ```
    /// use protocol::Value;
    /// assert_eq!(Value::parse("35"), Some(Value::Whole(35)));
    /// assert_eq!(Value::parse("3/2"), None);
    /// assert_eq!(Value::parse("3, 6, 6"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((above, below)) = text.split_once('/') {
            return Self::ratio(above.trim().parse().ok()?, below.trim().parse().ok()?);
        }
        if text.contains(',') {
            let list: Option<Vec<u32>> = text
                .split(',')
                .map(|item| item.trim().parse().ok())
                .collect();
            return Self::list(list?);
        }
        text.trim().parse().ok().map(Self::Whole)
    }

    fn ratio(numerator: u32, denominator: u32) -> Option<Self> {
        (denominator > 0 && numerator <= denominator).then_some(Self::Ratio(Ratio {
            numerator,
            denominator,
        }))
    }

    fn list(items: Vec<u32>) -> Option<Self> {
        (!items.is_empty() && items.is_sorted_by(|a, b| a < b)).then_some(Self::List(items))
    }

    pub(crate) fn from_toml(value: &toml::Value) -> Option<Self> {
        match value {
            toml::Value::Integer(number) => u32::try_from(*number).ok().map(Self::Whole),
            toml::Value::String(text) => Self::parse(text),
            toml::Value::Array(items) => {
                let list: Option<Vec<u32>> = items
                    .iter()
                    .map(|item| item.as_integer().and_then(|n| u32::try_from(n).ok()))
                    .collect();
                Self::list(list?)
            }
            _ => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(number) => write!(f, "{number}"),
            Self::Ratio(ratio) => write!(f, "{}/{}", ratio.numerator, ratio.denominator),
            Self::List(items) => {
                let words: Vec<String> = items.iter().map(u32::to_string).collect();
                f.write_str(&words.join(", "))
            }
        }
    }
}
