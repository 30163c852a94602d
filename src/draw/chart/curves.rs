//! Panels of lines over a continuous axis.

use super::axis::{self, Scale};
use super::legend::{self, Sample};
use super::words::Words;
use super::{Pen, mark, marker, tint};
use crate::base::{Point, Rect};
use crate::charts::{Axis, Curves, Mark, Series, Target};
use crate::draw::scene::{Anchor, Item, Scene, Step, Stroke};

/// Least space to the left of a plot, for the labels of its ticks and the axis's title.
const LEFT: f64 = 60.0;
/// Most ticks of a horizontal axis.
const MOST_TICKS: usize = 8;
/// Space between ticks' labels and the plot, and between them and the title.
const BESIDE_TICKS: f64 = 8.0;
const BELOW: f64 = 44.0;
/// A dot under words is as bad as so many places of a line.
const COVERED_DOT: usize = 4;

/// Draws the panel into `area`; returns where it ends.
pub(super) fn draw(scene: &mut Scene, pen: Pen<'_>, curves: &Curves, area: Rect) -> f64 {
    let top = draw_legend(scene, pen, curves, area) + 8.0;
    let plot = Rect {
        min: Point::new(area.min.x, top),
        max: Point::new(
            area.max.x - right(pen, &curves.x),
            f64::max(area.max.y, top + 220.0) - BELOW,
        ),
    };
    let plot = Rect { min: Point::new(area.min.x + left(pen, &curves.y, plot), top), ..plot };
    let view = View::new(&curves.x, &curves.y, plot);
    axes(scene, pen, curves, &view, area.min.x);
    for series in &curves.series {
        band(scene, pen, series, &view);
    }
    for series in &curves.series {
        line(scene, pen, series, &view);
    }
    draw_over(scene, pen, curves, &view);
    plot.max.y + BELOW
}

/// Draws the names of the lines above the plot; returns where they end.
pub(super) fn draw_legend(scene: &mut Scene, pen: Pen<'_>, curves: &Curves, area: Rect) -> f64 {
    let sample = |(index, series): (usize, &'_ Series)| Sample::Line {
        dashed: series.dashed,
        marker: index,
    };
    let samples = curves.series.iter().enumerate().map(sample);
    let entries: Vec<_> = curves
        .series
        .iter()
        .zip(samples)
        .map(|(s, sample)| (s.name.as_str(), s.hue, sample))
        .collect();
    legend::draw(scene, pen, &entries, area, area.min.y)
}

/// Draws what lies over the lines: markers, targets, rings and words.
pub(super) fn draw_over(scene: &mut Scene, pen: Pen<'_>, curves: &Curves, view: &View) {
    let plot = view.plot;
    let mut words = Words { plot, lines: Vec::new(), rings: Vec::new() };
    for (index, series) in curves.series.iter().enumerate() {
        let points = view.points(series);
        for at in marker::places(&points, plot, index, curves.series.len()) {
            marker::draw(scene, index, at, pen.theme.hue(series.hue));
        }
        words.lines.extend(dense(&points).into_iter().filter(|at| plot.contains(*at)));
    }
    let lines: Vec<[Point; 2]> =
        curves.targets.iter().filter_map(|target| view.across(target)).collect();
    for [from, to] in &lines {
        let stroke = Stroke { dashed: true, ..Stroke::solid(pen.theme.text.subdued, 1.0) };
        scene.line(*from, *to, stroke);
        words.lines.extend(dense(&[*from, *to]));
    }
    let rings: Vec<(&Mark, Point)> = curves
        .marks
        .iter()
        .map(|mark| (mark, view.point(mark.at[0], mark.at[1])))
        .filter(|(_, at)| plot.expand(1.0).contains(*at))
        .collect();
    let (circles, dots) = mark::draw(scene, pen, &rings);
    words.rings.extend(circles);
    words.lines.extend(dots.iter().flat_map(|at| [*at; COVERED_DOT]));
    let mut labels: Vec<(&str, Point)> = Vec::new();
    for (target, [from, to]) in
        curves.targets.iter().filter(|target| view.across(target).is_some()).zip(&lines)
    {
        let start = if target.vertical { Point::new(to.x, to.y + 4.0) } else { *from };
        labels.push((&target.label, start));
    }
    let told = rings.iter().filter(|(mark, _)| mark.kind.is_told());
    labels.extend(told.map(|(mark, at)| (mark.label.as_str(), *at)));
    words.write(scene, pen, &labels);
}

