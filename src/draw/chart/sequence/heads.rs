//! The components at the heads of their lifelines, as small cards.

use super::{APART, Ground, Pen};
use crate::base::{Point, Rect, Size};
use crate::charts::Sequence;
use crate::charts::sequence::Lane;
use crate::draw::font::{Font, anywhere};
use crate::draw::icon;
use crate::draw::scene::{Item, Part, Scene, Stroke, TextRun};

/// Space between cards.
const BETWEEN: f64 = 10.0;
/// Widest card.
const WIDEST: f64 = 176.0;
/// Space inside a card: at its left, where the colour of its language is, and elsewhere.
const PAD: [f64; 2] = [12.0, 7.0];
/// The row of icons.
const ICON: f64 = 12.0;
const MOST_LINES: usize = 3;
/// Least share of its usual size that a name is set in where one of its words would be cut.
const LEAST: f64 = 0.82;
/// What leaves room for the rounding of widths.
const ROUNDED: f64 = 0.99;

fn width(ground: &Ground) -> f64 {
    (ground.apart - BETWEEN).min(WIDEST)
}

fn room(ground: &Ground) -> f64 {
    width(ground) - PAD[0] - PAD[1]
}

/// Usual size of a name.
const fn usual(pen: Pen<'_>) -> f64 {
    pen.label + 1.0
}

/// Width of the longest word of a name at its usual size.
fn longest_word(pen: Pen<'_>, lane: &Lane) -> f64 {
    let wide = |word: &str| anywhere::measure(word, Font::SemiBold, usual(pen));
    lane.name.split_whitespace().map(wide).fold(0.0, f64::max)
}

/// Least distance of lifelines at which no word of a name is cut that fits on the widest card.
pub(super) fn least_apart(pen: Pen<'_>, sequence: &Sequence) -> f64 {
    let longest = sequence.lanes.iter().map(|lane| longest_word(pen, lane)).fold(0.0, f64::max);
    let card = libm::ceil(longest * LEAST) + PAD[0] + PAD[1];
    (card.min(WIDEST) + BETWEEN).max(APART[0])
}

/// The lines of a name and their size.
fn name(pen: Pen<'_>, lane: &Lane, ground: &Ground) -> (Vec<String>, f64) {
    let room = room(ground);
    let fits = room / longest_word(pen, lane);
    // What is to fit exactly would be cut where widths are rounded.
    let size = usual(pen) * if fits < 1.0 { ROUNDED * fits.max(LEAST) } else { 1.0 };
    (anywhere::lines(&lane.name, Font::SemiBold, size, room, MOST_LINES), size)
}

#[expect(clippy::cast_precision_loss, reason = "a few")]
const fn count(of: usize) -> f64 {
    of as f64
}

const fn line(pen: Pen<'_>) -> f64 {
    pen.label + 4.0
}

/// Height of the highest card.
pub(super) fn height(pen: Pen<'_>, sequence: &Sequence, ground: &Ground) -> f64 {
    let lines = sequence.lanes.iter().map(|lane| name(pen, lane, ground).0.len());
    let most = lines.max().unwrap_or(1);
    2.0 * PAD[1] + ICON + 4.0 + line(pen) * count(most + 1)
}

/// Draws all cards, each as high as the highest.
pub(super) fn draw(
    scene: &mut Scene,
    pen: Pen<'_>,
    sequence: &Sequence,
    ground: &Ground,
    top: f64,
) {
    let size = Size::new(width(ground), height(pen, sequence, ground));
    for (place, lane) in sequence.lanes.iter().enumerate() {
        let left = ground.x(place) - size.width / 2.0;
        let rect = Rect::from_min_size(Point::new(left, top), size);
        let title = sequence.lane_sentence(lane);
        let part = Part { class: "lifeline", id: lane.id.clone(), title };
        scene.part(part, |scene| card(scene, pen, lane, ground, rect));
    }
}

fn card(scene: &mut Scene, pen: Pen<'_>, lane: &Lane, ground: &Ground, rect: Rect) {
    let theme = pen.theme;
    let stroke = Some(Stroke::solid(theme.line.border, 1.0));
    let fill = Some(theme.surface.raised);
    scene.items.push(Item::Rect { rect, radius: 6.0, fill, stroke });
    if let Some(hue) = lane.hue {
        let edge = Point::new(rect.min.x + 4.0, rect.min.y + 7.0);
        let edge = Rect::from_min_size(edge, Size::new(3.0, rect.height() - 14.0));
        scene.fill(edge, 1.5, theme.hue(hue));
    }
    let (left, top) = (rect.min.x + PAD[0], rect.min.y + PAD[1]);
    let mut glyph = |name: &str, x: f64| {
        icon::draw(scene, name, Point::new(x, top), ICON, theme.text.subdued);
    };
    glyph(&lane.kind, left);
    let mut right = rect.max.x - PAD[1] - ICON;
    for (on, name) in [(lane.data, "data"), (lane.performance, "performance")] {
        if on {
            glyph(name, right);
            right -= ICON + 3.0;
        }
    }
    let (lines, size) = name(pen, lane, ground);
    let mut baseline = top + ICON + 4.0 + pen.label;
    for text in &lines {
        let at = Point::new(left, baseline);
        scene.text(TextRun::new(at, text, Font::SemiBold, size, theme.text.strong));
        baseline += line(pen);
    }
    let made_of = anywhere::elide(&lane.made_of, Font::Regular, pen.label, room(ground));
    scene.text(pen.label(Point::new(left, baseline), &made_of));
}
