//! Kinds of request: what begins at different components and takes ways of its own through one gateway.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use polyplan::advice;
use polyplan::forecast::simulate::{Settings, simulate};
use polyplan::forecast::{CallGraph, Resolved, flow, flow_latency, responses};
use polyplan::model::{ComponentId, Edit, InputRef, Kind, LinkChange, LinkId, LinkStyle, Plan};
use proptest::prelude::*;

use super::sketch::{Sketch, catalog, id};
use super::support;

fn only_for(sketch: Sketch, link: &str, begins: &[&str]) -> Sketch {
    let begins = begins.iter().map(|text| id(text)).collect();
    let link = LinkId::new(link).unwrap();
    sketch.edit(Edit::Link(link, LinkChange::OnlyFor(Some(begins))))
}

/// Browsing and checking out through one gateway; all behind it is outside, with waits that are known.
fn shop() -> Sketch {
    let outside = ["browse", "checkout", "gateway", "index", "orders", "users", "mail"];
    let mut sketch =
        outside.iter().fold(Sketch::new(), |sketch, id| sketch.with(id, Kind::External));
    sketch = sketch.links(&[
        ("browse", "gateway"),
        ("checkout", "gateway"),
        ("gateway", "index"),
        ("gateway", "orders"),
        ("gateway", "users"),
        ("users", "mail"),
    ]);
    for (link, calls, stage) in [
        ("browse-gateway", "1", 0),
        ("checkout-gateway", "1", 0),
        ("gateway-index", "1", 0),
        ("gateway-orders", "2", 1),
        ("gateway-users", "1", 2),
        ("users-mail", "1", 0),
    ] {
        sketch = sketch
            .states(&format!("link/{link}/calls"), calls)
            .states(&format!("link/{link}/retries"), "0 %")
            .edit(Edit::Link(LinkId::new(link).unwrap(), LinkChange::Stage(stage)));
    }
    for (of, wait) in [
        ("gateway", "1 ms"),
        ("index", "5 ms"),
        ("orders", "80 ms"),
        ("users", "2 ms"),
        ("mail", "3 ms"),
    ] {
        sketch = sketch.states(&format!("component/{of}/io_wait"), wait);
    }
    let sketch = sketch
        .states("component/browse/external_rate", "90..100..120 req/s")
        .states("component/checkout/external_rate", "10 req/s");
    let sketch = only_for(sketch, "gateway-index", &["browse"]);
    let sketch = only_for(sketch, "gateway-orders", &["checkout"]);
    // Two steps from the gateway requests are still told apart.
    only_for(sketch, "users-mail", &["checkout"])
}

fn rate(resolved: &Resolved<'_>, of: &str) -> [f64; 3] {
    let range = resolved.facts(&id(of)).unwrap().rate.range;
    [range.low, range.typical, range.high]
}

#[test]
fn each_kind_of_request_brings_its_rate_to_what_it_calls() {
    let sketch = shop();
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    assert_eq!(rate(&resolved, "gateway"), [100.0, 110.0, 130.0]);
    assert_eq!(rate(&resolved, "index"), [90.0, 100.0, 120.0]);
    assert_eq!(rate(&resolved, "orders"), [20.0; 3]);
    assert_eq!(rate(&resolved, "users"), [100.0, 110.0, 130.0]);
    assert_eq!(rate(&resolved, "mail"), [10.0; 3]);
    let link = &sketch.0.links[&LinkId::new("gateway-orders").unwrap()];
    assert_eq!(flow::rate_along(&resolved, link), Some(20.0));
}

#[test]
fn each_flow_takes_the_time_of_its_own_way() {
    let sketch = shop();
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let assignment = advice::decided_else_advised(&resolved);
    let flows = flow_latency::flows(&CallGraph::new(&resolved, &assignment));
    let mean = |entry: &str| flows.iter().find(|of| of.entry == id(entry)).unwrap().mean_ms;
    // Stages follow one another, so means add up: 1 + 5 + 2, and 1 + 2 × 80 + 2 + 3.
    for (entry, wanted) in [("browse", 8.0), ("checkout", 166.0)] {
        let found = mean(entry);
        assert!((found / wanted - 1.0).abs() < 0.01, "{entry}: {found} not {wanted}");
    }
    // What is told over the draws and what a simulation sees agree.
    let told = responses::of_assignment(&resolved, &assignment);
    let graph = CallGraph::new(&resolved, &assignment);
    let settings = Settings { seconds: 2_000.0, seed: 7 };
    let seen = simulate(&graph, settings, |_| ControlFlow::Continue(())).unwrap();
    for (entry, wanted) in [("browse", 8.0), ("checkout", 166.0)] {
        let told = responses::of_component(&told, &id(entry)).unwrap().mean_ms.typical;
        assert!((told / wanted - 1.0).abs() < 0.02, "{entry}: told {told}");
        let seen = seen.flows.iter().find(|of| of.entry == id(entry)).unwrap();
        let mean = seen.whole.mean_ms.value.unwrap();
        assert!((mean / wanted - 1.0).abs() < 0.02, "{entry}: seen {mean}");
    }
}

