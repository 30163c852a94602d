//! `slow-chain`: a component meets its latency target alone, but not with what it waits for.

use std::collections::BTreeSet;

use super::context::listed;
use super::{Context, Finding, Severity};
use crate::advice::often;
use crate::base::Unit;
use crate::forecast::call_graph::Call;
use crate::forecast::flow_latency::shares;
use crate::forecast::responses;
use crate::forecast::{CallGraph, Resolved, Response, Sight};
use crate::model::Input;

/// Share of the time from which a component is named.
const WORTH_NAMING: f64 = 0.05;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let graph = &context.graph;
    let slow = promising(context.resolved, graph).into_iter().filter_map(|(node, target)| {
        let answer = context.answer(&graph.nodes[node].component)?;
        answer.misses().then_some((node, target, answer))
    });
    let slow: Vec<(usize, f64, &Response)> = slow.collect();
    let nodes: Vec<usize> = slow.iter().map(|(node, ..)| *node).collect();
    let found = slow.into_iter().zip(shares(graph, &nodes)).map(|((node, target, answer), shares)| {
        let id = &answer.component;
        let shares = shares.iter().filter(|share| share.share >= WORTH_NAMING).take(3);
        let shares: Vec<String> = shares
            .map(|share| {
                format!("{} {:.0} %", context.name(&share.component), share.share * 100.0)
            })
            .collect();
        let shares = match &shares[..] {
            [] => String::new(),
            shares => format!(
                ". Largest shares at the medians of the inputs: {}",
                listed(shares.iter().map(String::as_str))
            ),
        };
        Finding {
            code: "slow-chain",
            severity: Severity::Warning,
            component: Some(id.clone()),
            input: None,
            message: if answer.p99_ms.typical.is_finite() {
                format!(
                    "{} answers in {} at p99 with what it waits for, {}; the target is {}, met {}{shares}",
                    context.name(id),
                    responses::in_words(answer.p99_ms),
                    context.as_what(),
                    Unit::Ms.readable(target),
                    often(context.resolved, answer.chance.unwrap_or(0.0)),
                )
            } else {
                format!(
                    "{} waits without end for what cannot keep up, {}; its p99 target is {}, met {}",
                    context.name(id),
                    context.as_what(),
                    Unit::Ms.readable(target),
                    often(context.resolved, answer.chance.unwrap_or(0.0)),
                )
            },
            advice: advice(context, node),
            claims: "29, 51",
            fixes: Vec::new(),
        }
    });
    found.collect()
}

/// What helps; calls side by side only where some follow one another, and of these only such as need
/// no answer of those before, which a plan does not say.
fn advice(context: &Context<'_>, node: usize) -> String {
    let rest =
        "nswer later what need not be waited for, quicken the largest share, or relax the target";
    let graph = &context.graph;
    if graph.sights(node).iter().any(|sight| waits_in_turn(graph, node, sight)) {
        format!("Call side by side what does not need an earlier answer, a{rest}")
    } else {
        format!("A{rest}")
    }
}

/// Whether requests to a component wait for one answer after another anywhere on their ways.
fn waits_in_turn(graph: &CallGraph, node: usize, sight: &Sight) -> bool {
    let (mut seen, mut open) = (BTreeSet::from([node]), vec![node]);
    while let Some(at) = open.pop() {
        let stages = &graph.nodes[at].stages;
        let taken = |stage: &&Vec<Call>| stage.iter().any(|call| sight.takes(call));
        if stages.iter().filter(taken).count() > 1 {
            return true;
        }
        let called = stages.iter().flatten().filter(|call| sight.takes(call));
        open.extend(called.map(|call| call.to).filter(|to| seen.insert(*to)));
    }
    false
}

/// Components that call others and meet a given target alone, with that target, ms.
pub(super) fn promising(resolved: &Resolved<'_>, graph: &CallGraph) -> Vec<(usize, f64)> {
    let nodes = graph.nodes.iter().zip(&resolved.components).enumerate();
    let found = nodes.filter(|(_, (node, _))| !node.stages.is_empty());
    found
        .filter_map(|(index, (node, facts))| {
            let target = facts.given(Input::P99Target)?.range.typical;
            let alone = node.station.map_or(0.0, |station| station.quantile_ms(0.99));
            (alone <= target).then_some((index, target))
        })
        .collect()
}
