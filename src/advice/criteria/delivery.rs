//! Time to the first release, without learning.

use super::super::case::{Case, Contender};
use super::Criterion;
use crate::base::Unit;
use crate::forecast::{Point, delivery};
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

fn weight(case: &Case<'_>) -> f64 {
    match case.facts.component.traits.prototype {
        Some(true) => PROTOTYPE,
        _ if case.facts.typical(Input::Life, 5.0) < 2.0 => SHORT_LIFE,
        _ => USUAL,
    }
}

fn factor(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    delivery::build_factor(case.resolved, case.facts, contender.language, Point::Typical)
}

/// Shortest build time over this one's.
fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    let least = case.contenders.iter().map(|c| factor(case, c)).fold(f64::INFINITY, f64::min);
    least / factor(case, contender)
}

fn say(_: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    format!(
        "building takes about {} in {}, {} in {} (judgement)",
        Unit::PersonWeeks.readable(first.delivery.work),
        first.language.name,
        Unit::PersonWeeks.readable(second.delivery.work),
        second.language.name,
    )
}
