//! `flow-latency`: how long whole flows take, and who takes the 99th percentile.

use std::collections::{BTreeMap, BTreeSet};

use super::chart::{Axis, Bar, BarGroup, BarPart, Bars, Body, Chart, LegendEntry, Panel};
use super::{above, broken_note, reach};
use crate::advice::{self, Choice};
use crate::base::prose::in_a_row;
use crate::base::{Hue, Range, Unit};
use crate::catalog::Figure;
use crate::forecast::sized_anew;
use crate::forecast::{
    Assignment, CallGraph, FlowLatency, Resolved, Response, flow_latency, responses,
};
use crate::model::{ComponentId, Input};

/// Most flows that are drawn.
const MOST_FLOWS: usize = 6;
/// Colours of the components that take most; all others are grey.
const HUES: [Hue; 6] = [Hue::Indigo, Hue::Teal, Hue::Amber, Hue::Pink, Hue::Green, Hue::Sky];
/// Share from which a component has a part of its own in a bar.
const VISIBLE: f64 = 0.005;

/// What the time of a flow depends on.
pub(super) const TIMED: &[Input] = &[
    Input::ExternalRate,
    Input::CpuTime,
    Input::Interpreted,
    Input::Accelerated,
    Input::Native,
    Input::IoWait,
    Input::LiveHeap,
    Input::Utilisation,
    Input::Calls,
    Input::Retries,
];

pub(super) fn chart(resolved: &Resolved<'_>, draws: bool) -> Chart {
    let answers = || responses::of_assignment(resolved, &advice::decided_else_advised(resolved));
    of_answers(resolved, draws.then(answers).as_deref())
}

/// The chart of answers that are known, with what is decided, else advised; none while they are
/// worked out.
#[must_use]
pub fn of_answers(resolved: &Resolved<'_>, answers: Option<&[Response]>) -> Chart {
    let draws = answers.is_some();
    let answers = answers.unwrap_or_default();
    let assignment = advice::decided_else_advised(resolved);
    let graph = CallGraph::new(resolved, &assignment);
    let all = if draws { flow_latency::flows(&graph) } else { Vec::new() };
    let timed = all.iter().filter_map(|flow| {
        let answer = answers.iter().find(|of| of.component == flow.entry)?;
        (answer.p99_ms.typical > 0.0).then_some(Timed { flow, answer })
    });
    // Jobs that run for hours would press the answers that people wait for into nothing, with a target
    // or without.
    let (mut drawn, others): (Vec<Timed<'_>>, Vec<Timed<'_>>) =
        timed.partition(|of| of.answer.is_awaited);
    let (jobs, untold): (Vec<Timed<'_>>, Vec<Timed<'_>>) =
        others.into_iter().partition(|of| of.answer.target_ms.is_some());
    // What misses its target first, then what may, then flows through several components: what one
    // does alone its own charts show.
    drawn.sort_by(|a, b| {
        let kept = |of: &Timed<'_>| {
            let may_miss = of.answer.chance.is_some_and(|chance| chance < responses::LIKELY);
            (!of.answer.misses(), !may_miss)
        };
        let alone = |of: &Timed<'_>| of.flow.shares.len() == 1;
        let rate = b.flow.rate_per_s.total_cmp(&a.flow.rate_per_s);
        kept(a)
            .cmp(&kept(b))
            .then(alone(a).cmp(&alone(b)))
            .then(rate)
            .then_with(|| a.flow.entry.cmp(&b.flow.entry))
    });
    let left_out = drawn.len().saturating_sub(MOST_FLOWS);
    drawn.truncate(MOST_FLOWS);
    let panels = if drawn.is_empty() {
        let why = if draws {
            "Add a component that the team builds, with calls, to see how long flows take."
        } else {
            "The flows are being counted."
        };
        let body = Body::Empty(why.to_owned());
        vec![Panel { title: String::new(), body }]
    } else {
        vec![times(resolved, &drawn), shares(resolved, &drawn)]
    };
    Chart {
        id: "flow-latency",
        title: "Latency of whole flows".to_owned(),
        takeaway: if draws { takeaway(resolved, &drawn) } else { String::new() },
        notes: broken_note(&panels)
            .into_iter()
            .chain(notes(resolved, &drawn, left_out, [&untold, &jobs]))
            .collect(),
        panels,
        sources: sources(resolved, &assignment),
        assumed: resolved.counts().assumed > 0,
        assumptions: super::footer::assumptions_on(resolved, TIMED),
    }
}

