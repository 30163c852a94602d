//! Rules on what waits for what.

use polyplan::model::{
    ComponentChange, Edit, Kind, LanguageId, Link, LinkChange, LinkId, LinkStyle, Shipping,
};

use super::super::saves::saves;
use super::super::sketch::Sketch;
use super::{decided, of, rule};

/// A chain of services, each calling the next.
fn chain(ids: &[&str]) -> Sketch {
    let ends: Vec<(&str, &str)> = ids.windows(2).map(|pair| (pair[0], pair[1])).collect();
    Sketch::services(ids).links(&ends)
}

#[test]
fn slow_chain() {
    // These waits are constant, so the chain takes at least the sum of them.
    let waits = |target: &str| {
        chain(&["api", "store"])
            .states("component/api/io_wait", "10 ms")
            .states("component/api/p99_target", target)
            .states("component/store/io_wait", "300 ms")
            .states("component/api/wait_spread", "0 %")
            .states("component/store/wait_spread", "0 %")
            .states("link/api-store/retries", "0")
    };
    rule(
        "slow-chain",
        &[
            ("a slow callee", waits("200 ms"), "api: store 9"),
            (
                "three calls one after the other",
                waits("800 ms").states("link/api-store/calls", "3"),
                "api: 800 ms",
            ),
        ],
        &[
            ("a target with room for both", waits("600 ms")),
            ("a message", waits("200 ms").style("api-store", LinkStyle::Message)),
            ("an entry too slow alone", waits("200 ms").states("component/api/io_wait", "250 ms")),
            ("no target", { chain(&["api", "store"]).states("component/store/io_wait", "300 ms") }),
        ],
    );
}

/// What is found does not depend on how much else there is in the plan.
#[test]
fn a_large_plan_is_checked_as_a_small_one() {
    let (_, boutique) =
        saves().into_iter().find(|(path, _)| path.contains("online-boutique")).unwrap();
    let slow = |sketch: &Sketch| -> Vec<String> {
        let found = of(&sketch.0).into_iter().filter(|finding| finding.code == "slow-chain");
        found.map(|finding| finding.message).collect()
    };
    let small = slow(&Sketch(boutique.clone()));
    assert!(!small.is_empty());
    let unlinked = (0..139).map(|i| format!("unlinked-{i}"));
    let large = unlinked.fold(Sketch(boutique), |sketch, id| sketch.with(&id, Kind::Service));
    assert_eq!(slow(&large), small);
}

#[test]
fn retry_amplification() {
    let retries = |ends: &[(&str, &str)]| {
        ends.iter().fold(chain(&["a", "b", "c"]), |sketch, (link, often)| {
            sketch.states(&format!("link/{link}/retries"), often)
        })
    };
    rule(
        "retry-amplification",
        &[
            // 1.5 × 1.5 = 2.25 calls for each.
            (
                "half of both again",
                retries(&[("a-b", "50 %"), ("b-c", "50 %")]),
                "c: a → b → c: 2.25",
            ),
            ("each of both again", retries(&[("a-b", "1"), ("b-c", "1")]), "c: 4 calls"),
            (
                "a link without retries between",
                Sketch::services(&["a", "b", "c", "d"])
                    .links(&[("a", "b"), ("b", "c"), ("c", "d")])
                    .states("link/a-b/retries", "1")
                    .states("link/c-d/retries", "1"),
                "d: a → b → c → d",
            ),
            (
                "the worse of two ways",
                retries(&[("a-b", "1"), ("b-c", "1")])
                    .calls("a", "c")
                    .states("link/a-c/retries", "10 %"),
                "c: a → b → c",
            ),
        ],
        &[
            ("few retries", retries(&[("a-b", "10 %"), ("b-c", "10 %")])),
            ("retries in one place", retries(&[("b-c", "3")])),
            (
                "a message between",
                retries(&[("a-b", "1"), ("b-c", "1")]).style("b-c", LinkStyle::Message),
            ),
            ("retries beside each other", {
                Sketch::services(&["a", "b", "c"])
                    .links(&[("a", "b"), ("a", "c")])
                    .states("link/a-b/retries", "1")
                    .states("link/a-c/retries", "1")
            }),
        ],
    );
}

