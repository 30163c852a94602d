//! Rates on their way to one component while a number upstream moves.

use crate::base::Range;
use crate::catalog::Catalog;
use crate::forecast::facts::{Origin, Value};
use crate::forecast::flow::{self, Network};
use crate::forecast::resolve::Resolved;
use crate::model::{ComponentId, Input, InputOwner, InputRef, Link, Quantity, Scenario, Scope};

/// What moves, and all links; prepared once, since a sweep asks for hundreds of rates.
pub(super) struct Stream<'a> {
    network: Network,
    /// What enters each component from outside.
    own: Vec<Value>,
    /// Place of the component that is looked at.
    component: usize,
    moves: Moves<'a>,
}

/// What moves.
enum Moves<'a> {
    /// The external rate of the component at this place.
    Rate(usize),
    /// The calls of this link.
    Calls(&'a Link),
    /// Nothing: the link carries no rate.
    Nothing,
}

impl<'a> Stream<'a> {
    /// The way to `component`, if the number at the address may move rates along links.
    pub fn new(
        resolved: &Resolved<'a>,
        address: &InputRef,
        scenario: &Scenario,
        component: &ComponentId,
    ) -> Option<Self> {
        if address.input != Input::ExternalRate && address.input.scope() != Scope::Link {
            return None;
        }
        let place = |id: &ComponentId| {
            resolved.components.iter().position(|facts| facts.component.id == *id)
        };
        // A bulk link carries a rate once its calls are stated, whatever they are.
        let scenario = overridden(scenario, address, 1.0);
        let (plan, catalog) = (resolved.plan, resolved.catalog);
        let network = Network::new(plan, catalog, Some(&scenario), &resolved.components);
        let moves = match &address.owner {
            InputOwner::Component(id) => Moves::Rate(place(id)?),
            InputOwner::Link(id) => plan.links.get(id).map_or(Moves::Nothing, Moves::Calls),
            InputOwner::Plan | InputOwner::Role(_) => Moves::Nothing,
        };
        let own = resolved.components.iter().map(flow::own_rate).collect();
        Some(Self { network, own, component: place(component)?, moves })
    }

    /// Total rate of the component where the number is `value`; the scenario overrides it with that.
    pub fn rate(&self, catalog: &Catalog, scenario: &Scenario, value: f64) -> Value {
        let rates = match self.moves {
            Moves::Rate(place) => {
                let mut own = self.own.clone();
                own[place] = Value { range: Range::exact(value), origin: Origin::Stated };
                self.network.rates(&own)
            }
            Moves::Calls(link) => match flow::calls_per_request(link, catalog, Some(scenario)) {
                Some((calls, _)) => self.network.rates_with(&self.own, &link.id, calls),
                None => self.network.rates(&self.own),
            },
            Moves::Nothing => self.network.rates(&self.own),
        };
        rates[self.component]
    }
}

/// A scenario with one number more.
pub(super) fn overridden(scenario: &Scenario, address: &InputRef, value: f64) -> Scenario {
    let mut scenario = scenario.clone();
    scenario.overrides.insert(address.clone(), Quantity::of(Range::exact(value)));
    scenario
}
