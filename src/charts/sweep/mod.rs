//! `sweep`: what follows from one number that is moved, for each candidate.

mod words;

pub use words::{capitalised, swept_name};
use words::{notes, nothing, takeaway};

use super::chart::{Axis, Body, Chart, Curves, Mark, MarkKind, Panel, Series, Target};
use super::{Subject, above, log_window};
use crate::forecast::sweep::{Crossing, CrossingKind, Metric, Sweep, SweepRequest, Swept, bands};
use crate::model::{CandidateId, Input, InputRef};

/// Name of the chart of a sweep.
pub const SWEEP: &str = "sweep";

/// Values of a sweep that is drawn.
pub const SWEEP_STEPS: usize = 161;

/// Most metrics that are drawn side by side.
const PANELS: usize = 2;

/// Metrics in the order in which they are worth a panel of their own.
const PREFERRED: &[Metric] = &[
    Metric::Cost,
    Metric::PlannedP99,
    Metric::Total,
    Metric::Weeks,
    Metric::Memory,
    Metric::P99,
    Metric::Servers,
];

/// Inputs that the figures rest on, those that matter most first.
const INPUTS: &[Input] = &[Input::ExternalRate, Input::CpuTime, Input::Work, Input::Connections];

/// Highest value of a line over its lowest that the vertical axis still shows; saturation is higher.
const REACH: f64 = 30.0;

/// The chart of a sweep of the subject's component; without a metric that of the two that move and
/// matter most. Bands come from so many draws; without any they are left out.
#[must_use]
pub fn sweep(subject: &Subject<'_>, sweep: &Sweep, metric: Option<Metric>, draws: u32) -> Chart {
    let metrics = metric.map_or_else(|| shown(sweep), |metric| vec![metric]);
    let one = metrics.len() == 1;
    let own = |input: &Input| {
        let address = InputRef::component(sweep.component.clone(), *input);
        sweep.swept != Swept::Input(address)
    };
    let inputs: Vec<Input> = INPUTS.iter().copied().filter(own).collect();
    let assumptions = subject.assumptions(&inputs);
    let words: Vec<&str> = metrics.iter().map(|metric| metric.label()).collect();
    // The sweep was made of this plan, so that its bands can be made, too.
    let bands = (draws > 0).then(|| bands(subject.resolved, sweep, &metrics, draws));
    let bands = bands.and_then(Result::ok).unwrap_or_default();
    let panels = metrics.iter().enumerate().map(|(place, &metric)| Panel {
        title: if one { String::new() } else { capitalised(metric.label()) },
        body: Body::Curves(curves(
            subject,
            sweep,
            metric,
            bands.get(place).map_or(&[][..], |of| of),
        )),
    });
    Chart {
        id: SWEEP,
        title: format!(
            "{}: {} against {}",
            subject.name(),
            words.join(" and "),
            swept_name(subject.resolved.plan, &sweep.component, &sweep.swept)
        ),
        takeaway: takeaway(subject, sweep, &metrics),
        panels: panels.collect(),
        notes: notes(subject, sweep, &metrics),
        sources: subject.sources(|candidate, language| {
            vec![
                candidate.overhead.clone(),
                candidate.base_memory.clone(),
                candidate.connection_memory.clone(),
                language.interpreted.clone(),
                language.accelerated.clone(),
                language.native.clone(),
            ]
        }),
        assumed: !assumptions.is_empty(),
        assumptions,
    }
}

/// The chart of a sweep that is made now; where it cannot be made the chart says why.
#[must_use]
pub fn sweep_of(
    subject: &Subject<'_>,
    request: &SweepRequest,
    metric: Option<Metric>,
    draws: u32,
) -> Chart {
    match Sweep::new(subject.resolved, request) {
        Ok(of) => sweep(subject, &of, metric, draws),
        Err(error) => {
            no_sweep(subject, request, nothing(subject.resolved.plan, &request.component, &error))
        }
    }
}

/// The chart of a sweep without lines, which says why.
#[must_use]
pub fn no_sweep(subject: &Subject<'_>, request: &SweepRequest, why: String) -> Chart {
    let input = swept_name(subject.resolved.plan, &request.component, &request.swept);
    Chart {
        id: SWEEP,
        title: format!("{}: sweep of {input}", subject.name()),
        takeaway: String::new(),
        panels: vec![Panel { title: String::new(), body: Body::Empty(why) }],
        notes: Vec::new(),
        sources: Vec::new(),
        assumed: false,
        assumptions: Vec::new(),
    }
}

/// The metrics that move and matter most, else what a swept target is held against.
fn shown(sweep: &Sweep) -> Vec<Metric> {
    let moved = sweep.moved();
    let shown: Vec<Metric> =
        PREFERRED.iter().copied().filter(|metric| moved.contains(metric)).take(PANELS).collect();
    if !shown.is_empty() {
        return shown;
    }
    let is_swept = |metric: &Metric| matches!(&sweep.swept, Swept::Input(address) if Some(address.input) == metric.target());
    vec![Metric::ALL.iter().copied().find(is_swept).unwrap_or(Metric::Cost)]
}

