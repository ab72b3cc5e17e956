//! How many of the people drawn may share a value of a feature.

use crate::terms::Feature;
use crate::text::{Label, Slug};

/// Bounds for one value of one feature. The values listed for a feature are all there are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quota {
    /// Authority; none when the quota holds for every authority that has none of its own for
    /// this feature.
    pub authority: Option<Slug>,
    /// Feature.
    pub feature: Feature,
    /// Value of the feature.
    pub value: Label,
    /// People at least.
    pub min: u32,
    /// People at most.
    pub max: u32,
    /// How low the minimum may go if nothing is possible, people; none when it may not.
    pub min_flex: Option<u32>,
    /// How high the maximum may go if nothing is possible, people; none when it may not.
    pub max_flex: Option<u32>,
}
