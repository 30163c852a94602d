//! Rectangles found by where they lie, so that a frame looks only at what is near.

use std::collections::BTreeMap;

use super::geometry::Rect;

/// Side of the squares by which rectangles are found, in plan units: a few cards.
const SQUARE: f64 = 512.0;

/// Squares above which a rectangle is kept in a list of its own.
const MOST_SQUARES: i64 = 64;

/// Rectangles by key, found by area without looking at all of them.
#[derive(Clone, Debug)]
pub struct Grid<K> {
    rects: BTreeMap<K, Rect>,
    squares: BTreeMap<(i32, i32), Vec<(K, Rect)>>,
    /// Those that touch many squares; they are few, and looked at each time.
    large: BTreeMap<K, Rect>,
}

impl<K> Default for Grid<K> {
    fn default() -> Self {
        Self { rects: BTreeMap::new(), squares: BTreeMap::new(), large: BTreeMap::new() }
    }
}

/// First and last square in each direction.
#[derive(Clone, Copy)]
struct Squares {
    x: (i32, i32),
    y: (i32, i32),
}

impl Squares {
    fn of(rect: Rect) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "saturates far outside of any plan")]
        let square = |x: f64| libm::floor(x / SQUARE) as i32;
        Self {
            x: (square(rect.min.x), square(rect.max.x)),
            y: (square(rect.min.y), square(rect.max.y)),
        }
    }

    fn count(self) -> i64 {
        let along = |(first, last): (i32, i32)| i64::from(last) - i64::from(first) + 1;
        along(self.x).saturating_mul(along(self.y))
    }

    fn iter(self) -> impl Iterator<Item = (i32, i32)> {
        let rows = self.y.0..=self.y.1;
        (self.x.0..=self.x.1).flat_map(move |x| rows.clone().map(move |y| (x, y)))
    }
}

impl<K: Ord + Clone> Grid<K> {
    /// How many rectangles there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rects.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rects.is_empty()
    }

    /// The rectangle of a key.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<Rect> {
        self.rects.get(key).copied()
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.rects.keys()
    }

    /// Puts a rectangle in place of the one that the key had.
    pub fn set(&mut self, key: &K, rect: Rect) {
        if self.rects.get(key) == Some(&rect) {
            return;
        }
        self.remove(key);
        self.rects.insert(key.clone(), rect);
        let squares = Squares::of(rect);
        if squares.count() > MOST_SQUARES {
            self.large.insert(key.clone(), rect);
            return;
        }
        for square in squares.iter() {
            self.squares.entry(square).or_default().push((key.clone(), rect));
        }
    }

    /// Takes a key out; returns the rectangle that it had.
    pub fn remove(&mut self, key: &K) -> Option<Rect> {
        let rect = self.rects.remove(key)?;
        if self.large.remove(key).is_none() {
            for square in Squares::of(rect).iter() {
                if let Some(held) = self.squares.get_mut(&square) {
                    held.retain(|(other, _)| other != key);
                    if held.is_empty() {
                        self.squares.remove(&square);
                    }
                }
            }
        }
        Some(rect)
    }

    /// Whether `area` is so wide that looking at all rectangles is quicker than looking near it.
    #[must_use]
    pub fn is_wide(&self, area: Rect) -> bool {
        let count = Squares::of(area).count();
        usize::try_from(count).unwrap_or(usize::MAX) > self.squares.len() / 3
    }

    /// The rectangles that share more than an edge with `area`, in the order of their keys.
    #[must_use]
    pub fn within(&self, area: Rect) -> Vec<(&K, Rect)> {
        let squares = Squares::of(area);
        if self.is_wide(area) {
            let all = self.rects.iter().filter(|(_, rect)| rect.overlaps(area));
            return all.map(|(key, rect)| (key, *rect)).collect();
        }
        let near = squares.iter().filter_map(|square| self.squares.get(&square)).flatten();
        let near = near.map(|(key, rect)| (key, *rect));
        let large = self.large.iter().map(|(key, rect)| (key, *rect));
        let mut found: Vec<_> = near.chain(large).filter(|(_, rect)| rect.overlaps(area)).collect();
        found.sort_by_key(|(key, _)| *key);
        found.dedup_by(|(a, _), (b, _)| a == b);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Point, Size};

    fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect::from_min_size(Point::new(x, y), Size::new(width, height))
    }

    #[test]
    fn finds_what_looking_at_all_finds() {
        let mut grid = Grid::default();
        let mut all = BTreeMap::new();
        for i in 0..400_u32 {
            let (x, y) = (f64::from(i % 20) * 137.0 - 900.0, f64::from(i / 20) * 211.0 - 700.0);
            // Every fortieth is larger than any square.
            let size = if i % 40 == 0 { 9000.0 } else { f64::from(i % 7) * 60.0 };
            grid.set(&i, rect(x, y, size, size / 2.0));
            all.insert(i, rect(x, y, size, size / 2.0));
        }
        for i in (0..400).step_by(3) {
            grid.set(&i, rect(f64::from(i), 40.0, 100.0, 100.0));
            all.insert(i, rect(f64::from(i), 40.0, 100.0, 100.0));
        }
        for i in (0..400).step_by(5) {
            assert_eq!(grid.remove(&i), all.remove(&i));
        }
        assert_eq!(grid.len(), all.len());
        for area in [
            rect(0.0, 0.0, 10.0, 10.0),
            rect(-2000.0, -50.0, 3000.0, 70.0),
            rect(500.0, 500.0, 400.0, 400.0),
            rect(-1e9, -1e9, 2e9, 2e9),
        ] {
            let expected: Vec<_> =
                all.iter().filter(|(_, r)| r.overlaps(area)).map(|(k, r)| (k, *r)).collect();
            assert_eq!(grid.within(area), expected);
        }
    }
}
