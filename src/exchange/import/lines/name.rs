//! Names with what stands behind them.

use super::super::sketch::Node;
use super::scan::Scan;
use super::statement::Reader;
use super::{Named, attribute, number, technology};

impl Reader {
    /// One name with its attributes, in any order; its key.
    pub(super) fn element(&mut self, scan: &mut Scan<'_>, home: Option<&str>) -> Option<String> {
        let start = scan.at;
        let mut node = Node { line: self.line, ..Node::default() };
        loop {
            scan.skip_space();
            if scan.ends_element() {
                break;
            }
            let before = scan.at;
            if self.attribute(scan, &mut node) {
                continue;
            }
            if node.name.is_empty() {
                self.name(scan, &mut node);
            } else {
                self.left_over(scan);
            }
            if scan.at == before {
                scan.at += scan.next().map_or(1, char::len_utf8);
                let sign = scan.slice(before..scan.at);
                let text =
                    format!("`{sign}` means nothing here; leave it out or put the name in quotes");
                self.problem(before..scan.at, text);
            }
        }
        if node.name.is_empty() {
            self.problem(start..scan.at, "the name is missing; write it before its tags");
            return None;
        }
        node.group = node.group.or_else(|| home.map(str::to_owned));
        Some(self.collect.node(node))
    }

    /// Words up to the next attribute, or a text in quotes; an id in square brackets behind.
    fn name(&mut self, scan: &mut Scan<'_>, node: &mut Node) {
        let start = scan.at;
        node.name = self.words(scan, &[]);
        if node.name.is_empty() {
            return;
        }
        self.mention(start..scan.at, Named::Component, node.name.clone());
        node.id = scan.takes_id();
    }

    /// A text in quotes, or words up to the next attribute or one of these signs.
    pub(super) fn words(&mut self, scan: &mut Scan<'_>, more: &[char]) -> String {
        let start = scan.at;
        let Some((said, closed)) = scan.quoted() else {
            scan.at = words_end(scan, more);
            let words = scan.slice(start..scan.at).split_whitespace();
            return words.collect::<Vec<_>>().join(" ");
        };
        let problem = match said.trim() {
            _ if !closed => "the quotes are not closed; add `\"`",
            "" => "the name is empty; write it between the quotes",
            _ => return said,
        };
        self.problem(start..scan.at, problem);
        said
    }

    /// Words behind an attribute that belong to nothing.
    fn left_over(&mut self, scan: &mut Scan<'_>) {
        let start = scan.at;
        if scan.quoted().is_none() {
            scan.at = words_end(scan, &[]);
        }
        if scan.at > start {
            let said = scan.slice(start..scan.at).trim();
            let text =
                format!("“{said}” belongs to nothing; a comma or an arrow is missing before it");
            self.problem(start..scan.at, text);
        }
    }
}

/// The end of the words that make a name: before the next attribute, sign or arrow. Brackets that
/// hold neither kind nor technology belong to the name.
fn words_end(scan: &Scan<'_>, more: &[char]) -> usize {
    let mut ahead = scan.clone();
    let mut end = ahead.at;
    while !ahead.is_done() {
        if attribute::begins(&ahead) || technology::begins(&ahead) || number::begins(&ahead) {
            break;
        }
        let word = ahead.word_end(more);
        let length = if word > ahead.at { word - ahead.at } else { bracket(&ahead, more) };
        if length == 0 {
            break;
        }
        ahead.at += length;
        end = ahead.at;
        ahead.skip_space();
    }
    end
}

/// The length of a bracket that belongs to a name, as in “Redis (cart)”; names of groups have none.
fn bracket(scan: &Scan<'_>, more: &[char]) -> usize {
    let text = scan.bracket().filter(|_| more.is_empty());
    let part = text.filter(|text| !text.trim().is_empty() && !attribute::says_something(text));
    part.map_or(0, |text| text.len() + 2)
}

/// Whether a name without quotes stays whole with more behind it: one that ends as a target begins
/// takes the number that follows.
pub(super) fn stands_alone(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default();
    !last.eq_ignore_ascii_case(number::TARGET)
}
