//! The civil day, the only unit of time of this crate.
//!
//! Owns: day numbers, their ISO text, week days and weeks. A [`Day`] is always a day of the years 1 to 9999.
//! Never: hours, time zones, the present moment.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

const FIRST: i32 = -719_162;
const LAST: i32 = 2_932_896;

/// A civil day, counted from 1970-01-01 (day 0).
///
/// ```
/// use planner::Day;
/// let day: Day = "2028-02-29".parse()?;
/// assert_eq!(day.to_string(), "2028-02-29");
/// assert_eq!(day.plus(1).to_string(), "2028-03-01");
/// assert!("2027-02-29".parse::<Day>().is_err());
/// # Ok::<(), planner::BadDay>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(i32);

/// The text is not a day of the calendar written `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadDay(pub String);

impl fmt::Display for BadDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a day written YYYY-MM-DD", self.0)
    }
}

impl std::error::Error for BadDay {}

impl Day {
    /// The day `number` days after 1970-01-01, held inside the years 1 to 9999.
    #[must_use]
    pub const fn from_number(number: i32) -> Self {
        if number < FIRST {
            Self(FIRST)
        } else if number > LAST {
            Self(LAST)
        } else {
            Self(number)
        }
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day of a year, month (1 to 12) and day of the month; `None` when there is no such day.
    #[must_use]
    pub fn from_civil(year: i32, month: i32, day: i32) -> Option<Self> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day < 1 {
            return None;
        }
        let made = Self(days_from_civil(year, month, day));
        (made.civil() == (year, month, day)).then_some(made)
    }

    /// Year, month and day of the month.
    #[must_use]
    pub const fn civil(self) -> (i32, i32, i32) {
        // Howard Hinnant, "chrono-compatible low-level date algorithms": the year starts in March.
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 {
            march_month + 3
        } else {
            march_month - 9
        };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        (year, month, day)
    }

    /// The day `count` days later (earlier when negative), held inside the years 1 to 9999.
    #[must_use]
    pub const fn plus(self, count: i32) -> Self {
        Self::from_number(self.0.saturating_add(count))
    }

    /// Days from `other` to this day; negative when `other` is later.
    #[must_use]
    pub const fn since(self, other: Self) -> i32 {
        self.0 - other.0
    }

    /// 0 for Monday to 6 for Sunday.
    #[must_use]
    pub const fn weekday(self) -> i32 {
        (self.0 + 3).rem_euclid(7)
    }

    /// The Monday of the ISO week of this day.
    #[must_use]
    pub const fn monday(self) -> Self {
        Self(self.0 - self.weekday())
    }
}

const fn days_from_civil(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let march_month = if month > 2 { month - 3 } else { month + 9 };
    let of_year = (153 * march_month + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - 719_468
}

impl FromStr for Day {
    type Err = BadDay;

    fn from_str(text: &str) -> Result<Self, BadDay> {
        let bad = || BadDay(text.to_owned());
        let mut parts = text.split('-');
        let mut part = |width: usize| -> Option<i32> {
            let digits = parts.next()?;
            if digits.len() != width || !digits.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            digits.parse().ok()
        };
        let (year, month, day) = (part(4), part(2), part(2));
        if parts.next().is_some() {
            return Err(bad());
        }
        match (year, month, day) {
            (Some(y), Some(m), Some(d)) => Self::from_civil(y, m, d).ok_or_else(bad),
            _ => Err(bad()),
        }
    }
}

impl TryFrom<String> for Day {
    type Error = BadDay;

    fn try_from(text: String) -> Result<Self, BadDay> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_reads_back() {
        let first: Day = "1900-01-01".parse().unwrap();
        for offset in 0..146_100 {
            let day = first.plus(offset);
            assert_eq!(day.to_string().parse::<Day>().unwrap(), day);
        }
    }

    #[test]
    fn week_days_are_those_of_known_dates() {
        let check = |text: &str, weekday: i32| {
            assert_eq!(text.parse::<Day>().unwrap().weekday(), weekday, "{text}")
        };
        check("1970-01-01", 3);
        check("2027-01-04", 0);
        check("2028-02-29", 1);
        check("2028-12-31", 6);
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "2027-02-29",
            "2027-13-01",
            "2027-1-01",
            "27-01-01",
            "2027-01-01-",
            "",
            "2027-00-10",
            "+027-01-01",
        ] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}
