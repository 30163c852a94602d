//! What lies directly in one group, or in none: linked parts in layers, leaves of one hub folded into
//! a block, the rest in rows, all packed into a shape.

use std::collections::BTreeMap;

use super::layered::{Drawing, Edge, Fold, Layering, Space, TRACK};
use super::pack;
use super::union::Union;
use crate::base::{Point, Size};

/// A card or a group with what it holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) size: Size,
    /// Where it would lie best across, if that is known: near what it is linked with elsewhere.
    pub(super) wish: Option<f64>,
}

/// The shape that is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Width by height.
    pub(super) aspect: f64,
    pub(super) space: Space,
    /// Whether layers may be broken into rows.
    pub(super) breaks: bool,
}

/// Where items lie.
#[derive(Clone, Debug, Default)]
pub(super) struct Placed {
    /// Top left corners.
    pub(super) corners: Vec<Point>,
    pub(super) size: Size,
}

/// Fewest leaves of one hub that are folded.
const LEAVES: usize = 7;
/// How often one fold is made tighter.
const AGAIN: usize = 3;
/// Nodes up to which several shapes are tried.
const TRIED_UP_TO: usize = 250;

/// Places items that are linked by edges.
pub(super) fn place(items: &[Item], edges: &[Edge], shape: Shape) -> Placed {
    let blocks = blocks(items, edges, shape);
    let mut block_of = vec![(0, 0); items.len()];
    for (index, block) in blocks.iter().enumerate() {
        for (place, &item) in block.items.iter().enumerate() {
            block_of[item] = (index, place);
        }
    }
    let lifted = edges.iter().map(|edge| {
        let lift = |item: usize, port: f64| {
            let (block, place) = block_of[item];
            let held = &blocks[block];
            let middle = held.corners[place].y + items[item].size.height / 2.0;
            (block, port + middle - held.size.height / 2.0)
        };
        let ((from, out), (to, into)) =
            (lift(edge.from, edge.ports[0]), lift(edge.to, edge.ports[1]));
        Edge { from, to, ports: [out, into], ..*edge }
    });
    let lifted: Vec<Edge> = lifted.filter(|edge| edge.from != edge.to).collect();
    let whole = parts(&blocks, &lifted, shape);
    let mut corners = vec![Point::default(); items.len()];
    for (block, at) in blocks.iter().zip(&whole.corners) {
        for (&item, inner) in block.items.iter().zip(&block.corners) {
            corners[item] = Point::new(at.x + inner.x, at.y + inner.y);
        }
    }
    Placed { corners, size: whole.size }
}

/// Items that are placed as one.
struct Block {
    items: Vec<usize>,
    corners: Vec<Point>,
    size: Size,
    wish: Option<f64>,
}

/// The hub of a leaf with the direction of its link, and the bits of its width and height.
type Alike = (Option<(usize, bool)>, u64, u64);

/// Leaves of one hub and items without links in grids, everything else by itself.
fn blocks(items: &[Item], edges: &[Edge], shape: Shape) -> Vec<Block> {
    let mut near: Vec<Vec<(usize, bool)>> = vec![Vec::new(); items.len()];
    for edge in edges {
        near[edge.from].push((edge.to, true));
        near[edge.to].push((edge.from, false));
    }
    // By hub and direction, and by size: grids hold what is alike.
    let mut alike: BTreeMap<Alike, Vec<usize>> = BTreeMap::new();
    let mut blocks = Vec::new();
    for (item, links) in near.iter().enumerate() {
        let hub = match links[..] {
            [] => None,
            [only] => Some(only),
            _ => {
                blocks.push(grid(items, vec![item], 0.0, shape));
                continue;
            }
        };
        let Size { width, height } = items[item].size;
        alike.entry((hub, width.to_bits(), height.to_bits())).or_default().push(item);
    }
    for ((hub, ..), mut held) in alike {
        if hub.is_some() && held.len() < LEAVES {
            blocks.extend(held.into_iter().map(|item| grid(items, vec![item], 0.0, shape)));
            continue;
        }
        let wish = |item: &usize| items[*item].wish.unwrap_or(0.0);
        held.sort_by(|a, b| wish(a).total_cmp(&wish(b)).then(a.cmp(b)));
        let tracks = if hub.is_some() { TRACK } else { 0.0 };
        blocks.push(grid(items, held, tracks, shape));
    }
    blocks.sort_by_key(|block| block.items.iter().min().copied());
    blocks
}

/// Items of one size in columns; between them room for `track` to each link that leads past.
#[expect(clippy::cast_precision_loss, reason = "items are few")]
fn grid(items: &[Item], held: Vec<usize>, track: f64, shape: Shape) -> Block {
    let size = held.first().map_or(Size::default(), |item| items[*item].size);
    let count = held.len();
    let Space { node, layer } = shape.space;
    let extent = |columns: usize| {
        let rows = count.div_ceil(columns);
        let (across, down) = (
            if track > 0.0 { (0.5 * layer).max(2.0 * track + track * rows as f64) } else { node },
            node + track * (columns - 1) as f64,
        );
        let width = columns as f64 * (size.width + across) - across;
        (Size::new(width, rows as f64 * (size.height + down) - down), across, down, rows)
    };
    let best = (1..=count.max(1)).min_by(|a, b| {
        let off = |columns: usize| deviation(extent(columns).0, shape.aspect);
        off(*a).total_cmp(&off(*b))
    });
    let columns = best.unwrap_or(1);
    let (whole, across, down, rows) = extent(columns);
    let corner = |index: usize| {
        Point::new(
            (index / rows) as f64 * (size.width + across),
            (index % rows) as f64 * (size.height + down),
        )
    };
    let wishes: Vec<f64> = held.iter().filter_map(|item| items[*item].wish).collect();
    let wish = (!wishes.is_empty()).then(|| wishes.iter().sum::<f64>() / wishes.len() as f64);
    Block { corners: (0..count).map(corner).collect(), items: held, size: whole, wish }
}

