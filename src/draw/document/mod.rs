//! Reports: blocks of text, tables and pictures laid out on A4 pages.

mod table;

use super::font::{self, Font, measure};
use super::scene::{Anchor, Scene, Stroke, TextRun};
use super::theme::Theme;
use crate::base::{Point, Rect, Size};

pub use table::{Column, Table};

/// A4 at 96 units to the inch.
pub const PAGE: Size = Size::new(794.0, 1123.0);
const SIDE: f64 = 56.0;
const TOP: f64 = 72.0;
const BOTTOM: f64 = 64.0;
/// A4 on its side.
const WIDE_PAGE: Size = Size::new(PAGE.height, PAGE.width);
/// A3 on its side, for pictures that are too small to read on A4.
const WIDEST_PAGE: Size = Size::new(2.0 * PAGE.width, PAGE.height);
/// Scale below which the words of a picture are hard to read.
const LEAST_SCALE: f64 = 0.75;
/// Height that a heading takes.
const HEADING: f64 = 56.0;
/// Width of what stands on a page.
pub const WIDTH: f64 = PAGE.width - 2.0 * SIDE;

/// A report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Title, also at the head of each page.
    pub title: String,
    /// What stands at the foot of each page.
    pub foot: String,
    /// Content in order.
    pub blocks: Vec<Block>,
}

/// A piece of a report.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The report's title with a line below it.
    Title(String, String),
    /// A heading that begins a part.
    Heading(String),
    /// A heading within a part.
    Subheading(String),
    /// Running text.
    Paragraph(String),
    /// Small print.
    Note(String),
    /// Points.
    Bullets(Vec<String>),
    /// A table.
    Table(Table),
    /// A picture, drawn as wide as the page allows.
    Figure(Box<Figure>),
    /// A source: id, title, address.
    Source(String, String, String),
    /// Starts a new page.
    PageBreak,
}

/// A picture of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its file name without an ending.
    pub name: String,
    /// How it looks on its own, with all that its numbers rest on below it.
    pub alone: Scene,
    /// How it looks on a page, which says that once for all.
    pub on_page: Scene,
}

/// Lays a report out; every page carries title, foot and number. A picture that would be too small
/// to read on an upright page gets a page on its side.
#[must_use]
pub fn pages(document: &Document, theme: &Theme) -> Vec<Scene> {
    let mut press = Press { theme, pages: Vec::new(), y: TOP, title: &document.title };
    press.new_page();
    for (index, block) in document.blocks.iter().enumerate() {
        if let (Block::Heading(_) | Block::Subheading(_), Some(Block::Figure(figure))) =
            (block, document.blocks.get(index + 1))
        {
            press.page_for(&figure.on_page, HEADING);
        }
        press.block(block);
    }
    let mut pages = press.pages;
    let count = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        finish(page, theme, document, index + 1, count);
    }
    pages
}

fn finish(page: &mut Scene, theme: &Theme, document: &Document, number: usize, count: usize) {
    let subdued = theme.text.subdued;
    let small = |at, text: &str| TextRun::new(at, text, Font::Regular, 9.0, subdued);
    if number > 1 {
        let title = font::elide(&document.title, Font::Regular, 9.0, WIDTH);
        page.text(small(Point::new(SIDE, 40.0), &title));
    }
    let foot_y = page.size.height - 34.0;
    let right = page.size.width - SIDE;
    let pages = format!("Page {number} of {count}");
    let room = right - SIDE - measure(&pages, Font::Regular, 9.0) - 24.0;
    page.text(small(
        Point::new(SIDE, foot_y),
        &font::elide(&document.foot, Font::Regular, 9.0, room),
    ));
    page.text(small(Point::new(right, foot_y), &pages).anchored(Anchor::End));
}

/// The scale at which a picture fits a page with `above` before it; never enlarged.
fn scale(scene: &Scene, page: Size, above: f64) -> f64 {
    let across = (page.width - 2.0 * SIDE) / scene.size.width;
    let down = (page.height - TOP - BOTTOM - above) / scene.size.height;
    across.min(down).min(1.0)
}

/// Sets blocks one below the other and starts pages.
struct Press<'a> {
    theme: &'a Theme,
    pages: Vec<Scene>,
    y: f64,
    title: &'a str,
}

