//! The M/M/c queue, exact.
//!
//! Arrivals are Poisson, service times exponential, `servers` servers share one line. Sources:
//! Erlang (1917); L. Kleinrock, Queueing Systems I (1975), sections 3.5 and 5.7. Valid below
//! saturation only; at or beyond it waiting grows without limit and the functions return infinity.

use super::quantile;

/// Probability that an arriving job must wait (Erlang C).
///
/// `load` is the offered load in busy servers (rate × service time). Computed from the Erlang B
/// recursion, which neither overflows nor cancels.
#[must_use]
pub fn erlang_c(servers: u32, load: f64) -> f64 {
    let capacity = f64::from(servers);
    if load <= 0.0 {
        return 0.0;
    }
    if servers == 0 || load >= capacity || load.is_nan() {
        return 1.0;
    }
    let mut blocking = 1.0;
    for server in 1..=servers {
        blocking = load * blocking / (f64::from(server) + load * blocking);
    }
    capacity * blocking / (capacity - load * (1.0 - blocking))
}

/// An M/M/c queue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Queue {
    /// Number of servers, at least 1.
    pub servers: u32,
    /// Arrivals per millisecond.
    pub rate_per_ms: f64,
    /// Mean service time, ms.
    pub service_ms: f64,
}

impl Queue {
    /// Offered load in busy servers.
    #[must_use]
    pub fn load(&self) -> f64 {
        self.rate_per_ms * self.service_ms
    }

    /// Busy share of the servers; 1 and more is saturation.
    #[must_use]
    pub fn utilisation(&self) -> f64 {
        self.load() / f64::from(self.servers)
    }

    /// Mean time in line, ms.
    #[must_use]
    pub fn mean_wait_ms(&self) -> f64 {
        if self.service_ms <= 0.0 {
            return 0.0;
        }
        let spare = f64::from(self.servers) - self.load();
        if spare <= 0.0 {
            return f64::INFINITY;
        }
        erlang_c(self.servers, self.load()) * self.service_ms / spare
    }

    /// Probability that waiting and service together take longer than `time_ms`.
    #[must_use]
    pub fn exceeds(&self, time_ms: f64) -> f64 {
        self.tail().exceeds(time_ms)
    }

    /// The tail of the time in line and in service, for many times.
    #[must_use]
    pub fn tail(&self) -> Tail {
        Tail { queue: *self, waiting: erlang_c(self.servers, self.load()) }
    }

    /// Time within which a share of `probability` of the jobs is through, ms.
    ///
    /// Infinite at saturation. For one server `−ln(1 − p) / (μ − λ)`; for more solved by bracketing
    /// and Newton steps to a relative error of 1e-12.
    #[must_use]
    pub fn sojourn_quantile_ms(&self, probability: f64) -> f64 {
        if self.service_ms <= 0.0 {
            return 0.0;
        }
        if self.utilisation() >= 1.0 || self.utilisation().is_nan() {
            return f64::INFINITY;
        }
        let tail = 1.0 - probability;
        if self.servers == 1 {
            return -libm::log(tail) * self.service_ms / (1.0 - self.load());
        }
        let tail_of = self.tail();
        let slowest = f64::min(1.0, f64::from(self.servers) - self.load()) / self.service_ms;
        let goal = libm::log(tail);
        quantile::solve(tail, -goal * self.service_ms, -goal / slowest, |time| {
            tail_of.with_slope(time)
        })
    }
}

/// The tail of an M/M/c queue's sojourn time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tail {
    queue: Queue,
    /// Probability that a job must wait.
    waiting: f64,
}

impl Tail {
    /// Probability that waiting and service together take longer than `time_ms`.
    ///
    /// With service rate μ, waiting probability C and δ = cμ − λ this is
    /// `exp(−μt) + C μ (exp(−δt) − exp(−μt)) / (μ − δ)`, and `exp(−μt) (1 + Cμt)` for δ = μ.
    #[must_use]
    pub fn exceeds(&self, time_ms: f64) -> f64 {
        self.with_slope(time_ms).0
    }

