//! What a component is made of: `(postgres 16)` where it is known, `technology="…"` for anything else.

use std::ops::Range as Span;

use super::super::sketch::Node;
use super::Named;
use super::arrow;
use super::scan::Scan;
use super::statement::Reader;
use crate::catalog::Catalog;
use crate::model::Technology;

/// What a stated technology begins with; the first is the one that is written.
const WORDS: [&str; 2] = ["technology", "tech"];

/// Whether a stated technology begins here.
pub(super) fn begins(scan: &Scan<'_>) -> bool {
    stated(scan).is_some()
}

/// Where the text behind `technology=` begins, if that stands here.
fn stated(scan: &Scan<'_>) -> Option<usize> {
    WORDS.into_iter().find_map(|word| {
        let head = scan.rest().get(..word.len())?;
        let mut ahead = scan.clone();
        ahead.at += word.len();
        let fits = head.eq_ignore_ascii_case(word) && arrow::sees(&ahead).is_none();
        (fits && ahead.takes('=')).then_some(ahead.at)
    })
}

/// The known technology that a text in brackets names, as it is written down.
pub(super) fn known(text: &str) -> Option<Technology> {
    let known = Catalog::shipped().ok()?.technology(text)?;
    Technology::new(&known.text())
}

impl Reader {
    /// Takes `technology="…"`; whether it was there.
    pub(super) fn technology(&mut self, scan: &mut Scan<'_>, node: &mut Node) -> bool {
        let Some(text) = stated(scan) else { return false };
        let start = scan.at;
        scan.at = text;
        scan.skip_space();
        let text = scan.at;
        let said = if let Some((said, closed)) = scan.quoted() {
            if !closed {
                self.problem(text..scan.at, "the quotes are not closed; add `\"`");
            }
            said
        } else {
            scan.at = scan.word_end(&[]);
            scan.slice(text..scan.at).to_owned()
        };
        if let Some(of) = Technology::new(&said) {
            self.made_of(text..scan.at, node, of);
        } else {
            let problem = "the technology is missing; write it as in technology=\"Redis 7\"";
            self.problem(start..scan.at, problem);
        }
        true
    }

    pub(super) fn made_of(&mut self, span: Span<usize>, node: &mut Node, of: Technology) {
        self.mention(span, Named::Technology, of.to_string());
        node.technology = Some(of);
    }
}

/// A technology as it is written: in brackets where it is known so, else as a text in quotes.
#[must_use]
pub fn technology(of: &Technology) -> String {
    let bracket = format!("({of})");
    let entry = super::parse(&format!("a {bracket}"));
    let read = entry.sketch.nodes.first().and_then(|node| node.technology.as_ref());
    let whole = entry.problems.is_empty() && entry.sketch.nodes.len() == 1;
    if whole && read == Some(of) {
        bracket
    } else {
        format!("{}={}", WORDS[0], super::quoted(of.as_str()))
    }
}
