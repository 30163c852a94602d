//! Waiting in line.
//!
//! [`Queue`] is the M/M/c queue with its whole distribution, exact; [`StalledQueue`] the same where
//! all servers stand still now and then; [`GeneralQueue`] the mean wait of a queue whose times
//! between arrivals and service times vary otherwise.

mod exponentials;
mod ggc;
mod mmc;
mod quantile;
mod stalled;

pub use ggc::GeneralQueue;
pub use mmc::{Queue, Tail, erlang_c};
pub use stalled::{StalledQueue, StalledTail, Stalls};
