//! Groups within groups: each is placed by itself and is one item of what lies around it, so that
//! areas are whole and disjoint at any depth. Then all are placed again, knowing where what they are
//! linked with elsewhere came to lie; of all rounds the one counts whose links are easiest to follow.

use super::effort::easiest;
use super::groups::Padding;
use super::layered::{Edge, Space, TRACK};
use super::leaves::Bundled;
use super::level::{self, Item, Placed, Shape};
use super::request::LayoutRequest;
use super::whole;
use crate::base::{Point, Rect, Size};

/// How a layout is made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spacing {
    /// Whether links run down, not to the right.
    pub(super) down: bool,
    /// Space between cards of a layer.
    pub(super) card: f64,
    /// Space between layers.
    pub(super) layer: f64,
    /// Space of a group around what it holds.
    pub(super) padding: Padding,
    /// Width by height of all.
    pub(super) aspect: f64,
    /// Whether it is one of many layouts of which the best counts, so that each has to be quick.
    pub(super) quick: bool,
}

impl Spacing {
    /// Of the window and of pictures of any size: a screen of 16 by 10.
    pub(super) const USUAL: Self = Self {
        down: false,
        card: super::CARD_GAP,
        layer: super::LAYER_GAP,
        padding: Padding::USUAL,
        aspect: 1.6,
        quick: false,
    };
}

/// Shapes of groups that are tried, and cards up to which all are.
const INNER: [f64; 2] = [1.4, 0.7];
const TRIED_UP_TO: usize = 120;
/// Cards from which on layers are broken into rows.
const BREAKS: usize = 12;
/// Links out of a group that find room between its cards as they are.
const LEAVING: usize = 12;
/// Rounds, of which all but the first know where things lie, and cards up to which there are several.
const ROUNDS: usize = 2;
const ROUNDS_UP_TO: usize = 1500;

/// Top left corners of all cards; many leaves of one card in a block where that is easier to follow.
pub(super) fn layout(request: &LayoutRequest, spacing: Spacing) -> Vec<Point> {
    let plain = plain(request, spacing);
    // Between columns links run up and down, of which there are fewer than between layers.
    let gaps = Size::new(0.75 * spacing.layer, spacing.card);
    let bundled = Bundled::of(request, gaps).filter(|_| !spacing.down);
    let Some(bundled) = bundled else { return plain };
    let in_blocks = bundled.spread(&self::plain(&bundled.request, spacing));
    if area(request, &in_blocks) < MUCH_LESS * area(request, &plain) {
        return in_blocks;
    }
    easiest(request, vec![plain, in_blocks], spacing.aspect, !spacing.quick)
}

/// Share of the room up to which blocks are worth it, though links be a little harder to follow.
const MUCH_LESS: f64 = 0.7;

/// The room that cards take with what is between them.
fn area(request: &LayoutRequest, corners: &[Point]) -> f64 {
    let cards = request.nodes.iter().zip(corners);
    let rects = cards.map(|(node, at)| Rect::from_min_size(*at, node.size));
    rects.reduce(Rect::union).map_or(0.0, |all| all.width() * all.height())
}

/// The same, every card by itself.
fn plain(request: &LayoutRequest, spacing: Spacing) -> Vec<Point> {
    let tree = Tree::of(request);
    let count = request.nodes.len();
    let few = count <= TRIED_UP_TO && !request.groups.is_empty() && !spacing.quick;
    let inner = if few { &INNER[..] } else { &INNER[..1] };
    let several = count <= ROUNDS_UP_TO && !request.groups.is_empty();
    let rounds = if several { ROUNDS } else { 1 };
    let mut found = Vec::new();
    for &inner in inner {
        let mut known = None;
        for _ in 0..rounds {
            let corners = tree.round(request, spacing, inner, known.as_deref());
            known = Some(corners.clone());
            found.push(corners);
        }
    }
    if !spacing.quick && count <= ROUNDS_UP_TO {
        let known = easiest(request, found.clone(), spacing.aspect, false);
        found.extend(whole::all(request, spacing, &known));
    }
    easiest(request, found, spacing.aspect, !spacing.quick)
}

