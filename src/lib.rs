//! Polyplan

pub mod advice;
pub mod base;
pub mod catalog;
pub mod charts;
pub mod cli;
pub mod draw;
pub mod exchange;
pub mod files;
pub mod forecast;
pub mod layout;
pub mod model;
