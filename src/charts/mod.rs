//! Charts as plain data: series, bands, bars, points, marks, axes with units, legend, footnotes.
//!
//! [`component_charts`] and [`plan_charts`] list what there is; each chart has a file of its own.

pub mod chart;
mod cost_load;
mod delivery_weeks;
mod fit;
pub mod footer;
mod headlines;
mod latency_load;
mod memory_connections;
mod start_artifact;
mod subject;
mod totals;

pub use chart::*;
pub use subject::Subject;

use crate::forecast::Resolved;

/// Names of the charts of one component.
pub const COMPONENT_CHARTS: &[&str] =
    &["fit", "latency-load", "cost-load", "memory-connections", "start-artifact", "delivery-weeks"];

/// Names of the charts of the whole plan.
pub const PLAN_CHARTS: &[&str] =
    &["totals", "article-cpu", "article-connections", "article-io", "article-learning"];

/// A chart of one component by name.
#[must_use]
pub fn component_chart(subject: &Subject<'_>, name: &str) -> Option<Chart> {
    match name {
        "fit" => Some(fit::chart(subject)),
        "latency-load" => Some(latency_load::chart(subject)),
        "cost-load" => Some(cost_load::chart(subject)),
        "memory-connections" => Some(memory_connections::chart(subject)),
        "start-artifact" => Some(start_artifact::chart(subject)),
        "delivery-weeks" => Some(delivery_weeks::chart(subject)),
        _ => None,
    }
}

/// A chart of the plan by name.
#[must_use]
pub fn plan_chart(resolved: &Resolved<'_>, name: &str) -> Option<Chart> {
    match name {
        "totals" => Some(totals::chart(resolved)),
        "article-cpu" | "article-connections" | "article-io" | "article-learning" => {
            headlines::chart(resolved.catalog, name)
        }
        _ => None,
    }
}

/// Values from `low` to `high`, evenly spread on a logarithmic scale.
fn log_steps(low: f64, high: f64, count: u32) -> Vec<f64> {
    let (low, high) = (low.max(1e-9), high.max(low * 1.01));
    let step = libm::log(high / low) / f64::from(count);
    (0..=count).map(|i| low * libm::exp(f64::from(i) * step)).collect()
}

/// The power-of-ten bounds around positive values, at most `decades` below the largest.
fn log_bounds(values: impl Iterator<Item = f64>, decades: f64) -> (f64, f64) {
    let (mut low, mut high) = (f64::INFINITY, 0.0_f64);
    for value in values.filter(|v| v.is_finite() && *v > 0.0) {
        low = low.min(value);
        high = high.max(value);
    }
    if high <= 0.0 {
        return (1.0, 10.0);
    }
    let top = libm::pow(10.0, libm::ceil(libm::log10(high) - 1e-9));
    let bottom = libm::pow(10.0, libm::floor(libm::log10(low) + 1e-9));
    (f64::max(bottom, top / libm::pow(10.0, decades)).min(top / 10.0), top)
}

/// A tidy upper end of a linear axis above `value`.
fn above(value: f64) -> f64 {
    if value <= 0.0 || !value.is_finite() {
        return 1.0;
    }
    let power = libm::pow(10.0, libm::floor(libm::log10(value)));
    let steps = [1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps
        .into_iter()
        .map(|step| step * power)
        .find(|top| *top >= value * 1.02)
        .unwrap_or(10.0 * power)
}
