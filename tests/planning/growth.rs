//! Plans of many components: what is told of a part does not depend on how much stands beside it.

use polyplan::advice::{self, acceptability, confidence};
use polyplan::forecast::people::{Load, Task};
use polyplan::forecast::sample::{self, Catalogs};
use polyplan::forecast::{
    CallGraph, FlowLatency, Point, Resolved, flow_latency, outlook, people, responses, totals,
};
use polyplan::model::{Component, ComponentId, Kind, Link, LinkId, Plan, Skill};

use super::sketch::{Sketch, catalog, id, role};

/// A plan of so many copies of a chain of three, two of which are called by a fourth as well.
fn copies(count: usize) -> Plan {
    let mut sketch = Sketch::new();
    for copy in 0..count {
        let name = |part: &str| format!("{part}-{copy:04}");
        let [gate, cart, stock, job] = ["gate", "cart", "stock", "job"].map(name);
        for part in [&gate, &cart, &stock, &job] {
            sketch = sketch.with(part, Kind::Service);
        }
        let links = [(&gate, &cart), (&cart, &stock), (&job, &stock), (&job, &cart)];
        for (from, to) in links {
            sketch = sketch.calls(from, to);
        }
        sketch = sketch
            .states(&format!("component/{gate}/external_rate"), "50 req/s")
            .states(&format!("component/{job}/external_rate"), "2 req/s")
            .states(&format!("component/{cart}/cpu_time"), "3 ms")
            .states(&format!("component/{gate}/p99_target"), "40 ms");
    }
    sketch.0
}

/// A flow without the names in it.
fn unnamed(flow: &FlowLatency) -> ([f64; 5], Vec<f64>, [usize; 2]) {
    let FlowLatency { rate_per_s, mean_ms, p50_ms, p95_ms, p99_ms, .. } = *flow;
    let shares = flow.shares.iter().map(|share| share.share).collect();
    let counts = [flow.single_points.len(), flow.without_time.len()];
    ([rate_per_s, mean_ms, p50_ms, p95_ms, p99_ms], shares, counts)
}

fn flows(plan: &Plan) -> Vec<FlowLatency> {
    let resolved = Resolved::new(plan, catalog(), None);
    let assignment = advice::decided_else_advised(&resolved);
    flow_latency::flows(&CallGraph::new(&resolved, &assignment))
}

#[test]
fn flows_of_many_copies_are_those_of_one() {
    let one: Vec<_> = flows(&copies(1)).iter().map(unnamed).collect();
    assert_eq!(one.len(), 2);
    let many = flows(&copies(700));
    assert_eq!(many.len(), 1400);
    assert!(many.is_sorted_by_key(|flow| &flow.entry));
    for flow in &many {
        let of = usize::from(flow.entry.as_str().starts_with("job"));
        assert_eq!(unnamed(flow), one[of], "{}", flow.entry);
    }
}

#[test]
fn answers_of_large_plans_are_those_of_their_flows() {
    let plan = copies(300);
    let resolved = Resolved::new(&plan, catalog(), None);
    assert!(!responses::are_drawn(&resolved));
    let assignment = advice::decided_else_advised(&resolved);
    let answers = responses::of_assignment(&resolved, &assignment);
    assert!(answers.is_sorted_by_key(|answer| &answer.component));
    let flows = flows(&plan);
    assert_eq!(answers.len(), flows.len());
    for flow in &flows {
        let answer = responses::of_component(&answers, &flow.entry).unwrap();
        assert_eq!(answer.p99_ms.typical, flow.p99_ms, "{}", flow.entry);
        assert_eq!(answer.p50_ms.typical, flow.p50_ms, "{}", flow.entry);
        assert_eq!(answer.chance, answer.target_ms.map(|t| f64::from(u8::from(flow.p99_ms <= t))));
    }
    let of_targets = responses::of_targets(&resolved, &[&assignment]).remove(0);
    let targets: Vec<_> = answers.iter().filter(|answer| answer.target_ms.is_some()).collect();
    assert_eq!(of_targets.iter().collect::<Vec<_>>(), targets);
    assert_eq!(responses::of_component(&answers, &id("nobody")), None);
}

/// A plan of so many services that say nothing of themselves.
fn services(count: usize) -> Plan {
    let mut plan = Plan::new("Many");
    for index in 0..count {
        let id = ComponentId::new(&format!("s{index:05}")).unwrap();
        plan.components.insert(id.clone(), Component::new(id, "Service", Kind::Service));
    }
    plan
}

