//! What the fuzz targets share: the readers and what they owe, as the tests hold them to it.

#[path = "../tests/shared/readers.rs"]
mod readers;

use polyplan::exchange::import::{self, Importer};
use polyplan::exchange::sheet_read;

pub use readers::{as_journal, as_lines, as_plan};

/// Reads bytes as a file of one format is read; its word is that of the command line.
///
/// # Panics
/// When the reader does, or does not hold what it owes.
pub fn import_as(word: &str, bytes: &[u8]) {
    let importer = Importer::from_word(word).expect("the word of an importer");
    if let Ok(text) = import::text(bytes.to_vec()) {
        readers::as_import(importer, "bytes", &text);
    }
}

/// Reads bytes as a sheet of questions.
///
/// # Panics
/// As [`import_as`].
pub fn sheet(bytes: &[u8]) {
    if let Ok(text) = sheet_read::text(bytes.to_vec()) {
        readers::as_sheet("bytes", &text);
    }
}
