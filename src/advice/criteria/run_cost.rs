//! What running costs, and processor headroom.

use super::super::case::{Case, Contender, saturating};
use super::Criterion;
use crate::model::{Focus, Input, Priority};

/// Weight where the bill outweighs everything.
pub(super) const MOST: f64 = 3.0;
/// Share of the payroll at which a difference of the bills half matters.
pub(super) const PAYROLL_SHARE: f64 = 0.03;
/// Difference of the monthly bills that is noise in any plan.
pub(super) const NOISE: f64 = 200.0;

pub(super) const CRITERION: Criterion = Criterion {
    id: "run-cost",
    label: "Run cost and CPU headroom",
    priority: Some(Priority::RunCost),
    inputs: &[
        Input::ExternalRate,
        Input::CpuTime,
        Input::Interpreted,
        Input::Accelerated,
        Input::Native,
    ],
    claims: "4, 6, 29",
    sources: &["S-CLBG22", "S-KOST", "S-OWN", "S-MIGR"],
    weight,
    utility,
    say,
};

/// The saving matters against what the people cost who would have to learn for it (claim 6: below
/// about a core the difference is one small instance).
fn weight(case: &Case<'_>) -> f64 {
    let costs = || case.contenders.iter().map(|contender| contender.estimate.monthly_cost);
    let least = costs().fold(f64::INFINITY, f64::min);
    let most = costs().fold(0.0, f64::max);
    let tag = match case.facts.component.tags.performance {
        Some(Focus::Throughput) => 1.75,
        Some(_) => 1.5,
        None => 1.0,
    };
    MOST * tag * saturating(most - least, PAYROLL_SHARE * case.payroll + NOISE)
}

/// Square root of the cheapest bill over this one: four times the bill is half as good. Without any
/// bill all are as good.
fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    let costs = case.contenders.iter().map(|c| c.estimate.monthly_cost);
    let least = costs.fold(f64::INFINITY, f64::min);
    let own = contender.estimate.monthly_cost;
    if own > 0.0 { libm::sqrt(least / own) } else { 1.0 }
}

fn say(case: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    let gpus = case.facts.typical(Input::GpuHours, 0.0) > 0.0;
    // Bills are told elsewhere, as medians of the draws; here is what separates the two.
    let [ours, theirs] =
        [first, second].map(|of| crate::base::number::readable(of.estimate.busy_vcpus));
    format!(
        "at the planned peak {} keeps {ours} processors busy, {} {theirs}{}",
        first.language.name,
        second.language.name,
        if gpus { ", GPUs not counted" } else { "" },
    )
}
