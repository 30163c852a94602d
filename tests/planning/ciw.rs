//! Formulas and simulation, held against a simulator of other authors; `tests/data/make_ciw.py` made
//! its results.

use std::ops::ControlFlow;

use polyplan::forecast::flow_latency::flows;
use polyplan::forecast::queueing::{GeneralQueue, Stalls};
use polyplan::forecast::simulate::{Settings, Times, seconds_for, simulate};
use serde_json::Value;

use super::network::{Network, once};

/// How often each value lay in the 95 % interval of the reference, and how often there was one.
#[derive(Default)]
struct Tally(u32, u32);

impl Tally {
    /// No value may lie further off than twice the half width, the reference's 99.9 % interval, and
    /// half a per cent for grids and buckets.
    #[track_caller]
    fn close(&mut self, what: &str, found: f64, reference: &Value) {
        let [value, half] = [0, 1].map(|i| reference[i].as_f64().unwrap());
        let off = (found - value).abs();
        assert!(off <= 2.0 * half + 0.005 * value, "{what}: {found} is not {value} ± {half}");
        self.0 += u32::from(off <= half + 0.005 * value);
        self.1 += 1;
    }
}

/// The network of one case; times are milliseconds here.
fn network(case: &Value) -> Network {
    let numbers = |key: &str| {
        case[key].as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect::<Vec<_>>()
    };
    let (servers, services) = (numbers("servers"), numbers("services"));
    let rate = case["load"].as_f64().unwrap() * servers[0] / services[0];
    let last = servers.len() - 1;
    let mut network = Network::new();
    for (index, (count, service)) in servers.iter().zip(&services).enumerate() {
        let count = if *count == 4.0 { 4 } else { 1 };
        network = network.node(count, *service, rate);
        if index < last {
            network = network.stages(&[&[once(index + 1)]]);
        }
    }
    if case["stalls"].is_array() {
        let [share, ms] = [0, 1].map(|i| case["stalls"][i].as_f64().unwrap());
        return network.station(|station| station.stalls = Stalls { share, ms });
    }
    network
}

fn simulated(network: &Network, service_scv: f64) -> Times {
    let seconds = seconds_for(&network.0, 500_000.0).unwrap();
    let settings = Settings { seconds, seed: 20 };
    simulate(&network.0.clone().varying(service_scv), settings, |_| ControlFlow::Continue(()))
        .unwrap()
        .flows[0]
        .whole
}

#[test]
fn another_simulator_finds_the_same() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../data/ciw.json")).unwrap();
    assert_eq!(cases.len(), 15);
    let (mut formula, mut simulation) = (Tally::default(), Tally::default());
    for case in &cases {
        let what = format!("{} at {}", case["case"].as_str().unwrap(), case["load"]);
        let network = network(case);
        let constant = case["case"] == "M/D/1";
        if constant {
            let queue = network.0.nodes[0].station.unwrap().queue;
            let general = GeneralQueue { queue, arrival_scv: 1.0, service_scv: 0.0 };
            formula.close(&what, general.mean_sojourn_ms(), &case["mean"]);
        } else {
            let flow = &flows(&network.0)[0];
            for (key, found) in [
                ("mean", flow.mean_ms),
                ("p50", flow.p50_ms),
                ("p95", flow.p95_ms),
                ("p99", flow.p99_ms),
            ] {
                formula.close(&format!("{key} of {what}"), found, &case[key]);
            }
        }
        let times = simulated(&network, if constant { 0.0 } else { 1.0 });
        for (key, found) in [
            ("mean", times.mean_ms),
            ("p50", times.p50_ms),
            ("p95", times.p95_ms),
            ("p99", times.p99_ms),
        ] {
            // The simulation is uncertain as well.
            let half = found.half_width.unwrap();
            let reference = Value::from(vec![
                case[key][0].as_f64().unwrap(),
                case[key][1].as_f64().unwrap().hypot(half),
            ]);
            simulation.close(&format!("{key} of {what}"), found.value.unwrap(), &reference);
        }
    }
    for Tally(inside, all) in [formula, simulation] {
        assert!(inside * 10 >= all * 9, "{inside} of {all} lie in the 95 % interval");
    }
}
