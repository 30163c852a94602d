//! Overlays of the diagram: values by hand and as other outputs tell them, scales, and what is left out.

use polyplan::advice::findings::{Checked, findings};
use polyplan::advice::{self, Severity, Strength, Verdict};
use polyplan::base::{Hue, Unit};
use polyplan::charts::Overlay;
use polyplan::charts::overlay::{self, Shades, Tint};
use polyplan::exchange::json;
use polyplan::forecast::{CallGraph, Resolved, flow_latency};
use polyplan::model::{ComponentChange, Kind, LanguageId, Plan, RoleId};
use serde_json::Value;

use super::saves::saves;
use super::sketch::{Sketch, catalog, id, role};

fn shades(plan: &Plan, overlay: Overlay) -> Shades {
    let resolved = Resolved::new(plan, catalog(), None);
    overlay::of_plan(overlay, &resolved, &advice::of_plan(&resolved)).unwrap()
}

#[track_caller]
fn label<'a>(shades: &'a Shades, component: &str) -> &'a str {
    &shades.cards[&id(component)].label
}

/// People on a page ask a service of two replicas with a core each, 200 times a second, 5 ms of a
/// processor each time in Go: 1 of 2 cores. Half of the requests end in the database.
fn shop() -> Sketch {
    let sketch = Sketch::new()
        .with("page", Kind::BrowserPage)
        .with("orders", Kind::Service)
        .with("rows", Kind::Datastore)
        .with("alone", Kind::Datastore)
        .calls("page", "orders")
        .calls("orders", "rows")
        .states("component/page/external_rate", "200 req/s")
        .states("component/orders/cpu_time", "5 ms")
        .states("component/orders/replicas", "2")
        .states("component/orders/replica_vcpus", "1")
        .states("link/page-orders/retries", "0 %")
        .states("link/orders-rows/retries", "0 %")
        .states("link/orders-rows/calls", "0.5")
        .decides("orders", "go");
    sketch.but("orders", ComponentChange::CpuLanguage(Some(LanguageId::new("go").unwrap())))
}

#[test]
fn load_is_what_reaches_a_component_and_how_busy_that_keeps_it() {
    let found = shades(&shop().0, Overlay::Load);
    assert_eq!(label(&found, "orders"), "200/s · 50 %");
    assert_eq!(label(&found, "page"), "200/s");
    assert_eq!(label(&found, "rows"), "100/s");
    let orders = &found.cards[&id("orders")];
    assert_eq!(orders.tint, Some(Tint::new(Hue::Sky, 2)));
    assert_eq!(orders.said, "200 a second, processors 50 % busy");
    assert_eq!([found.cards[&id("page")].tint, found.cards[&id("rows")].tint], [None, None]);
    assert!(!found.cards.contains_key(&id("alone")), "nothing is known to reach it");
    let links: Vec<&str> = found.links.values().map(|of| of.label.as_str()).collect();
    assert_eq!(links, ["100/s", "200/s"]);
    let [fewer, more] = [0, 1].map(|at| found.links.values().nth(at).unwrap().width);
    assert!(fewer < more, "{fewer} and {more}");
    // Twice as many requests would have to do all that is possible.
    let twice = shop().states("component/page/external_rate", "400 req/s");
    let orders = &shades(&twice.0, Overlay::Load).cards[&id("orders")];
    assert_eq!(orders.tint, Some(Tint::new(Hue::Coral, Tint::MOST)));
    assert!(orders.said.ends_with("overloaded"), "{}", orders.said);
}

#[test]
fn an_assumed_rate_looks_assumed() {
    let guessed = shades(&Sketch::services(&["a"]).0, Overlay::Load);
    assert!(label(&guessed, "a").contains("/s? · "), "{}", label(&guessed, "a"));
    assert!(guessed.notes.iter().any(|note| note.contains("assumed")));
    let known = shades(&shop().0, Overlay::Load);
    assert!(known.notes.is_empty() && !label(&known, "orders").contains('?'));
}

