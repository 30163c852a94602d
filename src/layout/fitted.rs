//! Layouts for a place of given extent: cards of one size, closely set, in its shape.

use std::collections::BTreeMap;

use super::compound::{self, Spacing};
use super::effort::followed;
use super::groups::{Padding, padded_group_rects};
use super::request::LayoutRequest;
use super::shelves;
use crate::base::{Point, Rect, Size};
use crate::model::{ComponentId, GroupId, Plan};

/// Where cards and groups lie.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    /// Cards.
    pub cards: BTreeMap<ComponentId, Rect>,
    /// Areas of groups.
    pub groups: BTreeMap<GroupId, Rect>,
}

/// Space around what a group holds where room is dear.
pub(super) const PADDING: Padding = Padding { side: 10.0, title: 16.0 };
/// Space between cards, and between layers: with room for words at links, and closely set.
const SPACINGS: [(f64, f64); 2] = [(36.0, 80.0), (24.0, 46.0)];
/// Share of what the best arrangement is worth up to which shorter links count more.
const GOOD: f64 = 0.9;
/// Shapes in which layers are tried, width by height.
const SHAPES: [f64; 4] = [0.7, 1.1, 1.6, 2.4];

/// An arrangement with cards of one size for a place in which an extent has some scale. Of those with
/// about the largest scale, but not below `least` if one reaches it, the one whose links are easiest to
/// follow; what is larger than `enough` gains nothing. None where the plan has no cards. Placements of
/// the plan do not count.
#[must_use]
pub fn fitted(
    plan: &Plan,
    card: Size,
    scale: impl Fn(Size) -> f64,
    least: f64,
    enough: f64,
) -> Option<Arrangement> {
    let mut request = LayoutRequest::of(plan);
    for node in &mut request.nodes {
        node.size = card;
    }
    let mut best = None;
    for (card, layer) in SPACINGS {
        let found = candidates(plan, &request, card, layer);
        let worth = |arrangement: &Arrangement| scale(extent(arrangement)).min(enough);
        let most = found.iter().map(|(_, arrangement)| worth(arrangement)).fold(0.0, f64::max);
        let bound = f64::max(GOOD * most, least.min(most));
        let good = found.into_iter().filter(|(_, of)| worth(of) >= bound);
        best = good.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, arrangement)| arrangement);
        if most >= enough {
            break;
        }
    }
    best
}

/// Arrangements in which groups hold what is theirs alone, each with how hard its links are to follow.
fn candidates(
    plan: &Plan,
    request: &LayoutRequest,
    card: f64,
    layer: f64,
) -> Vec<(f64, Arrangement)> {
    let layered = [false, true].into_iter().flat_map(|down| {
        let spacing =
            move |aspect| Spacing { down, card, layer, padding: PADDING, aspect, quick: true };
        SHAPES.into_iter().map(move |aspect| compound::layout(request, spacing(aspect)))
    });
    layered
        .chain(shelves::all(request, card, layer))
        .map(|corners| {
            let rects = request.nodes.iter().zip(&corners);
            let rects: Vec<Rect> =
                rects.map(|(node, at)| Rect::from_min_size(*at, node.size)).collect();
            (followed(request, &rects), arranged(plan, request, &corners))
        })
        .filter(|(_, arrangement)| is_sound(plan, arrangement))
        .collect()
}

fn arranged(plan: &Plan, request: &LayoutRequest, corners: &[Point]) -> Arrangement {
    let place = |(node, corner): (&super::request::Node, &Point)| {
        (node.id.clone(), Rect::from_min_size(*corner, node.size))
    };
    let cards: BTreeMap<ComponentId, Rect> = request.nodes.iter().zip(corners).map(place).collect();
    Arrangement { groups: padded_group_rects(plan, &cards, PADDING), cards }
}

fn extent(arrangement: &Arrangement) -> Size {
    let rects = arrangement.cards.values().chain(arrangement.groups.values()).copied();
    rects.reduce(Rect::union).unwrap_or_default().size()
}

/// Whether no group covers cards or groups that it does not hold.
pub(super) fn is_sound(plan: &Plan, arrangement: &Arrangement) -> bool {
    let Arrangement { cards, groups } = arrangement;
    let holds = |outer: &GroupId, inner: Option<&GroupId>| {
        plan.groups_around(inner).any(|group| group.id == *outer)
    };
    groups.iter().all(|(id, area)| {
        let keeps_off_cards = cards.iter().all(|(card, rect)| {
            let group = plan.components.get(card).and_then(|component| component.group.as_ref());
            holds(id, group) || !area.overlaps(*rect)
        });
        let keeps_off_groups = groups.iter().all(|(other, rect)| {
            holds(id, Some(other)) || holds(other, Some(id)) || !area.overlaps(*rect)
        });
        keeps_off_cards && keeps_off_groups
    })
}
