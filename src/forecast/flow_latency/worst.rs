//! The slowest flow of a plan under one assignment after another.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use super::super::call_graph::{Call, CallGraph, Node};
use super::super::distribution::Distribution;
use super::super::station::Station;
use super::combine::{Combination, own};

/// Times kept at most; beyond it all are forgotten and computed anew.
const KEPT: usize = 8192;

/// Computes the largest 99th percentile of all flows again and again. What a component waits for is
/// computed once for each choice of the stations below it, and for each kind of request that takes
/// ways of its own.
#[derive(Debug)]
pub struct WorstFlow {
    graph: Rc<CallGraph>,
    /// Whether a flow that counts begins at a node.
    counts: Vec<bool>,
    /// Time without calls by node and choice; none where it is saturated.
    own: Vec<Vec<Option<Distribution>>>,
    seen: Vec<Seen>,
}

/// The network as some requests see it.
#[derive(Debug)]
struct Seen {
    graph: Rc<CallGraph>,
    /// Nodes whose times are asked for.
    asked: Vec<usize>,
    /// Which share of the requests to these nodes sees it so.
    share: f64,
    /// Nodes that flows reach, callees before their callers.
    order: Vec<usize>,
    /// What the time of each node consists of.
    parts: Vec<Parts>,
    known: HashMap<(usize, Part, Vec<u8>), Option<Rc<Distribution>>>,
}

/// Part of the time of a node.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Part {
    /// One stage of its calls.
    Stage(usize),
    /// All before a stage, its own time first.
    Before(usize),
}

/// Nodes with a choice that the parts of the time of a node depend on.
#[derive(Clone, Debug, Default)]
struct Parts {
    /// By stage.
    stages: Vec<Vec<usize>>,
    /// All before a stage; the last are those of the whole.
    before: Vec<Vec<usize>>,
}

impl Parts {
    /// Of a node with so many stations to choose from, when those of what it calls are known.
    fn new(index: usize, node: &Node, stations: usize, known: &[Self]) -> Self {
        let called = |stage: &Vec<Call>| union(stage.iter().map(|call| known[call.to].whole()));
        let stages: Vec<_> = node.stages.iter().map(called).collect();
        let mut before = vec![if stations > 1 { vec![index] } else { Vec::new() }];
        for stage in &stages {
            before.push(union([before[before.len() - 1].as_slice(), stage]));
        }
        Self { stages, before }
    }

    /// All that the time of the node depends on.
    fn whole(&self) -> &[usize] {
        self.before.last().map_or(&[], Vec::as_slice)
    }

    fn of(&self, part: Part) -> &[usize] {
        match part {
            Part::Stage(stage) => &self.stages[stage],
            Part::Before(stage) => &self.before[stage],
        }
    }
}

/// What is in any of them, in order.
fn union<'a>(of: impl IntoIterator<Item = &'a [usize]>) -> Vec<usize> {
    let all: BTreeSet<usize> = of.into_iter().flatten().copied().collect();
    all.into_iter().collect()
}

impl WorstFlow {
    /// The flows of a plan whose nodes may have these stations, or none; where there is nothing to
    /// choose, a node keeps its own.
    /// Of the flows those count that begin at a node where `counts` is set.
    #[must_use]
    pub fn new(graph: CallGraph, stations: &[Vec<Option<Station>>], counts: Vec<bool>) -> Self {
        let own = graph.nodes.iter().zip(stations).map(|(node, stations)| {
            if stations.is_empty() {
                return vec![own(node)];
            }
            let mut node = node.clone();
            let of = |station: &Option<Station>| {
                node.station = *station;
                own(&node)
            };
            stations.iter().map(of).collect()
        });
        let own = own.collect();
        let asked: Vec<usize> = (0..counts.len()).filter(|&node| counts[node]).collect();
        let (apart, alike): (Vec<usize>, Vec<usize>) =
            asked.into_iter().partition(|&node| graph.has_sights(node));
        let graph = Rc::new(graph);
        let mut seen = Vec::new();
        if !alike.is_empty() {
            seen.push(Seen::new(Rc::clone(&graph), stations, alike, 1.0));
        }
        for node in apart {
            for sight in graph.sights(node) {
                let graph = Rc::new(graph.seen_by(&sight));
                seen.push(Seen::new(graph, stations, vec![node], sight.share));
            }
        }
        Self { graph, counts, own, seen }
    }

    /// The largest 99th percentile under a choice of a station for each node, ms; infinite at
    /// saturation, 0 without flows.
    pub fn p99_ms(&mut self, choice: &[u8]) -> f64 {
        let times = self.times(choice);
        let of_flows = times.iter().zip(&self.counts).filter(|(_, counts)| **counts);
        let p99 = |time: &Option<Rc<Distribution>>| {
            time.as_ref().map_or(f64::INFINITY, |time| time.quantile(0.99))
        };
        of_flows.map(|(time, _)| p99(time)).fold(0.0, f64::max)
    }

