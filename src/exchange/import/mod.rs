//! Other formats in. Each importer reads a text into a [`Sketch`]; [`review`] takes every sketch the
//! same way into edits, with what they add, change and guess, so that all of it can be looked at
//! before the plan changes.

mod adopt;
mod csv;
pub mod lines;
mod mermaid;
pub mod sketch;

pub(super) use adopt::folded;
pub use adopt::{Asked, Guess, Review, foresee, review};
pub use sketch::{Note, Sketch};

use std::path::Path;

use crate::base::logged::{Cause, logged};

/// Largest text that is read, bytes.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// Most boxes and most lines of one file.
const MOST_ELEMENTS: usize = 100_000;

/// A format that can be read.
#[derive(Debug)]
pub struct Importer {
    /// Its word on the command line.
    pub word: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// What can be read of it, in one sentence.
    pub about: &'static str,
    /// Endings of its files, with the point.
    pub endings: &'static [&'static str],
    /// Whether a text looks like it.
    pub sniff: fn(&str) -> bool,
    /// Reads a text.
    pub read: fn(&str) -> Result<Sketch, ImportError>,
}

/// Every format that can be read. Command line, dialog, drag and drop, paste and the documentation
/// iterate it.
pub const IMPORTERS: &[Importer] = &[mermaid::IMPORTER, lines::IMPORTER, csv::IMPORTER];

/// Why a text cannot be read; nothing of it was taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// A line of the text is wrong.
    #[error("line {line}: {problem}")]
    Line {
        /// Which line.
        line: usize,
        /// What is wrong, and what to do.
        problem: String,
    },
    /// The text as a whole is none of the format.
    #[error("{0}")]
    Whole(String),
}

impl Cause for ImportError {
    fn cause(&self) -> String {
        match self {
            Self::Line { line, .. } => format!("line {line} is wrong"),
            Self::Whole(_) => "it is none of a known format, or empty, or too large".to_owned(),
        }
    }
}

impl ImportError {
    fn at(line: usize, problem: impl Into<String>) -> Self {
        Self::Line { line, problem: problem.into() }
    }
}

impl Importer {
    /// The importer of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<&'static Self> {
        IMPORTERS.iter().find(|importer| importer.word == word)
    }

    /// The importer for a file: by what the text looks like, else by the ending of its name.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Option<&'static Self> {
        let looks = IMPORTERS.iter().find(|importer| (importer.sniff)(text));
        looks.or_else(|| IMPORTERS.iter().find(|importer| importer.takes(name)))
    }

    /// Whether files of this name are of the format.
    #[must_use]
    pub fn takes(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.endings.iter().any(|ending| name.ends_with(ending))
    }
}

/// The text of a file: UTF-8 with or without its mark.
///
/// # Errors
/// [`ImportError`] if it is too large or no text.
pub fn text(bytes: Vec<u8>) -> Result<String, ImportError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ImportError::Whole("it has more than 16 MB; take a part of it".to_owned()));
    }
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Ok(text.trim_start_matches('\u{feff}').to_owned()),
        _ => Err(ImportError::Whole("it is no text in UTF-8; save it as such".to_owned())),
    }
}

/// Reads a text as what it is, or as `format` says; `name` is that of its file.
///
/// # Errors
/// [`ImportError`] says which line is wrong and what to do.
pub fn read(
    name: &str,
    text: &str,
    format: Option<&Importer>,
) -> Result<(Sketch, &'static str), ImportError> {
    logged("import", Path::new(name), || read_text(name, text, format))
}

fn read_text(
    name: &str,
    text: &str,
    format: Option<&Importer>,
) -> Result<(Sketch, &'static str), ImportError> {
    let found = format.or_else(|| Importer::of(name, text));
    let Some(importer) = found else {
        return Err(ImportError::Whole(format!("it is none of {}", known())));
    };
    let sketch = (importer.read)(text)?;
    let label = importer.label;
    if sketch.nodes.is_empty() {
        return Err(ImportError::Whole(format!("it holds no component ({label})")));
    }
    if sketch.nodes.len().max(sketch.links.len()) > MOST_ELEMENTS {
        return Err(ImportError::Whole(format!("it has more than {MOST_ELEMENTS} elements")));
    }
    Ok((sketch, label))
}

/// Endings of all files that can be read, with the point.
pub fn endings() -> impl Iterator<Item = &'static str> {
    IMPORTERS.iter().flat_map(|importer| importer.endings).copied()
}

/// What can be read, for messages.
#[must_use]
pub fn known() -> String {
    let all = IMPORTERS.iter().map(|of| format!("{} ({})", of.label, of.endings.join(", ")));
    all.collect::<Vec<_>>().join(", ")
}
