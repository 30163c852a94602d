//! `wait-counted-twice`: a component states a wait that could hold what the stores and other parts that
//! it calls take, which counts on top at assumed times.

use super::{Context, Finding, Severity};
use crate::base::{Range, Unit};
use crate::forecast::Origin;
use crate::forecast::call_graph::Node;
use crate::model::{ComponentId, Edit, Input, InputRef, Quantity};

/// What a component waits for at assumed times, in the plan, and how long in all, ms.
fn assumed<'a>(context: &'a Context<'_>, node: &Node) -> (Vec<&'a ComponentId>, f64) {
    let nodes = &context.graph.nodes;
    let calls = node.stages.iter().flatten();
    let guessed = calls.filter(|call| nodes[call.to].delay_guessed);
    let timed = guessed.filter_map(|call| {
        let of = &nodes[call.to];
        Some((&of.component, call.calls * of.delay?.mean_ms))
    });
    let (ids, times): (Vec<_>, Vec<f64>) = timed.unzip();
    (ids, times.iter().sum())
}

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let both = context.graph.nodes.iter().zip(&context.resolved.components);
    let found = both.filter_map(|(node, facts)| {
        let wait = facts.value(Input::IoWait).filter(|wait| wait.origin == Origin::Stated)?;
        let wait = wait.range.typical;
        let (ids, on_top) = assumed(context, node);
        // What is shorter than that holds something else.
        if node.station.is_none() || ids.is_empty() || wait < on_top {
            return None;
        }
        let id = &node.component;
        let name = context.name(id);
        let address = InputRef::component(id.clone(), Input::IoWait);
        Some(Finding {
            code: "wait-counted-twice",
            severity: Severity::Hint,
            component: Some(id.clone()),
            input: Some(address.clone()),
            message: format!(
                "{name} states a wait of {} for things outside the plan; what it calls in the plan counts on top, {} assumed for {}",
                Unit::Ms.readable(wait),
                Unit::Ms.readable(on_top),
                context.names(ids)
            ),
            advice: "If the stated wait holds these calls, state what is left of it, or 0".to_owned(),
            claims: "",
            fixes: vec![(
                format!("Have {name} wait for nothing beyond what it calls in the plan"),
                Edit::Input(address, Some(Quantity::of(Range::exact(0.0)))),
            )],
        })
    });
    found.collect()
}