    /// Time of each node where a flow that counts begins, with what it waits for, under a choice of a
    /// station for each; none at saturation, and of all other nodes.
    pub fn times(&mut self, choice: &[u8]) -> Vec<Option<Rc<Distribution>>> {
        let mut kinds = vec![Vec::new(); self.graph.nodes.len()];
        for seen in &mut self.seen {
            let whole = seen.times(&self.own, choice);
            for &node in &seen.asked {
                kinds[node].push((seen.share, whole[node].clone()));
            }
        }
        kinds.into_iter().map(mixed).collect()
    }

    /// Time of a node without its calls under a choice that nine of ten answers keep, ms; infinite at
    /// saturation.
    #[must_use]
    pub fn own_p90_ms(&self, node: usize, choice: usize) -> f64 {
        let own = self.own[node].get(choice).and_then(Option::as_ref);
        own.map_or(f64::INFINITY, |own| own.quantile(0.9))
    }

    /// How often each node is called before an answer, by flow that counts.
    #[must_use]
    pub fn visits(&self) -> Vec<Vec<f64>> {
        let entries = (0..self.counts.len()).filter(|&index| self.counts[index]);
        entries.map(|entry| self.graph.visits(entry)).collect()
    }
}

/// The time of a node of those of its kinds of request; none without any, and at saturation of one.
fn mixed(kinds: Vec<(f64, Option<Rc<Distribution>>)>) -> Option<Rc<Distribution>> {
    let known = kinds.into_iter().map(|(share, time)| Some((share, time?)));
    match &known.collect::<Option<Vec<_>>>()?[..] {
        [] => None,
        [(_, one)] => Some(Rc::clone(one)),
        several => Some(Rc::new(Distribution::one_of(several))),
    }
}

impl Seen {
    /// The times of some nodes, whatever their stations and those below them are, for a share of their
    /// requests.
    fn new(
        graph: Rc<CallGraph>,
        stations: &[Vec<Option<Station>>],
        asked: Vec<usize>,
        share: f64,
    ) -> Self {
        let mut reached = vec![false; graph.nodes.len()];
        for &node in &asked {
            reached[node] = true;
        }
        for &from in &graph.order {
            if reached[from] {
                for call in graph.nodes[from].stages.iter().flatten() {
                    reached[call.to] = true;
                }
            }
        }
        let order: Vec<usize> =
            graph.order.iter().rev().copied().filter(|&index| reached[index]).collect();
        let mut parts = vec![Parts::default(); graph.nodes.len()];
        for &index in &order {
            parts[index] = Parts::new(index, &graph.nodes[index], stations[index].len(), &parts);
        }
        Self { graph, asked, share, order, parts, known: HashMap::new() }
    }

    /// Time of each node that is reached with what it waits for, under a choice of a station for each;
    /// none at saturation, and where no flow comes.
    fn times(
        &mut self,
        own: &[Vec<Option<Distribution>>],
        choice: &[u8],
    ) -> Vec<Option<Rc<Distribution>>> {
        if self.known.len() > KEPT {
            self.known.clear();
        }
        let mut whole: Vec<Option<Rc<Distribution>>> = vec![None; self.graph.nodes.len()];
        for at in 0..self.order.len() {
            let index = self.order[at];
            whole[index] = self.time(index, &own[index], choice, &whole);
        }
        whole
    }

    /// Time of a node with what it waits for, whose times are given; none at saturation.
    fn time(
        &mut self,
        index: usize,
        own: &[Option<Distribution>],
        choice: &[u8],
        whole: &[Option<Rc<Distribution>>],
    ) -> Option<Rc<Distribution>> {
        let Self { graph, parts, known, .. } = self;
        let mut part = |part: Part, time: &dyn Fn() -> Option<Distribution>| {
            let choices = parts[index].of(part).iter().map(|&node| choice[node]).collect();
            known.entry((index, part, choices)).or_insert_with(|| time().map(Rc::new)).clone()
        };
        let stages = &graph.nodes[index].stages;
        let own = || own.get(usize::from(choice[index])).cloned().flatten();
        let mut sum = part(Part::Before(0), &own)?;
        for (at, stage) in stages.iter().enumerate().filter(|(_, stage)| !stage.is_empty()) {
            let calls = || Combination::of_stage(stage, |to| whole[to].clone());
            let calls = part(Part::Stage(at), &calls)?;
            sum = part(Part::Before(at + 1), &|| Some(sum.plus(&calls)))?;
        }
        Some(sum)
    }
}
