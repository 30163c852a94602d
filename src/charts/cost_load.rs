//! `cost-load`: servers and monthly cost against load, and where the cheaper candidate changes.

use super::chart::{Axis, Body, Chart, Curves, Mark, MarkKind, Panel, Target};
use super::cheapest::Cheapest;
use super::{Subject, log_steps, log_window};
use crate::base::{Unit, bisect, number};
use crate::forecast::totals::Shared;
use crate::forecast::{Draw, Point, kernel};
use crate::model::Input;

const STEPS: u32 = 160;
/// Load that stands for none, requests a second.
const LEAST_RATE: f64 = 1e-6;

/// Inputs that the figures rest on, those that matter most first.
const INPUTS: &[Input] = &[Input::ExternalRate, Input::CpuTime, Input::Work, Input::TeamSize];

pub(super) fn chart(subject: &Subject<'_>) -> Chart {
    let assumptions = subject.assumptions(INPUTS);
    let draw = subject.draw();
    let planned = draw.rate_per_s;
    let around = planned.max(LEAST_RATE);
    let loads = log_steps(around / 50.0, around * 50.0, STEPS);
    let cheapest = cheapest(subject, &loads);
    let panels = if planned > 0.0 {
        vec![servers_panel(subject, &loads), cost_panel(subject, &loads, &cheapest)]
    } else {
        let body =
            Body::Empty("State a peak rate to see servers and cost grow with load.".to_owned());
        vec![Panel { title: String::new(), body }]
    };
    Chart {
        id: "cost-load",
        title: format!("{}: servers and monthly cost against load", subject.name()),
        takeaway: cheapest.sentence(subject, planned),
        panels,
        notes: notes(subject),
        sources: subject.sources(|candidate, language| {
            vec![
                candidate.overhead.clone(),
                candidate.base_memory.clone(),
                language.interpreted.clone(),
                language.accelerated.clone(),
            ]
        }),
        assumed: !assumptions.is_empty(),
        assumptions,
    }
}

fn servers_panel(subject: &Subject<'_>, loads: &[f64]) -> Panel {
    let draw = subject.draw();
    let servers = |index: usize, rate: f64| {
        let stack = subject.stack(index, Point::Typical);
        stack.map_or(f64::NAN, |stack| {
            kernel::size(&Draw { rate_per_s: rate, ..draw }, &stack).servers
        })
    };
    let series = subject.series(|index| stairs(loads, |rate| servers(index, rate)), |_| Vec::new());
    let most = series.iter().flat_map(|s| s.points.iter().map(|p| p[1])).fold(1.0, f64::max);
    let y = Axis {
        label: "Servers".to_owned(),
        unit: Unit::Count,
        log: true,
        // One server is a line of its own, not the edge.
        min: 0.8,
        max: (most * 1.3).max(10.0),
    };
    panel("Servers", subject, loads, y, series, Vec::new())
}

/// A line that is level between the places where a count changes and upright at them.
fn stairs(loads: &[f64], count: impl Fn(f64) -> f64) -> Vec<[f64; 2]> {
    let mut points = Vec::new();
    for pair in loads.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        let (before, after) = (count(from), count(to));
        points.push([from, before]);
        if before.is_finite() && after.is_finite() && before != after {
            let turn = bisect::turn(from, to, |load| count(load) != before);
            points.extend([[turn, before], [turn, after]]);
        }
    }
    points.extend(loads.last().map(|&load| [load, count(load)]));
    points
}

/// Cost that the load does not move: building, learning and maintaining spread over the months of
/// the horizon, and GPUs.
fn fixed(subject: &Subject<'_>, index: usize) -> f64 {
    let horizon = Shared::of(subject.resolved, Point::Typical).horizon_months;
    subject.case.contenders.get(index).map_or(0.0, |contender| {
        let totals = contender.totals;
        let gpus = totals.monthly - contender.estimate.monthly_cost;
        (totals.build + totals.learn + totals.maintain) / horizon + gpus
    })
}