/// On servers of four processors 500 a second of 10 ms are 125 %, 300 are 75 %, 220 are 55 %; 60 % are
/// planned.
#[test]
fn stated_replicas_are_held_against_the_peak_and_twice_of_it() {
    let on = |rate: &str, replicas: &str| {
        let sketch = Sketch::services(&["api"])
            .states("component/api/external_rate", rate)
            .states("component/api/cpu_time", "10 ms")
            .states("component/api/interpreted", "100 %")
            .states("component/api/accelerated", "0 %")
            .states("component/api/native", "0 %")
            .but("api", ComponentChange::CpuLanguage(Some(LanguageId::new("python").unwrap())));
        let sketch = decided(sketch, "api", "python");
        if replicas.is_empty() { sketch } else { sketch.states("component/api/replicas", replicas) }
    };
    let smaller = on("130 req/s", "2").states("component/api/replica_vcpus", "0.5");
    rule(
        "replicas-short",
        &[
            (
                "too few",
                on("500 req/s", "1"),
                "api: on 1 replica; at the peak it would have to do 125 %",
            ),
            (
                "busier than planned",
                on("600 req/s", "2"),
                "api: on 2 replicas; at the peak they do 75 % of what is possible; at most 60 % is planned",
            ),
            // 1.3 processors of work on two halves of one.
            ("small ones", smaller, "api: at the peak they would have to do 130 %"),
        ],
        &[("enough", on("220 req/s", "1")), ("as many as it takes", on("500 req/s", ""))],
    );
    rule(
        "replicas-short-at-twice",
        &[(
            "enough for once",
            on("220 req/s", "1"),
            "api: at twice the peak it would have to do 110 %",
        )],
        &[("enough for twice", on("190 req/s", "1")), ("as many as it takes", on("220 req/s", ""))],
    );
    // A second of work each second asks for a quarter of a server, at 60 % for less than half of one.
    rule(
        "replicas-many",
        &[("forty", on("100 req/s", "40"), "api: on 40 replicas; for its peak 1 would do")],
        &[("three", on("100 req/s", "3")), ("as many as it takes", on("100 req/s", ""))],
    );
    // With one of two down 450 a second keep the other busy to 112.5 %.
    rule(
        "failover-overload",
        &[(
            "stated replicas",
            on("450 req/s", "2").states("component/api/availability", "99.99 %"),
            "api: 112.5 % of what is possible",
        )],
        &[("no promise", on("450 req/s", "2"))],
    );
}

#[test]
fn failover_overload() {
    let busy = |rate: &str, availability: &str| {
        Sketch::services(&["api"])
            .states("component/api/external_rate", rate)
            .states("component/api/cpu_time", "10 ms")
            .states("component/api/interpreted", "100 %")
            .states("component/api/accelerated", "0 %")
            .states("component/api/native", "0 %")
            .states("component/api/availability", availability)
            .but("api", ComponentChange::CpuLanguage(Some(LanguageId::new("python").unwrap())))
    };
    let python = |sketch: Sketch| decided(sketch, "api", "python");
    rule(
        "failover-overload",
        &[
            // 450 a second of 10 ms keep 4.5 of the 8 cores of two servers busy, and 112.5 % of four.
            (
                "two servers",
                python(busy("450 req/s", "99.99 %")),
                "api: 112.5 % of what is possible",
            ),
        ],
        &[
            // 300 a second keep 3 cores busy, three of the four that are left.
            ("one server would do", python(busy("300 req/s", "99.99 %"))),
            ("no promise", python(busy("450 req/s", "99 %"))),
        ],
    );
}

