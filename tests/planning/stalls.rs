//! Stalls of collectors and loops, held against the closed form of priority queues and against
//! simulation, which plays every stall.

use std::ops::ControlFlow;

use polyplan::forecast::flow_latency::flows;
use polyplan::forecast::queueing::{Queue, StalledQueue, Stalls};
use polyplan::forecast::simulate::{Settings, Times, seconds_for, simulate};

use super::network::{Network, constant, fork_join, single, tandem};

#[track_caller]
fn close(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found / expected - 1.0).abs() <= tolerance,
        "{found} is not {expected} within {tolerance}"
    );
}

fn simulated(network: &Network, requests: f64, seed: u64) -> Times {
    let seconds = seconds_for(&network.0, requests).unwrap();
    let settings = Settings { seconds, seed };
    simulate(&network.0, settings, |_| ControlFlow::Continue(())).unwrap().flows[0].whole
}

/// All nodes with the same stalls.
fn stalled(mut network: Network, share: f64, ms: f64) -> Network {
    for node in &mut network.0.nodes {
        node.station.as_mut().unwrap().stalls = Stalls { share, ms };
    }
    network
}

/// Mean time of the second class of an M/G/1 queue whose first class interrupts it and takes
/// constant times (L. Kleinrock, Queueing Systems II, 1976, section 3.4; R. Cobham 1954, H. White
/// and L. Christie 1958): `x₂ / (1 − ρ₁) + R / ((1 − ρ₁)(1 − ρ₁ − ρ₂))`, where `R` is the mean rest of
/// what is being served.
fn interrupted(rate: f64, service: f64, scv: f64, share: f64, ms: f64) -> f64 {
    let used = rate * service;
    let rest = share * ms / 2.0 + used * service * (1.0 + scv) / 2.0;
    service / (1.0 - share) + rest / ((1.0 - share) * (1.0 - share - used))
}

#[test]
fn the_mean_is_that_of_a_queue_with_interruptions() {
    for used in [0.1, 0.6, 0.95] {
        for scv in [0.0, 1.0, 3.0] {
            for (share, ms) in [(0.01, 0.2), (0.01, 50.0), (0.03, 5.0)] {
                let queue = Queue { servers: 1, rate_per_ms: used / 2.0, service_ms: 2.0 };
                let line =
                    StalledQueue { queue, spread: f64::sqrt(scv), stalls: Stalls { share, ms } };
                let expected = interrupted(used / 2.0, 2.0, scv, share, ms);
                close(line.mean_sojourn_ms(), expected, 1e-12);
            }
        }
    }
}

#[test]
fn without_stalls_it_is_the_plain_queue() {
    for servers in [1, 4] {
        let queue = Queue { servers, rate_per_ms: 0.7 * f64::from(servers), service_ms: 1.0 };
        let none = [Stalls::NONE, Stalls { share: 0.01, ms: 0.0 }, Stalls { share: 0.0, ms: 9.0 }];
        for stalls in none {
            // Stalls of no length still take their share of the time.
            let expected = Queue { service_ms: 1.0 / (1.0 - stalls.share), ..queue };
            for probability in [0.5, 0.99] {
                let found =
                    StalledQueue { queue, spread: 1.0, stalls }.sojourn_quantile_ms(probability);
                close(found, expected.sojourn_quantile_ms(probability), 1e-12);
            }
        }
    }
}

#[test]
fn percentiles_and_tail_are_inverse() {
    for (servers, used) in [(1, 0.3), (1, 0.95), (4, 0.6), (4, 0.75), (16, 0.9)] {
        for (share, ms) in [(0.01, 0.1), (0.01, 30.0), (0.03, 3.0), (0.2, 1.0)] {
            let queue =
                Queue { servers, rate_per_ms: used * f64::from(servers) / 2.0, service_ms: 2.0 };
            let line = StalledQueue { queue, spread: 1.0, stalls: Stalls { share, ms } };
            for probability in [0.5, 0.95, 0.99, 0.9999] {
                let time = line.sojourn_quantile_ms(probability);
                if time.is_infinite() {
                    assert!(used >= 1.0 - share, "{used} {share}");
                } else {
                    close(line.tail(constant(0.0)).exceeds(time), 1.0 - probability, 1e-9);
                    let tail = line.tail(constant(0.0));
                    for (step, found) in tail.exceeds_each(0.0, time / 64.0).take(150).enumerate() {
                        let at = f64::from(u32::try_from(step).unwrap()) * time / 64.0;
                        close(found, tail.exceeds(at), 1e-9);
                    }
                }
            }
        }
    }
}

#[test]
fn stalls_that_are_played_take_what_the_formula_says() {
    // Short and long stalls, alone and on four cores, with exponential and constant services.
    for (servers, used, share, ms) in [
        (1, 0.6, 0.01, 0.5),
        (1, 0.6, 0.01, 20.0),
        (1, 0.8, 0.03, 5.0),
        (4, 0.6, 0.01, 20.0),
        (4, 0.8, 0.01, 5.0),
    ] {
        let network = stalled(single(servers, used), share, ms);
        let station = network.0.nodes[0].station.unwrap();
        let found = simulated(&network, 3e6, 7);
        let what = format!("{servers} at {used}, {share} of {ms}");
        for (found, expected, tolerance) in [
            (found.mean_ms.value, station.mean_ms(), 0.01),
            (found.p50_ms.value, station.quantile_ms(0.5), 0.04),
            (found.p95_ms.value, station.quantile_ms(0.95), 0.03),
            (found.p99_ms.value, station.quantile_ms(0.99), 0.04),
        ] {
            let ratio = expected / found.unwrap();
            assert!((ratio - 1.0).abs() <= tolerance, "{what}: {expected} {ratio}");
        }
    }
    let clockwork = stalled(single(1, 0.6), 0.01, 20.0);
    let clockwork = Network(clockwork.0.varying(0.0));
    let found = simulated(&clockwork, 3e6, 7).mean_ms.value.unwrap();
    close(clockwork.0.nodes[0].station.unwrap().mean_ms(), found, 0.01);
}

#[test]
fn whole_flows_with_stalls_take_what_they_take_played() {
    // Stalls as long as a service, and ten and twenty times as long.
    for (network, tolerance) in
        [(tandem(0.7), 0.04), (fork_join(0.7), 0.045), (tandem(0.9), 0.06), (fork_join(0.9), 0.06)]
    {
        for ms in [2.0, 20.0] {
            let network = stalled(Network(network.0.clone()), 0.01, ms);
            let found = simulated(&network, 4e6, 1).p99_ms.value.unwrap();
            close(flows(&network.0)[0].p99_ms, found, tolerance);
        }
    }
}

#[test]
fn services_that_are_much_longer_than_stalls_are_played_at_once() {
    // A day of service in which the server stands still a hundred thousand times.
    let day = 86_400_000.0;
    let network = stalled(Network::new().node(1, day, 0.5 / day), 0.01, 8.64);
    let found = simulated(&network, 200_000.0, 3).mean_ms.value.unwrap();
    close(network.0.nodes[0].station.unwrap().mean_ms(), found, 0.02);
}

#[test]
fn means_with_stalls_lie_in_their_intervals() {
    // As without stalls: fewer than 16 of 20 would be one run in 400.
    let network = stalled(single(1, 0.7), 0.01, 5.0);
    let exact = interrupted(0.7, 1.0, 1.0, 0.01, 5.0);
    let held = (0..20).filter(|&seed| simulated(&network, 100_000.0, seed).mean_ms.holds(exact));
    assert!(held.count() >= 16);
}