/// Points at most a few units apart along straight lines between points.
pub(super) fn dense(points: &[Point]) -> Vec<Point> {
    let mut found = Vec::new();
    for pair in points.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        let mut along = 0.0;
        let length = from.distance(to).min(4000.0);
        while along < length {
            let share = along / length;
            found.push(Point::new(
                from.x + share * (to.x - from.x),
                from.y + share * (to.y - from.y),
            ));
            along += 4.0;
        }
    }
    found
}

/// Where values lie in the plot.
pub(super) struct View {
    x: Scale,
    y: Scale,
    plot: Rect,
}

impl View {
    /// Two axes along the edges of a plot.
    pub(super) fn new(x: &Axis, y: &Axis, plot: Rect) -> Self {
        let x = Scale::new(x, plot.min.x, plot.max.x);
        let y = Scale::new(y, plot.max.y, plot.min.y);
        Self { x, y, plot }
    }

    fn point(&self, x: f64, y: f64) -> Point {
        Point::new(self.x.place(x), self.y.place(y))
    }

    /// The places of a line's points; where it breaks they are left out.
    fn points(&self, series: &Series) -> Vec<Point> {
        let known = series.points.iter().filter(|[x, y]| !x.is_nan() && !y.is_nan());
        known.map(|&[x, y]| self.point(x, y)).collect()
    }

    /// The ends of a target's line, bottom or left one first, if it lies in the plot.
    fn across(&self, target: &Target) -> Option<[Point; 2]> {
        let plot = self.plot;
        if target.vertical {
            let x = self.x.place(target.value);
            let ends = [Point::new(x, plot.max.y), Point::new(x, plot.min.y)];
            return (plot.min.x..=plot.max.x).contains(&x).then_some(ends);
        }
        let y = self.y.place(target.value);
        let ends = [Point::new(plot.min.x, y), Point::new(plot.max.x, y)];
        (plot.min.y..=plot.max.y).contains(&y).then_some(ends)
    }
}

/// Ticks of a vertical axis.
fn ticks_upwards(axis: &Axis, scale: &Scale) -> Vec<f64> {
    axis::ticks(axis, scale, 6)
}

/// What a vertical axis needs to the left of its plot.
fn left(pen: Pen<'_>, y: &Axis, plot: Rect) -> f64 {
    let ticks = ticks_upwards(y, &Scale::new(y, plot.max.y, plot.min.y));
    let widths = ticks.into_iter().map(|tick| pen.measure(&axis::tick_label(tick, y)));
    f64::max(LEFT, pen.label + BESIDE_TICKS + widths.fold(0.0, f64::max) + BESIDE_TICKS)
}

/// What a horizontal axis needs to the right of its plot, where half of a label may lie.
fn right(pen: Pen<'_>, x: &Axis) -> f64 {
    let ticks = axis::ticks(x, &Scale::new(x, 0.0, 1.0), MOST_TICKS);
    let last = ticks.last().map(|tick| pen.measure(&axis::tick_label(*tick, x)));
    f64::max(8.0, last.unwrap_or_default() / 2.0)
}

