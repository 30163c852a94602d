//! One card.

use super::{Card, Standing, pill};
use crate::base::{Point, Rect, Size};
use crate::draw::font::anywhere::measure;
use crate::draw::font::{Font, anywhere};
use crate::draw::icon;
use crate::draw::scene::{Item, Scene, Stroke, TextRun};
use crate::draw::theme::Theme;

const ICON: f64 = 16.0;
const GLYPH: f64 = 14.0;

/// Draws a card in full, under an overlay with its value.
pub(super) fn draw(scene: &mut Scene, theme: &Theme, card: &Card, rect: Rect) {
    content(scene, &on_shade(theme, card), card, rect);
    value(scene, theme, card, rect);
}

/// The theme on the face of a card.
fn on_shade(theme: &Theme, card: &Card) -> Theme {
    let tint = card.shade.as_ref().and_then(|shade| shade.tint);
    tint.map_or(*theme, |tint| theme.on_tint(tint))
}

/// What an overlay tells of a card.
fn value(scene: &mut Scene, theme: &Theme, card: &Card, rect: Rect) {
    if let Some(shade) = &card.shade {
        pill::draw(scene, theme, shade, rect);
    }
}

fn content(scene: &mut Scene, theme: &Theme, card: &Card, rect: Rect) {
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
    let (language, language_size) = language_lines(card, rect.max.x - text_left - 12.0);
    let higher = LANGUAGE_LINE / 2.0 * count(language.len() - 1);
    let (first, line_height) = match lines.len() {
        0 | 1 => (-4.0, 15.0),
        2 => (-12.0, 15.0),
        _ => (-18.0, 13.0),
    };
    let mut baseline = middle + first - higher;
    for line in &lines {
        scene.text(TextRun::new(
            Point::new(text_left, baseline),
            line,
            Font::SemiBold,
            size,
            theme.text.strong,
        ));
        baseline += line_height;
    }
    let at = Point::new(text_left, baseline + 3.0);
    let end = languages(scene, theme, &language, language_size, at);
    standing(scene, theme, card, Point::new(end.x + 5.0, end.y));
}

/// Writes what a card says of its language; returns where the last line ends.
fn languages(scene: &mut Scene, theme: &Theme, lines: &[String], size: f64, at: Point) -> Point {
    let mut end = at;
    for (place, line) in lines.iter().enumerate() {
        let start = Point::new(at.x, at.y + LANGUAGE_LINE * count(place));
        scene.text(TextRun::new(start, line, Font::Regular, size, theme.text.subdued));
        end = Point::new(at.x + measure(line, Font::Regular, size), start.y);
    }
    end
}

#[expect(clippy::cast_precision_loss, reason = "a few lines")]
const fn count(lines: usize) -> f64 {
    lines as f64
}

/// Outline and edge.
fn frame(scene: &mut Scene, theme: &Theme, card: &Card, rect: Rect) {
    let tinted = card.shade.as_ref().is_some_and(|shade| shade.tint.is_some());
    let stroke = Stroke::solid(theme.line.border, if tinted { 1.5 } else { 1.0 });
    // Cards that are hardly higher than their name keep corners, and most of the edge.
    let radius = f64::min(8.0, 0.25 * rect.height());
    let short = f64::min(10.0, 0.2 * rect.height());
    scene.items.push(Item::Rect {
        rect,
        radius,
        fill: Some(theme.surface.raised),
        stroke: Some(stroke),
    });
    if let Some(hue) = card.hue {
        let min = Point::new(rect.min.x + 5.0, rect.min.y + short);
        scene.fill(
            Rect::from_min_size(min, Size::new(3.0, rect.height() - 2.0 * short)),
            1.5,
            theme.hue(hue),
        );
    }
}

/// What a card says of its language: the name, with a question mark where it is advised on assumptions.
#[must_use]
pub fn language(card: &Card) -> String {
    if card.standing == Standing::Assumed {
        format!("{}?", card.language)
    } else {
        card.language.clone()
    }
}

/// Sizes of what a card says of its language, the best first.
const LANGUAGE_SIZES: [f64; 3] = [11.0, 10.5, 10.0];
/// Height of a line of it.
const LANGUAGE_LINE: f64 = 13.0;

