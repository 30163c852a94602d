//! Many leaves of one card stand in a block of rows: such a fan, drawn in layers, is a tower, or a
//! staircase with most of it empty. In the block half of the rows lie above a corridor and half below, in
//! which links run between them and the card.

use std::collections::BTreeMap;

use super::layered::TRACK;
use super::request::{LayoutRequest, Node};
use crate::base::{Point, Size};

/// Leaves from which on they stand in a block.
const FEWEST: usize = 9;
/// Width by height of a block.
const ASPECT: f64 = 1.4;
/// Height that a link takes of the corridor; links of one card lie closer than others.
const LINK: f64 = TRACK / 2.0;

/// A request in which each block is one card.
pub(super) struct Bundled {
    /// The request.
    pub(super) request: LayoutRequest,
    /// Cards of the whole request by card of this one: one, or the leaves of a block.
    cards: Vec<Vec<usize>>,
    sizes: Vec<Size>,
    gaps: Size,
}

/// Leaves of one card that lie in one group and are all called by it, or all call it.
type Fan = (usize, Option<usize>, bool);

impl Bundled {
    /// The request with its blocks, whose columns and rows are so far apart; none without any.
    pub(super) fn of(request: &LayoutRequest, gaps: Size) -> Option<Self> {
        let mut links = vec![0_usize; request.nodes.len()];
        for &(from, to) in &request.edges {
            links[from] += 1;
            links[to] += 1;
        }
        let mut fans: BTreeMap<Fan, Vec<usize>> = BTreeMap::new();
        for &(from, to) in &request.edges {
            for (hub, leaf, called) in [(from, to, true), (to, from, false)] {
                if links[leaf] == 1 && links[hub] > 1 {
                    let group = request.nodes[leaf].group;
                    fans.entry((hub, group, called)).or_default().push(leaf);
                }
            }
        }
        fans.retain(|_, leaves| leaves.len() >= FEWEST);
        (!fans.is_empty()).then(|| Self::with(request, fans.into_values(), gaps))
    }

    fn with(request: &LayoutRequest, blocks: impl Iterator<Item = Vec<usize>>, gaps: Size) -> Self {
        let mut block_of = vec![None; request.nodes.len()];
        let mut cards: Vec<Vec<usize>> = blocks.collect();
        for (block, leaves) in cards.iter_mut().enumerate() {
            leaves.sort_unstable();
            for &leaf in leaves.iter() {
                block_of[leaf] = Some(block);
            }
        }
        let alone = (0..request.nodes.len()).filter(|card| block_of[*card].is_none());
        cards.extend(alone.map(|card| vec![card]));
        let mut place = vec![0; request.nodes.len()];
        for (index, held) in cards.iter().enumerate() {
            for &card in held {
                place[card] = index;
            }
        }
        let sizes: Vec<Size> = request.nodes.iter().map(|node| node.size).collect();
        let node = |held: &Vec<usize>| Node {
            size: Block::of(held, &sizes, gaps).map_or(sizes[held[0]], |block| block.size()),
            ..request.nodes[held[0]].clone()
        };
        let mut edges: BTreeMap<(usize, usize), (Size, i64)> = BTreeMap::new();
        let all = request.edges.iter().zip(&request.words).zip(&request.weights);
        for ((&(from, to), words), weight) in all {
            let of = edges.entry((place[from], place[to])).or_default();
            of.0 = Size::new(of.0.width.max(words.width), of.0.height.max(words.height));
            of.1 += *weight;
        }
        let (edges, of_edges): (Vec<_>, Vec<_>) = edges.into_iter().unzip();
        let (words, weights) = of_edges.into_iter().unzip();
        let nodes = cards.iter().map(node).collect();
        let request =
            LayoutRequest { nodes, groups: request.groups.clone(), edges, weights, words };
        Self { request, cards, sizes, gaps }
    }

    /// Top left corners of all cards of the whole request, from those of this one.
    pub(super) fn spread(&self, corners: &[Point]) -> Vec<Point> {
        let mut all = vec![Point::default(); self.sizes.len()];
        for (held, corner) in self.cards.iter().zip(corners) {
            match Block::of(held, &self.sizes, self.gaps) {
                None => all[held[0]] = *corner,
                Some(block) => {
                    for (place, card) in held.iter().enumerate() {
                        let inner = block.corner(place);
                        all[*card] = Point::new(corner.x + inner.x, corner.y + inner.y);
                    }
                }
            }
        }
        all
    }
}

/// Rows and columns of leaves.
struct Block {
    columns: usize,
    rows: usize,
    /// From one column and row to the next.
    step: Size,
    gaps: Size,
    /// What the corridor takes beyond the space between two rows.
    corridor: f64,
}

#[expect(clippy::cast_precision_loss, reason = "cards are few")]
impl Block {
    fn of(leaves: &[usize], sizes: &[Size], gaps: Size) -> Option<Self> {
        if leaves.len() < 2 {
            return None;
        }
        let card = leaves
            .iter()
            .map(|leaf| sizes[*leaf])
            .reduce(|a, b| Size::new(a.width.max(b.width), a.height.max(b.height)))?;
        let step = Size::new(card.width + gaps.width, card.height + gaps.height);
        let count = leaves.len() as f64;
        let square = libm::sqrt(ASPECT * count * step.height / step.width);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few")]
        let columns = (libm::round(square) as usize).clamp(1, leaves.len());
        let rows = leaves.len().div_ceil(columns);
        // As many columns as these rows need.
        let columns = leaves.len().div_ceil(rows);
        let corridor = f64::max(0.0, count * LINK - gaps.height);
        Some(Self { columns, rows, step, gaps, corridor })
    }

    fn size(&self) -> Size {
        let below = self.corner(self.columns * self.rows - 1);
        let Size { width, height } = self.step;
        Size::new(below.x + width - self.gaps.width, below.y + height - self.gaps.height)
    }

    /// The corner of a leaf within the block, row by row.
    fn corner(&self, place: usize) -> Point {
        let (row, column) = (place / self.columns, place % self.columns);
        let past = if row >= self.rows.div_ceil(2) { self.corridor } else { 0.0 };
        Point::new(column as f64 * self.step.width, row as f64 * self.step.height + past)
    }
}
