//! Places along the layers, the inner groups first: a group is one block on all layers that it spans.

use std::collections::BTreeMap;

use super::super::coordinates::{self, Gaps};
use super::super::order::Order;
use super::super::proper::{Half, Proper};
use super::super::{Space, TRACK};
use super::Nest;
use crate::layout::groups::Padding;

/// The middle of each node and dummy along its layer.
pub(super) fn middles(
    proper: &Proper,
    order: &Order,
    nest: &Nest,
    space: Space,
    padding: Padding,
) -> Vec<f64> {
    let mut groups: Vec<usize> = (0..nest.chain.len()).collect();
    groups.sort_by_key(|group| (std::cmp::Reverse(nest.chain[*group].len()), *group));
    // How far nodes lie below the middles of the outermost group that was placed around them.
    let mut off = vec![0.0; proper.len()];
    let mut height = vec![0.0; nest.chain.len()];
    let gaps = gaps(space);
    for group in groups.into_iter().map(Some).chain([None]) {
        let level = Level::of(proper, order, nest, group, &off, &height);
        if level.proper.len() == 0 {
            continue;
        }
        let at = coordinates::middles_of(&level.proper, &level.order, gaps, &level.pins);
        let halves = level.proper.breadth.iter().map(|breadth| breadth.max(TRACK) / 2.0);
        let ends =
            at.iter().zip(halves).fold((f64::INFINITY, f64::NEG_INFINITY), |ends, (at, half)| {
                (ends.0.min(at - half), ends.1.max(at + half))
            });
        let (top, bottom) = (ends.0 - padding.side - padding.title, ends.1 + padding.side);
        for (node, item) in &level.items {
            off[*node] +=
                at[*item] - if group.is_some() { f64::midpoint(top, bottom) } else { ends.0 };
        }
        if let Some(group) = group {
            height[group] = bottom - top;
        }
    }
    off
}

fn gaps(space: Space) -> Gaps {
    let dummies = TRACK.min(space.node);
    Gaps { node: space.node, dummy: f64::midpoint(space.node, dummies), dummies }
}

/// What lies directly in a group, groups in it as one block.
struct Level {
    proper: Proper,
    order: Order,
    /// By item, the one on the layer before that belongs to the same group.
    pins: BTreeMap<usize, usize>,
    /// The item that each node is, or lies in.
    items: Vec<(usize, usize)>,
}

impl Level {
    fn of(
        proper: &Proper,
        order: &Order,
        nest: &Nest,
        group: Option<usize>,
        off: &[f64],
        height: &[f64],
    ) -> Self {
        let depth = group.map_or(0, |group| nest.chain[group].len());
        let holds = |node: usize| {
            group.is_none_or(|group| nest.around(node).get(depth - 1) == Some(&group))
        };
        // Cards and groups come before dummies.
        let (mut solid, mut hollow): (Vec<Vec<usize>>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
        let mut boxes: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (layer, row) in order.rows.iter().enumerate() {
            for &node in row.iter().filter(|node| holds(**node)) {
                match nest.around(node).get(depth) {
                    Some(inner) => {
                        let at = *boxes.entry((*inner, layer)).or_insert_with(|| {
                            solid.push(Vec::new());
                            solid.len() - 1
                        });
                        solid[at].push(node);
                    }
                    None if proper.is_dummy(node) => hollow.push(vec![node]),
                    None => solid.push(vec![node]),
                }
            }
        }
        let real = solid.len();
        let mut item_of: BTreeMap<usize, usize> = BTreeMap::new();
        let mut items = Vec::new();
        let mut inner = Proper { real, layers: proper.layers, ..Proper::default() };
        for (item, nodes) in solid.into_iter().chain(hollow).enumerate() {
            let first = nodes[0];
            inner.layer.push(proper.layer[first]);
            let held = nest.around(first).get(depth);
            inner.breadth.push(held.map_or(proper.breadth[first], |held| height[*held]));
            for node in nodes {
                item_of.insert(node, item);
                items.push((node, item));
            }
        }
        let count = inner.layer.len();
        (inner.before, inner.after) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        let same = |a: usize, b: usize| {
            let (x, y) = (nest.around(a).get(depth), nest.around(b).get(depth));
            x.is_some() && x == y
        };
        for (&node, &item) in &item_of {
            for half in &proper.before[node] {
                let Some(&other) = item_of.get(&half.other) else { continue };
                if same(node, half.other) {
                    continue;
                }
                let (here, there) = (half.here + off[node], half.there + off[half.other]);
                inner.before[item].push(Half { other, here, there });
                inner.after[other].push(Half { other: item, here: there, there: here });
            }
        }
        let mut rows = vec![Vec::new(); proper.layers];
        for (layer, row) in order.rows.iter().enumerate() {
            rows[layer].extend(row.iter().filter_map(|node| item_of.get(node)).copied());
            rows[layer].dedup();
        }
        let pins = boxes
            .iter()
            .filter_map(|(&(held, layer), item)| {
                let before = boxes.get(&(held, layer.checked_sub(1)?))?;
                Some((*item, *before))
            })
            .collect();
        let order = Order::of(rows, count);
        Self { proper: inner, order, pins, items }
    }
}
