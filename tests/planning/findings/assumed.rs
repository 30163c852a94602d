//! Rules on what nobody stated.

use polyplan::model::{ComponentChange, Kind, LanguageId, LinkStyle};

use super::super::sketch::Sketch;
use super::{api, of, rule};

/// States the CPU time of a service, in Python.
fn cpu(sketch: Sketch, component: &str, time: &str) -> Sketch {
    sketch
        .but(component, ComponentChange::CpuLanguage(LanguageId::new("python").ok()))
        .states(&format!("component/{component}/cpu_time"), time)
}

#[test]
fn one_assumption() {
    // A week of work each, and so much load that running costs more than building.
    let three = |rate: &str| {
        let ids = ["a", "b", "c"];
        let sketch = ids.iter().fold(Sketch::services(&ids), |sketch, id| {
            sketch.states(&format!("component/{id}/work"), "1 person-week")
        });
        sketch.states("component/a/external_rate", rate)
    };
    let large = Sketch::services(&["a", "b", "c"])
        .states("component/a/work", "1 person-week")
        .states("component/b/work", "1 person-week");
    // What one is assumed to get loads seven.
    let fan = || {
        let ids = ["a", "b", "c", "d", "e", "f"];
        let edge = Sketch::new().with("edge", Kind::Gateway);
        let sketch = ids.iter().fold(edge, |sketch, id| {
            cpu(sketch.with(id, Kind::Service).calls("edge", id), id, "1 s")
        });
        ids.iter().chain(&["edge"]).fold(sketch, |sketch, id| {
            sketch.states(&format!("component/{id}/work"), "1 person-day")
        })
    };
    rule(
        "one-assumption",
        &[
            ("CPU time at a stated load", three("500k req/s"), "a: CPU time per request of a"),
            ("the work of one of three", large.clone(), "c: work to build of c"),
            ("a rate that loads seven", fan(), "edge: peak rate of edge"),
        ],
        &[
            ("CPU time stated", cpu(three("500k req/s"), "a", "2 ms")),
            ("work stated", large.states("component/c/work", "1 person-week")),
            ("a rate stated", fan().states("component/edge/external_rate", "100 req/s")),
            ("the work of the only component", api()),
            ("three alike", Sketch::services(&["a", "b", "c"])),
        ],
    );
}

#[test]
fn the_number_that_it_comes_down_to_is_named() {
    let found = of(&Sketch::services(&["a", "b"]).states("component/a/work", "0.1 person-weeks").0);
    let found = found.iter().find(|finding| finding.code == "one-assumption").unwrap();
    assert_eq!(found.input.as_ref().unwrap().to_string(), "component/b/work");
}

#[test]
fn absurd_total() {
    let busy = |rate: &str| {
        Sketch::services(&["api", "other"]).states("component/api/external_rate", rate)
    };
    rule(
        "absurd-total",
        &[
            ("twenty million requests", busy("20M/s"), "api: CPU time per request of api"),
            // What takes most is stated; what is assumed is too much all the same.
            (
                "a stated caller that takes most",
                cpu(busy("20M/s").calls("api", "other"), "api", "50 ms"),
                "other: of it by assumption, of that the most by the CPU time per request of other",
            ),
        ],
        &[
            ("a usual load", busy("2000/s")),
            // The same servers, but nobody assumed them.
            ("all stated", cpu(busy("20M/s"), "api", "2 ms")),
        ],
    );
    let found = of(&cpu(busy("20M/s").calls("api", "other"), "api", "50 ms").0);
    let found = found.iter().find(|finding| finding.code == "absurd-total").unwrap();
    assert!(found.message.ends_with("; api takes most of all"), "{}", found.message);
    // It comes before errors, and `said_first` says the same.
    let found = of(&busy("20M/s").states("component/api/budget", "$1/month").0);
    assert_eq!(found[0].code, "absurd-total");
    assert!(found.iter().any(|finding| finding.code == "over-budget"));
}

#[test]
fn circle_not_followed() {
    let back = || {
        Sketch::services(&["a", "b", "c"])
            .links(&[("a", "b"), ("b", "c"), ("c", "a")])
            .style("c-a", LinkStyle::Message)
            .states("component/a/external_rate", "10 req/s")
    };
    rule(
        "circle-not-followed",
        &[("results come back as messages", back(), "c: from c to a")],
        &[
            ("no circle", Sketch::services(&["a", "b"]).links(&[("a", "b")])),
            ("nothing comes back", back().states("link/c-a/calls", "0")),
            ("files come back", back().style("c-a", LinkStyle::Bulk)),
            ("they wait for each other", back().style("c-a", LinkStyle::Request)),
        ],
    );
}
