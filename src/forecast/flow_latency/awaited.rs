//! Which flows people wait for: of those the slowest is told, not of jobs that run for hours.

use super::super::call_graph::CallGraph;
use super::super::facts::Facts;
use super::super::resolve::Resolved;
use crate::model::Input;

/// Whether a flow that people wait for begins at each node: one whose entry has a p99 target, or
/// comes from outside the plan, where it has none of its own, and calls what has one. Nobody waits for
/// jobs, whatever time they promise, where there is something else; all flows where there is none of
/// these.
#[must_use]
pub fn awaited(resolved: &Resolved<'_>, graph: &CallGraph) -> Vec<bool> {
    let has_target = |node: usize| resolved.components[node].value(Input::P99Target).is_some();
    let is_promised = |(index, facts): (usize, &Facts<'_>)| {
        let node = &graph.nodes[index];
        let mut called = node.stages.iter().flatten().map(|call| call.to);
        let of_callees = !facts.component.is_built() && called.any(has_target);
        node.is_entry && (has_target(index) || of_callees)
    };
    let promised: Vec<bool> = resolved.components.iter().enumerate().map(is_promised).collect();
    let is_job = resolved.components.iter().map(|facts| facts.component.kind.is_job());
    let of_people = promised.iter().zip(is_job).map(|(promised, is_job)| *promised && !is_job);
    let of_people: Vec<bool> = of_people.collect();
    match [&of_people, &promised].into_iter().find(|found| found.contains(&true)) {
        Some(found) => found.clone(),
        None => graph.nodes.iter().map(|node| node.is_entry).collect(),
    }
}
