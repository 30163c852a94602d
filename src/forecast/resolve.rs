//! Complete inputs for a half-complete plan.
//!
//! Every number is looked for in this order: the scenario's override, the plan, the flow along
//! links, the coarse answers, the presets by kind and tag. Where it was found is kept beside it,
//! so that whatever is assumed looks assumed and is counted, and is never saved as a fact.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::around::around;
use super::counts::Counts;
use super::economics::Economics;
use super::facts::{Facts, Origin, Value};
use super::linked::Linked;
use super::point::Point;
use super::{flow, gather, prices};
use crate::base::Range;
use crate::catalog::Catalog;
use crate::model::{ComponentId, Input, InputRef, Link, LinkId, Plan, Scenario};

/// A plan with complete inputs under one scenario.
#[derive(Clone, Debug)]
pub struct Resolved<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The catalog it is computed with.
    pub catalog: &'a Catalog,
    /// The scenario; none is the plan as it stands.
    pub scenario: Option<&'a Scenario>,
    /// Components in the order of their ids.
    pub components: Vec<Facts<'a>>,
    /// Prices and the like.
    pub(super) economics: Economics,
    /// Ids of links that close a cycle of calls; flow does not follow them.
    pub cut_links: Arc<BTreeSet<LinkId>>,
    /// Share of the requests of its caller that takes a link, where it is for some of them alone.
    pub(super) going: Arc<BTreeMap<LinkId, f64>>,
    pub(super) linked: Linked,
}

impl<'a> Resolved<'a> {
    /// Resolves `plan` under `scenario`. What is told on this thread from then on is in the plan's
    /// currency.
    #[must_use]
    pub fn new(plan: &'a Plan, catalog: &'a Catalog, scenario: Option<&'a Scenario>) -> Self {
        plan.currency().enter();
        let mut components: Vec<Facts<'a>> = plan
            .components
            .values()
            .zip(around(plan, catalog, scenario))
            .map(|(component, around)| gather::facts(component, around, plan, catalog, scenario))
            .collect();
        let derived = flow::derive(plan, catalog, scenario, &mut components);
        prices::grow_with_callers(plan, &mut components);
        let mut resolved = Self {
            plan,
            catalog,
            scenario,
            components,
            economics: economics(plan, catalog, scenario),
            cut_links: Arc::new(derived.cut),
            going: Arc::new(derived.going),
            linked: Linked::default(),
        };
        prices::leave(&mut resolved);
        resolved
    }

    /// The links that begin or end at a component, in the order of their ids.
    pub fn links_of(&self, id: &ComponentId) -> impl Iterator<Item = &'a Link> {
        self.linked.of(self.plan, id)
    }

    /// Links that rates flow along: all but those that close a circle, and those that no request takes.
    pub fn open_links(&self) -> impl Iterator<Item = &'a Link> {
        self.plan.links.values().filter(|link| self.is_open(link))
    }

    /// Whether a rate flows along a link: it closes no circle, and some request takes it.
    #[must_use]
    pub fn is_open(&self, link: &Link) -> bool {
        !self.cut_links.contains(&link.id) && self.going(&link.id) > 0.0
    }

    /// Share of the requests of its caller that takes a link, at the medians.
    #[must_use]
    pub fn going(&self, link: &LinkId) -> f64 {
        self.going.get(link).copied().unwrap_or(1.0)
    }

    /// Facts of a component.
    #[must_use]
    pub fn facts(&self, id: &ComponentId) -> Option<&Facts<'a>> {
        self.components
            .binary_search_by(|facts| facts.component.id.cmp(id))
            .ok()
            .and_then(|index| self.components.get(index))
    }

    /// The same plan with the facts of one component alone, for questions that concern no other.
    #[must_use]
    pub fn only(&self, facts: &Facts<'a>) -> Self {
        Self {
            components: vec![facts.clone()],
            cut_links: Arc::clone(&self.cut_links),
            going: Arc::clone(&self.going),
            economics: self.economics.clone(),
            linked: self.linked.clone(),
            ..*self
        }
    }

    /// The same facts under another scenario; rates along links and what calls hold stay.
    pub(super) fn facts_under(&self, facts: &Facts<'a>, scenario: &Scenario) -> Facts<'a> {
        let found =
            gather::facts(facts.component, facts.around, self.plan, self.catalog, Some(scenario));
        Facts { rate: facts.rate, to_outside: facts.to_outside, held_ms: facts.held_ms, ..found }
    }

    /// The same plan without any component, for questions that concern none or are given one.
    #[must_use]
    pub fn without_components(&self) -> Self {
        Self {
            components: Vec::new(),
            cut_links: Arc::default(),
            going: Arc::default(),
            economics: self.economics.clone(),
            linked: self.linked.clone(),
            ..*self
        }
    }

    /// A price, horizon or the like.
    #[must_use]
    pub fn economic(&self, input: Input) -> Option<Value> {
        self.economics.values()[input.index()]
    }

    /// A price, horizon or the like at a point.
    #[must_use]
    pub fn economic_at(&self, input: Input, point: Point) -> f64 {
        self.economic(input).map_or(0.0, |value| point.of(value.range))
    }

    /// Makes a price, horizon or the like known exactly.
    pub fn fix(&mut self, input: Input, value: f64) {
        let exact = Value { range: Range::exact(value), origin: Origin::Stated };
        self.economics.set(input, exact);
    }

    /// How many of the inputs that results rest on are stated, answered and assumed.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts::of(self)
    }

    /// Name of the scenario for people.
    #[must_use]
    pub fn scenario_name(&self) -> &str {
        self.scenario.map_or("as planned", |scenario| &scenario.name)
    }
}

fn economics(plan: &Plan, catalog: &Catalog, scenario: Option<&Scenario>) -> Economics {
    let mut values = [None; Input::ALL.len()];
    for (input, figure) in &catalog.economics {
        let range = plan.from_dollars(*input, figure.range);
        values[input.index()] = Some(Value { range, origin: Origin::Assumed });
    }
    for (input, quantity) in &plan.inputs {
        values[input.index()] = Some(Value { range: quantity.range, origin: Origin::Stated });
    }
    for (address, quantity) in scenario.iter().flat_map(|scenario| &scenario.overrides) {
        if *address == InputRef::plan(address.input) {
            values[address.input.index()] =
                Some(Value { range: quantity.range, origin: Origin::Stated });
        }
    }
    Economics::new(&values)
}
