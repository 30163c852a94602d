//! `unlikely-number`: a number is stated that hardly any system has, and nobody says where it comes
//! from; a slip of the unit is more likely.

use std::collections::BTreeMap;

use super::{Context, Finding, Severity};
use crate::model::{InputOwner, InputRef, Quantity};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let resolved = context.resolved;
    let mut stated: BTreeMap<InputRef, &Quantity> = resolved.plan.stated().into_iter().collect();
    let overrides = resolved.scenario.iter().flat_map(|scenario| &scenario.overrides);
    stated.extend(overrides.map(|(address, quantity)| (address.clone(), quantity)));
    stated.into_iter().filter_map(|(address, quantity)| of(context, address, quantity)).collect()
}

fn of(context: &Context<'_>, address: InputRef, quantity: &Quantity) -> Option<Finding> {
    let input = address.input;
    let from = input.rare_from();
    if quantity.range.typical <= from || !quantity.source.trim().is_empty() {
        return None;
    }
    let unit = input.unit();
    let component = match &address.owner {
        InputOwner::Component(id) => Some(id.clone()),
        _ => None,
    };
    Some(Finding {
        code: "unlikely-number",
        severity: Severity::Warning,
        component,
        message: format!(
            "{} states {} as {}; more than {} is rare",
            owner(context, &address.owner),
            input.label(),
            quantity.range.readable(unit),
            unit.readable(from)
        ),
        advice: "Check number and unit, or state the source that it comes from".to_owned(),
        input: Some(address),
        claims: "",
        fixes: Vec::new(),
    })
}

/// What a number is stated of, for people.
fn owner(context: &Context<'_>, owner: &InputOwner) -> String {
    let plan = context.resolved.plan;
    match owner {
        InputOwner::Plan => "The plan".to_owned(),
        InputOwner::Component(id) => context.name(id).to_owned(),
        InputOwner::Role(id) => {
            plan.roles.get(id).map_or_else(|| id.to_string(), |role| role.name.clone())
        }
        InputOwner::Link(id) => plan.links.get(id).map_or_else(
            || id.to_string(),
            |link| {
                format!("The link from {} to {}", context.name(&link.from), context.name(&link.to))
            },
        ),
    }
}
