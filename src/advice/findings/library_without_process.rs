//! `library-without-process`: libraries are called from outside, and nothing in the plan runs them.

use std::collections::BTreeMap;

use super::{Context, Finding, Severity};
use crate::model::{ComponentId, Kind};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let plan = context.resolved.plan;
    let kind = |id: &ComponentId| plan.components.get(id).map(|component| &component.kind);
    let is_library = |id: &ComponentId| kind(id) == Some(&Kind::Library);
    // A caller that is no library runs it in its own process, if it has one that we build.
    let runs = |id: &ComponentId| {
        context.resolved.facts(id).is_some_and(|facts| {
            facts.component.is_built() && facts.component.kind != Kind::Library
        })
    };
    let mut callers: BTreeMap<&ComponentId, Vec<&ComponentId>> = BTreeMap::new();
    for link in plan.links.values().filter(|link| is_library(&link.to)) {
        callers.entry(&link.to).or_default().push(&link.from);
    }
    let called_from_outside = callers.into_iter().filter(|(_, callers)| {
        callers.iter().any(|from| !is_library(from)) && !callers.iter().any(|from| runs(from))
    });
    let lost: Vec<&ComponentId> = called_from_outside.map(|(id, _)| id).collect();
    let Some(&first) = lost.first() else { return Vec::new() };
    let (is, it) = if lost.len() == 1 { ("is a library", "it") } else { ("are libraries", "them") };
    vec![Finding {
        code: "library-without-process",
        severity: Severity::Warning,
        component: Some(first.clone()),
        input: None,
        message: format!(
            "{} {is}, called from outside, but no component runs {it}: no server counts for {it}",
            context.names(lost.iter().copied())
        ),
        advice: "Add the application that runs the libraries as a service between the two, or change the kind"
            .to_owned(),
        claims: "",
        fixes: Vec::new(),
    }]
}
