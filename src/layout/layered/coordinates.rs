//! Places along the layers: Brandes and Köpf, "Fast and simple horizontal coordinate assignment",
//! Graph Drawing 2001 (LNCS 2265), with blocks compacted as a graph of their own, and ports as by
//! Rüegg, Schulze, Carstens and von Hanxleden, "Size- and port-aware horizontal node coordinate
//! assignment", Graph Drawing 2015 (LNCS 9411). Long edges are straight.

use std::collections::{BTreeMap, BTreeSet};

use super::order::Order;
use super::proper::{Half, Proper};

/// Space between neighbours in a layer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gaps {
    /// Between two nodes.
    pub(super) node: f64,
    /// Where one of them is a dummy, and where both are.
    pub(super) dummy: f64,
    pub(super) dummies: f64,
}

/// By node, the one of the layer before in whose line it lies.
pub(super) type Pins = BTreeMap<usize, usize>;

/// The middle of each node and dummy along its layer.
pub(super) fn middles(proper: &Proper, order: &Order, gaps: Gaps) -> Vec<f64> {
    middles_of(proper, order, gaps, &Pins::new())
}

/// The same where some nodes lie in one line with one of the layer before.
pub(super) fn middles_of(proper: &Proper, order: &Order, gaps: Gaps, pins: &Pins) -> Vec<f64> {
    let mut conflicts = conflicts(proper, order);
    conflicts.extend(across_pins(proper, order, pins));
    let mut found: Vec<Vec<f64>> = Vec::new();
    for forward in [true, false] {
        for leftwards in [true, false] {
            let blocks = Blocks::align(proper, order, &conflicts, pins, forward, leftwards);
            found.push(blocks.compact(proper, order, gaps, leftwards));
        }
    }
    balanced(proper, &found)
}

/// The mean of the middle two of four assignments, after all were moved to the narrowest one.
fn balanced(proper: &Proper, found: &[Vec<f64>]) -> Vec<f64> {
    let extent = |at: &Vec<f64>| {
        let ends = at
            .iter()
            .zip(&proper.breadth)
            .map(|(x, breadth)| (x - breadth / 2.0, x + breadth / 2.0));
        ends.fold((f64::INFINITY, f64::NEG_INFINITY), |all, end| {
            (all.0.min(end.0), all.1.max(end.1))
        })
    };
    let extents: Vec<(f64, f64)> = found.iter().map(extent).collect();
    let narrowest = extents.iter().min_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    let Some(&(left, right)) = narrowest else { return Vec::new() };
    let shifts: Vec<f64> = extents
        .iter()
        .enumerate()
        .map(|(index, of)| if index % 2 == 0 { left - of.0 } else { right - of.1 })
        .collect();
    (0..proper.len())
        .map(|node| {
            let mut at: Vec<f64> = found.iter().zip(&shifts).map(|(x, by)| x[node] + by).collect();
            at.sort_by(f64::total_cmp);
            f64::midpoint(at[1], at[2])
        })
        .collect()
}

/// Edges that cross a piece between two dummies, by their ends: the piece is kept straight.
fn conflicts(proper: &Proper, order: &Order) -> BTreeSet<(usize, usize)> {
    let mut conflicts = BTreeSet::new();
    for layer in 1..proper.layers {
        let row = &order.rows[layer];
        let inner = |node: usize| {
            let half = proper.before[node].first()?;
            let both = proper.is_dummy(node) && proper.is_dummy(half.other);
            both.then(|| order.place[half.other])
        };
        let last = order.rows[layer - 1].len();
        let (mut least, mut scanned) = (0, 0);
        for (place, &node) in row.iter().enumerate() {
            let inner_place = inner(node);
            if inner_place.is_none() && place + 1 < row.len() {
                continue;
            }
            let most = inner_place.unwrap_or(last);
            for &scanned_node in &row[scanned..=place] {
                for half in &proper.before[scanned_node] {
                    let at = order.place[half.other];
                    let is_inner = proper.is_dummy(scanned_node) && proper.is_dummy(half.other);
                    if (at < least || at > most) && !is_inner {
                        conflicts.insert((half.other, scanned_node));
                    }
                }
            }
            scanned = place + 1;
            least = inner_place.unwrap_or(least);
        }
    }
    conflicts
}

/// Pieces of edges that cross lines of pinned nodes, by their ends.
fn across_pins(proper: &Proper, order: &Order, pins: &Pins) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for layer in 1..proper.layers {
        let row = &order.rows[layer];
        let lines: Vec<(usize, usize)> = row
            .iter()
            .filter_map(|node| Some((order.place[*pins.get(node)?], order.place[*node])))
            .collect();
        if lines.is_empty() {
            continue;
        }
        for &node in row {
            // Lines do not cross each other, so that those left of a node are the first ones.
            let left = lines.partition_point(|line| line.1 < order.place[node]);
            let least = left.checked_sub(1).map(|last| lines[last].0);
            let most = lines
                .get(left)
                .filter(|line| line.1 > order.place[node])
                .or_else(|| lines.get(left + 1));
            for half in &proper.before[node] {
                let at = order.place[half.other];
                let crosses =
                    least.is_some_and(|least| at <= least) || most.is_some_and(|most| at >= most.0);
                let pinned = pins.contains_key(&node) || lines.iter().any(|line| line.0 == at);
                if crosses || pinned {
                    found.push((half.other, node));
                }
            }
        }
    }
    found
}