fn forecast(plan: &Plan) -> Value {
    let resolved = Resolved::new(plan, catalog(), None);
    let advice = advice::of_plan(&resolved);
    let outlooks = advice::price::of_plan(&resolved, &advice);
    let standings = advice::standing::standings(&resolved);
    let usual = standings.iter().rfind(|of| !matches!(of.choice, advice::Choice::All(_))).unwrap();
    let totals = [("usual".to_owned(), usual.outlook)];
    let flows = flow_latency::flows(&CallGraph::new(&resolved, &usual.assignment));
    let answers = advice::usual_answers(&resolved, &advice);
    json::forecast(&resolved, "", &advice, &outlooks, &totals, (&flows, &answers))
}

fn percent(share: f64) -> String {
    let whole = format!("{:.0} %", 100.0 * share);
    if whole == "0 %" { "<1 %".to_owned() } else { whole }
}

/// Costs, shares of the p99 and rates are those of the forecast as JSON.
#[test]
fn values_are_those_of_the_forecast() {
    for (name, plan) in saves() {
        let resolved = Resolved::new(&plan, catalog(), None);
        let assignment = advice::decided_else_advised(&resolved);
        let told = forecast(&plan);
        let array = |key: &str| told[key].as_array().unwrap().clone();
        let whole = told["assignments"][0]["horizon"].as_f64().unwrap();
        let costs = shades(&plan, Overlay::Cost);
        let mut built = 0;
        for component in array("components") {
            let text = component["id"].as_str().unwrap();
            let Some(candidate) = assignment.get(&id(text)) else { continue };
            let of = component["candidates"].as_array().unwrap().iter();
            let of = of.clone().find(|of| of["candidate"] == candidate.as_str());
            let Some(cost) = of.map(|of| of["totals"]["horizon"].as_f64().unwrap()) else {
                continue;
            };
            let wanted = format!("{} · {}", Unit::Money.readable(cost), percent(cost / whole));
            assert_eq!(label(&costs, text), wanted, "{name}: {text}");
            built += 1;
        }
        assert!(built > 3, "{name}: only {built}");
        for bought in array("bought") {
            let cost = Unit::Money.readable(bought["totals"]["horizon"].as_f64().unwrap());
            assert!(label(&costs, bought["id"].as_str().unwrap()).starts_with(&cost), "{name}");
        }
        assert!(costs.notes[0].contains(&Unit::Money.readable(whole)), "{:?}", costs.notes);

        let latency = shades(&plan, Overlay::Latency);
        let answers = advice::usual_answers(&resolved, &advice::of_plan(&resolved));
        let awaited = answers.iter().filter(|of| of.is_awaited);
        let slowest = awaited.max_by(|a, b| a.p99_ms.typical.total_cmp(&b.p99_ms.typical));
        let entry = slowest.unwrap().component.to_string();
        let flow = array("flows").into_iter().find(|of| of["entry"] == entry.as_str()).unwrap();
        assert!(latency.title.contains(&plan.components[&id(&entry)].name), "{}", latency.title);
        for share in flow["shares"].as_array().unwrap() {
            let of = share["component"].as_str().unwrap();
            // The JSON has four digits.
            let told = percent(share["share"].as_f64().unwrap());
            assert_eq!(label(&latency, of), told, "{name}: {of}");
        }
        assert_eq!(latency.cards.len(), flow["shares"].as_array().unwrap().len(), "{name}");
    }
}

