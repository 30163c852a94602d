//! `latency-load`: the 99th percentile against load on the same processors.

use std::ops::ControlFlow;

use super::chart::{Axis, Body, Chart, Curves, Mark, MarkKind, Panel, Target};
use super::{BAND_ENDS, Subject, log_steps, log_window};
use crate::base::{Unit, number};
use crate::forecast::simulate::{Settings, seconds_for, simulate};
use crate::forecast::{CallGraph, Draw, Point, kernel, sample};
use crate::model::Input;

/// Points of a line.
const STEPS: u32 = 160;
/// Points of a band's edge.
const BAND_STEPS: u32 = 48;
/// Shares of the highest load at which a line that rises to infinity gets points of its own.
const NEAR_SATURATION: [f64; 6] = [0.9, 0.95, 0.97, 0.98, 0.99, 0.995];

/// Shares of the leader's highest load at which it is simulated.
const SIMULATED: [f64; 4] = [0.3, 0.5, 0.7, 0.9];
/// Requests of a simulation without load; the busier, the more.
const REQUESTS: f64 = 12_000.0;

/// Inputs that the figures rest on, those that matter most first.
const INPUTS: &[Input] = &[Input::ExternalRate, Input::CpuTime, Input::IoWait, Input::P99Target];

/// The chart; with `simulated` the leader's line has points of a simulation.
pub(super) fn chart(subject: &Subject<'_>, simulated: bool) -> Chart {
    let assumptions = subject.assumptions(INPUTS);
    let vcpus = processors(subject);
    let planned = subject.draw().rate_per_s;
    let body = if planned > 0.0 {
        Body::Curves(curves(subject, vcpus, simulated))
    } else {
        Body::Empty("State a peak rate to see how latency grows with load.".to_owned())
    };
    let has_band = match &body {
        Body::Curves(curves) => curves.series.iter().any(|line| line.band.len() > 1),
        _ => false,
    };
    Chart {
        id: "latency-load",
        title: format!("{}: p99 latency against load", subject.name()),
        takeaway: takeaway(subject, vcpus),
        panels: vec![Panel { title: String::new(), body }],
        notes: notes(subject, vcpus, has_band),
        sources: subject.sources(|candidate, language| {
            vec![
                candidate.overhead.clone(),
                language.interpreted.clone(),
                language.accelerated.clone(),
                language.native.clone(),
            ]
        }),
        assumed: !assumptions.is_empty(),
        assumptions,
    }
}

fn notes(subject: &Subject<'_>, vcpus: f64, has_band: bool) -> Vec<String> {
    let readable = number::readable;
    let draw = subject.draw();
    let [cpu, wait, stalled] =
        [draw.cpu_spread, draw.wait_spread, draw.stalled].map(|of| Unit::Share.readable(of));
    let mut notes = vec![
        format!(
            "p99: 99 of 100 answers are faster. All candidates run on the same {} vCPU here, so the lines differ from the tables, which give each the servers it needs.",
            readable(vcpus)
        ),
        format!(
            "Queueing model: one line of requests for each server where cores are shared (M/G/c), one for each process where every core has its own (M/G/1). From request to request CPU times vary by {cpu} of their mean and waits by {wait} (standard deviations). Pauses of a collector or a loop stop each process for {stalled} of the time. Calls to other components are left out."
        ),
    ];
    if has_band {
        let band = subject.band_note("the catalog's figures; inputs at their medians");
        notes.push(format!("{band} {BAND_ENDS}"));
    }
    notes.push(format!(
        "Dots: the first candidate's p99 in a simulation of the same queue, {} to {} requests each.",
        readable(requests(SIMULATED[0])),
        readable(requests(SIMULATED[SIMULATED.len() - 1])),
    ));
    notes
}

