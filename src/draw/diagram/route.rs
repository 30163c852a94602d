//! The route of one link: out of one side of a card, into the facing side of another, around cards
//! that stand in the way.

use crate::base::{Point, Rect};
use crate::draw::scene::Step;

/// How a link runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
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
pub(super) enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

impl Side {
    /// How far along this side another card's middle lies; ports in this order cross least.
    pub(super) fn along(self, other: Rect) -> f64 {
        let center = other.center();
        if matches!(self, Self::Left | Self::Right) { center.y } else { center.x }
    }

    const fn outwards(self) -> Point {
        match self {
            Self::Left => Point::new(-1.0, 0.0),
            Self::Right => Point::new(1.0, 0.0),
            Self::Top => Point::new(0.0, -1.0),
            Self::Bottom => Point::new(0.0, 1.0),
        }
    }
}

/// The sides by which a link leaves and arrives.
pub(super) fn sides(from: Rect, to: Rect) -> (Side, Side) {
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
pub(super) fn port(card: Rect, side: Side, index: usize, count: usize) -> Point {
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
pub(super) const CLEARANCE: f64 = 6.0;

/// How far from the straight way a link looks for a way around, in plan units.
const DETOUR: f64 = 400.0;

/// Longest way, across and down, that is looked over for cards; longer links run straight through.
const LONGEST: (f64, f64) = (4000.0, 3000.0);

/// The area in which cards can be in the way of a link; none for a link that is too long to care.
pub(super) fn reach(from: Point, to: Point) -> Option<Rect> {
    let across = Rect { min: from, max: from }.union(Rect { min: to, max: to });
    let short = across.width() <= LONGEST.0 && across.height() <= LONGEST.1;
    short.then(|| across.expand(DETOUR))
}

/// The direct curve, or one that passes beside the cards in its way; and whether there are any.
pub(super) fn around(from: (Point, Side), to: (Point, Side), others: &[Rect]) -> (Route, bool) {
    let direct = route(from, to);
    let in_the_way: Vec<Rect> = others.iter().copied().filter(|card| direct.meets(*card)).collect();
    let Some(obstacle) = in_the_way.into_iter().reduce(Rect::union) else {
        return (direct, false);
    };
    let Some(turn) = Turn::of(from.1, to.1) else { return (direct, true) };
    let others: Vec<Rect> = others.iter().map(|card| turn.rect(*card)).collect();
    let found = above_or_below(turn.point(from.0), turn.point(to.0), turn.rect(obstacle), &others);
    (found.map_or(direct, |route| turn.back(&route)), true)
}

/// A curve from a right side to a left one that passes above or below `obstacle`, if one keeps off
/// all cards.
fn above_or_below(start: Point, end: Point, obstacle: Rect, others: &[Rect]) -> Option<Route> {
    let (left, right) = (obstacle.min.x.max(start.x + 12.0), obstacle.max.x.min(end.x - 20.0));
    let middle = f64::midpoint(start.y, end.y);
    let mut levels: Vec<f64> =
        others.iter().flat_map(|card| [card.min.y - 4.0, card.max.y + 4.0]).collect();
    levels.sort_by(|a, b| (a - middle).abs().total_cmp(&(b - middle).abs()));
    let (from, to) = ((start, Side::Right), (end, Side::Left));
    levels
        .into_iter()
        .take(24)
        .map(|level| through(from, to, Point::new(left, level), Point::new(right, level)))
        .find(|route| !others.iter().any(|card| route.meets(*card)))
}

/// How the plane is turned so that a link runs from left to right.
#[derive(Clone, Copy)]
struct Turn {
    /// Whether across and down change places.
    swapped: bool,
    /// Whether left and right change places after that.
    mirrored: bool,
}

impl Turn {
    fn of(out: Side, into: Side) -> Option<Self> {
        let turn = |swapped, mirrored| Some(Self { swapped, mirrored });
        match (out, into) {
            (Side::Right, Side::Left) => turn(false, false),
            (Side::Left, Side::Right) => turn(false, true),
            (Side::Bottom, Side::Top) => turn(true, false),
            (Side::Top, Side::Bottom) => turn(true, true),
            _ => None,
        }
    }

    fn point(self, Point { x, y }: Point) -> Point {
        let (x, y) = if self.swapped { (y, x) } else { (x, y) };
        Point::new(if self.mirrored { -x } else { x }, y)
    }

    fn rect(self, rect: Rect) -> Rect {
        let (a, b) = (self.point(rect.min), self.point(rect.max));
        Rect { min: a, max: a }.union(Rect { min: b, max: b })
    }

    fn point_back(self, Point { x, y }: Point) -> Point {
        let x = if self.mirrored { -x } else { x };
        if self.swapped { Point::new(y, x) } else { Point::new(x, y) }
    }

    /// The route in the plane as it is.
    fn back(self, route: &Route) -> Route {
        let point = |p: &Point| self.point_back(*p);
        let step = |step: &Step| match step {
            Step::Move(p) => Step::Move(point(p)),
            Step::Line(p) => Step::Line(point(p)),
            Step::Cubic(a, b, p) => Step::Cubic(point(a), point(b), point(p)),
            Step::Close => Step::Close,
        };
        Route {
            steps: route.steps.iter().map(step).collect(),
            end: point(&route.end),
            direction: point(&route.direction),
            label_places: route.label_places.iter().map(point).collect(),
        }
    }
}

/// Where the loop of a link from a card to itself begins and ends: around the upper right corner,
/// each further one farther out.
pub(super) fn corner_ports(card: Rect, loops: u32) -> [(Point, Side); 2] {
    let away = 16.0 + 12.0 * f64::from(loops);
    let start = Point::new(card.max.x - away.min(card.width() / 2.0), card.min.y);
    let end = Point::new(card.max.x, card.min.y + away.min(card.height() / 2.0));
    [(start, Side::Top), (end, Side::Right)]
}

/// A loop around a corner, from the top of a card to its right side.
pub(super) fn around_corner(start: Point, end: Point) -> Route {
    let reach = 2.2 * f64::max(end.x - start.x, end.y - start.y).max(16.0);
    let mut route = curve((start, Side::Top), (end, Side::Right), reach);
    let above = |dx: f64, dy: f64| Point::new(end.x + dx, start.y - dy);
    let mut label_places: Vec<Point> =
        [0.0, 30.0, -40.0, 60.0, -80.0].map(|dx| above(dx, 28.0)).into();
    label_places.extend([0.5, 0.4, 0.6].map(|t| route.at(t)));
    route.label_places = label_places;
    route
}

/// A curve that runs straight from `first` to `second` in between.
fn through(from: (Point, Side), to: (Point, Side), first: Point, second: Point) -> Route {
    // A leg that bends farther than it is wide would loop.
    let leg = |from: (Point, Side), to: (Point, Side)| {
        let wide = (to.0.x - from.0.x).abs() * 0.6;
        curve(from, to, reach_of(from.0, to.0).min(wide.max(6.0)))
    };
    let start = leg(from, (first, Side::Left));
    let end = leg((second, Side::Right), to);
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
    /// The pieces of the path as cubic curves: start, two control points, end.
    fn curves(&self) -> impl Iterator<Item = [Point; 4]> {
        let mut last = Point::default();
        self.steps.iter().filter_map(move |step| {
            let from = last;
            let (a, b, to) = match *step {
                Step::Move(p) => {
                    last = p;
                    return None;
                }
                Step::Line(p) => (from, p, p),
                Step::Cubic(a, b, p) => (a, b, p),
                Step::Close => return None,
            };
            last = to;
            Some([from, a, b, to])
        })
    }

    /// Where the path begins.
    #[must_use]
    pub fn start(&self) -> Point {
        match self.steps.first() {
            Some(Step::Move(start)) => *start,
            _ => self.end,
        }
    }

    /// Two points on the path, each this far from an end, but never beyond a third of the way.
    #[must_use]
    pub fn near_ends(&self, away: f64) -> [Point; 2] {
        let mut points: Vec<Point> = self.along(24).chain([self.end]).collect();
        let length: f64 = points.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
        let away = away.min(length / 3.0);
        let start = at_length(&points, away);
        points.reverse();
        [start, at_length(&points, away)]
    }

    /// An area that holds the whole path.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let tip = Rect { min: self.end, max: self.end };
        self.curves().map(hull).fold(tip, Rect::union)
    }

    /// Points along the whole path, `count` and one of each of its pieces.
    pub fn along(&self, count: u32) -> impl Iterator<Item = Point> {
        self.curves().flat_map(move |[from, a, b, to]| {
            let at = move |i| bezier(from, a, b, to, f64::from(i) / f64::from(count));
            (0..=count).map(at)
        })
    }

    /// The point at a share of the first piece.
    fn at(&self, t: f64) -> Point {
        self.curves().next().map_or(self.end, |[from, a, b, to]| bezier(from, a, b, to, t))
    }

    /// How far `point` lies from the path, in plan units.
    #[must_use]
    pub fn distance(&self, point: Point) -> f64 {
        let mut nearest = point.distance(self.end);
        for [from, a, b, to] in self.curves() {
            let mut last = from;
            for i in 1..=24 {
                let next = bezier(from, a, b, to, f64::from(i) / 24.0);
                nearest = nearest.min(from_segment(point, last, next));
                last = next;
            }
        }
        nearest
    }

    /// Whether the path passes over a rectangle.
    fn meets(&self, rect: Rect) -> bool {
        self.curves().any(|curve| {
            let [from, a, b, to] = curve;
            hull(curve).expand(1.0).overlaps(rect)
                && (0..=32).any(|i| rect.contains(bezier(from, a, b, to, f64::from(i) / 32.0)))
        })
    }
}

/// A curve never leaves the rectangle around its ends and control points.
fn hull(curve: [Point; 4]) -> Rect {
    let [from, ..] = curve;
    let start = Rect { min: from, max: from };
    curve.into_iter().fold(start, |hull, point| hull.union(Rect { min: point, max: point }))
}

/// The point of a line of points at this length from its beginning.
fn at_length(points: &[Point], length: f64) -> Point {
    let mut left = length;
    for pair in points.windows(2) {
        let step = pair[0].distance(pair[1]);
        if step >= left && step > 0.0 {
            let share = left / step;
            let between = |a: f64, b: f64| a + share * (b - a);
            return Point::new(between(pair[0].x, pair[1].x), between(pair[0].y, pair[1].y));
        }
        left -= step;
    }
    points.last().copied().unwrap_or_default()
}

/// How far `point` lies from the straight piece between `from` and `to`.
fn from_segment(point: Point, from: Point, to: Point) -> f64 {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx * dx + dy * dy;
    let along = (point.x - from.x) * dx + (point.y - from.y) * dy;
    let t = if length > 0.0 { (along / length).clamp(0.0, 1.0) } else { 0.0 };
    point.distance(Point::new(from.x + t * dx, from.y + t * dy))
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
fn route(from: (Point, Side), to: (Point, Side)) -> Route {
    curve(from, to, reach_of(from.0, to.0))
}

/// How far a curve goes straight on at its ends.
fn reach_of(from: Point, to: Point) -> f64 {
    (from.distance(to) * 0.4).clamp(18.0, 120.0)
}

fn curve((from, out): (Point, Side), (to, into): (Point, Side), reach: f64) -> Route {
    let (leave, arrive) = (out.outwards(), into.outwards());
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