/// Lines, ticks and titles; the one of the vertical axis begins at `left`.
fn axes(scene: &mut Scene, pen: Pen<'_>, curves: &Curves, view: &View, left: f64) {
    let plot = view.plot;
    let grid = Stroke::solid(pen.theme.line.hairline, 1.0);
    for value in ticks_upwards(&curves.y, &view.y) {
        let y = view.y.place(value);
        scene.line(Point::new(plot.min.x, y), Point::new(plot.max.x, y), grid);
        let at = Point::new(plot.min.x - BESIDE_TICKS, y + 4.0);
        let label = pen.label(at, &axis::tick_label(value, &curves.y));
        scene.text(label.anchored(Anchor::End));
    }
    let most = if plot.width() > 500.0 { MOST_TICKS } else { 5 };
    for value in axis::told_ticks(&curves.x, &view.x, most, |text| pen.measure(text)) {
        let x = view.x.place(value);
        scene.line(Point::new(x, plot.max.y), Point::new(x, plot.max.y + 4.0), grid);
        let label =
            pen.label(Point::new(x, plot.max.y + 18.0), &axis::tick_label(value, &curves.x));
        scene.text(label.anchored(Anchor::Middle));
    }
    let border = Stroke::solid(pen.theme.line.border, 1.0);
    scene.line(Point::new(plot.min.x, plot.max.y), plot.max, border);
    let title = pen.label(Point::new(plot.center().x, plot.max.y + 38.0), &axis::title(&curves.x));
    scene.text(title.anchored(Anchor::Middle));
    let at = Point::new(left + 0.8 * pen.label, plot.center().y);
    let title = pen.label(at, &axis::title(&curves.y));
    scene.text(title.anchored(Anchor::Middle).upwards());
}

fn line(scene: &mut Scene, pen: Pen<'_>, series: &Series, view: &View) {
    let mut steps = Vec::new();
    let mut before: Option<Point> = None;
    for &[x, y] in &series.points {
        if y.is_nan() || x.is_nan() {
            before = None;
            continue;
        }
        let point = view.point(x, y);
        match before {
            Some(from) => segment(&mut steps, from, point, view.plot),
            None if view.plot.contains(point) => steps.push(Step::Move(point)),
            None => {}
        }
        before = Some(point);
    }
    let stroke = Stroke { dashed: series.dashed, ..Stroke::solid(pen.theme.hue(series.hue), 2.0) };
    if steps.len() > 1 {
        scene.items.push(Item::Path { steps, fill: None, stroke: Some(stroke) });
    }
}

/// Adds the part of a segment that lies between the top and bottom of the plot.
fn segment(steps: &mut Vec<Step>, from: Point, to: Point, plot: Rect) {
    let inside = |y: f64| plot.min.y <= y && y <= plot.max.y;
    let cut = |edge: f64| {
        let share = (edge - from.y) / (to.y - from.y);
        Point::new(from.x + share * (to.x - from.x), edge)
    };
    let edge = |y: f64| {
        if y < plot.min.y { plot.min.y } else { plot.max.y }
    };
    match (inside(from.y), inside(to.y)) {
        (true, true) => {
            if !matches!(steps.last(), Some(Step::Move(p) | Step::Line(p)) if *p == from) {
                steps.push(Step::Move(from));
            }
            steps.push(Step::Line(to));
        }
        (true, false) => {
            if steps.is_empty() {
                steps.push(Step::Move(from));
            }
            steps.push(Step::Line(cut(edge(to.y))));
        }
        (false, true) => {
            steps.push(Step::Move(cut(edge(from.y))));
            steps.push(Step::Line(to));
        }
        (false, false) => {}
    }
}

fn band(scene: &mut Scene, pen: Pen<'_>, series: &Series, view: &View) {
    let clamp = |p: Point| Point::new(p.x, p.y.clamp(view.plot.min.y, view.plot.max.y));
    let finite: Vec<_> = series.band.iter().filter(|b| b.iter().all(|v| !v.is_nan())).collect();
    if finite.len() < 2 {
        return;
    }
    let lower = finite.iter().map(|&&[x, low, _]| clamp(view.point(x, low)));
    let upper = finite.iter().rev().map(|&&[x, _, high]| clamp(view.point(x, high)));
    let mut steps: Vec<Step> = lower.chain(upper).map(Step::Line).collect();
    if let Some(Step::Line(first)) = steps.first().copied() {
        steps[0] = Step::Move(first);
    }
    steps.push(Step::Close);
    scene.items.push(Item::Path {
        steps,
        fill: Some(tint(pen.theme.hue(series.hue))),
        stroke: None,
    });
}
