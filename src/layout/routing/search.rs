//! The shortest way with few bends along lines beside cards: an orthogonal visibility graph and A*,
//! after Wybrow, Marriott and Stuckey (2009), sections 2 and 3.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{CLEARANCE, Port, STUB, Side, span};
use crate::base::{Point, Rect};

/// How far beside cards lines run.
const BESIDE: f64 = CLEARANCE + 2.0;
/// Units that a way may be longer rather than bend once more.
const BEND: i64 = 60;
/// Units that a way may be longer rather than cross another one.
const CROSS: i64 = 300;
/// Most crossings of lines, and most of them that are looked at.
const MOST: usize = 160_000;
const VISITS: usize = 60_000;
/// How far beyond its ends a way is looked for at first.
const NEAR: f64 = 60.0;

/// A way around cards, if one is found with the work allowed.
pub(super) fn around(from: Port, to: Port, own: [Rect; 2], others: &[Rect]) -> Option<Vec<Point>> {
    across(from, to, own, others, &[], &mut { VISITS })
}

/// The same where crossing pieces of other ways makes a way longer; `visits` are the steps left.
pub(super) fn across(
    from: Port,
    to: Port,
    own: [Rect; 2],
    others: &[Rect],
    pieces: &[Rect],
    visits: &mut usize,
) -> Option<Vec<Point>> {
    let ends = [stub(from, to.0), stub(to, from.0)];
    let cards: Vec<Rect> = others.iter().chain(&own).copied().collect();
    let near = span(ends[0], ends[1]).expand(NEAR);
    let close: Vec<Rect> = cards.iter().filter(|card| card.overlaps(near)).copied().collect();
    let tries = [&close[..], &cards[..]];
    let inner = tries.into_iter().find_map(|lines_of| {
        let lines = Lines::beside(lines_of, ends);
        let size = lines.across.len() * lines.down.len();
        if size > MOST {
            return None;
        }
        Field::of(lines, &cards, pieces).shortest(ends, from.1, to.1, visits)
    })?;
    Some(plain([from.0].into_iter().chain(inner).chain([to.0])))
}

/// Where a way may bend first: some way off its port, but no farther than half to the other one.
fn stub((at, side): Port, other: Point) -> Point {
    let out = side.outwards();
    let room = (other.x - at.x) * out.x + (other.y - at.y) * out.y;
    let length = if room > 2.0 { STUB.min(room / 2.0) } else { STUB };
    Point::new(at.x + length * out.x, at.y + length * out.y)
}

/// A way without points at which it does not bend.
fn plain(points: impl Iterator<Item = Point>) -> Vec<Point> {
    let mut way: Vec<Point> = Vec::new();
    for point in points {
        while let [.., a, b] = way[..] {
            let level = (a.y - b.y).abs() < 1e-6 && (b.y - point.y).abs() < 1e-6;
            let upright = (a.x - b.x).abs() < 1e-6 && (b.x - point.x).abs() < 1e-6;
            if !level && !upright {
                break;
            }
            way.pop();
        }
        if way.last() != Some(&point) {
            way.push(point);
        }
    }
    way
}

/// Where upright lines lie across, and level ones down.
struct Lines {
    across: Vec<f64>,
    down: Vec<f64>,
}

impl Lines {
    fn beside(cards: &[Rect], ends: [Point; 2]) -> Self {
        let across = cards.iter().flat_map(|card| [card.min.x - BESIDE, card.max.x + BESIDE]);
        let down = cards.iter().flat_map(|card| [card.min.y - BESIDE, card.max.y + BESIDE]);
        Self {
            across: apart(across, ends.map(|end| end.x)),
            down: apart(down, ends.map(|end| end.y)),
        }
    }
}

/// Sorted, without those that nearly repeat another; the ends are kept as they are.
fn apart(lines: impl Iterator<Item = f64>, ends: [f64; 2]) -> Vec<f64> {
    let mut all: Vec<f64> = lines.collect();
    all.sort_by(f64::total_cmp);
    all.dedup_by(|a, b| *a - *b < 1.0);
    all.retain(|line| ends.iter().all(|end| (end - line).abs() >= 1.0));
    all.extend(ends);
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}

/// Crossings of lines, and which pieces between them are free.
struct Field {
    lines: Lines,
    /// Whether the piece to the right of, and below, each crossing is taken.
    taken: [Vec<bool>; 2],
    /// How many pieces of other ways cross them.
    crossed: [Vec<u16>; 2],
}

impl Field {
    fn of(lines: Lines, cards: &[Rect], pieces: &[Rect]) -> Self {
        let size = lines.across.len() * lines.down.len();
        let mut field = Self {
            lines,
            taken: [vec![false; size], vec![false; size]],
            crossed: [vec![0; size], vec![0; size]],
        };
        for piece in pieces {
            field.cross(*piece);
        }
        for card in cards {
            field.take(card.expand(CLEARANCE - 0.5));
        }
        field
    }