#[test]
fn single_point_of_failure() {
    let promising =
        |target: &str| chain(&["api", "store"]).states("component/api/availability", target);
    let three = || {
        Sketch::services(&["a", "b", "c", "hub"]).links(&[("a", "hub"), ("b", "hub"), ("c", "hub")])
    };
    rule(
        "single-point-of-failure",
        &[
            ("a promise that a lone server breaks", promising("99.9 %"), "store: api"),
            ("the promise beside the percent", promising("99.95 %"), "store: 99.95 %"),
            ("what three flows need", three(), "hub: 3 flows"),
        ],
        &[
            // A lone server is up 99.5 % of the time, two in a row 99 %.
            ("a promise that lone servers keep", promising("99 %")),
            ("no promise", chain(&["api", "store"])),
            ("a message", promising("99.9 %").style("api-store", LinkStyle::Message)),
            (
                "a load of many servers",
                promising("99.9 %").states("component/api/external_rate", "90000 req/s"),
            ),
            (
                "a ready-made store",
                Sketch::services(&["api"])
                    .with("db", Kind::Datastore)
                    .calls("api", "db")
                    .states("component/api/availability", "99.9 %"),
            ),
            (
                "three flows and a target that one server reaches",
                three().states("component/hub/availability", "95 %"),
            ),
            (
                "what its users install",
                three().but("hub", ComponentChange::Shipping(Some(Shipping::Installed))),
            ),
        ],
    );
}

#[test]
fn availability_missed() {
    let targets = |api: &str, store: &str| {
        chain(&["api", "store"])
            .states("component/api/availability", api)
            .states("component/store/availability", store)
    };
    rule(
        "availability-missed",
        &[
            ("a weaker callee", targets("99.9 %", "99 %"), "api: 99 %"),
            (
                "two equal callees",
                targets("99.9 %", "99.9 %")
                    .with("cache", Kind::Service)
                    .calls("api", "cache")
                    .states("component/cache/availability", "99.9 %"),
                // 0.999 × 0.999 = 0.998001
                "api: 99.8 %",
            ),
        ],
        &[
            ("equal targets", targets("99.9 %", "99.9 %")),
            ("a stronger callee", targets("99 %", "99.9 %")),
            ("a callee without a target", {
                chain(&["api", "store"]).states("component/api/availability", "99.99 %")
            }),
            ("a message", targets("99.9 %", "99 %").style("api-store", LinkStyle::Message)),
            // One call in ten requests loses a tenth of 0.5 %.
            ("a rare call", targets("99.9 %", "99.5 %").states("link/api-store/calls", "0.1")),
        ],
    );
}

#[test]
fn availability_tight() {
    let targets = |api: &str, store: &str| {
        chain(&["api", "store"])
            .states("component/api/availability", api)
            .states("component/store/availability", store)
    };
    rule(
        "availability-tight",
        &[
            // 0.001 of 730 hours a month.
            ("equal targets", targets("99.9 %", "99.9 %"), "api: takes all of that: store"),
            // Of 0.001 the callee takes 0.0006, a hair more with what both are down at once.
            (
                "six tenths",
                targets("99.9 %", "99.94 %"),
                "api: but for 43.8 min a month; what it waits for takes 60 % of that",
            ),
            // There is nothing that it waits for, and so nothing that takes any of it.
            (
                "no downtime at all",
                super::api().states("component/api/availability", "100 %"),
                "api: is to be up 100 % of the time, so it may never be down",
            ),
        ],
        &[
            ("half", targets("99.9 %", "99.95 %")),
            ("a weaker callee", targets("99.9 %", "99 %")),
            ("a target alone", super::api().states("component/api/availability", "99.9 %")),
        ],
    );
}

