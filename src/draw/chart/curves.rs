//! Panels of lines over a continuous axis.

use super::axis::{self, Scale};
use super::legend::{self, Sample};
use super::{Pen, tint};
use crate::base::{Point, Rect, Size};
use crate::charts::{Curves, Mark, MarkKind, Series, Target};
use crate::draw::font::{Font, elide, measure};
use crate::draw::scene::{Anchor, Item, Scene, Step, Stroke, TextRun};

const LEFT: f64 = 64.0;
const BELOW: f64 = 44.0;

/// Draws the panel into `area`; returns where it ends.
pub(super) fn draw(scene: &mut Scene, pen: Pen<'_>, curves: &Curves, area: Rect) -> f64 {
    let entries: Vec<_> = curves
        .series
        .iter()
        .map(|s| (s.name.as_str(), s.hue, if s.dashed { Sample::Dashed } else { Sample::Line }))
        .collect();
    let top = legend::draw(scene, pen, &entries, area, area.min.y) + 8.0;
    let plot = Rect {
        min: Point::new(area.min.x + LEFT, top),
        max: Point::new(area.max.x - 8.0, f64::max(area.max.y, top + 220.0) - BELOW),
    };
    let view = View {
        x: Scale::new(&curves.x, plot.min.x, plot.max.x),
        y: Scale::new(&curves.y, plot.max.y, plot.min.y),
        plot,
    };
    axes(scene, pen, curves, &view);
    for series in &curves.series {
        band(scene, pen, series, &view);
    }
    for series in &curves.series {
        line(scene, pen, series, &view);
    }
    let mut labels = Vec::new();
    for target in &curves.targets {
        draw_target(scene, pen, target, &view, &mut labels);
    }
    for mark in &curves.marks {
        draw_mark(scene, pen, mark, &view, &mut labels);
    }
    plot.max.y + BELOW
}

/// Where values lie in the plot.
struct View {
    x: Scale,
    y: Scale,
    plot: Rect,
}

impl View {
    fn point(&self, x: f64, y: f64) -> Point {
        Point::new(self.x.place(x), self.y.place(y))
    }
}

fn axes(scene: &mut Scene, pen: Pen<'_>, curves: &Curves, view: &View) {
    let plot = view.plot;
    let grid = Stroke::solid(pen.theme.line.hairline, 1.0);
    for value in view.y.ticks(6) {
        let y = view.y.place(value);
        scene.line(Point::new(plot.min.x, y), Point::new(plot.max.x, y), grid);
        let label = pen
            .label(Point::new(plot.min.x - 8.0, y + 4.0), &axis::tick_label(value, curves.y.unit));
        scene.text(label.anchored(Anchor::End));
    }
    for value in view.x.ticks(if plot.width() > 500.0 { 8 } else { 5 }) {
        let x = view.x.place(value);
        scene.line(Point::new(x, plot.max.y), Point::new(x, plot.max.y + 4.0), grid);
        let label =
            pen.label(Point::new(x, plot.max.y + 18.0), &axis::tick_label(value, curves.x.unit));
        scene.text(label.anchored(Anchor::Middle));
    }
    let border = Stroke::solid(pen.theme.line.border, 1.0);
    scene.line(Point::new(plot.min.x, plot.max.y), plot.max, border);
    let title = pen.label(Point::new(plot.center().x, plot.max.y + 38.0), &axis::title(&curves.x));
    scene.text(title.anchored(Anchor::Middle));
    let title =
        pen.label(Point::new(plot.min.x - LEFT + 12.0, plot.center().y), &axis::title(&curves.y));
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

fn draw_target(
    scene: &mut Scene,
    pen: Pen<'_>,
    target: &Target,
    view: &View,
    labels: &mut Vec<Rect>,
) {
    let plot = view.plot;
    let stroke = Stroke { dashed: true, ..Stroke::solid(pen.theme.text.subdued, 1.0) };
    if target.vertical {
        let x = view.x.place(target.value);
        if x < plot.min.x || x > plot.max.x {
            return;
        }
        scene.line(Point::new(x, plot.min.y), Point::new(x, plot.max.y), stroke);
        label(scene, pen, &target.label, Point::new(x, plot.min.y + 8.0), plot, labels);
    } else {
        let y = view.y.place(target.value);
        if y < plot.min.y || y > plot.max.y {
            return;
        }
        scene.line(Point::new(plot.min.x, y), Point::new(plot.max.x, y), stroke);
        label(scene, pen, &target.label, Point::new(plot.min.x, y), plot, labels);
    }
}

fn draw_mark(scene: &mut Scene, pen: Pen<'_>, mark: &Mark, view: &View, labels: &mut Vec<Rect>) {
    let at = view.point(mark.at[0], mark.at[1]);
    if !view.plot.expand(1.0).contains(at) {
        return;
    }
    let ring = match mark.kind {
        MarkKind::Crossover => pen.theme.accent.stroke,
        MarkKind::Planned => pen.theme.text.strong,
        MarkKind::Limit => pen.theme.status.error,
    };
    let rect = Rect::from_min_size(Point::new(at.x - 4.5, at.y - 4.5), Size::new(9.0, 9.0));
    let stroke = Some(Stroke::solid(ring, 2.0));
    scene.items.push(Item::Rect { rect, radius: 4.5, fill: Some(pen.theme.surface.panel), stroke });
    label(scene, pen, &mark.label, at, view.plot, labels);
}

/// Puts words beside a point where they neither leave the plot nor cover other words.
fn label(
    scene: &mut Scene,
    pen: Pen<'_>,
    text: &str,
    at: Point,
    plot: Rect,
    labels: &mut Vec<Rect>,
) {
    let text = elide(text, Font::Regular, 11.0, plot.width() - 24.0);
    let width = measure(&text, Font::Regular, 11.0);
    let rows = [-10.0, 18.0, -26.0, 34.0, -42.0, 50.0, -58.0, 66.0];
    let places = rows.iter().flat_map(|dy| {
        [at.x + 10.0, at.x - 10.0 - width, at.x - width / 2.0].map(|x| Point::new(x, at.y + dy))
    });
    let run = |at: Point| TextRun { color: pen.theme.text.normal, ..pen.label(at, &text) };
    let fits = |place: &Point| {
        let bounds = run(*place).bounds().expand(2.0);
        let inside = plot.contains(bounds.min) && plot.contains(bounds.max);
        inside && labels.iter().all(|other| !other.overlaps(bounds))
    };
    let clamped = || {
        Point::new(
            at.x.clamp(plot.min.x + 4.0, (plot.max.x - width - 4.0).max(plot.min.x + 4.0)),
            at.y - 10.0,
        )
    };
    let Some(place) = places.into_iter().find(fits).or_else(|| Some(clamped()).filter(fits)) else {
        return;
    };
    let run = run(place);
    // A veil lets the words be read over lines.
    scene.fill(run.bounds().expand(2.0), 3.0, pen.theme.surface.panel.with_alpha(210));
    labels.push(run.bounds().expand(2.0));
    scene.text(run);
}
