//! What the links of a component say of it, before any number is known.

use std::collections::BTreeMap;

use super::flow::link_input;
use crate::catalog::{Catalog, Trigger};
use crate::model::{
    Component, ComponentId, Input, InputRef, Kind, Link, LinkStyle, Plan, Scenario,
};

/// What the links of a component say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// Work comes to it piece by piece, and not as runs over all that there is: requests, messages
    /// or a stream reach it along links, or more are stated or answered than such runs are assumed.
    /// Of a batch job this tells what its time is meant for.
    pub items: bool,
    /// It calls something and waits for the answer.
    pub calls: bool,
    /// Its links name what it waits for: it calls something whose time is computed, stated or assumed,
    /// so that no wait is assumed beside it.
    pub waits_drawn: bool,
    /// Something in the plan calls it and waits for the answer.
    pub awaited: bool,
}

/// What is around each component, in the order of their ids.
pub(super) fn around(plan: &Plan, catalog: &Catalog, scenario: Option<&Scenario>) -> Vec<Around> {
    let calls = |link: &Link| link_input(link, Input::Calls, catalog, scenario).range.typical;
    let mut found: BTreeMap<&ComponentId, Around> = BTreeMap::new();
    let mut unknown = Vec::new();
    for link in plan.links.values().filter(|link| link.from != link.to) {
        let (Some(from), Some(to)) =
            (plan.components.get(&link.from), plan.components.get(&link.to))
        else {
            continue;
        };
        if link.style != LinkStyle::Bulk && calls(link) > 0.0 {
            found.entry(&link.to).or_default().items = true;
        }
        if link.is_synchronous() && from.kind != Kind::Queue {
            let caller = found.entry(&link.from).or_default();
            (caller.calls, caller.waits_drawn) = (true, true);
            found.entry(&link.to).or_default().awaited = true;
            if calls(link) > 0.0 && !is_time_known(to, scenario) {
                unknown.push(&link.from);
            }
        }
    }
    for id in unknown {
        found.entry(id).or_default().waits_drawn = false;
    }
    let of = |component: &Component| {
        let around = found.get(&component.id).copied().unwrap_or_default();
        Around { items: around.items || more_than_runs(component, catalog), ..around }
    };
    plan.components.values().map(of).collect()
}

/// Whether the time that callers wait for a component is computed, stated or assumed.
fn is_time_known(component: &Component, scenario: Option<&Scenario>) -> bool {
    let address = InputRef::component(component.id.clone(), Input::IoWait);
    component.is_built()
        || component.kind.has_servers()
        || component.inputs.contains_key(&Input::IoWait)
        || scenario.is_some_and(|scenario| scenario.overrides.contains_key(&address))
}

/// Whether more is stated or answered to come from outside than is assumed of its kind at most.
fn more_than_runs(component: &Component, catalog: &Catalog) -> bool {
    let rate = |wanted: &dyn Fn(&Trigger) -> bool| {
        let presets = catalog.presets.iter().rev().filter(|preset| wanted(&preset.when));
        let mut inputs = presets.flat_map(|preset| &preset.inputs);
        inputs.find(|(input, _)| *input == Input::ExternalRate).map(|(_, figure)| figure.range)
    };
    let most = rate(&|when| *when == Trigger::Kind(component.kind.clone()));
    let stated = component.inputs.get(&Input::ExternalRate).map(|quantity| quantity.range);
    let given = stated.or_else(|| rate(&|when| when.is_answer() && when.fits(component, false)));
    most.zip(given).is_some_and(|(most, given)| given.typical > most.high)
}
