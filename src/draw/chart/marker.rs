//! Markers tell lines and bars apart without colour: each of a panel has a shape of its own.

use crate::base::{Point, Rect, Size};
use crate::draw::color::Rgba;
use crate::draw::scene::{Item, Scene, Step, Stroke};

/// Half the extent of a marker.
const HALF: f64 = 3.2;
/// Markers on a line.
const COUNT: usize = 5;

/// Shapes of markers; after all of them come the same as outlines.
const SHAPES: usize = 7;

/// Draws the marker of the line with that index around `at`.
pub(super) fn draw(scene: &mut Scene, index: usize, at: Point, color: Rgba) {
    let point = |x: f64, y: f64| Point::new(at.x + x * HALF, at.y + y * HALF);
    let is_hollow = (index / SHAPES) % 2 == 1;
    let ground = scene.background.with_alpha(255);
    let (fill, stroke) = if is_hollow {
        (Some(ground), Some(Stroke::solid(color, 1.25)))
    } else {
        (Some(color), None)
    };
    let outline: &[(f64, f64)] = match index % SHAPES {
        0 => {
            let corner = Point::new(at.x - HALF, at.y - HALF);
            let rect = Rect::from_min_size(corner, Size::new(2.0 * HALF, 2.0 * HALF));
            scene.items.push(Item::Rect { rect, radius: HALF, fill, stroke });
            return;
        }
        1 => &[(-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95)],
        2 => &[(0.0, -1.25), (1.15, 0.9), (-1.15, 0.9)],
        3 => &[(0.0, -1.35), (1.35, 0.0), (0.0, 1.35), (-1.35, 0.0)],
        4 => &[(0.0, 1.25), (1.15, -0.9), (-1.15, -0.9)],
        // A cross: a dash would lie on its own line.
        5 => &[
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
        // An hourglass.
        _ => &[(-1.1, -1.2), (1.1, -1.2), (-1.1, 1.2), (1.1, 1.2)],
    };
    let mut steps: Vec<Step> = outline.iter().map(|&(x, y)| Step::Line(point(x, y))).collect();
    if let Some(Step::Line(first)) = steps.first().copied() {
        steps[0] = Step::Move(first);
    }
    steps.push(Step::Close);
    scene.items.push(Item::Path { steps, fill, stroke });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::draw::theme::Theme;

    /// As many lines as there are candidates have markers that all differ.
    #[test]
    fn every_candidate_can_have_a_marker_of_its_own() -> Result<(), String> {
        let theme = Theme::light();
        let drawn = |index: usize| {
            let mut scene = Scene::new(Size::new(20.0, 20.0), theme.surface.panel, "");
            draw(&mut scene, index, Point::new(10.0, 10.0), theme.text.strong);
            scene.items
        };
        let count = Catalog::shipped().map_err(ToString::to_string)?.candidates.len();
        for index in 0..count {
            for other in 0..index {
                assert_ne!(drawn(index), drawn(other), "{index} and {other} of {count}");
            }
        }
        Ok(())
    }
}
