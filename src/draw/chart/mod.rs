//! Charts as pictures: title, takeaway, panels, notes, footer.

mod axis;
mod bar;
mod bars;
mod curves;
mod heading;
mod legend;
mod mark;
mod marker;
mod sequence;
pub mod window;
mod words;

use super::color::Rgba;
use super::font::{Font, anywhere};
use super::footer;
use super::scene::{Anchor, Item, Scene, Stroke, TextRun};
use super::theme::Theme;
use crate::base::{Point, Rect, Size};
use crate::charts::{Body, Chart, Footer, Panel};

/// Width of a chart, in units of 1/96 inch.
pub const WIDTH: f64 = 960.0;
/// Least width of a chart.
const LEAST_WIDTH: f64 = 480.0;
const GAP: f64 = 40.0;
/// Least width of a panel beside another one.
const LEAST_PANEL: f64 = 240.0;

/// What every part of a chart draws with.
#[derive(Clone, Copy)]
struct Pen<'a> {
    theme: &'a Theme,
    /// Width of the whole chart.
    width: f64,
    /// Space on either side.
    margin: f64,
    /// Size of the title.
    title: f64,
    /// Size of the takeaway and of the panels' titles.
    body: f64,
    /// Size of labels and notes.
    label: f64,
    /// Height of a panel of lines, with its legend and axis.
    curves_height: f64,
    /// Height of a bar.
    bar: f64,
    /// Space between the bars of a category, and between categories.
    gaps: [f64; 2],
    /// Whether bars tell what their axis is; its ticks have the unit.
    axis_title: bool,
}

impl<'a> Pen<'a> {
    /// For a picture that stands alone.
    fn alone(theme: &'a Theme, width: f64) -> Self {
        let width = width.max(LEAST_WIDTH);
        Self {
            theme,
            width,
            margin: 32.0,
            title: 20.0,
            body: 13.0,
            label: 11.0,
            curves_height: 330.0,
            bar: 14.0,
            gaps: [4.0, 14.0],
            axis_title: true,
        }
    }

    /// For a picture within a page.
    fn on_page(theme: &'a Theme, width: f64) -> Self {
        let width = width.max(LEAST_WIDTH);
        Self {
            theme,
            width,
            margin: 0.0,
            title: 12.5,
            body: 11.0,
            label: 9.5,
            curves_height: 265.0,
            bar: 14.0,
            gaps: [4.0, 14.0],
            axis_title: true,
        }
    }

    /// For a part of a chart in the window.
    fn in_window(theme: &'a Theme, width: f64) -> Self {
        Self {
            theme,
            width,
            margin: 0.0,
            title: 13.0,
            body: 13.0,
            label: 11.0,
            curves_height: 0.0,
            bar: 12.0,
            gaps: [3.0, 10.0],
            axis_title: true,
        }
    }

    /// As wide as what a chart shows needs at least, where it cannot do with less.
    fn wide_enough(self, chart: &Chart) -> Self {
        let of = |panel: &Panel| match &panel.body {
            Body::Sequence(of) => sequence::least_width(self, of),
            _ => 0.0,
        };
        let least = chart.panels.iter().map(of).fold(0.0, f64::max);
        Self { width: self.width.max(least + 2.0 * self.margin), ..self }
    }

    fn label(&self, at: Point, text: &str) -> TextRun {
        TextRun::new(at, text, Font::Regular, self.label, self.theme.text.subdued)
    }

    fn body(&self, at: Point, text: &str) -> TextRun {
        TextRun::new(at, text, Font::Regular, self.body, self.theme.text.normal)
    }

    fn measure(&self, text: &str) -> f64 {
        anywhere::measure(text, Font::Regular, self.label)
    }

    fn inner(&self) -> f64 {
        self.width - 2.0 * self.margin
    }

    /// Height of a line of labels.
    fn line(&self) -> f64 {
        libm::round(self.label * 1.45)
    }
}

/// Draws a chart with its footer, [`WIDTH`] wide.
#[must_use]
pub fn scene(chart: &Chart, footer: &Footer, theme: &Theme) -> Scene {
    scene_sized(chart, footer, theme, WIDTH)
}

/// Draws a chart with its footer in a width of 480 and more; text keeps its size. The steps of a flow
/// through many components are wider if they have to be.
#[must_use]
pub fn scene_sized(chart: &Chart, footer: &Footer, theme: &Theme, width: f64) -> Scene {
    let pen = Pen::alone(theme, width).wide_enough(chart);
    let (mut scene, bottom) = picture(chart, pen);
    let lines = footer::lines(&footer.under(chart), &chart.sources, pen.inner());
    let end = footer::draw(&mut scene, theme, &lines, pen.margin, bottom + 16.0, pen.inner());
    scene.size.height = libm::ceil(end + 12.0);
    scene
}

