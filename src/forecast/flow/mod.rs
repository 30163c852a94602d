//! Rates along links: what enters from outside spreads through the plan.

mod held;
mod kinds;

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Facts, Origin, Value};
use super::order::order;
use super::resolve::Resolved;
use crate::base::Range;
use crate::catalog::{Catalog, Trigger};
use kinds::Kinds;

use crate::model::{
    ComponentId, Input, InputOwner, InputRef, Kind, Link, LinkId, LinkStyle, Plan, Scenario,
};

/// What derived rates say of links.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// Those that close a cycle.
    pub cut: BTreeSet<LinkId>,
    /// Share of the requests of its caller that takes a link, where it is for some of them alone.
    pub going: BTreeMap<LinkId, f64>,
}

/// Fills in the total rate of every component and how long it is held by its calls, and says what
/// follows for links.
pub fn derive(
    plan: &Plan,
    catalog: &Catalog,
    scenario: Option<&Scenario>,
    components: &mut [Facts<'_>],
) -> Derived {
    let network = Network::new(plan, catalog, scenario, components);
    let own: Vec<Value> = components.iter().map(own_rate).collect();
    for (facts, rate) in components.iter_mut().zip(network.rates(&own)) {
        facts.rate = rate;
    }
    let waits: Vec<Range> = components.iter().map(Facts::own_wait).collect();
    for (facts, held) in components.iter_mut().zip(network.held(&waits)) {
        facts.held_ms = held;
    }
    let named = |of: &mut dyn Iterator<Item = &Flow>| of.map(|flow| flow.link.clone()).collect();
    let restricted = network.flows.iter().filter(|flow| flow.only_for.is_some());
    Derived {
        cut: named(&mut network.cut.iter().map(|&place| &network.flows[place])),
        going: restricted.map(|flow| (flow.link.clone(), flow.going)).collect(),
    }
}

/// What a component is given from outside the plan, stated, answered or assumed.
#[must_use]
pub fn own_rate(facts: &Facts<'_>) -> Value {
    let nothing = Value { range: Range::exact(0.0), origin: Origin::Assumed };
    facts.value(Input::ExternalRate).unwrap_or(nothing)
}

/// The links of a plan with what they carry.
///
/// A link carries `rate of its caller × calls × (1 + retries) / batch`, where it is for requests alone that
/// begin at some components, of their rate at the caller. Low, typical and high are
/// derived each from their like, so ends are an envelope. A bulk link moves data now and then, not
/// with every request of its sender, so it carries a rate only where its calls are stated. Where
/// nothing upstream was stated, a component's own answer or assumption stands if it is larger: a
/// tag then still tells the size. A caller nobody knows adds its guess where the component says
/// nothing itself, and never hides what other callers are known to send.
#[derive(Clone, Debug)]
pub struct Network {
    flows: Vec<Flow>,
    /// Places of components, callers before the called.
    order: Vec<usize>,
    /// Places of flows that close a cycle, rising.
    cut: Vec<usize>,
    /// Places of the flows that leave a component, without those that are cut.
    outgoing: Vec<Vec<usize>>,
    /// The requests that links tell apart.
    kinds: Kinds,
}

impl Network {
    /// The links between components, which come in the order of their ids.
    #[must_use]
    pub fn new(
        plan: &Plan,
        catalog: &Catalog,
        scenario: Option<&Scenario>,
        components: &[Facts<'_>],
    ) -> Self {
        let index: BTreeMap<&ComponentId, usize> =
            components.iter().enumerate().map(|(i, facts)| (&facts.component.id, i)).collect();
        let kinds = Kinds::of(plan.links.values(), &index);
        let flows: Vec<Flow> = plan
            .links
            .values()
            .filter_map(|link| {
                let (&from, &to) = (index.get(&link.from)?, index.get(&link.to)?);
                let (factor, stated) = calls_per_request(link, catalog, scenario)?;
                // Nobody waits behind a queue, however the link from it is drawn.
                let waits = link.is_synchronous() && components[from].component.kind != Kind::Queue;
                let stage = waits.then_some(link.stage);
                let only_for = kinds.taking(link, &index);
                let link = link.id.clone();
                let going = if only_for.as_ref().is_some_and(Vec::is_empty) { 0.0 } else { 1.0 };
                Some(Flow { link, from, to, factor, only_for, going, stated, stage })
            })
            .collect();
        // What no request takes closes no circle, and need not wait for its caller.
        let taken: Vec<usize> = (0..flows.len()).filter(|&i| !flows[i].is_for_nobody()).collect();
        let ends: Vec<[usize; 2]> = taken.iter().map(|&i| [flows[i].from, flows[i].to]).collect();
        let (order, cut) = order(components.len(), &ends);
        let cut: Vec<usize> = cut.into_iter().map(|place| taken[place]).collect();
        let mut outgoing: Vec<Vec<usize>> = vec![Vec::new(); components.len()];
        for (i, flow) in flows.iter().enumerate() {
            if cut.binary_search(&i).is_err() && !flow.is_for_nobody() {
                outgoing[flow.from].push(i);
            }
        }
        let mut network = Self { flows, order, cut, outgoing, kinds };
        if !network.kinds.is_one() {
            network.measure(&components.iter().map(own_rate).collect::<Vec<_>>());
        }
        network
    }

    /// Finds which share of the requests of their callers takes the links that are for some alone.
    fn measure(&mut self, own: &[Value]) {
        let mut going: Vec<(usize, f64)> = Vec::new();
        self.spread_of_kinds(own, None, |_, _| {}, |place, share| going.push((place, share)));
        for (place, share) in going {
            self.flows[place].going = share;
        }
    }

    /// Rates of all requests and messages that reach each component, for what reaches each from
    /// outside; both in the order of the components.
    #[must_use]
    pub fn rates(&self, own: &[Value]) -> Vec<Value> {
        self.spread(own, None, |_, _| {})
    }

    /// The same with other calls for one link.
    #[must_use]
    pub fn rates_with(&self, own: &[Value], link: &LinkId, calls: Range) -> Vec<Value> {
        self.spread(own, self.place(link).map(|place| (place, calls)), |_, _| {})
    }

    /// Whether what reaches each component from outside counts: whether the rate would be another
    /// at either end of it. It does not where what links bring outranks a guess.
    #[must_use]
    pub fn counted(&self, own: &[Value]) -> Vec<bool> {
        let mut counted = vec![false; own.len()];
        self.spread(own, None, |component, inflow| {
            let value = own[component];
            let Range { low, high, .. } = value.range;
            // A number known exactly counts where another one would.
            let ends = if value.range.is_exact() { [low, 2.0 * high + 1.0] } else { [low, high] };
            let rate = |range| total(Value { range, ..value }, inflow).range.typical;
            let before = rate(value.range);
            let differs = |end| rate(Range::exact(end)).to_bits() != before.to_bits();
            counted[component] = ends.into_iter().any(differs);
        });
        counted
    }

    /// Spreads rates, with other calls at one place if it is given, and shows what links bring to
    /// each component.
    fn spread(
        &self,
        own: &[Value],
        calls: Option<(usize, Range)>,
        show: impl FnMut(usize, Inflow),
    ) -> Vec<Value> {
        self.spread_of_kinds(own, calls, show, |_, _| {})
    }

    /// The same, and shows which share of the requests of its caller takes a link that is for some of
    /// them alone, at the medians.
    fn spread_of_kinds(
        &self,
        own: &[Value],
        calls: Option<(usize, Range)>,
        mut show: impl FnMut(usize, Inflow),
        mut goes: impl FnMut(usize, f64),
    ) -> Vec<Value> {
        let mut rates = own.to_vec();
        let mut inflow = vec![Inflow::default(); own.len()];
        // Nothing comes over these, whatever the order; that is known.
        for flow in self.flows.iter().filter(|flow| flow.is_for_nobody()) {
            let nothing = Value { range: Range::exact(0.0), origin: Origin::Derived };
            inflow[flow.to].add(nothing);
        }
        let mut sent =
            if self.kinds.is_one() { Vec::new() } else { vec![self.kinds.none(); own.len()] };
        for &component in &self.order {
            show(component, inflow[component]);
            let rate = total(own[component], inflow[component]);
            rates[component] = rate;
            let assumed = own[component].origin == Origin::Assumed;
            let at =
                sent.get(component).map(|sent| self.kinds.at(component, sent, rate.range, assumed));
            for &i in &self.outgoing[component] {
                let flow = &self.flows[i];
                let factor = calls.filter(|(at, _)| *at == i).map_or(flow.factor, |(_, of)| of);
                let mut range = multiply(rate.range, factor);
                if let Some(at) = &at {
                    let carried = flow.carried_of(at, factor);
                    if flow.only_for.is_some() {
                        range = kinds::in_all(&carried);
                        goes(i, flow.share_going(at));
                    }
                    kinds::add(&mut sent[flow.to], &carried);
                }
                let carried = Value {
                    range,
                    origin: match rate.origin {
                        Origin::Assumed => Origin::Assumed,
                        Origin::Answered if !flow.stated => Origin::Answered,
                        _ => Origin::Derived,
                    },
                };
                inflow[flow.to].add(carried);
            }
        }
        rates
    }

    /// Makes the calls of a link for each request of its caller known exactly; false if it carries
    /// no rate.
    pub fn fix(&mut self, link: &LinkId, calls: f64) -> bool {
        let Some(place) = self.place(link) else { return false };
        self.flows[place].factor = Range::exact(calls);
        true
    }

    /// What one more request a second at each component is worth with all that follows from it, for
    /// what it is worth there alone; as if every link added to the rate of its end.
    #[must_use]
    pub fn worth(&self, alone: &[f64]) -> Vec<f64> {
        let mut worth = alone.to_vec();
        for &component in self.order.iter().rev() {
            let behind = self.outgoing[component].iter().map(|&i| {
                let flow = &self.flows[i];
                flow.mean_factor().typical * worth[flow.to]
            });
            worth[component] += behind.sum::<f64>();
        }
        worth
    }

    /// Where a link that carries a rate begins and ends.
    #[must_use]
    pub fn ends(&self, link: &LinkId) -> Option<[usize; 2]> {
        let flow = &self.flows[self.place(link)?];
        Some([flow.from, flow.to])
    }

    /// Whether a link carries a rate: some do not, and those that close a cycle are cut.
    #[must_use]
    pub fn carries(&self, link: &LinkId) -> bool {
        self.place(link).is_some()
    }

    fn place(&self, link: &LinkId) -> Option<usize> {
        // Flows are in the order of the ids of their links.
        let place = self.flows.binary_search_by(|flow| flow.link.cmp(link)).ok()?;
        self.cut.binary_search(&place).is_err().then_some(place)
    }
}

#[derive(Clone, Debug)]
struct Flow {
    link: LinkId,
    from: usize,
    to: usize,
    /// Calls for each request that takes the link.
    factor: Range,
    /// Kinds of request that take the link; none where all do.
    only_for: Option<Vec<usize>>,
    /// Share of the requests of its caller that takes it, at the medians.
    going: f64,
    stated: bool,
    /// The stage in which the caller waits for it; none where it does not.
    stage: Option<u16>,
}

/// Calls of a link for each request of its caller that takes it, `calls × (1 + retries) / batch`, and whether they
/// were stated; none for a bulk link whose calls are not.
#[must_use]
pub fn calls_per_request(
    link: &Link,
    catalog: &Catalog,
    scenario: Option<&Scenario>,
) -> Option<(Range, bool)> {
    let calls = link_input(link, Input::Calls, catalog, scenario);
    let retries = link_input(link, Input::Retries, catalog, scenario);
    let batch = link_input(link, Input::Batch, catalog, scenario);
    let at = |pick: fn(Range) -> f64, batch_pick: fn(Range) -> f64| {
        carried(pick(calls.range), pick(retries.range), batch_pick(batch.range))
    };
    let range = Range {
        low: at(|r| r.low, |r| r.high),
        typical: at(|r| r.typical, |r| r.typical),
        high: at(|r| r.high, |r| r.low),
    };
    let stated = calls.origin == Origin::Stated;
    (stated || link.style != LinkStyle::Bulk).then_some((range, stated))
}

/// What a link carries at the median, per second: the rate of its caller, as far as its requests take
/// the link, × calls × (1 + retries) / batch; none where it carries no rate or closes a circle of calls.
#[must_use]
pub fn rate_along(resolved: &Resolved<'_>, link: &Link) -> Option<f64> {
    if resolved.cut_links.contains(&link.id) {
        return None;
    }
    let (calls, _) = calls_per_request(link, resolved.catalog, resolved.scenario)?;
    let taking = resolved.facts(&link.from)?.rate.range.typical * resolved.going(&link.id);
    Some(taking * calls.typical)
}

/// Calls of a link for each request that takes it at single values.
#[must_use]
pub fn carried(calls: f64, retries: f64, batch: f64) -> f64 {
    calls * (1.0 + retries) / batch.max(1e-9)
}

/// A number of a link: the scenario's, the plan's, else assumed.
#[must_use]
pub fn link_input(
    link: &Link,
    input: Input,
    catalog: &Catalog,
    scenario: Option<&Scenario>,
) -> Value {
    let overridden = scenario.and_then(|scenario| {
        let owner = InputOwner::Link(link.id.clone());
        scenario.overrides.get(&InputRef { owner, input })
    });
    if let Some(quantity) = overridden.or_else(|| link.inputs.get(&input)) {
        return Value { range: quantity.range, origin: Origin::Stated };
    }
    let presets = catalog.presets.iter().rev().filter(|preset| preset.when == Trigger::Link);
    let range = presets
        .flat_map(|preset| &preset.inputs)
        .find(|(of, _)| *of == input)
        .map_or(Range::exact(1.0), |(_, figure)| figure.range);
    Value { range, origin: Origin::Assumed }
}

/// What links bring to one component, guesses apart.
#[derive(Clone, Copy, Default)]
struct Inflow {
    known: Option<Value>,
    assumed: Option<Value>,
}

impl Inflow {
    fn add(&mut self, carried: Value) {
        let assumed = carried.origin == Origin::Assumed;
        let sum = if assumed { &mut self.assumed } else { &mut self.known };
        *sum = Some(sum.map_or(carried, |before| add(before, carried)));
    }
}

fn total(own: Value, inflow: Inflow) -> Value {
    match (own.origin, inflow.known, inflow.assumed) {
        (Origin::Stated, Some(known), _) => add(own, known),
        (Origin::Answered, Some(known), _) if known.origin == Origin::Derived => known,
        (Origin::Stated | Origin::Answered, ..) => own,
        (_, Some(known), assumed) => assumed.map_or(known, |guess| add(known, guess)),
        (_, None, Some(guess)) if own.range.typical <= guess.range.typical => guess,
        _ => own,
    }
}

fn add(a: Value, b: Value) -> Value {
    Value {
        range: add_ranges(a.range, b.range),
        origin: match (a.origin, b.origin) {
            (Origin::Assumed, _) | (_, Origin::Assumed) => Origin::Assumed,
            (Origin::Answered, _) | (_, Origin::Answered) => Origin::Answered,
            _ => Origin::Derived,
        },
    }
}

fn add_ranges(a: Range, b: Range) -> Range {
    Range { low: a.low + b.low, typical: a.typical + b.typical, high: a.high + b.high }
}

fn multiply(a: Range, b: Range) -> Range {
    Range { low: a.low * b.low, typical: a.typical * b.typical, high: a.high * b.high }
}