fn notes(subject: &Subject<'_>) -> Vec<String> {
    let vcpus = number::readable(subject.draw().server_vcpus);
    let horizon = Shared::of(subject.resolved, Point::Typical).horizon_months;
    let mut notes = vec![format!(
        "Servers of {vcpus} vCPU. Monthly cost: the processors and memory reserved for this load as a peak, all month, plus building, learning and maintaining (judgement) spread over {}. The load does not grow here, as it does in totals.",
        Unit::Months.readable(horizon)
    )];
    if subject.facts.at(Input::GpuHours, Point::Typical, 0.0) > 0.0 {
        notes.push("GPU time is added as planned at every load.".to_owned());
    }
    if subject.facts.value(Input::Replicas).is_some() {
        notes.push(
            "Its replicas are stated, so that servers and bill are the same at every load; lines of cost end where they could not keep up."
                .to_owned(),
        );
    }
    notes
}

fn cost(subject: &Subject<'_>, index: usize, rate: f64) -> f64 {
    let at = Draw { rate_per_s: rate, ..subject.draw() };
    let stack = subject.stack(index, Point::Typical);
    // What stated replicas cannot do has no cost at which it would be done.
    let stack =
        stack.filter(|stack| at.replicas <= 0.0 || !kernel::station(&at, stack).is_saturated());
    stack.map_or(f64::NAN, |stack| kernel::size(&at, &stack).monthly_cost + fixed(subject, index))
}

/// Where another candidate becomes the cheapest.
fn marks(subject: &Subject<'_>, cheapest: &Cheapest) -> Vec<Mark> {
    let changes = cheapest.stretches.iter().skip(1);
    let mark = |&(rate, index): &(f64, usize)| {
        let name = &subject.case.contenders[index].candidate.name;
        Mark {
            at: [rate, cost(subject, index, rate)],
            label: format!("From {} {name} is cheapest", Unit::PerSec.readable(rate)),
            kind: MarkKind::Crossover,
        }
    };
    changes.map(mark).collect()
}

fn cost_panel(subject: &Subject<'_>, loads: &[f64], cheapest: &Cheapest) -> Panel {
    let series = subject.series(
        |index| loads.iter().map(|&rate| [rate, cost(subject, index, rate)]).collect(),
        |_| Vec::new(),
    );
    let (low, high) = log_window(series.iter().flat_map(|s| s.points.iter().map(|p| p[1])), 4.0);
    let y = Axis {
        label: "Monthly cost".to_owned(),
        unit: Unit::MoneyPerMonth,
        log: true,
        min: low,
        max: high,
    };
    panel("Monthly cost", subject, loads, y, series, marks(subject, cheapest))
}

fn panel(
    title: &str,
    subject: &Subject<'_>,
    loads: &[f64],
    y: Axis,
    series: Vec<super::Series>,
    marks: Vec<Mark>,
) -> Panel {
    let planned = subject.draw().rate_per_s;
    let (first, last) =
        (loads.first().copied().unwrap_or(1.0), loads.last().copied().unwrap_or(10.0));
    let x = super::load_axis(first, last);
    let label = format!("Planned {}", Unit::PerSec.readable(planned));
    let targets = vec![Target { value: planned, vertical: true, label }];
    Panel { title: title.to_owned(), body: Body::Curves(Curves { x, y, series, marks, targets }) }
}

/// Who is cheapest over the loads of the chart.
fn cheapest(subject: &Subject<'_>, loads: &[f64]) -> Cheapest {
    Cheapest::along(loads, subject.case.contenders.len(), |index, rate| cost(subject, index, rate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_makes_stairs_with_upright_risers() {
        let points = stairs(&[1.0, 2.0, 3.0], |load| libm::ceil(load - 0.5));
        let expected = [[1.0, 1.0], [1.5, 1.0], [1.5, 2.0], [2.0, 2.0], [2.5, 2.0], [2.5, 3.0]];
        for (point, [x, y]) in points.iter().zip(expected) {
            assert!((point[0] - x).abs() < 1e-9 && point[1] == y, "{points:?}");
        }
        assert_eq!(points.last(), Some(&[3.0, 3.0]));
    }
}
