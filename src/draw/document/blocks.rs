//! How each block of a report is set.

use super::press::{Press, Style};
use super::structure::{Entry, Role};
use super::{Block, Figure, Room, SIDE, Source, Tile, table};
use crate::base::{Point, Rect, Size};
use crate::draw::font::{self, Font};
use crate::draw::scene::{Anchor, Scene, TextRun};

/// What the first page is called among the headings.
pub(super) const FIRST: &str = "In short";
/// Space below a picture.
const BELOW: f64 = 14.0;
/// Height of what follows a heading that has to stand with it.
const WITH_HEADING: f64 = 96.0;
/// Scale below which the words of a picture on an upright page are hard to read.
const LEAST_SCALE: f64 = 0.72;
/// Largest scale of a picture that has a page of its own.
const MOST_SCALE: f64 = 1.2;
/// Height that is left where it is not worth to go on before a picture.
const TOO_LITTLE: f64 = 60.0;
const FIRST_HEADING: f64 = 24.0;

impl<'a> Press<'a> {
    fn body(&self) -> Style {
        let color = self.theme.text.normal;
        Style { font: Font::Regular, size: 11.0, line: 16.0, color, indent: 0.0 }
    }

    fn strong(&self, size: f64, line: f64) -> Style {
        let color = self.theme.text.strong;
        Style { font: Font::SemiBold, size, line, color, indent: 0.0 }
    }

    fn small(&self) -> Style {
        let color = self.theme.text.subdued;
        Style { font: Font::Regular, size: 9.5, line: 13.5, color, indent: 0.0 }
    }

    /// Sets a block of the document.
    pub(super) fn block(&mut self, place: usize) {
        let document = self.document;
        let Some(block) = document.blocks.get(place) else { return };
        match block {
            Block::Title(title, below) => self.title(title, below),
            Block::Lead(words) => {
                let style = self.strong(13.0, 18.5);
                self.part(Role::Paragraph, |press| press.text(words, style));
                self.y += 8.0;
            }
            Block::Tiles(tiles) => self.tiles(tiles),
            Block::Contents => self.contents(),
            Block::Heading(title) => self.heading(title, place),
            Block::Subheading(title) => self.subheading(title, place),
            Block::Paragraph(words) => {
                let style = self.body();
                self.part(Role::Paragraph, |press| press.text(words, style));
                self.y += 6.0;
            }
            Block::Note(words) => {
                let style = self.small();
                self.part(Role::Paragraph, |press| press.text(words, style));
                self.y += 6.0;
            }
            Block::Bullets(points) => self.bullets(points),
            Block::Table(table) => table::draw(self, table),
            Block::Figure(figure) => self.figure(figure, place),
            Block::Source(source) => self.source(source),
            Block::PageBreak => {
                self.flush();
                if !self.at_top() {
                    self.new_page();
                }
            }
        }
    }

    fn title(&mut self, title: &str, below: &str) {
        let style = self.strong(FIRST_HEADING, 30.0);
        self.entry(1, FIRST);
        self.part(Role::Heading(1, title.to_owned()), |press| press.text(title, style));
        let color = self.theme.text.subdued;
        let style = Style { size: 11.0, line: 16.0, color, ..self.body() };
        self.part(Role::Paragraph, |press| press.text(below, style));
        self.y += 10.0;
    }

    /// Notes a heading for bookmarks and contents.
    fn entry(&mut self, level: u16, title: &str) {
        self.anchor(heading_name(self.outline.len()));
        let page = self.pages.len().saturating_sub(1);
        self.outline.push(Entry { level, title: title.to_owned(), page, y: self.y });
    }

    /// Height of the block after `place`, as far as it has to stand with the heading there.
    fn with_heading(&self, place: usize) -> f64 {
        let next = place + 1;
        match self.document.blocks.get(next) {
            Some(Block::Figure(figure)) if figure.room == Room::Natural => {
                self.figure_height(figure)
            }
            Some(Block::Subheading(_)) => {
                let own = self.height_of(|press| press.block(next));
                own + self.with_heading(next)
            }
            // Such a picture goes elsewhere; what stands here is what comes after it.
            Some(Block::Figure(_)) => self.with_heading(next),
            Some(Block::PageBreak) | None => 0.0,
            Some(Block::Table(table)) => table::least_height(self, table),
            Some(_) => self.height_of(|press| press.block(next)).min(WITH_HEADING),
        }
    }

    fn heading(&mut self, title: &str, place: usize) {
        let style = self.strong(17.0, 24.0);
        let above = if self.at_top() { 0.0 } else { 18.0 };
        if !self.is_trial() {
            let lines = self.height_of(|press| press.text(title, style));
            self.room(above + lines + 8.0 + self.with_heading(place));
        }
        self.y += if self.at_top() { 0.0 } else { above };
        self.entry(1, title);
        self.part(Role::Heading(1, title.to_owned()), |press| press.text(title, style));
        self.y += 8.0;
    }

