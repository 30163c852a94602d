//! Layouts of any shape: cards in the order of calls on shelves of limited length, groups as boxes of
//! shelves. Links may be longer than in layers, but cards fill their place.

use std::collections::BTreeMap;

use super::fitted::PADDING;
use super::layered;
use super::request::LayoutRequest;
use crate::base::{Point, Rect, Size};

/// Cards to a shelf of the whole plan, and of a group.
const OUTER: std::ops::RangeInclusive<u32> = 1..=12;
const INNER: std::ops::RangeInclusive<u32> = 1..=6;
/// How often shelves are put in order by where their neighbours came to lie.
const ORDERED: u32 = 4;

/// How shelves are laid.
#[derive(Clone, Copy)]
struct Shape {
    /// Whether shelves lie one below the other, or one beside the other.
    down: bool,
    /// Cards to a shelf of the whole plan.
    outer: u32,
    /// Cards to a shelf of a group.
    inner: u32,
    /// Space between cards of a shelf, and between shelves.
    beside: f64,
    below: f64,
}

/// Something on a shelf: a card, or a group with what it holds.
struct Block {
    size: Size,
    /// Cards by index, where they lie in the block.
    cards: Vec<(usize, Point)>,
    /// The layer in which it would lie, and its place along the shelf.
    layer: f64,
    along: f64,
}

/// Top left corners of all cards, in many shapes.
pub(super) fn all(
    request: &LayoutRequest,
    beside: f64,
    below: f64,
) -> impl Iterator<Item = Vec<Point>> {
    let layers = layered::layers(request.nodes.len(), &request.edges);
    let shapes = [true, false].into_iter().flat_map(move |down| {
        OUTER.flat_map(move |outer| {
            INNER.map(move |inner| {
                // Words at links run across: they need room between columns.
                let (beside, below) = if down { (beside, 0.75 * below) } else { (beside, below) };
                Shape { down, outer, inner, beside, below }
            })
        })
    });
    shapes.map(move |shape| corners(request, &layers, shape))
}

fn corners(request: &LayoutRequest, layers: &[usize], shape: Shape) -> Vec<Point> {
    let mut corners = vec![Point::default(); request.nodes.len()];
    for _ in 0..ORDERED {
        let along = wishes(request, &corners, shape);
        let whole = pack(blocks(request, layers, &along, None, shape), shape, shape.outer, request);
        for (index, at) in whole.cards {
            corners[index] = at;
        }
    }
    corners
}

/// Where along its shelf each card would be nearest to what it is linked with.
fn wishes(request: &LayoutRequest, corners: &[Point], shape: Shape) -> Vec<f64> {
    let along = |index: usize| if shape.down { corners[index].x } else { corners[index].y };
    let mut sums: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for &(from, to) in &request.edges {
        for (card, other) in [(from, to), (to, from)] {
            let sum = sums.entry(card).or_default();
            *sum = (sum.0 + along(other), sum.1 + 1.0);
        }
    }
    let wish = |index| sums.get(&index).map_or_else(|| along(index), |(sum, count)| sum / count);
    (0..corners.len()).map(wish).collect()
}

/// The cards and groups directly within a group, or outermost.
fn blocks(
    request: &LayoutRequest,
    layers: &[usize],
    along: &[f64],
    parent: Option<usize>,
    shape: Shape,
) -> Vec<Block> {
    let cards = request.nodes.iter().enumerate().filter(|(_, node)| node.group == parent);
    let mut blocks: Vec<Block> = cards
        .map(|(index, node)| {
            #[expect(clippy::cast_precision_loss, reason = "layers are few")]
            let layer = layers[index] as f64;
            let cards = vec![(index, Point::default())];
            Block { size: node.size, cards, layer, along: along[index] }
        })
        .collect();
    for group in (0..request.groups.len()).filter(|group| request.groups[*group] == parent) {
        let held = blocks_of_group(request, layers, along, group, shape);
        if !held.cards.is_empty() {
            blocks.push(held);
        }
    }
    blocks
}

fn blocks_of_group(
    request: &LayoutRequest,
    layers: &[usize],
    along: &[f64],
    group: usize,
    shape: Shape,
) -> Block {
    let held = blocks(request, layers, along, Some(group), shape);
    let mut block = pack(held, shape, shape.inner, request);
    let (left, top) = (PADDING.side, PADDING.side + PADDING.title);
    block.size.width += 2.0 * PADDING.side;
    block.size.height += 2.0 * PADDING.side + PADDING.title;
    for (_, at) in &mut block.cards {
        *at = Point::new(at.x + left, at.y + top);
    }
    block
}

/// Puts blocks on shelves in the order of their layers; on a shelf by their place along it.
fn pack(mut blocks: Vec<Block>, shape: Shape, most: u32, request: &LayoutRequest) -> Block {
    let card = request.nodes.first().map_or(Size::default(), |node| node.size);
    let length = |size: Size| if shape.down { size.width } else { size.height };
    let depth = |size: Size| if shape.down { size.height } else { size.width };
    let limit = f64::from(most) * (length(card) + shape.beside);
    blocks.sort_by(|a, b| a.layer.total_cmp(&b.layer));
    let mut shelves: Vec<Vec<Block>> = Vec::new();
    let mut used = f64::INFINITY;
    for block in blocks {
        used += length(block.size) + shape.beside;
        if used > limit {
            shelves.push(Vec::new());
            used = length(block.size) + shape.beside;
        }
        if let Some(shelf) = shelves.last_mut() {
            shelf.push(block);
        }
    }
    let extent = |shelf: &Vec<Block>| {
        shelf.iter().map(|block| length(block.size) + shape.beside).sum::<f64>() - shape.beside
    };
    let longest = shelves.iter().map(extent).fold(0.0, f64::max);
    let mut whole = Block { size: Size::default(), cards: Vec::new(), layer: 0.0, along: 0.0 };
    let mut down = 0.0;
    for mut shelf in shelves {
        shelf.sort_by(|a, b| a.along.total_cmp(&b.along));
        // Shelves are centred.
        let mut along = (longest - extent(&shelf)) / 2.0;
        let deepest = shelf.iter().map(|block| depth(block.size)).fold(0.0, f64::max);
        for block in shelf {
            let at = if shape.down { Point::new(along, down) } else { Point::new(down, along) };
            along += length(block.size) + shape.beside;
            whole.take(block, at);
        }
        down += deepest + shape.below;
    }
    whole.finish()
}

impl Block {
    /// Holds another block at a place.
    fn take(&mut self, other: Self, at: Point) {
        let end = Rect::from_min_size(at, other.size).max;
        self.size = Size::new(self.size.width.max(end.x), self.size.height.max(end.y));
        #[expect(clippy::cast_precision_loss, reason = "cards are few")]
        let count = other.cards.len() as f64;
        self.layer += other.layer * count;
        self.along += other.along * count;
        let moved = other
            .cards
            .into_iter()
            .map(|(index, inner)| (index, Point::new(at.x + inner.x, at.y + inner.y)));
        self.cards.extend(moved);
    }

    /// Sums become means.
    fn finish(mut self) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "cards are few")]
        let count = self.cards.len().max(1) as f64;
        self.layer /= count;
        self.along /= count;
        self
    }
}
