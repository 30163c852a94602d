//! The shape of a drawing: layers that are too tall become several, and too many layers are broken
//! into rows, as lines of text are.

use super::order::Order;
use super::proper::Proper;
use super::{Columns, Drawing, Edge, Space, TRACK};
use crate::base::{Point, Size};

/// Layers of at most so many nodes: those with most links from before come first.
pub(super) fn lower(layer: &[usize], edges: &[Edge], most: usize) -> Vec<usize> {
    let count = layer.iter().max().map_or(0, |last| last + 1);
    let mut members = vec![Vec::new(); count];
    for (node, layer) in layer.iter().enumerate() {
        members[*layer].push(node);
    }
    let mut pull = vec![0_i64; layer.len()];
    for edge in edges {
        pull[edge.from] += edge.weight;
        pull[edge.to] -= edge.weight;
    }
    let mut lowered = vec![0; layer.len()];
    let mut next = 0;
    for mut nodes in members {
        nodes.sort_by_key(|node| (pull[*node], *node));
        let parts = nodes.len().div_ceil(most.max(1)).max(1);
        let part = nodes.len().div_ceil(parts).max(1);
        for chunk in nodes.chunks(part) {
            for &node in chunk {
                lowered[node] = next;
            }
            next += 1;
        }
    }
    lowered
}

/// Puts layers into rows of about equal length, one below the other.
pub(super) fn arranged(
    proper: &Proper,
    order: &Order,
    sizes: &[Size],
    middles: &[f64],
    columns: &Columns,
    space: Space,
    rows: usize,
) -> Drawing {
    let breaks = breaks(proper, order, columns, rows);
    let mut corners = vec![Point::default(); sizes.len()];
    let (mut top, mut width, mut torn) = (0.0, 0.0_f64, 0);
    for (index, &first) in breaks.iter().enumerate() {
        let end = breaks.get(index + 1).copied().unwrap_or(proper.layers);
        if index > 0 {
            torn += links_into(proper, order, first);
        }
        let held = || order.rows[first..end].iter().flatten().copied();
        let above = held()
            .map(|node| middles[node] - proper.breadth[node] / 2.0)
            .fold(f64::INFINITY, f64::min);
        let below = held()
            .map(|node| middles[node] + proper.breadth[node] / 2.0)
            .fold(f64::NEG_INFINITY, f64::max);
        for node in held().filter(|node| !proper.is_dummy(*node)) {
            let layer = proper.layer[node];
            let inset = (columns.width[layer] - sizes[node].width) / 2.0;
            let x = columns.left[layer] - columns.left[first] + inset;
            corners[node] = Point::new(x, top + middles[node] - sizes[node].height / 2.0 - above);
            width = width.max(columns.left[layer] - columns.left[first] + columns.width[layer]);
        }
        #[expect(clippy::cast_precision_loss, reason = "links are few")]
        let tracks = (2 + links_into(proper, order, end)) as f64;
        top += below - above + space.node + TRACK * tracks;
    }
    let height = corners.iter().zip(sizes).map(|(at, size)| at.y + size.height).fold(0.0, f64::max);
    let tallest = (0..proper.layers)
        .map(|layer| order.rows[layer].iter().filter(|node| !proper.is_dummy(**node)).count())
        .max();
    Drawing {
        corners,
        size: Size::new(width, height),
        crossings: super::crossings::count(proper, order) + torn,
        layers: proper.layers,
        tallest: tallest.unwrap_or(0),
    }
}

/// How many links lead to a layer from the one before it.
fn links_into(proper: &Proper, order: &Order, layer: usize) -> usize {
    order.rows.get(layer).into_iter().flatten().map(|node| proper.before[*node].len()).sum()
}

/// The first layers of rows: near equal parts of the length, where fewest links are torn.
fn breaks(proper: &Proper, order: &Order, columns: &Columns, rows: usize) -> Vec<usize> {
    let length =
        columns.left.last().copied().unwrap_or(0.0) + columns.width.last().copied().unwrap_or(0.0);
    let mut breaks = vec![0];
    for row in 1..rows {
        #[expect(clippy::cast_precision_loss, reason = "rows are few")]
        let ideal = length * row as f64 / rows as f64;
        let after = breaks.last().copied().unwrap_or(0) + 1;
        let worth = |layer: &usize| {
            #[expect(clippy::cast_precision_loss, reason = "links are few")]
            let torn = links_into(proper, order, *layer) as f64;
            (columns.left[*layer] - ideal).abs() + 60.0 * torn
        };
        let best = (after..proper.layers).min_by(|a, b| worth(a).total_cmp(&worth(b)));
        breaks.extend(best);
    }
    breaks
}
