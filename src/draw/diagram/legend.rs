//! What stands under a diagram: the words of numbered links, and the legend, which says what edges,
//! marks, lines and icons mean, as far as they occur.

use super::body::Body;
use super::{Diagram, Explained, MARGIN, Standing, label};
use crate::base::{Point, Rect, Size};
use crate::draw::font::anywhere::measure;
use crate::draw::font::{Font, anywhere};
use crate::draw::icon;
use crate::draw::scene::{Item, Scene, Stroke, TextRun};
use crate::draw::theme::Theme;
use crate::model::Kind;

const SIZE: f64 = 11.0;
const ROW: f64 = 20.0;
/// Side of an icon.
const ICON: f64 = 14.0;
/// Sample of a colour.
const SWATCH: Size = Size { width: 20.0, height: 12.0 };
/// Space between entries.
const BETWEEN: f64 = 20.0;

/// Draws both from `top` down, across the picture; returns where they end.
pub(super) fn draw(
    scene: &mut Scene,
    theme: &Theme,
    diagram: &Diagram,
    body: &Body,
    legend: Explained,
    top: f64,
) -> f64 {
    let right = scene.size.width - MARGIN;
    let mut pen = Legend { scene, theme, x: MARGIN, y: top, right, rows: 0 };
    notes(&mut pen, &body.notes);
    if !diagram.elsewhere.is_empty() {
        pen.begin("Links to other pictures");
    }
    for link in &diagram.elsewhere {
        pen.next(link, 0.0);
    }
    if legend != Explained::Nothing {
        languages(&mut pen, diagram);
        overlay(&mut pen, diagram);
    }
    if legend == Explained::All {
        marks(&mut pen, diagram);
        lines(&mut pen, diagram, body.common.as_deref());
        kinds(&mut pen, diagram);
    }
    if pen.rows > 0 { pen.y + 12.0 } else { top }
}

fn notes(pen: &mut Legend<'_>, notes: &[String]) {
    if !notes.is_empty() {
        pen.begin("Links");
    }
    for (place, note) in notes.iter().enumerate() {
        let number = (place + 1).to_string();
        let sample = label::mark_width(&number) + 6.0;
        let room = pen.right - MARGIN - sample;
        for (index, line) in anywhere::wrap(note, Font::Regular, SIZE, room).iter().enumerate() {
            if index > 0 {
                pen.row();
            }
            let at = pen.place(line, sample);
            if index == 0 {
                let middle = Point::new(at.x + (sample - 6.0) / 2.0, at.y);
                label::mark(pen.scene, pen.theme, &number, middle);
            }
            pen.write(line, at, sample);
        }
    }
}

fn languages(pen: &mut Legend<'_>, diagram: &Diagram) {
    if !diagram.languages.is_empty() {
        pen.begin("Edge of a card: its language");
    }
    for (name, hue) in &diagram.languages {
        let at = pen.next(name, 10.0);
        let bar = Rect::from_min_size(Point::new(at.x + 3.0, at.y - 7.0), Size::new(3.0, 14.0));
        pen.scene.fill(bar, 1.5, pen.theme.hue(*hue));
    }
}

/// What the colours of an overlay mean, and the widths of lines.
fn overlay(pen: &mut Legend<'_>, diagram: &Diagram) {
    let Some(shades) = &diagram.overlay else { return };
    let mut title =
        anywhere::wrap(&shades.title, Font::SemiBold, SIZE, pen.right - MARGIN).into_iter();
    pen.begin(&title.next().unwrap_or_default());
    for line in title {
        pen.row();
        let at = Point::new(pen.x, pen.y + 4.0);
        let color = pen.theme.text.subdued;
        pen.scene.text(TextRun::new(at, &line, Font::SemiBold, SIZE, color));
    }
    if !shades.legend.is_empty() {
        pen.row();
    }
    for entry in &shades.legend {
        let at = pen.next(&entry.label, SWATCH.width + 6.0);
        let place = Rect::from_min_size(Point::new(at.x, at.y - SWATCH.height / 2.0), SWATCH);
        let theme = entry.tint.map_or(*pen.theme, |tint| pen.theme.on_tint(tint));
        pen.scene.items.push(Item::Rect {
            rect: place,
            radius: 3.0,
            fill: Some(theme.surface.raised),
            stroke: Some(Stroke::solid(theme.line.border, 1.0)),
        });
    }
    if !shades.widths.is_empty() {
        pen.begin("Width of a line: what the link carries");
    }
    for width in &shades.widths {
        let at = pen.next(&width.label, 26.0);
        let stroke = Stroke::solid(pen.theme.text.subdued, width.width);
        pen.scene.line(Point::new(at.x, at.y), Point::new(at.x + 20.0, at.y), stroke);
    }
    for note in &shades.notes {
        for line in anywhere::wrap(note, Font::Regular, SIZE, pen.right - MARGIN) {
            pen.row();
            let at = pen.place(&line, 0.0);
            pen.write(&line, at, 0.0);
        }
    }
}

