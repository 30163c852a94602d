//! Pieces of links that run side by side are moved apart, in the order in which they cross least:
//! Wybrow, Marriott and Stuckey (2009), section 4. Pieces at ports stay where they are.

use std::collections::BTreeMap;

use super::hooks;
use super::order::{self, Piece};
use super::{CLEARANCE, span};
use crate::base::{Grid, Point, Rect};
use crate::layout::union::Union;

/// Space between links side by side.
const APART: f64 = 9.0;
/// Widest corridor in whose middle links run; in wider ones they stay where they are.
const CORRIDOR: f64 = 130.0;
/// How far a corridor is looked over, to either side.
const LOOK: f64 = 140.0;
/// Nearest that a link runs along the border of a group.
const BORDER: f64 = 5.0;
/// How often pieces are moved off borders, and then apart again.
const BORDER_ROUNDS: usize = 3;

/// Moves pieces of ways apart; cards are kept clear of, and `frames` are not run along.
pub(super) fn nudge<C: Ord + Clone>(ways: &mut [Vec<Point>], cards: &Grid<C>, frames: &[Rect]) {
    for upright in [true, false] {
        for way in ways.iter_mut() {
            turn(way, upright);
        }
        let turned: Vec<Rect> = frames.iter().map(|frame| turned(*frame, upright)).collect();
        let mut pieces = pieces(ways, |piece| corridor(piece, cards, upright));
        for cluster in clusters(&pieces) {
            spread(&mut pieces, &cluster, &turned);
        }
        for piece in pieces.iter().filter(|piece| piece.low < piece.high) {
            let way = &mut ways[piece.way];
            way[piece.first].x = piece.at;
            way[piece.first + 1].x = piece.at;
        }
        for way in ways.iter_mut() {
            turn(way, upright);
        }
    }
    ways.iter_mut().for_each(hooks::cut);
}

/// Across and down change places, unless pieces are upright as they are.
fn turn(way: &mut [Point], upright: bool) {
    if !upright {
        for point in way {
            *point = Point::new(point.y, point.x);
        }
    }
}

fn turned(rect: Rect, upright: bool) -> Rect {
    if upright {
        return rect;
    }
    let swap = |at: Point| Point::new(at.y, at.x);
    Rect { min: swap(rect.min), max: swap(rect.max) }
}

/// All upright pieces of ways; those at ports cannot move.
fn pieces(ways: &[Vec<Point>], corridor: impl Fn(Rect) -> (f64, f64)) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, way) in ways.iter().enumerate() {
        for first in 0..way.len().saturating_sub(1) {
            let (a, b) = (way[first], way[first + 1]);
            if (a.x - b.x).abs() > 1e-6 || (a.y - b.y).abs() < 1e-6 {
                continue;
            }
            let is_end = first == 0 || first + 2 == way.len();
            let (low, high) = if is_end { (a.x, a.x) } else { corridor(span(a, b)) };
            // Beyond each end: where the way goes on, and whether that is to the right.
            let beyond = |at: usize, next: Option<usize>| {
                let next = next.and_then(|next| way.get(next))?;
                Some((way[at].y, next.x > way[at].x))
            };
            let ends = [beyond(first, first.checked_sub(1)), beyond(first + 1, Some(first + 2))];
            let (top, bottom) = (a.y.min(b.y), a.y.max(b.y));
            pieces.push(Piece { way: index, first, at: a.x, top, bottom, low, high, ends });
        }
    }
    pieces
}

/// How far a piece may move to either side before it meets a card.
fn corridor<C: Ord + Clone>(piece: Rect, cards: &Grid<C>, upright: bool) -> (f64, f64) {
    let look = Rect {
        min: Point::new(piece.min.x - LOOK, piece.min.y - CLEARANCE),
        max: Point::new(piece.max.x + LOOK, piece.max.y + CLEARANCE),
    };
    let (mut low, mut high) = (look.min.x, look.max.x);
    for (_, card) in cards.within(turned(look, upright)) {
        let card = turned(card, upright);
        if card.max.x <= piece.min.x + CLEARANCE {
            low = low.max(card.max.x);
        } else if card.min.x >= piece.min.x - CLEARANCE {
            high = high.min(card.min.x);
        }
    }
    // Arrows need some room, if there is any.
    let keep = CLEARANCE.max(((high - low) / 6.0).min(2.5 * CLEARANCE));
    if low + keep > piece.min.x || high - keep < piece.min.x {
        let (least, most) = (low + CLEARANCE, high - CLEARANCE);
        return if least <= most { (least, most) } else { (piece.min.x, piece.min.x) };
    }
    (low + keep, high - keep)
}

