//! Reproducible random numbers for ties that must fall somehow; they never decide who is drawn.

use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};

/// A number in `0..bound`, without bias.
pub(crate) fn below(rng: &mut ChaCha8Rng, bound: u64) -> u64 {
    if bound == 0 {
        return 0;
    }
    let limit = u64::MAX - u64::MAX % bound;
    loop {
        let value = rng.next_u64();
        if value < limit {
            return value % bound;
        }
    }
}

pub(crate) fn rng(seed: &str) -> ChaCha8Rng {
    ChaCha8Rng::from_seed(*blake3::hash(seed.as_bytes()).as_bytes())
}
