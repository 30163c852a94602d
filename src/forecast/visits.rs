//! How often each component is called before one request of another is answered.

use std::collections::BTreeMap;

use super::call_graph::CallGraph;
use super::sights::Sight;

/// Bits of a word of open places.
const WORD: usize = 64;

/// Walks the calls of a network from one entry after another, in room made once: what is not
/// reached costs nothing, so that many flows of a large plan can be looked at.
#[derive(Debug)]
pub struct Visits<'a> {
    graph: &'a CallGraph,
    /// Place of each node in the order of the graph, callers first.
    places: Vec<usize>,
    /// Visits of what is reached and not yet looked at, by place.
    times: Vec<f64>,
    /// A bit for each such place.
    open: Vec<u64>,
    /// What was reached from the last entry, callers first.
    reached: Vec<(usize, f64)>,
}

impl<'a> Visits<'a> {
    /// Room for the walks of a network.
    #[must_use]
    pub fn new(graph: &'a CallGraph) -> Self {
        let count = graph.nodes.len();
        let mut places = vec![0; count];
        for (place, &index) in graph.order.iter().enumerate() {
            places[index] = place;
        }
        Self {
            graph,
            places,
            times: vec![0.0; count],
            open: vec![0; count.div_ceil(WORD)],
            reached: Vec::new(),
        }
    }

    /// What requests to a node wait for, the node itself first: indices of nodes, callers before what
    /// they call, with how often each is called as a mean.
    pub fn of(&mut self, entry: usize) -> &[(usize, f64)] {
        let sights = self.graph.sights(entry);
        let mut sum: BTreeMap<usize, f64> = BTreeMap::new();
        for sight in &sights {
            self.walk(entry, sight);
            if sights.len() > 1 {
                for &(node, times) in &self.reached {
                    *sum.entry(self.places[node]).or_default() += times * sight.share;
                }
            }
        }
        if sights.len() > 1 {
            let of_place = |(place, times): (usize, f64)| (self.graph.order[place], times);
            self.reached = sum.into_iter().map(of_place).collect();
        }
        &self.reached
    }

    /// Finds what requests to a node reach that take the same ways.
    fn walk(&mut self, entry: usize, sight: &Sight) {
        self.reached.clear();
        self.add(entry, 1.0);
        let mut word = self.places[entry] / WORD;
        while word < self.open.len() {
            // Calls lead to later places only, perhaps of the same word.
            while self.open[word] != 0 {
                let bit = self.open[word].trailing_zeros() as usize;
                self.open[word] &= self.open[word] - 1;
                let place = word * WORD + bit;
                let times = std::mem::take(&mut self.times[place]);
                let index = self.graph.order[place];
                self.reached.push((index, times));
                let graph = self.graph;
                let calls = graph.nodes[index].stages.iter().flatten();
                for call in calls.filter(|call| sight.takes(call)) {
                    self.add(call.to, times * call.calls);
                }
            }
            word += 1;
        }
    }

    /// Share of the time in which all that requests to a node wait for is up, itself left aside, as far
    /// as there are targets for it. What is called in a part of the requests fails no more than that part.
    pub fn availability_around(&mut self, entry: usize) -> f64 {
        let up = |&(node, times): &(usize, f64)| {
            1.0 - times.min(1.0) * (1.0 - self.graph.nodes[node].availability.unwrap_or(1.0))
        };
        let sights = self.graph.sights(entry);
        let of_sight = |sight: &Sight| {
            self.walk(entry, sight);
            let others = self.reached.iter().filter(|(node, _)| *node != entry);
            sight.share * others.map(up).product::<f64>()
        };
        sights.iter().map(of_sight).sum()
    }

    fn add(&mut self, node: usize, times: f64) {
        let place = self.places[node];
        self.times[place] += times;
        self.open[place / WORD] |= 1 << (place % WORD);
    }
}
