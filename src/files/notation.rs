//! Placements as one line: `120 80`, with size `120 80 240x96`, and `by-hand`.

use crate::base::number::exact;
use crate::base::{Point, Size};
use crate::model::{DEFAULT_CARD, Placement};

/// Writes a placement; the usual size is left out.
pub(super) fn placement_text(placement: &Placement) -> String {
    let mut text = format!("{} {}", exact(placement.at.x), exact(placement.at.y));
    if placement.size != DEFAULT_CARD {
        text.push_str(&format!(
            " {}x{}",
            exact(placement.size.width),
            exact(placement.size.height)
        ));
    }
    if placement.by_hand {
        text.push_str(" by-hand");
    }
    text
}

/// Reads a placement; none if the text is not one.
pub(super) fn placement(text: &str) -> Option<Placement> {
    let mut words = text.split_ascii_whitespace().peekable();
    let mut number = || words.next()?.parse::<f64>().ok();
    let at = Point::new(number()?, number()?);
    let size = match words.peek().and_then(|word| word.split_once('x')) {
        Some((width, height)) => {
            words.next();
            Size::new(width.parse().ok()?, height.parse().ok()?)
        }
        None => DEFAULT_CARD,
    };
    let by_hand = words.next_if_eq(&"by-hand").is_some();
    words.next().is_none().then_some(Placement { at, size, by_hand })
}
