//! Legends: a row of samples with names above the plot.

use super::{Pen, marker};
use crate::base::{Hue, Point, Rect, Size};
use crate::draw::font::Font;
use crate::draw::font::anywhere::wrap;
use crate::draw::scene::{Scene, Stroke};

/// How an entry's sample looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sample {
    /// A line with its marker.
    Line {
        /// Whether it is dashed.
        dashed: bool,
        /// Index of its marker.
        marker: usize,
    },
    /// A filled square, with the index of the marker beside the bars that it stands for.
    Filled(Option<usize>),
    /// A hatched square, likewise.
    Hatched(Option<usize>),
}

const ROW: f64 = 20.0;
const SAMPLE: f64 = 22.0;
/// Space between entries.
const BETWEEN: f64 = 16.0;

/// Draws the entries in as many rows as they need from `top` down; returns where they end.
pub(super) fn draw(
    scene: &mut Scene,
    pen: Pen<'_>,
    entries: &[(&str, Hue, Sample)],
    area: Rect,
    top: f64,
) -> f64 {
    if entries.is_empty() {
        return top;
    }
    let mut x = area.min.x;
    let mut row = top;
    let mut below = top + ROW;
    for &(name, hue, sample) in entries {
        let lines = wrap(name, Font::Regular, pen.label, area.width() - SAMPLE - 8.0);
        let widest = lines.iter().map(|line| pen.measure(line)).fold(0.0, f64::max);
        let width = SAMPLE + 6.0 + widest + BETWEEN;
        if x > area.min.x && x + width - BETWEEN > area.max.x {
            x = area.min.x;
            row = below;
        }
        let middle = row + ROW / 2.0;
        draw_sample(scene, pen, hue, sample, Point::new(x, middle));
        let mut baseline = middle + pen.label * 0.36;
        for line in &lines {
            scene.text(pen.label(Point::new(x + SAMPLE + 6.0, baseline), line));
            below = below.max(baseline + ROW / 2.0 - pen.label * 0.36);
            baseline += pen.line();
        }
        x += width;
    }
    below + 2.0
}

fn draw_sample(scene: &mut Scene, pen: Pen<'_>, hue: Hue, sample: Sample, at: Point) {
    let color = pen.theme.hue(hue);
    match sample {
        Sample::Line { dashed, marker } => {
            let stroke = Stroke { dashed, ..Stroke::solid(color, 2.0) };
            scene.line(at, Point::new(at.x + SAMPLE, at.y), stroke);
            marker::draw(scene, marker, Point::new(at.x + SAMPLE / 2.0, at.y), color);
        }
        Sample::Filled(marker) | Sample::Hatched(marker) => {
            if let Some(marker) = marker {
                marker::draw(scene, marker, Point::new(at.x + 2.0, at.y), color);
            }
            let rect =
                Rect::from_min_size(Point::new(at.x + 8.0, at.y - 6.0), Size::new(12.0, 12.0));
            super::bar::draw_part(scene, color, matches!(sample, Sample::Hatched(_)), rect);
        }
    }
}
