//! One card.

use super::{Card, Standing};
use crate::base::{Point, Rect, Size};
use crate::draw::font::anywhere::measure;
use crate::draw::font::{Font, anywhere};
use crate::draw::icon;
use crate::draw::scene::{Item, Scene, Stroke, TextRun};
use crate::draw::theme::Theme;

const ICON: f64 = 16.0;
const GLYPH: f64 = 14.0;

pub(super) fn draw(scene: &mut Scene, theme: &Theme, card: &Card, rect: Rect) {
    frame(scene, theme, card, rect);
    let left = rect.min.x + 18.0;
    let middle = rect.center().y;
    icon::draw(
        scene,
        &card.icon,
        Point::new(left, middle - 8.0 - ICON / 2.0 - 3.0),
        ICON,
        theme.text.subdued,
    );
    let glyphs = glyphs(scene, theme, card, rect);
    let text_left = left + ICON + 8.0;
    let room = glyphs - text_left;
    let (lines, size) = name_lines(&card.name, room);
    let mut baseline = if lines.len() > 1 { middle - 12.0 } else { middle - 4.0 };
    for line in &lines {
        scene.text(TextRun::new(
            Point::new(text_left, baseline),
            line,
            Font::SemiBold,
            size,
            theme.text.strong,
        ));
        baseline += 15.0;
    }
    let language = language(card);
    let language = anywhere::elide(&language, Font::Regular, 11.0, rect.max.x - text_left - 12.0);
    let at = Point::new(text_left, baseline + 3.0);
    scene.text(TextRun::new(at, &language, Font::Regular, 11.0, theme.text.subdued));
    standing(
        scene,
        theme,
        card,
        Point::new(text_left + measure(&language, Font::Regular, 11.0) + 5.0, at.y),
    );
}

/// Outline and edge.
fn frame(scene: &mut Scene, theme: &Theme, card: &Card, rect: Rect) {
    let stroke = Stroke::solid(theme.line.border, 1.0);
    scene.items.push(Item::Rect {
        rect,
        radius: 8.0,
        fill: Some(theme.surface.raised),
        stroke: Some(stroke),
    });
    if let Some(hue) = card.hue {
        let min = Point::new(rect.min.x + 5.0, rect.min.y + 10.0);
        scene.fill(
            Rect::from_min_size(min, Size::new(3.0, rect.height() - 20.0)),
            1.5,
            theme.hue(hue),
        );
    }
}

/// What a card says of its language.
fn language(card: &Card) -> String {
    if card.standing == Standing::Assumed {
        format!("{}?", card.language)
    } else {
        card.language.clone()
    }
}

/// Sizes of a name, the best first.
const NAME_SIZES: [f64; 4] = [13.0, 12.0, 11.5, 11.0];

/// A name on at most two lines, with the size of its letters: smaller before it is cut.
fn name_lines(name: &str, room: f64) -> (Vec<String>, f64) {
    let lines = |size| anywhere::lines(name, Font::SemiBold, size, room, 2);
    let whole = |size: &f64| lines(*size).iter().all(|line| !line.ends_with('…'));
    let size = NAME_SIZES.into_iter().find(whole).unwrap_or(NAME_SIZES[0]);
    (lines(size), size)
}

/// Draws the tag glyphs at the right; returns where they begin.
fn glyphs(scene: &mut Scene, theme: &Theme, card: &Card, rect: Rect) -> f64 {
    let mut x = rect.max.x - 10.0;
    for (on, name) in [(card.data, "data"), (card.performance, "performance")] {
        if on {
            x -= GLYPH;
            icon::draw(scene, name, Point::new(x, rect.min.y + 9.0), GLYPH, theme.text.subdued);
            x -= 4.0;
        }
    }
    // A name without marks beside it keeps off the edge.
    x.min(rect.max.x - 12.0)
}

fn standing(scene: &mut Scene, theme: &Theme, card: &Card, at: Point) {
    let (name, color) = match card.standing {
        Standing::Decided => ("check", theme.text.subdued),
        Standing::Overruled => ("warning", theme.status.warn),
        _ => return,
    };
    icon::draw(scene, name, Point::new(at.x, at.y - 9.5), 11.0, color);
}

/// Width of a small card.
const SMALL_WIDTH: f64 = 152.0;
/// Size of a name on a small card, and height of its line.
pub(super) const SMALL_NAME: (f64, f64) = (13.0, 15.0);
/// Most lines of a name on a small card.
const SMALL_LINES: usize = 3;
/// Where text begins on a small card, and what it leaves at its end.
const SMALL_EDGES: (f64, f64) = (14.0, 8.0);
const SMALL_ICON: f64 = 12.0;

fn small_lines(name: &str) -> Vec<String> {
    let room = SMALL_WIDTH - SMALL_EDGES.0 - SMALL_EDGES.1;
    anywhere::lines(name, Font::SemiBold, SMALL_NAME.0, room, SMALL_LINES)
}

/// The extent of small cards for these names: as high as the longest needs.
pub(super) fn small<'a>(names: impl Iterator<Item = &'a str>) -> Size {
    let lines = names.map(|name| small_lines(name).len()).max().unwrap_or(1).max(1);
    #[expect(clippy::cast_precision_loss, reason = "at most three lines")]
    let lines = lines as f64;
    Size::new(SMALL_WIDTH, 29.0 + lines * SMALL_NAME.1)
}

/// Draws a card for a place where room is dear: the name over its whole width, icons beside the
/// language.
pub(super) fn draw_small(scene: &mut Scene, theme: &Theme, card: &Card, rect: Rect) {
    frame(scene, theme, card, rect);
    let left = rect.min.x + SMALL_EDGES.0;
    let lines = small_lines(&card.name);
    #[expect(clippy::cast_precision_loss, reason = "at most three lines")]
    let height = lines.len() as f64 * SMALL_NAME.1 + 15.0;
    let mut baseline = rect.center().y - height / 2.0 + 12.0;
    for line in &lines {
        let at = Point::new(left, baseline);
        let run = TextRun::new(at, line, Font::SemiBold, SMALL_NAME.0, theme.text.strong);
        scene.text(run);
        baseline += SMALL_NAME.1;
    }
    let subdued = theme.text.subdued;
    let icon = |scene: &mut Scene, name: &str, x: f64| {
        icon::draw(scene, name, Point::new(x, baseline - 9.5), SMALL_ICON, subdued);
    };
    icon(scene, &card.icon, left);
    let mut right = rect.max.x - SMALL_EDGES.1;
    for (_, name) in
        [(card.data, "data"), (card.performance, "performance")].into_iter().filter(|(on, _)| *on)
    {
        right -= SMALL_ICON;
        icon(scene, name, right);
        right -= 3.0;
    }
    let text_left = left + SMALL_ICON + 4.0;
    let mark =
        f64::from(u8::from(matches!(card.standing, Standing::Decided | Standing::Overruled)));
    let room = right - text_left - 15.0 * mark;
    let language = anywhere::elide(&language(card), Font::Regular, 11.0, room);
    let at = Point::new(text_left, baseline);
    scene.text(TextRun::new(at, &language, Font::Regular, 11.0, subdued));
    let after = text_left + measure(&language, Font::Regular, 11.0) + 4.0;
    standing(scene, theme, card, Point::new(after, baseline));
}
