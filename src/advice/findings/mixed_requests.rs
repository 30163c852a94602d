//! `mixed-requests`: a gateway sends what several callers ask to several components, and no link
//! says whose requests take it, so all are told as one mix of calls.

use std::collections::BTreeSet;

use super::{Context, Finding, Severity};
use crate::model::Kind;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let graph = &context.graph;
    let targets = |node: usize| -> BTreeSet<usize> {
        graph.nodes[node].stages.iter().flatten().map(|call| call.to).collect()
    };
    // Who asks whom, once for all.
    let mut askers: Vec<Vec<usize>> = vec![Vec::new(); graph.nodes.len()];
    for from in (0..graph.nodes.len()).filter(|node| graph.nodes[*node].is_entry) {
        for to in targets(from) {
            askers[to].push(from);
        }
    }
    let gateways = context.resolved.components.iter().enumerate();
    let gateways = gateways.filter(|(_, facts)| facts.component.kind == Kind::Gateway);
    let found = gateways.filter_map(|(gateway, facts)| {
        let to = targets(gateway);
        let from = &askers[gateway];
        let mut calls = graph.nodes[gateway].stages.iter().flatten();
        if from.len() < 2 || to.len() < 2 || calls.any(|call| call.route.is_some()) {
            return None;
        }
        let names = |nodes: &mut dyn Iterator<Item = usize>| {
            context.names(nodes.map(|node| &graph.nodes[node].component).collect::<Vec<_>>())
        };
        Some(Finding {
            code: "mixed-requests",
            severity: Severity::Hint,
            component: Some(facts.component.id.clone()),
            input: None,
            message: format!(
                "{} sends requests of {} on to {}: the time of each of these flows is told as that of one mix, whoever asks",
                facts.component.name,
                names(&mut from.iter().copied()),
                names(&mut to.iter().copied()),
            ),
            advice: "Where their requests take ways of their own, say at each link behind it whose requests take it"
                .to_owned(),
            claims: "",
            fixes: Vec::new(),
        })
    });
    found.collect()
}
