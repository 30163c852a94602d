//! Damaged and hostile files (`tests/data/corpus`): whatever reads files answers each of them, and every
//! beginning of it, as if it were its own format. What once made a reader fail is kept there.

use std::path::Path;

use polyplan::exchange::import::{self, IMPORTERS};
use polyplan::exchange::sheet_read;

use crate::readers::{as_import, as_journal, as_lines, as_plan, as_sheet, said};

/// Beginnings of each file that are read beside the whole of it.
const BEGINNINGS: usize = 12;

fn corpus() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/corpus");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    let mut files: Vec<_> = files.map(|of| (of.file_name(), of.path())).collect();
    files.sort();
    let read = |(name, path): (std::ffi::OsString, _)| {
        (name.into_string().unwrap(), std::fs::read(path).unwrap())
    };
    files.into_iter().map(read).collect()
}

/// The bytes whole, and their beginnings; most end within something.
fn cuts(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let cut = |part: usize| bytes.len() * part / BEGINNINGS;
    (0..=BEGINNINGS).map(move |part| &bytes[..cut(part)])
}

#[test]
fn every_reader_answers_every_damaged_file() {
    let corpus = corpus();
    assert!(corpus.len() > 40);
    for (name, bytes) in &corpus {
        assert!(bytes.len() < 10_000, "{name} is long; keep what matters of it");
        for bytes in cuts(bytes) {
            match import::text(bytes.to_vec()) {
                Ok(text) => {
                    for importer in IMPORTERS {
                        as_import(importer, name, &text);
                    }
                    as_lines(name, &text);
                }
                Err(error) => said("a text", name, &error.to_string()),
            }
            if let Ok(text) = sheet_read::text(bytes.to_vec()) {
                as_sheet(name, &text);
            }
            as_plan(name, &String::from_utf8_lossy(bytes));
        }
        as_journal(name, bytes);
    }
}

#[test]
fn every_importer_has_a_fuzz_target() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = std::fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
    let others = ["plan", "sheet", "journal"];
    for word in IMPORTERS.iter().map(|of| of.word).chain(others) {
        let path = format!("fuzz_targets/{word}.rs");
        assert!(manifest.contains(&format!("path = \"{path}\"")), "{word} is not in Cargo.toml");
        let target = std::fs::read_to_string(fuzz.join(&path)).unwrap();
        let named = others.contains(&word) || target.contains(&format!("\"{word}\""));
        assert!(named, "{path} reads something else");
    }
}
