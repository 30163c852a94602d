//! Charts as pictures: title, takeaway, panels, notes, footer.

mod axis;
mod bars;
mod curves;
mod legend;

use super::color::Rgba;
use super::font::{self, Font, measure};
use super::footer;
use super::scene::{Anchor, Item, Scene, Stroke, TextRun};
use super::theme::Theme;
use crate::base::{Point, Rect, Size};
use crate::charts::{Body, Chart, Footer, Panel};

/// Width of a chart, in units of 1/96 inch.
pub const WIDTH: f64 = 960.0;
const MARGIN: f64 = 32.0;
const GAP: f64 = 40.0;
const CURVES_HEIGHT: f64 = 330.0;

/// What every part of a chart draws with.
#[derive(Clone, Copy)]
struct Pen<'a> {
    theme: &'a Theme,
    /// Width of the whole chart.
    width: f64,
}

impl Pen<'_> {
    fn label(&self, at: Point, text: &str) -> TextRun {
        TextRun::new(at, text, Font::Regular, 11.0, self.theme.text.subdued)
    }

    fn body(&self, at: Point, text: &str) -> TextRun {
        TextRun::new(at, text, Font::Regular, 13.0, self.theme.text.normal)
    }
}

/// Draws a chart with its footer, [`WIDTH`] wide.
#[must_use]
pub fn scene(chart: &Chart, footer: &Footer, theme: &Theme) -> Scene {
    scene_sized(chart, footer, theme, WIDTH)
}

/// Draws a chart with its footer in a width of 480 and more; text keeps its size.
#[must_use]
pub fn scene_sized(chart: &Chart, footer: &Footer, theme: &Theme, width: f64) -> Scene {
    let pen = Pen { theme, width: width.max(480.0) };
    let background = theme.surface.panel;
    let mut scene = Scene::new(Size::new(pen.width, 0.0), background, &chart.title);
    scene.description.clone_from(&chart.takeaway);
    let mut top = heading(&mut scene, pen, chart);
    top = panels(&mut scene, pen, &chart.panels, top);
    let inner = pen.width - 2.0 * MARGIN;
    for note in &chart.notes {
        for line in font::wrap(note, Font::Regular, 11.0, inner) {
            top += 16.0;
            scene.text(pen.label(Point::new(MARGIN, top), &line));
        }
    }
    let lines = footer::lines(footer, &chart.sources, inner);
    let end = footer::draw(&mut scene, theme, &lines, MARGIN, top + 16.0, inner);
    scene.size.height = libm::ceil(end + 12.0);
    scene
}

fn heading(scene: &mut Scene, pen: Pen<'_>, chart: &Chart) -> f64 {
    let stamp = "Rests on assumed inputs";
    let stamp_width = measure(stamp, Font::Regular, 11.0) + 20.0;
    let room = pen.width - 2.0 * MARGIN - if chart.assumed { stamp_width + 16.0 } else { 0.0 };
    let mut baseline = MARGIN + 14.0;
    if chart.assumed {
        let min = Point::new(pen.width - MARGIN - stamp_width, baseline - 16.0);
        let rect = Rect::from_min_size(min, Size::new(stamp_width, 22.0));
        let stroke = Stroke { dashed: true, ..Stroke::solid(pen.theme.status.warn, 1.0) };
        scene.items.push(Item::Rect { rect, radius: 11.0, fill: None, stroke: Some(stroke) });
        let at = Point::new(rect.center().x, baseline - 1.0);
        let run = TextRun { color: pen.theme.status.warn, ..pen.label(at, stamp) };
        scene.text(run.anchored(Anchor::Middle));
    }
    for line in font::wrap(&chart.title, Font::SemiBold, 20.0, room) {
        let at = Point::new(MARGIN, baseline);
        scene.text(TextRun::new(at, &line, Font::SemiBold, 20.0, pen.theme.text.strong));
        baseline += 26.0;
    }
    for line in font::wrap(&chart.takeaway, Font::Regular, 13.0, pen.width - 2.0 * MARGIN) {
        scene.text(pen.body(Point::new(MARGIN, baseline), &line));
        baseline += 19.0;
    }
    baseline
}

fn panels(scene: &mut Scene, pen: Pen<'_>, panels: &[Panel], top: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a handful of panels")]
    let count = panels.len().max(1) as f64;
    let width = (pen.width - 2.0 * MARGIN - GAP * (count - 1.0)) / count;
    let mut bottom = top;
    let mut left = MARGIN;
    for panel in panels {
        let mut below = top + 4.0;
        if !panel.title.is_empty() {
            below += 16.0;
            let at = Point::new(left, below);
            let title = font::elide(&panel.title, Font::SemiBold, 13.0, width);
            scene.text(TextRun::new(at, &title, Font::SemiBold, 13.0, pen.theme.text.strong));
            below += 6.0;
        }
        let area = Rect::from_min_size(Point::new(left, below), Size::new(width, CURVES_HEIGHT));
        let end = match &panel.body {
            Body::Curves(body) => curves::draw(scene, pen, body, area),
            Body::Bars(body) => bars::draw(scene, pen, body, area),
            Body::Empty(why) => empty(scene, pen, why, area),
        };
        bottom = f64::max(bottom, end);
        left += width + GAP;
    }
    bottom
}

fn empty(scene: &mut Scene, pen: Pen<'_>, why: &str, area: Rect) -> f64 {
    let height = 120.0;
    let rect = Rect::from_min_size(area.min, Size::new(area.width(), height));
    let stroke = Stroke { dashed: true, ..Stroke::solid(pen.theme.line.border, 1.0) };
    scene.items.push(Item::Rect { rect, radius: 8.0, fill: None, stroke: Some(stroke) });
    let lines = font::wrap(why, Font::Regular, 13.0, area.width() - 32.0);
    let mut baseline = rect.center().y + 4.0;
    for line in lines {
        let run = TextRun {
            color: pen.theme.text.subdued,
            ..pen.body(Point::new(rect.center().x, baseline), &line)
        };
        scene.text(run.anchored(Anchor::Middle));
        baseline += 19.0;
    }
    f64::max(rect.max.y, baseline) + 8.0
}

/// A colour laid thinly over the background.
fn tint(color: Rgba) -> Rgba {
    color.with_alpha(46)
}
