//! `absurd-rate`: more requests reach a component than any system serves.

use std::collections::BTreeSet;

use super::{Context, Finding, Severity};
use crate::base::Unit;
use crate::model::ComponentId;

/// Rate from which a number is more likely to be wrong than true, per second (judgement: the
/// largest public services count some millions).
const FROM: f64 = 1e7;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let components = &context.resolved.components;
    let absurd: BTreeSet<&ComponentId> = components
        .iter()
        .filter(|facts| facts.rate.range.typical >= FROM)
        .map(|facts| &facts.component.id)
        .collect();
    if absurd.is_empty() {
        return Vec::new();
    }
    // Only where it begins: what is called from there inherits it.
    let mut inherits = BTreeSet::new();
    let mut called = BTreeSet::new();
    for link in context.resolved.open_links() {
        called.insert(&link.to);
        if absurd.contains(&link.from) {
            inherits.insert(&link.to);
        }
    }
    let begins = absurd.iter().filter(|id| !inherits.contains(**id));
    let found = begins.filter_map(|id| {
        let rate = context.resolved.facts(id)?.rate.range.typical;
        let how =
            if called.contains(*id) { ", as calls multiply along the links to it" } else { "" };
        Some(Finding {
            code: "absurd-rate",
            severity: Severity::Warning,
            component: Some((*id).clone()),
            input: None,
            message: format!("{} would get {}{how}", context.name(id), Unit::PerSec.readable(rate)),
            advice: "Check the rates upstream and the calls per request of the links".to_owned(),
            claims: "",
            fixes: Vec::new(),
        })
    });
    found.collect()
}
