//! Rules on stated numbers and coarse answers.

use std::collections::BTreeMap;

use polyplan::base::Range;
use polyplan::model::{
    Answers, ComponentChange, Decision, Edit, Feel, InputRef, Kind, LanguageId, PlanChange,
    Priority, Quantity, Traffic, WorkSize,
};

use super::super::sketch::{Sketch, id};
use super::{api, decided, rule};

fn language(word: &str) -> Option<LanguageId> {
    LanguageId::new(word).ok()
}

fn answers(sketch: Sketch, component: &str, answers: Answers) -> Sketch {
    sketch.but(component, ComponentChange::Answers(answers))
}

#[test]
fn target_below_wait() {
    let waits = |wait: &str, target: &str| {
        api().states("component/api/io_wait", wait).states("component/api/p99_target", target)
    };
    rule(
        "target-below-wait",
        &[
            ("a wait beyond the target", waits("80 ms", "50 ms"), "api: no language"),
            // A gateway is assumed to wait 20 ms.
            (
                "an assumed wait",
                Sketch::new()
                    .with("edge", Kind::Gateway)
                    .states("component/edge/p99_target", "15 ms"),
                "edge: assumed to wait 20 ms",
            ),
        ],
        &[
            ("a wait below the target", waits("40 ms", "50 ms")),
            ("no target", api().states("component/api/io_wait", "9 s")),
        ],
    );
}

#[test]
fn pauses_against_target() {
    let heap = |gb: &str, target: &str, word: &str| {
        let sketch = api()
            .states("component/api/live_heap", gb)
            .states("component/api/io_wait", "0 ms")
            .states("component/api/p99_target", target);
        decided(sketch, "api", word)
    };
    rule(
        "pauses-against-target",
        &[("eight gigabytes in Go", heap("8 GB", "5 ms", "go"), "api: Go")],
        &[
            ("no collector", heap("8 GB", "5 ms", "rust")),
            ("a small heap", heap("0.2 GB", "5 ms", "go")),
            ("time for a pause", heap("8 GB", "50 ms", "go")),
            (
                "pauses thought of",
                heap("8 GB", "5 ms", "go").but("api", ComponentChange::PauseSensitive(Some(false))),
            ),
        ],
    );
}

#[test]
fn process_over_server() {
    let heap =
        |gb: &str, word: &str| decided(api().states("component/api/live_heap", gb), "api", word);
    rule(
        "process-over-server",
        &[
            // A collected heap takes twice its live data: 18 GB and the process itself; a server
            // has 16 GB.
            ("nine gigabytes in Go", heap("9 GB", "go"), "api: 18 GB in Go, more than the 16 GB"),
            ("seventeen without a collector", heap("17 GB", "rust"), "api: 17 GB in Rust"),
        ],
        &[
            ("nine gigabytes without a collector", heap("9 GB", "rust")),
            ("seven in Go", heap("7 GB", "go")),
        ],
    );
}

#[test]
fn decision_misses_target() {
    // 20 ms of CPython's ordinary time: a p99 of 20 ms × ln 100 = 92 ms and more in Python alone,
    // an eighth of it in Go.
    let slow = |word: &str, target: &str| {
        let sketch = api()
            .but("api", ComponentChange::CpuLanguage(language("python")))
            .states("component/api/io_wait", "1 ms")
            .states("component/api/cpu_time", "20 ms")
            .states("component/api/p99_target", target);
        decided(sketch, "api", word)
    };
    rule(
        "decision-misses-target",
        &[("Python where Go would do", slow("python", "40 ms"), "api: Python")],
        &[
            ("Go", slow("go", "40 ms")),
            ("a target that Python meets", slow("python", "1 s")),
            ("a target that none meets", slow("python", "2 ms")),
        ],
    );
}

#[test]
fn stale_decision() {
    let relied = |address: &str, then: Range, now: &str| {
        let address: InputRef = address.parse().unwrap();
        let decision = Decision {
            language: LanguageId::new("go").unwrap(),
            candidate: None,
            reason: "measured".to_owned(),
            author: String::new(),
            date: None,
            relied_on: BTreeMap::from([(address.clone(), then)]),
        };
        let sketch = api().edit(Edit::Decide(id("api"), Some(Box::new(decision))));
        if now.is_empty() { sketch } else { sketch.states(&address.to_string(), now) }
    };
    let then = Range { low: 50.0, typical: 100.0, high: 200.0 };
    let rate = "component/api/external_rate";
    rule(
        "stale-decision",
        &[
            ("five times the rate", relied(rate, then, "500 req/s"), "api: 500 req/s now"),
            ("a tenth of the rate", relied(rate, then, "10 req/s"), "api: peak external rate"),
            ("a number that is gone", relied(rate, then, ""), "api: no longer stated"),
            ("a price", relied("plan/vcpu_hour", Range::exact(0.04), "0.4 $/h"), "api: Go"),
        ],
        &[
            ("the same range", relied(rate, then, "50..100..200 req/s")),
            ("within the range", relied(rate, then, "180 req/s")),
            ("a little more", relied(rate, Range::exact(100.0), "105 req/s")),
            ("a decision that names no numbers", decided(api(), "api", "go")),
        ],
    );
}

