//! Foundation without any knowledge of the domain: ids, ranges, units, geometry, numbers for people.

pub mod bisect;
pub mod currency;
pub mod date;
pub mod failure;
pub mod geometry;
pub mod grid;
pub mod hue;
pub mod id;
pub mod logged;
pub mod nearest;
pub mod normal;
pub mod number;
mod pooled;
pub mod prose;
mod quantiles;
pub mod range;
pub mod search;
pub mod steps;
pub mod threads;
pub mod unit;
pub mod words;

pub use currency::Currency;
pub use date::Date;
pub use geometry::{Point, Rect, Size, cross};
pub use grid::Grid;
pub use hue::Hue;
pub use pooled::pooled;
pub use quantiles::Quantiles;
pub use range::{Range, RangeError};
pub use unit::Unit;
