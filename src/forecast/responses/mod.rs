//! How long answers take, over the draws: whole flows, and whatever promises a time.
//!
//! The times of a flow at the medians of the inputs ([`flow_latency`]) are not the medians of its
//! times: tails are skewed, and a line near its limit is skewed most. So what people are told is
//! taken over draws of everything uncertain ([`sample`]), from this one place: the window, the
//! charts, the report, the command line and the JSON tell a [`Response`], and whether a target is met
//! is its chance. Calls and retries of links stay at their medians. In plans of many links flows are worked out
//! in fewer draws, and in the largest at the medians of the inputs alone ([`draws`]).

mod choices;

use super::call_graph::{CallGraph, Node};
use super::distribution::Distribution;
use super::facts::Facts;
use super::flow_latency::{self, worst::WorstFlow};
use super::resolve::Resolved;
use super::sample;
use super::station::Station;
use super::totals::Assignment;
use crate::base::{Range, Unit};
use crate::model::{CandidateId, ComponentId, Input};
use choices::Choices;

/// Draws in which flows are worked out: the first of those that are told, as each takes long.
pub const DRAWS: u32 = 128;

/// Links up to which it is as many.
const FEW_LINKS: usize = 64;

/// Draws beyond that.
const FEW_DRAWS: u32 = 64;

/// Links and components up to which flows are worked out again and again at all.
const MOST: [usize; 2] = [300, 500];

/// Chance from which a target is met rather than missed.
pub const MOSTLY: f64 = 0.5;
/// Chance from which people can count on it that a target is met.
pub const LIKELY: f64 = 0.8;

/// The time within which the answers of one component are there, with whatever it waits for.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The component.
    pub component: ComponentId,
    /// Whether a flow begins with it: requests from outside reach it.
    pub is_flow: bool,
    /// Whether people wait for the flow that begins with it ([`flow_latency::awaited`]).
    pub is_awaited: bool,
    /// Whether it waits for no other component.
    pub is_alone: bool,
    /// Mean, ms: 10th percentile, median, 90th percentile of the draws; infinite at saturation, as
    /// the percentiles.
    pub mean_ms: Range,
    /// Median time, ms, over the draws.
    pub p50_ms: Range,
    /// 95th percentile, ms, over the draws.
    pub p95_ms: Range,
    /// 99th percentile, ms, over the draws.
    pub p99_ms: Range,
    /// The median of the p99 target that somebody gave, ms.
    pub target_ms: Option<f64>,
    /// Share of draws in which the p99 keeps the target; none without one.
    pub chance: Option<f64>,
}

impl Response {
    /// Whether there is a target that is not met in most draws.
    #[must_use]
    pub fn misses(&self) -> bool {
        self.chance.is_some_and(|chance| chance < MOSTLY)
    }
}

/// A time over the draws for people: `313 ms (246 ms to 471 ms)`, the ends where they differ.
#[must_use]
pub fn in_words(time_ms: Range) -> String {
    let one = |ms: f64| in_words_beside(ms, time_ms.high);
    let [low, typical, high] = [time_ms.low, time_ms.typical, time_ms.high].map(one);
    if low == high { typical } else { format!("{typical} ({low} to {high})") }
}

/// A time for people that stands beside others, of which `longest` is the longest, ms.
#[must_use]
pub fn in_words_beside(ms: f64, longest: f64) -> String {
    if ms.is_finite() { Unit::Ms.readable_beside(ms, longest) } else { "overloaded".to_owned() }
}

/// The largest p99 of the answers that people wait for, as it is told, ms; none without any.
#[must_use]
pub fn slowest_ms(answers: &[Response]) -> Option<f64> {
    let awaited = answers.iter().filter(|answer| answer.is_awaited);
    awaited.map(|answer| answer.p99_ms.typical).reduce(f64::max)
}

