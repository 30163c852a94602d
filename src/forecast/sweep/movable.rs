//! What is worth sweeping for a component.

use super::model::Model;
use super::{Measures, Metric, SweepRequest, Swept, crossing, ends};
use crate::forecast::resolve::Resolved;
use crate::model::{Component, ComponentId, Input, InputOwner, InputRef, Scope};

/// Values at which numbers are compared to see whether any of them moves.
const VALUES: usize = 7;

/// Everything that moves a number of a component or what it is held against: its own inputs, months
/// from now, what is sent into the plan elsewhere, its links, its owner's cost, the plan's inputs, in
/// this order. Empty for what the team does not build.
#[must_use]
pub fn movable(resolved: &Resolved<'_>, component: &ComponentId) -> Vec<Swept> {
    let mut all = around(resolved, component);
    all.retain(|swept| moves(resolved, component, swept));
    all
}

/// What might move something.
fn around(resolved: &Resolved<'_>, id: &ComponentId) -> Vec<Swept> {
    let plan = resolved.plan;
    let Some(component) = plan.components.get(id).filter(|of| of.is_built()) else {
        return Vec::new();
    };
    let inputs = |scope: Scope, owner: InputOwner| {
        let inputs = Input::ALL.iter().copied().filter(move |input| input.scope() == scope);
        inputs.map(move |input| Swept::Input(InputRef { owner: owner.clone(), input }))
    };
    let own = inputs(Scope::Component, InputOwner::Component(id.clone()));
    let sends = |of: &&Component| of.id != *id && of.inputs.contains_key(&Input::ExternalRate);
    let sent = plan.components.values().filter(sends).map(|of| {
        let address = InputRef::component(of.id.clone(), Input::ExternalRate);
        Swept::Input(address)
    });
    let links = plan.links.values().filter(|link| link.from == *id || link.to == *id);
    let links = links.flat_map(|link| inputs(Scope::Link, InputOwner::Link(link.id.clone())));
    let owner = component.owner.iter().map(|role| {
        let owner = InputOwner::Role(role.clone());
        Swept::Input(InputRef { owner, input: Input::WeeklyCost })
    });
    own.chain([Swept::Months])
        .chain(sent)
        .chain(links)
        .chain(owner)
        .chain(inputs(Scope::Plan, InputOwner::Plan))
        .collect()
}

/// Whether a number moves a number of a component, between the ends that are usual.
pub(super) fn moves(resolved: &Resolved<'_>, component: &ComponentId, swept: &Swept) -> bool {
    let Ok(model) = Model::new(resolved, swept, component) else { return false };
    let request = SweepRequest {
        swept: swept.clone(),
        component: component.clone(),
        from: None,
        to: None,
        steps: VALUES,
    };
    let Ok((values, _)) = ends::values(&request, model.around()) else { return false };
    let limit = Metric::ALL.iter().filter_map(|of| of.target()).any(|of| model.moves(of));
    let differ = |a: &Measures, b: &Measures| {
        Metric::ALL.iter().any(|metric| crossing::sign(metric.of(a), metric.of(b)) != 0)
    };
    let mut places = values.iter().map(|&value| {
        let place = model.place(value);
        model.contenders.iter().map(|of| model.measures(of, &place)).collect::<Vec<_>>()
    });
    let Some(first) = places.next() else { return false };
    limit || places.any(|other| first.iter().zip(&other).any(|(a, b)| differ(a, b)))
}