    fn subheading(&mut self, title: &str, place: usize) {
        let style = self.strong(12.5, 18.0);
        let above = if self.at_top() { 0.0 } else { 8.0 };
        if !self.is_trial() {
            let lines = self.height_of(|press| press.text(title, style));
            self.room(above + lines + 2.0 + self.with_heading(place));
        }
        self.y += if self.at_top() { 0.0 } else { above };
        self.entry(2, title);
        self.part(Role::Heading(2, title.to_owned()), |press| press.text(title, style));
        self.y += 2.0;
    }

    fn bullets(&mut self, points: &[String]) {
        self.part(Role::List, |press| {
            for point in points {
                press.point(point);
            }
        });
        self.y += 4.0;
    }

    fn point(&mut self, point: &str) {
        let style = Style { indent: 16.0, ..self.body() };
        let lines = self.height_of(|press| press.text(point, style));
        self.room(lines.min(2.0 * style.line));
        let at = Point::new(SIDE + 4.0, self.y + style.size);
        let dot = TextRun::new(at, "•", Font::Regular, style.size, self.theme.text.subdued);
        self.part(Role::Item, |press| {
            press.part(Role::Label, |press| press.draw(|page| page.text(dot)));
            press.part(Role::Body, |press| press.text(point, style));
        });
        self.y += 2.0;
    }

    fn tiles(&mut self, tiles: &[Tile]) {
        const GAP: f64 = 10.0;
        const PAD: f64 = 10.0;
        #[expect(clippy::cast_precision_loss, reason = "a handful of tiles")]
        let count = tiles.len().max(1) as f64;
        let width = (self.width() - GAP * (count - 1.0)) / count;
        let inner = width - 2.0 * PAD;
        let below = |tile: &Tile| font::wrap(&tile.below, Font::Regular, 9.5, inner);
        let most = tiles.iter().map(|tile| below(tile).len()).max().unwrap_or(0);
        #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
        let height = 44.0 + 13.0 * most as f64 + 6.0;
        self.room(height);
        let top = self.y;
        let text = self.theme.text;
        let mut left = SIDE;
        for tile in tiles {
            let rect = Rect::from_min_size(Point::new(left, top), Size::new(width, height));
            self.shade(rect, 6.0);
            let value = font::elide(&tile.value, Font::SemiBold, 17.0, inner);
            let label = font::elide(&tile.label, Font::Regular, 9.5, inner);
            let mut runs = vec![
                (18.0, label, Font::Regular, 9.5, text.subdued),
                (38.0, value, Font::SemiBold, 17.0, text.strong),
            ];
            let mut baseline = 53.0;
            for line in below(tile) {
                runs.push((baseline, line, Font::Regular, 9.5, text.normal));
                baseline += 13.0;
            }
            self.part(Role::Paragraph, |press| {
                for (down, words, font, size, color) in runs {
                    let at = Point::new(left + PAD, top + down);
                    press.draw(|page| page.text(TextRun::new(at, &words, font, size, color)));
                }
            });
            left += width + GAP;
        }
        self.y = top + height + 12.0;
    }

    fn contents(&mut self) {
        let entries = self.contents;
        let style = self.body();
        self.part(Role::Contents, |press| {
            for (index, entry) in entries.iter().enumerate() {
                press.contents_entry(index, entry, style);
            }
        });
        self.y += 6.0;
    }

    fn contents_entry(&mut self, index: usize, entry: &Entry, style: Style) {
        let part = entry.level == 1;
        let (font, line, indent) =
            if part { (Font::SemiBold, 18.0, 0.0) } else { (Font::Regular, 14.5, 16.0) };
        let color = if part { self.theme.text.strong } else { style.color };
        self.room(line);
        let width = self.width();
        let baseline = self.y + style.size + if part { 3.0 } else { 0.0 };
        let title = font::elide(&entry.title, font, style.size, width - indent - 48.0);
        let run =
            |x, text: &str| TextRun::new(Point::new(x, baseline), text, font, style.size, color);
        let title = run(SIDE + indent, &title);
        let page = run(SIDE + width, &(entry.page + 1).to_string()).anchored(Anchor::End);
        self.part(Role::ContentsEntry, |press| {
            press.part(Role::Link(format!("#{}", heading_name(index))), |press| {
                press.draw(|scene| {
                    scene.text(title);
                    scene.text(page);
                });
            });
        });
        self.y += line;
    }

