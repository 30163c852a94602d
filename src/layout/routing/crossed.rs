//! How often a way crosses others, also where it will only once they are moved apart.

use super::span;
use crate::base::{Point, Rect};

/// Side of the squares by which pieces are found, in plan units.
const SQUARE: f64 = 256.0;
/// Most squares of a plan in either direction: those of larger plans are larger.
const MOST: f64 = 400.0;

/// Units that a way may be longer rather than cross another, or bend.
const CROSSED: f64 = 300.0;
const BENT: f64 = 60.0;

/// Ways, with their pieces by where they lie.
pub(super) struct Ways<'a> {
    lines: &'a mut [Vec<Point>],
    area: Rect,
    side: f64,
    columns: usize,
    /// The way and the place in it of each piece that touches a square.
    squares: Vec<Vec<(usize, usize)>>,
}

impl<'a> Ways<'a> {
    pub(super) fn of(ways: &'a mut [Vec<Point>]) -> Self {
        let points = ways.iter().flatten().map(|at| span(*at, *at));
        let area = points.reduce(Rect::union).unwrap_or_default();
        let side = SQUARE.max(area.width() / MOST).max(area.height() / MOST);
        let mut all = Self { lines: ways, area, side, columns: 0, squares: Vec::new() };
        let last = all.square(area.max);
        all.columns = last.0 + 1;
        all.squares = vec![Vec::new(); all.columns * (last.1 + 1)];
        for index in 0..all.lines.len() {
            all.enter(index);
        }
        all
    }

    pub(super) fn get(&self) -> &[Vec<Point>] {
        self.lines
    }

    /// Lets a way run elsewhere.
    pub(super) fn set(&mut self, index: usize, way: Vec<Point>) {
        for square in self.touched(&self.lines[index]) {
            self.squares[square].retain(|piece| piece.0 != index);
        }
        self.lines[index] = way;
        self.enter(index);
    }

    fn enter(&mut self, index: usize) {
        for place in 0..self.lines[index].len().saturating_sub(1) {
            let piece = span(self.lines[index][place], self.lines[index][place + 1]);
            for square in self.of_piece(piece) {
                self.squares[square].push((index, place));
            }
        }
    }

    /// The column and row of a point; what lies outside counts to the outermost ones.
    fn square(&self, at: Point) -> (usize, usize) {
        let of = |x: f64, first: f64, last: f64| {
            let x = x.clamp(first, last.max(first));
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded")]
            let square = libm::floor((x - first) / self.side) as usize;
            square
        };
        let Rect { min, max } = self.area;
        (of(at.x, min.x, max.x), of(at.y, min.y, max.y))
    }

    fn of_piece(&self, piece: Rect) -> impl Iterator<Item = usize> + use<> {
        let (first, last) = (self.square(piece.min), self.square(piece.max));
        let columns = self.columns;
        (first.1..=last.1).flat_map(move |row| (first.0..=last.0).map(move |at| row * columns + at))
    }

    fn touched(&self, way: &[Point]) -> Vec<usize> {
        let pieces = way.windows(2).map(|pair| span(pair[0], pair[1]));
        pieces.flat_map(|piece| self.of_piece(piece)).collect()
    }

    /// Crossings of all ways, each counted from both sides.
    pub(super) fn total(&self) -> usize {
        let ways = self.lines.iter().enumerate();
        ways.map(|(index, way)| self.crossings(way, index)).sum()
    }

    /// How long some ways are, how often they bend and cross others.
    pub(super) fn cost(&self, some: &[usize]) -> f64 {
        let cost = |index: &usize| {
            let way = &self.lines[*index];
            let length: f64 = way.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
            #[expect(clippy::cast_precision_loss, reason = "counts are small")]
            let (crossings, bends) = (self.crossings(way, *index) as f64, way.len() as f64);
            length + BENT * bends + CROSSED * crossings
        };
        some.iter().map(cost).sum()
    }

    /// How often a way in place of another one would cross others; where it runs along one line with
    /// one, how often they will at least once they are moved apart.
    pub(super) fn crossings(&self, way: &[Point], own: usize) -> usize {
        let mut sum = 0;
        for (place, pair) in way.windows(2).enumerate() {
            let piece = span(pair[0], pair[1]);
            for square in self.of_piece(piece) {
                for &(index, at) in self.squares[square].iter().filter(|held| held.0 != own) {
                    let other = &self.lines[index];
                    let held = span(other[at], other[at + 1]);
                    // Each meeting counts in the square in which it begins.
                    let meets =
                        Point::new(piece.min.x.max(held.min.x), piece.min.y.max(held.min.y));
                    let (column, row) = self.square(meets);
                    if row * self.columns + column != square {
                        continue;
                    }
                    if share(piece, held) {
                        let (a, b) = (Along::of(way, place), Along::of(other, at));
                        sum += a.before(&b).min(b.before(&a));
                    } else {
                        sum += usize::from(cross(piece, held));
                    }
                }
            }
        }
        sum
    }
}

/// Whether two pieces run along one line.
fn share(a: Rect, b: Rect) -> bool {
    let (upright, other) = (a.width() < a.height(), b.width() < b.height());
    if upright != other {
        return false;
    }
    let near = |a: f64, b: f64| (a - b).abs() < 1.0;
    if upright {
        near(a.min.x, b.min.x) && a.min.y < b.max.y && b.min.y < a.max.y
    } else {
        near(a.min.y, b.min.y) && a.min.x < b.max.x && b.min.x < a.max.x
    }
}

/// A piece of a way: from where to where, and at each end whether and to which side the way goes on.
struct Along {
    first: f64,
    last: f64,
    ends: [Option<(f64, bool)>; 2],
}

impl Along {
    fn of(way: &[Point], place: usize) -> Self {
        let (a, b) = (way[place], way[place + 1]);
        let upright = (a.x - b.x).abs() < (a.y - b.y).abs();
        let turned = |at: Point| if upright { at } else { Point::new(at.y, at.x) };
        let beyond = |at: Point, next: Option<&Point>| {
            next.map(|next| (turned(at).y, turned(*next).x > turned(at).x))
        };
        let ends = [
            beyond(a, place.checked_sub(1).and_then(|before| way.get(before))),
            beyond(b, way.get(place + 2)),
        ];
        let (from, to) = (turned(a).y, turned(b).y);
        Self { first: from.min(to), last: from.max(to), ends }
    }

    /// Crossings if it lies before the other one.
    fn before(&self, other: &Self) -> usize {
        let through = |ends: &[Option<(f64, bool)>; 2], ahead: bool, across: &Self| {
            let crosses =
                |end: &&(f64, bool)| end.1 == ahead && across.first < end.0 && end.0 < across.last;
            ends.iter().flatten().filter(crosses).count()
        };
        through(&self.ends, true, other) + through(&other.ends, false, self)
    }
}

/// Whether a level piece and an upright one cross.
pub(super) fn cross(a: Rect, b: Rect) -> bool {
    let crosses = |level: Rect, upright: Rect| {
        level.min.x < upright.min.x
            && upright.max.x < level.max.x
            && upright.min.y < level.min.y
            && level.max.y < upright.max.y
    };
    crosses(a, b) || crosses(b, a)
}
