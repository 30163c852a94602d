//! Charts as plain data: series, bands, bars, points, marks, axes with units, legend, footnotes.
//!
//! [`COMPONENT_CHARTS`] and [`PLAN_CHARTS`] list what there is; each chart has a file of its own.
//! [`sweep()`] is a chart of any input that is moved.
//! The chart of a [`comparison`] has two sides and is made apart from them.

pub mod chart;
mod cheapest;
pub mod comparison;
mod cost_load;
mod delivery_weeks;
mod difference;
mod fit;
mod flips;
mod flow_latency;
pub mod footer;
mod front;
mod headlines;
mod latency_load;
mod memory_connections;
pub mod overlay;
mod reading;
mod schedule;
pub mod sequence;
mod start_artifact;
mod subject;
mod sweep;
pub mod totals;
mod without_servers;

pub use chart::*;
pub use flow_latency::of_answers as flows_chart;
pub use front::of_front as front_chart;
pub use overlay::{Overlay, Shades};
pub use reading::Reading;
pub use sequence::{SEQUENCE, Sequence};
pub use subject::Subject;
pub use sweep::{SWEEP, SWEEP_STEPS, capitalised, no_sweep, sweep, sweep_of, swept_name};

use crate::base::Unit;
use crate::base::steps::log_steps;
use crate::forecast::{Resolved, sample};
use crate::model::ComponentId;

/// Names of the charts of one component.
pub const COMPONENT_CHARTS: &[&str] = &[
    "fit",
    "flips",
    "difference",
    "latency-load",
    "cost-load",
    "memory-connections",
    "start-artifact",
    "delivery-weeks",
];

/// Names of the charts of the whole plan.
pub const PLAN_CHARTS: &[&str] = &[
    "totals",
    "schedule",
    "front",
    "flow-latency",
    SEQUENCE,
    "article-cpu",
    "article-connections",
    "article-io",
    "article-learning",
];

/// Charts whose ranges come from draws of the whole plan or that hold simulated points, which take
/// longer than a frame.
pub const SAMPLED: &[&str] = &[
    "totals",
    "schedule",
    "front",
    "flow-latency",
    SEQUENCE,
    "difference",
    "delivery-weeks",
    "latency-load",
];

/// Those of them that hold nothing without draws.
pub const WHOLE: &[&str] = &["totals", "schedule", "front", "flow-latency", SEQUENCE];

/// What is said of a band of latency that does not go on.
const BAND_ENDS: &str = "A band ends where one in ten draws saturates.";

/// A chart of one component by name.
#[must_use]
pub fn component_chart(subject: &Subject<'_>, name: &str) -> Option<Chart> {
    component_chart_of(subject, name, sample::DRAWS)
}

/// A chart of one component whose ranges come from so many draws of the plan; without any they are
/// left out, as are simulated points. Counts for the charts in [`SAMPLED`] alone.
#[must_use]
pub fn component_chart_of(subject: &Subject<'_>, name: &str, draws: u32) -> Option<Chart> {
    if let Some(chart) = without_servers::chart(subject, name) {
        return Some(chart);
    }
    match name {
        "fit" => Some(fit::chart(subject)),
        "flips" => Some(flips::chart(subject)),
        "difference" => Some(difference::chart(subject, draws)),
        "latency-load" => Some(latency_load::chart(subject, draws > 0)),
        "cost-load" => Some(cost_load::chart(subject)),
        "memory-connections" => Some(memory_connections::chart(subject)),
        "start-artifact" => Some(start_artifact::chart(subject)),
        "delivery-weeks" => Some(delivery_weeks::chart(subject, draws)),
        _ => None,
    }
}

/// A chart of the plan by name.
#[must_use]
pub fn plan_chart(resolved: &Resolved<'_>, name: &str) -> Option<Chart> {
    plan_chart_of(resolved, name, sample::DRAWS)
}

/// A chart of the plan whose ranges come from so many draws, as [`component_chart_of`].
#[must_use]
pub fn plan_chart_of(resolved: &Resolved<'_>, name: &str, draws: u32) -> Option<Chart> {
    match name {
        "totals" => Some(totals::chart(resolved, draws)),
        "schedule" => Some(schedule::chart(resolved, draws)),
        "front" => Some(front::chart(resolved, draws > 0)),
        "flow-latency" => Some(flow_latency::chart(resolved, draws > 0)),
        SEQUENCE => Some(sequence_chart(resolved, None, draws)),
        "article-cpu" | "article-connections" | "article-io" | "article-learning" => {
            headlines::chart(resolved.catalog, name)
        }
        _ => None,
    }
}

/// The steps of the flow that begins at a component; of none, or one that the plan lacks, those of the
/// flow that most needs a look. Nothing but why is in it without draws.
#[must_use]
pub fn sequence_chart(resolved: &Resolved<'_>, entry: Option<&ComponentId>, draws: u32) -> Chart {
    sequence::chart(resolved, entry, draws > 0)
}

