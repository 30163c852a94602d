//! Panels of horizontal bars by category.

use super::axis::{self, Scale};
use super::legend::{self, Sample};
use super::{Pen, marker};
use crate::base::{Point, Rect, Size};
use crate::charts::{Bar, BarGroup, Bars, LegendEntry, Target};
use crate::draw::color::Rgba;
use crate::draw::font::Font;
use crate::draw::font::anywhere::{elide, wrap};
use crate::draw::scene::{Anchor, Item, Scene, Step, Stroke};

const BELOW: f64 = 44.0;
const NAME_LINE: f64 = 14.0;
/// Half the extent of a value on a logarithmic axis.
const DOT: f64 = 5.0;

/// Where a bar was drawn, from the axis to the end of its words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Its row.
    pub rect: Rect,
    /// Index of its category.
    pub group: usize,
    /// Index within the category.
    pub bar: usize,
}

/// Draws the panel into `area`, as high as its bars need; returns where it ends and adds where
/// each bar lies to `spots`.
pub(super) fn draw(
    scene: &mut Scene,
    pen: Pen<'_>,
    bars: &Bars,
    area: Rect,
    spots: &mut Vec<Spot>,
) -> f64 {
    let [bar_gap, group_gap] = pen.gaps;
    let marked = has_bar_for_each_entry(bars);
    let sample = |(index, entry): (usize, &LegendEntry)| {
        let marker = marked.then_some(index);
        if entry.hatched { Sample::Hatched(marker) } else { Sample::Filled(marker) }
    };
    let samples = bars.legend.iter().enumerate().map(sample);
    let entries: Vec<_> = bars
        .legend
        .iter()
        .zip(samples)
        .map(|(e, sample)| (e.name.as_str(), e.hue, sample))
        .collect();
    let top = legend::draw(scene, pen, &entries, area, area.min.y) + 8.0;
    let widest = |texts: &mut dyn Iterator<Item = &str>| {
        texts.map(|text| pen.measure(text)).fold(0.0, f64::max)
    };
    let names = widest(&mut bars.groups.iter().map(|group| group.label.as_str()));
    let ends = widest(&mut bars.groups.iter().flat_map(|g| &g.bars).map(|bar| bar.label.as_str()));
    let left = area.min.x + names.min(area.width() * 0.36) + 12.0;
    let right = area.max.x - ends.min(area.width() * 0.4) - 14.0;
    let scale = Scale::new(&bars.axis, left, right.max(left + 60.0));
    let mut rows = Vec::new();
    let mut y = top;
    for group in &bars.groups {
        let lines = wrap(&group.label, Font::Regular, pen.label, left - area.min.x - 10.0);
        let height = f64::max(bars_height(pen, group), count(lines.len()) * NAME_LINE);
        rows.push((group, lines, y, height));
        y += height + group_gap;
    }
    let bottom = y - group_gap + 8.0;
    grid(
        scene,
        pen,
        bars,
        &scale,
        Rect { min: Point::new(left, top - 4.0), max: Point::new(right, bottom) },
    );
    for (index, (group, lines, y, height)) in rows.into_iter().enumerate() {
        draw_names(scene, pen, &lines, Point::new(left - 10.0, y + height / 2.0));
        let mut bar_top = y + (height - bars_height(pen, group)) / 2.0;
        for (place, bar) in group.bars.iter().enumerate() {
            draw_bar(scene, pen, bars, bar, &scale, bar_top, area.max.x);
            if let Some(entry) = bars.legend.get(place).filter(|_| marked) {
                let at = Point::new(left - 5.0, bar_top + pen.bar / 2.0);
                marker::draw(scene, place, at, pen.theme.hue(entry.hue));
            }
            let (min, max) = (Point::new(left, bar_top), Point::new(area.max.x, bar_top + pen.bar));
            spots.push(Spot { rect: Rect { min, max }, group: index, bar: place });
            bar_top += pen.bar + bar_gap;
        }
    }
    bottom + BELOW
}

/// Whether every category has one bar for each entry of the legend, in its order: then a marker tells
/// them apart where colour does not.
fn has_bar_for_each_entry(bars: &Bars) -> bool {
    let entries = bars.legend.len();
    entries > 1 && bars.groups.iter().all(|group| group.bars.len() == entries)
}

#[expect(clippy::cast_precision_loss, reason = "a handful of bars or lines")]
const fn count(number: usize) -> f64 {
    number as f64
}

fn bars_height(pen: Pen<'_>, group: &BarGroup) -> f64 {
    let gap = pen.gaps[0];
    count(group.bars.len().max(1)) * (pen.bar + gap) - gap
}

