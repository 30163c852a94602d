//! Plans to start from: those that come with the program, and those that somebody keeps in a folder.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::OnceLock;

use super::{EXTENSION, load, read_text};
use crate::base::failure::reason;
use crate::model::Plan;

/// A plan to start from.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// The name of its file without the ending; on the command line, too, if it is the program's.
    pub word: String,
    /// The plan. Its notes say what it is, what it assumes and what to replace first.
    pub plan: Plan,
}

impl Template {
    /// What it is, in one sentence: the first of its notes. Empty where nobody wrote any.
    #[must_use]
    pub fn about(&self) -> &str {
        let notes = self.plan.notes.trim();
        notes.find(". ").map_or(notes, |end| &notes[..=end])
    }
}

/// A template that comes with the program, as text: reading all of them takes longer than most
/// commands.
#[derive(Debug)]
pub struct Text {
    /// Its word.
    pub word: &'static str,
    /// What it is, as its notes begin.
    pub about: &'static str,
    ron: &'static str,
}

macro_rules! texts {
    ($($word:literal $about:literal)+) => {
        &[$(Text {
            word: $word,
            about: $about,
            ron: include_str!(concat!("../../assets/templates/", $word, ".plan.ron")),
        },)+]
    };
}

/// The templates of the program, in the order in which they are offered.
pub const TEXTS: &[Text] = texts! {
    "web-product"
    "A product that people use in the browser: pages, accounts, search, payment, mails, recommendations."
    "mobile-backend"
    "A mobile app and what answers it: one back end for the app’s screens, a feed, chat over open connections, pictures, push messages and moderation."
    "data-platform"
    "Events and tables of a company’s products, collected, cleaned and made useful: a stream for numbers of the minute, a nightly run for the rest, a warehouse for analysts, models and an interface for numbers inside products."
    "rag"
    "Questions answered from one’s own documents: what fits is looked up, ranked and given to a language model together with the question."
    "event-driven"
    "An order runs through a company as events: services write to one log and react to it, none waits for another, and a view for reading is built beside."
    "batch-etl"
    "Files and tables that arrive by night are read, checked, brought together and handed on by morning."
    "cli-service"
    "A tool that developers install, and the service behind it: commands are answered at once or queued and run on workers, results are kept and fetched."
    "iot"
    "Devices in the field report what they measure: reports are taken in, kept, watched for alarms and shown, and commands go back."
    "multi-tenant-saas"
    "One product for many companies: pages and a public interface, tenants set up by themselves, usage metered and billed, events sent to customers’ systems, reports."
    "replacement"
    "A back end that has grown for years and has become slow and dear: keep it, tune it, move its hot part, or replace it step by step."
};

/// The templates of the program, read once.
#[must_use]
pub fn shipped() -> &'static [Template] {
    static SHIPPED: OnceLock<Vec<Template>> = OnceLock::new();
    SHIPPED.get_or_init(|| TEXTS.iter().filter_map(read).collect())
}

/// The template of the program that has this word.
#[must_use]
pub fn from_word(word: &str) -> Option<Template> {
    read(TEXTS.iter().find(|text| text.word == word)?)
}

/// A template that does not read would be none; a test reads every one.
fn read(text: &Text) -> Option<Template> {
    let plan = read_text(text.ron).ok()?.plan;
    Some(Template { word: text.word.to_owned(), plan })
}

/// The templates in a folder, by the names of their files, and what could not be read there, as
/// sentences. A folder that is not there holds none.
#[must_use]
pub fn in_folder(folder: &Path) -> (Vec<Template>, Vec<String>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return (Vec::new(), Vec::new()),
        Err(error) => {
            let why = reason(folder, &error);
            return (Vec::new(), vec![format!("cannot read {}: {why}", folder.display())]);
        }
    };
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // What is no regular file may never end.
        let Some(word) = name.strip_suffix(EXTENSION).filter(|_| path.is_file()) else { continue };
        match load(&path) {
            Ok(loaded) => found.push(Template { word: word.to_owned(), plan: loaded.plan }),
            Err(error) => problems.push(format!("{name} is no template: {error}")),
        }
    }
    found.sort_by(|a, b| a.word.cmp(&b.word));
    problems.sort();
    (found, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_told_by_the_first_sentence_of_its_notes() {
        let about = |notes: &str| {
            let plan = Plan { notes: notes.to_owned(), ..Plan::default() };
            Template { word: "own".to_owned(), plan }.about().to_owned()
        };
        assert_eq!(about("Version 2.0 of a shop. Loads are guesses."), "Version 2.0 of a shop.");
        assert_eq!(about(" A shop. "), "A shop.");
        assert_eq!(about("Über alles"), "Über alles");
        assert_eq!(about(""), "");
    }

    #[test]
    fn what_is_no_plan_in_a_folder_is_told_and_the_rest_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(in_folder(&folder.path().join("none")), (Vec::new(), Vec::new()));
        let write = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).unwrap();
        };
        write("b.plan.ron", "(format: \"polyplan\", version: 1, name: \"Bakery\")");
        write("a.plan.ron", TEXTS[0].ron);
        write("c.plan.ron", "nothing");
        write("notes.txt", "nothing");
        let (found, problems) = in_folder(folder.path());
        let words: Vec<_> = found.iter().map(|of| (of.word.as_str(), of.plan.title())).collect();
        assert_eq!(words, [("a", "Web product"), ("b", "Bakery")]);
        assert_eq!(problems.len(), 1);
        assert!(problems[0].starts_with("c.plan.ron is no template: "), "{problems:?}");
    }
}
