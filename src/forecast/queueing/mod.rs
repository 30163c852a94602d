//! Waiting in line.
//!
//! [`Queue`] is the M/M/c queue with its whole distribution, exact; [`StalledQueue`] the same where
//! all servers stand still now and then and services vary otherwise; [`GeneralQueue`] the mean wait of
//! a queue whose times between arrivals and service times vary otherwise; [`Varied`] a time that
//! varies from request to request.

mod exponentials;
mod ggc;
mod line;
mod mmc;
mod quantile;
mod stalled;
mod varied;

pub use ggc::GeneralQueue;
pub use mmc::{Queue, Tail, erlang_c};
pub use stalled::{StalledQueue, StalledTail, Stalls};
pub use varied::Varied;
