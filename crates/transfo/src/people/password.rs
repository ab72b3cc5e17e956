//! A password that can only be strong enough, and its hash. Argon2id; CNIL deliberation 2022-100: twelve
//! characters with throttling, any character allowed, pasting allowed, no periodic change.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;

/// Hashes at a time: each takes 19 MiB, and whoever knocks could otherwise fill the memory.
static HASHES: Semaphore = Semaphore::const_new(2);

/// Fewest characters.
const SHORTEST: usize = 12;
/// Most bytes: more than anybody types, few enough to hash.
const LONGEST: usize = 512;
/// What people choose when asked for twelve characters.
const COMMON: [&str; 12] = [
    "motdepasse",
    "password",
    "azertyuiop",
    "qwertyuiop",
    "123456789",
    "000000000",
    "111111111",
    "abcdefghij",
    "transfo",
    "bonjour",
    "innovation",
    "collectivite",
];

/// A password fit to be used.
#[derive(Clone)]
pub struct Password(String);

/// Why a password cannot be used; each is the key of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weak {
    /// Under twelve characters.
    Short,
    /// Over 512 bytes.
    Long,
    /// Mostly a common word, or one character repeated.
    Common,
    /// Holds the person's own address or name.
    Personal,
}

impl Weak {
    /// The key of its sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Weak::Short => "people-password-short",
            Weak::Long => "people-password-long",
            Weak::Common => "people-password-common",
            Weak::Personal => "people-password-personal",
        }
    }
}

impl Password {
    /// Takes `text` for the person called `name` at `email`.
    ///
    /// # Errors
    /// See [`Weak`].
    pub fn new(text: &str, name: &str, email: &str) -> Result<Self, Weak> {
        if text.chars().count() < SHORTEST {
            return Err(Weak::Short);
        }
        if text.len() > LONGEST {
            return Err(Weak::Long);
        }
        let folded: String = text
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        let mut distinct: Vec<char> = folded.chars().collect();
        distinct.sort_unstable();
        distinct.dedup();
        let rest = COMMON
            .iter()
            .fold(folded.clone(), |left, word| left.replace(word, ""));
        if distinct.len() < 5 || rest.chars().count() < 5 {
            return Err(Weak::Common);
        }
        let own = email.split('@').next().unwrap_or_default().to_lowercase();
        let holds = |part: &str| part.chars().count() > 3 && text.to_lowercase().contains(part);
        if holds(&own) || name.to_lowercase().split_whitespace().any(holds) {
            return Err(Weak::Personal);
        }
        Ok(Self(text.to_owned()))
    }

    /// The string to store, made off the request's thread.
    ///
    /// # Errors
    /// When the machine has no randomness or no memory for it.
    pub async fn hashed(self) -> Result<String, String> {
        let _turn = HASHES.acquire().await.map_err(|e| e.to_string())?;
        tokio::task::spawn_blocking(move || self.hash())
            .await
            .map_err(|e| e.to_string())?
    }

    /// The string to store. Takes some 20 ms and 19 MiB: call it off the request's thread.
    ///
    /// # Errors
    /// When the machine has no randomness or no memory for it.
    pub fn hash(&self) -> Result<String, String> {
        Argon2::default()
            .hash_password(self.0.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|e| e.to_string())
    }
}

/// As [`matches`], off the request's thread.
///
/// # Errors
/// When the machine cannot do it.
pub async fn check(text: &str, stored: Option<String>) -> Result<bool, String> {
    let _turn = HASHES.acquire().await.map_err(|e| e.to_string())?;
    let text = text.to_owned();
    tokio::task::spawn_blocking(move || matches(&text, stored.as_deref()))
        .await
        .map_err(|e| e.to_string())
}

/// The hash of nobody's password.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$8K1n6c8ZzSg0dPz4G0lX0m0vGkqjY1wK1vNw5mE1m0Q";

/// Whether `text` is the password whose hash is `stored`. Without a stored hash it works as long and says no, so
/// that the time taken does not tell who has an account.
pub fn matches(text: &str, stored: Option<&str>) -> bool {
    let known = stored.is_some();
    let Ok(parsed) = PasswordHash::new(stored.unwrap_or(NOBODY)) else {
        return false;
    };
    Argon2::default()
        .verify_password(text.as_bytes(), &parsed)
        .is_ok()
        && known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<Weak>) {
        let got = Password::new(text, "Nora Weiss", "nora.weiss@example.org").err();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn what_is_too_easy_is_refused_and_says_why() {
        check("court", Some(Weak::Short));
        check(&"é".repeat(600), Some(Weak::Long));
        check("aaaaaaaaaaaaaaaa", Some(Weak::Common));
        check("motdepasse123", Some(Weak::Common));
        check("je suis nora.weiss", Some(Weak::Personal));
        check("quatre chevaux mangent", None);
    }

    #[test]
    fn a_password_matches_its_own_hash_only() {
        let password = Password::new("quatre chevaux mangent", "", "").unwrap();
        let hash = password.hash().unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(matches("quatre chevaux mangent", Some(&hash)));
        assert!(!matches("quatre chevaux dorment", Some(&hash)));
        assert!(!matches("quatre chevaux mangent", None));
    }

    /// Otherwise an unknown address would answer at once.
    #[test]
    fn nobody_takes_as_long_as_somebody() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        let own = Password::new("quatre chevaux mangent", "", "").unwrap();
        let own = own.hash().unwrap();
        let own = PasswordHash::new(&own).unwrap();
        assert_eq!(nobody.params, own.params);
        let verified = Argon2::default().verify_password(b"x", &nobody);
        assert!(matches!(
            verified,
            Err(argon2::password_hash::Error::PasswordInvalid)
        ));
    }
}
