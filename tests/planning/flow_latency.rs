//! Times of whole flows, held against closed forms.

use std::ops::ControlFlow;

use polyplan::forecast::call_graph::Call;
use polyplan::forecast::flow_latency::{FlowLatency, flows};
use polyplan::forecast::queueing::Stalls;
use polyplan::forecast::simulate::{Settings, seconds_for, simulate};
use polyplan::forecast::{CallGraph, Visits, kernel, totals};
use polyplan::forecast::{Point, Resolved};
use polyplan::model::{ComponentChange, Kind, LinkStyle, Sourcing};

use super::dice::Dice;
use super::network::{Network, calls, constant, fork_join, once, single, tandem};
use super::sketch::{Sketch, catalog, id};
use super::support;

#[track_caller]
fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found / expected - 1.0).abs() <= tolerance, "{found} is not {expected}");
}

fn only(network: &Network) -> FlowLatency {
    let mut found = flows(&network.0);
    assert_eq!(found.len(), 1);
    found.remove(0)
}

/// The percentiles of a flow have the tails that they should.
#[track_caller]
fn has_tail(flow: &FlowLatency, tail: impl Fn(f64) -> f64, tolerance: f64) {
    for (time, expected) in [(flow.p50_ms, 0.5), (flow.p95_ms, 0.05), (flow.p99_ms, 0.01)] {
        close(tail(time), expected, tolerance);
    }
}

#[test]
fn one_queue_is_its_own_flow() {
    for (servers, utilisation) in [(1, 0.3), (1, 0.9), (4, 0.7), (16, 0.95)] {
        let network = single(servers, utilisation)
            .station(|station| station.io_wait = constant(8.0))
            .station(|station| station.stalls = Stalls { share: 0.01, ms: 3.0 });
        let (flow, station) = (only(&network), network.0.nodes[0].station.unwrap());
        for (found, probability) in [(flow.p50_ms, 0.5), (flow.p95_ms, 0.95), (flow.p99_ms, 0.99)] {
            close(found, station.quantile_ms(probability), 2e-3);
        }
        // Equal rates are taken apart by 4 in 10,000, which a second wait in line makes that much shorter
        // or longer.
        close(flow.mean_ms, station.mean_ms(), 5e-5);
    }
}

#[test]
fn a_tandem_takes_the_sum_of_two_exponential_times() {
    for utilisation in [0.1, 0.7, 0.95] {
        // M/M/1 with services of 2 and 1.5 ms at rate λ = ρ / 2: rates 1/2 − λ and 2/3 − λ.
        let rate = utilisation / 2.0;
        let (a, b) = (0.5 - rate, 1.0 / 1.5 - rate);
        let flow = only(&tandem(utilisation));
        has_tail(&flow, |t| (b * (-a * t).exp() - a * (-b * t).exp()) / (b - a), 0.01);
        close(flow.mean_ms, 1.0 / a + 1.0 / b, 1e-5);
    }
}

#[test]
fn branches_side_by_side_take_the_later_of_two_times() {
    let flow = only(&fork_join(0.7));
    has_tail(&flow, |t| 1.0 - (1.0 - (-0.3 * t).exp()).powi(2), 0.005);
    close(flow.mean_ms, 1.5 / 0.3, 1e-3);
    // In two stages instead of one the times add up: an Erlang distribution.
    let staged = Network::new()
        .node(1, 0.0, 0.7)
        .stages(&[&[once(1)], &[once(2)]])
        .node(1, 1.0, 0.7)
        .node(1, 1.0, 0.7);
    has_tail(&only(&staged), |t| (-0.3 * t).exp() * (1.0 + 0.3 * t), 0.01);
}