fn draw_names(scene: &mut Scene, pen: Pen<'_>, lines: &[String], end: Point) {
    let mut baseline = end.y - count(lines.len()) * NAME_LINE / 2.0 + 7.0 + pen.label * 0.36;
    for line in lines {
        let mut run = pen.label(Point::new(end.x, baseline), line).anchored(Anchor::End);
        run.color = pen.theme.text.normal;
        scene.text(run);
        baseline += NAME_LINE;
    }
}

fn grid(scene: &mut Scene, pen: Pen<'_>, bars: &Bars, scale: &Scale, plot: Rect) {
    let stroke = Stroke::solid(pen.theme.line.hairline, 1.0);
    let mut free_from = f64::NEG_INFINITY;
    for value in scale.ticks(if plot.width() > 400.0 { 6 } else { 4 }) {
        let x = scale.place(value);
        scene.line(Point::new(x, plot.min.y), Point::new(x, plot.max.y), stroke);
        let run = pen.label(Point::new(x, plot.max.y + 16.0), &axis::tick_label(value, &bars.axis));
        let run = run.anchored(Anchor::Middle);
        if run.bounds().min.x > free_from {
            free_from = run.bounds().max.x + 6.0;
            scene.text(run);
        }
    }
    let title = pen.label(Point::new(plot.center().x, plot.max.y + 36.0), &axis::title(&bars.axis));
    scene.text(title.anchored(Anchor::Middle));
    let strong = Stroke::solid(pen.theme.text.subdued, 1.0);
    if bars.origin > bars.axis.min {
        let x = scale.place(bars.origin);
        scene.line(Point::new(x, plot.min.y), Point::new(x, plot.max.y), strong);
    }
    let mut told: Vec<Rect> = Vec::new();
    let inside = |line: &&Target| (bars.axis.min..=bars.axis.max).contains(&line.value);
    for line in bars.lines.iter().filter(inside) {
        let x = scale.place(line.value);
        let dashed = Stroke { dashed: true, ..strong };
        scene.line(Point::new(x, plot.min.y), Point::new(x, plot.max.y), dashed);
        let run = pen.label(Point::new(x, plot.min.y - 3.0), &line.label).anchored(Anchor::Middle);
        let bounds = run.bounds().expand(3.0);
        // Lines too close to each other share the first one's words; the notes tell all.
        if !told.iter().any(|other| other.overlaps(bounds)) {
            told.push(bounds);
            scene.text(run);
        }
    }
}

fn draw_bar(
    scene: &mut Scene,
    pen: Pen<'_>,
    bars: &Bars,
    bar: &Bar,
    scale: &Scale,
    top: f64,
    right_edge: f64,
) {
    let start = scale.place(bars.axis.min);
    let limit = scale.place(bars.axis.max);
    let origin = scale.place(bars.origin);
    let mut value = 0.0;
    let mut x = origin;
    for part in &bar.parts {
        value += part.value;
        let end = scale.place(value).clamp(start, limit);
        let rect =
            Rect { min: Point::new(x.min(end), top), max: Point::new(end.max(x), top + pen.bar) };
        let color = pen.theme.hue(part.hue);
        if bars.axis.log {
            // The length of a bar means nothing on a logarithmic axis.
            draw_dot(scene, color, part.hatched, Point::new(end, top + pen.bar / 2.0));
        } else if rect.width() > 0.0 {
            draw_part(scene, color, part.hatched, rect);
        }
        x = if origin > start { origin.max(end) } else { end.max(x) };
    }
    if let Some([low, high]) = bar.whisker {
        let (from, to) =
            (scale.place(low).clamp(start, limit), scale.place(high).clamp(start, limit));
        let beyond = [low < bars.axis.min && origin > start, high > bars.axis.max];
        whisker(scene, pen, [from, to], top + pen.bar / 2.0, beyond);
        x = f64::max(x, to);
    }
    let room = right_edge - x - 8.0;
    let label = elide(&bar.label, Font::Regular, pen.label, room);
    let mut run = pen.label(Point::new(x + 8.0, top + pen.bar / 2.0 + pen.label * 0.36), &label);
    run.color = pen.theme.text.normal;
    scene.text(run);
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

/// A range from end to end; an arrow where it goes on beyond an end of the axis.
fn whisker(scene: &mut Scene, pen: Pen<'_>, ends: [f64; 2], y: f64, beyond: [bool; 2]) {
    let stroke = Stroke::solid(pen.theme.text.strong, 1.25);
    let [from, to] = ends.map(|x| Point::new(x, y));
    scene.line(from, to, stroke);
    for (end, beyond, inwards) in [(from, beyond[0], 4.0), (to, beyond[1], -4.0)] {
        let slant = if beyond { inwards } else { 0.0 };
        for side in [-4.0, 4.0] {
            scene.line(end, Point::new(end.x + slant, y + side), stroke);
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
