//! Quick entry: lines such as `mobile app -> gateway -> orders, search; orders => kafka #data 2k/s`.
//!
//! A line holds statements, parted by `;`. A statement is a chain of lists: names parted by commas
//! within a list, arrows between the lists. Behind a name stand its tags, kind, technology, numbers, group
//! and language, in any order. `docs/quick-entry.md` is the grammar for people.
//!
//! Nothing is refused: what is not understood is a [`Problem`] with its place, and the rest is taken.

mod arrow;
mod attribute;
mod collect;
mod group;
mod name;
mod number;
mod page;
mod scan;
mod statement;
mod technology;

use std::ops::Range;

pub use arrow::FOR;
pub use attribute::{DATA, focus_word, tag_words};
pub use technology::technology;

use super::{ImportError, Importer, Sketch};

pub(super) const IMPORTER: Importer = Importer {
    word: "lines",
    label: "Quick-entry lines",
    about: "components, links, groups, tags, technologies, numbers and decisions from lines as they are typed",
    endings: &[".lines"],
    sniff: page::sniff,
    read,
};

/// The first line of what is written, by which a text without an arrow is known again.
pub const MARK: &str = "// polyplan lines";

/// What lines say, and where.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// What they say; its notes are the problems with their lines.
    pub sketch: Sketch,
    /// What was not understood, in the order of the text.
    pub problems: Vec<Problem>,
    /// What is named where, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// Something that is not understood; the rest is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its place, in bytes of the text.
    pub span: Range<usize>,
    /// What is wrong and what to do, without a capital and a full stop.
    pub text: String,
}

/// A place of the text that names something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its place, in bytes of the text, with quotes; empty where the name is missing.
    pub span: Range<usize>,
    /// What it names.
    pub of: Named,
    /// The name, without quotes.
    pub text: String,
}

/// What a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A component.
    Component,
    /// A kind.
    Kind,
    /// What a component is made of.
    Technology,
    /// A tag.
    Tag,
    /// A group: the span is that of its own name, the text that of the whole path.
    Group,
    /// A language.
    Language,
}

/// Reads lines.
#[must_use]
pub fn parse(text: &str) -> Entry {
    let mut reader = statement::Reader::default();
    for line in page::lines(text) {
        match line.holds {
            page::Holds::Statements => reader.statements(text, line.span, line.number),
            page::Holds::Title(title) => reader.title(title, line.span, line.number),
        }
    }
    reader.finished()
}

fn read(text: &str) -> Result<Sketch, ImportError> {
    let entry = parse(text);
    match entry.sketch.notes.first() {
        Some(note) if entry.sketch.nodes.is_empty() && entry.sketch.groups.is_empty() => {
            Err(ImportError::at(note.line, note.text.clone()))
        }
        _ => Ok(entry.sketch),
    }
}

/// Whether a name can be written without quotes: a line of nothing but it names just this.
#[must_use]
pub fn is_plain_name(name: &str) -> bool {
    let entry = parse(name);
    let [node] = entry.sketch.nodes.as_slice() else { return false };
    let alone = node.name == name && node.id.is_none() && entry.mentions.len() == 1;
    alone && entry.problems.is_empty() && name::stands_alone(name)
}

/// Whether the name of a group can be written without quotes: slashes part those of a path.
#[must_use]
pub fn is_plain_group(name: &str) -> bool {
    is_plain_name(name) && !name.contains(['/', ':', '('])
}

/// Whether a label can be written without quotes.
#[must_use]
pub fn is_plain_label(label: &str) -> bool {
    let entry = parse(&format!("a #{label}"));
    let [node] = entry.sketch.nodes.as_slice() else { return false };
    let alone = node.tags.labels.iter().eq([label]) && node.name == "a";
    alone && entry.problems.is_empty() && entry.mentions.len() == 2
}

/// A text in quotes, with what would end it or the line written as codes.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            letter if letter.is_control() => {
                quoted.push_str(&format!("\\u{{{:x}}}", u32::from(letter)));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