/// What lies in what.
struct Tree {
    /// Groups, the inner ones first; the last one stands for the plan.
    order: Vec<usize>,
    /// Cards and groups directly in each.
    cards: Vec<Vec<usize>>,
    groups: Vec<Vec<usize>>,
    /// The groups around each card, outermost first, beginning with the plan.
    around: Vec<Vec<usize>>,
    /// Edges by the innermost group that holds both of their ends.
    edges: Vec<Vec<usize>>,
    /// By group, edges of which it holds one end: the end within, and the one outside.
    leaving: Vec<Vec<(usize, usize)>>,
}

impl Tree {
    fn of(request: &LayoutRequest) -> Self {
        let root = request.groups.len();
        let chain = |mut group: Option<usize>| {
            let mut chain = Vec::new();
            // A group that lies in itself through others would never end.
            while let Some(index) = group.filter(|index| chain.len() <= root && *index < root) {
                chain.push(index);
                group = request.groups[index];
            }
            chain.push(root);
            chain.reverse();
            chain
        };
        let around: Vec<Vec<usize>> = request.nodes.iter().map(|node| chain(node.group)).collect();
        let mut order: Vec<(usize, usize)> =
            (0..root).map(|group| (chain(Some(group)).len(), group)).collect();
        order.sort_by_key(|(depth, group)| (std::cmp::Reverse(*depth), *group));
        let mut tree = Self {
            order: order.into_iter().map(|(_, group)| group).chain([root]).collect(),
            cards: vec![Vec::new(); root + 1],
            groups: vec![Vec::new(); root + 1],
            around,
            edges: vec![Vec::new(); root + 1],
            leaving: vec![Vec::new(); root + 1],
        };
        for (card, node) in request.nodes.iter().enumerate() {
            tree.cards[node.group.unwrap_or(root)].push(card);
        }
        for (group, parent) in request.groups.iter().enumerate() {
            tree.groups[parent.unwrap_or(root)].push(group);
        }
        for (index, &(from, to)) in request.edges.iter().enumerate() {
            let common =
                tree.around[from].iter().zip(&tree.around[to]).take_while(|(a, b)| a == b).count();
            let Some(last) = common.checked_sub(1) else { continue };
            tree.edges[tree.around[from][last]].push(index);
            for (end, other) in [(from, to), (to, from)] {
                for &group in &tree.around[end][common..] {
                    tree.leaving[group].push((end, other));
                }
            }
        }
        tree
    }

    /// Places everything once; `known` is where cards lay before.
    fn round(
        &self,
        request: &LayoutRequest,
        spacing: Spacing,
        inner: f64,
        known: Option<&[Point]>,
    ) -> Vec<Point> {
        let root = request.groups.len();
        // Cards of each group by index, where they lie in its area.
        let mut held: Vec<Vec<(usize, Point)>> = vec![Vec::new(); root + 1];
        let mut sizes = vec![Size::default(); root + 1];
        // Where each card lies in its group's item of the level that is placed.
        let mut inside = vec![Point::default(); request.nodes.len()];
        for &group in &self.order {
            let aspect = if group == root { spacing.aspect } else { inner };
            let placed = self.level(request, spacing, aspect, group, &sizes, &inside, known);
            let pad = if group == root { None } else { Some(spacing.padding) };
            let (left, top) = pad.map_or((0.0, 0.0), |pad| (pad.side, pad.side + pad.title));
            let mut all = Vec::new();
            let cards = self.cards[group].iter().map(|card| vec![(*card, Point::default())]);
            let groups = self.groups[group].iter().map(|inner| std::mem::take(&mut held[*inner]));
            for (item, corner) in cards.chain(groups).zip(&placed.corners) {
                all.extend(item.into_iter().map(|(card, at)| {
                    (card, Point::new(at.x + corner.x + left, at.y + corner.y + top))
                }));
            }
            for (card, at) in &all {
                inside[*card] = *at;
            }
            held[group] = all;
            let Size { width, height } = placed.size;
            sizes[group] = Size::new(width + 2.0 * left, height + top + left);
        }
        let mut corners = vec![Point::default(); request.nodes.len()];
        for (card, at) in &held[root] {
            corners[*card] = *at;
        }
        corners
    }

