//! A chart's title, its stamp and its takeaway.

use super::Pen;
use crate::base::{Point, Rect, Size};
use crate::charts::Chart;
use crate::draw::font::{Font, anywhere};
use crate::draw::scene::{Anchor, Item, Scene, Stroke, TextRun};

const STAMP: &str = "Rests on assumed inputs";

/// Draws them; returns where they end.
pub(super) fn draw(scene: &mut Scene, pen: Pen<'_>, chart: &Chart) -> f64 {
    let mut baseline = pen.margin + pen.title * 0.75;
    let mut room = pen.inner();
    if chart.assumed {
        room -= stamp(scene, pen, baseline) + 16.0;
    }
    for line in anywhere::wrap(&chart.title, Font::SemiBold, pen.title, room) {
        let at = Point::new(pen.margin, baseline);
        scene.text(TextRun::new(at, &line, Font::SemiBold, pen.title, pen.theme.text.strong));
        baseline += pen.title * 1.3;
    }
    baseline += pen.body * 0.2;
    for line in anywhere::wrap(&chart.takeaway, Font::Regular, pen.body, pen.inner()) {
        scene.text(pen.body(Point::new(pen.margin, baseline), &line));
        baseline += pen.body * 1.46;
    }
    baseline
}

/// Stamps the picture as resting on assumptions, level with the title; returns its width.
fn stamp(scene: &mut Scene, pen: Pen<'_>, baseline: f64) -> f64 {
    let size = Size::new(pen.measure(STAMP) + 20.0, 2.0 * pen.label);
    let middle = baseline - pen.title * 0.36;
    let min = Point::new(pen.width - pen.margin - size.width - 0.5, middle - size.height / 2.0);
    let rect = Rect::from_min_size(min, size);
    let stroke = Stroke { dashed: true, ..Stroke::solid(pen.theme.status.warn, 1.0) };
    let radius = size.height / 2.0;
    scene.items.push(Item::Rect { rect, radius, fill: None, stroke: Some(stroke) });
    let at = Point::new(rect.center().x, middle + pen.label * 0.36);
    let run = TextRun { color: pen.theme.status.warn, ..pen.label(at, STAMP) };
    scene.text(run.anchored(Anchor::Middle));
    size.width
}
