//! Layers in which every edge leads to the next one: longer edges get a dummy on each layer between.

use super::Edge;

/// A piece of an edge, as one of its ends sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Half {
    /// The node or dummy at the other end.
    pub(super) other: usize,
    /// How far from the middle of its node the piece ends here, and there.
    pub(super) here: f64,
    pub(super) there: f64,
}

/// Nodes and dummies in layers. Dummies come after all nodes.
#[derive(Clone, Debug, Default)]
pub(super) struct Proper {
    /// How many nodes are no dummies.
    pub(super) real: usize,
    /// The layer of each.
    pub(super) layer: Vec<usize>,
    /// How many layers there are.
    pub(super) layers: usize,
    /// Extent along the layer of each; dummies have none.
    pub(super) breadth: Vec<f64>,
    /// Pieces to the layer before, and to the one after.
    pub(super) before: Vec<Vec<Half>>,
    pub(super) after: Vec<Vec<Half>>,
}

impl Proper {
    /// Splits edges, each of which runs forward from its first end, over the layers between its ends.
    pub(super) fn of(layer: &[usize], breadth: &[f64], edges: &[Edge]) -> Self {
        let real = layer.len();
        let mut proper = Self {
            real,
            layer: layer.to_vec(),
            layers: layer.iter().max().map_or(0, |last| last + 1),
            breadth: breadth.to_vec(),
            before: vec![Vec::new(); real],
            after: vec![Vec::new(); real],
        };
        for edge in edges {
            let (mut last, mut port) = (edge.from, edge.ports[0]);
            for between in layer[edge.from] + 1..layer[edge.to] {
                let dummy = proper.dummy(between);
                proper.join(last, port, dummy, 0.0);
                (last, port) = (dummy, 0.0);
            }
            proper.join(last, port, edge.to, edge.ports[1]);
        }
        proper
    }

    pub(super) fn dummy(&mut self, layer: usize) -> usize {
        self.layer.push(layer);
        self.breadth.push(0.0);
        self.before.push(Vec::new());
        self.after.push(Vec::new());
        self.layer.len() - 1
    }

    fn join(&mut self, from: usize, here: f64, to: usize, there: f64) {
        self.after[from].push(Half { other: to, here, there });
        self.before[to].push(Half { other: from, here: there, there: here });
    }

    /// How many nodes and dummies there are.
    pub(super) fn len(&self) -> usize {
        self.layer.len()
    }

    pub(super) fn is_dummy(&self, node: usize) -> bool {
        node >= self.real
    }

    /// Where a port lies on its node, from 0 to 1.
    pub(super) fn share(&self, node: usize, port: f64) -> f64 {
        let breadth = self.breadth[node];
        if breadth > 0.0 { (port / breadth + 0.5).clamp(0.0, 1.0) } else { 0.5 }
    }
}
