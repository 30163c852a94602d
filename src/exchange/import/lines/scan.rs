//! A place in a line, and the words that begin there.

use std::ops::Range;

use super::arrow;
use crate::base::id::{self, MAX_ID_BYTES};

/// Signs that end a word wherever they stand.
const SIGNS: &[char] = &[',', ';', '@', '(', ')', '|'];

/// Most bytes that are looked at for the end of a bracket.
const LONGEST_BRACKET: usize = 256;

/// The rest of a line.
#[derive(Clone, Debug)]
pub(super) struct Scan<'a> {
    text: &'a str,
    /// Where it stands, in bytes of the text.
    pub(super) at: usize,
    end: usize,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str, span: Range<usize>) -> Self {
        Self { text, at: span.start, end: span.end }
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..self.end]
    }

    pub(super) fn slice(&self, span: Range<usize>) -> &'a str {
        &self.text[span]
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.end
    }

    pub(super) fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn skip_space(&mut self) {
        self.at = self.end - self.rest().trim_start().len();
    }

    /// Takes a sign; whether it was there.
    pub(super) fn takes(&mut self, sign: char) -> bool {
        let there = self.rest().starts_with(sign);
        if there {
            self.at += sign.len_utf8();
        }
        there
    }

    /// Whether the scan stands where an element of a list ends.
    pub(super) fn ends_element(&self) -> bool {
        self.is_done() || self.rest().starts_with([',', ';']) || arrow::sees(self).is_some()
    }

    /// Whether a space stands before.
    pub(super) fn is_after_space(&self) -> bool {
        self.text[..self.at].ends_with(char::is_whitespace)
    }

    /// Where the first of the signs stands, or the end.
    pub(super) fn upto(&self, signs: &[char]) -> usize {
        self.rest().find(signs).map_or(self.end, |length| self.at + length)
    }

    /// The end of the word that begins here: at a space, a sign or an arrow; `more` are further signs.
    pub(super) fn word_end(&self, more: &[char]) -> usize {
        let mut scan = self.clone();
        while let Some(letter) = scan.next() {
            let inside = scan.at > self.at;
            let ends = letter.is_whitespace()
                || more.contains(&letter)
                || (SIGNS.contains(&letter) && !scan.groups_digits(letter))
                || (inside && scan.is_tag_inside(self.at))
                || (inside && scan.is_language_inside())
                || (letter == '[' && scan.id().is_some())
                || arrow::sees(&scan).is_some();
            if ends {
                break;
            }
            scan.at += letter.len_utf8();
        }
        scan.at
    }

    /// The end of the word of a language, which may hold `#` and `+`.
    pub(super) fn language_end(&self) -> usize {
        let mut scan = self.clone();
        let ends = |scan: &Self, letter: char| {
            letter.is_whitespace() || SIGNS.contains(&letter) || arrow::sees(scan).is_some()
        };
        while let Some(letter) = scan.next().filter(|letter| !ends(&scan, *letter)) {
            scan.at += letter.len_utf8();
        }
        scan.at
    }

    /// A comma between the thousands of a number: `1,500`.
    fn groups_digits(&self, letter: char) -> bool {
        let before = self.text[..self.at].ends_with(|c: char| c.is_ascii_digit());
        let mut behind = self.rest()[letter.len_utf8()..].chars();
        let three = (0..3).all(|_| behind.next().is_some_and(|c| c.is_ascii_digit()));
        letter == ',' && before && three && !behind.next().is_some_and(|c| c.is_ascii_digit())
    }

    /// `#` inside a word begins a tag, but for the names of languages such as `C#`.
    fn is_tag_inside(&self, word: usize) -> bool {
        let mut before = self.text[word..self.at].chars();
        let letter = before.next().is_some_and(char::is_alphabetic) && before.next().is_none();
        self.rest().starts_with('#') && !letter
    }

    /// `!` inside a word begins a language if one follows: `orders!go`, but not `Yahoo!`.
    fn is_language_inside(&self) -> bool {
        self.rest().strip_prefix('!').is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    }

    /// Takes an id in square brackets behind a name.
    pub(super) fn takes_id(&mut self) -> Option<String> {
        let mut ahead = self.clone();
        ahead.skip_space();
        let (id, length) = ahead.id()?;
        self.at = ahead.at + length;
        Some(id.to_owned())
    }

    /// What the round bracket that stands here holds, if it is closed in this element.
    pub(super) fn bracket(&self) -> Option<&'a str> {
        let inside = self.rest().strip_prefix('(')?;
        let near = inside.bytes().take(LONGEST_BRACKET);
        let end = near.clone().position(|byte| matches!(byte, b')' | b'(' | b';' | b','))?;
        (inside.as_bytes()[end] == b')').then_some(&inside[..end])
    }

    /// The id in square brackets that stands here, with its length.
    fn id(&self) -> Option<(&'a str, usize)> {
        let inside = self.rest().strip_prefix('[')?;
        let end = inside.bytes().take(MAX_ID_BYTES + 1).position(|byte| byte == b']')?;
        let found = &inside[..end];
        id::check(found).ok()?;
        Some((found, found.len() + 2))
    }

    /// The quoted text that stands here: what it says and whether it is closed; the scan then stands
    /// behind it.
    pub(super) fn quoted(&mut self) -> Option<(String, bool)> {
        let (open, closes) = match self.next()? {
            '`' => ('`', &['`'][..]),
            letter @ ('"' | '“' | '„' | '«' | '”') => (letter, &['"', '”', '“', '»'][..]),
            _ => return None,
        };
        let straight: &[char] = if open == '"' { &['"'] } else { closes };
        self.at += open.len_utf8();
        let mut said = String::new();
        while let Some(letter) = self.next() {
            self.at += letter.len_utf8();
            if straight.contains(&letter) {
                return Some((said, true));
            }
            match letter {
                '\\' if open == '"' => said.push(self.escaped()),
                letter => said.push(letter),
            }
        }
        Some((said, false))
    }

    /// The letter behind a backslash.
    fn escaped(&mut self) -> char {
        let Some(letter) = self.next() else { return '\\' };
        self.at += letter.len_utf8();
        match letter {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'u' => {
                let digits = self.rest().strip_prefix('{').and_then(|rest| rest.split_once('}'));
                let code = digits.and_then(|(digits, _)| u32::from_str_radix(digits, 16).ok());
                let Some((code, (digits, _))) = code.and_then(char::from_u32).zip(digits) else {
                    return 'u';
                };
                self.at += digits.len() + 2;
                code
            }
            other => other,
        }
    }
}
