//! Polyplan

pub mod base;
pub mod charts;
