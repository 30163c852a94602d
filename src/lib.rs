//! Polyplan

pub mod advice;
pub mod base;
pub mod catalog;
pub mod charts;
pub mod forecast;
pub mod model;
