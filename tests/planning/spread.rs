//! Services and waits that vary from request to request, held against a recursion of its own
//! (`tests/data/make_spread.py`) and against simulation.

use std::ops::ControlFlow;

use polyplan::forecast::flow_latency::flows;
use polyplan::forecast::queueing::Varied;
use polyplan::forecast::simulate::{Settings, Times, seconds_for, simulate};
use polyplan::forecast::{Point, Resolved, totals};
use serde_json::Value;

use super::network::Network;
use super::sketch::{Sketch, catalog, id};

/// One component alone; times are in services.
fn network(case: &Value) -> Network {
    let number = |key: &str| case[key].as_f64().unwrap();
    let servers = if number("servers") == 4.0 { 4 } else { 1 };
    let rate = number("used") * f64::from(servers);
    let wait = Varied { mean_ms: number("wait"), spread: number("wait_spread") };
    Network::new().node(servers, 1.0, rate).station(|station| {
        station.cpu_spread = number("spread");
        station.io_wait = wait;
    })
}

fn cases() -> Vec<Value> {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../data/spread.json")).unwrap();
    assert_eq!(cases.len(), 10);
    cases
}

/// Off by how much of the reference, beyond its 95 % interval.
fn off(found: f64, reference: &Value) -> f64 {
    let [value, half] = [0, 1].map(|i| reference[i].as_f64().unwrap());
    ((found - value).abs() - half).max(0.0) / value
}

#[test]
fn formulas_have_the_percentiles_of_times_that_vary() {
    for case in cases() {
        let network = network(&case);
        let station = network.0.nodes[0].station.unwrap();
        let flow = &flows(&network.0)[0];
        // The mean is exact for one server; the wait in line of several servers, of constant services
        // and of very uneven ones is an approximation.
        let even = case["spread"].as_f64().unwrap();
        let rough = case["servers"] == 4 || !(0.3..=1.0).contains(&even);
        let most = if rough { 0.015 } else { 0.01 };
        for (key, found, of_flow, most) in [
            ("mean", station.mean_ms(), flow.mean_ms, if rough { most } else { 0.003 }),
            ("p50", station.quantile_ms(0.5), flow.p50_ms, most),
            ("p95", station.quantile_ms(0.95), flow.p95_ms, most),
            ("p99", station.quantile_ms(0.99), flow.p99_ms, most),
        ] {
            let wrong = off(found, &case[key]);
            assert!(wrong <= most, "{key} of {case}: {found}");
            // On the grid as by the formula.
            assert!((of_flow / found - 1.0).abs() < 0.01, "{key} of {case}: {of_flow} {found}");
        }
    }
}

#[test]
fn the_simulation_plays_times_that_vary() {
    for case in cases() {
        let graph = network(&case).0;
        let seconds = seconds_for(&graph, 400_000.0).unwrap();
        let settings = Settings { seconds, seed: 5 };
        let found = simulate(&graph, settings, |_| ControlFlow::Continue(())).unwrap();
        let Times { mean_ms, p50_ms, p95_ms, p99_ms, .. } = found.flows[0].whole;
        for (key, found) in [("mean", mean_ms), ("p50", p50_ms), ("p95", p95_ms), ("p99", p99_ms)] {
            let half = found.half_width.unwrap();
            let wrong = off(found.value.unwrap(), &case[key]);
            // Twice its own interval beyond that of the reference, and the width of a bucket.
            let most = 2.0 * half / found.value.unwrap() + 0.01;
            assert!(wrong <= most, "{key} of {case}: {found:?}");
        }
    }
}

/// 10 ms of processor time with nothing to wait for: exponential it was 46 ms at p99. Half of it is
/// constant at a spread of 50 %, so idle it is 5 + 5 ln 100 = 28 ms.
#[test]
fn processor_time_alone_has_no_tail_of_waiting() {
    let idle = Network::new().node(4, 10.0, 1e-9).station(|station| station.cpu_spread = 0.5);
    let p99 = idle.0.nodes[0].station.unwrap().quantile_ms(0.99);
    assert!((p99 - (5.0 + 5.0 * f64::ln(100.0))).abs() < 1e-3, "{p99}");
    // What the catalog says of either spread reaches the kernel.
    let sketch = Sketch::services(&["a"]).states("component/a/io_wait", "0 ms");
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let shared = totals::Shared::of(&resolved, Point::Typical);
    let facts = resolved.facts(&id("a")).unwrap();
    let draw = totals::draw(facts, &shared, Point::Typical);
    assert_eq!((draw.cpu_spread, draw.wait_spread), (0.5, 1.2));
    let stated =
        sketch.states("component/a/cpu_spread", "20 %").states("component/a/wait_spread", "0 %");
    let resolved = Resolved::new(&stated.0, catalog(), None);
    let draw = totals::draw(resolved.facts(&id("a")).unwrap(), &shared, Point::Typical);
    assert_eq!((draw.cpu_spread, draw.wait_spread), (0.2, 0.0));
}

/// A wait alone at a spread of 120 %: by hand its two exponential times have shares of 71 and 29 %
/// and means of 0.702 and 1.738, and its tail is 1 % at 5.868 times the mean, 50 % at 0.612.
#[test]
fn waits_have_a_long_tail() {
    let wait = Varied { mean_ms: 10.0, spread: 1.2 };
    let network = Network::new().node(1, 0.0, 0.001).station(|station| station.io_wait = wait);
    let flow = &flows(&network.0)[0];
    for (found, expected) in [(flow.p50_ms, 6.123), (flow.p99_ms, 58.68), (flow.mean_ms, 10.0)] {
        assert!((found / expected - 1.0).abs() < 0.005, "{found} {expected}");
    }
}
