//! Seeded dice: the same throws on every machine.

use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};

/// A source of throws.
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// Dice that always fall the same way for a seed.
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number from 0 to `sides` - 1; 0 when there are no sides.
    pub fn below(&mut self, sides: usize) -> usize {
        let throw = usize::try_from(self.0.next_u32()).unwrap_or(0);
        throw.checked_rem(sides).unwrap_or(0)
    }

    /// True this many times in a hundred.
    pub fn percent(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    /// One of the values.
    pub fn pick<'v, T>(&mut self, values: &'v [T]) -> Result<&'v T, String> {
        values
            .get(self.below(values.len()))
            .ok_or_else(|| "nothing to pick from".to_owned())
    }

    /// A place, more often where the weight is larger.
    pub fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut throw = self.below(weights.iter().sum());
        for (place, weight) in weights.iter().enumerate() {
            if throw < *weight {
                return place;
            }
            throw -= weight;
        }
        0
    }

    /// Puts values in another order.
    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            values.swap(last, self.below(last + 1));
        }
    }
}
