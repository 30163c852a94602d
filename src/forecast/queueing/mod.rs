//! Waiting in line.
//!
//! [`Queue`] is the M/M/c queue with its whole distribution, exact; [`GeneralQueue`] the mean wait
//! of a queue whose times between arrivals and service times vary otherwise.

mod ggc;
mod mmc;

pub use ggc::GeneralQueue;
pub use mmc::{Queue, Tail, erlang_c};