#[test]
fn large_plans_are_drawn_less_often_and_say_so_of_every_component() {
    for (count, draws) in [(1, 256), (5_000, 256), (5_001, 128), (10_000, 128), (20_001, 32)] {
        let plan = services(count);
        assert_eq!(sample::draws(&Resolved::new(&plan, catalog(), None)), draws, "{count}");
    }
    let plan = services(5_001);
    let resolved = Resolved::new(&plan, catalog(), None);
    assert_eq!(Catalogs::told(&resolved).iter().count(), 128);
    let assignment = advice::decided_else_advised(&resolved);
    let drawn = outlook::draws_of_plan(&resolved, &[&assignment]).remove(0);
    assert_eq!(drawn.len(), 128);
    // The first draws are the same ones, whatever comes after them.
    let few = services(3);
    let few = Resolved::new(&few, catalog(), None);
    let of = |resolved: &Resolved<'_>| {
        let facts = resolved.facts(&id("s00001")).unwrap();
        let candidates = resolved.catalog.compared(&resolved.plan.candidates);
        outlook::draws(resolved, facts, &candidates, &Catalogs::told(resolved))
    };
    let (all, first) = (of(&few), of(&resolved));
    for (all, first) in all.iter().zip(&first) {
        assert_eq!([all.len(), first.len()], [256, 128]);
        assert_eq!(all[..128], first[..]);
    }
}

/// Sums over components in pieces are those of one after another.
#[test]
fn a_plan_comes_to_what_its_components_come_to() {
    let plan = services(1_200);
    let resolved = Resolved::new(&plan, catalog(), None);
    let assignment = advice::decided_else_advised(&resolved);
    let drawn = outlook::draws_of_plan(&resolved, &[&assignment]).remove(0);
    let alone = resolved.components.iter().map(|facts| {
        let candidate = &catalog().candidates[&assignment[&facts.component.id]];
        outlook::draws(&resolved, facts, &[candidate], &Catalogs::told(&resolved)).remove(0)
    });
    let mut sums = vec![0.0; drawn.len()];
    for draws in alone {
        sums.iter_mut().zip(&draws).for_each(|(sum, of)| *sum += of.cost());
    }
    for (drawn, sum) in drawn.iter().zip(sums) {
        assert!((drawn.cost() / sum - 1.0).abs() < 1e-9, "{} {sum}", drawn.cost());
    }
}

#[test]
fn links_of_a_component_are_those_that_touch_it() {
    let mut sketch =
        Sketch::services(&["a", "b", "c"]).links(&[("a", "b"), ("c", "a"), ("b", "c")]);
    let own = Link::new(LinkId::new("a-a").unwrap(), id("a"), id("a"));
    sketch.0.links.insert(own.id.clone(), own);
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    for component in ["a", "b", "c", "nobody"].map(id) {
        let touches = |link: &&Link| link.from == component || link.to == component;
        let expected: Vec<&Link> = sketch.0.links.values().filter(touches).collect();
        assert_eq!(resolved.links_of(&component).collect::<Vec<_>>(), expected, "{component}");
    }
}

/// The tasks of a role whose people know one of two languages.
fn tasks() -> Vec<Task> {
    let names: Vec<String> = (0..9).map(|at| format!("s{at}")).collect();
    let mut sketch = Sketch::services(&names.iter().map(String::as_str).collect::<Vec<_>>());
    sketch = role(sketch, "backend", &[("python", Skill::Fluent)], "3..4..6");
    for (at, name) in names.iter().enumerate() {
        sketch = sketch.states(&format!("component/{name}/work"), &format!("{} pw", 2 + at));
        let owner = polyplan::model::RoleId::new("backend").unwrap();
        sketch = sketch.but(name, polyplan::model::ComponentChange::Owner(Some(owner)));
    }
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let shared = totals::Shared::of(&resolved, Point::Typical);
    let candidates = ["go-net-http", "python-async", "java-loom"];
    let known = &catalog().candidates;
    let candidates: Vec<_> =
        known.values().filter(|of| candidates.contains(&of.id.as_str())).collect();
    assert!(candidates.len() > 1);
    let task = |(at, facts): (usize, _)| {
        let of = candidates[at % candidates.len()];
        totals::part(&resolved, facts, of, &shared, Point::Typical).unwrap().task
    };
    resolved.components.iter().enumerate().map(task).collect()
}

#[test]
fn a_role_has_as_much_to_do_however_its_tasks_are_added() {
    let tasks = tasks();
    let whole = people::together(&tasks);
    assert!(whole.learn > 0.0 && whole.weeks > 0.0);
    for cut in 0..=tasks.len() {
        let (before, after) = tasks.split_at(cut);
        let parts = Load::of(before).and(&Load::of(after)).together();
        for (a, b) in [
            (parts.learn, whole.learn),
            (parts.person_weeks, whole.person_weeks),
            (parts.weeks, whole.weeks),
        ] {
            assert!((a / b - 1.0).abs() < 1e-12, "{a} {b}");
        }
    }
}

#[test]
fn what_is_told_of_a_component_is_the_same_alone_and_in_threads() {
    let plan = services(70);
    let resolved = Resolved::new(&plan, catalog(), None);
    let candidates = resolved.catalog.compared(&plan.candidates);
    let all = confidence::of_plan(&resolved);
    assert_eq!(all.len(), 70);
    for facts in resolved.components.iter().step_by(13) {
        let alone =
            acceptability::of_component(&resolved, facts, &candidates, &Catalogs::told(&resolved));
        assert_eq!(all[&facts.component.id].acceptability, alone);
    }
}