#[test]
fn answer_against_number() {
    let busy = Answers { traffic: Some(Traffic::Busy), ..Answers::default() };
    let snappy = Answers { feel: Some(Feel::Snappy), ..Answers::default() };
    let small = Answers { size: Some(WorkSize::S), ..busy };
    let rate = |text: &str| answers(api(), "api", busy).states("component/api/external_rate", text);
    rule(
        "answer-against-number",
        &[
            // Hundreds of requests a second are 100 to 900.
            ("thousands, not hundreds", rate("5000 req/s"), "api: 5,000 req/s"),
            ("a few, not hundreds", rate("3 req/s"), "api: hundreds of requests a second"),
            (
                "a second, not a tenth",
                answers(api(), "api", snappy).states("component/api/p99_target", "1 s"),
                "api: 1,000 ms",
            ),
            (
                "one of two answers",
                answers(api(), "api", small).states("component/api/work", "50 person-weeks"),
                "api: small",
            ),
            (
                "CPU time of a faster language",
                answers(
                    api().but("api", ComponentChange::CpuLanguage(language("go"))),
                    "api",
                    Answers { mostly: Some(polyplan::model::MostlyDoes::Waits), ..busy },
                )
                .states("component/api/cpu_time", "8 ms"),
                "api: in Python",
            ),
        ],
        &[
            ("as answered", rate("300 req/s")),
            ("a little more", rate("2000 req/s")),
            ("no number", answers(api(), "api", busy)),
            ("no answer", api().states("component/api/external_rate", "5000 req/s")),
        ],
    );
}

#[test]
fn cpu_time_without_language() {
    let timed = || api().states("component/api/cpu_time", "5 ms");
    rule(
        "cpu-time-without-language",
        &[
            ("a bare time", timed(), "api: 5 ms"),
            ("a bare time and a decision", decided(timed(), "api", "go"), "api: 5 ms"),
        ],
        &[
            ("a time in Go", timed().but("api", ComponentChange::CpuLanguage(language("go")))),
            (
                "a language without figures",
                timed().but("api", ComponentChange::CpuLanguage(language("cobol"))),
            ),
            ("no time", api()),
            (
                "a store",
                Sketch::new().with("db", Kind::Datastore).states("component/db/cpu_time", "5 ms"),
            ),
        ],
    );
}

#[test]
fn profile_sum() {
    let shares = |stated: &[(&str, &str)]| {
        stated.iter().fold(api(), |sketch, (input, share)| {
            sketch.states(&format!("component/api/{input}"), share)
        })
    };
    rule(
        "profile-sum",
        &[
            (
                "more than the whole",
                shares(&[("interpreted", "80 %"), ("accelerated", "40 %"), ("native", "10 %")]),
                "api: 130 %",
            ),
            (
                "two above the whole",
                shares(&[("interpreted", "80 %"), ("native", "50 %")]),
                "api: 130 %",
            ),
            (
                "less than the whole",
                shares(&[("interpreted", "20 %"), ("accelerated", "20 %"), ("native", "10 %")]),
                "api: 50 %",
            ),
        ],
        &[
            (
                "the whole",
                shares(&[("interpreted", "70 %"), ("accelerated", "20 %"), ("native", "10 %")]),
            ),
            (
                "rounded thirds",
                shares(&[("interpreted", "33 %"), ("accelerated", "33 %"), ("native", "33 %")]),
            ),
            ("one share", shares(&[("interpreted", "20 %")])),
        ],
    );
}

#[test]
fn unlikely_number() {
    let sourced = |text: &str| {
        let range = Range::parse(text, polyplan::base::Unit::Share).unwrap();
        let quantity = Quantity {
            range,
            source: "press release".to_owned(),
            owner: String::new(),
            date: None,
        };
        let address: InputRef = "component/api/growth".parse().unwrap();
        api().edit(Edit::Input(address, Some(quantity)))
    };
    let calls = || Sketch::services(&["api", "store"]).calls("api", "store");
    rule(
        "unlikely-number",
        &[
            (
                "growth above 200 %",
                api().states("component/api/growth", "400 %"),
                "api: growth per year as 400 %; more than 200 % is rare",
            ),
            (
                "seconds for microseconds",
                api().states("component/api/cpu_time", "1e6 s"),
                "api: CPU time per request",
            ),
            ("a price by the year", api().states("plan/vcpu_hour", "300"), ": The plan states"),
            (
                "calls on a link",
                calls().states("link/api-store/calls", "50000"),
                ": The link from api to store",
            ),
        ],
        &[
            ("growth of 200 %", api().states("component/api/growth", "200 %")),
            ("a source", sourced("400 %")),
            ("a long training", api().states("component/api/cpu_time", "30 min")),
            ("nothing", api()),
        ],
    );
}

#[test]
fn no_priorities() {
    let weighs = |sketch: Sketch, weight: f64| {
        let set = |sketch: Sketch, of: &Priority| {
            sketch.edit(Edit::Plan(PlanChange::Priority(*of, Some(weight))))
        };
        Priority::ALL.iter().fold(sketch, set)
    };
    let but_one = weighs(api(), 0.0).edit(Edit::Plan(PlanChange::Priority(Priority::ALL[0], None)));
    rule(
        "no-priorities",
        &[("all at 0", weighs(api(), 0.0), "")],
        &[("all at 1", weighs(api(), 1.0)), ("one as usual", but_one), ("none stated", api())],
    );
}

#[test]
fn mandated_and_banned() {
    let go = LanguageId::new("go").unwrap();
    let mandated = || api().but("api", ComponentChange::Mandated(Some(go.clone())));
    let banned = |word: &str| ComponentChange::Banned(LanguageId::new(word).unwrap(), true);
    rule(
        "mandated-and-banned",
        &[(
            "the same",
            mandated().but("api", banned("go")),
            "api: Go is both mandated and ruled out",
        )],
        &[("another", mandated().but("api", banned("java"))), ("mandated alone", mandated())],
    );
}
