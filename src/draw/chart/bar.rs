//! One bar: its parts, its whisker, the words beside it.

use super::Pen;
use super::axis::Scale;
use super::bars::{Laid, NAME_LINE, count};
use crate::base::{Point, Rect, Size};
use crate::charts::Bars;
use crate::draw::color::Rgba;
use crate::draw::scene::{Item, Scene, Step, Stroke, TextRun};

/// Half the extent of a value on a logarithmic axis.
const DOT: f64 = 5.0;
/// Width of a whisker with its rim.
const RIM: f64 = 3.5;
/// How far from the end of the axis a bar is broken that goes on beyond it.
const BREAK: f64 = 12.0;

/// Draws a bar around the height `middle`.
pub(super) fn draw(
    scene: &mut Scene,
    pen: Pen<'_>,
    bars: &Bars,
    laid: &Laid<'_>,
    scale: &Scale,
    middle: f64,
) {
    let top = middle - pen.bar / 2.0;
    for (part, [from, to]) in laid.bar.parts.iter().zip(&laid.spans) {
        let color = pen.theme.hue(part.hue);
        let (min, max) = (Point::new(from.min(*to), top), Point::new(to.max(*from), top + pen.bar));
        let rect = Rect { min, max };
        if bars.axis.log {
            // The length of a bar means nothing on a logarithmic axis.
            draw_dot(scene, color, part.hatched, Point::new(*to, middle));
        } else if rect.width() > 0.0 {
            draw_part(scene, color, part.hatched, rect);
        }
    }
    let [start, limit, origin] =
        [bars.axis.min, bars.axis.max, bars.origin].map(|value| scale.place(value));
    if let Some([low, high]) = laid.bar.whisker.filter(|[low, _]| *low < bars.axis.max) {
        let ends = [low, high].map(|value| scale.place(value).clamp(start, limit));
        let beyond = [low < bars.axis.min && origin > start, high > bars.axis.max];
        whisker(scene, pen, ends, middle, beyond);
    }
    if laid.bar.is_broken(&bars.axis) {
        broken(scene, pen, Point::new(limit - BREAK, middle));
    }
    let mut baseline =
        middle - (count(laid.words.len()) - 1.0) * NAME_LINE / 2.0 + pen.label * 0.36;
    for line in &laid.words {
        let run = pen.label(Point::new(laid.words_at, baseline), line);
        scene.text(TextRun { color: pen.theme.text.normal, ..run });
        baseline += NAME_LINE;
    }
}

/// The gap in a bar that goes on beyond the axis.
fn broken(scene: &mut Scene, pen: Pen<'_>, at: Point) {
    let half = pen.bar / 2.0 + 1.0;
    let edge =
        |x: f64| [Point::new(at.x + x - 3.0, at.y + half), Point::new(at.x + x + 3.0, at.y - half)];
    let [[a, b], [d, c]] = [edge(-2.0), edge(2.0)];
    let steps = vec![Step::Move(a), Step::Line(b), Step::Line(c), Step::Line(d), Step::Close];
    scene.items.push(Item::Path { steps, fill: Some(pen.theme.surface.panel), stroke: None });
    for [from, to] in [[a, b], [d, c]] {
        scene.line(from, to, Stroke::solid(pen.theme.text.subdued, 1.0));
    }
}

/// A value as a dot, judgement as a ring.
fn draw_dot(scene: &mut Scene, color: Rgba, hatched: bool, at: Point) {
    let rect =
        Rect::from_min_size(Point::new(at.x - DOT, at.y - DOT), Size::new(2.0 * DOT, 2.0 * DOT));
    if hatched {
        let stroke = Some(Stroke::solid(color, 2.0));
        scene.items.push(Item::Rect { rect, radius: DOT, fill: None, stroke });
    } else {
        scene.fill(rect, DOT, color);
    }
}

/// A range from end to end; an arrow where it goes on beyond an end of the axis. A rim in the colour of
/// the panel lets it be seen on bars of any colour.
fn whisker(scene: &mut Scene, pen: Pen<'_>, ends: [f64; 2], y: f64, beyond: [bool; 2]) {
    let [from, to] = ends.map(|x| Point::new(x, y));
    let mut lines = vec![[from, to]];
    for (end, beyond, inwards) in [(from, beyond[0], 4.0), (to, beyond[1], -4.0)] {
        let slant = if beyond { inwards } else { 0.0 };
        lines.extend([-4.0, 4.0].map(|side| [end, Point::new(end.x + slant, y + side)]));
    }
    for (color, width) in [(pen.theme.surface.panel, RIM), (pen.theme.text.strong, 1.25)] {
        for [from, to] in &lines {
            scene.line(*from, *to, Stroke::solid(color, width));
        }
    }
}

/// Draws a filled part, or a hatched one with an outline: judgement looks like judgement.
pub(super) fn draw_part(scene: &mut Scene, color: Rgba, hatched: bool, rect: Rect) {
    if !hatched {
        scene.fill(rect, 1.5, color);
        return;
    }
    let Size { width, height } = rect.size();
    let mut steps = Vec::new();
    // Lines x + y = c that lie within the rectangle.
    let mut c = 5.0;
    while c < width + height {
        let from = if c < height { Point::new(0.0, c) } else { Point::new(c - height, height) };
        let to = if c < width { Point::new(c, 0.0) } else { Point::new(width, c - width) };
        steps.push(Step::Move(Point::new(rect.min.x + from.x, rect.min.y + from.y)));
        steps.push(Step::Line(Point::new(rect.min.x + to.x, rect.min.y + to.y)));
        c += 5.0;
    }
    scene.fill(rect, 0.0, color.with_alpha(30));
    scene.items.push(Item::Path { steps, fill: None, stroke: Some(Stroke::solid(color, 1.0)) });
    scene.items.push(Item::Rect {
        rect,
        radius: 0.0,
        fill: None,
        stroke: Some(Stroke::solid(color, 1.0)),
    });
}
