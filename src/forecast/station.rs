//! Where requests wait and are served: one component with one stack on its servers.

use super::queueing::{GeneralQueue, Queue};

/// The place of one component in the queueing model, at one point of all numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Station {
    /// One line of requests: that of a server whose cores are shared, or of one process.
    pub queue: Queue,
    /// How many such lines there are; a request joins any of them at random.
    pub lines: u32,
    /// Constant wait for things outside the plan, after the processor is done, ms.
    pub io_wait_ms: f64,
    /// Pause of the collector or the loop that strikes the slowest [`STRUCK`] of the answers, ms.
    pub pause_ms: f64,
}

/// Share of the answers that a pause strikes: the slowest hundredth, and a little more so that the
/// 99th percentile is among them on a grid of times, too.
pub const STRUCK: f64 = 0.011;

impl Station {
    /// Time within which a share of `probability` of the answers is there, without calls to other
    /// components, ms; infinite at saturation.
    ///
    /// Pauses count from the 99th percentile on: they strike few requests, and it is the slow ones
    /// that people ask about.
    #[must_use]
    pub fn quantile_ms(&self, probability: f64) -> f64 {
        let time = self.queue.sojourn_quantile_ms(probability) + self.io_wait_ms;
        if probability < 0.99 { time } else { time + self.pause_ms }
    }

    /// Whether requests come at least as fast as they can be served.
    #[must_use]
    pub fn is_saturated(&self) -> bool {
        self.queue.service_ms > 0.0 && self.queue.utilisation() >= 1.0
    }

    /// Time in line and on the processor beyond which an answer is struck by a pause, ms.
    #[must_use]
    pub fn struck_from_ms(&self) -> f64 {
        self.queue.sojourn_quantile_ms(1.0 - STRUCK)
    }

    /// Mean time to answer without calls to other components, ms; infinite at saturation.
    ///
    /// `service_scv` is the squared coefficient of variation of the CPU times: exact for 1, which the
    /// percentiles assume, and for one server; otherwise see [`GeneralQueue::mean_wait_ms`].
    #[must_use]
    pub fn mean_ms(&self, service_scv: f64) -> f64 {
        let queue = GeneralQueue { queue: self.queue, arrival_scv: 1.0, service_scv };
        queue.mean_sojourn_ms() + self.io_wait_ms + STRUCK * self.pause_ms
    }
}
