//! What is computed from a plan, held against sums done by hand: layout, load, waiting in line,
//! findings and gates.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod findings;
mod flow;
mod gates;
mod layout;
mod queueing;
mod sketch;
mod totals;
