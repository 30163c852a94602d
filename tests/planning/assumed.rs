//! What is assumed where a plan says nothing, and what it is multiplied by.

use polyplan::advice;
use polyplan::advice::ledger::Basis;
use polyplan::base::Range;
use polyplan::forecast::flow_latency::{flows, guessed_in_words};
use polyplan::forecast::{CallGraph, Origin, Point, Resolved, totals};
use polyplan::model::{
    Answers, ComponentChange, CpuScope, Edit, Input, Kind, LanguageId, LinkChange, LinkId,
    LinkStyle, MostlyDoes,
};

use super::sketch::{Sketch, catalog, id};

/// Five hundred orders a second through a queue.
fn behind_a_queue(kind: &Kind) -> Sketch {
    Sketch::services(&["orders"])
        .with("events", Kind::Queue)
        .with("x", kind.clone())
        .calls("orders", "events")
        .calls("events", "x")
        .style("orders-events", LinkStyle::Message)
        .style("events-x", LinkStyle::Message)
        .states("component/orders/external_rate", "500 req/s")
}

fn servers(sketch: &Sketch) -> f64 {
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let assignment = advice::decided_else_advised(&resolved);
    totals::of_plan(&resolved, &assignment, Point::Typical).servers
}

/// Ten servers do the work of all 500 a second at 20 ms of one processor each; no kind is assumed to
/// take much more for one piece of work.
#[test]
fn no_kind_is_assumed_to_take_a_whole_run_for_each_message() {
    for kind in Kind::KNOWN.iter().filter(|kind| !kind.is_ready_made()) {
        let servers = servers(&behind_a_queue(kind));
        assert!(servers <= 16.0, "{kind:?}: {servers}");
    }
}

#[test]
fn a_run_takes_what_a_run_takes() {
    let cpu = |sketch: &Sketch| {
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        resolved.facts(&id("x")).unwrap().cpython_ms.range.typical
    };
    for kind in [Kind::BatchJob, Kind::ModelTraining, Kind::DataPipeline, Kind::Analysis] {
        let alone = Sketch::new().with("x", kind.clone());
        let by_run = cpu(&alone);
        assert!(by_run >= 1000.0, "{kind:?}");
        // Files that come now and then start runs; so does a rate that runs may have.
        let moved = Sketch::services(&["a"])
            .with("x", kind.clone())
            .calls("a", "x")
            .style("a-x", LinkStyle::Bulk);
        assert_eq!(cpu(&moved), by_run, "{kind:?}");
        let seldom = alone.clone().states("component/x/external_rate", "1 per day");
        assert_eq!(cpu(&seldom), by_run, "{kind:?}");
        // Nobody starts a hundred runs a second, whether links say so or people.
        assert!(cpu(&behind_a_queue(&kind)) <= 10.0, "{kind:?}");
        let often = alone.states("component/x/external_rate", "100/s");
        assert!(cpu(&often) <= 10.0, "{kind:?}");
        // What is stated stands.
        let stated = behind_a_queue(&kind)
            .but("x", ComponentChange::CpuLanguage(LanguageId::new("python").ok()))
            .but("x", ComponentChange::CpuScope(Some(CpuScope::Handler)))
            .states("component/x/cpu_time", "700 ms");
        assert_eq!(cpu(&stated), 700.0);
    }
}

/// A service alone, one with its database, and one that says that there is nothing else to wait
/// for.
fn waits(of_database: Option<&str>) -> Sketch {
    let ids = ["alone", "drawn", "stated"];
    let sketch = ids.iter().fold(Sketch::services(&ids), |sketch, id| {
        sketch
            .but(id, ComponentChange::CpuLanguage(LanguageId::new("go").ok()))
            .states(&format!("component/{id}/external_rate"), "100 req/s")
            .states(&format!("component/{id}/cpu_time"), "1 ms")
    });
    let sketch = sketch
        .with("db", Kind::Datastore)
        .calls("drawn", "db")
        .calls("stated", "db")
        .states("component/stated/io_wait", "0 ms");
    match of_database {
        Some(wait) => sketch.states("component/db/io_wait", wait),
        None => sketch,
    }
}

fn wait(sketch: &Sketch, component: &str) -> (f64, Origin) {
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let value = resolved.facts(&id(component)).unwrap().value(Input::IoWait).unwrap();
    (value.range.typical, value.origin)
}

#[test]
fn waits_that_are_in_the_plan_are_not_assumed_again() {
    let sketch = waits(Some("2 ms"));
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let found = flows(&CallGraph::new(&resolved, &advice::decided_else_advised(&resolved)));
    let mean = |of: &str| found.iter().find(|flow| flow.entry == id(of)).unwrap().mean_ms;
    assert_eq!(mean("drawn"), mean("stated"));
    assert!((2.0..4.0).contains(&mean("drawn")), "{}", mean("drawn"));
    assert!(mean("alone") > 10.0);
    assert_eq!(wait(&sketch, "drawn"), (0.0, Origin::Derived));
    assert_eq!(wait(&sketch, "stated"), (0.0, Origin::Stated));
}

