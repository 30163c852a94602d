//! What stands behind a name: tags, kind, language; numbers and groups have files of their own.

use super::super::sketch::Node;
use super::Named;
use super::scan::Scan;
use super::statement::Reader;
use super::technology;
use crate::base::nearest::nearest;
use crate::catalog::names;
use crate::model::{Focus, Kind, LanguageId, Tags};

/// The word of the tag of data work as it is written.
pub const DATA: &str = "data";

/// The word of a tag of performance as it is written.
#[must_use]
pub const fn focus_word(focus: Focus) -> &'static str {
    match focus {
        Focus::Unsaid => "performance",
        Focus::Latency => "latency",
        Focus::Throughput => "throughput",
        Focus::Connections => "connections",
    }
}

/// Words of the tags that drive advice; the first is the one that is written.
const TAGS: &[(&[&str], Tag)] = &[
    (
        &[focus_word(Focus::Unsaid), "perf", "p", "performance-sensitive"],
        Tag::Performance(Focus::Unsaid),
    ),
    (&[focus_word(Focus::Latency)], Tag::Performance(Focus::Latency)),
    (&[focus_word(Focus::Throughput)], Tag::Performance(Focus::Throughput)),
    (&[focus_word(Focus::Connections)], Tag::Performance(Focus::Connections)),
    (&[DATA, "d", "data-intelligent"], Tag::Data),
];

#[derive(Clone, Copy)]
enum Tag {
    Performance(Focus),
    Data,
}

/// Words of tags as they are written, for completion.
pub fn tag_words() -> impl Iterator<Item = &'static str> {
    TAGS.iter().filter_map(|(words, _)| words.first().copied())
}

/// Whether an attribute of a sign begins here.
pub(super) fn begins(scan: &Scan<'_>) -> bool {
    let mut letters = scan.rest().chars();
    let (sign, behind) = (letters.next(), letters.next());
    match sign {
        Some('@') => true,
        Some('#') => behind.is_none_or(|letter| letter != '#'),
        Some('!') => behind.is_none_or(|letter| letter.is_alphanumeric() || letter == '"'),
        Some('(') => scan.bracket().is_none_or(|text| {
            let text = text.trim();
            text.is_empty() || text.starts_with('"') || says_something(text)
        }),
        _ => false,
    }
}

impl Reader {
    /// Takes an attribute; whether there was one.
    pub(super) fn attribute(&mut self, scan: &mut Scan<'_>, node: &mut Node) -> bool {
        if self.technology(scan, node) || self.number(scan, node) {
            return true;
        }
        if !begins(scan) {
            return false;
        }
        if scan.takes('#') {
            self.tag(scan, &mut node.tags);
        } else if scan.takes('!') {
            self.language(scan, node);
        } else if scan.takes('@') {
            node.group = self.group(scan).or_else(|| node.group.take());
        } else {
            self.bracket(scan, node);
        }
        true
    }

    fn tag(&mut self, scan: &mut Scan<'_>, tags: &mut Tags) {
        let start = scan.at;
        if let Some((said, _)) = scan.quoted() {
            self.mention(start..scan.at, Named::Tag, said.clone());
            tags.labels.insert(said);
            return;
        }
        scan.at = scan.word_end(&[]);
        let said = scan.slice(start..scan.at).to_owned();
        self.mention(start..scan.at, Named::Tag, said.clone());
        let folded = said.to_lowercase();
        let known = TAGS.iter().find(|(words, _)| words.contains(&folded.as_str()));
        match known.map(|(_, tag)| *tag) {
            _ if said.is_empty() => {
                self.problem(start - 1..start, "the tag is missing; write #performance or #data");
            }
            Some(Tag::Data) => tags.data = true,
            Some(Tag::Performance(Focus::Unsaid)) => {
                tags.performance = tags.performance.or(Some(Focus::Unsaid));
            }
            Some(Tag::Performance(focus)) => tags.performance = Some(focus),
            None => {
                if let Some(meant) = nearest(&folded, tag_words()) {
                    let text = format!(
                        "`#{said}` is a label of your own; write #{meant} if that is meant, or #\"{said}\""
                    );
                    self.problem(start - 1..scan.at, text);
                }
                tags.labels.insert(said);
            }
        }
    }

    fn language(&mut self, scan: &mut Scan<'_>, node: &mut Node) {
        let start = scan.at;
        let (said, found) = if let Some((said, _)) = scan.quoted() {
            let found = LanguageId::new(&said).ok().or_else(|| names::called(&said));
            (said, found)
        } else {
            scan.at = scan.language_end();
            let said = scan.slice(start..scan.at);
            (said.to_owned(), names::called(said))
        };
        self.mention(start..scan.at, Named::Language, said.clone());
        match found {
            Some(language) => node.language = Some(language),
            None if said.is_empty() => {
                self.problem(start - 1..start, "the language is missing; write it as in !go");
            }
            None => {
                let text = format!("“{said}” is no language; write it as in !go");
                self.problem(start - 1..scan.at, text);
            }
        }
    }

    /// A kind, or what a component is made of.
    fn bracket(&mut self, scan: &mut Scan<'_>, node: &mut Node) {
        let open = scan.at;
        if let Some(text) = scan.bracket()
            && let Some(of) = technology::known(text)
        {
            let start = open + 1 + (text.len() - text.trim_start().len());
            scan.at = open + text.len() + 2;
            return self.made_of(start..start + text.trim().len(), node, of);
        }
        scan.takes('(');
        scan.skip_space();
        let start = scan.at;
        let (said, found) = if let Some((said, _)) = scan.quoted() {
            let written = Some(Kind::from_word(&said)).filter(|_| !said.is_empty());
            (said, written)
        } else {
            scan.at = scan.upto(&[')', ',', ';', '@', '#', '(']);
            let said = scan.slice(start..scan.at).trim();
            (said.to_owned(), kind(said))
        };
        node.kind = found.or_else(|| node.kind.take());
        let span = start..start + scan.slice(start..scan.at).trim_end().len();
        let missing = said.trim().is_empty();
        self.mention(span, Named::Kind, said);
        scan.skip_space();
        if !scan.takes(')') {
            self.problem(open..scan.at, "the bracket of a kind is not closed; add `)`");
        } else if missing {
            self.problem(open..scan.at, "the kind is missing; write one as in (worker)");
        }
    }
}

/// Whether a text in brackets is a kind or a technology, and no part of the name before it.
pub(super) fn says_something(text: &str) -> bool {
    technology::known(text).is_some() || kind(text).is_some()
}

/// The kind that a word in brackets means.
fn kind(text: &str) -> Option<Kind> {
    let folded = text.trim().to_lowercase();
    let known = Kind::KNOWN.iter().find(|of| of.word() == folded || of.label() == folded);
    known.cloned().or_else(|| names::kind_meant(&folded))
}
