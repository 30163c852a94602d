//! Panels of horizontal bars by category.

use super::axis::{self, Scale};
use super::legend::{self, Sample};
use super::{Pen, bar, marker};
use crate::base::{Point, Rect};
use crate::charts::{Axis, Bar, BarGroup, Bars, LegendEntry, Target};
use crate::draw::font::Font;
use crate::draw::font::anywhere::wrap;
use crate::draw::scene::{Anchor, Scene, Stroke, TextRun};

/// Distance of the axis's title from the bars.
const TITLE: f64 = 36.0;
/// Space between names of categories and their bars, without and with markers there.
const BESIDE_NAMES: f64 = 10.0;
const BESIDE_MARKERS: f64 = 15.0;
/// Height of a line of a category's name, and of words beside a bar.
pub(super) const NAME_LINE: f64 = 14.0;

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

/// How far down a panel goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reach {
    /// Where its bars end and its axis begins.
    pub axis: f64,
    /// Where it ends.
    pub end: f64,
}

/// Draws the panel into `area`, as high as its bars need; returns how far it goes and adds where
/// each bar lies to `spots`.
pub(super) fn draw(
    scene: &mut Scene,
    pen: Pen<'_>,
    bars: &Bars,
    area: Rect,
    spots: &mut Vec<Spot>,
) -> Reach {
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
    let beside = if marked { BESIDE_MARKERS } else { BESIDE_NAMES };
    let left = area.min.x + names.min(area.width() * 0.36) + beside + 2.0;
    let right = f64::max(area.max.x - ends.min(area.width() * 0.4) - 14.0, left + 60.0);
    let scale = Scale::new(&bars.axis, left, right);
    let told = line_words(pen, bars, &scale, area);
    let top = top + told.iter().map(|(_, row)| count(row + 1)).fold(0.0, f64::max) * pen.line();
    let mut rows = Vec::new();
    let mut y = top;
    for group in &bars.groups {
        let row = Row::new(pen, bars, group, &scale, [left - area.min.x - beside, area.max.x]);
        let height = row.height(pen);
        rows.push((row, y, height));
        y += height + group_gap;
    }
    let bottom = y - group_gap + 8.0;
    let plot = Rect { min: Point::new(left, top - 4.0), max: Point::new(right, bottom) };
    grid(scene, pen, bars, &scale, plot);
    for (run, row) in told {
        let at = Point::new(run.at.x, plot.min.y - 3.0 - count(row) * pen.line());
        scene.text(TextRun { at, ..run });
    }
    for (index, (row, y, height)) in rows.into_iter().enumerate() {
        draw_names(scene, pen, &row.names, Point::new(left - beside, y + height / 2.0));
        let mut bar_top = y + (height - row.bars_height(pen)) / 2.0;
        for (place, laid) in row.bars.iter().enumerate() {
            let middle = bar_top + laid.height / 2.0;
            bar::draw(scene, pen, bars, laid, &scale, middle);
            if let Some(entry) = bars.legend.get(place).filter(|_| marked) {
                let at = Point::new(left - 5.0, middle);
                marker::draw(scene, place, at, pen.theme.hue(entry.hue));
            }
            let max = Point::new(area.max.x, bar_top + laid.height);
            let rect = Rect { min: Point::new(left, bar_top), max };
            spots.push(Spot { rect, group: index, bar: place });
            bar_top += laid.height + bar_gap;
        }
    }
    Reach { axis: plot.max.y, end: title(scene, pen, bars, plot, area) + 8.0 }
}

/// Writes the axis's title below it, on lines that stay in the area; returns where it ends.
fn title(scene: &mut Scene, pen: Pen<'_>, bars: &Bars, plot: Rect, area: Rect) -> f64 {
    let mut baseline = plot.max.y + TITLE;
    if !pen.axis_title {
        return baseline - pen.line();
    }
    for line in wrap(&axis::title(&bars.axis), Font::Regular, pen.label, area.width()) {
        let half = pen.measure(&line) / 2.0;
        let x = plot.center().x.min(area.max.x - half).max(area.min.x + half);
        scene.text(pen.label(Point::new(x, baseline), &line).anchored(Anchor::Middle));
        baseline += pen.line();
    }
    baseline - pen.line()
}

/// A category with what its names and bars need.
struct Row<'a> {
    names: Vec<String>,
    bars: Vec<Laid<'a>>,
}

/// A bar between the ends of the axis.
pub(super) struct Laid<'a> {
    pub(super) bar: &'a Bar,
    /// Where each part begins and ends.
    pub(super) spans: Vec<[f64; 2]>,
    /// Where the words beside it begin.
    pub(super) words_at: f64,
    pub(super) words: Vec<String>,
    /// Height of the bar, or of its words where they need more.
    height: f64,
}