/// How many times wider or higher than wanted, at least 1.
pub(super) fn deviation(size: Size, aspect: f64) -> f64 {
    let of = size.width.max(1.0) / size.height.max(1.0) / aspect;
    of.max(1.0 / of)
}

/// Draws each connected part and packs them.
fn parts(blocks: &[Block], edges: &[Edge], shape: Shape) -> Placed {
    let part_of = connected(blocks.len(), edges);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (block, part) in part_of.iter().enumerate() {
        members.entry(*part).or_default().push(block);
    }
    let mut place_in = vec![0; blocks.len()];
    for held in members.values() {
        for (place, block) in held.iter().enumerate() {
            place_in[*block] = place;
        }
    }
    let mut edges_of: BTreeMap<usize, Vec<Edge>> = BTreeMap::new();
    for edge in edges {
        let (from, to) = (place_in[edge.from], place_in[edge.to]);
        edges_of.entry(part_of[edge.from]).or_default().push(Edge { from, to, ..*edge });
    }
    let drawn: Vec<(Vec<Point>, Size)> = members
        .iter()
        .map(|(part, held)| {
            let of = edges_of.get(part).map_or(&[][..], Vec::as_slice);
            drawn(blocks, held, of, shape)
        })
        .collect();
    let sizes: Vec<Size> = drawn.iter().map(|(_, size)| *size).collect();
    let (places, size) = pack::pack(&sizes, shape.aspect, shape.space.node);
    let mut corners = vec![Point::default(); blocks.len()];
    for ((held, (inner, _)), at) in members.values().zip(&drawn).zip(places) {
        for (block, corner) in held.iter().zip(inner) {
            corners[*block] = Point::new(at.x + corner.x, at.y + corner.y);
        }
    }
    Placed { corners, size }
}

/// The least node of the connected part of each.
fn connected(count: usize, edges: &[Edge]) -> Vec<usize> {
    let mut parts = Union::of(count);
    for edge in edges {
        parts.join(edge.from, edge.to);
    }
    (0..count).map(|node| parts.find(node)).collect()
}

/// One connected part, in the fold that is easiest to follow in about the shape that is wanted.
fn drawn(blocks: &[Block], held: &[usize], edges: &[Edge], shape: Shape) -> (Vec<Point>, Size) {
    let sizes: Vec<Size> = held.iter().map(|block| blocks[*block].size).collect();
    if let [only] = sizes[..] {
        return (vec![Point::default()], only);
    }
    let wishes: Option<Vec<f64>> = held.iter().map(|block| blocks[*block].wish).collect();
    let layering = Layering::of(held.len(), edges);
    let draw = |fold| layering.draw(&sizes, wishes.as_deref(), shape.space, fold);
    let plain = Fold { most: usize::MAX, rows: 1 };
    let first = draw(plain);
    let worth = |drawing: &Drawing| worth(drawing, &sizes, edges, shape.aspect);
    let folds = if shape.breaks { folds(&first, held.len(), shape.aspect) } else { Vec::new() };
    let mut best = first;
    for mut fold in folds {
        // Room for links grows with folds: what is still far off is folded once more.
        for _ in 0..AGAIN {
            let other = draw(fold);
            let (off, other_layers) = (deviation(other.size, shape.aspect), other.layers);
            if worth(&other) < worth(&best) {
                best = other;
            }
            if off < 2.0 {
                break;
            }
            fold = if fold.rows > 1 {
                Fold { rows: (fold.rows + fold.rows.div_ceil(2)).min(other_layers), ..fold }
            } else {
                Fold { most: fold.most.div_ceil(2), ..fold }
            };
        }
    }
    (best.corners, best.size)
}

/// Folds that bring a drawing nearer to a shape.
fn folds(first: &Drawing, count: usize, aspect: f64) -> Vec<Fold> {
    let of = first.size.width / first.size.height.max(1.0) / aspect;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number")]
    let times = libm::sqrt(of.max(1.0 / of)).ceil().clamp(1.0, 1e3) as usize;
    let tries: Vec<usize> =
        if count > TRIED_UP_TO { vec![times] } else { (2..=times + 1).collect() };
    if of > 1.0 {
        tries
            .into_iter()
            .map(|rows| Fold { most: usize::MAX, rows: rows.min(first.layers) })
            .collect()
    } else {
        let most = |times: usize| first.tallest.div_ceil(times.max(1));
        tries.into_iter().map(|times| Fold { most: most(times), rows: 1 }).collect()
    }
}

/// How hard a drawing is to follow: long links, crossings, and a shape that is not the one wanted.
fn worth(drawing: &Drawing, sizes: &[Size], edges: &[Edge], aspect: f64) -> f64 {
    let middle = |node: usize, port: f64| {
        let (at, size) = (drawing.corners[node], sizes[node]);
        Point::new(at.x + size.width / 2.0, at.y + size.height / 2.0 + port)
    };
    let length = |edge: &Edge| {
        let (a, b) = (middle(edge.from, edge.ports[0]), middle(edge.to, edge.ports[1]));
        (a.x - b.x).abs() + (a.y - b.y).abs()
    };
    let lengths: f64 = edges.iter().map(length).sum();
    #[expect(clippy::cast_precision_loss, reason = "crossings are few")]
    let crossings = drawing.crossings as f64;
    let off = deviation(drawing.size, aspect);
    (lengths + 150.0 * crossings + 300.0)
        * (1.0 + 0.4 * libm::log(off) + 2.0 * (off - 2.0).max(0.0))
}
