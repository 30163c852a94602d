//! The difference of two plans as edits.
//!
//! Elements are the same where their ids are. Every struct is taken apart field by field, so that a
//! new field does not compile before it is compared here.

use std::collections::BTreeMap;

use super::apply::entries::{differing, toggled};
use super::component::{Component, Tags};
use super::edit::{
    ComponentChange as C, Edit, GroupChange as G, LinkChange as L, PlanChange as P,
    RoleChange as R, ScenarioChange as S,
};
use super::inputs::Inputs;
use super::link::Link;
use super::plan::{Group, Plan, Role, Scenario};
use super::traits::Traits;
use super::votes::Votes;
use super::{InputOwner, InputRef};

/// The edits that make `b` of `a`: applied to `a` one after another they give a plan equal to `b`.
///
/// Both plans have to be sound (see [`violations`](super::violations)). What is added comes before
/// what refers to it, and what is removed goes last, so that nothing is lost on the way.
#[must_use]
pub fn diff(a: &Plan, b: &Plan) -> Vec<Edit> {
    let mut edits = Vec::new();
    groups(a, b, &mut edits);
    roles(a, b, &mut edits);
    components(a, b, &mut edits);
    links(a, b, &mut edits);
    gone(a, b, &mut edits);
    scenarios(a, b, &mut edits);
    for (id, decision) in differing(&a.decisions, &b.decisions) {
        // The decision on what is gone went with it.
        if b.components.contains_key(id) {
            edits.push(Edit::Decide(id.clone(), decision.cloned().map(Box::new)));
        }
    }
    votes(a, b, &mut edits);
    for (id, entry) in differing(&a.log, &b.log) {
        edits.push(Edit::Log(id.clone(), entry.cloned().map(Box::new)));
    }
    for (id, place) in differing(&a.placements, &b.placements) {
        if b.components.contains_key(id) {
            edits.push(Edit::Place(id.clone(), place.copied()));
        }
    }
    plan(a, b, &mut edits);
    edits
}

/// The votes on what is gone went with it.
fn votes(a: &Plan, b: &Plan, edits: &mut Vec<Edit>) {
    let none = Votes::new();
    for id in b.components.keys() {
        let [before, after] = [a, b].map(|plan| plan.votes.get(id).unwrap_or(&none));
        for (role, vote) in differing(before, after) {
            edits.push(Edit::Vote(id.clone(), role.clone(), vote.cloned().map(Box::new)));
        }
    }
}

/// Adds the change of one field if it differs.
fn field<T: Clone + PartialEq, E>(edits: &mut Vec<E>, a: &T, b: &T, edit: impl FnOnce(T) -> E) {
    if a != b {
        edits.push(edit(b.clone()));
    }
}

fn inputs(a: &Inputs, b: &Inputs, owner: &InputOwner, edits: &mut Vec<Edit>) {
    for (&input, quantity) in differing(a, b) {
        let address = InputRef { owner: owner.clone(), input };
        edits.push(Edit::Input(address, quantity.cloned()));
    }
}

/// Outer groups first: then the groups around each new place are where they belong already, and no
/// group gets into itself on the way.
fn groups(a: &Plan, b: &Plan, edits: &mut Vec<Edit>) {
    let mut outer_first: Vec<&Group> = b.groups.values().collect();
    outer_first.sort_by_key(|group| b.groups_around(group.parent.as_ref()).count());
    for group in outer_first {
        let Some(before) = a.groups.get(&group.id) else {
            edits.push(Edit::AddGroup(Box::new(group.clone())));
            continue;
        };
        let Group { id, name, kind, parent } = group;
        let mut changes = Vec::new();
        field(&mut changes, &before.name, name, G::Name);
        field(&mut changes, &before.kind, kind, G::Kind);
        field(&mut changes, &before.parent, parent, G::Parent);
        edits.extend(changes.into_iter().map(|change| Edit::Group(id.clone(), change)));
    }
}

