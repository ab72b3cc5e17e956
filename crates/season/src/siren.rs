//! The numbers of public bodies in the national register: SIREN (9 digits) and SIRET (14).
//!
//! Only the check digit is verified; whether the body exists is the directory's business.

use std::fmt;

use crate::fault::{Expected, Wrong};

/// SIREN of La Poste, whose establishments do not follow the ordinary check.
const LA_POSTE: &str = "356000000";

/// Nine digits with a right check digit (Luhn).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Siren(String);

/// Fourteen digits with a right check digit: a SIREN and the number of an establishment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Siret(String);

impl Siren {
    /// Reads a SIREN; blanks and dots between digits are left out.
    ///
    /// # Errors
    /// When there are not nine digits or the check digit is wrong. A SIRET is refused, and its
    /// SIREN proposed.
    ///
    /// ```
    /// assert_eq!(season::Siren::parse("217 500 016").unwrap().as_str(), "217500016");
    /// assert!(season::Siren::parse("217500017").is_err());
    /// ```
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        let digits = squeeze(typed)?;
        if digits.len() == 9 && is_number(&digits) && luhn(&digits).is_multiple_of(10) {
            return Ok(Self(digits));
        }
        let proposal = Siret::parse(&digits).ok().map(|siret| siret.siren().0);
        Err(Wrong::with(Expected::Siren, proposal))
    }

    /// The nine digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Siret {
    /// Reads a SIRET; blanks and dots between digits are left out.
    ///
    /// # Errors
    /// When there are not fourteen digits or the check is wrong. For La Poste (356 000 000) the
    /// sum of the digits must be a multiple of five, except for its head office, which follows
    /// the ordinary check.
    ///
    /// ```
    /// assert!(season::Siret::parse("356 000 000 49837").is_ok());
    /// ```
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        let digits = squeeze(typed)?;
        let right = digits.len() == 14 && is_number(&digits) && {
            let poste = digits.starts_with(LA_POSTE) && plain_sum(&digits).is_multiple_of(5);
            poste || luhn(&digits).is_multiple_of(10)
        };
        if right {
            Ok(Self(digits))
        } else {
            Err(Wrong::new(Expected::Siret))
        }
    }

    /// The fourteen digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The body the establishment belongs to.
    #[must_use]
    pub fn siren(&self) -> Siren {
        Siren(self.0.chars().take(9).collect())
    }
}

impl fmt::Display for Siren {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Display for Siret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

fn squeeze(typed: &str) -> Result<String, Wrong> {
    let digits: String = typed
        .chars()
        .filter(|sign| !sign.is_whitespace() && *sign != '.')
        .collect();
    if digits.is_empty() {
        Err(Wrong::new(Expected::Something))
    } else {
        Ok(digits)
    }
}

fn is_number(digits: &str) -> bool {
    digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn plain_sum(digits: &str) -> u32 {
    digits.chars().filter_map(|digit| digit.to_digit(10)).sum()
}

fn luhn(digits: &str) -> u32 {
    let values = digits.chars().rev().filter_map(|digit| digit.to_digit(10));
    values
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit) {
            (1, 5..) => digit * 2 - 9,
            (1, _) => digit * 2,
            _ => digit,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wrong_digit_is_always_seen() {
        for place in 0..9 {
            for digit in '0'..='9' {
                let typed: String = "216802249"
                    .chars()
                    .enumerate()
                    .map(|(at, old)| if at == place { digit } else { old })
                    .collect();
                assert_eq!(
                    Siren::parse(&typed).is_ok(),
                    typed == "216802249",
                    "{typed}"
                );
            }
        }
    }

    #[test]
    fn la_poste_has_its_own_check() {
        assert!(Siret::parse("35600000049837").is_ok());
        assert!(Siret::parse("35600000049838").is_err());
        assert!(Siret::parse("21750001600019").is_ok());
        assert!(Siret::parse("21750001600018").is_err());
    }

    #[test]
    fn a_siret_proposes_its_siren() {
        let wrong = Siren::parse("217 500 016 00019").unwrap_err();
        assert_eq!(wrong.proposal.unwrap(), "217500016");
    }
}
