//! The route of one link as it is drawn: at right angles with round corners, out of one side of a card
//! and into a side of another.

use crate::base::{Point, Rect};
use crate::draw::scene::Step;
use crate::layout::routing::Side;

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

/// Largest radius of a corner.
const CORNER: f64 = 8.0;
/// Length of an arrow head that its line keeps out of.
const NECK: f64 = 7.0;

/// A way at right angles as a route into `side`, its corners round.
pub(super) fn along_way(way: &[Point], side: Side) -> Route {
    let arrive = side.outwards();
    let Some((&first, &last)) = way.first().zip(way.last()) else { return Route::default() };
    let beside = |at: Point, by: f64| Point::new(at.x + by * arrive.x, at.y + by * arrive.y);
    let tip = beside(last, 1.0);
    let mut points = way.to_vec();
    if let Some(end) = points.last_mut() {
        *end = beside(last, 1.0 + NECK);
    }
    let mut steps = vec![Step::Move(first)];
    for corner in points.windows(3) {
        let [a, b, c] = [corner[0], corner[1], corner[2]];
        let radius = CORNER.min(a.distance(b) / 2.0).min(b.distance(c) / 2.0);
        let (from, to) = (toward(b, a, radius), toward(b, c, radius));
        steps.push(Step::Line(from));
        // Control points at 0.55 of the way make nearly a quarter of a circle.
        steps.push(Step::Cubic(toward(from, b, 0.55 * radius), toward(to, b, 0.55 * radius), to));
    }
    steps.extend(points.last().map(|end| Step::Line(*end)));
    let direction = Point::new(-arrive.x, -arrive.y);
    Route { steps, end: tip, direction, label_places: label_places(way) }
}

/// The point at a distance from one point towards another.
fn toward(from: Point, to: Point, distance: f64) -> Point {
    let length = from.distance(to);
    let share = if length > 0.0 { distance / length } else { 0.0 };
    Point::new(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y))
}

/// Places for words: on long level pieces first, then on upright ones.
fn label_places(way: &[Point]) -> Vec<Point> {
    let mut pieces: Vec<(Point, Point)> = way.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let worth = |(a, b): &(Point, Point)| {
        let level = (a.y - b.y).abs() < 1e-6;
        a.distance(*b) * if level { 1.0 } else { 0.25 }
    };
    pieces.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
    let at = |(a, b): (Point, Point), share: f64| {
        Point::new(a.x + share * (b.x - a.x), a.y + share * (b.y - a.y))
    };
    let of_piece = |piece| [0.5, 0.3, 0.7].map(|share| at(piece, share));
    pieces.into_iter().flat_map(of_piece).collect()
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