#[test]
fn what_a_flow_does_not_call_it_does_not_hang_on() {
    let sketch = shop()
        .states("component/orders/availability", "99 %")
        .states("component/index/availability", "99.9 %");
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let flows =
        flow_latency::flows(&CallGraph::new(&resolved, &advice::decided_else_advised(&resolved)));
    let of =
        |entry: &str| flows.iter().find(|of| of.entry == id(entry)).unwrap().availability.unwrap();
    assert!((of("browse") - 0.999).abs() < 1e-12, "{}", of("browse"));
    assert!((of("checkout") - 0.99).abs() < 1e-12, "{}", of("checkout"));
}

#[test]
fn messages_are_for_some_requests_too() {
    let link = LinkId::new("gateway-orders").unwrap();
    let sketch = shop().style("gateway-orders", LinkStyle::Message);
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    assert_eq!(flow::rate_along(&resolved, &sketch.0.links[&link]), Some(20.0));
    let graph = CallGraph::new(&resolved, &advice::decided_else_advised(&resolved));
    let seen =
        simulate(&graph, Settings { seconds: 1_000.0, seed: 3 }, |_| ControlFlow::Continue(()));
    let seen = seen.unwrap();
    let orders = seen.components.iter().find(|of| of.component == id("orders")).unwrap();
    // A tenth is not measured.
    let per_s = f64::from(u32::try_from(orders.own.count).unwrap()) / 900.0;
    assert!((per_s / 20.0 - 1.0).abs() < 0.05, "{per_s}");
}

/// Nobody is nobody, also where no other link of the plan tells requests apart.
#[test]
fn a_link_for_no_requests_carries_nothing() {
    let plain = Sketch::services(&["web", "one", "two"])
        .links(&[("web", "one"), ("web", "two")])
        .states("component/web/external_rate", "100 req/s");
    let sketch = only_for(plain.clone(), "web-two", &[]);
    let [before, resolved] = [&plain, &sketch].map(|of| Resolved::new(&of.0, catalog(), None));
    assert_eq!(rate(&resolved, "one"), rate(&before, "one"));
    assert_eq!(rate(&resolved, "two"), [0.0; 3]);
}

/// One request in a hundred needs what it calls again and again: it fails in one of a hundred at most.
#[test]
fn how_often_one_kind_calls_does_not_count_for_all() {
    for calls in ["1", "3", "100"] {
        let sketch = shop()
            .states("component/browse/external_rate", "990 req/s")
            .states("link/gateway-orders/calls", calls)
            .states("component/gateway/availability", "99.99 %")
            .states("component/index/availability", "99.999 %")
            .states("component/orders/availability", "95 %");
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let graph = CallGraph::new(&resolved, &advice::decided_else_advised(&resolved));
        let gateway = graph.nodes.iter().position(|of| of.component == id("gateway")).unwrap();
        let found = polyplan::forecast::Visits::new(&graph).availability_around(gateway);
        let expected = 0.99 * (1.0 - 0.00001) + 0.01 * (1.0 - 0.05);
        assert!((found - expected).abs() < 1e-12, "{calls}: {found} not {expected}");
    }
}

/// Two kinds of request through one gateway, half and half, each with a stage of its own that takes 100 ms.
fn ways_apart() -> Sketch {
    let outside = ["north", "south", "gateway", "left", "right"];
    let mut sketch =
        outside.iter().fold(Sketch::new(), |sketch, id| sketch.with(id, Kind::External));
    sketch = sketch.links(&[
        ("north", "gateway"),
        ("south", "gateway"),
        ("gateway", "left"),
        ("gateway", "right"),
    ]);
    for (link, stage) in
        [("north-gateway", 0), ("south-gateway", 0), ("gateway-left", 0), ("gateway-right", 1)]
    {
        sketch = sketch
            .states(&format!("link/{link}/calls"), "1")
            .states(&format!("link/{link}/retries"), "0 %")
            .edit(Edit::Link(LinkId::new(link).unwrap(), LinkChange::Stage(stage)));
    }
    for (of, wait) in [("gateway", "1 ms"), ("left", "100 ms"), ("right", "100 ms")] {
        sketch = sketch.states(&format!("component/{of}/io_wait"), wait);
    }
    let sketch = sketch
        .states("component/north/external_rate", "10 req/s")
        .states("component/south/external_rate", "10 req/s");
    let sketch = only_for(sketch, "gateway-left", &["north"]);
    only_for(sketch, "gateway-right", &["south"])
}

