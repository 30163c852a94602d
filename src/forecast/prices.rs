//! What is paid by the month or by the call, beside servers and people: licences, and parts that are
//! bought.

use super::facts::{Facts, Origin, Value};
use super::point::Point;
use super::resolve::Resolved;
use super::shared::Shared;
use super::totals::{self, Totals};
use crate::base::Range;
use crate::model::{ComponentId, Input, Plan};

/// What a component is paid for by the month, money.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Prices {
    /// Whatever the load.
    pub steady: f64,
    /// For its calls at today's mean load.
    pub calls: f64,
}

impl Prices {
    /// The prices that are stated of a component; nothing where none is.
    #[must_use]
    pub fn of(facts: &Facts<'_>, shared: &Shared, point: Point) -> Self {
        let millions = point.of(facts.rate.range) * shared.mean_calls / 1e6;
        Self {
            steady: facts.at(Input::Price, point, 0.0),
            calls: facts.at(Input::CallPrice, point, 0.0) * millions,
        }
    }
}

/// Whether a component that nobody builds has a price.
#[must_use]
pub fn is_priced(facts: &Facts<'_>) -> bool {
    let priced = [Input::Price, Input::CallPrice].map(|input| facts.value(input).is_some());
    !facts.component.is_built() && priced.contains(&true)
}

/// What is paid by the call grows with those who call it, unless its own growth is given: by the mean of
/// their growth, each counted by its rate.
pub(super) fn grow_with_callers(plan: &Plan, components: &mut [Facts<'_>]) {
    let at = |components: &[Facts<'_>], id: &ComponentId| {
        components.binary_search_by(|facts| facts.component.id.cmp(id)).ok()
    };
    let by_call = |facts: &Facts<'_>| {
        let own = facts.given(Input::Growth).is_some();
        is_priced(facts) && facts.value(Input::CallPrice).is_some() && !own
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
            components[place].values[Input::Growth.index()] = Some(Value { range, origin });
        }
    }
}

/// Whether anything is paid by the call, so that the mean load counts.
#[must_use]
pub fn are_by_call(resolved: &Resolved<'_>) -> bool {
    resolved.components.iter().any(|facts| facts.value(Input::CallPrice).is_some())
}

/// What a component that nobody builds comes to over the horizon; none without a price.
#[must_use]
pub fn of_bought(facts: &Facts<'_>, shared: &Shared, point: Point) -> Option<Totals> {
    if !is_priced(facts) {
        return None;
    }
    let Prices { steady, calls } = Prices::of(facts, shared, point);
    Some(Totals {
        run: totals::running(facts, shared, point, [steady, calls]),
        monthly: steady + calls,
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
