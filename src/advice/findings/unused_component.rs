//! `unused-component`: a component without any link, in a plan that has links.

use super::{Context, Finding, Severity};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let plan = context.resolved.plan;
    if plan.links.is_empty() {
        return Vec::new();
    }
    let mut linked: Vec<_> = plan.links.values().flat_map(|link| [&link.from, &link.to]).collect();
    linked.sort();
    plan.components
        .values()
        .filter(|component| linked.binary_search(&&component.id).is_err())
        .map(|component| Finding {
            code: "unused-component",
            severity: Severity::Hint,
            component: Some(component.id.clone()),
            input: None,
            message: format!("{} has no link to anything", component.name),
            advice: "Link it to what it serves, or remove it".to_owned(),
            claims: "",
            fixes: Vec::new(),
        })
        .collect()
}
