//! All groups at once, in the layers of the whole plan: cards get their layers together, groups are
//! contiguous on every layer that they span and in one order among their siblings on all of them, after
//! Sander, "Layout of compound directed graphs" (Saarbrücken 1996), and Forster, "Applying crossing
//! reduction strategies to layered compound graphs", Graph Drawing 2002 (LNCS 2528).

mod order;
mod place;
mod siblings;

use super::budget::Budget;
use super::proper::Proper;
use super::ranks::{self, Arc};
use super::{Edge, Space, columns, forward, indices, rows, wishes};
use crate::base::{Point, Size};
use crate::layout::groups::Padding;

/// Work allowed for layers, and for orders.
const LAYERING: usize = 4_000_000;
const ORDERING: usize = 6_000_000;
/// What each layer counts that a group spans.
const SPAN: i64 = 6;

/// What lies in what.
pub(in crate::layout) struct Nesting<'a> {
    /// The innermost group of each node.
    pub(in crate::layout) home: &'a [Option<usize>],
    /// The group around each group.
    pub(in crate::layout) parent: &'a [Option<usize>],
}

/// The groups around nodes and dummies.
struct Nest {
    /// Of each node and dummy, the innermost group.
    home: Vec<Option<usize>>,
    /// Of each group, those around it and itself, outermost first.
    chain: Vec<Vec<usize>>,
}

impl Nest {
    fn around(&self, node: usize) -> &[usize] {
        self.home[node].map_or(&[], |group| &self.chain[group])
    }

    /// What of two neighbours in a row lies beside each other: the groups, if any, that hold one and
    /// not the other, and how many groups hold both.
    fn apart(&self, a: usize, b: usize) -> (usize, Option<usize>, Option<usize>) {
        let (of_a, of_b) = (self.around(a), self.around(b));
        let common = of_a.iter().zip(of_b).take_while(|(x, y)| x == y).count();
        (common, of_a.get(common).copied(), of_b.get(common).copied())
    }
}

/// Top left corners of all nodes, and how many the fullest layer has; `most` is how many may share a layer, `wish` where they would lie
/// along it.
pub(in crate::layout) fn corners(
    sizes: &[Size],
    edges: &[Edge],
    nesting: &Nesting<'_>,
    wish: Option<&[f64]>,
    space: Space,
    padding: Padding,
    most: usize,
) -> (Vec<Point>, usize) {
    let count = sizes.len();
    let edges = forward(count, edges);
    let chain = chains(nesting.parent);
    let layer = layers(count, &edges, nesting);
    let layer = rows::lower(&layer, &edges, most);
    let spans = spans(&layer, nesting, &chain);
    let breadths: Vec<f64> = sizes.iter().map(|size| size.height).collect();
    let mut proper = Proper::of(&layer, &breadths, &edges);
    let home = homes(&mut proper, &edges, nesting, &chain, &spans);
    let nest = Nest { home, chain };
    let wish = wish.map(|wish| {
        let mut wish = wishes(&proper, &edges, wish);
        // What only keeps a place for a group lies in the middle of it.
        let means = order::means(&nest, &wish);
        for node in wish.len()..proper.len() {
            wish.push(nest.home[node].map_or(0.0, |group| means[group]));
        }
        wish
    });
    let order = order::few_crossings(&proper, &nest, wish, &mut Budget(ORDERING));
    let middles = place::middles(&proper, &order, &nest, space, padding);
    let columns = columns(&proper, &order, sizes, &middles, &edges, space);
    let mut corners = vec![Point::default(); count];
    for (node, corner) in corners.iter_mut().enumerate() {
        let layer = proper.layer[node];
        let inset = (columns.width[layer] - sizes[node].width) / 2.0;
        *corner = Point::new(columns.left[layer] + inset, middles[node] - sizes[node].height / 2.0);
    }
    let mut held = vec![0; proper.layers];
    for layer in &layer {
        held[*layer] += 1;
    }
    (corners, held.into_iter().max().unwrap_or(0))
}

