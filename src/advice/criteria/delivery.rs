//! Time to the first release, without learning.

use super::super::case::{Case, Contender};
use super::Criterion;
use crate::base::Unit;
use crate::model::{Input, Priority};

/// Weight of delivery for a component that will live for years.
const USUAL: f64 = 0.8;
/// Weight for a prototype (claim 36).
const PROTOTYPE: f64 = 3.2;
/// Weight for a life below two years.
const SHORT_LIFE: f64 = 1.6;

pub(super) const CRITERION: Criterion = Criterion {
    id: "delivery",
    label: "Delivery speed",
    priority: Priority::Delivery,
    inputs: &[Input::Work, Input::TeamSize],
    claims: "7, 36, 37",
    sources: &["S-ROS", "S-RUSTG"],
    weight,
    utility,
    say,
};

/// Most for what is thrown away or short-lived: it ends before upkeep would pay (claim 36).
fn weight(case: &Case<'_>) -> f64 {
    match case.facts.component.traits.prototype {
        Some(true) => PROTOTYPE,
        _ if case.facts.typical(Input::Life, 5.0) < 2.0 => SHORT_LIFE,
        _ => USUAL,
    }
}

/// Shortest build time over this one's.
fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    let least = case.contenders.iter().map(|c| c.delivery.factor).fold(f64::INFINITY, f64::min);
    least / contender.delivery.factor
}

fn say(_: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    format!(
        "building takes, by judgement, about {} in {}, {} in {}",
        Unit::PersonWeeks.readable(first.delivery.work),
        first.language.name,
        Unit::PersonWeeks.readable(second.delivery.work),
        second.language.name,
    )
}
