//! Tails that are sums of exponentials: closed under adding times that are exponential in part.

use super::line::Line;
use super::varied::Part;

/// Rates nearer to each other than this share of them are taken as this far apart: terms would
/// cancel.
const APART: f64 = 2e-4;

/// Most terms: two parts of a service and of a wait outside, and a line twice.
const MOST: usize = 6;

/// The exponentials of all rates at a time that is not negative.
#[derive(Clone, Copy, Debug)]
pub(super) struct At([f64; MOST]);

/// The tail `Σ weight × exp(−rate × t)` of a time that is not negative; what the weights lack to 1 is
/// the probability of no time at all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Exponentials {
    rates: [f64; MOST],
    weights: [f64; MOST],
    terms: usize,
}

impl Exponentials {
    /// No time.
    const NOTHING: Self = Self { rates: [0.0; MOST], weights: [0.0; MOST], terms: 0 };

    /// The exponential parts of some times, what a line adds, and the same with one more, independent
    /// wait in the line. Both have the same rates.
    pub fn of(times: [[Part; 2]; 2], line: Line) -> [Self; 2] {
        let [service, wait] = times;
        let served = Self::NOTHING.plus(service).plus(wait);
        let once = served.behind(line);
        let twice = once.behind(line);
        let mut once = once;
        (once.rates, once.terms) = (twice.rates, twice.terms);
        [once, twice]
    }

    fn terms(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.rates.iter().copied().zip(self.weights.iter().copied()).take(self.terms)
    }

    /// A rate that is far enough from those that are there.
    fn apart(&self, mut rate: f64) -> f64 {
        while self.terms().any(|(other, _)| (other - rate).abs() < APART * rate) {
            rate *= 1.0 - 2.0 * APART;
        }
        rate
    }

    /// The sum with an exponential time that is one of several.
    fn plus(&self, parts: [Part; 2]) -> Self {
        let mut sum = Self { weights: [0.0; MOST], ..*self };
        for (share, mean) in parts.into_iter().filter(|(share, _)| *share > 0.0) {
            if mean <= 0.0 {
                for (to, from) in sum.weights.iter_mut().zip(&self.weights) {
                    *to += share * from;
                }
                continue;
            }
            let rate = sum.apart(mean.recip());
            let mut own = 1.0 - self.terms().map(|(_, weight)| weight).sum::<f64>();
            for (term, (of, weight)) in self.terms().enumerate() {
                sum.weights[term] += share * weight * rate / (rate - of);
                own -= weight * of / (rate - of);
            }
            (sum.rates[sum.terms], sum.weights[sum.terms]) = (rate, share * own);
            sum.terms += 1;
        }
        sum
    }

    /// The sum with the wait in a line.
    fn behind(&self, line: Line) -> Self {
        if line.waiting <= 0.0 {
            return *self;
        }
        self.plus([(line.waiting, line.rate.recip()), (1.0 - line.waiting, 0.0)])
    }

    /// What this tail, and one of the same rates, needs at a time.
    pub fn at(&self, time_ms: f64) -> At {
        let mut at = [0.0; MOST];
        for (at, rate) in at.iter_mut().zip(&self.rates).take(self.terms) {
            *at = libm::exp(-rate * time_ms);
        }
        At(at)
    }

    /// The same at times that are equally far apart.
    pub fn along(&self, step_ms: f64) -> Along<'_> {
        Along { of: self, factors: self.at(step_ms), now: None }
    }

    /// Mean of the slowest of the exponential times, ms; 0 without any.
    pub fn slowest_ms(&self) -> f64 {
        let slowest = self.terms().map(|(rate, _)| rate).fold(f64::INFINITY, f64::min);
        slowest.recip()
    }

    /// The tail at a time, and its slope per ms.
    pub fn with_slope(&self, at: At) -> (f64, f64) {
        let both = self.terms().zip(at.0).map(|((rate, weight), at)| (weight * at, rate));
        both.fold((0.0, 0.0), |(value, slope), (term, rate)| (value + term, slope - rate * term))
    }

    /// Integral of the tail from a time on, ms.
    pub fn beyond(&self, at: At) -> f64 {
        self.terms().zip(at.0).map(|((rate, weight), at)| weight * at / rate).sum()
    }
}

