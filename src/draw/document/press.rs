//! Sets blocks one below the other, starts pages, and notes what each drawn thing is.

use std::collections::{BTreeMap, VecDeque};

use super::cited::{self, Sources, Span};
use super::structure::{Entry, Laid, Node, Part, Role};
use super::{Document, Figure, Paper, SIDE};
use crate::base::{Point, Rect, Size};
use crate::draw::Rgba;
use crate::draw::font::{self, Font, measure};
use crate::draw::scene::{Anchor, Item, Scene, Stroke, TextRun};
use crate::draw::theme::Theme;

/// Where the content of a page begins.
pub(super) const TOP: f64 = 64.0;
pub(super) const BOTTOM: f64 = 60.0;
/// Height of a line at the foot of a page.
const FOOT_LINE: f64 = 11.0;
/// A page without an end, to see how high something is.
const ENDLESS: f64 = 1e6;
/// Least lines of a paragraph on either side of a page break.
const LEAST_LINES: usize = 2;

/// How text is set.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub font: Font,
    pub size: f64,
    pub line: f64,
    pub color: Rgba,
    pub indent: f64,
}

/// Where the next block goes, and all that has been set.
pub(super) struct Press<'a> {
    pub theme: &'a Theme,
    paper: Size,
    pub document: &'a Document,
    pub sources: &'a Sources<'a>,
    /// Headings with their pages, from the pass before.
    pub contents: &'a [Entry],
    pub pages: Vec<Scene>,
    pub y: f64,
    nodes: Vec<Node>,
    /// The parts that are being set, outer ones first.
    open: Vec<usize>,
    pub outline: Vec<Entry>,
    anchors: BTreeMap<String, (usize, f64)>,
    /// Pictures that wait for a page with room, none of them beyond the part that it belongs to.
    pub waiting: VecDeque<&'a Figure>,
}

impl<'a> Press<'a> {
    pub(super) fn new(
        theme: &'a Theme,
        paper: Paper,
        document: &'a Document,
        sources: &'a Sources<'a>,
        contents: &'a [Entry],
    ) -> Self {
        Self {
            theme,
            paper: paper.size(),
            document,
            sources,
            contents,
            pages: Vec::new(),
            y: TOP,
            nodes: vec![Node { role: Role::Document, parts: Vec::new() }],
            open: vec![0],
            outline: Vec::new(),
            anchors: BTreeMap::new(),
            waiting: VecDeque::new(),
        }
    }

    /// Sets the whole document.
    pub(super) fn set(mut self) -> Laid {
        self.start_page(self.paper);
        for place in 0..self.document.blocks.len() {
            self.block(place);
        }
        self.flush();
        let count = self.pages.len();
        for (index, page) in self.pages.iter_mut().enumerate() {
            finish(page, self.theme, self.document, index + 1, count);
        }
        Laid {
            title: self.document.title.clone(),
            description: self.document.description.clone(),
            date: self.document.date,
            pages: self.pages,
            nodes: self.nodes,
            outline: self.outline,
            anchors: self.anchors,
        }
    }

    /// How high something would be, set on its own.
    pub(super) fn height_of(&self, set: impl FnOnce(&mut Self)) -> f64 {
        let mut scratch = Self {
            paper: Size::new(self.paper.width, ENDLESS),
            pages: Vec::new(),
            nodes: vec![Node { role: Role::Document, parts: Vec::new() }],
            open: vec![0],
            outline: self.outline.clone(),
            anchors: BTreeMap::new(),
            waiting: VecDeque::new(),
            ..*self
        };
        scratch.start_page(scratch.paper);
        set(&mut scratch);
        scratch.y - TOP
    }

    /// Height of what stands on an upright page.
    pub(super) fn page_height(&self) -> f64 {
        self.paper.height - BOTTOM - TOP
    }

    /// Whether this only sees how high something is, on a page without an end.
    pub(super) fn is_trial(&self) -> bool {
        self.paper.height >= ENDLESS
    }

    pub(super) fn start_page(&mut self, size: Size) {
        self.pages.push(Scene::new(size, self.theme.surface.panel, &self.document.title));
        self.y = TOP;
    }

    /// The next upright page, in the midst of something: pictures that wait go on waiting.
    pub(super) fn new_page(&mut self) {
        self.start_page(self.paper);
    }

    /// The next upright page, between two things: pictures that wait come first on it.
    pub(super) fn turn(&mut self) {
        self.new_page();
        self.set_waiting();
    }

    /// Sets those pictures that wait and fit here; on an empty page the first of them in any case.
    pub(super) fn set_waiting(&mut self) {
        loop {
            let fitting = self.waiting.iter().position(|figure| self.fits(figure));
            let next = if self.at_top() { Some(fitting.unwrap_or(0)) } else { fitting };
            let Some(figure) = next.and_then(|place| self.waiting.remove(place)) else { return };
            self.place_figure(figure);
        }
    }

    /// Sets all pictures that wait.
    pub(super) fn flush(&mut self) {
        self.set_waiting();
        while !self.waiting.is_empty() {
            self.turn();
        }
    }

    pub(super) fn upright(&self) -> Size {
        self.paper
    }

    pub(super) fn width(&self) -> f64 {
        self.pages.last().map_or(self.paper.width, |page| page.size.width) - 2.0 * SIDE
    }

    /// What is left of the page below.
    pub(super) fn left(&self) -> f64 {
        self.pages.last().map_or(0.0, |page| page.size.height) - BOTTOM - self.y
    }

    pub(super) fn at_top(&self) -> bool {
        self.y <= TOP
    }

    /// Makes sure that `height` fits below; the next page if it does not.
    pub(super) fn room(&mut self, height: f64) {
        if height > self.left() && !self.at_top() {
            self.new_page();
        }
    }

