//! Layers by network simplex: Gansner, Koutsofios, North and Vo, "A technique for drawing directed
//! graphs", IEEE Transactions on Software Engineering 19 (1993), section 2. Where the work allowed is
//! used up, the layers found so far are kept: any of its steps leaves a proper layering.

use super::budget::Budget;

/// An edge that has to run forward by at least one layer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    /// Where it starts and ends.
    pub(super) from: usize,
    pub(super) to: usize,
    /// What each layer of its length costs.
    pub(super) weight: i64,
}

/// The layer of each node of a connected graph without cycles, the first one 0.
pub(super) fn layers(count: usize, arcs: &[Arc], budget: &mut Budget) -> Vec<i64> {
    let mut layer = longest_paths(count, arcs);
    if count > 1 && !arcs.is_empty() {
        improve(&mut layer, arcs, budget);
    }
    let first = layer.iter().copied().min().unwrap_or(0);
    layer.iter().map(|layer| layer - first).collect()
}

/// Each node one layer after the last of those before it.
pub(super) fn longest_paths(count: usize, arcs: &[Arc]) -> Vec<i64> {
    let mut out = vec![Vec::new(); count];
    let mut waiting = vec![0_usize; count];
    for arc in arcs {
        out[arc.from].push(arc.to);
        waiting[arc.to] += 1;
    }
    let mut ready: Vec<usize> = (0..count).filter(|&node| waiting[node] == 0).collect();
    let mut layer = vec![0; count];
    while let Some(node) = ready.pop() {
        for &to in &out[node] {
            layer[to] = layer[to].max(layer[node] + 1);
            waiting[to] -= 1;
            if waiting[to] == 0 {
                ready.push(to);
            }
        }
    }
    layer
}

/// Exchanges edges of a spanning tree until no exchange makes edges shorter.
fn improve(layer: &mut [i64], arcs: &[Arc], budget: &mut Budget) {
    let at = arcs_at(layer.len(), arcs);
    let Some(mut tree) = Tree::tight(layer, arcs, &at) else { return };
    let cost = layer.len() + arcs.len();
    let mut search = 0;
    loop {
        if !budget.spend(cost) {
            return;
        }
        tree.number(arcs, &at);
        tree.cut_values(arcs, &at);
        let Some(leaving) = tree.leaving(&mut search) else { return };
        let Some((entering, slack)) = tree.entering(leaving, layer, arcs) else { return };
        tree.exchange(leaving, entering, slack, layer, arcs);
    }
}

fn arcs_at(count: usize, arcs: &[Arc]) -> Vec<Vec<usize>> {
    let mut at = vec![Vec::new(); count];
    for (index, arc) in arcs.iter().enumerate() {
        at[arc.from].push(index);
        at[arc.to].push(index);
    }
    at
}

fn slack(arc: Arc, layer: &[i64]) -> i64 {
    layer[arc.to] - layer[arc.from] - 1
}

/// A spanning tree of edges that are as short as can be.
struct Tree {
    /// Edges of the tree, and whether an edge is one.
    arcs: Vec<usize>,
    holds: Vec<bool>,
    /// Preorder: first and last number below each node, and the edge towards the root.
    low: Vec<usize>,
    high: Vec<usize>,
    up: Vec<Option<usize>>,
    /// Nodes in that order.
    order: Vec<usize>,
    /// By place in `arcs`: what it would cost to make the edge longer by one.
    cut: Vec<i64>,
}

impl Tree {
    /// Makes a tree of tight edges, moving nodes where needed; none where the graph is in parts.
    fn tight(layer: &mut [i64], arcs: &[Arc], at: &[Vec<usize>]) -> Option<Self> {
        let count = layer.len();
        let mut inside = vec![false; count];
        let mut holds = vec![false; arcs.len()];
        let (mut members, mut chosen) = (vec![0], Vec::new());
        let mut rim = Rim::default();
        let mut shift = 0;
        inside[0] = true;
        rim.add(0, layer, arcs, at, &inside);
        while members.len() < count {
            let (index, delta) = rim.nearest(shift, arcs, &inside)?;
            let arc = arcs[index];
            // The tree moves so that the edge becomes tight.
            shift += delta;
            let node = if inside[arc.from] { arc.to } else { arc.from };
            // Layers of members are kept without the shift until the end.
            layer[node] -= shift;
            inside[node] = true;
            holds[index] = true;
            chosen.push(index);
            members.push(node);
            rim.add(node, layer, arcs, at, &inside);
        }
        let cut = vec![0; chosen.len()];
        let none = vec![0; count];
        Some(Self {
            arcs: chosen,
            holds,
            low: none.clone(),
            high: none,
            up: vec![None; count],
            order: Vec::new(),
            cut,
        })
    }

    /// Numbers the nodes from the root, those below a node in one run.
    fn number(&mut self, arcs: &[Arc], at: &[Vec<usize>]) {
        self.order.clear();
        let mut stack = vec![(0, None)];
        while let Some((node, up)) = stack.pop() {
            self.low[node] = self.order.len();
            self.up[node] = up;
            self.order.push(node);
            for &index in at[node].iter().filter(|&&index| self.holds[index] && Some(index) != up) {
                let arc = arcs[index];
                stack.push((if arc.from == node { arc.to } else { arc.from }, Some(index)));
            }
        }
        for &node in &self.order {
            self.high[node] = self.low[node];
        }
        for &node in self.order.iter().rev() {
            if let Some(index) = self.up[node] {
                let arc = arcs[index];
                let parent = if arc.from == node { arc.to } else { arc.from };
                self.high[parent] = self.high[parent].max(self.high[node]);
            }
        }
    }

