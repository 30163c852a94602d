//! What runs on people's devices or inside another program has no servers.

use std::ops::ControlFlow;

use polyplan::advice::{self, Advice, Choice, Verdict};
use polyplan::charts::{Body, COMPONENT_CHARTS, Subject, component_chart};
use polyplan::forecast::simulate::{Settings, simulate};
use polyplan::forecast::{CallGraph, Point, Resolved, totals};
use polyplan::model::{ComponentChange, Kind, Shipping, Sourcing};

use super::sketch::{Sketch, catalog, id};

fn advice_on(resolved: &Resolved<'_>, component: &str) -> Advice {
    let all = advice::of_plan(resolved);
    all.into_iter().find(|(of, _)| of.as_str() == component).unwrap().1
}

/// A client of an API at a stated load.
fn client(kind: Kind) -> Sketch {
    Sketch::services(&["api"])
        .with("client", kind)
        .calls("client", "api")
        .states("component/client/external_rate", "500 req/s")
        .states("link/client-api/retries", "0 %")
}

#[test]
fn clients_get_the_languages_of_their_devices_and_no_servers() {
    for (kind, names) in [
        (Kind::BrowserPage, &["TypeScript", "JavaScript", "WebAssembly"][..]),
        (Kind::MobileApp, &["Kotlin", "Swift", "Dart"]),
        (Kind::DesktopApp, &["C#", "Swift", "TypeScript", "Rust"]),
        (Kind::Ui, &["TypeScript", "Kotlin", "Swift"]),
    ] {
        for candidates in [&[][..], &["go-net-http", "python-async", "typescript-node"]] {
            let sketch = client(kind.clone()).compares(candidates);
            let resolved = Resolved::new(&sketch.0, catalog(), None);
            let advice = advice_on(&resolved, "client");
            assert_eq!((advice.verdict, advice.ranking.len()), (Verdict::Client, 0));
            for name in names {
                assert!(advice.sentence.contains(name), "{}", advice.sentence);
            }
            assert!(!advice.sentence.contains("Go ") && !advice.sentence.contains("Python"));
            let assignment = Choice::Advised.assignment(&resolved);
            assert_eq!(assignment.keys().collect::<Vec<_>>(), [&id("api")]);
            let alone = Sketch::services(&["api"])
                .states("component/api/external_rate", "500 req/s")
                .compares(candidates);
            let alone = Resolved::new(&alone.0, catalog(), None);
            let cost = |of: &Resolved<'_>| totals::of_plan(of, &assignment, Point::Typical);
            assert_eq!(cost(&resolved), cost(&alone), "{kind:?} costs nothing of its own");
        }
    }
}

#[test]
fn flows_begin_at_clients_and_people() {
    for kind in [Kind::BrowserPage, Kind::MobileApp, Kind::DesktopApp, Kind::Ui, Kind::Person] {
        let sketch = client(kind.clone());
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let graph = CallGraph::new(&resolved, &Choice::Advised.assignment(&resolved));
        let entries: Vec<_> =
            graph.nodes.iter().filter(|node| node.is_entry).map(|node| &node.component).collect();
        assert_eq!(entries, [&id("client")], "{kind:?}");
        let api = resolved.facts(&id("api")).unwrap();
        assert_eq!(api.rate.range.typical, 500.0, "{kind:?}");
    }
}

#[test]
fn people_are_not_built() {
    let sketch = client(Kind::Person);
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let advice = advice_on(&resolved, "client");
    assert_eq!(advice.verdict, Verdict::Outside);
    assert!(advice.sentence.contains("people"), "{}", advice.sentence);
}

/// What a component compared with other languages costs to run, and its charts of servers.
#[track_caller]
fn has_no_servers(sketch: &Sketch, component: &str) {
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let advice = advice_on(&resolved, component);
    assert!(advice.ranking.len() > 1, "{}", advice.sentence);
    for ranked in &advice.ranking {
        let totals = &ranked.totals;
        let runs = [totals.servers, totals.memory_gb, totals.monthly, totals.run];
        assert_eq!(runs, [0.0; 4], "{}", ranked.name);
        assert!(totals.person_weeks > 0.0 && totals.weeks > 0.0);
        assert!(ranked.score.is_finite() && ranked.estimate.p99_ms.is_finite());
        assert!(ranked.utilities.iter().all(|utility| utility.is_finite()));
    }
    let subject = Subject::new(&resolved, resolved.facts(&id(component)).unwrap());
    for name in COMPONENT_CHARTS {
        let chart = component_chart(&subject, name).unwrap();
        let empty = matches!(chart.panels[0].body, Body::Empty(_));
        let of_servers = ["latency-load", "cost-load", "memory-connections"].contains(name);
        assert_eq!(empty, of_servers, "{name}: {}", chart.takeaway);
    }
}

#[test]
fn libraries_tools_and_devices_have_work_but_no_servers() {
    let library = Sketch::services(&["api"])
        .with("sdk", Kind::Library)
        .calls("api", "sdk")
        .states("component/api/external_rate", "2000 req/s");
    has_no_servers(&library, "sdk");
    has_no_servers(&Sketch::new().with("tool", Kind::CliTool), "tool");
    let ships = |kind, shipping| {
        let sketch = Sketch::new().with("it", kind);
        sketch.but("it", ComponentChange::Shipping(Some(shipping)))
    };
    has_no_servers(&ships(Kind::CliTool, Shipping::PythonEnvironment), "it");
    has_no_servers(&ships(Kind::Agent, Shipping::Device), "it");
    let built = |kind| client(kind).but("client", ComponentChange::Sourcing(Some(Sourcing::Built)));
    has_no_servers(&built(Kind::MobileApp), "client");
    has_no_servers(&built(Kind::BrowserPage), "client");
    // A tool that runs on machines of one's own still has them.
    let served = ships(Kind::CliTool, Shipping::Server);
    let resolved = Resolved::new(&served.0, catalog(), None);
    assert!(advice_on(&resolved, "it").ranking[0].totals.servers >= 1.0);
}

#[test]
fn nobody_queues_for_what_everybody_has_for_himself() {
    // 20,000 calls a second of a library that computes would fill one processor many times over.
    let sketch = Sketch::services(&["api"])
        .with("sdk", Kind::Library)
        .calls("api", "sdk")
        .states("component/api/external_rate", "20000 req/s")
        .states("component/sdk/io_wait", "0 ms")
        .states("component/api/io_wait", "0 ms");
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let assignment = Choice::Advised.assignment(&resolved);
    let graph = CallGraph::new(&resolved, &assignment);
    let settings = Settings { seconds: 2.0, seed: 1 };
    let played = simulate(&graph, settings, |_| ControlFlow::Continue(())).unwrap();
    let sdk = graph.nodes.iter().find(|node| node.component == id("sdk")).unwrap();
    let computed = sdk.station.unwrap().mean_ms();
    let played = played.components.iter().find(|of| of.component == id("sdk")).unwrap();
    let seen = played.own.mean_ms.value.unwrap();
    assert!((seen / computed - 1.0).abs() < 0.05, "{seen} of {computed}");
}
