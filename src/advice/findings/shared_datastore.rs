//! `shared-datastore`: several bounded contexts or teams work on one store.

use std::collections::{BTreeMap, BTreeSet};

use super::context::listed;
use super::{Context, Finding, Severity};
use crate::model::{Component, ComponentId, Group, GroupKind, Kind, LinkStyle, Plan};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let plan = context.resolved.plan;
    let mut users: BTreeMap<&ComponentId, BTreeSet<&str>> = BTreeMap::new();
    // Copies that are handed over now and then tie nobody to the tables.
    for link in plan.links.values().filter(|link| link.style != LinkStyle::Bulk) {
        let is_store =
            |id| plan.components.get(id).is_some_and(|of: &Component| of.kind == Kind::Datastore);
        if let Some(area) = plan.components.get(&link.from).and_then(|of| area(plan, of))
            && is_store(&link.to)
        {
            users.entry(&link.to).or_default().insert(&area.name);
        }
    }
    let shared = users.into_iter().filter(|(_, areas)| areas.len() > 1);
    shared
        .map(|(id, areas)| Finding {
            code: "shared-datastore",
            severity: Severity::Warning,
            component: Some(id.clone()),
            input: None,
            message: format!("{} is used directly from {}", context.name(id), listed(areas)),
            advice: "Give the data to one of them and let the others ask it, or split the store"
                .to_owned(),
            claims: "",
            fixes: Vec::new(),
        })
        .collect()
}

/// The outermost bounded context or team around a component: those own data, layers and zones do
/// not.
fn area<'a>(plan: &'a Plan, component: &Component) -> Option<&'a Group> {
    let mut area = None;
    let mut next = component.group.as_ref();
    // A group has fewer groups around it than there are groups.
    for _ in 0..=plan.groups.len() {
        let Some(group) = next.and_then(|id| plan.groups.get(id)) else { break };
        if matches!(group.kind, GroupKind::Context | GroupKind::Team) {
            area = Some(group);
        }
        next = group.parent.as_ref();
    }
    area
}
