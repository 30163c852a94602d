//! Free places for single cards.

use std::collections::BTreeMap;

use super::{CARD_GAP, LAYER_GAP};
use crate::base::{Point, Rect, Size};
use crate::model::{ComponentId, Plan};

/// Rings that are searched around a wish before a card goes below everything.
const RINGS: i32 = 60;

/// The free place nearest to `wish`, searched in rings around it.
pub(super) fn nearest_free(wish: Point, size: Size, taken: &[Rect]) -> Point {
    let free = |at: Point| {
        let rect = Rect::from_min_size(at, size).expand(CARD_GAP / 4.0);
        taken.iter().all(|other| !other.overlaps(rect))
    };
    let (step_x, step_y) = ((size.width + CARD_GAP) / 2.0, (size.height + CARD_GAP) / 2.0);
    for ring in 0..RINGS {
        for dy in -ring..=ring {
            for dx in -ring..=ring {
                let on_ring = dx.abs().max(dy.abs()) == ring;
                let at =
                    Point::new(wish.x + f64::from(dx) * step_x, wish.y + f64::from(dy) * step_y);
                if on_ring && free(at) {
                    return super::on_grid(at);
                }
            }
        }
    }
    let bottom = taken.iter().map(|rect| rect.max.y).fold(wish.y, f64::max);
    Point::new(wish.x, bottom + CARD_GAP)
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
    Point::new(all.min.x, all.max.y + CARD_GAP)
}
