//! Charts as plain data: series, bands, bars, points, marks, axes with units, legend, footnotes.

pub mod chart;

pub use chart::*;
