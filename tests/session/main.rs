//! The editor without a window, driven by pointer and commands as the window drives it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod actions;
mod clipboard;
mod compared;
#[path = "../support/edits.rs"]
#[expect(dead_code, reason = "the names of sorts belong to another test")]
mod edits;
mod groups;
mod hand;
mod identity;
mod incoming;
mod large;
mod meeting;
mod minutes;
mod overlays;
mod quick;
mod random;
mod sketching;
mod studies;
#[path = "../support/mod.rs"]
mod support;
mod sweep;
mod table;
mod templates;
mod walks;
