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
        let same = ends[first..].iter().take_while(|e| e.card == card && e.side == side).count();
        for (index, end) in ends[first..first + same].iter().enumerate() {
            ports[end.link][usize::from(!end.starts)] =
                (port(cards[card], side, index, same), side);
        }
        first += same;
    }
    let mut routes = Vec::with_capacity(links.len());
    for (wire, [from, to]) in links.iter().zip(ports) {
        let others: Vec<Rect> = (0..cards.len())
            .filter(|&card| card != wire.from && card != wire.to)
            .map(|card| cards[card].expand(CLEARANCE))
            .collect();
        routes.push(around(from, to, &others));
    }
    routes
}

fn end(link: usize, starts: bool, card: usize, side: Side, other: Rect) -> End {
    let center = other.center();
    let toward = if matches!(side, Side::Left | Side::Right) { center.y } else { center.x };
    End { link, starts, card, side, toward }
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

/// Distance that links keep from cards they do not belong to.
const CLEARANCE: f64 = 6.0;

/// The direct curve, or one that passes above or below the cards in its way.
fn around(from: (Point, Side), to: (Point, Side), others: &[Rect]) -> Route {
    let direct = route(from, to);
    let in_the_way: Vec<Rect> = others.iter().copied().filter(|card| direct.meets(*card)).collect();
    let Some(obstacle) = in_the_way.into_iter().reduce(Rect::union) else {
        return direct;
    };
    if from.1 != Side::Right || to.1 != Side::Left {
        return direct;
    }
    let (start, end) = (from.0, to.0);
    let (left, right) = (obstacle.min.x.max(start.x + 12.0), obstacle.max.x.min(end.x - 20.0));
    let middle = f64::midpoint(start.y, end.y);
    let mut levels: Vec<f64> =
        others.iter().flat_map(|card| [card.min.y - 4.0, card.max.y + 4.0]).collect();
    levels.sort_by(|a, b| (a - middle).abs().total_cmp(&(b - middle).abs()));
    levels
        .into_iter()
        .take(24)
        .map(|level| through(from, to, Point::new(left, level), Point::new(right, level)))
        .find(|route| !others.iter().any(|card| route.meets(*card)))
        .unwrap_or(direct)
}

/// A curve that runs straight from `first` to `second` in between.
fn through(from: (Point, Side), to: (Point, Side), first: Point, second: Point) -> Route {
    let start = route(from, (first, Side::Left));
    let end = route((second, Side::Right), to);
    let mut steps = start.steps;
    if let Some(Step::Cubic(_, control, last)) = steps.last_mut() {
        control.y = first.y;
        *last = first;
    }
    steps.push(Step::Line(second));
    steps.extend(end.steps.into_iter().skip(1));
    let at = |share: f64| Point::new(first.x + share * (second.x - first.x), first.y);
    let mut label_places = vec![at(0.5), at(0.3), at(0.7)];
    label_places.extend(start.label_places);
    label_places.extend(end.label_places);
    Route { steps, end: end.end, direction: end.direction, label_places }
}

impl Route {
    /// Whether the path passes over a rectangle.
    fn meets(&self, rect: Rect) -> bool {
        let mut last = Point::default();
        self.steps.iter().any(|step| {
            let from = last;
            let (a, b, to) = match *step {
                Step::Move(p) => {
                    last = p;
                    return false;
                }
                Step::Line(p) => (from, p, p),
                Step::Cubic(a, b, p) => (a, b, p),
                Step::Close => return false,
            };
            last = to;
            (0..=32).any(|i| rect.contains(bezier(from, a, b, to, f64::from(i) / 32.0)))
        })
    }
}

/// A point of a cubic Bézier curve.
fn bezier(from: Point, a: Point, b: Point, to: Point, t: f64) -> Point {
    let u = 1.0 - t;
    let mix = |p: f64, q: f64, r: f64, s: f64| {
        u * u * u * p + 3.0 * u * u * t * q + 3.0 * u * t * t * r + t * t * t * s
    };
    Point::new(mix(from.x, a.x, b.x, to.x), mix(from.y, a.y, b.y, to.y))
}

/// A smooth curve that leaves and enters at right angles.
fn route((from, out): (Point, Side), (to, into): (Point, Side)) -> Route {
    let (leave, arrive) = (out.outwards(), into.outwards());
    let reach = (from.distance(to) * 0.4).clamp(18.0, 120.0);
    let tip = Point::new(to.x + arrive.x, to.y + arrive.y);
    let neck = Point::new(tip.x + 7.0 * arrive.x, tip.y + 7.0 * arrive.y);
    let a = Point::new(from.x + leave.x * reach, from.y + leave.y * reach);
    let b = Point::new(neck.x + arrive.x * reach, neck.y + arrive.y * reach);
    let at = |t: f64| bezier(from, a, b, neck, t);
    Route {
        steps: vec![Step::Move(from), Step::Cubic(a, b, neck)],
        end: tip,
        direction: Point::new(-arrive.x, -arrive.y),
        label_places: [0.5, 0.4, 0.6, 0.3, 0.7].map(at).to_vec(),
    }
}
