//! Links that may bend in one place or another do so where they cross fewest others.

use super::{CLEARANCE, is_free, span};
use crate::base::{Grid, Point, Rect};

/// Links up to which this is looked at: the work grows with the square of their number.
const SETTLED_UP_TO: usize = 400;
/// How often all are looked at.
const ROUNDS: usize = 2;
/// How far from a port a link bends early or late.
const CLOSE: f64 = 30.0;

/// Lets each way from a side to the opposite one bend where it crosses least, if no card is there.
pub(crate) fn settle<C: Ord + Clone>(ways: &mut [Vec<Point>], cards: &Grid<C>) {
    if ways.len() > SETTLED_UP_TO {
        return;
    }
    let choices: Vec<Vec<Vec<Point>>> = ways.iter().map(|way| choices(way, cards)).collect();
    for _ in 0..ROUNDS {
        let mut changed = false;
        for (index, choices) in choices.iter().enumerate() {
            let mut best = (crossings(&ways[index], index, ways), None);
            for choice in choices {
                let found = crossings(choice, index, ways);
                if found < best.0 {
                    best = (found, Some(choice));
                }
            }
            if let Some(choice) = best.1 {
                ways[index].clone_from(choice);
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

/// Ways with two bends between the ends of one, that pass no card.
fn choices<C: Ord + Clone>(way: &[Point], cards: &Grid<C>) -> Vec<Vec<Point>> {
    let [a, second, .., before, b] = way[..] else { return Vec::new() };
    let level = |p: Point, q: Point| (p.y - q.y).abs() < 1e-6;
    let is_level = level(a, second);
    if is_level != level(before, b) {
        return Vec::new();
    }
    let (start, end) = if is_level { (a.x, b.x) } else { (a.y, b.y) };
    let close = CLOSE.min((end - start).abs() / 3.0).copysign(end - start);
    let near = span(a, b).expand(CLEARANCE);
    let held: Vec<Rect> =
        cards.within(near).into_iter().map(|(_, card)| card.expand(CLEARANCE - 0.5)).collect();
    // Its own cards are left and entered only at the ports.
    let inner = |at: Point, by: f64| {
        if is_level { Point::new(at.x + by, at.y) } else { Point::new(at.x, at.y + by) }
    };
    let keep = CLEARANCE.min((end - start).abs() / 4.0).copysign(end - start);
    [start + close, f64::midpoint(start, end), end - close]
        .into_iter()
        .filter_map(|at| {
            let (one, two) = if is_level {
                (Point::new(at, a.y), Point::new(at, b.y))
            } else {
                (Point::new(a.x, at), Point::new(b.x, at))
            };
            let tested = [inner(a, keep), one, two, inner(b, -keep)];
            is_free(&tested, &held).then(|| vec![a, one, two, b])
        })
        .collect()
}

/// How often a way crosses others.
fn crossings(way: &[Point], own: usize, ways: &[Vec<Point>]) -> usize {
    let whole = way.iter().fold(span(way[0], way[0]), |all, at| all.union(span(*at, *at)));
    let others = ways.iter().enumerate().filter(|(index, _)| *index != own);
    let pieces = others.flat_map(|(_, other)| other.windows(2));
    pieces
        .map(|other| {
            let other = span(other[0], other[1]);
            if other.max.x < whole.min.x
                || whole.max.x < other.min.x
                || other.max.y < whole.min.y
                || whole.max.y < other.min.y
            {
                return 0;
            }
            way.windows(2).filter(|piece| cross(span(piece[0], piece[1]), other)).count()
        })
        .sum()
}

/// Whether a level piece and an upright one cross.
fn cross(a: Rect, b: Rect) -> bool {
    let crosses = |level: Rect, upright: Rect| {
        level.min.x < upright.min.x
            && upright.max.x < level.max.x
            && upright.min.y < level.min.y
            && level.max.y < upright.max.y
    };
    crosses(a, b) || crosses(b, a)
}
