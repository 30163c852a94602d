//! `replicas-short`: the replicas that are stated are too few for the peak.
//! `replicas-short-at-twice`: they do for the peak, but could not do for twice of it.

use super::context::percent;
use super::{Context, Finding, Severity};
use crate::base::{Range, Unit};
use crate::forecast::Facts;
use crate::forecast::call_graph::Node;
use crate::model::{Edit, Input, InputRef, Quantity};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let nodes = context.graph.nodes.iter().zip(&context.resolved.components);
    nodes.filter_map(|(node, facts)| finding(context, node, facts)).collect()
}

/// What is said of stated replicas (`they`) that are busy to a share at the peak, while another is
/// planned, and how many times as many do.
fn said(they: &str, busy: f64, planned: f64) -> Option<(Severity, String, f64)> {
    let percent_of_possible = |share: f64| format!("{} of what is possible", percent(share));
    if busy >= 1.0 {
        let told = format!("at the peak {they} would have to do {}", percent_of_possible(busy));
        return Some((Severity::Error, told, busy / planned));
    }
    if busy > planned {
        let does = if they == "it" { "does" } else { "do" };
        let [told, most] = [percent_of_possible(busy), percent(planned)];
        let told = format!("at the peak {they} {does} {told}; at most {most} is planned");
        return Some((Severity::Warning, told, busy / planned));
    }
    (2.0 * busy >= 1.0).then(|| {
        let told = percent_of_possible(2.0 * busy);
        (Severity::Hint, format!("at twice the peak {they} would have to do {told}"), 2.0 * busy)
    })
}

fn finding(context: &Context<'_>, node: &Node, facts: &Facts<'_>) -> Option<Finding> {
    facts.value(Input::Replicas)?;
    let replicas = node.servers?;
    let busy = node.station?.queue.utilisation();
    let planned = context.resolved.economic(Input::Utilisation)?.range.typical;
    let (few, they) = if replicas < 1.5 { ("replica", "it") } else { ("replicas", "they") };
    let (severity, told, times) = said(they, busy, planned)?;
    // Work spreads over what there is. Twice the peak is not to keep all of them busy.
    let enough = if severity == Severity::Hint {
        libm::floor(replicas * times) + 1.0
    } else {
        libm::ceil(replicas * times - 1e-9)
    };
    let id = &node.component;
    let name = context.name(id);
    let [replicas, count] = [replicas, enough].map(|of| Unit::Count.readable(of));
    let address = InputRef::component(id.clone(), Input::Replicas);
    Some(Finding {
        code: if severity == Severity::Hint { "replicas-short-at-twice" } else { "replicas-short" },
        severity,
        component: Some(id.clone()),
        input: Some(address.clone()),
        message: format!("{name} is to run on {replicas} {few}; {told}"),
        advice: format!("Run {count} of them, or larger ones, or have it do less for each request"),
        claims: "",
        // More than can be stated mend nothing.
        fixes: (enough <= Input::Replicas.bounds().1)
            .then(|| {
                let stated = Quantity::of(Range::exact(enough));
                (format!("Run {name} on {count} replicas"), Edit::Input(address, Some(stated)))
            })
            .into_iter()
            .collect(),
    })
}