/// Pieces that may come near each other.
fn clusters(pieces: &[Piece]) -> Vec<Vec<usize>> {
    let mut by_top: Vec<usize> = (0..pieces.len()).collect();
    by_top.sort_by(|a, b| pieces[*a].top.total_cmp(&pieces[*b].top).then(a.cmp(b)));
    let mut sets = Union::of(pieces.len());
    // Sweep down; what has ended is let go.
    let mut live: BTreeMap<(u64, usize), usize> = BTreeMap::new();
    for &index in &by_top {
        let piece = &pieces[index];
        let key = |at: f64| order::sortable(at);
        let reach = key(piece.low - 2.0 * LOOK)..=key(piece.high + 2.0 * LOOK);
        let near: Vec<(u64, usize)> = live
            .range((*reach.start(), 0)..=(*reach.end(), usize::MAX))
            .map(|(key, _)| *key)
            .collect();
        for near_key in near {
            let other = &pieces[near_key.1];
            if other.bottom + 2.0 < piece.top {
                live.remove(&near_key);
            } else if other.low <= piece.high + APART && piece.low <= other.high + APART {
                sets.join(index, near_key.1);
            }
        }
        live.insert((key(piece.at), index), index);
    }
    let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..pieces.len() {
        clusters.entry(sets.find(index)).or_default().push(index);
    }
    clusters.into_values().filter(|cluster| !cluster.is_empty()).collect()
}

/// Moves the pieces of a cluster apart as far as there is room, and off the borders of `frames`.
fn spread(pieces: &mut [Piece], cluster: &[usize], frames: &[Rect]) {
    if let [only] = cluster {
        let piece = &mut pieces[*only];
        piece.at = wish(piece);
        piece.at = off_borders(piece, piece.at, frames).unwrap_or(piece.at);
        return;
    }
    let order = order::of(pieces, cluster);
    let mut held: Vec<Piece> = order.iter().map(|index| pieces[*index].clone()).collect();
    let near = order::neighbours(&held);
    let mut at = places(&held, &near);
    relax(&held, &near, &mut at);
    for _ in 0..BORDER_ROUNDS {
        let mut moved = false;
        for (piece, at) in held.iter_mut().zip(&mut at) {
            let Some(aside) = off_borders(piece, *at, frames) else { continue };
            // It stays on that side of the border while others make room.
            if aside < *at {
                piece.high = aside;
            } else {
                piece.low = aside;
            }
            (*at, moved) = (aside, true);
        }
        if !moved {
            break;
        }
        relax(&held, &near, &mut at);
    }
    for (index, at) in order.iter().zip(at) {
        pieces[*index].at = at;
    }
}

/// Where a piece would lie if it were alone: in the middle of a corridor, else where it is, with some
/// room.
fn wish(piece: &Piece) -> f64 {
    let (low, high) = (piece.low, piece.high);
    if low >= high {
        return piece.at;
    }
    if high - low <= CORRIDOR {
        return f64::midpoint(low, high);
    }
    piece.at.clamp(low + APART, high - APART)
}

/// Places in order that keep apart where there is room: the mean of those as far left and as far right
/// as wishes allow.
fn places(held: &[Piece], near: &[Vec<usize>]) -> Vec<f64> {
    let count = held.len();
    // How far left each may lie, and how far right.
    let mut least: Vec<f64> = held.iter().map(|piece| piece.low).collect();
    for index in 0..count {
        for &before in &near[index] {
            least[index] = least[index].max(least[before] + APART).min(held[index].high);
        }
    }
    let mut most: Vec<f64> = held.iter().map(|piece| piece.high).collect();
    for index in (0..count).rev() {
        for &before in &near[index] {
            most[before] = most[before].min(most[index] - APART).max(held[before].low);
        }
    }
    let bounded = |index: usize| wish(&held[index]).min(most[index]).max(least[index]);
    let mut left: Vec<f64> = (0..count).map(bounded).collect();
    let mut right = left.clone();
    for index in 0..count {
        for &before in &near[index] {
            left[index] = left[index].max(left[before] + APART).min(held[index].high);
        }
    }
    for index in (0..count).rev() {
        for &before in &near[index] {
            right[before] = right[before].min(right[index] - APART).max(held[before].low);
        }
    }
    left.iter().zip(&right).map(|(left, right)| f64::midpoint(*left, *right)).collect()
}

