//! `latency-load`: the 99th percentile against load on the same processors.

use super::chart::{Axis, Body, Chart, Curves, Mark, MarkKind, Panel, Target};
use super::{Subject, log_bounds, log_steps};
use crate::base::Unit;
use crate::forecast::{Draw, Point, kernel};
use crate::model::Input;

const STEPS: u32 = 160;

pub(super) fn chart(subject: &Subject<'_>) -> Chart {
    let draw = subject.draw();
    let vcpus = processors(subject);
    let planned = draw.rate_per_s;
    let loads = log_steps(planned / 100.0, planned * 100.0, STEPS);
    let p99 = |index: usize, rate: f64, point: Point| {
        let stack = subject.stack(index, point);
        let at = Draw { rate_per_s: rate, ..draw };
        stack.map_or(f64::NAN, |stack| finite(kernel::p99_on(&at, &stack, vcpus)))
    };
    let series = subject.series(
        |index| loads.iter().map(|&rate| [rate, p99(index, rate, Point::Typical)]).collect(),
        |index| {
            // Beyond saturation of the costly end the band is open at the top.
            let open = |value: f64| if value.is_nan() { 1e12 } else { value };
            let at = |&rate: &f64| {
                [rate, p99(index, rate, Point::Low), open(p99(index, rate, Point::High))]
            };
            loads.iter().map(at).collect()
        },
    );
    let target = subject.facts.value(Input::P99Target).map(|value| value.range.typical);
    let limits: Vec<f64> =
        (0..subject.case.contenders.len()).map(|i| capacity(subject, i, vcpus)).collect();
    let last = limits.iter().copied().fold(planned * 1.3, f64::max) * 1.2;
    let values =
        series.iter().flat_map(|s| s.points.iter().map(|p| p[1])).chain(target.map(|t| t * 1.5));
    let (low, high) = log_bounds(values, 4.0);
    let mut marks = Vec::new();
    for (index, contender) in subject.case.contenders.iter().enumerate() {
        let now = p99(index, planned, Point::Typical);
        if now.is_finite() {
            let label = format!(
                "{} {} at the planned peak",
                contender.language.name,
                Unit::Ms.readable(now)
            );
            marks.push(Mark { at: [planned, now], label, kind: MarkKind::Planned });
        } else {
            let label = format!(
                "{} saturates at {}",
                contender.language.name,
                Unit::PerSec.readable(limits[index])
            );
            let edge = limits[index] * 0.985;
            let y = p99(index, edge, Point::Typical);
            marks.push(Mark { at: [edge, y.min(high * 0.8)], label, kind: MarkKind::Limit });
        }
    }
    let mut targets = vec![Target {
        value: planned,
        vertical: true,
        label: format!("Planned peak {}", Unit::PerSec.readable(planned)),
    }];
    targets.extend(target.map(|value| Target {
        value,
        vertical: false,
        label: format!("p99 target {}", Unit::Ms.readable(value)),
    }));
    let first = (planned / 20.0).min(last / 20.0);
    let body = if planned > 0.0 {
        Body::Curves(Curves {
            x: Axis {
                label: "Peak load".to_owned(),
                unit: Unit::PerSec,
                log: true,
                min: first,
                max: last,
            },
            y: Axis {
                label: "p99 latency".to_owned(),
                unit: Unit::Ms,
                log: true,
                min: low,
                max: high,
            },
            series: series.into_iter().map(|s| trimmed(s, first, last)).collect(),
            marks,
            targets,
        })
    } else {
        Body::Empty("State a peak rate to see how latency grows with load.".to_owned())
    };
    Chart {
        id: "latency-load",
        title: format!("{}: p99 latency against load", subject.name()),
        takeaway: takeaway(subject, vcpus),
        panels: vec![Panel { title: String::new(), body }],
        notes: vec![
            "Without calls to other components. M/M/c for stacks that share cores, M/M/1 for each process where every core has its own; waits outside count as constant."
                .to_owned(),
            "Band: the 10th and 90th percentiles of the catalog's figures taken together, inputs at their medians.".to_owned(),
        ],
        sources: subject.sources(|candidate, language| {
            vec![candidate.overhead.clone(), language.interpreted.clone(), language.accelerated.clone(), language.native.clone()]
        }),
        assumed: subject.assumes(&[Input::ExternalRate, Input::CpuTime, Input::IoWait, Input::P99Target]),
    }
}

fn trimmed(mut series: super::Series, first: f64, last: f64) -> super::Series {
    series.points.retain(|[x, _]| (first..=last).contains(x));
    series.band.retain(|[x, ..]| (first..=last).contains(x));
    series
}

fn finite(value: f64) -> f64 {
    if value.is_finite() { value } else { f64::NAN }
}

/// Processors that the leader (else the first) needs at the planned peak, whole.
fn processors(subject: &Subject<'_>) -> f64 {
    let leader = subject.advice.ranking.first().map(|ranked| ranked.estimate.vcpus);
    let first = subject.case.contenders.first().map(|contender| contender.estimate.vcpus);
    libm::ceil(leader.or(first).unwrap_or(1.0)).max(1.0)
}

/// Load at which all processors are busy.
fn capacity(subject: &Subject<'_>, index: usize, vcpus: f64) -> f64 {
    let draw = subject.draw();
    let stack = subject.stack(index, Point::Typical);
    stack.map_or(0.0, |stack| {
        let servers = libm::ceil(vcpus / draw.server_vcpus);
        let cores = libm::ceil(vcpus / servers).clamp(1.0, draw.server_vcpus) * servers;
        1000.0 * cores / kernel::cpu_ms(&draw, &stack)
    })
}

fn takeaway(subject: &Subject<'_>, vcpus: f64) -> String {
    let parts: Vec<String> = subject
        .case
        .contenders
        .iter()
        .enumerate()
        .map(|(index, contender)| {
            let most = capacity(subject, index, vcpus);
            format!("{} serves up to {}", contender.candidate.name, Unit::PerSec.readable(most))
        })
        .collect();
    format!("On the same {} vCPU {}.", crate::base::number::readable(vcpus), parts.join(", "))
}
