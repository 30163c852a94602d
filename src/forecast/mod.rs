//! The quantitative model: load flow, service demand, queueing, memory, cost, delivery.
//!
//! [`resolve`] turns a plan into complete inputs (stated, derived, answered or assumed);
//! [`kernel::estimate`] takes one draw of them to one estimate; everything else is around it.

pub mod delivery;
pub mod flow;
pub mod kernel;
pub mod point;
pub mod queueing;
pub mod resolve;
pub mod totals;

pub use delivery::Delivery;
pub use kernel::{Draw, Estimate, Stack};
pub use point::Point;
pub use resolve::{Facts, Origin, Resolved, Value};
pub use totals::{Assignment, Totals};