/// Of each group, those around it and itself, outermost first.
fn chains(parent: &[Option<usize>]) -> Vec<Vec<usize>> {
    let chain = |group: usize| {
        let mut chain = vec![group];
        // A group that lies in itself through others would never end.
        while let Some(outer) = chain.last().and_then(|group| parent[*group]) {
            if chain.contains(&outer) {
                break;
            }
            chain.push(outer);
        }
        chain.reverse();
        chain
    };
    (0..parent.len()).map(chain).collect()
}

/// Layers by network simplex, with borders of groups that are near each other.
fn layers(count: usize, edges: &[Edge], nesting: &Nesting<'_>) -> Vec<usize> {
    let groups = nesting.parent.len();
    let (first, last) = (|group: usize| count + 2 * group, |group: usize| count + 2 * group + 1);
    let root = count + 2 * groups;
    let mut arcs = super::arcs(edges);
    let arc = |from, to, weight| Arc { from, to, weight };
    for (node, home) in nesting.home.iter().enumerate() {
        if let Some(group) = *home {
            arcs.extend([arc(first(group), node, 0), arc(node, last(group), 0)]);
        } else {
            arcs.push(arc(root, node, 0));
        }
    }
    for (group, parent) in nesting.parent.iter().enumerate() {
        arcs.push(arc(first(group), last(group), SPAN));
        match *parent {
            Some(outer) => {
                arcs.extend([arc(first(outer), first(group), 0), arc(last(group), last(outer), 0)]);
            }
            None => arcs.push(arc(root, first(group), 0)),
        }
    }
    let layer = indices(&ranks::layers(root + 1, &arcs, &mut Budget(LAYERING)));
    // Layers of borders alone fall away.
    let mut used: Vec<usize> = layer[..count].to_vec();
    used.sort_unstable();
    used.dedup();
    layer[..count].iter().map(|layer| used.partition_point(|at| at < layer)).collect()
}

/// First and last layer of each group; none of one that holds nothing.
fn spans(
    layer: &[usize],
    nesting: &Nesting<'_>,
    chain: &[Vec<usize>],
) -> Vec<Option<(usize, usize)>> {
    let mut spans: Vec<Option<(usize, usize)>> = vec![None; nesting.parent.len()];
    for (node, home) in nesting.home.iter().enumerate() {
        for group in home.map_or(&[][..], |home| &chain[home]) {
            let at = layer[node];
            let span = spans[*group].get_or_insert((at, at));
            *span = (span.0.min(at), span.1.max(at));
        }
    }
    spans
}

/// The groups that nodes and dummies lie in. A long edge stays in the group of its start while that
/// lasts, and lies in the group of its end as soon as that begins. Groups without anything on a layer
/// that they span get a dummy there.
fn homes(
    proper: &mut Proper,
    edges: &[Edge],
    nesting: &Nesting<'_>,
    chain: &[Vec<usize>],
    spans: &[Option<(usize, usize)>],
) -> Vec<Option<usize>> {
    let mut home = nesting.home.to_vec();
    // Dummies were made edge by edge, in order.
    for edge in edges {
        let ends = [edge.from, edge.to].map(|end| nesting.home[end]);
        let [a, b] = ends.map(|group| group.map_or(&[][..], |group| &chain[group]));
        let common = a.iter().zip(b).take_while(|(x, y)| x == y).count();
        for layer in proper.layer[edge.from] + 1..proper.layer[edge.to] {
            let holds = |group: &&usize| {
                spans[**group].is_some_and(|(first, last)| (first..=last).contains(&layer))
            };
            let within = |chain: &[usize]| chain[common..].iter().take_while(holds).last().copied();
            let shared = common.checked_sub(1).map(|last| a[last]);
            home.push(within(a).or_else(|| within(b)).or(shared));
        }
    }
    let mut held = std::collections::BTreeSet::new();
    for (node, group) in home.iter().enumerate() {
        let around = group.map_or(&[][..], |group| &chain[group]);
        held.extend(around.iter().map(|group| (*group, proper.layer[node])));
    }
    for (group, span) in spans.iter().enumerate() {
        let Some((first, last)) = *span else { continue };
        for layer in first..=last {
            if !held.contains(&(group, layer)) {
                proper.dummy(layer);
                home.push(Some(group));
                held.extend(chain[group].iter().map(|group| (*group, layer)));
            }
        }
    }
    home
}
