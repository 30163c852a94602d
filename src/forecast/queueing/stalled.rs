//! A queue whose servers stand still together now and then.

use super::exponentials::{At, Exponentials};
use super::ggc::GeneralQueue;
use super::line::Line;
use super::mmc::Queue;
use super::quantile;
use super::varied::Varied;

/// Stalls of a collector or an event loop: how they make service times vary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stalls {
    /// Share of the time in which all servers of a queue stand still, 0 to below 1.
    pub share: f64,
    /// Length of one stall, ms.
    pub ms: f64,
}

impl Stalls {
    /// Servers that never stand still.
    pub const NONE: Self = Self { share: 0.0, ms: 0.0 };
}

/// An M/G/c queue with stalls.
///
/// Stalls come at random (Poisson) and last equally long; whatever is served goes on where it
/// stopped. To requests they are customers who always go first, so the mean is that of the second
/// class of a preemptive queue: H. White, L. Christie, *Queuing with Preemptive Priorities or with
/// Breakdown*, Operations Research 6 (1958); exact for one server.
///
/// Percentiles are exact for exponential services without stalls, where it is an M/M/c queue. Else the
/// wait in line is exponential with the right mean for those who wait, and stalls are an
/// approximation with that mean: a request finds at most one stall when it
/// comes, with what is left of it and of the line that grew meanwhile (the decomposition of S.
/// Fuhrmann, R. Cooper, Operations Research 33, 1985), or meets one on its way. Where stalls are
/// frequent against the time of a request, they count as slower service instead. Up to 80 % use and
/// stalls of 3 % of the time p99 is within 4 % of simulation (`tests/planning/stalls.rs`), and without
/// stalls within 2 % of a simulation of others for services that vary less or more
/// (`tests/planning/spread.rs`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StalledQueue {
    /// The queue without stalls.
    pub queue: Queue,
    /// How much its services vary: standard deviation over the mean, 1 for exponential ones.
    pub spread: f64,
    /// Its stalls.
    pub stalls: Stalls,
}

/// Stalls in the time of a request at which half of them count as slower service.
const MET_OFTEN: f64 = 0.05;
/// The same for stalls that a request finds.
const FOUND_OFTEN: f64 = 0.2;

/// How a queue with stalls is taken.
struct Parts {
    /// The queue, slowed by the stalls that count as slower service.
    queue: Queue,
    /// Share of the requests that find a stall, and the longest rest of one, ms.
    found: f64,
    longest_ms: f64,
    /// Share of the requests that meet a stall on their way.
    met: f64,
}

impl StalledQueue {
    /// The queue with service that is longer by a share of stopped time.
    fn slowed(&self, stopped: f64) -> Queue {
        Queue { service_ms: self.queue.service_ms / (1.0 - stopped), ..self.queue }
    }

    /// Busy share of the time in which servers do not stand still; 1 and more is saturation.
    #[must_use]
    pub fn utilisation(&self) -> f64 {
        self.slowed(self.stalls.share).utilisation()
    }

    /// Whether requests come at least as fast as they can be served; so do more than can be counted,
    /// of which there is no utilisation.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.utilisation().partial_cmp(&1.0) != Some(std::cmp::Ordering::Less)
    }

    /// Mean time in line, ms, of a queue whose services vary as these.
    fn mean_wait_ms(&self, queue: Queue) -> f64 {
        let service_scv = self.spread * self.spread;
        GeneralQueue { queue, arrival_scv: 1.0, service_scv }.mean_wait_ms()
    }

    /// Mean time in line and in service, ms; infinite at saturation. See [`GeneralQueue`].
    #[must_use]
    pub fn mean_sojourn_ms(&self) -> f64 {
        let queue = self.slowed(self.stalls.share);
        let mean = self.mean_wait_ms(queue) + queue.service_ms;
        if mean.is_infinite() || mean <= 0.0 {
            return mean;
        }
        mean + self.stalls_found() * self.stalls.ms / 2.0
    }

    /// How many stalls a request finds on average: those that last when it comes, and those whose
    /// line is not worked off by then.
    fn stalls_found(&self) -> f64 {
        let running = 1.0 - self.stalls.share;
        self.stalls.share / (running * running * (1.0 - self.utilisation()))
    }

    fn parts(&self) -> Parts {
        let Stalls { share, ms } = self.stalls;
        let sojourn = |queue: &Queue| self.mean_wait_ms(*queue) + queue.service_ms;
        let square = |value: f64| value * value;
        let met = share * sojourn(&self.slowed(share)) / ms;
        let rare =
            1.0 / (1.0 + square(met / MET_OFTEN) + square(self.stalls_found() / FOUND_OFTEN));
        let queue = self.slowed(share * (1.0 - rare));
        let met = rare * share * sojourn(&queue) / ms;
        let rest = self.mean_sojourn_ms() - sojourn(&queue) - met * ms;
        let again = self.mean_wait_ms(queue);
        let found = (rest / (ms / 2.0 + again)).min(1.0 - met).max(0.0);
        // Near saturation stalls follow each other before the line is gone.
        let longest_ms = f64::max(ms, 2.0 * (rest / found - again));
        Parts { queue, found, longest_ms, met }
    }

    /// The tail of the time in line and in service and of an independent wait after them, for many
    /// times.
    #[must_use]
    pub fn tail(&self, wait: Varied) -> StalledTail {
        let counts = self.counts();
        let Parts { queue, found, longest_ms, met } = if counts {
            self.parts()
        } else {
            let queue = self.slowed(self.stalls.share);
            Parts { queue, found: 0.0, longest_ms: 0.0, met: 0.0 }
        };
        let service = Varied { mean_ms: queue.service_ms, spread: self.spread };
        let line = Line::of(&queue, self.spread);
        let [plain, again] = Exponentials::of([service.parts(), wait.parts()], line);
        let ms = if counts { self.stalls.ms } else { 0.0 };
        let least_ms = service.constant_ms() + wait.constant_ms();
        StalledTail { least_ms, plain, again, found, longest_ms, met, ms }
    }

    /// Whether stalls are long enough to tell from slower service.
    fn counts(&self) -> bool {
        self.stalls.share > 0.0
            && self.queue.service_ms > 0.0
            && self.stalls.ms > TOO_SHORT * self.queue.service_ms
    }

    /// Time within which a share of `probability` of the requests is through, with an independent wait
    /// after line and service, ms; infinite at saturation.
    #[must_use]
    pub fn quantile_ms(&self, probability: f64, wait: Varied) -> f64 {
        let is_full = self.queue.service_ms > 0.0 && self.is_full();
        if is_full || self.spread == 1.0 && wait.spread == 0.0 && !self.counts() {
            let plain = self.slowed(self.stalls.share).sojourn_quantile_ms(probability);
            return plain + wait.mean_ms;
        }
        let (tail, goal) = (self.tail(wait), 1.0 - probability);
        if tail.with_slope(0.0).0 <= goal {
            return tail.least_ms;
        }
        let start = -libm::log(goal) * tail.plain.slowest_ms();
        let high = start + self.stalls.ms;
        tail.least_ms + quantile::solve(goal, start, high, |time| tail.with_slope(time))
    }

    /// Time within which a share of `probability` of the requests is through, ms; infinite at
    /// saturation.
    #[must_use]
    pub fn sojourn_quantile_ms(&self, probability: f64) -> f64 {
        self.quantile_ms(probability, Varied { mean_ms: 0.0, spread: 0.0 })
    }
}

