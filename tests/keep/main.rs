//! Work is kept safe: crashes, other programs, full stops in the middle of a line.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bundle;
mod crash;
mod crash_report;
mod damage;
mod desk;
mod disk;
#[path = "../support/edits.rs"]
mod edits;
mod export;
mod killed;
mod saving;
mod settings;
#[cfg(feature = "gui")]
mod start;
#[path = "../support/mod.rs"]
mod support;
#[cfg(feature = "gui")]
mod window;
