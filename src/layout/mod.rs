//! Automatic placement: left to right along links, groups kept together, hand-placed cards left
//! alone. Deterministic, and bounded in work at any size.

mod compound;
mod effort;
mod fitted;
mod groups;
mod layered;
mod leaves;
mod level;
mod pack;
mod request;
pub(crate) mod routing;
mod shelves;
mod spots;
mod steady;
mod union;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

pub use fitted::{Arrangement, fitted};
pub use groups::{around, group_rects};
pub use request::LayoutRequest;

use compound::Spacing;

use crate::base::{Point, Rect, Size};
use crate::model::{ComponentId, DEFAULT_CARD, Edit, GroupId, Placement, Plan};

/// Which cards automatic placement may move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every card, also those that a person placed.
    All,
    /// Every card that no person has placed.
    AllButByHand,
    /// Only cards that lie nowhere yet; the others stay exactly where they are.
    OnlyUnplaced,
}

/// Space between cards, in plan units.
pub(crate) const CARD_GAP: f64 = 36.0;
/// Space between layers, in plan units; link labels fit in.
pub(crate) const LAYER_GAP: f64 = 96.0;
/// Space between a group's border and its members.
pub(crate) const GROUP_PADDING: f64 = 16.0;
/// Further space above a group's members for its name.
pub(crate) const GROUP_TITLE: f64 = 20.0;

/// The edits that place the cards in `scope`; none for cards that already lie where they should.
#[must_use]
pub fn tidy(plan: &Plan, scope: Scope) -> Vec<Edit> {
    let places = match scope {
        Scope::All => anew(plan, |_| false),
        Scope::AllButByHand => steadily(plan),
        Scope::OnlyUnplaced if plan.placements.is_empty() => anew(plan, |place| place.by_hand),
        Scope::OnlyUnplaced => only_unplaced(plan),
    };
    let mut edits = Vec::new();
    for (id, at) in places {
        let before = plan.placements.get(&id);
        let size = before.map_or(DEFAULT_CARD, |placement| placement.size);
        let placement = Placement { at, size, by_hand: false };
        if before != Some(&placement) {
            edits.push(Edit::Place(id, Some(placement)));
        }
    }
    edits
}

/// Where every card lies: as placed, and where automatic placement would put the rest.
#[must_use]
pub fn placed(plan: &Plan) -> BTreeMap<ComponentId, Rect> {
    let mut rects: BTreeMap<ComponentId, Rect> = plan
        .placements
        .iter()
        .map(|(id, placement)| (id.clone(), Rect::from_min_size(placement.at, placement.size)))
        .collect();
    if rects.len() < plan.components.len() {
        for edit in tidy(plan, Scope::OnlyUnplaced) {
            if let Edit::Place(id, Some(placement)) = edit {
                rects.insert(id, Rect::from_min_size(placement.at, placement.size));
            }
        }
    }
    rects
}

/// The free place for a card of `size` that is nearest to `wish`, its top left corner, on the grid;
/// `taken` are the places that other cards have.
#[must_use]
pub fn free_place(wish: Point, size: Size, taken: impl Iterator<Item = Rect>) -> Point {
    spots::nearest_free(on_grid(wish), size, &taken.collect())
}

/// Places all cards that no person has placed anew, unless they lie about as well as they are.
fn steadily(plan: &Plan) -> Vec<(ComponentId, Point)> {
    let fresh = anew(plan, |place| place.by_hand);
    let request = LayoutRequest::of(plan);
    let places: BTreeMap<&ComponentId, Point> = fresh.iter().map(|(id, at)| (id, *at)).collect();
    let lay = |id: &ComponentId| {
        places.get(id).copied().or_else(|| plan.placements.get(id).map(|placement| placement.at))
    };
    let corners: Option<Vec<Point>> = request.nodes.iter().map(|node| lay(&node.id)).collect();
    let kept = corners.and_then(|corners| steady::kept(plan, &request, &corners));
    let Some(kept) = kept else { return fresh };
    let by_hand = |id: &ComponentId| plan.placements.get(id).is_some_and(|place| place.by_hand);
    let nodes = request.nodes.into_iter().map(|node| node.id).zip(kept);
    nodes.filter(|(id, _)| !by_hand(id)).collect()
}

