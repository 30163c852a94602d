//! What is paid beside servers and people: by the month, by the call, for data that is kept, and for
//! answers that leave.

use super::facts::{Facts, Origin, Value};
use super::flow;
use super::point::Point;
use super::resolve::Resolved;
use super::shared::Shared;
use super::totals::{self, Totals};
use crate::base::Range;
use crate::model::{ComponentId, Input, Link, Plan, Sourcing};

/// What a component is paid for by the month beside servers, money.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Prices {
    /// Whatever the load.
    pub steady: f64,
    /// At today's load: calls and answers to the outside at its mean, data as it is kept now.
    pub growing: f64,
}

/// Kilobytes in a gigabyte.
const KB_IN_GB: f64 = 1e6;

/// What is paid for of a component by its load, so that it grows with it.
pub const BY_LOAD: [Input; 3] = [Input::CallPrice, Input::Storage, Input::Payload];

impl Prices {
    /// What is stated of a component, at its prices; nothing where nothing is.
    #[must_use]
    pub fn of(facts: &Facts<'_>, shared: &Shared, point: Point) -> Self {
        let calls = point.of(facts.rate.range) * shared.mean_calls;
        let sent_gb = calls * facts.to_outside * facts.at(Input::Payload, point, 0.0) / KB_IN_GB;
        Self {
            steady: facts.at(Input::Price, point, 0.0),
            growing: facts.at(Input::CallPrice, point, 0.0) * calls / 1e6
                + facts.at(Input::Storage, point, 0.0) * shared.storage_month
                + sent_gb * shared.sent_gb,
        }
    }
}

/// Whether a component that nobody builds has a price of its own.
#[must_use]
pub fn is_priced(facts: &Facts<'_>) -> bool {
    let priced = [Input::Price, Input::CallPrice].map(|input| facts.value(input).is_some());
    !facts.component.is_built() && priced.contains(&true)
}

/// Whether a component that nobody builds costs something: a price, stored data, or answers that leave.
#[must_use]
pub fn costs(facts: &Facts<'_>) -> bool {
    let stores = facts.value(Input::Storage).is_some();
    is_priced(facts) || !facts.component.is_built() && (stores || sends(facts))
}

/// What the cost of a component that nobody builds rests on, beside its rate.
pub(super) const OF_BOUGHT: [Input; 5] =
    [Input::Price, Input::CallPrice, Input::Storage, Input::Payload, Input::Growth];

/// Whether answers of a stated size leave the servers of the plan.
fn sends(facts: &Facts<'_>) -> bool {
    facts.value(Input::Payload).is_some() && facts.to_outside > 0.0
}

/// Fills in which share of what is asked of a component comes from outside the plan's servers, from people,
/// devices and systems outside: their answers leave. Only where the size of answers is known.
pub(super) fn leave(resolved: &mut Resolved<'_>) {
    let is_here =
        |facts: &Facts<'_>| facts.has_servers() && facts.component.sourcing() != Sourcing::Outside;
    let sized = |facts: &Facts<'_>| facts.value(Input::Payload).is_some() && is_here(facts);
    let places = (0..resolved.components.len()).filter(|at| sized(&resolved.components[*at]));
    let of = |place: usize| {
        let facts = &resolved.components[place];
        let from_servers = |link: &&Link| resolved.facts(&link.from).is_some_and(is_here);
        let links = resolved.links_of(&facts.component.id);
        let links = links.filter(|link| link.to == facts.component.id).filter(from_servers);
        let inside: f64 = links.filter_map(|link| flow::rate_along(resolved, link)).sum();
        let all = facts.rate.range.typical;
        if all > 0.0 { (1.0 - inside / all).clamp(0.0, 1.0) } else { 0.0 }
    };
    let found: Vec<(usize, f64)> = places.map(|place| (place, of(place))).collect();
    for (place, share) in found {
        resolved.components[place].to_outside = share;
    }
}

/// What is paid by the call grows with those who call it, unless its own growth is given: by the mean of
/// their growth, each counted by its rate.
pub(super) fn grow_with_callers(plan: &Plan, components: &mut [Facts<'_>]) {
    let at = |components: &[Facts<'_>], id: &ComponentId| {
        components.binary_search_by(|facts| facts.component.id.cmp(id)).ok()
    };
    let by_call = |facts: &Facts<'_>| {
        let own = facts.given(Input::Growth).is_some();
        let grows = BY_LOAD.iter().any(|input| facts.value(*input).is_some());
        !facts.component.is_built() && grows && !own
    };
    let grows: Vec<usize> = (0..components.len()).filter(|at| by_call(&components[*at])).collect();
    for place in grows {
        let id = &components[place].component.id;
        let links = plan.links.values().filter(|link| link.to == *id);
        let callers = links.filter_map(|link| at(components, &link.from));
        let (mut sum, mut weights) = ([0.0; 3], 0.0);
        for caller in callers.map(|caller| &components[caller]) {
            let Some(growth) = caller.value(Input::Growth) else { continue };
            let Range { low, typical, high } = growth.range;
            let weight = caller.rate.range.typical;
            weights += weight;
            sum.iter_mut().zip([low, typical, high]).for_each(|(sum, of)| *sum += weight * of);
        }
        if weights > 0.0 {
            let [low, typical, high] = sum.map(|sum| sum / weights);
            let origin = Origin::Derived;
            let range = Range { low, typical, high };
            components[place].values.set(Input::Growth, Value { range, origin });
        }
    }
}

/// Whether a number of the whole plan counts: prices and shares of what nobody states do not.
#[must_use]
pub fn count(resolved: &Resolved<'_>, input: Input) -> bool {
    let any = |test: &dyn Fn(&Facts<'_>) -> bool| resolved.components.iter().any(test);
    match input {
        Input::MeanLoad => any(&|facts| facts.value(Input::CallPrice).is_some() || sends(facts)),
        Input::StoragePrice => any(&|facts| facts.value(Input::Storage).is_some()),
        Input::TrafficPrice => any(&sends),
        _ => true,
    }
}

/// What a component that nobody builds comes to over the horizon; none without a price.
#[must_use]
pub fn of_bought(facts: &Facts<'_>, shared: &Shared, point: Point) -> Option<Totals> {
    if !costs(facts) {
        return None;
    }
    let Prices { steady, growing } = Prices::of(facts, shared, point);
    Some(Totals {
        run: totals::running(facts, shared, point, [steady, growing]),
        monthly: steady + growing,
        steady,
        ..Totals::default()
    })
}

/// What all components that nobody builds come to.
#[must_use]
pub fn of_all_bought(resolved: &Resolved<'_>, shared: &Shared, point: Point) -> Totals {
    let mut sum = Totals::default();
    let bought = resolved.components.iter().filter_map(|facts| of_bought(facts, shared, point));
    bought.for_each(|of| sum.add(&of));
    sum
}