#[test]
fn calls_along_one_link_follow_one_another() {
    let calling = |number: f64| {
        Network::new().node(1, 0.0, 0.1).stages(&[&[calls(1, number)]]).node(1, 1.0, 0.5)
    };
    // Seven exponential times of mean 2 ms: Erlang.
    let erlang = |t: f64| {
        let mut term = (-t / 2.0).exp();
        let mut sum = term;
        for k in 1..7 {
            term *= t / 2.0 / f64::from(k);
            sum += term;
        }
        sum
    };
    has_tail(&only(&calling(7.0)), erlang, 0.02);
    // A call in three of ten requests; in seven of ten nothing takes any time.
    let seldom = only(&calling(0.3));
    assert_eq!(seldom.p50_ms, 0.0);
    for (time, tail) in [(seldom.p95_ms, 0.05), (seldom.p99_ms, 0.01)] {
        close(0.3 * (-time / 2.0).exp(), tail, 0.01);
    }
    close(seldom.mean_ms, 0.6, 1e-3);
    // One call and in three of ten requests another one.
    let mixed = |t: f64| (-t / 2.0).exp() * (0.7 + 0.3 * (1.0 + t / 2.0));
    has_tail(&only(&calling(1.3)), mixed, 0.01);
    // Very many calls come close to their mean.
    close(only(&calling(1e5)).p50_ms, 2e5, 2e-3);
    assert_eq!(only(&calling(1e-9)).p99_ms, 0.0);
}

#[test]
fn a_rare_slow_call_leaves_the_median_where_it_is() {
    // A front of 0.8 ms calls a slow side of 500 ms in one of a hundred requests, as a cache that
    // misses does. The simulation is the witness.
    let network =
        || Network::new().node(1, 0.8, 0.1).stages(&[&[calls(1, 0.01)]]).node(4, 500.0, 0.001);
    let flow = only(&network());
    // As if the slow side took no time, but for one request in a hundred.
    let fast = 0.8 / (1.0 - 0.08);
    has_tail_at(flow.p50_ms, 0.5, fast);
    has_tail_at(flow.p95_ms, 0.05, fast);
    close(flow.mean_ms, fast + 0.01 * 500.0, 1e-3);
    let seconds = seconds_for(&network().0, 500_000.0).unwrap();
    let settings = Settings { seconds, seed: 3 };
    let played = simulate(&network().0, settings, |_| ControlFlow::Continue(())).unwrap();
    let whole = played.flows[0].whole;
    close(flow.p50_ms, whole.p50_ms.value.unwrap(), 0.02);
    close(flow.p95_ms, whole.p95_ms.value.unwrap(), 0.02);
}

/// Of the requests of a mix, of which one in a hundred takes very long, so many take longer.
#[track_caller]
fn has_tail_at(time: f64, tail: f64, fast: f64) {
    close(0.99 * (-time / fast).exp() + 0.01, tail, 0.03);
}

#[test]
fn shares_of_the_tail_add_up_and_go_to_those_who_cause_it() {
    let share = |flow: &FlowLatency, of: &str| {
        flow.shares.iter().find(|share| share.component == id(of)).map_or(0.0, |s| s.share)
    };
    for flow in [only(&tandem(0.7)), only(&fork_join(0.9)), only(&single(4, 0.7))] {
        close(flow.shares.iter().map(|share| share.share).sum(), 1.0, 1e-12);
        assert!(flow.shares.is_sorted_by(|a, b| a.share >= b.share));
    }
    // Two like branches are the later one equally often.
    close(share(&only(&fork_join(0.7)), "n1"), 0.5, 1e-9);
    // In the tandem the mean of the slower time, given that the sum is t, is
    // ∫ x e^(−ax − b(t−x)) dx / ∫ e^(−ax − b(t−x)) dx.
    let flow = only(&tandem(0.7));
    let (a, b, t) = (0.15, 1.0 / 1.5 - 0.35, flow.p99_ms);
    let gap: f64 = b - a;
    let grown = (gap * t).exp();
    let mean = (t * grown / gap - (grown - 1.0) / (gap * gap)) / ((grown - 1.0) / gap);
    close(share(&flow, "n0"), mean / t, 0.01);
    // A constant wait is the same in every request.
    let waits = single(1, 0.5)
        .stages(&[&[once(1)]])
        .with(|node| node.external_per_s = 500.0)
        .node(1, 1e-9, 0.5)
        .station(|station| station.io_wait = constant(40.0));
    let flow = only(&waits);
    close(share(&flow, "n1") * flow.p99_ms, 40.0, 0.005);
    // A branch that is never the later one has no share.
    let beside = Network::new()
        .node(1, 0.0, 0.1)
        .stages(&[&[once(1), once(2)]])
        .node(1, 0.01, 0.1)
        .node(1, 0.01, 0.1)
        .station(|station| station.io_wait = constant(40.0));
    close(share(&only(&beside), "n2"), 1.0, 1e-9);
}