/// Stalls shorter than this share of a service are slower service: differences would cancel.
const TOO_SHORT: f64 = 1e-4;

/// The tail of a sojourn time with stalls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StalledTail {
    /// What every request takes, ms; the rest varies.
    pub least_ms: f64,
    /// Without a stall.
    plain: Exponentials,
    /// With one more wait in line.
    again: Exponentials,
    /// Share of the requests that find a stall: they wait for up to `longest_ms` of it and again in
    /// line.
    found: f64,
    longest_ms: f64,
    /// Share of the requests that meet a stall of `ms`.
    met: f64,
    ms: f64,
}

impl StalledTail {
    /// Probability that it takes longer than `time_ms` beyond [`StalledTail::least_ms`].
    #[must_use]
    pub fn exceeds(&self, time_ms: f64) -> f64 {
        self.with_slope(time_ms).0
    }

    /// The same at times from one on, ms, that are equally far apart, ms.
    pub fn exceeds_each(&self, from_ms: f64, step_ms: f64) -> impl Iterator<Item = f64> + '_ {
        let along = || self.plain.along(step_ms);
        let (mut at, mut met, mut found) = (along(), along(), along());
        (0_u32..).map(move |step| {
            let time_ms = from_ms + f64::from(step) * step_ms;
            let at = at.next(time_ms);
            if self.longest_ms <= 0.0 {
                return self.plain.with_slope(at).0;
            }
            let since = |ms: f64| Some(time_ms - ms).filter(|left| *left > 0.0);
            let met = since(self.ms).map(|left| met.next(left));
            let found = if self.longest_ms == self.ms {
                met
            } else {
                since(self.longest_ms).map(|left| found.next(left))
            };
            self.of(time_ms, at, [met, found]).0
        })
    }

    /// The same with its slope in time, per ms.
    ///
    /// With the tails `F` without a stall and `G` with one more wait, both 1 below 0, this is
    /// `(1 − f − m) F(t) + m F(t − s) + f / d ∫ G` from `t − d` to `t`.
    fn with_slope(&self, time_ms: f64) -> (f64, f64) {
        let at = self.plain.at(time_ms);
        if self.longest_ms <= 0.0 {
            return self.plain.with_slope(at);
        }
        let since = |ms: f64| Some(time_ms - ms).filter(|left| *left > 0.0);
        let met = since(self.ms).map(|left| self.plain.at(left));
        let found = if self.longest_ms == self.ms {
            met
        } else {
            since(self.longest_ms).map(|left| self.plain.at(left))
        };
        self.of(time_ms, at, [met, found])
    }

    /// Value and slope at a time, from what it needs then, and so long ago as a stall is met and as
    /// the longest is found.
    fn of(&self, time_ms: f64, at: At, [met, found]: [Option<At>; 2]) -> (f64, f64) {
        let (plain, plain_slope) = self.plain.with_slope(at);
        let (delayed, delayed_slope) = met.map_or((1.0, 0.0), |at| self.plain.with_slope(at));
        let (now, beyond) = (self.again.with_slope(at).0, self.again.beyond(at));
        let (before, since) = match found {
            Some(at) => (self.again.with_slope(at).0, self.again.beyond(at)),
            None => (1.0, self.again.beyond(self.plain.at(0.0)) + self.longest_ms - time_ms),
        };
        let share = self.found / self.longest_ms;
        let value =
            plain + self.met * (delayed - plain) + share * (since - beyond) - self.found * plain;
        let slope = plain_slope + self.met * (delayed_slope - plain_slope) + share * (now - before)
            - self.found * plain_slope;
        (value, slope)
    }
}
