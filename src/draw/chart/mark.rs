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

/// How a mark is drawn.
enum Sign {
    Dot(Rgba),
    Ring(Rgba),
}

/// Draws marks; returns what the rings cover, and where the dots are.
pub(super) fn draw(
    scene: &mut Scene,
    pen: Pen<'_>,
    marks: &[(&Mark, Point)],
) -> (Vec<Rect>, Vec<Point>) {
    let (mut rings, mut dots) = (Vec::new(), Vec::new());
    for (mark, at) in marks {
        match sign(pen, mark.kind) {
            Sign::Dot(color) => dots.push((*at, color)),
            Sign::Ring(color) => rings.push((around(*at, RING), color)),
        }
    }
    // Each stands out from lines, and none erases another.
    for (at, _) in &dots {
        scene.fill(around(*at, AROUND), AROUND, pen.theme.surface.panel);
    }
    for (at, color) in &dots {
        scene.fill(around(*at, DOT), DOT, *color);
    }
    for (rect, color) in &rings {
        let (fill, stroke) = (Some(pen.theme.surface.panel), Some(Stroke::solid(*color, 2.0)));
        scene.items.push(Item::Rect { rect: *rect, radius: RING, fill, stroke });
    }
    (
        rings.into_iter().map(|(rect, _)| rect).collect(),
        dots.into_iter().map(|(at, _)| at).collect(),
    )
}

const fn sign(pen: Pen<'_>, kind: MarkKind) -> Sign {
    match kind {
        MarkKind::Simulated => Sign::Dot(pen.theme.text.strong),
        MarkKind::Choice => Sign::Dot(pen.theme.accent.stroke),
        MarkKind::Crossover => Sign::Ring(pen.theme.accent.stroke),
        MarkKind::Planned | MarkKind::Known => Sign::Ring(pen.theme.text.strong),
        MarkKind::Knee => Sign::Ring(pen.theme.status.warn),
        MarkKind::Limit => Sign::Ring(pen.theme.status.error),
    }
}

fn around(at: Point, radius: f64) -> Rect {
    let corner = Point::new(at.x - radius, at.y - radius);
    Rect::from_min_size(corner, Size::new(2.0 * radius, 2.0 * radius))
}
