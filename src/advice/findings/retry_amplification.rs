//! `retry-amplification`: retries of calls inside calls multiply.

use std::collections::BTreeMap;

use super::{Context, Finding, Severity};
use crate::base::{Range, Unit};
use crate::forecast::Origin;
use crate::forecast::flow::link_input;
use crate::model::{Edit, Input, InputOwner, InputRef, Kind, Link, Quantity};

/// Calls for each one without retries from which they are too many.
const FROM: f64 = 2.0;

/// How requests reach a component on the path whose retries multiply most.
#[derive(Clone, Copy)]
struct Reached<'a> {
    factor: f64,
    by: Option<&'a Link>,
}

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let nodes = &context.graph.nodes;
    let index: BTreeMap<_, _> =
        nodes.iter().enumerate().map(|(i, of)| (&of.component, i)).collect();
    let mut calls: Vec<Vec<(usize, &Link, f64)>> = vec![Vec::new(); nodes.len()];
    for link in context.open_links().filter(|link| link.is_synchronous()) {
        let attempts = 1.0 + retries(context, link);
        if let (Some(&from), Some(&to)) = (index.get(&link.from), index.get(&link.to)) {
            // Nobody waits behind a queue, so nobody calls again.
            if context.resolved.components[from].component.kind != Kind::Queue {
                calls[from].push((to, link, attempts));
            }
        }
    }
    let mut reached = vec![Reached { factor: 1.0, by: None }; nodes.len()];
    let mut found = Vec::new();
    for &from in &context.graph.order {
        for &(to, link, attempts) in &calls[from] {
            let factor = reached[from].factor * attempts;
            if factor > reached[to].factor {
                reached[to] = Reached { factor, by: Some(link) };
            }
        }
    }
    for (to, node) in nodes.iter().enumerate() {
        let Reached { factor, by: Some(last) } = reached[to] else { continue };
        let before = index.get(&last.from).map_or(1.0, |&from| reached[from].factor);
        // Where a path passes the limit is where it is mended.
        if factor < FROM || before >= FROM {
            continue;
        }
        let mut path = vec![&node.component];
        let mut link = Some(last);
        while let Some(step) = link {
            path.push(&step.from);
            link = index.get(&step.from).and_then(|&from| reached[from].by);
        }
        path.reverse();
        let address = InputRef { owner: InputOwner::Link(last.id.clone()), input: Input::Retries };
        let ends = format!("{} to {}", context.name(&last.from), context.name(&last.to));
        found.push(Finding {
            code: "retry-amplification",
            severity: Severity::Warning,
            component: Some(node.component.clone()),
            message: format!(
                "Retries multiply along {}: {} calls arrive for each one meant",
                path.iter().map(|id| context.name(id)).collect::<Vec<_>>().join(" → "),
                Unit::Count.readable(factor)
            ),
            advice: "Retry in one place only, at the outermost call that can afford it".to_owned(),
            claims: "",
            fixes: vec![(
                format!("No retries from {ends}"),
                Edit::Input(address, Some(Quantity::of(Range::exact(0.0)))),
            )],
        });
    }
    found
}

/// Stated retries of each call; what is assumed accuses nobody.
fn retries(context: &Context<'_>, link: &Link) -> f64 {
    let resolved = context.resolved;
    let value = link_input(link, Input::Retries, resolved.catalog, resolved.scenario);
    if value.origin == Origin::Stated { value.range.typical } else { 0.0 }
}
