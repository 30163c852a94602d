//! The criteria table: one question each, with its inputs, utility curve, weight and source.
//!
//! Tags change weights only. Curves are documented where they are written; their shapes are
//! judgement, their inputs are evidence.

mod concurrency;
mod data_ecosystem;
mod delivery;
mod estate;
mod existing_code;
mod run_cost;
mod service_ecosystem;
mod shipping;
mod standard_library;
mod tail_latency;
mod team;
mod upkeep;

use super::case::{Case, Contender};
use crate::model::{Input, Priority};

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Criterion {
    /// Stable id.
    pub id: &'static str,
    /// Name for people.
    pub label: &'static str,
    /// Priority that stresses it.
    pub priority: Priority,
    /// Inputs that it looks at.
    pub inputs: &'static [Input],
    /// Claims it rests on, such as `29`.
    pub claims: &'static str,
    /// Ids of the sources it rests on.
    pub sources: &'static [&'static str],
    /// How much it matters for a component, not negative; about 1 for a usual matter.
    pub weight: fn(&Case<'_>) -> f64,
    /// How well a candidate does, from 0 to 1.
    pub utility: fn(&Case<'_>, &Contender<'_>) -> f64,
    /// Why the first does better than the second, as a clause.
    pub say: fn(&Case<'_>, &Contender<'_>, &Contender<'_>) -> String,
}

/// Every criterion.
pub const TABLE: [Criterion; 12] = [
    run_cost::CRITERION,
    tail_latency::CRITERION,
    concurrency::CRITERION,
    data_ecosystem::CRITERION,
    service_ecosystem::CRITERION,
    shipping::CRITERION,
    upkeep::CRITERION,
    standard_library::CRITERION,
    delivery::CRITERION,
    team::CRITERION,
    estate::CRITERION,
    existing_code::CRITERION,
];

/// Weight of a criterion for a component with the plan's priorities.
#[must_use]
pub fn weight(case: &Case<'_>, criterion: &Criterion) -> f64 {
    ((criterion.weight)(case) * case.resolved.plan.priority(criterion.priority)).max(0.0)
}
