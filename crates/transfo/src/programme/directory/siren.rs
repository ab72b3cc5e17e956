//! SIREN and SIRET numbers, valid by construction.
//!
//! A check digit (Luhn) catches slips of the pen; it does not prove that the body exists.

use std::fmt;

/// Why a number was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SirenError {
    /// It has not the right number of digits, or something else than digits and spaces.
    Form,
    /// The check digit says that a digit is wrong.
    CheckDigit,
}

impl fmt::Display for SirenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "nine digits are expected for a SIREN, fourteen for a SIRET",
            Self::CheckDigit => "the check digit is wrong: one digit or two were mistyped",
        })
    }
}

impl std::error::Error for SirenError {}

/// Nine digits that name a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Siren(u32);

/// Fourteen digits that name a place of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Siret(u64);

/// La Poste has more places than check digits allow: any of its SIRET is valid whose digits sum to a multiple
/// of five.
const LA_POSTE: Siren = Siren(356_000_000);

impl Siren {
    /// Reads a SIREN, with or without spaces.
    ///
    /// # Errors
    ///
    /// [`SirenError::Form`] and [`SirenError::CheckDigit`].
    pub fn parse(text: &str) -> Result<Self, SirenError> {
        let digits = digits(text, 9)?;
        luhn(&digits).then_some(()).ok_or(SirenError::CheckDigit)?;
        digits.parse().map(Self).map_err(|_| SirenError::Form)
    }

    /// Whether the nine digits begin with these.
    #[must_use]
    pub fn begins_with(self, digits: &str) -> bool {
        let missing = u32::try_from(9_usize.saturating_sub(digits.len())).unwrap_or(0);
        let head = self.0.checked_div(10_u32.pow(missing));
        digits.len() <= 9 && digits.parse().ok() == head
    }
}

impl Siret {
    /// Reads a SIRET, with or without spaces.
    ///
    /// # Errors
    ///
    /// [`SirenError::Form`] and [`SirenError::CheckDigit`], also when the SIREN in it is wrong.
    pub fn parse(text: &str) -> Result<Self, SirenError> {
        let digits = digits(text, 14)?;
        let siren = Siren::parse(digits.get(..9).unwrap_or_default())?;
        let sum: u32 = digits.bytes().map(|byte| u32::from(byte - b'0')).sum();
        if !(luhn(&digits) || siren == LA_POSTE && sum.is_multiple_of(5)) {
            return Err(SirenError::CheckDigit);
        }
        digits.parse().map(Self).map_err(|_| SirenError::Form)
    }

    /// The body.
    #[must_use]
    pub fn siren(self) -> Siren {
        Siren(u32::try_from(self.0 / 100_000).unwrap_or_default())
    }
}

impl fmt::Display for Siren {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:09}", self.0)
    }
}

impl fmt::Display for Siret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:014}", self.0)
    }
}

/// The digits alone; spaces are what people put between groups, no-break ones included.
fn digits(text: &str, length: usize) -> Result<String, SirenError> {
    let digits: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let valid = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
    valid.then_some(digits).ok_or(SirenError::Form)
}

fn luhn(digits: &str) -> bool {
    let weigh = |(index, byte): (usize, u8)| {
        let digit = u32::from(byte - b'0');
        match (index % 2, digit) {
            (0, _) => digit,
            (_, 5..) => 2 * digit - 9,
            _ => 2 * digit,
        }
    };
    digits
        .bytes()
        .rev()
        .enumerate()
        .map(weigh)
        .sum::<u32>()
        .is_multiple_of(10)
}