/// The flow with the largest p99 of those that people wait for and that take time, the first by its id
/// of several; none without any.
#[must_use]
pub fn slowest(answers: &[Response]) -> Option<&Response> {
    let flows = answers.iter().filter(|answer| answer.is_awaited && answer.p99_ms.typical > 0.0);
    flows.reduce(
        |slowest, of| {
            if of.p99_ms.typical > slowest.p99_ms.typical { of } else { slowest }
        },
    )
}

/// In how many draws the flows of a plan are worked out; none where their times are told at the
/// medians of the inputs.
#[must_use]
pub fn draws(resolved: &Resolved<'_>) -> Option<u32> {
    let size = [resolved.plan.links.len(), resolved.components.len()];
    if size.iter().zip(MOST).any(|(size, most)| *size > most) {
        return None;
    }
    Some(if size[0] <= FEW_LINKS { DRAWS } else { FEW_DRAWS })
}

/// Whether the times of a plan's answers are drawn; else they are those at the medians.
#[must_use]
pub fn are_drawn(resolved: &Resolved<'_>) -> bool {
    draws(resolved).is_some()
}

/// What the times of a plan's answers are, within a sentence.
#[must_use]
pub fn how(resolved: &Resolved<'_>) -> &'static str {
    if are_drawn(resolved) { "medians of the draws" } else { "at the medians of the inputs" }
}

/// The answers of a plan under each of some assignments over the same draws, in the order of the ids
/// of their components: of the flows, and of what was given a p99 target.
#[must_use]
pub fn of_plan(resolved: &Resolved<'_>, assignments: &[&Assignment]) -> Vec<Vec<Response>> {
    of(resolved, assignments, |_| true)
}

/// The same of what was given a p99 target alone, which takes less time.
#[must_use]
pub fn of_targets(resolved: &Resolved<'_>, assignments: &[&Assignment]) -> Vec<Vec<Response>> {
    of(resolved, assignments, |facts| facts.given(Input::P99Target).is_some())
}

fn of(
    resolved: &Resolved<'_>,
    assignments: &[&Assignment],
    wanted: impl Fn(&Facts<'_>) -> bool,
) -> Vec<Vec<Response>> {
    let choices = Choices::of(resolved, assignments);
    let graph = CallGraph::new(resolved, &Assignment::new());
    let asked = Asked::of(resolved, &graph, &choices, wanted);
    drop(graph);
    answers_of(resolved, assignments, &choices, &asked)
}

/// The answers of some components as those requests get them that begin at `entry`, over the same draws
/// as the answers of the whole plan: that of `entry` is the one of [`of_plan`]. In the order of the ids;
/// nothing where the plan lacks the entry.
#[must_use]
pub fn seen_from(
    resolved: &Resolved<'_>,
    assignment: &Assignment,
    entry: &ComponentId,
    components: &[ComponentId],
) -> Vec<Response> {
    let choices = Choices::of(resolved, &[assignment]);
    let graph = CallGraph::new(resolved, &Assignment::new());
    let Some(entry) = graph.place(entry) else { return Vec::new() };
    let mut nodes: Vec<usize> = components.iter().filter_map(|id| graph.place(id)).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let mut asked = Asked::new(resolved, &graph, nodes);
    asked.seen_from = Some(entry);
    drop(graph);
    answers_of(resolved, &[assignment], &choices, &asked).pop().unwrap_or_default()
}

/// What is asked under each of some assignments, over the draws.
fn answers_of(
    resolved: &Resolved<'_>,
    assignments: &[&Assignment],
    choices: &Choices,
    asked: &Asked,
) -> Vec<Vec<Response>> {
    let Some(draws) = draws(resolved) else {
        return assignments.iter().map(|of| asked.at_medians(resolved, of)).collect();
    };
    let mut drawn = vec![vec![Vec::new(); asked.nodes.len()]; assignments.len()];
    let mut wanted = (0..sample::DRAWS).map(|draw| draw < draws);
    sample::of_plan(resolved, sample::DRAWS, |of| {
        asked.times(of, choices, wanted.next() == Some(true), &mut drawn);
    });
    drawn.iter().map(|drawn| asked.answers(resolved, drawn)).collect()
}

/// The answers of a plan under one assignment.
#[must_use]
pub fn of_assignment(resolved: &Resolved<'_>, assignment: &Assignment) -> Vec<Response> {
    of_plan(resolved, &[assignment]).pop().unwrap_or_default()
}

/// The answer of a component among those of a plan, in which they come in the order of the ids.
#[must_use]
pub fn of_component<'a>(answers: &'a [Response], id: &ComponentId) -> Option<&'a Response> {
    let at = answers.binary_search_by(|answer| answer.component.cmp(id)).ok()?;
    answers.get(at)
}