fn roles(a: &Plan, b: &Plan, edits: &mut Vec<Edit>) {
    for role in b.roles.values() {
        let Some(before) = a.roles.get(&role.id) else {
            edits.push(Edit::AddRole(Box::new(role.clone())));
            continue;
        };
        let Role { id, name, skills, inputs: numbers } = role;
        let mut changes = Vec::new();
        field(&mut changes, &before.name, name, R::Name);
        for (language, skill) in differing(&before.skills, skills) {
            changes.push(R::Skill(language.clone(), skill.copied()));
        }
        edits.extend(changes.into_iter().map(|change| Edit::Role(id.clone(), change)));
        inputs(&before.inputs, numbers, &InputOwner::Role(id.clone()), edits);
    }
}

fn components(a: &Plan, b: &Plan, edits: &mut Vec<Edit>) {
    for component in b.components.values() {
        let Some(before) = a.components.get(&component.id) else {
            edits.push(Edit::AddComponent(Box::new(component.clone())));
            continue;
        };
        let id = &component.id;
        let changes = component_changes(before, component);
        edits.extend(changes.into_iter().map(|change| Edit::Component(id.clone(), change)));
        let owner = InputOwner::Component(id.clone());
        inputs(&before.inputs, &component.inputs, &owner, edits);
    }
}

fn component_changes(a: &Component, b: &Component) -> Vec<C> {
    // The numbers are compared by the caller.
    let Component { id: _, inputs: _, name, kind, technology, tags, answers, traits, .. } = b;
    let Component { cpu_language, cpu_scope, work_language, group, owner, notes, .. } = b;
    let Tags { performance, data, labels } = tags;
    let mut changes = Vec::new();
    let to = &mut changes;
    field(to, &a.name, name, C::Name);
    field(to, &a.kind, kind, C::Kind);
    field(to, &a.technology, technology, C::Technology);
    field(to, &a.tags.performance, performance, C::Performance);
    field(to, &a.tags.data, data, C::Data);
    to.extend(toggled(&a.tags.labels, labels).map(|(label, on)| C::Label(label.clone(), on)));
    field(to, &a.answers, answers, C::Answers);
    trait_changes(&a.traits, traits, to);
    field(to, &a.cpu_language, cpu_language, C::CpuLanguage);
    field(to, &a.cpu_scope, cpu_scope, C::CpuScope);
    field(to, &a.work_language, work_language, C::WorkLanguage);
    field(to, &a.group, group, C::Group);
    field(to, &a.owner, owner, C::Owner);
    field(to, &a.notes, notes, C::Notes);
    changes
}

fn trait_changes(a: &Traits, b: &Traits, to: &mut Vec<C>) {
    let Traits {
        sourcing,
        ml,
        data_analysis,
        python_libraries,
        libraries,
        inside_python,
        prototype,
        shipping,
        outside_plugins,
        pause_sensitive,
        no_garbage_collector,
        hostile_input,
        stateful_sessions,
        exists_in,
        tested,
        estate,
        known,
        mandated,
        banned,
    } = b;
    field(to, &a.sourcing, sourcing, C::Sourcing);
    field(to, &a.ml, ml, C::Ml);
    field(to, &a.data_analysis, data_analysis, C::DataAnalysis);
    field(to, &a.python_libraries, python_libraries, C::PythonLibraries);
    to.extend(toggled(&a.libraries, libraries).map(|(name, on)| C::Library(name.clone(), on)));
    field(to, &a.inside_python, inside_python, C::InsidePython);
    field(to, &a.prototype, prototype, C::Prototype);
    field(to, &a.shipping, shipping, C::Shipping);
    field(to, &a.outside_plugins, outside_plugins, C::OutsidePlugins);
    field(to, &a.pause_sensitive, pause_sensitive, C::PauseSensitive);
    field(to, &a.no_garbage_collector, no_garbage_collector, C::NoGarbageCollector);
    field(to, &a.hostile_input, hostile_input, C::HostileInput);
    field(to, &a.stateful_sessions, stateful_sessions, C::StatefulSessions);
    field(to, &a.exists_in, exists_in, C::ExistsIn);
    field(to, &a.tested, tested, C::Tested);
    to.extend(toggled(&a.estate, estate).map(|(id, on)| C::Estate(id.clone(), on)));
    to.extend(toggled(&a.known, known).map(|(id, on)| C::Known(id.clone(), on)));
    field(to, &a.mandated, mandated, C::Mandated);
    to.extend(toggled(&a.banned, banned).map(|(id, on)| C::Banned(id.clone(), on)));
}

