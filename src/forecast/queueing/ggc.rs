//! The G/G/c queue, by the approximation of Allen and Cunneen.

use super::mmc::Queue;

/// A queue whose times between arrivals and service times need not be exponential.
///
/// How much times vary is told by their squared coefficient of variation, variance over the square
/// of the mean: 0 for constant times, 1 for exponential ones, more for a few long among many short.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GeneralQueue {
    /// Servers, arrival rate and mean service time.
    pub queue: Queue,
    /// Squared coefficient of variation of the times between arrivals; 1 for Poisson arrivals.
    pub arrival_scv: f64,
    /// Squared coefficient of variation of the service times.
    pub service_scv: f64,
}

impl GeneralQueue {
    /// Mean time in line, ms: that of M/M/c times `(Ca² + Cs²) / 2`.
    ///
    /// Source: A. Allen, Probability, Statistics and Queueing Theory (1990), section 5.3.5, after
    /// Allen and Cunneen. With Poisson arrivals it is exact for one server, where it is the formula
    /// of Pollaczek and Khinchine (M/G/1, M/D/1), and for exponential service (M/M/c). Otherwise
    /// it is an approximation for busy servers: with constant service it is 6 % too low on four
    /// servers at 70 % load and 22 % at 30 %, where there is little to wait for. Infinite at
    /// saturation.
    #[must_use]
    pub fn mean_wait_ms(&self) -> f64 {
        let markov = self.queue.mean_wait_ms();
        let factor = f64::midpoint(self.arrival_scv, self.service_scv);
        if markov.is_infinite() { markov } else { markov * factor }
    }

    /// Mean time in line and in service, ms.
    #[must_use]
    pub fn mean_sojourn_ms(&self) -> f64 {
        self.mean_wait_ms() + self.queue.service_ms
    }
}
