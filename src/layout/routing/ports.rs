//! Where links leave cards and arrive: on facing sides, in the order of what they lead to.

use super::{Port, Side};
use crate::base::{Point, Rect};

/// One end of a link at a card.
pub(crate) struct End<L> {
    /// The link, and whether it starts here (0) or ends (1).
    pub(crate) link: L,
    /// Which end it is.
    pub(crate) which: usize,
    /// The side of the card.
    pub(crate) side: Side,
    /// How steeply it leads down (or to the right): ends in this order cross least near the card.
    pub(crate) toward: f64,
}

/// A port, and whether it is the only one on its side.
pub(crate) type Spread = (Port, bool);

/// Spreads the ends at a card along its sides.
pub(crate) fn spread<L: Ord>(card: Rect, mut ends: Vec<End<L>>) -> Vec<(End<L>, Spread)> {
    ends.sort_by(|a, b| {
        let order = a.side.cmp(&b.side).then(a.toward.total_cmp(&b.toward));
        order.then_with(|| a.link.cmp(&b.link)).then(a.which.cmp(&b.which))
    });
    let counts: Vec<(usize, usize)> = ends
        .chunk_by(|a, b| a.side == b.side)
        .flat_map(|same| (0..same.len()).map(|index| (index, same.len())))
        .collect();
    let place = |(end, (index, count)): (End<L>, (usize, usize))| {
        let at = (port(card, end.side, index, count), end.side);
        (end, (at, count == 1))
    };
    ends.into_iter().zip(counts).map(place).collect()
}

/// How steeply a way from this side to another card leads down, or to the right.
pub(crate) fn slope(side: Side, own: Rect, other: Rect) -> f64 {
    let (here, there) = (own.center(), other.center());
    let (ahead, aside) = match side {
        Side::Left => (own.min.x - other.max.x, there.y - here.y),
        Side::Right => (other.min.x - own.max.x, there.y - here.y),
        Side::Top => (own.min.y - other.max.y, there.x - here.x),
        Side::Bottom => (other.min.y - own.max.y, there.x - here.x),
    };
    aside / ahead.max(16.0)
}

/// The sides by which a link leaves and arrives.
pub(crate) fn sides(from: Rect, to: Rect) -> (Side, Side) {
    if to.min.x >= from.max.x + 16.0 {
        return (Side::Right, Side::Left);
    }
    if to.min.y >= from.max.y {
        return (Side::Bottom, Side::Top);
    }
    if to.max.y <= from.min.y {
        return (Side::Top, Side::Bottom);
    }
    if to.max.x <= from.min.x { (Side::Left, Side::Right) } else { (Side::Right, Side::Left) }
}

/// The place of one of `count` ports on a side, evenly spread around its middle.
fn port(card: Rect, side: Side, index: usize, count: usize) -> Point {
    #[expect(clippy::cast_precision_loss, reason = "a handful of ports")]
    let share = (index as f64 + 1.0) / (count as f64 + 1.0);
    let y = card.min.y + card.height() * (0.15 + 0.7 * share);
    let x = card.min.x + card.width() * (0.15 + 0.7 * share);
    match side {
        Side::Left => Point::new(card.min.x, y),
        Side::Right => Point::new(card.max.x, y),
        Side::Top => Point::new(x, card.min.y),
        Side::Bottom => Point::new(x, card.max.y),
    }
}

/// How far links look for a way around cards beyond their ends, in plan units.
const DETOUR: f64 = 400.0;

/// Longest way, across and down, that is looked over for cards; longer links run straight through.
const LONGEST: (f64, f64) = (40_000.0, 30_000.0);

/// The area in which cards can be in the way of a link; none for a link that is too long to care.
pub(crate) fn reach(from: Point, to: Point) -> Option<Rect> {
    let across = Rect { min: from, max: from }.union(Rect { min: to, max: to });
    let short = across.width() <= LONGEST.0 && across.height() <= LONGEST.1;
    short.then(|| across.expand(DETOUR))
}

/// Steps to the side that are smoothed away.
const JOG: f64 = 4.0;

/// Ports of a link, moved along their sides so that it runs straight where an end is alone on its
/// side; `room` are the cards.
pub(crate) fn straightened(ports: [Port; 2], alone: [bool; 2], room: [Rect; 2]) -> [Port; 2] {
    let [(a, out), (b, into)] = ports;
    if out.is_level() != into.is_level() {
        return ports;
    }
    let along = |at: Point| if out.is_level() { at.y } else { at.x };
    let span = |card: Rect| {
        let (first, last) = (along(card.min), along(card.max));
        (first + 0.15 * (last - first), last - 0.15 * (last - first))
    };
    let (one, two) = (span(room[0]), span(room[1]));
    let (low, high) = (one.0.max(two.0), one.1.min(two.1));
    if low > high {
        return ports;
    }
    let shared = match alone {
        [true, true] => f64::midpoint(low, high),
        [true, false] => along(b).clamp(one.0, one.1),
        [false, true] => along(a).clamp(two.0, two.1),
        [false, false] if (along(a) - along(b)).abs() <= JOG => f64::midpoint(along(a), along(b)),
        [false, false] => return ports,
    };
    let either = !(alone[0] || alone[1]);
    let put = |at: Point| {
        if out.is_level() { Point::new(at.x, shared) } else { Point::new(shared, at.y) }
    };
    [
        (if alone[0] || either { put(a) } else { a }, out),
        (if alone[1] || either { put(b) } else { b }, into),
    ]
}