impl Press<'_> {
    fn new_page(&mut self) {
        self.new_page_of(PAGE);
    }

    fn new_page_of(&mut self, size: Size) {
        self.pages.push(Scene::new(size, self.theme.surface.panel, self.title));
        self.y = TOP;
    }

    fn size(&self) -> Size {
        self.pages.last().map_or(PAGE, |page| page.size)
    }

    /// Makes sure that a picture fits below with `above` before it: on this page, the next one, or
    /// one on its side. A page on its side holds its picture alone.
    fn page_for(&mut self, scene: &Scene, above: f64) {
        let size = [PAGE, WIDE_PAGE]
            .into_iter()
            .find(|page| scale(scene, *page, above) >= LEAST_SCALE)
            .unwrap_or(WIDEST_PAGE);
        if size == PAGE {
            self.room(above + scene.size.height * scale(scene, PAGE, above));
        } else if self.size() != size || self.y > TOP {
            if self.pages.len() == 1 && self.y <= TOP {
                self.pages.clear();
            }
            self.new_page_of(size);
        }
    }

    /// Makes sure that `height` fits below; a page of its own if it does not.
    fn room(&mut self, height: f64) {
        if self.y + height > self.size().height - BOTTOM && self.y > TOP {
            self.new_page();
        }
    }

    fn draw(&mut self, run: TextRun) {
        if let Some(page) = self.pages.last_mut() {
            page.text(run);
        }
    }

    fn page(&mut self) -> Option<&mut Scene> {
        self.pages.last_mut()
    }

    fn block(&mut self, block: &Block) {
        let text = self.theme.text;
        match block {
            Block::Title(title, below) => {
                self.lines(title, Font::SemiBold, 24.0, 30.0, text.strong, 0.0);
                self.lines(below, Font::Regular, 13.0, 20.0, text.subdued, 0.0);
                self.y += 10.0;
            }
            Block::Heading(title) => {
                self.room(120.0);
                self.y += if self.y > TOP { 22.0 } else { 0.0 };
                self.lines(title, Font::SemiBold, 17.0, 24.0, text.strong, 0.0);
                self.y += 10.0;
            }
            Block::Subheading(title) => {
                self.room(80.0);
                self.y += 10.0;
                self.lines(title, Font::SemiBold, 12.5, 18.0, text.strong, 0.0);
                self.y += 2.0;
            }
            Block::Paragraph(words) => {
                self.lines(words, Font::Regular, 11.0, 16.5, text.normal, 0.0);
                self.y += 6.0;
            }
            Block::Note(words) => {
                self.lines(words, Font::Regular, 9.5, 14.0, text.subdued, 0.0);
                self.y += 6.0;
            }
            Block::Bullets(points) => {
                for point in points {
                    self.room(16.5);
                    let at = Point::new(SIDE + 4.0, self.y + 11.0);
                    self.draw(TextRun::new(at, "•", Font::Regular, 11.0, text.subdued));
                    self.lines(point, Font::Regular, 11.0, 16.5, text.normal, 16.0);
                    self.y += 2.0;
                }
                self.y += 4.0;
            }
            Block::Table(table) => table::draw(self, table),
            Block::Figure(figure) => self.figure(&figure.on_page),
            Block::Source(id, title, address) => self.source(id, title, address),
            Block::PageBreak => {
                if self.y > TOP {
                    self.new_page();
                }
            }
        }
    }

    fn lines(
        &mut self,
        words: &str,
        font: Font,
        size: f64,
        line: f64,
        color: super::Rgba,
        indent: f64,
    ) {
        for words in font::wrap(words, font, size, WIDTH - indent) {
            self.room(line);
            self.draw(TextRun::new(
                Point::new(SIDE + indent, self.y + size),
                &words,
                font,
                size,
                color,
            ));
            self.y += line;
        }
    }

    fn figure(&mut self, scene: &Scene) {
        let begun = self.size() != PAGE && self.y <= TOP + HEADING;
        if !begun {
            self.page_for(scene, 0.0);
        }
        let page = self.size();
        let scale = scale(scene, page, self.y - TOP);
        let left = (page.width - scene.size.width * scale) / 2.0;
        let at = Point::new(left, self.y);
        if let Some(page) = self.page() {
            page.place(scene, at, scale);
        }
        self.y += scene.size.height * scale + 18.0;
        if page != PAGE {
            // Whatever follows begins an upright page.
            self.y = page.height;
        }
    }

    fn source(&mut self, id: &str, title: &str, address: &str) {
        let indent = 84.0;
        self.room(32.0);
        let at = Point::new(SIDE, self.y + 10.0);
        self.draw(TextRun::new(at, id, Font::Mono, 9.5, self.theme.text.subdued));
        self.lines(title, Font::Regular, 10.0, 14.0, self.theme.text.normal, indent);
        if !address.is_empty() {
            let shown = font::elide(address, Font::Regular, 9.5, WIDTH - indent);
            let at = Point::new(SIDE + indent, self.y + 10.0);
            let run = TextRun::new(at, &shown, Font::Regular, 9.5, self.theme.accent.text);
            self.draw(run.linked(address));
            self.y += 14.0;
        }
        self.y += 4.0;
    }

    fn rule(&mut self, y: f64) {
        let stroke = Stroke::solid(self.theme.line.border, 0.75);
        if let Some(page) = self.page() {
            page.line(Point::new(SIDE, y), Point::new(SIDE + WIDTH, y), stroke);
        }
    }

    fn shade(&mut self, y: f64, height: f64) {
        let color = self.theme.surface.hover;
        let rect = Rect::from_min_size(Point::new(SIDE, y), Size::new(WIDTH, height));
        if let Some(page) = self.page() {
            page.fill(rect, 0.0, color);
        }
    }
}
