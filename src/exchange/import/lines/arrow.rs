//! Arrows, and what stands at them between bars.

use std::collections::BTreeMap;
use std::ops::Range as Span;

use super::super::sketch::{Line, Node};
use super::Named;
use super::scan::Scan;
use super::statement::Reader;
use crate::base::Range;
use crate::model::{Input, LinkStyle, Protocol, Scope};

/// An arrow of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arrow {
    pub(super) style: LinkStyle,
    /// Whether it points to what stands before it.
    pub(super) back: bool,
    /// Whether it has a second head.
    pub(super) both: bool,
    length: usize,
}

/// Arrows of one letter.
const LETTERS: &[(&str, LinkStyle, bool, bool)] = &[
    ("→⟶➜➔➝➞➡►▶⭢", LinkStyle::Request, false, false),
    ("⇒⟹➾", LinkStyle::Message, false, false),
    ("⇝↝⇢⤳", LinkStyle::Stream, false, false),
    ("↠⇉", LinkStyle::Bulk, false, false),
    ("←⟵", LinkStyle::Request, true, false),
    ("⇐⟸", LinkStyle::Message, true, false),
    ("⇜↜⇠", LinkStyle::Stream, true, false),
    ("↞⇇", LinkStyle::Bulk, true, false),
    ("↔⟷", LinkStyle::Request, false, true),
    ("⇔⟺", LinkStyle::Message, false, true),
];

/// Lines that arrows are drawn with.
const SHAFTS: &[(&[char], LinkStyle)] = &[
    (&['-', '–', '—', '−'], LinkStyle::Request),
    (&['='], LinkStyle::Message),
    (&['~'], LinkStyle::Stream),
];

/// Most signs that a line is drawn with.
const LONGEST: usize = 16;

/// The arrow that begins here.
pub(super) fn sees(scan: &Scan<'_>) -> Option<Arrow> {
    let rest = scan.rest();
    let first = rest.chars().next()?;
    let of_letter = LETTERS.iter().find(|(letters, ..)| letters.contains(first));
    if let Some(&(_, style, back, both)) = of_letter {
        // An arrow as an emoji has a sign behind that says so.
        let sign = if rest[first.len_utf8()..].starts_with('\u{fe0f}') { 3 } else { 0 };
        return Some(Arrow { style, back, both, length: first.len_utf8() + sign });
    }
    if rest.starts_with(">>") {
        return Some(Arrow { style: LinkStyle::Bulk, back: false, both: false, length: 2 });
    }
    if rest.starts_with("<<") {
        return Some(Arrow { style: LinkStyle::Bulk, back: true, both: false, length: 2 });
    }
    // A lone head between spaces, as in a path of pages: `shop > basket`.
    if rest.starts_with("> ") && scan.is_after_space() {
        return Some(Arrow { style: LinkStyle::Request, back: false, both: false, length: 1 });
    }
    drawn(rest)
}

/// An arrow of a line and heads: `->`, `-->`, `=>`, `~>`, `->>`, `<-`, `<->`.
fn drawn(rest: &str) -> Option<Arrow> {
    let shaft = rest.strip_prefix('<').unwrap_or(rest);
    let back = shaft.len() < rest.len();
    let (signs, style) = SHAFTS.iter().find(|(signs, _)| shaft.starts_with(*signs))?;
    let length: usize =
        shaft.chars().take_while(|c| signs.contains(c)).take(LONGEST).map(char::len_utf8).sum();
    let behind = &shaft[length..];
    let head = behind.strip_prefix(">>").or_else(|| behind.strip_prefix('>')).unwrap_or(behind);
    let heads = behind.len() - head.len();
    let style = if heads == 2 { LinkStyle::Bulk } else { *style };
    let length = rest.len() - head.len();
    let both = back && heads > 0;
    (back || heads > 0).then_some(Arrow { style, back: back && !both, both, length })
}

impl Arrow {
    pub(super) const fn length(self) -> usize {
        self.length
    }
}

impl Reader {
    /// The arrow that stands here with what stands at it; its ends are left open.
    pub(super) fn arrow(&mut self, scan: &mut Scan<'_>) -> Option<(Arrow, Line)> {
        let arrow = sees(scan)?;
        let start = scan.at;
        scan.at += arrow.length();
        if arrow.both {
            let text = "an arrow with two heads is taken as a link to the right; write two statements for both";
            self.problem(start..scan.at, text);
        }
        let mut line = Line {
            from: String::new(),
            to: String::new(),
            label: String::new(),
            style: arrow.style,
            protocol: None,
            stage: None,
            only_for: None,
            numbers: BTreeMap::new(),
            line: self.line,
        };
        let mut ahead = scan.clone();
        ahead.skip_space();
        if ahead.takes('|') {
            self.said(&mut ahead, &mut line);
            *scan = ahead;
        }
        Some((arrow, line))
    }

