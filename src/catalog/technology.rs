//! Technologies by name: which one a text means, what sort of thing it is, what is spoken with it.

use super::Catalog;
use super::kinds::words;
use crate::model::{self, Kind, Protocol};

/// What is known of a technology.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Technology {
    /// Its name as its makers write it.
    pub name: String,
    /// Everything that it is called, as lower-case words; its name first.
    pub words: Vec<String>,
    /// The kind of component that it usually is.
    pub kind: Kind,
    /// Other kinds that are made of it.
    pub also: Vec<Kind>,
    /// What is usually spoken with it.
    pub protocol: Option<Protocol>,
    /// The port that it answers at unless configured otherwise.
    pub port: Option<u16>,
    /// Whether it comes ready-made though its kind is mostly built.
    pub ready: bool,
}

/// A known technology in a text, with the version behind its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<'a> {
    /// Which one.
    pub technology: &'a Technology,
    /// Its version as it is written; empty where none is.
    pub version: &'a str,
}

/// Longest version, in bytes: what is longer tells something else.
const LONGEST_VERSION: usize = 24;

/// Signs that part a name from its version.
const PARTING: &[char] = &[':', '@', '-', '/', '='];

impl Technology {
    /// Whether a component of this kind may be made of it. What is outside may be anything inside.
    #[must_use]
    pub fn fits(&self, kind: &Kind) -> bool {
        let any = matches!(kind, Kind::External | Kind::Other(_));
        any || self.kind == *kind || self.also.contains(kind)
    }

    /// What it is, in words: "queue, port 9092".
    #[must_use]
    pub fn about(&self) -> String {
        let port = self.port.map(|port| format!("port {port}"));
        let protocol = self.protocol.as_ref().map(|of| of.label().to_owned());
        let protocol = protocol.filter(|of| of != self.kind.label());
        let parts = [Some(self.kind.label().to_owned()), protocol, port];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl Known<'_> {
    /// The technology as its makers write it, with the version: "PostgreSQL 16".
    #[must_use]
    pub fn text(&self) -> String {
        match self.version {
            "" => self.technology.name.clone(),
            version => format!("{} {version}", self.technology.name),
        }
    }
}

impl Catalog {
    /// The technology that a text names, as people write it: "postgres 16", "PG", "redis:7-alpine";
    /// none where it says anything else besides a version.
    #[must_use]
    pub fn technology<'a>(&'a self, text: &'a str) -> Option<Known<'a>> {
        let text = text.trim();
        let all = self.technologies.iter();
        let named = all.flat_map(|of| of.words.iter().map(move |word| (of, word)));
        let found = named.filter_map(|(technology, word)| {
            let version = version_behind(text, word)?;
            Some((word.len(), Known { technology, version }))
        });
        // Of "Spring Cloud Gateway 4" and "Spring" the longer one is meant.
        found.max_by_key(|(length, _)| *length).map(|(_, known)| known)
    }

    /// A technology as it is written down: a known one as its makers write it, any other as it is.
    #[must_use]
    pub fn written(&self, text: &str) -> Option<model::Technology> {
        let known = self.technology(text).map(|known| known.text());
        model::Technology::new(known.as_deref().unwrap_or(text))
    }

    /// What is known of a component's technology.
    #[must_use]
    pub fn known<'a>(&'a self, technology: Option<&'a model::Technology>) -> Option<Known<'a>> {
        self.technology(technology?.as_str())
    }
}

/// The version behind a name that begins a text; none where the text begins otherwise or goes on with
/// something that is no version.
fn version_behind<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text;
    for (place, part) in word.split(' ').enumerate() {
        if place > 0 {
            rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        }
        rest = without(rest, part)?;
    }
    let apart = rest.is_empty() || rest.starts_with(|c: char| !c.is_alphanumeric());
    let behind = rest.trim_start_matches(|c: char| c.is_whitespace() || PARTING.contains(&c));
    let number = behind.strip_prefix(['v', 'V']).unwrap_or(behind);
    let is_version = number.starts_with(|c: char| c.is_ascii_digit());
    let fits = behind.is_empty() || is_version && behind.len() <= LONGEST_VERSION;
    // A digit may follow at once, as in "postgres16", but no letter.
    (fits && (apart || is_version && number.len() == behind.len())).then_some(behind)
}

/// What follows a lower-case word that begins a text, whatever the case of its letters.
fn without<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut letters = text.chars();
    let mut wanted = word.chars().peekable();
    while wanted.peek().is_some() {
        let letter = letters.next()?;
        if !letter.to_lowercase().all(|letter| wanted.next() == Some(letter)) {
            return None;
        }
    }
    Some(letters.as_str())
}

/// The words of a technology's name, as names of components are searched for them.
pub(super) fn name_word(name: &str) -> String {
    words(name).join(" ")
}
