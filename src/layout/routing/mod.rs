//! Routes of links: at right angles, around cards, side by side where they share a way. Each link
//! finds its way for itself, and then all are nudged apart, as in Wybrow, Marriott and Stuckey,
//! "Orthogonal connector routing", Graph Drawing 2009 (LNCS 5849).

mod crossed;
mod exchange;
mod hooks;
mod nudge;
mod order;
mod ports;
mod reroute;
mod search;
mod settle;
mod together;

pub(crate) use ports::{End, reach, sides, slope, spread, straightened};
pub(crate) use settle::lead;
pub(crate) use together::{followed, roughly_followed};

use crate::base::{Point, Rect};

/// A side of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    /// Left.
    Left,
    /// Right.
    Right,
    /// Top.
    Top,
    /// Bottom.
    Bottom,
}

impl Side {
    /// The direction away from the card.
    pub(crate) const fn outwards(self) -> Point {
        match self {
            Self::Left => Point::new(-1.0, 0.0),
            Self::Right => Point::new(1.0, 0.0),
            Self::Top => Point::new(0.0, -1.0),
            Self::Bottom => Point::new(0.0, 1.0),
        }
    }

    /// Whether links leave it to the left or to the right.
    pub(crate) const fn is_level(self) -> bool {
        matches!(self, Self::Left | Self::Right)
    }
}

/// Where a link leaves a card or arrives.
pub(crate) type Port = (Point, Side);

/// Distance that links keep from cards they do not belong to.
pub(crate) const CLEARANCE: f64 = 6.0;
/// How far links go straight on at their ends, where there is room.
const STUB: f64 = 14.0;

/// A way at right angles from port to port that keeps off `own`, the cards of its ends, and `others`;
/// and whether cards stood in its simplest way. It depends on nothing else.
pub(crate) fn way(from: Port, to: Port, own: [Rect; 2], others: &[Rect]) -> (Vec<Point>, bool) {
    let simplest = simplest(from, to, 0.5);
    let wide: Vec<Rect> = others.iter().map(|card| card.expand(CLEARANCE - 0.5)).collect();
    if is_free(&simplest, &wide) {
        return (simplest, false);
    }
    let bent = [0.5, 0.25, 0.75, 0.12, 0.88].map(|share| self::simplest(from, to, share));
    let bent = bent.into_iter().find(|way| is_free(way, &wide));
    let found = bent.or_else(|| search::around(from, to, own, others));
    (found.unwrap_or(simplest), true)
}

/// Straight on, or with two bends (one, where the sides are not opposite) at a share of the way.
fn simplest((a, out): Port, (b, into): Port, share: f64) -> Vec<Point> {
    let bends = match (out.is_level(), into.is_level()) {
        (true, true) => {
            if (a.y - b.y).abs() < 0.25 {
                return vec![a, b];
            }
            let x = a.x + share * (b.x - a.x);
            vec![Point::new(x, a.y), Point::new(x, b.y)]
        }
        (false, false) => {
            if (a.x - b.x).abs() < 0.25 {
                return vec![a, b];
            }
            let y = a.y + share * (b.y - a.y);
            vec![Point::new(a.x, y), Point::new(b.x, y)]
        }
        (true, false) => vec![Point::new(b.x, a.y)],
        (false, true) => vec![Point::new(a.x, b.y)],
    };
    [a].into_iter().chain(bends).chain([b]).collect()
}

/// Whether no piece of a way passes over a rectangle.
pub(crate) fn is_free(way: &[Point], rects: &[Rect]) -> bool {
    way.windows(2).all(|piece| {
        let piece = span(piece[0], piece[1]);
        rects.iter().all(|rect| !meets(*rect, piece))
    })
}

/// The rectangle between two points.
fn span(a: Point, b: Point) -> Rect {
    Rect { min: a, max: a }.union(Rect { min: b, max: b })
}

/// Whether a piece lies within a rectangle, not only at its border.
fn meets(rect: Rect, piece: Rect) -> bool {
    piece.min.x < rect.max.x
        && rect.min.x < piece.max.x.max(piece.min.x + 1e-9)
        && piece.min.y < rect.max.y
        && rect.min.y < piece.max.y.max(piece.min.y + 1e-9)
}
