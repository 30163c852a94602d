//! How often each component is called before one request of another is answered.

use super::call_graph::CallGraph;

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
    /// The share of the requests that such a place is there for at most, as links are for some alone.
    shares: Vec<f64>,
    /// A bit for each such place.
    open: Vec<u64>,
    /// What was reached from the last entry, callers first.
    reached: Vec<(usize, f64)>,
    /// In which share of the requests each of these may be asked, in the same order.
    needed: Vec<f64>,
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
            shares: vec![0.0; count],
            open: vec![0; count.div_ceil(WORD)],
            reached: Vec::new(),
            needed: Vec::new(),
        }
    }

    /// What requests to a node wait for, the node itself first: indices of nodes, callers before what
    /// they call, with how often each is called as a mean.
    pub fn of(&mut self, entry: usize) -> &[(usize, f64)] {
        self.reached.clear();
        self.needed.clear();
        self.add(entry, 1.0, 1.0);
        let mut word = self.places[entry] / WORD;
        while word < self.open.len() {
            // Calls lead to later places only, perhaps of the same word.
            while self.open[word] != 0 {
                let bit = self.open[word].trailing_zeros() as usize;
                self.open[word] &= self.open[word] - 1;
                let place = word * WORD + bit;
                let times = std::mem::take(&mut self.times[place]);
                let index = self.graph.order[place];
                let share = std::mem::take(&mut self.shares[place]).min(1.0);
                self.reached.push((index, times));
                self.needed.push(share.min(times));
                let graph = self.graph;
                for call in graph.nodes[index].stages.iter().flatten() {
                    let taken = graph.taken(call, entry);
                    if taken > 0.0 {
                        self.add(call.to, times * call.calls * taken, share * taken);
                    }
                }
            }
            word += 1;
        }
        &self.reached
    }

    /// Share of the time in which all that requests to a node wait for is up, itself left aside, as far
    /// as there are targets for it. What is called in a part of the requests fails no more than that part.
    pub fn availability_around(&mut self, entry: usize) -> f64 {
        self.of(entry);
        let around = self.reached.iter().zip(&self.needed);
        let others = around.filter(|((node, _), _)| *node != entry);
        let up = |((node, _), needed): (&(usize, f64), &f64)| {
            1.0 - needed * (1.0 - self.graph.nodes[*node].availability.unwrap_or(1.0))
        };
        others.map(up).product()
    }

    fn add(&mut self, node: usize, times: f64, share: f64) {
        let place = self.places[node];
        self.times[place] += times;
        self.shares[place] += share;
        self.open[place / WORD] |= 1 << (place % WORD);
    }
}
