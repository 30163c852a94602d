//! Overlays of the exported diagram.

use polyplan::base::Unit;

use super::desk::{Desk, example};

/// The diagram under an overlay tells what the forecast tells, with a legend; in every format.
#[test]
fn the_diagram_tells_costs_by_colour_and_in_words() {
    let desk = Desk::new();
    let plan = example("online-boutique");
    let told = desk.json(&["forecast", &plan, "--format", "json"]);
    let svg = desk.succeeds(&["export", &plan, "--overlay", "cost"]);
    let assignments = told["assignments"].as_array().unwrap();
    let whole = assignments.last().unwrap()["horizon"].as_f64().unwrap();
    assert!(
        svg.contains(&format!("The whole, as decided: {}", Unit::Money.readable(whole))),
        "the legend"
    );
    assert!(svg.contains("Cost over the horizon · share of the whole"));
    assert!(svg.contains("no value: not built by the team"));
    assert!(!svg.contains("Edge of a card: its language"), "colours mean costs now");
    let components = told["components"].as_array().unwrap();
    let costs = components.iter().flat_map(|of| of["candidates"].as_array().unwrap());
    let costs = costs.map(|of| Unit::Money.readable(of["totals"]["horizon"].as_f64().unwrap()));
    let shown = costs.filter(|cost| svg.contains(&format!("{cost} · "))).count();
    // What is decided on languages that were not compared has no cost among these.
    assert!(2 * shown > components.len(), "{shown} of {} components", components.len());
    for format in ["png", "pdf"] {
        let [plain, shaded] = [&["--theme", "light"][..], &["--overlay", "cost"]].map(|options| {
            let name = format!("{}.{format}", options[1]);
            desk.succeeds(&[&["export", &plan, "--out", &name][..], options].concat());
            std::fs::read(desk.path(&name)).unwrap()
        });
        assert_ne!(plain, shaded, "{format}");
    }
}

/// Every overlay is drawn at every place, and none leaves everything as it was.
#[test]
fn no_overlay_is_the_diagram_as_it_was() {
    let desk = Desk::new();
    let plan = example("ads-retrieval");
    let plain = desk.succeeds(&["export", &plan]);
    assert!(plain.contains("Edge of a card: its language"));
    assert_eq!(desk.succeeds(&["export", &plan, "--overlay", "none"]), plain);
    for (word, heading) in [
        ("verdict", "What is advised, and how firmly"),
        ("load", "Load at the planned peak"),
        ("cost", "Cost over the horizon"),
        ("p99", "Share of the p99 of"),
        ("findings", "Findings: the worst of each component"),
        ("owner", "The role that owns each component"),
        ("decided", "Whether the language is decided"),
    ] {
        let shaded =
            desk.succeeds(&["export", &plan, "--overlay", word, "--for", "slide", "--quiet"]);
        assert!(shaded.contains(heading), "{word}");
    }
}

#[test]
fn an_overlay_is_for_pictures_of_the_diagram() {
    let desk = Desk::new();
    let plan = example("ads-retrieval");
    let export = |more: &[&str], words: &str| {
        desk.fails(&[&["export", &plan, "--overlay", "cost"][..], more].concat(), words);
    };
    export(&["--what", "totals"], "--overlay is for the diagram, not for totals");
    export(&["--format", "mmd"], "--overlay is for pictures, not for mmd");
    desk.fails(&["export", &plan, "--overlay", "colour"], "possible values: none, verdict, load");
}
