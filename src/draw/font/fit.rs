//! Fitting text into a width.

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Font, measure};

/// Measures a text in a font and a size.
pub(super) type Measure = fn(&str, Font, f64) -> f64;

/// The longest beginning of `text` that fits with an ellipsis, or all of it.
#[must_use]
pub fn elide(text: &str, font: Font, size: f64, width: f64) -> String {
    elided(text, font, size, width, measure)
}

/// Breaks text into lines no wider than `width`; a word that is wider is broken inside.
#[must_use]
pub fn wrap(text: &str, font: Font, size: f64, width: f64) -> Vec<String> {
    wrapped(text, font, size, width, measure)
}

/// A short text on at most `most` lines no wider than `width`, broken between words; what does not
/// fit ends in an ellipsis.
#[must_use]
pub fn lines(text: &str, font: Font, size: f64, width: f64, most: usize) -> Vec<String> {
    short_lines(text, font, size, width, most, measure)
}

pub(super) fn elided(text: &str, font: Font, size: f64, width: f64, measure: Measure) -> String {
    if measure(text, font, size) <= width {
        return text.to_owned();
    }
    let room = width - measure("…", font, size);
    let mut used = 0.0;
    let mut kept = String::new();
    for letter in text.graphemes(true) {
        used += measure(letter, font, size);
        if used > room {
            break;
        }
        kept.push_str(letter);
    }
    format!("{}…", kept.trim_end())
}

pub(super) fn wrapped(
    text: &str,
    font: Font,
    size: f64,
    width: f64,
    measure: Measure,
) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in words(paragraph) {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if measure(&longer, font, size) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line = break_word(word, &mut lines, |line| measure(line, font, size) <= width);
        }
        lines.push(line);
    }
    lines
}

/// The words of a text; the sign of per cent stays with its number.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let end = |text: &str| text.find(char::is_whitespace).unwrap_or(text.len());
        let mut length = end(rest);
        if rest[length..].starts_with(" %") {
            length += 1 + end(&rest[length + 1..]);
        }
        let (word, after) = rest.split_at(length);
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

pub(super) fn short_lines(
    text: &str,
    font: Font,
    size: f64,
    width: f64,
    most: usize,
    measure: Measure,
) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        // A word that is too wide is broken after its hyphens, where it has any.
        let wide = measure(word, font, size) > width;
        let pieces: Vec<&str> =
            if wide { word.split_inclusive(['-', '/', '_']).collect() } else { vec![word] };
        for (index, piece) in pieces.into_iter().enumerate() {
            let space = if index == 0 { " " } else { "" };
            let full = lines.len() >= most;
            match lines.last_mut() {
                Some(line)
                    if full || measure(&format!("{line}{space}{piece}"), font, size) <= width =>
                {
                    line.push_str(space);
                    line.push_str(piece);
                }
                _ => lines.push(piece.to_owned()),
            }
        }
    }
    lines.iter().map(|line| elided(line, font, size, width, measure)).collect()
}

/// Pushes full lines of an overlong word and returns the rest; marks stay with their letters.
fn break_word(word: &str, lines: &mut Vec<String>, fits: impl Fn(&str) -> bool) -> String {
    let mut line = String::new();
    for letter in word.graphemes(true) {
        let longer = format!("{line}{letter}");
        if line.is_empty() || fits(&longer) {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, letter.to_owned()));
        }
    }
    line
}