/// Nobody takes both ways: what the gateway answers within is what each kind is answered within.
#[test]
fn on_the_way_kinds_are_mixed_whole() {
    let sketch = ways_apart().states("component/gateway/p99_target", "1 s");
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let assignment = advice::decided_else_advised(&resolved);
    let graph = CallGraph::new(&resolved, &assignment);
    let place = |of: &str| graph.nodes.iter().position(|node| node.component == id(of)).unwrap();
    let shares: Vec<f64> = graph.sights(place("gateway")).iter().map(|of| of.share).collect();
    assert_eq!(shares, [0.5, 0.5]);
    assert_eq!(graph.sights(place("north")).len(), 1);
    let told = responses::of_assignment(&resolved, &assignment);
    let of = |of: &str| responses::of_component(&told, &id(of)).unwrap();
    let [gateway, north] = ["gateway", "north"].map(of);
    for (gateway, north) in [
        (gateway.p99_ms, north.p99_ms),
        (gateway.p50_ms, north.p50_ms),
        (gateway.mean_ms, north.mean_ms),
    ] {
        let [gateway, north] = [gateway.typical, north.typical];
        assert!((gateway / north - 1.0).abs() < 0.02, "{gateway} and {north}");
    }
    // Half of the long waits are those of either.
    let shares = flow_latency::shares(&graph, &[place("gateway")]).remove(0);
    let share = |name: &str| shares.iter().find(|of| of.component == id(name)).unwrap().share;
    assert!((share("left") - share("right")).abs() < 1e-6, "{shares:?}");
    assert!((shares.iter().map(|of| of.share).sum::<f64>() - 1.0).abs() < 1e-9);
    // Calls one after the other are no way out, as there are none.
    let missed = sketch.states("component/gateway/p99_target", "50 ms");
    let found = super::findings::of(&missed.0);
    let advice = |code: &str| found.iter().find(|of| of.code == code).map(|of| of.advice.clone());
    let advice = advice("slow-chain").unwrap();
    assert!(advice.starts_with("Answer later"), "{advice}");
}

/// A kind in four makes the long tail: the median is that of the short ones, the p99 that of the long.
#[test]
fn a_mixture_has_the_tail_of_its_slow_kind() {
    let sketch = ways_apart()
        .states("component/north/external_rate", "30 req/s")
        .states("component/gateway/p99_target", "1 s")
        .states("component/left/io_wait", "10 ms");
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let told = responses::of_assignment(&resolved, &advice::decided_else_advised(&resolved));
    let of = |of: &str| responses::of_component(&told, &id(of)).unwrap();
    let [gateway, north, south] = ["gateway", "north", "south"].map(of);
    let means = 0.75 * north.mean_ms.typical + 0.25 * south.mean_ms.typical;
    assert!((gateway.mean_ms.typical / means - 1.0).abs() < 0.02, "{:?}", gateway.mean_ms);
    assert!(gateway.p50_ms.typical < 2.0 * north.p50_ms.typical, "{:?}", gateway.p50_ms);
    assert!(gateway.p99_ms.typical < 1.01 * south.p99_ms.typical, "{:?}", gateway.p99_ms);
    assert!(gateway.p99_ms.typical > south.p95_ms.typical, "{:?}", gateway.p99_ms);
}

/// What is assumed of a component in the middle begins nowhere: naming the only kind changes nothing.
#[test]
fn what_is_assumed_on_the_way_is_no_kind_of_its_own() {
    let sketch = Sketch::services(&["ask", "gateway", "end"])
        .links(&[("ask", "gateway"), ("gateway", "end")]);
    let named = only_for(sketch.clone(), "gateway-end", &["ask"]);
    let rates = [&sketch, &named].map(|of| rate(&Resolved::new(&of.0, catalog(), None), "end"));
    assert_eq!(rates[0], rates[1]);
}

/// A link that was for one kind of request alone does not become one for all when that is removed.
#[test]
fn what_was_for_one_kind_is_for_none_when_it_is_gone() {
    let mut plan = shop().0;
    let before = plan.clone();
    let link = LinkId::new("gateway-orders").unwrap();
    let back = plan.apply(Edit::RemoveComponent(id("checkout"))).unwrap();
    assert_eq!(plan.links[&link].only_for, Some(BTreeSet::new()));
    let resolved = Resolved::new(&plan, catalog(), None);
    assert_eq!(rate(&resolved, "orders"), [0.0; 3]);
    plan.apply(back).unwrap();
    assert_eq!(plan, before);
}

