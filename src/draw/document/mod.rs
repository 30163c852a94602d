//! Reports as a model: blocks of text, tables and pictures, from which pages, PDF and Markdown are
//! made.
//!
//! [`lay`] sets a [`Document`] on pages and keeps what each drawn thing is ([`structure`]), so that
//! the [PDF](pdf) is tagged, has bookmarks, and its links lead somewhere.

mod blocks;
mod cited;
mod figures;
pub mod pdf;
mod press;
pub mod structure;
mod table;

use std::collections::BTreeMap;

use super::scene::Scene;
use super::theme::Theme;
use crate::base::{Date, Size};
use crate::words;

use press::Press;
use structure::Entry;

pub use structure::Laid;

pub use table::{Column, Table};

words! {
    /// Paper that a report is set for.
    Paper {
        /// 210 by 297 mm.
        A4 = "a4", "A4";
        /// 8.5 by 11 inches.
        Letter = "letter", "US Letter";
    }
}

/// Space on the left and on the right of what stands on a page, in units of 1/96 inch.
const SIDE: f64 = 56.0;

impl Paper {
    /// Its upright size in units of 1/96 inch.
    #[must_use]
    pub const fn size(self) -> Size {
        match self {
            Self::A4 => Size::new(794.0, 1123.0),
            Self::Letter => Size::new(816.0, 1056.0),
        }
    }

    /// Width of what stands on an upright page.
    #[must_use]
    pub const fn width(self) -> f64 {
        self.size().width - 2.0 * SIDE
    }
}

/// A report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Title, also at the head of each page but the first.
    pub title: String,
    /// One sentence on what it holds, for catalogues and search.
    pub description: String,
    /// When it was made, if that is part of what it is made from.
    pub date: Option<Date>,
    /// What stands at the foot of each page, in parts.
    pub foot: Vec<String>,
    /// Content in order.
    pub blocks: Vec<Block>,
}

/// A piece of a report.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The report's title with a line below it.
    Title(String, String),
    /// What the report comes to, in larger type.
    Lead(String),
    /// Figures that are read first, side by side.
    Tiles(Vec<Tile>),
    /// The headings with their pages.
    Contents,
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
    /// A picture.
    Figure(Box<Figure>),
    /// Where figures come from.
    Source(Source),
    /// Starts a new page.
    PageBreak,
}

/// A figure that is read first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tile {
    /// What is counted.
    pub label: String,
    /// The figure.
    pub value: String,
    /// Its range, or what else has to be known of it.
    pub below: String,
}

/// Where figures come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Code, such as `S-OWN`.
    pub id: String,
    /// What it is called where it is cited.
    pub short: String,
    /// Title with date and circumstances.
    pub title: String,
    /// Address; empty if it has none.
    pub address: String,
}

/// How much room a picture takes on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// As much as it needs; what follows may come before it where it would leave a gap.
    Natural,
    /// What the blocks up to the next page break leave of the page.
    Rest,
    /// A page of its own under its title, upright or on its side as it fits better.
    Page,
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
    /// How much room it takes.
    pub room: Room,
    /// Ids of the sources of what it shows.
    pub sources: Vec<String>,
}

impl Document {
    /// The sources that it lists, by id.
    #[must_use]
    pub fn sources(&self) -> BTreeMap<&str, &Source> {
        let sources = self.blocks.iter().filter_map(|block| match block {
            Block::Source(source) => Some(source),
            _ => None,
        });
        sources.map(|source| (source.id.as_str(), source)).collect()
    }

    /// Every text that it holds outside pictures, in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().flat_map(Block::texts)
    }
}

impl Block {
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Title(title, below) => vec![title.as_str(), below.as_str()],
            Self::Lead(text)
            | Self::Heading(text)
            | Self::Subheading(text)
            | Self::Paragraph(text)
            | Self::Note(text) => vec![text.as_str()],
            Self::Bullets(points) => points.iter().map(String::as_str).collect(),
            Self::Tiles(tiles) => tiles
                .iter()
                .flat_map(|tile| [tile.label.as_str(), tile.value.as_str(), tile.below.as_str()])
                .collect(),
            Self::Table(table) => table.rows.iter().flatten().map(String::as_str).collect(),
            Self::Source(source) => vec![source.title.as_str()],
            Self::Contents | Self::Figure(_) | Self::PageBreak => Vec::new(),
        }
    }
}

/// Sets a report on pages of a paper; every page carries title, foot and number. White paper stays
/// white, so that a printer does not tint it.
#[must_use]
pub fn lay(document: &Document, theme: &Theme, paper: Paper) -> Laid {
    let theme = theme.on_paper();
    let sources = document.sources();
    let set = |contents: &[Entry]| Press::new(&theme, paper, document, &sources, contents).set();
    let first = set(&headings(document));
    if document.blocks.contains(&Block::Contents) { set(&first.outline) } else { first }
}

/// Height that the blocks up to the first page break leave of their page.
#[must_use]
pub fn left_of_page(document: &Document, theme: &Theme, paper: Paper) -> f64 {
    let theme = theme.on_paper();
    let sources = document.sources();
    let press = Press::new(&theme, paper, document, &sources, &[]);
    let blocks = document.blocks.iter();
    let count = blocks.take_while(|block| !matches!(block, Block::PageBreak)).count();
    press.page_height() - press.height_of(|press| (0..count).for_each(|place| press.block(place)))
}

/// What an upright page and one on its side leave for a picture that has it for itself.
#[must_use]
pub fn plate_extents(paper: Paper) -> [Size; 2] {
    let size = paper.size();
    [size, Size::new(size.height, size.width)].map(figures::plate_extent)
}

/// The headings of a report before their pages are known.
fn headings(document: &Document) -> Vec<Entry> {
    let entry = |block: &Block| {
        let (level, title) = match block {
            Block::Title(title, _) | Block::Heading(title) => (1, title.as_str()),
            Block::Figure(figure) if figure.room == Room::Page => {
                (1, figure.on_page.title.as_str())
            }
            Block::Subheading(title) => (2, title.as_str()),
            _ => return None,
        };
        Some(Entry { level, title: title.to_owned(), page: 0, y: 0.0 })
    };
    document.blocks.iter().filter_map(entry).collect()
}
