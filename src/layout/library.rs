//! Layout by the dagre port, with groups as clusters.

use dugong::graphlib::{Graph, GraphOptions};
use dugong::{EdgeLabel, GraphLabel, NodeLabel, RankDir, WorkControl, WorkError};

use super::request::LayoutRequest;
use super::{CARD_GAP, LAYER_GAP};
use crate::base::Point;

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

/// Top left corners of all cards, or none where the library gives up or gives nonsense.
pub(super) fn layout(request: &LayoutRequest) -> Option<Vec<Point>> {
    if request.nodes.is_empty() {
        return Some(Vec::new());
    }
    let mut graph = graph(request);
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

fn graph(request: &LayoutRequest) -> Graph<NodeLabel, EdgeLabel, GraphLabel> {
    let options = GraphOptions { multigraph: false, compound: true, directed: true };
    let mut graph = Graph::new(options);
    graph.set_graph(GraphLabel {
        rankdir: RankDir::LR,
        nodesep: CARD_GAP,
        ranksep: LAYER_GAP,
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
    for (from, to) in &request.edges {
        let label = EdgeLabel { weight: 1.0, ..EdgeLabel::default() };
        graph.set_edge_with_label(format!("n{from}"), format!("n{to}"), label);
    }
    graph
}
