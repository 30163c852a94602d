//! The display list: what a picture consists of, independent of who draws it.

use std::collections::BTreeSet;

use super::color::Rgba;
use super::font::{self, Font, Fonts};
use crate::base::{Point, Rect, Size};

/// Where the given point of a text lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At its left end.
    Start,
    /// In its middle.
    Middle,
    /// At its right end.
    End,
}

/// A stroke along an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Rgba,
    /// Width.
    pub width: f64,
    /// Whether it is dashed.
    pub dashed: bool,
}

impl Stroke {
    /// A solid stroke.
    #[must_use]
    pub const fn solid(color: Rgba, width: f64) -> Self {
        Self { color, width, dashed: false }
    }
}

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Starts a new line.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic Bézier curve with its two control points.
    Cubic(Point, Point, Point),
    /// Back to the start of the line.
    Close,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    /// Anchor on the baseline.
    pub at: Point,
    /// The text.
    pub text: String,
    /// Font.
    pub font: Font,
    /// Size.
    pub size: f64,
    /// Which point of the text lies at `at`.
    pub anchor: Anchor,
    /// Colour.
    pub color: Rgba,
    /// Whether it reads from bottom to top.
    pub upwards: bool,
    /// Address that a click opens, where the format can.
    pub link: Option<String>,
}

impl TextRun {
    /// A line of text that starts at `at`.
    #[must_use]
    pub fn new(at: Point, text: &str, font: Font, size: f64, color: Rgba) -> Self {
        Self {
            at,
            text: text.to_owned(),
            font,
            size,
            anchor: Anchor::Start,
            color,
            upwards: false,
            link: None,
        }
    }

    /// The same text around its middle or up to its end.
    #[must_use]
    pub fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// The same text from bottom to top.
    #[must_use]
    pub fn upwards(self) -> Self {
        Self { upwards: true, ..self }
    }

    /// The same text as a link.
    #[must_use]
    pub fn linked(self, address: &str) -> Self {
        Self { link: Some(address.to_owned()), ..self }
    }

    /// The area that the text covers, from cap height to descender.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let width = font::measure(&self.text, self.font, self.size);
        let shift = match self.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        let (above, below) = (0.74 * self.size, 0.2 * self.size);
        let Point { x, y } = self.at;
        if self.upwards {
            let min = Point::new(x - above, y + shift - width);
            return Rect::from_min_size(min, Size::new(above + below, width));
        }
        Rect::from_min_size(Point::new(x - shift, y - above), Size::new(width, above + below))
    }
}

/// What a number of items draws together, such as a card: named for readers that cannot see it and
/// for programs that look for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What sort of thing it is: `card`, `group` or `link`.
    pub class: &'static str,
    /// Its id within the sort.
    pub id: String,
    /// What it is, in words.
    pub title: String,
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Begins what draws a part.
    Begin(Part),
    /// Ends the part that was begun last.
    End,
    /// A rectangle.
    Rect {
        /// Its place.
        rect: Rect,
        /// Radius of its corners.
        radius: f64,
        /// Colour of the inside.
        fill: Option<Rgba>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// A path.
    Path {
        /// Its steps.
        steps: Vec<Step>,
        /// Colour of the inside.
        fill: Option<Rgba>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// A line of text.
    Text(TextRun),
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Extent; everything lies between the origin and it.
    pub size: Size,
    /// Colour behind everything.
    pub background: Rgba,
    /// What the picture is, for readers that cannot see it.
    pub title: String,
    /// What it shows, for the same.
    pub description: String,
    /// What is drawn, back to front.
    pub items: Vec<Item>,
}

impl Scene {
    /// An empty picture.
    #[must_use]
    pub fn new(size: Size, background: Rgba, title: &str) -> Self {
        Self {
            size,
            background,
            title: title.to_owned(),
            description: String::new(),
            items: Vec::new(),
        }
    }

    /// Draws what belongs to one part.
    pub fn part(&mut self, part: Part, draw: impl FnOnce(&mut Self)) {
        self.items.push(Item::Begin(part));
        draw(self);
        self.items.push(Item::End);
    }

    /// Adds a filled rectangle.
    pub fn fill(&mut self, rect: Rect, radius: f64, color: Rgba) {
        self.items.push(Item::Rect { rect, radius, fill: Some(color), stroke: None });
    }

    /// Adds a straight line.
    pub fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        let steps = vec![Step::Move(from), Step::Line(to)];
        self.items.push(Item::Path { steps, fill: None, stroke: Some(stroke) });
    }

    /// Adds a line of text.
    pub fn text(&mut self, run: TextRun) {
        self.items.push(Item::Text(run));
    }

    /// Draws another picture inside this one, scaled and moved.
    pub fn place(&mut self, other: &Self, at: Point, scale: f64) {
        let point = |p: Point| Point::new(at.x + p.x * scale, at.y + p.y * scale);
        let stroke = |s: Stroke| Stroke { width: s.width * scale, ..s };
        let background =
            Rect::from_min_size(at, Size::new(other.size.width * scale, other.size.height * scale));
        if other.background.alpha > 0 {
            self.fill(background, 0.0, other.background);
        }
        for item in &other.items {
            self.items.push(match item {
                Item::Begin(_) | Item::End => item.clone(),
                Item::Rect { rect, radius, fill, stroke: outline } => Item::Rect {
                    rect: Rect { min: point(rect.min), max: point(rect.max) },
                    radius: radius * scale,
                    fill: *fill,
                    stroke: outline.map(stroke),
                },
                Item::Path { steps, fill, stroke: outline } => Item::Path {
                    steps: steps.iter().map(|step| moved(*step, &point)).collect(),
                    fill: *fill,
                    stroke: outline.map(stroke),
                },
                Item::Text(run) => {
                    Item::Text(TextRun { at: point(run.at), size: run.size * scale, ..run.clone() })
                }
            });
        }
    }

    /// Every text of the picture.
    pub fn texts(&self) -> impl Iterator<Item = &TextRun> {
        self.items.iter().filter_map(|item| match item {
            Item::Text(run) => Some(run),
            _ => None,
        })
    }

    /// Characters that the bundled fonts lack, in order.
    #[must_use]
    pub fn missing_characters(&self) -> BTreeSet<char> {
        let lacked = |run: &TextRun| {
            let font = run.font;
            run.text.chars().filter(move |c| !c.is_control() && !font.has(*c)).collect::<Vec<_>>()
        };
        self.texts().flat_map(lacked).collect()
    }

    /// The fonts that the picture is drawn with.
    #[must_use]
    pub fn fonts(&self) -> Fonts {
        Fonts::with(&self.missing_characters())
    }

    /// Characters that no font of this machine can draw either, in order.
    #[must_use]
    pub fn undrawable_characters(&self) -> BTreeSet<char> {
        let missing = self.missing_characters();
        let fonts = Fonts::with(&missing);
        missing.into_iter().filter(|c| !fonts.draw(*c, Font::Regular)).collect()
    }
}

fn moved(step: Step, point: &impl Fn(Point) -> Point) -> Step {
    match step {
        Step::Move(p) => Step::Move(point(p)),
        Step::Line(p) => Step::Line(point(p)),
        Step::Cubic(a, b, p) => Step::Cubic(point(a), point(b), point(p)),
        Step::Close => Step::Close,
    }
}
