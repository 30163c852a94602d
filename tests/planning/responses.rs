//! Times of answers over the draws, held against what can be worked out by hand, and against what is
//! told of them.

use polyplan::advice::findings::{Checked, findings};
use polyplan::advice::{self, Choice, Confidence, standing, targets};
use polyplan::forecast::sample::{self, Catalogs};
use polyplan::forecast::{CallGraph, Resolved, Response, responses};
use polyplan::model::Kind;

use super::saves::saves;
use super::sketch::{Sketch, catalog, id};

/// People ask something outside the plan that takes 10 to 80 ms, 20 ms as a median.
fn outside() -> Sketch {
    Sketch::new()
        .with("people", Kind::External)
        .with("bank", Kind::External)
        .calls("people", "bank")
        .states("component/people/external_rate", "5 req/s")
        .states("component/bank/io_wait", "10..20..80 ms")
        .states("component/bank/wait_spread", "0 %")
        .states("link/people-bank/retries", "0 %")
}

fn answers(sketch: &Sketch) -> Vec<Response> {
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    responses::of_assignment(&resolved, &advice::decided_else_advised(&resolved))
}

fn of<'a>(answers: &'a [Response], component: &str) -> &'a Response {
    answers.iter().find(|answer| answer.component == id(component)).unwrap()
}

#[test]
fn a_wait_that_is_a_range_is_the_range_of_the_flow() {
    let found = answers(&outside());
    let flow = of(&found, "people");
    assert!(flow.is_flow && flow.is_awaited && !flow.is_alone);
    for time in [flow.mean_ms, flow.p50_ms, flow.p95_ms, flow.p99_ms] {
        let pairs = [(time.low, 10.0), (time.typical, 20.0), (time.high, 80.0)];
        assert!(pairs.iter().all(|(found, stated)| (found / stated - 1.0).abs() < 0.1), "{time:?}");
    }
    assert_eq!((flow.target_ms, flow.chance, flow.misses()), (None, None, false));
}

#[test]
fn the_chance_is_the_share_of_draws_that_keep_the_target() {
    for (target, low, high) in [("20 ms", 0.47, 0.53), ("80 ms", 0.88, 0.92), ("5 ms", 0.0, 0.05)] {
        let found = answers(&outside().states("component/people/p99_target", target));
        let flow = of(&found, "people");
        let chance = flow.chance.unwrap();
        assert!((low..=high).contains(&chance), "{target}: {chance}");
        assert_eq!(flow.misses(), chance < 0.5);
    }
}

/// What is assumed of links holds in every draw: 1 call, and 1 % of it again.
#[test]
fn links_carry_in_a_draw_what_is_assumed_of_them() {
    let sketch = Sketch::services(&["a", "b"]).calls("a", "b");
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let usual = advice::decided_else_advised(&resolved);
    let calls = |of: &Resolved<'_>| CallGraph::new(of, &usual).nodes[0].stages[0][0].calls;
    assert!((calls(&resolved) - 1.01).abs() < 1e-12);
    let drawn = sample::of_plan(&resolved, 4, calls);
    assert!(drawn.iter().all(|calls| (calls - 1.01).abs() < 1e-12), "{drawn:?}");
}

/// The chance of a component that waits for nothing is that of the advice on it.
#[test]
fn a_component_alone_has_the_chance_that_its_advice_tells() {
    let mut compared = 0;
    for (path, plan) in saves() {
        let resolved = Resolved::new(&plan, catalog(), None);
        let usual = advice::decided_else_advised(&resolved);
        let candidates = resolved.catalog.compared(&plan.candidates);
        let catalogs = Catalogs::told(&resolved);
        let alone =
            responses::of_assignment(&resolved, &usual).into_iter().filter(|of| of.is_alone);
        for answer in alone.filter(|of| of.target_ms.is_some()) {
            let facts = resolved.facts(&answer.component).unwrap();
            let of = Confidence::of(&resolved, facts, &candidates, &catalogs).acceptability;
            let chosen = &usual[&answer.component];
            let Some(place) = of.places.iter().find(|place| place.candidate == *chosen) else {
                continue;
            };
            assert_eq!(place.on_target, answer.chance, "{path}: {}", answer.component);
            compared += 1;
        }
    }
    // Of ten, two are decided on a language that is not compared.
    assert!(compared >= 8, "{compared}");
}

/// Table, findings and assignments agree on which targets are missed.
#[test]
fn what_is_said_of_a_target_is_said_alike() {
    let mut missed = 0;
    for (path, plan) in saves() {
        let resolved = Resolved::new(&plan, catalog(), None);
        let advice = advice::of_plan(&resolved);
        let answers = advice::usual_answers(&resolved, &advice);
        let checked = Checked { resolved: &resolved, advice: &advice, answers: &answers };
        let findings = findings(checked);
        let rows = targets::targets(&resolved, &answers);
        let rows = rows.iter().filter(|row| row.what == "p99 at peak");
        let mut unmet: Vec<_> = rows.filter(|row| !row.met).map(|row| &row.component).collect();
        unmet.sort();
        let usual = Choice::usual(&plan);
        let standings = standing::standings(&resolved);
        let standing = standings.iter().find(|of| of.choice == usual).unwrap();
        assert_eq!(unmet, standing.misses.iter().collect::<Vec<_>>(), "{path}");
        let slow = [
            "slow-chain",
            "target-missed",
            "target-below-wait",
            "decision-misses-target",
            "advice-misses-target",
        ];
        let said = findings.iter().filter(|of| slow.contains(&of.code));
        let mut said: Vec<_> = said.filter_map(|of| of.component.as_ref()).collect();
        said.sort();
        assert_eq!(unmet, said, "{path}: each missed target is said once");
        missed += unmet.len();
    }
    assert!(missed > 0);
}

/// Many links: fewer draws of flows; the most: none.
#[test]
fn large_plans_are_told_by_fewer_draws_or_at_the_medians() {
    let star = |links: usize| {
        let names: Vec<String> = (0..links).map(|at| format!("leaf-{at}")).collect();
        let hub = Sketch::services(&["hub"]);
        names.iter().fold(hub, |sketch, name| sketch.with(name, Kind::Service).calls("hub", name))
    };
    for (links, draws) in [(64, Some(128)), (65, Some(64)), (300, Some(64)), (301, None)] {
        let sketch = star(links);
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        assert_eq!(responses::draws(&resolved), draws, "{links} links");
    }
    let sketch = star(301);
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let found = responses::of_assignment(&resolved, &advice::decided_else_advised(&resolved));
    assert!(of(&found, "hub").p99_ms.is_exact());
}
