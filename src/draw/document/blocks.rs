//! How each block of a report is set.

use super::press::{Press, Style};
use super::structure::{Entry, Role};
use super::{Block, Room, SIDE, Source, Tile, table};
use crate::base::{Point, Rect, Size};
use crate::draw::font::{self, Font};
use crate::draw::scene::{Anchor, TextRun};

/// Height of what follows a heading that has to stand with it.
const WITH_HEADING: f64 = 96.0;
/// Lines of a text that never stand alone on a page.
const TOGETHER: f64 = 2.0;
/// Height of what nothing belongs to that may begin at the foot of a page.
const BEGINS: f64 = 36.0;
const FIRST_HEADING: f64 = 24.0;
const ABOVE_HEADING: f64 = 18.0;
const ABOVE_SUBHEADING: f64 = 8.0;
/// Size of the list of sources, and height of its lines: small print, so that it seldom begins a page for
/// a line or two.
const SOURCE: f64 = 9.5;
const SOURCE_LINE: f64 = 12.5;

impl Press<'_> {
    fn body(&self) -> Style {
        let color = self.theme.text.normal;
        Style { font: Font::Regular, size: 11.0, line: 16.0, color, indent: 0.0 }
    }

    pub(super) fn strong(&self, size: f64, line: f64) -> Style {
        let color = self.theme.text.strong;
        Style { font: Font::SemiBold, size, line, color, indent: 0.0 }
    }

    pub(super) fn small(&self) -> Style {
        let color = self.theme.text.subdued;
        Style { font: Font::Regular, size: 9.5, line: 13.5, color, indent: 0.0 }
    }

    /// Sets a block of the document.
    pub(super) fn block(&mut self, place: usize) {
        let document = self.document;
        let Some(block) = document.blocks.get(place) else { return };
        self.begin(place);
        match block {
            Block::Title(title, below) => self.title(title, below),
            Block::Lead(words) => {
                let style = self.strong(13.0, 18.5);
                self.part(Role::Paragraph, |press| press.text(words, style));
                self.y += 8.0;
            }
            Block::Tiles(tiles) => self.tiles(tiles),
            Block::Contents => self.contents(),
            Block::Heading(title) => self.heading(title),
            Block::Subheading(title) => self.subheading(title),
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
            Block::Table(table) => table::draw(self, table, self.notes_height(place)),
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
        self.entry(1, title);
        self.part(Role::Heading(1, title.to_owned()), |press| press.text(title, style));
        let color = self.theme.text.subdued;
        let style = Style { size: 11.0, line: 16.0, color, ..self.body() };
        self.part(Role::Paragraph, |press| press.text(below, style));
        self.y += 10.0;
    }

    /// Notes a heading for bookmarks and contents.
    pub(super) fn entry(&mut self, level: u16, title: &str) {
        self.anchor(heading_name(self.outline.len()));
        let page = self.pages.len().saturating_sub(1);
        self.outline.push(Entry { level, title: title.to_owned(), page, y: self.y });
    }

    /// Sees to it that what belongs together with the block at `place` finds room on its page. No
    /// picture waits beyond the part that it belongs to, nor comes between what belongs together.
    fn begin(&mut self, place: usize) {
        if self.is_trial() || self.continues(place) {
            return;
        }
        match self.document.blocks.get(place) {
            Some(Block::Heading(_)) => self.flush(),
            _ => self.set_waiting(),
        }
        let needed = self.begins(place, BEGINS).min(self.page_height());
        while needed > self.left() && !self.at_top() {
            self.turn();
        }
    }

    /// Whether the block at `place` belongs to the one before it.
    fn continues(&self, place: usize) -> bool {
        let blocks = &self.document.blocks;
        let before = place.checked_sub(1).and_then(|before| blocks.get(before));
        matches!(
            (before, blocks.get(place)),
            (Some(Block::Heading(_) | Block::Subheading(_)), _)
                | (Some(Block::Table(_) | Block::Note(_)), Some(Block::Note(_)))
                | (Some(Block::Paragraph(_)), Some(Block::Table(_)))
        )
    }

    /// Height that the block at `place` needs with all that belongs to it, or with `enough` of what
    /// may be parted.
    fn begins(&self, place: usize, enough: f64) -> f64 {
        let own = || self.height_of(|press| press.block(place));
        let next = place + 1;
        match self.document.blocks.get(place) {
            Some(Block::Heading(_)) => ABOVE_HEADING + own() + self.begins(next, WITH_HEADING),
            Some(Block::Subheading(_)) => {
                ABOVE_SUBHEADING + own() + self.begins(next, WITH_HEADING)
            }
            Some(Block::Figure(figure)) if figure.room == Room::Natural => {
                // Where a picture has no room, what comes after it in its part stands before it.
                let least = self.least_height(figure);
                let ends = matches!(self.document.blocks.get(next), Some(Block::Heading(_)));
                let after = if ends { 0.0 } else { self.begins(next, enough) };
                if after > 0.0 { least.min(after) } else { least }
            }
            Some(Block::Figure(figure)) if figure.room == Room::Rest => self.begins(next, enough),
            Some(Block::PageBreak | Block::Figure(_)) | None => 0.0,
            Some(Block::Table(table)) => table::least_height(self, table, self.notes_height(place)),
            Some(Block::Paragraph(_)) if self.continues(next) => own() + self.begins(next, enough),
            Some(_) => own().min(enough),
        }
    }

    /// Height of the notes on the table at `place`, which stand with its last rows.
    fn notes_height(&self, place: usize) -> f64 {
        let notes = (place + 1..self.document.blocks.len())
            .take_while(|next| matches!(self.document.blocks[*next], Block::Note(_)));
        let height: f64 = notes.map(|note| self.height_of(|press| press.block(note))).sum();
        (height + table::BELOW).min(self.page_height() / 2.0)
    }

    fn heading(&mut self, title: &str) {
        let style = self.strong(17.0, 24.0);
        self.y += if self.at_top() { 0.0 } else { ABOVE_HEADING };
        self.entry(1, title);
        self.part(Role::Heading(1, title.to_owned()), |press| press.text(title, style));
        self.y += 8.0;
    }

    fn subheading(&mut self, title: &str) {
        let style = self.strong(12.5, 18.0);
        self.y += if self.at_top() { 0.0 } else { ABOVE_SUBHEADING };
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
        // Text of fewer than twice the least lines is not parted, so that its dot stands beside it.
        let parted = lines > (2.0 * TOGETHER - 0.5) * style.line;
        self.room(if parted { TOGETHER * style.line } else { lines });
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
            // The heading above the list is no entry of it.
            let own = press.outline.len().saturating_sub(1);
            for (index, entry) in entries.iter().enumerate().filter(|(index, _)| *index != own) {
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
        let style = Style { size: SOURCE, line: SOURCE_LINE, indent: INDENT, ..self.body() };
        let lines = self.height_of(|press| press.text(&source.title, style));
        let address = if source.address.is_empty() { 0.0 } else { SOURCE_LINE };
        self.room(lines + address);
        self.anchor(source.id.clone());
        let top = self.y;
        let names = font::wrap(&source.short, Font::SemiBold, SOURCE, INDENT - 12.0);
        let strong = self.theme.text.strong;
        self.part(Role::Paragraph, |press| {
            let mut baseline = top + 10.0;
            for name in names {
                let at = Point::new(SIDE, baseline);
                let run = TextRun::new(at, &name, Font::SemiBold, SOURCE, strong);
                press.draw(|page| page.text(run));
                baseline += SOURCE_LINE;
            }
            press.text(&source.title, style);
            if !source.address.is_empty() {
                press.address(&source.address, INDENT);
            }
            press.y = press.y.max(baseline - 10.0);
        });
        self.y += 3.0;
    }

    fn address(&mut self, address: &str, indent: f64) {
        let shown = font::elide(address, Font::Regular, SOURCE, self.width() - indent);
        let at = Point::new(SIDE + indent, self.y + 10.0);
        let run = TextRun::new(at, &shown, Font::Regular, SOURCE, self.theme.accent.text);
        self.part(Role::Link(address.to_owned()), |press| press.draw(|page| page.text(run)));
        self.y += SOURCE_LINE;
    }
}

fn heading_name(index: usize) -> String {
    format!("heading-{index}")
}