fn curves(subject: &Subject<'_>, vcpus: f64, simulated: bool) -> Curves {
    let draw = subject.draw();
    let planned = draw.rate_per_s;
    let limits: Vec<f64> =
        (0..subject.case.contenders.len()).map(|i| capacity(subject, i, vcpus)).collect();
    let last = limits.iter().copied().fold(planned * 1.3, f64::max) * 1.2;
    let first = (planned / 20.0).min(last / 20.0);
    let p99 = |draw: &Draw, stack: &kernel::Stack, rate: f64| {
        kernel::p99_on(&Draw { rate_per_s: rate, ..*draw }, stack, vcpus)
    };
    let typical = |index: usize, rate: f64| {
        let value = subject.stack(index, Point::Typical).map(|stack| p99(&draw, &stack, rate));
        value.filter(|value| value.is_finite()).unwrap_or(f64::NAN)
    };
    let series = subject.series(
        |index| {
            let near = NEAR_SATURATION.map(|share| share * limits[index]);
            let mut loads = log_steps(first, last, STEPS);
            loads.extend(near.into_iter().filter(|rate| (first..last).contains(rate)));
            loads.sort_by(f64::total_cmp);
            loads.into_iter().map(|rate| [rate, typical(index, rate)]).collect()
        },
        |index| {
            let stacks = subject.stacks(index);
            let at = |rate: f64| {
                let of =
                    sample::percentiles(stacks.iter().map(|(draw, stack)| p99(draw, stack, rate)))?;
                // Where a tenth of the draws saturates the band has no upper edge and ends.
                of.high.is_finite().then_some([rate, of.low, of.high])
            };
            log_steps(first, last, BAND_STEPS).into_iter().filter_map(at).collect()
        },
    );
    let target = subject.facts.value(Input::P99Target).map(|value| value.range.typical);
    let values = series.iter().zip(&limits).flat_map(|(series, &limit)| {
        let steady = series.points.iter().filter(move |[x, _]| *x < 0.97 * limit).map(|p| p[1]);
        steady.chain(series.band.iter().map(|b| b[1]))
    });
    let around = target.into_iter().flat_map(|target| [target / 1.5, target * 1.5]);
    let (min, max) = log_window(values.chain(around), 4.0);
    let x = super::load_axis(first, last);
    let y = Axis { label: "p99 latency".to_owned(), unit: Unit::Ms, log: true, min, max };
    let planned_line = Target {
        value: planned,
        vertical: true,
        label: format!("Planned peak {}", Unit::PerSec.readable(planned)),
    };
    let target_line = target.map(|value| Target {
        value,
        vertical: false,
        label: format!("p99 target {}", Unit::Ms.readable(value)),
    });
    let marks = (0..limits.len()).filter(|&index| subject.stands_out(index)).map(|index| {
        let language = &subject.case.contenders[index].language.name;
        let now = typical(index, planned);
        if now.is_finite() {
            let label = format!("{language} {}", Unit::Ms.readable(now));
            return Mark { at: [planned, now], label, kind: MarkKind::Planned };
        }
        let edge = limits[index] * 0.985;
        let label = format!("{language} saturates at {}", Unit::PerSec.readable(limits[index]));
        Mark { at: [edge, typical(index, edge).min(max * 0.8)], label, kind: MarkKind::Limit }
    });
    let dots = if simulated { dots(subject, vcpus, &limits) } else { Vec::new() };
    let marks = marks.chain(dots).collect();
    let targets = std::iter::once(planned_line).chain(target_line).collect();
    Curves { x, y, series, marks, targets }
}

/// The 99th percentiles of the leader in simulations at some loads.
fn dots(subject: &Subject<'_>, vcpus: f64, limits: &[f64]) -> Vec<Mark> {
    let first = subject.advice.ranking.first().map(|ranked| &ranked.candidate);
    let contenders = &subject.case.contenders;
    let leader = contenders.iter().position(|c| Some(&c.candidate.id) == first).unwrap_or(0);
    let Some(stack) = subject.stack(leader, Point::Typical) else { return Vec::new() };
    let dot = |share: f64| {
        let rate = share * limits[leader];
        let draw = Draw { rate_per_s: rate, ..subject.draw() };
        let station = kernel::station_with(&draw, &stack, vcpus);
        let graph = CallGraph::of_line(&subject.facts.component.id, station);
        let seconds = seconds_for(&graph, requests(share))?;
        let settings = Settings { seconds, seed: 1 };
        let found = simulate(&graph, settings, |_| ControlFlow::Continue(())).ok()?;
        let p99 = found.components.first()?.own.p99_ms.value?;
        let label = format!("{} simulated", contenders[leader].candidate.name);
        Some(Mark { at: [rate, p99], label, kind: MarkKind::Simulated })
    };
    SIMULATED.into_iter().filter_map(dot).collect()
}

/// Requests of a simulation at a share of the highest load.
fn requests(share: f64) -> f64 {
    REQUESTS / (1.0 - share)
}

/// Processors that the leader (else the first) needs at the planned peak, whole.
fn processors(subject: &Subject<'_>) -> f64 {
    let leader = subject.advice.ranking.first().map(|ranked| ranked.estimate.vcpus);
    let first = subject.case.contenders.first().map(|contender| contender.estimate.vcpus);
    libm::ceil(leader.or(first).unwrap_or(1.0)).max(1.0)
}

/// Load at which all lines are saturated.
fn capacity(subject: &Subject<'_>, index: usize, vcpus: f64) -> f64 {
    let draw = subject.draw();
    let stack = subject.stack(index, Point::Typical);
    stack.map_or(0.0, |stack| kernel::station_with(&draw, &stack, vcpus).capacity_per_s())
}

fn takeaway(subject: &Subject<'_>, vcpus: f64) -> String {
    let parts = subject.listed(|index| {
        let most = capacity(subject, index, vcpus);
        let name = &subject.case.contenders[index].candidate.name;
        format!("{name} up to {}", Unit::PerSec.readable(most))
    });
    format!("Served on the same {} vCPU: {parts}.", number::readable(vcpus))
}