    /// Cut values: the weight that crosses from one side of each tree edge to the other, in the
    /// direction of the edge less against it. By sums below nodes: an edge counts at both ends and
    /// cancels out where both lie below.
    fn cut_values(&mut self, arcs: &[Arc], at: &[Vec<usize>]) {
        // Weight out less weight in, of all that lies below.
        let mut net: Vec<i64> = (0..at.len())
            .map(|node| {
                let of = |&index: &usize| {
                    if arcs[index].from == node { arcs[index].weight } else { -arcs[index].weight }
                };
                at[node].iter().map(of).sum()
            })
            .collect();
        let mut cut_of = vec![0; arcs.len()];
        for &node in self.order.iter().rev() {
            if let Some(index) = self.up[node] {
                let arc = arcs[index];
                let (parent, sign) = if arc.from == node { (arc.to, 1) } else { (arc.from, -1) };
                cut_of[index] = sign * net[node];
                net[parent] += net[node];
            }
        }
        for (cut, index) in self.cut.iter_mut().zip(&self.arcs) {
            *cut = cut_of[*index];
        }
    }

    /// An edge of the tree whose cut value is negative, searched onwards from the last one.
    fn leaving(&self, search: &mut usize) -> Option<usize> {
        let count = self.arcs.len();
        let found = (0..count).map(|i| (*search + i) % count).find(|&place| self.cut[place] < 0)?;
        *search = found;
        Some(found)
    }

    /// Whether a node lies below the lower end of a tree edge.
    fn is_below(&self, index: usize, node: usize, arcs: &[Arc]) -> bool {
        let lower = self.lower(index, arcs);
        (self.low[lower]..=self.high[lower]).contains(&self.low[node])
    }

    fn lower(&self, index: usize, arcs: &[Arc]) -> usize {
        let arc = arcs[index];
        if self.up[arc.from] == Some(index) { arc.from } else { arc.to }
    }

    /// The edge of least slack that crosses against the leaving one.
    fn entering(&self, leaving: usize, layer: &[i64], arcs: &[Arc]) -> Option<(usize, i64)> {
        let index = self.arcs[leaving];
        let head_below = self.lower(index, arcs) == arcs[index].to;
        let crosses = |arc: &Arc| {
            let (from, to) =
                (self.is_below(index, arc.from, arcs), self.is_below(index, arc.to, arcs));
            from != to && from == head_below
        };
        let found = arcs.iter().enumerate().filter(|(_, arc)| crosses(arc));
        found.map(|(index, arc)| (index, slack(*arc, layer))).min_by_key(|(_, slack)| *slack)
    }

    fn exchange(
        &mut self,
        leaving: usize,
        entering: usize,
        slack: i64,
        layer: &mut [i64],
        arcs: &[Arc],
    ) {
        let index = self.arcs[leaving];
        let head_below = self.lower(index, arcs) == arcs[index].to;
        let by = if head_below { slack } else { -slack };
        let lower = self.lower(index, arcs);
        for &node in &self.order[self.low[lower]..=self.high[lower]] {
            layer[node] += by;
        }
        self.holds[index] = false;
        self.holds[entering] = true;
        self.arcs[leaving] = entering;
    }
}

/// Edges from inside the growing tree to its outside, by slack.
#[derive(Default)]
struct Rim {
    /// Outwards edges by slack plus shift; inwards edges by slack less shift.
    out: std::collections::BTreeSet<(i64, usize)>,
    into: std::collections::BTreeSet<(i64, usize)>,
}

impl Rim {
    fn add(
        &mut self,
        node: usize,
        layer: &[i64],
        arcs: &[Arc],
        at: &[Vec<usize>],
        inside: &[bool],
    ) {
        // The node's true layer is that which is kept plus the shift.
        for &index in &at[node] {
            let arc = arcs[index];
            if arc.from == node && !inside[arc.to] {
                self.out.insert((layer[arc.to] - layer[node] - 1, index));
            } else if arc.to == node && !inside[arc.from] {
                self.into.insert((layer[node] - layer[arc.from] - 1, index));
            }
        }
    }

    /// The edge of least slack, and by how much the tree has to move to make it tight.
    fn nearest(&mut self, shift: i64, arcs: &[Arc], inside: &[bool]) -> Option<(usize, i64)> {
        let stale = |index: usize| inside[arcs[index].from] && inside[arcs[index].to];
        while self.out.first().is_some_and(|(_, index)| stale(*index)) {
            self.out.pop_first();
        }
        while self.into.first().is_some_and(|(_, index)| stale(*index)) {
            self.into.pop_first();
        }
        let out = self.out.first().map(|(kept, index)| (kept - shift, *index, true));
        let into = self.into.first().map(|(kept, index)| (kept + shift, *index, false));
        let (slack, index, outwards) = [out, into].into_iter().flatten().min()?;
        Some((index, if outwards { slack } else { -slack }))
    }
}
