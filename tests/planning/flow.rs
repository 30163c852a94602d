//! Rates along links, by hand.

use polyplan::forecast::{Origin, Resolved};
use polyplan::model::{
    ComponentChange, Edit, InputRef, LinkStyle, Quantity, Scenario, ScenarioId, Traffic,
};

use super::sketch::{Sketch, catalog, id};

/// The rate of a component: low, typical and high, with its origin.
#[track_caller]
fn has_rate(sketch: &Sketch, of: &str, expected: [f64; 3], origin: Origin) {
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let rate = resolved.facts(&id(of)).unwrap().rate;
    let found = [rate.range.low, rate.range.typical, rate.range.high];
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{of}: {found} not {expected}");
    }
    assert_eq!(rate.origin, origin, "{of}");
}

#[track_caller]
fn has_exact_rate(sketch: &Sketch, of: &str, expected: f64) {
    has_rate(sketch, of, [expected; 3], Origin::Derived);
}

/// Links carry exactly one call each unless said otherwise.
fn exact(sketch: Sketch) -> Sketch {
    let links: Vec<String> = sketch.0.links.keys().map(ToString::to_string).collect();
    links.iter().fold(sketch, |sketch, link| {
        sketch
            .states(&format!("link/{link}/calls"), "1")
            .states(&format!("link/{link}/retries"), "0 %")
            .states(&format!("link/{link}/batch"), "1")
    })
}

#[test]
fn calls_retries_and_batches_multiply_along_a_chain() {
    let sketch =
        exact(Sketch::services(&["a", "b", "c", "d"]).links(&[("a", "b"), ("b", "c"), ("c", "d")]))
            .states("component/a/external_rate", "100 req/s")
            .states("link/a-b/calls", "3")
            .states("link/b-c/retries", "5 %")
            .states("link/c-d/batch", "50");
    has_rate(&sketch, "a", [100.0; 3], Origin::Stated);
    // 100 × 3 = 300, × 1.05 = 315, / 50 = 6.3.
    has_exact_rate(&sketch, "b", 300.0);
    has_exact_rate(&sketch, "c", 315.0);
    has_exact_rate(&sketch, "d", 6.3);
}

#[test]
fn ends_are_an_envelope_and_large_batches_make_few_messages() {
    let sketch = exact(Sketch::services(&["a", "b"]).links(&[("a", "b")]))
        .states("component/a/external_rate", "10..20..40 req/s")
        .states("link/a-b/calls", "1..2..3")
        .states("link/a-b/retries", "0..10..20 %")
        .states("link/a-b/batch", "2..4..8");
    // Low: 10 × 1 × 1.0 / 8; typical: 20 × 2 × 1.1 / 4; high: 40 × 3 × 1.2 / 2.
    has_rate(&sketch, "b", [1.25, 11.0, 72.0], Origin::Derived);
}

#[test]
fn callers_add_up_and_shared_parts_are_counted_for_each_way() {
    // A diamond: 100 to each side, one side calls the bottom twice; the bottom has 7 of its own.
    let sketch = exact(Sketch::services(&["top", "left", "right", "bottom"]).links(&[
        ("top", "left"),
        ("top", "right"),
        ("left", "bottom"),
        ("right", "bottom"),
    ]))
    .states("component/top/external_rate", "100 req/s")
    .states("component/bottom/external_rate", "7 req/s")
    .states("link/left-bottom/calls", "2");
    has_exact_rate(&sketch, "bottom", 2.0 * 100.0 + 100.0 + 7.0);
}

#[test]
fn parallel_links_between_two_components_add_up() {
    let mut sketch = exact(Sketch::services(&["a", "b"]).links(&[("a", "b")]))
        .states("component/a/external_rate", "10 req/s");
    let mut second = sketch.0.links["a-b"].clone();
    second.id = polyplan::model::LinkId::new("again").unwrap();
    sketch = sketch.edit(Edit::AddLink(Box::new(second)));
    has_exact_rate(&sketch, "b", 20.0);
}

#[test]
fn messages_and_streams_carry_load_as_requests_do() {
    for style in LinkStyle::ALL {
        let sketch = exact(Sketch::services(&["a", "b"]).links(&[("a", "b")]))
            .states("component/a/external_rate", "10 req/s")
            .style("a-b", *style);
        has_exact_rate(&sketch, "b", 10.0);
    }
}

#[test]
fn cycles_are_cut_where_they_close_and_named() {
    // The entry is `z`, though other components come first by id: a cut never hides its load.
    let sketch = exact(Sketch::services(&["a", "b", "z"]).links(&[
        ("z", "b"),
        ("b", "a"),
        ("a", "b"),
        ("a", "a"),
    ]))
    .states("component/z/external_rate", "50 req/s")
    .states("link/b-a/calls", "2");
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let cut: Vec<&str> = resolved.cut_links.iter().map(polyplan::model::LinkId::as_str).collect();
    assert_eq!(cut, ["a-a", "a-b"]);
    has_exact_rate(&sketch, "b", 50.0);
    has_exact_rate(&sketch, "a", 100.0);
}