/// The language with what the component is made of; the technology alone where there is no language to
/// choose. None where nobody says what it is made of.
fn with_technology(card: &Card) -> Option<String> {
    match (card.technology.as_str(), card.standing) {
        ("", _) => None,
        (of, Standing::None) => Some(of.to_owned()),
        (of, _) => Some(format!("{} · {of}", language(card))),
    }
}

/// What a card says of its language, whole, with the size of its letters: smaller before it is broken
/// into lines. Its mark has room behind it. The technology is told where all is whole on one line,
/// and is left out before the language is broken.
fn language_lines(card: &Card, room: f64) -> (Vec<String>, f64) {
    let text = language(card);
    let room = room - 16.0 * count(usize::from(has_mark(card)));
    let on_one_line = |text: String| {
        let fits = |size: &f64| measure(&text, Font::Regular, *size) <= room;
        let size = LANGUAGE_SIZES.into_iter().find(fits);
        size.map(|size| (vec![text], size))
    };
    if let Some(line) = with_technology(card).and_then(on_one_line) {
        return line;
    }
    if let Some(line) = on_one_line(text.clone()) {
        return line;
    }
    let size = LANGUAGE_SIZES[0];
    (anywhere::wrap(&text, Font::Regular, size, room), size)
}

/// Whether a mark stands behind the language.
fn has_mark(card: &Card) -> bool {
    matches!(card.standing, Standing::Decided | Standing::Overruled)
}

/// Sizes of a name with the lines that it may have, the best first.
const NAME_SIZES: [(f64, usize); 6] =
    [(13.0, 2), (12.0, 2), (11.5, 2), (11.0, 2), (10.5, 3), (9.5, 3)];