    fn source(&mut self, source: &Source) {
        const INDENT: f64 = 150.0;
        let style = Style { size: 10.0, line: 14.0, indent: INDENT, ..self.body() };
        let lines = self.height_of(|press| press.text(&source.title, style));
        let address = if source.address.is_empty() { 0.0 } else { 14.0 };
        self.room(lines + address);
        self.anchor(source.id.clone());
        let top = self.y;
        let names = font::wrap(&source.short, Font::SemiBold, 10.0, INDENT - 12.0);
        let strong = self.theme.text.strong;
        self.part(Role::Paragraph, |press| {
            let mut baseline = top + 10.0;
            for name in names {
                let at = Point::new(SIDE, baseline);
                press.draw(|page| page.text(TextRun::new(at, &name, Font::SemiBold, 10.0, strong)));
                baseline += 14.0;
            }
            press.text(&source.title, style);
            if !source.address.is_empty() {
                press.address(&source.address, INDENT);
            }
            press.y = press.y.max(baseline - 10.0);
        });
        self.y += 4.0;
    }

    fn address(&mut self, address: &str, indent: f64) {
        let shown = font::elide(address, Font::Regular, 9.5, self.width() - indent);
        let at = Point::new(SIDE + indent, self.y + 10.0);
        let run = TextRun::new(at, &shown, Font::Regular, 9.5, self.theme.accent.text);
        self.part(Role::Link(address.to_owned()), |press| press.draw(|page| page.text(run)));
        self.y += 14.0;
    }

    /// The scale at which a picture is as wide as the page at most, and not higher than one.
    fn figure_scale(&self, scene: &Scene) -> f64 {
        let full = self.upright();
        let across = (full.width - 2.0 * SIDE) / scene.size.width;
        let down = (full.height - 200.0) / scene.size.height;
        across.min(down).min(1.0)
    }

    pub(super) fn figure_height(&self, figure: &Figure) -> f64 {
        let scene = &figure.on_page;
        let cited = if figure.sources.is_empty() { 0.0 } else { 16.0 };
        scene.size.height * self.figure_scale(scene) + cited
    }

    fn figure(&mut self, figure: &'a Figure, place: usize) {
        match figure.room {
            Room::Natural => {
                let waits = !self.waiting.is_empty();
                let fits = self.figure_height(figure) <= self.left();
                if fits && !waits {
                    self.place_figure(figure);
                } else {
                    self.waiting.push_back(figure);
                    if self.left() < TOO_LITTLE {
                        self.new_page();
                    }
                }
            }
            Room::Rest => {
                let after = self.document.blocks.iter().enumerate().skip(place + 1);
                let follows: Vec<usize> = after
                    .take_while(|(_, block)| !matches!(block, Block::PageBreak))
                    .map(|(place, _)| place)
                    .collect();
                let needed = self.height_of(|press| {
                    for place in follows {
                        press.block(place);
                    }
                });
                let room = (self.left() - needed - BELOW).max(0.0);
                self.place_scaled(figure, room, MOST_SCALE);
            }
            Room::Page => self.plates.push_back(figure),
        }
    }

    pub(super) fn place_figure(&mut self, figure: &Figure) {
        let scale = self.figure_scale(&figure.on_page);
        self.draw_figure(figure, scale);
        if !figure.sources.is_empty() {
            let style = self.small();
            let text = format!("Sources: {}.", figure.sources.join(", "));
            self.part(Role::Paragraph, |press| press.text(&text, style));
        }
        self.y += BELOW;
    }

    fn place_scaled(&mut self, figure: &Figure, height: f64, most: f64) {
        let scene = &figure.on_page;
        let scale =
            (self.width() / scene.size.width).min(height / scene.size.height).min(most).max(0.05);
        self.draw_figure(figure, scale);
        self.y += BELOW;
    }

    fn draw_figure(&mut self, figure: &Figure, scale: f64) {
        let scene = &figure.on_page;
        let left = SIDE + (self.width() - scene.size.width * scale) / 2.0;
        let at = Point::new(left, self.y);
        let alt = [scene.title.as_str(), scene.description.as_str()];
        let alt: Vec<&str> = alt.into_iter().filter(|text| !text.is_empty()).collect();
        self.part(Role::Figure(alt.join(". ")), |press| {
            press.draw(|page| page.place(scene, at, scale));
        });
        self.y += scene.size.height * scale;
    }

    /// A picture on a page of its own, under its title.
    pub(super) fn plate(&mut self, figure: &Figure) {
        let scene = &figure.on_page;
        let upright = self.upright();
        let across = (upright.width - 2.0 * SIDE) / scene.size.width;
        let size =
            if across >= LEAST_SCALE { upright } else { Size::new(upright.height, upright.width) };
        self.start_page(size);
        let style = self.strong(17.0, 24.0);
        let title = scene.title.clone();
        self.entry(1, &title);
        self.part(Role::Heading(1, title.clone()), |press| press.text(&title, style));
        self.y += 4.0;
        self.place_scaled(figure, self.left(), MOST_SCALE);
    }
}

fn heading_name(index: usize) -> String {
    format!("heading-{index}")
}