    /// Sets something as a part of what is being set.
    pub(super) fn part(&mut self, role: Role, set: impl FnOnce(&mut Self)) {
        let node = self.nodes.len();
        self.nodes.push(Node { role, parts: Vec::new() });
        let around = self.open.last().copied().unwrap_or_default();
        self.nodes[around].parts.push(Part::Node(node));
        self.open.push(node);
        set(self);
        self.open.pop();
        if self.nodes[node].parts.is_empty() {
            self.nodes[around].parts.pop();
        }
    }

    /// Draws something that belongs to the part that is being set.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Scene)) {
        let place = self.pages.len().saturating_sub(1);
        let Some(page) = self.pages.last_mut() else { return };
        let from = page.items.len();
        draw(page);
        let to = page.items.len();
        let of = self.open.last().copied().unwrap_or_default();
        match self.nodes[of].parts.last_mut() {
            Some(Part::Items { page, to: end, .. }) if *page == place && *end == from => *end = to,
            _ if to > from => self.nodes[of].parts.push(Part::Items { page: place, from, to }),
            _ => {}
        }
    }

    /// Draws something again that was a part before, so that it is read once only.
    pub(super) fn again(&mut self, set: impl FnOnce(&mut Self)) {
        let nodes = self.nodes.len();
        let of = self.open.last().copied().unwrap_or_default();
        let parts = self.nodes[of].parts.len();
        set(self);
        self.nodes.truncate(nodes);
        self.nodes[of].parts.truncate(parts);
    }

    /// Draws something that means nothing.
    pub(super) fn decorate(&mut self, draw: impl FnOnce(&mut Scene)) {
        if let Some(page) = self.pages.last_mut() {
            draw(page);
        }
    }

    pub(super) fn anchor(&mut self, name: String) {
        self.anchors.insert(name, (self.pages.len().saturating_sub(1), self.y));
    }

    /// Draws the spans of one line from `at` on.
    pub(super) fn spans(&mut self, line: &[Span], at: Point, style: Style) {
        let mut x = at.x;
        for span in line {
            let run =
                TextRun::new(Point::new(x, at.y), &span.text, style.font, style.size, style.color);
            x += measure(&span.text, style.font, style.size);
            match span.source.as_ref().and_then(|id| self.sources.get(id.as_str())) {
                Some(source) => {
                    let target = format!("#{}", source.id);
                    let color = self.theme.accent.text;
                    let run = TextRun { color, ..run };
                    self.part(Role::Link(target), |press| press.draw(|page| page.text(run)));
                }
                None => self.draw(|page| page.text(run)),
            }
        }
    }

    /// Sets running text; neither its first nor its last line stands alone on a page.
    pub(super) fn text(&mut self, words: &str, style: Style) {
        let width = self.width() - style.indent;
        let lines = cited::lines(words, self.sources, style.font, style.size, width);
        let mut rest: &[Vec<Span>] = &lines;
        while !rest.is_empty() {
            let taken = self.lines_here(rest.len(), style.line);
            if taken == 0 {
                self.new_page();
                continue;
            }
            let (here, after) = rest.split_at(taken);
            for line in here {
                let at = Point::new(SIDE + style.indent, self.y + style.size);
                self.spans(line, at, style);
                self.y += style.line;
            }
            rest = after;
        }
    }

    /// How many of `lines` go on this page; none where the next one is better.
    fn lines_here(&self, lines: usize, line: f64) -> usize {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a page has some sixty lines"
        )]
        let fit = (self.left() / line).max(0.0) as usize;
        let taken = if fit >= lines { lines } else { fit.min(lines.saturating_sub(LEAST_LINES)) };
        if self.at_top() {
            taken.max(1)
        } else if taken < LEAST_LINES.min(lines) {
            0
        } else {
            taken
        }
    }

    pub(super) fn rule(&mut self, y: f64, from: f64, to: f64) {
        let stroke = Stroke::solid(self.theme.line.border, 0.75);
        self.decorate(|page| page.line(Point::new(from, y), Point::new(to, y), stroke));
    }

    pub(super) fn shade(&mut self, rect: Rect, radius: f64) {
        let color = self.theme.surface.hover;
        self.decorate(|page| page.fill(rect, radius, color));
    }
}

/// Writes what stands at the head and the foot of a page.
fn finish(page: &mut Scene, theme: &Theme, document: &Document, number: usize, count: usize) {
    const SIZE: f64 = 9.0;
    let small = |at, text: &str| TextRun::new(at, text, Font::Regular, SIZE, theme.text.subdued);
    let width = page.size.width - 2.0 * SIDE;
    if number > 1 {
        let title = font::elide(&document.title, Font::Regular, SIZE, width);
        page.items.push(Item::Text(small(Point::new(SIDE, 38.0), &title)));
    }
    let right = page.size.width - SIDE;
    let pages = format!("Page {number} of {count}");
    let room = width - measure(&pages, Font::Regular, SIZE) - 24.0;
    let lines = foot_lines(&document.foot, SIZE, room);
    let mut foot = page.size.height - if lines.len() > 1 { 34.0 + FOOT_LINE } else { 34.0 };
    page.text(small(Point::new(right, foot), &pages).anchored(Anchor::End));
    for line in lines {
        page.text(small(Point::new(SIDE, foot), &line));
        foot += FOOT_LINE;
    }
}

/// The parts of a foot in as many lines as they need; no part is broken that has room in a line.
fn foot_lines(parts: &[String], size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line}  ·  {part}");
            if measure(&longer, Font::Regular, size) <= room {
                *line = longer;
                continue;
            }
        }
        lines.extend(font::wrap(part, Font::Regular, size, room));
    }
    lines
}