/// What a chart is called in menus: `Cost against load`; unknown names as they are.
#[must_use]
pub fn label(name: &str) -> &str {
    match name {
        "fit" => "Fit by criterion",
        "flips" => "What would change the advice",
        "difference" => "Difference of two candidates",
        "latency-load" => "Latency against load",
        "cost-load" => "Cost against load",
        "memory-connections" => "Memory against connections",
        "start-artifact" => "Start-up and size",
        "delivery-weeks" => "Delivery over the weeks",
        SWEEP => "Sweep of an input",
        "totals" => "Total cost and delivery",
        "schedule" => "Schedule",
        "front" => "Languages for the whole plan",
        "flow-latency" => "Latency of whole flows",
        SEQUENCE => "Steps of one flow",
        "article-cpu" => "The article on processor time",
        "article-connections" => "The article on memory of connections",
        "article-io" => "The article on waiting for others",
        "article-learning" => "The article on learning Go",
        other if sequence::asked_for(other).is_some() => label(SEQUENCE),
        other => other,
    }
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

/// Tidy bounds of a logarithmic axis for lines, closer than whole powers of ten: steps of 1, 2
/// and 5, at least a factor of two apart and at most `decades`.
fn log_window(values: impl Iterator<Item = f64>, decades: f64) -> (f64, f64) {
    let known = values.filter(|v| v.is_finite() && *v > 0.0);
    let (low, high) = known.fold((f64::INFINITY, 0.0_f64), |(l, h), v| (l.min(v), h.max(v)));
    if high <= 0.0 {
        return (1.0, 10.0);
    }
    let steps = |value: f64| {
        let power = libm::pow(10.0, libm::floor(libm::log10(value)));
        [0.5, 1.0, 2.0, 5.0, 10.0].map(|step| step * power)
    };
    let top = steps(high).into_iter().find(|step| *step >= high * 1.02).unwrap_or(high);
    let low = low.max(top / libm::pow(10.0, decades)).min(top / 2.0);
    let bottom = steps(low).into_iter().rev().find(|step| *step <= low * 1.000_001);
    (bottom.unwrap_or(low), top)
}

/// The horizontal axis of charts against load.
fn load_axis(min: f64, max: f64) -> Axis {
    Axis { label: "Peak load".to_owned(), unit: Unit::PerSec, log: true, min, max }
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

/// How often the next smaller bar a bar is beyond which it is broken.
const OUTLIES: f64 = 4.0;
/// How often the largest bar of the others the axis is long where a bar is broken.
const ROOM_FOR_OTHERS: f64 = 1.3;

/// The largest value that an axis for bars of these lengths has to reach. A few that are far larger
/// than most are broken, so that the others can be compared.
fn reach(values: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.filter(|value| value.is_finite() && *value > 0.0).collect();
    sorted.sort_by(f64::total_cmp);
    let most = sorted.last().copied().unwrap_or(0.0);
    let gap = sorted.windows(2).enumerate().find(|(place, pair)| {
        let below = place + 1;
        below >= 2 && 2 * below > sorted.len() && pair[1] > OUTLIES * pair[0]
    });
    gap.map_or(most, |(_, pair)| ROOM_FOR_OTHERS * pair[0])
}

/// What is said of bars that are broken, if any is.
fn broken_note(panels: &[Panel]) -> Option<String> {
    let bars = panels.iter().filter_map(|panel| match &panel.body {
        Body::Bars(bars) => Some(bars),
        _ => None,
    });
    let any = bars
        .flat_map(|of| of.groups.iter().flat_map(|group| &group.bars).map(move |bar| (bar, of)));
    any.into_iter().any(|(bar, of)| bar.is_broken(&of.axis)).then(|| {
        "Broken bars go on beyond the axis; their values are written beside them.".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One bar far above the others does not squeeze them; what grows evenly is drawn whole.
    #[test]
    fn an_axis_reaches_what_most_bars_need() {
        for (values, expected) in [
            (vec![150.0, 160.0, 180.0, 1700.0], 1.3 * 180.0),
            (vec![150.0, 160.0, 180.0, 1700.0, 1900.0], 1.3 * 180.0),
            (vec![100.0, 1000.0], 1000.0),
            (vec![1.0, 100.0, 110.0, 120.0], 120.0),
            (vec![10.0, 20.0, 40.0, 80.0], 80.0),
            (vec![f64::INFINITY, 5.0], 5.0),
            (vec![], 0.0),
        ] {
            assert_eq!(reach(values.iter().copied()), expected, "{values:?}");
        }
    }

    #[test]
    fn bounds_of_lines_are_tidy_and_near() {
        for (values, expected) in [
            (vec![640.0, 950.0], (500.0, 1000.0)),
            (vec![3.0, 4000.0], (2.0, 5000.0)),
            (vec![1.0, 1.0], (1.0, 2.0)),
            (vec![1e-9, 80.0], (0.01, 100.0)),
            (vec![f64::NAN, f64::INFINITY], (1.0, 10.0)),
        ] {
            let (low, high) = log_window(values.iter().copied(), 4.0);
            let near = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-9;
            assert!(near(low, expected.0) && near(high, expected.1), "{values:?} {low} {high}");
        }
    }
}
