//! Damaged and hostile files (`tests/data/corpus`): whatever reads files answers each of them, and every
//! beginning of it, as if it were its own format. What once made a reader fail is kept there.

use std::path::{Path, PathBuf};

use polyplan::catalog::Catalog;
use polyplan::exchange::import::{self, IMPORTERS, Sketch, lines, review};
use polyplan::exchange::sheet_read;
use polyplan::files::{read_text, write_text};
use polyplan::model::{Edit, Plan, violations};

/// Beginnings of each file that are read beside the whole of it.
const BEGINNINGS: usize = 12;

/// Letters of a message beyond which nobody reads it.
const READABLE: usize = 2_000;

fn corpus() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/corpus");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<PathBuf> = files.collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

/// The bytes whole, and their beginnings; most end within something.
fn cuts(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let cut = |part: usize| bytes.len() * part / BEGINNINGS;
    (0..=BEGINNINGS).map(move |part| &bytes[..cut(part)])
}

fn said(what: &str, path: &Path, message: &str) {
    let letters = message.chars().count();
    let place = path.display();
    assert!((1..READABLE).contains(&letters), "{what}, {place}: {letters} letters: {message}");
}

/// A plan is read with its repairs, and what is read can be saved and read again.
fn as_plan(path: &Path, text: &str) {
    match read_text(text) {
        Ok(loaded) => {
            assert_eq!(violations(&loaded.plan), [], "{}", path.display());
            for repair in &loaded.repairs {
                said("a repair", path, &repair.to_string());
            }
            // No more repairs than there is to repair.
            assert!(loaded.repairs.len() <= text.len(), "{}", path.display());
            let saved = write_text(&loaded.plan).unwrap();
            let again = read_text(&saved).unwrap();
            assert_eq!(again.repairs, [], "{}", path.display());
            assert_eq!(again.plan, loaded.plan, "{}", path.display());
        }
        Err(error) => said("a plan", path, &error.to_string()),
    }
}

/// What is taken of a sketch makes a plan that holds together.
fn taken(path: &Path, sketch: &Sketch) {
    let mut plan = Plan::new("Before");
    let review = review(&plan, sketch, Catalog::shipped().unwrap(), "corpus");
    plan.apply(Edit::Many(review.edits)).unwrap();
    assert_eq!(violations(&plan), [], "{}", path.display());
    // Every element comes from something that stands in the file.
    assert!(plan.components.len() <= sketch.nodes.len(), "{}", path.display());
    assert!(plan.links.len() <= sketch.links.len(), "{}", path.display());
}

fn as_diagram(path: &Path, text: &str) {
    for importer in IMPORTERS {
        let _ = (importer.sniff)(text);
        match import::read("corpus", text, Some(importer)) {
            Ok((sketch, _)) => taken(path, &sketch),
            Err(error) => said(importer.word, path, &error.to_string()),
        }
    }
    let entry = lines::parse(text);
    for mention in &entry.mentions {
        assert!(text.get(mention.span.clone()).is_some(), "{}: {mention:?}", path.display());
    }
}

fn as_sheet(path: &Path, text: &str) {
    for read in [sheet_read::csv, sheet_read::markdown] {
        if let Err(error) = read(text) {
            said("a sheet", path, &error);
        }
    }
    let mut plan = Plan::new("Asked");
    let answers = sheet_read::answers_from(text.as_bytes(), &plan, Catalog::shipped().unwrap());
    match answers {
        Ok(answers) => {
            let edits = answers.into_iter().flat_map(|answered| answered.edits).collect();
            plan.apply(Edit::Many(edits)).unwrap();
            assert_eq!(violations(&plan), [], "{}", path.display());
        }
        Err(error) => said("answers", path, &error),
    }
}

#[test]
fn every_reader_answers_every_damaged_file() {
    let corpus = corpus();
    assert!(corpus.len() > 40);
    for (path, bytes) in &corpus {
        assert!(bytes.len() < 10_000, "{} is long; keep what matters of it", path.display());
        for bytes in cuts(bytes) {
            match import::text(bytes.to_vec()) {
                Ok(text) => as_diagram(path, &text),
                Err(error) => said("a text", path, &error.to_string()),
            }
            if let Ok(text) = sheet_read::text(bytes.to_vec()) {
                as_sheet(path, &text);
            }
            as_plan(path, &String::from_utf8_lossy(bytes));
        }
    }
}
