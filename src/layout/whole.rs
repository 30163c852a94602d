//! The whole plan in layers at once, groups as blocks over the layers that they span: links between
//! groups cross less than where each group is placed by itself.

use std::collections::BTreeMap;

use super::compound::Spacing;
use super::layered::{Edge, Space, nested};
use super::pack;
use super::request::LayoutRequest;
use super::union::Union;
use crate::base::{Point, Rect, Size};

/// Cards to a layer at most, by the root of their number, where so many bounds are tried.
const MOST: [f64; 4] = [0.8, 1.0, 1.25, 1.6];
const SEVERAL_UP_TO: usize = 400;

/// Layouts with more or fewer cards to a layer: top left corners of all cards. One of them looks for
/// orders from `known` corners first.
pub(super) fn all(request: &LayoutRequest, spacing: Spacing, known: &[Point]) -> Vec<Vec<Point>> {
    let parts = parts(request);
    let draw = |most, known| corners(request, &parts, spacing, most, known);
    let (first, tallest) = draw(usize::MAX, None);
    let (second, _) = draw(usize::MAX, Some(known));
    let mut all = vec![first, second];
    if request.nodes.len() <= SEVERAL_UP_TO {
        #[expect(clippy::cast_precision_loss, reason = "cards are few")]
        let side = libm::sqrt(request.nodes.len() as f64);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few")]
        let bounded = MOST.map(|by| (by * side).max(2.0) as usize);
        all.extend(
            bounded.into_iter().filter(|most| *most < tallest).map(|most| draw(most, None).0),
        );
    }
    all
}

/// Cards and groups that are linked or nested.
struct Part {
    cards: Vec<usize>,
    groups: Vec<usize>,
}

fn parts(request: &LayoutRequest) -> Vec<Part> {
    let count = request.nodes.len();
    let mut sets = Union::of(count + request.groups.len());
    for &(from, to) in &request.edges {
        sets.join(from, to);
    }
    for (card, node) in request.nodes.iter().enumerate() {
        if let Some(group) = node.group {
            sets.join(card, count + group);
        }
    }
    for (group, outer) in request.groups.iter().enumerate() {
        if let Some(outer) = *outer {
            sets.join(count + group, count + outer);
        }
    }
    let mut parts: BTreeMap<usize, Part> = BTreeMap::new();
    for member in 0..count + request.groups.len() {
        let empty = || Part { cards: Vec::new(), groups: Vec::new() };
        let part = parts.entry(sets.find(member)).or_insert_with(empty);
        match member.checked_sub(count) {
            Some(group) => part.groups.push(group),
            None => part.cards.push(member),
        }
    }
    parts.into_values().filter(|part| !part.cards.is_empty()).collect()
}

/// Each part in layers, and all of them packed; and how many cards the fullest layer has.
fn corners(
    request: &LayoutRequest,
    parts: &[Part],
    spacing: Spacing,
    most: usize,
    known: Option<&[Point]>,
) -> (Vec<Point>, usize) {
    let drawn: Vec<(Vec<Point>, usize)> =
        parts.iter().map(|part| drawn(request, part, spacing, most, known)).collect();
    let tallest = drawn.iter().map(|(_, tallest)| *tallest).max().unwrap_or(0);
    let parted = parts.iter().zip(&drawn);
    let areas: Vec<Rect> =
        parted.map(|(part, (corners, _))| area(request, part, corners, spacing)).collect();
    let sizes: Vec<Size> = areas.iter().map(|area| area.size()).collect();
    let (places, _) = pack::pack(&sizes, spacing.aspect, spacing.card);
    let mut all = vec![Point::default(); request.nodes.len()];
    for (((part, (corners, _)), area), place) in parts.iter().zip(drawn).zip(areas).zip(places) {
        for (&card, corner) in part.cards.iter().zip(corners) {
            all[card] =
                Point::new(corner.x - area.min.x + place.x, corner.y - area.min.y + place.y);
        }
    }
    (all, tallest)
}

/// What a part covers, with the borders of its groups.
fn area(request: &LayoutRequest, part: &Part, corners: &[Point], spacing: Spacing) -> Rect {
    let rects = part.cards.iter().zip(corners).map(|(card, at)| {
        let mut rect = Rect::from_min_size(*at, request.nodes[*card].size);
        let mut group = request.nodes[*card].group;
        // A group that lies in itself through others would never end.
        for _ in 0..part.groups.len() {
            let Some(at) = group else { break };
            rect = rect.expand(spacing.padding.side);
            rect.min.y -= spacing.padding.title;
            group = request.groups[at];
        }
        rect
    });
    rects.reduce(Rect::union).unwrap_or_default()
}

fn drawn(
    request: &LayoutRequest,
    part: &Part,
    spacing: Spacing,
    most: usize,
    known: Option<&[Point]>,
) -> (Vec<Point>, usize) {
    let place = |held: &[usize], of: usize| held.binary_search(&of).ok();
    let sizes: Vec<Size> = part.cards.iter().map(|card| request.nodes[*card].size).collect();
    let edges = request.edges.iter().enumerate().filter_map(|(index, &(from, to))| {
        let (from, to) = (place(&part.cards, from)?, place(&part.cards, to)?);
        let (weight, words) = (request.weights[index], request.words[index].width);
        Some(Edge { from, to, weight, ports: [0.0; 2], words })
    });
    let edges: Vec<Edge> = edges.collect();
    let group = |group: Option<usize>| place(&part.groups, group?);
    let home: Vec<Option<usize>> =
        part.cards.iter().map(|card| group(request.nodes[*card].group)).collect();
    let parent: Vec<Option<usize>> =
        part.groups.iter().map(|inner| group(request.groups[*inner])).collect();
    let nesting = nested::Nesting { home: &home, parent: &parent };
    let space = Space { node: spacing.card, layer: spacing.layer };
    let wish: Option<Vec<f64>> =
        known.map(|known| part.cards.iter().map(|card| known[*card].y).collect());
    nested::corners(&sizes, &edges, &nesting, wish.as_deref(), space, spacing.padding, most)
}
