//! Randomness as a value: the operating system's in service, seeded in tests and in the demonstration.

use std::sync::{Arc, Mutex, PoisonError};

use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};

/// Letters and digits that cannot be mistaken for one another.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// Where chance comes from.
#[derive(Clone)]
pub struct Dice(Arc<Mutex<ChaCha20Rng>>);

impl Dice {
    /// Seeded by the operating system.
    ///
    /// # Errors
    /// When the system has no source of randomness.
    pub fn from_system() -> Result<Self, getrandom::Error> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed)?;
        Ok(Self(Arc::new(Mutex::new(ChaCha20Rng::from_seed(seed)))))
    }

    /// The same throws for the same `seed`.
    pub fn seeded(seed: &str) -> Self {
        let seed = *blake3::hash(seed.as_bytes()).as_bytes();
        Self(Arc::new(Mutex::new(ChaCha20Rng::from_seed(seed))))
    }

    /// Fills `out` with random bytes.
    pub fn fill(&self, out: &mut [u8]) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(out);
    }

    /// A new row id: 80 bits in 16 characters.
    pub fn id(&self) -> String {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        letters(&bytes)
    }

    /// A secret for a link or a cookie: 160 bits in 32 characters.
    pub fn secret(&self) -> String {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        letters(&bytes)
    }

    /// A code of six digits, uniform.
    pub fn code(&self) -> String {
        loop {
            let mut bytes = [0; 4];
            self.fill(&mut bytes);
            let n = u32::from_le_bytes(bytes) >> 12;
            if n < 1_000_000 {
                return format!("{n:06}");
            }
        }
    }
}

fn letters(bytes: &[u8]) -> String {
    bytes
        .iter()
        .filter_map(|b| ALPHABET.get(usize::from(b & 31)))
        .map(|b| char::from(*b))
        .collect()
}

/// What is stored of a secret: its BLAKE3 hash, in hexadecimal. Secrets have 160 bits, so no salt is needed.
pub fn fingerprint(secret: &str) -> String {
    blake3::hash(secret.as_bytes()).to_hex().to_string()
}
