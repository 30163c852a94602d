//! What the things on pages are: the tree that readers for the blind, search and bookmarks use.

use std::collections::BTreeMap;

use crate::base::Date;
use crate::draw::scene::Scene;

/// What a part of a report is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The whole report.
    Document,
    /// A heading of a level from 1 down, with its text.
    Heading(u16, String),
    /// Running text.
    Paragraph,
    /// A list of points.
    List,
    /// A point.
    Item,
    /// What marks a point.
    Label,
    /// What a point says.
    Body,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// The head of a column.
    Head,
    /// A cell.
    Cell,
    /// A picture with what it shows in words.
    Figure(String),
    /// The list of headings.
    Contents,
    /// A line of that list.
    ContentsEntry,
    /// Text that leads to an address, or after `#` to a place in the report.
    Link(String),
}

/// A part of a report with what it consists of, in the order of reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// What it consists of.
    pub parts: Vec<Part>,
}

/// A piece of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Another part, by its place in the list of nodes.
    Node(usize),
    /// Items that were drawn one after another on a page.
    Items {
        /// Place of the page.
        page: usize,
        /// Place of the first item.
        from: usize,
        /// Place after the last.
        to: usize,
    },
}

/// A heading with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// 1 for a part, 2 within it.
    pub level: u16,
    /// Its text.
    pub title: String,
    /// Place of its page.
    pub page: usize,
    /// Its upper end on the page.
    pub y: f64,
}

/// A report on pages. Whatever belongs to no node is decoration: rules, shades, heads and feet.
#[derive(Clone, Debug, PartialEq)]
pub struct Laid {
    /// Title.
    pub title: String,
    /// One sentence on what it holds.
    pub description: String,
    /// When it was made, if known.
    pub date: Option<Date>,
    /// The pages.
    pub pages: Vec<Scene>,
    /// What is on them; the first is the whole.
    pub nodes: Vec<Node>,
    /// The headings.
    pub outline: Vec<Entry>,
    /// Places that links lead to: page and upper end, by name.
    pub anchors: BTreeMap<String, (usize, f64)>,
}