impl<'a> Row<'a> {
    /// Lays out a category: names in a width, words up to the right edge.
    fn new(
        pen: Pen<'_>,
        bars: &Bars,
        group: &'a BarGroup,
        scale: &Scale,
        [names, right_edge]: [f64; 2],
    ) -> Self {
        Self {
            names: wrap(&group.label, Font::Regular, pen.label, names),
            bars: group
                .bars
                .iter()
                .map(|bar| Laid::new(pen, bars, bar, scale, right_edge))
                .collect(),
        }
    }

    fn bars_height(&self, pen: Pen<'_>) -> f64 {
        let gap = pen.gaps[0];
        f64::max(self.bars.iter().map(|bar| bar.height + gap).sum(), pen.bar + gap) - gap
    }

    fn height(&self, pen: Pen<'_>) -> f64 {
        f64::max(self.bars_height(pen), count(self.names.len()) * NAME_LINE)
    }
}

impl<'a> Laid<'a> {
    fn new(pen: Pen<'_>, bars: &Bars, bar: &'a Bar, scale: &Scale, right_edge: f64) -> Self {
        let [axis_start, limit, origin] =
            [bars.axis.min, bars.axis.max, bars.origin].map(|value| scale.place(value));
        let from = bar.start.map(|start| scale.place(start).clamp(axis_start, limit));
        let (mut value, mut x) = (bar.start.unwrap_or(0.0), from.unwrap_or(origin));
        let mut spans = Vec::with_capacity(bar.parts.len());
        for part in &bar.parts {
            value += part.value;
            let end = scale.place(value).clamp(axis_start, limit);
            spans.push([x, end]);
            x = if origin > axis_start { origin.max(end) } else { end.max(x) };
        }
        if let Some([_, high]) = bar.whisker {
            x = f64::max(x, scale.place(high).clamp(axis_start, limit));
        }
        let words_at = x + 8.0;
        let words = wrap(&bar.label, Font::Regular, pen.label, right_edge - words_at);
        let high = if words.len() > 1 { count(words.len()) * NAME_LINE } else { 0.0 };
        Self { bar, spans, words_at, words, height: high.max(pen.bar) }
    }
}

/// The words of the lines across the bars, with the row above them that each has room in; the lowest
/// is row 0.
fn line_words(pen: Pen<'_>, bars: &Bars, scale: &Scale, area: Rect) -> Vec<(TextRun, usize)> {
    let mut told: Vec<(TextRun, usize)> = Vec::new();
    for line in bars.lines.iter().filter(|line| is_inside(&bars.axis, line)) {
        let half = pen.measure(&line.label) / 2.0;
        let x = scale.place(line.value).min(area.max.x - half).max(area.min.x + half);
        let run = pen.label(Point::new(x, 0.0), &line.label).anchored(Anchor::Middle);
        let bounds = run.bounds().expand(3.0);
        let taken = |row: usize| {
            told.iter().any(|(other, at)| *at == row && other.bounds().overlaps(bounds))
        };
        let row = (0..=told.len()).find(|row| !taken(*row)).unwrap_or_default();
        told.push((run, row));
    }
    told
}

fn is_inside(axis: &Axis, line: &Target) -> bool {
    (axis.min..=axis.max).contains(&line.value)
}

/// Whether every category has one bar for each entry of the legend, in its order: then a marker tells
/// them apart where colour does not.
fn has_bar_for_each_entry(bars: &Bars) -> bool {
    let entries = bars.legend.len();
    let stands_for =
        |(bar, entry): (&Bar, &LegendEntry)| bar.parts.iter().all(|part| part.hue == entry.hue);
    let all = |group: &BarGroup| {
        group.bars.len() == entries && group.bars.iter().zip(&bars.legend).all(stands_for)
    };
    entries > 1 && bars.groups.iter().all(all)
}

#[expect(clippy::cast_precision_loss, reason = "a handful of bars or lines")]
pub(super) const fn count(number: usize) -> f64 {
    number as f64
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
    let most = if plot.width() > 400.0 { 6 } else { 4 };
    for value in axis::told_ticks(&bars.axis, scale, most, |text| pen.measure(text)) {
        let x = scale.place(value);
        scene.line(Point::new(x, plot.min.y), Point::new(x, plot.max.y), stroke);
        let run = pen.label(Point::new(x, plot.max.y + 16.0), &axis::tick_label(value, &bars.axis));
        scene.text(run.anchored(Anchor::Middle));
    }
    let strong = Stroke::solid(pen.theme.text.subdued, 1.0);
    if bars.origin > bars.axis.min {
        let x = scale.place(bars.origin);
        scene.line(Point::new(x, plot.min.y), Point::new(x, plot.max.y), strong);
    }
    for line in bars.lines.iter().filter(|line| is_inside(&bars.axis, line)) {
        let x = scale.place(line.value);
        let dashed = Stroke { dashed: true, ..strong };
        scene.line(Point::new(x, plot.min.y), Point::new(x, plot.max.y), dashed);
    }
}