/// Nodes that lie in one line.
struct Blocks {
    /// The first node of each node's block.
    root: Vec<usize>,
    /// How far each node's middle lies from its block's, so that ports meet.
    shift: Vec<f64>,
}

impl Blocks {
    /// Vertical alignment: each node with the median of those before it (or after it).
    fn align(
        proper: &Proper,
        order: &Order,
        conflicts: &BTreeSet<(usize, usize)>,
        pins: &Pins,
        forward: bool,
        leftwards: bool,
    ) -> Self {
        let count = proper.len();
        let mut blocks = Self { root: (0..count).collect(), shift: vec![0.0; count] };
        let mut taken = vec![false; count];
        let layers: Vec<usize> =
            if forward { (0..proper.layers).collect() } else { (0..proper.layers).rev().collect() };
        let halves = if forward { &proper.before } else { &proper.after };
        let turned: Pins = pins.iter().map(|(node, before)| (*before, *node)).collect();
        let pinned = if forward { pins } else { &turned };
        for layer in layers {
            // The place of the last neighbour that was aligned with, so that no two alignments cross.
            let mut bound: Option<f64> = None;
            let row: Vec<usize> = if leftwards {
                order.rows[layer].clone()
            } else {
                order.rows[layer].iter().rev().copied().collect()
            };
            for node in row {
                if let Some(&other) = pinned.get(&node) {
                    blocks.root[node] = blocks.root[other];
                    #[expect(clippy::cast_precision_loss, reason = "rows are short")]
                    let at = order.place[other] as f64;
                    (taken[other], bound) = (true, Some(at));
                    blocks.shift[node] = blocks.shift[other];
                    continue;
                }
                let mut near: Vec<Half> = halves[node].clone();
                let key = |half: &Half| order.port(proper, half.other, half.there);
                near.sort_by(|a, b| key(a).total_cmp(&key(b)));
                let (low, high) = (near.len().saturating_sub(1) / 2, near.len() / 2);
                let medians = if leftwards { [low, high] } else { [high, low] };
                for index in medians {
                    let Some(half) = near.get(index).copied() else { continue };
                    let other = half.other;
                    let pair = if forward { (other, node) } else { (node, other) };
                    #[expect(clippy::cast_precision_loss, reason = "rows are short")]
                    let at = order.place[other] as f64;
                    let in_order =
                        bound.is_none_or(|bound| if leftwards { bound < at } else { bound > at });
                    if !taken[other] && in_order && !conflicts.contains(&pair) {
                        taken[other] = true;
                        blocks.root[node] = blocks.root[other];
                        blocks.shift[node] = blocks.shift[other] + half.there - half.here;
                        bound = Some(at);
                        break;
                    }
                }
            }
        }
        blocks
    }

    /// Blocks as near to one side as can be, then those that can lie nearer to their neighbours on the
    /// other side moved there.
    fn compact(&self, proper: &Proper, order: &Order, gaps: Gaps, leftwards: bool) -> Vec<f64> {
        let count = proper.len();
        // Least distances from blocks to those right of them.
        let mut right: Vec<Vec<(usize, f64)>> = vec![Vec::new(); count];
        let mut left: Vec<Vec<(usize, f64)>> = vec![Vec::new(); count];
        for row in &order.rows {
            for pair in row.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                let apart = distance(proper, a, b, gaps) + self.shift[a] - self.shift[b];
                right[self.root[a]].push((self.root[b], apart));
                left[self.root[b]].push((self.root[a], apart));
            }
        }
        let (ahead, behind, sign) =
            if leftwards { (&right, &left, 1.0) } else { (&left, &right, -1.0) };
        let blocks = sorted(count, ahead);
        let mut at = vec![0.0; count];
        for &block in &blocks {
            let from = behind[block].iter().map(|(other, apart)| at[*other] + apart);
            at[block] = from
                .fold(None, |most: Option<f64>, x| Some(most.map_or(x, |m| m.max(x))))
                .unwrap_or(0.0);
        }
        for &block in blocks.iter().rev() {
            let nearest = ahead[block]
                .iter()
                .map(|(other, apart)| at[*other] - apart)
                .fold(f64::INFINITY, f64::min);
            if nearest.is_finite() && nearest > at[block] {
                at[block] = nearest;
            }
        }
        (0..count).map(|node| sign * at[self.root[node]] + self.shift[node]).collect()
    }
}

/// Blocks in an order in which all distances lead forward.
fn sorted(count: usize, ahead: &[Vec<(usize, f64)>]) -> Vec<usize> {
    let mut waiting = vec![0_usize; count];
    for (other, _) in ahead.iter().flatten() {
        waiting[*other] += 1;
    }
    let mut blocks: Vec<usize> = (0..count).filter(|&block| waiting[block] == 0).collect();
    let mut next = 0;
    while next < blocks.len() {
        for (other, _) in &ahead[blocks[next]] {
            waiting[*other] -= 1;
            if waiting[*other] == 0 {
                blocks.push(*other);
            }
        }
        next += 1;
    }
    blocks
}

/// Least distance between the middles of neighbours.
fn distance(proper: &Proper, a: usize, b: usize, gaps: Gaps) -> f64 {
    let gap = match (proper.is_dummy(a), proper.is_dummy(b)) {
        (false, false) => gaps.node,
        (true, true) => gaps.dummies,
        _ => gaps.dummy,
    };
    f64::midpoint(proper.breadth[a], proper.breadth[b]) + gap
}