    /// What stands between the bars of an arrow: protocol, numbers, stage, words.
    fn said(&mut self, scan: &mut Scan<'_>, line: &mut Line) {
        let open = scan.at - 1;
        let mut labels: Vec<String> = Vec::new();
        loop {
            scan.skip_space();
            let start = scan.at;
            if let Some((said, _)) = scan.quoted() {
                labels.push(said);
            } else {
                let said = scan.slice(start..scan.upto(&['|', ',', '='])).trim();
                scan.at = scan.upto(&['|', ',', '=']);
                if scan.takes('=') {
                    self.value(start, said, scan, line);
                } else if !said.is_empty() && !in_short(said, line) {
                    labels.push(said.split_whitespace().collect::<Vec<_>>().join(" "));
                }
            }
            scan.skip_space();
            if scan.takes(',') {
                continue;
            }
            line.label = labels.join(", ");
            if !scan.takes('|') {
                scan.at = scan.upto(&['|']);
                if !scan.takes('|') {
                    let text = "the text of an arrow is not closed; add `|`";
                    self.problem(open..scan.at, text);
                }
            }
            return;
        }
    }

    /// What stands behind `key=`.
    fn value(&mut self, start: usize, key: &str, scan: &mut Scan<'_>, line: &mut Line) {
        scan.skip_space();
        if key.eq_ignore_ascii_case(FOR) {
            return self.begin(scan, line);
        }
        let value = scan.quoted();
        let from = scan.at;
        scan.at = scan.upto(&['|', ',']);
        let plain = scan.slice(from..scan.at).trim();
        let (value, quoted) = match &value {
            Some((text, _)) => (text.as_str(), true),
            None => (plain, false),
        };
        self.fact(start..scan.at, key, (value, quoted), line);
    }

    /// A component whose requests take the link; none is written as nothing.
    fn begin(&mut self, scan: &mut Scan<'_>, line: &mut Line) {
        let begins = line.only_for.get_or_insert_default();
        let start = scan.at;
        let name = if let Some((said, _)) = scan.quoted() {
            said
        } else {
            scan.at = scan.upto(&['|', ',', '[']);
            scan.slice(start..scan.at).split_whitespace().collect::<Vec<_>>().join(" ")
        };
        if name.is_empty() {
            return;
        }
        let end = scan.at;
        let node =
            Node { line: self.line, id: scan.takes_id(), name: name.clone(), ..Node::default() };
        begins.insert(self.collect.node(node));
        self.mention(start..end, Named::Component, name);
    }

    /// Takes `key=value` of a link; a value in quotes is taken as it is written.
    fn fact(&mut self, span: Span<usize>, key: &str, value: (&str, bool), line: &mut Line) {
        let (value, quoted) = value;
        let word = key.to_lowercase().replace([' ', '-'], "_");
        match word.as_str() {
            "stage" => match value.parse() {
                Ok(stage) => line.stage = Some(stage),
                Err(_) => self.problem(span, "a stage is a small whole number; write stage=1"),
            },
            "protocol" if quoted => line.protocol = Some(Protocol::from_word(value)),
            "protocol" => line.protocol = known(value).or_else(|| Some(Protocol::from_word(value))),
            _ => match number(&word, value) {
                Ok((input, range)) => {
                    line.numbers.insert(input, range);
                }
                Err(text) => self.problem(span, text),
            },
        }
    }
}

/// The key of the components whose requests take a link.
pub const FOR: &str = "for";

/// Takes what is said of a link without a key: a protocol, `4x`, `stage 2`; whether it is one.
fn in_short(said: &str, line: &mut Line) -> bool {
    let folded = said.to_lowercase();
    if let Some(calls) = times(&folded).and_then(|text| Input::Calls.parse(text).ok()) {
        line.numbers.insert(Input::Calls, calls);
        return true;
    }
    if let Some(stage) = folded.strip_prefix("stage ").and_then(|text| text.trim().parse().ok()) {
        line.stage = Some(stage);
        return true;
    }
    let protocol = known(said);
    line.protocol = protocol.clone().or_else(|| line.protocol.take());
    protocol.is_some()
}

/// A known protocol by its word or name.
fn known(word: &str) -> Option<Protocol> {
    let same = |of: &&Protocol| {
        of.word().eq_ignore_ascii_case(word) || of.label().eq_ignore_ascii_case(word)
    };
    Protocol::KNOWN.iter().find(same).cloned()
}

/// A number of a link by its word.
fn number(word: &str, value: &str) -> Result<(Input, Range), String> {
    let input = if word == "payload" { Some(Input::LinkPayload) } else { Input::from_word(word) };
    let of_link = |input: &Input| input.scope() == Scope::Link;
    let Some(input) = input.filter(of_link) else {
        let all = Input::ALL.iter().filter(|input| of_link(input)).map(|input| input.word());
        let all = all.collect::<Vec<_>>().join(", ");
        return Err(format!(
            "`{word}` is no number of a link; write for, stage, protocol, {all}, or put words in quotes"
        ));
    };
    let range = input.parse(value).map_err(|error| format!("`{word}`: {error}"))?;
    Ok((input, range))
}

/// How often: `4x`, `x4`, `× 4`.
fn times(text: &str) -> Option<&str> {
    let ends = text.strip_suffix(['x', '×']);
    let bare = ends.or_else(|| text.strip_prefix(['x', '×']))?.trim();
    bare.starts_with(|c: char| c.is_ascii_digit()).then_some(bare)
}
