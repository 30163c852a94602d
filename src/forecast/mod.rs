//! The quantitative model: load flow, service demand, queueing, memory, cost, delivery.
//!
//! [`resolve`] turns a plan into complete inputs (stated, derived, answered or assumed);
//! [`kernel::estimate`] takes one draw of them to one estimate; everything else is around it, such
//! as [`sample`], which draws them again and again, and [`sweep`], which moves one of them.

pub mod around;
mod boundary;
pub mod call_graph;
pub mod counts;
pub mod delivery;
pub mod difference;
pub mod distribution;
mod economics;
pub mod facts;
pub mod figures;
pub mod flow;
pub mod flow_latency;
mod gather;
pub mod kernel;
pub mod libraries;
pub mod linked;
pub mod measure;
mod measured;
mod order;
pub mod outlook;
pub mod people;
pub mod point;
pub mod prices;
pub mod queueing;
pub mod resolve;
pub mod responses;
pub mod retro;
pub mod sample;
pub mod schedule;
pub mod sensitivity;
pub mod sequence;
mod shared;
pub mod sights;
pub mod simulate;
mod sizing;
pub mod station;
pub mod sweep;
pub mod totals;
mod values;
mod visits;

pub use around::Around;
pub use call_graph::CallGraph;
pub use counts::Counts;
pub use delivery::Delivery;
pub use difference::Difference;
pub use facts::{Facts, Origin, Value};
pub use flow_latency::FlowLatency;
pub use kernel::{Draw, Estimate, Stack};
pub use measure::Measure;
pub use outlook::Outlook;
pub use point::Point;
pub use resolve::Resolved;
pub use responses::Response;
pub use sequence::Sequence;
pub use sights::Sight;
pub use sizing::sized_anew;
pub use station::Station;
pub use sweep::{Sweep, SweepError, SweepRequest, Swept};
pub use totals::{Assignment, Totals};
pub use visits::Visits;
