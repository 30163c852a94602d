//! Links that cross others look for another way: rip up and reroute, as in Dees and Karger, "Automated
//! rip-up and reroute techniques", Design Automation Conference 1982.

use super::crossed::Ways;
use super::exchange::{End, exchange_at, sides};
use super::search::across;
use super::{Side, span};
use crate::base::{Grid, Point, Rect};

/// Most points of a way, and how much longer than the nearest one it may be, to cross fewer others.
const MOST_POINTS: usize = 10;
const LONGER: f64 = 1.6;
const DETOUR: f64 = 500.0;
/// Crossings to each way above which none looks for another one: in a thicket detours help nobody.
const THICKET: usize = 4;
/// What a unit costs that a way goes out of the picture, in units of its length.
const OUTSIDE: f64 = 2.0;
/// How far beyond its ends a way is looked for.
const AROUND: f64 = 300.0;

/// Lets ways that cross others look for another one; whether any found it.
pub(super) fn reroute<C: Ord + Clone>(
    ways: &mut Ways<'_>,
    cards: &Grid<C>,
    visits: &mut usize,
) -> bool {
    if ways.total() / 2 > THICKET * ways.get().len() {
        return false;
    }
    let sides = sides(ways.get(), cards);
    let count = ways.get().len();
    let mut beside: Vec<Vec<&[End]>> = vec![Vec::new(); count];
    for ends in sides.values() {
        for end in ends {
            beside[end.0].push(ends);
        }
    }
    // All that ways begin and end at: a way around everything makes the picture larger.
    let ends = ways.get().iter().flat_map(|way| [way.first(), way.last()]).flatten();
    let hull = ends.map(|at| span(*at, *at)).reduce(Rect::union).unwrap_or_default();
    let mut changed = false;
    for (index, beside) in beside.iter().enumerate() {
        if *visits == 0 {
            break;
        }
        if ways.crossings(&ways.get()[index], index) == 0 {
            continue;
        }
        let Some(found) = another(index, ways.get(), beside, cards, visits) else {
            continue;
        };
        if is_detour(&found) {
            continue;
        }
        // Its ends may have to change places with those beside them.
        let mut touched: Vec<usize> = beside.iter().copied().flatten().map(|end| end.0).collect();
        touched.push(index);
        touched.sort_unstable();
        touched.dedup();
        let kept: Vec<Vec<Point>> = touched.iter().map(|way| ways.get()[*way].clone()).collect();
        let cost = ways.cost(&touched);
        let more = OUTSIDE * (outside(&found, hull) - outside(&ways.get()[index], hull)).max(0.0);
        ways.set(index, found);
        for ends in beside {
            exchange_at(ends, ways, cards);
        }
        if ways.cost(&touched) + more < cost - 1.0 {
            changed = true;
        } else {
            for (way, kept) in touched.iter().zip(kept) {
                ways.set(*way, kept);
            }
        }
    }
    changed
}

/// How far a way leaves the picture.
fn outside(way: &[Point], hull: Rect) -> f64 {
    let beyond = |at: &Point| {
        let [x, y] = [
            (hull.min.x - at.x).max(at.x - hull.max.x),
            (hull.min.y - at.y).max(at.y - hull.max.y),
        ];
        x.max(0.0) + y.max(0.0)
    };
    way.iter().map(beyond).fold(0.0, f64::max)
}

/// Whether a way is so much longer than the nearest one that the eye would lose it.
fn is_detour(way: &[Point]) -> bool {
    let (Some(first), Some(last)) = (way.first(), way.last()) else { return true };
    let nearest = (first.x - last.x).abs() + (first.y - last.y).abs();
    let length: f64 = way.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    way.len() > MOST_POINTS || length > LONGER * nearest + DETOUR
}

/// A way between the same ports that crosses fewer others, but for those at the very ends of ways
/// `beside` it.
fn another<C: Ord + Clone>(
    index: usize,
    ways: &[Vec<Point>],
    beside: &[&[End]],
    cards: &Grid<C>,
    visits: &mut usize,
) -> Option<Vec<Point>> {
    let way = &ways[index];
    let [a, second, .., before, b] = way[..] else { return None };
    let (from, to) = ((a, side(a, second)), (b, side(b, before)));
    let area = span(a, b).expand(AROUND);
    let near: Vec<Rect> = cards.within(area).into_iter().map(|(_, card)| card).collect();
    let holds = |at: Point| {
        let at = span(at, at).expand(0.5);
        near.iter().copied().find(|card| card.overlaps(at))
    };
    let own = [holds(a)?, holds(b)?];
    let others: Vec<Rect> = near.iter().filter(|card| !own.contains(card)).copied().collect();
    let mut pieces = Vec::new();
    for (other, way) in ways.iter().enumerate().filter(|(other, _)| *other != index) {
        let is_beside = |last| beside.iter().copied().flatten().any(|end| *end == (other, last));
        let end = way.len().saturating_sub(1 + usize::from(is_beside(true)));
        let first = usize::from(is_beside(false)).min(end);
        let inner = way[first..=end].windows(2).map(|pair| span(pair[0], pair[1]));
        pieces.extend(inner.filter(|piece| piece.expand(1.0).overlaps(area)));
    }
    across(from, to, own, &others, &pieces, visits)
}

/// The side of its card at which a way ends that goes on to a point.
fn side(at: Point, next: Point) -> Side {
    if (at.y - next.y).abs() < 1e-6 {
        if next.x > at.x { Side::Right } else { Side::Left }
    } else if next.y > at.y {
        Side::Bottom
    } else {
        Side::Top
    }
}
