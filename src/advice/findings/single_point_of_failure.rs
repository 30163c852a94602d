//! `single-point-of-failure`: a component on one server that flows cannot do without.

use std::collections::BTreeMap;

use super::context::percent;
use super::{Context, Finding, Severity};
use crate::base::Range;
use crate::forecast::Visits;
use crate::forecast::totals::REDUNDANT_FROM;
use crate::model::{ComponentId, Edit, Input, InputRef, Quantity, Shipping};

/// Flows from which a component is worth a second server even where no target is stated.
const MANY: usize = 3;

/// Share of a flow's requests from which it is said to need a component.
const OFTEN: f64 = 0.1;

/// The flows that need a component.
#[derive(Default)]
struct Needed<'a> {
    flows: usize,
    /// The flow with the highest target that lone servers cannot keep, with its target.
    broken: Option<(&'a ComponentId, f64)>,
}

/// Whether others wait for a component that has one server; tools, jobs and what its users install are
/// on no server that others wait for.
pub(super) fn stands_alone(context: &Context<'_>, node: usize) -> bool {
    let facts = &context.resolved.components[node];
    let kind = &facts.component.kind;
    let serves = kind.takes_load() && facts.has_servers() && facts.shipping == Shipping::Server;
    serves && context.graph.nodes[node].servers.is_some_and(|servers| servers < 2.0)
}

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let nodes = &context.graph.nodes;
    let alone: Vec<bool> = (0..nodes.len()).map(|node| stands_alone(context, node)).collect();
    let mut visits = Visits::new(&context.graph);
    let mut needed: BTreeMap<usize, Needed<'_>> = BTreeMap::new();
    for entry in (0..nodes.len()).filter(|&entry| nodes[entry].is_entry) {
        let loss = |visits: f64| visits.min(1.0) * (1.0 - REDUNDANT_FROM);
        let often = visits.of(entry).iter().filter(|&&(index, of)| of >= OFTEN && alone[index]);
        let lone: Vec<(usize, f64)> = often.map(|&(index, of)| (index, loss(of))).collect();
        let reach: f64 = lone.iter().map(|(_, loss)| 1.0 - loss).product();
        let target = nodes[entry].availability.filter(|target| reach < *target);
        for &(index, loss) in &lone {
            let of = needed.entry(index).or_default();
            of.flows += 1;
            // Only what fails more than its part of what may fail.
            #[expect(clippy::cast_precision_loss, reason = "counts of components are small")]
            let target = target.filter(|target| loss > (1.0 - target) / lone.len() as f64);
            if let Some(target) = target.filter(|t| of.broken.is_none_or(|(_, most)| most < *t)) {
                of.broken = Some((&nodes[entry].component, target));
            }
        }
    }
    needed.into_iter().filter_map(|(index, of)| finding(context, index, &of)).collect()
}

fn finding(context: &Context<'_>, index: usize, needed: &Needed<'_>) -> Option<Finding> {
    let id = &context.graph.nodes[index].component;
    let name = context.name(id);
    // Who states a target that one server reaches has thought of it.
    let accepted = context.given(id, Input::Availability).is_some();
    let (severity, message) = match needed.broken {
        Some((entry, target)) if entry == id => (
            Severity::Warning,
            format!(
                "{name} and others that it waits for run on one server each; its availability target is {}",
                percent(target)
            ),
        ),
        Some((entry, target)) => (
            Severity::Warning,
            format!(
                "{name} runs on one server, and {} waits for it, whose availability target is {}",
                context.name(entry),
                percent(target)
            ),
        ),
        None if needed.flows >= MANY && !accepted => (
            Severity::Hint,
            format!("{name} runs on one server, and {} flows hang on it", needed.flows),
        ),
        None => return None,
    };
    let target = needed.broken.map_or(REDUNDANT_FROM, |(_, target)| target.max(REDUNDANT_FROM));
    let address = InputRef::component(id.clone(), Input::Availability);
    Some(Finding {
        code: "single-point-of-failure",
        severity,
        component: Some(id.clone()),
        input: None,
        message,
        advice: "Plan a second server by stating an availability target for it, or let callers do without it"
            .to_owned(),
        claims: "",
        fixes: vec![(
            format!("Plan {name} for an availability of {}", percent(target)),
            Edit::Input(address, Some(Quantity::of(Range::exact(target)))),
        )],
    })
}