#[test]
fn a_shared_component_counts_wherever_it_is_called() {
    // n0 calls n1 and n2 in turn, both call n3: with waits of 1, 2, 4 and 8 ms.
    let idle = |network: Network, ms: f64| {
        network.node(1, 1e-9, 1e-3).station(|station| station.io_wait = constant(ms))
    };
    let network = idle(Network::new(), 1.0).stages(&[&[once(1)], &[once(2)]]);
    let network = idle(network, 2.0).stages(&[&[once(3)]]);
    let network = idle(network, 4.0).stages(&[&[calls(3, 2.0)]]);
    let network = idle(network, 8.0);
    let flow = only(&network);
    close(flow.p99_ms, 1.0 + 2.0 + 4.0 + 3.0 * 8.0, 1e-6);
    close(flow.shares[0].share, 24.0 / 31.0, 1e-6);
}

#[test]
fn saturation_is_unlimited_and_named() {
    let network = Network::new().node(1, 1.0, 0.5).stages(&[&[once(1)]]).node(1, 2.5, 0.5);
    let flow = only(&network);
    assert_eq!([flow.p50_ms, flow.p99_ms, flow.mean_ms], [f64::INFINITY; 3]);
    assert_eq!((flow.saturated, flow.shares.len()), (vec![id("n1")], 0));
}

#[test]
fn availability_multiplies_along_what_is_waited_for() {
    let network = Network::new()
        .node(1, 1.0, 0.1)
        .with(|node| node.messages = vec![once(3)])
        .stages(&[&[once(1), calls(2, 0.5)]])
        .with(|node| node.availability = Some(0.999))
        .node(1, 1.0, 0.1)
        .with(|node| node.servers = Some(1.0))
        .node(1, 1.0, 0.1)
        .with(|node| node.availability = Some(0.98))
        .node(1, 1.0, 0.1)
        .with(|node| (node.availability, node.servers) = (Some(0.5), Some(1.0)));
    let flow = only(&network);
    // The half of the requests that call n2 fail with it; n3 gets messages. The entry's 0.999 is what is
    // promised with all of this.
    close(flow.availability.unwrap(), 0.99, 1e-12);
    assert_eq!(flow.without_availability, [id("n1")]);
    assert_eq!(flow.single_points, [id("n1")]);
    assert_eq!(only(&single(1, 0.5)).availability, None);
    let alone = single(1, 0.5).with(|node| node.availability = Some(0.99));
    assert_eq!(only(&alone).availability, Some(0.99));
}

/// The network of a sketch with Go everywhere.
fn graph(sketch: &Sketch) -> CallGraph {
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let built = resolved.components.iter().filter(|facts| facts.component.is_built());
    let go = polyplan::model::CandidateId::new("go-net-http").unwrap();
    let all = built.map(|facts| (facts.component.id.clone(), go.clone())).collect();
    CallGraph::new(&resolved, &all)
}

/// Links of exactly one call.
fn exact(sketch: Sketch) -> Sketch {
    let links: Vec<String> = sketch.0.links.keys().map(ToString::to_string).collect();
    links.iter().fold(sketch, |sketch, link| sketch.states(&format!("link/{link}/retries"), "0 %"))
}

