//! One table for each rule: plans that it speaks up on, plans that it leaves alone, and fixes that
//! make it fall silent.

mod assumed;
mod flows;
mod numbers;
mod rates;
mod team;
mod whole;
mod words;

use std::collections::BTreeMap;

use polyplan::advice::findings::{Checked, findings};
use polyplan::advice::{self, Finding};
use polyplan::forecast::Resolved;
use polyplan::model::{ComponentChange, Decision, Edit, Focus, Kind, LanguageId, LinkStyle, Plan};

use super::sketch::{Sketch, catalog, id};

pub fn of(plan: &Plan) -> Vec<Finding> {
    let resolved = Resolved::new(plan, catalog(), None);
    let advice = advice::of_plan(&resolved);
    let answers = advice::usual_answers(&resolved, &advice);
    findings(Checked { resolved: &resolved, advice: &advice, answers: &answers })
}

/// Checks one rule: each plan of `fires` has the finding on the named component (`""` is the plan
/// itself), each of `silent` has none, and each fix removes the finding and can be undone. A message
/// names the component, and what else it is about where `component` goes on with `: WORDS`.
#[track_caller]
fn rule(code: &str, fires: &[(&str, Sketch, &str)], silent: &[(&str, Sketch)]) {
    for (what, sketch, component) in fires {
        let all = of(&sketch.0);
        let found: Vec<&Finding> = all.iter().filter(|finding| finding.code == code).collect();
        assert_eq!(found.len(), 1, "{code} on {what}: {all:?}");
        let (component, words) = component.split_once(": ").unwrap_or((*component, ""));
        assert_eq!(found[0].component, (!component.is_empty()).then(|| id(component)), "{what}");
        for word in [component, words] {
            assert!(found[0].message.contains(word), "{what}: {}", found[0].message);
        }
        assert!(!found[0].advice.is_empty());
        for (label, fix) in &found[0].fixes {
            let mut plan = sketch.0.clone();
            let inverse = plan.apply(fix.clone()).unwrap();
            assert!(
                of(&plan).iter().all(|left| left.code != code),
                "{what}: {label} mends nothing"
            );
            plan.apply(inverse).unwrap();
            assert_eq!(plan, sketch.0, "{what}: {label}");
        }
    }
    for (what, sketch) in silent {
        let found: Vec<Finding> = of(&sketch.0).into_iter().filter(|f| f.code == code).collect();
        assert_eq!(found, [], "{code} on {what}");
    }
}

/// Decides on a language.
fn decided(sketch: Sketch, component: &str, language: &str) -> Sketch {
    let decision = Decision {
        language: LanguageId::new(language).unwrap(),
        candidate: None,
        reason: "habit".to_owned(),
        author: String::new(),
        date: None,
        relied_on: BTreeMap::new(),
    };
    sketch.edit(Edit::Decide(id(component), Some(Box::new(decision))))
}

fn api() -> Sketch {
    Sketch::services(&["api"])
}

#[test]
fn target_missed() {
    // Go does 100 ms of CPython's ordinary time in 100 × (0.7/40 + 0.3/3) = 11.8 ms.
    let computes = |target: &str| {
        api()
            .but("api", ComponentChange::CpuLanguage(LanguageId::new("python").ok()))
            .states("component/api/io_wait", "1 ms")
            .states("component/api/cpu_time", "100 ms")
            .states("component/api/p99_target", target)
    };
    let nothing_fits = ["go", "python"].iter().fold(computes("10 ms"), |sketch, word| {
        sketch.but("api", ComponentChange::Banned(LanguageId::new(word).unwrap(), true))
    });
    rule(
        "target-missed",
        &[("a target below the service time", computes("10 ms"), "api: 10 ms")],
        &[
            ("a target that is met", computes("5 s")),
            (
                "a wait that leaves nothing to any language",
                computes("50 ms").states("component/api/io_wait", "80 ms"),
            ),
            ("an assumed target", api().states("component/api/io_wait", "9 s")),
            ("no candidate at all", nothing_fits),
            (
                "a store somebody else makes",
                Sketch::new()
                    .with("db", Kind::Datastore)
                    .states("component/db/io_wait", "80 ms")
                    .states("component/db/p99_target", "50 ms"),
            ),
        ],
    );
}

#[test]
fn over_budget() {
    let busy = |budget: &str| {
        api()
            .but("api", ComponentChange::CpuLanguage(LanguageId::new("python").ok()))
            .states("component/api/external_rate", "5000 req/s")
            .states("component/api/cpu_time", "20 ms")
            .states("component/api/budget", budget)
    };
    let bought = |budget: &str| {
        Sketch::new()
            .with("db", Kind::Datastore)
            .states("component/db/price", "800 $/month")
            .states("component/db/budget", budget)
    };
    rule(
        "over-budget",
        &[
            ("a load beyond the budget", busy("$5/month"), "api"),
            (
                "a price beyond the budget",
                bought("100 $/month"),
                "db: costs about $800/month, its budget is $100/month",
            ),
        ],
        &[
            ("a budget that is enough", busy("$100000/month")),
            ("no budget", api().states("component/api/external_rate", "5000 req/s")),
            ("a price within the budget", bought("900 $/month")),
        ],
    );
    // It is a target that is missed, too.
    let plan = bought("100 $/month").0;
    let resolved = Resolved::new(&plan, catalog(), None);
    let told = advice::targets::targets(&resolved, &[]);
    let told: Vec<_> = told.iter().map(|of| (of.what, of.found.as_str(), of.met)).collect();
    assert_eq!(told, [("monthly bill", "$800/month", false)]);
}