/// A flow with its times over the draws.
#[derive(Clone, Copy)]
struct Timed<'a> {
    flow: &'a FlowLatency,
    answer: &'a Response,
}

fn name<'a>(resolved: &'a Resolved<'_>, id: &'a ComponentId) -> &'a str {
    resolved.plan.components.get(id).map_or(id.as_str(), |component| &component.name)
}

const PERCENTILES: [(&str, Hue); 3] =
    [("p50", Hue::Neutral), ("p95", Hue::Sky), ("p99", Hue::Indigo)];

fn times(resolved: &Resolved<'_>, flows: &[Timed<'_>]) -> Panel {
    let values = |of: &Timed<'_>| [of.answer.p50_ms, of.answer.p95_ms, of.answer.p99_ms];
    // Bars begin at zero, so that their lengths compare.
    let longest = |of: &Timed<'_>| {
        let ends = values(of).into_iter().flat_map(|of| [of.typical, of.high]);
        ends.filter(|ms| ms.is_finite()).fold(0.0, f64::max)
    };
    let max = above(reach(flows.iter().map(longest)));
    let within = |ms: f64| if ms.is_finite() { ms } else { max };
    let bar = |(name, hue): (&str, Hue), time: Range, longest: f64| Bar {
        parts: vec![BarPart { value: within(time.typical), hue, hatched: false }],
        start: None,
        // One whisker for each flow, of what is promised.
        whisker: (name == "p99" && !time.is_exact()).then_some([time.low, time.high].map(within)),
        label: responses::in_words_beside(time.typical, longest),
    };
    let group = |of: &Timed<'_>| {
        let told = PERCENTILES.into_iter().zip(values(of));
        let longest = of.answer.p99_ms.typical;
        BarGroup {
            label: name(resolved, &of.flow.entry).to_owned(),
            bars: told.map(|(of, time)| bar(of, time, longest)).collect(),
        }
    };
    let legend =
        PERCENTILES.map(|(name, hue)| LegendEntry { name: name.to_owned(), hue, hatched: false });
    Panel {
        title: "Time to answer".to_owned(),
        body: Body::Bars(Bars::new(
            Axis { label: "Latency".to_owned(), unit: Unit::Ms, log: false, min: 0.0, max },
            flows.iter().map(group).collect(),
            legend.to_vec(),
        )),
    }
}

fn shares(resolved: &Resolved<'_>, flows: &[Timed<'_>]) -> Panel {
    let colours = colours(flows);
    let part = |value: f64, hue: Hue| BarPart { value, hue, hatched: false };
    let group = |Timed { flow, .. }: &Timed<'_>| {
        let shares = || flow.shares.iter().filter(|share| share.share >= VISIBLE);
        let mut parts: Vec<BarPart> = shares()
            .filter_map(|share| Some(part(share.share, *colours.get(&share.component)?)))
            .collect();
        let named: f64 = parts.iter().map(|part| part.value).sum();
        if !flow.shares.is_empty() && named < 1.0 - VISIBLE {
            parts.push(part(1.0 - named, Hue::Neutral));
        }
        let label = flow.shares.first().map_or_else(
            || "saturated".to_owned(),
            |first| Unit::Share.readable(libm::round(first.share * 100.0) / 100.0),
        );
        BarGroup {
            label: name(resolved, &flow.entry).to_owned(),
            bars: vec![Bar { parts, start: None, whisker: None, label }],
        }
    };
    let entry = |id: &ComponentId, hue: Hue| LegendEntry {
        name: name(resolved, id).to_owned(),
        hue,
        hatched: false,
    };
    let mut legend: Vec<LegendEntry> = HUES
        .iter()
        .filter_map(|hue| colours.iter().find(|(_, of)| *of == hue))
        .map(|(id, hue)| entry(id, *hue))
        .collect();
    let groups: Vec<BarGroup> = flows.iter().map(group).collect();
    let parts = groups.iter().flat_map(|group| &group.bars).flat_map(|bar| &bar.parts);
    if parts.into_iter().any(|part| part.hue == Hue::Neutral) {
        legend.push(LegendEntry { name: "Others".to_owned(), hue: Hue::Neutral, hatched: false });
    }
    let axis = Axis {
        label: "Share of the p99".to_owned(),
        unit: Unit::Share,
        log: false,
        min: 0.0,
        max: 1.2,
    };
    Panel {
        title: "Who takes the p99".to_owned(),
        body: Body::Bars(Bars::new(axis, groups, legend)),
    }
}