    #[expect(clippy::too_many_arguments, reason = "one place of use")]
    fn level(
        &self,
        request: &LayoutRequest,
        spacing: Spacing,
        aspect: f64,
        group: usize,
        sizes: &[Size],
        inside: &[Point],
        known: Option<&[Point]>,
    ) -> Placed {
        let turn =
            |size: Size| if spacing.down { Size::new(size.height, size.width) } else { size };
        let across = |at: Point| if spacing.down { at.x } else { at.y };
        let (cards, groups) = (&self.cards[group], &self.groups[group]);
        let card_size = |card: usize| request.nodes[card].size;
        let depth = Self::depth(group, request);
        // The item of a card, and how far below the item's middle the card's own middle lies.
        let item = |card: usize| {
            let half = across(Point::new(card_size(card).width, card_size(card).height)) / 2.0;
            match self.around[card].get(depth) {
                None => (cards.binary_search(&card).unwrap_or(0), 0.0),
                Some(inner) => {
                    let place = groups.binary_search(inner).unwrap_or(0);
                    let breadth = across(Point::new(sizes[*inner].width, sizes[*inner].height));
                    (cards.len() + place, across(inside[card]) + half - breadth / 2.0)
                }
            }
        };
        let edges: Vec<Edge> = self.edges[group]
            .iter()
            .map(|&index| {
                let (from, to) = request.edges[index];
                let ((from, out), (to, into)) = (item(from), item(to));
                let words = turn(request.words[index]).width;
                Edge { from, to, weight: request.weights[index], ports: [out, into], words }
            })
            .filter(|edge| edge.from != edge.to)
            .collect();
        let wish =
            known.map(|known| self.wishes(group, known, cards.len() + groups.len(), &item, across));
        let sizes =
            cards.iter().map(|card| card_size(*card)).chain(groups.iter().map(|g| sizes[*g]));
        let items: Vec<Item> = sizes
            .enumerate()
            .map(|(index, size)| Item {
                size: turn(size),
                wish: wish.as_ref().map(|wish| wish[index]),
            })
            .collect();
        // Links that lead out of a group run between its cards.
        #[expect(clippy::cast_precision_loss, reason = "links are few")]
        let out = self.leaving[group].len().saturating_sub(LEAVING) as f64;
        #[expect(clippy::cast_precision_loss, reason = "cards are few")]
        let side = libm::sqrt(items.len() as f64);
        let (node, layer) = (TRACK * out / (4.0 * side), TRACK * out / (2.0 * side));
        let space = Space { node: spacing.card + node, layer: spacing.layer + layer };
        let aspect = if spacing.down { 1.0 / aspect } else { aspect };
        let placed = level::place(
            &items,
            &edges,
            Shape { aspect, space, breaks: request.nodes.len() >= BREAKS },
        );
        let turned = |at: &Point| if spacing.down { Point::new(at.y, at.x) } else { *at };
        Placed { corners: placed.corners.iter().map(turned).collect(), size: turn(placed.size) }
    }

    /// How many groups lie around what is directly in a group, with the plan.
    fn depth(group: usize, request: &LayoutRequest) -> usize {
        let (mut depth, mut at) = (1, group);
        while let Some(outer) = request.groups.get(at) {
            depth += 1;
            if depth > request.groups.len() + 1 {
                break;
            }
            at = outer.unwrap_or(request.groups.len());
        }
        depth
    }

    /// Where items would lie across: in the mean of what they are linked with outside, else where
    /// they lay.
    #[expect(clippy::cast_precision_loss, reason = "links are few")]
    fn wishes(
        &self,
        group: usize,
        known: &[Point],
        count: usize,
        item: &impl Fn(usize) -> (usize, f64),
        across: impl Fn(Point) -> f64,
    ) -> Vec<f64> {
        let (mut sums, mut lay) = (vec![(0.0, 0_usize); count], vec![(0.0, 0_usize); count]);
        let add = |sum: &mut (f64, usize), at: f64| *sum = (sum.0 + at, sum.1 + 1);
        for &(end, other) in &self.leaving[group] {
            add(&mut sums[item(end).0], across(known[other]));
        }
        let mut inner: Vec<usize> = vec![group];
        while let Some(at) = inner.pop() {
            for card in &self.cards[at] {
                add(&mut lay[item(*card).0], across(known[*card]));
            }
            inner.extend(&self.groups[at]);
        }
        let mean = |(sum, count): (f64, usize)| sum / count.max(1) as f64;
        sums.into_iter().zip(lay).map(|(a, b)| if a.1 > 0 { mean(a) } else { mean(b) }).collect()
    }
}
