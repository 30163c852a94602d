//! What is paid by the month or by the call, beside servers and people: licences, and parts that are
//! bought.

use super::facts::Facts;
use super::point::Point;
use super::resolve::Resolved;
use super::shared::Shared;
use super::totals::{Totals, mean_growth};
use crate::model::Input;

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
    let years = shared.horizon_months / 12.0;
    let growth = mean_growth(facts.at(Input::Growth, point, 0.0), years);
    Some(Totals {
        run: (steady + calls * growth) * shared.horizon_months,
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