    fn take(&mut self, card: Rect) {
        let columns = inside(&self.lines.across, card.min.x, card.max.x);
        let rows = inside(&self.lines.down, card.min.y, card.max.y);
        // A piece is taken as well if it begins before the card and ends in it, or behind.
        for row in rows.clone() {
            for column in columns.start.saturating_sub(1)..columns.end {
                let index = self.index(column, row);
                self.taken[0][index] = true;
            }
        }
        for row in rows.start.saturating_sub(1)..rows.end {
            for column in columns.clone() {
                let index = self.index(column, row);
                self.taken[1][index] = true;
            }
        }
    }

    /// Notes which pieces between crossings of lines another way crosses.
    fn cross(&mut self, piece: Rect) {
        let upright = piece.width() < piece.height();
        let (at, first, last) = if upright {
            (piece.min.x, piece.min.y, piece.max.y)
        } else {
            (piece.min.y, piece.min.x, piece.max.x)
        };
        let (through, beside) = if upright {
            (&self.lines.across, &self.lines.down)
        } else {
            (&self.lines.down, &self.lines.across)
        };
        let Some(before) = through.partition_point(|line| *line < at).checked_sub(1) else {
            return;
        };
        if before + 1 == through.len() {
            return;
        }
        for line in inside(beside, first, last) {
            let index = if upright { self.index(before, line) } else { self.index(line, before) };
            let crossed = &mut self.crossed[usize::from(!upright)][index];
            *crossed = crossed.saturating_add(1);
        }
    }

    fn index(&self, column: usize, row: usize) -> usize {
        row * self.lines.across.len() + column
    }

    /// The cheapest way from end to end, leaving and arriving straight.
    fn shortest(
        &self,
        ends: [Point; 2],
        out: Side,
        into: Side,
        left: &mut usize,
    ) -> Option<Vec<Point>> {
        let width = self.lines.across.len();
        let place = |end: Point| {
            let column = self.lines.across.partition_point(|x| *x < end.x);
            let row = self.lines.down.partition_point(|y| *y < end.y);
            self.index(column, row)
        };
        let (start, goal) = (place(ends[0]), place(ends[1]));
        let at = |index: usize| {
            Point::new(self.lines.across[index % width], self.lines.down[index / width])
        };
        let length = |a: Point, b: Point| units((a.x - b.x).abs() + (a.y - b.y).abs());
        // States: a crossing, and whether it was reached upright.
        let size = self.taken[0].len() * 2;
        let mut cost = vec![i64::MAX; size];
        let mut before = vec![usize::MAX; size];
        let state = |index: usize, upright: bool| index * 2 + usize::from(upright);
        let first = state(start, !out.is_level());
        cost[first] = 0;
        let mut open = BinaryHeap::from([Reverse((length(ends[0], ends[1]), 0, first))]);
        let mut visits = 0;
        let most = VISITS.min(*left);
        while let Some(Reverse((_, so_far, here))) = open.pop() {
            if so_far > cost[here] {
                continue;
            }
            let (index, upright) = (here / 2, here % 2 == 1);
            visits += 1;
            *left = left.saturating_sub(1);
            if index == goal && upright != into.is_level() {
                return Some(trace(&before, here, at));
            }
            if visits > most {
                return None;
            }
            let turned = state(index, !upright);
            if so_far + BEND < cost[turned] {
                cost[turned] = so_far + BEND;
                before[turned] = here;
                open.push(Reverse((
                    so_far + BEND + length(at(index), ends[1]),
                    so_far + BEND,
                    turned,
                )));
            }
            for next in self.beside(index, upright).into_iter().flatten() {
                let next_state = state(next, upright);
                let crossed = self.crossed[usize::from(upright)][index.min(next)];
                let total = so_far + length(at(index), at(next)) + CROSS * i64::from(crossed);
                if total < cost[next_state] {
                    cost[next_state] = total;
                    before[next_state] = here;
                    open.push(Reverse((total + length(at(next), ends[1]), total, next_state)));
                }
            }
        }
        None
    }

    /// The crossings next to one along a line, where the piece between is free.
    fn beside(&self, index: usize, upright: bool) -> [Option<usize>; 2] {
        let width = self.lines.across.len();
        let taken = &self.taken[usize::from(upright)];
        let step = if upright { width } else { 1 };
        let has_back = if upright { index >= width } else { !index.is_multiple_of(width) };
        let has_next =
            if upright { index + width < taken.len() } else { index % width + 1 < width };
        [
            (has_back && !taken[index - step]).then(|| index - step),
            (has_next && !taken[index]).then(|| index + step),
        ]
    }
}

/// Lines strictly between two places.
fn inside(lines: &[f64], first: f64, last: f64) -> std::ops::Range<usize> {
    let start = lines.partition_point(|line| *line <= first);
    let end = lines.partition_point(|line| *line < last);
    start..end.max(start)
}

fn units(length: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "saturates far outside of any plan")]
    let units = libm::round(length) as i64;
    units
}

fn trace(before: &[usize], last: usize, at: impl Fn(usize) -> Point) -> Vec<Point> {
    let mut way = Vec::new();
    let mut here = last;
    while here != usize::MAX {
        way.push(at(here / 2));
        here = before[here];
    }
    way.reverse();
    way
}
