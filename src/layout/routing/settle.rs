//! Links that may bend in one place or another do so where they cross fewest others, and so do their
//! ends.

use super::crossed::Ways;
use super::exchange::exchange;
use super::nudge::nudge;
use super::reroute::reroute;
use super::{CLEARANCE, is_free, span};
use crate::base::{Grid, Point, Rect};

/// Links up to which this is looked at.
const SETTLED_UP_TO: usize = 4000;
/// Links up to which those that cross are looked at again after all were moved apart.
const AGAIN_UP_TO: usize = 250;
/// How often all are looked at.
const ROUNDS: usize = 2;
/// Steps of the search for ways that cross fewer others.
const REROUTED: usize = 400_000;
/// How far from a port a link bends early or late.
const CLOSE: f64 = 30.0;

/// Leads all ways, each of which was found as if there were no others: they bend where they cross least
/// and look for other ways, and are moved apart where they run side by side. Cards are kept clear of,
/// and `frames` are not run along.
pub(crate) fn lead<C: Ord + Clone>(ways: &mut [Vec<Point>], cards: &Grid<C>, frames: &[Rect]) {
    settle(ways, cards);
    nudge(ways, cards, frames);
    if ways.len() > AGAIN_UP_TO {
        return;
    }
    // Moved apart, ways may cross elsewhere than was to be seen before.
    let mut left = Ways::of(ways).total();
    let mut visits = REROUTED;
    for _ in 0..ROUNDS {
        if left == 0 {
            return;
        }
        let mut others = ways.to_vec();
        let looked = &mut Ways::of(&mut others);
        reroute(looked, cards, &mut visits);
        exchange(looked, cards);
        nudge(&mut others, cards, frames);
        let found = Ways::of(&mut others).total();
        if found >= left {
            return;
        }
        left = found;
        ways.clone_from_slice(&others);
    }
}

/// Lets each way from a side to the opposite one bend where it crosses least, ends at one side of a card
/// change places, and what still crosses others look for another way.
fn settle<C: Ord + Clone>(ways: &mut [Vec<Point>], cards: &Grid<C>) {
    if ways.len() > SETTLED_UP_TO {
        return;
    }
    let ways = &mut Ways::of(ways);
    for _ in 0..ROUNDS {
        bend(ways, cards);
        exchange(ways, cards);
    }
    let mut visits = REROUTED;
    for _ in 0..ROUNDS {
        if !reroute(ways, cards, &mut visits) {
            break;
        }
        exchange(ways, cards);
        bend(ways, cards);
    }
}

/// Lets ways bend early, late or in the middle.
fn bend<C: Ord + Clone>(ways: &mut Ways<'_>, cards: &Grid<C>) {
    let choices: Vec<Vec<Vec<Point>>> = ways.get().iter().map(|way| choices(way, cards)).collect();
    for _ in 0..ROUNDS {
        let mut changed = false;
        for (index, choices) in choices.iter().enumerate() {
            let mut best = (ways.crossings(&ways.get()[index], index), None);
            for choice in choices {
                let found = ways.crossings(choice, index);
                if found < best.0 {
                    best = (found, Some(choice));
                }
            }
            if let Some(choice) = best.1 {
                ways.set(index, choice.clone());
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
