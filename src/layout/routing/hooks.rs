//! Ways that cross themselves take the short cut: a link that turns round a corner of its own way
//! draws a hook that leads nowhere.

use super::{crossed, span};
use crate::base::Point;

/// Nearest to its end that a short cut meets a way: arrows need some room.
const ARROW: f64 = 12.0;

/// Cuts what lies between the two visits of a way to a place, and joins pieces that go on straight.
pub(super) fn cut(way: &mut Vec<Point>) {
    while let Some((first, second, at)) = crossing(way) {
        way.splice(first + 1..=second, [at]);
    }
}

/// The first piece of a way that a later one crosses, the last that does, and where.
fn crossing(way: &[Point]) -> Option<(usize, usize, Point)> {
    let last = way.len().checked_sub(2)?;
    for first in 0..last {
        for second in (first + 2..=last).rev() {
            let at = meeting([way[first], way[first + 1]], [way[second], way[second + 1]]);
            let room = |at: &Point| second < last || at.distance(way[last + 1]) >= ARROW;
            if let Some(at) = at.filter(room) {
                return Some((first, second, at));
            }
        }
    }
    None
}

/// Where a level and an upright piece cross.
fn meeting(a: [Point; 2], b: [Point; 2]) -> Option<Point> {
    let [a, b] = [a, b].map(|[from, to]| span(from, to));
    // Of the two the upright one is narrower, the level one lower.
    let at = || Point::new(a.min.x.max(b.min.x), a.min.y.max(b.min.y));
    crossed::cross(a, b).then(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|&(x, y)| Point::new(x, y)).collect()
    }

    #[test]
    fn a_hook_is_cut_off() {
        let mut hooked =
            way(&[(0.0, 0.0), (59.0, 0.0), (59.0, 9.0), (50.0, 9.0), (50.0, -90.0), (99.0, -90.0)]);
        cut(&mut hooked);
        assert_eq!(hooked, way(&[(0.0, 0.0), (50.0, 0.0), (50.0, -90.0), (99.0, -90.0)]));
    }

    #[test]
    fn what_does_not_cross_itself_stays() {
        for points in [
            &[][..],
            &[(0.0, 0.0)],
            &[(0.0, 0.0), (9.0, 0.0)],
            &[(0.0, 0.0), (50.0, 0.0), (50.0, 40.0), (90.0, 40.0)],
            // Round a card and back beside itself.
            &[(0.0, 0.0), (50.0, 0.0), (50.0, 40.0), (10.0, 40.0), (10.0, 9.0)],
            // The short cut would leave no room for the arrow.
            &[(0.0, 0.0), (50.0, 0.0), (50.0, 40.0), (10.0, 40.0), (10.0, -6.0)],
        ] {
            let mut cut_way = way(points);
            cut(&mut cut_way);
            assert_eq!(cut_way, way(points));
        }
    }
}
