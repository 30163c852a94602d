//! One connected drawing in layers from left to right, after Sugiyama, Tagawa and Toda, "Methods for
//! visual understanding of hierarchical system structures", IEEE Transactions on Systems, Man and
//! Cybernetics 11 (1981): cycles are broken, nodes get layers, each layer an order, each node a place.
//! Every step has a budget of work; none of them depends on time.

mod acyclic;
mod budget;
mod coordinates;
mod crossings;
pub(super) mod nested;
mod order;
mod proper;
mod ranks;
mod rows;

use budget::Budget;
use coordinates::Gaps;
use order::Order;
use proper::Proper;
use ranks::Arc;

use crate::base::{Point, Size};

/// A link between two nodes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// Where it starts and ends.
    pub(super) from: usize,
    pub(super) to: usize,
    /// How much it counts that it is short and runs forward.
    pub(super) weight: i64,
    /// How far below the middles of its nodes it leaves and arrives.
    pub(super) ports: [f64; 2],
    /// Room that its words need along the way.
    pub(super) words: f64,
}

/// Space between what is placed, and how much of a shape is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Space {
    /// Between nodes of a layer, and between layers.
    pub(super) node: f64,
    pub(super) layer: f64,
}

/// What a layer may hold, and into how many rows layers are broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fold {
    /// Most nodes of a layer.
    pub(super) most: usize,
    /// Rows, one below the other.
    pub(super) rows: usize,
}

/// A drawing.
#[derive(Clone, Debug)]
pub(super) struct Drawing {
    /// Top left corners.
    pub(super) corners: Vec<Point>,
    /// Extent of all.
    pub(super) size: Size,
    /// Crossings between layers, and edges that are torn by breaks into rows.
    pub(super) crossings: usize,
    /// Number of layers, and most nodes of one.
    pub(super) layers: usize,
    pub(super) tallest: usize,
}

/// Space between links that run side by side.
pub(super) const TRACK: f64 = 9.0;
/// Space that words at a link keep at their ends.
const AROUND_WORDS: f64 = 20.0;
/// Work allowed for layers, and for orders; a drawing of 100 nodes takes about a hundredth.
const LAYERING: usize = 4_000_000;
const ORDERING: usize = 6_000_000;

/// Longest paths to each node, edges that would close a cycle left out.
pub(super) fn layers(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let plain =
        |&(from, to): &(usize, usize)| Edge { from, to, weight: 1, ports: [0.0; 2], words: 0.0 };
    let edges: Vec<Edge> = edges.iter().map(plain).collect();
    indices(&ranks::longest_paths(count, &arcs(&forward(count, &edges))))
}

/// Layers whose edges are short.
pub(super) struct Layering {
    edges: Vec<Edge>,
    layer: Vec<usize>,
}

impl Layering {
    /// Of the nodes of a connected graph.
    pub(super) fn of(count: usize, edges: &[Edge]) -> Self {
        let edges = forward(count, edges);
        let layer = indices(&ranks::layers(count, &arcs(&edges), &mut Budget(LAYERING)));
        Self { edges, layer }
    }

    /// Draws it; `wish` is where nodes would lie best along their layer, if that is known.
    pub(super) fn draw(
        &self,
        sizes: &[Size],
        wish: Option<&[f64]>,
        space: Space,
        fold: Fold,
    ) -> Drawing {
        let layer = rows::lower(&self.layer, &self.edges, fold.most);
        let breadths: Vec<f64> = sizes.iter().map(|size| size.height).collect();
        let proper = Proper::of(&layer, &breadths, &self.edges);
        let wish = wish.map(|wish| wishes(&proper, &self.edges, wish));
        let order = order::few_crossings(&proper, wish.as_deref(), &mut Budget(ORDERING));
        let dummies = TRACK.min(space.node);
        let gaps = Gaps { node: space.node, dummy: f64::midpoint(space.node, dummies), dummies };
        let middles = coordinates::middles(&proper, &order, gaps);
        let columns = columns(&proper, &order, sizes, &middles, &self.edges, space);
        rows::arranged(&proper, &order, sizes, &middles, &columns, space, fold.rows)
    }
}

/// All edges running forward, those that close cycles turned.
fn forward(count: usize, edges: &[Edge]) -> Vec<Edge> {
    let against = acyclic::reversed(count, edges);
    let turned = |(edge, against): (&Edge, bool)| {
        let [out, into] = edge.ports;
        if against {
            Edge { from: edge.to, to: edge.from, ports: [into, out], ..*edge }
        } else {
            *edge
        }
    };
    edges.iter().zip(against).map(turned).filter(|edge| edge.from != edge.to).collect()
}

fn arcs(edges: &[Edge]) -> Vec<Arc> {
    edges.iter().map(|&Edge { from, to, weight, .. }| Arc { from, to, weight }).collect()
}

fn indices(layer: &[i64]) -> Vec<usize> {
    layer.iter().map(|layer| usize::try_from(*layer).unwrap_or(0)).collect()
}

/// Wishes of nodes and, between those of their ends, of dummies.
fn wishes(proper: &Proper, edges: &[Edge], wish: &[f64]) -> Vec<f64> {
    let mut all = wish.to_vec();
    // Dummies were made edge by edge, in order.
    for edge in edges {
        let (first, last) = (proper.layer[edge.from], proper.layer[edge.to]);
        let between = last - first;
        for step in 1..between {
            #[expect(clippy::cast_precision_loss, reason = "layers are few")]
            let share = step as f64 / between as f64;
            all.push(wish[edge.from] + share * (wish[edge.to] - wish[edge.from]));
        }
    }
    all
}

/// Left edges and widths of the layers.
struct Columns {
    left: Vec<f64>,
    width: Vec<f64>,
}

/// Layers side by side, between them room for words and for as many links as run side by side there.
fn columns(
    proper: &Proper,
    order: &Order,
    sizes: &[Size],
    middles: &[f64],
    edges: &[Edge],
    space: Space,
) -> Columns {
    let mut width = vec![0.0_f64; proper.layers];
    for (node, size) in sizes.iter().enumerate() {
        let layer = proper.layer[node];
        width[layer] = width[layer].max(size.width);
    }
    let mut words = vec![0.0_f64; proper.layers];
    for edge in edges {
        let layer = proper.layer[edge.from];
        words[layer] = words[layer].max(edge.words);
    }
    let mut left = vec![0.0; proper.layers];
    for layer in 1..proper.layers {
        let tracks = TRACK * most_abreast(proper, order, middles, layer) + 3.0 * TRACK;
        let said = words[layer - 1];
        let said = if said > 0.0 { said + AROUND_WORDS } else { 0.0 };
        let gap = space.layer.max(said).max(tracks);
        left[layer] = left[layer - 1] + width[layer - 1] + gap;
    }
    Columns { left, width }
}

/// How many edges run past each other across, between a layer and the one before it.
fn most_abreast(proper: &Proper, order: &Order, middles: &[f64], layer: usize) -> f64 {
    let mut turns: Vec<(f64, f64)> = Vec::new();
    for &node in &order.rows[layer] {
        for half in &proper.before[node] {
            let (a, b) = (middles[half.other] + half.there, middles[node] + half.here);
            if (a - b).abs() > 1.0 {
                turns.extend([(a.min(b), 1.0), (a.max(b), -1.0)]);
            }
        }
    }
    turns.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let (mut now, mut most) = (0.0, 0.0_f64);
    for (_, change) in turns {
        now += change;
        most = most.max(now);
    }
    most
}
