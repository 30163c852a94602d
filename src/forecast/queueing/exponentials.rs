//! Tails that are sums of exponentials: closed under what stalls do to a sojourn time.

use super::mmc::{Queue, erlang_c};

/// Rates nearer to each other than this share of them are taken as this far apart: terms would
/// cancel.
const APART: f64 = 1e-4;

/// The rates of an M/M/c queue: of a service, and at which a line gets shorter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rates {
    /// Of one service, per ms.
    pub service: f64,
    /// Of all services together less that of arrivals, per ms; above 0 below saturation.
    pub spare: f64,
}

impl Rates {
    fn of(queue: &Queue) -> Self {
        let service = queue.service_ms.recip();
        let spare = f64::from(queue.servers) * service - queue.rate_per_ms;
        let near = (spare - service).abs() < APART * service;
        Self { service, spare: if near { service * (1.0 - APART) } else { spare } }
    }
}

/// A time, not negative, with the exponentials of both rates.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    time: f64,
    served: f64,
    waited: f64,
}

/// The tail `served × exp(−μt) + (waited + lingering × t) exp(−δt)`, with the rates μ of a service and
/// δ of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Exponentials {
    rates: Rates,
    served: f64,
    waited: f64,
    lingering: f64,
}

impl Exponentials {
    /// The sojourn time of a queue, and the same with one more, independent wait in its line.
    pub fn of(queue: &Queue) -> [Self; 2] {
        let rates = Rates::of(queue);
        let Rates { service, spare } = rates;
        let wait = erlang_c(queue.servers, queue.load());
        // Alone on its server a request is through at the rate of the line.
        let waited = if queue.servers == 1 { 1.0 } else { wait * service / (service - spare) };
        let once = Self { rates, served: 1.0 - waited, waited, lingering: 0.0 };
        // Whoever waits again adds an exponential time of the line's rate.
        let again = once.served * spare / (spare - service);
        let twice = Self {
            rates,
            served: once.served + wait * (again - once.served),
            waited: once.waited + wait * (1.0 - again - once.waited),
            lingering: wait * once.waited * spare,
        };
        [once, twice]
    }

    /// What this tail, and one of the same queue, needs at a time.
    pub fn at(&self, time_ms: f64) -> At {
        // Alone on its server a request has no such term.
        let served =
            if self.served == 0.0 { 0.0 } else { libm::exp(-self.rates.service * time_ms) };
        At { time: time_ms, served, waited: libm::exp(-self.rates.spare * time_ms) }
    }

    /// Mean of the slower of both exponential times, ms.
    pub fn slowest_ms(&self) -> f64 {
        let Rates { service, spare } = self.rates;
        if self.served == 0.0 { spare.recip() } else { service.min(spare).recip() }
    }

    /// The tail at a time, and its slope per ms.
    pub fn with_slope(&self, at: At) -> (f64, f64) {
        let Rates { service, spare } = self.rates;
        let (served, along) = (self.served * at.served, self.lingering * at.time);
        let waited = (self.waited + along) * at.waited;
        (served + waited, self.lingering * at.waited - service * served - spare * waited)
    }

    /// Integral of the tail from a time on, ms.
    pub fn beyond(&self, at: At) -> f64 {
        let Rates { service, spare } = self.rates;
        let along = self.waited + self.lingering * (at.time + spare.recip());
        self.served * at.served / service + along * at.waited / spare
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUEUES: [Queue; 4] = [
        Queue { servers: 1, rate_per_ms: 0.6, service_ms: 1.0 },
        Queue { servers: 2, rate_per_ms: 1.0 + 1e-3, service_ms: 1.0 },
        Queue { servers: 4, rate_per_ms: 1.9, service_ms: 2.0 },
        Queue { servers: 3, rate_per_ms: 0.0, service_ms: 2.0 },
    ];

    fn close(found: f64, expected: f64, tolerance: f64) {
        assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
    }

    /// Integral of a function by the midpoint rule.
    fn integral(from: f64, to: f64, of: impl Fn(f64) -> f64) -> f64 {
        let step = (to - from) / 20_000.0;
        (0..20_000).map(|i| of(from + (f64::from(i) + 0.5) * step) * step).sum()
    }

    #[test]
    fn the_first_is_the_sojourn_and_the_second_has_one_more_wait() {
        for queue in QUEUES {
            let [once, twice] = Exponentials::of(&queue);
            let wait = erlang_c(queue.servers, queue.load());
            let spare = once.rates.spare;
            for time in [0.0, 0.7, 3.0, 12.0] {
                close(once.with_slope(once.at(time)).0, queue.exceeds(time), 1e-9);
                // Without the wait, or with the wait and the rest by convolution.
                let rest = integral(0.0, time, |of| {
                    spare * libm::exp(-spare * of) * queue.exceeds(time - of)
                });
                let convolved =
                    (1.0 - wait) * queue.exceeds(time) + wait * (libm::exp(-spare * time) + rest);
                close(twice.with_slope(twice.at(time)).0, convolved, 1e-6);
            }
        }
    }

    #[test]
    fn slope_and_integral_belong_to_the_tail() {
        for of in QUEUES.iter().flat_map(Exponentials::of) {
            let value = |time: f64| of.with_slope(of.at(time)).0;
            for time in [0.3, 2.0, 9.0] {
                let rise = (value(time + 1e-5) - value(time - 1e-5)) / 2e-5;
                close(of.with_slope(of.at(time)).1, rise, 1e-6);
                let between = of.beyond(of.at(time)) - of.beyond(of.at(time + 4.0));
                close(between, integral(time, time + 4.0, value), 1e-6);
            }
        }
    }
}
