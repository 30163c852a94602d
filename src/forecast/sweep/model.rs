//! The plan with one number replaced, as one component sees it.

use std::collections::BTreeMap;

use super::stream::{Stream, overridden};
use super::{Measures, SweepError, Swept};
use crate::catalog::{Candidate, Language};
use crate::forecast::delivery;
use crate::forecast::facts::{Facts, Origin, Value};
use crate::forecast::flow::link_input;
use crate::forecast::kernel::{self, Draw, Sizing, Stack};
use crate::forecast::point::Point;
use crate::forecast::resolve::Resolved;
use crate::forecast::station::Station;
use crate::forecast::totals::{self, Shared};
use crate::model::{ComponentId, Input, InputOwner, InputRef, Scenario, ScenarioId};

/// A component and its candidates, ready for any value of what is swept.
pub(super) struct Model<'a> {
    resolved: &'a Resolved<'a>,
    pub facts: &'a Facts<'a>,
    swept: &'a Swept,
    /// The scenario in use, to be overridden once more.
    scenario: Scenario,
    /// The way to the component, if what is swept may move rates.
    stream: Option<Stream<'a>>,
    pub contenders: Vec<Contender<'a>>,
}

/// One candidate.
pub(super) struct Contender<'a> {
    pub candidate: &'a Candidate,
    language: &'a Language,
    stack: Stack,
    /// Its servers in the plan as it stands.
    pub sizing: Sizing,
    /// Its numbers in the plan as it stands.
    pub planned: Measures,
}

impl Contender<'_> {
    /// The lines of requests at a place, on the servers of the plan as it stands.
    pub fn planned_station(&self, place: &Place<'_>) -> Station {
        kernel::station_of(&place.draw, &self.stack, &self.sizing)
    }
}

/// Everything about the component at one value.
pub(super) struct Place<'a> {
    pub facts: Facts<'a>,
    shared: Shared,
    draw: Draw,
}

impl<'a> Place<'a> {
    pub fn new(facts: Facts<'a>, shared: Shared) -> Self {
        let draw = totals::draw(&facts, &shared, Point::Typical);
        Self { facts, shared, draw }
    }
}

impl<'a> Model<'a> {
    pub fn new(
        resolved: &'a Resolved<'a>,
        swept: &'a Swept,
        component: &ComponentId,
    ) -> Result<Self, SweepError> {
        let plan = resolved.plan;
        if let Swept::Input(address) = swept
            && (!address.is_well_formed() || plan.inputs_of(&address.owner).is_none())
        {
            return Err(SweepError::no_owner(plan, address));
        }
        let facts = resolved.facts(component).filter(|facts| facts.component.is_built());
        let facts = facts.ok_or_else(|| SweepError::not_built(plan, component))?;
        let scenario = resolved.scenario.cloned().unwrap_or_else(|| Scenario {
            id: ScenarioId::fresh("sweep", |_| false),
            name: String::new(),
            load: 1.0,
            overrides: BTreeMap::new(),
        });
        let stream = match swept {
            Swept::Input(address) => Stream::new(resolved, address, &scenario, component),
            Swept::Months => None,
        };
        let mut model = Self { resolved, facts, swept, scenario, stream, contenders: Vec::new() };
        let place = Place::new(facts.clone(), Shared::of(resolved, Point::Typical));
        let candidates = resolved.catalog.compared(&plan.candidates);
        let contenders = candidates.into_iter().filter_map(|candidate| {
            let language = resolved.catalog.languages.get(&candidate.language)?;
            let stack = totals::stack(candidate, language, Point::Typical);
            let sizing = kernel::size(&place.draw, &stack);
            let planned = compute(resolved, language, &stack, &sizing, &place);
            Some(Contender { candidate, language, stack, sizing, planned })
        });
        model.contenders = contenders.collect();
        Ok(model)
    }