#[test]
fn wait_counted_twice() {
    // A store is assumed to answer in 3 ms.
    let store = |wait: &str, calls: &str| {
        Sketch::services(&["api"])
            .with("store", Kind::Datastore)
            .calls("api", "store")
            .states("link/api-store/calls", calls)
            .states("component/api/io_wait", wait)
    };
    rule(
        "wait-counted-twice",
        &[("a wait that could hold the store", store("25 ms", "2"), "api: 6 ms assumed for store")],
        &[
            ("a wait too short for that", store("5 ms", "2")),
            ("a store whose time is known", {
                store("25 ms", "2").states("component/store/io_wait", "4 ms")
            }),
            ("nothing stated", {
                Sketch::services(&["api"]).with("store", Kind::Datastore).calls("api", "store")
            }),
            ("a service that is built", {
                chain(&["api", "store"]).states("component/api/io_wait", "25 ms")
            }),
        ],
    );
}

#[test]
fn chatty_boundary() {
    // A call costs about a third of a millisecond at the median.
    let calls = |count: &str, callee: &str| {
        let sketch = chain(&["api", "model"])
            .states("component/api/p99_target", "20 ms")
            .states("link/api-model/calls", count);
        decided(decided(sketch, "api", "go"), "model", callee)
    };
    rule(
        "chatty-boundary",
        &[("twenty calls into Python", calls("20", "python"), "api: model 20")],
        &[
            ("one call", calls("1", "python")),
            ("one language", calls("20", "go")),
            ("five calls", calls("5", "python")),
            ("time enough", calls("20", "python").states("component/api/p99_target", "500 ms")),
            ("many items in a call", calls("20", "python").states("link/api-model/batch", "20")),
        ],
    );
}

#[test]
fn job_on_response_path() {
    let job = |kind: Kind| Sketch::services(&["api"]).with("job", kind).calls("api", "job");
    rule(
        "job-on-response-path",
        &[
            ("training", job(Kind::ModelTraining), "api: job, a model training"),
            ("an analysis", job(Kind::Analysis), "api: job"),
            ("a batch job", job(Kind::BatchJob), "api: job"),
        ],
        &[
            ("serving", job(Kind::ModelServing)),
            ("a message", job(Kind::ModelTraining).style("api-job", LinkStyle::Message)),
            (
                "a job that asks",
                Sketch::services(&["api"]).with("job", Kind::Analysis).calls("job", "api"),
            ),
            (
                "a pipeline that starts training",
                Sketch::new()
                    .with("flow", Kind::DataPipeline)
                    .with("job", Kind::ModelTraining)
                    .calls("flow", "job"),
            ),
        ],
    );
}

#[test]
fn link_twice() {
    let pair = || Sketch::services(&["shop", "cart"]).calls("shop", "cart");
    let again = |change: Option<LinkChange>| {
        let mut sketch = pair();
        let link = sketch.0.links.values().next().unwrap().clone();
        let second = LinkId::new("second").unwrap();
        sketch.0.apply(Edit::AddLink(Box::new(Link { id: second.clone(), ..link }))).unwrap();
        if let Some(change) = change {
            sketch.0.apply(Edit::Link(second, change)).unwrap();
        }
        sketch
    };
    let numbers = again(None).states("link/second/calls", "3");
    rule(
        "link-twice",
        &[
            ("the same link again", again(None), "shop: cart"),
            ("one of them with a number", numbers.clone(), "shop: cart"),
        ],
        &[
            ("one link", pair()),
            ("there and back", pair().calls("cart", "shop")),
            ("a call and a message", again(Some(LinkChange::Style(LinkStyle::Message)))),
            ("two calls with names", again(Some(LinkChange::Label("checks stock".to_owned())))),
            ("one call after the other", again(Some(LinkChange::Stage(1)))),
        ],
    );
    let mut plan = numbers.0;
    let found = of(&plan).into_iter().find(|finding| finding.code == "link-twice").unwrap();
    plan.apply(found.fixes[0].1.clone()).unwrap();
    let left: Vec<&str> = plan.links.keys().map(LinkId::as_str).collect();
    assert_eq!(left, ["second"], "the link with the number is kept");
}