/// The p99 target that somebody gave, at its median, ms.
fn target_ms(facts: &Facts<'_>) -> Option<f64> {
    facts.given(Input::P99Target).map(|of| of.range.typical)
}

/// What is asked of a network: the places of the components whose answers are told.
struct Asked {
    nodes: Vec<usize>,
    is_flow: Vec<bool>,
    is_awaited: Vec<bool>,
    is_alone: Vec<bool>,
    /// Where the requests begin whose view of the network counts for all; without, each component is
    /// asked by those that begin at it.
    seen_from: Option<usize>,
}

/// What one draw comes to.
#[derive(Clone, Copy)]
struct Times {
    /// Mean, ms.
    mean: f64,
    /// The percentiles of [`TOLD`], ms.
    quantiles: [f64; 3],
    /// The target that somebody gave, ms.
    target: Option<f64>,
}

/// Times that are told, as shares of the answers.
const TOLD: [f64; 3] = [0.5, 0.95, 0.99];

impl Times {
    /// Of a component that waits for no other, as its estimate has them.
    fn of_station(station: &Station, target: Option<f64>) -> Self {
        Self { mean: station.mean_ms(), quantiles: TOLD.map(|of| station.quantile_ms(of)), target }
    }

    fn of(time: Option<&Distribution>, target: Option<f64>) -> Self {
        let quantile = |of: f64| time.map_or(f64::INFINITY, |time| time.quantile(of));
        Self {
            mean: time.map_or(f64::INFINITY, Distribution::mean),
            quantiles: TOLD.map(quantile),
            target,
        }
    }
}

