//! Which ways requests take through a network in which some links are for some of them alone.
//!
//! Requests that take the same ways have one sight of the network. Those that begin at a component have
//! one; those that reach a component on the way are a mixture of several, by their rates.

use std::collections::{BTreeMap, BTreeSet};

use super::call_graph::{Call, CallGraph, Node};

/// Requests to a component that take the same ways from there.
#[derive(Clone, Debug, PartialEq)]
pub struct Sight {
    /// Which share of the requests to the component they are; the shares of a component add up to 1.
    pub share: f64,
    /// The [routes](CallGraph::routes) that they take, rising.
    taken: Vec<usize>,
}

impl Sight {
    fn of_all(taken: Vec<usize>) -> Vec<Self> {
        vec![Self { share: 1.0, taken }]
    }

    /// Whether they take a call.
    #[must_use]
    pub fn takes(&self, call: &Call) -> bool {
        call.route.is_none_or(|route| self.taken.binary_search(&route).is_ok())
    }
}

/// The kinds of request of a network, and which of them reach which node.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Mixes {
    /// By kind, the routes that it takes, rising.
    taken: Vec<Vec<usize>>,
    /// By node, whether what it waits for has a route; empty in a network without any.
    parted: Vec<bool>,
    /// By node, the kinds that reach it, rising, with their rates per second. Nothing is said of nodes
    /// after which no link is for some requests alone.
    reaching: Vec<Vec<(usize, f64)>>,
}

impl Mixes {
    /// Of a network: its nodes, callers first, and for each route the nodes at which its requests begin.
    pub fn of(nodes: &[Node], order: &[usize], routes: &[Vec<usize>]) -> Self {
        if routes.is_empty() {
            return Self::default();
        }
        let (mut parted, mut leads_on) = (vec![false; nodes.len()], vec![false; nodes.len()]);
        for &index in order.iter().rev() {
            let node = &nodes[index];
            let is_before = |call: &Call, known: &[bool]| call.route.is_some() || known[call.to];
            parted[index] = node.stages.iter().flatten().any(|call| is_before(call, &parted));
            leads_on[index] = node.calls().any(|call| is_before(call, &leads_on));
        }
        let (taken, kind) = kinds(nodes, routes);
        let mut reaching: Vec<Vec<(usize, f64)>> = vec![Vec::new(); nodes.len()];
        for &index in order.iter().filter(|&&index| leads_on[index]) {
            let node = &nodes[index];
            if node.is_entry {
                add(&mut reaching[index], kind[index], node.external_per_s);
            }
            let here = reaching[index].clone();
            for call in node.calls().filter(|call| leads_on[call.to]) {
                for &(kind, rate) in &here {
                    let takes = |route: usize| taken[kind].binary_search(&route).is_ok();
                    if call.route.is_none_or(takes) {
                        add(&mut reaching[call.to], kind, rate * call.calls * call.share);
                    }
                }
            }
        }
        Self { taken, parted, reaching }
    }
}

/// The routes that each kind takes, and the kind of what begins at each node.
fn kinds(nodes: &[Node], routes: &[Vec<usize>]) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut taken: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (route, begins) in routes.iter().enumerate() {
        for &node in begins {
            taken[node].push(route);
        }
    }
    let mut known: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    let mut kinds = Vec::new();
    let number = |taken: Vec<usize>| {
        *known.entry(taken).or_insert_with_key(|taken| {
            kinds.push(taken.clone());
            kinds.len() - 1
        })
    };
    let of_nodes = taken.into_iter().map(number).collect();
    (kinds, of_nodes)
}

fn add(to: &mut Vec<(usize, f64)>, kind: usize, rate: f64) {
    match to.binary_search_by_key(&kind, |(kind, _)| *kind) {
        Ok(at) => to[at].1 += rate,
        Err(at) => to.insert(at, (kind, rate)),
    }
}

impl CallGraph {
    /// The ways that requests to a node take from there, one for each kind of request that is told apart
    /// behind it: of those that begin there, where any do, else of all that reach it.
    #[must_use]
    pub fn sights(&self, node: usize) -> Vec<Sight> {
        let Mixes { taken, reaching, .. } = &self.mixes;
        if !self.has_sights(node) {
            return Sight::of_all(Vec::new());
        }
        let below = self.routes_below(node);
        if self.nodes[node].is_entry {
            let begins_here = |route: &usize| self.routes[*route].binary_search(&node).is_ok();
            return Sight::of_all(below.into_iter().filter(begins_here).collect());
        }
        let mut alike: BTreeMap<Vec<usize>, f64> = BTreeMap::new();
        for (kind, rate) in &reaching[node] {
            let taken = taken[*kind].iter().copied().filter(|route| below.contains(route));
            *alike.entry(taken.collect()).or_default() += rate;
        }
        let all: f64 = alike.values().sum();
        if all <= 0.0 {
            return Sight::of_all(below.into_iter().collect());
        }
        let sights = alike.into_iter().filter(|(_, rate)| *rate > 0.0);
        sights.map(|(taken, rate)| Sight { share: rate / all, taken }).collect()
    }

    /// The routes of what a node waits for, and of what that waits for.
    fn routes_below(&self, node: usize) -> BTreeSet<usize> {
        let (mut open, mut seen) = (vec![node], BTreeSet::from([node]));
        let mut routes = BTreeSet::new();
        while let Some(at) = open.pop() {
            for call in self.nodes[at].stages.iter().flatten() {
                routes.extend(call.route);
                if self.mixes.parted[call.to] && seen.insert(call.to) {
                    open.push(call.to);
                }
            }
        }
        routes
    }

    /// Whether some link that requests to a node may take is not for all of them.
    pub(super) fn has_sights(&self, node: usize) -> bool {
        self.mixes.parted.get(node).is_some_and(|parted| *parted)
    }

    /// Share of the requests that begin at `entry` and reach `from` that takes a call of that, be it waited
    /// for or not: all or none where requests begin there, else as many as of all that reach `from`.
    #[must_use]
    pub fn share_taking(&self, from: usize, call: &Call, entry: usize) -> f64 {
        let Some(route) = call.route else { return 1.0 };
        if self.nodes[entry].is_entry {
            return f64::from(u8::from(self.routes[route].binary_search(&entry).is_ok()));
        }
        let Mixes { taken, reaching, .. } = &self.mixes;
        let takes = |kind: usize| taken[kind].binary_search(&route).is_ok();
        let of_kinds = || reaching[from].iter();
        let all: f64 = of_kinds().map(|(_, rate)| rate).sum();
        let taking: f64 = of_kinds().filter(|(kind, _)| takes(*kind)).map(|(_, rate)| rate).sum();
        if all > 0.0 { taking / all } else { 1.0 }
    }

    /// The network as requests see it that begin at a node; none where all requests see the same.
    pub(super) fn seen_from(&self, entry: usize) -> Option<Self> {
        let begins_here = self.has_sights(entry) && self.nodes[entry].is_entry;
        let sight = begins_here.then(|| self.sights(entry)).and_then(|mut of| of.pop());
        sight.map(|sight| self.seen_by(&sight))
    }

    /// The network as these requests see it: without the calls that they do not take.
    #[must_use]
    pub fn seen_by(&self, sight: &Sight) -> Self {
        let mut seen = self.clone();
        for stage in seen.nodes.iter_mut().flat_map(|node| &mut node.stages) {
            stage.retain(|call| sight.takes(call));
            for call in stage {
                call.route = None;
            }
        }
        seen.routes.clear();
        seen.mixes = Mixes::default();
        seen
    }
}
