//! Own layering: longest paths make columns, barycentres order them. Fast at any size.

use super::request::LayoutRequest;
use super::{CARD_GAP, LAYER_GAP};
use crate::base::Point;

/// Most cards in one column before it breaks into another.
const COLUMN: usize = 40;

/// Top left corners of all cards.
pub(super) fn layout(request: &LayoutRequest) -> Vec<Point> {
    let count = request.nodes.len();
    let layer = layers(count, &request.edges);
    let mut columns: Vec<Vec<usize>> =
        vec![Vec::new(); layer.iter().max().map_or(0, |last| last + 1)];
    for node in 0..count {
        columns[layer[node]].push(node);
    }
    let mut neighbours = vec![Vec::new(); count];
    for &(from, to) in &request.edges {
        neighbours[to].push(from);
    }
    let mut order = vec![0.0; count];
    for column in &mut columns {
        let mut keyed: Vec<(usize, f64, usize)> = column
            .iter()
            .map(|&node| {
                let callers = &neighbours[node];
                #[expect(clippy::cast_precision_loss, reason = "counts of links are small")]
                let mean =
                    callers.iter().map(|&n| order[n]).sum::<f64>() / callers.len().max(1) as f64;
                (request.nodes[node].group.map_or(0, |group| group + 1), mean, node)
            })
            .collect();
        keyed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        for (place, &(_, _, node)) in keyed.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "counts of cards are small")]
            let place = place as f64;
            order[node] = place;
        }
        *column = keyed.into_iter().map(|(_, _, node)| node).collect();
    }
    let mut corners = vec![Point::default(); count];
    let mut x = 0.0;
    for chunk in columns.iter().flat_map(|column| column.chunks(COLUMN)) {
        let mut y = 0.0;
        let mut widest: f64 = 0.0;
        for &node in chunk {
            corners[node] = Point::new(x, y);
            y += request.nodes[node].size.height + CARD_GAP;
            widest = widest.max(request.nodes[node].size.width);
        }
        x += widest + LAYER_GAP;
    }
    corners
}

/// Longest path to each node, links that would close a cycle left out.
pub(super) fn layers(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut outgoing = vec![Vec::new(); count];
    let mut waiting = vec![0_usize; count];
    for &(from, to) in edges {
        outgoing[from].push(to);
        waiting[to] += 1;
    }
    let mut layer = vec![0; count];
    let mut ready: Vec<usize> = (0..count).filter(|&node| waiting[node] == 0).collect();
    let mut done = vec![false; count];
    let mut next_in_cycle = 0;
    for _ in 0..count {
        if ready.is_empty() {
            while done[next_in_cycle] {
                next_in_cycle += 1;
            }
            ready.push(next_in_cycle);
        }
        let Some(node) = ready.pop() else { break };
        done[node] = true;
        for &to in outgoing[node].iter().filter(|&&to| !done[to]) {
            layer[to] = layer[to].max(layer[node] + 1);
            waiting[to] = waiting[to].saturating_sub(1);
            if waiting[to] == 0 && !ready.contains(&to) {
                ready.push(to);
            }
        }
    }
    layer
}
