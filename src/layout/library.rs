//! Layout by the dagre port, with groups as clusters.

use std::collections::{BTreeMap, BTreeSet};

use dugong::graphlib::{Graph, GraphOptions};
use dugong::{EdgeLabel, GraphLabel, NodeLabel, RankDir, WorkControl, WorkError};

use super::request::LayoutRequest;
use super::{CARD_GAP, LAYER_GAP};
use crate::base::{Point, Size};

/// Rows of cards without links for the root of their number: twice as wide as high, about.
const ROWS: f64 = 1.2;

/// Work after which the library is stopped; a plan of 400 cards takes about a tenth.
const BUDGET: usize = 2_000_000_000;

struct Budget(usize);

impl WorkControl for Budget {
    fn charge(&mut self, units: usize) -> Result<(), WorkError> {
        match self.0.checked_sub(units) {
            Some(left) => {
                self.0 = left;
                Ok(())
            }
            None => Err(WorkError::Interrupted),
        }
    }
}

/// Space and direction of a layout.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spacing {
    /// Whether links run down, not to the right.
    pub(super) down: bool,
    /// Space between cards of a layer.
    pub(super) card: f64,
    /// Space between layers.
    pub(super) layer: f64,
}

impl Spacing {
    /// Of the window and of pictures of any size.
    pub(super) const USUAL: Self = Self { down: false, card: CARD_GAP, layer: LAYER_GAP };
}

/// Top left corners of all cards, or none where the library gives up or gives nonsense. The second
/// card of each pair of `after` comes to a later layer than the first.
pub(super) fn layout(
    request: &LayoutRequest,
    spacing: Spacing,
    after: &[(usize, usize)],
) -> Option<Vec<Point>> {
    if request.nodes.is_empty() {
        return Some(Vec::new());
    }
    let mut graph = graph(request, spacing, after);
    // The library is young: a panic in it must cost a layout, not the program.
    let run =
        std::panic::AssertUnwindSafe(|| dugong::layout_controlled(&mut graph, &mut Budget(BUDGET)));
    std::panic::catch_unwind(run).ok()?.ok()?;
    let corner = |(index, node): (usize, &super::request::Node)| {
        let label = graph.node(&format!("n{index}"))?;
        let point = Point::new(label.x? - node.size.width / 2.0, label.y? - node.size.height / 2.0);
        point.is_finite().then_some(point)
    };
    request.nodes.iter().enumerate().map(corner).collect()
}

/// Pairs that break cards without links into columns, among the cards of each group.
pub(super) fn rows_of_unlinked(request: &LayoutRequest) -> Vec<(usize, usize)> {
    let linked: BTreeSet<usize> = request.edges.iter().flat_map(|(a, b)| [*a, *b]).collect();
    let mut unlinked: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (index, node) in request.nodes.iter().enumerate() {
        if !linked.contains(&index) {
            unlinked.entry(node.group).or_default().push(index);
        }
    }
    let pairs = |cards: &Vec<usize>| {
        #[expect(clippy::cast_precision_loss, reason = "at most a few hundred cards")]
        let rows = libm::ceil(ROWS * libm::sqrt(cards.len() as f64));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "as above")]
        let rows = rows as usize;
        let later = cards.iter().skip(rows).copied();
        cards.iter().copied().zip(later).collect::<Vec<_>>()
    };
    unlinked.values().flat_map(pairs).collect()
}

fn graph(
    request: &LayoutRequest,
    spacing: Spacing,
    after: &[(usize, usize)],
) -> Graph<NodeLabel, EdgeLabel, GraphLabel> {
    let options = GraphOptions { multigraph: false, compound: true, directed: true };
    let mut graph = Graph::new(options);
    graph.set_graph(GraphLabel {
        rankdir: if spacing.down { RankDir::TB } else { RankDir::LR },
        nodesep: spacing.card,
        ranksep: spacing.layer,
        edgesep: 24.0,
        ..GraphLabel::default()
    });
    for (index, node) in request.nodes.iter().enumerate() {
        let label =
            NodeLabel { width: node.size.width, height: node.size.height, ..NodeLabel::default() };
        graph.set_node(format!("n{index}"), label);
    }
    for index in 0..request.groups.len() {
        graph.set_node(format!("g{index}"), NodeLabel::default());
    }
    for (index, node) in request.nodes.iter().enumerate() {
        if let Some(group) = node.group {
            graph.set_parent(format!("n{index}"), format!("g{group}"));
        }
    }
    for (index, parent) in request.groups.iter().enumerate() {
        if let Some(parent) = parent {
            graph.set_parent(format!("g{index}"), format!("g{parent}"));
        }
    }
    for ((from, to), words) in request.edges.iter().zip(&request.words) {
        let words = wide(*words, spacing);
        let (width, height) = (words.width, words.height);
        let label = EdgeLabel { weight: 1.0, width, height, ..EdgeLabel::default() };
        graph.set_edge_with_label(format!("n{from}"), format!("n{to}"), label);
    }
    let linked: BTreeSet<&(usize, usize)> = request.edges.iter().collect();
    for pair in after.iter().filter(|pair| !linked.contains(pair)) {
        // Where all links of a card weigh nothing, the library divides by their sum.
        let label = EdgeLabel { weight: 1e-6, ..EdgeLabel::default() };
        graph.set_edge_with_label(format!("n{}", pair.0), format!("n{}", pair.1), label);
    }
    graph
}

/// Space around words at a link.
const AROUND_WORDS: f64 = 20.0;

/// What words need beyond the space between layers; nothing where they fit in it.
fn wide(words: Size, spacing: Spacing) -> Size {
    let (across, along) =
        if spacing.down { (words.width, words.height) } else { (words.height, words.width) };
    let more = along + AROUND_WORDS - spacing.layer;
    if more <= 0.0 {
        return Size::default();
    }
    if spacing.down { Size::new(across, more) } else { Size::new(more, across) }
}
