//! Stated numbers with where they come from.

use serde::{Deserialize, Serialize};

use crate::base::{Date, Range};

/// A number that somebody stated: its range and who said so, when and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The range, in the unit of its [`Input`](super::Input).
    pub range: Range,
    /// Where the number comes from; empty if unsaid.
    pub source: String,
    /// The role that stands for it; empty if unsaid.
    pub owner: String,
    /// When it was stated.
    pub date: Option<Date>,
}

impl Quantity {
    /// A range without provenance.
    #[must_use]
    pub const fn of(range: Range) -> Self {
        Self { range, source: String::new(), owner: String::new(), date: None }
    }
}
