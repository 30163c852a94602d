//! Snapping of dragged cards: to edges and middles of cards nearby, else to the grid.

use crate::base::{Point, Rect};
use crate::layout::GRID;
use crate::session::tool::Guide;

/// Which directions are free to snap.
#[derive(Clone, Copy)]
pub(super) struct Free {
    pub across: bool,
    pub down: bool,
}

/// How far `area`, where dragged cards would lie, is to be shifted so that it lines up with one of
/// `others` within `reach`, or else with the grid; and the lines that show it.
pub(super) fn snap(area: Rect, others: &[Rect], reach: f64, free: Free) -> (Point, Vec<Guide>) {
    let across = |rect: Rect| [rect.min.x, rect.center().x, rect.max.x];
    let down = |rect: Rect| [rect.min.y, rect.center().y, rect.max.y];
    let best = |lines: &dyn Fn(Rect) -> [f64; 3]| {
        let distance = |other: &Rect| other.center().distance(area.center());
        let matches = others.iter().flat_map(|other| {
            let pairs = lines(area).into_iter().zip(lines(*other));
            pairs.map(move |(own, line)| (line - own, line, *other))
        });
        matches.filter(|(by, ..)| by.abs() <= reach).min_by(|(a, _, near), (b, _, far)| {
            a.abs().total_cmp(&b.abs()).then(distance(near).total_cmp(&distance(far)))
        })
    };
    let to_grid = |x: f64| libm::round(x / GRID) * GRID - x;
    let mut by = Point::default();
    let in_x = best(&across).filter(|_| free.across);
    let in_y = best(&down).filter(|_| free.down);
    if free.across {
        by.x = in_x.map_or_else(|| to_grid(area.min.x), |(by, ..)| by);
    }
    if free.down {
        by.y = in_y.map_or_else(|| to_grid(area.min.y), |(by, ..)| by);
    }
    let moved = |point: Point| Point::new(point.x + by.x, point.y + by.y);
    let area = Rect { min: moved(area.min), max: moved(area.max) };
    let mut guides = Vec::new();
    if let Some((_, x, other)) = in_x {
        let both = area.union(other);
        guides.push(Guide { from: Point::new(x, both.min.y), to: Point::new(x, both.max.y) });
    }
    if let Some((_, y, other)) = in_y {
        let both = area.union(other);
        guides.push(Guide { from: Point::new(both.min.x, y), to: Point::new(both.max.x, y) });
    }
    (by, guides)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Size;

    const BOTH: Free = Free { across: true, down: true };

    fn card(x: f64, y: f64) -> Rect {
        Rect::from_min_size(Point::new(x, y), Size::new(200.0, 72.0))
    }

    #[test]
    fn a_card_lines_up_with_the_nearest_edge() {
        let (by, guides) = snap(card(303.0, 201.0), &[card(300.0, 0.0)], 6.0, BOTH);
        // Across it meets the card's edges, down only the grid is near.
        assert_eq!(by, Point::new(-3.0, -1.0));
        assert_eq!(guides, [Guide { from: Point::new(300.0, 0.0), to: Point::new(300.0, 272.0) }]);
    }

    #[test]
    fn a_straight_drag_snaps_along_its_line_alone() {
        let free = Free { across: false, down: true };
        let (by, guides) = snap(card(303.0, 3.0), &[card(300.0, 0.0)], 6.0, free);
        assert_eq!(by, Point::new(0.0, -3.0));
        assert_eq!(guides.len(), 1);
    }

    #[test]
    fn far_from_other_cards_the_grid_counts() {
        let (by, guides) = snap(card(41.0, 47.0), &[card(900.0, 900.0)], 6.0, BOTH);
        assert_eq!((by, guides), (Point::new(-1.0, 1.0), Vec::new()));
    }
}