/// Rounds in which pieces that are too near push each other away, more where these are few, and the
/// nearest that do.
const ROUNDS: usize = 30;
const ROUNDS_OF_FEW: usize = 150;
const FEW: usize = 40;
const PUSHING: usize = 8;

/// Shares out what room there is where it is too little for all.
fn relax(held: &[Piece], near: &[Vec<usize>], at: &mut [f64]) {
    let rounds = if held.len() <= FEW { ROUNDS_OF_FEW } else { ROUNDS };
    for _ in 0..rounds {
        let mut moved = false;
        for index in 0..held.len() {
            for &before in near[index].iter().rev().take(PUSHING) {
                let lack = APART - (at[index] - at[before]);
                if lack <= 0.01 {
                    continue;
                }
                let (a, b) = (&held[before], &held[index]);
                let left = (at[before] - lack / 2.0).clamp(a.low, a.high.max(a.low));
                let right = (at[index] + lack / 2.0).clamp(b.low, b.high.max(b.low));
                moved |= left != at[before] || right != at[index];
                (at[before], at[index]) = (left, right);
            }
        }
        if !moved {
            return;
        }
    }
}

/// A place a little to the side of the border that a piece would run along at `at`, if there is one.
fn off_borders(piece: &Piece, at: f64, frames: &[Rect]) -> Option<f64> {
    if piece.low >= piece.high {
        return None;
    }
    let along = |frame: &&Rect| frame.min.y < piece.bottom && piece.top < frame.max.y;
    let lines = frames.iter().filter(along).flat_map(|frame| [frame.min.x, frame.max.x]);
    let aside = |line: f64| if at < line { line - BORDER } else { line + BORDER };
    let near = lines.filter(|line| (at - line).abs() < BORDER).map(aside);
    near.into_iter().find(|aside| (piece.low..=piece.high).contains(aside))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A piece of a way between two heights, in a corridor; `ends` are as those of [`Piece`].
    fn piece(
        (way, first): (usize, usize),
        at: f64,
        [top, bottom]: [f64; 2],
        [low, high]: [f64; 2],
        ends: [Option<bool>; 2],
    ) -> Piece {
        let [a, b] = ends;
        let ends = [a.map(|right| (top, right)), b.map(|right| (bottom, right))];
        Piece { way, first, at, top, bottom, low, high, ends }
    }

    #[test]
    fn a_way_that_steps_aside_does_not_lie_on_another() {
        // The second way goes on from one corridor into the next; both corridors have room.
        let mut pieces = vec![
            piece((0, 3), 267.5, [68.0, 213.0], [230.0, 271.0], [None, None]),
            piece((1, 3), 267.5, [103.0, 222.0], [230.0, 271.0], [Some(false), Some(false)]),
            piece((1, 1), 194.0, [222.0, 311.0], [192.0, 240.0], [Some(true), Some(false)]),
            piece((2, 1), 194.0, [234.0, 338.0], [192.0, 240.0], [None, None]),
        ];
        spread(&mut pieces, &[0, 1, 2, 3], &[]);
        let apart = |a: usize, b: usize| (pieces[a].at - pieces[b].at).abs();
        assert!(apart(0, 1) >= APART - 0.1 && apart(2, 3) >= APART - 0.1, "{pieces:?}");
    }

    #[test]
    fn what_is_moved_off_a_border_pushes_its_neighbours_on() {
        let mut pieces = vec![
            piece((0, 1), 100.0, [0.0, 90.0], [60.0, 140.0], [None, None]),
            piece((1, 1), 100.0, [0.0, 90.0], [60.0, 140.0], [None, None]),
            piece((2, 1), 100.0, [0.0, 90.0], [60.0, 140.0], [None, None]),
        ];
        for border in [86.0, 91.0, 96.0, 100.0, 104.0, 109.0] {
            let frame = Rect { min: Point::new(border, 40.0), max: Point::new(400.0, 80.0) };
            spread(&mut pieces, &[0, 1, 2], &[frame]);
            let mut at: Vec<f64> = pieces.iter().map(|piece| piece.at).collect();
            at.sort_by(f64::total_cmp);
            assert!(at.windows(2).all(|pair| pair[1] - pair[0] >= APART - 0.1), "{border}: {at:?}");
            let off = |at: &f64| (at - border).abs() >= BORDER - 0.1;
            assert!(at.iter().all(off), "{border}: {at:?}");
        }
    }
}
