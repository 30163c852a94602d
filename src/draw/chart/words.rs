//! Words beside points of a plot, where they neither leave it nor cover other words.

use super::Pen;
use super::curves::dense;
use crate::base::{Point, Rect, Size, cross};
use crate::draw::font::{Font, anywhere};
use crate::draw::scene::{Scene, Stroke, TextRun};

/// What labels keep clear of.
pub(super) struct Words {
    /// The plot area.
    pub(super) plot: Rect,
    /// Places of lines and dots, which words may cover only if there is no better place.
    pub(super) lines: Vec<Point>,
    /// Rings around marked points, which words never cover.
    pub(super) rings: Vec<Rect>,
}

/// A label in its place.
struct Placed {
    runs: Vec<TextRun>,
    bounds: Rect,
    /// The line to its point, where it needs one.
    lead: Option<[Point; 2]>,
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

/// What it costs a label to lie as near to the ring of another point as to its own.
const STRANGER: f64 = 25.0;
/// What a line from a label to its point costs that runs through other words, through a ring, and over
/// another such line.
const THROUGH_WORDS: f64 = 60.0;
const THROUGH_RING: f64 = 30.0;
const OVER_LEAD: f64 = 20.0;
/// How often all labels look for better places, now that the others have theirs.
const ROUNDS: usize = 3;

impl Words {
    /// Writes labels beside their points; where all around is taken, as near as there is room, with a
    /// line to the point. Only a plot that is full of words leaves some out.
    pub(super) fn write(&self, scene: &mut Scene, pen: Pen<'_>, labels: &[(&str, Point)]) {
        let mut placed: Vec<Option<Placed>> = labels.iter().map(|_| None).collect();
        for round in 0..=ROUNDS {
            let mut moved = false;
            for (index, (text, at)) in labels.iter().enumerate() {
                let before = placed[index].take();
                let others: Vec<&Placed> = placed.iter().flatten().collect();
                let found = self.place(pen, text, *at, &others);
                let same = |a: &Placed, b: &Placed| a.bounds == b.bounds;
                moved |= !matches!((&before, &found), (Some(a), Some(b)) if same(a, b));
                placed[index] = found;
            }
            if !moved && round > 0 {
                break;
            }
        }
        let placed: Vec<Placed> = placed.into_iter().flatten().collect();
        for [from, to] in placed.iter().filter_map(|of| of.lead) {
            scene.line(from, to, Stroke::solid(pen.theme.text.subdued, 1.0));
        }
        for of in placed {
            // A veil lets the words be read over lines.
            scene.fill(of.bounds, 3.0, scene.background.with_alpha(210));
            for run in of.runs {
                scene.text(run);
            }
        }
    }

    /// The best place of a label among others.
    fn place(&self, pen: Pen<'_>, text: &str, at: Point, others: &[&Placed]) -> Option<Placed> {
        let room = self.plot.width() - 24.0;
        let mut blocks = blocks(pen, text, room);
        let near = self.best(pen, &blocks, (at, others), |block| places(pen, block, at));
        if near.as_ref().is_some_and(|(badness, _)| *badness < THROUGH_WORDS) {
            return near.map(|(_, placed)| placed);
        }
        blocks.extend(column(pen, text, room));
        let plot = self.plot;
        let far = self.best(pen, &blocks, (at, others), |block| {
            anywhere_in(plot, extent(pen, block), pen.line())
        });
        let both = [near, far].into_iter().flatten();
        both.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, placed)| placed)
    }

    /// The best of some places for any of the blocks that a text may be set as, with its badness.
    fn best(
        &self,
        pen: Pen<'_>,
        blocks: &[Vec<String>],
        (at, others): (Point, &[&Placed]),
        places: impl Fn(&[String]) -> Vec<Point>,
    ) -> Option<(f64, Placed)> {
        let mut best: Option<(f64, Placed)> = None;
        for block in blocks {
            for place in places(block) {
                let runs = runs(pen, block, place);
                let free = |bounds: &Rect| self.is_free(*bounds, others);
                let Some(bounds) = bounds(&runs).filter(free) else { continue };
                let lead = self.lead(bounds, at);
                let badness = self.badness(bounds, lead, at, others);
                if best.as_ref().is_none_or(|(least, _)| badness < *least) {
                    best = Some((badness, Placed { runs, bounds, lead }));
                }
            }
        }
        best
    }

    /// How much a place covers lines, lies away from its point and near to another one, and how much
    /// its line to the point and other words are in each other's way.
    fn badness(
        &self,
        bounds: Rect,
        lead: Option<[Point; 2]>,
        at: Point,
        others: &[&Placed],
    ) -> f64 {
        let count = |found: usize| {
            #[expect(clippy::cast_precision_loss, reason = "a few hundred places at most")]
            let count = found as f64;
            count
        };
        let covered = self.lines.iter().filter(|line| bounds.contains(**line)).count();
        let stranger = self.is_nearer_to_another(bounds, at);
        let mut badness =
            count(covered) + distance(bounds, at) / 4.0 + if stranger { STRANGER } else { 0.0 };
        let through =
            |lead: &[Point; 2], rect: &Rect| dense(lead).iter().any(|on| rect.contains(*on));
        let under = others.iter().filter_map(|other| other.lead);
        badness += THROUGH_WORDS * count(under.filter(|lead| through(lead, &bounds)).count());
        let Some(lead) = lead else { return badness };
        let words = others.iter().filter(|other| through(&lead, &other.bounds)).count();
        let rings = self.rings.iter().filter(|ring| ring.center() != at);
        let rings = rings.filter(|ring| through(&lead, ring)).count();
        let leads = others.iter().filter_map(|other| other.lead);
        let leads = leads.filter(|other| cross(lead, *other)).count();
        badness
            + THROUGH_WORDS * count(words)
            + THROUGH_RING * count(rings)
            + OVER_LEAD * count(leads)
    }

    /// A line from words to their point where another point is as near, or theirs is out of reach.
    fn lead(&self, bounds: Rect, at: Point) -> Option<[Point; 2]> {
        let away = distance(bounds, at);
        if away <= REACH && !self.is_nearer_to_another(bounds, at) {
            return None;
        }
        let from = nearest(bounds, at);
        let share = (1.0 - CLEAR / from.distance(at).max(CLEAR)).max(0.0);
        let to = Point::new(from.x + share * (at.x - from.x), from.y + share * (at.y - from.y));
        Some([from, to])
    }

    /// Whether the words lie about as near to the ring of another point.
    fn is_nearer_to_another(&self, bounds: Rect, at: Point) -> bool {
        let away = distance(bounds, at);
        let mut others = self.rings.iter().map(|ring| ring.center()).filter(|other| *other != at);
        others.any(|other| distance(bounds, other) < away + 2.0)
    }

    fn is_free(&self, bounds: Rect, others: &[&Placed]) -> bool {
        self.plot.contains(bounds.min)
            && self.plot.contains(bounds.max)
            && !self.rings.iter().any(|ring| ring.overlaps(bounds))
            && !others.iter().any(|other| other.bounds.overlaps(bounds))
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

/// The way to set a text where there is little room: in a narrow column, no word broken.
fn column(pen: Pen<'_>, text: &str, room: f64) -> Option<Vec<String>> {
    let longest = text.split(' ').map(|word| pen.measure(word)).fold(0.0, f64::max);
    let width = f64::max(pen.measure(text) * 0.4, NARROW).max(longest + 1.0);
    (width <= room).then(|| anywhere::wrap(text, Font::Regular, pen.label, width))
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
