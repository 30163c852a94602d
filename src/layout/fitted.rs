//! Layouts for a place of given extent: cards of one size, closely set, in its shape.

use std::collections::BTreeMap;

use super::groups::{Padding, padded_group_rects};
use super::library::{self, Spacing};
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
/// Units that a link may be longer rather than pass a card on its straight way, or cross another.
const PASSED: f64 = 250.0;
const CROSSED: f64 = 60.0;

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
    let rows = library::rows_of_unlinked(request);
    let layered = [false, true]
        .into_iter()
        .filter_map(|down| library::layout(request, Spacing { down, card, layer }, &rows));
    layered
        .chain(shelves::all(request, card, layer))
        .map(|corners| (effort(request, &corners), arranged(plan, request, &corners)))
        .filter(|(_, arrangement)| is_sound(plan, arrangement))
        .collect()
}

/// How hard links are to follow: how long they are, and how many cards stand on their straight way.
fn effort(request: &LayoutRequest, corners: &[Point]) -> f64 {
    let rects: Vec<Rect> = request
        .nodes
        .iter()
        .zip(corners)
        .map(|(node, corner)| Rect::from_min_size(*corner, node.size))
        .collect();
    let of_link = |&(from, to): &(usize, usize)| {
        let (start, end) = (rects[from].center(), rects[to].center());
        let at =
            |t: f64| Point::new(start.x + t * (end.x - start.x), start.y + t * (end.y - start.y));
        let passed = rects.iter().enumerate().filter(|(index, rect)| {
            ![from, to].contains(index) && (1..16).any(|i| rect.contains(at(f64::from(i) / 16.0)))
        });
        #[expect(clippy::cast_precision_loss, reason = "a few cards")]
        let passed = passed.count() as f64;
        start.distance(end) + PASSED * passed
    };
    let links = &request.edges;
    let crossed = links.iter().enumerate().map(|(index, a)| {
        let crosses = |b: &&(usize, usize)| {
            let ends = [a.0, a.1, b.0, b.1].map(|card| rects[card].center());
            ![a.0, a.1].contains(&b.0) && ![a.0, a.1].contains(&b.1) && cross(ends)
        };
        links[index + 1..].iter().filter(crosses).count()
    });
    #[expect(clippy::cast_precision_loss, reason = "a few hundred at most")]
    let crossed = crossed.sum::<usize>() as f64;
    links.iter().map(of_link).sum::<f64>() + CROSSED * crossed
}

/// Whether the straight ways between the first two points and the last two cross.
fn cross([a, b, c, d]: [Point; 4]) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
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
fn is_sound(plan: &Plan, arrangement: &Arrangement) -> bool {
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
