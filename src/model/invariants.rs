//! What holds for every plan, however it came to be.

use std::collections::BTreeSet;

use super::GroupId;
use super::apply::{MAX_CARD, MAX_COORDINATE, MAX_LOAD_FACTOR};
use super::inputs::Inputs;
use super::link::Protocol;
use super::plan::{Placement, Plan};
use super::{InputOwner, InputRef};
use crate::base::id::name_or_id;

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
    names(plan, &mut found);
    words(plan, &mut found);
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

/// Whatever people see has a name.
fn names(plan: &Plan, found: &mut Vec<Violation>) {
    let components = plan.components.values().map(|of| (of.id.as_str(), &of.name));
    let groups = plan.groups.values().map(|of| (of.id.as_str(), &of.name));
    let roles = plan.roles.values().map(|of| (of.id.as_str(), &of.name));
    let scenarios = plan.scenarios.values().map(|of| (of.id.as_str(), &of.name));
    for (id, name) in components.chain(groups).chain(roles).chain(scenarios) {
        if name_or_id(name.clone(), &id) != *name {
            found.push(Violation(format!("`{id}` has no name that can be seen")));
        }
    }
}

/// Words are those that files read back, and lists name nothing twice.
fn words(plan: &Plan, found: &mut Vec<Violation>) {
    for component in plan.components.values() {
        if component.kind != component.kind.clone().canonical() {
            found.push(Violation(format!(
                "component `{}` has a kind by a known word",
                component.id
            )));
        }
    }
    for link in plan.links.values() {
        if link.protocol.clone().map(Protocol::canonical) != link.protocol {
            found.push(Violation(format!("link `{}` has a protocol by a known word", link.id)));
        }
    }
    for (id, votes) in &plan.votes {
        if votes.is_empty() || votes.keys().any(|role| role.is_empty() || role.trim() != role) {
            found.push(Violation(format!("a vote on `{id}` is of no role")));
        }
    }
    for (id, entry) in &plan.log {
        if entry.id != *id || !entry.is_sound() {
            found.push(Violation(format!("the entry `{id}` is not sound")));
        }
    }
    let once: BTreeSet<_> = plan.candidates.iter().collect();
    if once.len() < plan.candidates.len() {
        found.push(Violation("a candidate is switched on twice".to_owned()));
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
        for begin in link.only_for.iter().flatten().filter(|id| !plan.components.contains_key(*id))
        {
            dangling(format!("link `{}` is for `{begin}`, which does not exist", link.id));
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
    for entry in plan.log.values() {
        if entry.owner.as_ref().is_some_and(|id| !plan.roles.contains_key(id))
            || !entry.about.is_in(plan)
        {
            dangling(format!("entry `{}` names what does not exist", entry.id));
        }
    }
    for group in plan.groups.values() {
        if group.parent.as_ref().is_some_and(|id| !plan.groups.contains_key(id)) {
            dangling(format!("group `{}` lies in a group that does not exist", group.id));
        }
    }
    let about = plan.decisions.keys().chain(plan.votes.keys()).chain(plan.placements.keys());
    for id in about {
        if !plan.components.contains_key(id) {
            dangling(format!("`{id}` is decided, voted on or placed but does not exist"));
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
            if !address.is_well_formed() || plan.inputs_of(&address.owner).is_none() {
                let id = &scenario.id;
                found.push(Violation(format!("scenario `{id}`: {address} belongs to nothing")));
            }
        }
        if !(0.0..=MAX_LOAD_FACTOR).contains(&scenario.load) {
            found.push(Violation(format!("scenario `{}` has an absurd load", scenario.id)));
        }
    }
    for (id, decision) in &plan.decisions {
        for (address, range) in &decision.relied_on {
            if !address.is_well_formed() || address.input.check(*range).is_err() {
                found.push(Violation(format!("the decision on `{id}` relied on bad {address}")));
            }
        }
    }
    for (priority, weight) in &plan.priorities {
        if !(0.0..=10.0).contains(weight) {
            found.push(Violation(format!("{} has an absurd weight", priority.label())));
        }
    }
    for (id, criterion) in &plan.criteria {
        if criterion.id != *id || !criterion.is_sound() {
            found.push(Violation(format!("the criterion `{id}` is not sound")));
        }
    }
    for (id, placement) in &plan.placements {
        let Placement { at, size, .. } = placement;
        let near = |x: f64| x.abs() <= MAX_COORDINATE;
        let sized = |x: f64| x > 0.0 && x <= MAX_CARD;
        if !(near(at.x) && near(at.y) && sized(size.width) && sized(size.height)) {
            found.push(Violation(format!("the card of `{id}` lies nowhere")));
        }
    }
}
