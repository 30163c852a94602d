//! Markers tell lines and bars apart without colour: each of a panel has a shape of its own.

use crate::base::{Point, Rect, Size};
use crate::draw::color::Rgba;
use crate::draw::scene::{Item, Scene, Step};

/// Half the extent of a marker.
const HALF: f64 = 3.2;
/// Markers on a line.
const COUNT: usize = 5;

/// Draws the marker of the line with that index around `at`.
pub(super) fn draw(scene: &mut Scene, index: usize, at: Point, color: Rgba) {
    let point = |x: f64, y: f64| Point::new(at.x + x * HALF, at.y + y * HALF);
    let outline: &[(f64, f64)] = match index % 6 {
        0 => return disc(scene, at, color),
        1 => &[(-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95)],
        2 => &[(0.0, -1.25), (1.15, 0.9), (-1.15, 0.9)],
        3 => &[(0.0, -1.35), (1.35, 0.0), (0.0, 1.35), (-1.35, 0.0)],
        4 => &[(0.0, 1.25), (1.15, -0.9), (-1.15, -0.9)],
        // A cross: a dash would lie on its own line.
        _ => &[
            (-0.45, -1.3),
            (0.45, -1.3),
            (0.45, -0.45),
            (1.3, -0.45),
            (1.3, 0.45),
            (0.45, 0.45),
            (0.45, 1.3),
            (-0.45, 1.3),
            (-0.45, 0.45),
            (-1.3, 0.45),
            (-1.3, -0.45),
            (-0.45, -0.45),
        ],
    };
    let mut steps: Vec<Step> = outline.iter().map(|&(x, y)| Step::Line(point(x, y))).collect();
    if let Some(Step::Line(first)) = steps.first().copied() {
        steps[0] = Step::Move(first);
    }
    steps.push(Step::Close);
    scene.items.push(Item::Path { steps, fill: Some(color), stroke: None });
}

fn disc(scene: &mut Scene, at: Point, color: Rgba) {
    let min = Point::new(at.x - HALF, at.y - HALF);
    scene.fill(Rect::from_min_size(min, Size::new(2.0 * HALF, 2.0 * HALF)), HALF, color);
}

/// Where the markers of line `index` of `lines` lie on its points: evenly from left to right, and
/// staggered from line to line, so that lines which coincide still show theirs.
pub(super) fn places(points: &[Point], plot: Rect, index: usize, lines: usize) -> Vec<Point> {
    #[expect(clippy::cast_precision_loss, reason = "a handful of lines and markers")]
    let share =
        |place: usize| (place as f64 + (index as f64 + 0.5) / lines.max(1) as f64) / COUNT as f64;
    let at = |place: usize| {
        let x = plot.min.x + share(place) * plot.width();
        let pair = points.windows(2).find(|pair| pair[0].x <= x && x <= pair[1].x)?;
        let [from, to] = [pair[0], pair[1]];
        let along = if to.x > from.x { (x - from.x) / (to.x - from.x) } else { 0.0 };
        let place = Point::new(x, from.y + along * (to.y - from.y));
        plot.contains(place).then_some(place)
    };
    (0..COUNT).filter_map(at).collect()
}