fn curves(subject: &Subject<'_>, sweep: &Sweep, metric: Metric, bands: &[Vec<[f64; 3]>]) -> Curves {
    let finite = |value: f64| if value.is_finite() { value } else { f64::NAN };
    let series = subject.series(
        |index| {
            let points = sweep.lines.get(index).map_or(&[][..], |line| &line.points);
            let values = sweep.values.iter().zip(points);
            values.map(|(&x, point)| [x, finite(metric.of(point))]).collect()
        },
        |index| bands.get(index).cloned().unwrap_or_default(),
    );
    let unit = sweep.swept.unit();
    let [min, max] =
        [sweep.values.first(), sweep.values.last()].map(|end| end.copied().unwrap_or(f64::NAN));
    let x = Axis { label: capitalised(sweep.swept.label()), unit, log: sweep.log, min, max };
    let limit = sweep.limit(subject.resolved, metric);
    let y = vertical(&series, metric, limit);
    let planned = sweep.planned.filter(|planned| (min..=max).contains(planned)).map(|value| {
        let label = match sweep.swept {
            Swept::Months => "Now".to_owned(),
            Swept::Input(_) => format!("Planned {}", unit.readable(value)),
        };
        Target { value, vertical: true, label }
    });
    let target = limit.filter(|limit| (y.min..=y.max).contains(limit)).map(|value| {
        let what = if metric == Metric::Cost { "Budget" } else { "p99 target" };
        let label = format!("{what} {}", metric.unit().readable(value));
        Target { value, vertical: false, label }
    });
    let targets = planned.into_iter().chain(target).collect();
    let mut curves = Curves { x, y, series, marks: Vec::new(), targets };
    let crossings = sweep.crossings.iter().filter(|crossing| crossing.metric() == metric);
    curves.marks =
        crossings.flat_map(|crossing| marks(subject, sweep, crossing, &curves)).collect();
    curves
}

/// The vertical axis: logarithmic where lines or a target lie far apart.
fn vertical(series: &[Series], metric: Metric, limit: Option<f64>) -> Axis {
    let usual = series.iter().flat_map(|series| {
        let values = series.points.iter().map(|point| point[1]).filter(|value| !value.is_nan());
        let (lowest, highest) =
            values.clone().fold((f64::INFINITY, 0.0), |(l, h), v| (f64::min(l, v), f64::max(h, v)));
        let most = if metric == Metric::PlannedP99 { lowest * REACH } else { f64::INFINITY };
        // Bands are seen as far as they do not flatten the lines.
        let band = series.band.iter().flat_map(|[_, low, high]| [*low, *high]);
        let band = band.filter(move |value| (lowest / 2.0..=highest * 2.0).contains(value));
        values.chain(band).filter(move |value| *value <= most)
    });
    let values: Vec<f64> = usual.collect();
    let (low, high) =
        values.iter().fold((f64::INFINITY, 0.0), |(l, h), &v| (f64::min(l, v), f64::max(h, v)));
    // A target far from every line would flatten them all.
    let near = limit.filter(|limit| (low / 3.0..=high * 3.0).contains(limit));
    let log = low > 0.0 && high / low > 8.0;
    let (min, max) = if log {
        let around = near.into_iter().flat_map(|limit| [limit / 1.5, limit * 1.5]);
        log_window(values.iter().copied().chain(around), 6.0)
    } else {
        (0.0, above(f64::max(high, near.unwrap_or(0.0)) * 1.1))
    };
    Axis { label: capitalised(metric.label()), unit: metric.unit(), log, min, max }
}

/// Rings at a crossing's first place and, if it is another one, at its last.
fn marks(subject: &Subject<'_>, sweep: &Sweep, crossing: &Crossing, on: &Curves) -> Vec<Mark> {
    let index = |id: &CandidateId| sweep.lines.iter().position(|line| line.candidate == *id);
    let Some(own) = index(&crossing.candidate) else { return Vec::new() };
    let other = match &crossing.kind {
        CrossingKind::Crossover { other, .. } => index(other),
        _ => None,
    };
    if !subject.stands_out(own) || other.is_some_and(|other| !subject.stands_out(other)) {
        return Vec::new();
    }
    let name = |index: usize| subject.case.contenders.get(index).map_or("", |of| &of.language.name);
    let unit = sweep.swept.unit();
    let height = |at: f64| {
        let series = on.series.get(own)?;
        let before = series.points.iter().rev().find(|[x, y]| *x <= at && !y.is_nan());
        let read = on.readings(at).get(own).and_then(|reading| reading.value);
        let value = read.or(before.map(|point| point[1]))?;
        Some(value.min(if on.y.log { on.y.max * 0.8 } else { on.y.max * 0.95 }))
    };
    let from = unit.readable(crossing.first);
    let (kind, words) = match (&crossing.kind, crossing.above_after) {
        (CrossingKind::Crossover { .. }, above) => {
            let better = if above { other.unwrap_or(own) } else { own };
            (MarkKind::Crossover, format!("{} lower from {from}", name(better)))
        }
        (CrossingKind::Target { .. }, true) => {
            (MarkKind::Limit, format!("{} misses the target from {from}", name(own)))
        }
        (CrossingKind::Target { .. }, false) => {
            (MarkKind::Crossover, format!("{} meets the target from {from}", name(own)))
        }
        (CrossingKind::Knee, _) => (MarkKind::Knee, format!("{} queues from {from}", name(own))),
        (CrossingKind::Saturation, _) => {
            (MarkKind::Limit, format!("{} saturates at {from}", name(own)))
        }
    };
    if crossing.count == 1 {
        let mark =
            height(crossing.first).map(|y| Mark { at: [crossing.first, y], label: words, kind });
        return mark.into_iter().collect();
    }
    let mark = |(place, which): (f64, &str)| {
        let label = format!("{which} change {}", unit.readable(place));
        height(place).map(|y| Mark { at: [place, y], label, kind })
    };
    [(crossing.first, "First"), (crossing.last, "Last")].into_iter().filter_map(mark).collect()
}
