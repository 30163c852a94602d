//! Marked points of a plot: rings, and dots where a point is one of many.

use super::Pen;
use crate::base::{Point, Rect, Size};
use crate::charts::{Mark, MarkKind};
use crate::draw::Rgba;
use crate::draw::scene::{Item, Scene, Stroke};

/// Radius of a dot, and of what it keeps clear around itself.
const DOT: f64 = 3.0;
const AROUND: f64 = 4.0;
/// Radius of a ring.
const RING: f64 = 4.5;

/// Draws marks; returns what the rings cover, and where the dots are.
pub(super) fn draw(
    scene: &mut Scene,
    pen: Pen<'_>,
    marks: &[(&Mark, Point)],
) -> (Vec<Rect>, Vec<Point>) {
    let dots = marks.iter().filter_map(|(mark, at)| Some((dot(pen, mark.kind)?, *at)));
    let dots: Vec<(Rgba, Point)> = dots.collect();
    // Each stands out from lines, and none erases another.
    for (_, at) in &dots {
        scene.fill(around(*at, AROUND), AROUND, pen.theme.surface.panel);
    }
    for (color, at) in &dots {
        scene.fill(around(*at, DOT), DOT, *color);
    }
    let rings = marks.iter().filter(|(mark, _)| dot(pen, mark.kind).is_none());
    let rings = rings.map(|(mark, at)| ring(scene, pen, mark.kind, *at)).collect();
    (rings, dots.into_iter().map(|(_, at)| at).collect())
}

/// The colour of a mark that is a dot and no ring.
const fn dot(pen: Pen<'_>, kind: MarkKind) -> Option<Rgba> {
    match kind {
        MarkKind::Simulated => Some(pen.theme.text.strong),
        MarkKind::Choice => Some(pen.theme.accent.stroke),
        _ => None,
    }
}

fn ring(scene: &mut Scene, pen: Pen<'_>, kind: MarkKind, at: Point) -> Rect {
    let color = match kind {
        MarkKind::Crossover => pen.theme.accent.stroke,
        MarkKind::Planned | MarkKind::Known | MarkKind::Simulated | MarkKind::Choice => {
            pen.theme.text.strong
        }
        MarkKind::Knee => pen.theme.status.warn,
        MarkKind::Limit => pen.theme.status.error,
    };
    let rect = around(at, RING);
    let stroke = Some(Stroke::solid(color, 2.0));
    scene.items.push(Item::Rect {
        rect,
        radius: RING,
        fill: Some(pen.theme.surface.panel),
        stroke,
    });
    rect
}

fn around(at: Point, radius: f64) -> Rect {
    let corner = Point::new(at.x - radius, at.y - radius);
    Rect::from_min_size(corner, Size::new(2.0 * radius, 2.0 * radius))
}
