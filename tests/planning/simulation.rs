//! The simulation, held against closed forms and against the formulas for whole flows.

use std::ops::ControlFlow;

use polyplan::forecast::CallGraph;
use polyplan::forecast::flow_latency::flows;
use polyplan::forecast::queueing::{GeneralQueue, Queue};
use polyplan::forecast::simulate::{Settings, Simulation, Stopped, seconds_for, simulate};

use super::network::{Network, calls, constant, fork_join, once, single, tandem};

fn run(graph: &CallGraph, requests: f64, seed: u64, service_scv: f64) -> Simulation {
    let seconds = seconds_for(graph, requests).unwrap();
    let settings = Settings { seconds, seed };
    simulate(&graph.clone().varying(service_scv), settings, |_| ControlFlow::Continue(())).unwrap()
}

#[test]
fn means_of_queues_lie_in_their_intervals() {
    // 95 % intervals hold in about 19 of 20 runs; fewer than 16 would be one run in 400.
    for (servers, utilisation) in [(1, 0.7), (4, 0.8)] {
        let graph = single(servers, utilisation).0;
        let queue = graph.nodes[0].station.unwrap().queue;
        let exact = queue.mean_wait_ms() + queue.service_ms;
        let held = (0..20).filter(|&seed| {
            let found = run(&graph, 100_000.0, seed, 1.0);
            found.components[0].own.mean_ms.holds(exact)
        });
        let held = held.count();
        assert!(held >= 16, "{servers} servers at {utilisation}: {held} of 20");
    }
}

#[test]
fn percentiles_and_busy_servers_follow_the_formula() {
    let graph = single(3, 0.6).0;
    let queue = graph.nodes[0].station.unwrap().queue;
    let found = run(&graph, 1e6, 3, 1.0);
    let own = found.components[0].own;
    for (found, probability) in [(own.p50_ms, 0.5), (own.p95_ms, 0.95), (own.p99_ms, 0.99)] {
        let ratio = found.value.unwrap() / queue.sojourn_quantile_ms(probability);
        assert!((ratio - 1.0).abs() < 0.01, "{probability}: {ratio}");
    }
    assert!((found.components[0].utilisation - 0.6).abs() < 0.005);
    assert_eq!(found.flows[0].whole, own);
}

#[test]
fn nobody_is_busy_for_longer_than_it_is_looked_at() {
    // Services of an hour, of which a simulation of ten minutes sees a part.
    let hour = 3_600_000.0;
    let graph = Network::new().node(1, hour, 0.9 / hour).0;
    let mut seen = 0;
    for seed in 0..30 {
        let settings = Settings { seconds: 600.0, seed };
        let found = simulate(&graph, settings, |_| ControlFlow::Continue(())).unwrap();
        let busy = found.components[0].utilisation;
        assert!((0.0..=1.0).contains(&busy), "{busy}");
        seen += u32::from(busy > 0.0);
    }
    // One of six comes within the time.
    assert!((1..15).contains(&seen), "{seen}");
}

#[test]
fn service_that_varies_less_or_more_waits_as_pollaczek_and_khinchine_say() {
    let graph = single(1, 0.7).0;
    let queue = graph.nodes[0].station.unwrap().queue;
    for service_scv in [0.0, 0.5, 3.0] {
        let expected = GeneralQueue { queue, arrival_scv: 1.0, service_scv }.mean_sojourn_ms();
        let found = run(&graph, 1e6, 11, service_scv).components[0].own.mean_ms;
        let ratio = found.value.unwrap() / expected;
        assert!((ratio - 1.0).abs() < 0.02, "{service_scv}: {ratio}");
    }
}

/// Formula over simulation at the 99th percentile of the only flow.
fn p99_ratio(network: &Network, requests: f64) -> f64 {
    let formula = flows(&network.0)[0].p99_ms;
    formula / run(&network.0, requests, 1, 1.0).flows[0].whole.p99_ms.value.unwrap()
}

#[test]
fn flows_follow_their_formula_at_seventy_percent() {
    for of in [tandem, fork_join] {
        let ratio = p99_ratio(&of(0.7), 2e6);
        assert!((ratio - 1.0).abs() < 0.03, "{ratio}");
    }
}

#[test]
fn flows_follow_their_formula_at_ninety_percent() {
    // Enough requests for a 95 % interval of ± 3 %: busy lines change slowly.
    for (network, requests) in [(tandem(0.9), 1e7), (fork_join(0.9), 4e6)] {
        let ratio = p99_ratio(&network, requests);
        assert!((ratio - 1.0).abs() < 0.06, "{ratio}");
    }
}

