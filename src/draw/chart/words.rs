//! Words beside points of a plot, where they neither leave it nor cover other words.

use super::Pen;
use crate::base::{Point, Rect};
use crate::draw::font::{Font, anywhere};
use crate::draw::scene::{Scene, Stroke, TextRun};

/// What labels keep clear of, and what is already written.
pub(super) struct Words {
    /// The plot area.
    pub(super) plot: Rect,
    /// Places of lines, which words may cover only if there is no better place.
    pub(super) lines: Vec<Point>,
    /// Rings around marked points, which words never cover.
    pub(super) rings: Vec<Rect>,
    /// Labels, which words never cover either.
    pub(super) taken: Vec<Rect>,
}

/// Distance of words from the point that they belong to.
const BESIDE: f64 = 9.0;
/// Distance from which words need a line to their point.
const REACH: f64 = 16.0;
/// What such a line leaves free around the point, for its ring.
const CLEAR: f64 = 5.0;

impl Words {
    /// Writes a label beside a point; drops it where there is no room at all.
    pub(super) fn write(&mut self, scene: &mut Scene, pen: Pen<'_>, text: &str, at: Point) {
        let mut best: Option<(f64, Vec<TextRun>)> = None;
        let whole = anywhere::elide(text, Font::Regular, pen.label, self.plot.width() - 24.0);
        let half = pen.measure(&whole) * 0.62;
        let halves = anywhere::wrap(&whole, Font::Regular, pen.label, half);
        let blocks = if halves.len() == 2 { vec![vec![whole], halves] } else { vec![vec![whole]] };
        for block in &blocks {
            for place in places(pen, block, at) {
                let runs = runs(pen, block, place);
                let Some(bounds) = bounds(&runs).filter(|bounds| self.is_free(*bounds)) else {
                    continue;
                };
                let badness = self.badness(bounds, at);
                if best.as_ref().is_none_or(|(least, _)| badness < *least) {
                    best = Some((badness, runs));
                }
            }
        }
        let Some((_, runs)) = best else { return };
        if let Some(bounds) = bounds(&runs) {
            self.lead(scene, pen, bounds, at);
            // A veil lets the words be read over lines.
            scene.fill(bounds, 3.0, scene.background.with_alpha(210));
            self.taken.push(bounds);
        }
        for run in runs {
            scene.text(run);
        }
    }

    /// How much a place covers lines, lies away from its point and near to another one.
    fn badness(&self, bounds: Rect, at: Point) -> f64 {
        let covered = self.lines.iter().filter(|line| bounds.contains(**line)).count();
        #[expect(clippy::cast_precision_loss, reason = "a few hundred places at most")]
        let covered = covered as f64;
        let away = distance(bounds, at);
        let stranger = self.is_nearer_to_another(bounds, at);
        covered + away / 4.0 + if stranger { 25.0 } else { 0.0 }
    }

    /// A line from words to their point where another point is as near, or theirs is out of reach.
    fn lead(&self, scene: &mut Scene, pen: Pen<'_>, bounds: Rect, at: Point) {
        let away = distance(bounds, at);
        if away <= REACH && !self.is_nearer_to_another(bounds, at) {
            return;
        }
        let from = nearest(bounds, at);
        let share = (1.0 - CLEAR / from.distance(at).max(CLEAR)).max(0.0);
        let to = Point::new(from.x + share * (at.x - from.x), from.y + share * (at.y - from.y));
        scene.line(from, to, Stroke::solid(pen.theme.text.subdued, 1.0));
    }

    /// Whether the words lie about as near to the ring of another point.
    fn is_nearer_to_another(&self, bounds: Rect, at: Point) -> bool {
        let away = distance(bounds, at);
        let mut others = self.rings.iter().map(|ring| ring.center()).filter(|other| *other != at);
        others.any(|other| distance(bounds, other) < away + 2.0)
    }

    fn is_free(&self, bounds: Rect) -> bool {
        self.plot.contains(bounds.min)
            && self.plot.contains(bounds.max)
            && self.rings.iter().chain(&self.taken).all(|other| !other.overlaps(bounds))
    }
}

/// Distance of a point from a rectangle; 0 inside.
fn distance(rect: Rect, point: Point) -> f64 {
    nearest(rect, point).distance(point)
}

/// The place in a rectangle that is nearest to a point.
fn nearest(rect: Rect, point: Point) -> Point {
    Point::new(point.x.clamp(rect.min.x, rect.max.x), point.y.clamp(rect.min.y, rect.max.y))
}

/// Upper left corners of a block beside a point, best first: close to it, right before left.
fn places(pen: Pen<'_>, block: &[String], at: Point) -> Vec<Point> {
    let width = block.iter().map(|line| pen.measure(line)).fold(0.0, f64::max);
    #[expect(clippy::cast_precision_loss, reason = "at most two lines")]
    let height = block.len() as f64 * pen.line();
    let sides = [at.x + BESIDE, at.x - BESIDE - width, at.x - width / 2.0];
    let mut found = Vec::new();
    for step in 0..6 {
        let away = BESIDE - 2.0 + f64::from(step) * (pen.line() + 3.0);
        for top in [at.y - away - height, at.y + away] {
            found.extend(sides.map(|x| Point::new(x, top)));
        }
        if step == 0 {
            // Level with the point there is room at its sides alone.
            found.extend([sides[0], sides[1]].map(|x| Point::new(x, at.y - height / 2.0)));
        }
    }
    found
}

fn runs(pen: Pen<'_>, block: &[String], corner: Point) -> Vec<TextRun> {
    let mut baseline = corner.y + pen.label * 0.86;
    let mut runs = Vec::with_capacity(block.len());
    for line in block {
        let run = pen.label(Point::new(corner.x, baseline), line);
        runs.push(TextRun { color: pen.theme.text.normal, ..run });
        baseline += pen.line();
    }
    runs
}

fn bounds(runs: &[TextRun]) -> Option<Rect> {
    runs.iter().map(TextRun::bounds).reduce(Rect::union).map(|bounds| bounds.expand(2.0))
}
