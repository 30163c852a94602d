//! Which point of the ranges a computation takes.

use crate::base::Range;

/// One of the three stated points of every range at once.
///
/// Taking all low or all high points together gives an envelope, wider than 10 to 90 %, and is
/// named so wherever it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// All 10th percentiles.
    Low,
    /// All medians.
    Typical,
    /// All 90th percentiles.
    High,
}

impl Point {
    /// The point's value in a range.
    #[must_use]
    pub const fn of(self, range: Range) -> f64 {
        match self {
            Self::Low => range.low,
            Self::Typical => range.typical,
            Self::High => range.high,
        }
    }

    /// The point at the other end; the middle stays.
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::Low => Self::High,
            Self::Typical => Self::Typical,
            Self::High => Self::Low,
        }
    }
}
