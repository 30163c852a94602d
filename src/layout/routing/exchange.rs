//! Ends on one side of a card change places where links would cross right there: what turns off to one
//! side lies on that side, the nearest turn outermost.

use std::collections::BTreeMap;

use super::crossed::Ways;
use super::{CLEARANCE, is_free, span};
use crate::base::{Grid, Point, Rect};

/// An end of a way: the way, and whether it is its last point.
pub(super) type End = (usize, bool);

/// Lets the ends of ways at each side of a card change places.
pub(super) fn exchange<C: Ord + Clone>(ways: &mut Ways<'_>, cards: &Grid<C>) {
    for ends in sides(ways.get(), cards).values() {
        exchange_at(ends, ways, cards);
    }
}

/// The same at one side. A straight link steps aside where that saves more than it costs.
pub(super) fn exchange_at<C: Ord + Clone>(ends: &[End], ways: &mut Ways<'_>, cards: &Grid<C>) {
    let turns = |ways: &Ways<'_>, straight: bool| -> Vec<(Turn, End)> {
        let of = |&end: &End| Some((Turn::of(&ways.get()[end.0], end.1)?, end));
        ends.iter().filter_map(of).filter(|(turn, _)| straight || turn.goes.is_some()).collect()
    };
    let moved = exchanged(turns(ways, false), ways);
    if moved.iter().all(|(_, way)| stays_free(way, cards)) {
        for (index, way) in moved {
            ways.set(index, way);
        }
    }
    let all = turns(ways, true);
    if all.iter().all(|(turn, _)| turn.goes.is_some()) {
        return;
    }
    let moved = exchanged(all, ways);
    if moved.is_empty() || !moved.iter().all(|(_, way)| stays_free(way, cards)) {
        return;
    }
    let touched: Vec<usize> = moved.iter().map(|(index, _)| *index).collect();
    let kept: Vec<Vec<Point>> = touched.iter().map(|index| ways.get()[*index].clone()).collect();
    let cost = ways.cost(&touched);
    for (index, way) in moved {
        ways.set(index, way);
    }
    if ways.cost(&touched) >= cost {
        for (index, way) in touched.into_iter().zip(kept) {
            ways.set(index, way);
        }
    }
}

/// Ways whose ends change places, as they run then.
fn exchanged(mut turns: Vec<(Turn, End)>, ways: &Ways<'_>) -> Vec<(usize, Vec<Point>)> {
    let mut slots: Vec<f64> = turns.iter().map(|(turn, _)| turn.slot).collect();
    slots.sort_by(f64::total_cmp);
    turns.sort_by(|a, b| a.0.order(&b.0));
    turns
        .iter()
        .zip(slots)
        .filter(|((turn, _), slot)| turn.slot.to_bits() != slot.to_bits())
        .map(|((_, end), slot)| (end.0, moved(&ways.get()[end.0], end.1, slot)))
        .collect()
}

/// The ends at each side of each card: by the bits of the card's corner and which side it is.
pub(super) type Sides = BTreeMap<(u64, u64, bool, bool), Vec<End>>;

pub(super) fn sides<C: Ord + Clone>(ways: &[Vec<Point>], cards: &Grid<C>) -> Sides {
    let mut sides = Sides::new();
    for (index, way) in ways.iter().enumerate() {
        for last in [false, true] {
            let Some((at, next, _)) = first_points(way, last) else { continue };
            let point = Rect { min: at, max: at }.expand(0.5);
            let held = cards.within(point).into_iter().find(|(_, card)| card.overlaps(point));
            let Some((_, card)) = held else { continue };
            let level = is_level(at, next);
            let first = if level { next.x < at.x } else { next.y < at.y };
            let key = (card.min.x.to_bits(), card.min.y.to_bits(), level, first);
            sides.entry(key).or_default().push((index, last));
        }
    }
    sides
}

/// The end of a way, where it turns first, and the point after that; none where it runs straight.
fn first_points(way: &[Point], last: bool) -> Option<(Point, Point, Option<Point>)> {
    let [first, second, third] = [0, 1, 2].map(|place| {
        let place = if last { way.len().checked_sub(place + 1) } else { Some(place) };
        place.and_then(|place| way.get(place)).copied()
    });
    Some((first?, second?, third))
}

fn is_level(a: Point, b: Point) -> bool {
    (a.y - b.y).abs() < 1e-6
}

/// Where a way turns first, seen from its end.
struct Turn {
    /// Where along the side it ends.
    slot: f64,
    /// How far out it turns, and to where; none where it runs straight.
    out: f64,
    goes: Option<f64>,
}

impl Turn {
    fn of(way: &[Point], last: bool) -> Option<Self> {
        let (at, turn, next) = first_points(way, last)?;
        let level = is_level(at, turn);
        let turned = |at: Point| if level { at } else { Point::new(at.y, at.x) };
        let (at, turn) = (turned(at), turned(turn));
        Some(Self { slot: at.y, out: (turn.x - at.x).abs(), goes: next.map(|next| turned(next).y) })
    }

    /// Towards the side's beginning, straight on, or towards its end.
    fn way(&self) -> std::cmp::Ordering {
        self.goes.map_or(std::cmp::Ordering::Equal, |to| to.total_cmp(&self.slot))
    }

    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let near = if (self.out - other.out).abs() < 1.0 {
            std::cmp::Ordering::Equal
        } else if self.way().is_lt() {
            self.out.total_cmp(&other.out)
        } else {
            other.out.total_cmp(&self.out)
        };
        let goes = |turn: &Self| turn.goes.unwrap_or(turn.slot);
        self.way().cmp(&other.way()).then(near).then(goes(self).total_cmp(&goes(other)))
    }
}

/// A way that ends elsewhere along its side; a straight one turns halfway.
fn moved(way: &[Point], last: bool, slot: f64) -> Vec<Point> {
    let mut way = way.to_vec();
    let level = first_points(&way, last).is_some_and(|(at, next, _)| is_level(at, next));
    if let [a, b] = way[..] {
        let middle = Point::new(f64::midpoint(a.x, b.x), f64::midpoint(a.y, b.y));
        way = vec![a, middle, middle, b];
    }
    let places = if last { [way.len() - 1, way.len() - 2] } else { [0, 1] };
    for place in places {
        if level {
            way[place].y = slot;
        } else {
            way[place].x = slot;
        }
    }
    way
}

/// Whether a way passes no card, but for its own at its very ends.
fn stays_free<C: Ord + Clone>(way: &[Point], cards: &Grid<C>) -> bool {
    let mut inner = way.to_vec();
    let count = inner.len();
    for (end, next) in [(0, 1), (count - 1, count - 2)] {
        let (at, to) = (way[end], way[next]);
        let keep = CLEARANCE.min(at.distance(to));
        inner[end] = Point::new(
            at.x + (to.x - at.x).clamp(-keep, keep),
            at.y + (to.y - at.y).clamp(-keep, keep),
        );
    }
    let bounds = way.iter().fold(span(way[0], way[0]), |all, at| all.union(span(*at, *at)));
    let near = cards.within(bounds.expand(CLEARANCE)).into_iter();
    let held: Vec<Rect> = near.map(|(_, card)| card.expand(CLEARANCE - 0.5)).collect();
    is_free(&inner, &held)
}
