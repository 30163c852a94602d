//! Polyplan

pub mod base;
pub mod charts;
pub mod model;