#[test]
fn what_is_assumed_stands_for_a_wait_that_nobody_drew() {
    let assumed = (10.0, Origin::Assumed);
    assert_eq!(wait(&waits(None), "alone"), assumed);
    // Nobody waits for a message.
    let message = waits(Some("2 ms")).style("drawn-db", LinkStyle::Message);
    assert_eq!(wait(&message, "drawn"), assumed);
    // How long people take nobody can guess.
    let person = waits(None).with("clerk", Kind::Person).calls("alone", "clerk");
    assert_eq!(wait(&person, "alone"), assumed);
    // What is stated stays as it is stated.
    let stated = waits(Some("2 ms")).states("component/drawn/io_wait", "7 ms");
    assert_eq!(wait(&stated, "drawn"), (7.0, Origin::Stated));
}

#[test]
fn a_database_that_nobody_timed_answers_in_a_time_that_is_told_as_assumed() {
    let sketch = waits(None);
    assert_eq!(wait(&sketch, "drawn"), (0.0, Origin::Derived));
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let found = flows(&CallGraph::new(&resolved, &advice::decided_else_advised(&resolved)));
    let drawn = found.iter().find(|flow| flow.entry == id("drawn")).unwrap();
    // 3 ms, and what it computes, with pauses.
    assert!((3.0..5.0).contains(&drawn.mean_ms), "{}", drawn.mean_ms);
    assert_eq!(drawn.time_assumed, [id("db")]);
    assert_eq!(
        guessed_in_words(&resolved, drawn.time_assumed.iter()).unwrap(),
        "The time of db is assumed to be 3 ms (0.5 ms to 20 ms)."
    );
    // It is one assumption more than where it is stated, in the counts and in the ledger.
    let told = |sketch: &Sketch| {
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let rows = advice::ledger::ledger(&resolved);
        let row = rows.iter().find(|row| row.of.to_string() == "component/db/io_wait").unwrap();
        (resolved.counts().assumed, row.basis)
    };
    let (assumed, basis) = told(&sketch);
    assert_eq!(basis, Basis::Assumed);
    assert_eq!(told(&waits(Some("3 ms"))), (assumed - 1, Basis::Stated));
}

/// `front` mostly waits, and calls `back`, which waits 5 ms: there is nothing else in the plan that it
/// could wait 50 ms for.
#[test]
fn an_answer_of_waiting_is_not_added_to_calls_in_the_plan() {
    let waiting = Answers { mostly: Some(MostlyDoes::Waits), ..Answers::default() };
    let sketch = Sketch::services(&["front", "back"])
        .calls("front", "back")
        .but("front", ComponentChange::Answers(waiting))
        .states("component/front/external_rate", "10 req/s")
        .states("component/back/io_wait", "5 ms")
        .states("link/front-back/retries", "0 %");
    let mean = |sketch: &Sketch| {
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let found = flows(&CallGraph::new(&resolved, &advice::decided_else_advised(&resolved)));
        found.iter().find(|flow| flow.entry == id("front")).unwrap().mean_ms
    };
    // 5 ms, and what either computes.
    let drawn = mean(&sketch);
    assert!((5.0..9.0).contains(&drawn), "{drawn}");
    // What is stated lies outside the plan and comes on top.
    let stated = mean(&sketch.states("component/front/io_wait", "50 ms"));
    assert!((stated - drawn - 50.0).abs() < 0.01, "{stated}");
}

/// Two calls side by side hold a request for the longer of them, and the stage after for its own
/// time: max(30, 10) + 2 × 5 = 40 ms.
#[test]
fn calls_in_the_plan_hold_requests() {
    let sketch = Sketch::services(&["a", "b"])
        .with("db", Kind::Datastore)
        .with("cache", Kind::Cache)
        .links(&[("a", "b"), ("a", "db"), ("b", "cache")])
        .states("component/db/io_wait", "10..30..50 ms")
        .states("component/cache/io_wait", "5 ms")
        .states("link/a-db/retries", "0 %")
        .states("link/a-b/retries", "0 %")
        .states("link/b-cache/retries", "0 %")
        .states("link/b-cache/calls", "2");
    let held = |sketch: &Sketch| {
        Resolved::new(&sketch.0, catalog(), None).facts(&id("a")).unwrap().held_ms
    };
    assert_eq!(held(&sketch), Range { low: 10.0, typical: 30.0, high: 50.0 });
    let second = Edit::Link(LinkId::new("a-b").unwrap(), LinkChange::Stage(1));
    let then = sketch.edit(second);
    assert_eq!(held(&then), Range { low: 20.0, typical: 40.0, high: 60.0 });
    let message = then.style("a-db", LinkStyle::Message);
    assert_eq!(held(&message), Range::exact(10.0));
}