/// A name on two lines at most, three of them if it is long, with the size of its letters: smaller
/// before it is cut.
fn name_lines(name: &str, room: f64) -> (Vec<String>, f64) {
    let set = |(size, most)| anywhere::lines(name, Font::SemiBold, size, room, most);
    let whole = |of: &(f64, usize)| set(*of).iter().all(|line| !line.ends_with('…'));
    let of = NAME_SIZES.into_iter().find(whole).unwrap_or(NAME_SIZES[NAME_SIZES.len() - 1]);
    (set(of), of.0)
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

/// A name on a small card: smaller where one of its words would be cut, as far as it can be read.
fn small_name(name: &str) -> (f64, Vec<String>) {
    /// Least share of the usual size.
    const LEAST: f64 = 0.8;
    let room = SMALL_WIDTH - SMALL_EDGES.0 - SMALL_EDGES.1;
    let wide = |word: &str| measure(word, Font::SemiBold, SMALL_NAME.0);
    let widest = name.split_whitespace().map(wide).fold(room, f64::max);
    let size = SMALL_NAME.0 * (room / widest).max(LEAST);
    (size, anywhere::lines(name, Font::SemiBold, size, room, SMALL_LINES))
}

/// What a small card says of its language, beside the icons.
fn small_language(card: &Card) -> (Vec<String>, f64) {
    let glyphs = usize::from(card.data) + usize::from(card.performance);
    let room = SMALL_WIDTH - SMALL_EDGES.0 - SMALL_EDGES.1 - SMALL_ICON - 4.0;
    language_lines(card, room - (SMALL_ICON + 3.0) * count(glyphs))
}

/// Height of the text on a small card.
fn small_height(card: &Card) -> f64 {
    let (names, languages) = (small_name(&card.name).1.len(), small_language(card).0.len());
    count(names) * SMALL_NAME.1 + 15.0 + count(languages - 1) * LANGUAGE_LINE
}

/// The extent of small cards with these words: as high as the longest need.
pub(super) fn small(cards: &[Card]) -> Size {
    let text = cards.iter().map(small_height).fold(15.0 + SMALL_NAME.1, f64::max);
    Size::new(SMALL_WIDTH, 14.0 + text)
}

/// Draws a card for a place where room is dear: the name over its whole width, icons beside the
/// language.
pub(super) fn draw_small(scene: &mut Scene, theme: &Theme, card: &Card, rect: Rect) {
    small_content(scene, &on_shade(theme, card), card, rect);
    value(scene, theme, card, rect);
}

fn small_content(scene: &mut Scene, theme: &Theme, card: &Card, rect: Rect) {
    frame(scene, theme, card, rect);
    let left = rect.min.x + SMALL_EDGES.0;
    let (size, lines) = small_name(&card.name);
    let mut baseline = rect.center().y - small_height(card) / 2.0 + 12.0;
    for line in &lines {
        let at = Point::new(left, baseline);
        scene.text(TextRun::new(at, line, Font::SemiBold, size, theme.text.strong));
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
    let (language, size) = small_language(card);
    let end = languages(scene, theme, &language, size, Point::new(text_left, baseline));
    standing(scene, theme, card, Point::new(end.x + 4.0, end.y));
}

/// Sizes of a name that stands alone on a small card, the best first.
const LONE_NAMES: [f64; 6] = [20.0, 18.0, 16.5, 15.0, 14.0, SMALL_NAME.0];

/// A name alone on a small card: as large as it is whole there, never broken within a word unless
/// nothing else is left.
fn lone_name(name: &str, room: Size) -> (f64, Vec<String>) {
    let mut made = LONE_NAMES.into_iter().map(|size| {
        let most = if room.height >= 3.0 * LONE_LINE * size { 3 } else { 2 };
        (size, anywhere::lines(name, Font::SemiBold, size, room.width, most))
    });
    let whole = |(size, lines): &(f64, Vec<String>)| {
        let words = || name.split_whitespace();
        words().all(|word| measure(word, Font::SemiBold, *size) <= room.width)
            && lines.iter().all(|line| !line.ends_with('…'))
            && count(lines.len()) * LONE_LINE * size <= room.height
    };
    made.find(whole).unwrap_or_else(|| {
        (SMALL_NAME.0, anywhere::lines(name, Font::SemiBold, SMALL_NAME.0, room.width, SMALL_LINES))
    })
}

/// Height of a line of a name that stands alone, over the size of its letters.
const LONE_LINE: f64 = 1.12;

/// The extent of cards that show nothing but these names: as wide as the longest word needs, and as
/// high as the longest name does then.
pub(super) fn named(cards: &[Card]) -> Size {
    let words = cards.iter().flat_map(|card| card.name.split_whitespace());
    let longest = words.map(|word| measure(word, Font::SemiBold, SMALL_NAME.0)).fold(0.0, f64::max);
    let room = f64::clamp(libm::ceil(longest), LEAST_LONE, SMALL_WIDTH - EDGES);
    let lines = |card: &Card| {
        anywhere::lines(&card.name, Font::SemiBold, SMALL_NAME.0, room, SMALL_LINES).len()
    };
    let most = cards.iter().map(lines).fold(1, usize::max);
    Size::new(room + EDGES, libm::ceil(count(most) * LONE_LINE * SMALL_NAME.0) + LONE_ABOVE)
}

/// What the edges of a small card take of its width.
const EDGES: f64 = SMALL_EDGES.0 + SMALL_EDGES.1;
/// Room for a name that stands alone in any case.
const LEAST_LONE: f64 = 70.0;
/// What is left above and below it, together.
const LONE_ABOVE: f64 = 6.0;

/// The size at which the names of cards that show nothing else are all whole.
pub(super) fn least_lone_name(cards: &[Card], rects: &[Rect]) -> f64 {
    let sizes = cards.iter().zip(rects);
    let sizes = sizes.map(|(card, rect)| lone_name(&card.name, lone_room(rect.size())).0);
    sizes.fold(LONE_NAMES[0], f64::min)
}

fn lone_room(card: Size) -> Size {
    Size::new(card.width - EDGES, card.height - LONE_ABOVE)
}

/// Draws a card that shows its name alone, in the size of all names.
pub(super) fn draw_name(scene: &mut Scene, theme: &Theme, card: &Card, rect: Rect, size: f64) {
    let theme = &on_shade(theme, card);
    frame(scene, theme, card, rect);
    let room = lone_room(rect.size());
    let lines = anywhere::lines(&card.name, Font::SemiBold, size, room.width, SMALL_LINES);
    let height = count(lines.len()) * LONE_LINE * size;
    let mut baseline = rect.center().y - height / 2.0 + 0.85 * size;
    for line in &lines {
        let at = Point::new(rect.min.x + SMALL_EDGES.0, baseline);
        scene.text(TextRun::new(at, line, Font::SemiBold, size, theme.text.strong));
        baseline += LONE_LINE * size;
    }
}