/// The components that take most of the flows drawn, each with a colour.
fn colours(flows: &[Timed<'_>]) -> BTreeMap<ComponentId, Hue> {
    let mut taken: BTreeMap<&ComponentId, f64> = BTreeMap::new();
    for share in flows.iter().flat_map(|of| &of.flow.shares).filter(|of| of.share >= VISIBLE) {
        *taken.entry(&share.component).or_default() += share.share;
    }
    let mut most: Vec<(&ComponentId, f64)> = taken.into_iter().collect();
    most.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    most.into_iter().zip(HUES).map(|((id, _), hue)| (id.clone(), hue)).collect()
}

fn takeaway(resolved: &Resolved<'_>, flows: &[Timed<'_>]) -> String {
    let Some(Timed { flow, answer }) = flows.first() else {
        return "No flow takes any time yet.".to_owned();
    };
    let entry = name(resolved, &flow.entry);
    let which = Choice::usual(resolved.plan).label(resolved.catalog);
    let Some(first) = flow.shares.first() else {
        let names: Vec<&str> = flow.saturated.iter().map(|id| name(resolved, id)).collect();
        return format!(
            "{entry}, {which}: answers take longer and longer, because of {}.",
            names.join(", ")
        );
    };
    let anew = resolved.scenario.and_then(|scenario| sized_anew(resolved.plan, scenario));
    format!(
        "{entry}, {which}: 99 of 100 answers within {}; {} takes {} of it.{}",
        responses::in_words(answer.p99_ms),
        name(resolved, &first.component),
        Unit::Share.readable(libm::round(first.share * 100.0) / 100.0),
        anew.map_or_else(String::new, |text| format!(" {text}.")),
    )
}

fn notes(
    resolved: &Resolved<'_>,
    flows: &[Timed<'_>],
    left_out: usize,
    [untold, jobs]: [&[Timed<'_>]; 2],
) -> Vec<String> {
    let mut notes = vec![
        "A flow is what one request from outside waits for: the entry point and its calls, stage after stage; links of one stage at the same time, calls of one link one after the other. Messages and the network are left out.".to_owned(),
        format!("What is not decided counts as advised. Times are {}, the whisker at the p99 runs from its 10th to its 90th percentile; who takes the p99 is worked out at the medians of the inputs. Figures at the bars on the right: share of the component that takes most.", responses::how(resolved)),
    ];
    let without: BTreeSet<&str> =
        flows.iter().flat_map(|of| &of.flow.without_time).map(|id| name(resolved, id)).collect();
    if !without.is_empty() {
        notes.push(format!(
            "Not built and without an I/O wait of their own, so their time counts only as far as the I/O waits of their callers hold it: {}.",
            without.into_iter().collect::<Vec<_>>().join(", ")
        ));
    }
    let guessed = flows.iter().flat_map(|of| &of.flow.time_assumed);
    notes.extend(flow_latency::guessed_in_words(resolved, guessed));
    if !jobs.is_empty() {
        let told = |of: &Timed<'_>| {
            let p99 = responses::in_words(of.answer.p99_ms);
            format!("{}, p99 {p99}", name(resolved, &of.flow.entry))
        };
        let told: Vec<String> = jobs.iter().map(told).collect();
        notes.push(format!("Jobs, which are not drawn: {}.", told.join("; ")));
    }
    if !untold.is_empty() {
        let names: Vec<&str> = untold.iter().map(|of| name(resolved, &of.flow.entry)).collect();
        notes.push(format!(
            "Not drawn, since no p99 target says that people wait: {}.",
            in_a_row(&names)
        ));
    }
    if left_out > 0 {
        notes.push(format!("{left_out} more flows, alone or with lower rates, are left out."));
    }
    notes
}

/// Ids of the sources behind CPU times and pauses of the assigned candidates.
pub(super) fn sources(resolved: &Resolved<'_>, assignment: &Assignment) -> Vec<String> {
    let catalog = resolved.catalog;
    let candidates = assignment.values().filter_map(|id| catalog.candidates.get(id));
    let figures = candidates.flat_map(|candidate| {
        let language = catalog.languages.get(&candidate.language);
        let of_language = language.into_iter().flat_map(|language| {
            [&language.interpreted, &language.accelerated, &language.native, &language.pause]
        });
        std::iter::once(&candidate.overhead).chain(of_language).collect::<Vec<&Figure>>()
    });
    let ids = figures.flat_map(|figure| figure.sources.iter().cloned());
    ids.collect::<BTreeSet<String>>().into_iter().collect()
}