    /// The plan with the swept number at `value`.
    ///
    /// Only external rates and numbers of links are carried along links; nothing but the facts of
    /// this component is gathered again.
    pub fn place(&self, value: f64) -> Place<'a> {
        let typical = Point::Typical;
        let address = match self.swept {
            Swept::Months => {
                return Place::new(grown(self.facts, value), Shared::of(self.resolved, typical));
            }
            Swept::Input(address) => address,
        };
        if address.owner == InputOwner::Plan {
            return Place::new(self.facts.clone(), Shared::of(&self.resolved_at(value), typical));
        }
        if self.is_own_cpython_time(address) {
            let facts = self.facts.with(Input::CpuTime, value);
            return Place::new(facts, Shared::of(self.resolved, typical));
        }
        let scenario = overridden(&self.scenario, address, value);
        let own = InputOwner::Component(self.facts.component.id.clone());
        let mut facts = match &address.owner {
            owner @ InputOwner::Component(_) if *owner != own => self.facts.clone(),
            InputOwner::Link(_) => self.facts.clone(),
            _ => self.resolved.facts_under(self.facts, &scenario),
        };
        if let Some(stream) = &self.stream {
            facts.rate = stream.rate(self.resolved.catalog, &scenario, value);
        }
        Place::new(facts, Shared::of(self.resolved, typical))
    }

    /// The plan without components, its prices and the like with the swept number at `value`.
    pub fn resolved_at(&self, value: f64) -> Resolved<'a> {
        let mut resolved = self.resolved.without_components();
        if let Swept::Input(InputRef { owner: InputOwner::Plan, input }) = self.swept {
            resolved.fix(*input, value);
        }
        resolved
    }

    /// CPU time that nobody stated with its language is swept in CPython.
    fn is_own_cpython_time(&self, address: &InputRef) -> bool {
        let stated = self.facts.value(Input::CpuTime).map(|value| value.origin);
        address.input == Input::CpuTime
            && self.moves(Input::CpuTime)
            && stated != Some(Origin::Stated)
    }

    /// Numbers of a candidate at a place.
    pub fn measures(&self, of: &Contender<'a>, place: &Place<'a>) -> Measures {
        compute(self.resolved, of.language, &of.stack, &of.sizing, place)
    }

    /// Whether what is swept is this number of the component.
    pub fn moves(&self, input: Input) -> bool {
        let own = InputOwner::Component(self.facts.component.id.clone());
        *self.swept == Swept::Input(InputRef { owner: own, input })
    }

    /// The value at which the plan stands: the one that leaves every number as it is.
    pub fn planned(&self) -> Option<f64> {
        let reproduces = |value: &f64| {
            let place = self.place(*value);
            self.contenders.iter().all(|of| self.measures(of, &place) == of.planned)
        };
        // Where other components bring all requests, what is assumed from outside does not count.
        let none =
            matches!(self.swept, Swept::Input(address) if address.input == Input::ExternalRate);
        self.known().into_iter().chain(none.then_some(0.0)).find(reproduces)
    }

    /// A value to sweep around: what is known, of rates what reaches the component in all.
    pub fn around(&self) -> Option<f64> {
        match self.swept {
            Swept::Months => Some(self.resolved.economic_at(Input::Horizon, Point::Typical)),
            Swept::Input(InputRef {
                owner: InputOwner::Component(id),
                input: Input::ExternalRate,
            }) => self.resolved.facts(id).map(|facts| facts.rate.range.typical),
            Swept::Input(_) => self.known(),
        }
    }

    /// What is stated or assumed, at the median.
    fn known(&self) -> Option<f64> {
        let Swept::Input(address) = self.swept else { return Some(0.0) };
        let input = address.input;
        let typical = |value: Value| value.range.typical;
        match &address.owner {
            InputOwner::Plan => self.resolved.economic(input).map(typical),
            InputOwner::Component(_) if self.is_own_cpython_time(address) => {
                Some(typical(self.facts.cpython_ms))
            }
            InputOwner::Component(id) => self.resolved.facts(id)?.value(input).map(typical),
            InputOwner::Link(id) => {
                let link = self.resolved.plan.links.get(id)?;
                let (catalog, scenario) = (self.resolved.catalog, self.resolved.scenario);
                Some(typical(link_input(link, input, catalog, scenario)))
            }
            InputOwner::Role(id) => {
                let role = self.resolved.plan.roles.get(id)?;
                let stated =
                    self.scenario.overrides.get(address).or_else(|| role.inputs.get(&input));
                match (stated, input) {
                    (Some(quantity), _) => Some(quantity.range.typical),
                    (None, Input::WeeklyCost) => {
                        let cost = Input::DefaultWeeklyCost;
                        Some(self.resolved.economic_at(cost, Point::Typical))
                    }
                    (None, _) => None,
                }
            }
        }
    }
}

/// A component after `months` of growth of its load.
pub(super) fn grown<'a>(facts: &Facts<'a>, months: f64) -> Facts<'a> {
    let growth = facts.typical(Input::Growth, 0.0).max(-0.99);
    let factor = libm::pow(1.0 + growth, months / 12.0);
    let mut facts = facts.clone();
    facts.rate.range = facts.rate.range.scale(factor);
    for input in [Input::ExternalRate, Input::Connections] {
        if let Some(value) = facts.values.of_mut(input) {
            value.range = value.range.scale(factor);
        }
    }
    facts
}

/// Numbers of a candidate at a place, and on the servers that are planned.
pub(super) fn compute(
    resolved: &Resolved<'_>,
    language: &Language,
    stack: &Stack,
    planned: &Sizing,
    place: &Place<'_>,
) -> Measures {
    let (facts, typical) = (&place.facts, Point::Typical);
    let estimate = kernel::estimate(&place.draw, stack);
    let delivery = delivery::estimate(resolved, facts, language, typical, typical);
    let totals = totals::combine(facts, &estimate, &delivery, &place.shared, typical);
    Measures {
        p99_ms: estimate.p99_ms,
        planned_p99_ms: kernel::station_of(&place.draw, stack, planned).quantile_ms(0.99),
        servers: totals.servers,
        memory_gb: totals.memory_gb,
        monthly: totals.monthly,
        total: totals.cost(),
        weeks: totals.weeks,
    }
}