#[test]
fn the_mean_of_a_fork_join_is_that_of_the_literature() {
    // R. Nelson, A. Tantawi, IEEE Transactions on Computers 37 (1988): two M/M/1 branches take
    // (12 - ρ) / 8 times the time of one.
    let found = run(&fork_join(0.7).0, 2e6, 4, 1.0).flows[0].whole.mean_ms;
    let expected = (12.0 - 0.7) / 8.0 / 0.3;
    assert!((found.value.unwrap() / expected - 1.0).abs() < 0.01, "{found:?} {expected}");
}

#[test]
fn waits_stages_and_repeated_calls_are_played() {
    // Hardly any load: 5 ms of waiting, two calls of 3 ms one after the other beside one of 4 ms,
    // then 7 ms: 5 + max(6, 4) + 7.
    let wait =
        |ms: f64| move |network: Network| network.station(|station| station.io_wait = constant(ms));
    let idle = |network: Network| network.node(1, 1e-6, 1e-3);
    let network = wait(5.0)(idle(Network::new())).stages(&[&[calls(1, 2.0), once(2)], &[once(3)]]);
    let network = wait(3.0)(idle(network));
    let network = wait(4.0)(idle(network));
    let network = wait(7.0)(idle(network));
    let found = run(&network.0, 20_000.0, 1, 1.0).flows[0].whole;
    assert!((found.mean_ms.value.unwrap() - 18.0).abs() < 0.01, "{found:?}");
}

#[test]
fn messages_load_their_receiver_and_are_not_waited_for() {
    let network = Network::new()
        .node(1, 1.0, 0.1)
        .with(|node| node.messages = vec![calls(1, 3.0)])
        .node(1, 2.0, 0.3);
    let found = run(&network.0, 400_000.0, 2, 1.0);
    assert_eq!(found.flows.len(), 1);
    // M/M/1 at 10 %.
    assert!((found.flows[0].whole.mean_ms.value.unwrap() * 0.9 - 1.0).abs() < 0.02);
    assert!((found.components[1].utilisation - 0.6).abs() < 0.01);
    // Three come at once: more waiting than for a Poisson stream, 2 / (1 - 0.6) = 5 ms.
    assert!(found.components[1].own.mean_ms.value.unwrap() > 6.0);
}

#[test]
fn the_same_seed_plays_the_same_game_and_another_one_does_not() {
    let graph = tandem(0.8).0;
    let first = run(&graph, 50_000.0, 9, 1.0);
    assert_eq!(first, run(&graph, 50_000.0, 9, 1.0));
    assert_ne!(first.flows, run(&graph, 50_000.0, 10, 1.0).flows);
}

#[test]
fn it_tells_its_progress_and_can_be_broken_off() {
    let graph = single(1, 0.5).0;
    let settings = Settings { seconds: 1000.0, seed: 1 };
    let mut told = Vec::new();
    let found = simulate(&graph, settings, |share| {
        told.push(share);
        ControlFlow::Continue(())
    });
    assert!(found.unwrap().events > 900_000);
    assert!(told.len() > 10 && told.is_sorted() && told.iter().all(|s| (0.0..=1.0).contains(s)));
    let mut left = 3;
    let broken = simulate(&graph, settings, |_| {
        left -= 1;
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((broken, left), (Err(Stopped::Cancelled), 0));
}

#[test]
fn nothing_to_play_is_no_trouble() {
    let empty = CallGraph::default();
    assert_eq!(seconds_for(&empty, 1e6), None);
    let settings = Settings { seconds: 10.0, seed: 1 };
    let found = simulate(&empty, settings, |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((found.events, found.flows.len()), (0, 0));
    // Too short a time to see anything: no values rather than zeros.
    let short = Settings { seconds: 1e-9, ..settings };
    let found = simulate(&single(1, 0.5).0, short, |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(found.flows[0].whole.p99_ms.value, None);
}

#[test]
fn an_overloaded_line_grows_while_it_runs() {
    let queue = Queue { servers: 1, rate_per_ms: 1.2, service_ms: 1.0 };
    let graph = single(1, 1.2).0;
    assert_eq!(graph.nodes[0].station.unwrap().queue, queue);
    let found = run(&graph, 100_000.0, 1, 1.0).components[0].own;
    // After the time T the line is as long as 0.2 T / 1.2 services; T is 83 s.
    assert!(found.p99_ms.value.unwrap() > 10_000.0, "{found:?}");
}