/// Draws a chart for a page that carries the footer and names the sources itself: without margins. What
/// has to be wider than the page is: whoever sets it there makes it smaller.
#[must_use]
pub fn on_page(chart: &Chart, theme: &Theme, width: f64) -> Scene {
    let pen = Pen::on_page(theme, width).wide_enough(chart);
    let (mut scene, bottom) = picture(chart, pen);
    scene.size.height = libm::ceil(bottom + 8.0);
    scene
}

/// Everything but the footer; returns where it ends.
fn picture(chart: &Chart, pen: Pen<'_>) -> (Scene, f64) {
    let background = pen.theme.surface.panel;
    let mut scene = Scene::new(Size::new(pen.width, 0.0), background, &chart.title);
    scene.description.clone_from(&chart.takeaway);
    let top = heading::draw(&mut scene, pen, chart);
    let bottom = panels(&mut scene, pen, &chart.panels, top);
    let bottom = notes(&mut scene, pen, &chart.notes, bottom);
    (scene, bottom)
}

fn notes(scene: &mut Scene, pen: Pen<'_>, notes: &[String], mut baseline: f64) -> f64 {
    for note in notes {
        for line in anywhere::wrap(note, Font::Regular, pen.label, pen.inner()) {
            baseline += pen.line();
            scene.text(pen.label(Point::new(pen.margin, baseline), &line));
        }
    }
    baseline
}

fn panels(scene: &mut Scene, pen: Pen<'_>, panels: &[Panel], top: f64) -> f64 {
    // As many beside each other as can still be read.
    let fits = |columns: &usize| *columns == 1 || panel_width(pen, *columns) >= LEAST_PANEL;
    let columns = (1..=panels.len().max(1)).rev().find(fits).unwrap_or(1);
    let mut bottom = top;
    for (place, row) in panels.chunks(columns).enumerate() {
        let from = if place == 0 { top } else { bottom + GAP / 2.0 };
        bottom = panels_beside(scene, pen, row, panel_width(pen, columns), from);
    }
    bottom
}

#[expect(clippy::cast_precision_loss, reason = "a handful of panels")]
fn panel_width(pen: Pen<'_>, columns: usize) -> f64 {
    let columns = columns as f64;
    (pen.inner() - GAP * (columns - 1.0)) / columns
}

/// Draws panels in a row; returns where the highest ends.
fn panels_beside(scene: &mut Scene, pen: Pen<'_>, panels: &[Panel], width: f64, top: f64) -> f64 {
    let titles: Vec<Vec<String>> =
        panels.iter().map(|panel| title_lines(pen, panel, width)).collect();
    // Panels begin level with each other, below the longest title.
    let most = titles.iter().map(Vec::len).max().unwrap_or(0);
    let mut bottom = top;
    let mut left = pen.margin;
    for (panel, title) in panels.iter().zip(titles) {
        let mut below = top + 4.0;
        for place in 0..most {
            below += pen.body + 3.0;
            if let Some(line) = title.get(place) {
                let (at, color) = (Point::new(left, below), pen.theme.text.strong);
                scene.text(TextRun::new(at, line, Font::SemiBold, pen.body, color));
            }
        }
        below += if most > 0 { 6.0 } else { 0.0 };
        let size = Size::new(width, pen.curves_height);
        let area = Rect::from_min_size(Point::new(left, below), size);
        let end = match &panel.body {
            Body::Curves(body) => curves::draw(scene, pen, body, area),
            Body::Bars(body) => bars::draw(scene, pen, body, area, &mut Vec::new()).end,
            Body::Sequence(body) => sequence::draw(scene, pen, body, area, &mut Vec::new()),
            Body::Empty(why) => empty(scene, pen, why, area),
        };
        bottom = f64::max(bottom, end);
        left += width + GAP;
    }
    bottom
}

/// The lines of a panel's title; none without one.
fn title_lines(pen: Pen<'_>, panel: &Panel, width: f64) -> Vec<String> {
    if panel.title.is_empty() {
        return Vec::new();
    }
    anywhere::wrap(&panel.title, Font::SemiBold, pen.body, width)
}

fn empty(scene: &mut Scene, pen: Pen<'_>, why: &str, area: Rect) -> f64 {
    let height = 120.0;
    let rect = Rect::from_min_size(area.min, Size::new(area.width(), height));
    let stroke = Stroke { dashed: true, ..Stroke::solid(pen.theme.line.border, 1.0) };
    scene.items.push(Item::Rect { rect, radius: 8.0, fill: None, stroke: Some(stroke) });
    let lines = anywhere::wrap(why, Font::Regular, pen.body, area.width() - 32.0);
    let mut baseline = rect.center().y + 4.0;
    for line in lines {
        let run = TextRun {
            color: pen.theme.text.subdued,
            ..pen.body(Point::new(rect.center().x, baseline), &line)
        };
        scene.text(run.anchored(Anchor::Middle));
        baseline += pen.body * 1.45;
    }
    f64::max(rect.max.y, baseline) + 8.0
}

/// A colour laid thinly over the background.
fn tint(color: Rgba) -> Rgba {
    color.with_alpha(46)
}
