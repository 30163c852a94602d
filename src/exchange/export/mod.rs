//! Plans in other formats, as texts that other programs go on with. What [`import`](super::import)
//! reads of them is the same components, links and groups.

pub mod lines;
pub(super) mod mermaid;
mod table;

use crate::model::Plan;

/// A format that a plan can be written in.
#[derive(Debug)]
pub struct Exporter {
    /// Its word on the command line, which is the ending of its files, too.
    pub word: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// What of the plan it holds, in one sentence.
    pub about: &'static str,
    /// Writes a plan.
    pub write: fn(&Plan) -> String,
}

/// Every format that a plan can be written in as text.
pub const EXPORTERS: &[Exporter] = &[mermaid::EXPORTER, lines::EXPORTER, table::EXPORTER];

impl Exporter {
    /// The exporter of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<&'static Self> {
        EXPORTERS.iter().find(|exporter| exporter.word == word)
    }
}
