//! What holds for every plan, however it came to be.

use super::GroupId;
use super::input::{InputOwner, InputRef};
use super::plan::Plan;
use super::quantity::Inputs;

/// A broken invariant, in words that name the element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation(pub String);

/// Every broken invariant of `plan`; none for a plan that only edits have changed.
#[must_use]
pub fn violations(plan: &Plan) -> Vec<Violation> {
    let mut found = Vec::new();
    keys_match(plan, &mut found);
    references(plan, &mut found);
    numbers(plan, &mut found);
    for group in plan.groups.values() {
        let around = |id: &GroupId| plan.groups_around(group.parent.as_ref()).any(|g| g.id == *id);
        if around(&group.id) {
            found.push(Violation(format!("group `{}` lies inside itself", group.id)));
        }
    }
    found
}

fn keys_match(plan: &Plan, found: &mut Vec<Violation>) {
    let components = plan.components.iter().all(|(key, value)| *key == value.id);
    let links = plan.links.iter().all(|(key, value)| *key == value.id);
    let groups = plan.groups.iter().all(|(key, value)| *key == value.id);
    let roles = plan.roles.iter().all(|(key, value)| *key == value.id);
    let scenarios = plan.scenarios.iter().all(|(key, value)| *key == value.id);
    if !(components && links && groups && roles && scenarios) {
        found.push(Violation("an element is filed under another id than its own".to_owned()));
    }
}

fn references(plan: &Plan, found: &mut Vec<Violation>) {
    let mut dangling = |what: String| found.push(Violation(what));
    for link in plan.links.values() {
        for end in [&link.from, &link.to] {
            if !plan.components.contains_key(end) {
                dangling(format!("link `{}` ends at `{end}`, which does not exist", link.id));
            }
        }
    }
    for component in plan.components.values() {
        if component.group.as_ref().is_some_and(|id| !plan.groups.contains_key(id)) {
            dangling(format!("component `{}` lies in a group that does not exist", component.id));
        }
        if component.owner.as_ref().is_some_and(|id| !plan.roles.contains_key(id)) {
            dangling(format!("component `{}` has an owner that does not exist", component.id));
        }
    }
    for group in plan.groups.values() {
        if group.parent.as_ref().is_some_and(|id| !plan.groups.contains_key(id)) {
            dangling(format!("group `{}` lies in a group that does not exist", group.id));
        }
    }
    for id in plan.decisions.keys().chain(plan.placements.keys()) {
        if !plan.components.contains_key(id) {
            dangling(format!("`{id}` is decided or placed but does not exist"));
        }
    }
}

fn numbers(plan: &Plan, found: &mut Vec<Violation>) {
    let mut check = |inputs: &Inputs, owner: InputOwner| {
        for (&input, quantity) in inputs {
            let address = InputRef { owner: owner.clone(), input };
            if !address.is_well_formed() {
                found.push(Violation(format!("`{address}` is not an input")));
            }
            if let Err(error) = input.check(quantity.range) {
                found.push(Violation(format!("{address}: {error}")));
            }
        }
    };
    check(&plan.inputs, InputOwner::Plan);
    for component in plan.components.values() {
        check(&component.inputs, InputOwner::Component(component.id.clone()));
    }
    for link in plan.links.values() {
        check(&link.inputs, InputOwner::Link(link.id.clone()));
    }
    for role in plan.roles.values() {
        check(&role.inputs, InputOwner::Role(role.id.clone()));
    }
    for scenario in plan.scenarios.values() {
        for (address, quantity) in &scenario.overrides {
            if let Err(error) = address.input.check(quantity.range) {
                found.push(Violation(format!("scenario `{}`, {address}: {error}", scenario.id)));
            }
        }
    }
    for (id, placement) in &plan.placements {
        let size = placement.size;
        if !(placement.at.is_finite() && size.width > 0.0 && size.height > 0.0) {
            found.push(Violation(format!("the card of `{id}` lies nowhere")));
        }
    }
}
