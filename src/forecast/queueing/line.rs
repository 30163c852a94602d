//! How long requests stand in a line whose services vary more or less than exponential ones.

use super::ggc::GeneralQueue;
use super::mmc::{Queue, erlang_c};
use super::varied::Varied;

/// The wait in a line: none in some cases, exponential in the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    /// Share of the requests that wait.
    pub waiting: f64,
    /// Rate at which their wait ends, per ms.
    pub rate: f64,
}

impl Line {
    /// The line of a queue below saturation whose services have this spread.
    ///
    /// Of exponential services it is exact. Else it has the mean of [`GeneralQueue`], and falls as fast
    /// as the wait of the queue with one server does far out (the root of Cramér and Lundberg:
    /// W. Feller, *An Introduction to Probability Theory* II, XII.5), of several servers as if each
    /// took its share of what comes.
    pub fn of(queue: &Queue, spread: f64) -> Self {
        let servers = f64::from(queue.servers);
        let (use_, spare) = (queue.utilisation(), servers - queue.load());
        if queue.service_ms <= 0.0 || use_ <= 0.0 {
            return Self { waiting: 0.0, rate: 1.0 };
        }
        let plain =
            Self { waiting: erlang_c(queue.servers, queue.load()), rate: spare / queue.service_ms };
        if spread == 1.0 {
            return plain;
        }
        let service = Varied { mean_ms: queue.service_ms, spread };
        let rate = servers / queue.service_ms * decay(&service, use_);
        let mean = GeneralQueue { queue: *queue, arrival_scv: 1.0, service_scv: service.scv() }
            .mean_wait_ms();
        if mean <= 0.0 {
            return Self { waiting: 0.0, rate: 1.0 };
        }
        // Whoever waits at all is no more than all.
        let waiting = (mean * rate).min(1.0);
        Self { waiting, rate: waiting / mean }
    }
}

/// Where `ln M(x) = ln(1 + x / ρ)` for the moment generating function `M` of a service over its mean:
/// the rate at which long waits get rare, in services. Both sides meet at 0 and once above.
fn decay(service: &Varied, used: f64) -> f64 {
    let over = |x: f64| {
        let (cumulant, slope) = service.cumulant(x);
        (cumulant - libm::log1p(x / used), slope - 1.0 / (used + x))
    };
    let (mut low, mut high) = (0.0, service.pole());
    // That of heavy traffic.
    let mut x = 2.0 * (1.0 - used) / (1.0 + service.scv());
    for _ in 0..60 {
        if !(low < x && x < high) {
            x = if high.is_finite() { f64::midpoint(low, high) } else { 2.0 * low };
        }
        let (value, slope) = over(x);
        if value < 0.0 {
            low = x;
        } else {
            high = x;
        }
        let next = x - value / slope;
        if (next - x).abs() <= 1e-9 * x {
            return next;
        }
        x = next;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_waits_get_rare_as_the_root_says() {
        // Exponential services: 1 − ρ. Constant ones: ρ (e^x − 1) = x, by hand 0.2071 at 90 % and
        // 0.9474 at 60 %.
        for (spread, used, expected) in
            [(1.0, 0.7, 0.3), (1.0, 0.05, 0.95), (0.0, 0.9, 0.207_1), (0.0, 0.6, 0.947_4)]
        {
            let service = Varied { mean_ms: 3.0, spread };
            let found = decay(&service, used);
            assert!((found - expected).abs() < 5e-4, "{spread} at {used}: {found}");
        }
        for spread in [0.0, 0.2, 0.5, 1.4, 3.0] {
            for used in [0.001, 0.1, 0.5, 0.95, 0.999] {
                let service = Varied { mean_ms: 1.0, spread };
                let x = decay(&service, used);
                let off = service.cumulant(x).0 - libm::log1p(x / used);
                assert!(x > 0.0 && off.abs() < 1e-7, "{spread} at {used}: {x}, {off}");
            }
        }
    }

    #[test]
    fn the_mean_wait_is_that_of_the_general_queue() {
        for servers in [1, 4] {
            for spread in [0.0, 0.5, 1.0, 2.0] {
                for used in [0.01, 0.5, 0.9] {
                    let rate_per_ms = used * f64::from(servers) / 2.0;
                    let queue = Queue { servers, rate_per_ms, service_ms: 2.0 };
                    let Line { waiting, rate } = Line::of(&queue, spread);
                    let service_scv = spread * spread;
                    let general = GeneralQueue { queue, arrival_scv: 1.0, service_scv };
                    assert!((waiting / rate / general.mean_wait_ms() - 1.0).abs() < 1e-12);
                    assert!((0.0..=1.0).contains(&waiting));
                }
            }
        }
    }
}
