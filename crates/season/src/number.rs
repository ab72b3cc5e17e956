//! Days and whole numbers as spreadsheets write them.
//!
//! A day is accepted when it has one meaning only; a two-digit year or a time of day is proposed
//! in full, never taken.

use jiff::civil::Date;

use crate::fault::{Expected, Wrong};

/// Largest number of people, seats or weight that a file may hold.
pub(crate) const COUNT_MAX: u32 = 100_000;

/// Reads 2018-03-14 or 14/03/2018 (also with dots or hyphens).
pub(crate) fn parse_day(typed: &str) -> Result<Date, Wrong> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(Wrong::new(Expected::Something));
    }
    if let Some(day) = day_of(text) {
        return Ok(day);
    }
    let before_time = text.split([' ', 'T', '\u{a0}']).next().unwrap_or(text);
    let near = day_of(before_time).or_else(|| short_year(before_time));
    Err(Wrong::with(Expected::Day, near.map(|day| day.to_string())))
}

fn day_of(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let (year, month, day) = if first.len() == 4 {
        (first, second, third)
    } else {
        (third, second, first)
    };
    if year.len() != 4 || !(1..=2).contains(&month.len()) || !(1..=2).contains(&day.len()) {
        return None;
    }
    let date = Date::new(digits(year)?.try_into().ok()?, small(month)?, small(day)?).ok()?;
    (1990..=2100).contains(&date.year()).then_some(date)
}

fn short_year(text: &str) -> Option<Date> {
    let (start, year) = text.rsplit_once(['/', '-', '.'])?;
    (year.len() == 2)
        .then(|| day_of(&format!("{start}/20{year}")))
        .flatten()
}

fn digits(text: &str) -> Option<u32> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

fn small(text: &str) -> Option<i8> {
    digits(text).and_then(|number| i8::try_from(number).ok())
}

/// Reads a whole number between two bounds, both included.
pub(crate) fn parse_count(typed: &str, min: u32, max: u32) -> Result<u32, Wrong> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(Wrong::new(Expected::Something));
    }
    let (least, most) = (u64::from(min), u64::from(max));
    let expected = Expected::WholeNumber {
        min: least,
        max: most,
    };
    if let Some(number) = digits(text).filter(|number| (min..=max).contains(number)) {
        return Ok(number);
    }
    let whole = text.split(['.', ',']).next().unwrap_or(text);
    let zeros = text
        .get(whole.len()..)
        .is_some_and(|rest| rest.chars().skip(1).all(|c| c == '0'));
    let near = digits(whole).filter(|number| zeros && (min..=max).contains(number));
    Err(Wrong::with(
        expected,
        near.map(|number| number.to_string())
            .filter(|near| near != text),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_one_meaning() {
        for typed in [
            "2018-03-04",
            "04/03/2018",
            "4.3.2018",
            "04-03-2018",
            " 2018-03-04 ",
        ] {
            assert_eq!(
                parse_day(typed).unwrap().to_string(),
                "2018-03-04",
                "{typed}"
            );
        }
        for typed in ["04/03/18", "2018-03-04 00:00:00", "2018-03-04T10:00"] {
            assert_eq!(
                parse_day(typed).unwrap_err().proposal.unwrap(),
                "2018-03-04",
                "{typed}"
            );
        }
        for typed in [
            "2018-02-30",
            "31/04/2018",
            "43163",
            "mars 2018",
            "0018-01-01",
            "+2018-1-1",
        ] {
            assert_eq!(parse_day(typed).unwrap_err().proposal, None, "{typed}");
        }
    }

    #[test]
    fn numbers_are_whole() {
        assert_eq!(parse_count("20", 0, 30).unwrap(), 20);
        assert_eq!(
            parse_count("3,0", 0, 30).unwrap_err().proposal.unwrap(),
            "3"
        );
        for typed in ["-1", "3,5", "31", "40%", "+3", "١", "trois"] {
            assert_eq!(
                parse_count(typed, 0, 30).unwrap_err().proposal,
                None,
                "{typed}"
            );
        }
    }
}
