//! Checks the record of a draw without sharing any code with the draw.
//!
//! Everything that a record claims is computed again from what it shows: hashes over its own lines,
//! legality of every numbered panel, the chances, the number drawn, the panel, the substitutes.
//! A record that fails is rejected with a sentence that names the part. Never trusts a figure that
//! can be recomputed, and reads only format version 1.
//!
//! ```
//! let rejection = sortition_verify::verify("{}").unwrap_err();
//! assert_eq!(rejection.part, sortition_verify::Part::Form);
//! println!("{}\n{}", rejection.fr(), rejection.en());
//! ```

mod form;
mod fresh;
mod heaviest;
mod pool;
mod product;
mod proof;
mod reserve;
mod words;

pub use words::{Part, Rejection};

/// What a genuine record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Hash of the commitment.
    pub commitment_hash: String,
    /// Number of volunteers.
    pub volunteers: usize,
    /// Number of numbered panels.
    pub slips: usize,
    /// The public value that decided.
    pub public_value: String,
    /// Number of the panel drawn, from 0.
    pub index: usize,
    /// Ids of the panel.
    pub panel: Vec<String>,
    /// Ids of the substitutes in order.
    pub substitutes: Vec<String>,
    /// Lowest published chance, in slips.
    pub minimum: u32,
    /// What nobody can promise everybody to exceed, in millionths of millionths. For the method
    /// `nash`, unless somebody is shut out, the highest geometric mean of all chances.
    pub bound: u64,
    /// Whether the chances are proved to be leximin, up to the rounding to slips.
    pub exact: bool,
    /// How many slips somebody's count may be away from their exact share; 1 unless the record says
    /// that its panels left no other rounding.
    pub drift: u32,
}

/// Checks a record.
///
/// # Errors
/// The first part that is not what the rest of the record implies.
pub fn verify(text: &str) -> Result<Verdict, Rejection> {
    let form = form::Form::cut(text)?;
    let pool = pool::Pool::check(&form)?;
    let counts = pool.check_slips(&form.lottery)?;
    let bound = proof::check(&form, &pool, &counts)?;
    let drawn = fresh::check_draw(&form, &pool)?;
    reserve::check(&form, &pool, &drawn)?;
    Ok(Verdict {
        commitment_hash: form.hash,
        volunteers: pool.ids.len(),
        slips: form.lottery.slips.len(),
        public_value: form.tail.public_value,
        index: drawn.index,
        panel: form.tail.panel,
        substitutes: form.tail.substitutes,
        bound,
        exact: form.lottery.exact,
        drift: form.lottery.drift,
        minimum: counts.into_iter().min().unwrap_or(0),
    })
}