/// [`Exponentials::at`] at equal steps: each from the one before, which is much faster. After a few
/// hundred of them it is off by as many roundings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Along<'a> {
    of: &'a Exponentials,
    factors: At,
    now: Option<At>,
}

impl Along<'_> {
    /// What a time needs that is one step behind the one asked for before.
    pub fn next(&mut self, time_ms: f64) -> At {
        let after = |At(mut at): At| {
            at.iter_mut().zip(self.factors.0).for_each(|(at, factor)| *at *= factor);
            At(at)
        };
        *self.now.insert(self.now.map_or_else(|| self.of.at(time_ms), after))
    }
}

#[cfg(test)]
mod tests {
    use super::super::mmc::Queue;
    use super::super::varied::Varied;
    use super::*;

    const QUEUES: [Queue; 4] = [
        Queue { servers: 1, rate_per_ms: 0.6, service_ms: 1.0 },
        Queue { servers: 2, rate_per_ms: 1.0 + 1e-3, service_ms: 1.0 },
        Queue { servers: 4, rate_per_ms: 1.9, service_ms: 2.0 },
        Queue { servers: 3, rate_per_ms: 0.0, service_ms: 2.0 },
    ];
    const NO_WAIT: Varied = Varied { mean_ms: 0.0, spread: 0.0 };

    fn tails(queue: &Queue, wait: Varied) -> [Exponentials; 2] {
        let service = Varied { mean_ms: queue.service_ms, spread: 1.0 };
        Exponentials::of([service.parts(), wait.parts()], Line::of(queue, 1.0))
    }

    fn value(of: &Exponentials, time: f64) -> f64 {
        of.with_slope(of.at(time)).0
    }

    #[track_caller]
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
            let [once, twice] = tails(&queue, NO_WAIT);
            let Line { waiting, rate } = Line::of(&queue, 1.0);
            for time in [0.0, 0.7, 3.0, 12.0] {
                close(value(&once, time), queue.exceeds(time), 2e-4);
                // Without the wait, or with the wait and the rest by convolution.
                let rest = integral(0.0, time, |of| {
                    rate * libm::exp(-rate * of) * queue.exceeds(time - of)
                });
                let waited = libm::exp(-rate * time) + rest;
                let convolved = (1.0 - waiting) * queue.exceeds(time) + waiting * waited;
                close(value(&twice, time), convolved, 4e-4);
            }
        }
    }

    #[test]
    fn a_wait_that_varies_is_convolved() {
        let wait = Varied { mean_ms: 2.0, spread: 1.3 };
        for queue in QUEUES {
            let [with, _] = tails(&queue, wait);
            for time in [0.0, 0.7, 3.0, 12.0] {
                let density = |of: f64| {
                    let parts = wait.parts().into_iter();
                    parts.map(|(share, mean)| share * libm::exp(-of / mean) / mean).sum::<f64>()
                };
                let rest = integral(0.0, time, |of| density(of) * queue.exceeds(time - of));
                let beyond: f64 =
                    wait.parts().iter().map(|(share, mean)| share * libm::exp(-time / mean)).sum();
                close(value(&with, time), beyond + rest, 2e-4);
            }
        }
    }

    #[test]
    fn slope_and_integral_belong_to_the_tail() {
        for queue in QUEUES {
            for of in tails(&queue, Varied { mean_ms: 3.0, spread: 0.5 }) {
                for time in [0.3, 2.0, 9.0] {
                    // Terms of rates near to each other cancel, so a shorter step would tell noise.
                    let rise = (value(&of, time + 1e-3) - value(&of, time - 1e-3)) / 2e-3;
                    close(of.with_slope(of.at(time)).1, rise, 1e-6);
                    let between = of.beyond(of.at(time)) - of.beyond(of.at(time + 4.0));
                    close(between, integral(time, time + 4.0, |at| value(&of, at)), 1e-6);
                }
            }
        }
    }
}
