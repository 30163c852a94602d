//! What lies well stays: after a small change all cards keep their places, and new ones find room, as
//! long as that is about as easy to follow as if all were placed anew.

use std::collections::BTreeMap;

use super::fitted::{Arrangement, is_sound};
use super::{CARD_GAP, effort, group_rects, on_grid, request::LayoutRequest, spots};
use crate::base::{Point, Rect};
use crate::model::{Component, ComponentId, DEFAULT_CARD, Plan};

/// How much harder to follow than a new layout the present one may be.
const STEADY: f64 = 1.5;
/// Crossings that count in both, so that a few of them are no reason to place all anew.
const SLACK: f64 = 2.0;
/// One in so many links may run back more than in a new layout.
const BACK: usize = 10;
/// How much more room than a new layout the present one may take.
const ROOM: f64 = 1.5;
/// Cards below which room is looked for.
const ANCHORS: usize = 8;

/// Where cards lie.
type Places = BTreeMap<ComponentId, Rect>;

/// Places of all cards of which those that lie somewhere stay, or make room for new ones; none if that
/// is much harder to follow than `fresh` places, or not possible.
pub(super) fn kept(plan: &Plan, request: &LayoutRequest, fresh: &[Point]) -> Option<Vec<Point>> {
    let mut places: Places = plan
        .placements
        .iter()
        .map(|(id, placement)| (id.clone(), Rect::from_min_size(placement.at, placement.size)))
        .collect();
    if places.is_empty() || !stands(plan, &places) {
        return None;
    }
    for component in plan.components.values() {
        if !places.contains_key(&component.id) {
            places = with(plan, &places, component)?;
        }
    }
    let corners: Option<Vec<Point>> =
        request.nodes.iter().map(|node| Some(places.get(&node.id)?.min)).collect();
    let corners = corners?;
    let effort = |corners: &[Point]| effort::effort(request, corners, true, SLACK);
    let room = |corners: &[Point]| {
        let cards = request.nodes.iter().zip(corners);
        let all = cards.map(|(node, at)| Rect::from_min_size(*at, node.size)).reduce(Rect::union);
        all.map_or(0.0, |all| all.width() * all.height())
    };
    // What was typed lies wherever there was room; what was tidied runs one way.
    let against = |corners: &[Point]| {
        let back = |&&(from, to): &&(usize, usize)| {
            from != to && corners[from].x + request.nodes[from].size.width > corners[to].x
        };
        request.edges.iter().filter(back).count()
    };
    if against(&corners) > against(fresh) + request.edges.len() / BACK {
        return None;
    }
    let easy = effort(&corners) <= STEADY * effort(fresh);
    (easy && room(&corners) <= ROOM * room(fresh)).then_some(corners)
}

/// Whether cards are apart and groups hold what is theirs alone.
fn stands(plan: &Plan, places: &Places) -> bool {
    let mut taken = spots::Taken::default();
    let apart = places.values().all(|card| {
        let free = taken.is_free(*card);
        taken.add(*card);
        free
    });
    let groups = group_rects(plan, places);
    apart && is_sound(plan, &Arrangement { cards: places.clone(), groups })
}

/// Places with a new card: where there is room near what it belongs to, else below that, and what lies
/// farther down makes room.
fn with(plan: &Plan, places: &Places, new: &Component) -> Option<Places> {
    let mates = plan.components.values().filter(|other| {
        new.group.is_some() && other.group == new.group && places.contains_key(&other.id)
    });
    let linked = plan.links.values().filter_map(|link| {
        let other = if link.from == new.id { &link.to } else { &link.from };
        (link.from == new.id || link.to == new.id).then_some(other)
    });
    let mates: Vec<Rect> = mates.map(|mate| places[&mate.id]).collect();
    let beside: Vec<Rect> = linked.filter_map(|other| places.get(other)).copied().collect();
    let wish = on_grid(spots::beside_neighbours(plan, &new.id, places));
    let mut near = if mates.is_empty() { beside } else { mates };
    near.sort_by(|a, b| wish.distance(a.min).total_cmp(&wish.distance(b.min)));
    let stands = |places: &Places| stands(plan, places);
    let below = |anchor: &Rect| below(plan, places, new, *anchor).filter(stands);
    Some(beside_others(plan, places, new, wish))
        .filter(stands)
        .or_else(|| near.iter().take(ANCHORS).find_map(below))
        .or_else(|| last(places, new).filter(stands))
}

/// Where there is room near a wish, off groups that do not hold it.
fn beside_others(plan: &Plan, places: &Places, new: &Component, wish: Point) -> Places {
    let foreign = group_rects(plan, places)
        .into_iter()
        .filter(|(id, _)| !plan.groups_around(new.group.as_ref()).any(|group| group.id == *id));
    let taken = places.values().copied().chain(foreign.map(|(_, area)| area)).collect();
    let at = spots::nearest_free(wish, DEFAULT_CARD, &taken);
    put(places.clone(), new, at)
}

/// Below a card; everything farther down makes room.
fn below(plan: &Plan, places: &Places, new: &Component, anchor: Rect) -> Option<Places> {
    let cut = anchor.max.y;
    let room = DEFAULT_CARD.height + CARD_GAP;
    let mut moved = places.clone();
    for (id, card) in moved.iter_mut().filter(|(_, card)| card.min.y >= cut) {
        if plan.placements.get(id).is_some_and(|placement| placement.by_hand) {
            return None;
        }
        *card = Rect::from_min_size(Point::new(card.min.x, card.min.y + room), card.size());
    }
    Some(put(moved, new, on_grid(Point::new(anchor.min.x, cut + CARD_GAP))))
}

/// Below everything.
fn last(places: &Places, new: &Component) -> Option<Places> {
    let all = places.values().copied().reduce(Rect::union)?;
    let at = on_grid(Point::new(all.min.x, all.max.y + 3.0 * CARD_GAP));
    Some(put(places.clone(), new, at))
}

fn put(mut places: Places, new: &Component, at: Point) -> Places {
    places.insert(new.id.clone(), Rect::from_min_size(at, DEFAULT_CARD));
    places
}
