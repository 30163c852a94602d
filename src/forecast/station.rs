//! Where requests wait and are served: one component with one stack on its servers.

use super::queueing::{Queue, StalledQueue, StalledTail, Stalls, Varied};

/// The place of one component in the queueing model, at one point of all numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Station {
    /// One line of requests: that of a server whose cores are shared, or of one process.
    pub queue: Queue,
    /// How many such lines there are; a request joins any of them at random.
    pub lines: u32,
    /// How much CPU times vary from request to request: standard deviation over the mean.
    pub cpu_spread: f64,
    /// Wait for things outside the plan, after the processor is done.
    pub io_wait: Varied,
    /// Stalls of the collector or the loop, of each line by itself.
    pub stalls: Stalls,
}

impl Station {
    /// One line with its stalls.
    #[must_use]
    pub fn line(&self) -> StalledQueue {
        StalledQueue { queue: self.queue, spread: self.cpu_spread, stalls: self.stalls }
    }

    /// Time within which a share of `probability` of the answers is there, without calls to other
    /// components, ms; infinite at saturation.
    #[must_use]
    pub fn quantile_ms(&self, probability: f64) -> f64 {
        self.line().quantile_ms(probability, self.io_wait)
    }

    /// The tail of that time.
    #[must_use]
    pub fn tail(&self) -> StalledTail {
        self.line().tail(self.io_wait)
    }

    /// Whether requests come at least as fast as they can be served.
    #[must_use]
    pub fn is_saturated(&self) -> bool {
        self.queue.service_ms > 0.0 && self.line().is_full()
    }

    /// Rate at which all lines are saturated, per second.
    #[must_use]
    pub fn capacity_per_s(&self) -> f64 {
        let running = f64::from(self.lines) * f64::from(self.queue.servers);
        1000.0 * running * (1.0 - self.stalls.share) / self.queue.service_ms
    }

    /// Mean time to answer without calls to other components, ms; infinite at saturation. Exact for
    /// exponential CPU times and for one server; otherwise see
    /// [`GeneralQueue::mean_wait_ms`](super::queueing::GeneralQueue::mean_wait_ms).
    #[must_use]
    pub fn mean_ms(&self) -> f64 {
        self.line().mean_sojourn_ms() + self.io_wait.mean_ms
    }
}