impl Asked {
    fn of(
        resolved: &Resolved<'_>,
        graph: &CallGraph,
        choices: &Choices,
        wanted: impl Fn(&Facts<'_>) -> bool,
    ) -> Self {
        let promises = |((node, facts), of): ((&Node, &Facts<'_>), &Vec<Option<CandidateId>>)| {
            let answers = !node.stages.is_empty() || of.iter().any(Option::is_some);
            node.is_entry || answers && facts.given(Input::P99Target).is_some()
        };
        let both = graph.nodes.iter().zip(&resolved.components);
        let asked: Vec<bool> = both.zip(&choices.candidates).map(promises).collect();
        let wanted = |node: &usize| asked[*node] && wanted(&resolved.components[*node]);
        Self::new(resolved, graph, (0..asked.len()).filter(wanted).collect())
    }

    /// These nodes.
    fn new(resolved: &Resolved<'_>, graph: &CallGraph, nodes: Vec<usize>) -> Self {
        let awaited = flow_latency::awaited(resolved, graph);
        Self {
            is_flow: nodes.iter().map(|&node| graph.nodes[node].is_entry).collect(),
            is_awaited: nodes.iter().map(|&node| awaited[node]).collect(),
            is_alone: nodes.iter().map(|&node| graph.nodes[node].stages.is_empty()).collect(),
            nodes,
            seen_from: None,
        }
    }

    /// The network under an assignment as it is looked at.
    fn graph(&self, of: &Resolved<'_>, assignment: &Assignment) -> CallGraph {
        let graph = CallGraph::new(of, assignment);
        match self.seen_from {
            Some(entry) => graph.seen_from(entry).unwrap_or(graph),
            None => graph,
        }
    }

    /// Adds what one draw comes to, by assignment; that of what waits for nothing alone, or of whole
    /// flows as well.
    fn times(
        &self,
        of: &Resolved<'_>,
        choices: &Choices,
        whole: bool,
        drawn: &mut [Vec<Vec<Times>>],
    ) {
        let stations = choices.stations(of);
        let mut flows = whole.then(|| {
            let graph = self.graph(of, &Assignment::new());
            let mut asked = vec![false; graph.nodes.len()];
            self.nodes.iter().for_each(|&node| asked[node] = true);
            WorstFlow::new(graph, &stations, asked)
        });
        for (places, drawn) in choices.places.iter().zip(drawn) {
            let times = flows.as_mut().map(|flows| flows.times(places));
            for ((&node, is_alone), drawn) in self.nodes.iter().zip(&self.is_alone).zip(drawn) {
                let station = stations[node].get(usize::from(places[node])).copied().flatten();
                let target = target_ms(&of.components[node]);
                if let Some(station) = station.filter(|_| *is_alone) {
                    drawn.push(Times::of_station(&station, target));
                } else if let Some(times) = &times {
                    drawn.push(Times::of(times[node].as_deref(), target));
                }
            }
        }
    }

    /// The answers under an assignment at the medians of the inputs.
    fn at_medians(&self, resolved: &Resolved<'_>, assignment: &Assignment) -> Vec<Response> {
        let graph = self.graph(resolved, assignment);
        let target = |node: usize| target_ms(&resolved.components[node]);
        let station = |node: usize| {
            let node = &graph.nodes[node];
            node.station.filter(|_| node.stages.is_empty())
        };
        let all = self.nodes.iter().copied();
        let waiting: Vec<usize> = all.filter(|&node| station(node).is_none()).collect();
        let waiting =
            flow_latency::each(&graph, &waiting, |node, time| Times::of(time, target(node)));
        let mut waiting = waiting.into_iter();
        let times = |&node: &usize| match station(node) {
            Some(station) => vec![Times::of_station(&station, target(node))],
            None => waiting.next().into_iter().collect(),
        };
        let times: Vec<Vec<Times>> = self.nodes.iter().map(times).collect();
        self.answers(resolved, &times)
    }

    fn answers(&self, resolved: &Resolved<'_>, drawn: &[Vec<Times>]) -> Vec<Response> {
        let of = |(at, drawn): (usize, &Vec<Times>)| {
            let over = |of: &dyn Fn(&Times) -> f64| {
                sample::percentiles(drawn.iter().map(of)).unwrap_or(Range::exact(0.0))
            };
            let facts = &resolved.components[self.nodes[at]];
            let target_ms = facts.given(Input::P99Target).map(|value| value.range.typical);
            Response {
                component: facts.component.id.clone(),
                is_flow: self.is_flow[at],
                is_awaited: self.is_awaited[at],
                is_alone: self.is_alone[at],
                mean_ms: over(&|of| of.mean),
                p50_ms: over(&|of| of.quantiles[0]),
                p95_ms: over(&|of| of.quantiles[1]),
                p99_ms: over(&|of| of.quantiles[2]),
                target_ms,
                chance: target_ms.map(|_| chance(drawn)),
            }
        };
        drawn.iter().enumerate().map(of).collect()
    }
}

/// In which share of the draws the target, which is drawn as well, is met.
#[expect(clippy::cast_precision_loss, reason = "a few hundred")]
fn chance(drawn: &[Times]) -> f64 {
    let met = |of: &&Times| of.target.is_some_and(|target| of.quantiles[2] <= target);
    drawn.iter().filter(met).count() as f64 / drawn.len().max(1) as f64
}
