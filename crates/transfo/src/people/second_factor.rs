//! The second factor: a time-based code (RFC 6238, SHA-1, 6 digits, 30 seconds) and recovery codes for the day
//! the phone is lost. A code is taken once.

use jiff::Timestamp;
use totp_rs::{Builder, Secret, Totp};

use crate::platform::dice::Dice;

/// How many recovery codes are given.
const RECOVERY_CODES: usize = 8;

/// A new secret in base 32.
pub fn new_secret(dice: &Dice) -> String {
    let mut bytes = [0; 20];
    dice.fill(&mut bytes);
    Secret::from(bytes).to_base32()
}

/// The address that an authenticator reads, from the secret and the account's name.
///
/// # Errors
/// When the stored secret is not one.
pub fn address(secret: &str, account: &str) -> Result<String, String> {
    totp(secret, account)?.to_url().map_err(|e| e.to_string())
}

/// The step whose code `typed` is, at `now`; `None` when it is none, or of a step that was used already.
///
/// # Errors
/// When the stored secret is not one.
pub fn step(
    secret: &str,
    typed: &str,
    now: Timestamp,
    last: Option<i64>,
) -> Result<Option<i64>, String> {
    let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    let step = totp(secret, "transfo")?.check(&typed, seconds);
    Ok(step
        .and_then(|s| i64::try_from(s).ok())
        .filter(|s| last.is_none_or(|l| *s > l)))
}

/// The code of the moment: tests and the command line.
///
/// # Errors
/// When the stored secret is not one.
pub fn code(secret: &str, now: Timestamp) -> Result<String, String> {
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    Ok(totp(secret, "transfo")?.generate(seconds).to_string())
}

/// Codes to print: ten letters and digits in two groups.
pub fn recovery_codes(dice: &Dice) -> Vec<String> {
    (0..RECOVERY_CODES)
        .map(|_| {
            let id = dice.id();
            let (a, rest) = id.split_at_checked(5).unwrap_or((&id, ""));
            let (b, _) = rest.split_at_checked(5).unwrap_or((rest, ""));
            format!("{a}-{b}")
        })
        .collect()
}

fn totp(secret: &str, account: &str) -> Result<Totp, String> {
    let secret = Secret::try_from_base32(secret).map_err(|e| format!("{e:?}"))?;
    Builder::new()
        .with_secret(secret)
        .with_issuer(Some("Transfo"))
        .with_account_name(account)
        .build()
        .map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_taken_once_and_only_near_its_time() {
        let secret = new_secret(&Dice::seeded("x"));
        let now: Timestamp = "2027-01-04T08:00:00Z".parse().unwrap();
        let typed = code(&secret, now).unwrap();
        let used = step(&secret, &typed, now, None).unwrap();
        assert!(used.is_some());
        assert_eq!(step(&secret, &typed, now, used).unwrap(), None);
        let later: Timestamp = "2027-01-04T08:05:00Z".parse().unwrap();
        assert_eq!(step(&secret, &typed, later, None).unwrap(), None);
    }

    #[test]
    fn recovery_codes_are_distinct() {
        let mut codes = recovery_codes(&Dice::seeded("x"));
        assert!(codes.iter().all(|c| c.len() == 11));
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), RECOVERY_CODES);
    }
}