#[test]
fn synchronous_cycle() {
    let circle = || Sketch::services(&["a", "b", "c"]).links(&[("a", "b"), ("b", "c"), ("c", "a")]);
    rule(
        "synchronous-cycle",
        &[
            ("a circle of calls", circle(), "c"),
            ("a component that calls itself", api().calls("api", "api"), "api"),
            (
                "a message beside a circle",
                circle().calls("c", "b").style("c-b", LinkStyle::Message),
                "c",
            ),
            (
                "two that call each other",
                Sketch::services(&["a", "b"]).links(&[("a", "b"), ("b", "a")]),
                "b",
            ),
        ],
        &[
            ("a chain", Sketch::services(&["a", "b"]).links(&[("a", "b")])),
            ("a diamond", {
                let ends = [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")];
                Sketch::services(&["a", "b", "c", "d"]).links(&ends)
            }),
            ("answers by message at the end", circle().style("c-a", LinkStyle::Message)),
            ("a message at the start", circle().style("a-b", LinkStyle::Message)),
            ("a message in the middle", circle().style("b-c", LinkStyle::Stream)),
        ],
    );
}

#[test]
fn each_of_two_circles_is_found_and_mended_for_itself() {
    let ends = [("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "c")];
    let sketch = Sketch::services(&["a", "b", "c", "d"]).links(&ends);
    // What is mended is still a circle of messages, which is told as such.
    let circles = |plan: &Plan| {
        let found = of(plan).into_iter().filter(|finding| finding.code == "synchronous-cycle");
        found.collect::<Vec<_>>()
    };
    let found = circles(&sketch.0);
    assert_eq!(found.len(), 2);
    for finding in &found {
        let mut plan = sketch.0.clone();
        plan.apply(finding.fixes[0].1.clone()).unwrap();
        let left: Vec<_> = circles(&plan).into_iter().map(|finding| finding.component).collect();
        assert_eq!(left.len(), 1);
        assert!(!left.contains(&finding.component));
    }
}

#[test]
fn decision_against_advice() {
    let chosen = |word: &str| {
        let tagged = api().but("api", ComponentChange::Performance(Some(Focus::Unsaid)));
        decided(tagged, "api", word)
    };
    rule(
        "decision-against-advice",
        &[("Python where Go is advised", chosen("python"), "api")],
        &[
            ("a decision as advised", chosen("go")),
            ("a language without figures", chosen("ruby")),
            ("no decision", api().but("api", ComponentChange::Performance(Some(Focus::Unsaid)))),
        ],
    );
}

#[test]
fn queue_without_consumer() {
    let fed = || {
        let sketch = Sketch::services(&["writer", "reader"]).with("jobs", Kind::Queue);
        sketch.calls("writer", "jobs").style("writer-jobs", LinkStyle::Message)
    };
    rule(
        "queue-without-consumer",
        &[("a queue that is only written", fed(), "jobs")],
        &[
            ("a queue that calls its reader", fed().calls("jobs", "reader")),
            ("a reader that calls the queue", fed().calls("reader", "jobs")),
            ("a queue nobody writes yet", Sketch::new().with("jobs", Kind::Queue)),
            ("a store", api().with("db", Kind::Datastore).calls("api", "db")),
        ],
    );
}

#[test]
fn unused_component() {
    rule(
        "unused-component",
        &[("one beside a linked pair", Sketch::services(&["a", "b", "c"]).calls("a", "b"), "c")],
        &[
            ("a plan that is still a list", Sketch::services(&["a", "b", "c"])),
            ("a chain", Sketch::services(&["a", "b"]).calls("b", "a")),
            (
                "one that calls itself",
                Sketch::services(&["a", "b"]).links(&[("a", "b"), ("a", "a")]),
            ),
        ],
    );
}

#[test]
fn the_worst_comes_first_and_an_empty_plan_has_nothing() {
    assert_eq!(of(&Plan::new("")), []);
    let sketch = Sketch::services(&["a", "b", "c"])
        .links(&[("a", "b"), ("b", "a")])
        .states("component/b/io_wait", "80 ms")
        .states("component/b/p99_target", "50 ms");
    let codes: Vec<&str> = of(&sketch.0).iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["target-below-wait", "synchronous-cycle", "unused-component"]);
}