/// Places all cards but those that stay; what is new comes to lie about them as it would if they moved.
fn anew(plan: &Plan, stays: impl Fn(&Placement) -> bool) -> Vec<(ComponentId, Point)> {
    let request = LayoutRequest::of(plan);
    let corners = compound::layout(&request, Spacing::USUAL);
    let stays = |id: &ComponentId| plan.placements.get(id).filter(|placement| stays(placement));
    let staying = request.nodes.iter().filter_map(|node| stays(&node.id));
    let mut taken: spots::Taken = staying.map(|p| Rect::from_min_size(p.at, p.size)).collect();
    let shift = shift(request.nodes.iter().zip(&corners).filter_map(|(node, corner)| {
        let at = stays(&node.id)?.at;
        Some(Point::new(at.x - corner.x, at.y - corner.y))
    }));
    let mut places = Vec::new();
    for (node, corner) in request.nodes.iter().zip(corners) {
        if stays(&node.id).is_some() {
            continue;
        }
        let wish = Point::new(corner.x + shift.x, corner.y + shift.y);
        let at = spots::nearest_free(on_grid(wish), node.size, &taken);
        taken.add(Rect::from_min_size(at, node.size));
        places.push((node.id.clone(), at));
    }
    places
}

/// The mean way from where cards would lie to where they stay.
fn shift(ways: impl Iterator<Item = Point>) -> Point {
    let (sum, count) = ways.fold((Point::default(), 0.0), |(sum, count), way| {
        (Point::new(sum.x + way.x, sum.y + way.y), count + 1.0)
    });
    Point::new(sum.x / f64::max(count, 1.0), sum.y / f64::max(count, 1.0))
}

fn only_unplaced(plan: &Plan) -> Vec<(ComponentId, Point)> {
    let mut rects: BTreeMap<ComponentId, Rect> = plan
        .placements
        .iter()
        .map(|(id, placement)| (id.clone(), Rect::from_min_size(placement.at, placement.size)))
        .collect();
    let mut taken: spots::Taken = rects.values().copied().collect();
    let mut places = Vec::new();
    let mut waiting: BTreeSet<&ComponentId> =
        plan.components.keys().filter(|id| !plan.placements.contains_key(*id)).collect();
    let neighbours = neighbours(plan);
    let areas = group_rects(plan, &rects);
    let mut others: BTreeMap<Option<&GroupId>, spots::Taken> = BTreeMap::new();
    let of = |id: &ComponentId| neighbours.get(id).map_or(&[][..], Vec::as_slice);
    let placed = |id: &&ComponentId| of(id).iter().any(|other| rects.contains_key(*other));
    let mut ready: BTreeSet<&ComponentId> = waiting.iter().copied().filter(placed).collect();
    // What is linked with a card that lies somewhere comes first, so that a chain of new ones
    // grows from there.
    while let Some(id) = ready.pop_first().or_else(|| waiting.first().copied()) {
        waiting.remove(id);
        let wish = spots::beside_neighbours(plan, id, &rects);
        let group = plan.components.get(id).and_then(|of| of.group.as_ref());
        let others = others.entry(group).or_insert_with(|| others_areas(plan, group, &areas));
        let at = spots::nearest_free_of_all(on_grid(wish), DEFAULT_CARD, &[&taken, others]);
        let rect = Rect::from_min_size(at, DEFAULT_CARD);
        taken.add(rect);
        rects.insert(id.clone(), rect);
        places.push((id.clone(), at));
        ready.extend(of(id).iter().copied().filter(|other| waiting.contains(other)));
    }
    places
}

/// Areas of the groups that a card of this group does not belong to.
fn others_areas(
    plan: &Plan,
    group: Option<&GroupId>,
    areas: &BTreeMap<GroupId, Rect>,
) -> spots::Taken {
    let own: BTreeSet<&GroupId> = plan.groups_around(group).map(|of| &of.id).collect();
    let others = areas.iter().filter(|(id, _)| !own.contains(id));
    others.map(|(_, area)| *area).collect()
}

/// The components at the other ends of each one's links.
fn neighbours(plan: &Plan) -> BTreeMap<&ComponentId, Vec<&ComponentId>> {
    let mut all: BTreeMap<&ComponentId, Vec<&ComponentId>> = BTreeMap::new();
    for link in plan.links.values() {
        all.entry(&link.from).or_default().push(&link.to);
        all.entry(&link.to).or_default().push(&link.from);
    }
    all
}

/// Distance of the lines of the grid, in plan units.
pub const GRID: f64 = 4.0;

/// The nearest point of the grid.
#[must_use]
pub fn on_grid(point: Point) -> Point {
    let snap = |x: f64| libm::round(x / GRID) * GRID;
    Point::new(snap(point.x), snap(point.y))
}
