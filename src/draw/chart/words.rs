//! Words beside points of a plot, where they neither leave it nor cover other words.

use super::Pen;
use super::curves::dense;
use crate::base::{Point, Rect, Size};
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
    /// Lines from labels to their points, which words keep off.
    pub(super) leads: Vec<Point>,
}

/// Distance of words from the point that they belong to.
const BESIDE: f64 = 9.0;
/// Distance from which words need a line to their point.
const REACH: f64 = 16.0;
/// Shares of its width on which a text is set on two lines.
const HALVES: [f64; 4] = [0.55, 0.62, 0.7, 0.8];
/// Least width of a narrow column.
const NARROW: f64 = 90.0;
/// What such a line leaves free around the point, for its ring.
const CLEAR: f64 = 5.0;

impl Words {
    /// Writes a label beside a point; where all around is taken, as near as there is room, with a line
    /// to the point. Only a plot that is full of words has none.
    pub(super) fn write(&mut self, scene: &mut Scene, pen: Pen<'_>, text: &str, at: Point) {
        let room = self.plot.width() - 24.0;
        let mut blocks = blocks(pen, text, room);
        let near = self.best(pen, &blocks, at, |block| places(pen, block, at));
        let best = near.or_else(|| {
            blocks.push(column(pen, text, room));
            let plot = self.plot;
            self.best(pen, &blocks, at, |block| anywhere_in(plot, extent(pen, block), pen.line()))
        });
        let Some(runs) = best else { return };
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

    /// The best of some places for any of the blocks that a text may be set as.
    fn best(
        &self,
        pen: Pen<'_>,
        blocks: &[Vec<String>],
        at: Point,
        places: impl Fn(&[String]) -> Vec<Point>,
    ) -> Option<Vec<TextRun>> {
        let mut best: Option<(f64, Vec<TextRun>)> = None;
        for block in blocks {
            for place in places(block) {
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
        best.map(|(_, runs)| runs)
    }

    /// How much a place covers lines, lies away from its point and near to another one.
    fn badness(&self, bounds: Rect, at: Point) -> f64 {
        let covered = self.lines.iter().filter(|line| bounds.contains(**line)).count();
        #[expect(clippy::cast_precision_loss, reason = "a few hundred places at most")]
        let covered = covered as f64;
        let away = distance(bounds, at);
        let stranger = self.is_nearer_to_another(bounds, at);
        // A line to the point through other words is worse than going over lines.
        let way = dense(&[nearest(bounds, at), at]);
        let crossed = self.taken.iter().filter(|other| way.iter().any(|on| other.contains(*on)));
        #[expect(clippy::cast_precision_loss, reason = "a handful of labels")]
        let crossed = crossed.count() as f64;
        covered + away / 4.0 + if stranger { 25.0 } else { 0.0 } + 60.0 * crossed
    }

    /// A line from words to their point where another point is as near, or theirs is out of reach.
    fn lead(&mut self, scene: &mut Scene, pen: Pen<'_>, bounds: Rect, at: Point) {
        let away = distance(bounds, at);
        if away <= REACH && !self.is_nearer_to_another(bounds, at) {
            return;
        }
        let from = nearest(bounds, at);
        let share = (1.0 - CLEAR / from.distance(at).max(CLEAR)).max(0.0);
        let to = Point::new(from.x + share * (at.x - from.x), from.y + share * (at.y - from.y));
        scene.line(from, to, Stroke::solid(pen.theme.text.subdued, 1.0));
        // Words that follow keep off it.
        self.leads.extend(dense(&[from, to]));
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
            && !self.leads.iter().any(|on| bounds.contains(*on))
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

/// The ways to set a text beside its point: on a line if the room allows it, and on two of about half
/// its width.
fn blocks(pen: Pen<'_>, text: &str, room: f64) -> Vec<Vec<String>> {
    let whole = pen.measure(text);
    let set =
        |share: f64| anywhere::wrap(text, Font::Regular, pen.label, f64::min(share * whole, room));
    // No word is broken for it.
    let halves = HALVES.map(set).into_iter().find(|set| set.len() == 2 && set.join(" ") == text);
    std::iter::once(set(1.0)).chain(halves).collect()
}

/// The way to set a text where there is little room: in a narrow column.
fn column(pen: Pen<'_>, text: &str, room: f64) -> Vec<String> {
    let width = f64::max(pen.measure(text) * 0.4, NARROW).min(room);
    anywhere::wrap(text, Font::Regular, pen.label, width)
}

/// Width and height of a block.
fn extent(pen: Pen<'_>, block: &[String]) -> Size {
    let width = block.iter().map(|line| pen.measure(line)).fold(0.0, f64::max);
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let height = block.len() as f64 * pen.line();
    Size::new(width, height)
}

/// Upper left corners of a block all over a plot.
fn anywhere_in(plot: Rect, block: Size, line: f64) -> Vec<Point> {
    let along = |from: f64, to: f64, step: f64| {
        std::iter::successors(Some(from), move |at| Some(at + step)).take_while(move |at| *at <= to)
    };
    let (right, low) = (plot.max.x - block.width, plot.max.y - block.height);
    let columns = along(plot.min.x + 4.0, right, 2.0 * line);
    columns
        .flat_map(|x| along(plot.min.y + 4.0, low, line / 2.0).map(move |y| Point::new(x, y)))
        .collect()
}

/// Upper left corners of a block beside a point, best first: close to it, right before left.
fn places(pen: Pen<'_>, block: &[String], at: Point) -> Vec<Point> {
    let Size { width, height } = extent(pen, block);
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
