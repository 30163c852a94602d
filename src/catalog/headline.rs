//! Claims of the article beside the corrected figures.

use super::figure::Figure;
use crate::base::Range;

/// A claim with a number, and what the evidence says.
#[derive(Clone, Debug, PartialEq)]
pub struct Headline {
    /// Chart it belongs to, such as `cpu-ratio`.
    pub chart: String,
    /// Number in the list of claims, such as `4`.
    pub claim: String,
    /// What is compared.
    pub label: String,
    /// What the article says, if it gives a number.
    pub article: Option<Range>,
    /// What the evidence says.
    pub corrected: Figure,
}