#[test]
fn a_plan_becomes_stations_with_the_rates_of_the_forecast() {
    let sketch = exact(Sketch::services(&["a", "b"]).links(&[("a", "b")]))
        .states("component/a/external_rate", "100 req/s")
        .states("link/a-b/calls", "3")
        .states("component/b/external_rate", "7 req/s");
    let graph = graph(&sketch);
    let rates = |node: usize| (graph.nodes[node].rate_per_s, graph.nodes[node].external_per_s);
    assert_eq!((rates(0), rates(1)), ((100.0, 100.0), (307.0, 7.0)));
    let found = flows(&graph);
    assert_eq!(found.iter().map(|f| f.entry.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    // The flow of `b` is the component alone: the kernel's own figures.
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let facts = resolved.facts(&id("b")).unwrap();
    let candidate = &catalog().candidates["go-net-http"];
    let estimate = totals::estimate(&resolved, facts, candidate, Point::Typical).unwrap();
    close(found[1].p99_ms, estimate.p99_ms, 2e-3);
    close(found[1].p50_ms, estimate.station.quantile_ms(0.5), 2e-3);
    let language = &catalog().languages[&candidate.language];
    let shared = totals::Shared::of(&resolved, Point::Typical);
    let stack = totals::stack(candidate, language, Point::Typical);
    let station = kernel::station(&totals::draw(facts, &shared, Point::Typical), &stack);
    assert_eq!(graph.nodes[1].station, Some(station));
}

#[test]
fn messages_and_what_lies_behind_queues_leave_the_response_path() {
    let sketch = Sketch::services(&["a", "b", "c"])
        .with("q", Kind::Queue)
        .calls("a", "b")
        .calls("a", "q")
        .calls("q", "c")
        .style("a-b", LinkStyle::Message)
        .states("component/a/external_rate", "10 req/s");
    let graph = graph(&exact(sketch));
    let visits = graph.visits(0);
    assert_eq!(visits, [1.0, 0.0, 0.0, 1.0]);
    assert_eq!(graph.nodes[0].messages.len() + graph.nodes[3].messages.len(), 2);
}

/// Visits by all ways of one call, of two, and so on: the sum of the powers of the matrix of calls.
fn by_all_ways(graph: &CallGraph, from: usize) -> Vec<f64> {
    let count = graph.nodes.len();
    let mut visits = vec![0.0; count];
    let mut reached = vec![0.0; count];
    reached[from] = 1.0;
    for _ in 0..=count {
        let mut next = vec![0.0; count];
        for (node, times) in reached.iter().enumerate() {
            visits[node] += times;
            for call in graph.nodes[node].stages.iter().flatten() {
                next[call.to] += times * call.calls;
            }
        }
        reached = next;
    }
    visits
}

#[test]
fn visits_are_the_sum_over_all_ways() {
    let mut dice = Dice(7);
    for size in [1, 5, 63, 64, 65, 130] {
        // Calls lead at most three places on, so that there are many ways; every twelfth calls nothing.
        let mut network = Network::new();
        for index in 0..size {
            let reach = (size - index - 1).min(3).min(index % 12);
            let called: Vec<Call> = (0..reach)
                .map(|step| calls(index + 1 + step, *dice.pick(&[0.25, 0.5, 1.0, 1.75, 2.0])))
                .collect();
            network = network.node(1, 1.0, 0.001).stages(&[&called]);
        }
        let graph = network.0;
        let mut visits = Visits::new(&graph);
        for entry in (0..size).rev().chain(0..size) {
            let expected = by_all_ways(&graph, entry);
            let found = visits.of(entry);
            assert_eq!(found.len(), expected.iter().filter(|times| **times > 0.0).count());
            for &(node, times) in found {
                close(times, expected[node], 1e-6);
            }
        }
    }
}

#[test]
fn bought_components_count_with_the_wait_stated_or_assumed_for_them() {
    let sketch = |wait: bool| {
        let sketch = Sketch::services(&["a"])
            .with("db", Kind::Datastore)
            .calls("a", "db")
            .states("component/a/external_rate", "10 req/s")
            .states("component/a/io_wait", "10 ms")
            .states("component/a/wait_spread", "0 %")
            .states("component/db/wait_spread", "0 %");
        let sketch = if wait { sketch.states("component/db/io_wait", "30 ms") } else { sketch };
        flows(&graph(&exact(sketch))).remove(0)
    };
    let (without, with) = (sketch(false), sketch(true));
    assert_eq!((without.time_assumed, with.time_assumed.len()), (vec![id("db")], 0));
    // The catalog's 3 ms of a datastore give way to the 30 ms.
    close(with.p99_ms - without.p99_ms, 27.0, 1e-6);
    close(with.p50_ms - without.p50_ms, 27.0, 1e-6);
}

#[test]
fn circles_are_cut_and_guesses_upstream_give_way() {
    let circle = Sketch::services(&["a", "b", "c"])
        .links(&[("a", "b"), ("b", "c"), ("c", "a"), ("a", "a")])
        .states("component/a/external_rate", "10 req/s");
    let graph_of_circle = graph(&circle);
    assert_eq!(graph_of_circle.order, [0, 1, 2]);
    assert_eq!(flows(&graph_of_circle).len(), 1);
    // `b` is known to get 3 requests a second; nobody knows what `a` sends.
    let guess = exact(Sketch::services(&["a", "b"]).links(&[("a", "b")]))
        .states("component/b/external_rate", "3 req/s");
    let graph = graph(&guess);
    let call = graph.nodes[0].stages[0][0];
    assert_eq!((call.calls, graph.nodes[1].rate_per_s), (1.0, 3.0));
    close(call.share * graph.nodes[0].rate_per_s, 3.0, 1e-9);
    // A part of the plan that is bought altogether has flows without figures.
    let bought =
        Sketch::services(&["a"]).but("a", ComponentChange::Sourcing(Some(Sourcing::Bought)));
    assert_eq!(flows(&self::graph(&bought))[0].p99_ms, 0.0);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    /// Half-drawn plans have flows and can be played, whatever is in them.
    #[test]
    fn no_plan_is_too_odd(plan in support::plan()) {
        let resolved = Resolved::new(&plan, catalog(), None);
        let graph = CallGraph::new(&resolved, &polyplan::advice::decided_else_advised(&resolved));
        proptest::prop_assert_eq!(graph.order.len(), graph.nodes.len());
        for flow in flows(&graph) {
            proptest::prop_assert!(flow.p50_ms <= flow.p95_ms && flow.p95_ms <= flow.p99_ms);
            let sum: f64 = flow.shares.iter().map(|share| share.share).sum();
            proptest::prop_assert!(flow.shares.is_empty() || (sum - 1.0).abs() < 1e-9);
        }
        if let Some(seconds) = seconds_for(&graph, 1_000.0) {
            let settings = Settings { seconds, seed: 1 };
            // Plans may ask for a million calls each; a few reports are enough.
            let mut left = 3;
            let _ = simulate(&graph, settings, |_| {
                left -= 1;
                if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
        }
    }
}

/// A nightly run that promises to be done within hours is told beside the drawing of what people wait
/// for, not drawn into it.
#[test]
fn jobs_do_not_press_what_people_wait_for() {
    use polyplan::charts::{Body, plan_chart};
    let sketch = Sketch::services(&["shop"])
        .with("nightly", Kind::BatchJob)
        .states("component/shop/external_rate", "10 req/s")
        .states("component/shop/p99_target", "200 ms")
        .states("component/nightly/external_rate", "0.001 req/s")
        .states("component/nightly/cpu_time", "30 min")
        .states("component/nightly/p99_target", "4 h");
    let drawn = |sketch: &Sketch| {
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let found = plan_chart(&resolved, "flow-latency").unwrap();
        let labels = match &found.panels[0].body {
            Body::Bars(bars) => bars.groups.iter().map(|of| of.label.clone()).collect(),
            _ => Vec::new(),
        };
        (labels, found.notes.join(" "))
    };
    let (labels, notes) = drawn(&sketch);
    assert_eq!(labels, ["shop"]);
    assert!(notes.contains("Jobs, which are not drawn: nightly, p99 "), "{notes}");
    // Where there is nothing else, they are what is asked about.
    let alone = sketch.edit(polyplan::model::Edit::RemoveComponent(id("shop")));
    let (labels, notes) = drawn(&alone);
    assert_eq!(labels, ["nightly"]);
    assert!(!notes.contains("not drawn"), "{notes}");
}
