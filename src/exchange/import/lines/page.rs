//! Which lines of a text hold statements: blank lines, comments, fences, headings and the bullets of
//! lists are those of Markdown.

use std::ops::Range;

use super::{MARK, parse};

/// A line that says something.
pub(super) struct Line<'a> {
    pub(super) holds: Holds<'a>,
    /// Its place in the text, in bytes, without bullet and space around.
    pub(super) span: Range<usize>,
    /// Its number, from 1.
    pub(super) number: usize,
}

pub(super) enum Holds<'a> {
    Statements,
    Title(&'a str),
}

pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (place, line) in text.split('\n').enumerate() {
        let said = line.trim();
        let offset = start + (line.len() - line.trim_start().len());
        start += line.len() + 1;
        if ["//", "%%", "```", "~~~", "<!--"].iter().any(|sign| said.starts_with(sign)) {
            continue;
        }
        let number = place + 1;
        if let Some(title) = heading(said) {
            let span = offset..offset + said.len();
            found.push(Line { holds: Holds::Title(title), span, number });
            continue;
        }
        let rest = without_bullet(said);
        let span = offset + said.len() - rest.len()..offset + said.len();
        if !rest.is_empty() {
            found.push(Line { holds: Holds::Statements, span, number });
        }
    }
    found
}

/// The text of a heading: `#` with a space behind, unlike a tag.
fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let title = rest.strip_prefix([' ', '\t'])?.trim();
    (rest.len() < line.len()).then_some(title)
}

/// A line without the signs of lists and quotes before it: `- `, `1. `, `- [x] `, `> `.
fn without_bullet(line: &str) -> &str {
    let mut rest = line;
    loop {
        let before = rest;
        let sign = rest.trim_start_matches(['-', '*', '+', '•', '‣', '◦', '·', '>', '–']);
        if rest.len() - sign.len() == rest.chars().next().map_or(0, char::len_utf8) {
            rest = space_or_end(sign).unwrap_or(rest);
        }
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let counted = (1..=3).contains(&(rest.len() - digits.len()));
        if let Some(behind) = digits.strip_prefix(['.', ')']).filter(|_| counted) {
            rest = space_or_end(behind).unwrap_or(rest);
        }
        for box_of_a_task in ["[ ]", "[x]", "[X]"] {
            if let Some(behind) = rest.strip_prefix(box_of_a_task) {
                rest = space_or_end(behind).unwrap_or(rest);
            }
        }
        if rest.len() == before.len() {
            return rest;
        }
    }
}

fn space_or_end(text: &str) -> Option<&str> {
    let trimmed = text.trim_start();
    (trimmed.is_empty() || trimmed.len() < text.len()).then_some(trimmed)
}

/// Whether a text looks like lines: it says so, or it holds links and is mostly understood. Texts of
/// programs have brackets where lines have names.
pub(super) fn sniff(text: &str) -> bool {
    /// Enough of a text to tell.
    const LOOKED_AT: usize = 4096;
    /// Longer names are sentences, in letters.
    const LONGEST_NAME: usize = 60;
    let text = text.trim_start();
    if text.starts_with(MARK) {
        return true;
    }
    if text.starts_with(['{', '[', '(', '<', '|']) {
        return false;
    }
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    // The heads of a table hold no arrow.
    let first_links = text.lines().find(|line| !line.trim().is_empty()).is_some_and(links);
    if !first_links && (super::super::csv::IMPORTER.sniff)(text) {
        return false;
    }
    let entry = parse(text);
    if entry.sketch.nodes.iter().any(|node| node.name.chars().count() > LONGEST_NAME) {
        return false;
    }
    if entry.sketch.links.is_empty() && entry.problems.is_empty() && are_names(text) {
        return true;
    }
    let braces = text.lines().filter(|line| line.trim_end().ends_with(['{', '}'])).count();
    !entry.sketch.links.is_empty() && entry.problems.len() + braces < entry.sketch.nodes.len()
}

/// Whether every line of several is a short name and nothing else, as in a list of components.
fn are_names(text: &str) -> bool {
    /// Longer ones are said, not called, in words.
    const MOST_WORDS: usize = 4;
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_name = |line: &str| {
        let plain =
            !line.contains([':', '=', '{', '}', '[', ']', '<', '>', '"', '`', '\\', '|', '$', ',']);
        let ends = line.ends_with(['.', ',', ';', '!', '?']);
        plain && !ends && line.split_whitespace().count() <= MOST_WORDS
    };
    lines().count() > 1 && lines().all(is_name)
}

fn links(line: &str) -> bool {
    !parse(line).sketch.links.is_empty()
}