#[test]
fn verdicts_findings_owners_and_decisions_are_those_of_the_plan() {
    for (name, plan) in saves() {
        let resolved = Resolved::new(&plan, catalog(), None);
        let advice = advice::of_plan(&resolved);
        let of = shades(&plan, Overlay::Verdict);
        for (component, advice) in &advice {
            let shade = of.cards.get(component);
            let nothing = [Verdict::Buy, Verdict::Client, Verdict::Outside];
            assert_eq!(shade.is_none(), nothing.contains(&advice.verdict), "{name}: {component}");
            let Some(shade) = shade else { continue };
            let word = match (advice.verdict, advice.strength) {
                (Verdict::Split, _) => "split",
                (Verdict::NoFit, _) => "no candidate fits",
                (Verdict::Either, _) => "even",
                (_, Some(Strength::Clearly)) => "clearly",
                _ => "leaning",
            };
            assert!(shade.label.contains(word), "{name}: {component}: {}", shade.label);
        }

        let answers = advice::usual_answers(&resolved, &advice);
        let found = findings(Checked { resolved: &resolved, advice: &advice, answers: &answers });
        let of = shades(&plan, Overlay::Findings);
        for component in plan.components.keys() {
            let here = || found.iter().filter(|of| of.component.as_ref() == Some(component));
            let worst = here().map(|of| of.severity).min();
            let count = here().filter(|of| Some(of.severity) == worst).count();
            let told = worst.map(|worst: Severity| match count {
                1 => format!("1 {}", worst.word()),
                more => format!("{more} {}s", worst.word()),
            });
            assert_eq!(of.cards.get(component).map(|of| of.label.clone()), told, "{name}");
        }

        let of = shades(&plan, Overlay::Owner);
        for component in plan.components.values() {
            let owner = component.owner.as_ref().map(|id| plan.roles[id].name.clone());
            assert_eq!(of.cards.get(&component.id).map(|of| of.label.clone()), owner, "{name}");
        }
    }
    let sketch = Sketch::services(&["a", "b"]).with("rows", Kind::Datastore).decides("a", "go");
    let of = shades(&sketch.0, Overlay::Decided);
    assert_eq!([label(&of, "a"), label(&of, "b")], ["decided", "open"]);
    assert!(!of.cards.contains_key(&id("rows")));
    assert_eq!(of.legend.last().unwrap().label, "no value: no language to choose");
}

/// Where money and time are assumed to be nothing, and on an empty plan, an overlay is still made.
#[test]
fn a_plan_without_values_has_an_overlay_without_any() {
    let people = Sketch::new().with("people", Kind::External);
    for plan in [Plan::new("Empty"), people.0] {
        for &overlay in Overlay::ALL.iter().filter(|of| **of != Overlay::None) {
            let of = shades(&plan, overlay);
            assert!(of.cards.is_empty(), "{overlay:?}: {:?}", of.cards);
            assert!(!of.title.is_empty());
            let words = of.in_words();
            assert!(!words.contains("NaN") && !words.contains("inf"), "{words}");
        }
    }
}

/// Eight roles have colours of their own; a scale has steps of one hue that only grow.
#[test]
fn legends_tell_every_colour_once() {
    let mut sketch = Sketch::new();
    for n in 0..10 {
        let name = format!("r{n}");
        sketch = role(sketch, &name, &[], "")
            .with(&format!("c{n}"), Kind::Service)
            .but(&format!("c{n}"), ComponentChange::Owner(Some(RoleId::new(&name).unwrap())));
    }
    let of = shades(&sketch.0, Overlay::Owner);
    let named = of.legend.iter().filter(|entry| entry.label.starts_with('r')).count();
    assert_eq!(named, 8);
    assert!(of.legend.iter().any(|entry| entry.label == "other roles"));
    assert_eq!(label(&of, "c9"), "r9", "cards name every role");
    for (name, plan) in saves() {
        for &overlay in Overlay::ALL.iter().filter(|of| **of != Overlay::None) {
            let of = shades(&plan, overlay);
            let told: Vec<Option<Tint>> = of.legend.iter().map(|entry| entry.tint).collect();
            let mut once = told.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), told.len(), "{name}, {overlay:?}: {:?}", of.legend);
            for shade in of.cards.values().filter(|shade| shade.tint.is_some()) {
                assert!(told.contains(&shade.tint), "{name}, {overlay:?}: {shade:?}");
            }
        }
    }
}