fn links(a: &Plan, b: &Plan, edits: &mut Vec<Edit>) {
    for link in b.links.values() {
        let Some(before) = a.links.get(&link.id) else {
            edits.push(Edit::AddLink(Box::new(link.clone())));
            continue;
        };
        let Link { id, from, to, style, protocol, stage, label, only_for, inputs: numbers } = link;
        let mut changes = Vec::new();
        field(&mut changes, &before.from, from, L::From);
        field(&mut changes, &before.to, to, L::To);
        field(&mut changes, &before.style, style, L::Style);
        field(&mut changes, &before.protocol, protocol, L::Protocol);
        field(&mut changes, &before.stage, stage, L::Stage);
        field(&mut changes, &before.label, label, L::Label);
        field(&mut changes, &before.only_for, only_for, L::OnlyFor);
        edits.extend(changes.into_iter().map(|change| Edit::Link(id.clone(), change)));
        inputs(&before.inputs, numbers, &InputOwner::Link(id.clone()), edits);
    }
}

/// What `b` does not have any more; all that refers to it is changed by now.
fn gone(a: &Plan, b: &Plan, edits: &mut Vec<Edit>) {
    edits.extend(lost(&a.links, &b.links).cloned().map(Edit::RemoveLink));
    edits.extend(lost(&a.components, &b.components).cloned().map(Edit::RemoveComponent));
    edits.extend(lost(&a.groups, &b.groups).cloned().map(Edit::RemoveGroup));
    edits.extend(lost(&a.roles, &b.roles).cloned().map(Edit::RemoveRole));
}

fn lost<'a, K: Ord, V>(
    a: &'a BTreeMap<K, V>,
    b: &'a BTreeMap<K, V>,
) -> impl Iterator<Item = &'a K> {
    a.keys().filter(|id| !b.contains_key(id))
}

fn scenarios(a: &Plan, b: &Plan, edits: &mut Vec<Edit>) {
    edits.extend(lost(&a.scenarios, &b.scenarios).cloned().map(Edit::RemoveScenario));
    for scenario in b.scenarios.values() {
        let Some(before) = a.scenarios.get(&scenario.id) else {
            edits.push(Edit::AddScenario(Box::new(scenario.clone())));
            continue;
        };
        let Scenario { id, name, load, overrides } = scenario;
        let mut changes = Vec::new();
        field(&mut changes, &before.name, name, S::Name);
        field(&mut changes, &before.load, load, S::Load);
        for (address, quantity) in differing(&before.overrides, overrides) {
            // What was said of an element that is gone went with it.
            if b.inputs_of(&address.owner).is_some() {
                changes.push(S::Override(address.clone(), quantity.cloned()));
            }
        }
        edits.extend(changes.into_iter().map(|change| Edit::Scenario(id.clone(), change)));
    }
}

fn plan(a: &Plan, b: &Plan, edits: &mut Vec<Edit>) {
    let mut changes = Vec::new();
    field(&mut changes, &a.name, &b.name, P::Name);
    field(&mut changes, &a.client, &b.client, P::Client);
    field(&mut changes, &a.notes, &b.notes, P::Notes);
    field(&mut changes, &a.date, &b.date, P::Date);
    field(&mut changes, &a.candidates, &b.candidates, P::Candidates);
    field(&mut changes, &a.exchange, &b.exchange, P::Exchange);
    for (&priority, weight) in differing(&a.priorities, &b.priorities) {
        changes.push(P::Priority(priority, weight.copied()));
    }
    for (id, of) in differing(&a.criteria, &b.criteria) {
        changes.push(P::Criterion(id.clone(), of.cloned().map(Box::new)));
    }
    for (name, languages) in differing(&a.bindings, &b.bindings) {
        changes.push(P::Bindings(name.clone(), languages.cloned()));
    }
    edits.extend(changes.into_iter().map(Edit::Plan));
    inputs(&a.inputs, &b.inputs, &InputOwner::Plan, edits);
}
