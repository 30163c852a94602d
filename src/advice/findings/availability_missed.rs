//! `availability-missed`: a component promises to be up more often than what it waits for.

use super::context::percent;
use super::{Context, Finding, Severity};
use crate::base::Range;
use crate::forecast::Visits;
use crate::model::{ComponentId, Edit, Input, InputRef, Quantity};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let nodes = &context.graph.nodes;
    let promising = nodes.iter().enumerate().filter_map(|(i, node)| Some((i, node.availability?)));
    let mut visits = Visits::new(&context.graph);
    let found = promising.filter_map(|(index, target)| {
        // What is called in a part of the requests fails no more than that part.
        let others = visits.of(index).iter().filter(|(other, _)| *other != index);
        let mut losses: Vec<(f64, &ComponentId)> = others
            .filter_map(|&(other, visits)| {
                let loss = visits.min(1.0) * (1.0 - nodes[other].availability?);
                Some((loss, &nodes[other].component))
            })
            .collect();
        let reach: f64 = losses.iter().map(|(loss, _)| 1.0 - loss).product();
        // Targets that are the same are meant to be met, whatever a product of floats says.
        if reach > target - 1e-9 {
            return None;
        }
        losses.sort_by(|a, b| b.0.total_cmp(&a.0));
        let id = &nodes[index].component;
        let name = context.name(id);
        let reachable = libm::floor(reach * 1e5) / 1e5;
        let address = InputRef::component(id.clone(), Input::Availability);
        Some(Finding {
            code: "availability-missed",
            severity: Severity::Warning,
            component: Some(id.clone()),
            input: None,
            message: format!(
                "{name} is to be up {} of the time; what it waits for allows {}: {}",
                percent(target),
                percent(reachable),
                context.names(losses.iter().map(|(_, id)| *id))
            ),
            advice: "Raise the targets of what it waits for, answer without them while they are down, or lower its own"
                .to_owned(),
            claims: "",
            fixes: vec![(
                format!("Lower the target of {name} to {}", percent(reachable)),
                Edit::Input(address, Some(Quantity::of(Range::exact(reachable)))),
            )],
        })
    });
    found.collect()
}
