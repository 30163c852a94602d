//! `synchronous-cycle`: calls that wait for each other in a circle.

use std::collections::BTreeMap;
use std::mem::replace;

use super::{Context, Finding, Severity};
use crate::forecast::Resolved;
use crate::model::{ComponentId, Edit, Link, LinkChange, LinkStyle};

/// Links that close a circle of calls that wait for each other.
pub(super) fn closing<'a>(context: &Context<'a>) -> Vec<&'a Link> {
    let plan = context.resolved.plan;
    let knots = knots(context.resolved);
    let knot = |id| knots.get(id);
    // Every circle has a cut link, but only calls that wait make a knot.
    let cut = context.resolved.cut_links.iter().filter_map(|id| plan.links.get(id));
    cut.filter(|link| link.is_synchronous() && knot(&link.from) == knot(&link.to)).collect()
}

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let plan = context.resolved.plan;
    closing(context)
        .into_iter()
        .map(|link| {
            let name =
                |id| plan.components.get(id).map_or("?", |component| component.name.as_str());
            Finding {
                code: "synchronous-cycle",
                severity: Severity::Warning,
                component: Some(link.from.clone()),
                input: None,
                message: format!(
                    "{} calls {} and, directly or through others, waits for itself",
                    name(&link.from),
                    name(&link.to)
                ),
                advice: "Turn one call of the circle into a message, or move the shared part out"
                    .to_owned(),
                claims: "40",
                fixes: vec![(
                    "Turn the call into a message".to_owned(),
                    Edit::Link(link.id.clone(), LinkChange::Style(LinkStyle::Message)),
                )],
            }
        })
        .collect()
}

/// Number of the knot of each component: components share one if each waits for the other,
/// directly or through others. Two passes (Kosaraju): along the calls, then back.
fn knots<'a>(resolved: &Resolved<'a>) -> BTreeMap<&'a ComponentId, usize> {
    let plan = resolved.plan;
    let index: BTreeMap<&ComponentId, usize> =
        plan.components.keys().enumerate().map(|(i, id)| (id, i)).collect();
    let mut called = vec![Vec::new(); index.len()];
    let mut callers = vec![Vec::new(); index.len()];
    let taken = |link: &&Link| link.is_synchronous() && resolved.going(&link.id) > 0.0;
    for link in plan.links.values().filter(taken) {
        if let (Some(&from), Some(&to)) = (index.get(&link.from), index.get(&link.to)) {
            called[from].push(to);
            callers[to].push(from);
        }
    }
    let mut knot = vec![None; index.len()];
    for root in finished(&called).into_iter().rev() {
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            if knot[node].is_none() {
                knot[node] = Some(root);
                open.extend(callers[node].iter().filter(|&&caller| knot[caller].is_none()));
            }
        }
    }
    index.into_iter().filter_map(|(id, i)| Some((id, knot[i]?))).collect()
}

/// Nodes in the order in which a depth-first walk leaves them.
fn finished(next: &[Vec<usize>]) -> Vec<usize> {
    let mut seen = vec![false; next.len()];
    let mut left = Vec::with_capacity(next.len());
    for root in 0..next.len() {
        if replace(&mut seen[root], true) {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some((node, tried)) = path.last_mut() {
            if let Some(&to) = next[*node].get(*tried) {
                *tried += 1;
                if !replace(&mut seen[to], true) {
                    path.push((to, 0));
                }
            } else {
                left.push(*node);
                path.pop();
            }
        }
    }
    left
}