#[test]
fn a_plan_that_is_one_circle_still_has_rates() {
    let ids: Vec<String> = (0..50).map(|i| format!("n{i:02}")).collect();
    let ends: Vec<(&str, &str)> =
        (0..50).map(|i| (ids[i].as_str(), ids[(i + 1) % 50].as_str())).collect();
    let names: Vec<&str> = ids.iter().map(String::as_str).collect();
    let sketch = exact(Sketch::services(&names).links(&ends))
        .states("component/n00/external_rate", "5 req/s");
    assert_eq!(Resolved::new(&sketch.0, catalog(), None).cut_links.len(), 1);
    has_exact_rate(&sketch, "n49", 5.0);
}

#[test]
fn what_is_known_upstream_outranks_what_is_assumed() {
    let pair = || exact(Sketch::services(&["a", "b"]).links(&[("a", "b")]));
    // Nobody says anything of `a`: what `b` states or answers stands alone.
    let stated = pair().states("component/b/external_rate", "3 req/s");
    has_rate(&stated, "b", [3.0; 3], Origin::Stated);
    let mut answers =
        polyplan::model::Answers { traffic: Some(Traffic::Huge), ..Default::default() };
    let answered = pair().but("b", ComponentChange::Answers(answers));
    let resolved = Resolved::new(&answered.0, catalog(), None);
    let own = resolved.facts(&id("b")).unwrap().rate;
    assert_eq!(own.origin, Origin::Answered);
    // `a` is stated: the answer gives way to what flows in, the stated number adds to it.
    let both = answered.states("component/a/external_rate", "40 req/s");
    has_exact_rate(&both, "b", 40.0);
    has_exact_rate(&stated.states("component/a/external_rate", "40 req/s"), "b", 43.0);
    // An answer upstream flows on; it is not a guess any more.
    answers.traffic = Some(Traffic::Few);
    let upstream = pair().but("a", ComponentChange::Answers(answers));
    let resolved = Resolved::new(&upstream.0, catalog(), None);
    let [a, b] = ["a", "b"].map(|of| resolved.facts(&id(of)).unwrap().rate);
    assert_eq!((a.origin, a.range), (Origin::Answered, b.range));
    assert_ne!(b.origin, Origin::Assumed);
}

#[test]
fn a_caller_nobody_knows_does_not_hide_one_that_is_known() {
    let sketch = exact(
        Sketch::services(&["known", "shared", "vague"])
            .links(&[("known", "shared"), ("vague", "shared")]),
    )
    .states("component/known/external_rate", "100 req/s");
    let stated = sketch.clone().states("component/shared/external_rate", "5 req/s");
    has_exact_rate(&stated, "shared", 105.0);
    let answers = polyplan::model::Answers { traffic: Some(Traffic::Few), ..Default::default() };
    has_exact_rate(
        &sketch.clone().but("shared", ComponentChange::Answers(answers)),
        "shared",
        100.0,
    );
    // Where the component says nothing itself, the guess about the vague caller is added.
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let [vague, shared] = ["vague", "shared"].map(|of| resolved.facts(&id(of)).unwrap().rate);
    assert!((shared.range.typical - 100.0 - vague.range.typical).abs() < 1e-9);
    assert_eq!(shared.origin, Origin::Assumed);
}

#[test]
fn scenarios_scale_entries_once_and_override_single_numbers() {
    let sketch = exact(Sketch::services(&["a", "b"]).links(&[("a", "b")]))
        .states("component/a/external_rate", "100 req/s");
    let scenario = |load: f64, overrides: &[(&str, &str)]| Scenario {
        id: ScenarioId::new("what-if").unwrap(),
        name: "What if".to_owned(),
        load,
        overrides: overrides
            .iter()
            .map(|(address, text)| {
                let address: InputRef = address.parse().unwrap();
                let quantity = Quantity::of(address.input.parse(text).unwrap());
                (address, quantity)
            })
            .collect(),
    };
    let rates = |scenario: &Scenario| {
        let resolved = Resolved::new(&sketch.0, catalog(), Some(scenario));
        ["a", "b"].map(|of| resolved.facts(&id(of)).unwrap().rate.range.typical)
    };
    assert_eq!(rates(&scenario(1.0, &[])), [100.0, 100.0]);
    assert_eq!(rates(&scenario(10.0, &[])), [1000.0, 1000.0]);
    assert_eq!(rates(&scenario(10.0, &[("link/a-b/calls", "4")])), [1000.0, 4000.0]);
    // An override is the scenario's own number: the factor leaves it alone.
    let fixed = scenario(10.0, &[("component/a/external_rate", "30 req/s")]);
    assert_eq!(rates(&fixed), [30.0, 30.0]);
    assert_eq!(rates(&scenario(0.0, &[])), [0.0, 0.0]);
}