fn marks(pen: &mut Legend<'_>, diagram: &Diagram) {
    let any = |test: fn(&super::Card) -> bool| diagram.cards.iter().any(test);
    let (subdued, warn) = (pen.theme.text.subdued, pen.theme.status.warn);
    let decided = |card: &super::Card| {
        card.standing == Standing::Decided || card.standing == Standing::Overruled
    };
    let entries = [
        (any(|card| card.performance), "performance-sensitive", "performance", subdued),
        (any(|card| card.data), "data-intelligent", "data", subdued),
        (any(decided), "decided", "check", subdued),
        (
            any(|card| card.standing == Standing::Overruled),
            "decided against the advice",
            "warning",
            warn,
        ),
    ];
    let assumed = any(|card| card.standing == Standing::Assumed);
    if assumed || entries.iter().any(|(shown, ..)| *shown) {
        pen.begin("Marks");
    }
    for (_, name, icon, color) in entries.into_iter().filter(|(shown, ..)| *shown) {
        pen.icon(name, icon, color);
    }
    if assumed {
        pen.next("“?” advised on assumed inputs", 0.0);
    }
}

fn lines(pen: &mut Legend<'_>, diagram: &Diagram, common: Option<&str>) {
    if !diagram.links.is_empty() {
        pen.begin("Lines");
    }
    for (name, dashed) in [
        ("call that waits for its answer", false),
        ("message, stream or bulk transfer: nobody waits", true),
    ] {
        if diagram.links.iter().any(|link| link.dashed == dashed) {
            let at = pen.next(name, 26.0);
            let stroke = Stroke { dashed, ..Stroke::solid(pen.theme.text.subdued, 1.5) };
            pen.scene.line(Point::new(at.x, at.y), Point::new(at.x + 20.0, at.y), stroke);
        }
    }
    if let Some(common) = common {
        let every = diagram.links.iter().all(|link| link.label == common);
        let which = if every { "every link" } else { "links without words" };
        pen.next(&format!("{which}: {common}"), 0.0);
    }
}

fn kinds(pen: &mut Legend<'_>, diagram: &Diagram) {
    let mut shown: Vec<&str> = Vec::new();
    for card in &diagram.cards {
        if !shown.contains(&card.icon.as_str()) {
            shown.push(&card.icon);
        }
    }
    let place = |word: &str| Kind::KNOWN.iter().position(|kind| kind.word() == word);
    shown.sort_by_key(|word| place(word).unwrap_or(usize::MAX));
    if !shown.is_empty() {
        pen.begin("Icons");
    }
    for word in shown {
        let color = pen.theme.text.subdued;
        pen.icon(Kind::from_word(word).label(), word, color);
    }
}

/// Lays legend entries out in rows.
struct Legend<'a> {
    scene: &'a mut Scene,
    theme: &'a Theme,
    x: f64,
    y: f64,
    right: f64,
    rows: usize,
}

impl Legend<'_> {
    /// Begins a row that explains one sort of sign.
    fn begin(&mut self, title: &str) {
        if self.rows > 0 {
            self.y += ROW;
        }
        self.rows += 1;
        self.x = MARGIN;
        let at = Point::new(self.x, self.y + 4.0);
        self.scene.text(TextRun::new(at, title, Font::SemiBold, SIZE, self.theme.text.subdued));
        self.x += measure(title, Font::SemiBold, SIZE) + BETWEEN;
    }

    /// Goes to the start of the next row.
    fn row(&mut self) {
        self.x = MARGIN;
        self.y += ROW;
    }

    fn icon(&mut self, name: &str, icon: &str, color: crate::draw::Rgba) {
        let at = self.next(name, ICON + 4.0);
        icon::draw(self.scene, icon, Point::new(at.x, at.y - ICON / 2.0), ICON, color);
    }

    /// Writes an entry's name after room for its sample; returns the middle left of the sample.
    fn next(&mut self, name: &str, sample: f64) -> Point {
        let at = self.place(name, sample);
        self.write(name, at, sample);
        at
    }

    /// Takes the place of an entry; returns the middle left of its sample.
    fn place(&mut self, name: &str, sample: f64) -> Point {
        let width = sample + measure(name, Font::Regular, SIZE);
        if self.x > MARGIN && self.x + width > self.right {
            self.row();
        }
        let at = Point::new(self.x, self.y);
        self.x += width + BETWEEN;
        at
    }

    fn write(&mut self, name: &str, at: Point, sample: f64) {
        let at = Point::new(at.x + sample, at.y + 4.0);
        self.scene.text(TextRun::new(at, name, Font::Regular, SIZE, self.theme.text.subdued));
    }
}
