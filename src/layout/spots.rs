//! Free places for single cards.

use std::collections::BTreeMap;

use super::{CARD_GAP, LAYER_GAP};
use crate::base::{Point, Rect, Size};
use crate::model::{ComponentId, Plan};

/// Rings that are searched around a wish before a card goes below everything.
const RINGS: i32 = 60;

/// Side of the squares by which taken places are found, about a card.
const SQUARE: f64 = 256.0;

/// Places that cards have, found by the squares they lie in: a search looks at thousands of spots.
#[derive(Default)]
pub(super) struct Taken {
    squares: BTreeMap<(i32, i32), Vec<Rect>>,
    bottom: Option<f64>,
}

impl Taken {
    /// Takes a place.
    pub(super) fn add(&mut self, rect: Rect) {
        for square in squares(rect) {
            self.squares.entry(square).or_default().push(rect);
        }
        self.bottom = Some(self.bottom.map_or(rect.max.y, |bottom| bottom.max(rect.max.y)));
    }

    /// Whether nothing lies there.
    pub(super) fn is_free(&self, rect: Rect) -> bool {
        let near = squares(rect).filter_map(|square| self.squares.get(&square)).flatten();
        near.into_iter().all(|other| !other.overlaps(rect))
    }
}

impl FromIterator<Rect> for Taken {
    fn from_iter<I: IntoIterator<Item = Rect>>(rects: I) -> Self {
        let mut taken = Self::default();
        rects.into_iter().for_each(|rect| taken.add(rect));
        taken
    }
}

/// The squares that a rectangle touches.
fn squares(rect: Rect) -> impl Iterator<Item = (i32, i32)> {
    #[expect(clippy::cast_possible_truncation, reason = "plans end far before 2^31 squares")]
    let square = |x: f64| libm::floor(x / SQUARE) as i32;
    let rows = square(rect.min.y)..=square(rect.max.y);
    (square(rect.min.x)..=square(rect.max.x)).flat_map(move |x| rows.clone().map(move |y| (x, y)))
}

/// The free place nearest to `wish`, searched in rings around it.
pub(super) fn nearest_free(wish: Point, size: Size, taken: &Taken) -> Point {
    nearest_free_of_all(wish, size, &[taken])
}

/// The same where several sorts of things take places.
pub(super) fn nearest_free_of_all(wish: Point, size: Size, taken: &[&Taken]) -> Point {
    let free = |at: Point| {
        let rect = Rect::from_min_size(at, size).expand(CARD_GAP / 4.0);
        taken.iter().all(|taken| taken.is_free(rect))
    };
    let (step_x, step_y) =
        (f64::midpoint(size.width, CARD_GAP), f64::midpoint(size.height, CARD_GAP));
    for ring in 0..RINGS {
        for dy in -ring..=ring {
            // Only the rim: what lies inside was searched before.
            let stride = if dy.abs() == ring { 1 } else { 2 * ring.unsigned_abs() as usize };
            for dx in (-ring..=ring).step_by(stride) {
                let at =
                    Point::new(wish.x + f64::from(dx) * step_x, wish.y + f64::from(dy) * step_y);
                if free(at) {
                    return super::on_grid(at);
                }
            }
        }
    }
    let bottoms = taken.iter().filter_map(|taken| taken.bottom);
    let bottom = bottoms.fold(wish.y, f64::max);
    super::on_grid(Point::new(wish.x, bottom + CARD_GAP))
}

/// A wish for a new card: right of its callers, left of what it calls, else among its group, else
/// below everything.
pub(super) fn beside_neighbours(
    plan: &Plan,
    id: &ComponentId,
    rects: &BTreeMap<ComponentId, Rect>,
) -> Point {
    for link in plan.links.values() {
        if link.to == *id
            && let Some(caller) = rects.get(&link.from)
        {
            return Point::new(caller.max.x + LAYER_GAP, caller.min.y);
        }
        if link.from == *id
            && let Some(called) = rects.get(&link.to)
        {
            return Point::new(called.min.x - LAYER_GAP - 200.0, called.min.y);
        }
    }
    let group = plan.components.get(id).and_then(|component| component.group.as_ref());
    let mates = plan.components.values().filter(|c| group.is_some() && c.group.as_ref() == group);
    if let Some(mate) = mates.filter_map(|mate| rects.get(&mate.id)).next_back() {
        return Point::new(mate.min.x, mate.max.y + CARD_GAP);
    }
    let all = rects.values().copied().reduce(Rect::union).unwrap_or_default();
    // The first card of a group leaves room for the borders of two groups and a name.
    let gap = if group.is_some() { LAYER_GAP } else { CARD_GAP };
    Point::new(all.min.x, all.max.y + gap)
}
