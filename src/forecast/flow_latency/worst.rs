//! The slowest flow of a plan under one assignment after another.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::call_graph::CallGraph;
use super::super::distribution::Distribution;
use super::super::station::Station;
use super::combine::{Combination, own};

/// Times kept at most; beyond it all are forgotten and computed anew.
const KEPT: usize = 8192;

/// Computes the largest 99th percentile of all flows again and again. What a component waits for is
/// computed once for each choice of the stations below it.
#[derive(Debug)]
pub struct WorstFlow {
    graph: CallGraph,
    /// Whether a flow that counts begins at a node.
    counts: Vec<bool>,
    /// Nodes that flows reach, callees before their callers.
    order: Vec<usize>,
    /// Time without calls by node and choice; none where it is saturated.
    own: Vec<Vec<Option<Distribution>>>,
    /// Nodes with a choice that a node waits for, itself among them.
    below: Vec<Vec<usize>>,
    known: HashMap<(usize, Vec<u8>), Option<Rc<Distribution>>>,
}

impl WorstFlow {
    /// The flows of a plan whose nodes may have these stations; a node without any keeps its own.
    /// Of the flows those count whose entry has `people_wait` set, if there are any.
    #[must_use]
    pub fn new(graph: CallGraph, stations: &[Vec<Station>], people_wait: &[bool]) -> Self {
        let entries = graph.nodes.iter().map(|node| node.is_entry);
        let awaited = entries.clone().zip(people_wait).map(|(entry, wait)| entry && *wait);
        let mut counts: Vec<bool> = awaited.collect();
        if !counts.contains(&true) {
            counts = entries.collect();
        }
        let own = graph.nodes.iter().zip(stations).map(|(node, stations)| {
            if stations.is_empty() {
                return vec![own(node)];
            }
            let mut node = node.clone();
            let of = |station: &Station| {
                node.station = Some(*station);
                own(&node)
            };
            stations.iter().map(of).collect()
        });
        let own = own.collect();
        let mut reached = counts.clone();
        for &from in &graph.order {
            if reached[from] {
                for call in graph.nodes[from].stages.iter().flatten() {
                    reached[call.to] = true;
                }
            }
        }
        let order: Vec<usize> =
            graph.order.iter().rev().copied().filter(|&index| reached[index]).collect();
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); graph.nodes.len()];
        for &index in &order {
            let calls = graph.nodes[index].stages.iter().flatten();
            let mut all: Vec<usize> = calls.flat_map(|call| below[call.to].clone()).collect();
            if stations[index].len() > 1 {
                all.push(index);
            }
            all.sort_unstable();
            all.dedup();
            below[index] = all;
        }
        Self { graph, counts, order, own, below, known: HashMap::new() }
    }

    /// The largest 99th percentile under a choice of a station for each node, ms; infinite at
    /// saturation, 0 without flows.
    pub fn p99_ms(&mut self, choice: &[u8]) -> f64 {
        if self.known.len() > KEPT {
            self.known.clear();
        }
        let mut whole: Vec<Option<Rc<Distribution>>> = vec![None; self.graph.nodes.len()];
        let mut worst: f64 = 0.0;
        for &index in &self.order {
            let key = (index, self.below[index].iter().map(|&node| choice[node]).collect());
            let graph = &self.graph;
            let own = &self.own[index];
            let time = self.known.entry(key).or_insert_with(|| {
                let own = own.get(usize::from(choice[index]))?.as_ref()?;
                let node = &graph.nodes[index];
                if node.stages.is_empty() {
                    return Some(Rc::new(own.clone()));
                }
                Combination::of_node(node, own, |to| whole[to].clone()).map(Rc::new)
            });
            if self.counts[index] {
                let p99 = time.as_ref().map_or(f64::INFINITY, |time| time.quantile(0.99));
                worst = worst.max(p99);
            }
            whole[index].clone_from(time);
        }
        worst
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
