//! The value of an overlay on a card: a few words in a pill on the lower edge, where neither name
//! nor language stand.

use crate::base::{Point, Rect, Size};
use crate::charts::overlay::Shade;
use crate::draw::font::{Font, anywhere};
use crate::draw::scene::{Anchor, Item, Scene, Stroke, TextRun};
use crate::draw::theme::Theme;

/// Size of the letters, and height of the pill.
const TEXT: f64 = 11.5;
const HEIGHT: f64 = 16.0;
/// How much of the height lies on the card.
pub const INSIDE: f64 = 6.0;
/// Room left and right of the words.
const BESIDE: f64 = 6.0;
/// Distance from the right edge of the card, where it is wide enough.
const RIGHT: f64 = 8.0;

/// Where the pill with a value lies on a card: whole, also where it is wider than the card.
pub(super) fn place(card: Rect, label: &str) -> Rect {
    let width = anywhere::measure(label, Font::SemiBold, TEXT) + 2.0 * BESIDE;
    let room = card.width() - 2.0 * RIGHT;
    let left =
        if width <= room { card.max.x - RIGHT - width } else { card.center().x - width / 2.0 };
    Rect::from_min_size(Point::new(left, card.max.y - INSIDE), Size::new(width, HEIGHT))
}

/// Draws the value of a card; nothing where there is none.
pub(super) fn draw(scene: &mut Scene, theme: &Theme, shade: &Shade, card: Rect) {
    if shade.label.is_empty() {
        return;
    }
    let rect = place(card, &shade.label);
    let edge = shade.tint.map_or(theme.text.subdued, |tint| theme.hue(tint.hue));
    scene.items.push(Item::Rect {
        rect,
        radius: HEIGHT / 2.0,
        fill: Some(theme.surface.raised),
        stroke: Some(Stroke::solid(edge, 1.5)),
    });
    let at = Point::new(rect.center().x, rect.center().y + 0.36 * TEXT);
    let run = TextRun::new(at, &shade.label, Font::SemiBold, TEXT, theme.text.strong);
    scene.text(run.anchored(Anchor::Middle));
}
