//! Cycles are broken where it costs least: the greedy order of Eades, Lin and Smyth, "A fast and
//! effective heuristic for the feedback arc set problem", Information Processing Letters 47 (1993),
//! with weights.

use std::collections::{BTreeSet, VecDeque};

use super::Edge;

/// For each edge whether it runs against the order in which all others run forward.
pub(super) fn reversed(count: usize, edges: &[Edge]) -> Vec<bool> {
    let place = order(count, edges);
    edges.iter().map(|edge| place[edge.from] > place[edge.to]).collect()
}

/// The place of each node in an order against which edges of little weight run.
fn order(count: usize, edges: &[Edge]) -> Vec<usize> {
    let mut rest = Rest::of(count, edges);
    let (mut first, mut last) = (Vec::new(), Vec::new());
    loop {
        if let Some(sink) = rest.sinks.pop_front() {
            if rest.take(sink, edges) {
                last.push(sink);
            }
        } else if let Some(source) = rest.sources.pop_front() {
            if rest.take(source, edges) {
                first.push(source);
            }
        } else if let Some(&(_, node)) = rest.by_gain.first() {
            rest.take(node, edges);
            first.push(node);
        } else {
            break;
        }
    }
    let mut place = vec![0; count];
    for (index, node) in first.into_iter().chain(last.into_iter().rev()).enumerate() {
        place[node] = index;
    }
    place
}

/// What has no place yet.
struct Rest {
    /// Edges at each node.
    at: Vec<Vec<usize>>,
    /// Weight of what comes in and goes out, among the rest.
    weight: Vec<[i64; 2]>,
    /// Number of edges in and out, among the rest.
    degree: Vec<[usize; 2]>,
    taken: Vec<bool>,
    sources: VecDeque<usize>,
    sinks: VecDeque<usize>,
    /// By what comes in less what goes out; ties in the order of the nodes.
    by_gain: BTreeSet<(i64, usize)>,
}

impl Rest {
    fn of(count: usize, edges: &[Edge]) -> Self {
        let mut rest = Self {
            at: vec![Vec::new(); count],
            weight: vec![[0; 2]; count],
            degree: vec![[0; 2]; count],
            taken: vec![false; count],
            sources: VecDeque::new(),
            sinks: VecDeque::new(),
            by_gain: BTreeSet::new(),
        };
        for (index, edge) in edges.iter().enumerate() {
            for (node, way) in [(edge.from, 1), (edge.to, 0)] {
                rest.at[node].push(index);
                rest.weight[node][way] += edge.weight;
                rest.degree[node][way] += 1;
            }
        }
        for node in 0..count {
            rest.by_gain.insert((rest.gain(node), node));
            rest.note(node);
        }
        rest
    }

    fn gain(&self, node: usize) -> i64 {
        self.weight[node][0] - self.weight[node][1]
    }

    fn note(&mut self, node: usize) {
        match self.degree[node] {
            [_, 0] => self.sinks.push_back(node),
            [0, _] => self.sources.push_back(node),
            _ => {}
        }
    }

    /// Takes a node out; false where it was out already.
    fn take(&mut self, node: usize, edges: &[Edge]) -> bool {
        if std::mem::replace(&mut self.taken[node], true) {
            return false;
        }
        self.by_gain.remove(&(self.gain(node), node));
        for index in std::mem::take(&mut self.at[node]) {
            let edge = &edges[index];
            let (other, way) = if edge.from == node { (edge.to, 0) } else { (edge.from, 1) };
            if self.taken[other] {
                continue;
            }
            self.by_gain.remove(&(self.gain(other), other));
            self.weight[other][way] -= edge.weight;
            self.degree[other][way] -= 1;
            self.by_gain.insert((self.gain(other), other));
            self.note(other);
        }
        true
    }
}
