//! Routes of links: out of one side of a card, into the facing side of another, ports spread.

use super::Wire;
use crate::base::{Point, Rect};
use crate::draw::scene::Step;

/// How a link runs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Route {
    /// The path from card to card.
    pub steps: Vec<Step>,
    /// Where the arrow's tip lies.
    pub end: Point,
    /// Where the arrow points, a unit vector.
    pub direction: Point,
    /// Places for a label, best first.
    pub label_places: Vec<Point>,
}

/// A side of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

impl Side {
    const fn outwards(self) -> Point {
        match self {
            Self::Left => Point::new(-1.0, 0.0),
            Self::Right => Point::new(1.0, 0.0),
            Self::Top => Point::new(0.0, -1.0),
            Self::Bottom => Point::new(0.0, 1.0),
        }
    }
}

/// One end of a link on a side of a card.
struct End {
    link: usize,
    starts: bool,
    card: usize,
    side: Side,
    /// Where the other end lies along the side, to keep links from crossing.
    toward: f64,
}

/// Routes for links between cards.
pub(super) fn routes(links: &[Wire], cards: &[Rect]) -> Vec<Route> {
    let mut ends = Vec::new();
    for (link, wire) in links.iter().enumerate() {
        let (Some(&from), Some(&to)) = (cards.get(wire.from), cards.get(wire.to)) else {
            continue;
        };
        let (out, into) = sides(from, to, wire.from == wire.to);
        ends.push(end(link, true, wire.from, out, to));
        ends.push(end(link, false, wire.to, into, from));
    }
    ends.sort_by(|a, b| {
        (a.card, a.side)
            .cmp(&(b.card, b.side))
            .then(a.toward.total_cmp(&b.toward))
            .then(a.link.cmp(&b.link))
    });
    let mut ports = vec![[(Point::default(), Side::Left); 2]; links.len()];
    let mut first = 0;
    while first < ends.len() {
        let (card, side) = (ends[first].card, ends[first].side);
        let same = ends[first..]
            .iter()
            .take_while(|e| e.card == card && e.side == side)
            .count();
        for (index, end) in ends[first..first + same].iter().enumerate() {
            ports[end.link][usize::from(!end.starts)] =
                (port(cards[card], side, index, same), side);
        }
        first += same;
    }
    ports
        .into_iter()
        .map(|[from, to]| route(from, to))
        .collect()
}

fn end(link: usize, starts: bool, card: usize, side: Side, other: Rect) -> End {
    let center = other.center();
    let toward = if matches!(side, Side::Left | Side::Right) {
        center.y
    } else {
        center.x
    };
    End {
        link,
        starts,
        card,
        side,
        toward,
    }
}

/// The sides by which a link leaves and arrives.
fn sides(from: Rect, to: Rect, same: bool) -> (Side, Side) {
    if same {
        return (Side::Right, Side::Bottom);
    }
    if to.min.x >= from.max.x + 16.0 {
        return (Side::Right, Side::Left);
    }
    if to.min.y >= from.max.y {
        return (Side::Bottom, Side::Top);
    }
    if to.max.y <= from.min.y {
        return (Side::Top, Side::Bottom);
    }
    if to.max.x <= from.min.x {
        (Side::Left, Side::Right)
    } else {
        (Side::Right, Side::Left)
    }
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

/// A smooth curve that leaves and enters at right angles.
fn route((from, out): (Point, Side), (to, into): (Point, Side)) -> Route {
    let (leave, arrive) = (out.outwards(), into.outwards());
    let reach = (from.distance(to) * 0.4).clamp(18.0, 120.0);
    let tip = Point::new(to.x + arrive.x, to.y + arrive.y);
    let neck = Point::new(tip.x + 7.0 * arrive.x, tip.y + 7.0 * arrive.y);
    let a = Point::new(from.x + leave.x * reach, from.y + leave.y * reach);
    let b = Point::new(neck.x + arrive.x * reach, neck.y + arrive.y * reach);
    let at = |t: f64| {
        let u = 1.0 - t;
        let mix = |p: f64, q: f64, r: f64, s: f64| {
            u * u * u * p + 3.0 * u * u * t * q + 3.0 * u * t * t * r + t * t * t * s
        };
        Point::new(mix(from.x, a.x, b.x, neck.x), mix(from.y, a.y, b.y, neck.y))
    };
    Route {
        steps: vec![Step::Move(from), Step::Cubic(a, b, neck)],
        end: tip,
        direction: Point::new(-arrive.x, -arrive.y),
        label_places: [0.5, 0.4, 0.6, 0.3, 0.7].map(at).to_vec(),
    }
}