#[test]
fn a_link_that_no_request_takes_is_told_and_mended() {
    let told = |sketch: &Sketch| {
        let found = super::findings::of(&sketch.0).into_iter();
        found.filter(|of| of.code == "link-for-nobody").collect::<Vec<_>>()
    };
    assert!(told(&shop()).is_empty());
    let sketch = only_for(shop(), "gateway-orders", &["mail"]);
    let found = told(&sketch);
    let message = "The link from gateway to orders is only for requests of mail, and none of them reaches gateway: it carries nothing";
    assert_eq!(found.iter().map(|of| of.message.as_str()).collect::<Vec<_>>(), [message]);
    let mended = sketch.edit(found[0].fixes[0].1.clone());
    assert!(told(&mended).is_empty());
    let resolved = Resolved::new(&mended.0, catalog(), None);
    assert_eq!(rate(&resolved, "orders")[1], 220.0);
}

/// What no request takes is no circle, no job that anybody waits for and no retry.
#[test]
fn a_link_for_nobody_is_no_call() {
    let codes = |sketch: &Sketch| {
        let found = super::findings::of(&sketch.0).into_iter();
        let asked = ["synchronous-cycle", "job-on-response-path", "circle-not-followed"];
        found.map(|of| of.code).filter(|code| asked.contains(code)).collect::<BTreeSet<_>>()
    };
    let sketch = Sketch::services(&["web", "shop"])
        .with("train", Kind::ModelTraining)
        .links(&[("web", "shop"), ("shop", "web"), ("web", "train")])
        .states("component/web/external_rate", "100 req/s");
    let before = codes(&sketch);
    assert!(before.contains("synchronous-cycle") && before.contains("job-on-response-path"));
    let sketch = only_for(only_for(sketch, "shop-web", &[]), "web-train", &[]);
    assert!(codes(&sketch).is_empty(), "{:?}", codes(&sketch));
    assert!(Resolved::new(&sketch.0, catalog(), None).cut_links.is_empty());
}

/// The components that requests of a plan begin at, by what reaches each.
fn all_that_arrive(plan: &Plan) -> Plan {
    let mut named = plan.clone();
    let everything: BTreeSet<ComponentId> = plan.components.keys().cloned().collect();
    for link in named.links.values_mut() {
        link.only_for = Some(everything.clone());
    }
    named
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// A link for every kind that there is carries what a link for all carries.
    #[test]
    fn naming_all_is_as_naming_none(plan in support::plan()) {
        let mut plain = plan;
        plain.links.values_mut().for_each(|link| link.only_for = None);
        let named = all_that_arrive(&plain);
        let rates = |plan: &Plan| -> Vec<[f64; 3]> {
            let resolved = Resolved::new(plan, catalog(), None);
            resolved.components.iter().map(|of| {
                let range = of.rate.range;
                [range.low, range.typical, range.high]
            }).collect()
        };
        for (a, b) in rates(&plain).iter().flatten().zip(rates(&named).iter().flatten()) {
            prop_assert!((a - b).abs() <= 1e-9 * a.abs().max(1e-12), "{} {}", a, b);
        }
    }

    /// No share of requests is beyond all of them, and no number in a plan with routes is negative or
    /// none, however odd they are.
    #[test]
    fn shares_are_shares(plan in support::plan()) {
        let resolved = Resolved::new(&plan, catalog(), None);
        for link in plan.links.keys() {
            prop_assert!((0.0..=1.0 + 1e-12).contains(&resolved.going(link)), "{}", resolved.going(link));
        }
        let graph = CallGraph::new(&resolved, &advice::decided_else_advised(&resolved));
        for node in &graph.nodes {
            prop_assert!(node.rate_per_s >= 0.0 && node.external_per_s >= 0.0);
            let sent: f64 = node.stages.iter().flatten().chain(&node.messages).map(|call| call.share).sum();
            prop_assert!(sent.is_finite());
        }
    }
}

/// A number of a link is asked of those requests alone that take it.
#[test]
fn calls_count_for_the_requests_that_take_the_link() {
    let calls: InputRef = "link/gateway-orders/calls".parse().unwrap();
    let sketch = shop().states(&calls.to_string(), "3");
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    assert_eq!(rate(&resolved, "orders"), [30.0; 3]);
}
