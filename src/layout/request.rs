//! What is to be placed, without any names or figures.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::Size;
use crate::model::{ComponentId, DEFAULT_CARD, GroupId, Plan};

/// A card to place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The component.
    pub id: ComponentId,
    /// Extent of its card.
    pub size: Size,
    /// Place of its group in the request.
    pub group: Option<usize>,
}

/// Cards, groups and links to lay out; equal requests have equal results.
#[derive(Clone, Debug, PartialEq)]
pub struct LayoutRequest {
    /// The cards, in the order of their ids.
    pub nodes: Vec<Node>,
    /// Groups that hold cards: the place of the group around each.
    pub groups: Vec<Option<usize>>,
    /// Links between different cards, each pair once.
    pub edges: Vec<(usize, usize)>,
    /// How much each of them counts: calls more than messages.
    pub weights: Vec<i64>,
    /// The room that the words at each of these links need.
    pub words: Vec<Size>,
}

impl LayoutRequest {
    /// The request for all cards of a plan.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let mut used = BTreeSet::new();
        for component in plan.components.values() {
            used.extend(plan.groups_around(component.group.as_ref()).map(|group| &group.id));
        }
        let groups: BTreeMap<&GroupId, usize> =
            used.iter().enumerate().map(|(i, id)| (*id, i)).collect();
        let parents = used.iter().map(|id| {
            let parent = plan.groups.get(*id).and_then(|group| group.parent.as_ref())?;
            groups.get(parent).copied()
        });
        let nodes: Vec<Node> = plan
            .components
            .values()
            .map(|component| Node {
                id: component.id.clone(),
                size: plan.placements.get(&component.id).map_or(DEFAULT_CARD, |p| p.size),
                group: component.group.as_ref().and_then(|id| groups.get(id).copied()),
            })
            .collect();
        let index: BTreeMap<&ComponentId, usize> =
            nodes.iter().enumerate().map(|(i, n)| (&n.id, i)).collect();
        let mut edges: BTreeMap<(usize, usize), (Size, i64)> = BTreeMap::new();
        for link in plan.links.values() {
            let ends = index.get(&link.from).zip(index.get(&link.to));
            let Some((from, to)) = ends.filter(|(from, to)| from != to) else { continue };
            let (words, weight) = edges.entry((*from, *to)).or_default();
            let words_of = room(&plan.words_at(link));
            *words = Size::new(words.width.max(words_of.width), words.height + words_of.height);
            *weight = (*weight).max(if link.is_synchronous() { CALL } else { MESSAGE });
        }
        let (edges, of_edges): (Vec<_>, Vec<_>) = edges.into_iter().unzip();
        let (words, weights) = of_edges.into_iter().unzip();
        Self { groups: parents.collect(), edges, weights, words, nodes }
    }
}

/// How much a call and a message count.
const CALL: i64 = 4;
const MESSAGE: i64 = 1;

/// Letters to a line of words at a link.
const LINE: usize = 20;

/// About the room that words take at a link: lines of [`LINE`] letters of common width.
fn room(words: &str) -> Size {
    let (mut widest, mut line, mut lines) = (0, 0, 0);
    for word in words.split_whitespace() {
        let letters = word.chars().count();
        if line == 0 || line + 1 + letters > LINE {
            (line, lines) = (letters, lines + 1);
        } else {
            line += 1 + letters;
        }
        widest = widest.max(line);
    }
    #[expect(clippy::cast_precision_loss, reason = "labels are short")]
    let (widest, lines) = (widest as f64, f64::from(lines));
    Size::new(widest * 6.4, lines * 14.0)
}
