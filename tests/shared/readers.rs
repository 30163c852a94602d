//! Every reader of files, held to what it owes to whoever gives it damaged or hostile ones: an answer that
//! people can read, or something that holds together. Shared by tests and fuzz targets.

use polyplan::catalog::Catalog;
use polyplan::exchange::import::{self, Importer, Sketch, lines, review};
use polyplan::exchange::sheet_read;
use polyplan::files::{read_text, write_text};
use polyplan::model::{Edit, Plan, violations};
use polyplan::session::{Places, journal};

/// Letters of a message beyond which nobody reads it.
const READABLE: usize = 2_000;

/// A message is there and can be read.
pub fn said(what: &str, from: &str, message: &str) {
    let letters = message.chars().count();
    assert!((1..READABLE).contains(&letters), "{what}, {from}: {letters} letters: {message}");
}

/// A plan is read with its repairs, and what is read can be saved and read again.
pub fn as_plan(from: &str, text: &str) {
    match read_text(text) {
        Ok(loaded) => {
            assert_eq!(violations(&loaded.plan), [], "{from}");
            for repair in &loaded.repairs {
                said("a repair", from, &repair.to_string());
            }
            // No more repairs than there is to repair.
            assert!(loaded.repairs.len() <= text.len(), "{from}");
            let saved = write_text(&loaded.plan).unwrap();
            let again = read_text(&saved).unwrap();
            assert_eq!(again.repairs, [], "{from}");
            assert_eq!(again.plan, loaded.plan, "{from}");
        }
        Err(error) => said("a plan", from, &error.to_string()),
    }
}

/// What is taken of a sketch makes a plan that holds together.
fn taken(from: &str, sketch: &Sketch) {
    let mut plan = Plan::new("Before");
    let review = review(&plan, sketch, Catalog::shipped().unwrap(), "corpus");
    plan.apply(Edit::Many(review.edits)).unwrap();
    assert_eq!(violations(&plan), [], "{from}");
    // Every element comes from something that stands in the file.
    assert!(plan.components.len() <= sketch.nodes.len(), "{from}");
    assert!(plan.links.len() <= sketch.links.len(), "{from}");
}

/// What an importer reads.
pub fn as_import(importer: &Importer, from: &str, text: &str) {
    let _ = (importer.sniff)(text);
    match import::read("corpus", text, Some(importer)) {
        Ok((sketch, _)) => taken(from, &sketch),
        Err(error) => said(importer.word, from, &error.to_string()),
    }
}

/// What is typed into the bar of quick entry.
pub fn as_lines(from: &str, text: &str) {
    let entry = lines::parse(text);
    for mention in &entry.mentions {
        assert!(text.get(mention.span.clone()).is_some(), "{from}: {mention:?}");
    }
}

/// A sheet of questions, and what its answers do to a plan.
pub fn as_sheet(from: &str, text: &str) {
    for read in [sheet_read::csv, sheet_read::markdown] {
        if let Err(error) = read(text) {
            said("a sheet", from, &error);
        }
    }
    let mut plan = Plan::new("Asked");
    let answers = sheet_read::answers_from(text.as_bytes(), &plan, Catalog::shipped().unwrap());
    match answers {
        Ok(answers) => {
            let edits = answers.into_iter().flat_map(|answered| answered.edits).collect();
            plan.apply(Edit::Many(edits)).unwrap();
            assert_eq!(violations(&plan), [], "{from}");
        }
        Err(error) => said("answers", from, &error),
    }
}

/// A journal that a crash left behind. What cannot be read of it is told and kept.
pub fn as_journal(from: &str, bytes: &[u8]) {
    let home = tempfile::tempdir().unwrap();
    let places = Places::at(home.path());
    std::fs::create_dir_all(places.journals()).unwrap();
    std::fs::write(places.journals().join("1.journal"), bytes).unwrap();
    let found = journal::find(&places);
    for problem in &found.problems {
        said("a journal", from, problem);
    }
    for lost in &found.lost {
        assert_eq!(violations(&lost.base.plan), [], "{from}");
    }
}
