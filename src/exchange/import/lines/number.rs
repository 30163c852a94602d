//! Numbers behind a name: a rate, a target, any other by its word.

use super::super::sketch::Node;
use super::arrow;
use super::scan::Scan;
use super::statement::Reader;
use crate::base::Range;
use crate::model::{Input, Scope};

/// What a target begins with.
pub(super) const TARGET: &str = "p99";

/// Most words of a number with its unit: `90 requests per minute`.
const MOST_WORDS: usize = 4;

/// Longest word of an input that is looked for, in bytes.
const LONGEST_WORD: usize = 32;

/// A number that begins somewhere, or what is wrong with it, and where it ends.
struct Found {
    end: usize,
    said: Result<(Input, Range), String>,
}

/// Whether a number begins here.
pub(super) fn begins(scan: &Scan<'_>) -> bool {
    found(scan).is_some()
}

impl Reader {
    /// Takes a number; whether there was one.
    pub(super) fn number(&mut self, scan: &mut Scan<'_>, node: &mut Node) -> bool {
        let Some(found) = found(scan) else { return false };
        match found.said {
            Ok((input, range)) => {
                node.numbers.insert(input, range);
            }
            Err(text) => self.problem(scan.at..found.end, text),
        }
        scan.at = found.end;
        true
    }
}

fn found(scan: &Scan<'_>) -> Option<Found> {
    rate(scan).or_else(|| target(scan)).or_else(|| by_word(scan))
}

/// `2k/s`, `200..900 req/s`, `300 rpm`: a number with the unit of a rate; one without is no rate.
fn rate(scan: &Scan<'_>) -> Option<Found> {
    let mut ahead = scan.clone();
    ahead.takes('~');
    if !ahead.rest().starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let has_unit = |text: &str| {
        let unit = text.trim_start_matches(|c: char| !c.is_ascii_alphabetic() && c != '/');
        let unit = unit.trim_start_matches(['k', 'K', 'M']);
        unit.chars().any(|c| c.is_ascii_alphabetic())
    };
    let (end, range) = longest(&ahead, Input::ExternalRate, has_unit).ok()?;
    Some(Found { end, said: Ok((Input::ExternalRate, range)) })
}

/// `p99 50ms`, `p99 < 50 ms`, `P99: 20..80ms`.
fn target(scan: &Scan<'_>) -> Option<Found> {
    let rest = scan.rest();
    let head = rest.get(..TARGET.len()).filter(|head| head.eq_ignore_ascii_case(TARGET))?;
    let mut ahead = scan.clone();
    ahead.at += head.len();
    let before = ahead.at;
    ahead.skip_space();
    let signs = ["<=", "≤", "<", ":", "="];
    let sign = signs.iter().find(|sign| {
        let behind = ahead.rest().strip_prefix(**sign).map(str::trim_start);
        behind.is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_digit()))
    });
    ahead.at += sign.map_or(0, |sign| sign.len());
    let apart = sign.is_some() || ahead.at > before;
    ahead.skip_space();
    if !apart || !ahead.rest().starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(of_input(&ahead, Input::P99Target, TARGET))
}

/// `connections=500`, `cpu_time=0.5..1..3 ms`: any number of a component by its word.
fn by_word(scan: &Scan<'_>) -> Option<Found> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let length = scan.rest().bytes().take(LONGEST_WORD).take_while(|byte| is_word(*byte)).count();
    let word = scan.slice(scan.at..scan.at + length);
    let mut ahead = scan.clone();
    ahead.at += length;
    if word.is_empty() || arrow::sees(&ahead).is_some() || !ahead.takes('=') {
        return None;
    }
    ahead.skip_space();
    let folded = word.to_lowercase().replace('-', "_");
    let input = match folded.as_str() {
        "rate" => Some(Input::ExternalRate),
        TARGET => Some(Input::P99Target),
        word => Input::from_word(word).filter(|input| input.scope() == Scope::Component),
    };
    let Some(input) = input else {
        let text = format!(
            "`{word}` is no number of a component; write one as in connections=500, or put the name in quotes"
        );
        return Some(Found { end: ahead.word_end(&[]), said: Err(text) });
    };
    Some(of_input(&ahead, input, word))
}

fn of_input(scan: &Scan<'_>, input: Input, word: &str) -> Found {
    match longest(scan, input, |_| true) {
        Ok((end, range)) => Found { end, said: Ok((input, range)) },
        Err((end, text)) => Found { end, said: Err(format!("`{word}`: {text}")) },
    }
}

/// The range that most of the next words make, with where it ends; else where the first word ends
/// and why it is none.
fn longest(
    scan: &Scan<'_>,
    input: Input,
    fits: impl Fn(&str) -> bool,
) -> Result<(usize, Range), (usize, String)> {
    let mut ends = Vec::with_capacity(MOST_WORDS);
    let mut ahead = scan.clone();
    while ends.len() < MOST_WORDS {
        let end = ahead.word_end(&[]);
        if end == ahead.at {
            break;
        }
        ends.push(end);
        ahead.at = end;
        ahead.skip_space();
    }
    for &end in ends.iter().rev() {
        let text = scan.slice(scan.at..end);
        if let Some(range) = input.parse(text).ok().filter(|_| fits(text)) {
            return Ok((end, range));
        }
    }
    let end = ends.first().copied().unwrap_or(scan.at);
    let why = input.parse(scan.slice(scan.at..end)).err();
    Err((end, why.map_or_else(String::new, |why| why.to_string())))
}