    /// The same with its slope in time, per ms: `C (μ exp(−μt) − δ w) − μ exp(−μt)`, where `w` is what
    /// stands beside `C` in [`Tail::exceeds`].
    fn with_slope(&self, time_ms: f64) -> (f64, f64) {
        let mu = 1.0 / self.queue.service_ms;
        let delta = f64::from(self.queue.servers) * mu - self.queue.rate_per_ms;
        let served = libm::exp(-mu * time_ms);
        let gap = mu - delta;
        let tail = if gap.abs() < 1e-9 * mu {
            mu * time_ms * served
        } else {
            // Close rates cancel in the plain difference, far ones overflow in the other form.
            let difference = if (gap * time_ms).abs() < 1.0 {
                served * libm::expm1(gap * time_ms)
            } else {
                libm::exp(-delta * time_ms) - served
            };
            mu / gap * difference
        };
        let slope = self.waiting * (mu * served - delta * tail) - mu * served;
        (served + self.waiting * tail, slope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64, tolerance: f64) {
        assert!(
            (found - expected).abs() <= tolerance * expected.abs().max(1e-12),
            "{found} is not {expected}"
        );
    }

    /// Erlang C summed from its definition.
    fn erlang_c_by_definition(servers: u32, load: f64) -> f64 {
        let mut term = 1.0;
        let mut sum = 0.0;
        for k in 0..servers {
            sum += term;
            term *= load / f64::from(k + 1);
        }
        let last = term * f64::from(servers) / (f64::from(servers) - load);
        last / (sum + last)
    }

    #[test]
    fn erlang_c_matches_its_definition_and_published_values() {
        for (servers, load) in [(1, 0.5), (2, 1.0), (5, 4.0), (10, 8.0), (30, 25.0)] {
            close(erlang_c(servers, load), erlang_c_by_definition(servers, load), 1e-12);
        }
        // Two servers at half load wait with probability 1/3; one server at 0.7 with 0.7.
        close(erlang_c(2, 1.0), 1.0 / 3.0, 1e-14);
        close(erlang_c(1, 0.7), 0.7, 1e-14);
        assert!((erlang_c(0, 1.0) - 1.0).abs() < 1e-15);
        assert!(erlang_c(3, 0.0).abs() < 1e-15);
    }

    #[test]
    fn one_server_has_an_exponential_sojourn() {
        // M/M/1: the sojourn time is exponential with rate μ − λ.
        for utilisation in [0.1, 0.5, 0.9, 0.99] {
            let queue = Queue { servers: 1, rate_per_ms: utilisation / 4.0, service_ms: 4.0 };
            for probability in [0.5, 0.95, 0.99, 0.999] {
                let expected = -libm::log(1.0 - probability) * 4.0 / (1.0 - utilisation);
                close(queue.sojourn_quantile_ms(probability), expected, 1e-9);
            }
            close(queue.mean_wait_ms() + 4.0, 4.0 / (1.0 - utilisation), 1e-9);
        }
    }

    #[test]
    fn quantile_and_tail_are_inverse() {
        for (servers, utilisation) in
            [(2, 0.5), (4, 1e-7), (4, 0.6), (4, 0.75), (8, 0.95), (2, 0.999_9), (64, 0.7)]
        {
            let queue = Queue {
                servers,
                rate_per_ms: utilisation * f64::from(servers) / 3.0,
                service_ms: 3.0,
            };
            for probability in [0.5, 0.9, 0.99] {
                let time = queue.sojourn_quantile_ms(probability);
                close(queue.exceeds(time), 1.0 - probability, 1e-11);
            }
        }
    }

    #[test]
    fn the_slope_is_that_of_the_tail() {
        for (servers, rate_per_ms) in [(2, 1.0), (2, 1.5), (4, 0.3), (4, 3.9)] {
            let tail = Queue { servers, rate_per_ms, service_ms: 1.0 }.tail();
            for time in [0.3, 2.0, 7.0] {
                let step = 1e-5;
                let rise = tail.exceeds(time + step) - tail.exceeds(time - step);
                close(tail.with_slope(time).1, rise / (2.0 * step), 1e-7);
            }
        }
    }

    #[test]
    fn littles_law_holds() {
        // L = λW: integrate the tail for the mean sojourn time and compare with Lq + load.
        let queue = Queue { servers: 3, rate_per_ms: 2.1, service_ms: 1.0 };
        let step = 1e-3;
        let mean: f64 =
            (0..100_000).map(|i| queue.exceeds((f64::from(i) + 0.5) * step) * step).sum();
        let in_line = erlang_c(3, 2.1) * 2.1 / (3.0 - 2.1);
        close(mean * queue.rate_per_ms, in_line + queue.load(), 1e-6);
    }

    #[test]
    fn equal_rates_do_not_divide_by_zero() {
        // c μ − λ = μ for two servers at load 1.
        let queue = Queue { servers: 2, rate_per_ms: 1.0, service_ms: 1.0 };
        let near = Queue { rate_per_ms: 1.0 + 1e-7, ..queue };
        close(queue.exceeds(3.0), near.exceeds(3.0), 1e-6);
        close(queue.exceeds(3.0), libm::exp(-3.0) * (1.0 + 1.0), 1e-12);
    }

    #[test]
    fn saturation_is_unlimited() {
        let queue = Queue { servers: 2, rate_per_ms: 2.0, service_ms: 1.0 };
        assert_eq!(queue.sojourn_quantile_ms(0.99), f64::INFINITY);
        assert_eq!(queue.mean_wait_ms(), f64::INFINITY);
    }
}
