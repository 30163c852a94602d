//! The egui back end of the display list: items of a scene become egui shapes at their final size.

use egui::{Pos2, Shape, Stroke, StrokeKind, vec2};

use super::{style, written};
use crate::base::{Point, Rect};
use crate::draw::scene::{Anchor, Item, Scene, Step, Stroke as Line, TextRun};

/// Where a scene's points lie on the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Transform {
    /// Screen position of the scene's origin.
    pub origin: Pos2,
    /// Screen points per scene unit.
    pub zoom: f32,
}

impl Transform {
    /// The screen position of a point.
    #[expect(clippy::cast_possible_truncation, reason = "screen positions are small")]
    pub fn pos(self, point: Point) -> Pos2 {
        self.origin + vec2(point.x as f32, point.y as f32) * self.zoom
    }

    /// The screen position of a point that is in scene units.
    pub fn point(self, point: Pos2) -> Pos2 {
        self.origin + point.to_vec2() * self.zoom
    }

    /// The screen rectangle of a rectangle.
    pub fn rect(self, rect: Rect) -> egui::Rect {
        egui::Rect::from_min_max(self.pos(rect.min), self.pos(rect.max))
    }

    #[expect(clippy::cast_possible_truncation, reason = "lengths on the screen are small")]
    fn length(self, length: f64) -> f32 {
        length as f32 * self.zoom
    }
}

/// Paints every item of a scene.
pub(super) fn scene(painter: &egui::Painter, scene: &Scene, transform: Transform) {
    for item in &scene.items {
        paint(painter, item, transform);
    }
}

/// Paints one item.
pub(super) fn paint(painter: &egui::Painter, item: &Item, transform: Transform) {
    match item {
        Item::Begin(_) | Item::End => {}
        Item::Rect { rect, radius, fill, stroke } => {
            let rect = transform.rect(*rect);
            let radius = transform.length(*radius);
            if let Some(fill) = fill {
                painter.rect_filled(rect, radius, style::color(*fill));
            }
            match stroke {
                Some(line) if line.dashed => {
                    let corners = [
                        rect.left_top(),
                        rect.right_top(),
                        rect.right_bottom(),
                        rect.left_bottom(),
                        rect.left_top(),
                    ];
                    polyline(painter, &corners, line, transform);
                }
                Some(line) => {
                    painter.rect_stroke(rect, radius, pen(line, transform), StrokeKind::Middle);
                }
                None => {}
            }
        }
        Item::Path { steps, fill, stroke } => {
            for (points, closed) in outlines(steps, transform) {
                if let Some(fill) = fill {
                    painter.add(Shape::convex_polygon(
                        points.clone(),
                        style::color(*fill),
                        Stroke::NONE,
                    ));
                }
                if let Some(line) = stroke {
                    let mut points = points;
                    if closed {
                        points.extend(points.first().copied());
                    }
                    polyline(painter, &points, line, transform);
                }
            }
        }
        Item::Text(run) => text(painter, run, transform),
    }
}

fn pen(line: &Line, transform: Transform) -> Stroke {
    // Hairlines stay visible when the plan is small.
    Stroke::new(transform.length(line.width).max(0.75), style::color(line.color))
}

fn polyline(painter: &egui::Painter, points: &[Pos2], line: &Line, transform: Transform) {
    if line.dashed {
        let dash = transform.length(4.0).max(2.0);
        painter.extend(Shape::dashed_line(points, pen(line, transform), dash, dash));
    } else {
        painter.add(Shape::line(points.to_vec(), pen(line, transform)));
    }
}

/// The lines of a path, each with whether it is closed; curves become short straight pieces.
fn outlines(steps: &[Step], transform: Transform) -> Vec<(Vec<Pos2>, bool)> {
    let mut lines: Vec<(Vec<Pos2>, bool)> = Vec::new();
    for step in steps {
        match *step {
            Step::Move(p) => lines.push((vec![transform.pos(p)], false)),
            Step::Line(p) => {
                if let Some((points, _)) = lines.last_mut() {
                    points.push(transform.pos(p));
                }
            }
            Step::Cubic(a, b, p) => {
                if let Some((points, _)) = lines.last_mut()
                    && let Some(&start) = points.last()
                {
                    let curve = [start, transform.pos(a), transform.pos(b), transform.pos(p)];
                    let shape = egui::epaint::CubicBezierShape::from_points_stroke(
                        curve,
                        false,
                        egui::Color32::TRANSPARENT,
                        Stroke::NONE,
                    );
                    points.extend(shape.flatten(Some(0.2)).into_iter().skip(1));
                }
            }
            Step::Close => {
                if let Some((_, closed)) = lines.last_mut() {
                    *closed = true;
                }
            }
        }
    }
    lines
}

/// Paints a line of text, laid out at its final size; too small to read, it is left out.
pub(super) fn text(painter: &egui::Painter, run: &TextRun, transform: Transform) {
    // Half points, so that a slow zoom does not lay out every text anew in each frame.
    let size = (transform.length(run.size) * 2.0).round() / 2.0;
    if size < 4.0 {
        return;
    }
    let color = style::color(run.color);
    let font = style::font(run.font, size);
    let text = written::line(painter.ctx(), &run.text, &font).into_owned();
    let galley = painter.layout_no_wrap(text, font, color);
    let shift = match run.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => galley.size().x / 2.0,
        Anchor::End => galley.size().x,
    };
    // egui places the top of the row; the display list gives the baseline.
    let ascent = galley
        .rows
        .first()
        .and_then(|row| row.glyphs.first())
        .map_or(galley.size().y * 0.8, |glyph| glyph.pos.y);
    let at = transform.pos(run.at);
    if run.upwards {
        let mut shape = egui::epaint::TextShape::new(at + vec2(-ascent, shift), galley, color);
        shape.angle = -std::f32::consts::FRAC_PI_2;
        painter.add(shape);
    } else {
        painter.galley(at - vec2(shift, ascent), galley, color);
    }
}
