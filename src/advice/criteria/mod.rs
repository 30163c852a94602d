//! The criteria table: one question each, with its inputs, utility curve, weight and source.
//!
//! Tags change weights only. Curves are documented where they are written; their shapes are
//! judgement, their inputs are evidence.

mod concurrency;
mod data_ecosystem;
mod delivery;
mod estate;
mod existing_code;
mod libraries;
mod own;
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
    /// Priority that stresses it; none where the team weighs it by itself.
    pub priority: Option<Priority>,
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
pub const TABLE: [Criterion; 14] = [
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
    libraries::CRITERION,
    own::CRITERION,
];

/// Weight of a criterion for a component with the plan's priorities.
#[must_use]
pub fn weight(case: &Case<'_>, criterion: &Criterion) -> f64 {
    let stress = criterion.priority.map_or(1.0, |of| case.resolved.plan.priority(of));
    ((criterion.weight)(case) * stress).max(0.0)
}
